"""Hypnograms of other scorers, read in the window: what a file does not say is asked.

An answer is kept for the recording's device, and is what the next question begins with; it never stands for
an answer, and never counts before what a file says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from sleepscorer.errors import HypnogramError, SleepscorerError, UnknownKeyError, UnknownWordsError
from sleepscorer.gui.comparison.model import ComparisonModel
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.widgets.dialogs import file_filters
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import joined
from sleepscorer.scoring import Author, AuthorKind, scoring_from_stages
from sleepscorer.settings import DeviceSettings
from sleepscorer.stages import EPOCH_SECONDS, Stage

if TYPE_CHECKING:
    from sleepscorer.formats import Hypnogram, Placed
    from sleepscorer.gui.comparison.stage_questions import AskKey, AskWords, KeyReading, Stages, WordsQuestion
    from sleepscorer.gui.session.session import Session

HYPNOGRAMS = "*.edf *.EDF *.csv *.txt *.json *.xml *.annot *.eannot *.tsv"


@dataclass(frozen=True)
class _Answers:
    """Answers of the user about a file."""

    epoch_seconds: float | None = None
    key: str | None = None
    words: Mapping[str, Stage] = field(default_factory=dict)

    def read(self, path: Path) -> Hypnogram:
        from sleepscorer.formats import read_hypnogram

        return read_hypnogram(path, epoch_seconds=self.epoch_seconds, key=self.key, words=self.words)


@dataclass
class HypnogramPrompts:
    """Questions on what a hypnogram does not say; None to any of them leaves it closed.

    Attributes
    ----------
    epoch_length : callable
        Asked how many seconds its epochs last.
    first_epoch : callable
        Asked, with the number of epochs, at which epoch of the night it starts, from 1.
    key : callable
        Asked which key its numbers follow.
    words : callable
        Asked what its words stand for.
    """

    epoch_length: Callable[[], float | None]
    first_epoch: Callable[[int], int | None]
    key: AskKey
    words: AskWords


class HypnogramImport:
    """Opens hypnograms of other scorers, to be compared with the scoring under review.

    Parameters
    ----------
    workspace : Workspace
    comparison : ComparisonModel
        Takes the scorings.

    Attributes
    ----------
    prompts : HypnogramPrompts
    """

    def __init__(self, workspace: Workspace, comparison: ComparisonModel) -> None:
        self._workspace = workspace
        self._comparison = comparison
        window = workspace.window
        self.prompts = HypnogramPrompts(
            partial(ask_epoch_length, window),
            partial(ask_first_epoch, window),
            partial(_ask_key, workspace),
            partial(_ask_words, workspace),
        )

    def ask(self) -> None:
        """Ask for hypnograms, and compare with them."""
        session = self._workspace.session
        if session is None:
            return
        title = translate("Files", "Compare with hypnograms")
        filters = file_filters(translate("Files", "Hypnograms"), HYPNOGRAMS)
        folder = str(session.recording.path.parent)
        paths, _ = QFileDialog.getOpenFileNames(self._workspace.window, title, folder, filters)
        for path in paths:
            self.open(Path(path))

    def open(self, path: Path) -> bool:
        """Show a hypnogram under the scoring, aligned by clock time; what the file does not say is asked.

        A question that is not answered leaves the hypnogram closed.
        """
        session = self._workspace.session
        if session is None:
            return False
        try:
            read = self._read(session, path)
            placed = self._place(session, read) if read is not None else None
        except SleepscorerError as error:
            self._workspace.notify(str(error))
            return False
        if read is None or placed is None:
            return False
        author = Author(AuthorKind.IMPORT, path.name)
        self._comparison.add(scoring_from_stages(placed.stages, author), path)
        warnings = [*read.warnings, *placed.warnings]
        if warnings:
            self._workspace.notify(joined(warnings))
        return True

    def _place(self, session: Session, read: Hypnogram) -> Placed | None:
        """A hypnogram on the epochs of the night; where it starts is asked where the clocks do not tell."""
        from sleepscorer.formats import place

        placed = place(read, session.recording.start, session.n_epochs)
        if placed.is_sure:
            return placed
        first = self.prompts.first_epoch(session.n_epochs)
        if first is None:
            return None
        shift_s = float((first - 1) * EPOCH_SECONDS) - read.onset_s
        return place(read, session.recording.start, session.n_epochs, shift_s=shift_s)

    def _read(self, session: Session, path: Path) -> Hypnogram | None:
        """Read a hypnogram, asking for what it does not say; None where that was not answered."""
        device = self._workspace.settings.device(session.recording.device)
        answers: _Answers | None = _Answers(self._workspace.settings.text_epoch_s or None)
        while answers is not None:
            try:
                read = answers.read(path)
            except UnknownWordsError as error:
                answers = self._ask_words(device, path, answers, error)
                continue
            except UnknownKeyError as error:
                answers = self._ask_key(device, path, answers, error)
                continue
            if not read.says_key and answers.key is None:
                answers = self._ask_key(device, path, answers)
            elif not read.says_epoch_length and answers.epoch_seconds is None:
                answers = self._ask_length(answers)
            else:
                return read
        return None

    def _ask_length(self, answers: _Answers) -> _Answers | None:
        epoch_s = self.prompts.epoch_length()
        if epoch_s is None:
            return None
        self._workspace.set("text_epoch_s", epoch_s)
        return replace(answers, epoch_seconds=epoch_s)

    def _ask_key(
        self, device: DeviceSettings, path: Path, answers: _Answers, refusal: HypnogramError | None = None
    ) -> _Answers | None:
        """Answers with a key; refused where no key knows the numbers."""
        readings = _readings(path, answers)
        if refusal is not None and (answers.key is not None or not readings):
            raise refusal
        key = self.prompts.key(path, readings, device.stage_key)
        if key is None:
            return None
        device.stage_key = key
        return replace(answers, key=key)

    def _ask_words(
        self, device: DeviceSettings, path: Path, answers: _Answers, refusal: UnknownWordsError
    ) -> _Answers | None:
        from sleepscorer.gui.comparison.stage_questions import WordsQuestion

        if all(word in answers.words for word, _ in refusal.words):
            raise refusal  # the answers did not help

        def preview(words: Mapping[str, Stage]) -> Stages | None:
            try:
                return replace(answers, words={**answers.words, **words}).read(path).stages
            except HypnogramError:  # there are more questions to come
                return None

        usual = {word: Stage(stage) for word, stage in device.stage_words.items()}
        given = self.prompts.words(WordsQuestion(path, refusal.words, preview, usual))
        if given is None:
            return None
        device.stage_words.update({word: int(stage) for word, stage in given.items()})
        return replace(answers, words={**answers.words, **given})


def _ask_key(workspace: Workspace, path: Path, readings: Sequence[KeyReading], usual: str) -> str | None:
    from sleepscorer.gui.comparison.stage_questions import ask_key  # needed by nothing of the start

    return ask_key(workspace.window, workspace.theme, path, readings, usual)


def _ask_words(workspace: Workspace, question: WordsQuestion) -> dict[str, Stage] | None:
    from sleepscorer.gui.comparison.stage_questions import ask_words

    return ask_words(workspace.window, workspace.theme, question)


def _readings(path: Path, answers: _Answers) -> list[KeyReading]:
    """The night by each key that knows its numbers; keys that make the same of it go together."""
    from sleepscorer.formats.number_keys import KEYS
    from sleepscorer.gui.comparison.stage_questions import KeyReading

    by_stages: dict[bytes, KeyReading] = {}
    for key in KEYS:
        try:
            stages = replace(answers, key=key).read(path).stages
        except HypnogramError:
            continue
        same = by_stages.get(stages.tobytes())
        by_stages[stages.tobytes()] = KeyReading((*same.keys, key) if same else (key,), stages)
    return list(by_stages.values())


def ask_epoch_length(parent: QWidget) -> float | None:
    """Ask how many seconds the epochs of text hypnograms last; None where the question is not answered."""
    title = translate("Files", "Length of an epoch")
    text = translate(
        "Files",
        "The file does not say how long its epochs are. The answer is kept for other files, and can be "
        "changed in the preferences. Seconds:",
    )
    seconds, given = QInputDialog.getDouble(parent, title, text, float(EPOCH_SECONDS), 1.0, 600.0, 1)
    return seconds if given else None


def ask_first_epoch(parent: QWidget, n_epochs: int) -> int | None:
    """Ask at which epoch of the night a hypnogram starts, from 1; None where it is not answered."""
    title = translate("Files", "Start of the hypnogram")
    text = translate("Files", "The file does not say when it starts. It starts with epoch:")
    epoch, given = QInputDialog.getInt(parent, title, text, 1, 1, n_epochs)
    return epoch if given else None
