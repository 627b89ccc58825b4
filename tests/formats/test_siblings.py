"""Nights of one truth in many programs' manners: each is read right, or refused with the true cause."""

from __future__ import annotations

from pathlib import Path

import pytest
from formats.siblings.annotations import TALS
from formats.siblings.clocks import CLOCKS
from formats.siblings.event_lists import EVENT_ROWS
from formats.siblings.lights import LIGHTS
from formats.siblings.lines import LINES
from formats.siblings.newest import DREAMS, NOX, NSRR, WFDB, notes, wfdb
from formats.siblings.nights import (
    SIGNS,
    START,
    TRUTH,
    Sibling,
    edf,
    of_epochs,
    std,
)
from formats.siblings.runs import RUN_TABLES
from formats.siblings.unknown_words import HALF, UNKNOWN_XML

from sleepscorer.errors import HypnogramError
from sleepscorer.formats import read_hypnogram
from sleepscorer.formats.copy_header import Anonymous
from sleepscorer.formats.event_import import import_events
from sleepscorer.formats.full_copy import write_full_copy
from sleepscorer.formats.hypnogram import place
from sleepscorer.scoring import EventKind, Scoring
from sleepscorer.stages import Stage

SIBLINGS = [
    *UNKNOWN_XML,
    *TALS,
    *RUN_TABLES,
    *HALF,
    *EVENT_ROWS,
    *CLOCKS,
    *LIGHTS,
    *LINES,
    *NOX,
    *NSRR,
    *WFDB,
]


def outcome(sibling: Sibling, folder: Path) -> tuple[str, str]:
    """``right``, ``refused`` or ``wrong``, and what came out of a sibling."""
    path = folder / sibling.file
    path.write_bytes(sibling.content)
    try:
        read = read_hypnogram(path)
        placed = place(read, START, 300)
    except HypnogramError as error:
        return "refused", str(error).replace(str(folder) + "/", "")
    night = "".join(SIGNS[stage + 1] for stage in placed.stages.tolist()).rstrip("?")
    notices = " ".join((*read.warnings, *placed.warnings))
    if night != sibling.right:
        return "wrong", f"{night} {notices}"
    if sibling.lights is not None and (placed.lights.off_s, placed.lights.on_s) != sibling.lights:
        return "wrong", f"lights {placed.lights} {notices}"
    if sibling.kinds is not None:
        kinds = [event.kind for event in placed.events]
        if any(kinds.count(kind) != count for kind, count in sibling.kinds):
            return "wrong", f"events {kinds} {notices}"
        imported = [event.kind for event in import_events(path).events]
        if sorted(imported) != sorted(kinds):
            return "wrong", f"imported {imported}"
    return "right", notices


REFUSED = {
    "iso onset, no end": "does not say how long the last one lasts",
    "number of epochs": "column 'n_epochs' are not those of consecutive epochs",
    "epoch of change": "the numbers of its epochs keep no step",
    "blanks": "several columns and no name says which",
    "samples": "column 'start_sample' are not those of consecutive epochs",
    "Tiefschlaf": "'Tiefschlaf'",
    "français": "'Sommeil profond'",
    "Light and Deep": "'Deep'",
    "russian": "'Бодрствование'",
    "SWS": "'SWS'",
    "polish": "'czuwanie'",
    "table": "'Tief'",
    "list": "'kevyt'",
    "changes of stage without durations": "'Deep'",
    "events table": "'deep_sleep'",
    "nsrr concept": "'Deep sleep'",
    "nsrr concept of two stages": "'Stage 3 sleep|2'",
    "profusion word": "'Deep'",
    "unix": "count from 1970",
    "elapsed": "column 'elapsed' holds times",
    "no header, clock first": "several columns and no name says which",
    "polish column name": "column 'godzina' holds times",
    "two scorers in turn": "of 2 scorers",
    "two scorers in blocks": "epoch 1 follows epoch 32",
    "two stage columns": "several columns and no name says which",
    "stage and stage again": "two columns 'stage' that differ",
    "scorers named by initials": "of 2 scorers",
    "unknown column of scorers": "goes through AB, CD",
    "two on a line": "several columns and no name says which",
    "two on a line, tab": "several columns and no name says which",
    "unknown column, no time": "goes through AB, CD",
    "nox unknown word": "'sleep-deep' (8)",
    "nox with times of no ISO": "marker 1, has no start_time and a later stop_time as ISO 8601",
    "nox without a stop": "marker 1, has no start_time and a later stop_time",
    "nox with some offsets": "some times with an offset from UTC and others without",
    "nsrr concepts in EDF": "'Stage 2 sleep|2' (10)",
    "nsrr unknown stage": "'slow_wave_sleep' (8)",
    "wfdb unknown change": "'deep'",
    "wfdb unknown note": "'deep' (8)",
    "wfdb without a rate": "put the record's a.hea beside it",
}
"""What the sentence of each that is refused has to name; ``table`` is the one of kind 5."""


