"""The menus of models and of second opinions."""

import shutil
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTextBrowser
from pytestqt.qtbot import QtBot

from sleepscorer.assets import models_folder
from sleepscorer.errors import Cancelled, ModelError
from sleepscorer.gui.commands.palette import commands_of
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.prescoring.model_card import available_models, user_models_folder
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.recording import Recording
from sleepscorer.settings import load_settings
from sleepscorer.stages import Stage


def _entry(menu: QMenu, name: str) -> QAction:
    menu.aboutToShow.emit()
    return next(action for action in _entries(menu) if action.objectName() == name)


def _entries(menu: QMenu) -> list[QAction]:
    return [one for text, one in commands_of([menu])]


def _opinion(
    recording: Recording, name: str, progress: Callable[[float], None], cancelled: Any, threads: int
) -> ScoringResult:
    progress(0.5)
    rows = np.tile(np.array([0, 0, 0, 1, 0], np.float32), (recording.n_epochs, 1))
    rows[0] = np.nan
    return ScoringResult(rows, name, "7", ("Everything is N3.",))


def test_both_menus_stand_under_score(empty_window: MainWindow) -> None:
    titles = [action.text().replace("&", "") for action in empty_window.menus["&Score"].actions()]
    assert "Model" in titles
    assert "Second opinion" in titles


def test_every_model_is_there_and_the_chosen_one_is_checked(empty_window: MainWindow) -> None:
    menu = empty_window.models.models
    menu.aboutToShow.emit()
    names = [action.objectName() for action in _entries(menu)]
    assert {card.name for card in available_models()} <= set(names)
    assert "ulw-sleepnet" in names
    assert "yasa" in names
    checked = [action.objectName() for action in _entries(menu) if action.isChecked()]
    assert checked == [empty_window.settings.model]


def test_variants_stand_under_their_family_and_the_usual_model_comes_first(empty_window: MainWindow) -> None:
    menu = empty_window.models.models
    for _ in range(3):
        menu.aboutToShow.emit()
    first, *others = menu.actions()
    assert first.objectName() == "sleepscorer-committee"
    inner = next(action.menu() for action in others if action.text() == "MSA-CNN, small")
    assert isinstance(inner, QMenu)
    assert next(action.objectName() for action in inner.actions()) == "msa-cnn-small"
    assert "msa-cnn-small-2" in [action.objectName() for action in inner.actions()]
    assert len(menu.actions()) < 12


def test_a_choice_is_remembered(empty_window: MainWindow) -> None:
    _entry(empty_window.models.models, "ulw-sleepnet").trigger()
    assert load_settings().model == "ulw-sleepnet"
    assert _entry(empty_window.models.models, "ulw-sleepnet").isChecked()
    assert "pre-scores from now on" in empty_window.banner.text()


def test_tooltips_give_the_figures_of_the_card(empty_window: MainWindow) -> None:
    (card,) = [one for one in available_models() if one.name == "sleepscorer-context"]
    tip = _entry(empty_window.models.models, "sleepscorer-context").toolTip()
    assert f"{card.figures[0]['kappa']:.2f}" in tip
    assert card.figures[0]["measured_on"] in tip
    assert "An outside scorer" in _entry(empty_window.models.models, "yasa").toolTip()


def test_the_users_own_models_appear_when_they_are_made(empty_window: MainWindow) -> None:
    menu = empty_window.models.models
    menu.aboutToShow.emit()
    own = user_models_folder() / "of-the-lab"
    shutil.copytree(models_folder() / "ulw-sleepnet-1", own)
    text = (own / "card.json").read_text()
    text = text.replace('"name": "ulw-sleepnet-1"', '"name": "of-the-lab"')
    (own / "card.json").write_text(text.replace('"family": "ulw-sleepnet"', '"family": "of-the-lab"'))
    assert _entry(menu, "of-the-lab").isEnabled()


@pytest.mark.parametrize(
    ("name", "words"),
    [("sleepscorer-context", "Limits"), ("yasa", "An outside scorer"), ("gone", "is not installed")],
)
def test_about_shows_the_card(empty_window: MainWindow, name: str, words: str) -> None:
    empty_window.settings.model = name
    menu = empty_window.models.models
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if "About" in action.text()).trigger()
    browser = empty_window.findChildren(QTextBrowser)[-1]
    assert words in browser.toPlainText()


def test_a_second_opinion_is_shown_and_touches_nothing(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sleepscorer.prescoring.run.score_recording", _opinion)
    assert window.session is not None
    revision = window.session.scoring.revision
    _entry(window.models.opinions, "yasa").trigger()
    qtbot.waitUntil(lambda: window.comparison_model.second is not None, timeout=5000)
    qtbot.waitUntil(lambda: not window.models.is_asking, timeout=5000)
    assert window.comparison_model.second is not None
    assert (window.comparison_model.second.stages[1:] == Stage.N3).all()
    assert window.comparison_model.second.stages[0] == Stage.UNSCORED
    assert str(window.comparison_model.second.author(1)) == "model:yasa@7"
    assert window.session.scoring.revision == revision
    assert window.session.undo_stack.count() == 0
    assert "Everything is N3." in window.banner.text()


def test_a_real_model_gives_a_second_opinion(window: MainWindow, qtbot: QtBot) -> None:
    _entry(window.models.opinions, "ulw-sleepnet-1").trigger()
    assert not _entry(window.models.opinions, "ulw-sleepnet-1").isEnabled(), "one at a time"
    qtbot.waitUntil(lambda: window.comparison_model.second is not None, timeout=60_000)
    assert window.comparison_model.second is not None
    assert "ulw-sleepnet-1@" in str(window.comparison_model.second.author(400))


def test_what_cannot_score_says_why(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ModelError("YASA is not installed; install it.")

    monkeypatch.setattr("sleepscorer.prescoring.run.score_recording", refuse)
    _entry(window.models.opinions, "yasa").trigger()
    qtbot.waitUntil(lambda: not window.models.is_asking, timeout=5000)
    assert "not installed" in window.banner.text()
    assert window.comparison_model.second is None


def test_an_opinion_on_a_night_that_is_closed_is_not_shown(
    window: MainWindow, night: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sleepscorer.prescoring.run.score_recording", _opinion)
    _entry(window.models.opinions, "yasa").trigger()
    assert window.open(night, prescore=False)
    assert not window.models.is_asking
    assert window.comparison_model.second is None


def test_escape_stops_it(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(
        recording: Recording, name: str, progress: Any, cancelled: Callable[[], bool], threads: int
    ) -> None:
        while not cancelled():
            sleep(0.01)
        raise Cancelled

    monkeypatch.setattr("sleepscorer.prescoring.run.score_recording", endless)
    _entry(window.models.opinions, "yasa").trigger()
    assert window.models.is_asking
    window.actions_by_name["cancel"].trigger()
    qtbot.waitUntil(lambda: not window.models.is_asking, timeout=5000)
    assert window.comparison_model.second is None


def test_without_a_night_there_is_nothing_to_ask(empty_window: MainWindow) -> None:
    assert not _entry(empty_window.models.opinions, "yasa").isEnabled()
