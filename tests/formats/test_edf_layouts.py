"""Every layout of EDF+ through every reader, and events wherever they may lie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from annotation_readers import READERS, Rows, by_edfio, by_mne_annotations, by_mne_raw
from hypothesis import given, settings
from hypothesis import strategies as st

from sleepscorer.edf.header import read_header
from sleepscorer.edf.records import EdfRecords
from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import HypnogramError
from sleepscorer.formats import edf_writer, read_hypnogram, write_edf_hypnogram
from sleepscorer.formats.edf_layout import EdfLayout, pack
from sleepscorer.scoring import Author, AuthorKind, Lights, scoring_from_stages
from sleepscorer.stages import stage_from_text

NURSE = Author(AuthorKind.TECHNICIAN, "AB")
START = datetime(2024, 1, 15, 22, 30, 0, 437_500)
LAYOUTS = {
    "epochs": EdfLayout(),
    "strict": EdfLayout(strict=True),
    "merged": EdfLayout(merged=True),
    "R&K": EdfLayout(rk_texts=True),
    "Sleep-EDF": EdfLayout(merged=True, rk_texts=True),
    "all": EdfLayout(strict=True, merged=True, rk_texts=True),
}
EVERY = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80)


def all_annotations(path: Path) -> list[Annotation]:
    records = EdfRecords(read_header(path))
    try:
        return records.annotations()
    finally:
        records.close()


def per_second(rows: Rows, n_epochs: int) -> list[int]:
    """Stage at the middle of each epoch, from rows of any length."""
    found = [-2] * n_epochs
    for onset, seconds, text in rows:
        stage = stage_from_text(str(text))
        if stage is not None:
            found[round(onset / 30) : round((onset + seconds) / 30)] = [int(stage)] * round(seconds / 30)
    return found


@EVERY
@pytest.mark.parametrize("read", READERS)
def test_every_reader_takes_every_layout(
    read: Callable[[Path], Rows], layout: EdfLayout, tmp_path: Path
) -> None:
    if layout.strict and read is by_mne_raw:
        pytest.skip("mne shows no annotation of a record of duration 0 (docs/formats.md)")
    scoring = scoring_from_stages(np.random.default_rng(1).integers(-1, 5, 960), NURSE)
    path = tmp_path / "x_hyp.edf"
    write_edf_hypnogram(path, scoring, START, layout=layout)
    assert per_second(read(path), 960) == scoring.stages.tolist()


@EVERY
@settings(max_examples=12)
@given(
    stages=st.lists(st.integers(-1, 4), min_size=1, max_size=60),
    start=st.none() | st.datetimes(datetime(1985, 1, 2), datetime(2084, 12, 31)),
    texts=st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80), max_size=9
    ),
)
def test_round_trip(
    layout: EdfLayout,
    stages: list[int],
    start: datetime | None,
    texts: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("round") / "x_hyp.edf"
    events = [Annotation(i * 7.25 - 10, 2.5, f"Event {i} {text}") for i, text in enumerate(texts)]
    write_edf_hypnogram(path, scoring_from_stages(stages, NURSE), start, events=events, layout=layout)
    read = read_hypnogram(path)
    assert (read.stages.tolist(), read.start) == (stages, start)
    fraction = start.microsecond / 1e6 if start else 0.0
    found = {a.text: round(a.onset_s - fraction, 6) for a in all_annotations(path)}
    for event in events:
        assert found[event.text] == pytest.approx(event.onset_s, abs=2e-6)


@EVERY
@pytest.mark.parametrize("n_epochs", [1, 2, 959, pytest.param(20_160, marks=pytest.mark.slow)])
def test_every_length(layout: EdfLayout, n_epochs: int, tmp_path: Path) -> None:
    scoring = scoring_from_stages(np.random.default_rng(n_epochs).integers(-1, 5, n_epochs), NURSE)
    write_edf_hypnogram(tmp_path / "x_hyp.edf", scoring, START, layout=layout)
    assert by_edfio(tmp_path / "x_hyp.edf")
    np.testing.assert_array_equal(read_hypnogram(tmp_path / "x_hyp.edf").stages, scoring.stages)


@EVERY
@pytest.mark.parametrize("in_one_epoch", [False, True])
def test_hundreds_of_events_with_long_texts(layout: EdfLayout, in_one_epoch: bool, tmp_path: Path) -> None:
    scoring = scoring_from_stages([2] * 120, NURSE)
    span = 30.0 if in_one_epoch else 3600.0
    texts = [f"{i:04d} " + "äß€漢𝄞"[i % 5] * 75 for i in range(300)]
    events = [Annotation(round(i * span / 300, 4), 1.5, text) for i, text in enumerate(texts)]
    path = tmp_path / "x_hyp.edf"
    write_edf_hypnogram(path, scoring, START, events=events, lights=Lights(0.0, 3600.0), layout=layout)
    read = [a for a in all_annotations(path) if a.text[:4].isdigit()]
    assert sorted(a.text for a in read) == texts
    mne_texts = {text for *_, text in by_mne_annotations(path)}
    assert set(texts) <= mne_texts
    assert path.stat().st_size < 600_000


def test_events_before_after_and_beyond(tmp_path: Path) -> None:
    events = [
        Annotation(-3600.5, 10.0, "before"),
        Annotation(60.0, None, "end"),
        Annotation(59.5, 99.0, "over"),
    ]
    path = tmp_path / "x_hyp.edf"
    write_edf_hypnogram(path, scoring_from_stages([0, 1], NURSE), START, events=events)
    found = {a.text: (round(a.onset_s - 0.4375, 6), a.duration_s) for a in all_annotations(path)}
    assert found["before"] == (-3600.5, 10.0)
    assert found["end"] == (60.0, None)
    assert found["over"] == (59.5, 99.0)


def test_an_event_another_reader_loses_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        edf_writer, "_write", lambda path, content: path.write_bytes(content.replace(b"Arousal", b"Around."))
    )
    with pytest.raises(HypnogramError, match="another reader finds other epochs or events"):
        write_edf_hypnogram(
            tmp_path / "x_hyp.edf",
            scoring_from_stages([0], NURSE),
            START,
            events=[Annotation(3, 5, "Arousal")],
        )
    assert list(tmp_path.iterdir()) == []


@given(
    n_records=st.integers(1, 50),
    wanted=st.lists(st.tuples(st.integers(0, 49), st.integers(1, 400)), max_size=300),
)
def test_no_annotation_is_lost_in_packing(n_records: int, wanted: list[tuple[int, int]]) -> None:
    tals = [
        (record % n_records, f"<{i}>".encode().ljust(size, b".")) for i, (record, size) in enumerate(wanted)
    ]
    keepers = [f"+{i}|".encode() for i in range(n_records)]
    records = pack(keepers, tals)
    assert len(records) == n_records
    assert all(record.startswith(keeper) for record, keeper in zip(records, keepers, strict=True))
    joined = b"".join(records)
    assert len(joined) == sum(map(len, keepers)) + sum(len(tal) for _, tal in tals)
    assert all(tal in joined for _, tal in tals)
    average = len(joined) / n_records
    assert max(map(len, records)) <= max(256, 4 * average + 4, 2 * average + 410)
