"""The report of a day's naps, whose recordings are chosen together, or named by a session file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QInputDialog

from sleepscorer import __version__
from sleepscorer.atomic import replacing, write_atomically
from sleepscorer.errors import SleepscorerError, StorageError
from sleepscorer.gui.files.report_export import patient_of, png_of, write_pdf
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import language_in_force, translate
from sleepscorer.gui.widgets.dialogs import RECORDINGS, file_filters
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import Message, reason
from sleepscorer.storage.nap_session import (
    EXTENSION,
    NapProtocol,
    NapSession,
    is_nap_session,
    keep_nap_session,
    read_nap_session,
)

if TYPE_CHECKING:
    from sleepscorer.report import Letterhead
    from sleepscorer.report.blocks import ReportContent


def ask_nap_report(workspace: Workspace) -> None:
    """Ask for a session file, or the naps' recordings and the kind of test, and where to save the report."""
    text = translate("Files", "Recordings, or a session file of naps")
    filters = file_filters(text, f"{RECORDINGS} *{EXTENSION}")
    title = translate("Report", "Choose the recordings of all naps, or their session file")
    folder = str(workspace.session.recording.path.parent) if workspace.session is not None else ""
    chosen, _ = QFileDialog.getOpenFileNames(workspace.window, title, folder, filters)
    if not chosen:
        return
    try:
        session = _session_of(workspace, [Path(name) for name in chosen])
    except SleepscorerError as error:
        workspace.notify(str(error))
        return
    if session is None:
        return
    proposed = str(Path(chosen[0]).with_name("report-naps.pdf"))
    path, _ = QFileDialog.getSaveFileName(
        workspace.window,
        translate("Report", "Save the report"),
        proposed,
        "PDF (*.pdf);;HTML (*.html);;DOCX (*.docx)",
    )
    if path:
        save_nap_report(workspace, session, Path(path))


def _session_of(workspace: Workspace, chosen: Sequence[Path]) -> NapSession | None:
    """Read a session file, or ask for the kind of test and keep the recordings together in one."""
    files = [path for path in chosen if is_nap_session(path)]
    if len(files) == len(chosen) == 1:
        return read_nap_session(files[0])
    if files:
        raise SleepscorerError(Message("Choose recordings, or one session file of naps, not both."))
    tests = [
        translate("Report", "Multiple sleep latency test (MSLT): 20 min without sleep"),
        translate("Report", "Maintenance of wakefulness test (MWT): 40 min without sleep"),
    ]
    test, is_given = QInputDialog.getItem(
        workspace.window, translate("Report", "Report of naps"), translate("Report", "Test"), tests, 0, False
    )
    if not is_given:
        return None
    return keep_naps(workspace, chosen, NapProtocol.MWT if test == tests[1] else NapProtocol.MSLT)


def keep_naps(workspace: Workspace, recordings: Sequence[Path], protocol: NapProtocol) -> NapSession:
    """Keep the recordings of a day's naps together, in a session file beside the first.

    Where no file can be written, that is said, and the report is made nevertheless.

    Raises
    ------
    SleepscorerError
        If a recording cannot be read.
    """
    from sleepscorer.report.scored_naps import session_of

    session, day = session_of(recordings, protocol)
    try:
        path = keep_nap_session(session, day)
    except StorageError as error:
        workspace.notify(str(error))
    else:
        text = translate("Report", "The naps are kept together in {path}.")
        workspace.notify(text.format(path=path))
    return session


def save_nap_report(workspace: Workspace, session: NapSession, path: Path) -> bool:
    """Save the report of naps; the ending chooses between PDF, HTML and a document to edit.

    Parameters
    ----------
    workspace : Workspace
    session : NapSession
        Its recordings were scored in the window before.
    path : Path
    """
    try:
        report, letterhead, notices = _report_of(workspace, session)
        _write(report, letterhead, path)
    except SleepscorerError as error:
        workspace.notify(str(error))
        return False
    except OSError as error:
        text = translate("Report", "{path} could not be written ({reason}); choose another folder.")
        workspace.notify(text.format(path=path, reason=localized(reason(error))))
        return False
    saved = translate("Report", "Report saved: {path}").format(path=path)
    workspace.notify(" ".join([saved, *map(localized, notices)]))
    return True


def _report_of(
    workspace: Workspace, session: NapSession
) -> tuple[ReportContent, Letterhead, tuple[str, ...]]:
    from sleepscorer.report import Letterhead, ReportFacts, nap_report, texts_of
    from sleepscorer.report.scored_naps import scored_naps

    settings, opened = workspace.settings, workspace.session
    at_hand = {} if opened is None else {opened.recording.fingerprint: opened.scoring}
    naps = scored_naps(session, at_hand, workspace.state_folder)
    facts = ReportFacts(
        recording="",
        start=None,
        duration_s=0.0,
        created=datetime.now(),
        program=f"sleepscorer {__version__}",
        patient=patient_of(session.recordings[0]) if settings.report_names else None,
        laboratory=settings.report_laboratory,
        technician=settings.initials,
    )
    texts = texts_of(language_in_force())
    report = nap_report(facts, naps.test, naps.scorings, texts, session.protocol.longest_min)
    logo, template = settings.report_logo, settings.report_template
    letterhead = Letterhead(Path(logo) if logo else None, Path(template) if template else None)
    return report, letterhead, naps.notices


def _write(report: ReportContent, letterhead: Letterhead, path: Path) -> None:
    from sleepscorer.report import html_of

    if path.suffix.lower() == ".docx":
        from sleepscorer.report.document import write_document

        write_document(report, path, png_of, letterhead.logo)
    elif path.suffix.lower() in (".html", ".htm"):
        write_atomically(path, html_of(report, letterhead))
    else:
        with replacing(path) as temporary:
            write_pdf(html_of(report, letterhead), temporary)
