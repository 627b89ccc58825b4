"""Nothing that tells who a patient is leaves the recording: a planted name is looked for in every file."""

from __future__ import annotations

import errno
import io
import logging
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from edf_files import EdfFile, Signal, keeper, ramp
from pytestqt.qtbot import QtBot

from sleepscorer import batch
from sleepscorer.formats import FORMATS
from sleepscorer.gui.app import _keep_going, make_window
from sleepscorer.gui.files.exports import export
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.logs import LOGGER, start_logging
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, Flag
from sleepscorer.stages import Stage
from sleepscorer.storage.store import Store

NAME, ID, BORN = "Zaphodina", "MRN4711X", "02-MAY-1951"
PLANTED = (NAME, ID, BORN, "1951-05-02", "02.05.1951", "02.05.51")
N_EPOCHS = 12


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A night whose header, a label and annotations name the patient; its own name and folder do not."""
    said = [f"+{second}\x14{NAME} ({ID}) turns over\x14\0".encode() for second in range(0, 300, 60)]
    notes = [keeper(f"+{i}", *(said[i // 60 : i // 60 + 1] if i % 60 == 0 else [])) for i in range(360)]
    signals = [
        Signal(ramp(N_EPOCHS * 30, 100), 100),
        Signal(ramp(N_EPOCHS * 30, 100, 11), 100, "EOG horizontal"),
        Signal(ramp(N_EPOCHS * 30, 10), 10, NAME),
        Signal(notes, 100, "EDF Annotations"),
    ]
    patient = f"{ID} F {BORN} {NAME}_Beeblebrox"
    equipment = f"Startdate 02-MAR-2020 {ID} {NAME} Embla_N7000"
    # A decimal comma, so that something is said of the file and kept.
    made = EdfFile(signals, reserved="EDF+C", patient=patient, recording=equipment, record_seconds="1,0")
    (tmp_path / "nights").mkdir()
    return made.write(tmp_path / "nights" / "n1.edf")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The log file; no handler of it is left behind."""
    before = list(LOGGER.handlers)
    path = start_logging(tmp_path / "log")
    assert path is not None
    yield path
    for handler in [one for one in LOGGER.handlers if one not in before]:
        handler.close()
        LOGGER.removeHandler(handler)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, recording: Path) -> Iterator[MainWindow]:
    """A window on the night, with some work done."""
    window = make_window(tmp_path / "state")
    qtbot.addWidget(window)
    assert window.open(recording, prescore=False)
    assert window.session is not None
    with qtbot.waitSignal(window.session.prescored, timeout=60_000):
        window.session.prescore()
    qtbot.waitUntil(lambda: not window.session.is_prescoring)
    window.session.score([3], Stage.N2)
    window.session.toggle_flag(Flag.MOVEMENT)
    yield window
    window.close()


def written(recording: Path, *folders: Path) -> list[Path]:
    """Every file there is, but the recording itself."""
    return [path for folder in folders for path in folder.rglob("*") if path.is_file() and path != recording]


def leaks(paths: list[Path]) -> list[str]:
    """Where a planted word stands, in a name or in a file."""
    found = []
    for path in paths:
        content = str(path).encode().lower() + b"\n" + path.read_bytes().lower()
        found += [f"{word} in {path}" for word in PLANTED if word.lower().encode() in content]
    return found


def test_the_planted_words_are_found_where_they_are(tmp_path, recording):
    assert len(leaks([recording])) == 3
    assert leaks(written(recording, tmp_path)) == []
    assert any(NAME in one.text for one in open_recording(recording).annotations())


def test_the_window_keeps_no_word_of_the_patient(tmp_path, isolated_home, recording, window):
    beside = {path.name for path in written(recording, recording.parent)}
    assert beside >= {"n1.edf.sleepscorer.journal", "n1.edf.sleepscorer.lock"}
    assert leaks(written(recording, tmp_path, isolated_home)) == []
    window.session.save()
    sidecar = (recording.parent / "n1.edf.sleepscorer.json").read_text()
    assert "decimal comma" in sidecar, "what was said of the file is not kept"
    window.close()
    assert leaks(written(recording, tmp_path, isolated_home)) == []


