"""What pyqtgraph draws of a page: every pixel, gaps, nothing at all; what it holds on to."""

import csv
import gc
import itertools
import sys
import weakref
from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from pyqtgraph.exporters import CSVExporter, ImageExporter
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.channels import Derivation, Role
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.page.pages import Page
from sleepscorer.gui.page.pages_ahead import PagesAhead
from sleepscorer.gui.page.span import PageSpan
from sleepscorer.gui.page.traces.curve import Drawing, TraceCurve
from sleepscorer.gui.page.traces.lane import TraceLane, TraceShape
from sleepscorer.gui.page.traces.pens import cosmetic_pen
from sleepscorer.gui.page.traces.view import TraceView
from sleepscorer.gui.widgets.theme import LIGHT

RATE_HZ = 100
SIZE = (1001, 400)
"""Odd, so that no line of the grid lies between two pixels, where rounding decides."""
REPAINTS = 500
NAN = float("nan")


@pytest.fixture
def view(qtbot: QtBot) -> TraceView:
    """Two lanes without a night."""
    made = TraceView(LIGHT)
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show_lanes(
        [TraceLane(Derivation("C3-M2", Role.EEG, 0), "uV"), TraceLane(Derivation("X", Role.OTHER, 1), "%")],
        True,
    )
    made.show()
    return made


def _times() -> np.ndarray:
    span = PageSpan()
    return (np.arange(round(span.whole_s * RATE_HZ)) / RATE_HZ - span.margin_s).astype(np.float32)


def _page(*values: np.ndarray) -> Page:
    return Page(0.0, [_times()[: one.size] for one in values], [one.astype(np.float32) for one in values])


def _wave() -> np.ndarray:
    return 40 * np.sin(2 * np.pi * 1.3 * _times())


