"""Hypnograms: the one under review, and other scorers' with ticks where they differ from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from sleepscorer.gui.i18n.labels import flag_name, stage_name
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.gui.night.lanes import DrawnLane, StripState
from sleepscorer.scoring import Flag, Scoring
from sleepscorer.stages import PLOT_ORDER, Stage
from sleepscorer.statistics.agreement import differing

TOP = 24
"""Room above the hypnogram: for the names of the lights and the current epoch, and under them for flags."""
ROW = 15
TICKS = 10
SECOND_ROW = 9
SMALL_ROW, SMALL_TICKS = 4, 4
MOST_OTHERS = 8
"""More than these are in the panel alone."""
FLAG_SIZE = 6.0
STEP_ALPHA = 130
PALE_ALPHA = 70
FEW = 60
"""Epochs of which the runs are made whenever they are drawn."""
COMPACT_ROW = 7
_UNSCORED, _REM = int(Stage.UNSCORED), int(Stage.R)  # looked up for each run: members cost ten times more
_ENDS = (Stage.W, Stage.N1, Stage.N3)  # the names of all five would touch each other in low rows
_ROWS = {int(stage): row for row, stage in enumerate(PLOT_ORDER)}
_ROW_OF_STAGE = np.array([_ROWS[stage] for stage in sorted(_ROWS)], np.float64)


@dataclass(frozen=True)
class Runs:
    """Epochs in a row with one stage by one kind of author, as arrays of shape (n_runs,)."""

    first: NDArray[np.intp]
    stop: NDArray[np.intp]
    stage: NDArray[np.integer]
    human: NDArray[np.bool_]

    def between(self, low: int, high: int) -> Runs:
        """Return the runs that touch some epochs."""
        part = slice(int(np.searchsorted(self.stop, low, "right")), int(np.searchsorted(self.first, high)))
        return Runs(self.first[part], self.stop[part], self.stage[part], self.human[part])


def runs(stages: NDArray[np.integer], human: NDArray[np.bool_], offset: int = 0) -> Runs:
    """Split stages, from an epoch on, into runs to draw; unscored epochs are left out."""
    keys = stages.astype(np.int64) * 2 + human
    edges = np.r_[0, np.flatnonzero(np.diff(keys)) + 1, len(keys)] if len(keys) else np.zeros(1, np.intp)
    first, stop = edges[:-1], edges[1:]
    scored = stages[first] != _UNSCORED
    first, stop = first[scored], stop[scored]
    return Runs(first + offset, stop + offset, stages[first], human[first])


class _Hypnogram(DrawnLane):
    """Rows W R N1 N2 N3 from the top, solid where a person scored, hatched where a model did."""

    top = TOP
    usual_row = ROW
    named: tuple[Stage, ...] = PLOT_ORDER

    def __init__(self, night: StripState) -> None:
        super().__init__(night)
        self._kept: dict[int, Runs] = {}

    def refresh(self) -> None:
        """Draw the stages as they are now."""
        self._kept = {}
        self.forget()

    def redraw_epochs(self, first: int, stop: int) -> None:
        """Draw the epochs as they are now."""
        self._kept = {}
        super().redraw_epochs(first, stop)

    @property
    def row(self) -> int:
        """Pixels of a row."""
        return round(self.usual_row * self.night.scale)

    @property
    def height(self) -> int:
        """Five rows, what is above them, and a little air."""
        return self.top + len(PLOT_ORDER) * self.row + 2

    def draw_gutter(self, painter: QPainter) -> None:
        """Write the names of the rows."""
        for stage in self.named:
            self.gutter_text(painter, stage.name, self.top + _ROWS[stage] * self.row, self.row)

    def draw_rows(self, painter: QPainter) -> None:
        """Draw a line through each row."""
        painter.setPen(QColor(self.night.theme.grid))
        area = self.plot()
        for row in range(len(PLOT_ORDER)):
            y = self.top + row * self.row + self.row // 2
            painter.drawLine(QLineF(area.left(), y, area.right(), y))

    def draw_scoring(self, painter: QPainter, scoring: Scoring, first: int, stop: int) -> None:
        """Draw the stages of some epochs, and the steps between them."""
        low, high = max(first - 2, 0), min(stop + 2, scoring.n_epochs)
        if high <= low:
            return
        drawn = self._runs(scoring, low, high)
        self._draw_steps(painter, self._steps(drawn))
        for stage in PLOT_ORDER:
            for human in (False, True):
                here = np.flatnonzero((drawn.stage == int(stage)) & (drawn.human == human))
                if here.size:
                    self._draw_boxes(painter, self._boxes(drawn, here, int(stage)), int(stage), human)

    def _runs(self, scoring: Scoring, low: int, high: int) -> Runs:
        """Runs that touch some epochs; those of the night are kept once all of them were wanted."""
        kept = self._kept.get(id(scoring))
        if kept is None and high - low <= FEW:
            return runs(scoring.stages[low:high], _by_human(scoring, low, high), low)
        if kept is None:
            kept = runs(scoring.stages, _by_human(scoring, 0, scoring.n_epochs))
            self._kept[id(scoring)] = kept
        return kept.between(low, high)

    def _steps(self, drawn: Runs) -> list[QLineF]:
        """Lines from each run to the next that touches it."""
        axis = self.night.axis
        middles = self.top + (_ROW_OF_STAGE[drawn.stage] + 0.5) * self.row
        touch = np.flatnonzero(drawn.stop[:-1] == drawn.first[1:])
        x = axis.left + (drawn.first[touch + 1] - axis.first) * axis.per_epoch
        upper = np.minimum(middles[touch], middles[touch + 1])
        lower = np.maximum(middles[touch], middles[touch + 1])
        ends = zip(x.tolist(), upper.tolist(), lower.tolist(), strict=True)
        return [QLineF(at, top, at, bottom) for at, top, bottom in ends]

    def _boxes(self, drawn: Runs, here: NDArray[np.intp], stage: int) -> list[QRectF]:
        """Boxes of the runs of a stage, at least a pixel wide; REM is taller than the others."""
        axis, share = self.night.axis, 0.86 if stage == _REM else 0.5
        y = self.top + _ROWS[stage] * self.row + self.row * (1 - share) / 2
        left = axis.left + (drawn.first[here] - axis.first) * axis.per_epoch
        widths = np.maximum((drawn.stop[here] - drawn.first[here]) * axis.per_epoch, 1.0)
        height = self.row * share
        return [QRectF(x, y, width, height) for x, width in zip(left.tolist(), widths.tolist(), strict=True)]

    def _draw_steps(self, painter: QPainter, steps: list[QLineF]) -> None:
        colour = QColor(self.night.theme.dim)
        colour.setAlpha(STEP_ALPHA)
        painter.setPen(QPen(colour, 1))
        painter.drawLines(steps)

    def _draw_boxes(self, painter: QPainter, boxes: list[QRectF], stage: int, human: bool) -> None:
        colour = self.night.theme.stage(stage)
        painter.setPen(Qt.PenStyle.NoPen)
        if not human:
            pale = QColor(colour)
            pale.setAlpha(PALE_ALPHA)
            painter.setBrush(pale)
            painter.drawRects(boxes)
        painter.setBrush(colour if human else QBrush(colour, Qt.BrushStyle.Dense5Pattern))
        painter.drawRects(boxes)

    def draw_ticks(
        self, painter: QPainter, both: tuple[Scoring, Scoring], epochs: tuple[int, int], rows: tuple[int, int]
    ) -> None:
        """Mark, between two pixels of the height, the epochs that two scorers see differently."""
        mine, theirs = both
        low, high = max(epochs[0] - 2, 0), min(epochs[1] + 2, mine.n_epochs)
        differ = differing(mine.stages[low:high], theirs.stages[low:high])
        if high <= low:
            return
        edges = self.night.axis.edges(low, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.night.theme.warning))
        bounds = np.flatnonzero(np.diff(np.r_[False, differ, False].astype(np.int8))).tolist()
        top, height = rows
        painter.drawRects(
            [
                QRectF(edges[start], top, max(edges[until] - edges[start], 1.0), height)
                for start, until in zip(bounds[::2], bounds[1::2], strict=True)
            ]
        )

    def draw_gaps(self, painter: QPainter) -> None:
        """Hatch what the recording does not hold."""
        recording, axis = self.night.recording, self.night.axis
        for gap in recording.gaps if recording else ():
            left, right = axis.x_of_seconds(gap.start_s), axis.x_of_seconds(gap.stop_s)
            box = QRectF(left, self.top, max(right - left, 1.0), 5 * self.row)
            painter.fillRect(box, QBrush(QColor(self.night.theme.dim), Qt.BrushStyle.BDiagPattern))


class HypnogramLane(_Hypnogram):
    """The scoring under review, with its flags above it."""

    name = "hypnogram"
    title = QT_TRANSLATE_NOOP("Strip", "Hypnogram")

    @property
    def visible(self) -> bool:
        """Whether it is wanted; a compact strip has nothing else."""
        return not self.hidden or self.night.compact

    @property
    def row(self) -> int:
        """Pixels of a row."""
        return round(COMPACT_ROW * self.night.scale) if self.night.compact else super().row

    @property
    def height(self) -> int:
        """Pixels of its height; of a home test without stages it has flags and the names of lights alone."""
        return super().height if self.night.shows_stages else self.top + 2

    def draw_gutter(self, painter: QPainter) -> None:
        """Write the names of the rows, as many as there is room for."""
        if not self.night.shows_stages:
            return
        self.named = _ENDS if self.night.compact else PLOT_ORDER
        super().draw_gutter(painter)

    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw rows, gaps, runs and flags."""
        if self.night.shows_stages:
            self.draw_rows(painter)
            self.draw_gaps(painter)
        if self.night.scoring is not None:
            self.draw_scoring(painter, self.night.scoring, first, stop)
            self._draw_flags(painter, self.night.scoring, first, stop)

    def _draw_flags(self, painter: QPainter, scoring: Scoring, first: int, stop: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for epoch, marks in scoring.marked.items():
            if first - 5 <= epoch <= stop + 5:
                _draw_flag(painter, self.night.axis.x_of(epoch + 0.5), self._flag_colour(marks.flags))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _flag_colour(self, flags: frozenset[Flag]) -> QColor:
        theme = self.night.theme
        sure = Flag.NOT_SURE not in flags and Flag.MOVEMENT not in flags
        return QColor(theme.accent if sure else theme.warning)

    def redraw_epochs(self, first: int, stop: int) -> None:
        """Draw more than the epochs, as a flag is wider than its epoch."""
        around = int(np.ceil(FLAG_SIZE / self.night.axis.width * self.night.axis.span))
        super().redraw_epochs(first - around, stop + around)

    def tip(self, epoch: int, y: float) -> str:
        """Return the stage, who set it, flags and note."""
        scoring = self.night.scoring
        if scoring is None:
            return ""
        author, marks = scoring.author(epoch), scoring.marks(epoch)
        stage = Stage(int(scoring.stages[epoch]))
        word = stage_name(stage)
        lines = [f"{word}, {author.name.partition('@')[0]}" if author else word] * self.night.shows_stages
        lines += [flag_name(flag) for flag in sorted(marks.flags)]
        return "\n".join([*lines, marks.note] if marks.note else lines)


class SecondLane(_Hypnogram):
    """Another scorer's hypnogram, with ticks above it where the two differ."""

    name = "second"
    title = QT_TRANSLATE_NOOP("Strip", "Second hypnogram")
    top = TICKS
    usual_row = SECOND_ROW
    named = _ENDS

    @property
    def visible(self) -> bool:
        """Only where there is a second hypnogram."""
        return super().visible and self.night.second is not None

    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw the rows, the runs and the ticks."""
        self.draw_rows(painter)
        if self.night.second is None:
            return
        self.draw_scoring(painter, self.night.second, first, stop)
        if self.night.scoring is not None:
            self.draw_ticks(painter, (self.night.scoring, self.night.second), (first, stop), (1, TICKS - 3))

    def tip(self, epoch: int, y: float) -> str:
        """Return the stage that the other scorer gave."""
        if self.night.second is None:
            return ""
        word = stage_name(Stage(int(self.night.second.stages[epoch])))
        return translate("Strip", "second scoring: {stage}").format(stage=word)


class OthersLane(_Hypnogram):
    """The scorings open beside the second one: small hypnograms under each other, each with its ticks."""

    name = "others"
    title = QT_TRANSLATE_NOOP("Strip", "Other hypnograms")
    usual_row = SMALL_ROW

    @property
    def visible(self) -> bool:
        """Only where others are open."""
        return super().visible and bool(self.night.others)

    @property
    def each(self) -> int:
        """Pixels of one of them."""
        return SMALL_TICKS + len(PLOT_ORDER) * self.row + 3

    @property
    def height(self) -> int:
        """All of them, as many as there is room for."""
        return len(self._shown) * self.each

    @property
    def _shown(self) -> tuple[tuple[str, Scoring], ...]:
        return self.night.others[:MOST_OTHERS]

    def draw_gutter(self, painter: QPainter) -> None:
        """Write the name of each."""
        for index, (name, _) in enumerate(self._shown):
            self.gutter_text(painter, name, index * self.each, self.each)

    def draw(self, painter: QPainter, first: int, stop: int) -> None:
        """Draw the runs and the ticks of each."""
        for index, (_, scoring) in enumerate(self._shown):
            at = index * self.each
            self.top = at + SMALL_TICKS
            self.draw_scoring(painter, scoring, first, stop)
            if self.night.scoring is not None:
                both = self.night.scoring, scoring
                self.draw_ticks(painter, both, (first, stop), (at, SMALL_TICKS - 1))

    def tip(self, epoch: int, y: float) -> str:
        """Return the stage that the scorer under the pointer gave."""
        index = int(y // self.each)
        if not 0 <= index < len(self._shown):
            return ""
        name, scoring = self._shown[index]
        return f"{name}: {stage_name(Stage(int(scoring.stages[epoch])))}"


def _draw_flag(painter: QPainter, x: float, colour: QColor) -> None:
    painter.setBrush(colour)
    half, bottom = FLAG_SIZE / 2, float(TOP - 1)
    corners = (QPointF(x - half, bottom - half), QPointF(x, bottom - FLAG_SIZE))
    painter.drawPolygon(QPolygonF([*corners, QPointF(x + half, bottom - half), QPointF(x, bottom)]))


def _by_human(scoring: Scoring, first: int, stop: int) -> NDArray[np.bool_]:
    authors = (scoring.author(epoch) for epoch in range(first, stop))
    return np.array([author is not None and not author.is_model for author in authors], bool)
