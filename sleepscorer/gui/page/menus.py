"""Menus of the page and of the night strip, filled when they are opened."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu

from sleepscorer.gui.i18n.labels import role_name
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.central import CentralWidget


def add_channels(view_menu: QMenu, central: CentralWidget) -> None:
    """Add the menus of the channels and of the traces shown, one by one."""
    channels = view_menu.addMenu(translate("Menus", "&Channels"))
    channels.setObjectName("channels")
    central.made.connect(lambda view: view.lanes_changed.connect(partial(refill_channels, channels, central)))
    lanes = view_menu.addMenu(translate("Menus", "Trace by trace"))
    lanes.aboutToShow.connect(lambda: central.view.fill_lanes_menu(lanes))


def add_strip(view_menu: QMenu, central: CentralWidget) -> None:
    """Add the menu of the night strip."""
    strip = view_menu.addMenu(translate("Menus", "Night st&rip"))
    strip.aboutToShow.connect(partial(_refill_strip, strip, central))


def _refill_strip(menu: QMenu, central: CentralWidget) -> None:
    from sleepscorer.gui.night.menu import fill_menu

    fill_menu(menu, central.view.strip)


def refill_channels(menu: QMenu, central: CentralWidget) -> None:
    """List the channels of the night, each to be hidden or shown."""
    view = central.view
    menu.clear()
    for trace in view.all_traces():
        action = menu.addAction(f"{trace.label}  ({role_name(trace.role)})")
        action.setCheckable(True)
        action.setChecked(not view.is_hidden(trace))
        action.toggled.connect(lambda on, trace=trace: view.set_hidden(trace, not on))
