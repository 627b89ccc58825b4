"""Sources of EEG and EOG, of which every derivation is a mixture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
from sleepscorer.simulation.course import Course
from sleepscorer.simulation.derivations import SimulatedDerivation
from sleepscorer.simulation.eyes import draw_eye_traits, draw_eyes
from sleepscorer.simulation.frames import FRAME_SAMPLES, Floats
from sleepscorer.simulation.waves import draw_wave_traits, draw_waves


@dataclass(frozen=True)
class Sources:
    """Background spectra and noise, graphoelements and eye movements of one night."""

    levels_db: Floats
    muscle_db: Floats
    shared_noise: NDArray[np.complex64]
    waves: Floats
    spindles: Floats
    eyes: Floats
    blinks: Floats


def draw_sources(random: np.random.Generator, course: Course, age: float | None = None) -> Sources:
    """Draw the sources of a night; ``age`` runs from 0 (young) to 1 (old) and is drawn if not given."""
    drawn, n_samples = random.random(), course.n_frames * FRAME_SAMPLES
    age = drawn if age is None else age
    spectra = draw_spectra(random, age)
    waves, spindles = draw_waves(random, course, draw_wave_traits(random, age, spectra.sigma_hz), n_samples)
    eyes, blinks = draw_eyes(random, course, draw_eye_traits(random), n_samples)
    return Sources(
        levels_db=spectrum_course_db(random, course, spectra),
        muscle_db=muscle_course_db(random, course, spectra),
        shared_noise=complex_noise(random, course.n_frames),
        waves=waves,
        spindles=spindles,
        eyes=eyes,
        blinks=blinks,
    )


def _background(
    random: np.random.Generator, sources: Sources, derivation: SimulatedDerivation, noise_db: float
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


def draw_eeg(random: np.random.Generator, sources: Sources, derivation: SimulatedDerivation) -> Floats:
    """Draw one EEG derivation in microvolts at 100 Hz."""
    signal = _background(random, sources, derivation, random.uniform(-33, -17))
    signal += np.float32(derivation.waves * random.uniform(0.85, 1.15)) * sources.waves
    signal += np.float32(10 ** (derivation.bands_db[3] / 20) * random.uniform(0.8, 1.2)) * sources.spindles
    pick_up = derivation.eyes * random.uniform(0.5, 1.5)
    sideways = random.uniform(0.2, 1) * np.sign(random.standard_normal())
    signal += np.float32(pick_up) * (np.float32(sideways) * sources.eyes + sources.blinks)
    return signal


def draw_eog(
    random: np.random.Generator, sources: Sources, derivation: SimulatedDerivation, horizontal: bool
) -> Floats:
    """Draw one EOG derivation in microvolts at 100 Hz; a horizontal pair hardly sees blinks."""
    quieter = random.uniform(-5, 1) if random.random() < 0.5 else 0.0
    signal = _background(random, sources, derivation.quieter(quieter), random.uniform(-28, -6))
    signal += np.float32(derivation.waves * random.uniform(0.4, 1)) * sources.waves
    signal += np.float32(derivation.eyes * random.uniform(0.8, 1.6)) * sources.eyes
    pick_up = random.uniform(0.05, 0.3) if horizontal else random.uniform(0.3, 1)
    signal += np.float32(derivation.eyes * pick_up) * sources.blinks
    return signal
