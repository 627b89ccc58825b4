"""The main job through the real window: from file to corrected EDF+, over a crash."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from e2e.readers import read_by_others
from pytestqt.qtbot import QtBot

from sleepscorer.assets import resource
from sleepscorer.formats.reader import read_hypnogram
from sleepscorer.gui.app import make_window
from sleepscorer.gui.files.exports import export
from sleepscorer.scoring import AuthorKind
from sleepscorer.stages import Stage

HERE = Path(__file__).parent


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not to be had on Windows")
def test_a_night_from_file_to_corrected_edf(qtbot: QtBot, tmp_path: Path) -> None:
    night = Path(shutil.copy(resource("sample", "sample-night.edf"), tmp_path / "night.edf"))
    before = night.read_bytes()
    left = _work_and_be_killed(night, tmp_path)

    window = make_window(tmp_path / "state")
    qtbot.addWidget(window)
    window.show()
    assert window.open(night)
    session = window.session
    assert session is not None
    assert not session.read_only, "the lock of a killed process is taken over"
    assert "were brought back" in window.banner.text()
    assert session.scoring.stages.tolist() == left["stages"]
    assert [str(author) for author in session.scoring.authors] == left["authors"]
    assert session.scoring.probabilities is not None
    assert not session.is_prescoring, "a night that a model has scored is not scored again by itself"

    exported = tmp_path / "night_hyp.edf"
    assert export(window.workspace, exported)
    window.close()
    for found in read_by_others(exported):
        np.testing.assert_array_equal(found, left["stages"])
    np.testing.assert_array_equal(read_hypnogram(exported).stages, left["stages"])
    assert night.read_bytes() == before, "the recording itself is never touched"


def _work_and_be_killed(night: Path, folder: Path) -> dict[str, list[object]]:
    command = [sys.executable, str(HERE / "technician.py"), str(night), str(folder / "state")]
    run = subprocess.run([*command, str(folder / "left.json")], capture_output=True, check=False, timeout=400)
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()
    left: dict[str, list[object]] = json.loads((folder / "left.json").read_text())
    assert left["by_human"] == 20 - 5 + 2
    assert (folder / "night.edf.sleepscorer.journal").exists()
    return left


def test_prescoring_in_the_window_keeps_what_a_person_scored(qtbot: QtBot, tmp_path: Path) -> None:
    night = Path(shutil.copy(resource("sample", "sample-night.edf"), tmp_path / "night.edf"))
    window = make_window(tmp_path / "state")
    qtbot.addWidget(window)
    window.show()
    assert window.open(night, prescore=False)
    session = window.session
    assert session is not None
    session.prescore()
    window.scoring.score(Stage.R)  # page 1 can be scored while the model runs
    assert session.is_prescoring
    with qtbot.waitSignal(session.prescoring_moved, timeout=180_000, check_params_cb=lambda done: done < 0):
        pass
    scoring = session.scoring
    assert scoring.stages[0] == Stage.R
    author = scoring.author(0)
    assert author is not None
    assert author.kind is AuthorKind.TECHNICIAN
    assert (scoring.stages >= 0).all()
    assert scoring.by_human().sum() == 1
    said = " ".join(session.notices)  # the banner may already say what there is to review
    assert "EEG Fpz-Cz" in said
    assert "EMG submental was not used" in said
    session.undo_stack.undo()
    assert scoring.probabilities is None
    assert (scoring.stages[1:] == Stage.UNSCORED).all()
    assert scoring.stages[0] == Stage.R
    session.undo_stack.redo()
    assert (scoring.stages >= 0).all()
    window.close()


def test_prescoring_can_be_cancelled(qtbot: QtBot, tmp_path: Path) -> None:
    night = Path(shutil.copy(resource("sample", "sample-night.edf"), tmp_path / "night.edf"))
    window = make_window(tmp_path / "state")
    qtbot.addWidget(window)
    window.show()
    assert window.open(night, prescore=False)
    session = window.session
    assert session is not None
    session.prescore()
    window.actions_by_name["cancel"].trigger()
    with qtbot.waitSignal(session.prescoring_moved, timeout=180_000, check_params_cb=lambda done: done < 0):
        pass
    assert (session.scoring.stages == Stage.UNSCORED).all()
    assert session.undo_stack.count() == 0
    window.close()
