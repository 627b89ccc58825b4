"""Desaturations as proposals: found by the manual's plain rule, beside what a library finds of breathing."""

from __future__ import annotations

from collections.abc import Sequence

from sleepscorer import __version__
from sleepscorer.prescoring.events.inputs import BREATH_HZ, ReadTrace
from sleepscorer.prescoring.events.result import FoundEvent
from sleepscorer.scoring import EventKind
from sleepscorer.signals.saturation_falls import find_falls
from sleepscorer.stages import EPOCH_SECONDS

FINDER = f"sleepscorer@{__version__}"
"""Who has found them: no detector of another package."""


def find_desaturations(trace: ReadTrace, stages: Sequence[str]) -> list[FoundEvent]:
    """Find the falls of the saturation by 3 % or more that begin or end in sleep.

    Parameters
    ----------
    trace : ReadTrace
        Percent.
    stages : sequence of str
        ``W`` for every epoch that is no sleep.

    Returns
    -------
    list of FoundEvent
        Their edges are those of the falls; see :mod:`sleepscorer.signals.saturation_falls`.
    """
    step = round(trace.rate_hz)
    assert step == BREATH_HZ
    events = []
    for fall in find_falls(trace.values[::step], trace.rate_hz / step):
        epochs = (int(fall.start_s // EPOCH_SECONDS), int(fall.stop_s // EPOCH_SECONDS))
        if any(stages[min(epoch, len(stages) - 1)] != "W" for epoch in epochs):
            terms = {"desaturation": fall.baseline - fall.nadir, "nadir": fall.nadir}
            events.append(
                FoundEvent(
                    EventKind.DESATURATION,
                    fall.start_s,
                    fall.stop_s - fall.start_s,
                    trace.trace.label,
                    None,
                    terms,
                    FINDER,
                )
            )
    return events
