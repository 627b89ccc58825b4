from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from string import ascii_letters

import numpy as np
import pytest
from gui.languages import LANGUAGES, entries, marked, placeholders, tables, translations, unmarked
from message_sources import translations_tool
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

import sleepscorer.gui
from sleepscorer import formats
from sleepscorer.channels import Role
from sleepscorer.gui.app import make_application, make_window
from sleepscorer.gui.i18n import translation
from sleepscorer.gui.i18n.labels import event_name, flag_name, role_name
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.preferences.dialog import PreferencesDialog
from sleepscorer.gui.session.scorer_choices import choices
from sleepscorer.review.rules import Reason
from sleepscorer.scoring import EventKind, Flag
from sleepscorer.settings import Settings, load_settings, save_settings

MakeWindow = Callable[[str], MainWindow]
SAME_EVERYWHERE = (
    "sleepscorer",
    "EEG",
    "EOG",
    "EMG",
    "Resp oro",
    "Temp rectal",
    "Event marker",
    "µV",
    "Hz",
    "night.edf",
)
"""Parts of texts that are the recording's own, or figures."""


@pytest.fixture
def window_in(qtbot: QtBot, tmp_path: Path, night: Path) -> Iterator[MakeWindow]:
    """Makes a window on the sample night in a language."""
    made: list[MainWindow] = []

    def make(language: str) -> MainWindow:
        save_settings(Settings(language=language))
        window = make_window(tmp_path / "state")
        qtbot.addWidget(window)
        made.append(window)
        window.resize(1600, 900)
        window.show()
        assert window.open(night, prescore=False)
        return window

    yield make
    for window in made:
        window.close()
    translation.install(make_application(), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated(language: str) -> None:
    left = [one.source for one in translations(language) if one.state or not one.translation.strip()]
    assert left == [], "run `make translations` and translate what is unfinished"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_source_is_there_and_no_other(language: str) -> None:
    there = {(one.context, one.source) for one in translations(language)}
    assert marked() - there == set(), "run `make translations`"
    assert there - marked() == set(), "run `make translations`"


def test_every_text_shown_is_marked() -> None:
    assert unmarked() == []


def test_lupdate_finds_what_is_marked(tmp_path: Path) -> None:
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    if not tool.exists():
        pytest.skip("pyside6-lupdate is not installed")
    source = [*sorted(Path(sleepscorer.gui.__file__).parent.rglob("*.py")), *tables()]
    source.append(translations_tool().write_list(tmp_path / "core_templates.py"))
    found = tmp_path / "found.ts"
    subprocess.run([tool, *source, "-ts", found], check=True, capture_output=True, timeout=120)
    assert {(one.context, one.source) for one in entries(found)} == marked()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_up_to_date(language: str) -> None:
    translator = QTranslator()
    assert translator.load(str(translation.translations_folder() / f"sleepscorer_{language}.qm"))
    old = [
        one.source
        for one in translations(language)
        if translator.translate(one.context, one.source) != one.translation
    ]
    assert old == [], "run `make translations`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_is_filled_in(language: str) -> None:
    differ = [
        (one.source, one.translation)
        for one in translations(language)
        if placeholders(one.source) != placeholders(one.translation)
    ]
    assert differ == []


def test_every_name_and_reason_can_be_said() -> None:
    assert {("Reason", reason.value) for reason in Reason} <= marked()
    assert {("Words", kind.type.name) for kind in EventKind} <= marked()
    assert {("Format", row.description) for row in formats.FORMATS} <= marked()
    assert all(map(event_name, EventKind))
    assert all(map(flag_name, Flag))
    assert all(map(role_name, Role))


def _menus(window: MainWindow) -> Iterator[QMenu]:
    """Every menu of the window, filled."""
    for menu in [*window.menus.values(), window.models.models, window.models.opinions]:
        menu.aboutToShow.emit()
        yield menu


def _actions(menus: list[QMenu]) -> Iterator[QAction]:
    """Actions of menus and of the menus in them."""
    for menu in menus:
        menu.aboutToShow.emit()
        yield from menu.actions()
        yield from _actions([action.menu() for action in menu.actions() if isinstance(action.menu(), QMenu)])


def _mnemonics(texts: list[str]) -> Counter[str]:
    places = [text.replace("&&", "").partition("&")[2][:1].upper() for text in texts]
    return Counter(letter for letter in places if letter)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_a_window_is_whole_in_each_language(qtbot: QtBot, window_in: MakeWindow, language: str) -> None:
    window = window_in(language)
    _check_mnemonics_of_menus(window)
    _check_mnemonics_of_preferences(qtbot, window)
    _check_keys(window)
    for width in (1280, 1600) if language in LANGUAGES else ():
        _check_room(window, width)
    _check_progress_in_a_small_window(window)


def _check_mnemonics_of_menus(window: MainWindow) -> None:
    bar = [action.text() for action in window.menuBar().actions()]
    lists = [bar, *([action.text() for action in menu.actions()] for menu in _menus(window))]
    for texts in lists:
        letters = _mnemonics(texts)
        assert max(letters.values(), default=1) == 1, (texts, letters)
        assert all(letter in ascii_letters + "123" for letter in letters), letters
    assert sum(_mnemonics(bar).values()) == len(bar)


def _check_mnemonics_of_preferences(qtbot: QtBot, window: MainWindow) -> None:
    dialog = PreferencesDialog(window.settings, ["Usual keys"], 4.0, window)
    qtbot.addWidget(dialog)
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    buttons = [button.text() for button in dialog.findChildren(QPushButton)]
    assert max(_mnemonics(labels + buttons).values()) == 1


def _check_keys(window: MainWindow) -> None:
    """Keys are the same in every language."""
    portable = QKeySequence.SequenceFormat.PortableText
    for spec in window.commands.rows:
        keys = [key.toString(portable) for key in window.actions_by_name[spec.name].shortcuts()]
        assert keys == [QKeySequence(key, portable).toString(portable) for key in spec.keys]


def _cropped(window: MainWindow) -> list[str]:
    """Buttons of the tool bar and labels that are smaller than their text."""
    bar = window.tool_bar
    parts: list[QWidget] = [
        *bar.findChildren(QToolButton),
        bar.position,
        bar.review,
        bar.scale,
        window.status.saved,
    ]
    found = [repr(part) for part in parts if part.isVisible() and part.width() < part.sizeHint().width()]
    hidden = [action.text() for action in bar.actions() if not _shown(window, action)]
    return found + hidden


def _shown(window: MainWindow, action: QAction) -> bool:
    part = window.tool_bar.widgetForAction(action)
    return part is None or part.isVisible() or not action.isVisible()


def test_the_montage_is_left_out_of_the_tool_bar_only_where_there_is_no_room(window_in: MakeWindow) -> None:
    window = window_in("en")
    _show_progress(window)
    window.tool_bar.position.show_text(
        "epoch 1000 / 1000   00:00:00, and much more that is to be said", "1000 / 1000"
    )
    for width, is_shown in ((1600, True), (1024, False)):
        window.resize(width, 720)
        QApplication.processEvents()
        assert window.tool_bar.montage.isVisible() is is_shown
    assert window.tool_bar.length.isVisible()


def _check_room(window: MainWindow, width: int) -> None:
    """No text is cropped."""
    QApplication.processEvents()
    _show_progress(window)
    window.resize(width, 720)
    QApplication.processEvents()
    assert window.width() == width
    assert _cropped(window) == []


def _show_progress(window: MainWindow) -> str:
    texts = ("review {done} of {total}, about {left:.0f} errors left", "review {done} of {total}")
    full, brief = (
        QApplication.translate("Review", text).format(done=100, total=170, left=124) for text in texts
    )
    window.tool_bar.review.show_text(full, brief)
    return brief


def _check_progress_in_a_small_window(window: MainWindow) -> None:
    QApplication.processEvents()
    brief = _show_progress(window)
    window.resize(1024, 700)
    QApplication.processEvents()
    review = window.tool_bar.review
    window.status.show_progress(0.5)
    window.status.reading.setText("00:42:31.50   EEG Fpz-Cz   -12.5 µV")
    QApplication.processEvents()
    assert window.width() == 1024
    assert [action.text() for action in window.tool_bar.actions() if not _shown(window, action)] == []
    assert review.isVisible()
    assert review.shown.startswith(brief)
    assert review.fontMetrics().horizontalAdvance(review.shown) <= review.width()


def _texts(window: MainWindow) -> set[str]:
    """Everything that can be read in a window, by eye or by ear."""
    found: set[str] = set()
    for action in _actions([*_menus(window)]):
        found |= {action.text(), action.toolTip(), action.iconText()}
    for widget in window.findChildren(QWidget):
        found |= {
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            widget.windowTitle(),
        }
        if isinstance(widget, QLabel):
            found.add(widget.text())
    return {_plain(text) for text in found} - {""}


def _plain(text: str) -> str:
    return text.replace("&", "").strip(" .")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left_in_the_window(window_in: MakeWindow, language: str) -> None:
    english = _texts(window_in("en"))
    there = _texts(window_in(language))
    entries_ = translations(language)
    same = {_plain(one.source) for one in entries_ if _plain(one.source) == _plain(one.translation)}
    left = {text for text in english & there - same if not any(part in text for part in SAME_EVERYWHERE)}
    own = {_plain(text) for choice in choices() for text in (choice.text, choice.group)}
    words = {text for text in left - own if not Path(text).is_absolute()}
    assert {text for text in words if any(letter in ascii_letters for letter in text)} == set()


def test_the_report_speaks_the_language_of_the_window(window_in: MakeWindow) -> None:
    assert "Schlafeffizienz" in window_in("de").report.html()
    assert "Efficacité du sommeil" in window_in("fr").report.html()


def test_figures_are_written_as_the_language_does(window_in: MakeWindow) -> None:
    assert translation.number(0.125, ".1%") == "12.5%"
    window = window_in("de")
    assert translation.number(0.125, ".1%") == "12,5\u202f%"
    assert translation.number(np.float32(1234.5), ",.1f") == "1\u202f234,5"
    assert (
        translation.fill("{name}: {share:.0%} of {count}", name="v1.2", share=1.0, count=3)
        == "v1.2: 100\u202f% of 3"
    )
    assert window.tool_bar.scale.itemText(2) == "3,5 µV/mm"
    assert PreferencesDialog(window.settings, ["Usual keys"], 4.0, window).length.text() == "100,0 mm"
    window_in("en")
    assert translation.fill("{share:.0%}", share=np.float32(0.5)) == "50%"


def test_dialogs_of_qt_are_translated_too(window_in: MakeWindow) -> None:
    window_in("de")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    window_in("en")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_the_language_follows_the_system_where_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert translation.available_languages() == ("en", "de", "fr")
    for wanted, chosen in (("fr-CA", "fr"), ("de-AT", "de"), ("en-GB", "en"), ("ja-JP", "en")):
        monkeypatch.setattr(QLocale, "uiLanguages", lambda self, wanted=wanted: [wanted])
        assert translation.chosen_language("system") == chosen
        assert translation.chosen_language("unheard of") == chosen
        assert translation.chosen_language("de") == "de"


def test_the_language_is_chosen_in_the_preferences(window: MainWindow, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(window.settings, ["Usual keys"], 4.0, window)
    qtbot.addWidget(dialog)
    languages = dialog.fields["language"]
    assert [languages.itemText(index) for index in range(1, 4)] == ["English", "Deutsch", "Français"]
    languages.setCurrentIndex(languages.findData("fr"))
    window.workspace.update(dialog.chosen())
    window.workspace.save_settings()
    assert load_settings().language == "fr"
    assert translation.language_in_force() == "en"
