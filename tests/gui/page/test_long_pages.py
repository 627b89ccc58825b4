from __future__ import annotations

from math import inf
from pathlib import Path
from threading import current_thread, main_thread

import numpy as np
import pytest
from edf_files import EdfFile, Signal, keeper
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sleepscorer.errors import RecordingError
from sleepscorer.gui.background.task import Task
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.page import extremes, loader, night_reduction
from sleepscorer.gui.page.extremes import BINS_S, Extremes, level_of
from sleepscorer.gui.page.pages import DisplayBand, PageReader
from sleepscorer.gui.page.span import PAGE_LENGTHS_S, PageSpan, page_lengths
from sleepscorer.gui.page.traces.view import TraceView

RATE_HZ, RECORDS, PAUSE_S = 256, 7200, 1200
GAP_S = (3600, 3600 + PAUSE_S)
SPIKE_S, SPIKE_UV = 6000.0, 900.0


@pytest.fixture(scope="module")
def long_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hours with a pause of twenty minutes in between; one sample stands out."""
    noise = np.random.default_rng(3).normal(0, 10 / 1000 * 32_767, (2, RECORDS * RATE_HZ)).astype(np.int64)
    place = round((SPIKE_S - PAUSE_S) * RATE_HZ) + 77
    noise[0, place] = round(SPIKE_UV / 1000 * 32_767)
    onsets = [second + (PAUSE_S if second >= GAP_S[0] else 0) for second in range(RECORDS)]
    annotations = Signal([keeper(f"+{onset}") for onset in onsets], 20, "EDF Annotations")
    signals = [
        Signal(digital, RATE_HZ, label, physical_min="-1000", physical_max="1000")
        for label, digital in zip(("F3-M2", "C3-M2"), noise, strict=True)
    ]
    path = tmp_path_factory.mktemp("long") / "gap.edf"
    return EdfFile([*signals, annotations], reserved="EDF+D").write(path)


def _whole(window: MainWindow, qtbot: QtBot, page_s: float = inf) -> TraceView:
    window.view.set_length(page_s)
    qtbot.waitUntil(lambda: not window.view.traces.marks.unread, timeout=60_000)
    return window.view.traces


@pytest.fixture
def long_window(empty_window: MainWindow, long_night: Path) -> MainWindow:
    assert empty_window.open(long_night, prescore=False)
    return empty_window


def test_a_spike_of_one_sample_shows_on_the_page_of_the_whole_night(
    long_window: MainWindow, qtbot: QtBot
) -> None:
    long_window.actions_by_name["filters"].setChecked(False)
    view = _whole(long_window, qtbot)
    assert view.is_reduced
    times, values = view.page_of(0)
    at = int(np.nanargmax(values))
    assert values[at] == pytest.approx(SPIKE_UV, abs=1)
    assert times[at] == pytest.approx(SPIKE_S, abs=2)
    curve = view.curves[0]
    assert curve.values[np.isfinite(curve.values)].max() == pytest.approx(SPIKE_UV, abs=1)
    top, x = view.lane_box(0).top(), round(view.x_of(SPIKE_S))
    image = view.grab().toImage()
    shades = [image.pixelColor(column, round(top) + 20).lightness() for column in range(x - 3, x + 4)]
    assert min(shades) < 170, "the spike is seen above the noise"


def test_filtered_the_spike_still_stands_out(long_window: MainWindow, qtbot: QtBot) -> None:
    view = _whole(long_window, qtbot)
    _, values = view.page_of(0)
    assert np.nanmax(values) > 4 * np.nanpercentile(values, 99)


def test_a_gap_is_a_gap_on_a_long_page(long_window: MainWindow, qtbot: QtBot) -> None:
    view = _whole(long_window, qtbot)
    times, values = view.page_of(1)
    unknown = times[np.isnan(values)]
    assert unknown.min() == pytest.approx(GAP_S[0], abs=BINS_S[1])
    assert unknown.max() == pytest.approx(GAP_S[1], abs=BINS_S[1])
    inside = (times > GAP_S[0] + 2) & (times < GAP_S[1] - 2)
    assert np.isnan(values[inside]).all()
    assert np.isfinite(values[(times < GAP_S[0] - 2) | (times > GAP_S[1] + 2)]).all()
    assert len(view.curves[1].lines) == 2, "nothing is drawn across the gap"


def test_a_long_page_has_the_extremes_of_every_sample(long_window: MainWindow, qtbot: QtBot) -> None:
    assert long_window.session is not None
    long_window.actions_by_name["filters"].setChecked(False)
    view = _whole(long_window, qtbot, 1800.0)
    recording = long_window.session.recording
    exact = (
        PageReader(recording).page([view.lanes[0].trace], [DisplayBand()], 0.0, PageSpan(1800.0)).values[0]
    )
    pairs = view.page_of(0)[1].reshape(-1, 2)
    per_bin = round(BINS_S[level_of(view.span)] * RATE_HZ)
    whole = exact.reshape(-1, per_bin)
    np.testing.assert_array_equal(pairs, np.stack((whole.min(axis=1), whole.max(axis=1)), axis=1))


def test_filters_do_not_show_where_stretches_meet(long_window: MainWindow, qtbot: QtBot) -> None:
    assert long_window.session is not None
    view = _whole(long_window, qtbot, 1800.0)
    lane = view.lanes[0]
    around = PageReader(long_window.session.recording).page([lane.trace], [lane.band], 290.0, PageSpan(20.0))
    per_bin = round(BINS_S[0] * RATE_HZ)
    inside = (around.times_s[0] >= 0) & (around.times_s[0] < 20)
    whole = around.values[0][inside].reshape(-1, per_bin)
    pairs = view.page_of(0)[1].reshape(-1, 2)[round(290 / BINS_S[0]) :][: len(whole)]
    np.testing.assert_allclose(pairs[:, 1], whole.max(axis=1), atol=0.5)


def test_the_window_never_reads_a_long_page_itself(
    long_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert long_window.session is not None
    threads = []
    read = loader.read_filtered

    def watched(*args, **more):  # type: ignore[no-untyped-def]
        threads.append(current_thread())
        return read(*args, **more)

    monkeypatch.setattr(loader, "read_filtered", watched)
    monkeypatch.setattr(night_reduction, "read_filtered", watched)
    monkeypatch.setattr("sleepscorer.gui.page.pages.read_filtered", watched)
    long_window.view.set_length(3600.0)
    assert long_window.view.traces.marks.unread, "the call comes back before anything is read"
    assert long_window.tool_bar.length.currentText() == "1 h"
    _whole(long_window, qtbot, 3600.0)
    assert threads
    assert main_thread() not in threads


def test_a_page_fills_from_all_over_the_night_and_says_what_is_unread(
    long_window: MainWindow, qtbot: QtBot
) -> None:
    long_window.view.set_length(inf)
    marks = long_window.view.traces.marks
    assert marks.unread == [(0.0, 8400.0)]
    # A quick machine may have read all of it before it is looked at again.
    qtbot.waitUntil(lambda: not marks.unread or marks.unread[0][0] > 0, timeout=30_000)
    times_s, values = long_window.view.traces.page_of(0)
    known = np.isfinite(values)
    assert known[:100].all()
    blank = [GAP_S, *marks.unread]
    is_unread = [any(start <= at < stop for start, stop in blank) for at in times_s[~known]]
    assert all(is_unread)
    assert not long_window.view.traces.grab().isNull()


def test_what_was_read_is_kept(
    long_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert long_window.session is not None
    _whole(long_window, qtbot)
    monkeypatch.setattr(long_window.session.recording, "read_many", None)
    for page_s in (3600.0, inf, 7200.0):
        long_window.view.set_length(page_s)
        assert long_window.view.traces.marks.unread == []
    long_window.view.set_length(inf)
    before = long_window.view.traces.page_of(0)[1].copy()
    long_window.session.go_to(200)
    assert long_window.view.traces.start_s == 0.0
    np.testing.assert_array_equal(long_window.view.traces.page_of(0)[1], before)


def test_a_page_that_cannot_be_read_is_said_once(
    long_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert long_window.session is not None

    def gone(*args: object) -> None:
        raise RecordingError("The disk is gone; plug it in.")

    monkeypatch.setattr(long_window.session.recording, "read_many", gone)
    said: list[str] = []
    long_window.view.failed.connect(said.append)
    long_window.view.set_length(inf)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    qtbot.wait(200)
    assert said == ["The disk is gone; plug it in."]


def test_closing_while_a_page_is_read_waits_for_the_reading(long_window: MainWindow) -> None:
    long_window.view.set_length(inf)
    tasks = long_window.view.findChildren(Task)
    assert any(task.isRunning() for task in tasks)
    long_window.view.leave()
    assert not any(task.isRunning() for task in tasks)


def test_the_cursor_reads_exact_values_on_a_long_page(long_window: MainWindow, qtbot: QtBot) -> None:
    assert long_window.session is not None
    long_window.actions_by_name["filters"].setChecked(False)
    view = _whole(long_window, qtbot)
    at_s = 1234.5
    exact = float(long_window.session.recording.read(0, at_s, 1.0)[0])
    long_window.view.measurements.read_cursor(0, at_s)
    assert f"{exact:.1f} µV" in long_window.status.reading.text()
    assert view.is_reduced


def test_the_key_shows_the_whole_night_and_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    window.view.set_length(60.0)
    qtbot.keyClick(window, Qt.Key.Key_N, control_shift)
    assert window.view.traces.span == PageSpan(window.session.recording.duration_s, whole_night=True)
    assert window.tool_bar.length.currentText() == "whole night"
    qtbot.keyClick(window, Qt.Key.Key_Plus)
    assert window.view.traces.span.whole_night, "there is nothing longer"
    qtbot.keyClick(window, Qt.Key.Key_N, control_shift)
    assert window.view.traces.span == PageSpan(60.0)


def test_another_night_is_shown_whole_too(empty_window: MainWindow, night: Path, long_night: Path) -> None:
    empty_window.open(night, prescore=False)
    empty_window.view.set_length(inf)
    empty_window.open(long_night, prescore=False)
    assert empty_window.view.traces.span == PageSpan(8400.0, whole_night=True)


def test_page_lengths_end_with_the_night() -> None:
    assert page_lengths(400.0) == (10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 400.0)
    assert page_lengths(90_000.0) == (*PAGE_LENGTHS_S, 90_000.0)
    texts = [PageSpan(length).text for length in PAGE_LENGTHS_S]
    assert texts == ["10 s", "20 s", "30 s", "60 s", "2 min", "5 min", "10 min", "30 min", "1 h", "2 h"]
    for length in (*PAGE_LENGTHS_S, 25_230.0, 86_400.0, 2_678_400.0):
        fine, strong = PageSpan(length).grid_s
        assert length / fine <= 120
        assert (strong / fine).is_integer()


def test_bins_are_as_fine_as_a_wide_screen() -> None:
    for hours in (0.5, 1, 2, 7, 8, 10, 24, 72, 744):
        span = PageSpan(hours * 3600.0)
        assert 3600 <= span.page_s / BINS_S[level_of(span)] <= 45_000


def test_no_more_is_kept_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extremes, "KEPT_VALUES", 3 * 2400 * 2)
    kept = Extremes()
    pairs = np.zeros((2400, 2), np.float32)
    for tile in range(5):
        kept.put((0, tile), pairs)
    assert [kept.lacks(0, (0, tile)) for tile in range(5)] == [True, True, False, False, False]
    assert not kept.lacks(2, (0, 0)), "coarser ones take less room"
