"""Other scorings of the night: any number of them, compared, and made one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shutil import copytree, ignore_patterns

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialogButtonBox, QToolButton
from pytestqt.qtbot import QtBot

from sleepscorer.formats import write_hypnogram
from sleepscorer.gui.comparison.consensus import ConsensusChoice, ConsensusDialog, Describe
from sleepscorer.gui.comparison.model import ComparisonModel
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.session.session import Session
from sleepscorer.review.rules import Reason
from sleepscorer.scoring import Author, AuthorKind, Scoring, scoring_from_stages
from sleepscorer.stages import Stage
from sleepscorer.statistics import agreement

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def _session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def _scorer(name: str, stages: Sequence[int] | np.ndarray) -> Scoring:
    return scoring_from_stages(stages, Author(AuthorKind.IMPORT, name))


@pytest.fixture
def three(window: MainWindow) -> MainWindow:
    """A window with three other scorers: N2 throughout, but for what each sees in its own way."""
    n_epochs = _session(window).n_epochs
    for place, name in enumerate("abc"):
        stages = np.full(n_epochs, Stage.N2, np.int8)
        stages[100 + 10 * place : 110 + 10 * place] = Stage.R
        stages[200:210] = (Stage.W, Stage.N1, Stage.N3)[place]
        window.comparison_model.add(_scorer(name, stages))
    return window


def test_the_one_opened_last_is_compared_and_keys_choose_another(three: MainWindow, qtbot: QtBot) -> None:
    assert [other.name for other in three.comparison_model.others] == ["a", "b", "c"]
    chosen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(three, key, ALT)
        assert three.comparison_model.chosen is not None
        chosen.append(three.comparison_model.chosen.name)
    assert chosen == ["a", "b", "a"]
    assert three.comparison_model.second is three.comparison_model.others[0].scoring
    three.actions_by_name["close_second"].trigger()
    assert [other.name for other in three.comparison_model.others] == ["b", "c"]
    assert three.comparison_model.index == 0


def test_files_of_one_name_are_told_apart_and_a_file_opened_again_gives_way() -> None:
    comparing = ComparisonModel()
    comparing.add(_scorer("n.edf", [0]), Path("/one/n.edf"))
    comparing.add(_scorer("n.edf", [1]), Path("/two/n.edf"))
    comparing.add(_scorer("n.edf", [2]), Path("/one/n.edf"))
    assert [(other.name, int(other.scoring.stages[0])) for other in comparing.others] == [
        ("two/n.edf", 1),
        ("n.edf", 2),
    ]


def test_disagreements_are_those_of_the_one_that_is_compared(three: MainWindow, qtbot: QtBot) -> None:
    session = _session(three)
    session.score(range(session.n_epochs), Stage.N2)
    session.go_to(0)
    for name, epoch in (("c", 120), ("a", 100), ("b", 110)):
        three.comparison_model.choose([other.name for other in three.comparison_model.others].index(name))
        session.go_to(0)
        qtbot.keyClick(three, Qt.Key.Key_Right, ALT)
        assert session.epoch == epoch
    qtbot.keyClick(three, Qt.Key.Key_Left, ALT)
    assert session.epoch == 110, "none before it"


def test_every_hypnogram_has_its_place_in_the_strip(three: MainWindow, qtbot: QtBot) -> None:
    session, strip = _session(three), three.view.strip
    session.score(range(session.n_epochs), Stage.N2)
    top = strip.top_of("others")
    assert top is not None
    lane = strip.lane("others")
    each = lane.height // 2
    x = round((strip.x_of(105) + strip.x_of(106)) / 2)
    assert strip.tip(QPoint(x, top + 5)).endswith("a: REM")
    assert strip.tip(QPoint(x, top + each + 5)).endswith("b: N2")
    picture = strip.grab().toImage()
    warning = three.workspace.theme.warning
    assert picture.pixelColor(x, top + 1).name() == warning
    assert picture.pixelColor(x, top + each + 1).name() != warning
    three.comparison_model.clear()
    assert strip.top_of("others") is None


def test_the_panel_gives_kappa_with_its_interval_and_what_differs(
    window: MainWindow, expert: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    session, panel = _session(window), window.comparison
    write_hypnogram(
        tmp_path / "b.csv", _scorer("b", np.full(session.n_epochs, Stage.W)), session.recording.start
    )
    for path in (tmp_path / "b.csv", expert):
        assert window.hypnograms.open(path)
    session.score(range(300), Stage.N2)
    qtbot.keyClick(window, Qt.Key.Key_J, CONTROL)
    assert window.docks.dock("comparison").isVisible()
    assert window.comparison_model.second is not None
    found = agreement(session.scoring.stages, window.comparison_model.second.stages)
    qtbot.waitUntil(
        lambda: "(" in panel.table.item(1, 1).text() if panel.table.item(1, 1) else False, timeout=30_000
    )
    assert panel.table.item(1, 0).text() == expert.name
    assert panel.table.item(1, 1).text().startswith(f"{found.kappa:.3f} (")
    assert [panel.table.item(row, 2).text() for row in range(2)] == ["300", "300"]
    assert f"N2: W {found.confusion[2, 0]}" in panel.matrix.accessibleDescription()
    assert "over 300 epochs" in panel.figures.text()
    differing = int(found.confusion.sum() - np.trace(found.confusion))
    assert panel.differences.count() == differing
    panel.differences.setCurrentRow(differing - 1)
    last = session.epoch
    assert session.scoring.stages[last] != window.comparison_model.second.stages[last]
    assert panel.differences.item(differing - 1).text().startswith(f"{last + 1} ")
    panel.table.setCurrentCell(0, 0)
    assert window.comparison_model.index == 0
    qtbot.keyClick(window, Qt.Key.Key_J, CONTROL)
    assert window.docks.dock("comparison").isHidden()


def test_the_panel_follows_what_is_scored(three: MainWindow, qtbot: QtBot) -> None:
    session, panel = _session(three), three.comparison
    three.actions_by_name["comparison"].setChecked(True)
    session.score(range(0, 100), Stage.N2)
    qtbot.waitUntil(lambda: "over 100 epochs" in panel.figures.text(), timeout=20_000)
    assert panel.differences.count() == 0
    session.score([7], Stage.N3)
    qtbot.waitUntil(lambda: panel.differences.count() == 1, timeout=20_000)
    session.undo()
    qtbot.waitUntil(lambda: panel.differences.count() == 0, timeout=20_000)


def _answer(window: MainWindow, choice: ConsensusChoice | None) -> list[str]:
    said: list[str] = []

    def ask(names: Sequence[str], describe: Describe) -> ConsensusChoice | None:
        if choice is not None:
            said.append(describe(choice))
        return choice

    window.consensus.ask = ask
    return said


def _assert_ties_are_reviewed(window: MainWindow, qtbot: QtBot) -> None:
    """The ten epochs on which the three disagree are the queue, and Space goes to the first one."""
    session = _session(window)
    assert window.review.review is not None
    assert [item.epochs for item in window.review.review.items] == [range(200, 210)]
    session.go_to(0)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert session.epoch == 200
    qtbot.waitUntil(lambda: "Tie" in window.card.reasons.text())


def test_the_consensus_is_one_step_to_undo_and_its_ties_are_reviewed(three: MainWindow, qtbot: QtBot) -> None:
    session = _session(three)
    said = _answer(three, ConsensusChoice(own=False, others=(0, 1, 2)))
    qtbot.keyClick(three, Qt.Key.Key_J, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert "a tie in 10" in said[0]
    stages = session.scoring.stages
    assert (stages[200:210] == Stage.UNSCORED).all()
    assert (np.delete(stages, range(200, 210)) == Stage.N2).all()
    assert str(session.scoring.author(0)) == "import:consensus of 3"
    assert session.undo_stack.count() == 1
    _assert_ties_are_reviewed(three, qtbot)
    qtbot.keyClick(three, Qt.Key.Key_3)
    assert session.epoch == 201
    assert three.review.review.n_left == 9
    qtbot.waitUntil(lambda: "review 1 of 10" in three.tool_bar.review.text())
    session.undo()
    session.undo()
    assert (session.scoring.stages == Stage.UNSCORED).all()
    assert three.review.review is None
    session.redo()
    assert three.review.review is not None
    assert Reason.TIE in three.review.review.items[0].reasons


@pytest.mark.parametrize("crashed", [False, True])
def test_ties_are_still_reviewed_when_the_night_is_opened_again(
    three: MainWindow, qtbot: QtBot, crashed: bool, tmp_path: Path
) -> None:
    session = _session(three)
    _answer(three, ConsensusChoice(own=False, others=(0, 1, 2)))
    three.actions_by_name["consensus"].trigger()
    path = session.recording.path
    if crashed:  # what stands on disk now is opened elsewhere
        crashed_at = tmp_path / "crashed"
        copytree(path.parent, crashed_at, ignore=ignore_patterns("*.lock", "crashed"))
        path = crashed_at / path.name
    assert three.open(path, prescore=False)
    _assert_ties_are_reviewed(three, qtbot)


def test_a_consensus_leaves_a_persons_epochs_unless_told(three: MainWindow) -> None:
    session = _session(three)
    session.score(range(0, 50), Stage.N3)
    said = _answer(three, ConsensusChoice(own=False, others=(0, 1, 2)))
    three.actions_by_name["consensus"].trigger()
    assert "50 epochs that a person has scored otherwise stay" in said[0]
    assert (session.scoring.stages[:50] == Stage.N3).all()
    session.undo()
    _answer(three, ConsensusChoice(own=False, others=(0, 1, 2), overwrite=True))
    three.actions_by_name["consensus"].trigger()
    assert (session.scoring.stages[:50] == Stage.N2).all()
    session.undo()
    assert (session.scoring.stages[:50] == Stage.N3).all()


def test_the_own_scoring_has_a_vote_where_so_chosen(three: MainWindow) -> None:
    session = _session(three)
    session.score(range(200, 205), Stage.N1)
    _answer(three, ConsensusChoice(own=True, others=(0, 1, 2)))
    three.actions_by_name["consensus"].trigger()
    assert (session.scoring.stages[200:205] == Stage.N1).all()
    assert (session.scoring.stages[205:210] == Stage.UNSCORED).all()


def test_no_consensus_is_made_where_it_is_not_wanted(three: MainWindow) -> None:
    session = _session(three)
    _answer(three, None)
    three.actions_by_name["consensus"].trigger()
    assert session.undo_stack.count() == 0


def test_the_dialog_says_what_comes_of_it_before(three: MainWindow, qtbot: QtBot) -> None:
    dialog = ConsensusDialog(["a", "b"], lambda choice: f"{choice.votes} votes", three)
    qtbot.addWidget(dialog)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert dialog.outcome.text() == "2 votes"
    assert dialog.chosen() == ConsensusChoice(own=False, others=(0, 1), overwrite=False)
    dialog.others[0].setChecked(False)
    assert not ok.isEnabled()
    dialog.own.setChecked(True)
    assert ok.isEnabled()
    assert dialog.chosen() == ConsensusChoice(own=True, others=(1,))


def test_ten_hypnograms_leave_room_for_the_traces(window: MainWindow) -> None:
    n_epochs = _session(window).n_epochs
    for place in range(10):
        window.comparison_model.add(_scorer(f"s{place}", np.full(n_epochs, place % 5)))
    assert window.view.traces.height() > 200
    assert not window.grab().isNull()


def test_every_part_of_the_panel_has_a_name_and_takes_the_focus(three: MainWindow, qtbot: QtBot) -> None:
    three.actions_by_name["comparison"].setChecked(True)
    qtbot.waitUntil(three.comparison.matrix.isVisible)
    panel = three.comparison
    for part in (panel, panel.table, panel.matrix, panel.stages, panel.differences):
        assert part.accessibleName()
    for part in (panel.table, panel.differences, *panel.findChildren(QToolButton)):
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not panel.table.tabKeyNavigation()
