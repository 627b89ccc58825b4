"""What a model has proposed and nobody has confirmed is never read back as somebody's event."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.formats import convert_hypnogram, import_events, read_hypnogram, write_hypnogram
from sleepscorer.formats.catalogue import FORMATS, HypnogramFormat
from sleepscorer.formats.event_table import encode_event_table
from sleepscorer.recording.memory import recording_of_raw
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Proposal, Scoring, scoring_from_stages
from sleepscorer.scoring.recorded import events_among

ANNA = Author(AuthorKind.TECHNICIAN, "AB")
ORIGIN = Proposal(Author(AuthorKind.MODEL, "My scorer; v=2"), "rule 1A", score=0.123456)
THEIRS = Event(EventKind.HYPOPNOEA, 40.0, 12.0, "Flow")
PROPOSED = Event(EventKind.CENTRAL_APNOEA, 61.0, 11.5, "Flow", proposal=ORIGIN)
WITHOUT_CHANNEL = Event(EventKind.AROUSAL, 70.0, 4.0, proposal=ORIGIN)


@pytest.fixture
def scoring() -> Scoring:
    scoring = scoring_from_stages([0, 1, 2, 2, 3, 4], ANNA)
    scoring.apply(scoring.add_events([THEIRS], ANNA))
    scoring.apply(scoring.propose_events([PROPOSED, WITHOUT_CHANNEL], ORIGIN.author))
    return scoring


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: str(format_.name))
def test_a_proposal_is_read_back_as_one_or_left_out_and_said(
    format_: HypnogramFormat, scoring: Scoring, tmp_path: Path
) -> None:
    path = tmp_path / f"n{format_.endings[0]}"
    sentences: list[str] = []
    write_hypnogram(path, scoring, format=format_.name, tell=sentences.append)
    read = format_.reader(path).events
    if format_.keeps_proposals:
        assert [event.proposal for event in read] == [None, ORIGIN, ORIGIN]
        assert not sentences
    elif format_.keeps_events:
        assert [event.kind for event in read] == [THEIRS.kind]
        assert [sentence for sentence in sentences if "(2)" in sentence and format_.name in sentence]
    assert len(scoring.events) == 3


@pytest.mark.parametrize("name", ["n_events.tsv", "n_hyp.csv"])
def test_a_conversion_says_what_it_leaves_out_once(name: str, scoring: Scoring, tmp_path: Path) -> None:
    source = tmp_path / "n.annot"
    write_hypnogram(source, scoring)
    done = convert_hypnogram(source, tmp_path / name)
    said = [*done.lost, *done.notices]
    assert sum("nobody has confirmed" in sentence for sentence in said) == 1
    assert not any("3 events" in sentence for sentence in said)


def test_annotations_of_mne_say_what_is_proposed(scoring: Scoring) -> None:
    mne = pytest.importorskip("mne")
    raw = mne.io.RawArray(np.zeros((1, 1800)), mne.create_info(["Flow"], 10.0), verbose="error")
    raw.set_annotations(scoring.to_annotations(with_channels=True), verbose="error")
    read = events_among(recording_of_raw(raw).annotations())
    assert [event.is_proposed for event in read] == [False, True, True]


def test_a_table_of_events_keeps_its_proposals(scoring: Scoring, tmp_path: Path) -> None:
    path = tmp_path / "n_events.csv"
    path.write_bytes(encode_event_table(scoring))
    events = import_events(path).events
    origin = replace(ORIGIN, score=0.123)
    assert [event.proposal for event in events] == [None, origin, origin]
    assert [event.channel for event in events] == ["Flow", "Flow", None]


def test_other_meta_data_of_luna_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "n.annot"
    rows = ["class\tinstance\tchannel\tstart\tstop\tmeta", "N2\t.\t.\t0\t60\t."]
    rows += [f"Hypopnea\t.\t.\t{at}\t{at + 12}\t{meta}" for at, meta in ((1, "confirmed=no"), (31, "a=b;c"))]
    path.write_text("\n".join(rows))
    assert [event.proposal for event in read_hypnogram(path).events] == [None, None]
