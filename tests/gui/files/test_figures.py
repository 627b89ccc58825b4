"""Pictures of the page and of the night, and the samples of the page."""

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from sleepscorer.gui.files import figures
from sleepscorer.gui.main_window import MainWindow


def _ink(image: QImage) -> float:
    """Share of pixels that are not of the colour of the ground."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    _, counts = np.unique(pixels, return_counts=True)
    return 1 - counts.max() / pixels.size


@pytest.mark.parametrize("what", [figures.PAGE, figures.NIGHT])
def test_the_picture_shows_what_the_window_shows(window: MainWindow, tmp_path: Path, what: str) -> None:
    assert window.figures.write(what, tmp_path / "a.png")
    picture = QImage(str(tmp_path / "a.png"))
    area = figures.area_of(window.figures.parts(what))
    assert picture.width() == area.width() * figures.PNG_SCALE
    assert 0.01 < _ink(picture) < 0.9
    seen = window.grab(area).toImage()
    assert _ink(picture) == pytest.approx(_ink(seen), abs=0.12)


@pytest.mark.parametrize("what", [figures.PAGE, figures.NIGHT])
def test_a_drawing_in_lines_is_the_same_picture(window: MainWindow, tmp_path: Path, what: str) -> None:
    assert window.figures.write(what, tmp_path / "a.svg")
    text = (tmp_path / "a.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(text))
    assert renderer.isValid()
    drawn = figures.image_of(window.figures.parts(what), 1.0)
    image = QImage(drawn.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    assert _ink(image) == pytest.approx(_ink(drawn), abs=0.12)
    if what == figures.PAGE:
        assert text.count(b"<polyline") >= len(window.view.traces.lanes)


def test_a_pdf_is_one_page(window: MainWindow, tmp_path: Path) -> None:
    for what in (figures.PAGE, figures.NIGHT):
        assert window.figures.write(what, tmp_path / f"{what}.pdf")
        text = (tmp_path / f"{what}.pdf").read_bytes()
        assert text.startswith(b"%PDF")
        assert b"/Count 1" in text
        assert b"night.edf" not in text


def test_samples_of_the_page_are_those_of_the_file(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    assert session is not None
    session.go_to(4)
    assert window.figures.write(figures.PAGE, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    trace = window.view.traces.lanes[0].trace
    mine = [row for row in rows if row["channel"] == trace.label]
    recording = session.recording
    np.testing.assert_allclose(
        [float(row["value"]) for row in mine], recording.read_derivation(trace, 120.0, 30.0), rtol=1e-6
    )
    assert float(mine[0]["time_s"]) == 120.0
    assert float(mine[-1]["time_s"]) == pytest.approx(150.0 - 1 / recording.rate_of(trace))
    assert {row["channel"] for row in rows} == {lane.trace.label for lane in window.view.traces.lanes}


def test_what_cannot_be_written_is_a_sentence_and_nothing_is_left(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    assert session is not None
    for ending in ("png", "svg", "pdf", "csv"):
        assert not window.figures.write(figures.PAGE, tmp_path / "gone" / f"a.{ending}")
        assert "could not be written" in window.banner.text()
    assert not window.figures.write(figures.NIGHT, tmp_path / "night.csv")
    assert ".png" in window.banner.text()
    size = session.recording.path.stat().st_size
    before = sorted(path.name for path in tmp_path.iterdir())
    assert not window.figures.write(figures.PAGE, session.recording.path)
    assert session.recording.path.stat().st_size == size
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_the_proposed_name_does_not_name_the_recording(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(parent: object, title: str, proposed: str, kinds: str) -> tuple[str, str]:
        asked.append(proposed)
        return str(tmp_path / "out"), "SVG (*.svg)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.actions_by_name["export_page"].trigger()
    window.actions_by_name["export_night"].trigger()
    assert [Path(path).name for path in asked] == ["page-epoch-1.png", "night.png"]
    assert (tmp_path / "out.svg").exists()


def test_the_picture_goes_to_the_clipboard(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_name["copy_picture"].trigger()
    assert QApplication.clipboard().image().width() > 500