def test_work_kept_elsewhere_holds_no_word_of_the_patient(tmp_path, monkeypatch):
    home, state = tmp_path / f"{NAME}_{ID}", tmp_path / "state"
    home.mkdir()
    path, real = home / f"{NAME} {BORN}.edf", os.open

    def refuse(target, flags, *rest, **options):
        if flags & os.O_CREAT and home in Path(target).parents:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(target, flags, *rest, **options)

    monkeypatch.setattr(os, "open", refuse)
    night = Store(path, "abc", N_EPOCHS, state)
    opened = night.open()
    assert any("your work is kept in" in notice for notice in opened.notices)
    night.keep([f"{path} was mended.", f"{home} is on a network."])
    night.record(opened.scoring.score([1], Stage.N2, Author(AuthorKind.TECHNICIAN, "AK")), opened.scoring)
    monkeypatch.chdir(tmp_path)
    assert len(elsewhere := written(path, Path("state"))) == 2
    assert leaks(elsewhere) == []
    night.close(opened.scoring)
    assert [file.name for file in written(path, Path("state"))] == ["night.sleepscorer.json"]
    assert leaks(written(path, Path("state"))) == []
    assert night.kept == ("the recording was mended.", "its folder is on a network.")


def test_an_export_holds_no_word_of_the_patient(tmp_path, recording, window):
    for one in FORMATS:
        out = tmp_path / "out" / one.name
        out.mkdir(parents=True)
        assert export(window.workspace, out / f"n1{one.endings[0]}", one.name), window.banner.text()
        assert any(out.iterdir())
    assert leaks(written(recording, tmp_path)) == []


def test_an_error_in_a_job_is_logged_without_its_message(qtbot, tmp_path, window, log, monkeypatch):
    def fail(*_: object) -> None:
        raise ValueError(f"{NAME} {ID} {BORN}")

    monkeypatch.setattr("sleepscorer.gui.session.session.score_recording", fail)
    with qtbot.waitSignal(window.session.noticed, timeout=20_000) as said:
        window.session.prescore()
    qtbot.waitUntil(lambda: not window.session.is_prescoring)
    assert "ValueError" in log.read_text()
    assert leaks([log]) == []
    assert NAME not in said.args[0]


def test_an_error_in_the_window_is_logged_without_its_message(log, capsys):
    try:
        raise KeyError(f"{NAME} {ID} {BORN}")
    except KeyError as error:
        _keep_going(error)
    logging.shutdown([])
    assert "KeyError" in log.read_text()
    assert leaks([log]) == []


def test_a_batch_writes_no_word_of_the_patient(tmp_path, isolated_home, recording):
    out = tmp_path / "out"
    outcome = batch.run_batch(
        [recording.parent],
        out,
        formats=[one.name for one in FORMATS],
        sidecar=True,
        workers=1,
        make_executor=ThreadPoolExecutor,
        stream=io.StringIO(),
    )
    assert outcome.ok == 1
    names = {path.name for path in written(recording, out)}
    assert {"manifest.csv", "summary.html"} <= names
    assert (recording.parent / "n1.edf.sleepscorer.json").exists()
    assert leaks(written(recording, tmp_path, isolated_home)) == []


def test_a_report_names_the_patient_unless_it_is_asked_not_to(tmp_path, recording, window):
    assert window.report.save(tmp_path / "named.html")
    named = (tmp_path / "named.html").read_text()
    assert ID in named
    assert "Beeblebrox" in named
    window.workspace.set("report_names", False)
    assert window.report.save(tmp_path / "n1.html")
    text = (tmp_path / "n1.html").read_text()
    # The report lists the channels that are shown, by the labels that the recording gives them.
    assert ID not in text
    assert BORN not in text
    assert "Beeblebrox" not in text
    assert recording.name not in text


def test_an_error_in_a_handler_is_printed_without_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    from sleepscorer.gui.app import _keep_going

    try:
        raise OSError("/data/Mustermann^Erika.edf")
    except OSError as error:
        _keep_going(error)
    printed = capsys.readouterr().err
    assert "OSError at test_privacy.py" in printed
    assert "Mustermann" not in printed