def _painted_by_hand(view: TraceView, page: Page) -> QImage:
    """The page as Qt alone paints it."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.base))
    painter = QPainter(image)
    span, lanes = view.span, view.lanes
    x_scale, height = SIZE[0] / span.whole_s, SIZE[1] / len(lanes)
    for left_s in (0.0, span.margin_s + span.page_s):
        painter.fillRect(QRectF(left_s * x_scale, 0, span.margin_s * x_scale, SIZE[1]), QColor(LIGHT.margin))
    for second in range(int(span.page_s) + 1):
        painter.setPen(cosmetic_pen(LIGHT.grid if second % 5 else LIGHT.line))
        x = (second + span.margin_s) * x_scale
        painter.drawLine(QLineF(x, 0, x, SIZE[1]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, lane in enumerate(lanes):
        painter.setPen(cosmetic_pen(LIGHT.roles[lane.trace.role]))
        y = (number + 0.5 - page.values[number].astype(float) * view.uv_to_lane(lane)) * height
        x = (page.times_s[number].astype(float) + span.margin_s) * x_scale
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in zip(x, y, strict=True)]))
    painter.end()
    return image


def _pixels(image: QImage) -> np.ndarray:
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    return (
        np.frombuffer(whole.constBits(), np.uint8)
        .reshape(whole.height(), whole.width(), 4)[..., :3]
        .astype(int)
    )


def test_the_page_is_what_qt_alone_would_paint(view: TraceView) -> None:
    page = _page(_wave(), np.where(_times() % 7 < 3, 1.0, -1.0))
    view.show_page(page)
    drawn, expected = _pixels(view.grab().toImage()), _pixels(_painted_by_hand(view, page))
    assert np.abs(drawn - expected).max() <= 4, "rounding of places, a fraction of a pixel in 10,000, is all"
    assert (drawn != expected).any(axis=2).mean() < 0.01


def test_a_gap_stays_a_gap(view: TraceView) -> None:
    values = np.full(_times().size, 0.0)
    values[1000:2000] = NAN
    view.show_page(_page(values, _wave()))
    curve = view.curves[0]
    np.testing.assert_array_equal(curve.values, values.astype(np.float32))
    row = _pixels(view.grab().toImage())[round(view.lane_box(0).center().y())]
    colour = QColor(LIGHT.roles[Role.EEG])
    near = np.abs(row - [colour.blue(), colour.green(), colour.red()]).sum(axis=1)
    left, right = (round(view.x_of(float(_times()[at]))) for at in (1000, 2000))
    assert near[left + 3 : right - 3].min() > near[: left - 3].max()


@pytest.mark.parametrize(
    "values", [np.zeros(0), np.full(3800, NAN), np.array([NAN, 3.0, NAN]), np.array([5.0])]
)
def test_a_trace_of_nothing_is_painted_without_harm(
    view: TraceView, values: np.ndarray, capsys: pytest.CaptureFixture[str]
) -> None:
    view.show_page(_page(values, values))
    assert not view.grab().isNull()
    assert capsys.readouterr().err == ""
    np.testing.assert_array_equal(view.curves[0].values, values.astype(np.float32))


def test_repaints_leave_references_to_none_alone(window: MainWindow) -> None:
    port, session = window.view.traces.viewport(), window.session
    assert session is not None

    def work(times: int) -> int:
        for at in range(times):
            if at % 10 == 0:
                session.go_to(at // 10 % session.n_epochs)
            port.repaint()
        QApplication.processEvents()
        gc.collect()
        return sys.getrefcount(None)

    work(50)
    before = work(50)
    if before > 2**31:
        pytest.skip("None is immortal in this Python")
    assert abs(work(REPAINTS) - before) < REPAINTS / 5


def test_a_view_that_is_closed_is_collected(qtbot: QtBot) -> None:
    view = TraceView(LIGHT)
    view.show_lanes([TraceLane(Derivation("C3-M2", Role.EEG, 0), "uV")], True)
    view.show_page(_page(_wave()))
    view.add_overlay(pg.InfiniteLine(3.0))
    view.grab()
    gone = weakref.ref(view)
    view.deleteLater()
    del view
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    gc.collect()
    assert gone() is None


def test_exporters_of_pyqtgraph_find_the_values(view: TraceView, tmp_path: Path) -> None:
    values = _wave()
    view.show_page(_page(values, values))
    times, kept = view.curves[0].getOriginalDataset()
    np.testing.assert_array_equal(kept, values.astype(np.float32))
    np.testing.assert_array_equal(times, _times())
    assert [curve.name() for curve in view.curves] == ["C3-M2", "X"]
    curve = TraceCurve(cosmetic_pen("#000000"), "C3-M2")
    curve.draw(*Drawing.of_traces(_times(), [values.astype(np.float32)], values.size, [TraceShape.LINE]))
    plot = pg.PlotItem()
    plot.addItem(curve)
    CSVExporter(plot).export(str(tmp_path / "page.csv"))
    with (tmp_path / "page.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["C3-M2_x", "C3-M2_y"]
    np.testing.assert_allclose([float(row[1]) for row in rows[1:]], values, atol=1e-4)
    ImageExporter(view.scene()).export(str(tmp_path / "page.png"))
    assert not QImage(str(tmp_path / "page.png")).isNull()


def test_overlays_lie_in_seconds_and_lanes_and_can_be_taken_away(view: TraceView) -> None:
    view.show_page(_page(_wave(), _wave()))
    bare = _pixels(view.grab().toImage())
    line = pg.InfiniteLine(10.0, pen=cosmetic_pen("#ff00ff"))
    view.add_overlay(line)
    view.add_overlay(line)
    changed = (_pixels(view.grab().toImage()) != bare).any(axis=2)
    columns = np.flatnonzero(changed.any(axis=0))
    assert columns.min() - 2 <= view.x_of(10.0) <= columns.max() + 2
    assert columns.size <= 3
    assert view.lane_range(1) == (-2.0, -1.0)
    view.clear_overlays()
    np.testing.assert_array_equal(_pixels(view.grab().toImage()), bare)
    view.remove_overlay(line)


def test_a_page_tells_that_it_has_changed(view: TraceView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.page_changed) as told:
        view.show_page(_page(_wave(), _wave()))
    assert told.args == [0.0, PageSpan().page_s]


def test_neither_wheel_nor_drag_moves_the_box(window: MainWindow, qtbot: QtBot) -> None:
    traces = window.view.traces
    before = traces.box.viewRange()
    for button in (0.2, 0.6):
        qtbot.mouseMove(traces.viewport(), traces.viewport().rect().center() * button)
    assert traces.box.viewRange() == before
    assert traces.box.menu is None
    assert traces.box.state["mouseEnabled"] == [False, False]


def test_a_page_that_cannot_be_read_ahead_is_said_when_it_is_wanted(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sleepscorer.errors import RecordingError

    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: not window.view.findChild(PagesAhead).is_reading)

    def gone(*args: object) -> None:
        raise RecordingError("The disk is gone; plug it in.")

    monkeypatch.setattr(session.recording, "read_many", gone)
    failures: list[str] = []
    window.view.failed.connect(failures.append)
    session.go_to(1)  # read before
    qtbot.wait(100)
    assert failures == []
    session.go_to(100)
    assert failures == ["The disk is gone; plug it in."]


def test_pages_ahead_and_behind_are_read_before_they_are_wanted(window: MainWindow, qtbot: QtBot) -> None:
    session, pages = window.session, window.view.pages
    assert session is not None
    assert pages is not None
    session.go_to(50)
    traces, bands, span = window.view.shown_traces(), window.view.shown_bands(), window.view.traces.span
    holds = pages.reader.holds
    for epoch in (51, 52, 53, 49):
        qtbot.waitUntil(lambda epoch=epoch: holds(traces, bands, epoch * 30.0, span))
    session.go_to(49)
    for epoch in (48, 47, 46, 50):
        qtbot.waitUntil(lambda epoch=epoch: holds(traces, bands, epoch * 30.0, span))


@pytest.mark.parametrize("page_s", [10.0, 20.0, 30.0, 120.0])
def test_the_pages_beside_a_page_follow_each_other(page_s: float) -> None:
    span = PageSpan(page_s)
    starts = [span.start_s(epoch, part) for epoch in range(8) for part in range(len(span.part_starts_s))]
    pages = sorted(set(starts))
    for before, after in itertools.pairwise(pages):
        assert span.beside_s(before, 1) == pytest.approx(after)
        assert span.beside_s(after, -1) == pytest.approx(before)
