"""Montages and mains filter in the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from sleepscorer.gui.actions import PORTABLE
from sleepscorer.gui.i18n import QT_TRANSLATE_NOOP, translate
from sleepscorer.montages import Montage, available_montages

if TYPE_CHECKING:
    from sleepscorer.gui.main_window import MainWindow

AS_RECORDED = QT_TRANSLATE_NOOP("Menus", "As recorded")
BUNDLED = (
    QT_TRANSLATE_NOOP("Montages", "AASM recommended"),
    QT_TRANSLATE_NOOP("Montages", "AASM acceptable"),
    QT_TRANSLATE_NOOP("Montages", "AASM backup"),
    QT_TRANSLATE_NOOP("Montages", "Bipolar"),
    QT_TRANSLATE_NOOP("Montages", "Sleep-EDF"),
)
"""Names of the montages that come with the program; the user's own are shown as they are."""
AS_RECORDED_KEY = "F1"
NOTCHES_HZ = (
    (QT_TRANSLATE_NOOP("Menus", "No mains filter"), 0.0),
    (QT_TRANSLATE_NOOP("Menus", "50 Hz"), 50.0),
    (QT_TRANSLATE_NOOP("Menus", "60 Hz"), 60.0),
)


def fill_menus(window: MainWindow, view: QMenu) -> None:
    """Add the menus of montages and of the mains filter to the View menu."""
    found, refused = available_montages()
    if refused:
        window.say(" ".join(refused))
    menu = view.addMenu(translate("Menus", "&Montage"))
    menu.setObjectName("montages")
    group = QActionGroup(window)
    recorded = Montage(translate("Menus", AS_RECORDED), (), AS_RECORDED_KEY)
    for montage in (recorded, *found):
        action = _action(window, montage)
        action.setChecked(montage is recorded)
        group.addAction(action)
        menu.addAction(action)
    _fill_notch(window, view.addMenu(translate("Menus", "Mains &notch")))


def _action(window: MainWindow, montage: Montage) -> QAction:
    """Action that shows a montage; one without traces shows the recording as it is."""
    action = QAction(translate("Montages", montage.name), window)
    action.setCheckable(True)
    action.setShortcut(QKeySequence(montage.key, PORTABLE))
    chosen = montage if montage.traces else None
    action.triggered.connect(lambda checked=False: window.view.choose_montage(chosen))
    return action


def _fill_notch(window: MainWindow, menu: QMenu) -> None:
    group = QActionGroup(window)
    for text, frequency_hz in NOTCHES_HZ:
        action = QAction(translate("Menus", text), window)
        action.setCheckable(True)
        action.setChecked(window.settings.notch_hz == frequency_hz)
        action.triggered.connect(lambda checked=False, hz=frequency_hz: window.set_notch(hz))
        group.addAction(action)
        menu.addAction(action)
