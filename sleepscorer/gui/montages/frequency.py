"""A frequency to choose or to type."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from sleepscorer.gui.i18n.translation import number, translate

LOW_HZ = (0.05, 0.1, 0.3, 0.5, 1.0, 3.0, 5.0, 10.0)
HIGH_HZ = (5.0, 15.0, 20.0, 30.0, 35.0, 40.0, 70.0, 100.0)
NOTCH_HZ = (50.0, 60.0)
HIGHEST_HZ = 100_000.0


class FrequencyBox(QComboBox):
    """A frequency in Hz, ``off`` (0), or what is usual (None), chosen from a list or typed.

    What is typed and is no frequency is refused with a sentence, and what was there is put back.

    Parameters
    ----------
    name : str
        For screen readers.
    values_hz : sequence of float
        To choose from, beside ``off``.
    usual : str, optional
        Text of the choice None, where there is one.

    Signals
    -------
    changed()
        Another frequency was chosen.
    refused(str)
        A sentence.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(
        self, name: str, values_hz: Sequence[float], usual: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        edit = QLineEdit(self)
        self.setLineEdit(edit)
        for part in (self, edit):
            part.setAccessibleName(name)
        self._values_hz = tuple(values_hz)
        self._usual = usual
        self.value: float | None = None if usual else 0.0
        self._fill()
        self.activated.connect(lambda index: self._take(self.itemData(index)))
        edit.editingFinished.connect(self._take_text)

    def _fill(self) -> None:
        self.clear()
        choices: list[float | None] = [None] if self._usual else []
        for choice in (*choices, 0.0, *self._values_hz):
            self.addItem(self._text(choice), choice)
        self.show_value(self.value)

    def set_usual(self, usual: str) -> None:
        """Show another text for what is usual."""
        if usual != self._usual:
            self._usual = usual
            self._fill()

    def show_value(self, value: float | None) -> None:
        """Show a frequency; nothing is said of it."""
        self.value = value
        self.setEditText(self._text(value))

    def _text(self, value: float | None) -> str:
        if value is None:
            return self._usual
        return f"{number(value, 'g')} Hz" if value else translate("Filters", "off")

    def _take_text(self) -> None:
        text = self.currentText().strip()
        for value in (self.value, None, 0.0):
            if text.casefold() == self._text(value).casefold() and (value is not None or self._usual):
                self._take(value)
                return
        try:
            self._take(_hertz(text))
        except ValueError:
            self.show_value(self.value)
            sentence = translate("Filters", "“{text}” is no frequency; type a number of hertz, such as 0.3.")
            self.refused.emit(sentence.format(text=text))

    def _take(self, value: float | None) -> None:
        new = value != self.value
        self.show_value(value)
        if new:
            self.changed.emit()


def _hertz(text: str) -> float:
    frequency_hz = float(text.casefold().removesuffix("hz").strip().replace(",", "."))
    if not (isfinite(frequency_hz) and 0 <= frequency_hz <= HIGHEST_HZ):
        raise ValueError(text)
    return frequency_hz
