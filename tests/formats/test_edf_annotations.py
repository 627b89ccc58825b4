"""Nights in EDF+ whose annotations break a rule: the stages stay where they are, or it is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, keeper, ramp

from sleepscorer.errors import HypnogramError
from sleepscorer.formats import import_events, read_hypnogram, write_full_copy
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, EventKind, Lights, Scoring, scoring_from_stages
from sleepscorer.stages import AASM_TEXTS, Stage

TRUTH = [0] * 4 + [1] * 2 + [2] * 10 + [3] * 8 + [4] * 6 + [0] * 2
NURSE = Author(AuthorKind.TECHNICIAN, "AB")


def night(folder: Path, duration: str, onset: str = "+{}", *more: bytes, with_signal: bool = False) -> Path:
    """The truth with the duration, and the onset, spelt like this; further TALs in its third record."""
    notes = []
    for epoch, stage in enumerate(TRUTH):
        at = onset.format(epoch * 30)
        tal = f"{at}{duration}\x14{AASM_TEXTS[Stage(stage)]}\x14\0".encode()
        notes.append(keeper(f"+{epoch * 30}", tal, *(more if epoch == 2 else ())))
    signals = [Signal(notes, 120, "EDF Annotations", physical_min="-1")]
    if with_signal:
        signals.append(Signal(ramp(32, 300), 300, "EEG C4-M1"))
    return EdfFile(signals, record_seconds="30", reserved="EDF+C").write(folder / "night.edf")


@pytest.mark.parametrize(
    "duration",
    [
        "\x15-1",
        "\x15-1.0",
        "\x15-30",
        "\x15",
        "\x15 ",
        "\x15nan",
        "\x15n/a",
        "\x15?",
        "\x1530 s",
        "",
        "\x15-0,5",
    ],
)
def test_a_duration_that_is_none_moves_no_stage(duration: str, tmp_path: Path) -> None:
    lights = b"+60\x15-1\x14Lights off\x14\0+900\x15-1\x14Lights on\x14\0"
    apnoea = b"+300\x15-1\x14Obstructive apnea\x14\0"
    path = night(tmp_path, duration, "+{}", lights, apnoea)
    read = read_hypnogram(path)
    assert read.stages.tolist() == TRUTH
    assert (read.onset_s, read.lights) == (0, Lights(60, 900))
    assert [(e.kind, e.start_s) for e in import_events(path).events] == [(EventKind.OBSTRUCTIVE_APNOEA, 300)]
    assert any("such as -1" in sentence for sentence in read.warnings)


@pytest.mark.parametrize(
    ("onset", "duration"),
    [
        ("{}", "\x1530"),
        ("+{},0", "\x1530,0"),
        ("+{}e0", "\x153e1"),
        ("+0000000{}", "\x1530"),
        ("+{}.", "\x1530."),
        (" +{} ", "\x15 30 "),
        ("+{},00000", ""),
        ("{},5", "\x1530"),
        ("+{}E+00", "\x1530.000"),
        ("+{}.000000000000", "\x15+30"),
    ],
)
def test_times_spelt_otherwise_are_read_and_copied(onset: str, duration: str, tmp_path: Path) -> None:
    source = night(tmp_path, duration, onset, with_signal=True)
    read = read_hypnogram(source)
    assert read.stages.tolist() == TRUTH
    scoring = scoring_from_stages(np.full(32, Stage.N2, np.int8), NURSE)
    write_full_copy(source, tmp_path / "copy.edf", scoring)
    assert read_hypnogram(tmp_path / "copy.edf").stages.tolist() == [2] * 32


def test_annotations_that_are_not_understood_are_said(tmp_path: Path) -> None:
    path = night(tmp_path, "\x1530", "+{}", b"+3O\x14Lights off\x14\0", b"old rest\0", with_signal=True)
    sentence = "2 annotations could not be understood and are left out."
    assert read_hypnogram(path).warnings == (sentence,)
    assert open_recording(path).annotation_warnings == (sentence,)
    told: list[str] = []
    write_full_copy(path, tmp_path / "copy.edf", scored(), tell=told.append)
    assert told == [sentence]
    assert b"rest" not in (tmp_path / "copy.edf").read_bytes()


def test_a_night_of_which_nothing_is_understood_names_the_cause(tmp_path: Path) -> None:
    path = night(tmp_path, "\x1530", "+0:{}")
    with pytest.raises(HypnogramError, match="32 annotations could not be understood"):
        read_hypnogram(path)


def scored() -> Scoring:
    return scoring_from_stages(np.array(TRUTH, np.int8), NURSE)


@pytest.mark.parametrize("coding", ["utf-8", "latin-1", "cp1252"])
@pytest.mark.parametrize("word", ["Entsättigung", "Désaturation", "Micro-éveil", "Größe müde"])
def test_words_of_either_coding_are_the_same(word: str, coding: str, tmp_path: Path) -> None:
    tals = f"+70\x1512\x14{word}\x14\0+80\x1512\x14Apnée\x14\0".encode(coding)
    source = night(tmp_path, "\x1530", "+{}", tals, with_signal=True)
    texts = [a.text for a in open_recording(source).annotations() if not a.text.startswith("Sleep")]
    assert texts == [word, "Apnée"]
    write_full_copy(source, tmp_path / "copy.edf", scored())
    copied = [(a.onset_s, a.duration_s, a.text) for a in open_recording(tmp_path / "copy.edf").annotations()]
    assert [row for row in copied if not row[2].startswith("Sleep")] == [(70, 12, word), (80, 12, "Apnée")]
    assert word.encode() in (tmp_path / "copy.edf").read_bytes()
