"""Commands of the review: the next epoch or proposed event that deserves a look, and in which order."""

from __future__ import annotations

from sleepscorer.gui.commands.command import GO, Command
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.gui.review.controller import ReviewController
from sleepscorer.gui.workspace import Workspace


def commands(workspace: Workspace, review: ReviewController) -> tuple[Command, ...]:
    """Return the commands of the review."""
    return (
        Command(
            "review_next",
            QT_TRANSLATE_NOOP("Actions", "Next epoch or proposed event to re&view"),
            GO,
            2,
            lambda: go(workspace, review, 1),
            ("Space",),
        ),
        Command(
            "review_previous",
            QT_TRANSLATE_NOOP("Actions", "Previous epoch or proposed event to review"),
            GO,
            2,
            lambda: go(workspace, review, -1),
            ("Shift+Space",),
        ),
        Command(
            "review_by_risk",
            QT_TRANSLATE_NOOP("Actions", "&Review the most doubtful first"),
            GO,
            2,
            setting="review_by_risk",
        ),
        Command(
            "review_by_kind",
            QT_TRANSLATE_NOOP("Actions", "Review the stages first, then proposed events by kind"),
            GO,
            2,
            setting="review_by_kind",
        ),
    )


def go(workspace: Workspace, review: ReviewController, step: int) -> None:
    """Go on in the review queue; tell where it is empty, or where there is none yet."""
    if workspace.session is None or review.go(step):
        return
    if review.review is None:
        workspace.notify(
            translate("Window", "There is nothing to review before a model has scored the night.")
        )
    else:
        workspace.notify(translate("Window", "Nothing is left to review in this night."))
