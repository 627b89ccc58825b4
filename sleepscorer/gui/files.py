"""Files chosen in dialogs: recordings in, second hypnograms in, exports out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from sleepscorer.errors import SleepscorerError
from sleepscorer.formats.edf_writing import write_edf_hypnogram
from sleepscorer.formats.export import export_paths
from sleepscorer.formats.hypnogram import place
from sleepscorer.formats.reading import read_hypnogram
from sleepscorer.formats.table import write_csv
from sleepscorer.scoring import Author, AuthorKind, scoring_from_stages

if TYPE_CHECKING:
    from sleepscorer.gui.main_window import MainWindow

RECORDINGS = "Recordings (*.edf *.bdf *.rec *.EDF *.BDF *.REC);;All files (*)"
HYPNOGRAMS = "Hypnograms (*.edf *.EDF *.csv *.txt *.json);;All files (*)"


def _folder(window: MainWindow) -> str:
    if window.session is not None:
        return str(window.session.recording.path.parent)
    return str(Path(window.settings.recent[0]).parent) if window.settings.recent else ""


def ask_open(window: MainWindow) -> None:
    """Ask for a recording and open it."""
    path, _ = QFileDialog.getOpenFileName(window, "Open a recording", _folder(window), RECORDINGS)
    if path:
        window.open(path)


def ask_second(window: MainWindow) -> None:
    """Ask for a hypnogram and show it under the scoring."""
    path, _ = QFileDialog.getOpenFileName(window, "Compare with a hypnogram", _folder(window), HYPNOGRAMS)
    if path:
        import_second(window, Path(path))


def import_second(window: MainWindow, path: Path) -> bool:
    """Show a hypnogram under the scoring, aligned by clock time."""
    session = window.session
    if session is None:
        return False
    try:
        read = read_hypnogram(path)
        placed = place(read, session.recording.start, session.n_epochs)
    except SleepscorerError as error:
        window.say(str(error))
        return False
    window.show_second(scoring_from_stages(placed.stages, Author(AuthorKind.IMPORT, path.name)))
    said = [*read.warnings, *placed.warnings]
    if said:
        window.say(" ".join(said))
    return True


def ask_export(window: MainWindow, csv: bool) -> None:
    """Ask where to, and export."""
    if window.session is None:
        return
    proposed = export_paths(window.session.recording.path)
    path, _ = QFileDialog.getSaveFileName(
        window,
        "Export hypnogram",
        str(proposed.csv if csv else proposed.edf),
        "CSV with probabilities (*.csv)" if csv else "EDF+ hypnogram (*.edf)",
    )
    if path:
        export(window, Path(path))


def export(window: MainWindow, path: Path) -> bool:
    """Export the scoring; the ending chooses the format, and success is said once it is read back."""
    session = window.session
    if session is None:
        return False
    if path.resolve() == session.recording.path.resolve():
        window.say("That is the recording itself; choose another name for the hypnogram.")
        return False
    try:
        if path.suffix.lower() == ".csv":
            write_csv(path, session.scoring)
        else:
            write_edf_hypnogram(path, session.scoring, session.recording.start)
    except SleepscorerError as error:
        window.say(str(error))
        return False
    window.say(f"Exported and read back: {path}")
    return True
