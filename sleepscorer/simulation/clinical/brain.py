"""EEG, EOG and chin EMG of a clinical montage, with arousals and movements at known times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sleepscorer.simulation.clinical.protocol import Sleeper
from sleepscorer.simulation.clinical.schedule import Arousal
from sleepscorer.simulation.clinical.timeline import Span, Timeline
from sleepscorer.simulation.course import Course, draw_course
from sleepscorer.simulation.derivations import CLINICAL, EOG_AGAINST_MASTOID, SimulatedDerivation
from sleepscorer.simulation.frames import FRAME_SECONDS, RATE_HZ, Floats, add_waves, per_sample
from sleepscorer.simulation.muscle import draw_chin_amplitude
from sleepscorer.simulation.sources import Sources, draw_eeg, draw_eog, draw_sources

EMG_GRID_HZ = 10
"""Grid of the gains of a muscle's activity."""
LOOSE_DERIVATION = "O1-M2"
_BY_LABEL = {derivation.label: derivation for derivation, _ in CLINICAL}
DERIVATIONS = (
    replace(_BY_LABEL["F3-M2"], label="F4-M1"),
    replace(_BY_LABEL["C3-M2"], label="C4-M1"),
    replace(_BY_LABEL["O1-M2"], label="O2-M1"),
    _BY_LABEL["F3-M2"],
    _BY_LABEL["C3-M2"],
    _BY_LABEL["O1-M2"],
)
"""The recommended derivations and their backups (AASM Manual, chapter IV)."""
EYES = (EOG_AGAINST_MASTOID, replace(EOG_AGAINST_MASTOID, label="E2-M2", eyes=-1.0))
_AROUSED_GAIN = {"F": 0.8, "C": 1.0, "O": 1.2, "E": 0.6}


@dataclass(frozen=True)
class Brain:
    """Sources of EEG and EOG, and what muscles do.

    Attributes
    ----------
    sources : Sources
    aroused_uv, swing_uv : ndarray of float32, shape (n_samples,)
        What arousals, and changes of position, add to every derivation.
    eeg_gain : float
    loose : tuple of float or None
        Stretch in which the electrode of :data:`LOOSE_DERIVATION` is loose.
    randoms : dict of str to numpy.random.Generator
        One for each derivation, by its label.
    chin_uv : ndarray of float32, shape (n_seconds * 10,)
        Standard deviation of the chin EMG.
    """

    sources: Sources
    aroused_uv: Floats
    swing_uv: Floats
    eeg_gain: float
    loose: Span | None
    randoms: dict[str, np.random.Generator]
    chin_uv: Floats

    def draw(self, derivation: SimulatedDerivation) -> Floats:
        """Draw a derivation, once, in microvolts at 100 Hz."""
        from scipy.signal import butter, sosfilt

        random, label = self.randoms[derivation.label], derivation.label
        if derivation in EYES:
            signal = draw_eog(random, self.sources, derivation, horizontal=False)
        else:
            signal = draw_eeg(random, self.sources, derivation) * np.float32(self.eeg_gain)
        signal += self.aroused_uv * np.float32(_AROUSED_GAIN[label[0]] * random.uniform(0.85, 1.15))
        signal += self.swing_uv * np.float32(random.uniform(0.5, 1.5) * random.choice([-1, 1]))
        if label == LOOSE_DERIVATION and self.loose:
            _loosen(random, signal, self.loose)
        high_pass = butter(1, 0.3, "highpass", fs=RATE_HZ, output="sos")
        return np.asarray(sosfilt(high_pass, signal), dtype=np.float32)


def prepare_brain(
    random: np.random.Generator, timeline: Timeline, sleeper: Sleeper, arousals: Sequence[Arousal]
) -> Brain:
    """Draw what EEG, EOG and chin EMG are made of."""
    drawn = draw_course(random, timeline.stages)
    course = _with_known_events(drawn, arousals)
    quiet = replace(course, arousal=np.zeros_like(course.arousal))
    derivations = (*DERIVATIONS, *EYES)
    return Brain(
        sources=draw_sources(random, course, age=0.0 if sleeper.is_child else None),
        aroused_uv=_aroused(random, arousals, timeline.n_seconds),
        swing_uv=_swing(random, timeline),
        eeg_gain=sleeper.eeg_gain,
        loose=timeline.loose,
        randoms={d.label: own for d, own in zip(derivations, random.spawn(len(derivations)), strict=True)},
        chin_uv=_chin(random, quiet, timeline, arousals),
    )


