"""Edges of events on the page: which one is under the pointer, and where it may be moved to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sleepscorer.gui.page.traces.marks import Geometry
    from sleepscorer.scoring import Event

GRIP_PIXELS = 5
"""How far from an edge the pointer may be to take hold of it."""
SHORTEST_S = 0.1
"""Length that an event keeps when an edge is moved towards the other one."""
LONGEST_PAGE_S = 600.0
"""Page length beyond which edges are too close to each other to be taken by hand."""


class Edge(Enum):
    """Side of an event."""

    START = "start"
    STOP = "stop"


@dataclass(frozen=True)
class Grip:
    """An edge that has been taken hold of."""

    event: Event
    edge: Edge

    def moved_to(self, at_s: float, night_s: float = inf) -> Event:
        """Return the event with this edge at another time of the night, no shorter than ``SHORTEST_S``."""
        first, last = self.event.start_s, self.event.stop_s
        if self.edge is Edge.START:
            first = round(max(min(at_s, last - SHORTEST_S), min(first, 0.0)), 3)
        else:
            last = round(min(max(at_s, first + SHORTEST_S), max(last, night_s)), 3)
        return replace(self.event, start_s=first, duration_s=round(last - first, 3))

    def moved_by(self, seconds: float, night_s: float = inf) -> Event:
        """Return the event with this edge so many seconds later."""
        now = self.event.start_s if self.edge is Edge.START else self.event.stop_s
        return self.moved_to(now + seconds, night_s)


def grip_at(events: Sequence[Event], at: Geometry, x: float, y: float) -> Grip | None:
    """Return the edge under the pointer, the nearest where several are; None where there is none.

    Parameters
    ----------
    events : sequence of Event
        Those of the page.
    at : Geometry
    x, y : float
        In pixels.
    """
    near = [
        (abs(x - edge_x), _outside(event, edge, at, x), Grip(event, edge))
        for event in events
        if at.box_of(event).top() <= y < at.box_of(event).bottom()
        for edge, edge_x in ((Edge.START, at.x_of(event.start_s)), (Edge.STOP, at.x_of(event.stop_s)))
        if abs(x - edge_x) <= GRIP_PIXELS
    ]
    return min(near, key=lambda grip: grip[:2], default=(0.0, 0, None))[2]


def _outside(event: Event, edge: Edge, at: Geometry, x: float) -> int:
    """0 where a pointer beyond an event asks for this of two edges that lie together, else 1."""
    beyond = x < at.x_of(event.start_s) if edge is Edge.START else x >= at.x_of(event.stop_s)
    return 0 if beyond else 1
