"""One simulated night: two EEG derivations, EOG and chin EMG with known stages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.simulation.artefacts import add_artefacts
from sleepscorer.simulation.course import draw_course
from sleepscorer.simulation.derivations import (
    EOG_AGAINST_MASTOID,
    EOG_HORIZONTAL,
    SLEEP_EDF,
    draw_derivations,
)
from sleepscorer.simulation.frames import FRAME_SAMPLES, RATE_HZ, Floats
from sleepscorer.simulation.hypnogram import draw_hypnogram
from sleepscorer.simulation.muscle import draw_chin_emg
from sleepscorer.simulation.sources import draw_eeg, draw_eog, draw_sources


@dataclass(frozen=True)
class SimulatedNight:
    """A synthetic recording.

    Parameters
    ----------
    signals_uv : ndarray of float32, shape (4, n_samples)
        EEG, EEG, EOG and chin EMG in microvolts.
    stages : ndarray of int8, shape (n_epochs,)
        Stage of every 30 s epoch; see :class:`sleepscorer.stages.Stage`.
    labels : tuple of str
        Names of the derivations.
    rate_hz : int
        Sampling rate.
    """

    signals_uv: Floats
    stages: NDArray[np.int8]
    labels: tuple[str, str, str, str]
    rate_hz: int = RATE_HZ


def simulate_night(
    seed: int,
    hours: float | None = None,
    *,
    stages: NDArray[np.int8] | None = None,
    sleep_edf_montage: bool = False,
) -> SimulatedNight:
    """Simulate one night.

    Parameters
    ----------
    seed : int
        The same seed gives the same night.
    hours : float, optional
        Length; drawn between 6.5 and 9.2 h if not given.
    stages : ndarray of int8, optional
        Hypnogram to follow; drawn if not given.
    sleep_edf_montage : bool
        Fpz-Cz, Pz-Oz and a horizontal EOG, free of artefacts, rather than a montage drawn at random.

    Returns
    -------
    SimulatedNight
    """
    random = np.random.default_rng(seed)
    hypnogram = draw_hypnogram(random, hours) if stages is None else np.asarray(stages, dtype=np.int8)
    course = draw_course(random, hypnogram)
    sources = draw_sources(random, course)
    first, second = SLEEP_EDF if sleep_edf_montage else draw_derivations(random)
    horizontal = sleep_edf_montage or random.random() < 0.4
    signals = np.empty((4, course.n_frames * FRAME_SAMPLES), dtype=np.float32)
    signals[0] = draw_eeg(random, sources, first)
    signals[1] = draw_eeg(random, sources, second)
    signals[2] = draw_eog(random, sources, EOG_HORIZONTAL if horizontal else EOG_AGAINST_MASTOID, horizontal)
    signals[3] = draw_chin_emg(random, course, signals.shape[1])
    if not sleep_edf_montage:
        add_artefacts(random, signals, course)
        _record(random, signals)
    labels = (first.label, second.label, "EOG horizontal" if horizontal else "E1-M2", "Chin1-Chin2")
    return SimulatedNight(signals, hypnogram, labels)


def _record(random: np.random.Generator, signals: Floats) -> None:
    """Pass signals through an amplifier: filters, gain, polarity, resolution and range."""
    from scipy.signal import butter, sosfilt

    gain = np.exp(random.normal(0, 0.25))
    low_hz = random.uniform(0.05, 0.5) if random.random() < 0.8 else random.uniform(0.5, 0.9)
    high_hz = random.uniform(30, 49) if random.random() < 0.6 else None
    for channel in range(len(signals)):
        corner = low_hz if channel < 3 else random.choice([0.1, 1.0, 5.0, 10.0])
        passed = sosfilt(butter(1, corner, "highpass", fs=RATE_HZ, output="sos"), signals[channel])
        if high_hz and channel < 3:
            passed = sosfilt(butter(2, high_hz, "lowpass", fs=RATE_HZ, output="sos"), passed)
        signals[channel] = passed * np.float32(gain * np.exp(random.normal(0, 0.15)))
    if random.random() < 0.5:
        signals[:2] *= -1
    limit_uv = random.choice([250, 500, 1000, 3000])
    np.clip(signals, -limit_uv, limit_uv, out=signals)
