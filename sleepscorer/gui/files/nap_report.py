"""The report of a day's naps, whose recordings are chosen together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QInputDialog

from sleepscorer import __version__
from sleepscorer.atomic import replacing, write_atomically
from sleepscorer.errors import SleepscorerError
from sleepscorer.gui.files.report_export import patient_of, png_of, write_pdf
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import language_in_force, translate
from sleepscorer.gui.widgets.dialogs import RECORDINGS, file_filters
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import Message, reason
from sleepscorer.recording import Recording, open_recording
from sleepscorer.scoring import Lights, Scoring
from sleepscorer.scoring.lights import lights_among

if TYPE_CHECKING:
    from sleepscorer.report import Letterhead
    from sleepscorer.report.blocks import ReportContent
    from sleepscorer.statistics import Nap


def ask_nap_report(workspace: Workspace) -> None:
    """Ask for the recordings of the naps, the kind of test and where to, and save the report."""
    filters = file_filters(translate("Files", "Recordings"), RECORDINGS)
    title = translate("Report", "Choose the recordings of all naps")
    folder = str(workspace.session.recording.path.parent) if workspace.session is not None else ""
    chosen, _ = QFileDialog.getOpenFileNames(workspace.window, title, folder, filters)
    if not chosen:
        return
    tests = [
        translate("Report", "Multiple sleep latency test (MSLT): 20 min without sleep"),
        translate("Report", "Maintenance of wakefulness test (MWT): 40 min without sleep"),
    ]
    test, is_given = QInputDialog.getItem(
        workspace.window, translate("Report", "Report of naps"), translate("Report", "Test"), tests, 0, False
    )
    if not is_given:
        return
    proposed = str(Path(chosen[0]).with_name("report-naps.pdf"))
    kinds = "PDF (*.pdf);;HTML (*.html);;DOCX (*.docx)"
    path, _ = QFileDialog.getSaveFileName(
        workspace.window,
        translate("Report", "Save the report"),
        proposed,
        kinds,
    )
    if path:
        save_nap_report(workspace, [Path(name) for name in chosen], Path(path), is_mwt=test == tests[1])


def save_nap_report(
    workspace: Workspace, recordings: Sequence[Path], path: Path, *, is_mwt: bool = False
) -> bool:
    """Save the report of naps; the ending chooses between PDF, HTML and a document to edit.

    Parameters
    ----------
    workspace : Workspace
    recordings : sequence of Path
        Recordings of the naps, scored in the window before; one of them may hold several.
    path : Path
    is_mwt : bool
        Whether it is a maintenance of wakefulness test.
    """
    try:
        report, letterhead = _report_of(workspace, recordings, is_mwt)
        _write(report, letterhead, path)
    except SleepscorerError as error:
        workspace.notify(str(error))
        return False
    except OSError as error:
        text = translate("Report", "{path} could not be written ({reason}); choose another folder.")
        workspace.notify(text.format(path=path, reason=localized(reason(error))))
        return False
    workspace.notify(translate("Report", "Report saved: {path}").format(path=path))
    return True


def _report_of(
    workspace: Workspace, recordings: Sequence[Path], is_mwt: bool
) -> tuple[ReportContent, Letterhead]:
    from sleepscorer.report import Letterhead, ReportFacts, nap_report, texts_of
    from sleepscorer.statistics import NapTest
    from sleepscorer.statistics.naps import MSLT_LATENCY_MIN, MWT_LATENCY_MIN

    settings = workspace.settings
    longest_min = MWT_LATENCY_MIN if is_mwt else MSLT_LATENCY_MIN
    naps = sorted(
        (pair for path in recordings for pair in _naps_of(workspace, path, longest_min)),
        key=lambda pair: pair[0].start or datetime.max,
    )
    facts = ReportFacts(
        recording="",
        start=None,
        duration_s=0.0,
        created=datetime.now(),
        program=f"sleepscorer {__version__}",
        patient=patient_of(recordings[0]) if settings.report_names else None,
        laboratory=settings.report_laboratory,
        technician=settings.initials,
    )
    numbered = tuple(_numbered(nap, number) for number, (nap, _) in enumerate(naps, 1))
    report = nap_report(
        facts,
        NapTest(numbered),
        [scoring for _, scoring in naps],
        texts_of(language_in_force()),
        longest_min,
    )
    logo, template = settings.report_logo, settings.report_template
    return report, Letterhead(Path(logo) if logo else None, Path(template) if template else None)


def _numbered(nap: Nap, number: int) -> Nap:
    from dataclasses import replace

    return replace(nap, name=str(number))


def _naps_of(workspace: Workspace, path: Path, longest_min: float) -> list[tuple[Nap, Scoring]]:
    """Return the naps of a recording, with its scoring as it is kept.

    Raises
    ------
    SleepscorerError
        If the recording cannot be read, or no epoch of it is scored.
    """
    from sleepscorer.statistics import lights_of_naps, nap_statistics

    recording = open_recording(path)
    try:
        scoring = _scoring_of(workspace, recording)
        annotations = recording.annotations()
        lights = lights_of_naps(annotations, recording.duration_s)
        if not lights:
            lights = (scoring.lights if scoring.lights != Lights() else lights_among(annotations),)
        return [
            (nap_statistics("", scoring.stages, each, _start(recording, each), longest_min), scoring)
            for each in lights
        ]
    finally:
        recording.close()


def _scoring_of(workspace: Workspace, recording: Recording) -> Scoring:
    from sleepscorer.storage.store import store_of

    session = workspace.session
    if session is not None and session.recording.fingerprint == recording.fingerprint:
        scoring = session.scoring
    else:
        scoring = store_of(recording, workspace.state_folder).peek().scoring
    if not (scoring.stages >= 0).any():
        raise SleepscorerError(
            Message("{path} has not been scored; open and score it first.", path=recording.path)
        )
    return scoring


def _start(recording: Recording, lights: Lights) -> datetime | None:
    return recording.start + timedelta(seconds=lights.off_s or 0.0) if recording.start else None


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
