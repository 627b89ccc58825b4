from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from edfio import Edf, EdfSignal
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.channels import Derivation, Role
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.page import pages
from sleepscorer.gui.page.fits import fit_trace
from sleepscorer.gui.page.pages import DISPLAY_BANDS, DisplayBand, PageReader
from sleepscorer.gui.page.span import PageSpan
from sleepscorer.gui.page.traces.notches import Notches
from sleepscorer.recording import open_recording
from sleepscorer.signals.resampling import envelope

RATE_HZ = 256
PAGE_S, MARGIN_S = PageSpan().page_s, PageSpan().margin_s


def _square(amplitude_uv: float) -> np.ndarray:
    """Square wave of 1 Hz over two minutes, as an amplifier's calibration."""
    times = np.arange(120 * RATE_HZ) / RATE_HZ
    return np.where(times % 1 < 0.5, amplitude_uv, -amplitude_uv)


@pytest.fixture
def calibration(tmp_path: Path) -> Path:
    signals = [
        EdfSignal(_square(37.5), RATE_HZ, label="F3-M2", physical_dimension="uV"),
        EdfSignal(_square(37.5), RATE_HZ, label="C3-M2", physical_dimension="uV"),
        EdfSignal(_square(0.0375), RATE_HZ, label="E1-M2", physical_dimension="mV"),
    ]
    Edf(signals).write(tmp_path / "calibration.edf")
    return tmp_path / "calibration.edf"


def _span_px(window: MainWindow, lane: int) -> float:
    """Height of a trace on the screen in pixels."""
    view = window.view.traces
    values = view.curves[lane].values
    scene = [
        view.curves[lane].mapToScene(QPointF(1.0, float(v))) for v in (np.nanmin(values), np.nanmax(values))
    ]
    return abs(scene[1].y() - scene[0].y())


def test_scale_is_true(empty_window: MainWindow, calibration: Path, qtbot: QtBot) -> None:
    window = empty_window
    window.open(calibration, prescore=False)
    window.actions_by_name["filters"].setChecked(False)
    window.view.set_scale(10.0)
    qtbot.wait(20)
    expected_mm = 75 / 10
    for lane in range(3):
        assert _span_px(window, lane) / window.view.traces.pixels_per_mm() == pytest.approx(
            expected_mm, rel=0.02
        )
    window.resize(1200, 700)
    qtbot.wait(20)
    assert _span_px(window, 0) / window.view.traces.pixels_per_mm() == pytest.approx(expected_mm, rel=0.02)


def test_75_uv_fits_between_the_lines_on_frontal_eeg_only(
    empty_window: MainWindow, calibration: Path, qtbot: QtBot
) -> None:
    window = empty_window
    window.open(calibration, prescore=False)
    window.actions_by_name["filters"].setChecked(False)
    view = window.view.traces
    marks = view.guide_lines
    assert [mark is not None for mark in marks] == [True, False, False]
    assert marks[0] is not None
    assert set(marks[0].levels) == {37.5, -37.5}
    assert marks[0].transform().m22() == view.curves[0].transform().m22()


def test_gain_invert_and_hide(window: MainWindow) -> None:
    view = window.view
    before = view.traces.curves[0].transform().m22()
    view.turn_gain(0, 2)
    assert view.traces.curves[0].transform().m22() == pytest.approx(2 * before)
    view.invert(0)
    assert view.traces.curves[0].transform().m22() == pytest.approx(-2 * before)
    view.invert(0)
    view.reset_gain(0)
    assert view.traces.curves[0].transform().m22() == pytest.approx(before)
    trace = view.traces.lanes[1].trace
    shown = len(view.traces.lanes)
    view.set_hidden(trace, True)
    assert trace not in [lane.trace for lane in view.traces.lanes]
    assert len(view.traces.lanes) == shown - 1
    view.show_all()
    assert len(view.traces.lanes) == len(view.all_traces())


def test_what_is_hidden_stays_hidden_for_the_device(window: MainWindow, night: Path) -> None:
    trace = window.view.traces.lanes[1].trace
    window.view.set_hidden(trace, True)
    window.view.invert(0)
    window.open(night, prescore=False)
    assert trace not in [lane.trace for lane in window.view.traces.lanes]
    assert window.view.traces.lanes[0].inverted


