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
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from sleepscorer.assets import resource
from sleepscorer.formats.reading import read_hypnogram
from sleepscorer.gui import files
from sleepscorer.gui.app import make_window
from sleepscorer.scoring import AuthorKind
from sleepscorer.stages import AASM_TEXTS, Stage

HERE = Path(__file__).parent
TEXTS = {text: int(stage) for stage, text in AASM_TEXTS.items()}


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
    assert files.export(window, exported)
    window.close()
    for read in (_mne_annotations, _mne_raw, _pyedflib, _edfio):
        np.testing.assert_array_equal(read(exported), left["stages"], err_msg=read.__name__)
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


def _mne_annotations(path: Path) -> NDArray[np.int8]:
    import mne

    found = mne.read_annotations(path)
    return _in_order(found.onset, found.duration, found.description)


def _mne_raw(path: Path) -> NDArray[np.int8]:
    import mne

    found = mne.io.read_raw_edf(path, verbose="error").annotations
    return _in_order(found.onset, found.duration, found.description)


def _pyedflib(path: Path) -> NDArray[np.int8]:
    import pyedflib

    with pyedflib.EdfReader(str(path)) as reader:
        return _in_order(*reader.readAnnotations())


def _edfio(path: Path) -> NDArray[np.int8]:
    import edfio

    found = edfio.read_edf(path).annotations
    return _in_order([a.onset for a in found], [a.duration for a in found], [a.text for a in found])


def _in_order(onsets: object, durations: object, texts: object) -> NDArray[np.int8]:
    """Stages by epoch; every stage must be there once, on the grid and 30 s long."""
    rows = [
        (float(onset), float(duration), str(text))
        for onset, duration, text in zip(onsets, durations, texts, strict=True)  # type: ignore[call-overload]
        if str(text) in TEXTS
    ]
    assert [onset for onset, _, _ in rows] == [30.0 * place for place in range(len(rows))]
    assert {duration for _, duration, _ in rows} == {30.0}
    return np.array([TEXTS[text] for _, _, text in rows], np.int8)


def test_prescoring_in_the_window_keeps_what_a_person_scored(qtbot: QtBot, tmp_path: Path) -> None:
    night = Path(shutil.copy(resource("sample", "sample-night.edf"), tmp_path / "night.edf"))
    window = make_window(tmp_path / "state")
    qtbot.addWidget(window)
    window.show()
    assert window.open(night, prescore=False)
    session = window.session
    assert session is not None
    session.prescore()
    window.score(Stage.R)  # page 1 can be scored while the model runs
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
