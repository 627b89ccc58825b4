"""A night that is left while a model runs: nothing waits, and nothing is said on the next night."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from sleepscorer.errors import ModelError
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.session import session
from sleepscorer.gui.session.scorer_choices import ScorerChoice
from sleepscorer.prescoring import run as prescoring
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.recording import Recording
from sleepscorer.stages import Stage

BUSY_S = 2.0


@pytest.fixture
def other(night: Path) -> Path:
    return Path(shutil.copy(night, night.with_name("other.edf")))


def _all_n2(recording: Recording) -> ScoringResult:
    rows = np.tile(np.array([0, 0, 1, 0, 0], np.float32), (recording.n_epochs, 1))
    return ScoringResult(rows, "slow", "1", ("Everything is N2.",))


class Slow:
    """A run that does not look whether it is cancelled, and reads the recording to its end."""

    def __init__(self, fails: bool = False) -> None:
        self.fails, self.ended, self.read = fails, Event(), 0.0

    def __call__(self, recording: Recording, *_: Any) -> ScoringResult:
        until = monotonic() + BUSY_S
        while monotonic() < until:
            self.read = float(recording.read(0, 0, 30).std())
            sleep(0.01)
        self.ended.set()
        if self.fails:
            raise ModelError("The slow one failed.")
        return _all_n2(recording)


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("opinion", [False, True])
def test_leaving_mid_run_waits_for_nothing_and_says_nothing(
    window: MainWindow,
    qtbot: QtBot,
    other: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    fails: bool,
    opinion: bool,
) -> None:
    slow = Slow(fails)
    monkeypatch.setattr(prescoring if opinion else session, "score_recording", slow)
    left = window.session
    assert left is not None
    if opinion:
        window.models.ask(ScorerChoice("slow", "Slow", "", ""))
    else:
        left.prescore()
    qtbot.waitUntil(lambda: slow.read > 0, timeout=2000)
    started = monotonic()
    window.close_night()
    assert monotonic() - started < 0.2
    assert not slow.ended.is_set()
    assert window.open(other, prescore=False)
    assert window.session is not None
    before = list(window.session.notices)
    qtbot.waitUntil(slow.ended.is_set, timeout=5000)
    qtbot.wait(200)
    assert window.session.notices == before
    assert "N2" not in window.banner.text()
    assert "failed" not in window.banner.text()
    assert (window.session.scoring.stages == Stage.UNSCORED).all()
    assert window.comparison_model.second is None
    assert not window.session.is_prescoring
    assert not window.models.is_asking


def test_a_run_that_has_ended_is_taken_before_the_night_is_left(
    window: MainWindow, qtbot: QtBot, night: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = Event()

    def quick(recording: Recording, *_: Any) -> ScoringResult:
        ended.set()
        return _all_n2(recording)

    monkeypatch.setattr(session, "score_recording", quick)
    left = window.session
    assert left is not None
    left.prescore()
    assert ended.wait(5)
    sleep(0.2)  # the thread ends; what it told has not been heard, as no event was handled since
    assert left.scoring.probabilities is None
    assert window.open(other, prescore=False)
    assert window.session is not None
    qtbot.wait(200)
    assert "N2" not in " ".join([window.banner.text(), *window.session.notices])
    assert window.open(night, prescore=False)
    assert (window.session.scoring.stages == Stage.N2).all()
    assert "Everything is N2." in window.session.notices


def test_a_window_that_closes_waits_for_what_was_let_go(
    window: MainWindow, qtbot: QtBot, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setattr(session, "score_recording", slow)
    assert window.session is not None
    window.session.prescore()
    qtbot.waitUntil(lambda: slow.read > 0, timeout=2000)
    assert window.open(other, prescore=False)
    window.close()
    assert slow.ended.is_set()


def test_a_file_is_closed_once_the_last_run_has_ended(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setattr(session, "score_recording", slow)
    left = window.session
    assert left is not None
    closed: list[bool] = []
    close: Callable[[], None] = left.recording.close
    monkeypatch.setattr(left.recording, "close", lambda: (closed.append(slow.ended.is_set()), close()))
    left.prescore()
    qtbot.waitUntil(lambda: slow.read > 0, timeout=2000)
    window.close_night()
    assert closed == []
    qtbot.waitUntil(lambda: bool(closed), timeout=5000)
    assert closed == [True]
