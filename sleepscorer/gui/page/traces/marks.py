"""Marks over the traces: cursor, ruler boxes, slow waves, events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from sleepscorer.gui.i18n.labels import event_abbreviation
from sleepscorer.gui.i18n.translation import fill, number, translate
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.scoring import Event
from sleepscorer.scoring.events import EventGroup, EventKind
from sleepscorer.stages import EPOCH_SECONDS

SLOW_WAVE_PTP_UV = 75.0
"""Smallest peak-to-peak amplitude of a slow wave (AASM Manual, IV.F)."""
N3_SECONDS = 6.0
"""A fifth of an epoch: the slow-wave activity that makes N3 (AASM Manual, IV.F)."""

EVENT_ALPHA = 56
"""Of 255: a fifth, so that the trace under an event stays what it is."""
BAR_ALPHA = 150
EDGE_BAR = 10
"""Pixels of a bar at the edge of the page, for an event of which no channel is shown."""
EDGE_ROWS = tuple(EventGroup)
"""Groups of events by the rows of bars at the edge, from the top."""
TEXT_MARGIN = 6
"""Pixels around a text, together."""
LEAST_NAMED_PIXELS = 6
"""Width from which on an event is named; on a page of hours names would lie over each other."""


@dataclass(frozen=True)
class Measured:
    """A ruler box.

    Attributes
    ----------
    trace : str
        Label of the trace measured on.
    start_s, stop_s : float
        From the first sample.
    peak_to_peak : float
        In the trace's unit; NaN without signal.
    unit : str
    counts : bool
        Whether it adds to the slow-wave seconds of its epoch: EEG of 75 uV or more.
    """

    trace: str
    start_s: float
    stop_s: float
    peak_to_peak: float
    unit: str
    counts: bool

    @property
    def text(self) -> str:
        """Duration and peak-to-peak amplitude."""
        return f"{number(self.stop_s - self.start_s, '.2f')} s   {value_text(self.peak_to_peak, self.unit)}"


def value_text(value: float, unit: str, digits: int = 0) -> str:
    """Write a value of a trace with its unit; in words where there is none."""
    if not isfinite(value):
        return translate("Measuring", "no signal")
    return f"{number(value, f'.{digits}f')} {'µV' if unit == 'uV' else unit}".rstrip()


def peak_to_peak(
    times_s: NDArray[np.float32], values: NDArray[np.float32], first_s: float, last_s: float
) -> float:
    """Return the peak-to-peak amplitude between two times of the page; NaN without signal."""
    inside = values[(times_s >= first_s) & (times_s <= last_s)]
    known = inside[np.isfinite(inside)]
    return float(known.max() - known.min()) if known.size else float("nan")


def slow_wave_seconds(boxes: Sequence[Measured], epoch: int) -> float:
    """Return the seconds of an epoch that the counting boxes cover; overlaps count once."""
    begin, end = epoch * EPOCH_SECONDS, (epoch + 1) * EPOCH_SECONDS
    spans = sorted((max(b.start_s, begin), min(b.stop_s, end)) for b in boxes if b.counts)
    total, reached = 0.0, float(begin)
    for start, stop in spans:
        total += max(0.0, stop - max(start, reached))
        reached = max(reached, stop)
    return total


@dataclass
class PageMarks:
    """Marks on the page as it stands; times in seconds from the first sample.

    Attributes
    ----------
    cursor : tuple of int and float, or None
        Lane and time.
    box : tuple of int, float and float, or None
        TraceLane, start and stop of what is being dragged, or was dragged last.
    measured : list of Measured
    slow_waves : list of (int, float, float)
        TraceLane, start and stop.
    events : sequence of Event
    selected : Event or None
        The event that keys act on.
    moving : tuple of Event and Event, or None
        An event whose edge is being dragged, and what it would become.
    falls : dict of Event to (float, float)
        Fall and nadir of the desaturations on the page, in percent.
    periodic : frozenset of Event
        Limb movements on the page that belong to a periodic series.
    least_s : dict of Event to float
        Least duration of events that have another one than their kind in an adult.
    grounds : dict of Event to tuple of Event
        Events by which the hypopnoeas on the page count.
    unread : list of (float, float)
        Stretches that are still being read.
    """

    cursor: tuple[int, float] | None = None
    box: tuple[int, float, float] | None = None
    measured: list[Measured] = field(default_factory=list)
    slow_waves: list[tuple[int, float, float]] = field(default_factory=list)
    events: Sequence[Event] = ()
    selected: Event | None = None
    moving: tuple[Event, Event] | None = None
    falls: dict[Event, tuple[float, float]] = field(default_factory=dict)
    periodic: frozenset[Event] = frozenset()
    least_s: dict[Event, float] = field(default_factory=dict)
    grounds: dict[Event, tuple[Event, ...]] = field(default_factory=dict)
    unread: list[tuple[float, float]] = field(default_factory=list)


@dataclass(frozen=True)
class Geometry:
    """Geometry of times and lanes on the screen."""

    x_of: Callable[[float], float]
    lane_box: Callable[[int], QRectF]
    lane_of: Callable[[str], int | None]
    lane_of_event: Callable[[Event], int | None]
    width: float
    height: float

    def box_of(self, event: Event) -> QRectF:
        """Return where an event is: on its lane, or in a bar at the upper edge where none is shown."""
        lane = self.lane_of_event(event)
        bar = QRectF(0, EDGE_ROWS.index(event.kind.type.group) * EDGE_BAR, self.width, EDGE_BAR)
        area = bar if lane is None else self.lane_box(lane)
        left, right = self.x_of(event.start_s), self.x_of(event.stop_s)
        return QRectF(left, area.top(), max(right - left, 2), area.height())


def paint_ruler(painter: QPainter, marks: PageMarks, at: Geometry, theme: Theme) -> None:
    """Underline slow waves, and paint the boxes that were measured or are being dragged."""
    painter.setPen(QPen(QColor(theme.accent), 3))
    for lane, start_s, stop_s in marks.slow_waves:
        y = at.lane_box(lane).bottom() - 4
        painter.drawLine(QLineF(at.x_of(start_s), y, at.x_of(stop_s), y))
    for box in marks.measured:
        index = at.lane_of(box.trace)
        if index is not None:
            _paint_box(painter, at, theme, (index, box.start_s, box.stop_s), box.text)
    if marks.box is not None:
        _paint_box(painter, at, theme, marks.box, "")


def paint_cursor(painter: QPainter, marks: PageMarks, at: Geometry, theme: Theme) -> None:
    """Paint the cursor over all lanes."""
    if marks.cursor is not None:
        painter.setPen(QPen(QColor(theme.accent), 1))
        x = at.x_of(marks.cursor[1])
        painter.drawLine(QLineF(x, 0, x, at.height))


def paint_unread(painter: QPainter, marks: PageMarks, at: Geometry, theme: Theme) -> None:
    """Hatch what is still being read, so that nobody takes it for a gap."""
    for start_s, stop_s in marks.unread:
        left, right = at.x_of(start_s), at.x_of(stop_s)
        painter.fillRect(
            QRectF(left, 0, right - left, at.height), QBrush(QColor(theme.line), Qt.BrushStyle.BDiagPattern)
        )
    if marks.unread:
        text = translate("Page", "reading...")
        left = min(max(at.x_of(marks.unread[0][0]), 0.0), at.width - 90)
        _paint_text(painter, theme, QPointF(left, at.height / 2), text)


def _paint_box(
    painter: QPainter, at: Geometry, theme: Theme, box: tuple[int, float, float], text: str
) -> None:
    lane, start_s, stop_s = box
    area = at.lane_box(lane)
    shade = QColor(theme.accent)
    shade.setAlpha(38)
    left, right = at.x_of(start_s), at.x_of(stop_s)
    painter.fillRect(QRectF(left, area.top(), right - left, area.height()), shade)
    painter.setPen(QPen(QColor(theme.accent), 1))
    painter.drawRect(QRectF(left, area.top(), right - left, area.height() - 1))
    if text:
        _paint_text(painter, theme, QPointF(min(left, at.width - 110), area.top() + 12), text)


def _paint_text(painter: QPainter, theme: Theme, where: QPointF, text: str) -> None:
    width = painter.fontMetrics().horizontalAdvance(text)
    ground = QColor(theme.base)
    ground.setAlpha(215)
    painter.fillRect(QRectF(where.x() + 1, where.y() - 11, width + TEXT_MARGIN, 14), ground)
    painter.setPen(QColor(theme.text))
    painter.drawText(QPointF(where.x() + 4, where.y()), text)


def paint_events(painter: QPainter, marks: PageMarks, at: Geometry, theme: Theme) -> None:
    """Shade each event in the colour of its kind, and name it as far as there is room before the next."""
    moved = dict([marks.moving]) if marks.moving is not None else {}
    rooms = _rooms([moved.get(event, event) for event in marks.events], at)
    for event, room in zip(marks.events, rooms, strict=True):
        shown = moved.get(event, event)
        texts = [short_text(shown, marks.least_s.get(event)), detail_text(marks, event)]
        _paint_event(
            painter,
            at,
            theme,
            shown,
            texts,
            room=room,
            is_short=shown.duration_s < least_of(shown, marks.least_s.get(event)),
            chosen=event == marks.selected,
        )
    for hypopnoea, grounds in marks.grounds.items():
        _paint_links(painter, at, theme, hypopnoea, grounds)


def _rooms(events: Sequence[Event], at: Geometry) -> list[float]:
    """Return the pixels from each event's start to that of the next one named on the same line."""
    lines: dict[tuple[int | None, bool], list[int]] = {}
    starts = [max(at.x_of(event.start_s), 0.0) for event in events]
    for index, event in enumerate(events):
        lines.setdefault((at.lane_of_event(event), _is_fall(event)), []).append(index)
    rooms = [float("inf")] * len(events)
    for indices in lines.values():
        ordered = sorted(indices, key=starts.__getitem__)
        for index, following in pairwise(ordered):
            rooms[index] = starts[following] - starts[index]
    return rooms


