"""Saturation, pulse, breathing, position: each on the scale it is read on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from time import monotonic
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sleepscorer.channel_roles import Role, Scale
from sleepscorer.channels import Derivation
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.montages.position_codes import PositionCodesDialog
from sleepscorer.gui.page.fits import Fit, NightFits, fit_trace, nice, shared
from sleepscorer.gui.page.lanes import LaneMaker
from sleepscorer.gui.page.pages import DisplayBand, value_at
from sleepscorer.gui.page.traces import marks
from sleepscorer.gui.page.traces.curve import CodeBlocks, TraceCurve
from sleepscorer.gui.page.traces.lane import TraceLane, TraceShape
from sleepscorer.gui.page.traces.marks import EDGE_BAR, EDGE_ROWS, detail_text, short_text
from sleepscorer.gui.widgets.theme import LIGHT
from sleepscorer.montages import Montage, MontageTrace
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Event, EventKind
from sleepscorer.scoring.events import RESPIRATORY
from sleepscorer.settings import Settings
from tests.clinical import CODES, NADIR, PROBE_OFF_S, SECONDS, write_clinical

FITTED_MS = 15_000


def _lane(window: MainWindow, label: str) -> TraceLane:
    return next(lane for lane in window.view.traces.lanes if lane.trace.label == label)


def _curve(window: MainWindow, label: str) -> TraceCurve:
    place = window.view.traces.lane_of(label)
    assert place is not None
    return window.view.traces.curves[place]


@pytest.fixture
def clinical(empty_window: MainWindow, tmp_path, qtbot: QtBot) -> MainWindow:
    window = empty_window
    assert window.open(write_clinical(tmp_path / "night.edf", CODES), prescore=False)
    qtbot.waitUntil(lambda: len(window.view.fits.fits) == 5, timeout=FITTED_MS)
    return window


@pytest.fixture(scope="module")
def night_to_look_at(lasting_window: MainWindow, tmp_path_factory: pytest.TempPathFactory) -> MainWindow:
    edf = write_clinical(tmp_path_factory.mktemp("looked_at") / "night.edf", CODES)
    assert lasting_window.open(edf, prescore=False)
    lasting_window.show()
    until = monotonic() + FITTED_MS / 1000
    while len(lasting_window.view.fits.fits) < 5 and monotonic() < until:
        QTest.qWait(5)
    lasting_window.hide()
    return lasting_window


@pytest.fixture
def looked_at(night_to_look_at: MainWindow) -> Iterator[MainWindow]:
    """The clinical night on its first page, for tests that change nothing of it."""
    assert night_to_look_at.session is not None
    night_to_look_at.session.go_to(0)
    night_to_look_at.show()
    yield night_to_look_at
    night_to_look_at.hide()  # the pointer of another test's window is not above it


def test_every_clinical_channel_is_shown_in_groups_and_the_battery_is_named_as_hidden(looked_at):
    labels = [lane.trace.label for lane in looked_at.view.traces.lanes]
    assert labels == ["C4-M1", "Leg L", "Thorax", "Abdomen", "SpO2", "Pulse", "Position"]
    assert "Battery" in looked_at.view.labels.hidden_text


def test_saturation_has_a_fixed_labelled_range_wider_where_the_night_goes_lower(looked_at):
    lane = _lane(looked_at, "SpO2")
    assert (lane.scale, lane.shape, lane.levels) == (Scale.RANGE, TraceShape.STEPS, (90.0, 80.0))
    assert "50–100 %" in looked_at.view.labels.scale_text(lane)
    pulse = _lane(looked_at, "Pulse")
    assert "40–120 bpm" in looked_at.view.labels.scale_text(pulse)
    view, place = looked_at.view.traces, looked_at.view.traces.lane_of("SpO2")
    box, curve = view.lane_box(place), view.curves[place]
    heights = [view.mapFromScene(curve.mapToScene(QPointF(1.0, level))).y() for level in (100.0, 50.0)]
    assert box.top() < heights[0] < heights[1] < box.bottom()
    assert heights[1] - heights[0] > 0.85 * box.height()


def test_a_probe_that_is_off_is_a_gap_and_no_cliff(looked_at):
    looked_at.session.go_to(PROBE_OFF_S[0] // 30)
    curve = _curve(looked_at, "SpO2")
    inside = (curve.times_s > 0) & (curve.times_s < 30)
    assert np.isnan(curve.values[inside]).all()
    looked_at.session.go_to(40)
    assert np.nanmin(_curve(looked_at, "SpO2").values) == pytest.approx(NADIR, abs=0.1)


def test_saturation_is_drawn_in_steps(looked_at):
    looked_at.session.go_to(39)
    (line,) = _curve(looked_at, "SpO2").lines
    points = [(line[i].x(), line[i].y()) for i in range(line.size())]
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))
    assert len({y for _, y in points}) == 2


def test_breathing_has_one_gain_all_night_that_thorax_and_abdomen_share(looked_at):
    thorax, abdomen = _lane(looked_at, "Thorax"), _lane(looked_at, "Abdomen")
    assert thorax.half == abdomen.half == nice(200 / 0.6 / 2)
    assert "±200 µV" in looked_at.view.labels.scale_text(thorax)
    looked_at.session.go_to(20)
    assert _lane(looked_at, "Thorax").half == thorax.half
    place = looked_at.view.traces.lane_of("Thorax")
    box, curve = looked_at.view.traces.lane_box(place), _curve(looked_at, "Thorax")
    middle = looked_at.view.traces.mapFromScene(curve.mapToScene(QPointF(1.0, 0.0))).y()
    assert middle == pytest.approx(box.center().y(), abs=1.5)  # whatever the offset of 400 uV
    assert curve.cut_off_s == []


def test_a_fit_is_remembered_for_the_next_night_of_the_device(looked_at):
    device = looked_at.session.settings.device(looked_at.session.recording.device)
    assert device.fits["Thorax"] == [pytest.approx(400, abs=1), nice(200 / 0.6 / 2)]
    assert "SpO2" not in device.fits


def test_a_position_is_words_and_a_code_that_nobody_told_a_number(clinical, qtbot):
    lane = _lane(clinical, "Position")
    assert lane.shape is TraceShape.BLOCKS
    assert not lane.are_codes_assumed
    clinical.session.go_to(29)
    blocks = _curve(clinical, "Position")
    assert isinstance(blocks, CodeBlocks)
    assert [lane.text_of_code(code) for _, _, code in blocks.blocks] == ["Left", "Supine"]
    assert lane.text_of_code(7) == "7 ?"
    assert clinical.view.unnamed_codes() == [7]
    bar = clinical.position_bar
    assert not bar.isHidden()
    assert "does not tell what 7 mean" in bar.text.text()
    assert bar.decline.isHidden(), "7 is none of the usual codes"
    bar.later.click()
    clinical.view.rebuild()
    assert bar.isHidden(), "not twice in a night"


def test_codes_are_told_once_for_a_recorder_whatever_else_it_records(clinical, tmp_path, qtbot, monkeypatch):
    def answer(dialog: PositionCodesDialog) -> int:
        assert list(dialog.choices) == [1, 2, 3, 7]
        for code, word in ((7, "prone"), (2, "right"), (3, "")):
            dialog.choices[code].setCurrentIndex(dialog.choices[code].findData(word))
        return dialog.DialogCode.Accepted

    monkeypatch.setattr(PositionCodesDialog, "exec", answer)
    clinical.position_bar.accept.click()
    lane = _lane(clinical, "Position")
    assert (lane.text_of_code(7), lane.text_of_code(2), lane.text_of_code(3)) == ("Prone", "Right", "3 ?")
    assert clinical.position_bar.isHidden()
    first = clinical.session.recording
    edf = write_clinical(tmp_path / "b.edf", CODES, without="Leg L")
    assert clinical.open(edf, prescore=False)
    second = clinical.session.recording
    assert (second.recorder == first.recorder, second.device == first.device) == (True, False)
    qtbot.waitUntil(lambda: len(clinical.view.fits.fits) == 5, timeout=FITTED_MS)
    assert _lane(clinical, "Position").text_of_code(7) == "Prone"
    assert clinical.view.unnamed_codes() == [], "one that nobody knows is not asked for again"
    assert clinical.position_bar.isHidden()


def test_codes_that_an_earlier_version_kept_for_a_device_are_read(clinical):
    device = clinical.session.settings.device(clinical.session.recording.device)
    device.positions = {"7": "prone", "2": "right"}
    clinical.view.rebuild()
    lane = _lane(clinical, "Position")
    assert (lane.text_of_code(7), lane.text_of_code(2), lane.text_of_code(1)) == ("Prone", "Right", "1 ?")


def test_codes_are_said_to_be_assumed_until_somebody_says_so(empty_window, tmp_path, qtbot):
    edf = write_clinical(tmp_path / "night.edf", position_at_end=3)
    assert empty_window.open(edf, prescore=False)
    lane = _lane(empty_window, "Position")
    assert lane.are_codes_assumed
    assert lane.text_of_code(1) == "Supine?"
    assert empty_window.view.labels.scale_text(lane) == "codes assumed"
    bar = empty_window.position_bar
    qtbot.waitUntil(lambda: not bar.isHidden(), timeout=FITTED_MS)
    assert "what 1, 2, 3 mean" in bar.text.text()
    bar.decline.click()
    assert not _lane(empty_window, "Position").are_codes_assumed
    assert bar.isHidden()


def test_what_swings_beyond_its_lane_is_cut_off_and_marked(clinical):
    view = clinical.view
    clinical.session.go_to(10)
    place = view.traces.lane_of("Leg L")
    assert not _curve(clinical, "Leg L").cut_off_s
    view.turn_gain(place, 4)
    first_s, last_s, edge = _curve(clinical, "Leg L").cut_off_s[0]
    assert abs(edge) == pytest.approx(100 / 4)
    assert last_s >= first_s
    box, warning = view.traces.lane_box(place), QColor(view.traces._theme.warning).rgb()
    image = view.traces.grab().toImage()
    heights = range(round(box.top()) - 5, image.height())  # the EEG above is cut off at the top of the page
    rows = {y for y in heights for x in range(image.width()) if image.pixel(x, y) == warning}
    assert rows <= {round(box.top()) + i for i in (-1, 0, 1)} | {round(box.bottom()) - i for i in (0, 1, 2)}
    assert rows
    clinical.actions_by_name["clip_lanes"].setChecked(False)
    assert not _curve(clinical, "Leg L").cut_off_s
    assert not clinical.session.settings.clip_lanes


def test_an_eeg_swings_into_lanes_of_its_kind_but_not_into_others_nor_on_long_pages(clinical):
    view = clinical.view
    twice = (MontageTrace("C4-M1"), MontageTrace("C4", channel="C4-M1"), MontageTrace("Leg L"))
    view.choose_montage(Montage("Both", twice))
    for place, gain in ((0, 40), (1, 40)):
        view.turn_gain(place, gain)
    lanes = view.traces.lanes
    half = 0.5 / view.traces.uv_to_lane(lanes[0])

    def edges(label: str) -> set[float]:
        return {round(edge / half) for _, _, edge in _curve(clinical, label).cut_off_s}

    assert edges("C4-M1") == {1, -3}, "from the top of its own lane to the bottom of the next EEG's"
    assert edges("C4") == {3, -1}, "not into the leg"
    view.set_length(300.0)
    assert edges("C4-M1") == edges("C4") == {1, -1}
    clinical.actions_by_name["clip_lanes"].setChecked(False)
    assert edges("C4-M1") == set()


def test_lanes_have_the_heights_of_their_roles(looked_at):
    view = looked_at.view.traces
    heights = {lane.trace.label: view.lane_box(i).height() for i, lane in enumerate(view.lanes)}
    assert heights["SpO2"] / heights["C4-M1"] == pytest.approx(1.5)
    assert heights["Position"] / heights["C4-M1"] == pytest.approx(0.5)
    assert sum(heights.values()) == pytest.approx(view.viewport().height())
    for place in range(len(view.lanes)):
        assert view.lane_at(view.lane_box(place).center().y()) == place


def test_the_value_at_the_cursor_stands_beside_every_trace(looked_at):
    looked_at.session.go_to(40)
    looked_at.view.traces.move_cursor(0, 12.0)
    at_s, labels, view = looked_at.view.traces.marks.cursor[1], looked_at.view.labels, looked_at.view.traces
    texts = {lane.trace.label: labels.value_text_at(i, at_s) for i, lane in enumerate(view.lanes)}
    assert texts["SpO2"] == "62 %"
    assert texts["Pulse"] == "61 bpm"
    assert texts["Position"] == "Supine"


def test_what_is_no_percentage_is_not_drawn_as_one(empty_window, tmp_path, qtbot):
    from edfio import Edf, EdfSignal

    share = np.full(600, 0.95)
    share[300:330] = 0.90
    Edf([EdfSignal(share, 1, label="SpO2", physical_dimension="", physical_range=(0, 2))]).write(
        tmp_path / "share.edf"
    )
    assert empty_window.open(tmp_path / "share.edf", prescore=False)
    lane = _lane(empty_window, "SpO2")
    assert (lane.scale, lane.levels) == (Scale.OWN, ())
    assert "own scale" in empty_window.view.labels.scale_text(lane)
    assert np.isfinite(_curve(empty_window, "SpO2").values).any()


def test_a_fit_is_not_led_astray_by_one_minute_of_movement(tmp_path):
    recording = open_recording(write_clinical(tmp_path / "night.edf"))
    thorax = next(t for t in recording.traces if t.role is Role.THORAX)
    assert fit_trace(recording, thorax, DisplayBand()).half == nice(200 / 0.6 / 2)
    recording.close()


def test_belts_of_different_units_share_nothing():
    thorax, abdomen = Derivation("T", Role.THORAX, 0), Derivation("A", Role.ABDOMEN, 1)
    fits = {thorax: Fit(0.0, 10.0), abdomen: Fit(0.0, 300.0)}
    assert shared(fits, {thorax: "uV", abdomen: "mV"}) == fits
    assert shared(fits, {thorax: "uV", abdomen: "uV"})[thorax].half == 300.0


def test_an_event_is_marked_on_the_channel_its_kind_is_read_on(looked_at):
    def channel_of(kind: EventKind, label: str) -> str | None:
        looked_at.view.traces.marks.cursor = (looked_at.view.traces.lane_of(label), 5.0)
        return looked_at.view.measurements.event_here(kind).channel

    assert channel_of(EventKind.DESATURATION, "Thorax") == "SpO2"
    assert channel_of(EventKind.LIMB_MOVEMENT, "C4-M1") == "Leg L"
    assert channel_of(EventKind.CENTRAL_APNOEA, "SpO2") == "Thorax"
    assert channel_of(EventKind.CENTRAL_APNOEA, "Abdomen") == "Abdomen"
    assert channel_of(EventKind.ARTEFACT, "Pulse") == "Pulse"


def test_an_event_without_a_visible_channel_is_a_bar_at_the_edge_and_leaves_the_page(clinical):
    view = clinical.view.traces
    clinical.session.go_to(10)
    before = view.grab().toImage()
    clinical.session.add_event(Event(EventKind.LIMB_MOVEMENT, 305.0, 5.0, "A leg that is not there"))
    after = view.grab().toImage()
    ratio = after.devicePixelRatio()
    changed = [
        y
        for y in range(after.height())
        if any(before.pixel(x, y) != after.pixel(x, y) for x in range(0, after.width(), 3))
    ]
    assert changed
    assert max(changed) <= len(EDGE_ROWS) * EDGE_BAR * ratio


def test_an_event_without_a_channel_is_drawn_on_the_lane_of_its_kind(clinical):
    view = clinical.view.traces
    clinical.session.add_event(Event(EventKind.DESATURATION, 1197.0, 28.0))
    (event,) = clinical.session.scoring.events
    assert view.lane_of_event(event) == view.lane_of("SpO2")
    clinical.session.go_to(40)
    assert detail_text(view.marks, event) == "−34 %, nadir 62"


def test_breathing_on_a_channel_out_of_sight_is_on_one_that_is_shown_and_labels_differ_in_capitals(looked_at):
    view = looked_at.view.traces
    elsewhere = [
        Event(EventKind.HYPOPNOEA, 10.0, 15.0, "Flow"),
        Event(EventKind.DESATURATION, 9.0, 9.0, "SaO2"),
    ]
    assert [view.lane_of_event(event) for event in elsewhere] == [
        view.lane_of("Thorax"),
        view.lane_of("SpO2"),
    ]
    assert view.lane_of_event(Event(EventKind.HYPOPNOEA, 10.0, 15.0, "ABDOMEN")) == view.lane_of("Abdomen")
    assert view.lane_of_event(Event(EventKind.LIMB_MOVEMENT, 10.0, 2.0, "Leg R")) is None
    assert view.lane_of_event(Event(EventKind.ARTEFACT, 10.0, 2.0, "C3-M2")) is None


def test_a_value_of_a_saturation_holds_until_the_next_one_on_the_page_and_under_the_cursor(looked_at):
    looked_at.session.go_to(39)
    view = looked_at.view.traces
    lane = view.lane_of("SpO2")
    (line,) = view.curves[lane].lines
    assert line[line.size() - 1].x() >= 34.0, "to the edge of the margin, not to its last sample"
    looked_at.session.go_to(40)
    times_s = (1199.9, 1200.0, 1200.9, 1229.9, 1230.1)
    assert [round(view.value_at(lane, at_s)) for at_s in times_s] == [96, 62, 62, 62, 96]


def test_a_value_of_a_wave_is_that_of_the_nearest_sample(looked_at):
    looked_at.session.go_to(39)
    view = looked_at.view.traces
    lane = view.lane_of("Thorax")
    times_s, values = view.page_of(lane)
    assert view.value_at(lane, view.start_s + float(times_s[100]) + 0.004) == values[100]
    assert view.value_at(lane, view.start_s + float(times_s[101]) - 0.004) == values[101]


def test_a_fall_is_measured_whole_where_the_page_shows_only_its_end(clinical):
    clinical.session.add_event(Event(EventKind.DESATURATION, 1190.0, 50.0, "SpO2"))
    (event,) = clinical.session.scoring.events
    clinical.session.go_to(41)
    assert detail_text(clinical.view.traces.marks, event) == "−34 %, nadir 62"


def test_a_child_has_two_breaths_of_its_own_as_the_least_duration(clinical):
    short, long = (Event(EventKind.HYPOPNOEA, 305.0, seconds, "Thorax") for seconds in (7.0, 8.5))
    marks = clinical.view.traces.marks
    for event in (short, long):
        clinical.session.add_event(event)
    clinical.session.go_to(10)
    assert marks.least_s == {}
    clinical.actions_by_name["child_durations"].setChecked(True)
    assert short_text(short, marks.least_s[short]) == "H 7.0 s < 8.0 s", "a breath lasts 4 s"
    assert short_text(long, marks.least_s[long]) == "H"


def test_a_limb_movement_of_a_series_is_named_periodic(clinical):
    movements = [Event(EventKind.LIMB_MOVEMENT, 240.0 + 30.0 * index, 2.0, "Leg L") for index in range(4)]
    clinical.session.go_to(10)
    marks = clinical.view.traces.marks
    for event in movements[:3]:
        clinical.session.add_event(event)
    assert detail_text(marks, movements[2]) == ""
    clinical.session.add_event(movements[3])
    assert detail_text(marks, movements[2]) == "periodic"


def test_a_hypopnoea_names_what_it_counts_by(clinical):
    hypopnoea = Event(EventKind.HYPOPNOEA, 1180.0, 12.0, "Thorax")
    for event in (
        hypopnoea,
        Event(EventKind.DESATURATION, 1197.0, 28.0),
        Event(EventKind.AROUSAL, 1192.0, 4.0),
    ):
        clinical.session.add_event(event)
    clinical.session.go_to(39)
    assert detail_text(clinical.view.traces.marks, hypopnoea) == "→ Desat + Ar"
    clinical.session.undo()
    assert detail_text(clinical.view.traces.marks, hypopnoea) == "→ Desat"


def test_kinds_of_events_are_told_apart_by_colour_and_abbreviation():
    respiratory = [kind.type for kind in RESPIRATORY]
    assert len({style.colour for style in respiratory}) == len(respiratory)
    assert len({style.abbreviation for style in respiratory}) == len(respiratory)
    short = Event(EventKind.OBSTRUCTIVE_APNOEA, 0.0, 7.8)
    assert short_text(short) == "OA 7.8 s < 10 s"
    assert short_text(Event(EventKind.OBSTRUCTIVE_APNOEA, 0.0, 12.0)) == "OA"


def test_a_montage_brings_its_page_and_what_was_before_comes_back(clinical):
    view = clinical.view
    clinical.montages.choose("Respiration")
    assert view.traces.span.page_s == 300.0
    shown = [lane.trace.label for lane in view.traces.lanes]
    assert shown == ["C4-M1", "Leg L", "Thorax", "Abdomen", "SpO2", "Pulse", "Position"]
    clinical.montages.choose("Home test")
    assert [lane.trace.label for lane in view.traces.lanes] == shown[2:]
    clinical.montages.choose("")
    assert view.traces.span.page_s == 30.0


def test_a_montage_names_the_values_at_the_edges_of_a_lane(clinical):
    traces = (MontageTrace("SpO2", lowest=80.0, highest=100.0, height=2.0), MontageTrace("C4-M1"))
    clinical.view.choose_montage(Montage("x", traces))
    lane = _lane(clinical, "SpO2")
    assert "80–100 %" in clinical.view.labels.scale_text(lane)
    view = clinical.view.traces
    assert view.lane_box(0).height() == pytest.approx(2 * view.lane_box(1).height())


@pytest.mark.parametrize(("at_s", "percent"), [(1199.9, 96), (1200.0, 62), (1229.6, 62), (1230.4, 96)])
def test_a_value_is_read_again_on_the_same_second_as_it_is_drawn(tmp_path, at_s: float, percent: int):
    recording = open_recording(write_clinical(tmp_path / "night.edf"))
    trace = next(trace for trace in recording.traces if trace.role is Role.SPO2)
    assert round(value_at(recording, trace, DisplayBand(), at_s, holds=True)) == percent
    recording.close()


def test_names_of_events_beside_each_other_do_not_overlap(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[tuple[QPointF, str]] = []
    monkeypatch.setattr(marks, "_paint_text", lambda painter, theme, where, text: named.append((where, text)))
    falls = [
        Event(EventKind.DESATURATION, start_s, 8.0, "SpO2") for start_s in (0.0, 90.0, 140.0, 152.0, 162.0)
    ]
    arousal = Event(EventKind.AROUSAL, 141.0, 8.0, "SpO2")
    page = marks.PageMarks(events=[*falls, arousal], falls=dict.fromkeys(falls, (6.0, 88.0)))
    at = marks.Geometry(
        x_of=lambda time_s: 2 * time_s,
        lane_box=lambda lane: QRectF(0, 50 * lane, 600, 50),
        lane_of=lambda label: 0,
        lane_of_event=lambda event: 0,
        width=600,
        height=50,
    )
    image = QImage(600, 50, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    marks.paint_events(painter, page, at, LIGHT)
    widths = [painter.fontMetrics().horizontalAdvance(text) for _, text in named]
    painter.end()
    boxes = [QRectF(at_.x(), at_.y(), width, 1) for (at_, _), width in zip(named, widths, strict=True)]
    assert not any(box.intersects(other) for box, other in combinations(boxes, 2))
    texts = [text for _, text in named]
    assert texts[0] == texts[-2] == "Desat −6 %, nadir 88", "the first and the last have room"
    assert texts[-1] == "Ar", "one on another line is in nobody's way"
    assert len(texts) < len(page.events)


def test_the_crosshair_tells_time_and_value_and_leaves_with_the_pointer(
    clinical: MainWindow, qtbot: QtBot
) -> None:
    session, view = clinical.session, clinical.view
    assert session is not None
    session.go_to(40)
    crosshair, port = view.crosshairs[0], view.traces.viewport()
    place = view.traces.lane_of("SpO2")
    assert place is not None
    middle = view.traces.lane_box(place).center().y()

    clinical.actions_by_name["crosshair"].trigger()

    def hover(at_s: float) -> None:
        qtbot.mouseMove(port, QPoint(round(view.traces.x_of(at_s)), round(middle)))

    hover(1195.0 + 10)
    session.go_to(41)
    assert crosshair.text == "", "the value would be one of the page before"
    session.go_to(40)
    view.set_length(10.0)
    hover(1206.0)
    assert crosshair.text
    view.step(1)
    assert crosshair.text == "", "a part of the epoch is a page, too"
    view.set_length(30.0)
    hover(1206.0)
    assert crosshair.text.endswith(f"SpO2 {NADIR:.0f} %")
    with qtbot.waitSignal(view.traces.hovered):
        qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(300, round(middle)))
    assert crosshair.text == ""
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(300, round(middle)))
    hover(1210.0)
    assert crosshair.text
    clinical.actions_by_name["crosshair"].trigger()
    assert crosshair.text == ""
    hover(1212.0)
    assert crosshair.text == ""
    clinical.actions_by_name["crosshair"].trigger()
    hover(1214.0)
    assert crosshair.text
    view.traces.hovered.emit(None)
    assert crosshair.text == ""


def test_a_long_name_leaves_room_for_its_scale_in_a_low_lane(looked_at):
    labels, thorax = looked_at.view.labels, _lane(looked_at, "Thorax")
    box = QRectF(0, 0, labels.width(), 26)
    pressure = replace(thorax, trace=replace(thorax.trace, label="Nasal Pressure"), unit="cmH2O", half=2.0)
    text, room, stretch = labels.line_of(pressure, box, "")
    assert text == "±2 cmH2O"
    assert room.right() > box.right() - 26, "no bar stands at the edge"
    assert stretch < 100
    assert labels.line_of(thorax, box, "")[2] == 100, "a short name is written as ever"
    long = replace(pressure, trace=replace(thorax.trace, label="Nasal Pressure Transducer"))
    assert labels.line_of(long, box, "")[0] == ""
    assert labels.line_of(long, box, "0.8 cmH2O")[0] == "0.8", "a name tells more than a unit"


def test_snoring_in_a_part_of_the_night_has_one_scale_from_the_first_page_on(tmp_path):
    def snore(at_s: np.ndarray) -> np.ndarray:
        return np.where((at_s > 0.45 * SECONDS) & (at_s < 0.55 * SECONDS), 40.0, 5.0) * np.sin(20 * at_s)

    recording = open_recording(write_clinical(tmp_path / "night.edf", with_snore=snore))
    trace = next(trace for trace in recording.traces if trace.role is Role.SNORE)
    measured = NightFits(recording)
    maker = LaneMaker(SimpleNamespace(recording=recording, settings=Settings()), measured)
    (first,) = (lane.half for lane in maker.lanes(None) if lane.trace == trace)
    assert first == fit_trace(recording, trace, DisplayBand()).half == 40.0
    measured.stop()
    recording.close()
