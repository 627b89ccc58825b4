"""Eye movements: saccades, rapid and slow eye movements, blinks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sleepscorer.simulation.course import Course
from sleepscorer.simulation.frames import (
    RATE_HZ,
    Floats,
    add_waves,
    drift,
    flicker,
    per_sample,
    poisson_times,
    smooth,
)


@dataclass(frozen=True)
class EyeTraits:
    """A sleeper's eye movements: per minute, in microvolts, or a share of the time."""

    rapid_per_min: float
    rapid_uv: float
    phasic_share: float
    saccades_per_min: float
    saccade_uv: float
    blinks_per_min: float
    blink_uv: float
    slow_uv: float
    slow_in_n1: float
    slow_in_wake: float
    slow_in_n2: float
    slow_in_rem: float
    slow_hz: float
    drift_back_seconds: float


def draw_eye_traits(random: np.random.Generator) -> EyeTraits:
    """Draw a sleeper's eye movements."""
    uniform = random.uniform
    return EyeTraits(
        rapid_per_min=_lognormal(random, 3.0, 0.5),
        rapid_uv=_lognormal(random, 3.95, 0.45),
        phasic_share=uniform(0.25, 0.8),
        saccades_per_min=_lognormal(random, 3.8, 0.5),
        saccade_uv=_lognormal(random, 4.5, 0.5),
        blinks_per_min=_lognormal(random, 2.5, 0.5),
        blink_uv=_lognormal(random, 4.7, 0.5),
        slow_uv=_lognormal(random, 3.95, 0.5),
        slow_in_n1=uniform(0.2, 0.95),
        slow_in_wake=uniform(0.05, 0.6),
        slow_in_n2=uniform(0, 0.2),
        slow_in_rem=uniform(0.0, 0.25),
        slow_hz=uniform(0.18, 0.5),
        drift_back_seconds=uniform(0.3, 2),
    )


def _lognormal(random: np.random.Generator, mean: float, deviation: float) -> float:
    return float(np.exp(random.normal(mean, deviation)))


def draw_eyes(
    random: np.random.Generator, course: Course, traits: EyeTraits, n_samples: int
) -> tuple[Floats, Floats]:
    """Draw the horizontal position of the eyes and the blinks, both in microvolts at the EOG."""
    jumps = np.zeros(n_samples, dtype=np.float32)
    _add_saccades(random, jumps, course, traits)
    _add_rapid_movements(random, jumps, course, traits)
    position = _position(random, jumps, traits.drift_back_seconds)
    position += _slow_movements(random, course, traits)
    return position, _blinks(random, course, traits, n_samples)


def _add_saccades(random: np.random.Generator, jumps: Floats, course: Course, traits: EyeTraits) -> None:
    wake = course.weights[:, 0]
    looking = wake * (1 - course.eyes_closed) * (0.4 + course.activity)
    starts, _ = poisson_times(random, traits.saccades_per_min * (looking + 0.12 * wake * course.eyes_closed))
    np.add.at(jumps, starts, (traits.saccade_uv * random.standard_normal(starts.size)).astype(np.float32))


def _add_rapid_movements(
    random: np.random.Generator, jumps: Floats, course: Course, traits: EyeTraits
) -> None:
    level = drift(random, course.n_frames, 10)
    phasic = level > np.quantile(level, 1 - traits.phasic_share)
    starts, _ = poisson_times(random, course.weights[:, 4] * traits.rapid_per_min * (1.8 * phasic + 0.2))
    sides = np.sign(random.standard_normal(starts.size))
    sizes = (traits.rapid_uv * np.exp(random.normal(0, 0.4, starts.size)) * sides).astype(np.float32)
    np.add.at(jumps, starts, sizes)
    back = np.minimum(starts + random.integers(20, 120, starts.size), jumps.size - 1)
    np.add.at(jumps, back, np.float32(-0.7) * sizes)


def _position(random: np.random.Generator, jumps: Floats, drift_back_seconds: float) -> Floats:
    """Return the eye position after jumps, as recorded by an amplifier that lets it drift back."""
    from scipy.signal import lfilter

    rise = np.hanning(int(random.integers(8, 16)))
    swift = lfilter(rise / rise.sum(), [1.0], jumps)
    held = lfilter([1.0], [1.0, -np.exp(-1 / (drift_back_seconds * RATE_HZ))], swift)
    return np.asarray(held, dtype=np.float32)


def _slow_movements(random: np.random.Generator, course: Course, traits: EyeTraits) -> Floats:
    wake, n1, n2, _, rem = course.weights.T
    share = n1 * traits.slow_in_n1 + n2 * traits.slow_in_n2 + rem * traits.slow_in_rem
    share += wake * (0.4 + 0.6 * course.eyes_closed) * traits.slow_in_wake
    gate = smooth(drift(random, course.n_frames, 12) > 0, 1)
    height = share * gate * traits.slow_uv * (1 + flicker(random, course.n_frames, (0.4, 6)))
    rate_hz = per_sample(traits.slow_hz * (1 + flicker(random, course.n_frames, (0.35, 5))))
    phase = 2 * np.pi * np.cumsum(rate_hz, dtype=np.float64) / RATE_HZ
    return np.sin(phase).astype(np.float32) * per_sample(height)


def _blinks(random: np.random.Generator, course: Course, traits: EyeTraits, n_samples: int) -> Floats:
    signal = np.zeros(n_samples, dtype=np.float32)
    wake = course.weights[:, 0]
    rate = wake**2 * ((1 - course.eyes_closed) * traits.blinks_per_min + 0.6 * course.eyes_closed)
    starts, _ = poisson_times(random, rate)
    times = np.arange(round(0.6 * RATE_HZ)) / RATE_HZ
    phase = times / np.exp(random.normal(0, 0.15, starts.size))[:, None]
    height = traits.blink_uv * np.exp(random.normal(0, 0.25, starts.size))[:, None]
    lid = np.exp(-0.5 * ((phase - 0.18) / 0.06) ** 2) - 0.15 * np.exp(-0.5 * ((phase - 0.42) / 0.1) ** 2)
    add_waves(signal, starts, height * lid)
    return signal
