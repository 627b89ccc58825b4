"""Preferences: who scores, which keys, which colours, the true size of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from sleepscorer.gui.i18n.translation import (
    OWN_NAMES,
    SYSTEM,
    available_languages,
    translate,
)
from sleepscorer.gui.widgets.dialogs import accept_buttons, caption_of, note_in
from sleepscorer.settings import Check, Choice, Number, Setting, Settings, Text, setting_rows

BAR_PIXELS = 400
Options = Sequence[tuple[str, str]]
"""Text and value of what can be chosen."""


class CalibrationBar(QWidget):
    """A line of known pixels, to be measured with a ruler."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Preferences", "Line to measure"))

    def sizeHint(self) -> QSize:
        """Make room for the line and its end marks."""
        return QSize(BAR_PIXELS + 1, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().text().color(), 1))
        painter.drawLine(0, 12, BAR_PIXELS, 12)
        for end in (0, BAR_PIXELS):
            painter.drawLine(end, 2, end, 22)


class PreferencesDialog(QDialog):
    """Form of the settings that are not in the menus, made of the rows of ``Settings``.

    Parameters
    ----------
    settings : Settings
    profiles : list of str
        Names of the key profiles.
    pixels_per_mm : float
        As the screen tells it; what was measured before counts more.

    Attributes
    ----------
    fields : dict of str to QWidget
        Field of each setting, by its name.
    """

    def __init__(
        self, settings: Settings, profiles: list[str], pixels_per_mm: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Preferences", "Preferences"))
        self._form = QFormLayout(self)
        self.fields: dict[str, QWidget] = {}
        options = {
            "keys": _key_profiles(profiles),
            "language": _languages(),
            "event_profile": _event_profiles(),
        }
        for name, row in setting_rows().items():
            if row.form is not None:
                self._add_setting(name, row, getattr(settings, name), options.get(name, ()))
        self.length = QDoubleSpinBox(self, minimum=20, maximum=400, decimals=1, suffix=" mm")
        self.length.setValue(BAR_PIXELS / (settings.pixels_per_mm or pixels_per_mm))
        self._length_before = self.length.value()
        measure = translate("Preferences", "Scale: measure this line with a ruler and enter its length.")
        self._form.addRow(note_in(self, measure))
        self._form.addRow("", CalibrationBar(self))
        self._add(translate("Preferences", "&Length"), self.length)
        self._form.addRow(accept_buttons(self))

    def _add_setting(self, name: str, row: Setting, value: Any, options: Options) -> None:
        """Add the field of a setting."""
        match row.form:
            case Check(label):
                box = QCheckBox(translate("Preferences", label), self)
                box.setChecked(value)
                self.fields[name] = box
                self._form.addRow("", box)
            case Text(label):
                self.fields[name] = QLineEdit(value, self)
                self._add(translate("Preferences", label), self.fields[name])
            case Number(label, suffix, zero):
                number = QDoubleSpinBox(self, minimum=row.low, maximum=row.high, decimals=1, suffix=suffix)
                number.setSpecialValueText(translate("Preferences", zero) if zero else "")
                number.setValue(value)
                self.fields[name] = number
                self._add(translate("Preferences", label), number)
            case Choice(label, fixed, note):
                given = [(translate("Preferences", text), option) for text, option in fixed]
                self.fields[name] = self._choice([*given, *options], value)
                self._add(translate("Preferences", label), self.fields[name])
                if note:
                    self._form.addRow("", note_in(self, translate("Preferences", note)))

    def _choice(self, options: Options, value: str) -> QComboBox:
        """Make a list to choose from, at its first where the value is none of them."""
        choice = QComboBox(self)
        for text, option in options:
            choice.addItem(text, option)
        choice.setCurrentIndex(max(choice.findData(value), 0))
        return choice

    def _add(self, label: str, field: QWidget) -> None:
        self._form.addRow(caption_of(field, label), field)

    def chosen(self) -> dict[str, object]:
        """Return what was chosen, by the name of the setting; an unchanged length keeps the scale."""
        values = {name: _value_of(field) for name, field in self.fields.items()}
        chosen = {name: value for name, value in values.items() if value is not None}
        if self.length.value() != self._length_before:
            chosen["pixels_per_mm"] = BAR_PIXELS / self.length.value()
        return chosen


def _value_of(field: QWidget) -> object:
    """Return what a field holds; None for a line left empty, which alters nothing."""
    match field:
        case QCheckBox():
            return field.isChecked()
        case QLineEdit():
            return field.text().strip() or None
        case QComboBox():
            return field.currentData()
        case QDoubleSpinBox():
            return field.value()
    raise TypeError(f"{type(field).__name__} is no field of a setting.")


def _key_profiles(profiles: Sequence[str]) -> Options:
    return [(translate("Keys", name), name) for name in profiles]


def _event_profiles() -> Options:
    """Return the rules of the usual event scorer to choose from."""
    from sleepscorer.prescoring.events.scorers import load_event_scorer  # needed by nothing else

    return [
        (translate("EventProfiles", profile.meaning), profile.name)
        for profile in load_event_scorer().profiles
    ]


def _languages() -> Options:
    """Return the languages to choose from, each as its speakers call it."""
    codes = available_languages()
    own = [(OWN_NAMES.get(code, code), code) for code in codes]
    return [(translate("Preferences", "As the system"), SYSTEM), *own]