def test_the_middle_button_pulls_the_page_along(window: MainWindow) -> None:
    session, viewport = window.session, window.view.traces.viewport()
    assert session is not None
    session.go_to(10)
    middle, none = Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton

    def send(kind: QEvent.Type, share: float, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        place = QPointF(share * viewport.width(), 100)
        event = QMouseEvent(kind, place, place, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(viewport, event)

    send(QEvent.Type.MouseMove, 0.1, none, none)
    send(QEvent.Type.MouseButtonPress, 0.9, middle, middle)
    for share in (0.8, 0.68, 0.48):
        send(QEvent.Type.MouseMove, share, none, middle)
    assert session.epoch == 12
    send(QEvent.Type.MouseMove, 0.72, none, middle)
    assert session.epoch == 11
    send(QEvent.Type.MouseButtonRelease, 0.72, middle, none)
    send(QEvent.Type.MouseMove, 0.1, none, none)
    assert session.epoch == 11
    assert window.view.traces.marks.box is None


def test_wheel_turns_pages_and_gains(window: MainWindow) -> None:
    def wheel(widget: object, y: float, steps: int, modifiers: Qt.KeyboardModifier) -> None:
        event = QWheelEvent(
            QPointF(20, y),
            QPointF(20, y),
            QPoint(),
            QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        widget.wheelEvent(event)  # type: ignore[attr-defined]

    assert window.session is not None
    view = window.view
    wheel(view.traces, 300, -1, Qt.KeyboardModifier.NoModifier)
    assert window.session.epoch == 1
    scale = view.traces.uv_per_mm
    wheel(view.traces, 300, 1, Qt.KeyboardModifier.ShiftModifier)
    assert view.traces.uv_per_mm < scale
    assert view.labels.lane_at(view.traces.plot_rectangle().top() + 5) == 0
    wheel(view.labels, view.traces.plot_rectangle().top() + 5, 1, Qt.KeyboardModifier.NoModifier)
    assert view.traces.lanes[0].gain > 1


def test_page_has_margins_and_matches_the_recording(night: Path) -> None:
    recording = open_recording(night)
    trace = recording.traces[0]
    page = PageReader(recording).page([trace], [DisplayBand()], 3000.0, PageSpan())
    expected = recording.read(trace.channel, 3000.0 - MARGIN_S, PAGE_S + 2 * MARGIN_S)
    np.testing.assert_array_equal(page.values[0], expected)
    assert page.times_s[0][0] == -MARGIN_S
    recording.close()


def test_filters_follow_the_role(night: Path) -> None:
    recording = open_recording(night)
    reader = PageReader(recording)
    eeg = next(trace for trace in recording.traces if trace.role is Role.EEG)
    raw = reader.page([eeg], [DisplayBand()], 6000.0, PageSpan()).values[0]
    shown = reader.page([eeg], [DISPLAY_BANDS[Role.EEG]], 6000.0, PageSpan()).values[0]
    assert DISPLAY_BANDS[Role.EEG] == DisplayBand(0.3, 35.0)
    frequency = np.fft.rfftfreq(shown.size, 0.01)
    taper = np.hanning(shown.size)
    ratio = np.abs(np.fft.rfft(shown * taper)) / np.abs(np.fft.rfft((raw - raw.mean()) * taper))
    assert np.median(ratio[(frequency > 2) & (frequency < 20)]) == pytest.approx(1, abs=0.02)
    assert np.median(ratio[frequency > 45]) < 0.15
    recording.close()


def test_a_trace_of_few_samples_goes_on_to_the_edge_of_the_page(night: Path) -> None:
    recording, span = open_recording(night), PageSpan()
    eeg = recording.traces[0]
    few = next(trace for trace in recording.traces if recording.rate_of(trace) == 1)
    end_s = span.page_s + span.margin_s
    alone = PageReader(recording).page([eeg], [DISPLAY_BANDS[Role.EEG]], 6000.0, span)
    page = PageReader(recording).page([eeg, few], [DISPLAY_BANDS[Role.EEG], DisplayBand()], 6000.0, span)
    assert page.times_s[0][-1] == pytest.approx(end_s - 0.01, abs=1e-3)
    assert page.times_s[1][-1] == pytest.approx(end_s)
    assert np.array_equal(page.values[0], alone.values[0])  # the others are as without it
    after = recording.read(few.channel, 6000.0 + end_s, 1.0)
    assert page.values[1][-1] == after[0]
    last = PageReader(recording).page([few], [DisplayBand()], recording.duration_s - end_s, span)
    assert np.isnan(last.values[0][-1])  # there is none after the end of the night
    recording.close()


def test_large_pages_are_kept_only_as_far_as_memory_goes(
    night: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = open_recording(night)
    reader, eeg = PageReader(recording), recording.traces[0]
    size = reader.page([eeg], [DisplayBand()], 0.0, PageSpan()).n_bytes
    assert reader.n_kept == pages.MOST_KEPT
    for room, n_kept in ((3.5, 3), (0.5, pages.LEAST_KEPT), (100.0, pages.MOST_KEPT)):
        monkeypatch.setattr(pages, "KEPT_BYTES", int(room * size))
        for epoch in range(20):
            reader.page([eeg], [DisplayBand()], 30.0 * epoch, PageSpan())
        assert reader.n_kept == n_kept
        kept = [e for e in range(20) if reader.holds([eeg], [DisplayBand()], 30.0 * e, PageSpan())]
        assert kept == list(range(20 - n_kept, 20))
    recording.close()


def test_edges_of_a_page_are_filtered_like_the_night(night: Path) -> None:
    recording = open_recording(night)
    reader = PageReader(recording)
    eeg = recording.traces[0]
    short = reader.page([eeg], [DISPLAY_BANDS[Role.EEG]], 6000.0, PageSpan()).values[0]
    long = reader.page([eeg], [DISPLAY_BANDS[Role.EEG]], 5880.0, PageSpan(300.0)).values[0]
    np.testing.assert_allclose(short, long[11600 : 11600 + short.size], atol=0.5)
    recording.close()


def test_own_scale_of_what_is_no_wave(night: Path) -> None:
    recording = open_recording(night)
    respiration = next(t for t in recording.traces if t.role is Role.RESPIRATION)
    fit = fit_trace(recording, respiration, DisplayBand())
    values = recording.read_derivation(respiration, 6000, 600)
    assert fit.half > 0
    assert np.mean(np.abs(values - fit.centre) < fit.half) > 0.9
    recording.close()


def test_page_beyond_the_ends_is_empty(night: Path) -> None:
    recording = open_recording(night)
    trace = Derivation("EEG Fpz-Cz", Role.EEG, 0)
    page = PageReader(recording).page([trace], [DISPLAY_BANDS[Role.EEG]], 0.0, PageSpan())
    assert np.isnan(page.values[0][: int(MARGIN_S * 100) - 1]).all()
    assert np.isfinite(page.values[0][int(MARGIN_S * 100) + 1 :]).all()
    recording.close()


def test_montages_by_key(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F6)
    labels = [lane.trace.label for lane in window.view.traces.lanes]
    assert labels == ["Fpz-Cz", "Pz-Oz", "EOG horizontal", "EMG submental", "Resp oro-nasal"]
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert "no channel of the montage" in window.banner.text()
    assert window.view.montage is None
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.view.traces.lanes[0].trace.label == "EEG Fpz-Cz"


def test_mains_notch(night: Path) -> None:
    rate_hz = 200.0
    times = np.arange(int(40 * rate_hz)) / rate_hz
    clean = np.sin(2 * np.pi * 7 * times)
    hum = clean + 5 * np.sin(2 * np.pi * 50 * times)
    shown = DisplayBand(notch_hz=50.0).filter(hum.astype(np.float32), rate_hz)
    np.testing.assert_allclose(shown[1000:-1000], clean[1000:-1000], atol=0.05)


def test_a_bar_is_as_high_as_it_says_whatever_the_scale(window: MainWindow) -> None:
    view = window.view
    lanes = list(view.traces.lanes)
    for uv_per_mm, copies in product((1.0, 7.0, 100.0), (1, 5, 9)):
        view.set_scale(uv_per_mm)
        view.traces.show_lanes(lanes * copies, grid=True)
        lane = view.traces.lanes[0]
        lane.gain = 4.0
        size, height = view.labels.bar(lane)
        microvolts = height / view.traces.pixels_per_mm() * uv_per_mm / lane.gain
        assert microvolts == pytest.approx(size), (uv_per_mm, copies)
        assert height <= view.traces.lane_pixels()


def test_the_small_turns_of_a_touchpad_make_one_step_together() -> None:
    notches = Notches()
    assert [notches.steps(turned) for turned in (30, 30, 30, 30, 30, 120)] == [0, 0, 0, 1, 0, 1]
    assert [notches.steps(turned) for turned in (-90, -30, 240)] == [0, -1, 2]


def test_the_scale_stays_true_on_another_screen(window: MainWindow) -> None:
    traces = window.view.traces
    before = traces.curves[0].transform().m22()
    traces.measured_pixels_per_mm = 2 * traces.pixels_per_mm()
    window.windowHandle().screenChanged.emit(window.screen())
    assert traces.curves[0].transform().m22() == pytest.approx(2 * before)


def test_a_scale_that_is_no_choice_is_not_shown_as_another_one(window: MainWindow) -> None:
    window.tool_bar.show_scale(8.0)
    assert window.tool_bar.scale.currentText() == ""
    window.tool_bar.show_scale(7.0)
    assert window.tool_bar.scale.currentText() == "7 µV/mm"


def test_a_lane_says_which_filters_act_on_it(empty_window: MainWindow, tmp_path: Path) -> None:
    signals = [
        EdfSignal(np.sin(np.arange(60 * rate_hz)), rate_hz, label=label, physical_dimension="uV")
        for label, rate_hz in (("C4-M1", 256), ("Chin1-Chin2", 100), ("O2-M1", 64))
    ]
    Edf(signals).write(tmp_path / "rates.edf")
    assert empty_window.open(tmp_path / "rates.edf", prescore=False)
    shown = [lane.band.text for lane in empty_window.view.traces.lanes]
    assert sorted(shown) == ["0.3–35 Hz", "≥0.3 Hz", "≥10 Hz"]
    empty_window.workspace.set("notch_hz", 50.0)
    shown = [lane.band.text for lane in empty_window.view.traces.lanes]
    assert sorted(shown) == ["0.3–35 Hz ⊘50", "≥0.3 Hz", "≥10 Hz"]


def test_a_page_made_ready_is_drawn_like_any_other(window: MainWindow, qtbot: QtBot) -> None:
    traces, session = window.view.traces, window.session
    assert session is not None
    qtbot.wait(50)  # the next page is made ready
    changes: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: window.resize(1000, 700),
        lambda: window.workspace.set("filters", False),
    )
    for change in changes:
        change()
        session.go_to(session.epoch + 1)
        times, values = traces.page_of(0)
        lane = traces.lanes[0]
        read = PageReader(session.recording).page([lane.trace], [lane.band], traces.start_s, traces.span)
        np.testing.assert_array_equal(values, read.values[0])
        kept, expected = envelope(values, traces.width())
        np.testing.assert_array_equal(traces.curves[0].values, expected)
        np.testing.assert_array_equal(traces.curves[0].times_s, times[kept])


def test_a_montage_that_does_not_fit_the_next_night_leaves_no_page_empty(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.view.montage is not None
    noise = np.random.default_rng(1).normal(0, 20, 60 * 100)
    signal = EdfSignal(noise, 100, label="C4-M1", physical_dimension="uV", physical_range=(-500, 500))
    Edf([signal]).write(tmp_path / "next.edf")
    assert window.open(tmp_path / "next.edf", prescore=False)
    assert [lane.trace.label for lane in window.view.traces.lanes] == ["C4-M1"]
    assert window.view.montage is None
    assert [action.text() for action in window.montages.actions if action.isChecked()] == ["As recorded"]
    assert "“Sleep-EDF”" in window.banner.text()
