"""Montages and mains filter in the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from sleepscorer.gui.commands.actions import PORTABLE
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.montages import Montage, available_montages, keys_once

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
    menu = view.addMenu(translate("Menus", "&Montage"))
    menu.setObjectName("montages")
    _fill_montages(window, menu)
    _fill_notch(window, view.addMenu(translate("Menus", "Mains &notch")))


def refill(window: MainWindow, shown: Montage | None = None) -> None:
    """List the montages anew after they were edited, and show one of them."""
    menu = window.findChild(QMenu, "montages")
    group = window.findChild(QActionGroup, "montages")
    if isinstance(menu, QMenu) and isinstance(group, QActionGroup):
        menu.clear()
        for action in group.actions():
            action.setShortcuts([])  # the key is free at once, the action goes later
        group.setObjectName("")
        group.deleteLater()
        found = {montage.name: montage for montage in _fill_montages(window, menu)}
        if shown is not None or window.view.montage is not None:
            name = (shown or window.view.montage or Montage("", ())).name
            window.view.choose_montage(found.get(name))
        follow(window)


def _fill_montages(window: MainWindow, menu: QMenu) -> list[Montage]:
    found, refused = available_montages()
    if refused:
        window.say(" ".join(refused))
    group = QActionGroup(window)
    group.setObjectName("montages")
    recorded = Montage(translate("Menus", AS_RECORDED), (), AS_RECORDED_KEY)
    *montages, recorded = keys_once([*found, recorded])
    for montage in (recorded, *montages):
        action = _action(window, montage, group)
        action.setChecked(montage is recorded)
        menu.addAction(action)
        window.addAction(action)  # its key works where the menu bar is hidden too
    menu.addSeparator()
    menu.addAction(window.actions_by_name["edit_montages"])
    return found


def _action(window: MainWindow, montage: Montage, group: QActionGroup) -> QAction:
    """Action that shows a montage; one without traces shows the recording as it is."""
    action = QAction(translate("Montages", montage.name).replace("&", "&&"), group)
    action.setCheckable(True)
    action.setData(montage.name if montage.traces else "")
    action.setShortcut(QKeySequence(montage.key, PORTABLE))
    chosen = montage if montage.traces else None

    def choose() -> None:
        window.view.choose_montage(chosen)
        follow(window)

    action.triggered.connect(lambda checked=False: choose())
    return action


def montage_actions(window: MainWindow) -> list[QAction]:
    """What shows each montage, in the order of the menu."""
    group = window.findChild(QActionGroup, "montages")
    return group.actions() if isinstance(group, QActionGroup) else []


def follow(window: MainWindow) -> None:
    """Check the montage that is shown."""
    shown = window.view.montage.name if window.view.montage else ""
    for action in montage_actions(window):
        action.setChecked(action.data() == shown)


def _fill_notch(window: MainWindow, menu: QMenu) -> None:
    group = QActionGroup(window)
    for text, frequency_hz in NOTCHES_HZ:
        action = QAction(translate("Menus", text), window)
        action.setCheckable(True)
        action.setChecked(window.settings.notch_hz == frequency_hz)
        action.triggered.connect(lambda checked=False, hz=frequency_hz: window.set_notch(hz))
        group.addAction(action)
        menu.addAction(action)
