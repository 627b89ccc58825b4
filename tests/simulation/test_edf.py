from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.simulation import simulate_night, write_benchmark_edf, write_edf

edfio = pytest.importorskip("edfio")


def test_an_edf_holds_the_night(tmp_path):
    night = simulate_night(2, 0.2)
    write_edf(night, tmp_path / "night.edf")
    edf = edfio.read_edf(tmp_path / "night.edf")
    assert tuple(signal.label for signal in edf.signals) == night.labels
    assert {signal.sampling_frequency for signal in edf.signals} == {100}
    np.testing.assert_allclose(edf.signals[0].data, night.signals_uv[0], atol=0.051)


def test_an_edf_can_have_another_rate_and_other_labels(tmp_path):
    labels = ("C3-M2", "O1-M2", "E1-M2", "EMG")
    write_edf(simulate_night(2, 0.1), tmp_path / "night.edf", rate_hz=200, labels=labels)
    edf = edfio.read_edf(tmp_path / "night.edf")
    assert tuple(signal.label for signal in edf.signals) == labels
    assert edf.duration == pytest.approx(360)
    assert edf.signals[0].sampling_frequency == 200


def test_the_benchmark_file_has_a_clinical_montage(tmp_path):
    write_benchmark_edf(tmp_path / "big.edf", hours=0.1, n_channels=12, rate_hz=256)
    edf = edfio.read_edf(tmp_path / "big.edf")
    labels = [signal.label for signal in edf.signals]
    assert labels[:3] == ["F3-M2", "F4-M1", "C3-M2"]
    assert labels[10:] == ["F3-M2 2", "F4-M1 2"]
    assert edf.duration == pytest.approx(360)
    assert all(signal.data.std() > 1 for signal in edf.signals)
