from pathlib import Path

import numpy as np
import pytest
from edfio import Edf, EdfSignal
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.review.queue import Review, ReviewQueue
from sleepscorer.scoring import Author, AuthorKind, Flag
from sleepscorer.stages import Stage

MODEL = Author(AuthorKind.MODEL, "test@0")


@pytest.fixture
def scored(window: MainWindow) -> MainWindow:
    """A window on a night that a model is sure of, but for a dozen epochs."""
    session = window.session
    assert session is not None
    rows = np.full((session.n_epochs, 5), 0.005, np.float32)
    rows[np.arange(session.n_epochs), np.arange(session.n_epochs) // 60 % 4] = 0.98
    rows[100:106] = [0.3, 0.1, 0.35, 0.05, 0.2]
    rows[500:506] = [0.1, 0.1, 0.35, 0.35, 0.1]
    session.take("model", session.scoring.prescore(rows, MODEL))
    return window


def test_the_queue_is_announced_and_its_progress_shown(scored: MainWindow, qtbot: QtBot) -> None:
    review = scored.review.review
    assert review is not None
    assert review.n_left > 0
    qtbot.waitUntil(lambda: "deserve a look" in scored.banner.text(), timeout=2000)
    assert f"review 0 of {review.n_total}" in scored.tool_bar.review.text()


def test_space_goes_through_the_doubtful_epochs_with_reasons(scored: MainWindow, qtbot: QtBot) -> None:
    session = scored.session
    assert session is not None
    seen = []
    for _ in range(200):
        qtbot.keyClick(scored, Qt.Key.Key_Space)
        if session.epoch in seen:
            break
        seen.append(session.epoch)
        reasons = scored.review.reasons(session.epoch)
        assert reasons
        QApplication.processEvents()
        assert scored.card.reasons.text() == "\n".join(f"• {reason}" for reason in reasons)
    assert set(range(100, 106)) <= set(seen)
    assert set(range(500, 506)) <= set(seen)
    assert seen == sorted(seen)
    here = session.epoch
    qtbot.keyClick(scored, Qt.Key.Key_Space)
    qtbot.keyClick(scored, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert session.epoch == here


def test_the_review_ends_when_all_was_looked_at(scored: MainWindow, qtbot: QtBot) -> None:
    session = scored.session
    assert session is not None
    before = scored.review.review
    assert before is not None
    qtbot.keyClick(scored, Qt.Key.Key_Space)
    for number in range(2 * before.n_total + 10):
        if scored.review.review is None or not scored.review.review.items:
            break
        qtbot.keyClick(scored, Qt.Key.Key_Return if number % 2 else Qt.Key.Key_2)
    after = scored.review.review
    assert after is not None
    assert after.n_left == 0
    assert after.expected_left < 0.6 * before.expected_left
    assert "nothing is left" in scored.banner.text()
    assert session.scoring.by_human().sum() < session.n_epochs / 2


def test_the_page_is_painted_before_the_queue_is_made_anew(
    scored: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitExposed(scored)
    qtbot.wait(1500)  # what is measured of the night in the background is painted, too
    done: list[str] = []
    update = ReviewQueue.update

    def updating(self: ReviewQueue, stages: np.ndarray, by_human: np.ndarray) -> Review:
        done.append("queue")
        return update(self, stages, by_human)

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            done.extend(["page"] * (event.type() is QEvent.Type.Paint))
            return False

    watch = Watch()
    scored.view.traces.viewport().installEventFilter(watch)
    monkeypatch.setattr(ReviewQueue, "update", updating)
    qtbot.keyClick(scored, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: "queue" in done)
    assert done == ["page", "queue"]


def test_a_quick_space_sees_what_was_scored_just_before(scored: MainWindow, qtbot: QtBot) -> None:
    session = scored.session
    assert session is not None
    review = scored.review.review
    assert review is not None
    first, second, *_ = [epoch for item in review.items for epoch in item.epochs]
    assert session.accept(first)
    scored.actions_by_name["review_next"].trigger()  # nothing has been painted, no timer has run
    assert session.epoch == second


def test_the_review_goes_on_after_an_undo(scored: MainWindow, qtbot: QtBot) -> None:
    session = scored.session
    assert session is not None
    qtbot.keyClick(scored, Qt.Key.Key_Space)
    first = session.epoch
    qtbot.keyClick(scored, Qt.Key.Key_Return)
    second = session.epoch
    qtbot.keyClick(scored, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.epoch == first
    qtbot.keyClick(scored, Qt.Key.Key_Return)
    assert session.epoch == second
    assert scored.review.in_loop


def test_arrows_leave_the_loop(scored: MainWindow, qtbot: QtBot) -> None:
    session = scored.session
    assert session is not None
    qtbot.keyClick(scored, Qt.Key.Key_Space)
    assert scored.review.in_loop
    qtbot.keyClick(scored, Qt.Key.Key_Right)
    assert not scored.review.in_loop
    at = session.epoch
    qtbot.keyClick(scored, Qt.Key.Key_Return)
    assert session.epoch == at + 1


def test_the_most_doubtful_come_first_where_so_chosen(scored: MainWindow, qtbot: QtBot) -> None:
    session = scored.session
    assert session is not None
    scored.actions_by_name["review_by_risk"].setChecked(True)
    qtbot.keyClick(scored, Qt.Key.Key_Space)
    assert scored.review.review is not None
    assert session.epoch in scored.review.review.by_risk[0].epochs


def test_an_epoch_marked_as_not_sure_is_in_the_queue(scored: MainWindow) -> None:
    session = scored.session
    assert session is not None
    session.go_to(30)
    assert scored.review.reasons(30) == ()
    session.toggle_flag(Flag.NOT_SURE)
    assert any("not sure" in reason for reason in scored.review.reasons(30))


def test_undo_of_the_run_takes_the_queue_away(scored: MainWindow, qtbot: QtBot) -> None:
    session = scored.session
    assert session is not None
    session.undo()
    assert scored.review.review is None
    qtbot.waitUntil(lambda: scored.tool_bar.review.text() == "")
    assert (session.scoring.stages == Stage.UNSCORED).all()


def test_epochs_without_signal_are_in_the_queue(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rng = np.random.default_rng(3)
    signal = rng.normal(0, 20, 60 * 30 * 100)
    signal[3000 * 20 : 3000 * 23] = 0
    Edf([EdfSignal(signal, 100, label="C4-M1", physical_dimension="uV")]).write(tmp_path / "flat.edf")
    assert empty_window.open(tmp_path / "flat.edf", prescore=False)
    session = empty_window.session
    assert session is not None
    rows = np.full((session.n_epochs, 5), 0.005, np.float32)
    rows[:, 2] = 0.98
    session.take("model", session.scoring.prescore(rows, MODEL))
    qtbot.waitUntil(lambda: any("flat" in r for r in empty_window.review.reasons(21)), timeout=8000)


def test_space_says_whether_there_is_no_queue_yet_or_nothing_left(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert "before a model has scored" in window.banner.text()
    session.take(
        "model", session.scoring.prescore(np.eye(5, dtype=np.float32)[[2] * session.n_epochs], MODEL)
    )
    session.score(range(session.n_epochs), Stage.N2)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert "Nothing is left" in window.banner.text()
