"""The report of a night: put together from the window, saved as PDF, HTML or a document to edit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, Qt
from PySide6.QtGui import (
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFileDialog

from sleepscorer import __version__
from sleepscorer.atomic import replacing, write_atomically
from sleepscorer.edf.header import has_date
from sleepscorer.errors import SleepscorerError
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import language_in_force, translate
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import reason

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session
    from sleepscorer.report import Letterhead, ModelFacts, PatientFacts, ReportFacts, ReviewFacts
    from sleepscorer.report.blocks import ReportContent
    from sleepscorer.review.queue import Review

RESOLUTION_DPI = 300
HEADING, HEADING_ON_NEW_PAGE = "<h2>", '<h2 style="page-break-before: always">'
MARGIN_MM = 14.0
SCREEN_DPI = 96.0
"""Resolution at which Qt lays out HTML."""


class ReportExport:
    """The report of the open night.

    Parameters
    ----------
    workspace : Workspace
    central : CentralWidget
    review : callable
        Gives the review as it stands now; None where there is none.
    """

    def __init__(
        self, workspace: Workspace, central: CentralWidget, review: Callable[[], Review | None]
    ) -> None:
        self._workspace = workspace
        self._central = central
        self._review = review
        self._unkept: tuple[str, str] = ("", "")

    def report(self) -> ReportContent:
        """Put the report together, as the preferences say."""
        from sleepscorer.report import report_of, texts_of

        session = self._workspace.session
        assert session is not None
        study = session.night_signals.study(session.scoring, at_once=True)
        return report_of(self._facts(session), session.scoring, texts_of(language_in_force()), study)

    def html(self) -> str:
        """Write the report as HTML.

        Raises
        ------
        SleepscorerError
            If the template or the logo of the preferences cannot be used.
        """
        from sleepscorer.report import html_of

        return html_of(self.report(), self._letterhead())

    def _letterhead(self) -> Letterhead:
        from sleepscorer.report import Letterhead

        logo, template = self._workspace.settings.report_logo, self._workspace.settings.report_template
        return Letterhead(Path(logo) if logo else None, Path(template) if template else None)

    def _facts(self, session: Session) -> ReportFacts:
        from sleepscorer.report import ReportFacts

        settings, recording = self._workspace.settings, session.recording
        problems = [session.night_signals.problem] if session.night_signals.problem else []
        return ReportFacts(
            recording=recording.path.name if settings.report_names else "",
            start=recording.start,
            duration_s=recording.duration_s,
            created=datetime.now(),
            program=f"sleepscorer {__version__}",
            patient=patient_of(recording.path) if settings.report_names else None,
            laboratory=settings.report_laboratory,
            comment=self._comment(session),
            technician=settings.initials,
            channels=tuple(lane.trace.label for lane in self._central.view.traces.lanes),
            model=_model(session),
            review=_review_facts(self._review()),
            remarks=tuple(localized(text) for text in (*recording.warnings, *problems)),
        )

    def _comment(self, session: Session) -> str:
        """Return the comment kept with the scoring, or the one given for a night that is only read."""
        fingerprint, comment = self._unkept
        return comment if fingerprint == session.recording.fingerprint else session.scoring.comment

    def ask(self) -> None:
        """Ask for a comment and where to, and save the report."""
        from sleepscorer.gui.files.report_dialog import ReportDialog

        workspace, session = self._workspace, self._workspace.session
        if session is None:
            return
        dialog = ReportDialog(self._comment(session), workspace.settings.report_names, workspace.window)
        if not dialog.exec():
            return
        comment = dialog.comment.toPlainText().strip()
        self._unkept = ("", "")
        if session.read_only or not session.set_comment(comment):
            self._unkept = (session.recording.fingerprint, comment)
        workspace.set("report_names", dialog.names.isChecked())
        kinds = {
            ".pdf": "PDF",
            ".html": translate("Report", "Web page"),
            ".docx": translate("Report", "Document to edit"),
        }
        path, _ = QFileDialog.getSaveFileName(
            workspace.window,
            translate("Report", "Save the report"),
            str(session.recording.path.with_name(proposed_name(session))),
            ";;".join(f"{name} (*{ending})" for ending, name in kinds.items()),
        )
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> bool:
        """Save the report; the ending chooses between PDF, HTML and a document to edit."""
        try:
            self._write(path)
        except SleepscorerError as error:
            self._workspace.notify(str(error))
            return False
        except OSError as error:
            text = translate("Report", "{path} could not be written ({reason}); choose another folder.")
            self._workspace.notify(text.format(path=path, reason=localized(reason(error))))
            return False
        self._workspace.notify(translate("Report", "Report saved: {path}").format(path=path))
        return True

    def _write(self, path: Path) -> None:
        if path.suffix.lower() == ".docx":
            from sleepscorer.report.document import write_document

            write_document(self.report(), path, png_of, self._letterhead().logo)
        elif path.suffix.lower() in (".html", ".htm"):
            write_atomically(path, self.html())
        else:
            html = self.html()
            with replacing(path) as temporary:
                write_pdf(html, temporary)


def proposed_name(session: Session) -> str:
    """Return the name that is proposed for a report: the recording's own can name the patient."""
    start = session.recording.start
    return f"report-{start:%Y-%m-%d}.pdf" if start is not None and has_date(start) else "report.pdf"


