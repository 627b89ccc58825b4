"""Reads a hypnogram in the window: what the file does not say is asked.

An answer is kept for the recording's device, and is what the next question begins with; it never stands for
an answer, and never counts before what a file says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sleepscorer.errors import HypnogramError, UnknownKeyError, UnknownWordsError
from sleepscorer.gui.files.stage_questions import KeyReading, Stages, WordsQuestion
from sleepscorer.stages import Stage

if TYPE_CHECKING:
    from sleepscorer.formats import Hypnogram
    from sleepscorer.gui.main_window import MainWindow
    from sleepscorer.settings import DeviceSettings


@dataclass(frozen=True)
class _Answers:
    """What the user has said of a file."""

    epoch_seconds: float | None = None
    key: str | None = None
    words: Mapping[str, Stage] = field(default_factory=dict)

    def read(self, path: Path) -> Hypnogram:
        from sleepscorer.formats import read_hypnogram

        return read_hypnogram(path, epoch_seconds=self.epoch_seconds, key=self.key, words=self.words)


def read_asking(window: MainWindow, path: Path) -> Hypnogram | None:
    """Read a hypnogram, asking for what it does not say.

    Parameters
    ----------
    window : MainWindow
        With a night.
    path : Path

    Returns
    -------
    Hypnogram or None
        None where a question was not answered.

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be read whatever was answered.
    """
    answers: _Answers | None = _Answers(window.settings.text_epoch_s or None)
    while answers is not None:
        try:
            read = answers.read(path)
        except UnknownWordsError as error:
            answers = _ask_words(window, path, answers, error)
            continue
        except UnknownKeyError as error:
            answers = _ask_key(window, path, answers, error)
            continue
        if not read.says_key and answers.key is None:
            answers = _ask_key(window, path, answers)
        elif not read.says_epoch_length and answers.epoch_seconds is None:
            answers = _ask_length(window, answers)
        else:
            return read
    return None


def _ask_length(window: MainWindow, answers: _Answers) -> _Answers | None:
    asked_s = window.ask_epoch_length()
    if asked_s is None:
        return None
    window.settings.text_epoch_s = asked_s
    return replace(answers, epoch_seconds=asked_s)


def _ask_key(
    window: MainWindow, path: Path, answers: _Answers, refusal: HypnogramError | None = None
) -> _Answers | None:
    """Answers with a key; refused where no key knows the numbers."""
    readings = _readings(path, answers)
    if refusal is not None and (answers.key is not None or not readings):
        raise refusal
    device = _device(window)
    key = window.ask_key(path, readings, device.stage_key)
    if key is None:
        return None
    device.stage_key = key
    return replace(answers, key=key)


def _readings(path: Path, answers: _Answers) -> list[KeyReading]:
    """The night by each key that knows its numbers; keys that make the same of it go together."""
    from sleepscorer.formats.number_keys import KEYS

    by_stages: dict[bytes, KeyReading] = {}
    for key in KEYS:
        try:
            stages = replace(answers, key=key).read(path).stages
        except HypnogramError:
            continue
        same = by_stages.get(stages.tobytes())
        by_stages[stages.tobytes()] = KeyReading((*same.keys, key) if same else (key,), stages)
    return list(by_stages.values())


def _ask_words(
    window: MainWindow, path: Path, answers: _Answers, refusal: UnknownWordsError
) -> _Answers | None:
    if all(word in answers.words for word, _ in refusal.words):
        raise refusal  # the answers did not help

    def preview(words: Mapping[str, Stage]) -> Stages | None:
        try:
            return replace(answers, words={**answers.words, **words}).read(path).stages
        except HypnogramError:  # there are more questions to come
            return None

    device = _device(window)
    usual = {word: Stage(stage) for word, stage in device.stage_words.items()}
    given = window.ask_words(WordsQuestion(path, refusal.words, preview, usual))
    if given is None:
        return None
    device.stage_words.update({word: int(stage) for word, stage in given.items()})
    return replace(answers, words={**answers.words, **given})


def _device(window: MainWindow) -> DeviceSettings:
    assert window.session is not None
    return window.settings.device(window.session.recording.device)
