"""Units that are wrong by a factor of a thousand are found before a model is asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from batch_runs import Run, rows
from edf_files import EdfFile, Signal

from sleepscorer.errors import RecordingError
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


@pytest.mark.parametrize(("unit", "size"), [("mV", "large"), ("V", "large"), ("nV", "small")])
def test_a_unit_that_makes_an_eeg_absurd_is_refused(unit: str, size: str, tmp_path: Path) -> None:
    recording = open_recording(EdfFile([eeg(unit)]).write(tmp_path / "n.edf"))
    with pytest.raises(
        RecordingError, match=f"EEG C4-M1 varies by .* uV within 30 s .*far too {size} for an EEG"
    ):
        check_scale(recording)


def test_one_channel_of_several_is_a_sentence(tmp_path: Path) -> None:
    recording = open_recording(EdfFile([eeg("uV"), eeg("mV", "EEG C3-M2")]).write(tmp_path / "n.edf"))
    (said,) = check_scale(recording)
    assert said.startswith("EEG C3-M2 varies by 2e+04 uV")


def test_a_flat_or_unscaled_eeg_is_not_judged(tmp_path: Path) -> None:
    flat = Signal(np.zeros(30 * 100 * 8, int), 100)
    assert check_scale(open_recording(EdfFile([flat, eeg("", "EEG C3-M2")]).write(tmp_path / "n.edf"))) == ()


def test_a_batch_makes_it_a_row_and_no_stages(tmp_path: Path, run: Run) -> None:
    EdfFile([eeg("mV")]).write(tmp_path / "wrong.edf")
    EdfFile([eeg("uV"), eeg("mV", "EEG C3-M2")]).write(tmp_path / "half.edf")
    outcome = run(tmp_path)
    assert (outcome.ok, outcome.failed) == (1, 1)
    assert rows(tmp_path)["wrong.edf"]["reason"].startswith("wrong.edf: EEG C4-M1 varies by")
    assert "EEG C3-M2 varies by" in rows(tmp_path)["half.edf"]["notices"]
    assert not (tmp_path / "wrong_hyp.edf").exists()