def _is_fall(event: Event) -> bool:
    """Return whether an event is named below: the saturation falls from the top of its lane."""
    return event.kind is EventKind.DESATURATION


def _fitting(painter: QPainter, event: Event, texts: Sequence[str], room: float) -> str:
    """Return the most of an event's texts that does not reach the next one; empty where nothing fits."""
    short, detail = texts
    shorter = (detail, detail.partition(",")[0], short) if _is_fall(event) else (short,)
    for text in filter(None, (" ".join(filter(None, texts)), *shorter)):
        if painter.fontMetrics().horizontalAdvance(text) + TEXT_MARGIN <= room:
            return text
    return ""


def detail_text(marks: PageMarks, event: Event) -> str:
    """Return a desaturation's fall and nadir, what a hypopnoea counts by, that a movement is periodic."""
    if event in marks.periodic:
        return translate("Page", "periodic")
    fall = marks.falls.get(event)
    if fall is not None:
        return fill(translate("Page", "−{drop:.0f} %, nadir {nadir:.0f}"), drop=fall[0], nadir=fall[1])
    grounds = marks.grounds.get(event, ())
    return "→ " + " + ".join(map(event_abbreviation, grounds)) if grounds else ""


def _paint_links(
    painter: QPainter, at: Geometry, theme: Theme, hypopnoea: Event, grounds: Sequence[Event]
) -> None:
    """Draw a line from a hypopnoea to each event by which it counts, where both have a lane."""
    painter.setPen(QPen(QColor(theme.dim), 1, Qt.PenStyle.DotLine))
    if at.lane_of_event(hypopnoea) is None:
        return
    start = at.box_of(hypopnoea)
    for event in grounds:
        if at.lane_of_event(event) is not None:
            stop = at.box_of(event)
            above = stop.center().y() < start.center().y()
            upper, lower = (stop, start) if above else (start, stop)
            x_start, x_stop = at.x_of(hypopnoea.stop_s), at.x_of(event.start_s)
            ends = (x_stop, x_start) if above else (x_start, x_stop)
            painter.drawLine(QLineF(ends[0], upper.bottom(), ends[1], lower.top()))


