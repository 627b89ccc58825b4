"""Preferences: who scores, which keys, which colours, the true size of the screen."""

from __future__ import annotations

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
    QT_TRANSLATE_NOOP,
    SYSTEM,
    available_languages,
    translate,
)
from sleepscorer.gui.widgets.dialogs import accept_buttons, caption_of, note_in
from sleepscorer.settings import Settings

BAR_PIXELS = 400
THEMES = (
    (QT_TRANSLATE_NOOP("Preferences", "As the system"), "system"),
    (QT_TRANSLATE_NOOP("Preferences", "Light"), "light"),
    (QT_TRANSLATE_NOOP("Preferences", "Dark"), "dark"),
)


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
    """Form of the settings that are not in the menus.

    Parameters
    ----------
    settings : Settings
    profiles : list of str
        Names of the key profiles.
    pixels_per_mm : float
        As the screen tells it; what was measured before counts more.
    """

    def __init__(
        self, settings: Settings, profiles: list[str], pixels_per_mm: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Preferences", "Preferences"))
        self.initials = QLineEdit(settings.initials, self)
        self.advance = QCheckBox(translate("Preferences", "A stage key goes to the next epoch"), self)
        self.advance.setChecked(settings.advance)
        remember = translate("Preferences", "Remember recent nights and where I was in them")
        self.remember = QCheckBox(remember, self)
        self.remember.setChecked(settings.remember_nights)
        self.offer = QCheckBox(translate("Preferences", "Offer the last night at the start"), self)
        self.offer.setChecked(settings.offer_last)
        self.keys = QComboBox(self)
        for name in profiles:
            self.keys.addItem(translate("Keys", name), name)
        self.keys.setCurrentIndex(max(self.keys.findData(settings.keys), 0))
        self.theme = QComboBox(self)
        for text, name in THEMES:
            self.theme.addItem(translate("Preferences", text), name)
        self.theme.setCurrentIndex(max(self.theme.findData(settings.theme), 0))
        self.language = self._languages(settings.language)
        self.epochs = QDoubleSpinBox(self, minimum=0, maximum=600, decimals=1, suffix=" s")
        self.epochs.setSpecialValueText(translate("Preferences", "ask"))
        self.epochs.setValue(settings.text_epoch_s)
        self.length = QDoubleSpinBox(self, minimum=20, maximum=400, decimals=1, suffix=" mm")
        self.length.setValue(BAR_PIXELS / (settings.pixels_per_mm or pixels_per_mm))
        self._length_before = self.length.value()
        self._lay_out()

    def _languages(self, chosen: str) -> QComboBox:
        """Languages to choose from, each as its speakers call it."""
        languages = QComboBox(self)
        languages.addItem(translate("Preferences", "As the system"), SYSTEM)
        for code in available_languages():
            languages.addItem(OWN_NAMES.get(code, code), code)
        languages.setCurrentIndex(max(languages.findData(chosen), 0))
        return languages

    def _lay_out(self) -> None:
        self._form = QFormLayout(self)
        self._add(translate("Preferences", "Your &initials"), self.initials)
        for box in (self.advance, self.remember, self.offer):
            self._form.addRow("", box)
        self._add(translate("Preferences", "&Keys"), self.keys)
        self._add(translate("Preferences", "&Colours"), self.theme)
        self._add(translate("Preferences", "Lan&guage"), self.language)
        next_start = translate("Preferences", "Another language is used from the next start on.")
        self._form.addRow("", note_in(self, next_start))
        self._add(translate("Preferences", "&Epochs of text hypnograms"), self.epochs)
        measure = translate("Preferences", "Scale: measure this line with a ruler and enter its length.")
        self._form.addRow(note_in(self, measure))
        self._form.addRow("", CalibrationBar(self))
        self._add(translate("Preferences", "&Length"), self.length)
        self._form.addRow(accept_buttons(self))

    def _add(self, label: str, field: QWidget) -> None:
        self._form.addRow(caption_of(field, label), field)

    def chosen(self) -> dict[str, object]:
        """Return what was chosen, by the name of the setting; an unchanged length keeps the scale."""
        values: dict[str, object] = {
            "advance": self.advance.isChecked(),
            "remember_nights": self.remember.isChecked(),
            "offer_last": self.offer.isChecked(),
            "keys": self.keys.currentData(),
            "theme": self.theme.currentData(),
            "language": self.language.currentData(),
            "text_epoch_s": self.epochs.value(),
        }
        if self.initials.text().strip():
            values["initials"] = self.initials.text().strip()
        if self.length.value() != self._length_before:
            values["pixels_per_mm"] = BAR_PIXELS / self.length.value()
        return values
