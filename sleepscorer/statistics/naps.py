"""Naps of a multiple sleep latency test (MSLT) or a maintenance of wakefulness test (MWT).

Definitions are those of the practice parameters of the AASM (Littner et al., Sleep 2005;28:113), which the
protocols of 2021 keep (Krahn et al., J Clin Sleep Med 2021;17:2489): a nap's latency is that from lights off
to the first epoch of any sleep, 20 min where there is none (40 min in an MWT); a sleep onset REM period
(SOREMP) is stage R within 15 min of that epoch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from sleepscorer.edf.tal import Annotation
from sleepscorer.scoring import Lights
from sleepscorer.scoring.lights import lights_word
from sleepscorer.statistics.sleep import SleepStatistics, sleep_statistics

MSLT_LATENCY_MIN, MWT_LATENCY_MIN = 20.0, 40.0
"""Latency of a nap without sleep."""
SOREMP_MIN = 15.0
FEWEST_NAPS = 2


@dataclass(frozen=True)
class Nap:
    """Nap.

    Attributes
    ----------
    name : str
    start : datetime or None
        Clock time of lights off.
    sleep : SleepStatistics
    latency_min : float or None
        Lights off to the first epoch of sleep, or that of a nap without sleep; None where no epoch in bed
        is scored.
    rem_latency_min : float or None
        First epoch of sleep to the first of R.
    """

    name: str
    start: datetime | None
    sleep: SleepStatistics
    latency_min: float | None
    rem_latency_min: float | None

    @property
    def is_scored(self) -> bool:
        """Whether any epoch in bed is scored."""
        return self.latency_min is not None

    @property
    def is_unsure(self) -> bool:
        """Whether epochs that could be the first of sleep are unscored."""
        unscored = self.sleep.unscored_before_onset if self.slept else self.sleep.unscored_min
        return self.is_scored and bool(unscored)

    @property
    def slept(self) -> bool:
        """Whether there was any sleep."""
        return self.sleep.onset is not None

    @property
    def is_soremp(self) -> bool:
        """Whether stage R came within 15 min of sleep onset."""
        return self.rem_latency_min is not None and self.rem_latency_min <= SOREMP_MIN


@dataclass(frozen=True)
class NapTest:
    """Naps of a day, with the mean latency and the number of SOREMPs."""

    naps: tuple[Nap, ...]

    @property
    def scored(self) -> tuple[Nap, ...]:
        """Naps of which any epoch in bed is scored: the others are in no figure."""
        return tuple(nap for nap in self.naps if nap.is_scored)

    @property
    def mean_latency_min(self) -> float | None:
        """Mean sleep latency over the scored naps; None without any."""
        latencies = [nap.latency_min for nap in self.naps if nap.latency_min is not None]
        return sum(latencies) / len(latencies) if latencies else None

    @property
    def soremps(self) -> int:
        """Number of sleep onset REM periods."""
        return sum(nap.is_soremp for nap in self.naps)


def nap_statistics(
    name: str,
    stages: NDArray[np.integer],
    lights: Lights | None = None,
    start: datetime | None = None,
    longest_min: float = MSLT_LATENCY_MIN,
) -> Nap:
    """Compute the latencies of a nap.

    Parameters
    ----------
    name : str
    stages : ndarray of int, shape (n_epochs,)
    lights : Lights, optional
        Of this nap, in seconds from the first sample; they may leave the rest of the recording out.
    start : datetime, optional
        Clock time of lights off.
    longest_min : float
        Latency of a nap without sleep.
    """
    sleep = sleep_statistics(stages, lights)
    latency = sleep.sleep_latency_min
    if latency is None and sleep.unscored_min < sleep.tib_min:
        latency = longest_min
    return Nap(name, start, sleep, latency, sleep.rem_latency_min)


def lights_of_naps(annotations: Sequence[Annotation], duration_s: float) -> tuple[Lights, ...]:
    """Return the lights of each nap of a recording that holds several; empty where it holds one night.

    Parameters
    ----------
    annotations : sequence of Annotation
        Texts of the recording, of which each ``Lights off`` begins a nap and the next ``Lights on`` ends it.
    duration_s : float
        A nap without an end reaches so far.
    """
    words = [(lights_word(each.text.partition("@@")[0]), each.onset_s) for each in annotations]
    marks = sorted((at_s, word) for word, at_s in words if word is not None)
    naps: list[Lights] = []
    off_s: float | None = None
    for at_s, word in marks:
        if word == "off" and off_s is None:
            off_s = at_s
        elif word == "on" and off_s is not None:
            naps.append(Lights(off_s, at_s))
            off_s = None
    if off_s is not None:
        naps.append(Lights(off_s, duration_s))
    return tuple(naps) if len(naps) >= FEWEST_NAPS and _are_naps(naps) else ()


def _are_naps(naps: Sequence[Lights]) -> bool:
    """Whether no stretch is longer than the longest protocol allows: a light at night makes no naps."""
    return all((nap.on_s or 0) - (nap.off_s or 0) <= 60 * (MWT_LATENCY_MIN + 20) for nap in naps)
