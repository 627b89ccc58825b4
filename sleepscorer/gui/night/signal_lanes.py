"""Lanes of what was measured all night: saturation, pulse, pressure, position, snoring and legs."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sleepscorer.body_positions import USUAL_CODES
from sleepscorer.channel_roles import Role
from sleepscorer.gui.i18n.labels import position_name
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, number, translate
from sleepscorer.gui.night.axis import NightAxis, bins_of
from sleepscorer.gui.night.lanes import DrawnLane, StripState, fit_font
from sleepscorer.stages import EPOCH_SECONDS

LOW_PERCENT = 90.0
"""Saturation below which it is drawn in red."""
LOW_COLOUR = "#d0312d"
ROOM_FOR_SCALE = 2.4
"""Lines of text of the lowest lane that has the ends of its scale beside it."""
LEAST_WORD = 30.0
"""Pixels of the narrowest block that has its word written in."""
CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
Floats = NDArray[np.floating]


class SignalLane(DrawnLane):
    """Lane of the signals of one role, or of several alike; there where the recording has such a channel."""

    roles: Collection[Role] = ()

    @property
    def visible(self) -> bool:
        """Whether the lane has a place in the strip."""
        return super().visible and self._is_measured()

    def _is_measured(self) -> bool:
        """Whether a channel measured it; until they are read, whether there is such a channel."""
        if self.night.signals is not None:
            return self.values() is not None
        recording = self.night.recording
        return recording is not None and any(trace.role in self.roles for trace in recording.traces)

    def values(self) -> Floats | None:
        """Return the value of each second; None where they are not known."""
        signals = self.night.signals
        known = [signals.of(role) for role in self.roles] if signals is not None else []
        there = [values for values in known if values is not None]
        if len(there) < 2:
            return there[0] if there else None
        return np.asarray(np.fmax.reduce(there))

    def redraw_epochs(self, first: int, stop: int) -> None:
        """Keep what was measured as it is: stages do not change it."""

    def of_epoch(self, epoch: int) -> Floats:
        """Return what was measured in an epoch."""
        values = self.values()
        if values is None:
            return np.zeros(0)
        here = values[epoch * EPOCH_SECONDS : (epoch + 1) * EPOCH_SECONDS]
        return here[np.isfinite(here)]


class TrendLane(SignalLane):
    """Lane of a signal against a fixed scale, its lowest value for each column."""

    unit = ""
    lowest = True

    @property
    def role(self) -> Role:
        """Role of the signal."""
        return next(iter(self.roles))

    def span(self) -> tuple[float, float]:
        """Return the values at the bottom and at the top: the wide range where the night goes beyond."""
        row, values = self.role.type, self.values()
        assert row.axis is not None
        if values is None or row.wide_axis is None or not np.isfinite(values).any():
            return row.axis
        low, high = np.nanpercentile(values, (0.05, 99.95))
        return row.axis if row.axis[0] <= low and high <= row.axis[1] else row.wide_axis

    def draw_gutter(self, painter: QPainter) -> None:
        """Write the name, and the ends of the scale where there is room."""
        self.gutter_text(painter, translate("Strip", self.gutter), 0, self.height)
        line = painter.fontMetrics().height()
        if self.height >= ROOM_FOR_SCALE * line:
            low, high = self.span()
            self.gutter_text(painter, f"{high:g}", 0, line * 0.8)
            self.gutter_text(painter, f"{low:g}", self.height - line * 0.8, line * 0.8)

    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw the levels, then a line through the columns."""
        values = self.values()
        if values is None:
            return
        low, high = self.span()
        area = self.plot().adjusted(0, 2, 0, -2)

        def y(value: float) -> float:
            return area.bottom() - (min(max(value, low), high) - low) / (high - low) * area.height()

        painter.setPen(QPen(QColor(self.night.theme.grid), 1, Qt.PenStyle.DotLine))
        for level in self.role.type.levels[:2]:
            painter.drawLine(QLineF(area.left(), y(level), area.right(), y(level)))
        columns = columns_of(values, self.night.axis, lowest=self.lowest)
        painter.setPen(QPen(QColor(self.night.theme.roles[self.role]), 1))
        for is_known, members in groupby(enumerate(columns.tolist()), key=lambda pair: pair[1] == pair[1]):
            run = [QPointF(area.left() + x + 0.5, y(value)) for x, value in members] if is_known else []
            if run:
                painter.drawPolyline(run)
        if self.role is Role.SPO2:
            self._draw_low(painter, columns, (area.left(), y(LOW_PERCENT)), [y(value) for value in columns])

    def _draw_low(
        self, painter: QPainter, columns: Floats, corner: tuple[float, float], heights: list[float]
    ) -> None:
        """Draw in red what is below 90 %."""
        left, limit = corner
        painter.setPen(QPen(QColor(LOW_COLOUR), 1))
        with np.errstate(invalid="ignore"):
            below = np.flatnonzero(columns < LOW_PERCENT).tolist()
        painter.drawLines([QLineF(left + x + 0.5, limit, left + x + 0.5, heights[x]) for x in below])

    def tip(self, epoch: int, y: float) -> str:
        """Return the lowest and the highest value of the epoch."""
        here = self.of_epoch(epoch)
        name = translate("Strip", self.title)
        if not here.size:
            return translate("Strip", "{signal}: not measured").format(signal=name)
        low, high = (number(float(value), ".0f") for value in (here.min(), here.max()))
        values = low if low == high else f"{low}–{high}"
        return f"{name} {values} {self.unit}"


