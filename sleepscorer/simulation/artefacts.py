"""Artefacts of a recording: movement, heart, mains, sweat, bad electrodes."""

from __future__ import annotations

import numpy as np

from sleepscorer.simulation.course import Course
from sleepscorer.simulation.frames import FRAME_SAMPLES, RATE_HZ, Floats, add_waves, drift, per_sample

EMG = 3


def add_artefacts(random: np.random.Generator, signals: Floats, course: Course) -> None:
    """Add artefacts in place to signals of shape (4, n), in microvolts."""
    _add_heart(random, signals)
    movement = per_sample(course.movement)
    for channel, signal in enumerate(signals):
        _add_movement(random, signal, movement * np.float32(0.3 if channel == EMG else 1))
        _add_hum(random, signal, course.n_frames)
        _add_sweat(random, signal, course.n_frames)
        _add_pops(random, signal)
        _detach_in_wake(random, signal, course)
        if channel != EMG:
            _loosen(random, signal)


def _add_movement(random: np.random.Generator, signal: Floats, envelope: Floats) -> None:
    from scipy.ndimage import gaussian_filter1d

    coarse = gaussian_filter1d(
        random.standard_normal(signal.size // 4, dtype=np.float32), float(random.uniform(3, 12))
    )
    swing = np.repeat(coarse / coarse.std(), 4)
    signal[: swing.size] += swing * envelope[: swing.size] * np.float32(random.uniform(20, 150))


def heart_beats(random: np.random.Generator, n_samples: int, peak_uv: float) -> Floats:
    """Draw an electrocardiogram whose R waves have the height ``peak_uv``."""
    interval_seconds = 60 / random.uniform(50, 85)
    intervals = interval_seconds * (
        1 + 0.05 * random.standard_normal(int(n_samples / RATE_HZ / interval_seconds) + 1)
    )
    starts = (np.cumsum(intervals) * RATE_HZ).astype(np.int64)
    beat = np.zeros(60, dtype=np.float32)
    beat[8:15] = [-0.1, 0.2, 1, 0.3, -0.35, -0.1, 0]
    beat[24:44] = 0.2 * np.hanning(20)
    signal = np.zeros(n_samples, dtype=np.float32)
    add_waves(signal, starts, np.repeat(beat[None] * np.float32(peak_uv), starts.size, axis=0))
    return signal


def _add_heart(random: np.random.Generator, signals: Floats) -> None:
    if random.random() < 0.4:
        return
    beats = heart_beats(random, signals.shape[1], 1.0)
    for channel in range(len(signals)):
        if random.random() < 0.5:
            size_uv = np.exp(random.normal(1.2, 0.8)) * np.sign(random.standard_normal())
            signals[channel] += beats * np.float32(size_uv)


def _add_hum(random: np.random.Generator, signal: Floats, n_frames: int) -> None:
    times = np.arange(signal.size, dtype=np.float32) / RATE_HZ
    if random.random() < 0.3:
        size = per_sample(
            np.exp(random.normal(0.2, 0.8)) * np.clip(1 + 0.5 * drift(random, n_frames, 600), 0, 3)
        )
        signal += np.sin(np.float32(2 * np.pi * random.uniform(39, 49.9)) * times) * size
    if random.random() < 0.08:
        size_uv = np.float32(np.exp(random.normal(0.3, 0.6)))
        signal += np.sin(np.float32(2 * np.pi * random.uniform(14, 36)) * times) * size_uv


def _add_sweat(random: np.random.Generator, signal: Floats, n_frames: int) -> None:
    if random.random() < 0.15:
        sway = drift(random, n_frames, random.uniform(2, 5))
        signal += per_sample(sway * np.clip(drift(random, n_frames, 1500) * 60, 0, 200))


def _add_pops(random: np.random.Generator, signal: Floats) -> None:
    if random.random() < 0.35 and signal.size > 4 * RATE_HZ:
        count = random.poisson(random.uniform(2, 40))
        starts = random.integers(0, signal.size - 4 * RATE_HZ, count)
        decay = np.exp(-np.arange(3 * RATE_HZ) / random.uniform(15, 80))
        add_waves(signal, starts, random.normal(0, 120, count)[:, None] * decay)


def _detach_in_wake(random: np.random.Generator, signal: Floats, course: Course) -> None:
    """Scale an electrode's signal as if unplugged or saturated, before lights out and after getting up."""
    awake = np.flatnonzero(course.weights[:, 0] > 0.5)
    if random.random() > 0.25 or awake.size < 40:
        return
    for _ in range(int(random.integers(1, 5))):
        start = int(random.choice(awake))
        stop = start + int(np.exp(random.normal(3.2, 1)))
        gain = random.choice([0.0, 0.02, 0.1, 4.0, 10.0])
        signal[start * FRAME_SAMPLES : stop * FRAME_SAMPLES] *= np.float32(gain)


def _loosen(random: np.random.Generator, signal: Floats) -> None:
    """Lose most of the signal to noise for a while."""
    if random.random() > 0.06:
        return
    start = int(random.integers(0, signal.size))
    part = signal[start : start + int(random.uniform(120, 5000)) * RATE_HZ]
    part *= np.float32(random.uniform(0.02, 0.5))
    part += random.standard_normal(part.size, dtype=np.float32) * np.float32(np.exp(random.normal(1.5, 1)))
