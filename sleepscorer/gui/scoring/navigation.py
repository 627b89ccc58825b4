"""Commands that go through the night: by epochs, stages, marks, and to an epoch or a clock time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from sleepscorer.gui.commands.command import GO, Command
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.session.scoring_controller import ScoringController
from sleepscorer.gui.workspace import Workspace
from sleepscorer.recording import Recording
from sleepscorer.stages import EPOCH_SECONDS

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session


def commands(
    workspace: Workspace, controller: ScoringController, central: CentralWidget
) -> tuple[Command, ...]:
    """Return the commands that go through the open night."""
    with_night = workspace.with_night

    def jump(find: Callable[[Session], int | None]) -> Callable[[], None]:
        return lambda: controller.jump(find)

    return (
        Command(
            "next",
            QT_TRANSLATE_NOOP("Actions", "&Next epoch"),
            GO,
            0,
            lambda: central.view.step(1),
            ("Right",),
        ),
        Command(
            "previous",
            QT_TRANSLATE_NOOP("Actions", "&Previous epoch"),
            GO,
            0,
            lambda: central.view.step(-1),
            ("Left",),
        ),
        Command(
            "next_ten",
            QT_TRANSLATE_NOOP("Actions", "Ten epochs on"),
            GO,
            0,
            lambda: controller.step(10),
            ("PgDown",),
        ),
        Command(
            "previous_ten",
            QT_TRANSLATE_NOOP("Actions", "Ten epochs back"),
            GO,
            0,
            lambda: controller.step(-10),
            ("PgUp",),
        ),
        Command(
            "next_page",
            QT_TRANSLATE_NOOP("Actions", "Next page, by its own length"),
            GO,
            0,
            lambda: central.view.turn_page(1),
            ("Ctrl+PgDown",),
        ),
        Command(
            "previous_page",
            QT_TRANSLATE_NOOP("Actions", "Previous page, by its own length"),
            GO,
            0,
            lambda: central.view.turn_page(-1),
            ("Ctrl+PgUp",),
        ),
        Command(
            "first",
            QT_TRANSLATE_NOOP("Actions", "&First epoch"),
            GO,
            0,
            with_night(lambda session: session.go_to(0)),
            ("Home",),
        ),
        Command(
            "last",
            QT_TRANSLATE_NOOP("Actions", "&Last epoch"),
            GO,
            0,
            with_night(lambda session: session.go_to(session.n_epochs - 1)),
            ("End",),
        ),
        Command(
            "next_transition",
            QT_TRANSLATE_NOOP("Actions", "Next stage &transition"),
            GO,
            1,
            jump(lambda session: session.transition(1)),
            ("Ctrl+Right",),
        ),
        Command(
            "previous_transition",
            QT_TRANSLATE_NOOP("Actions", "Previous stage transition"),
            GO,
            1,
            jump(lambda session: session.transition(-1)),
            ("Ctrl+Left",),
        ),
        Command(
            "next_unscored",
            QT_TRANSLATE_NOOP("Actions", "Next &unscored epoch"),
            GO,
            1,
            jump(lambda session: session.unscored(1)),
            ("Ctrl+Shift+Right",),
        ),
        Command(
            "previous_unscored",
            QT_TRANSLATE_NOOP("Actions", "Previous unscored epoch"),
            GO,
            1,
            jump(lambda session: session.unscored(-1)),
            ("Ctrl+Shift+Left",),
        ),
        Command(
            "next_marked",
            QT_TRANSLATE_NOOP("Actions", "Next flag &or note"),
            GO,
            2,
            jump(lambda session: session.marked(1)),
            ("Ctrl+Down",),
        ),
        Command(
            "previous_marked",
            QT_TRANSLATE_NOOP("Actions", "Previous flag or note"),
            GO,
            2,
            jump(lambda session: session.marked(-1)),
            ("Ctrl+Up",),
        ),
        Command(
            "select_next",
            QT_TRANSLATE_NOOP("Actions", "&Select on to the next epoch"),
            GO,
            3,
            lambda: controller.select(1),
            ("Shift+Right",),
        ),
        Command(
            "select_previous",
            QT_TRANSLATE_NOOP("Actions", "Select back to the previous epoch"),
            GO,
            3,
            lambda: controller.select(-1),
            ("Shift+Left",),
        ),
        Command(
            "go_to",
            QT_TRANSLATE_NOOP("Actions", "&Go to epoch or clock time..."),
            GO,
            4,
            with_night(lambda session: ask_epoch(workspace, session)),
            ("Ctrl+G",),
            enabled=workspace.has_night,
        ),
    )


def ask_epoch(workspace: Workspace, session: Session) -> None:
    """Ask for an epoch or a clock time, and go there."""
    label = translate("Window", "Epoch (133) or clock time (23:36):")
    text, given = QInputDialog.getText(workspace.window, translate("Window", "Go to"), label)
    if not given:
        return
    epoch = epoch_from_text(text, session.recording)
    if epoch is None:
        sentence = translate("Window", "“{text}” is no epoch from 1 to {last} and no time of this night.")
        workspace.notify(sentence.format(text=text, last=session.n_epochs))
    else:
        session.go_to(epoch)


def epoch_from_text(text: str, recording: Recording) -> int | None:
    """Read the epoch meant by a number (``133``) or a clock time (``23:36``, ``23:36:30``), 0-based.

    Returns None for anything else, and for what lies outside the recording.
    """
    words = text.strip()
    if words.isdigit():
        epoch = int(words) - 1
    elif re.fullmatch(r"\d{1,2}:\d\d(:\d\d)?", words) and recording.start is not None:
        epoch = _epoch_at_clock(words, recording.start)
    else:
        return None
    return epoch if 0 <= epoch < recording.n_epochs else None


def _epoch_at_clock(words: str, start: datetime) -> int:
    hours, minutes, seconds = (int(part) for part in (words + ":0").split(":")[:3])
    clock = start.replace(hour=hours % 24, minute=minutes % 60, second=seconds % 60, microsecond=0)
    if clock < start.replace(microsecond=0):
        clock += timedelta(days=1)
    return int((clock - start).total_seconds() // EPOCH_SECONDS)
