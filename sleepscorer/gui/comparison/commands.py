"""Commands that compare the scoring with those of others."""

from __future__ import annotations

from collections.abc import Callable

from sleepscorer.gui.commands.command import FILE, GO, Command
from sleepscorer.gui.comparison.consensus import ConsensusMaker
from sleepscorer.gui.comparison.hypnogram_import import HypnogramImport
from sleepscorer.gui.comparison.model import ComparisonModel
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP
from sleepscorer.gui.workspace import Workspace


def commands(
    workspace: Workspace,
    comparison: ComparisonModel,
    hypnograms: HypnogramImport,
    consensus: ConsensusMaker,
) -> tuple[Command, ...]:
    """Return the commands that compare scorings of the open night."""

    def has_second() -> bool:
        return comparison.second is not None

    def go(step: int) -> Callable[[], None]:
        def go_to_difference() -> None:
            session = workspace.session
            epoch = session.disagreement(comparison.second, step) if session is not None else None
            if session is not None and epoch is not None:
                session.go_to(epoch)

        return go_to_difference

    return (
        Command(
            "import_second",
            QT_TRANSLATE_NOOP("Actions", "Compare &with hypnograms..."),
            FILE,
            1,
            hypnograms.ask,
            ("Ctrl+I",),
            enabled=workspace.has_night,
        ),
        Command(
            "close_second",
            QT_TRANSLATE_NOOP("Actions", "Close the compared &hypnogram"),
            FILE,
            1,
            comparison.close,
            enabled=has_second,
        ),
        Command(
            "consensus",
            QT_TRANSLATE_NOOP("Actions", "Co&nsensus..."),
            FILE,
            1,
            consensus.make,
            ("Ctrl+Shift+J",),
            enabled=has_second,
        ),
        Command(
            "next_disagreement",
            QT_TRANSLATE_NOOP("Actions", "Next &disagreement"),
            GO,
            2,
            go(1),
            ("Alt+Right",),
            enabled=has_second,
        ),
        Command(
            "previous_disagreement",
            QT_TRANSLATE_NOOP("Actions", "Previous disagreement"),
            GO,
            2,
            go(-1),
            ("Alt+Left",),
            enabled=has_second,
        ),
        Command(
            "next_compared",
            QT_TRANSLATE_NOOP("Actions", "Compare with the next hypnogram"),
            GO,
            2,
            lambda: comparison.step(1),
            ("Alt+Down",),
            enabled=has_second,
        ),
        Command(
            "previous_compared",
            QT_TRANSLATE_NOOP("Actions", "Compare with the previous hypnogram"),
            GO,
            2,
            lambda: comparison.step(-1),
            ("Alt+Up",),
            enabled=has_second,
        ),
    )
