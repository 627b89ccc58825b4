"""Dialogs that show or ask for a line of text."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from sleepscorer.gui.actions import keys_table
from sleepscorer.gui.i18n import QT_TRANSLATE_NOOP, translate
from sleepscorer.recording import Recording
from sleepscorer.stages import EPOCH_SECONDS

MOUSE_HEADING = QT_TRANSLATE_NOOP("Texts", "Mouse")
MOUSE = (
    (QT_TRANSLATE_NOOP("Texts", "Wheel"), QT_TRANSLATE_NOOP("Texts", "Next or previous epoch")),
    (QT_TRANSLATE_NOOP("Texts", "Shift+wheel"), QT_TRANSLATE_NOOP("Texts", "Gain of all channels")),
    (QT_TRANSLATE_NOOP("Texts", "Wheel over a label"), QT_TRANSLATE_NOOP("Texts", "Gain of that channel")),
    (QT_TRANSLATE_NOOP("Texts", "Click on a label"), QT_TRANSLATE_NOOP("Texts", "Hide, invert, reset gain")),
    (
        QT_TRANSLATE_NOOP("Texts", "Drag an edge of an event"),
        QT_TRANSLATE_NOOP("Texts", "Make the event longer or shorter"),
    ),
    (QT_TRANSLATE_NOOP("Texts", "Click on the hypnogram"), QT_TRANSLATE_NOOP("Texts", "Go to that epoch")),
)


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


def keys_html() -> str:
    """Table of all keys, from the table of actions."""
    rows = []
    heading = ""
    for menu, text, keys in keys_table():
        if menu != heading:
            rows.append(f"<tr><th colspan='2' align='left'><br>{escape(menu)}</th></tr>")
            heading = menu
        rows.append(f"<tr><td width='190'><b>{escape(keys)}</b></td><td>{escape(text)}</td></tr>")
    return f"<table cellspacing='3'>{''.join(rows)}{_mouse_rows()}</table>"


def _mouse_rows() -> str:
    """What the mouse does."""
    rows = [f"<tr><th colspan='2' align='left'><br>{escape(translate('Texts', MOUSE_HEADING))}</th></tr>"]
    for where, what in MOUSE:
        cells = escape(translate("Texts", where)), escape(translate("Texts", what))
        rows.append(f"<tr><td><b>{cells[0]}</b></td><td>{cells[1]}</td></tr>")
    return "".join(rows)
