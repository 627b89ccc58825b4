"""The tool bar above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QMenu, QToolBar, QToolButton, QWidget

from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, number, translate
from sleepscorer.gui.widgets.roomy_label import RoomyLabel

BUTTONS = ("open", "prescore", "export_edf", "", "undo", "redo", "", "filters")
BUTTON_TEXTS = {
    "open": QT_TRANSLATE_NOOP("ToolBar", "Open"),
    "prescore": QT_TRANSLATE_NOOP("ToolBar", "Pre-score"),
    "export_edf": QT_TRANSLATE_NOOP("ToolBar", "Export"),
}
"""Texts of buttons that are shorter than those of the menu, for small screens."""
MOST_CHOSEN = 7
"""Characters of a scale or page length that have room; the list shows each whole."""
MOST_NAMED = 20
"""Characters that a montage's name may take; the menu tells it whole."""


class MainToolBar(QToolBar):
    """Buttons; scale, page length and montage; where one is, and how far the review has come.

    Parameters
    ----------
    actions : mapping of str to QAction
    scales : sequence of float
        Microvolts per millimetre to choose from.
    lengths : sequence of (str, float)
        Text and seconds of the page lengths to choose from.
    montages : QMenu

    Signals
    -------
    scale_chosen(float)
        Microvolts per millimetre.
    length_chosen(float)
        Seconds of a page.
    """

    scale_chosen = Signal(float)
    length_chosen = Signal(float)

    def __init__(
        self,
        actions: Mapping[str, QAction],
        scales: Sequence[float],
        lengths: Sequence[tuple[str, float]],
        montages: QMenu,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(translate("ToolBar", "Tool bar"), parent)
        self._is_made = False
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
        self.scale, _ = self._choices(
            [(number(uv_per_mm, "g") + " µV/mm", uv_per_mm) for uv_per_mm in scales],
            translate("ToolBar", "Scale"),
            translate("ToolBar", "Microvolts per millimetre on the screen (Up, Down)"),
        )
        self.scale.activated.connect(lambda index: self.scale_chosen.emit(self.scale.itemData(index)))
        self.length, self._length_action = self._choices(
            lengths,
            translate("ToolBar", "Page length"),
            translate("ToolBar", "Length of a page (+, -)"),
        )
        self.length.activated.connect(lambda index: self.length_chosen.emit(self.length.itemData(index)))
        self.montage, self._montage_action = self._montages(montages)
        self.position = self._text(translate("ToolBar", "Epoch and time"))
        self.review = self._text(translate("ToolBar", "Review"))
        self.review.setToolTip(
            translate("ToolBar", "Errors expected in the whole night, where nobody has looked yet")
        )
        self._is_made = True

    def _choices(
        self, choices: Sequence[tuple[str, float]], name: str, tip: str
    ) -> tuple[QComboBox, QAction]:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for text, value in choices:
            box.addItem(text, value)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(MOST_CHOSEN)
        return box, self.addWidget(box)

    def _montages(self, menu: QMenu) -> tuple[QToolButton, QAction]:
        button = QToolButton(self)
        button.setAccessibleName(translate("ToolBar", "Montage"))
        button.setToolTip(translate("ToolBar", "Montage shown, and its key"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button, self.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for and what the menus tell too."""
        super().resizeEvent(event)
        if self._is_made:
            self._fit()

    def event(self, event: QEvent) -> bool:
        """Follow texts that have become longer."""
        if self._is_made and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Show page length and montage where the texts have room, the length also beside shorter texts."""
        optional = {self.length: self._length_action, self.montage: self._montage_action}
        width = {part: part.sizeHint().width() for part in optional}
        base = self.sizeHint().width() - sum(width[part] for part, row in optional.items() if row.isVisible())
        spare = sum(
            text.sizeHint().width() - text.minimumSizeHint().width() for text in (self.position, self.review)
        )
        needed = {self.length: base - spare + width[self.length], self.montage: base + sum(width.values())}
        for part, row in optional.items():
            if row.isVisible() != (needed[part] <= self.width()):
                row.setVisible(not row.isVisible())

    def _text(self, name: str) -> RoomyLabel:
        self.addSeparator()
        text = RoomyLabel(self)
        text.setAccessibleName(name)
        self.addWidget(text)
        return text

    def show_scale(self, uv_per_mm: float) -> None:
        """Show the scale in force; nothing rather than another one where it is none of the choices."""
        self.scale.setCurrentIndex(self.scale.findData(uv_per_mm))

    def show_length(self, page_s: float) -> None:
        """Show the page length in force; one that is none of the choices is that of the whole night."""
        index = self.length.findData(page_s)
        self.length.setCurrentIndex(index if index >= 0 else self.length.count() - 1)

    def show_montage(self, name: str, key: str = "") -> None:
        """Show the name of the montage, and the key that shows it."""
        metrics = self.montage.fontMetrics()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, metrics.averageCharWidth() * MOST_NAMED)
        self.montage.setText("   ".join(filter(None, (shown.replace("&", "&&"), key))))
