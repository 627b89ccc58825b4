"""Asks what to do with work that is kept of a night but cannot be used."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import translate


def ask_damaged(parent: QWidget, sentence: str) -> bool:
    """Ask whether to open a night without a file that cannot be used.

    Parameters
    ----------
    parent : QWidget
    sentence : str
        What is wrong with the file.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("Window", "Work on this night cannot be used"))
    box.setText(localized(sentence))
    without = box.addButton(
        translate("Window", "&Open without it; the damaged file is kept"),
        QMessageBox.ButtonRole.DestructiveRole,
    )
    leave = box.addButton(translate("Window", "&Do not open"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    box.exec()
    return box.clickedButton() is without
