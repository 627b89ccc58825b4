"""Dialogs that every part of the window shares: a text to read, a line to fill in."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from sleepscorer.gui.i18n.translation import translate
from sleepscorer.recording import EXTENSIONS, OTHER_EXTENSIONS

RECORDINGS = " ".join(f"*{end} *{end.upper()}" for end in (*EXTENSIONS, *OTHER_EXTENSIONS))
"""Patterns of the files that are recordings."""
LINE_WIDTH = 460
"""Pixels: a note is a sentence, and Qt would make room for the question only."""


def file_filters(name: str, patterns: str) -> str:
    """Return the filters of a file dialog: files of one kind, and all."""
    everything = translate("Files", "All files")
    return f"{name} ({patterns});;{everything} (*)"


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
