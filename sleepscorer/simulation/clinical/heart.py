"""Heart of a night: rate, beats, electrocardiogram, plethysmogram."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from sleepscorer.simulation.clinical.protocol import Sleeper
from sleepscorer.simulation.clinical.schedule import EventSchedule
from sleepscorer.simulation.clinical.timeline import Timeline
from sleepscorer.simulation.frames import Floats, drift
from sleepscorer.stages import EPOCH_SECONDS

Array = NDArray[np.float64]

STAGE_RATES = (1.08, 1.02, 1.0, 0.97, 1.04)
WAVES = (
    (-0.20, 0.12, 0.025),
    (-0.03, -0.12, 0.010),
    (0.0, 1.0, 0.011),
    (0.03, -0.22, 0.010),
    (0.25, 0.28, 0.045),
)
"""P, Q, R, S and T wave: seconds from R, millivolts, width in seconds (after McSharry et al., IEEE Trans
Biomed Eng 2003;50:289)."""
PULSE_DELAY_S = 0.25
"""From R to the pulse at the finger."""


def draw_heart_rate(
    random: np.random.Generator,
    timeline: Timeline,
    sleeper: Sleeper,
    schedule: EventSchedule,
) -> Array:
    """Draw the heart rate per minute, shape (n_seconds,).

    It slows down during an apnoea and speeds up after it (Guilleminault et al., Lancet 1984;1:126), and for
    some ten seconds with an arousal or a movement of a limb (Sforza et al., Neurology 1999;52:786).
    """
    n_seconds = timeline.n_seconds
    by_stage = np.repeat(np.asarray(STAGE_RATES)[timeline.stages], EPOCH_SECONDS)
    by_stage = np.convolve(np.pad(by_stage, 30, mode="edge"), np.full(61, 1 / 61), "valid")
    slow = np.repeat(drift(random, n_seconds // 2, 300), 2).astype(np.float64)
    quick = np.repeat(drift(random, n_seconds // 2, 6), 2).astype(np.float64)
    rate = sleeper.beats_per_min * by_stage + 2.0 * np.clip(slow, -2, 2) + 1.2 * np.clip(quick, -2, 2)
    for event in schedule.respiratory:
        part = rate[int(event.start_s) : int(event.stop_s)]
        part -= float(random.uniform(3, 7)) * np.linspace(0, 1, part.size)
        _quicken(rate, event.stop_s, float(random.uniform(8, 15)))
    for arousal in schedule.arousals:
        if arousal.cause != "respiratory":
            _quicken(rate, arousal.start_s, float(random.uniform(7, 13)))
    for movement in schedule.movements:
        if movement.series >= 0:
            _quicken(rate, movement.start_s, float(random.uniform(3, 7)))
    return np.clip(rate, 38, 150)


def _quicken(rate: Array, start_s: float, by: float) -> None:
    """Raise the rate to its highest after 4 s, and back within some 12 s."""
    first = int(start_s)
    since = np.arange(first, min(first + 20, rate.size)) - start_s
    since = np.maximum(since, 0)
    rate[first : first + since.size] += by * (since / 4) * np.exp(1 - since / 4)


def beat_times(random: np.random.Generator, rate: Array, breath_starts: Array) -> Array:
    """Return the times of the beats in seconds; they quicken a little with every inspiration."""
    at = np.arange(0, rate.size, 0.25)
    breath = np.clip(np.searchsorted(breath_starts, at, side="right") - 1, 0, breath_starts.size - 1)
    since = np.clip(at - breath_starts[breath], 0, 6)
    swing = 1 + 0.025 * np.sin(2 * np.pi * np.minimum(since / 4, 1))
    beats = np.cumsum(np.interp(at, np.arange(rate.size), rate) * swing) * 0.25 / 60
    numbers = np.arange(1, int(beats[-1]))
    return np.asarray(np.interp(numbers, beats, at) + 0.004 * random.standard_normal(numbers.size))


def electrocardiogram_mv(
    random: np.random.Generator, beats: Array, rate_hz: int, blocks: Iterable[tuple[int, int]]
) -> Iterator[Floats]:
    """Yield the electrocardiogram in millivolts, block by block of seconds."""
    margin_s = 0.5
    offsets = np.arange(round(-0.4 * rate_hz), round(0.55 * rate_hz)) / rate_hz
    for start_s, stop_s in blocks:
        near = beats[(beats > start_s - margin_s) & (beats < stop_s + margin_s)]
        signal = random.standard_normal((stop_s - start_s) * rate_hz, dtype=np.float32) * np.float32(0.012)
        first = np.round(near * rate_hz).astype(np.int64)
        exact = offsets[None] + (first / rate_hz - near)[:, None]
        waves = sum(
            (height * np.exp(-0.5 * ((exact - at_s) / width) ** 2) for at_s, height, width in WAVES),
            start=np.zeros_like(exact),
        )
        at = first[:, None] + np.round(offsets * rate_hz).astype(np.int64) - start_s * rate_hz
        inside = (at >= 0) & (at < signal.size)
        np.add.at(signal, at[inside], waves[inside].astype(np.float32))
        yield signal


def plethysmogram(
    beats: Array, squeezed: Array, rate_hz: int, blocks: Iterable[tuple[int, int]]
) -> Iterator[Floats]:
    """Yield the plethysmogram, block by block: a wave per beat, smaller where vessels are narrowed."""
    offsets = np.arange(rate_hz * 3 // 2) / rate_hz
    for start_s, stop_s in blocks:
        arrived = beats + PULSE_DELAY_S
        near = arrived[(arrived > start_s - 2) & (arrived < stop_s)]
        size = 1 - squeezed[np.clip(near.astype(np.int64), 0, squeezed.size - 1)]
        first = np.round(near * rate_hz).astype(np.int64)
        wave = np.exp(-0.5 * ((offsets - 0.18) / 0.07) ** 2)
        wave += 0.45 * np.exp(-0.5 * ((offsets - 0.42) / 0.1) ** 2)
        signal = np.zeros((stop_s - start_s) * rate_hz, dtype=np.float32)
        at = first[:, None] + np.arange(offsets.size) - start_s * rate_hz
        inside = (at >= 0) & (at < signal.size)
        np.add.at(signal, at[inside], (size[:, None] * wave)[inside].astype(np.float32))
        yield signal


def pulse_rate(rate: Array) -> Array:
    """Return the pulse as an oximeter shows it: whole beats per minute, averaged over 4 s."""
    averaged = np.convolve(np.pad(rate, (3, 0), mode="edge"), np.full(4, 0.25), "valid")
    return np.asarray(np.round(averaged), dtype=np.float64)
