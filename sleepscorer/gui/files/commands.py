"""Commands on files: recordings in; hypnograms, events, pictures and reports out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from sleepscorer.gui.commands.command import EDIT, FILE, Command
from sleepscorer.gui.files.annotation_offer import AnnotationOffer
from sleepscorer.gui.files.event_import import ask_import_events
from sleepscorer.gui.files.exports import ask_anonymous, ask_copy, ask_export
from sleepscorer.gui.files.recent import RecentNights
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.gui.widgets.dialogs import RECORDINGS, file_filters
from sleepscorer.gui.workspace import Workspace

if TYPE_CHECKING:
    from sleepscorer.gui.files.figures import FigureExport
    from sleepscorer.gui.files.report_export import ReportExport


def commands(
    workspace: Workspace,
    recent: RecentNights,
    figures: Callable[[], FigureExport],
    report: Callable[[], ReportExport],
    offer: AnnotationOffer,
) -> tuple[Command, ...]:
    """Return the commands on files.

    Parameters
    ----------
    workspace : Workspace
    recent : RecentNights
    figures, report : callable
        Give what exports, loaded when it is first used.
    offer : AnnotationOffer
    """
    has_night = workspace.has_night
    return (
        Command(
            "open",
            QT_TRANSLATE_NOOP("Actions", "&Open recording..."),
            FILE,
            0,
            lambda: ask_open(workspace),
            ("Ctrl+O",),
        ),
        Command(
            "open_last",
            QT_TRANSLATE_NOOP("Actions", "Open the &last night"),
            FILE,
            0,
            recent.open_last,
            ("Ctrl+Shift+O",),
            enabled=recent.has_last,
        ),
        Command(
            "import_events",
            QT_TRANSLATE_NOOP("Actions", "&Import events..."),
            FILE,
            1,
            lambda: ask_import_events(workspace),
            enabled=has_night,
        ),
        Command(
            "use_annotations",
            QT_TRANSLATE_NOOP("Actions", "Use the recording's own annotations"),
            FILE,
            1,
            offer.use,
            enabled=has_night,
        ),
        Command(
            "accept_offer", QT_TRANSLATE_NOOP("Actions", "Take the offer"), FILE, 1, offer.accept, ("Y",)
        ),
        Command(
            "decline_offer",
            QT_TRANSLATE_NOOP("Actions", "Decline the offer"),
            FILE,
            1,
            offer.decline,
            ("Shift+Y",),
        ),
        Command(
            "export_edf",
            QT_TRANSLATE_NOOP("Actions", "&Export hypnogram..."),
            FILE,
            2,
            lambda: ask_export(workspace),
            ("Ctrl+E",),
            enabled=has_night,
        ),
        Command(
            "export_csv",
            QT_TRANSLATE_NOOP("Actions", "Export hypnogram as CS&V..."),
            FILE,
            2,
            lambda: ask_export(workspace, "csv"),
            ("Ctrl+Shift+E",),
            enabled=has_night,
        ),
        Command(
            "export_copy",
            QT_TRANSLATE_NOOP("Actions", "Export a cop&y of the recording with the scoring..."),
            FILE,
            2,
            lambda: ask_copy(workspace),
            enabled=has_night,
        ),
        Command(
            "export_anonymous",
            QT_TRANSLATE_NOOP("Actions", "Export an anony&mous copy..."),
            FILE,
            2,
            lambda: ask_anonymous(workspace),
            enabled=has_night,
        ),
        Command(
            "export_page",
            QT_TRANSLATE_NOOP("Actions", "Export the pa&ge..."),
            FILE,
            3,
            lambda: figures().ask("page"),
            enabled=has_night,
        ),
        Command(
            "export_night",
            QT_TRANSLATE_NOOP("Actions", "Export the pic&ture of the night..."),
            FILE,
            3,
            lambda: figures().ask("night"),
            enabled=has_night,
        ),
        Command(
            "report",
            QT_TRANSLATE_NOOP("Actions", "&Report..."),
            FILE,
            3,
            lambda: report().ask(),
            ("Ctrl+Shift+P",),
            enabled=has_night,
        ),
        Command(
            "nap_report",
            QT_TRANSLATE_NOOP("Actions", "Report of naps (MSLT, MWT)..."),
            FILE,
            3,
            partial(_report_naps, workspace),
        ),
        Command(
            "save",
            QT_TRANSLATE_NOOP("Actions", "&Save a checkpoint"),
            FILE,
            5,
            workspace.with_night(lambda session: session.save()),
            ("Ctrl+S",),
            enabled=has_night,
        ),
        Command("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), FILE, 6, workspace.window.close, ("Ctrl+Q",)),
        Command(
            "copy_picture",
            QT_TRANSLATE_NOOP("Actions", "&Copy the picture of the page"),
            EDIT,
            0,
            lambda: figures().copy_picture(),
            ("Ctrl+Shift+C",),
            enabled=has_night,
        ),
    )


def _report_naps(workspace: Workspace) -> None:
    from sleepscorer.gui.files.nap_report import ask_nap_report  # needed by nothing else

    ask_nap_report(workspace)


def ask_open(workspace: Workspace) -> None:
    """Ask for a recording and open it."""
    title = translate("Files", "Open a recording")
    filters = file_filters(translate("Files", "Recordings"), RECORDINGS)
    path, _ = QFileDialog.getOpenFileName(workspace.window, title, _folder(workspace), filters)
    if path:
        workspace.open_night(path)


def _folder(workspace: Workspace) -> str:
    """Folder in which a recording is looked for first."""
    if workspace.session is not None:
        return str(workspace.session.recording.path.parent)
    recent = workspace.settings.recent
    return str(Path(recent[0]).parent) if recent else ""
