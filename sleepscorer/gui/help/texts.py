"""Help to read: the keys as they are now, and what was said of a recording."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from sleepscorer.gui.commands.command import NATIVE, CommandSet
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.gui.widgets.dialogs import show_text

MONTAGES_HEADING = QT_TRANSLATE_NOOP("Texts", "Montages")
MOUSE_HEADING = QT_TRANSLATE_NOOP("Texts", "Mouse")
MOUSE = (
    (QT_TRANSLATE_NOOP("Texts", "Wheel"), QT_TRANSLATE_NOOP("Texts", "Next or previous epoch")),
    (QT_TRANSLATE_NOOP("Texts", "Middle drag"), QT_TRANSLATE_NOOP("Texts", "Pull the pages along")),
    (QT_TRANSLATE_NOOP("Texts", "Shift+wheel"), QT_TRANSLATE_NOOP("Texts", "Gain of all channels")),
    (QT_TRANSLATE_NOOP("Texts", "Wheel over a label"), QT_TRANSLATE_NOOP("Texts", "Gain of that channel")),
    (QT_TRANSLATE_NOOP("Texts", "Click on a label"), QT_TRANSLATE_NOOP("Texts", "Hide, invert, reset gain")),
    (
        QT_TRANSLATE_NOOP("Texts", "Drag an edge of an event"),
        QT_TRANSLATE_NOOP("Texts", "Make the event longer or shorter"),
    ),
    (QT_TRANSLATE_NOOP("Texts", "Click on the hypnogram"), QT_TRANSLATE_NOOP("Texts", "Go to that epoch")),
)
KEYS_SIZE = QSize(1240, 800)
KEYS_COLUMNS = 3
HEADING_LINES = 2
Rows = list[tuple[str, str]]


def notices_html(notices: list[str]) -> str:
    """List of what was said about a recording."""
    items = "".join(f"<li>{escape(text)}</li>" for text in notices)
    return f"<ul>{items}</ul>" if items else translate("Texts", "Nothing was said about this recording.")


def show_keys(parent: QWidget, commands: CommandSet, montages: Sequence[QAction]) -> QDialog:
    """Show all keys, beside each other where the window is wide enough to read them at a glance."""
    dialog = show_text(parent, translate("Window", "Keys"), keys_html(commands, montages))
    dialog.resize(KEYS_SIZE.boundedTo(parent.size()))
    return dialog


def keys_html(commands: CommandSet, montages: Sequence[QAction] = ()) -> str:
    """Write all keys as they are now, in columns, from the commands; the montages', and the mouse."""
    parts: dict[str, Rows] = {}
    for menu, text, keys in commands.keys_table():
        parts.setdefault(menu, []).append((keys, text))
    parts[translate("Texts", MONTAGES_HEADING)] = _montage_rows(montages)
    parts[translate("Texts", MOUSE_HEADING)] = [
        (translate("Texts", where), translate("Texts", what)) for where, what in MOUSE
    ]
    tables = [_part_html(heading, rows) for heading, rows in parts.items() if rows]
    columns = _columns(tables, [len(rows) for rows in parts.values() if rows])
    cells = "".join(
        f"<td width='{100 // len(columns)}%'><table cellspacing='1'>{''.join(column)}</table></td>"
        for column in columns
    )
    return f"<table width='100%'><tr>{cells}</tr></table>"


def _columns(tables: list[str], lengths: list[int]) -> list[list[str]]:
    """Parts in columns of about the same height, in their order."""
    columns: list[list[str]] = [[]]
    room = height = (sum(lengths) + HEADING_LINES * len(lengths)) / KEYS_COLUMNS
    for table, length in zip(tables, lengths, strict=True):
        lines = length + HEADING_LINES
        if lines / 2 > room and columns[-1] and len(columns) < KEYS_COLUMNS:
            columns.append([])
            room = height
        columns[-1].append(table)
        room -= lines
    return columns


def _part_html(heading: str, rows: Rows) -> str:
    head = f"<tr><td colspan='2' style='padding-top: 8px'><b><u>{escape(heading)}</u></b></td></tr>"
    return head + "".join(
        f"<tr><td style='padding-right: 10px; white-space: nowrap'><b>{escape(keys)}</b></td>"
        f"<td>{escape(text)}</td></tr>"
        for keys, text in rows
    )


def _montage_rows(montages: Sequence[QAction]) -> Rows:
    shown = ((action.shortcut().toString(NATIVE), action.text().replace("&&", "&")) for action in montages)
    return [(keys, text) for keys, text in shown if keys]
