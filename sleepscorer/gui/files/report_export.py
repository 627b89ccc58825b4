"""The report of a night: put together from the window, saved as HTML or PDF, or printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import (
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFileDialog

from sleepscorer import __version__
from sleepscorer.atomic import replacing, write_atomically
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import language_in_force, translate
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.session.session import Session
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import reason
from sleepscorer.review.queue import Review
from sleepscorer.scoring import AuthorKind

if TYPE_CHECKING:
    from sleepscorer.report import ModelFacts, ReviewFacts

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

    def html(self) -> str:
        """Write the report as HTML."""
        from sleepscorer.report import ReportFacts, report_html, texts_of

        session = self._workspace.session
        assert session is not None
        facts = ReportFacts(
            recording=session.recording.path.name,
            start=session.recording.start,
            duration_s=session.recording.duration_s,
            created=datetime.now(),
            program=f"sleepscorer {__version__}",
            technician=self._workspace.settings.initials,
            channels=tuple(lane.trace.label for lane in self._central.view.traces.lanes),
            model=_model(session),
            review=_review_facts(self._review()),
            remarks=tuple(session.recording.warnings),
        )
        return report_html(facts, session.scoring, texts_of(language_in_force()))

    def ask(self) -> None:
        """Ask where to, and save the report."""
        session = self._workspace.session
        if session is None:
            return
        proposed = session.recording.path.with_suffix("")
        web_page = translate("Report", "Web page")
        path, _ = QFileDialog.getSaveFileName(
            self._workspace.window,
            translate("Report", "Save the report"),
            f"{proposed}_report.pdf",
            f"PDF (*.pdf);;{web_page} (*.html)",
        )
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> bool:
        """Save the report; the ending chooses between PDF and HTML."""
        html = self.html()
        try:
            if path.suffix.lower() in (".html", ".htm"):
                write_atomically(path, html)
            else:
                with replacing(path) as temporary:
                    write_pdf(html, temporary)
        except OSError as error:
            text = translate("Report", "{path} could not be written ({reason}); choose another folder.")
            self._workspace.notify(text.format(path=path, reason=localized(reason(error))))
            return False
        self._workspace.notify(translate("Report", "Report saved: {path}").format(path=path))
        return True


def _model(session: Session) -> ModelFacts | None:
    """The model whose stages stand in the scoring; one that is no longer installed goes by its name."""
    from sleepscorer.prescoring.model_card import available_models
    from sleepscorer.report import ModelFacts

    author = next((a for a in session.scoring.authors if a and a.kind is AuthorKind.MODEL), None)
    if author is None:
        return None
    name, _, digest = author.name.partition("@")
    titles = {card.name: card.title for card in available_models()}
    return ModelFacts(titles.get(name, name), name, digest)


def _review_facts(review: Review | None) -> ReviewFacts | None:
    from sleepscorer.report import ReviewFacts

    if review is None:
        return None
    return ReviewFacts(review.n_done, review.n_total, review.expected_at_start, review.expected_left)


def write_pdf(html: str, path: Path) -> None:
    """Print HTML on A4.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    from sleepscorer.report import texts_of

    writer = QPdfWriter(str(path))
    writer.setResolution(RESOLUTION_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(texts_of(language_in_force())["title"])
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
    """Page, from 0, on which a block begins."""
    return int(document.documentLayout().blockBoundingRect(block).top() // document.pageSize().height())
