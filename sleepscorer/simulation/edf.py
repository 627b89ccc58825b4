"""Simulated nights as EDF files."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sleepscorer.signals.resampling import resample
from sleepscorer.simulation.artefacts import heart_beats
from sleepscorer.simulation.frames import Floats
from sleepscorer.simulation.night import SimulatedNight, simulate_night

START = datetime.datetime(2024, 1, 15, 22, 30)
"""Start of every simulated recording."""
RANGE_UV = 3276.7
"""Physical range of the files: one digit is 0.1 uV."""

# Label, shares of the two EEG channels, of the EOG and of the EMG, and a delay that makes pairs differ.
BENCHMARK_MIX = (
    ("F3-M2", (1.0, 0.0, 0.1, 0.0), 0.0),
    ("F4-M1", (0.9, 0.1, -0.1, 0.0), 0.05),
    ("C3-M2", (0.7, 0.4, 0.0, 0.0), 0.1),
    ("C4-M1", (0.6, 0.5, 0.0, 0.0), 0.15),
    ("O1-M2", (0.1, 1.0, 0.0, 0.0), 0.0),
    ("O2-M1", (0.2, 0.9, 0.0, 0.0), 0.05),
    ("E1-M2", (0.1, 0.0, 1.0, 0.0), 0.0),
    ("E2-M2", (0.2, 0.0, -0.9, 0.0), 0.02),
    ("Chin1-Chin2", (0.0, 0.0, 0.0, 1.0), 0.0),
    ("ECG", (0.0, 0.0, 0.0, 0.0), 0.0),
)


def write_edf(
    night: SimulatedNight,
    path: Path,
    *,
    rate_hz: float | None = None,
    labels: tuple[str, ...] | None = None,
    start: datetime.datetime = START,
) -> None:
    """Write a simulated night as EDF.

    Parameters
    ----------
    night : SimulatedNight
    path : Path
    rate_hz : float, optional
        Sampling rate in the file; the night's own (100 Hz) if not given.
    labels : tuple of str, optional
        Labels of the four channels; the night's own if not given.
    start : datetime.datetime
        Start of the recording.
    """
    rate = rate_hz or float(night.rate_hz)
    resampled = (resample(signal, night.rate_hz, rate) for signal in night.signals_uv)
    _write(path, labels or night.labels, resampled, rate, start)


def write_benchmark_edf(
    path: Path, hours: float = 8, n_channels: int = 10, rate_hz: float = 256, seed: int = 1
) -> None:
    """Write a whole clinical montage at a clinical rate, for benchmarks and load tests.

    Parameters
    ----------
    path : Path
    hours : float
        Length of the recording.
    n_channels : int
        Channels: the six EEG, two EOG, chin and ECG channels of a standard montage, then copies
        named ``C3-M2 2`` and so on.
    rate_hz : float
        Sampling rate of every channel.
    seed : int
        Seed of the simulated night.
    """
    night = simulate_night(seed, hours)
    sources = np.stack([resample(signal, night.rate_hz, rate_hz) for signal in night.signals_uv])
    heart = resample(
        heart_beats(np.random.default_rng(seed), night.signals_uv.shape[1], 900.0), night.rate_hz, rate_hz
    )
    names = tuple(_benchmark_label(channel) for channel in range(n_channels))
    _write(path, names, _benchmark_channels(sources, heart, n_channels, rate_hz), rate_hz, START)


def _benchmark_label(channel: int) -> str:
    copy, index = divmod(channel, len(BENCHMARK_MIX))
    return BENCHMARK_MIX[index][0] + (f" {copy + 1}" if copy else "")


def _benchmark_channels(sources: Floats, heart: Floats, n_channels: int, rate_hz: float) -> Iterator[Floats]:
    for channel in range(n_channels):
        copy, index = divmod(channel, len(BENCHMARK_MIX))
        label, shares, delay_seconds = BENCHMARK_MIX[index]
        signal = heart if label == "ECG" else np.asarray(shares, dtype=np.float32) @ sources
        yield np.roll(signal, round((delay_seconds + 0.3 * copy) * rate_hz))


def _write(
    path: Path, labels: tuple[str, ...], signals: Iterator[Floats], rate_hz: float, start: datetime.datetime
) -> None:
    import edfio

    edf_signals = [
        edfio.EdfSignal(
            np.clip(signal, -RANGE_UV, RANGE_UV),
            sampling_frequency=rate_hz,
            label=label,
            physical_dimension="uV",
            physical_range=(-RANGE_UV, RANGE_UV),
            digital_range=(-32767, 32767),
        )
        for label, signal in zip(labels, signals, strict=True)
    ]
    edf = edfio.Edf(
        edf_signals,
        patient=edfio.Patient(code="SIMULATED"),
        recording=edfio.Recording(startdate=start.date(), equipment_code="simulation"),
        starttime=start.time(),
    )
    edf.write(path)
