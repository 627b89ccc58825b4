"""Events of files, put into the scoring by the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from edfio import Edf, EdfAnnotation, EdfSignal, Recording
from numpy import zeros
from pytestqt.qtbot import QtBot

from sleepscorer.gui.files.event_import import import_events
from sleepscorer.gui.files.exports import export
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.scoring import Event, EventKind
from sleepscorer.stages import Stage


@pytest.fixture
def other_tool(window: MainWindow, tmp_path: Path) -> Path:
    """Annotations of another program for the sample night, its stages among them."""
    assert window.session is not None
    start = window.session.recording.start
    assert start is not None
    annotations = [
        EdfAnnotation(0, 30, "Sleep stage W"),
        EdfAnnotation(600, 14.5, "Apnea, obstructive@@Resp oro-nasal"),
        EdfAnnotation(900, 4, "Arousal (ARO SPONT)"),
        EdfAnnotation(1000, None, "Husten"),
        EdfAnnotation(1010, None, "Husten"),
        EdfAnnotation(10**6, 1, "Hypopnea"),
    ]
    edf = Edf(
        [EdfSignal(zeros(60), 1, label="none")],
        starttime=start.time(),
        annotations=annotations,
        recording=Recording(startdate=start.date()),
    )
    edf.write(tmp_path / "tool.edf")
    return tmp_path / "tool.edf"


def test_events_come_in_as_one_step_with_a_word_on_unknown_ones(
    window: MainWindow, other_tool: Path, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    import_events(window.workspace, other_tool)
    qtbot.waitUntil(lambda: len(session.scoring.events) == 4, timeout=30_000)
    assert session.scoring.events[:2] == (
        Event(EventKind.OBSTRUCTIVE_APNOEA, 600, 14.5, "Resp oro-nasal"),
        Event(EventKind.AROUSAL, 900, 4),
    )
    said = window.banner.text()
    assert "4 events were imported from tool.edf." in said
    assert "1 events lie outside" in said
    assert "“Husten” (2)" in said
    assert said in session.notices
    assert session.undo_stack.count() == 1
    window.actions_by_name["events"].setChecked(True)
    rows = window.events_panel.list
    qtbot.waitUntil(lambda: rows.rowCount() == 4)
    assert rows.index(2, 1).data() == "Husten"
    import_events(window.workspace, other_tool)
    qtbot.waitUntil(lambda: "were there already" in window.banner.text(), timeout=30_000)
    assert session.undo_stack.count() == 1
    session.undo()
    assert session.scoring.events == ()


def test_what_is_exported_can_be_imported_again(
    window: MainWindow, other_tool: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.session
    assert session is not None
    import_events(window.workspace, other_tool)
    qtbot.waitUntil(lambda: len(session.scoring.events) == 4, timeout=30_000)
    events = session.scoring.events
    session.score(range(session.n_epochs), Stage.N2)
    assert export(window.workspace, tmp_path / "out_hyp.edf")
    while session.undo_stack.canUndo():
        session.undo()
    import_events(window.workspace, tmp_path / "out_hyp.edf")
    qtbot.waitUntil(lambda: len(session.scoring.events) == 4, timeout=30_000)
    assert session.scoring.events == events


def test_a_file_without_events_is_said(window: MainWindow, expert: Path, qtbot: QtBot) -> None:
    import_events(window.workspace, expert)
    qtbot.waitUntil(lambda: "holds no event" in window.banner.text(), timeout=30_000)
