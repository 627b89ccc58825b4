"""Sleep parameters of a night, as a sleep report gives them.

Definitions are those of the AASM Manual (chapter II, parameters to be reported) unless a name
says otherwise; docs/statistics.md lists them all. What nobody has scored is never counted as wake.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.scoring import Lights
from sleepscorer.stages import EPOCH_SECONDS, SCORED_STAGES, Stage
from sleepscorer.statistics.cycles import Cycle, sleep_cycles

Stages = NDArray[np.integer]
MINUTES = EPOCH_SECONDS / 60
"""Minutes of an epoch."""


@dataclass(frozen=True)
class SleepStatistics:
    """Parameters of one night between lights off and lights on.

    Minutes are None where there is nothing to measure (no sleep, no stage R); per cent likewise.

    Attributes
    ----------
    in_bed : range
        Epochs between the lights markers, each taken to the nearest border between epochs; the
        recording's ends where a marker is missing.
    onset, last_sleep : int or None
        First and last epoch of sleep (0-based), of any stage but W.
    tib_min : float
        Time in bed, lights off to lights on: the manual's total recording time.
    recording_min : float
        Whole epochs of the recording.
    spt_min : float
        Sleep period time: sleep onset to the end of the last epoch of sleep.
    tst_min : float
        Total sleep time: N1, N2, N3 and R.
    unscored_min : float
        Time in bed that nobody has scored.
    sleep_efficiency : float or None
        Per cent: TST of the scored time in bed.
    sleep_maintenance : float or None
        Per cent: TST of the scored sleep period.
    sleep_latency_min : float or None
        Lights off to sleep onset.
    unscored_before_onset : int
        Epochs; where there are any, the latency holds only if none of them is sleep.
    stage_latency_min : dict of Stage to float or None
        Sleep onset to the first epoch of each sleep stage; for R it is the REM latency.
    waso_min : float or None
        Wake after sleep onset, up to lights on (AASM); None in a night without sleep.
    waso_in_spt_min : float or None
        Wake after sleep onset, up to the last epoch of sleep.
    stage_min, stage_percent : dict of Stage to float
        Minutes in bed, and per cent of TST; W has no per cent.
    awakenings : int
        Runs of W that follow sleep, the last one included.
    stage_shifts : int
        Changes of stage from sleep onset to lights on, across unscored epochs too.
    cycles : tuple of Cycle
        See :func:`sleepscorer.statistics.cycles.sleep_cycles`.
    """

    in_bed: range
    onset: int | None
    last_sleep: int | None
    tib_min: float
    recording_min: float
    spt_min: float
    tst_min: float
    unscored_min: float
    sleep_efficiency: float | None
    sleep_maintenance: float | None
    sleep_latency_min: float | None
    unscored_before_onset: int
    stage_latency_min: dict[Stage, float | None]
    waso_min: float | None
    waso_in_spt_min: float | None
    stage_min: dict[Stage, float]
    stage_percent: dict[Stage, float | None]
    awakenings: int
    stage_shifts: int
    cycles: tuple[Cycle, ...]

    @property
    def trt_min(self) -> float:
        """Total recording time as the manual names it: the time in bed."""
        return self.tib_min

    @property
    def rem_latency_min(self) -> float | None:
        """Sleep onset to the first epoch of stage R."""
        return self.stage_latency_min[Stage.R]

    def to_dict(self) -> dict[str, float | int | None]:
        """Return every parameter of :data:`sleepscorer.statistics.PARAMETERS` by its name, as for a table.

        Returns
        -------
        dict of str to float, int or None
            Minutes, per cent and counts; None where the night has none, such as a latency without sleep.
        """
        from sleepscorer.statistics.parameters import parameters_of

        return parameters_of(self)

    @property
    def nrem_min(self) -> float:
        """Minutes of N1, N2 and N3."""
        return self.tst_min - self.stage_min[Stage.R]


def sleep_statistics(stages: Stages, lights: Lights | None = None) -> SleepStatistics:
    """Compute the sleep parameters of a night.

    Parameters
    ----------
    stages : ndarray of int, shape (n_epochs,)
        Stages of the whole recording; -1 is unscored.
    lights : Lights, optional
        Markers in seconds from the first sample.

    Returns
    -------
    SleepStatistics
    """
    stages = np.asarray(stages)
    in_bed = epochs_in_bed(len(stages), lights or Lights())
    bed = stages[in_bed.start : in_bed.stop]
    asleep = np.flatnonzero(bed > Stage.W)
    onset, last = (int(asleep[0]), int(asleep[-1])) if asleep.size else (None, None)
    period = bed[onset : last + 1] if last is not None else bed[:0]
    after_onset = bed[onset:] if onset is not None else bed[:0]
    known = after_onset[after_onset >= Stage.W]
    shifted = known[1:] != known[:-1]
    return SleepStatistics(
        in_bed=in_bed,
        onset=None if onset is None else in_bed.start + onset,
        last_sleep=None if last is None else in_bed.start + last,
        tib_min=len(bed) * MINUTES,
        recording_min=len(stages) * MINUTES,
        spt_min=len(period) * MINUTES,
        tst_min=asleep.size * MINUTES,
        unscored_min=_minutes(bed, Stage.UNSCORED),
        sleep_efficiency=_percent(asleep.size, int((bed >= Stage.W).sum())),
        sleep_maintenance=_percent(asleep.size, int((period >= Stage.W).sum())),
        sleep_latency_min=None if onset is None else onset * MINUTES,
        unscored_before_onset=0 if onset is None else int((bed[:onset] == Stage.UNSCORED).sum()),
        stage_latency_min={stage: _latency(after_onset, stage) for stage in SCORED_STAGES[1:]},
        waso_min=None if onset is None else _minutes(after_onset, Stage.W),
        waso_in_spt_min=None if onset is None else _minutes(period, Stage.W),
        stage_min={stage: _minutes(bed, stage) for stage in SCORED_STAGES},
        stage_percent={
            stage: _percent(int((bed == stage).sum()), asleep.size) for stage in SCORED_STAGES[1:]
        },
        awakenings=int((shifted & (known[1:] == Stage.W)).sum()),
        stage_shifts=int(shifted.sum()),
        cycles=sleep_cycles(stages, in_bed),
    )


def epochs_in_bed(n_epochs: int, lights: Lights) -> range:
    """Return the epochs between the lights markers, to the nearest border; a missing one is that end."""
    first = 0 if lights.off_s is None else round(lights.off_s / EPOCH_SECONDS)
    stop = n_epochs if lights.on_s is None else round(lights.on_s / EPOCH_SECONDS)
    first = min(max(first, 0), n_epochs)
    return range(first, max(first, min(stop, n_epochs)))


def _minutes(stages: Stages, stage: Stage) -> float:
    return int((stages == stage).sum()) * MINUTES


def _percent(part: int, total: int) -> float | None:
    return 100 * part / total if total else None


def _latency(after_onset: Stages, stage: Stage) -> float | None:
    epochs = np.flatnonzero(after_onset == stage)
    return int(epochs[0]) * MINUTES if epochs.size else None
