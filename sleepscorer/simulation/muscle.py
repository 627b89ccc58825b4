"""Chin EMG: tone by stage, bursts, twitches in REM."""

from __future__ import annotations

import numpy as np

from sleepscorer.simulation.course import Course
from sleepscorer.simulation.frames import RATE_HZ, Floats, drift, flicker, per_sample, poisson_times

RELAXATION_DB = ((0.0, 0.0), (1.0, 8.0), (2.0, 10.0), (2.0, 11.0), (5.0, 18.0))
"""Range of the fall in tone below wake, W N1 N2 N3 R."""


def draw_chin_emg(random: np.random.Generator, course: Course, n_samples: int) -> Floats:
    """Draw the chin EMG of a night in microvolts."""
    amplitude_uv = draw_chin_amplitude(random, course)
    carrier = _carrier(random, n_samples)
    if random.random() < 0.3:
        carrier *= _breathing(random, course)
    return carrier * per_sample(amplitude_uv)


def draw_chin_amplitude(random: np.random.Generator, course: Course) -> Floats:
    """Draw the standard deviation of the chin EMG in microvolts, shape (n_frames,)."""
    floor_uv = np.exp(random.normal(0.2, 0.6))
    return np.asarray(np.hypot(10 ** (_tone_db(random, course) / 20), floor_uv))


def _tone_db(random: np.random.Generator, course: Course) -> Floats:
    uniform, n = random.uniform, course.n_frames
    fall = np.array([uniform(*limits) for limits in RELAXATION_DB])
    if random.random() < 0.12:
        # Some chins hardly relax: the stage must then come from elsewhere.
        fall *= 0.25
    tone = 20 * np.log10(np.exp(random.normal(2.5, 0.5))) - course.weights @ fall
    tone += flicker(random, n, (uniform(0.5, 2.5), 300), (uniform(0.3, 1.2), 20))
    tone += course.weights[:, 0] * course.activity * uniform(0, 8) + course.arousal * uniform(3, 12)
    tone += course.movement * uniform(6, 16) + course.tension * uniform(4, 14)
    twitches = np.zeros(n)
    twitches[poisson_times(random, course.weights[:, 4] * uniform(0.3, 5))[1]] = uniform(3, 14)
    return np.asarray(tone + twitches, dtype=np.float32)


def _carrier(random: np.random.Generator, n_samples: int) -> Floats:
    from scipy.signal import butter, sosfilt

    sections = butter(2, [random.uniform(8, 20), 48.5], "bandpass", fs=RATE_HZ, output="sos")
    noise = np.asarray(
        sosfilt(sections, random.standard_normal(n_samples, dtype=np.float32)), dtype=np.float32
    )
    return np.asarray(noise / noise.std(), dtype=np.float32)


def _breathing(random: np.random.Generator, course: Course) -> Floats:
    depth, rate_hz = random.uniform(0.1, 0.8), random.uniform(0.2, 0.32)
    times = np.arange(course.n_frames * RATE_HZ * 2) / RATE_HZ
    phase = 2 * np.pi * rate_hz * times + per_sample(drift(random, course.n_frames, 30))
    return np.asarray(1 + depth * np.clip(np.sin(phase), 0, 1), dtype=np.float32)
