"""Dialogs that show or ask for a line of text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from html import escape

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from sleepscorer.gui.commands.actions import NATIVE, keys_table
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.recording import Recording
from sleepscorer.stages import EPOCH_SECONDS

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
LINE_WIDTH = 460
"""Pixels: a note is a sentence, and Qt would make room for the question only."""
Rows = list[tuple[str, str]]


def epoch_from_text(text: str, recording: Recording) -> int | None:
    """Epoch meant by a number (``133``) or a clock time (``23:36``, ``23:36:30``), 0-based.

    Returns None for anything else, and for what lies outside the recording.
    """
    words = text.strip()
    if words.isdigit():
        epoch = int(words) - 1
    elif re.fullmatch(r"\d{1,2}:\d\d(:\d\d)?", words) and recording.start is not None:
        epoch = _epoch_at_clock(words, recording.start)
    else:
        return None
    return epoch if 0 <= epoch < recording.n_epochs else None


def _epoch_at_clock(words: str, start: datetime) -> int:
    hours, minutes, seconds = (int(part) for part in (words + ":0").split(":")[:3])
    clock = start.replace(hour=hours % 24, minute=minutes % 60, second=seconds % 60, microsecond=0)
    if clock < start.replace(microsecond=0):
        clock += timedelta(days=1)
    return int((clock - start).total_seconds() // EPOCH_SECONDS)


def show_text(parent: QWidget, title: str, html: str) -> QDialog:
    """Dialog with a text to read."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    browser = QTextBrowser(dialog)
    browser.setHtml(html)
    browser.setOpenExternalLinks(False)
    browser.setAccessibleName(title)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(browser)
    layout.addWidget(buttons)
    dialog.resize(560, 620)
    dialog.open()
    return dialog


def notices_html(notices: list[str]) -> str:
    """List of what was said about a recording."""
    said = "".join(f"<li>{escape(text)}</li>" for text in notices)
    return f"<ul>{said}</ul>" if said else translate("Texts", "Nothing was said about this recording.")


def show_keys(parent: QWidget, actions: Mapping[str, QAction], montages: Sequence[QAction]) -> QDialog:
    """Dialog with all keys, beside each other where the window is wide enough to read them at a glance."""
    dialog = show_text(parent, translate("Window", "Keys"), keys_html(actions, montages))
    dialog.resize(KEYS_SIZE.boundedTo(parent.size()))
    return dialog


def keys_html(actions: Mapping[str, QAction], montages: Sequence[QAction] = ()) -> str:
    """All keys as they are now, in columns, from the table of actions; the montages', and the mouse."""
    parts: dict[str, Rows] = {}
    for menu, text, keys in keys_table(actions):
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
    shown = ((one.shortcut().toString(NATIVE), one.text().replace("&&", "&")) for one in montages)
    return [(keys, text) for keys, text in shown if keys]


def ask_line(parent: QWidget, title: str, label: str, text: str = "") -> str | None:
    """Ask for a sentence, with room for one; None where it is not given."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(text)
    dialog.resize(LINE_WIDTH, dialog.sizeHint().height())
    given = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.textValue() if given else None
