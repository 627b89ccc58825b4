from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sleepscorer.errors import RecordingError
from sleepscorer.gui.files.report_dialog import ReportDialog
from sleepscorer.gui.files.report_export import laid_out, png_of
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.messages import Message
from sleepscorer.report.pictures import WIDTH, as_image, hypnogram
from sleepscorer.scoring import Event, EventKind, Scoring
from sleepscorer.stages import Stage


def test_report_as_page_and_as_pdf(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    assert session is not None
    window.settings.initials = "A<b>"
    session.score(range(0, 40), Stage.W)
    session.score(range(40, 240), Stage.N2)
    session.add_event(Event(EventKind.AROUSAL, 1500.0, 4.0, "EEG Fpz-Cz"))
    assert window.report.save(tmp_path / "r.html")
    html = (tmp_path / "r.html").read_text()
    assert "100.0 min" in html
    assert "A&lt;b&gt;" in html
    assert "A<b>" not in html
    assert "night.edf" in html
    assert window.report.save(tmp_path / "r.pdf")
    pdf = (tmp_path / "r.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 10_000, "the hypnogram is in it"
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 2


def test_signals_that_cannot_be_read_are_said_in_report_and_panel(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    assert session is not None
    session.score(range(0, 240), Stage.N2)
    path = session.recording.path

    def fail(*_: object) -> None:
        raise RecordingError(Message("{path} can no longer be read; connect its drive.", path=path))

    monkeypatch.setattr("sleepscorer.statistics.read_night_signals", fail)
    session.night_signals.forget()
    window.settings.report_names = False
    assert window.report.save(tmp_path / "r.html")
    html = (tmp_path / "r.html").read_text()
    assert "The signals of the night could not be read" in html
    assert "the recording can no longer be read" in html
    assert path.name not in html
    assert "could not be read" in session.night_signals.problem
    monkeypatch.undo()
    assert window.report.save(tmp_path / "r.html")
    assert "could not be read" not in (tmp_path / "r.html").read_text()


def test_a_picture_is_drawn_for_a_document_in_its_own_shape(qtbot: QtBot) -> None:
    svg, height = hypnogram(Scoring(960), None)
    image = QImage.fromData(png_of(svg, height))
    assert (image.width(), image.height()) == (WIDTH, height)
    logo = QImage.fromData(png_of('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"/>', 300))
    assert (logo.width(), logo.height()) == (900, 300)
    with pytest.raises(ValueError, match="no SVG"):
        png_of("<html><svg>", 300)


def test_report_as_a_document_to_edit(window: MainWindow, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    session = window.session
    assert session is not None
    session.score(range(0, 240), Stage.N2)
    window.settings.report_logo = str(tmp_path / "logo.png")
    (tmp_path / "logo.png").write_bytes(b"PNG")
    assert not window.report.save(tmp_path / "r.docx")
    assert "is no whole PNG, JPEG, GIF or SVG" in window.banner.text()
    assert not (tmp_path / "r.docx").exists()
    window.settings.report_logo = ""
    assert window.report.save(tmp_path / "r.docx")
    assert len(docx.Document(str(tmp_path / "r.docx")).inline_shapes) >= 1


def _page_of(document: QTextDocument, block: QTextBlock) -> int:
    """Page on which the first line of a block is printed."""
    top = document.documentLayout().blockBoundingRect(block).top()
    is_cell = QTextCursor(block).currentTable() is not None
    return int((top if is_cell else top + block.layout().lineAt(0).y()) // document.pageSize().height())


@pytest.mark.parametrize("n_lines", range(40, 56))
def test_no_heading_stands_alone_at_the_foot_of_a_page(qtbot: QtBot, n_lines: int) -> None:
    lines = "".join(f"<p style='margin: 0'>{line}</p>" for line in range(n_lines))
    table = "<table><tr><td>first</td></tr><tr><td>second</td></tr></table>"
    document = laid_out(f"<h2>Start</h2>{lines}<h2>Heading</h2>{table}<h2>Last</h2>", QSizeF(500, 800))
    pages = {}
    block = document.begin()
    while block.isValid():
        pages[block.text()] = _page_of(document, block)
        block = block.next()
    assert pages["Heading"] == pages["first"]
    assert document.pageCount() <= 2


@pytest.mark.parametrize("n_lines", range(36, 46))
def test_no_heading_stands_alone_above_a_picture_that_goes_to_the_next_page(
    qtbot: QtBot, n_lines: int
) -> None:
    lines = "".join(f"<p style='margin: 0'>{line}</p>" for line in range(n_lines))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="300"/>'
    picture = f"<p>{as_image(svg, 300, '')}</p>"
    document = laid_out(f"<h2>Start</h2>{lines}<h2>Heading</h2>{picture}", QSizeF(700, 800))
    heading = document.find("Heading").block()
    assert _page_of(document, heading) == _page_of(document, heading.next())


def test_a_report_that_cannot_be_written_is_said(window: MainWindow, tmp_path: Path) -> None:
    assert not window.report.save(tmp_path / "none" / "r.pdf")
    assert not window.report.save(tmp_path / "none" / "r.html")
    assert "could not be written" in window.banner.text()


def test_the_comment_is_kept_with_the_night_and_undone_like_an_edit(
    window: MainWindow, night: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(dialog: ReportDialog) -> bool:
        dialog.comment.setPlainText(" Restless.\nOften awake. ")
        return True

    monkeypatch.setattr(ReportDialog, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    window.report.ask()
    assert window.open(night, prescore=False)
    session = window.session
    assert session is not None
    assert session.scoring.comment == "Restless.\nOften awake."
    assert "Often awake." in window.report.html()
    monkeypatch.setattr(ReportDialog, "exec", lambda dialog: dialog.comment.setPlainText("Other") or True)
    window.report.ask()
    assert session.undo_stack.undoText() == "comment"
    session.undo()
    assert "Often awake." in window.report.html()


def test_a_night_that_is_only_read_has_a_comment_for_its_report_alone(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.session is not None
    monkeypatch.setattr(ReportDialog, "exec", lambda dialog: dialog.comment.setPlainText("For now") or True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    window.session.read_only = True
    window.report.ask()
    assert "For now" in window.report.html()
    assert window.session.scoring.comment == ""
