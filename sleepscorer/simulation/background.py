"""Background EEG: a spectrum per stage that drifts in time, turned into signal by overlap-add."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.simulation.course import Course
from sleepscorer.simulation.frames import FRAME_SAMPLES, RATE_HZ, Floats, drift, flicker

WINDOW_SAMPLES = 2 * FRAME_SAMPLES
FREQUENCIES_HZ: Floats = np.fft.rfftfreq(WINDOW_SAMPLES, 1 / RATE_HZ).astype(np.float32)
KNOTS_HZ: Floats = np.array([0.5, 1, 2, 4, 8, 12, 16, 20, 30, 45], dtype=np.float32)
_KNOT_OCTAVES = np.log2(KNOTS_HZ)
_OCTAVES = np.log2(np.maximum(FREQUENCIES_HZ, 0.4))
_DELTA: Floats = (1 / (1 + np.exp((FREQUENCIES_HZ - 4) / 0.6))).astype(np.float32)
_BETA: Floats = (1 / (1 + np.exp(-(FREQUENCIES_HZ - 17) / 1.5))).astype(np.float32)
_DB = np.float32(np.log(10) / 20)

STAGE_SPECTRA_DB = np.array(
    [
        [17, 14, 8.5, 4, 1, -3, -5, -6.5, -9, -11],
        [14, 11.5, 8, 5, 1.5, -3, -6, -8, -12, -15],
        [16.5, 14.5, 11, 7.5, 2, -2.5, -7.5, -10.5, -14.5, -17.5],
        [23.5, 23, 18, 11, 3, -2.5, -8.5, -12, -15.5, -18],
        [14.5, 11, 8, 5, 1.5, -3.5, -7, -8.5, -12.5, -15],
    ],
    dtype=np.float32,
)
"""Spectra at the knots, W N1 N2 N3 R, in dB re 1 uV^2/Hz at C3-M2, without rhythms, waves and eyes."""


@dataclass(frozen=True)
class Spectra:
    """One sleeper's spectra and rhythms (dB re 1 uV^2/Hz; frequencies in Hz)."""

    stages_db: Floats
    alpha_hz: float
    alpha_db: float
    alpha_width_hz: float
    alpha_in_n1: float
    alpha_in_nrem_db: float
    alpha_in_rem_db: float
    theta_hz: float
    theta_n1_db: float
    theta_rem_db: float
    sigma_hz: float
    sigma_db: float
    arousal_db: float
    scalp_muscle: float


def draw_spectra(random: np.random.Generator, age: float) -> Spectra:
    """Draw a sleeper's spectra; ``age`` runs from 0 (young) to 1 (old)."""
    uniform = random.uniform
    faint = random.random() < 0.18
    return Spectra(
        stages_db=_stage_spectra(random, age),
        alpha_hz=float(np.clip(random.normal(10.1 - 0.9 * age, 0.8), 7.8, 12.2)),
        alpha_db=uniform(-2, 3) if faint else random.normal(9, 4),
        alpha_width_hz=uniform(0.4, 1.1),
        alpha_in_n1=uniform(0.1, 0.7),
        alpha_in_nrem_db=uniform(0, 3) if random.random() < 0.85 else uniform(3, 8),
        alpha_in_rem_db=uniform(0, 4),
        theta_hz=uniform(4.5, 6.5),
        theta_n1_db=uniform(0, 4),
        theta_rem_db=uniform(0, 3),
        sigma_hz=random.normal(13.2, 0.7),
        sigma_db=uniform(0, 5),
        arousal_db=uniform(3, 10),
        scalp_muscle=uniform(0.3, 1.5),
    )


def _stage_spectra(random: np.random.Generator, age: float) -> Floats:
    mean = STAGE_SPECTRA_DB.mean(axis=0)
    contrast = random.uniform(0.75, 1.3)
    delta = np.clip(random.uniform(0.6, 1.35) - 0.3 * (age - 0.5), 0.4, 1.4)
    by_knot = contrast * np.interp(_KNOT_OCTAVES, [-1, 2, 3], [delta, delta, 1])
    own = wavy(random, 2.5)
    rows = [mean + (row - mean) * by_knot + own + wavy(random, 1.3) for row in STAGE_SPECTRA_DB]
    return np.stack([at_frequencies(row) for row in rows])


def wavy(random: np.random.Generator, deviation_db: float) -> NDArray[np.float64]:
    """Draw a smooth deviation over the knots."""
    distance = (_KNOT_OCTAVES[:, None] - _KNOT_OCTAVES) / 1.5
    covariance = np.exp(-0.5 * distance**2) + 1e-4 * np.eye(len(KNOTS_HZ))
    return np.asarray(np.linalg.cholesky(covariance) @ random.standard_normal(len(KNOTS_HZ)) * deviation_db)


def at_frequencies(knots_db: NDArray[np.floating]) -> Floats:
    """Interpolate values at the knots, over log frequency, to the frequencies of a frame."""
    return np.asarray(np.interp(_OCTAVES, _KNOT_OCTAVES, knots_db), dtype=np.float32)


def peak(centre_hz: float, width_hz: float) -> Floats:
    """Return the bell-shaped peak of height 1 over the frequencies of a frame."""
    return np.asarray(np.exp(-0.5 * ((FREQUENCIES_HZ - centre_hz) / width_hz) ** 2), dtype=np.float32)


