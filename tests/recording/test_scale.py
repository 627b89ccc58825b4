"""Units that are wrong by a factor of a thousand are found before a model is asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal

from sleepscorer.errors import RecordingError
from sleepscorer.prescoring.prescore import prescore
from sleepscorer.recording import open_recording
from sleepscorer.recording.scale import check_scale

NOISE = np.random.default_rng(1).normal(0, 20, 30 * 100 * 8)


def digital(scale: float = 1.0) -> np.ndarray:
    """Samples whose physical range of +-500 makes them 20 units times a scale."""
    return np.round((NOISE * scale + 500) / 1000 * 65535 - 32768).clip(-32768, 32767).astype(int)


def eeg(unit: str, label: str = "EEG C4-M1", scale: float = 1.0) -> Signal:
    return Signal(digital(scale), 100, label, unit=unit)


def test_a_sound_scale_is_worth_no_word(tmp_path: Path) -> None:
    assert check_scale(open_recording(EdfFile([eeg("uV")]).write(tmp_path / "n.edf"))) == ()


@pytest.mark.parametrize("unit", ["mV", "V", "nV"])
def test_a_unit_that_makes_an_eeg_absurd_is_refused(unit: str, tmp_path: Path) -> None:
    recording = open_recording(EdfFile([eeg(unit)]).write(tmp_path / "n.edf"))
    with pytest.raises(RecordingError, match=r"EEG C4-M1 varies by .* uV within 30 s .*as no EEG does"):
        check_scale(recording)


def test_one_channel_of_several_is_a_sentence(tmp_path: Path) -> None:
    recording = open_recording(EdfFile([eeg("uV"), eeg("mV", "EEG C3-M2")]).write(tmp_path / "n.edf"))
    (said,) = check_scale(recording)
    assert said.startswith("EEG C3-M2 varies by 2e+04 uV")


def test_a_flat_or_unscaled_eeg_is_not_judged(tmp_path: Path) -> None:
    flat = Signal(np.zeros(30 * 100 * 8, int), 100)
    assert check_scale(open_recording(EdfFile([flat, eeg("", "EEG C3-M2")]).write(tmp_path / "n.edf"))) == ()


def test_no_model_scores_it(tmp_path: Path) -> None:
    half = EdfFile([eeg("uV"), eeg("mV", "EEG C3-M2")]).write(tmp_path / "half.edf")
    assert prescore(open_recording(half)).notices[0].startswith("EEG C3-M2 varies by")
    with pytest.raises(RecordingError, match="EEG C4-M1 varies by"):
        prescore(open_recording(EdfFile([eeg("mV")]).write(tmp_path / "wrong.edf")))
