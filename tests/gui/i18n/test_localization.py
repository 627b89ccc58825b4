"""What the core says is said in the window's language."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from string import Formatter

import pytest
from gui.languages import LANGUAGES, WORD
from message_sources import templates
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.gui.app import make_application, make_window
from sleepscorer.gui.files.exports import export
from sleepscorer.gui.i18n import translation
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.messages import Message, joined, reason
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Proposal, Scoring
from sleepscorer.scoring.proposal_terms import reason_of
from sleepscorer.settings import Settings, save_settings
from sleepscorer.storage import sidecar
from sleepscorer.storage.sidecar import Sidecar

SAME = (
    "annotations",
    "transducers",
    "0 W, 1 N1, 2 N2, 3 N3, 4 R",
    "nadir {value:.0f} %",
    "{seconds:.0f} s",
    "{name} {value}",
)
"""Said alike in a language or two."""
ENGLISH = re.compile(r"\b(the|was|were|is|are|its|with|not|of)\b", re.IGNORECASE)


@pytest.fixture
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    translation.install(make_application(), "en")


AT = datetime(2020, 1, 2, 22, 30)


def _example(template: str) -> Message:
    """A message with values of the kind that each field takes."""
    values: dict[str, object] = {}
    for number, (_, name, spec, _) in enumerate(Formatter().parse(template)):
        if name is not None:
            is_figure = spec is not None and spec[-1:] in ("f", "g")
            values[name] = AT if "%" in (spec or "") else 2.5 + number if is_figure else f"x{number}.edf"
    return Message(template, **values)


@pytest.mark.usefixtures("english_again")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_said_with_its_values(language: str) -> None:
    translation.install(make_application(), language)
    left = []
    for message in map(_example, templates()):
        text = localized(message)
        names = [value for value in message.values.values() if isinstance(value, str)]
        if not all(name in text for name in names) or re.search(r"[{}]", text):
            left.append(message.template)
        if text == message and message.template not in SAME:
            left.append(message.template)
    assert left == []


@pytest.mark.usefixtures("english_again")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_was_kept_as_text_is_recognized(language: str) -> None:
    translation.install(make_application(), language)
    for message in map(_example, templates()):
        if message.endswith((".", "?")) and AT not in message.values.values():
            text = "".join(message)
            assert type(text) is str
            assert localized(text) == localized(message)
            assert localized(f"{text} {text}") == f"{localized(message)} {localized(message)}"


@pytest.mark.usefixtures("english_again")
def test_the_reason_of_a_proposed_event_is_told_in_the_language() -> None:
    translation.install(make_application(), "de")
    terms = (("flow", -97.4), ("desaturation", 11.0), ("effort_absent", 8.0))
    proposal = Proposal(Author(AuthorKind.MODEL, "scorer@1"), terms=terms)
    event = Event(EventKind.MIXED_APNOEA, 0.0, 38.0, proposal=proposal)
    assert localized(reason_of(event)) == (
        "Fluss -97 %, 38 s, Entsättigung 11 %, keine Atemanstrengung für 8 s, dann wieder"
    )


@pytest.mark.usefixtures("english_again")
def test_values_are_said_in_the_language_too() -> None:
    translation.install(make_application(), "de")
    refused = OSError(errno.EACCES, "Permission denied")
    message = Message("{path} can no longer be read ({reason}).", path="n.edf", reason=reason(refused))
    assert message == "n.edf can no longer be read (permission denied)."
    assert localized(message) == "n.edf lässt sich nicht mehr lesen (keine Berechtigung)."
    assert localized("".join(message)) == localized(message)
    assert localized(joined([message, "Etwas anderes."])) == f"{localized(message)} Etwas anderes."
    off = Message(
        "The hypnogram's epochs start {seconds:+.1f} s from the recording's; each went to the nearest.",
        seconds=12.54,
    )
    assert "+12,5 s" in localized(off)


@pytest.mark.usefixtures("english_again")
def test_a_notice_kept_with_the_night_is_said_in_the_language(tmp_path: Path) -> None:
    message = Message("The recording lasts {hours:.0f} h; nights follow each other in it.", hours=31)
    path = tmp_path / "n.sleepscorer"
    sidecar.save(path, Sidecar("fingerprint", Scoring(3), [message]))
    (kept,) = sidecar.load(path).notices
    assert type(kept) is str
    assert kept == message
    translation.install(make_application(), "de")
    assert localized(kept) == "Die Aufzeichnung dauert 31 h; in ihr folgen Nächte aufeinander."


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
