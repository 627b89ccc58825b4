"""The menus of the window, from the table of actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QUndoStack
from PySide6.QtWidgets import QMenu

from sleepscorer.gui.commands.actions import ACTIONS, FILE, MENUS, SCORE, VIEW
from sleepscorer.gui.i18n.labels import role_name
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.montages.menu import fill_menus

if TYPE_CHECKING:
    from sleepscorer.gui.main_window import MainWindow


UNDO, REDO = (next(spec for spec in ACTIONS if spec.name == name) for name in ("undo", "redo"))


def build_menus(window: MainWindow) -> dict[str, QMenu]:
    """Fill the menu bar; gives each menu by its English title."""
    bar = window.menuBar()
    menus = {title: bar.addMenu(translate("Menus", title)) for title in MENUS}
    for spec in ACTIONS:
        if spec.separated:
            menus[spec.menu].addSeparator()
        menus[spec.menu].addAction(window.actions_by_name[spec.name])
    menus[FILE].insertMenu(window.actions_by_name["open_last"], window.recent.menu)
    window.models.add_to(menus[SCORE])
    _fill_view(window, menus[VIEW])
    return menus


def _fill_view(window: MainWindow, view: QMenu) -> None:
    view.addMenu(translate("Menus", "&Channels")).setObjectName("channels")
    lanes = view.addMenu(translate("Menus", "Trace by trace"))
    lanes.aboutToShow.connect(lambda: window.view.fill_lanes_menu(lanes))
    fill_menus(window, view)
    view.addMenu(window.overlays.menu)
    strip = view.addMenu(translate("Menus", "Night st&rip"))
    strip.aboutToShow.connect(lambda: _refill_strip(window, strip))
    view.insertAction(window.actions_by_name["events"], window.dock.toggleViewAction())


def _refill_strip(window: MainWindow, menu: QMenu) -> None:
    from sleepscorer.gui.night.menu import fill_menu

    fill_menu(menu, window.view.strip)


def refill_channels(window: MainWindow) -> None:
    """List the channels of the night anew, each to be hidden or shown."""
    menu = window.findChild(QMenu, "channels")
    assert isinstance(menu, QMenu)
    menu.clear()
    for trace in window.view.all_traces():
        action = menu.addAction(f"{trace.label}  ({role_name(trace.role)})")
        action.setCheckable(True)
        action.setChecked(not window.view.is_hidden(trace))
        action.toggled.connect(lambda on, trace=trace: window.view.set_hidden(trace, not on))


def name_undo(actions: Mapping[str, QAction], stack: QUndoStack) -> None:
    """Say in the menu, the palette and on the button what undo and redo are about."""
    for spec, what in ((UNDO, stack.undoText()), (REDO, stack.redoText())):
        text = translate("Actions", spec.text)
        actions[spec.name].setText(f"{text}: {what.replace('&', '&&')}" if what else text)
