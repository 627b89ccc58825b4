"""Exports of the scoring, and copies of the recording with it; where to is asked in dialogs."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from sleepscorer.errors import SleepscorerError
from sleepscorer.gui.background.task import Task
from sleepscorer.gui.i18n.labels import format_text
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.workspace import Workspace

if TYPE_CHECKING:
    from sleepscorer.formats import Anonymous, HypnogramFormat


def ask_export(workspace: Workspace, name: str = "edf") -> None:
    """Ask where to and in which format, and export."""
    from sleepscorer.formats import FORMATS, format_named

    if workspace.session is None:
        return
    proposed = workspace.session.recording.path
    chosen = format_named(name)
    filters = {_filter(hypnogram): hypnogram for hypnogram in FORMATS}
    path, used = QFileDialog.getSaveFileName(
        workspace.window,
        translate("Files", "Export hypnogram"),
        str(proposed.with_name(proposed.stem + chosen.endings[0])),
        ";;".join(filters),
        _filter(chosen),
    )
    if path:
        export(workspace, Path(path), filters[used].name if used in filters else None)


def _filter(hypnogram: HypnogramFormat) -> str:
    words = format_text(hypnogram.description).replace("(", "").replace(")", "")
    return f"{words} (*{hypnogram.endings[0]})"


def export(workspace: Workspace, path: Path, name: str | None = None) -> bool:
    """Export the scoring, and say so once it has been read back.

    Parameters
    ----------
    path : Path
    name : str, optional
        Of the format; the end of the path chooses it if not given.
    """
    from sleepscorer.formats import write_hypnogram

    session = workspace.session
    if session is None:
        return False
    if path.resolve() == session.recording.path.resolve():
        workspace.notify(
            translate("Files", "That is the recording itself; choose another name for the hypnogram.")
        )
        return False
    doubts: list[str] = []
    try:
        write_hypnogram(path, session.scoring, session.recording.start, name, tell=doubts.append)
    except SleepscorerError as error:
        workspace.notify(str(error))
        return False
    done = translate("Files", "Exported and read back: {path}").format(path=path)
    workspace.notify("\n".join([done, *map(localized, doubts)]))
    return True


def ask_copy(workspace: Workspace) -> None:
    """Ask where to, and copy the whole recording with the scoring in it, in the background."""
    if workspace.session is None:
        return
    source = workspace.session.recording.path
    path, _ = QFileDialog.getSaveFileName(
        workspace.window,
        translate("Files", "Copy the recording with the scoring"),
        str(source.with_stem(source.stem + "_scored")),
    )
    if path:
        export_copy(workspace, Path(path))


def ask_anonymous(workspace: Workspace) -> None:
    """Ask how to leave names out and where to, and copy without them in the background."""
    if workspace.session is None:
        return
    from sleepscorer.gui.files.anonymous_dialog import AnonymousDialog

    dialog = AnonymousDialog(workspace.window)
    if not dialog.exec():
        return
    # The recording's own file name can name the patient, so it is not proposed.
    proposed = str(workspace.session.recording.path.with_name("anonymous.edf"))
    path, _ = QFileDialog.getSaveFileName(workspace.window, dialog.windowTitle(), proposed)
    if path:
        from sleepscorer.formats import Anonymous

        days = timedelta(days=dialog.days.value())
        export_copy(workspace, Path(path), Anonymous(days, drop_texts=dialog.drop_texts.isChecked()))


def export_copy(workspace: Workspace, path: Path, anonymous: Anonymous | None = None) -> Task | None:
    """Copy the recording with the scoring as it stands now; the samples stay as they are.

    Parameters
    ----------
    path : Path
    anonymous : Anonymous, optional
        How to leave names and dates out; if not given, they are kept.
    """
    session = workspace.session
    if session is None:
        return None
    source, scoring = session.recording.path, deepcopy(session.scoring)
    doubts: list[str] = []

    def work(progress: object, cancelled: object) -> Path:
        from sleepscorer.formats import write_full_copy

        write_full_copy(source, path, scoring, anonymous=anonymous, tell=doubts.append)
        return path

    task = Task(translate("Files", "The copy"), work, workspace.window)
    done = translate("Files", "Copied and read back: {path}").format(path=path)
    task.succeeded.connect(lambda result: workspace.notify("\n".join([done, *map(localized, doubts)])))
    task.failed.connect(workspace.notify)
    task.finished.connect(task.deleteLater)
    text = translate("Files", "Copying the recording to {path}; you can go on scoring.")
    workspace.notify(text.format(path=path))
    task.start()
    return task
