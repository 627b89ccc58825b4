"""Breaths of a night: one after the other, changed or left out by respiratory events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.scoring import EventKind
from sleepscorer.simulation.clinical.protocol import Sleeper
from sleepscorer.simulation.clinical.schedule import RespiratoryEvent
from sleepscorer.simulation.clinical.timeline import Timeline
from sleepscorer.simulation.frames import Floats

RATE_HZ = 32
"""Sampling rate of flow and effort; the AASM Manual asks for 25 Hz at least."""
RATE_SPREAD = (0.15, 0.11, 0.05, 0.035, 0.14)
DEPTH_SPREAD = (0.22, 0.14, 0.07, 0.05, 0.16)
"""Coefficients of variation from breath to breath in W N1 N2 N3 R: breathing is regular in NREM, irregular in
REM sleep (Douglas et al., Thorax 1982;37:840)."""
RATE_FACTORS = (1.08, 1.03, 1.0, 1.0, 1.05)
INSPIRED = 0.4
"""Share of a breath that is inspiration."""
RECOVERY = (1.8, 1.7, 1.5, 1.35, 1.2, 1.1)
"""Depths of the breaths after an apnoea."""
IN_PHASE, HALF_A_BREATH = 0.03, 0.5
"""Lag of the thorax behind the abdomen, in breaths: none in quiet, half in paradoxical breathing."""


@dataclass(frozen=True)
class Breath:
    """A breath, or an effort to breathe, or a pause.

    Attributes
    ----------
    start_s, length_s : float
    flow, thorax, abdomen : float
        Depths; 1 is the quiet breath of the sleeper.
    lag : float
        Of the thorax behind the abdomen, in breaths.
    limited : float
        Flattening of the inspiratory flow, 0 to 1.
    snored : float
        Loudness of the snore, 0 to 1.
    """

    start_s: float
    length_s: float
    flow: float = 1.0
    thorax: float = 1.0
    abdomen: float = 1.0
    lag: float = IN_PHASE
    limited: float = 0.0
    snored: float = 0.0


def draw_breaths(
    random: np.random.Generator,
    timeline: Timeline,
    sleeper: Sleeper,
    events: Sequence[RespiratoryEvent],
    snoring: NDArray[np.bool_],
) -> list[Breath]:
    """Draw the breaths of a night; an event starts and ends between two of them.

    Parameters
    ----------
    random : numpy.random.Generator
    timeline : Timeline
    sleeper : Sleeper
    events : list of RespiratoryEvent
        In the order of their start, apart from each other.
    snoring : ndarray of bool, shape (n_seconds,)

    Returns
    -------
    list of Breath
    """
    usual_s = 60 / sleeper.breaths_per_min
    breaths: list[Breath] = []
    now, since, after_apnoea, obstructed = 0.0, len(RECOVERY), False, False
    for event in [*events, None]:
        stop_s = float(timeline.n_seconds) if event is None else event.start_s
        while now < stop_s - 1e-6:
            stage = timeline.stage_at(now)
            length = usual_s / RATE_FACTORS[stage] * (1 + RATE_SPREAD[stage] * _normal(random))
            length = _fitting(length, stop_s - now, usual_s)
            depth = 1 + DEPTH_SPREAD[stage] * _normal(random)
            if since < len(RECOVERY):
                depth *= RECOVERY[since] if after_apnoea else 1 + 0.6 * (RECOVERY[since] - 1)
            snored = float(random.uniform(0.4, 1)) if snoring[min(int(now), snoring.size - 1)] else 0.0
            if since < 2 and obstructed:
                snored = float(random.uniform(0.6, 1))
            breaths.append(_quiet(random, (now, length), depth, snored))
            now, since = now + length, since + 1
        if event is not None:
            breaths += _during(random, event, usual_s)
            now, since = event.stop_s, 0
            after_apnoea = event.kind is not EventKind.HYPOPNOEA
            obstructed = event.kind is not EventKind.CENTRAL_APNOEA and not event.is_central
    return breaths


def _quiet(random: np.random.Generator, span: tuple[float, float], depth: float, snored: float) -> Breath:
    """Return a breath that chest and belly share a little differently each time."""
    thorax, abdomen = (depth * (1 + 0.07 * _normal(random)) for _ in range(2))
    lag = IN_PHASE + 0.02 * _normal(random)
    return Breath(*span, depth, thorax, abdomen, lag, limited=0.5 * snored, snored=snored)


def _normal(random: np.random.Generator) -> float:
    return float(np.clip(random.standard_normal(), -2.2, 2.2))


def _fitting(length_s: float, left_s: float, usual_s: float) -> float:
    """Return a length such that the last breath before an event ends as it starts."""
    if left_s < 1.5 * usual_s:
        return left_s
    return float(np.clip(length_s, 0.55 * usual_s, min(1.6 * usual_s, left_s - 0.6 * usual_s)))


def _during(random: np.random.Generator, event: RespiratoryEvent, usual_s: float) -> list[Breath]:
    if event.kind is EventKind.CENTRAL_APNOEA:
        return [Breath(event.start_s, event.duration_s, 0.0, 0.0, 0.0)]
    if event.kind is EventKind.MIXED_APNOEA:
        pause_s = event.duration_s * event.resumes
        pause = Breath(event.start_s, pause_s, 0.0, 0.0, 0.0)
        return [pause, *_efforts(random, (event.start_s + pause_s, event.duration_s - pause_s), usual_s)]
    if event.kind is EventKind.OBSTRUCTIVE_APNOEA:
        return _efforts(random, (event.start_s, event.duration_s), usual_s)
    return _shallow(random, event, usual_s)


def _cut(span: tuple[float, float], usual_s: float) -> list[tuple[float, float]]:
    start_s, length_s = span
    count = max(1, round(length_s / usual_s))
    return [(start_s + length_s * index / count, length_s / count) for index in range(count)]


def _efforts(random: np.random.Generator, span: tuple[float, float], usual_s: float) -> list[Breath]:
    """Return efforts against a closed airway: paradoxical, and stronger from one to the next."""
    parts = _cut(span, usual_s)
    ramp = np.linspace(0.55, 1.25, len(parts)) * (1 + 0.06 * _normal(random))
    return [
        Breath(start_s, length_s, 0.02, 0.7 * size, 0.9 * size, HALF_A_BREATH + 0.04 * _normal(random))
        for (start_s, length_s), size in zip(parts, ramp.tolist(), strict=True)
    ]


def _shallow(random: np.random.Generator, event: RespiratoryEvent, usual_s: float) -> list[Breath]:
    """Return the breaths of a hypopnoea: flow down by 34 to 52 %, flattened unless it is central."""
    depth = float(random.uniform(0.48, 0.66))
    lag = float(random.uniform(0.2, 0.35))
    breaths = []
    for start_s, length_s in _cut((event.start_s, event.duration_s), usual_s):
        flow = depth * (1 + 0.06 * _normal(random))
        if event.is_central:
            breaths.append(Breath(start_s, length_s, flow, flow, flow))
        else:
            effort = 0.8 * (1 + 0.06 * _normal(random))
            loud = float(random.uniform(0.3, 0.8))
            breaths.append(Breath(start_s, length_s, flow, effort, effort, lag, 1.0, loud))
    return breaths


@dataclass(frozen=True)
class Respiration:
    """Breathing, sampled at 32 Hz, with quiet breaths of height 1.

    Attributes
    ----------
    flow, thorax, abdomen : ndarray of float32, shape (n_samples,)
        Flow is positive in inspiration; thorax and abdomen follow the volume.
    snoring : ndarray of float32, shape (n_samples,)
        Loudness.
    """

    flow: Floats
    thorax: Floats
    abdomen: Floats
    snoring: Floats


def breathe(random: np.random.Generator, breaths: Sequence[Breath], n_seconds: int) -> Respiration:
    """Turn breaths into flow, effort and snoring."""
    from scipy.ndimage import uniform_filter1d

    times = np.arange(n_seconds * RATE_HZ) / RATE_HZ
    rows = np.array(
        [(b.start_s, b.length_s, b.flow, b.thorax, b.abdomen, b.lag, b.limited, b.snored) for b in breaths]
    )
    row = np.clip(np.searchsorted(rows[:, 0], times, side="right") - 1, 0, len(rows) - 1)
    phase = np.clip((times - rows[row, 0]) / rows[row, 1], 0, 1)

    def smoothly(column: int) -> Floats:
        return np.asarray(uniform_filter1d(rows[row, column], RATE_HZ), dtype=np.float32)

    def sway(seconds: int) -> NDArray[np.float64]:
        smooth = uniform_filter1d(random.standard_normal(times.size), RATE_HZ * seconds)
        return np.asarray(0.015 * smooth / smooth.std())

    inspiring = np.clip(phase / INSPIRED, 0, 1)
    return Respiration(
        flow=(rows[row, 2] * _flow(phase, rows[row, 6])).astype(np.float32),
        thorax=(smoothly(3) * _volume((phase - smoothly(5)) % 1) + sway(20)).astype(np.float32),
        abdomen=(smoothly(4) * _volume(phase) + sway(15)).astype(np.float32),
        snoring=(rows[row, 7] * np.sin(np.pi * inspiring) ** 0.7).astype(np.float32),
    )


def _flow(phase: NDArray[np.float64], limited: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the flow over a breath; limited inspiration is a plateau."""
    inspired = np.clip(phase / INSPIRED, 0, 1)
    plateau = 0.92 * np.clip(9 * np.minimum(inspired, 1 - inspired), 0, 1)
    inflow = (1 - limited) * np.sin(np.pi * inspired) + limited * plateau
    expired = np.clip((phase - INSPIRED) / (0.8 * (1 - INSPIRED)), 0, 1)
    return np.where(phase < INSPIRED, inflow, -0.83 * np.sin(np.pi * expired**0.8))


def _volume(phase: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the volume over a breath, 0 at its ends."""
    expired = np.clip((phase - INSPIRED) / (0.85 * (1 - INSPIRED)), 0, 1)
    rising = 0.5 * (1 - np.cos(np.pi * np.clip(phase / INSPIRED, 0, 1)))
    return np.where(phase < INSPIRED, rising, 0.5 * (1 + np.cos(np.pi * expired**0.8)))
