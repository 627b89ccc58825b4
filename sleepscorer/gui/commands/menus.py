"""The menu bar of the window, from its commands."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QMenuBar

from sleepscorer.gui.commands.command import MENUS, CommandSet, grouped
from sleepscorer.gui.i18n.translation import translate


def build_menus(bar: QMenuBar, commands: CommandSet) -> dict[str, QMenu]:
    """Fill a menu bar; return each menu by its English title."""
    menus = {title: bar.addMenu(translate("Menus", title)) for title in MENUS}
    for title, menu in menus.items():
        for number, rows in enumerate(grouped(commands.rows, title)):
            if number:
                menu.addSeparator()
            menu.addActions([commands.actions[row.name] for row in rows])
    return menus
