"""Grid of two-second frames for a night's slow changes, and events placed on it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sleepscorer.stages import EPOCH_SECONDS

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

RATE_HZ = 100
FRAME_SECONDS = 2
FRAME_SAMPLES = FRAME_SECONDS * RATE_HZ
FRAMES_PER_EPOCH = EPOCH_SECONDS // FRAME_SECONDS


def smooth(values: NDArray[np.floating] | NDArray[np.bool_], sigma_frames: float) -> Floats:
    """Smooth along the first axis with a Gaussian kernel."""
    from scipy.ndimage import gaussian_filter1d

    return np.asarray(
        gaussian_filter1d(np.asarray(values, np.float32), sigma_frames, axis=0), dtype=np.float32
    )


def drift(random: np.random.Generator, n_frames: int, seconds: float) -> Floats:
    """Draw smooth Gaussian noise of unit variance that changes over about ``seconds``."""
    sigma = max(seconds / FRAME_SECONDS, 0.3)
    noise = smooth(random.standard_normal(n_frames, dtype=np.float32), sigma)
    # The variance that is left is that of the kernel, not of the sample, which may be short.
    return np.asarray(noise * np.sqrt(max(1.0, 2 * np.sqrt(np.pi) * sigma)), dtype=np.float32)


def flicker(random: np.random.Generator, n_frames: int, *parts: tuple[float, float]) -> Floats:
    """Draw a sum of drifts, each given as (standard deviation, seconds)."""
    total = np.zeros(n_frames, dtype=np.float32)
    for deviation, seconds in parts:
        total += np.float32(deviation) * drift(random, n_frames, seconds)
    return total


def poisson_times(random: np.random.Generator, per_minute: NDArray[np.floating]) -> tuple[Integers, Integers]:
    """Draw the times of events whose rate is given per frame.

    Returns
    -------
    samples : ndarray of int
        Sample at which each event starts.
    frames : ndarray of int
        Frame it falls in.
    """
    counts = random.poisson(np.maximum(per_minute, 0) * (FRAME_SECONDS / 60))
    frames = np.repeat(np.arange(counts.size), counts)
    samples = ((frames + random.random(frames.size)) * FRAME_SAMPLES).astype(np.int64)
    return samples, frames


def bouts(
    random: np.random.Generator,
    per_minute: NDArray[np.floating],
    frames: tuple[int, int],
    strength: tuple[float, float],
) -> Floats:
    """Draw the envelope of short bouts on the frame grid, of uniformly drawn lengths and strengths."""
    envelope = np.zeros(per_minute.size, dtype=np.float32)
    for start in poisson_times(random, per_minute)[1]:
        part = envelope[start : start + int(random.integers(*frames))]
        np.maximum(part, np.float32(random.uniform(*strength)), out=part)
    return smooth(envelope, 0.5)


def per_sample(frames: NDArray[np.floating]) -> Floats:
    """Interpolate frame values linearly at the sampling rate."""
    n_frames = frames.size
    at = (np.arange(n_frames * FRAME_SAMPLES, dtype=np.float32) + 0.5) / FRAME_SAMPLES - 0.5
    return np.asarray(np.interp(at, np.arange(n_frames), frames), dtype=np.float32)


def add_waves(signal: Floats, starts: Integers, waves: NDArray[np.floating]) -> None:
    """Add one wave (a row of ``waves``) at each start; waves that would run over the end are left out."""
    length = waves.shape[1]
    fits = starts + length < signal.size
    at = starts[fits][:, None] + np.arange(length)
    np.add.at(signal, at.ravel(), waves[fits].astype(np.float32).ravel())