def spectrum_course_db(random: np.random.Generator, course: Course, spectra: Spectra) -> Floats:
    """Return the spectrum of the background in every frame, in dB, shape (n_frames, n_frequencies)."""
    n, weights = course.n_frames, course.weights
    wake, n1, n2, n3, rem = weights.T
    levels = weights @ spectra.stages_db
    levels += np.outer(
        flicker(random, n, (1.2, 8), (0.8, 90)) * (0.6 + n2 - 0.5 * n3) + flicker(random, n, (0.6, 900)),
        _DELTA,
    )
    levels += np.outer(flicker(random, n, (1, 10), (1, 120)) * (1 - 0.5 * n3), _BETA)
    levels += np.outer(flicker(random, n, (random.uniform(0.8, 2.4), 3), (0.8, 30)), peak(6, 2.2))
    levels += np.outer(flicker(random, n, (random.uniform(0.5, 2), 3), (0.6, 30)), peak(10, 2.5))
    levels += np.outer(
        n1 * spectra.theta_n1_db + rem * spectra.theta_rem_db + 0.8 * drift(random, n, 6) * (n1 + rem),
        peak(spectra.theta_hz, 1.1),
    )
    levels += (wake * random.uniform(0.8, 3.6) * flicker(random, n, (0.6, 6), (0.6, 30), (0.6, 240)))[:, None]
    infraslow = drift(random, n, 22)
    _add_alpha(random, levels, course, spectra, infraslow)
    levels += np.outer(
        (n2 + 0.6 * n3) * spectra.sigma_db * (0.6 + 0.4 * np.tanh(infraslow)), peak(spectra.sigma_hz, 1.2)
    )
    levels += np.outer(course.arousal * spectra.arousal_db, 0.8 * _BETA + 0.4 * peak(11, 4))
    levels -= np.outer(course.arousal * (4 * n3 + 2 * n2), _DELTA)
    return levels


def _add_alpha(
    random: np.random.Generator, levels: Floats, course: Course, spectra: Spectra, infraslow: Floats
) -> None:
    wake, n1, n2, n3, rem = course.weights.T
    height = np.clip(flicker(random, course.n_frames, (1.8, 5), (1.2, 60)) + spectra.alpha_db, -3, 22)
    waxing = np.clip(0.5 + 0.5 * infraslow, 0, 1)
    gain = wake * (course.eyes_closed + 0.12) * height
    gain += n1 * spectra.alpha_in_n1 * np.clip(height - 2, -1, 20) * waxing
    gain += (0.5 * n2 + 0.4 * n3) * spectra.alpha_in_nrem_db + 0.6 * course.arousal * spectra.arousal_db
    shape = peak(spectra.alpha_hz, spectra.alpha_width_hz)
    if spectra.alpha_db > 6:
        shape = shape + 0.4 * peak(2 * spectra.alpha_hz, 1.5)
    levels += np.outer(np.clip(gain, -2, 22), shape)
    levels += np.outer(rem * spectra.alpha_in_rem_db, peak(spectra.alpha_hz - random.uniform(0.8, 2), 1.0))


def muscle_course_db(random: np.random.Generator, course: Course, spectra: Spectra) -> Floats:
    """Return the level in dB of muscle activity on the scalp, shape (n_frames,)."""
    wake, n1, _, _, rem = course.weights.T
    level = (
        wake * random.uniform(0, 8) * (0.35 + course.activity)
        + n1 * random.uniform(-1, 3)
        + rem * random.uniform(-1, 1.5)
    )
    level += course.arousal * random.uniform(2, 6) + course.movement * random.uniform(4, 10)
    level += course.tension * random.uniform(4, 11)
    return np.asarray(level * spectra.scalp_muscle, dtype=np.float32)


def with_muscle_and_noise(levels_db: Floats, muscle_db: Floats, noise_db: float) -> Floats:
    """Add the power of scalp muscle and of amplifier noise to a background, all in dB."""
    shape = np.interp(FREQUENCIES_HZ, [0, 12, 30, 50], [-38, -17, -12, -11]).astype(np.float32)
    ten = np.float32(np.log(10) / 10)
    power = np.exp(levels_db * ten) + np.float32(10 ** (noise_db / 10))
    active = np.where(muscle_db > 0.3, np.exp(1.6 * muscle_db * ten), 0).astype(np.float32)
    power += np.outer(active, np.exp(shape * ten))
    return np.asarray(np.log(power) / ten, dtype=np.float32)


def complex_noise(random: np.random.Generator, n_frames: int) -> NDArray[np.complex64]:
    """Return the complex Gaussian noise of unit power, one row of frequencies per frame."""
    pairs = random.standard_normal((n_frames, FREQUENCIES_HZ.size, 2), dtype=np.float32)
    return pairs.view(np.complex64)[..., 0] * np.float32(np.sqrt(0.5))


def synthesise(levels_db: Floats, noise: NDArray[np.complex64]) -> Floats:
    """Turn spectra and noise into signal by overlap-add of windows whose squares add to one.

    Parameters
    ----------
    levels_db : ndarray, shape (n_frames, n_frequencies)
        One-sided power density in dB re 1 uV^2/Hz.
    noise : ndarray, shape (n_frames, n_frequencies)

    Returns
    -------
    ndarray of float32, shape (n_frames * 200,)
        Microvolts at 100 Hz.
    """
    from scipy.fft import irfft

    spectrum = np.exp(levels_db * _DB) * noise
    spectrum *= np.float32(np.sqrt(RATE_HZ * WINDOW_SAMPLES / 2))
    spectrum[:, 0] = 0
    window = np.sin(np.pi * (np.arange(WINDOW_SAMPLES) + 0.5) / WINDOW_SAMPLES).astype(np.float32)
    blocks = np.asarray(irfft(spectrum, WINDOW_SAMPLES, axis=1), dtype=np.float32) * window
    signal = blocks[:, :FRAME_SAMPLES].copy()
    signal[1:] += blocks[:-1, FRAME_SAMPLES:]
    return signal.ravel()
