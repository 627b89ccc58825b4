"""The picture of which stages two scorers take for which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sleepscorer.gui.i18n.translation import number, translate
from sleepscorer.gui.widgets.theme import Theme, mixed
from sleepscorer.stages import SCORED_STAGES

if TYPE_CHECKING:
    from sleepscorer.statistics import Agreement

TITLE = 18
"""Pixels of a scorer's name."""
NAMES = 22
"""Pixels of the stages' names."""
LARGEST = 56
LEAST = 34
EDGE = TITLE + NAMES
_CENTRE = Qt.AlignmentFlag.AlignCenter


class ConfusionMatrix(QWidget):
    """Counts of each pair of stages, shaded by the share of the row; as wide as there is room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agreement: Agreement | None = None
        self._names = ("", "")
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(translate("Comparison", "Confusion matrix"))

    def show_agreement(self, agreement: Agreement, names: tuple[str, str]) -> None:
        """Show what two scorers make of the epochs they both scored: rows the first, columns the second."""
        self._agreement, self._names = agreement, names
        self.setAccessibleDescription(in_words(agreement))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell that the cells are square."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at which the cells are square."""
        return EDGE + 5 * _cell(width) + 2

    def sizeHint(self) -> QSize:
        """Make room for five rows and columns with their names."""
        return QSize(EDGE + 5 * 44, EDGE + 5 * 44)

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the counts can be read."""
        return QSize(EDGE + 5 * LEAST, EDGE + 5 * LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names and cells."""
        if self._agreement is None:
            return
        painter = QPainter(self)
        cell = min(_cell(self.width()), max((self.height() - EDGE) // 5, 1))
        self._paint_names(painter, cell)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * (0.78 if cell < 50 else 0.9))
        painter.setFont(font)
        for row in range(5):
            for column in range(5):
                self._paint_cell(painter, self._agreement, (row, column), cell)

    def _paint_names(self, painter: QPainter, cell: int) -> None:
        painter.setPen(QColor(self._theme.dim))
        self._paint_title(painter, self._names[1], cell, QRectF(EDGE, 0, 5 * cell, TITLE))
        painter.save()
        painter.translate(0, EDGE + 5 * cell)
        painter.rotate(-90)
        self._paint_title(painter, self._names[0], cell, QRectF(0, 0, 5 * cell, TITLE))
        painter.restore()
        for index, stage in enumerate(SCORED_STAGES):
            painter.drawText(QRectF(EDGE + index * cell, TITLE, cell, NAMES), _CENTRE, stage.name)
            painter.drawText(QRectF(TITLE, EDGE + index * cell, NAMES, cell), _CENTRE, stage.name)

    def _paint_title(self, painter: QPainter, text: str, cell: int, box: QRectF) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, 5 * cell)
        painter.drawText(box, _CENTRE, shown)

    def _paint_cell(self, painter: QPainter, agreement: Agreement, at: tuple[int, int], cell: int) -> None:
        row, column = at
        counts = agreement.confusion
        share = float(counts[row, column] / max(counts[row].sum(), 1))
        box = QRectF(EDGE + column * cell + 1, EDGE + row * cell + 1, cell - 2, cell - 2)
        colour = QColor(self._theme.accent if row == column else self._theme.warning)
        shade = mixed(QColor(self._theme.window), colour, 0.08 + 0.8 * share)
        painter.fillRect(box, shade)
        painter.setPen(self._theme.ink(shade))
        painter.drawText(box, _CENTRE, f"{counts[row, column]}\n{number(share, '.0%')}")


def _cell(width: int) -> int:
    return max(LEAST, min(LARGEST, (width - EDGE) // 5))


def in_words(agreement: Agreement) -> str:
    """Describe the matrix for a screen reader, row by row."""
    rows = [
        f"{stage.name}: "
        + ", ".join(f"{other.name} {agreement.confusion[stage, other]}" for other in SCORED_STAGES)
        for stage in SCORED_STAGES
    ]
    return "; ".join(rows)
