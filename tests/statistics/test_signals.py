from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from clinical import NADIR, PROBE_OFF_S, SECONDS, write_clinical
from edfio import Edf, EdfSignal

from sleepscorer.body_positions import BodyPosition
from sleepscorer.channels import Role
from sleepscorer.recording import open_recording
from sleepscorer.statistics import NightSignals, read_night_signals


@pytest.fixture(scope="module")
def signals(tmp_path_factory: pytest.TempPathFactory) -> NightSignals:
    path = write_clinical(tmp_path_factory.mktemp("signals") / "n.edf", "1=supine 2=left 3=right")
    recording = open_recording(path)
    try:
        return read_night_signals(recording)
    finally:
        recording.close()


def test_the_saturation_is_read_with_a_gap_where_the_probe_is_off(signals: NightSignals) -> None:
    spo2 = signals.of(Role.SPO2)
    assert spo2 is not None
    assert spo2.shape == (SECONDS,)
    assert np.flatnonzero(np.isnan(spo2)).tolist() == list(range(*PROBE_OFF_S))
    assert np.nanmin(spo2) == NADIR
    assert spo2[0] == 96  # not what 16 bits make of it


def test_codes_of_the_position_are_those_of_the_header(signals: NightSignals) -> None:
    supine = signals.in_position(BodyPosition.SUPINE)
    assert supine is not None
    assert np.flatnonzero(supine).tolist() == list(range(900, 1500))
    assert not signals.are_codes_assumed
    assert signals.labels[Role.PULSE] == "Pulse"


def test_what_no_channel_measures_is_not_there(signals: NightSignals) -> None:
    assert signals.of(Role.CPAP_PRESSURE) is None
    assert signals.snored is None
    assert signals.steady_pressure is None


def test_fast_channels_are_reduced_and_the_better_of_two_is_read(tmp_path: Path) -> None:
    breath = np.sin(2 * np.pi * np.arange(300 * 32) / 32 / 4)
    shaken = 10 * np.random.default_rng(0).standard_normal(300 * 100)
    shaken[: 150 * 100] /= 20
    chosen = np.repeat(np.linspace(97, 90, 300), 4)
    dead = np.zeros(300)
    path = tmp_path / "fast.edf"
    Edf(
        [
            EdfSignal(dead, 1, label="SpO2 probe", physical_dimension="%", physical_range=(0, 102)),
            EdfSignal(chosen, 4, label="SpO2", physical_dimension="%", physical_range=(0, 102)),
            EdfSignal(8 + breath, 32, label="CPAP Press", physical_dimension="cmH2O", physical_range=(0, 30)),
            EdfSignal(shaken, 100, label="Snore", physical_dimension="uV", physical_range=(-100, 100)),
        ]
    ).write(path)
    recording = open_recording(path)
    signals = read_night_signals(recording)
    assert signals.labels[Role.SPO2] == "SpO2"
    assert signals.of(Role.SPO2)[-1] == 90
    assert set(signals.steady_pressure.tolist()) == {8.0}
    assert signals.snored[160:290].all()
    assert not signals.snored[:145].any()
    assert read_night_signals(recording, cancelled=lambda: True).values == {}
    recording.close()
