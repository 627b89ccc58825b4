"""Dialogs, and parts of them, that every part of the window shares."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from sleepscorer.gui.i18n.translation import translate
from sleepscorer.recording import EXTENSIONS, OTHER_EXTENSIONS

RECORDINGS = " ".join(f"*{end} *{end.upper()}" for end in (*EXTENSIONS, *OTHER_EXTENSIONS))
"""Patterns of the files that are recordings."""
UNDERLINED = 4
"""Pixels that a label needs beyond its size hint: underlining a letter undoes the kerning beside it."""
LINE_WIDTH = 460
"""Pixels: a note is a sentence, and Qt would make room for the question only."""


def file_filters(name: str, patterns: str) -> str:
    """Return the filters of a file dialog: files of one kind, and all."""
    everything = translate("Files", "All files")
    return f"{name} ({patterns});;{everything} (*)"


def caption_of(field: QWidget, text: str) -> QLabel:
    """Make the label beside a field, whose mnemonic leads to it, and which a screen reader reads too."""
    caption = QLabel(text, field.parentWidget())
    caption.setBuddy(field)
    caption.setMinimumWidth(caption.sizeHint().width() + UNDERLINED)
    field.setAccessibleName(text.replace("&", ""))
    return caption


def note_in(dialog: QWidget, text: str) -> QLabel:
    """Make a sentence of a dialog, in as many lines as it takes."""
    note = QLabel(text, dialog)
    note.setWordWrap(True)
    return note


def accept_buttons(dialog: QDialog, restore: Callable[[], object] | None = None) -> QDialogButtonBox:
    """Make the buttons that accept and reject a dialog, and one that restores what is usual, if given."""
    standard = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(standard.Ok | standard.Cancel, dialog)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    if restore is not None:
        buttons.addButton(standard.RestoreDefaults).clicked.connect(lambda checked=False: restore())
    return buttons


def show_text(parent: QWidget, title: str, html: str) -> QDialog:
    """Show a text to read in a dialog."""
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


def ask_lines(parent: QWidget, title: str, label: str, text: str = "") -> str | None:
    """Ask for a text of some lines; None where it is not given."""
    given, is_given = QInputDialog.getMultiLineText(parent, title, label, text)
    return given if is_given else None
