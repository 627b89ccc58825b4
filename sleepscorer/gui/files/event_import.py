"""Events of files, put into the scoring."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from sleepscorer.errors import SleepscorerError
from sleepscorer.gui.background.task import Task
from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.gui.widgets.dialogs import file_filters
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import joined
from sleepscorer.scoring import Author, AuthorKind

if TYPE_CHECKING:
    from sleepscorer.formats import ImportedEvents
    from sleepscorer.gui.session.session import Session

EVENT_FILES = "*.edf *.EDF *.bdf *.BDF *.annot *.xml *.tsv"
MOST_WORDS = 5
"""Unknown texts that are named."""


def ask_import_events(workspace: Workspace) -> None:
    """Ask for a file with events, and import them."""
    if workspace.session is None:
        return
    title = translate("Files", "Import events")
    folder = str(workspace.session.recording.path.parent)
    filters = file_filters(translate("Files", "Files with events"), EVENT_FILES)
    path, _ = QFileDialog.getOpenFileName(workspace.window, title, folder, filters)
    if path:
        import_events(workspace, Path(path))


def import_events(workspace: Workspace, path: Path) -> Task | None:
    """Read a file's events in the background and put them into the scoring, as one step to undo."""
    session = workspace.session
    if session is None:
        return None

    def work(progress: object, cancelled: object) -> ImportedEvents:
        from sleepscorer import formats

        return formats.import_events(path)

    task = Task(translate("Files", "The import"), work, workspace.window)
    task.succeeded.connect(partial(_take, workspace, session, path.name))
    task.failed.connect(workspace.notify)
    task.finished.connect(task.deleteLater)
    task.start()
    return task


def _take(workspace: Workspace, session: Session, name: str, imported: ImportedEvents) -> None:
    if workspace.session is not session:
        return  # another night has been opened meanwhile
    from sleepscorer.formats import place_events

    recording = session.recording
    try:
        placed = place_events(imported, recording.start, session.n_epochs, recording.duration_s)
    except SleepscorerError as error:
        workspace.notify(str(error))
        return
    change = session.scoring.add_events(placed.events, Author(AuthorKind.IMPORT, name))
    if change.added and not session.take(translate("Undo", "import of events"), change):
        return
    sentences = [_counted(name, len(change.added), len(placed.events) - len(change.added))]
    sentences += _outside(placed.n_outside) + _unknown(imported)
    workspace.take_notice(joined([*sentences, *placed.warnings]))


def _counted(name: str, new: int, known: int) -> str:
    text = translate("Files", "{count} events were imported from {name}.")
    sentence = fill(text, count=new, name=name)
    if known:
        more = translate("Files", "{count} were there already.")
        sentence += " " + fill(more, count=known)
    return sentence


def _outside(count: int) -> list[str]:
    text = translate("Files", "{count} events lie outside the recording and were left out.")
    return [fill(text, count=count)] if count else []


def _unknown(imported: ImportedEvents) -> list[str]:
    """What is said of texts of no kind that is known."""
    if not imported.unknown:
        return []
    named = ", ".join(f"“{words}” ({count})" for words, count in imported.unknown[:MOST_WORDS])
    more = len(imported.unknown) - MOST_WORDS
    text = translate("Files", "Of no kind known here, kept as other events with their words: {named}")
    return [text.format(named=named + (f", +{more}" if more > 0 else ""))]