def _paint_event(
    painter: QPainter,
    at: Geometry,
    theme: Theme,
    event: Event,
    texts: Sequence[str],
    *,
    room: float,
    is_short: bool,
    chosen: bool,
) -> None:
    area, is_bar = at.box_of(event), at.lane_of_event(event) is None
    colour = QColor(event.kind.type.colour)
    shade = QColor(colour)
    shade.setAlpha(BAR_ALPHA if is_bar else EVENT_ALPHA)
    if is_bar:
        painter.fillRect(area, QColor(theme.base))  # its name is read over traces
    painter.fillRect(area, shade)
    pen = QPen(QColor(theme.accent) if chosen else colour, 3 if chosen else 2)
    if is_short:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    for x in (area.left(), at.x_of(event.stop_s)):
        painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
    if area.width() < LEAST_NAMED_PIXELS:
        return
    if is_bar:
        _paint_in_bar(painter, theme, area, texts[0])
    else:
        where = QPointF(max(area.left(), 0), area.bottom() - 4 if _is_fall(event) else area.top() + 12)
        if text := _fitting(painter, event, texts, room):
            _paint_text(painter, theme, where, text)


def least_of(event: Event, least_s: float | None = None) -> float:
    """Return the least duration of an event: what holds in this night, or that of its kind in an adult."""
    return event.kind.type.least_s if least_s is None else least_s


def short_text(event: Event, least_s: float | None = None) -> str:
    """Return the abbreviation of an event, else its words, and by how much it is too short.

    Parameters
    ----------
    event : Event
    least_s : float, optional
        Least duration, where it is another one than that of its kind in an adult.
    """
    text, wanted_s = event_abbreviation(event), least_of(event, least_s)
    if event.duration_s < wanted_s:
        least = number(wanted_s, "g" if least_s is None else ".1f")
        return f"{text} {number(event.duration_s, '.1f')} s < {least} s"
    return text


def _paint_in_bar(painter: QPainter, theme: Theme, area: QRectF, text: str) -> None:
    """Paint as much of a text as fits into a bar at the edge."""
    inside = area.adjusted(3, 0, 0, 0)
    inside.setLeft(max(inside.left(), 3.0))
    before = painter.font()
    font = painter.font()
    font.setPixelSize(EDGE_BAR - 1)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(max(inside.width(), 0)))
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, shown)
    painter.setFont(before)
