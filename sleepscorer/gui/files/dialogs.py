"""Files chosen in dialogs: recordings in, second hypnograms in, exports out."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QInputDialog

from sleepscorer.errors import SleepscorerError
from sleepscorer.gui.background.task import Job
from sleepscorer.gui.files.hypnogram_questions import read_asking
from sleepscorer.gui.i18n.labels import format_text
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.recording import EXTENSIONS, OTHER_EXTENSIONS
from sleepscorer.scoring import Author, AuthorKind, scoring_from_stages
from sleepscorer.stages import EPOCH_SECONDS

if TYPE_CHECKING:
    from sleepscorer.formats import Anonymous, Hypnogram, HypnogramFormat, Placed
    from sleepscorer.gui.main_window import MainWindow

RECORDINGS = " ".join(f"*{end} *{end.upper()}" for end in (*EXTENSIONS, *OTHER_EXTENSIONS))
HYPNOGRAMS = "*.edf *.EDF *.csv *.txt *.json *.xml *.annot *.eannot *.tsv"


def _folder(window: MainWindow) -> str:
    if window.session is not None:
        return str(window.session.recording.path.parent)
    return str(Path(window.settings.recent[0]).parent) if window.settings.recent else ""


def _filters(name: str, patterns: str) -> str:
    """Filters of a dialog: files of one kind, and all."""
    everything = translate("Files", "All files")
    return f"{name} ({patterns});;{everything} (*)"


def ask_open(window: MainWindow) -> None:
    """Ask for a recording and open it."""
    title = translate("Files", "Open a recording")
    filters = _filters(translate("Files", "Recordings"), RECORDINGS)
    path, _ = QFileDialog.getOpenFileName(window, title, _folder(window), filters)
    if path:
        window.open(path)


def ask_second(window: MainWindow) -> None:
    """Ask for hypnograms and show them under the scoring."""
    if window.session is None:
        return
    title = translate("Files", "Compare with hypnograms")
    filters = _filters(translate("Files", "Hypnograms"), HYPNOGRAMS)
    paths, _ = QFileDialog.getOpenFileNames(window, title, _folder(window), filters)
    for path in paths:
        import_second(window, Path(path))


def import_second(window: MainWindow, path: Path) -> bool:
    """Show a hypnogram under the scoring, aligned by clock time; what the file does not say is asked.

    A question that is not answered leaves the hypnogram closed.
    """
    session = window.session
    if session is None:
        return False
    try:
        read = read_asking(window, path)
        placed = _place(window, read) if read is not None else None
    except SleepscorerError as error:
        window.say(str(error))
        return False
    if read is None or placed is None:
        return False
    window.comparing.add(scoring_from_stages(placed.stages, Author(AuthorKind.IMPORT, path.name)), path)
    said = [*read.warnings, *placed.warnings]
    if said:
        window.say(" ".join(said))
    return True


def _place(window: MainWindow, read: Hypnogram) -> Placed | None:
    """A hypnogram on the epochs of the night; where it starts is asked where the clocks do not tell."""
    from sleepscorer.formats import place

    session = window.session
    assert session is not None
    placed = place(read, session.recording.start, session.n_epochs)
    if placed.is_sure:
        return placed
    first = window.ask_first_epoch(session.n_epochs)
    if first is None:
        return None
    shift_s = float((first - 1) * EPOCH_SECONDS) - read.onset_s
    return place(read, session.recording.start, session.n_epochs, shift_s=shift_s)


def ask_epoch_length(window: MainWindow) -> float | None:
    """Ask how many seconds the epochs of text hypnograms last; None where the question is not answered."""
    title = translate("Files", "Length of an epoch")
    text = translate(
        "Files",
        "The file does not say how long its epochs are. The answer is kept for other files, and can be "
        "changed in the preferences. Seconds:",
    )
    seconds, given = QInputDialog.getDouble(window, title, text, float(EPOCH_SECONDS), 1.0, 600.0, 1)
    return seconds if given else None


def ask_first_epoch(window: MainWindow, n_epochs: int) -> int | None:
    """Ask at which epoch of the night a hypnogram starts, from 1; None where it is not answered."""
    title = translate("Files", "Start of the hypnogram")
    text = translate("Files", "The file does not say when it starts. It starts with epoch:")
    epoch, given = QInputDialog.getInt(window, title, text, 1, 1, n_epochs)
    return epoch if given else None


def ask_export(window: MainWindow, name: str = "edf") -> None:
    """Ask where to and in which format, and export."""
    from sleepscorer.formats import FORMATS, format_named

    if window.session is None:
        return
    proposed = window.session.recording.path
    chosen = format_named(name)
    filters = {_filter(one): one for one in FORMATS}
    path, used = QFileDialog.getSaveFileName(
        window,
        translate("Files", "Export hypnogram"),
        str(proposed.with_name(proposed.stem + chosen.endings[0])),
        ";;".join(filters),
        _filter(chosen),
    )
    if path:
        export(window, Path(path), filters[used].name if used in filters else None)


def _filter(one: HypnogramFormat) -> str:
    words = format_text(one.description).replace("(", "").replace(")", "")
    return f"{words} (*{one.endings[0]})"


def export(window: MainWindow, path: Path, name: str | None = None) -> bool:
    """Export the scoring, and say so once it has been read back.

    Parameters
    ----------
    path : Path
    name : str, optional
        Of the format; the end of the path chooses it if not given.
    """
    from sleepscorer.formats import write_hypnogram

    session = window.session
    if session is None:
        return False
    if path.resolve() == session.recording.path.resolve():
        window.say(translate("Files", "That is the recording itself; choose another name for the hypnogram."))
        return False
    doubts: list[str] = []
    try:
        write_hypnogram(path, session.scoring, session.recording.start, name, tell=doubts.append)
    except SleepscorerError as error:
        window.say(str(error))
        return False
    said = translate("Files", "Exported and read back: {path}").format(path=path)
    window.say("\n".join([said, *map(localized, doubts)]))
    return True


def ask_copy(window: MainWindow) -> None:
    """Ask where to, and copy the whole recording with the scoring in it, in the background."""
    if window.session is None:
        return
    source = window.session.recording.path
    path, _ = QFileDialog.getSaveFileName(
        window,
        translate("Files", "Copy the recording with the scoring"),
        str(source.with_stem(source.stem + "_scored")),
    )
    if path:
        export_copy(window, Path(path))


def ask_anonymous(window: MainWindow) -> None:
    """Ask how to leave names out and where to, and copy without them in the background."""
    if window.session is None:
        return
    from sleepscorer.gui.files.anonymous_dialog import AnonymousDialog

    dialog = AnonymousDialog(window)
    if not dialog.exec():
        return
    # The recording's own file name can name the patient, so it is not proposed.
    proposed = str(window.session.recording.path.with_name("anonymous.edf"))
    path, _ = QFileDialog.getSaveFileName(window, dialog.windowTitle(), proposed)
    if path:
        from sleepscorer.formats import Anonymous

        days = timedelta(days=dialog.days.value())
        export_copy(window, Path(path), Anonymous(days, drop_texts=dialog.drop_texts.isChecked()))


def export_copy(window: MainWindow, path: Path, anonymous: Anonymous | None = None) -> Job | None:
    """Copy the recording with the scoring as it stands now; the samples stay as they are.

    Parameters
    ----------
    path : Path
    anonymous : Anonymous, optional
        How to leave names and dates out; if not given, they are kept.
    """
    session = window.session
    if session is None:
        return None
    source, scoring = session.recording.path, deepcopy(session.scoring)
    doubts: list[str] = []

    def work(progress: object, cancelled: object) -> Path:
        from sleepscorer.formats import write_full_copy

        write_full_copy(source, path, scoring, anonymous=anonymous, tell=doubts.append)
        return path

    job = Job(translate("Files", "The copy"), work, window)
    said = translate("Files", "Copied and read back: {path}").format(path=path)
    job.succeeded.connect(lambda done: window.say("\n".join([said, *map(localized, doubts)])))
    job.failed.connect(window.say)
    job.finished.connect(job.deleteLater)
    text = translate("Files", "Copying the recording to {path}; you can go on scoring.")
    window.say(text.format(path=path))
    job.start()
    return job
