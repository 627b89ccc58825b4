"""Graphoelements: slow waves, K-complexes, vertex sharp waves, sawtooth waves and spindles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.simulation.course import Course
from sleepscorer.simulation.frames import RATE_HZ, Floats, Integers, add_waves, drift, poisson_times

Array = NDArray[np.float64]


@dataclass(frozen=True)
class WaveTraits:
    """Rate of each wave of a sleeper, per minute, and its amplitude, in microvolts."""

    slow_n3_per_min: float
    slow_n2_per_min: float
    slow_uv: float
    slow_seconds: float
    complexes_per_min: float
    complex_uv: float
    vertex_per_min: float
    vertex_uv: float
    sawtooth_per_min: float
    sawtooth_uv: float
    spindles_per_min: float
    spindle_uv: float
    spindle_hz: float
    spindles_in_n3: float
    slow_spindle_share: float


def draw_wave_traits(random: np.random.Generator, age: float, spindle_hz: float) -> WaveTraits:
    """Draw a sleeper's waves; ``age`` runs from 0 (young) to 1 (old)."""
    uniform, normal = random.uniform, random.normal
    return WaveTraits(
        slow_n3_per_min=uniform(30, 80),
        slow_n2_per_min=uniform(0.5, 4.5),
        slow_uv=float(np.exp(normal(3.6, 0.3))) * (1.35 - 0.7 * age),
        slow_seconds=uniform(0.7, 1.25),
        complexes_per_min=float(np.exp(normal(0.4, 0.6))),
        complex_uv=float(np.exp(normal(3.95, 0.3))) * (1.2 - 0.4 * age),
        vertex_per_min=float(np.exp(normal(0.3, 0.8))),
        vertex_uv=uniform(20, 80),
        sawtooth_per_min=float(np.exp(normal(-0.9, 0.8))),
        sawtooth_uv=uniform(10, 35),
        spindles_per_min=float(np.clip(np.exp(normal(1.7, 0.5)), 0.8, 12)) * (1 - 0.4 * age),
        spindle_uv=float(np.exp(normal(3.15, 0.45))) * (1.15 - 0.3 * age),
        spindle_hz=spindle_hz,
        spindles_in_n3=uniform(0.15, 0.9),
        slow_spindle_share=uniform(0, 0.5),
    )


def draw_waves(
    random: np.random.Generator, course: Course, traits: WaveTraits, n_samples: int
) -> tuple[Floats, Floats]:
    """Draw a night's waves as seen at a frontal derivation of gain 1.

    Returns
    -------
    waves : ndarray of float32, shape (n_samples,)
        Slow waves, K-complexes, vertex and sawtooth waves in microvolts.
    spindles : ndarray of float32, shape (n_samples,)
    """
    waves = np.zeros(n_samples, dtype=np.float32)
    spindles = np.zeros(n_samples, dtype=np.float32)
    infraslow = drift(random, course.n_frames, 22)
    _add_slow_waves(random, waves, course, traits, infraslow)
    complexes = _add_complexes(random, waves, course, traits)
    spindle_starts = np.concatenate(
        [_spindle_starts(random, course, traits, infraslow), _spindles_after(random, complexes)]
    )
    add_waves(spindles, spindle_starts, _spindle_shapes(random, traits, spindle_starts.size))
    _add_vertex_waves(random, waves, course, traits)
    _add_sawtooth_waves(random, waves, course, traits)
    return waves, spindles


def _bell(phase: Array, centre: float, width: float) -> Array:
    return np.asarray(np.exp(-0.5 * ((phase - centre) / width) ** 2))


def _phases(seconds: float, durations: Array) -> Array:
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.asarray(times / durations[:, None])


def _around(random: np.random.Generator, middle: float, spread: float, count: int) -> Array:
    return np.asarray(middle * np.exp(random.normal(0, spread, count)))


