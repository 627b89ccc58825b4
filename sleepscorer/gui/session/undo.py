"""Undoable edits: one command wraps one change of the scoring."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QUndoCommand, QUndoStack

from sleepscorer.gui.i18n.labels import stage_name
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.scoring import Change, CommentChange, EventChange, LightsChange, MarkChange, StageChange
from sleepscorer.stages import EPOCH_SECONDS, Stage
from sleepscorer.storage.undo_history import UndoStep


class ChangeCommand(QUndoCommand):
    """A change, done and taken back by applying it and its inverse.

    Parameters
    ----------
    text : str
        What the undo menu says.
    change : Change
    apply : callable
        Keeps a change on disk and applies it, given the text, too; false if it could not be kept, None if it
        does not fit.
    stands : bool
        Whether the scoring holds the change already, as one of an earlier opening.

    Attributes
    ----------
    stands : bool
        Whether the scoring holds the change now.
    """

    def __init__(
        self, text: str, change: Change, apply: Callable[[Change, str], bool | None], *, stands: bool = False
    ) -> None:
        super().__init__(text)
        self._change = change
        self._apply = apply
        self.stands = stands
        self._is_new = not stands

    def redo(self) -> None:
        """Apply the change, unless it stands because it could not be taken back."""
        if self.stands:
            return
        kept = self._apply(self._change, self.text())
        self.stands = bool(kept)
        self.setObsolete(kept is None or (not kept and self._is_new))
        self._is_new = False

    def undo(self) -> None:
        """Apply its inverse, unless the change does not stand because it could not be made again."""
        if not self.stands:
            return
        kept = self._apply(self._change.inverse(), self.text())
        self.stands = not kept
        self.setObsolete(kept is None)


def restore_steps(
    stack: QUndoStack, steps: Sequence[UndoStep], apply: Callable[[Change, str], bool | None]
) -> None:
    """Put the steps of an earlier opening on an empty stack; nothing is applied.

    Parameters
    ----------
    stack : QUndoStack
    steps : sequence of UndoStep
        Those that were taken back come last.
    apply : callable
        See :class:`ChangeCommand`.
    """
    taken_back: list[ChangeCommand] = []
    for step in steps:
        commands = [
            ChangeCommand(step.text or text_of(change), change, apply, stands=True) for change in step.changes
        ]
        taken_back += [] if step.stands else commands
        if len(commands) > 1:
            stack.beginMacro(commands[0].text())
        for command in commands:
            stack.push(command)
        if len(commands) > 1:
            stack.endMacro()
    for command in taken_back:
        command.stands = False
    stack.setIndex(sum(step.stands for step in steps))


def text_of(change: Change) -> str:
    """Describe what undo takes back, where only the change is known."""
    match change:
        case StageChange():
            if change.is_model_run:
                return translate("Undo", "pre-scoring")
            stages = set(change.after)
            return (
                score_text(stages.pop(), change.epochs) if len(stages) == 1 else translate("Undo", "stages")
            )
        case EventChange():
            return translate("Undo", "change event")
        case MarkChange():
            return translate("Undo", "note")
        case CommentChange():
            return translate("Undo", "comment")
        case LightsChange():
            return translate("Undo", "lights")


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
