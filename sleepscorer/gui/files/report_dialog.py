"""Questions before a report is saved: a comment, and whether it names the patient."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.widgets.dialogs import accept_buttons, caption_of


class ReportDialog(QDialog):
    """A comment to be printed, and a box for names.

    Parameters
    ----------
    comment : str
        As given last.
    names : bool
        Whether the report names the patient and the recording.
    """

    def __init__(self, comment: str, names: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Report", "Report"))
        self.comment = QPlainTextEdit(comment, self)
        self.comment.setTabChangesFocus(True)
        self.names = QCheckBox(translate("Report", "&Name the patient and the recording"), self)
        self.names.setChecked(names)
        layout = QVBoxLayout(self)
        layout.addWidget(caption_of(self.comment, translate("Report", "&Comment")))
        layout.addWidget(self.comment)
        layout.addWidget(self.names)
        layout.addWidget(accept_buttons(self))
        self.resize(520, 300)
