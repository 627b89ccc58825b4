"""Window, batch and API give the same night of one recording, lights among its annotations."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from batch_runs import Run
from edf_files import EdfFile, Signal, keeper, ramp
from pytestqt.qtbot import QtBot

import sleepscorer
from sleepscorer.errors import RecordingError
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.session.session import Session
from sleepscorer.scoring import Lights, Scoring
from sleepscorer.storage import sidecar

LIGHTS = Lights(31.0, 95.0)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A recording of four epochs, whose annotations mark the lights."""
    texts = {31: b"Lights off", 95: b"Licht an"}
    tals = [keeper(f"+{i}", b"+%d\x14%s\x14\0" % (i, texts[i]) if i in texts else b"") for i in range(120)]
    signals = [Signal(ramp(120, 100), 100), Signal(tals, 40, "EDF Annotations")]
    (tmp_path / "made").mkdir()
    return EdfFile(signals, reserved="EDF+C").write(tmp_path / "made" / "night.edf")


def prescored(window: MainWindow, qtbot: QtBot, path: Path) -> Session:
    """Open a recording in the window, and wait for its pre-scoring."""
    assert window.open(path)
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: session.scoring.probabilities is not None, timeout=20_000)
    return session


def held(scoring: Scoring) -> tuple[object, ...]:
    """Everything that a pre-scored night holds."""
    assert scoring.probabilities is not None
    return (
        scoring.stages.tolist(),
        [str(author) for author in scoring.authors],
        scoring.probabilities.tobytes(),
        scoring.lights,
        scoring.revision,
    )


def test_window_batch_and_api_give_the_same_night(
    empty_window: MainWindow, qtbot: QtBot, made: Path, run: Run
) -> None:
    of_api = sleepscorer.prescore(made)
    assert of_api.lights == LIGHTS
    of_window = prescored(empty_window, qtbot, made)
    assert held(of_window.scoring) == held(of_api)
    empty_window.close()
    for path in made.parent.glob("night.edf.sleepscorer.*"):
        path.unlink()
    assert run(made.parent, sidecar=True).ok == 1
    of_batch = sidecar.load(made.parent / "night.edf.sleepscorer.json").scoring
    assert held(of_batch) == held(of_api)


@pytest.mark.usefixtures("run")
def test_lights_marked_by_a_person_stay(empty_window: MainWindow, qtbot: QtBot, made: Path) -> None:
    assert empty_window.open(made, prescore=False)
    session = empty_window.session
    assert session is not None
    session.set_lights(Lights(0.0, 60.0))
    session.prescore()
    qtbot.waitUntil(lambda: session.scoring.probabilities is not None, timeout=20_000)
    assert session.scoring.lights == Lights(0.0, 60.0)


@pytest.mark.usefixtures("run")
def test_undo_takes_the_stages_back_first_then_the_lights(
    empty_window: MainWindow, qtbot: QtBot, made: Path
) -> None:
    session = prescored(empty_window, qtbot, made)
    session.undo()
    assert (session.scoring.stages < 0).all()
    assert session.scoring.lights == LIGHTS
    session.undo()
    assert session.scoring.lights == Lights()


def test_less_than_an_epoch_is_one_sentence_everywhere(
    empty_window: MainWindow, tmp_path: Path, run: Run
) -> None:
    short = EdfFile([Signal(ramp(29, 100), 100)]).write(tmp_path / "short.edf")
    said: list[str] = []
    assert not empty_window.open(short)
    said.append(empty_window.banner.text())
    with pytest.raises(RecordingError) as refusal:
        sleepscorer.prescore(short)
    said.append(str(refusal.value))
    with pytest.raises(RecordingError) as refusal:
        sleepscorer.prescore(
            np.zeros((1, 2900)), labels=["C4"], rates_hz=100, start=datetime(2020, 1, 2, 22, 30)
        )
    rest = "lasts 29.0 s, less than one epoch of 30 s; there is nothing to score in it."
    assert str(refusal.value).endswith(rest)
    assert all(sentence.endswith(f"short.edf {rest}") for sentence in said)
    outcome = run(short)
    assert (outcome.ok, outcome.failed) == (0, 1)
    assert rest in (tmp_path / "manifest.csv").read_text()
