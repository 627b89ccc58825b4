"""The tool bar above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QToolBar, QWidget

from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, number, translate
from sleepscorer.gui.widgets.roomy_label import RoomyLabel

BUTTONS = ("open", "prescore", "export_edf", "", "undo", "redo", "", "filters")
BUTTON_TEXTS = {
    "open": QT_TRANSLATE_NOOP("ToolBar", "Open"),
    "prescore": QT_TRANSLATE_NOOP("ToolBar", "Pre-score"),
    "export_edf": QT_TRANSLATE_NOOP("ToolBar", "Export"),
}
"""Texts of buttons that are shorter than those of the menu, for small screens."""


class MainToolBar(QToolBar):
    """Buttons, the scale, where one is, and how far the review has come.

    Parameters
    ----------
    actions : mapping of str to QAction
    scales : sequence of float
        Microvolts per millimetre to choose from.

    Signals
    -------
    scale_chosen(float)
        Microvolts per millimetre.
    """

    scale_chosen = Signal(float)

    def __init__(
        self, actions: Mapping[str, QAction], scales: Sequence[float], parent: QWidget | None = None
    ) -> None:
        super().__init__(translate("ToolBar", "Tool bar"), parent)
        self.setObjectName("main")
        self.setMovable(False)
        for name in BUTTONS:
            if name:
                short = BUTTON_TEXTS.get(name)
                text = translate("ToolBar", short) if short else actions[name].text().replace("&", "")
                actions[name].setIconText(text)
                self.addAction(actions[name])
            else:
                self.addSeparator()
        self.scale = self._scales(scales)
        self.position = self._text(translate("ToolBar", "Epoch and time"))
        self.review = self._text(translate("ToolBar", "Review"))
        self.review.setToolTip(
            translate("ToolBar", "Errors expected in the whole night, where nobody has looked yet")
        )

    def _scales(self, scales: Sequence[float]) -> QComboBox:
        scale = QComboBox(self)
        scale.setAccessibleName(translate("ToolBar", "Scale"))
        scale.setToolTip(translate("ToolBar", "Microvolts per millimetre on the screen (Up, Down)"))
        scale.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for uv_per_mm in scales:
            scale.addItem(number(uv_per_mm, "g") + " µV/mm", uv_per_mm)
        scale.activated.connect(lambda index: self.scale_chosen.emit(scale.itemData(index)))
        self.addWidget(scale)
        return scale

    def _text(self, name: str) -> RoomyLabel:
        self.addSeparator()
        text = RoomyLabel(self)
        text.setAccessibleName(name)
        self.addWidget(text)
        return text

    def show_scale(self, uv_per_mm: float) -> None:
        """Show the scale in force; nothing rather than another one where it is none of the choices."""
        self.scale.setCurrentIndex(self.scale.findData(uv_per_mm))
