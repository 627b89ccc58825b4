"""Commands that score: stages, lights, flags, notes, undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sleepscorer.gui.commands.command import EDIT, EVENT, SCORE, Command
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, fill, translate
from sleepscorer.gui.scoring.completeness import ask_completeness
from sleepscorer.gui.session.questions import LightsMark
from sleepscorer.gui.session.scoring_controller import ScoringController, ScoringOutcome
from sleepscorer.gui.widgets.dialogs import ask_line
from sleepscorer.gui.workspace import Workspace
from sleepscorer.scoring import Event, EventKind, Flag
from sleepscorer.stages import EPOCH_SECONDS, Stage

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session


def commands(
    workspace: Workspace,
    controller: ScoringController,
    cancel: Callable[[], object],
    remove_event: Callable[[], bool],
    confirm_event: Callable[[], bool],
) -> tuple[Command, ...]:
    """Return the commands that score the open night.

    Parameters
    ----------
    workspace : Workspace
    controller : ScoringController
    cancel : callable
        Lets go of what was begun last, wherever in the window.
    remove_event : callable
        Takes away the event that is shown as chosen; false where none is.
    confirm_event : callable
        Confirms the proposed event that is shown as chosen; false where none is.
    """
    with_night = workspace.with_night

    def give(stage: Stage) -> Callable[[], None]:
        return lambda: announce(workspace, controller.score(stage))

    def accept() -> None:
        if not confirm_event():
            announce(workspace, controller.accept())

    def flag(kind: Flag) -> Callable[[], None]:
        return with_night(lambda session: session.toggle_flag(kind))

    def can_prescore() -> bool:
        session = workspace.session
        return session is not None and not session.read_only and not session.is_prescoring

    def stack_says(say: Callable[[Session], object]) -> Callable[[], bool]:
        return lambda: workspace.session is not None and bool(say(workspace.session))

    return (
        Command(
            "undo",
            QT_TRANSLATE_NOOP("Actions", "&Undo"),
            EDIT,
            0,
            controller.undo,
            ("Ctrl+Z",),
            enabled=stack_says(lambda session: session.undo_stack.canUndo()),
            about=lambda: workspace.session.undo_stack.undoText() if workspace.session else "",
        ),
        Command(
            "redo",
            QT_TRANSLATE_NOOP("Actions", "&Redo"),
            EDIT,
            0,
            controller.redo,
            ("Ctrl+Y", "Ctrl+Shift+Z"),
            enabled=stack_says(lambda session: session.undo_stack.canRedo()),
            about=lambda: workspace.session.undo_stack.redoText() if workspace.session else "",
        ),
        Command(
            "prescore",
            QT_TRANSLATE_NOOP("Actions", "&Pre-score the night"),
            SCORE,
            0,
            with_night(lambda session: session.prescore()),
            ("Ctrl+P",),
            enabled=can_prescore,
        ),
        Command(
            "cancel",
            QT_TRANSLATE_NOOP("Actions", "&Cancel: selection, pre-scoring, ruler"),
            SCORE,
            0,
            cancel,
            ("Esc",),
        ),
        Command("stage_w", QT_TRANSLATE_NOOP("Actions", "&Wake"), SCORE, 1, give(Stage.W), ("W", "0")),
        Command("stage_n1", QT_TRANSLATE_NOOP("Actions", "N&1"), SCORE, 1, give(Stage.N1), ("1",)),
        Command("stage_n2", QT_TRANSLATE_NOOP("Actions", "N&2"), SCORE, 1, give(Stage.N2), ("2",)),
        Command("stage_n3", QT_TRANSLATE_NOOP("Actions", "N&3"), SCORE, 1, give(Stage.N3), ("3",)),
        Command("stage_r", QT_TRANSLATE_NOOP("Actions", "&REM"), SCORE, 1, give(Stage.R), ("R", "4", "5")),
        Command(
            "unscore",
            QT_TRANSLATE_NOOP("Actions", "&Unscored"),
            SCORE,
            1,
            give(Stage.UNSCORED),
            ("U",),
        ),
        Command(
            "delete",
            QT_TRANSLATE_NOOP("Actions", "Delete the chosen event, else the stage"),
            SCORE,
            1,
            lambda: remove_event() or give(Stage.UNSCORED)(),
            ("Del",),
        ),
        Command(
            "smart_fill",
            QT_TRANSLATE_NOOP("Actions", "&Fill short unscored gaps"),
            SCORE,
            1,
            with_night(lambda session: smart_fill(workspace, session)),
            ("Ctrl+Shift+F",),
            enabled=workspace.has_night,
        ),
        Command(
            "accept",
            QT_TRANSLATE_NOOP("Actions", "&Accept the chosen proposed event, else this stage, and go on"),
            SCORE,
            1,
            accept,
            ("Enter", "Return"),
        ),
        Command(
            "advance",
            QT_TRANSLATE_NOOP("Actions", "A stage key goes to the &next epoch"),
            SCORE,
            2,
            setting="advance",
        ),
        Command(
            "lights_off",
            QT_TRANSLATE_NOOP("Actions", "Lights &off here"),
            SCORE,
            3,
            with_night(lambda session: mark_lights(workspace, session, off=True)),
            ("L",),
        ),
        Command(
            "lights_on",
            QT_TRANSLATE_NOOP("Actions", "Lig&hts on here"),
            SCORE,
            3,
            with_night(lambda session: mark_lights(workspace, session, off=False)),
            ("Shift+L",),
        ),
        Command(
            "segment",
            QT_TRANSLATE_NOOP("Actions", "Begin a segment of the night here"),
            SCORE,
            3,
            with_night(lambda session: toggle_segment(workspace, session)),
            ("Ctrl+Shift+L",),
            enabled=workspace.has_night,
        ),
        Command(
            "flag_movement",
            QT_TRANSLATE_NOOP("Actions", "&Movement or artefact"),
            SCORE,
            4,
            flag(Flag.MOVEMENT),
            ("M",),
        ),
        Command(
            "flag_not_sure", QT_TRANSLATE_NOOP("Actions", "Not &sure"), SCORE, 4, flag(Flag.NOT_SURE), ("Q",)
        ),
        Command(
            "flag_bookmark", QT_TRANSLATE_NOOP("Actions", "&Bookmark"), SCORE, 4, flag(Flag.BOOKMARK), ("B",)
        ),
        Command(
            "note",
            QT_TRANSLATE_NOOP("Actions", "No&te..."),
            SCORE,
            4,
            with_night(lambda session: ask_note(workspace, session)),
            ("N",),
        ),
        Command(
            "all_marked",
            QT_TRANSLATE_NOOP("Actions", "All events marked..."),
            EVENT,
            5,
            with_night(lambda session: ask_completeness(workspace, session)),
            enabled=workspace.has_night,
        ),
    )


def announce(workspace: Workspace, outcome: ScoringOutcome) -> None:
    """Tell what became of a key for scoring, where it cannot be seen."""
    if outcome is ScoringOutcome.NO_STAGE:
        workspace.notify(
            translate("Window", "This epoch has no stage to accept yet; press the key of its stage.")
        )
    elif outcome is ScoringOutcome.REVIEWED:
        workspace.notify(translate("Window", "The review is done: nothing is left in the queue."))


def mark_lights(workspace: Workspace, session: Session, *, off: bool) -> None:
    """Mark lights off or on at this epoch; tell where a marker goes or would stand on the wrong side."""
    mark = session.mark_lights(off=off)
    if mark is LightsMark.REMOVED:
        workspace.notify(translate("Window", "The lights marker of this epoch was taken away; Ctrl+Z: undo."))
    elif mark is LightsMark.REFUSED and off:
        workspace.notify(
            translate("Window", "Lights off has to come before lights on; mark lights on anew first.")
        )
    elif mark is LightsMark.REFUSED:
        workspace.notify(
            translate("Window", "Lights on has to come after lights off; mark lights off anew first.")
        )


def toggle_segment(workspace: Workspace, session: Session) -> None:
    """Begin a segment of the night at this epoch, or take the one away that begins here."""
    from sleepscorer.statistics.segments import MARKER, is_marker

    start_s = float(session.epoch * EPOCH_SECONDS)
    stop_s = start_s + EPOCH_SECONDS
    here = [
        event for event in session.scoring.events if is_marker(event) and start_s <= event.start_s < stop_s
    ]
    if here:
        change = session.scoring.remove_events(here, session.technician)
        sentence = translate("Window", "No segment of the night begins at this epoch any more; Ctrl+Z: undo.")
    else:
        marker = Event(EventKind.OTHER, start_s, 0.0, words=MARKER)
        change = session.scoring.add_events([marker], session.technician)
        sentence = translate(
            "Window", "A segment of the night begins here: statistics and report tell each by itself."
        )
    if session.take(translate("Undo", "segment of the night"), change):
        workspace.notify(sentence)


def smart_fill(workspace: Workspace, session: Session) -> None:
    """Score short unscored gaps between two equal stages as these, and tell how many epochs that were."""
    change = session.scoring.smart_fill_unscored(session.technician)
    if change is None:
        workspace.notify(translate("Window", "There is no short unscored gap between two equal stages."))
    elif session.take(translate("Undo", "filling of gaps"), change):
        text = translate("Window", "{count} epochs between two equal stages were filled; Ctrl+Z: undo.")
        workspace.notify(fill(text, count=len(change.epochs)))


def ask_note(workspace: Workspace, session: Session) -> None:
    """Ask for a note on the current epoch; an empty one takes it away."""
    now = session.scoring.marks(session.epoch).note
    label = translate("Window", "Note on epoch {epoch}:").format(epoch=session.epoch + 1)
    text = ask_line(workspace.window, translate("Window", "Note"), label, now)
    if text is not None and text.strip() != now:
        session.set_note(text.strip())
