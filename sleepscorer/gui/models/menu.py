"""Which model pre-scores, what is known of it, and what another one thinks of the night."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QTextDocument
from PySide6.QtWidgets import QMenu

from sleepscorer.gui.background.task import Job
from sleepscorer.gui.help.texts import show_text
from sleepscorer.gui.i18n.translation import fill, number, translate
from sleepscorer.prescoring.model_card import ModelCard, available_models
from sleepscorer.prescoring.plugins import Scorer, outside_scorers
from sleepscorer.prescoring.prescore import DEFAULT_MODEL
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.prescoring.run import score_recording, scoring_of
from sleepscorer.processors import spare_threads
from sleepscorer.recording import Recording

if TYPE_CHECKING:
    from sleepscorer.gui.main_window import MainWindow
    from sleepscorer.gui.session.session import Session


_CHANNELS = re.compile(r", \d+ channels?")


@dataclass(frozen=True)
class Choice:
    """Something that can score a night.

    Attributes
    ----------
    name : str
        What ``Settings.model`` holds.
    text : str
        In the menu.
    tip : str
        Figures that its card gives.
    about : str
        What there is to read of it, in Markdown.
    group : str
        Title of the sub-menu it stands in; empty for the menu itself.
    outside : bool
    """

    name: str
    text: str
    tip: str
    about: str
    group: str = ""
    outside: bool = False


def choices() -> list[Choice]:
    """The usual model, families of models with their variants, and outside scorers."""
    cards = sorted(available_models(), key=lambda card: card.family != DEFAULT_MODEL)
    found = []
    for family in dict.fromkeys(card.family for card in cards):
        members = [card for card in cards if card.family == family]
        if len(members) > 1 or members[0].name != family:
            found += _family(family, members)
        else:
            found.append(_single(members[0]))
    return [*found, *map(_outside, outside_scorers())]


def _single(card: ModelCard, group: str = "") -> Choice:
    return Choice(card.name, card.title, _figures(card), _card_text(card), group)


def _family(family: str, members: list[ModelCard]) -> list[Choice]:
    title = _CHANNELS.sub("", members[0].title)
    tip = translate("Models", "The variant of {family} that the recording's channels can feed best.")
    text = translate("Models", "{family}, the variant that fits")
    about = "\n\n---\n\n".join(map(_card_text, members))
    fitting = Choice(family, text.format(family=title), tip.format(family=title), about, title)
    return [fitting, *(_single(card, title) for card in members)]


def _outside(scorer: Scorer) -> Choice:
    if scorer.version:
        tip = translate("Models", "An outside scorer, version {version}").format(version=scorer.version)
    else:
        tip = translate("Models", "An outside scorer, not installed: {how}").format(how=scorer.install)
    about = f"# {scorer.title}\n\n{tip}.\n\n{(type(scorer).__doc__ or '').strip()}"
    return Choice(scorer.name, scorer.title, tip, about, outside=True)


def _figures(card: ModelCard) -> str:
    """Lines on what was measured, and on the size of the network."""
    text = translate("Models", "kappa {kappa:.2f}, accuracy {accuracy:.0%} on {where}")
    size = fill(translate("Models", "{count:,} trainable parameters"), count=card.trainable_parameters)
    measured = [
        fill(text, kappa=one["kappa"], accuracy=one["accuracy"], where=one["measured_on"])
        for one in card.figures
        if "kappa" in one and "accuracy" in one
    ]
    return "\n".join([size, *measured])


def _card_text(card: ModelCard) -> str:
    try:
        return (card.folder / "CARD.md").read_text(encoding="utf-8")
    except OSError:
        text = translate("Models", "The card of this model cannot be read; install the model again.")
        return f"# {card.title}\n\n{text}"


class ModelMenu(QObject):
    """The menus of models: looked for anew each time they are opened.

    Parameters
    ----------
    window : MainWindow
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._job: Job | None = None
        self._doing = ""
        self._asked: Session | None = None
        self.models = QMenu(translate("Menus", "Mo&del"), window)
        self.opinions = QMenu(translate("Menus", "Second op&inion"), window)
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
        found, group = choices(), QActionGroup(self.models)
        for choice, menu in _placed(self.models, found):
            action = self._add(menu, choice, partial(self.choose, choice))
            action.setCheckable(True)
            action.setChecked(choice.name == self._window.settings.model)
            group.addAction(action)
        self.models.addSeparator()
        self.models.addAction(translate("Models", "&About this model..."), lambda: self.show_about(found))

    def fill_opinions(self) -> None:
        """List what can give an opinion on the night that is open."""
        _empty(self.opinions)
        session = self._window.session
        for choice, menu in _placed(self.opinions, choices()):
            action = self._add(menu, choice, partial(self.ask, choice))
            action.setEnabled(session is not None and self._job is None)
        self.opinions.addSeparator()
        self.opinions.addAction(translate("Models", "&Stop"), self.cancel).setEnabled(self._job is not None)

    def _add(self, menu: QMenu, choice: Choice, run: Callable[[], None]) -> QAction:
        action = QAction(choice.text.replace("&", "&&"), menu)
        action.setObjectName(choice.name)
        action.setToolTip(choice.tip)
        action.triggered.connect(lambda checked=False: run())
        menu.addAction(action)
        return action

    def choose(self, choice: Choice) -> None:
        """Let a model pre-score from now on, and remember it."""
        self._window.settings.model = choice.name
        self._window.save_settings()
        text = translate("Models", "{model} pre-scores from now on; Ctrl+P scores this night with it.")
        self._window.say(text.format(model=choice.text))

    def show_about(self, found: list[Choice]) -> None:
        """Show the card of the chosen model."""
        wanted = self._window.settings.model
        text = next((one.about for one in found if one.name == wanted), "")
        document = QTextDocument()
        lacking = translate("Models", "The model {name} is not installed; choose another one.")
        document.setMarkdown(text or lacking.format(name=wanted))
        show_text(self._window, translate("Models", "About this model"), document.toHtml())

    def ask(self, choice: Choice) -> None:
        """Have a scorer score the night in the background; the scoring itself is not touched."""
        session = self._window.session
        if session is None or self._job is not None:
            return
        text = translate("Models", "The second opinion of {model}")
        self._doing, self._asked = text.format(model=choice.text), session
        self._job = Job(self._doing, partial(_opinion, session.recording, choice.name), self)
        self._job.progressed.connect(self._show_progress)
        self._job.succeeded.connect(self._take)
        self._job.failed.connect(self._fail)
        self._job.finished.connect(self._end)
        self._job.start(Job.Priority.LowPriority)

    @property
    def is_asking(self) -> bool:
        """Whether a second opinion is being formed."""
        return self._job is not None

    def stop(self) -> None:
        """Let go of a run before its night is closed; its result is dropped."""
        if self._job is not None and self._asked is not None:
            self._asked.let_go(self._job)
            self._job, self._asked = None, None
            self._window.statusBar().clearMessage()

    def cancel(self) -> None:
        """Ask the run to stop; nothing is shown then."""
        if self._job is not None:
            self._job.requestInterruption()

    def _is_let_go(self) -> bool:
        """Whether what is told now is told by a run of a night that was left."""
        sender = self.sender()
        return self._job is None or (isinstance(sender, Job) and sender is not self._job)

    def _fail(self, sentence: str) -> None:
        if not self._is_let_go():
            self._window.say(sentence)

    def _show_progress(self, done: float) -> None:
        if not self._is_let_go():
            self._window.statusBar().showMessage(f"{self._doing}: {number(done, '.0%')}")

    def _take(self, result: ScoringResult) -> None:
        if self._is_let_go() or self._window.session is not self._asked:
            return
        self._window.show_second(scoring_of(result))
        self._window.say(
            " ".join((translate("Models", "Second opinion, shown below yours."), *result.notices))
        )

    def _end(self) -> None:
        if self._is_let_go():
            return
        if self._job is not None:
            self._job.deleteLater()
            self._job, self._asked = None, None
        self._window.statusBar().clearMessage()


def _empty(menu: QMenu) -> None:
    menu.clear()
    for inner in menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        inner.deleteLater()


def _placed(menu: QMenu, found: Iterable[Choice]) -> Iterator[tuple[Choice, QMenu]]:
    """Each choice with the menu it belongs into; sub-menus are made where the first one needs them."""
    groups: dict[str, QMenu] = {"": menu}
    for choice in found:
        if choice.group not in groups:
            inner = QMenu(choice.group.replace("&", "&&"), menu)
            inner.setToolTipsVisible(True)
            menu.addMenu(inner)
            groups[choice.group] = inner
        yield choice, groups[choice.group]


def _opinion(recording: Recording, name: str, progress: Any, cancelled: Any) -> ScoringResult:
    return score_recording(recording, name, progress, cancelled, spare_threads())
