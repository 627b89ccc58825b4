"""Kinds of clinical recording, and the sleeper who is recorded."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sleepscorer.scoring import EventKind


class Montage(StrEnum):
    """Kind of recording."""

    CLINICAL = "clinical"
    """Attended polysomnography of an adult."""
    HOME = "home"
    """Home sleep apnoea test: respiration and oximetry without EEG."""
    SPLIT = "split"
    """Split night: diagnostic first, CPAP titration after."""
    MSLT = "mslt"
    """Multiple sleep latency test: five naps, each a recording of its own."""
    CHILD = "child"
    """Attended polysomnography of a child."""


@dataclass(frozen=True)
class Protocol:
    """Figures of a kind of recording where none are asked for.

    Attributes
    ----------
    ahi, plm_index : float
        Respiratory events, and periodic limb movements, per hour of sleep.
    shares : dict of EventKind to float
        Shares of the kinds of respiratory event.
    median_s, shortest_s, longest_s : float
        Durations of respiratory events. The AASM Manual (chapter VIII) asks for 10 s, in children for
        two breaths.
    """

    ahi: float
    plm_index: float
    shares: dict[EventKind, float]
    median_s: float = 19.0
    shortest_s: float = 10.3
    longest_s: float = 65.0


_ADULT = {
    EventKind.OBSTRUCTIVE_APNOEA: 0.38,
    EventKind.CENTRAL_APNOEA: 0.10,
    EventKind.MIXED_APNOEA: 0.08,
    EventKind.HYPOPNOEA: 0.44,
}
_CHILD = {
    EventKind.OBSTRUCTIVE_APNOEA: 0.30,
    EventKind.CENTRAL_APNOEA: 0.20,
    EventKind.MIXED_APNOEA: 0.06,
    EventKind.HYPOPNOEA: 0.44,
}
PROTOCOLS = {
    Montage.CLINICAL: Protocol(24.0, 14.0, _ADULT),
    Montage.HOME: Protocol(22.0, 0.0, _ADULT),
    Montage.SPLIT: Protocol(45.0, 6.0, _ADULT),
    Montage.MSLT: Protocol(0.0, 0.0, _ADULT),
    Montage.CHILD: Protocol(7.0, 1.5, _CHILD, median_s=11.0, shortest_s=8.0, longest_s=28.0),
}


@dataclass(frozen=True)
class Sleeper:
    """Physiology of one sleeper.

    Attributes
    ----------
    is_child : bool
    breaths_per_min, beats_per_min : float
        In quiet NREM sleep.
    saturation_percent : float
        Baseline of the oxygen saturation.
    delay_s : float
        From the end of an event to the lowest saturation at the finger: circulation and oximeter.
    eeg_gain : float
    snores : float
        Share of the sleep without events that is snored through.
    effective_cmh2o : float
        Pressure at which half of the respiratory events are gone.
    """

    is_child: bool
    breaths_per_min: float
    beats_per_min: float
    saturation_percent: float
    delay_s: float
    eeg_gain: float
    snores: float
    effective_cmh2o: float


def draw_sleeper(random: np.random.Generator, montage: Montage) -> Sleeper:
    """Draw a sleeper; rates and saturation of a child of six, else of an adult.

    Sources: breaths per minute in sleep 14.5 +- 2 (Douglas et al., Thorax 1982;37:840), of a child of six
    median 20; pulse of a child of six median 90 (centiles of Fleming et al., Lancet 2011;377:1011).
    """
    child = montage is Montage.CHILD
    return Sleeper(
        is_child=child,
        breaths_per_min=float(np.clip(random.normal(*((20.0, 1.5) if child else (14.5, 1.5))), 11, 25)),
        beats_per_min=float(np.clip(random.normal(*((88.0, 6.0) if child else (62.0, 6.0))), 46, 105)),
        saturation_percent=float(random.uniform(97.0, 98.2) if child else random.uniform(94.6, 96.4)),
        delay_s=float(np.clip(random.normal(*((14.0, 1.5) if child else (22.0, 2.5))), 10, 30)),
        eeg_gain=1.6 if child else 1.0,
        snores=float(random.uniform(0.1, 0.3) if child else random.uniform(0.25, 0.5)),
        effective_cmh2o=float(random.uniform(6.5, 8.5)),
    )


def stream(seed: int, part: str) -> np.random.Generator:
    """Return the random numbers of one part of a recording: other parts change none of them."""
    return np.random.default_rng([seed, zlib.crc32(part.encode())])
