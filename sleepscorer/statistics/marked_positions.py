"""Body positions that events tell, over what the position channel says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import numpy as np

from sleepscorer.body_positions import BodyPosition, position_of
from sleepscorer.channel_roles import Role
from sleepscorer.scoring import Event, EventKind
from sleepscorer.statistics.signals import NightSignals, Seconds

LEAST_SPAN_S = 1.0
"""An annotation that is shorter tells a change: its position holds until the next one."""


def marked_positions(events: Iterable[Event]) -> list[tuple[Event, BodyPosition]]:
    """Return the events that tell a body position, in their order, each with the position."""
    positions = [event for event in events if event.kind is EventKind.BODY_POSITION]
    return [
        (event, position)
        for event in sorted(positions, key=lambda event: event.order)
        if (position := position_of(event.words)) is not None
    ]


def turn_after(codes: Seconds, at_s: float) -> float | None:
    """Return the second at which the position channel tells another position than at a time.

    Parameters
    ----------
    codes : ndarray of float32, shape (n_seconds,)
        NaN where nothing was recorded; a gap is no turn.
    at_s : float
        In seconds from the first sample; in a gap the first code behind it counts.

    Returns
    -------
    float or None
        None where the body does not turn any more.
    """
    first = int(at_s)
    ahead = np.round(codes[first:])
    known = np.flatnonzero(np.isfinite(ahead))
    turns = known[ahead[known] != ahead[known[0]]] if known.size else known
    return float(first + turns[0]) if turns.size else None


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
    marked = marked_positions(events)
    if not marked:
        return signals
    codes = signals.of(Role.POSITION)
    seconds = np.full(signals.n_seconds, np.nan, np.float32) if codes is None else codes.copy()
    positions = dict(signals.positions)
    highest = float(seconds[np.isfinite(seconds)].max(initial=0.0))
    free = max([round(highest), *positions]) + 1
    is_told = not signals.are_codes_assumed  # else what a person marked would look as doubtful as the channel
    ends = [*(later.start_s for _, (later, _) in pairwise(marked)), float(signals.n_seconds)]
    for (event, position), next_s in zip(marked, ends, strict=True):
        stop_s = next_s if event.duration_s < LEAST_SPAN_S else event.stop_s
        code = next((code for code, known in positions.items() if known is position and is_told), None)
        if code is None:  # not one of the channel's, though nobody may have said what that means
            code, free = free, free + 1
            positions[code] = position
        seconds[max(round(event.start_s), 0) : max(round(stop_s), 0)] = code
    return replace(signals, values={**signals.values, Role.POSITION: seconds}, positions=positions)
