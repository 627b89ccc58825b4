"""Writes docs/keys.md from the commands of the window: ``python docs/tools/make_keys.py``."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtGui import QKeySequence

from sleepscorer.assets import resource
from sleepscorer.gui.app import make_application
from sleepscorer.gui.commands.command import MENUS, PORTABLE, Command
from sleepscorer.gui.commands.key_profiles import available_profiles, usual_keys
from sleepscorer.gui.help.texts import MOUSE
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.settings import Settings

PAGE = Path(__file__).parents[1] / "keys.md"
HEAD = """# Keys

Every command of the window, by menu; `?` shows the same in the window with the keys you chose, and
`Ctrl+K` finds a command by its name. Keys work wherever the focus is, except in a text field. A comma
between two keys (`E, A`) means one after the other. On a Mac, `Ctrl` is the command key.

The last column is what a [key profile](montages.md#a-key-profile) calls the command. This page is made by
`python docs/tools/make_keys.py`.
"""


def rows() -> tuple[Command, ...]:
    """The commands of a window, whatever the user's settings."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application()
    return MainWindow(Settings()).commands.rows


def page() -> str:
    """The whole page."""
    commands = rows()
    parts = [HEAD]
    for menu in MENUS:
        table = [_row(command) for command in commands if command.menu == menu]
        parts.append(_table(menu.replace("&", ""), ("command", "keys", "name"), table))
    parts.append("## Montages\n\nEach montage names its own key, `F1` to `F9`.\n")
    parts.append(_table("Mouse", ("with the mouse", "what it does"), list(MOUSE)))
    for profile in available_profiles(commands, [resource("keys")])[0][1:]:
        usual = usual_keys(commands).keys
        other = [(name, _keys(keys)) for name, keys in profile.keys.items() if keys != usual[name]]
        parts.append(_table(f"Profile “{profile.name}”", ("name", "keys instead"), other))
    return "\n".join(parts)


def _row(spec: Command) -> tuple[str, ...]:
    return spec.text.replace("&", "").rstrip("."), _keys(spec.keys), f"`{spec.name}`"


def _keys(keys: tuple[str, ...], between: str = " or ") -> str:
    return between.join(f"`{QKeySequence(key, PORTABLE).toString(PORTABLE)}`" for key in keys)


def _table(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [f"## {title}", "", _line(heads), _line(("---",) * len(heads)), *map(_line, rows), ""]
    return "\n".join(lines)


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
