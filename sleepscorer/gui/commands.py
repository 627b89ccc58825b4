"""Undoable edits: one command wraps one change of the scoring."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from sleepscorer.scoring import Change


class ChangeCommand(QUndoCommand):
    """A change, done and taken back by applying it and its inverse.

    Parameters
    ----------
    text : str
        What the undo menu says.
    change : Change
    apply : callable
        Keeps a change on disk and applies it; false if it could not be kept, which makes the
        command obsolete.
    """

    def __init__(self, text: str, change: Change, apply: Callable[[Change], bool]) -> None:
        super().__init__(text)
        self._change = change
        self._apply = apply

    def redo(self) -> None:
        """Apply the change."""
        self.setObsolete(not self._apply(self._change))

    def undo(self) -> None:
        """Apply its inverse."""
        self.setObsolete(not self._apply(self._change.inverse()))
