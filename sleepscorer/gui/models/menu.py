"""Menus of the models: the one that pre-scores, its card, and second opinions of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QTextDocument
from PySide6.QtWidgets import QMenu

from sleepscorer.gui.background.task import Task, TaskSlot
from sleepscorer.gui.i18n.translation import number, translate
from sleepscorer.gui.widgets.dialogs import show_text
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import joined
from sleepscorer.processors import spare_threads
from sleepscorer.recording import Recording

if TYPE_CHECKING:
    from sleepscorer.gui.session.scorer_choices import ScorerChoice
    from sleepscorer.gui.session.session import Session
    from sleepscorer.prescoring.result import ScoringResult


class ModelMenu(QObject):
    """The menus of models, which are looked for each time they are opened.

    Parameters
    ----------
    workspace : Workspace

    Signals
    -------
    opinion_formed(Scoring)
        What another scorer makes of the open night.
    progressed(str)
        How far that scorer is; an empty text once it has ended.
    """

    opinion_formed = Signal(object)
    progressed = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._asking = TaskSlot(self)
        self._asking.progressed.connect(self._show_progress)
        self._asking.succeeded.connect(self._take)
        self._asking.failed.connect(workspace.notify)
        self._asking.ended.connect(self._end)
        self._doing = ""
        self._asked: Session | None = None
        self.models = QMenu(translate("Menus", "Mo&del"), workspace.window)
        self.opinions = QMenu(translate("Menus", "Second op&inion"), workspace.window)
        for menu, refill in ((self.models, self.fill_models), (self.opinions, self.fill_opinions)):
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(refill)

    def add_to(self, menu: QMenu) -> None:
        """Add both menus to another one."""
        menu.addSeparator()
        menu.addMenu(self.models)
        menu.addMenu(self.opinions)

    def fill_models(self) -> None:
        """List what can pre-score, the chosen one checked."""
        _empty(self.models)
        listed, group = _choices(), QActionGroup(self.models)
        for choice, menu in _placed(self.models, listed):
            action = self._add(menu, choice, partial(self.choose, choice))
            action.setCheckable(True)
            action.setChecked(choice.name == self._workspace.settings.model)
            group.addAction(action)
        self.models.addSeparator()
        self.models.addAction(translate("Models", "&About this model..."), lambda: self.show_about(listed))

    def fill_opinions(self) -> None:
        """List what can give an opinion on the night that is open."""
        _empty(self.opinions)
        session = self._workspace.session
        for choice, menu in _placed(self.opinions, _choices()):
            action = self._add(menu, choice, partial(self.ask, choice))
            action.setEnabled(session is not None and not self._asking.is_busy)
        self.opinions.addSeparator()
        self.opinions.addAction(translate("Models", "&Stop"), self.cancel).setEnabled(self._asking.is_busy)

    def _add(self, menu: QMenu, choice: ScorerChoice, run: Callable[[], None]) -> QAction:
        action = QAction(choice.text.replace("&", "&&"), menu)
        action.setObjectName(choice.name)
        action.setToolTip(choice.tip)
        action.triggered.connect(lambda checked=False: run())
        menu.addAction(action)
        return action

    def choose(self, choice: ScorerChoice) -> None:
        """Let a model pre-score from now on, and remember it."""
        self._workspace.set("model", choice.name)
        self._workspace.save_settings()
        text = translate("Models", "{model} pre-scores from now on; Ctrl+P scores this night with it.")
        self._workspace.notify(text.format(model=choice.text))

    def show_about(self, listed: list[ScorerChoice]) -> None:
        """Show the card of the chosen model."""
        wanted = self._workspace.settings.model
        text = next((choice.about for choice in listed if choice.name == wanted), "")
        document = QTextDocument()
        lacking = translate("Models", "The model {name} is not installed; choose another one.")
        document.setMarkdown(text or lacking.format(name=wanted))
        show_text(self._workspace.window, translate("Models", "About this model"), document.toHtml())

    def ask(self, choice: ScorerChoice) -> None:
        """Have a scorer score the night in the background; the scoring itself is not touched."""
        session = self._workspace.session
        if session is None or self._asking.is_busy:
            return
        text = translate("Models", "The second opinion of {model}")
        self._doing, self._asked = text.format(model=choice.text), session
        work = partial(_opinion, session.recording, choice.name)
        self._asking.start(self._doing, work, Task.Priority.LowPriority)

    @property
    def is_asking(self) -> bool:
        """Whether a second opinion is being formed."""
        return self._asking.is_busy

    def leave(self) -> None:
        """Let go of a run before its night is closed; its result is dropped."""
        task, asked = self._asking.release(), self._asked
        if task is not None and asked is not None:
            asked.let_go(task)
            self._asked = None
            self.progressed.emit("")

    def cancel(self) -> bool:
        """Ask the run to stop, and nothing is shown; false where there is none."""
        return self._asking.cancel()

    def _show_progress(self, done: float) -> None:
        self.progressed.emit(f"{self._doing}: {number(done, '.0%')}")

    def _take(self, result: ScoringResult) -> None:
        if self._workspace.session is not self._asked:
            return
        from sleepscorer.prescoring.run import scoring_of

        self.opinion_formed.emit(scoring_of(result))
        self._workspace.notify(
            joined((translate("Models", "Second opinion, shown below yours."), *result.notices))
        )

    def _end(self) -> None:
        self._asked = None
        self.progressed.emit("")


def _choices() -> list[ScorerChoice]:
    from sleepscorer.gui.session.scorer_choices import choices  # needed by nothing of the start

    return choices()


def _empty(menu: QMenu) -> None:
    menu.clear()
    for inner in menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        inner.deleteLater()


def _placed(menu: QMenu, listed: Iterable[ScorerChoice]) -> Iterator[tuple[ScorerChoice, QMenu]]:
    """Each choice with the menu it belongs into; sub-menus are made where the first one needs them."""
    groups: dict[str, QMenu] = {"": menu}
    for choice in listed:
        if choice.group not in groups:
            inner = QMenu(choice.group.replace("&", "&&"), menu)
            inner.setToolTipsVisible(True)
            menu.addMenu(inner)
            groups[choice.group] = inner
        yield choice, groups[choice.group]


def _opinion(recording: Recording, name: str, progress: Any, cancelled: Any) -> ScoringResult:
    from sleepscorer.prescoring.run import score_recording

    return score_recording(recording, name, progress, cancelled, spare_threads())