def patient_of(path: Path) -> PatientFacts:
    """Return the patient whom a recording's header names."""
    from sleepscorer.edf.identification import read_identification
    from sleepscorer.report import PatientFacts

    identification = read_identification(path)
    return PatientFacts(
        identification.name,
        identification.code,
        identification.sex,
        identification.birth_date,
        identification.administration_code,
        identification.technician,
    )


def png_of(svg: str, height: int) -> bytes:
    """Return a PNG of a picture of some height.

    Raises
    ------
    ValueError
        If it is no SVG.
    """
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(svg.encode()))
    size = renderer.viewBoxF().size()
    if not renderer.isValid() or size.isEmpty():
        raise ValueError("no SVG")
    image = QImage(round(height * size.width() / size.height()), height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"PNG")).write(image):
        raise ValueError("no picture")
    return bytes(buffer.data().data())


def _model(session: Session) -> ModelFacts | None:
    """The model whose stages stand in the scoring; one that is no longer installed goes by its name."""
    from sleepscorer.prescoring.model_card import available_models
    from sleepscorer.report import ModelFacts

    author = next((a for a in session.scoring.authors if a and a.is_model), None)
    if author is None:
        return None
    name, _, digest = author.name.partition("@")
    titles = {card.name: card.title for card in available_models()}
    return ModelFacts(titles.get(name, name), name, digest)


def _review_facts(review: Review | None) -> ReviewFacts | None:
    from sleepscorer.report import ReviewFacts

    if review is None:
        return None
    return ReviewFacts(review.n_done, review.n_total)


def write_pdf(html: str, path: Path) -> None:
    """Print HTML on A4.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    writer = QPdfWriter(str(path))
    writer.setResolution(RESOLUTION_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(translate("Report", "Report"))
    writer.setCreator(f"sleepscorer {__version__}")
    area = writer.pageLayout().paintRectPixels(RESOLUTION_DPI)
    document = laid_out(html, QSizeF(area.size()), writer)
    document.print_(writer)
    if not path.exists() or path.stat().st_size == 0:
        raise OSError(0, "nothing was written")


def laid_out(html: str, page: QSizeF, device: QPaintDevice | None = None) -> QTextDocument:
    """Lay HTML out on pages, a new one before each heading that would stand alone at the foot of one."""
    document = QTextDocument()
    if device is not None:
        document.documentLayout().setPaintDevice(device)
    document.setHtml(html)
    document.setPageSize(page)
    lonely = _lonely_heading(document)
    if lonely is None:
        return document
    *before, rest = html.split(HEADING, lonely + 1)
    return laid_out(HEADING.join(before) + HEADING_ON_NEW_PAGE + rest, page, device)


def _lonely_heading(document: QTextDocument) -> int | None:
    """Which of the headings that no new page was begun for stands alone, from 0."""
    heading, block = 0, document.begin()
    while block.isValid():
        following, shape = block.next(), block.blockFormat()
        if shape.headingLevel() == 2 and not shape.pageBreakPolicy().value:
            is_alone = following.isValid() and _page_of(document, following) > _page_of(document, block)
            if is_alone and QTextCursor(block).currentTable() is None:
                return heading
            heading += 1
        block = following
    return None


def _page_of(document: QTextDocument, block: QTextBlock) -> int:
    """Page, from 0, on which the first line of a block stands: a picture goes to the next page as a line."""
    top, lines = document.documentLayout().blockBoundingRect(block).top(), block.layout()
    if lines.lineCount() and QTextCursor(block).currentTable() is None:
        top += lines.lineAt(0).y()
    return int(top // document.pageSize().height())
