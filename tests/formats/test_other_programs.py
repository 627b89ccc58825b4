"""Hypnograms as other programs write them, and files that mean harm."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.errors import HypnogramError
from sleepscorer.formats import place, read_hypnogram
from sleepscorer.scoring import Lights
from sleepscorer.stages import Stage

START = datetime(2024, 1, 15, 22, 30)


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# Luna

LUNA = "class\tinstance\tchannel\tstart\tstop\tmeta\n"


@pytest.mark.parametrize(
    ("rows", "stages", "onset_s"),
    [
        ("W\t.\t.\t0\t60\t.\nN2\t.\t.\t60\t90\t.\nspindle\t1\tC3\t61.2\t62\t.\n", [0, 0, 2], 0.0),
        (
            "# comment\nN1\t.\t.\t30\t+30\t.\nNREM4\t.\t.\t60\t...\t.\nR\t.\t.\t120\t...\t.\n",
            [1, 3, 3, 4],
            30.0,
        ),
        ("SleepStage\tN3\t.\t0+00:01:00\t0+00:02:00\t.\n", [3, 3], 60.0),
        ("W\t.\t.\te:1\te:1\t.\nR\t.\t.\te:2\te:3\t.\n", [0, 4, 4], 0.0),
        ("W 0 30\n? 30 60\nM 60 90\nR 60 90\n", [0, -1, 4], 0.0),
    ],
)
def test_luna_times_in_seconds(rows: str, stages: list[int], onset_s: float, tmp_path: Path) -> None:
    read = read_hypnogram(file(tmp_path, "x.annot", rows))
    assert (read.stages.tolist(), read.onset_s, read.start) == (stages, onset_s, None)
    assert read.source == "Luna .annot"
    assert place(read, START, 8).is_sure


def test_luna_clock_times_pass_midnight(tmp_path: Path) -> None:
    rows = "N1\t.\t.\t23:59:30\t00:00:00\t.\nN2\t.\t.\t00:00:00\t00:01:00\t.\nR\t.\t.\t12:01:00AM\t+30\t.\n"
    read = read_hypnogram(file(tmp_path, "x.annot", LUNA + rows))
    assert read.stages.tolist() == [1, 2, 2, 4]
    placed = place(read, datetime(2024, 1, 15, 23, 58, 30), 7)
    assert placed.stages.tolist() == [-1, -1, 1, 2, 2, 4, -1]
    assert "time of day" in placed.warnings[0]


@pytest.mark.parametrize("start", ["19:00:00", "22:30:00", "00:10:00"])
@pytest.mark.parametrize("hours", [13, 47])
@pytest.mark.parametrize("by_class", [False, True])
def test_luna_clock_times_in_any_order(start: str, hours: int, by_class: bool, tmp_path: Path) -> None:
    if by_class and hours > 24:
        pytest.skip("times without a date tell no day then")
    stages = np.random.default_rng(hours).integers(0, 5, hours * 120)
    first = datetime.strptime(start, "%H:%M:%S")
    clock = [f"{first + timedelta(seconds=30 * e):%H:%M:%S}" for e in range(stages.size + 1)]
    rows = [f"{Stage(s).name}\t.\t.\t{clock[e]}\t{clock[e + 1]}\t.\n" for e, s in enumerate(stages.tolist())]
    whole = [f"recording\t.\t.\t{clock[0]}\t{clock[-1]}\t.\n"] if hours < 20 else []
    ordered = sorted(rows, key=lambda row: row.split()[0]) if by_class else rows
    read = read_hypnogram(file(tmp_path, "x.annot", LUNA + "".join([*whole, *ordered])))
    assert read.stages.tolist() == stages.tolist()


def test_luna_clock_times_with_a_date(tmp_path: Path) -> None:
    rows = "N1\t.\t.\t15-01-24-22:30:30\t15-01-24-22:31:00\t.\n"
    read = read_hypnogram(file(tmp_path, "x.annot", rows))
    assert place(read, START, 3).stages.tolist() == [-1, 1, -1]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("W\t.\t.\tsoon\t30\t.\n", r"line 1: .*'soon'"),
        ("W\t.\t.\tnan\t30\t.\n", "line 1: 'nan' is no time"),
        ("W\t.\t.\t0\t1e300\t.\n", "more than a month"),
        ("W\t.\t.\t99-99-24-22:30:30\t+30\t.\n", "line 1: month must be"),
        ("spindle\t.\t.\t0\t30\t.\n", "holds no sleep stage"),
        ("", "is empty"),
    ],
)
def test_luna_errors_are_sentences(rows: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match=sentence):
        read_hypnogram(file(tmp_path, "x.annot", rows))


# XML


def nsrr(*events: tuple[str, str, str, str]) -> str:
    rows = "".join(
        f"<ScoredEvent><EventType>{kind}</EventType><EventConcept>{concept}</EventConcept>"
        f"<Start>{start}</Start><Duration>{seconds}</Duration></ScoredEvent>"
        for kind, concept, start, seconds in events
    )
    opening = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{opening}<PSGAnnotation><ScoredEvents>{rows}</ScoredEvents></PSGAnnotation>"


def profusion(numbers: str, epoch_length: str = "<EpochLength>30</EpochLength>") -> str:
    stages = "".join(f"<SleepStage>{number}</SleepStage>" for number in numbers.split())
    return f"<CMPStudyConfig>{epoch_length}<SleepStages>{stages}</SleepStages></CMPStudyConfig>"


def test_nsrr(tmp_path: Path) -> None:
    xml = nsrr(
        ("", "Recording Start Time", "0", "300"),
        ("Stages|Stages", "Wake|0", "0.0", "60.0"),
        ("Arousals|Arousals", "Arousal|Arousal ()", "61", "9"),
        ("Stages|Stages", "Stage 4 sleep|4", "60", "30"),
        ("Stages|Stages", "REM sleep|5", "90", "30"),
        ("Stages|Stages", "Movement|6", "120", "30"),
        ("Stages|Stages", "Unscored|9", "150", "60"),
    )
    read = read_hypnogram(file(tmp_path, "x.xml", xml))
    assert (read.stages.tolist(), read.source) == ([0, 0, 3, 4, -1, -1, -1], "NSRR XML")
    assert read.from_recording_start


def test_profusion_numbers_are_those_of_profusion(tmp_path: Path) -> None:
    read = read_hypnogram(file(tmp_path, "x.xml", profusion("0 1 2 3 4 9 6")))
    assert (read.stages.tolist(), read.source) == ([0, 1, 2, 3, 3, -1, -1], "Profusion XML")
    read = read_hypnogram(file(tmp_path, "y.xml", profusion("5 5").encode("utf-16")))
    assert read.stages.tolist() == [4, 4]


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        (profusion("0 7x"), "epoch 2: '7x' is no sleep stage of Profusion"),
        (profusion("0", "<EpochLength>0</EpochLength>"), "has epochs of 0 s"),
        (profusion("0", "<EpochLength>inf</EpochLength>"), "is no time"),
        (profusion(""), "holds no sleep stage"),
        (nsrr(("Stages|Stages", "Wake|0", "0", "1e308")), "more than a month"),
        (nsrr(("Stages|Stages", "Wake|0", "", "30")), "could not convert"),
        ("<a><b/></a>", "neither of the NSRR nor of Profusion"),
        ("<PSGAnnotation><ScoredEvents>", "no sound XML"),
        ("<" + "a><" * 100 + "a>", "nests more than 32"),
    ],
)
def test_xml_errors_are_sentences(xml: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match=sentence):
        read_hypnogram(file(tmp_path, "x.xml", xml))


BILLION = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
BOMBS = {
    "billion laughs": f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{BILLION}]><x>&l9;</x>',
    "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"A" * 50_000}">]><x>{"&a;" * 50_000}</x>',
    "external file": '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
    "external document type": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><x/>',
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_xml_that_means_harm_is_refused_at_once(bomb: str, tmp_path: Path) -> None:
    path = file(tmp_path, "x.xml", bomb)
    began = perf_counter()
    with pytest.raises(HypnogramError, match=r"x\.xml is refused: it declares a document type"):
        read_hypnogram(path)
    assert perf_counter() - began < 2


def test_an_entity_without_a_document_type_is_no_xml(tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match="no sound XML"):
        read_hypnogram(file(tmp_path, "x.xml", "<x>&f;</x>"))


# BIDS


def test_bids_events_of_every_kind(tmp_path: Path) -> None:
    tsv = (
        "onset\tduration\ttrial_type\tvalue\n30.0\t30\tSleep stage W\t1\n60\t60\tSleep stage N2\t2\n"
        "61\t5\tarousal\tn/a\n62\t0\t1\t9\n120\tn/a\tREM\t4\n"
    )
    read = read_hypnogram(file(tmp_path, "sub-01_events.tsv", tsv))
    assert (read.stages.tolist(), read.onset_s, read.source) == ([0, 2, 2, 4], 30.0, "BIDS events")
    assert place(read, START, 6).stages.tolist() == [-1, 0, 2, 2, 4, -1]


def test_bids_columns_of_numbers(tmp_path: Path) -> None:
    tsv = "onset\tduration\tbegsample\tstage_hum\n0\t30\t1\t0\n30\t30\t2\t2\n60\t30\t3\t5\n90\t30\t4\t8\n"
    read = read_hypnogram(file(tmp_path, "x.tsv", tsv))
    assert read.stages.tolist() == [0, 2, 4, -1]
    assert "5 R" in read.warnings[0]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("0\t30\tarousal\n", "holds no sleep stage"),
        ("soon\t30\tSleep stage W\n", "'soon' is no time"),
        ("0\tinf\tSleep stage W\n", "'inf' is no time"),
        ("\n", "holds no sleep stage"),
        ("0\n", "holds no sleep stage"),
    ],
)
def test_bids_errors_are_sentences(rows: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match=sentence):
        read_hypnogram(file(tmp_path, "x.tsv", f"onset\tduration\ttrial_type\n{rows}"))


# DOMINO

PROFILE = "Signal ID: SchlafProfil\\profil\r\nStart Time: {}\r\nUnit: \r\nSignal Type: Discret\r\n"


@pytest.mark.parametrize(
    ("when", "day", "n_warnings"),
    [
        ("15.01.2024 23:59:00", datetime(2024, 1, 15), 0),
        ("1/15/2024 11:59:00 PM", datetime(2024, 1, 15), 0),
        ("15/01/2024 23:59:00", datetime(2024, 1, 15), 0),
        ("05/01/2024 23:59:00", datetime(2024, 1, 5), 1),
        ("5/1/2024 11:59:00 PM", datetime(2024, 5, 1), 0),
    ],
)
def test_domino_dates(when: str, day: datetime, n_warnings: int, tmp_path: Path) -> None:
    rows = "23:59:00,000; A\r\n23:59:30,000; Wach\r\n00:00:00,000; N1\r\n"
    rows += "00:00:30,000; N4\r\n00:01:30,000; Rem\r\n"
    text = PROFILE.format(when) + "Events list: N4,N3,N2,N1,Rem,Wach,Bewegung\r\nRate: 30 s\r\n\r\n" + rows
    read = read_hypnogram(file(tmp_path, "Schlafprofil.txt", text))
    assert read.stages.tolist() == [-1, 0, 1, 3, -1, 4]
    assert read.start == day.replace(hour=23, minute=59)
    assert len(read.warnings) == n_warnings


def test_domino_rows_with_dates_and_epochs_of_20_s(tmp_path: Path) -> None:
    times = ("20:59:00", "20:59:20", "20:59:40", "21:00:00", "21:00:20", "21:00:40")
    words = ("Wake", "N1", "N2", "N3", "Rem", "Rem")
    rows = [f"30.05.2024 {time},000; {word}" for time, word in zip(times, words, strict=True)]
    text = PROFILE.format("5/30/2024 8:59:00 PM") + "Rate: 20 s\r\n\r\n" + "\r\n".join(rows)
    read = read_hypnogram(file(tmp_path, "x.txt", text))
    assert (read.stages.tolist(), read.epoch_seconds) == ([0, 2, 3, 4], 20.0)
    assert read.start == datetime(2024, 5, 30, 20, 59)
    assert read.warnings == ("Epochs of 20 s were converted to 30 s; each took the stage at its middle.",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            PROFILE.format("31.02.2024 23:00:00") + "Rate: 30 s\n\n25:00:00,000; N1\n",
            "'25:00:00,000' is no time",
        ),
        (PROFILE.format("") + "Rate: 30 s\n\n23:00:00,000; N7\n", "line 7: 'N7' is no sleep stage"),
        (PROFILE.format("") + "Rate: 256 Hz\n\n23:00:00,000; N1\n", "how long its epochs are"),
        (PROFILE.format("") + "\n00:22:48,246-00:23:00,246; 12;Hypopnea\n", "is no epoch of a sleep profile"),
        (PROFILE.format(""), "holds no sleep stage"),
    ],
)
def test_domino_errors_are_sentences(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match=sentence):
        read_hypnogram(file(tmp_path, "x.txt", text))


def test_an_impossible_date_of_domino_leaves_the_time_of_day(tmp_path: Path) -> None:
    text = PROFILE.format("31.02.2024 22:31:00") + "Rate: 30 s\n\n22:31:00,000; N1\n22:31:30,000; N2\n"
    read = read_hypnogram(file(tmp_path, "x.txt", text))
    assert "none that exists" in read.warnings[0]
    assert place(read, START, 5).stages.tolist() == [-1, -1, 1, 2, -1]


# Epochs of 20 s


@given(stages=st.lists(st.integers(-1, 4), min_size=1, max_size=90))
def test_epochs_of_20_s_take_the_stage_of_two_thirds(
    stages: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    words = "\n".join("?" if stage < 0 else Stage(stage).name for stage in stages)
    path = file(tmp_path_factory.mktemp("twenty"), "x.txt", words)
    assumed = read_hypnogram(path)
    assert (assumed.says_epoch_length, len(assumed.stages)) == (False, len(stages))
    read = read_hypnogram(path, epoch_seconds=20)
    n_epochs = -(-(2 * len(stages) - 1) // 3)
    assert read.stages.tolist() == [stages[e // 2 * 3 + e % 2 * 2] for e in range(n_epochs)]
    assert (read.epoch_seconds, read.says_epoch_length) == (20.0, True)


@pytest.mark.parametrize("seconds", [0, -30, 0.5, 601, float("nan"), float("inf")])
def test_an_epoch_length_that_makes_no_sense(seconds: float, tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match="sleepscorer reads epochs of 1 to 600 s"):
        read_hypnogram(file(tmp_path, "x.txt", "W\n"), epoch_seconds=seconds)


# Where a hypnogram goes


def test_a_place_that_is_an_assumption_says_so(tmp_path: Path) -> None:
    read = read_hypnogram(file(tmp_path, "x.txt", "W\nN2\n"))
    placed = place(read, START, 4)
    assert not placed.is_sure
    told = place(read, START, 4, shift_s=60.0)
    assert (told.stages.tolist(), told.is_sure, told.warnings) == ([-1, -1, 0, 2], True, ())
    assert told.shift_s == 60.0


def test_a_shift_that_was_told_moves_the_lights_too(tmp_path: Path) -> None:
    rows = "onset\tduration\ttrial_type\n30\t30\tSleep stage W\n45\t0\tLights off\n"
    read = read_hypnogram(file(tmp_path, "x.tsv", rows))
    assert place(read, START, 4).lights == Lights(45.0)
    assert place(read, START, 4, shift_s=60.0).lights == Lights(75.0)


def test_epochs_between_two_of_the_recordings_are_worth_asking_about(tmp_path: Path) -> None:
    read = read_hypnogram(file(tmp_path, "x.tsv", "onset\tduration\ttrial_type\n10\t30\tN1\n40\t30\tN2\n"))
    placed = place(read, START + timedelta(seconds=5), 3)
    assert (placed.stages.tolist(), placed.is_sure, placed.shift_s) == ([1, 2, -1], False, 10.0)
