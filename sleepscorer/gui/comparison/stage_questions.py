"""Questions on what the numbers or words of a hypnogram stand for, each answer with the night it makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sleepscorer.gui.i18n.labels import stage_name
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, fill, translate
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.stages import PLOT_ORDER, Stage

KEY_NAMES = {
    "aasm": "AASM",
    "rk": QT_TRANSLATE_NOOP("Stages", "Rechtschaffen and Kales"),
    "ucd": "St. Vincent's / UCD",
    "dreams": "DREAMS",
    "from-1": QT_TRANSLATE_NOOP("Stages", "counted from 1"),
}
_WORDS_SHOWN = 8
"""Rows of words that fit without a bar to scroll."""
_ROW_PIXELS = 11
_GUTTER = 26
_WIDTH = 460

Stages = NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class KeyReading:
    """A night as a key, or several that make the same of it, have it.

    Attributes
    ----------
    keys : tuple of str
        Of :data:`sleepscorer.formats.number_keys.KEYS`.
    stages : ndarray of int8, shape (n_epochs,)
    """

    keys: tuple[str, ...]
    stages: Stages


@dataclass(frozen=True)
class WordsQuestion:
    """Words of a file that are no stage we know.

    Attributes
    ----------
    path : Path
    words : tuple of (str, int)
        Each with the number of times it occurs.
    preview : callable
        Stages of the night where words stand for these; None where the file cannot be read so.
    usual : mapping of str to Stage
        What was answered before for this device.
    """

    path: Path
    words: tuple[tuple[str, int], ...]
    preview: Callable[[Mapping[str, Stage]], Stages | None]
    usual: Mapping[str, Stage] = field(default_factory=dict)


AskKey = Callable[[Path, Sequence[KeyReading], str], str | None]
"""Asked with the file, its readings and the usual key (or ""); None leaves the file closed."""
AskWords = Callable[[WordsQuestion], dict[str, Stage] | None]
"""Asked what words stand for; None leaves the file closed."""


class StagesPreview(QWidget):
    """A small hypnogram and the part of each stage.

    Parameters
    ----------
    theme : Theme
    stages : ndarray of int8, shape (n_epochs,), optional
    """

    def __init__(self, theme: Theme, stages: Stages | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stages = np.zeros(0, np.int8)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.show_stages(stages)

    def sizeHint(self) -> QSize:
        """Make room for five rows, and a line of text below them."""
        metrics = self.fontMetrics()
        width = max(_WIDTH, _GUTTER + metrics.horizontalAdvance(self.text) + 4)
        return QSize(width, _ROW_PIXELS * len(PLOT_ORDER) + metrics.height() + 8)

    def show_stages(self, stages: Stages | None) -> None:
        """Show another night, or none."""
        self._stages = np.zeros(0, np.int8) if stages is None else stages
        self.text = _percentages(self._stages)
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hypnogram."""
        painter = QPainter(self)
        theme, height = self._theme, _ROW_PIXELS * len(PLOT_ORDER)
        small = painter.font()
        small.setPixelSize(_ROW_PIXELS - 1)
        painter.fillRect(QRectF(_GUTTER, 0, self.width() - _GUTTER, height + 2), theme.base)
        for row, stage in enumerate(PLOT_ORDER):
            painter.setFont(small)
            painter.setPen(theme.dim)
            where = QRectF(0, row * _ROW_PIXELS, _GUTTER - 6, _ROW_PIXELS)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, stage.name)
        self._draw_runs(painter)
        painter.setFont(self.font())
        painter.setPen(theme.text)
        below = QRectF(_GUTTER, height + 4, self.width() - _GUTTER, self.height() - height - 4)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text)

    def _draw_runs(self, painter: QPainter) -> None:
        if not len(self._stages):
            return
        scale = (self.width() - _GUTTER) / len(self._stages)
        edges = np.r_[0, np.flatnonzero(np.diff(self._stages)) + 1, len(self._stages)].tolist()
        before_y: float | None = None
        for first, stop in pairwise(edges):
            stage = Stage(int(self._stages[first]))
            if stage is Stage.UNSCORED:
                before_y = None
                continue
            left, right = _GUTTER + first * scale, _GUTTER + stop * scale
            y = (PLOT_ORDER.index(stage) + 0.5) * _ROW_PIXELS
            if before_y is not None:
                painter.setPen(QPen(QColor(self._theme.line), 1))
                painter.drawLine(QLineF(left, before_y, left, y))
            painter.setPen(QPen(self._theme.stage(stage), 3, c=Qt.PenCapStyle.FlatCap))
            painter.drawLine(QLineF(left, y, max(right, left + 1), y))
            before_y = y


def _percentages(stages: Stages) -> str:
    """Part of each stage in the scored epochs, as ``W 12.5 %  R 20.0 %``."""
    counts = Counter(stages.tolist())
    scored = sum(count for stage, count in counts.items() if stage >= 0)
    if not scored:
        return translate("Stages", "No epoch is scored.")
    parts = [
        fill(
            translate("Stages", "{stage} {percent:.1f} %"),
            stage=stage.name,
            percent=100 * counts[stage] / scored,
        )
        for stage in PLOT_ORDER
    ]
    unscored = counts[Stage.UNSCORED]
    if unscored:
        parts.append(fill(translate("Stages", "unscored epochs: {count}"), count=unscored))
    return "   ".join(parts)