def _add_slow_waves(
    random: np.random.Generator, signal: Floats, course: Course, traits: WaveTraits, infraslow: Floats
) -> None:
    n2, n3 = course.weights[:, 2], course.weights[:, 3]
    rate = n3 * traits.slow_n3_per_min * (0.6 + 0.5 * np.clip(infraslow, -1, 1)) + n2 * traits.slow_n2_per_min
    starts, frames = poisson_times(random, rate)
    phase = _phases(2, _around(random, traits.slow_seconds, 0.2, starts.size))
    height = 0.8 * _around(random, traits.slow_uv, 0.28, starts.size) * (0.65 + 0.5 * n3[frames])
    rebound = random.uniform(0.35, 0.9, starts.size)[:, None]
    add_waves(
        signal, starts, height[:, None] * (rebound * _bell(phase, 0.72, 0.17) - _bell(phase, 0.3, 0.11))
    )


def _add_complexes(
    random: np.random.Generator, signal: Floats, course: Course, traits: WaveTraits
) -> Integers:
    rate = (
        traits.complexes_per_min * (course.weights[:, 2] + 0.2 * course.weights[:, 1]) * (1 - course.arousal)
    )
    starts, _ = poisson_times(random, rate)
    phase = _phases(2, _around(random, 1.0, 0.18, starts.size))
    height = _around(random, traits.complex_uv, 0.3, starts.size)[:, None]
    rebound = random.uniform(0.4, 0.9, starts.size)[:, None]
    shape = 0.25 * _bell(phase, 0.2, 0.05) - _bell(phase, 0.42, 0.09) + rebound * _bell(phase, 0.85, 0.2)
    add_waves(signal, starts, height * shape)
    return starts


def _add_vertex_waves(
    random: np.random.Generator, signal: Floats, course: Course, traits: WaveTraits
) -> None:
    starts, _ = poisson_times(
        random, traits.vertex_per_min * (course.weights[:, 1] + 0.4 * course.weights[:, 2])
    )
    phase = _phases(0.6, _around(random, 1.0, 0.2, starts.size))
    height = _around(random, traits.vertex_uv, 0.3, starts.size)[:, None]
    add_waves(signal, starts, height * (0.4 * _bell(phase, 0.34, 0.07) - _bell(phase, 0.2, 0.04)))


def _add_sawtooth_waves(
    random: np.random.Generator, signal: Floats, course: Course, traits: WaveTraits
) -> None:
    starts, _ = poisson_times(random, traits.sawtooth_per_min * course.weights[:, 4])
    times = np.arange(5 * RATE_HZ) / RATE_HZ
    rate_hz = random.uniform(2, 4.5, starts.size)[:, None]
    lasting = times < random.uniform(1.5, 4.5, starts.size)[:, None]
    teeth = ((rate_hz * times + random.random((starts.size, 1))) % 1 - 0.5) * 2 * lasting
    add_waves(signal, starts, _around(random, traits.sawtooth_uv, 0.3, starts.size)[:, None] * teeth)


def _spindle_starts(
    random: np.random.Generator, course: Course, traits: WaveTraits, infraslow: Floats
) -> Integers:
    ready = course.weights[:, 2] + traits.spindles_in_n3 * course.weights[:, 3]
    waxing = np.clip(1 + 0.8 * infraslow, 0.05, 3) * (1 - course.arousal)
    return poisson_times(random, traits.spindles_per_min * waxing * ready)[0]


def _spindles_after(random: np.random.Generator, complexes: Integers) -> Integers:
    """Return the starts of the spindles that ride on the end of a K-complex."""
    return complexes[random.random(complexes.size) < 0.4] + round(0.6 * RATE_HZ)


def _spindle_shapes(random: np.random.Generator, traits: WaveTraits, count: int) -> Array:
    times = np.arange(round(2.2 * RATE_HZ)) / RATE_HZ
    lasting = np.clip(_around(random, 0.82, 0.3, count), 0.4, 2.2)[:, None]
    slow = random.random(count) < traits.slow_spindle_share
    rate_hz = (np.where(slow, traits.spindle_hz - 1.6, traits.spindle_hz) + random.normal(0, 0.35, count))[
        :, None
    ]
    slowing = random.uniform(0, 1.5, count)[:, None]
    envelope = np.where(times < lasting, np.sin(np.pi * np.clip(times / lasting, 0, 1)) ** 1.2, 0)
    cycles = rate_hz * times - 0.4 * slowing * times**2 + random.random((count, 1))
    height = _around(random, traits.spindle_uv, 0.35, count)[:, None]
    return np.asarray(height * envelope * np.sin(2 * np.pi * cycles))