class SaturationLane(TrendLane):
    """Oxygen saturation, the lowest of each column, red under 90 %."""

    name = "spo2"
    gutter = title = QT_TRANSLATE_NOOP("Strip", "SpO₂")
    roles = (Role.SPO2,)
    usual = 36
    unit = "%"


class PulseLane(TrendLane):
    """Pulse."""

    name = "pulse"
    gutter = title = QT_TRANSLATE_NOOP("Strip", "Pulse")
    roles = (Role.PULSE,)
    usual = 20
    unit = "/min"
    lowest = False


class PressureLane(TrendLane):
    """Pressure of a CPAP."""

    name = "pressure"
    gutter = QT_TRANSLATE_NOOP("Strip", "CPAP")
    title = QT_TRANSLATE_NOOP("Strip", "CPAP pressure")
    roles = (Role.CPAP_PRESSURE,)
    usual = 18
    unit = "cmH₂O"
    lowest = False


class LoudnessLane(SignalLane):
    """Lane of a signal of which only the loudness tells anything, grown from the foot."""

    usual = 12

    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw a bar for each column; the loudest hundredth of the night is full."""
        values = self.values()
        if values is None or not np.isfinite(values).any():
            return
        area = self.plot().adjusted(0, 1, 0, -1)
        quiet, full = np.nanpercentile(values, (33, 99))
        columns = np.nan_to_num(columns_of(values, self.night.axis, lowest=False), nan=quiet)
        shares = np.clip((columns - quiet) / max(full - quiet, 1e-9), 0, 1)
        painter.setPen(QPen(QColor(self.night.theme.roles[next(iter(self.roles))]), 1))
        xs = np.flatnonzero(shares > 0.02).tolist()
        foot = area.bottom()
        painter.drawLines(
            [
                QLineF(area.left() + x + 0.5, foot, area.left() + x + 0.5, foot - shares[x] * area.height())
                for x in xs
            ]
        )

    def tip(self, epoch: int, y: float) -> str:
        """Return what the lane shows."""
        return translate("Strip", self.title)


class SnoreLane(LoudnessLane):
    """Loudness of snoring."""

    name = "snore"
    gutter = title = QT_TRANSLATE_NOOP("Strip", "Snore")
    roles = (Role.SNORE,)


class LegLane(LoudnessLane):
    """Strength of the EMG of the legs, the stronger of both."""

    name = "legs"
    gutter = title = QT_TRANSLATE_NOOP("Strip", "Legs")
    roles = (Role.LEG, Role.LEG_LEFT, Role.LEG_RIGHT)


class PositionLane(SignalLane):
    """Position of the body as named blocks; with a question mark where its codes are only assumed."""

    name = "position"
    gutter = title = QT_TRANSLATE_NOOP("Strip", "Position")
    roles = (Role.POSITION,)
    usual = 14

    def __init__(self, night: StripState) -> None:
        super().__init__(night)
        self._blocks: tuple[Floats, list[tuple[int, int, int]]] | None = None

    def blocks(self) -> list[tuple[int, int, int]]:
        """Return the first second, the one after the last, and the code of each block."""
        values = self.values()
        if values is None:
            return []
        if self._blocks is None or self._blocks[0] is not values:
            codes = np.where(np.isfinite(values), np.round(np.nan_to_num(values)), -1).astype(int)
            edges = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), codes.size]
            runs = [(first, stop, int(codes[first])) for first, stop in pairwise(edges) if stop > first]
            self._blocks = values, runs
        return self._blocks[1]

    def _name(self, code: int) -> str:
        signals = self.night.signals
        position = signals.positions.get(code) if signals is not None else None
        if signals is None or position is None:
            return ""
        is_assumed = signals.are_codes_assumed and code in USUAL_CODES
        return position_name(position) + ("?" if is_assumed else "")

    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw the blocks; every other position is darker, and all have their word where there is room."""
        axis, theme = self.night.axis, self.night.theme
        area = self.plot()
        fit_font(painter, area.height() - 2)
        for start, end, code in self.blocks():
            left, right = (min(max(axis.x_of_seconds(at), axis.left), axis.right) for at in (start, end))
            if right - left < 0.5 or code < 0:
                continue
            box = QRectF(left, area.top() + 1, right - left, area.height() - 2)
            shade = QColor(theme.roles[Role.SPO2])
            shade.setAlpha(40 + 35 * (code % 4))
            painter.fillRect(box, shade)
            if box.width() >= LEAST_WORD:
                painter.setPen(QColor(theme.text))
                words = painter.fontMetrics().elidedText(
                    self._name(code), Qt.TextElideMode.ElideRight, int(box.width()) - 4
                )
                painter.drawText(box, CENTRED, words)

    def tip(self, epoch: int, y: float) -> str:
        """Return the positions of the epoch."""
        codes = dict.fromkeys(np.round(self.of_epoch(epoch)).astype(int).tolist())
        return ", ".join(name for code in codes if (name := self._name(code)))


def columns_of(values: Floats, axis: NightAxis, *, lowest: bool) -> Floats:
    """Return the lowest, or the highest, value of each pixel of the axis; NaN where nothing was measured.

    Parameters
    ----------
    values : ndarray, shape (n_seconds,)
    axis : NightAxis
    lowest : bool
    """
    nothing = np.inf if lowest else -np.inf
    filled = np.append(np.where(np.isfinite(values), values, nothing), nothing)
    edges = np.linspace(axis.first * EPOCH_SECONDS, axis.stop * EPOCH_SECONDS, axis.width + 1)
    first, stop = bins_of(edges, values.size)
    pairs = np.stack([first, stop], axis=1).ravel()
    columns = (np.minimum if lowest else np.maximum).reduceat(filled, pairs)[::2]
    return np.where(np.isfinite(columns), columns, np.nan)


def signal_lanes(night: StripState) -> tuple[SignalLane, ...]:
    """Return the lanes of the signals, from the top."""
    kinds = (SaturationLane, PulseLane, PressureLane, PositionLane, SnoreLane, LegLane)
    return tuple(kind(night) for kind in kinds)
