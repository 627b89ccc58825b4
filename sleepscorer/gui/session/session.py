"""One open night: the recording, its scoring, where one is in it, and what undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from sleepscorer.errors import ChangeError, DamagedError, DivergedError, StorageError
from sleepscorer.gui.background.task import Task, TaskSlot
from sleepscorer.gui.i18n.labels import event_name, flag_name
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.session.night_signals import NightSignalsReader
from sleepscorer.gui.session.questions import AskOverwrite, LightsMark, Prompts
from sleepscorer.gui.session.undo import ChangeCommand, epochs_of, restore_steps, score_text
from sleepscorer.messages import joined
from sleepscorer.prescoring.events.result import ProposedEvents
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.prescoring.run import changes_of, score_recording
from sleepscorer.processors import spare_threads
from sleepscorer.recording import Recording
from sleepscorer.scoring import (
    Author,
    AuthorKind,
    Change,
    Event,
    EventChange,
    Flag,
    Lights,
    LightsChange,
    MarkChange,
    Scoring,
    StageChange,
)
from sleepscorer.scoring.home_tests import is_home_test, shows_stages
from sleepscorer.scoring.recorded import RecordedMarks
from sleepscorer.settings import Settings
from sleepscorer.stages import EPOCH_SECONDS, Stage
from sleepscorer.storage.store import Damaged, Opened, OtherName, store_of
from sleepscorer.storage.undo_history import person_at_work

AUTOSAVE_MS = 20_000
MOST_STEPS = 1000
"""Steps that undo takes back, about as many as a night has epochs; without an end memory grows all day."""


class Session(QObject):
    """A night under review.

    Parameters
    ----------
    recording : Recording
    settings : Settings
    state_folder : Path, optional
        Where work goes that cannot stay beside the recording.
    prompts : Prompts, optional

    Attributes
    ----------
    night_signals : NightSignalsReader
        Saturation, pulse and the like of the whole night.

    Signals
    -------
    epochs_changed(tuple of int)
        Stages or authors of these epochs are new.
    lights_changed()
    events_changed()
    prescored()
        A model's run was taken, or taken back.
    marks_changed(int)
        Flags or note of this epoch are new.
    epoch_moved(int)
        The current epoch, 0-based.
    selection_changed()
        Other epochs are selected, or none.
    noticed(str)
        A sentence for the user.
    prescoring_moved(float)
        Share done; -1 when the run has ended.
    saved_changed(bool)
    """

    epochs_changed = Signal(tuple)
    lights_changed = Signal()
    events_changed = Signal()
    prescored = Signal()
    marks_changed = Signal(int)
    epoch_moved = Signal(int)
    selection_changed = Signal()
    noticed = Signal(object)
    prescoring_moved = Signal(float)
    saved_changed = Signal(bool)

    def __init__(
        self,
        recording: Recording,
        settings: Settings,
        state_folder: Path | None = None,
        prompts: Prompts | None = None,
    ) -> None:
        super().__init__()
        self.recording = recording
        self.settings = settings
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(MOST_STEPS)
        self.epoch = 0
        self.selection: range | None = None
        self._prompts = prompts or Prompts()
        self.ask_overwrite: AskOverwrite = self._prompts.overwrite
        self._announced: Change | None = None
        self._prescoring = TaskSlot(self)
        self._prescoring.progressed.connect(self.prescoring_moved)
        self._prescoring.succeeded.connect(self._take_prescoring)
        self._prescoring.failed.connect(self.noticed)
        self._prescoring.ended.connect(lambda: self.prescoring_moved.emit(-1.0))
        self._readers = 0
        self.night_signals = NightSignalsReader(recording, settings, self)
        self._store = store_of(recording, state_folder)
        self._group = self._last_group = 0
        self.scoring, self.read_only, notices = self._open_store(self._prompts)
        self._store.keep(recording.warnings)
        self.notices = [*self._store.kept, *notices]
        self.autosave = QTimer(self, interval=AUTOSAVE_MS, singleShot=True)
        self.autosave.timeout.connect(self.save)

    def _open_store(self, prompts: Prompts) -> tuple[Scoring, bool, list[str]]:
        """Scoring, whether it can only be read, and what to say."""
        try:
            opened = self._open_asking(prompts)
        except (DamagedError, DivergedError):
            raise
        except StorageError as error:
            opened = self._store.peek()
            refusal = joined([error.message, translate("Session", "It is shown for reading only.")])
            return opened.scoring, True, [refusal, *opened.notices]
        recovered = translate(
            "Session", "{count} change(s) from a session that ended without saving were brought back."
        ).format(count=opened.recovered)
        self._last_group = max((entry.group for entry in opened.undo.entries), default=0)
        restore_steps(self.undo_stack, opened.undo.steps_of(person_at_work(self.technician)), self._apply)
        return opened.scoring, False, opened.notices + [recovered] * bool(opened.recovered)

    def _open_asking(self, prompts: Prompts) -> Opened:
        """Open the work, asking at most once about each of: another name, damage, scorings made apart.

        Raises
        ------
        DamagedError, DivergedError
            If the answer was not to open.
        """
        damaged: Damaged = "refuse"
        keep: Path | None = None
        other_name: OtherName = "use"
        while True:
            try:
                renamed = self._store.renamed() if other_name == "use" and keep is None else None
                if renamed is not None and not prompts.other_name(renamed):
                    other_name = "leave"
                return self._store.open(damaged, keep, other_name)
            except DamagedError as error:
                if damaged == "set-aside" or not prompts.damaged(str(error)):
                    raise
                damaged = "set-aside"
            except DivergedError as error:
                keep = prompts.version(error.versions) if keep is None else None
                if keep is None:
                    raise

    @property
    def n_epochs(self) -> int:
        """Epochs of the night."""
        return self.recording.n_epochs

    @property
    def technician(self) -> Author:
        """Author of what is scored by key."""
        return Author(AuthorKind.TECHNICIAN, self.settings.initials)

    @property
    def is_for_models(self) -> bool:
        """Whether a model may have something to say: there is an EEG, or an outside scorer was chosen."""
        from sleepscorer.prescoring.model_card import is_outside

        return self.recording.has_eeg or is_outside(self.settings.model)

    @property
    def is_home_test(self) -> bool:
        """Whether nothing tells sleep from wake; see :func:`sleepscorer.scoring.home_tests.is_home_test`."""
        return is_home_test(self.scoring.stages, has_eeg=self.recording.has_eeg)

    @property
    def shows_stages(self) -> bool:
        """Whether there are stages to show, now or later."""
        return shows_stages(self.scoring.stages, has_eeg=self.recording.has_eeg)

    @property
    def is_prescoring(self) -> bool:
        """Whether a model is running."""
        return self._prescoring.is_busy

    def go_to(self, epoch: int) -> None:
        """Make an epoch the current one; beyond either end is the last one there."""
        bounded = max(0, min(epoch, self.n_epochs - 1))
        if bounded != self.epoch:
            self.epoch = bounded
            if self.selection is not None and bounded not in self.selection:
                self.clear_selection()
            self.epoch_moved.emit(bounded)

    def select(self, first: int, stop: int) -> None:
        """Select epochs, for the next stage key to fill; one of them becomes the current one."""
        self._select(range(max(first, 0), min(stop, self.n_epochs)) or None)
        if self.selection is not None and self.epoch not in self.selection:
            self.go_to(self.selection.start)

    def extend_selection(self, step: int) -> None:
        """Go an epoch on or back, and select what is passed over; a way back gives epochs free again."""
        old = self.selection or range(self.epoch, self.epoch + 1)
        anchor = old.start if self.epoch == old.stop - 1 else old.stop - 1
        moved = max(0, min(self.epoch + step, self.n_epochs - 1))
        self._select(range(min(anchor, moved), max(anchor, moved) + 1))
        self.go_to(moved)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._select(None)

    def _select(self, selection: range | None) -> None:
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit()

    def score(self, epochs: Sequence[int], stage: Stage) -> bool:
        """Give epochs a stage; false if that could not be kept."""
        change = self.scoring.score(epochs, stage, self.technician)
        return self._push(score_text(stage, epochs), change)

    def score_selection(self, stage: Stage) -> bool:
        """Give the selected epochs a stage, as one step to undo; false if it was not done.

        What a person has scored otherwise is asked about first; see ``ask_overwrite``.
        """
        chosen = self.selection
        if chosen is None:
            return False
        taken = self.scoring.by_human()[chosen.start : chosen.stop]
        taken &= self.scoring.stages[chosen.start : chosen.stop] != stage
        answer = self.ask_overwrite(int(taken.sum()), len(chosen)) if taken.any() else True
        if answer is None:
            return False
        change = self.scoring.fill(chosen, stage, self.technician, overwrite_people=answer)
        if change is not None and not self._push(score_text(stage, change.epochs), change):
            return False
        self.clear_selection()
        return True

    def take(self, text: str, change: Change) -> bool:
        """Make a change worked out elsewhere, as one step to undo; false if it could not be kept."""
        return self._push(text, change)

    def take_all(self, text: str, changes: Iterable[Change]) -> bool:
        """Make changes worked out elsewhere, as one step to undo; false if one could not be kept."""
        self.undo_stack.beginMacro(text)
        self._last_group += 1
        self._group = self._last_group
        kept = all(self._push(text, change) for change in changes)
        self._group = 0
        self.undo_stack.endMacro()
        return kept

    def accept(self, epoch: int) -> bool:
        """Confirm the stage that stands, as one's own."""
        stage = Stage(int(self.scoring.stages[epoch]))
        return stage is not Stage.UNSCORED and self.score([epoch], stage)

    def undo(self) -> bool:
        """Take the last change back, and show the epoch it was about; false where none was."""
        return self._undo_or_redo(self.undo_stack.undo, self.undo_stack.redo)

    def redo(self) -> bool:
        """Make the change again that was taken back last, and show its epoch; false where none was."""
        return self._undo_or_redo(self.undo_stack.redo, self.undo_stack.undo)

    def _undo_or_redo(self, turn: Callable[[], None], restore: Callable[[], None]) -> bool:
        """What could not be kept is tried again by the same key: the stack stays where it was."""
        stack, self._announced = self.undo_stack, None
        index, count = stack.index(), stack.count()
        turn()
        changed = self._announced
        where = epochs_of(changed) if changed is not None else range(0)
        if len(where) and self.epoch not in where:
            self.go_to(where[0])
        elif changed is None and stack.count() == count and stack.index() != index:
            restore()
        return changed is not None

    def mark_lights(self, *, off: bool) -> LightsMark:
        """Put lights off at the start, or lights on at the end, of the current epoch.

        A marker that stands there already is taken away. Nothing is changed where lights on would not come
        after lights off.
        """
        now = self.scoring.lights
        start = float(self.epoch * EPOCH_SECONDS)
        off_s, on_s = (start, now.on_s) if off else (now.off_s, start + EPOCH_SECONDS)
        removes = Lights(off_s, on_s) == now
        if removes:
            off_s, on_s = (None, on_s) if off else (off_s, None)
        if off_s is not None and on_s is not None and off_s >= on_s:
            return LightsMark.REFUSED
        if not self.set_lights(Lights(off_s, on_s)):
            return LightsMark.NOT_KEPT
        return LightsMark.REMOVED if removes else LightsMark.SET

    def set_lights(self, lights: Lights) -> bool:
        """Put the lights markers where they are wanted, as one step to undo; false if that was not kept."""
        now = self.scoring.lights
        if lights == now:
            return False
        on = lights.off_s == now.off_s
        text = translate("Undo", "lights on") if on else translate("Undo", "lights off")
        return self._push(text, self.scoring.mark_lights(lights, self.technician))

    def add_event(self, event: Event) -> None:
        """Mark an event."""
        self._push(event_name(event.kind), self.scoring.add_events([event], self.technician))

    def remove_event(self, event: Event) -> None:
        """Take an event away."""
        self._push(translate("Undo", "remove event"), self.scoring.remove_events([event], self.technician))

    def replace_event(self, old: Event, new: Event) -> None:
        """Move an event's edges, or change its kind."""
        self._push(translate("Undo", "change event"), self.scoring.replace_event(old, new, self.technician))

    def propose_events(self, proposed: ProposedEvents) -> bool:
        """Put the events of a run in, as one step to undo; false if nothing changed or it was not kept."""
        change = self.scoring.propose_events(
            proposed.events, proposed.author, proposed.searched, proposed.searched_on
        )
        if not (change.added or change.removed or change.searched_after is not None):
            return False
        return self._push(translate("Undo", "proposed events"), change)

    def confirm_event(self, event: Event) -> None:
        """Take over an event that a model has proposed."""
        change = self.scoring.confirm_events([event], self.technician)
        self._push(translate("Undo", "confirm event"), change)

    def toggle_flag(self, flag: Flag) -> None:
        """Set a flag of the current epoch, or take it away."""
        marks = self.scoring.marks(self.epoch).toggled(flag)
        self._push(flag_name(flag), self.scoring.mark(self.epoch, marks, self.technician))

    def set_note(self, note: str) -> None:
        """Write a note on the current epoch."""
        marks = self.scoring.marks(self.epoch).with_note(note)
        self._push(translate("Undo", "note"), self.scoring.mark(self.epoch, marks, self.technician))

    def set_comment(self, comment: str) -> bool:
        """Write the comment that the report prints, as one step to undo; false if it could not be kept."""
        if comment == self.scoring.comment:
            return True
        return self._push(translate("Undo", "comment"), self.scoring.write_comment(comment, self.technician))

    def marked(self, step: int) -> int | None:
        """Return the nearest epoch in a direction with a flag or a note."""
        return self._nearest(np.array(sorted(self.scoring.marked), np.int64), step)

    def _push(self, text: str, change: Change) -> bool:
        step = ChangeCommand(text, change, self._apply)
        self.undo_stack.push(step)
        return step.stands

    def _apply(self, change: Change, text: str) -> bool | None:
        """Keep a change on disk, then show it; see :class:`ChangeCommand`."""
        try:
            moved = self._store.record(
                change, self.scoring, person_at_work(self.technician), text, self._group
            )
        except (StorageError, ChangeError) as error:
            self.noticed.emit(str(error))
            return False if isinstance(error, StorageError) else None
        if moved:
            self.noticed.emit(moved)
        self._announce(change)
        return True

    def _announce(self, change: Change) -> None:
        self._announced = change
        self.saved_changed.emit(False)
        self.autosave.start()
        if isinstance(change, StageChange):
            if change.is_model_run:
                self.prescored.emit()
            self.epochs_changed.emit(change.epochs)
        elif isinstance(change, EventChange):
            self.events_changed.emit()
        elif isinstance(change, MarkChange):
            self.marks_changed.emit(change.epoch)
        elif isinstance(change, LightsChange):
            self.lights_changed.emit()

    def prescore(self, model: str | None = None) -> None:
        """Run a model in the background; a second call while one runs does nothing."""
        if self._prescoring.is_busy or self.read_only:
            return
        work = partial(_prescore, self.recording, model or self.settings.model)
        self._prescoring.start(translate("Session", "Pre-scoring"), work, Task.Priority.LowPriority)
        self.prescoring_moved.emit(0.0)

    def cancel_prescoring(self) -> None:
        """Ask the run to stop; nothing is changed by it then."""
        self._prescoring.cancel()

    def _take_prescoring(self, result: ScoringResult) -> None:
        """Take the stages alone: the recording's own annotations are offered."""
        (stages,) = changes_of(replace(result, recorded=RecordedMarks()), self.scoring)
        if self._push(translate("Undo", "pre-scoring"), stages):
            self._store.keep(result.notices)
            self.noticed.emit(joined(result.notices))

    def transition(self, step: int) -> int | None:
        """Return the nearest epoch in a direction (+1, -1) whose stage differs from the one before it."""
        stages = self.scoring.stages
        starts = np.flatnonzero(np.diff(stages)) + 1
        return self._nearest(starts, step)

    def unscored(self, step: int) -> int | None:
        """Return the nearest unscored epoch in a direction."""
        return self._nearest(np.flatnonzero(self.scoring.stages == Stage.UNSCORED), step)

    def disagreement(self, second: Scoring | None, step: int) -> int | None:
        """Return the nearest epoch in a direction that another scorer sees differently."""
        from sleepscorer.statistics import differing

        if second is None:
            return None
        return self._nearest(np.flatnonzero(differing(self.scoring.stages, second.stages)), step)

    def _nearest(self, epochs: NDArray[np.integer], step: int) -> int | None:
        ahead = epochs[epochs > self.epoch] if step > 0 else epochs[epochs < self.epoch][::-1]
        return int(ahead[0]) if ahead.size else None

    def save(self) -> None:
        """Save the sidecar; the journal already holds every change."""
        if self.read_only:
            return
        try:
            moved = self._store.save(self.scoring)
        except StorageError as error:
            self.noticed.emit(str(error))
            return
        if moved:
            self.noticed.emit(moved)
        self.autosave.stop()
        self.saved_changed.emit(True)

    def let_go(self, task: Task) -> None:
        """Ask a run that reads the recording to stop; the file is closed when the last of them has."""
        self._readers += 1
        task.let_go(self.parent(), self._close_unread)

    def _close_unread(self) -> None:
        self._readers -= 1
        if self._readers < 0:
            self.recording.close()

    def close(self) -> None:
        """Let go of the model, save, give the lock back; what a run had to say by now is taken first."""
        self.night_signals.stop()
        task = self._prescoring.release()
        if task is not None:
            self._take_in_silence(task)
        self.autosave.stop()
        try:
            self._store.close(None if self.read_only else self.scoring)
        except StorageError as error:
            self.noticed.emit(str(error))
        self.blockSignals(True)  # what a run still tells is of a night that is no longer shown
        self._close_unread()

    def _take_in_silence(self, task: Task) -> None:
        if task.result is not None:
            self.blockSignals(True)
            self._take_prescoring(task.result)
            self.blockSignals(False)
        self.let_go(task)
        self.prescoring_moved.emit(-1.0)


def _prescore(recording: Recording, model: str, progress: object, cancelled: object) -> ScoringResult:
    return score_recording(recording, model, progress, cancelled, spare_threads())  # type: ignore[arg-type]
