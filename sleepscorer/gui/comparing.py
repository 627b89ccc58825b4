"""Two scorings side by side: agreement, kappa with its interval, confusion matrix as a picture."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from sleepscorer.gui.i18n import fill, number, translate
from sleepscorer.gui.theme import Theme
from sleepscorer.scoring import Scoring
from sleepscorer.stages import SCORED_STAGES
from sleepscorer.statistics import Agreement, agreement, kappa_interval

CELL = 58
EDGE = 74


class ConfusionMatrix(QWidget):
    """Counts of each pair of stages, shaded by the share of the row."""

    def __init__(self, found: Agreement, names: tuple[str, str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._found = found
        self._names = names
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Comparison", "Confusion matrix"))
        self.setAccessibleDescription(_in_words(found))

    def sizeHint(self) -> QSize:
        """Five rows and columns with their names."""
        return QSize(EDGE + 5 * CELL + 8, EDGE + 5 * CELL + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names and cells."""
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.dim))
        painter.drawText(QRectF(EDGE, 2, 5 * CELL, 22), Qt.AlignmentFlag.AlignCenter, self._names[1])
        painter.save()
        painter.translate(2, EDGE + 5 * CELL)
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, 5 * CELL, 22), Qt.AlignmentFlag.AlignCenter, self._names[0])
        painter.restore()
        for place, stage in enumerate(SCORED_STAGES):
            painter.drawText(
                QRectF(EDGE + place * CELL, EDGE - 24, CELL, 22), Qt.AlignmentFlag.AlignCenter, stage.name
            )
            painter.drawText(
                QRectF(26, EDGE + place * CELL, EDGE - 32, CELL),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                stage.name,
            )
        for row in range(5):
            for column in range(5):
                self._paint_cell(painter, row, column)

    def _paint_cell(self, painter: QPainter, row: int, column: int) -> None:
        counts = self._found.confusion
        share = counts[row, column] / max(counts[row].sum(), 1)
        box = QRectF(EDGE + column * CELL + 1, EDGE + row * CELL + 1, CELL - 2, CELL - 2)
        shade = QColor(self._theme.accent if row == column else self._theme.warning)
        shade.setAlphaF(0.08 + 0.8 * float(share))
        painter.fillRect(box, shade)
        painter.setPen(QColor(self._theme.base if share > 0.55 else self._theme.text))
        text = f"{counts[row, column]}\n{number(share, '.0%')}"
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class ComparisonDialog(QDialog):
    """Figures of two scorings of one night.

    Parameters
    ----------
    scorings : tuple of Scoring
    names : tuple of str
        Of the two scorers.
    theme : Theme
    """

    def __init__(
        self,
        scorings: tuple[Scoring, Scoring],
        names: tuple[str, str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Comparison", "Agreement of two scorings"))
        first, second = scorings
        found = agreement(first.stages, second.stages)
        self.text = _figures(found, first.stages, second.stages)
        words = QLabel(self.text, self)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(ConfusionMatrix(found, names, theme, self), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(buttons)


def _figures(found: Agreement, first: np.ndarray, second: np.ndarray) -> str:
    if found.n_epochs == 0:
        return translate("Comparison", "The two scorings have no epoch in common.")
    interval = kappa_interval(first, second)
    per_stage = "   ".join(
        f"{stage.name} {number(found.f1[stage], '.2f')}"
        for stage in SCORED_STAGES
        if not np.isnan(found.f1[stage])
    )
    kappa = translate("Comparison", "Kappa {kappa:.3f}  (95 % interval {low:.3f} to {high:.3f})")
    share = translate("Comparison", "Agreement {share:.1%} over {count} epochs; {left} scored by one only")
    mean = translate("Comparison", "F1: {per_stage}   mean {mean:.2f}")
    lines = (
        fill(kappa, kappa=found.kappa, low=interval.low, high=interval.high),
        fill(share, share=found.accuracy, count=found.n_epochs, left=found.n_left_out),
        fill(mean, per_stage=per_stage, mean=found.macro_f1),
    )
    return "\n".join(lines)


def _in_words(found: Agreement) -> str:
    rows = [
        f"{stage.name}: "
        + ", ".join(f"{other.name} {found.confusion[stage, other]}" for other in SCORED_STAGES)
        for stage in SCORED_STAGES
    ]
    return "; ".join(rows)
