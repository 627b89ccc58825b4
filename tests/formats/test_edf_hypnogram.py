"""EDF+ hypnograms: ours through every reader, and other people's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from annotation_readers import READERS, Rows, by_mne_annotations
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.edf.header import NO_DATE, read_header
from sleepscorer.edf.tal import encode_tal
from sleepscorer.errors import HypnogramError, UnknownWordsError
from sleepscorer.formats import (
    Hypnogram,
    align,
    edf_writer,
    hypnogram_name,
    place,
    read_hypnogram,
    write_edf_hypnogram,
)
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, Lights, Scoring, scoring_from_stages
from sleepscorer.stages import Stage, stage_from_text

TECHNICIAN = Author(AuthorKind.TECHNICIAN, "AB")
START = datetime(2024, 1, 15, 22, 30)
STARTS = {
    "whole second": START,
    "sub-second": START.replace(microsecond=437_500),
    "unknown": None,
    "first year": datetime(1985, 1, 1, 0, 0, 1),
    "last year": datetime(2084, 12, 31, 23, 59, 59),
}


def random_scoring(n_epochs: int = 960) -> Scoring:
    return scoring_from_stages(np.random.default_rng(1).integers(-1, 5, n_epochs), TECHNICIAN)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS.keys())
def test_every_reader_gives_back_every_stage_and_its_time(
    read: Callable[[Path], Rows], start: datetime | None, tmp_path: Path
) -> None:
    scoring = random_scoring()
    path = tmp_path / "night_hyp.edf"
    write_edf_hypnogram(path, scoring, start, lights=Lights(65.5, 28_001.0))
    rows = read(path)
    stages = [(onset, duration, stage_from_text(text)) for onset, duration, text in rows]
    found = [row for row in stages if row[2] is not None]
    assert [stage for *_, stage in found] == scoring.stages.tolist()
    np.testing.assert_allclose([onset for onset, *_ in found], 30.0 * np.arange(960), atol=1e-3)
    np.testing.assert_allclose([duration for _, duration, _ in found], 30.0)
    markers = {text: onset for onset, _, text in rows if str(text).startswith("Lights")}
    assert markers == pytest.approx({"Lights off": 65.5, "Lights on": 28_001.0}, abs=1e-3)


@given(
    stages=st.lists(st.integers(-1, 4), min_size=1, max_size=60),
    start=st.none() | st.datetimes(datetime(1985, 1, 2), datetime(2084, 12, 31)),
    off_s=st.none() | st.floats(-100, 2000).map(lambda seconds: round(seconds, 3)),
)
def test_round_trip(
    stages: list[int], start: datetime | None, off_s: float | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("round") / "x_hyp.edf"
    write_edf_hypnogram(path, scoring_from_stages(stages, TECHNICIAN), start, lights=Lights(off_s))
    read = read_hypnogram(path)
    assert read.stages.tolist() == stages
    assert read.start == start
    assert (read.onset_s, read.source, read.warnings) == (0.0, "EDF+", ())
    assert read.lights.off_s == pytest.approx(off_s)


def test_header_keeps_the_rules_of_edf_plus(tmp_path: Path) -> None:
    path = tmp_path / "night_hyp.edf"
    write_edf_hypnogram(path, random_scoring(10), START.replace(microsecond=250_000), comment="Vorläufig ✓")
    raw = path.read_bytes()
    header, n_bytes = raw[:512], 2 * int(raw[472:480])
    assert all(32 <= byte <= 126 for byte in header)
    assert header[8:88].rstrip() == b"X X X X"
    assert header[88:168].startswith(b"Startdate 15-JAN-2024 X X sleepscorer_")
    assert header[168:184] == b"15.01.2422.30.00"
    assert header[192:236].rstrip() == b"EDF+C"
    assert (header[236:244].rstrip(), header[244:252].rstrip()) == (b"10", b"30")
    assert header[256:272] == b"EDF Annotations "
    assert header[360:392].split() == [b"-1", b"1", b"-32768", b"32767"]
    records = [raw[512 + n_bytes * i : 512 + n_bytes * (i + 1)] for i in range(10)]
    assert len(raw) == 512 + 10 * n_bytes
    for i, record in enumerate(records):
        assert record.startswith(f"+{30 * i}.25\x14\x14\0+{30 * i}.25\x1530\x14Sleep stage ".encode())
        assert record.rstrip(b"\0").endswith(b"\x14")
    assert "Vorläufig ✓".encode() in records[0]


def test_no_name_of_a_patient_leaves(tmp_path: Path) -> None:
    path = tmp_path / "x_hyp.edf"
    write_edf_hypnogram(path, random_scoring(3), START)
    assert path.read_bytes()[8:88].split() == [b"X"] * 4


def test_a_year_the_header_cannot_hold_is_clipped_and_found_by_the_time_of_day(tmp_path: Path) -> None:
    path = tmp_path / "x_hyp.edf"
    scoring = random_scoring(20)
    start = datetime(1972, 2, 29, 23, 0)
    write_edf_hypnogram(path, scoring, start)
    read = read_hypnogram(path)
    assert read.start == datetime(1985, 2, 28, 23, 0)
    placed = place(read, start, 20)
    assert placed.stages.tolist() == scoring.stages.tolist()
    assert "time of day" in placed.warnings[0]


def test_a_file_that_does_not_read_back_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x_hyp.edf"
    path.write_bytes(b"old")
    monkeypatch.setattr(edf_writer, "_write", lambda p, content: p.write_bytes(content.replace(b"N2", b"N3")))
    with pytest.raises(HypnogramError, match="did not read back"):
        write_edf_hypnogram(path, random_scoring(), START)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["x_hyp.edf"]


@pytest.mark.parametrize("content", [b"", b"not edf at all", None])
def test_the_strict_reader_is_asked_too(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(path: Path, right: bytes) -> None:
        # A physical range of no width does not matter to our reader, but is no EDF+.
        wrong = right[:360] + b"1       " + right[368:] if content is None else content
        path.write_bytes(wrong)

    monkeypatch.setattr(edf_writer, "_write", spoil)
    with pytest.raises(HypnogramError, match=r"x_hyp\.edf could not be written"):
        write_edf_hypnogram(tmp_path / "x_hyp.edf", random_scoring(), START)


def test_a_folder_that_is_not_there_gives_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match=r"could not be written \(no such file"):
        write_edf_hypnogram(tmp_path / "absent" / "x_hyp.edf", random_scoring(3), START)


def test_no_epoch_no_hypnogram(tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match="no whole epoch"):
        write_edf_hypnogram(tmp_path / "x_hyp.edf", Scoring(0), START)


def test_name() -> None:
    assert hypnogram_name("/nights/SC4001E0-PSG.edf") == "SC4001E0-PSG_hyp.edf"


def edf_plus(path: Path, tals: list[bytes], record_seconds: str = "0", reserved: str = "EDF+C") -> Path:
    """An EDF+ file of one data record with these TALs."""
    body = encode_tal(0) + b"".join(tals)
    body += b"\0" * (len(body) % 2)
    fixed = [("0", 8), ("X X X X", 80), ("Startdate 24-APR-1989 X X X", 80), ("24.04.89", 8), ("16.13.00", 8)]
    fixed += [("512", 8), (reserved, 44), ("1", 8), (record_seconds, 8), ("1", 4)]
    signal = [("EDF Annotations", 16), ("", 80), ("", 8), ("-1", 8), ("1", 8), ("-32768", 8), ("32767", 8)]
    signal += [("", 80), (str(len(body) // 2), 8), ("", 32)]
    path.write_bytes("".join(text.ljust(width) for text, width in fixed + signal).encode() + body)
    return path


def test_merged_runs_movement_time_and_odd_onsets(tmp_path: Path) -> None:
    runs = [(7.0, 60.0, "W"), (67.0, 30.0, "1"), (97.0, 44.0, "4"), (141.0, 46.0, "?")]
    tals = [encode_tal(onset, seconds, f"Sleep stage {word}") for onset, seconds, word in runs]
    read = read_hypnogram(edf_plus(tmp_path / "x.edf", [*tals, encode_tal(187, 30, "Movement time")]))
    assert read.stages.tolist() == [0, 0, 1, 3, -1, -1, -1]
    assert read.onset_s == 7.0
    assert read.start == datetime(1989, 4, 24, 16, 13)
    assert "at its middle" in read.warnings[0]


def test_stages_without_a_duration(tmp_path: Path) -> None:
    listed = [encode_tal(30 * i, None, "Sleep stage N2") for i in (0, 1, 2, 5)]
    read = read_hypnogram(edf_plus(tmp_path / "listed.edf", listed))
    assert read.stages.tolist() == [2, 2, 2, -1, -1, 2]
    turns = [encode_tal(at, None, f"Sleep stage {s}@@C3") for at, s in ((0, "W"), (90, "R"), (300, "N1"))]
    read = read_hypnogram(edf_plus(tmp_path / "turns.edf", turns, record_seconds="360"))
    assert read.stages.tolist() == [0] * 3 + [4] * 7 + [1] * 2
    assert "no duration" in read.warnings[0]
    onsets = (0, 30, 60, 90, 300, 330, 360, 600)
    restless = [encode_tal(at, None, f"Sleep stage {s}") for at, s in zip(onsets, "W1213W2W", strict=True)]
    read = read_hypnogram(edf_plus(tmp_path / "restless.edf", restless, record_seconds="660"))
    expected = [0, 1, 2, *[1] * 7, 3, 0, *[2] * 8, 0, 0]
    assert read.stages.tolist() == expected, "changes, many of them after 30 s, and no list of epochs"


def test_scorings_of_two_people_in_one_file_are_said(tmp_path: Path) -> None:
    first = [encode_tal(30 * i, 30, f"Sleep stage {s}") for i, s in enumerate("WW122")]
    second = [encode_tal(30 * i, 30, f"Sleep stage {s}") for i, s in enumerate("W1123")]
    read = read_hypnogram(edf_plus(tmp_path / "two.edf", [*first, *second]))
    assert read.stages.tolist() == [0, 1, 1, 2, 3]
    assert "2 stages overlap a different one, as where two people scored" in read.warnings[0]
    assert read_hypnogram(edf_plus(tmp_path / "one.edf", [*first, *first])).warnings == ()


def test_words_that_stand_where_stages_would_are_asked_about(tmp_path: Path) -> None:
    words = ["Wake", "S1", "S2", "SWS", "SWS", "SWS", "S2", "REM"]
    listed = [encode_tal(30 * i, 30, word) for i, word in enumerate(words)]
    with pytest.raises(UnknownWordsError, match=r"'SWS' \(3\) is no sleep stage we know") as refusal:
        read_hypnogram(edf_plus(tmp_path / "x.edf", listed))
    assert refusal.value.words == (("SWS", 3),)
    read = read_hypnogram(tmp_path / "x.edf", words={"sws": Stage.N3})
    assert read.stages.tolist() == [0, 1, 2, 3, 3, 3, 2, 4]
    events = [encode_tal(30 * i, 30, "Snoring") for i in (0, 1, 2, 6)]
    known = [encode_tal(30 * i, 30, "S2") for i in range(8)]
    assert read_hypnogram(edf_plus(tmp_path / "y.edf", [*known, *events])).warnings == ()


def test_a_marker_is_no_stage_where_standard_texts_are_used(tmp_path: Path) -> None:
    stages = [encode_tal(0, 30, "Sleep stage W"), encode_tal(30, 30, "Movement time")]
    markers = [encode_tal(5, 10, "1"), encode_tal(31, 29, "M"), encode_tal(300, None, "9")]
    read = read_hypnogram(edf_plus(tmp_path / "x.edf", [*stages, *markers]))
    assert (read.stages.tolist(), read.warnings) == ([0, -1], ())
    words = [encode_tal(0, 30, "Wake"), encode_tal(30, 30, "REM")]
    assert read_hypnogram(edf_plus(tmp_path / "y.edf", words)).stages.tolist() == [0, 4]


def test_unscored_epochs_survive_at_both_ends(tmp_path: Path) -> None:
    path = tmp_path / "x_hyp.edf"
    write_edf_hypnogram(path, scoring_from_stages([-1, -1, 0, -1], TECHNICIAN), START)
    assert read_hypnogram(path).stages.tolist() == [-1, -1, 0, -1]


def test_mne_reads_what_our_header_reader_refuses(tmp_path: Path) -> None:
    path = edf_plus(tmp_path / "x.edf", [encode_tal(0, 60, "Sleep stage R")])
    raw = bytearray(path.read_bytes())
    raw[472:480] = b"many    "
    path.write_bytes(raw)
    read = read_hypnogram(path)
    assert read.stages.tolist() == [4, 4]
    assert read.start is None


@pytest.mark.parametrize(
    ("tals", "sentence"),
    [
        ([encode_tal(3, None, "Arousal")], "no sleep stage among its 1 annotations"),
        ([encode_tal(0, 1e9, "Sleep stage W")], "more than a month"),
    ],
)
def test_errors_are_sentences(tals: list[bytes], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match=sentence):
        read_hypnogram(edf_plus(tmp_path / "x.edf", tals))


def test_a_recording_without_annotations_is_no_hypnogram(data_folder: Path) -> None:
    with pytest.raises(HypnogramError, match="no sleep stage"):
        read_hypnogram(data_folder / "sleep-edf" / "SC4001E0-PSG.edf")


def test_experts_hypnogram_lands_on_the_whole_recording(data_folder: Path) -> None:
    hypnogram = read_hypnogram(data_folder / "sleep-edf" / "SC4001EC-Hypnogram.edf")
    recording = open_recording(data_folder / "sleep-edf" / "SC4001E0-PSG.edf")
    placed = place(hypnogram, recording.start, recording.n_epochs)
    assert (recording.n_epochs, placed.warnings) == (2650, ())
    assert len(hypnogram.stages) == 2880
    # From the annotations themselves: 30,630 s of wake, 120 s of stage 1, 390 s of stage 2, 30 s of 3.
    assert np.flatnonzero(np.diff(placed.stages))[:4].tolist() == [1020, 1024, 1037, 1038]
    assert np.bincount(placed.stages + 1).tolist() == [0, 1997, 58, 250, 220, 125]
    assert read_header(recording.path).n_records == 2650


def test_experts_hypnogram_is_read_as_mne_reads_it(data_folder: Path) -> None:
    path = data_folder / "sleep-edf" / "SC4001EC-Hypnogram.edf"
    stages = read_hypnogram(path).stages
    for onset, duration, text in by_mne_annotations(path):
        assert set(stages[int(onset // 30) : int((onset + duration) // 30)].tolist()) == {
            int(stage_from_text(text))
        }


def test_align_gives_the_stages_alone(tmp_path: Path) -> None:
    path = tmp_path / "x_hyp.edf"
    write_edf_hypnogram(path, scoring_from_stages([0, 1, 2, 3], TECHNICIAN), START)
    later = START.replace(minute=31)
    assert align(read_hypnogram(path), later, 5).tolist() == [2, 3, -1, -1, -1]


@pytest.mark.parametrize(
    ("hypnogram", "recording", "sentence"),
    [
        (datetime(2021, 5, 4, 22), datetime(2084, 12, 31, 22), "The dates differ, "),
        (NO_DATE + timedelta(hours=22), datetime(2021, 5, 4, 22), "The hypnogram has no date, "),
        (datetime(2021, 5, 4, 22), NO_DATE + timedelta(hours=22), "The recording has no date, "),
    ],
)
def test_the_sentence_on_dates_is_true_of_files_without_one(
    hypnogram: datetime, recording: datetime, sentence: str
) -> None:
    placed = place(Hypnogram(np.zeros(10, np.int8), 0.0, hypnogram, "EDF+"), recording, 10)
    assert placed.shift_s == 0
    assert placed.warnings[0].startswith(sentence)
    assert "by the time of day alone" in placed.warnings[0]