def _with_known_events(course: Course, arousals: Sequence[Arousal]) -> Course:
    """Return the course with the arousals of the schedule, and no movement in sleep but theirs."""
    envelope = np.zeros(course.n_frames, dtype=np.float32)
    for arousal in arousals:
        first = int(arousal.start_s // FRAME_SECONDS)
        envelope[first : first + max(1, round(arousal.duration_s / FRAME_SECONDS))] = 1.0
    awake = np.clip(course.weights[:, 0] * 2 - 1, 0, 1)
    return replace(course, arousal=envelope, movement=course.movement * awake)


def _aroused(random: np.random.Generator, arousals: Sequence[Arousal], n_seconds: int) -> Floats:
    """Draw alpha, theta and faster waves that set in at once and last as long as the arousal."""
    wave = np.zeros(n_seconds * RATE_HZ, dtype=np.float32)
    for arousal in arousals:
        count = round(arousal.duration_s * RATE_HZ)
        start = round(arousal.start_s * RATE_HZ)
        times = np.arange(count) / RATE_HZ
        edges = np.clip(np.minimum(times / 0.15, (arousal.duration_s - times) / 0.4), 0, 1)
        wander = np.cumsum(random.standard_normal(count)) * 0.06
        alpha = np.sin(2 * np.pi * float(random.uniform(8.5, 10.5)) * times + wander)
        fast = np.convolve(random.standard_normal(count + 2), [-0.5, 1.0, -0.5], "valid")
        uneven = 0.75 + 0.25 * np.sin(2 * np.pi * float(random.uniform(0.3, 0.7)) * times)
        part = wave[start : start + count]
        part += (edges * (16.0 * uneven * alpha + 4.0 * fast))[: part.size].astype(np.float32)
    return wave


def _swing(random: np.random.Generator, timeline: Timeline) -> Floats:
    """Draw the swing that a change of position causes in every electrode."""
    swing = np.zeros(timeline.n_seconds * RATE_HZ, dtype=np.float32)
    for moved_s in timeline.changes_of_position_s():
        count = int(random.uniform(5, 9) * RATE_HZ)
        part = swing[moved_s * RATE_HZ : moved_s * RATE_HZ + count]
        coarse = np.cumsum(random.standard_normal(part.size)) / 6
        part += (np.hanning(part.size) * (coarse - coarse.mean()) * 40).astype(np.float32)
    return swing


def _loosen(random: np.random.Generator, signal: Floats, span: Span) -> None:
    """Add the pops of a loose electrode."""
    count = max(3, int((span[1] - span[0]) / 4))
    starts = (random.uniform(span[0], span[1] - 3, count) * RATE_HZ).astype(np.int64)
    decay = np.exp(-np.arange(3 * RATE_HZ) / random.uniform(30, 80))
    add_waves(signal, starts, random.normal(0, 220, count)[:, None] * decay)


def _chin(
    random: np.random.Generator, course: Course, timeline: Timeline, arousals: Sequence[Arousal]
) -> Floats:
    frames = draw_chin_amplitude(random, course)
    by_sample = per_sample(frames)[:: RATE_HZ // EMG_GRID_HZ]
    gains = np.ones(timeline.n_seconds * EMG_GRID_HZ, dtype=np.float32)
    for arousal in arousals:
        _raise(gains, arousal.start_s, arousal.duration_s, float(random.uniform(2.2, 4.5)))
    for moved_s in timeline.changes_of_position_s():
        _raise(gains, moved_s, 7.0, 6.0)
    return np.asarray(by_sample * gains, dtype=np.float32)


def _raise(gains: Floats, start_s: float, duration_s: float, factor: float) -> None:
    first = round(start_s * EMG_GRID_HZ)
    part = gains[first : first + round(duration_s * EMG_GRID_HZ)]
    np.maximum(part, np.float32(factor), out=part)
