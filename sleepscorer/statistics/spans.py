"""Spans of events, asked at once whether any of them touches another."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sleepscorer.scoring import Event


class Spans:
    """Starts and stops of events.

    Parameters
    ----------
    events : iterable of Event
    """

    def __init__(self, events: Iterable[Event]) -> None:
        pairs = np.array([(event.start_s, event.stop_s) for event in events], np.float64).reshape(-1, 2)
        self._starts, self._stops = pairs[:, 0], pairs[:, 1]

    def any_from(self, start_s: float, stop_s: float) -> bool:
        """Return whether any event holds, or touches, a time from ``start_s`` to ``stop_s``."""
        return bool(((self._starts <= stop_s) & (self._stops >= start_s)).any())

    def any_nearer(self, event: Event, apart_s: float) -> bool:
        """Return whether any event overlaps another, or less than ``apart_s`` lies between them."""
        apart = np.maximum(self._starts, event.start_s) - np.minimum(self._stops, event.stop_s)
        return bool((apart < apart_s).any())
