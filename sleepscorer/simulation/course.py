"""Course of a night on the frame grid: depth of sleep, arousals, movements, open eyes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.simulation.frames import FRAME_SECONDS, FRAMES_PER_EPOCH, Floats, bouts, drift, smooth
from sleepscorer.stages import Stage


@dataclass(frozen=True)
class Course:
    """Course of a night, frame by frame.

    Parameters
    ----------
    weights : ndarray, shape (n_frames, 5)
        Share of each stage; stages blend at their borders and N1 is a mixture.
    eyes_closed, activity : ndarray, shape (n_frames,)
        Eyes closed in wake (0 to 1); restlessness in wake.
    arousal, movement, tension : ndarray, shape (n_frames,)
        Envelopes of EEG arousals, of body movements and of muscle bursts in wake.
    """

    weights: Floats
    eyes_closed: Floats
    activity: Floats
    arousal: Floats
    movement: Floats
    tension: Floats

    @property
    def n_frames(self) -> int:
        """Number of two-second frames."""
        return len(self.weights)


def draw_course(random: np.random.Generator, stages: NDArray[np.int8]) -> Course:
    """Draw the course of a night that would be scored as ``stages``."""
    weights = _stage_weights(random, stages)
    wake = weights[:, Stage.W]
    near_sleep = _near_sleep(stages)
    eyes_closed = _eyes_closed(random, near_sleep)
    restless = random.beta(1.3, 2.0) * np.where(near_sleep, 0.5, 1.0)
    activity = np.clip(restless * (1 + 0.9 * drift(random, wake.size, 60)), 0, 2) * (1 - 0.6 * eyes_closed)
    tense_per_minute = wake * np.exp(random.normal(1.2, 0.7)) * (0.3 + activity)
    return Course(
        weights=weights,
        eyes_closed=eyes_closed,
        activity=activity.astype(np.float32),
        arousal=_arousals(random, weights),
        movement=_movements(random, wake, activity, stages),
        tension=bouts(random, tense_per_minute, (1, 5), (0.4, 1.3)) * wake,
    )


def _stage_weights(random: np.random.Generator, stages: NDArray[np.int8]) -> Floats:
    shares = np.eye(5, dtype=np.float32)[_jittered(random, stages)]
    weights = smooth(shares, random.uniform(1.0, 4.0))
    _blend_depth(random, shares, weights)
    _blend_n1(random, weights)
    return weights


def _jittered(random: np.random.Generator, stages: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return the stages per frame, with borders moved by up to a quarter of an epoch."""
    frames = np.repeat(stages, FRAMES_PER_EPOCH)
    borders = np.flatnonzero(np.diff(frames)) + 1
    moves = random.integers(-FRAMES_PER_EPOCH // 4, FRAMES_PER_EPOCH // 4 + 1, borders.size)
    for border, move in zip(borders, moves, strict=True):
        if move > 0:
            frames[border : border + move] = frames[border - 1]
        elif move < 0:
            frames[border + move : border] = frames[border]
    return frames


def _blend_depth(random: np.random.Generator, shares: Floats, weights: Floats) -> None:
    """Let the depth of NREM sleep drift, rather than jump, between N2 and N3."""
    deep, nrem = shares[:, Stage.N3], shares[:, Stage.N2] + shares[:, Stage.N3]
    sigma = random.uniform(15, 60) / FRAME_SECONDS
    around = smooth(deep, sigma) / (smooth(nrem, sigma) + np.float32(1e-6))
    total = weights[:, Stage.N2] + weights[:, Stage.N3]
    own = weights[:, Stage.N3] / (total + np.float32(1e-6))
    mix = random.uniform(0.1, 0.45)
    depth = mix * around + (1 - mix) * own + random.uniform(0.03, 0.12) * drift(random, nrem.size, 25) * nrem
    depth = np.clip(depth, 0, 1.1)
    weights[:, Stage.N3], weights[:, Stage.N2] = total * depth, total * (1 - depth)


def _blend_n1(random: np.random.Generator, weights: Floats) -> None:
    """Blend N1 as a mixture of wake and light sleep that comes and goes."""
    n1 = weights[:, Stage.N1].copy()
    ambiguity = random.uniform(0.1, 0.6) * np.clip(0.5 + 0.5 * drift(random, n1.size, 12), 0, 1)
    towards_wake = random.uniform(0.2, 0.8)
    weights[:, Stage.N1] = n1 * (1 - ambiguity)
    weights[:, Stage.W] += n1 * ambiguity * towards_wake
    weights[:, Stage.N2] += n1 * ambiguity * (1 - towards_wake)


def _near_sleep(stages: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Return the frames from five minutes before the first to half a minute after the last sleep."""
    asleep = np.flatnonzero(np.repeat(stages, FRAMES_PER_EPOCH) > 0)
    near = np.zeros(stages.size * FRAMES_PER_EPOCH, dtype=np.bool_)
    if asleep.size:
        near[max(0, asleep[0] - 150) : asleep[-1] + 15] = True
    return near


def _eyes_closed(random: np.random.Generator, near_sleep: NDArray[np.bool_]) -> Floats:
    share = np.where(near_sleep, random.beta(3, 1.5), random.beta(1.5, 2.5))
    closed = 0.5 * (1 + np.tanh(3 * (drift(random, near_sleep.size, 20) - (1 - 2 * share) * 1.2)))
    return closed.astype(np.float32)


def _arousals(random: np.random.Generator, weights: Floats) -> Floats:
    per_hour = np.exp(random.normal(2.6, 0.6))
    readiness = weights @ np.array([0, 1.5, 1, 0.35, 0.8], dtype=np.float32)
    return bouts(random, per_hour / 60 * readiness, (2, 7), (0.5, 1.2))


def _movements(
    random: np.random.Generator, wake: Floats, activity: NDArray[np.floating], stages: NDArray[np.int8]
) -> Floats:
    asleep_per_minute = np.exp(random.normal(0.9, 0.7)) / 60
    frames = np.repeat(stages, FRAMES_PER_EPOCH)
    waking = smooth((np.diff(frames, prepend=frames[:1]) != 0) & (frames == Stage.W), 1.0)
    awake_per_minute = (0.15 + activity) * np.exp(random.normal(0.6, 0.8))
    return bouts(
        random, wake * awake_per_minute + asleep_per_minute * (1 - wake) + 4 * waking, (1, 8), (0.3, 2.0)
    )