@pytest.mark.parametrize("sibling", SIBLINGS, ids=lambda sibling: f"{sibling.kind}-{sibling.name}")
def test_a_sibling_is_read_right_or_refused_with_its_cause(sibling: Sibling, tmp_path: Path) -> None:
    if sibling in WFDB:
        pytest.importorskip("wfdb")
    kind, sentence = outcome(sibling, tmp_path)
    cause = REFUSED.get(sibling.name) if (sibling.kind, sibling.name) != (16, "table") else None
    assert kind == ("right" if cause is None else "refused"), sentence
    assert cause is None or cause in sentence


@pytest.mark.parametrize("name", DREAMS)
def test_events_of_the_dreams_databases_are_read_right_or_refused(name: str, tmp_path: Path) -> None:
    content, expected = DREAMS[name]
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    if isinstance(expected, str):
        with pytest.raises(HypnogramError) as caught:
            import_events(path)
        assert expected in str(caught.value)
    else:
        events = import_events(path).events
        assert [(e.kind, e.start_s, e.duration_s, e.channel) for e in events] == expected


@pytest.mark.parametrize(
    "header", ["a 2 100 96000\na.dat 16 200 EEG\na.dat 16 200 EOG\n", "a/2 2 100\na_1 48000\na_2 48000\n"]
)
def test_annotations_go_by_the_rate_of_the_record_beside_them(header: str, tmp_path: Path) -> None:
    pytest.importorskip("wfdb")
    (tmp_path / "a.hea").write_text(header)
    (tmp_path / "a.st").write_bytes(wfdb(notes(rate_hz=100), None))
    read = read_hypnogram(tmp_path / "a.st")
    assert "".join(SIGNS[stage + 1] for stage in read.stages.tolist()) == TRUTH


def test_times_in_utc_are_said(tmp_path: Path) -> None:
    sibling = next(one for one in NOX if one.name == "nox in UTC")
    (tmp_path / sibling.file).write_bytes(sibling.content)
    assert any("are in UTC" in sentence for sentence in read_hypnogram(tmp_path / sibling.file).warnings)


def test_lights_and_stages_spelt_otherwise_are_no_other_events(tmp_path: Path) -> None:
    path = tmp_path / "events.edf"
    path.write_bytes(
        of_epochs(
            lambda n, s: f"+{30 * n}\x1530\x14{'Éveil' if s == 'W' else s}\x14\0".encode(),
            {2: b"+60\x14LIGHTS-OUT\x14\0", 9: b"+280\x15\x31\x32\x14Obstructive apnea\x14\0"},
        )
    )
    read = import_events(path)
    assert [event.kind for event in read.events] == [EventKind.OBSTRUCTIVE_APNOEA]
    assert read.unknown == ()


def test_a_remark_on_the_lights_is_said_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "remark.edf"
    path.write_bytes(of_epochs(std, {2: b"+60\x14Patient asks for lights off soon\x14\0"}))
    read = read_hypnogram(path)
    assert read.lights.off_s is None
    assert any("speaks of the lights" in warning for warning in read.warnings)


def test_an_unknown_change_is_read_by_the_users_word(tmp_path: Path) -> None:
    sibling = next(one for one in SIBLINGS if one.name == "changes of stage without durations")
    path = tmp_path / sibling.file
    path.write_bytes(sibling.content)
    read = read_hypnogram(path, words={"Deep": Stage.N3})
    assert "".join(SIGNS[stage + 1] for stage in read.stages.tolist()) == TRUTH


NAMED = {
    "comma in the onset": b"+60,5\x155\x14Beispiel unruhig\x14\0",
    "no sign": b"60\x14Frau Beispiel\x14\0",
    "not closed": b"+60\x14Rosa Beispiel\0",
    "left-over bytes": b"\0\0+60\x14x\x14\0Beispiel",
    "second text of a TAL": b"+60\x14ok\x14Beispiel\x14\0",
    "Latin-1": b"+60\x14Beispiel \xe4\x14\0",
    "number": b"+60\x14Nr. 4711\x14\0",
    "capitals": b"+60\x14BEISPIEL ROSA\x14\0",
    "date of birth": b"+60\x14geb. 02.05.1951\x14\0",
    "channel": b"+60\x14Apnea@@Beispiel\x14\0",
}


@pytest.mark.parametrize("name", NAMED)
def test_an_anonymous_copy_holds_no_word_of_the_patient(name: str, tmp_path: Path) -> None:
    source, target = tmp_path / "a.edf", tmp_path / "b.edf"
    patient = "4711 F 02-MAY-1951 Beispiel_Rosa"
    source.write_bytes(edf(lambda n: NAMED[name] if n == 2 else b"", patient=patient))
    write_full_copy(source, target, Scoring(32), anonymous=Anonymous())
    content = target.read_bytes().lower()
    assert not [word for word in (b"beispiel", b"rosa", b"4711", b"1951") if word in content]
