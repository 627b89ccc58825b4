"""What the core says is said in the window's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from gui.languages import LANGUAGES, WORD
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.gui.app import make_application, make_window
from sleepscorer.gui.files.exports import export
from sleepscorer.gui.i18n import translation
from sleepscorer.gui.i18n.core_sentences import SENTENCES
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.settings import Settings, save_settings

ENGLISH = re.compile(r"\b(the|was|were|is|are|its|with|not|of)\b", re.IGNORECASE)


@pytest.fixture
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    translation.install(make_application(), "en")


@pytest.mark.usefixtures("english_again")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_found_again_with_what_is_filled_in(language: str) -> None:
    translation.install(make_application(), language)
    for sentence in SENTENCES:
        names = re.findall(r"\{(\w+)\}", sentence)
        english = sentence.format(**{name: f"x{place}.edf" for place, name in enumerate(names)})
        found = localized(english)
        assert found != english
        assert all(f"x{place}.edf" in found for place in range(len(names)))
        assert localized(f"{english} {english}") == f"{found} {found}"


@pytest.mark.usefixtures("english_again")
def test_what_is_not_known_stays_and_what_follows_is_translated() -> None:
    translation.install(make_application(), "de")
    text = "Something new was said. The recording lasts 31 h; nights follow each other in it.\nMore"
    assert localized(text) == (
        "Something new was said. Die Aufzeichnung dauert 31 h; in ihr folgen Nächte aufeinander.\nMore"
    )
    off = "The hypnogram's epochs start +12.5 s from the recording's; each went to the nearest."
    assert "+12,5 s" in localized(off)
    translation.install(make_application(), "en")
    assert localized(off) == off


@pytest.mark.usefixtures("english_again")
def test_a_german_window_says_nothing_in_english_on_the_sample_night(
    qtbot: QtBot, tmp_path: Path, night: Path, expert: Path
) -> None:
    save_settings(Settings(language="de"))
    window = make_window(tmp_path / "state")
    qtbot.addWidget(window)
    window.resize(1600, 900)
    window.show()
    said: list[str] = []
    say = window.banner.setText
    window.banner.setText = lambda text: (said.append(text), say(text))[1]  # type: ignore[method-assign]
    try:
        _work(window, qtbot, night, expert, tmp_path)
        shown = [*said, window.card.notices.text()]
    finally:
        window.close()
    assert len(said) >= 6
    english = [text for text in shown if ENGLISH.search(_without_names(text))]
    assert english == []


def _without_names(text: str) -> str:
    """A text without paths, and without what a system or a reader says in brackets."""
    return re.sub(r"\S*/\S*|\([^)]*\)", "", text)


def _work(window: MainWindow, qtbot: QtBot, night: Path, expert: Path, folder: Path) -> None:
    (folder / "broken.edf").write_bytes(b"0       broken")
    (folder / "empty.edf").write_bytes(b"")
    for path in (folder / "broken.edf", folder / "empty.edf", folder / "none.edf", folder):
        assert not window.open(path)
    assert window.open(night)
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: session.scoring.probabilities is not None, timeout=120_000)
    assert any(WORD.search(notice) for notice in session.notices)
    window.hypnograms.open(expert)
    window.hypnograms.open(night)
    assert export(window.workspace, folder / "out.edf")
    assert not export(window.workspace, folder / "nowhere" / "out.edf")
    window.actions_by_name["review_next"].trigger()
    qtbot.waitUntil(lambda: bool(window.card.reasons.text()))
