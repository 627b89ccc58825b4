"""One simulated night: two EEG derivations, EOG and chin EMG with known stages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.simulation.artefacts import add_artefacts
from sleepscorer.simulation.background import (
    FREQUENCIES_HZ,
    at_frequencies,
    complex_noise,
    draw_spectra,
    muscle_course_db,
    spectrum_course_db,
    synthesise,
    wavy,
    with_muscle_and_noise,
)
from sleepscorer.simulation.course import Course, draw_course
from sleepscorer.simulation.derivations import (
    EOG_AGAINST_MASTOID,
    EOG_HORIZONTAL,
    SLEEP_EDF,
    SimulatedDerivation,
    draw_derivations,
)
from sleepscorer.simulation.eyes import draw_eye_traits, draw_eyes
from sleepscorer.simulation.frames import FRAME_SAMPLES, RATE_HZ, Floats
from sleepscorer.simulation.hypnogram import draw_hypnogram
from sleepscorer.simulation.muscle import draw_chin_emg
from sleepscorer.simulation.waves import draw_wave_traits, draw_waves


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


@dataclass(frozen=True)
class _Sources:
    """Sources of which every derivation is a mixture."""

    levels_db: Floats
    muscle_db: Floats
    shared_noise: NDArray[np.complex64]
    waves: Floats
    spindles: Floats
    eyes: Floats
    blinks: Floats


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
    sources = _draw_sources(random, course)
    first, second = SLEEP_EDF if sleep_edf_montage else draw_derivations(random)
    horizontal = sleep_edf_montage or random.random() < 0.4
    signals = np.empty((4, course.n_frames * FRAME_SAMPLES), dtype=np.float32)
    signals[0] = _eeg(random, sources, first)
    signals[1] = _eeg(random, sources, second)
    signals[2] = _eog(random, sources, horizontal)
    signals[3] = draw_chin_emg(random, course, signals.shape[1])
    if not sleep_edf_montage:
        add_artefacts(random, signals, course)
        _record(random, signals)
    labels = (first.label, second.label, "EOG horizontal" if horizontal else "E1-M2", "Chin1-Chin2")
    return SimulatedNight(signals, hypnogram, labels)


def _draw_sources(random: np.random.Generator, course: Course) -> _Sources:
    age, n_samples = random.random(), course.n_frames * FRAME_SAMPLES
    spectra = draw_spectra(random, age)
    waves, spindles = draw_waves(random, course, draw_wave_traits(random, age, spectra.sigma_hz), n_samples)
    eyes, blinks = draw_eyes(random, course, draw_eye_traits(random), n_samples)
    return _Sources(
        levels_db=spectrum_course_db(random, course, spectra),
        muscle_db=muscle_course_db(random, course, spectra),
        shared_noise=complex_noise(random, course.n_frames),
        waves=waves,
        spindles=spindles,
        eyes=eyes,
        blinks=blinks,
    )


def _background(
    random: np.random.Generator, sources: _Sources, derivation: SimulatedDerivation, noise_db: float
) -> Floats:
    profile = np.interp(
        FREQUENCIES_HZ, [0, 3, 4.5, 7, 8.5, 12, 13, 15, 18, 45], np.repeat(derivation.bands_db, 2)
    )
    levels = sources.levels_db + (profile + at_frequencies(wavy(random, 1.2))).astype(np.float32)
    levels = with_muscle_and_noise(levels, sources.muscle_db, noise_db)
    share = np.float32(min(0.95, abs(derivation.shared) * random.uniform(0.8, 1.1)))
    noise = complex_noise(random, len(levels)) * np.sqrt(1 - share**2)
    noise += sources.shared_noise * (share * np.float32(np.sign(derivation.shared)))
    return synthesise(levels, noise)


def _eeg(random: np.random.Generator, sources: _Sources, derivation: SimulatedDerivation) -> Floats:
    signal = _background(random, sources, derivation, random.uniform(-33, -17))
    signal += np.float32(derivation.waves * random.uniform(0.85, 1.15)) * sources.waves
    signal += np.float32(10 ** (derivation.bands_db[3] / 20) * random.uniform(0.8, 1.2)) * sources.spindles
    pick_up = derivation.eyes * random.uniform(0.5, 1.5)
    sideways = random.uniform(0.2, 1) * np.sign(random.standard_normal())
    signal += np.float32(pick_up) * (np.float32(sideways) * sources.eyes + sources.blinks)
    return signal


def _eog(random: np.random.Generator, sources: _Sources, horizontal: bool) -> Floats:
    derivation = EOG_HORIZONTAL if horizontal else EOG_AGAINST_MASTOID
    quieter = random.uniform(-5, 1) if random.random() < 0.5 else 0.0
    signal = _background(random, sources, derivation.quieter(quieter), random.uniform(-28, -6))
    signal += np.float32(derivation.waves * random.uniform(0.4, 1)) * sources.waves
    signal += np.float32(random.uniform(0.8, 1.6)) * sources.eyes
    signal += np.float32(random.uniform(0.05, 0.3) if horizontal else random.uniform(0.3, 1)) * sources.blinks
    return signal


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
