"""Undoable edits: one command wraps one change of the scoring."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QUndoCommand

from sleepscorer.gui.i18n.labels import stage_name
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.scoring import Change, EventChange, MarkChange, StageChange
from sleepscorer.stages import EPOCH_SECONDS, Stage


class ChangeCommand(QUndoCommand):
    """A change, done and taken back by applying it and its inverse.

    Parameters
    ----------
    text : str
        What the undo menu says.
    change : Change
    apply : callable
        Keeps a change on disk and applies it; false if it could not be kept, None if it does not fit.

    Attributes
    ----------
    stands : bool
        Whether the scoring holds the change now.
    """

    def __init__(self, text: str, change: Change, apply: Callable[[Change], bool | None]) -> None:
        super().__init__(text)
        self._change = change
        self._apply = apply
        self.stands = False
        self._is_new = True

    def redo(self) -> None:
        """Apply the change, unless it stands because it could not be taken back."""
        if self.stands:
            return
        kept = self._apply(self._change)
        self.stands = bool(kept)
        self.setObsolete(kept is None or (not kept and self._is_new))
        self._is_new = False

    def undo(self) -> None:
        """Apply its inverse, unless the change does not stand because it could not be made again."""
        if not self.stands:
            return
        kept = self._apply(self._change.inverse())
        self.stands = not kept
        self.setObsolete(kept is None)


def epochs_of(change: Change) -> Sequence[int]:
    """Return the epochs that a change is about; none where it is about the whole night."""
    if isinstance(change, StageChange):
        return range(0) if change.is_model_run else change.epochs
    if isinstance(change, MarkChange):
        return (change.epoch,)
    events = (*change.added, *change.removed) if isinstance(change, EventChange) else ()
    spans = ((int(event.start_s // EPOCH_SECONDS), int(event.stop_s // EPOCH_SECONDS)) for event in events)
    return [epoch for first, last in spans for epoch in range(first, last + 1)]


def score_text(stage: Stage, epochs: Sequence[int]) -> str:
    """Describe what undo takes back when these epochs were given a stage."""
    if len(epochs) == 1:
        return translate("Undo", "{stage}, epoch {epoch}").format(
            stage=stage_name(stage), epoch=epochs[0] + 1
        )
    return translate("Undo", "{stage}, {count} epochs").format(stage=stage_name(stage), count=len(epochs))
