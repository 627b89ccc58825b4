"""Body positions that events tell, over what the position channel says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import numpy as np

from sleepscorer.body_positions import position_of
from sleepscorer.channel_roles import Role
from sleepscorer.scoring import Event, EventKind
from sleepscorer.statistics.signals import NightSignals

LEAST_SPAN_S = 1.0
"""An annotation that is shorter tells a change: its position holds until the next one."""


def with_marked_positions(signals: NightSignals, events: Iterable[Event]) -> NightSignals:
    """Return the signals of a night with the positions that its events tell in place of the channel's.

    Parameters
    ----------
    signals : NightSignals
    events : iterable of Event
        Of kind ``BODY_POSITION``, with a position as words; all others are passed over. A position holds for
        as long as its event lasts, one that lasts less than a second until the next one.

    Returns
    -------
    NightSignals
    """
    marked = [
        (event, position)
        for event in sorted(events, key=lambda event: event.order)
        if event.kind is EventKind.BODY_POSITION and (position := position_of(event.words)) is not None
    ]
    if not marked:
        return signals
    codes = signals.of(Role.POSITION)
    seconds = np.full(signals.n_seconds, np.nan, np.float32) if codes is None else codes.copy()
    positions = dict(signals.positions)
    highest = float(seconds[np.isfinite(seconds)].max(initial=0.0))
    free = max([round(highest), *positions]) + 1
    ends = [*(later.start_s for _, (later, _) in pairwise(marked)), float(signals.n_seconds)]
    for (event, position), next_s in zip(marked, ends, strict=True):
        stop_s = next_s if event.duration_s < LEAST_SPAN_S else event.stop_s
        code = next((code for code, known in positions.items() if known is position), None)
        if code is None:  # not one of the channel's, though nobody may have said what that means
            code, free = free, free + 1
            positions[code] = position
        seconds[max(round(event.start_s), 0) : max(round(stop_s), 0)] = code
    return replace(signals, values={**signals.values, Role.POSITION: seconds}, positions=positions)
