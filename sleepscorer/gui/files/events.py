"""Events of files, put into the scoring."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from sleepscorer.errors import SleepscorerError
from sleepscorer.gui.background.task import Job
from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.scoring import Author, AuthorKind

if TYPE_CHECKING:
    from sleepscorer.formats import ImportedEvents
    from sleepscorer.gui.main_window import MainWindow
    from sleepscorer.gui.session.session import Session

EVENT_FILES = "*.edf *.EDF *.bdf *.BDF *.annot *.xml *.tsv"
MOST_WORDS = 5
"""Unknown texts that are named."""


def ask_import_events(window: MainWindow) -> None:
    """Ask for a file with events, and import them."""
    if window.session is None:
        return
    title = translate("Files", "Import events")
    kind, everything = translate("Files", "Files with events"), translate("Files", "All files")
    folder = str(window.session.recording.path.parent)
    filters = f"{kind} ({EVENT_FILES});;{everything} (*)"
    path, _ = QFileDialog.getOpenFileName(window, title, folder, filters)
    if path:
        import_events(window, Path(path))


def import_events(window: MainWindow, path: Path) -> Job | None:
    """Read a file's events in the background and put them into the scoring, as one step to undo."""
    session = window.session
    if session is None:
        return None

    def work(progress: object, cancelled: object) -> ImportedEvents:
        from sleepscorer import formats

        return formats.import_events(path)

    job = Job(translate("Files", "The import"), work, window)
    job.succeeded.connect(partial(_take, window, session, path.name))
    job.failed.connect(window.say)
    job.finished.connect(job.deleteLater)
    job.start()
    return job


def _take(window: MainWindow, session: Session, name: str, found: ImportedEvents) -> None:
    if window.session is not session:
        return  # another night has been opened meanwhile
    from sleepscorer.formats import place_events

    recording = session.recording
    try:
        placed = place_events(found, recording.start, session.n_epochs, recording.duration_s)
    except SleepscorerError as error:
        window.say(str(error))
        return
    change = session.scoring.add_events(placed.events, Author(AuthorKind.IMPORT, name))
    if change.added and not session.take(translate("Undo", "import of events"), change):
        return
    said = [_counted(name, len(change.added), len(placed.events) - len(change.added))]
    said += _outside(placed.n_outside) + _unknown(found)
    window.take_notice(" ".join([*said, *placed.warnings]))


def _counted(name: str, new: int, known: int) -> str:
    text = translate("Files", "{count} events were imported from {name}.")
    said = fill(text, count=new, name=name)
    if known:
        more = translate("Files", "{count} were there already.")
        said += " " + fill(more, count=known)
    return said


def _outside(count: int) -> list[str]:
    text = translate("Files", "{count} events lie outside the recording and were left out.")
    return [fill(text, count=count)] if count else []


def _unknown(found: ImportedEvents) -> list[str]:
    """What is said of texts of no kind that is known."""
    if not found.unknown:
        return []
    named = ", ".join(f"“{words}” ({count})" for words, count in found.unknown[:MOST_WORDS])
    more = len(found.unknown) - MOST_WORDS
    text = translate("Files", "Of no kind known here, kept as other events with their words: {named}")
    return [text.format(named=named + (f", +{more}" if more > 0 else ""))]
