"""The consensus of the scorings that are open becomes the scoring under review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from sleepscorer.gui.comparison.model import ComparisonModel
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.workspace import Workspace
from sleepscorer.scoring import Author, AuthorKind, Scoring
from sleepscorer.stages import Stage

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session
    from sleepscorer.statistics import Consensus

FEWEST = 2
"""Scorings of which there can be a consensus."""


@dataclass(frozen=True)
class ConsensusChoice:
    """Choice of the scorers whose majority is wanted.

    Attributes
    ----------
    own : bool
        Whether the scoring under review has a vote.
    others : tuple of int
        Places of the other scorings that have one.
    overwrite : bool
        Whether epochs that a person has scored otherwise are replaced.
    """

    own: bool
    others: tuple[int, ...]
    overwrite: bool = False

    @property
    def votes(self) -> int:
        """Number of scorers."""
        return len(self.others) + self.own


Describe = Callable[[ConsensusChoice], str]
AskConsensus = Callable[[Sequence[str], Describe], ConsensusChoice | None]
"""Asked with the names of the others, and what says what a choice would do; None does nothing."""


class ConsensusDialog(QDialog):
    """Dialog on who has a vote, and what comes of it.

    Parameters
    ----------
    names : sequence of str
        Of the other scorings.
    describe : callable
        Says what a choice would do.
    """

    def __init__(self, names: Sequence[str], describe: Describe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Consensus", "Consensus"))
        self._describe = describe
        self.others = [QCheckBox(name.replace("&", "&&"), self) for name in names]
        self.own = QCheckBox(translate("Consensus", "&This scoring has a vote too"), self)
        text = translate("Consensus", "&Replace what a person has scored otherwise")
        self.overwrite = QCheckBox(text, self)
        self.outcome = QLabel(self)
        self.outcome.setWordWrap(True)
        self.outcome.setMinimumWidth(420)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(
            QLabel(translate("Consensus", "Each epoch gets the stage that most of these say:"), self)
        )
        for box in self.others:
            box.setChecked(True)
        for box in (*self.others, self.own, self.overwrite):
            box.toggled.connect(self._tell)
            layout.addWidget(box)
        layout.addWidget(self.outcome)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel, Qt.Orientation.Horizontal, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self._tell()

    def chosen(self) -> ConsensusChoice:
        """Return what is chosen."""
        chosen = tuple(index for index, box in enumerate(self.others) if box.isChecked())
        return ConsensusChoice(self.own.isChecked(), chosen, self.overwrite.isChecked())

    def _tell(self) -> None:
        choice = self.chosen()
        enough = choice.votes >= FEWEST
        few = translate("Consensus", "A consensus needs two scorings or more.")
        self.outcome.setText(self._describe(choice) if enough else few)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(enough)


def ask_consensus(parent: QWidget, names: Sequence[str], describe: Describe) -> ConsensusChoice | None:
    """Ask who has a vote."""
    dialog = ConsensusDialog(names, describe, parent)
    return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else None


class ConsensusMaker:
    """Makes the consensus of the scorings that are open the scoring under review.

    Parameters
    ----------
    workspace : Workspace
    comparison : ComparisonModel

    Attributes
    ----------
    ask : callable
        Asked who has a vote.
    """

    def __init__(self, workspace: Workspace, comparison: ComparisonModel) -> None:
        self._workspace = workspace
        self._comparison = comparison
        self.ask: AskConsensus = partial(ask_consensus, workspace.window)

    def make(self) -> bool:
        """Ask who has a vote, and give each epoch the stage of the majority, as one step to undo."""
        session, others = self._workspace.session, self._comparison.others
        if session is None or not others:
            self._workspace.notify(translate("Consensus", "Open the scorings of others first: Ctrl+I."))
            return False
        choice = self.ask([other.name for other in others], partial(self.describe, session))
        return choice is not None and choice.votes >= FEWEST and self._take(session, choice)

    def _take(self, session: Session, choice: ConsensusChoice) -> bool:
        result = self._consensus(session, choice)
        name = translate("Consensus", "consensus of {count}").format(count=choice.votes)
        change = session.scoring.assign(
            _voted(result),
            Author(AuthorKind.IMPORT, name),
            overwrite_people=choice.overwrite,
            ties=result.ties,
        )
        if change is None:
            text = translate("Consensus", "The scoring says the same already; nothing was changed.")
            self._workspace.notify(text)
            return False
        description = self.describe(session, choice)
        if not session.take(name, change):
            return False
        more = translate("Consensus", "Space goes through the ties.") if result.ties else ""
        self._workspace.notify(f"{description} {more}".strip())
        return True

    def _consensus(self, session: Session, choice: ConsensusChoice) -> Consensus:
        from sleepscorer.statistics import consensus

        stages = [self._comparison.others[index].scoring.stages for index in choice.others]
        return consensus([*stages, *([session.scoring.stages] if choice.own else [])])

    def describe(self, session: Session, choice: ConsensusChoice) -> str:
        """Describe what a consensus comes to, in two sentences."""
        result = self._consensus(session, choice)
        voted = _voted(result)
        kept = _of_people(session.scoring, voted)
        text = translate("Consensus", "A majority in {count} epochs; a tie in {ties}, which stay unscored.")
        if choice.overwrite:
            people = translate("Consensus", "{kept} epochs that a person has scored otherwise are replaced.")
        else:
            people = translate(
                "Consensus", "{kept} epochs that a person has scored otherwise stay as they are."
            )
        ties = len(result.ties)
        return f"{text.format(count=len(voted) - ties, ties=ties)} {people.format(kept=kept)}"


def _voted(result: Consensus) -> dict[int, Stage]:
    """Stage of each epoch that anybody has scored; a tie is unscored."""
    voted = (result.votes.sum(axis=1) > 0).nonzero()[0].tolist()
    return {epoch: Stage(int(result.stages[epoch])) for epoch in voted}


def _of_people(scoring: Scoring, voted: dict[int, Stage]) -> int:
    """Number of epochs that a person has scored, and as another stage."""
    by_human, stages = scoring.by_human(), scoring.stages
    return sum(bool(by_human[epoch]) and stages[epoch] != stage for epoch, stage in voted.items())
