"""Command that scores many nights at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sleepscorer.gui.commands.command import FILE, Command
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP
from sleepscorer.gui.workspace import Workspace

if TYPE_CHECKING:
    from sleepscorer.gui.batch.dialog import BatchDialog


class BatchWindow(QObject):
    """The window of a batch, made when it is first asked for.

    Parameters
    ----------
    workspace : Workspace

    Signals
    -------
    made(BatchDialog)
        There is one now.
    """

    made = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._dialog: BatchDialog | None = None

    def show(self) -> BatchDialog:
        """Show the batch."""
        if self._dialog is None:
            from sleepscorer.gui.batch.dialog import BatchDialog

            self._dialog = BatchDialog(self._workspace)
            self.made.emit(self._dialog)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        return self._dialog


def commands(batch: BatchWindow) -> tuple[Command, ...]:
    """Return the command that shows the window of a batch."""
    return (
        Command(
            "batch", QT_TRANSLATE_NOOP("Actions", "&Pre-score a folder..."), FILE, 4, batch.show, ("Ctrl+B",)
        ),
    )
