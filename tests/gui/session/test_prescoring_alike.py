"""Window, batch and API give the same night of one recording, lights and events among its annotations."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from batch_runs import Run
from edf_files import EdfFile, Signal, keeper, ramp
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import sleepscorer
from sleepscorer.errors import RecordingError
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.session.session import Session
from sleepscorer.scoring import Event, EventKind, Lights, Scoring
from sleepscorer.storage import sidecar

LIGHTS = Lights(31.0, 95.0)
AROUSAL = Event(EventKind.AROUSAL, 40.0, 0.0)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A recording of four epochs, whose annotations mark lights, an arousal, and what a patient wished."""
    (tmp_path / "made").mkdir()
    return written(tmp_path / "made" / "night.edf", 120)


def written(path: Path, seconds: int) -> Path:
    """Write a recording with these annotations."""
    texts = {31: b"Lights off", 40: b"Arousal", 50: b"Mr Smith asks for water", 95: b"Licht an"}
    tals = [
        keeper(f"+{i}", b"+%d\x14%s\x14\0" % (i, texts[i]) if i in texts else b"") for i in range(seconds)
    ]
    signals = [Signal(ramp(seconds, 100), 100), Signal(tals, 40, "EDF Annotations")]
    return EdfFile(signals, reserved="EDF+C").write(path)


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
        [event for event in scoring.events if event.kind is not EventKind.OTHER],
        scoring.revision,
    )


def test_window_batch_and_api_give_the_same_night(
    empty_window: MainWindow, qtbot: QtBot, made: Path, run: Run
) -> None:
    of_api = sleepscorer.prescore(made)
    assert of_api.lights == LIGHTS
    assert of_api.events == (AROUSAL,), "what is written freely can name somebody"
    of_window = prescored(empty_window, qtbot, made)
    qtbot.waitUntil(lambda: not empty_window.offer_bar.isHidden(), timeout=20_000)
    assert "2 events and lights" in empty_window.offer_bar.text.text()
    qtbot.keyClick(empty_window, Qt.Key.Key_Y)
    assert len(of_window.scoring.events) == 2
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
def test_the_answer_is_remembered_for_the_recorder(
    empty_window: MainWindow, qtbot: QtBot, made: Path
) -> None:
    session = prescored(empty_window, qtbot, made)
    device = empty_window.settings.device(session.recording.device)
    bar = empty_window.offer_bar
    qtbot.waitUntil(lambda: not bar.isHidden(), timeout=20_000)
    assert session.scoring.lights == Lights(), "nothing is taken before it is answered"
    qtbot.keyClick(empty_window, Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier)
    assert (device.annotations, bar.isHidden()) == ("leave", True)
    assert session.scoring.events == ()
    empty_window.actions_by_name["use_annotations"].trigger()
    assert (device.annotations, session.scoring.lights) == ("use", LIGHTS)
    session.undo()
    assert session.scoring.lights == Lights(), "one step takes back all of it"
    assert session.scoring.events == ()
    assert empty_window.open(written(made.with_name("next.edf"), 150), prescore=False)
    now = empty_window.session
    assert now is not None
    qtbot.waitUntil(lambda: now.scoring.lights == LIGHTS, timeout=20_000)
    assert "2 events and lights" in empty_window.banner.text()
    assert bar.isHidden()


@pytest.mark.usefixtures("run")
def test_what_was_taken_back_does_not_return_by_itself(
    empty_window: MainWindow, qtbot: QtBot, made: Path
) -> None:
    window = empty_window
    assert window.open(made, prescore=False)
    assert window.session is not None
    window.settings.device(window.session.recording.device).annotations = "use"
    assert window.open(made, prescore=False)
    session = window.session
    qtbot.waitUntil(lambda: session.scoring.lights == LIGHTS, timeout=20_000)
    session.undo()
    assert window.open(written(made.with_name("other.edf"), 150), prescore=False)
    assert window.open(made, prescore=False)
    again = window.session
    assert again is not None
    qtbot.waitUntil(lambda: not window.offer_bar.isHidden(), timeout=20_000)
    assert (again.scoring.lights, again.scoring.events) == (Lights(), ())


@pytest.mark.usefixtures("run")
def test_only_what_was_offered_is_taken(empty_window: MainWindow, qtbot: QtBot, made: Path) -> None:
    assert empty_window.open(made, prescore=False)
    session = empty_window.session
    assert session is not None
    session.set_lights(Lights(0.0, 60.0))
    qtbot.waitUntil(lambda: not empty_window.offer_bar.isHidden(), timeout=20_000)
    empty_window.offer_bar.accept.click()
    assert len(session.scoring.events) == 2
    assert session.scoring.lights == Lights(0.0, 60.0)


@pytest.mark.usefixtures("run")
def test_an_offer_is_made_of_stages_too_and_none_where_somebody_was(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    texts = {30 * epoch: b"Sleep stage N2" for epoch in range(4)}
    tals = [
        keeper(f"+{i}", b"+%d\x1530\x14%s\x14\0" % (i, texts[i]) if i in texts else b"") for i in range(120)
    ]
    signals = [Signal(ramp(120, 100), 100), Signal(tals, 40, "EDF Annotations")]
    path = EdfFile(signals, reserved="EDF+C").write(tmp_path / "scored.edf")
    assert empty_window.open(path, prescore=False)
    qtbot.waitUntil(lambda: not empty_window.offer_bar.isHidden(), timeout=20_000)
    assert "stages of 4 epochs" in empty_window.offer_bar.text.text()
    session = empty_window.session
    assert session is not None
    empty_window.offer_bar.accept.click()
    assert session.scoring.stages.tolist() == [2, 2, 2, 2]
    assert str(session.scoring.author(0)) == "import:recording"


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


def test_a_file_that_is_cut_off_within_its_first_epoch_is_called_so_everywhere(
    empty_window: MainWindow, tmp_path: Path, run: Run
) -> None:
    cut = EdfFile([Signal(ramp(12, 100), 100)], said_records="28800").write(tmp_path / "cut.edf")
    sentence = (
        "cut.edf is cut off: its header announces 28800 s, 12.0 s are there, less than one epoch of 30 s; "
        "copy the file again from where it was recorded."
    )
    assert not empty_window.open(cut)
    assert empty_window.banner.text().endswith(sentence)
    with pytest.raises(RecordingError, match="is cut off: its header announces 28800 s"):
        sleepscorer.prescore(cut)
    assert (run(cut).ok, run(cut).failed) == (0, 1)
    assert sentence in (tmp_path / "manifest.csv").read_text()


def test_the_keys_of_an_offer_do_nothing_without_one(
    empty_window: MainWindow, qtbot: QtBot, made: Path
) -> None:
    assert empty_window.open(made, prescore=False)
    session, bar = empty_window.session, empty_window.offer_bar
    assert session is not None
    qtbot.waitUntil(lambda: not bar.isHidden(), timeout=20_000)
    bar.later.click()
    assert bar.isHidden()
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        qtbot.keyClick(empty_window, Qt.Key.Key_Y, modifier)
        assert "Nothing is offered now" in empty_window.banner.text()
    assert session.scoring.events == ()
    assert empty_window.settings.device(session.recording.device).annotations == ""
