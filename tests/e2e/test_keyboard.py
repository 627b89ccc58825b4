"""A whole night's work by keys alone, from the file to the signed report and the exported hypnogram."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from e2e.keyboard import Keyboard
from e2e.readers import read_by_others
from pytestqt.qtbot import QtBot

from sleepscorer.assets import resource
from sleepscorer.formats import read_hypnogram
from sleepscorer.gui.app import make_window
from sleepscorer.gui.i18n import translation
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.session.session import Session
from sleepscorer.scoring import EventKind, Lights
from sleepscorer.stages import Stage

STAGE_KEYS = {Stage.W: "W", Stage.N1: "1", Stage.N2: "2", Stage.N3: "3", Stage.R: "R"}
LIGHTS_OFF, LIGHTS_ON = 20, 820
"""Epochs, counted from 1."""
MODEL_MS = 300_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window without a night, as at the first start."""
    monkeypatch.setattr(translation, "system_language", lambda: translation.SOURCE_LANGUAGE)
    made = make_window(tmp_path / "state")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    yield made
    made.close()


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """The sample night, with the expert's hypnogram beside it."""
    shutil.copy(resource("sample", "sample-night-hypnogram.edf"), tmp_path / "expert.edf")
    return Path(shutil.copy(resource("sample", "sample-night.edf"), tmp_path / "night.edf"))


def test_a_night_by_keys_alone(window: MainWindow, qtbot: QtBot, night: Path) -> None:
    before = night.read_bytes()
    expert = read_hypnogram(night.with_name("expert.edf")).stages
    keyboard = Keyboard(window, qtbot)
    session = _open_and_prescore(window, keyboard, night)
    _review_to_the_end(window, keyboard, session, expert)
    _mark_lights(keyboard, session)
    _mark_events(keyboard, session)
    _compare(window, keyboard, session, night.with_name("expert.edf"))
    _report(window, keyboard, night.with_name("report.pdf"))
    _export(window, keyboard, session, night.with_name("hypnogram.edf"))
    revision = session.scoring.revision
    keyboard.press("Ctrl+Q")
    assert not window.isVisible()
    assert f'"revision": {revision}' in night.with_name("night.edf.sleepscorer.json").read_text()
    assert night.read_bytes() == before, "the recording itself is never touched"


def _open_and_prescore(window: MainWindow, keyboard: Keyboard, night: Path) -> Session:
    """Open a night; the model scores it without being asked."""
    keyboard.choose_file("Ctrl+O", night)
    session = window.session
    assert session is not None
    keyboard.until(lambda: session.scoring.probabilities is not None and not session.is_prescoring, MODEL_MS)
    assert (session.scoring.stages >= 0).all()
    return session


def _review_to_the_end(window: MainWindow, keyboard: Keyboard, session: Session, expert: np.ndarray) -> None:
    """Score what the queue shows as the expert does: by Enter where the model says the same."""
    review = window.review.review
    assert review is not None
    wrong = _differing(session, expert)
    keys = 1
    keyboard.press("Space")
    while "The review is done" not in window.banner.text():
        assert keys < session.n_epochs, "the queue has no end"
        wanted = Stage(int(expert[session.epoch]))
        agrees = wanted not in STAGE_KEYS or wanted == session.scoring.stages[session.epoch]
        keyboard.press("Return" if agrees else STAGE_KEYS[wanted])
        keys += 1
    left = window.review.review
    assert left is not None
    assert left.n_left == 0
    assert int(session.scoring.by_human().sum()) == keys - 1 >= review.n_left
    assert keys - 1 < session.n_epochs / 2
    assert _differing(session, expert) < wrong / 2


def _differing(session: Session, expert: np.ndarray) -> int:
    """Epochs that the expert scored otherwise."""
    return int(((session.scoring.stages != expert) & (expert >= 0)).sum())


def _mark_lights(keyboard: Keyboard, session: Session) -> None:
    keyboard.go_to(LIGHTS_OFF)
    keyboard.press("L")
    keyboard.go_to(LIGHTS_ON)
    keyboard.press("Shift+L")
    assert session.scoring.lights == Lights((LIGHTS_OFF - 1) * 30.0, LIGHTS_ON * 30.0)


def _mark_events(keyboard: Keyboard, session: Session) -> None:
    """A spindle, and in another epoch on another trace an arousal, made a second longer."""
    keyboard.go_to(133)
    keyboard.press(*["Alt+Shift+Right"] * 4, "E", "S")
    keyboard.go_to(141)
    keyboard.press(*["Alt+Shift+Right"] * 3, "Alt+Shift+Down", "E", "A", "Shift+K")
    found = [(one.kind, one.start_s, one.duration_s, one.channel) for one in session.scoring.events]
    assert [row[0] for row in found] == [EventKind.SPINDLE, EventKind.AROUSAL]
    assert [row[1] // 30 for row in found] == [132, 140]
    assert [row[2] for row in found] == [1.0, 4.0]
    assert len({row[3] for row in found}) == 2


def _compare(window: MainWindow, keyboard: Keyboard, session: Session, expert: Path) -> None:
    keyboard.choose_file("Ctrl+I", expert)
    assert window.comparison_model.second is not None
    keyboard.press("Ctrl+J")
    assert window.comparison.isVisible()
    keyboard.press("Home", "Alt+Right")
    assert session.scoring.stages[session.epoch] != window.comparison_model.second.stages[session.epoch]


def _report(window: MainWindow, keyboard: Keyboard, path: Path) -> None:
    keyboard.choose_file("Ctrl+Shift+P", path)
    assert "Report saved" in window.banner.text()
    pdf = path.read_bytes()
    assert pdf.startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2


def _export(window: MainWindow, keyboard: Keyboard, session: Session, path: Path) -> None:
    keyboard.choose_file("Ctrl+E", path)
    assert "Exported and read back" in window.banner.text()
    for found in read_by_others(path):
        np.testing.assert_array_equal(found, session.scoring.stages)
    events = session.scoring.events
    assert _texts_at(path) == {(one.start_s, one.duration_s): one.channel for one in events}


def _texts_at(path: Path) -> dict[tuple[float, float], str]:
    """Channel of each ``text@@channel``, by onset and duration."""
    import pyedflib

    with pyedflib.EdfReader(str(path)) as reader:
        rows = zip(*reader.readAnnotations(), strict=True)
        return {
            (float(onset), float(duration)): str(text).partition("@@")[2]
            for onset, duration, text in rows
            if "@@" in str(text)
        }
