"""Dialog on how to make a copy of the recording that names nobody."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QSpinBox, QWidget

from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.widgets.dialogs import accept_buttons


class AnonymousDialog(QDialog):
    """Ask how to make a copy that names nobody: days to shift the date by, and whether to drop free texts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Files", "Anonymous copy"))
        self.days = QSpinBox()
        self.days.setRange(-36500, 36500)
        self.drop_texts = QCheckBox(translate("Files", "Leave out every free text"))
        self.drop_texts.setToolTip(
            translate(
                "Files",
                "Words of the patient's name, identification and birth date are struck out in any case. "
                "Other names, such as those of relatives, are not known; this leaves out every text that "
                "is not a stage, lights or an event of a known kind.",
            )
        )
        form = QFormLayout(self)
        form.addRow(translate("Files", "Shift the date by so many days (0 keeps it):"), self.days)
        form.addRow(self.drop_texts)
        form.addRow(accept_buttons(self))
