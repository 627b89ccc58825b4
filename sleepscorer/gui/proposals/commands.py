"""Commands of the proposed events: have them proposed, go through them, take or reject each."""

from __future__ import annotations

from sleepscorer.gui.commands.command import EVENT, Command
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP
from sleepscorer.gui.proposals.controller import ProposalController


def commands(proposals: ProposalController) -> tuple[Command, ...]:
    """Return the commands of the proposed events."""
    return (
        Command(
            "propose_events",
            QT_TRANSLATE_NOOP("Actions", "Propose events"),
            EVENT,
            3,
            proposals.run,
            ("Ctrl+Alt+P",),
            enabled=proposals.can_run,
            about=proposals.how_to_install,
        ),
        Command(
            "proposal_next",
            QT_TRANSLATE_NOOP("Actions", "Next proposed event"),
            EVENT,
            3,
            lambda: proposals.go(1),
            ("Ctrl+.",),
            repeats=True,
        ),
        Command(
            "proposal_previous",
            QT_TRANSLATE_NOOP("Actions", "Previous proposed event"),
            EVENT,
            3,
            lambda: proposals.go(-1),
            ("Ctrl+;",),
            repeats=True,
        ),
        Command(
            "proposal_take",
            QT_TRANSLATE_NOOP("Actions", "Take the proposed event, and go on"),
            EVENT,
            3,
            proposals.take,
            ("Ctrl+Return", "Ctrl+Enter"),
        ),
        Command(
            "proposal_reject",
            QT_TRANSLATE_NOOP("Actions", "Reject the proposed event, and go on"),
            EVENT,
            3,
            proposals.reject,
            ("Ctrl+Del",),
        ),
    )