class _Question(QDialog):
    """A question with a button that is enabled once it has been answered."""

    def __init__(self, title: str, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._column = QVBoxLayout(self)
        asked = QLabel(text, self)
        asked.setTextFormat(Qt.TextFormat.PlainText)
        asked.setWordWrap(True)
        self._column.addWidget(asked)

    def _add_buttons(self) -> None:
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Open | standard.Cancel, Qt.Orientation.Horizontal, self)
        self.buttons.button(standard.Open).setText(translate("Stages", "&Open with these stages"))
        self.buttons.button(standard.Cancel).setText(translate("Stages", "&Do not open"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._column.addWidget(self.buttons)

    def _enable(self, is_answered: bool) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(is_answered)


class KeyDialog(_Question):
    """Question which key the numbers of a hypnogram follow; each with the night it makes of them.

    Parameters
    ----------
    path : Path
    readings : sequence of KeyReading
        Of the keys that know every number of the file.
    usual : str
        Key that was answered for this device before: it is chosen to begin with; none is if empty.
    theme : Theme
    """

    def __init__(
        self,
        path: Path,
        readings: Sequence[KeyReading],
        usual: str,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        text = translate(
            "Stages",
            "{name} holds numbers and does not say which stages they stand for. Choose the key by which this "
            "looks like a night; keys that do not know all of the numbers are left out.",
        )
        super().__init__(translate("Stages", "Numbers of the hypnogram"), text.format(name=path.name), parent)
        self._readings = readings
        self.choices = QButtonGroup(self)
        for number, reading in enumerate(readings):
            choice = QRadioButton(_key_text(reading.keys).replace("&", "&&"), self)
            preview = StagesPreview(theme, reading.stages, self)
            choice.setAccessibleDescription(preview.text)
            choice.setChecked(usual in reading.keys)
            self.choices.addButton(choice, number)
            self._column.addWidget(choice)
            self._column.addWidget(preview)
        self._add_buttons()
        self.choices.idToggled.connect(lambda number, on: self._enable(True))
        self._enable(self.choices.checkedId() >= 0)

    def chosen(self) -> str | None:
        """Return the key that is chosen; None if none is."""
        number = self.choices.checkedId()
        return self._readings[number].keys[0] if number >= 0 else None


def _key_text(keys: Sequence[str]) -> str:
    from sleepscorer.formats.number_keys import KEYS_SAID

    return "; ".join(
        f"{translate('Stages', KEY_NAMES.get(key, key))}: {localized(KEYS_SAID[key])}" for key in keys
    )


class WordsDialog(_Question):
    """Question which stage each unknown word of a hypnogram stands for, with the night it makes."""

    def __init__(self, question: WordsQuestion, theme: Theme, parent: QWidget | None = None) -> None:
        text = translate(
            "Stages",
            "{name} holds words where stages are, and it is not known what they stand for. Say it for each.",
        )
        title = translate("Stages", "Words of the hypnogram")
        super().__init__(title, text.format(name=question.path.name), parent)
        self._question = question
        self.choices: dict[str, QComboBox] = {}
        self._add_words()
        self.preview = StagesPreview(theme, None, self)
        self._column.addWidget(self.preview)
        self._add_buttons()
        self._follow()

    def _add_words(self) -> None:
        rows = QWidget(self)
        form = QFormLayout(rows)
        for word, count in self._question.words:
            choice = QComboBox(self)
            choice.addItem(translate("Stages", "Choose..."), None)
            for stage in (*PLOT_ORDER, Stage.UNSCORED):
                choice.addItem(stage_name(stage), int(stage))
            usual = self._question.usual.get(word)
            choice.setCurrentIndex(max(0, choice.findData(int(usual))) if usual is not None else 0)
            choice.currentIndexChanged.connect(self._follow)
            shown = fill(translate("Stages", "{word} ({count} times)"), word=word[:40], count=count)
            label = QLabel(shown, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            choice.setAccessibleName(shown)
            form.addRow(label, choice)
            self.choices[word] = choice
        if len(self.choices) <= _WORDS_SHOWN:
            self._column.addWidget(rows)
            return
        scrolled = QScrollArea(self)
        scrolled.setWidgetResizable(True)
        scrolled.setWidget(rows)
        self._column.addWidget(scrolled)

    def chosen(self) -> dict[str, Stage]:
        """Return the stages of the words for which one is chosen."""
        return {
            word: Stage(choice.currentData())
            for word, choice in self.choices.items()
            if choice.currentData() is not None
        }

    def _follow(self) -> None:
        chosen = self.chosen()
        undecided = dict.fromkeys(self.choices, Stage.UNSCORED)
        self.preview.show_stages(self._question.preview({**undecided, **chosen}))
        self._enable(len(chosen) == len(self.choices))


def ask_key(
    parent: QWidget, theme: Theme, path: Path, readings: Sequence[KeyReading], usual: str
) -> str | None:
    """Ask for the key to the numbers of a file."""
    dialog = KeyDialog(path, readings, usual, theme, parent)
    return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_words(parent: QWidget, theme: Theme, question: WordsQuestion) -> dict[str, Stage] | None:
    """Ask what the unknown words of a file stand for."""
    dialog = WordsDialog(question, theme, parent)
    return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else None
