"""What a hypnogram's numbers or words stand for is asked; an answer is where the next question begins."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from sleepscorer.formats.number_keys import KEYS
from sleepscorer.gui.comparison.stage_questions import (
    KEY_NAMES,
    KeyDialog,
    KeyReading,
    StagesPreview,
    WordsDialog,
    WordsQuestion,
)
from sleepscorer.gui.i18n.translation import number
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.widgets.theme import DARK, LIGHT, Theme
from sleepscorer.settings import load_settings, save_settings
from sleepscorer.stages import PLOT_ORDER, Stage

NUMBERS = "0\n" * 10 + "1\n" * 5 + "2\n" * 20 + "3\n" * 10 + "4\n" * 15
WORDS = "W\n" * 10 + "Spindelschlaf\n" * 30 + "SWS\n" * 10 + "R\n" * 10


def is_open_enabled(dialog: KeyDialog | WordsDialog) -> bool:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Open).isEnabled()


class Asked:
    """Answers with a key, and keeps what it was asked with."""

    def __init__(self, key: str | None) -> None:
        self.key = key
        self.readings: list[Sequence[KeyReading]] = []
        self.usual: list[str] = []

    def __call__(self, path: Path, readings: Sequence[KeyReading], usual: str) -> str | None:
        self.readings.append(readings)
        self.usual.append(usual)
        return self.key


def device_of(window: MainWindow) -> str:
    assert window.session is not None
    return window.session.recording.device


@pytest.mark.parametrize(("key", "last"), [("aasm", Stage.R), ("rk", Stage.N3), ("dreams", Stage.R)])
def test_the_key_that_is_answered_is_the_key_it_is_read_by(
    window: MainWindow, tmp_path: Path, key: str, last: Stage
) -> None:
    (tmp_path / "a.txt").write_text(NUMBERS)
    window.hypnograms.prompts.key = Asked(key)
    assert window.hypnograms.open(tmp_path / "a.txt")
    assert window.comparison_model.second is not None
    expected = [KEYS[key][int(line)] for line in NUMBERS.split()]
    assert window.comparison_model.second.stages[: len(expected)].tolist() == expected
    assert expected[-1] is last


def test_an_answer_is_where_the_next_question_begins_and_never_an_answer(
    window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(NUMBERS)
    window.hypnograms.prompts.key = asked = Asked("rk")
    assert window.hypnograms.open(tmp_path / "a.txt")
    assert window.hypnograms.open(tmp_path / "a.txt")
    assert asked.usual == ["", "rk"]
    save_settings(window.settings, tmp_path / "settings.json")
    assert load_settings(tmp_path / "settings.json").devices[device_of(window)].stage_key == "rk"


def test_nothing_is_asked_of_a_file_that_says_what_it_means(window: MainWindow, tmp_path: Path) -> None:
    window.settings.device(device_of(window)).stage_key = "dreams"
    window.settings.device(device_of(window)).stage_words = {"N2": int(Stage.W)}
    window.hypnograms.prompts.key = asked = Asked("dreams")
    (tmp_path / "a.txt").write_text("W\n" * 5 + "N2\n" * 20 + "R\n" * 5)
    assert window.hypnograms.open(tmp_path / "a.txt")
    assert window.comparison_model.second is not None
    assert window.comparison_model.second.stages[:6].tolist() == [0, 0, 0, 0, 0, 2]
    assert not asked.usual


def test_a_question_that_is_not_answered_opens_and_keeps_nothing(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NUMBERS)
    (tmp_path / "b.txt").write_text(WORDS)
    window.hypnograms.prompts.key = Asked(None)
    window.hypnograms.prompts.words = lambda question: None
    assert not window.hypnograms.open(tmp_path / "a.txt")
    assert not window.hypnograms.open(tmp_path / "b.txt")
    assert window.comparison_model.second is None
    assert window.settings.device(device_of(window)).stage_key == ""
    assert window.settings.device(device_of(window)).stage_words == {}


def test_keys_that_do_not_know_the_numbers_are_left_out_and_like_ones_go_together(
    window: MainWindow, tmp_path: Path
) -> None:
    window.hypnograms.prompts.key = asked = Asked("aasm")
    (tmp_path / "a.txt").write_text("0\n" * 10 + "9\n" + "1\n" * 10 + "2\n" * 10 + "3\n" * 10)
    assert window.hypnograms.open(tmp_path / "a.txt")
    assert [reading.keys for reading in asked.readings[0]] == [("aasm", "rk"), ("from-1",)]


def test_numbers_that_contradict_every_guess_are_asked_about(window: MainWindow, tmp_path: Path) -> None:
    window.hypnograms.prompts.key = asked = Asked("from-1")
    numbers = [1] * 10 + [2] * 5 + [3] * 20 + [4] * 10 + [5] * 10
    (tmp_path / "a.txt").write_text("\n".join(map(str, numbers)))
    assert window.hypnograms.open(tmp_path / "a.txt")
    assert asked.usual == [""]
    assert window.comparison_model.second is not None
    assert window.comparison_model.second.stages[: len(numbers)].tolist() == [
        KEYS["from-1"][one] for one in numbers
    ]


def test_numbers_that_no_key_knows_are_refused_in_the_window_s_sentence(
    window: MainWindow, tmp_path: Path
) -> None:
    window.hypnograms.prompts.key = asked = Asked("aasm")
    (tmp_path / "a.txt").write_text("77\n" * 10 + "1\n" * 10)
    assert not window.hypnograms.open(tmp_path / "a.txt")
    assert "'77' is no stage" in window.banner.text()
    assert not asked.usual


def test_the_words_that_are_answered_are_the_stages_it_is_read_by(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(WORDS)
    questions: list[WordsQuestion] = []

    def answer(question: WordsQuestion) -> dict[str, Stage]:
        questions.append(question)
        return {"Spindelschlaf": Stage.N2, "SWS": Stage.UNSCORED}

    window.hypnograms.prompts.words = answer
    for _ in range(2):
        assert window.hypnograms.open(tmp_path / "b.txt")
        assert window.comparison_model.second is not None
        assert (
            window.comparison_model.second.stages[:60].tolist() == [0] * 10 + [2] * 30 + [-1] * 10 + [4] * 10
        )
    assert [word for word, _ in questions[0].words] == ["Spindelschlaf", "SWS"]
    assert dict(questions[0].words) == {"Spindelschlaf": 30, "SWS": 10}
    assert [dict(question.usual) for question in questions] == [
        {},
        {"Spindelschlaf": Stage.N2, "SWS": Stage.UNSCORED},
    ]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_dialog_of_keys_shows_the_night_of_each(qtbot: QtBot, theme: Theme) -> None:
    nights = [[0] * 5 + [4] * 15, [0] * 5 + [3] * 15]
    readings = [
        KeyReading((key,), np.array(night, np.int8))
        for key, night in zip(("aasm", "rk"), nights, strict=True)
    ]
    dialog = KeyDialog(Path("a&b.txt"), readings, "", theme)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.chosen() is None
    assert not is_open_enabled(dialog)
    previews = dialog.findChildren(StagesPreview)
    assert [preview.text for preview in previews] == [
        "W 25.0 %   R 75.0 %   N1 0.0 %   N2 0.0 %   N3 0.0 %",
        "W 25.0 %   R 0.0 %   N1 0.0 %   N2 0.0 %   N3 75.0 %",
    ]
    for preview, stage in zip(previews, (Stage.R, Stage.N3), strict=True):
        image = preview.grab().toImage()
        row = 11 * PLOT_ORDER.index(stage) + 5
        assert image.pixelColor(image.width() * 3 // 4, row).name() == theme.stages[stage]
    dialog.choices.button(1).click()
    assert dialog.chosen() == "rk"
    assert is_open_enabled(dialog)


def test_the_dialog_of_keys_begins_with_the_answer_before(qtbot: QtBot) -> None:
    readings = [KeyReading(("aasm", "rk"), np.zeros(5, np.int8)), KeyReading(("ucd",), np.ones(5, np.int8))]
    dialog = KeyDialog(Path("a.txt"), readings, "rk", LIGHT)
    qtbot.addWidget(dialog)
    assert dialog.choices.checkedId() == 0
    assert is_open_enabled(dialog)


def test_the_dialog_of_words_asks_for_each_and_follows_what_is_chosen(qtbot: QtBot) -> None:
    def preview(words: object) -> np.ndarray:
        assert isinstance(words, dict)
        return np.array([0] * 5 + [words["A"]] * 5 + [words["B"]] * 10, np.int8)

    dialog = WordsDialog(WordsQuestion(Path("a.txt"), (("B", 10), ("A", 5)), preview), LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.preview.text.startswith("W 100.0 %")
    assert dialog.preview.text.endswith("unscored epochs: 15")
    for word, stage in (("A", Stage.UNSCORED), ("B", Stage.N2)):
        assert not is_open_enabled(dialog)
        choice = dialog.choices[word]
        choice.setCurrentIndex(choice.findData(int(stage)))
    assert is_open_enabled(dialog)
    assert dialog.chosen() == {"A": Stage.UNSCORED, "B": Stage.N2}
    assert f"N2 {number(66.7, '.1f')} %" in dialog.preview.text


def test_many_words_leave_the_preview_in_view(qtbot: QtBot) -> None:
    words = tuple((f"word {place}", 1) for place in range(40))
    dialog = WordsDialog(WordsQuestion(Path("a.txt"), words, lambda words: None), LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() < 700
    assert dialog.preview.text == "No epoch is scored."


def test_every_key_has_a_name() -> None:
    assert set(KEY_NAMES) == set(KEYS)
