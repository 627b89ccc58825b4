"""Lanes of the signals of a night: what they draw and tell, and that they do not slow the night down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from gui.strips import ME, MadeUpRecording, colour_at, made_up_scoring, make_strip, middle_of, picture
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.body_positions import BodyPosition
from sleepscorer.channels import Derivation, Role
from sleepscorer.gui.night import NightStrip
from sleepscorer.gui.night.axis import NightAxis
from sleepscorer.gui.night.signal_lanes import LOW_COLOUR, columns_of
from sleepscorer.scoring import Event, EventKind, Scoring
from sleepscorer.stages import Stage
from sleepscorer.statistics import NightSignals

N_EPOCHS = 400
SECONDS = N_EPOCHS * 30


def clinical_recording() -> MadeUpRecording:
    recording = MadeUpRecording(N_EPOCHS)
    roles = (Role.SPO2, Role.PULSE, Role.POSITION, Role.LEG_LEFT)
    recording.traces += tuple(Derivation(role.value, role, 3 + index) for index, role in enumerate(roles))
    return recording


def signals() -> NightSignals:
    spo2, position = np.full(SECONDS, 96, np.float32), np.full(SECONDS, 1, np.float32)
    spo2[3000:3060] = 82
    spo2[6000:6900] = np.nan
    position[6000:] = 2
    legs = np.ones(SECONDS, np.float32)
    legs[9000:9100] = 50
    values = {Role.SPO2: spo2, Role.PULSE: spo2 * 0 + 61, Role.POSITION: position, Role.LEG_LEFT: legs}
    return NightSignals(SECONDS, values, {}, {1: BodyPosition.SUPINE, 2: BodyPosition.LEFT})


@pytest.fixture
def strip(qtbot: QtBot) -> NightStrip:
    strip = make_strip(made_up_scoring(N_EPOCHS))
    qtbot.addWidget(strip)
    strip.show_night(clinical_recording(), strip.night.scoring)  # type: ignore[arg-type]
    strip.show_signals(signals())
    strip.resize(1200, strip.sizeHint().height())
    QApplication.processEvents()
    return strip


def top_of(strip: NightStrip, name: str) -> int:
    top = strip.top_of(name)
    assert top is not None
    return top


def test_lanes_are_there_where_the_channels_are(qtbot: QtBot, strip: NightStrip) -> None:
    shown = [lane.name for lane in strip.lanes if lane.visible]
    assert [name for name in shown if name in ("spo2", "pulse", "pressure", "position", "snore", "legs")] == [
        "spo2",
        "pulse",
        "position",
        "legs",
    ]
    heights = {lane.name: lane.usual for lane in strip.lanes}
    assert (heights["spo2"], heights["pulse"], heights["pressure"], heights["position"]) == (36, 20, 18, 14)
    strip.set_compact(True)
    assert strip.top_of("spo2") is None
    plain = make_strip(made_up_scoring(N_EPOCHS))
    qtbot.addWidget(plain)
    assert plain.top_of("spo2") is None


def test_without_eeg_there_is_no_room_for_what_a_model_or_a_spectrum_tells(strip: NightStrip) -> None:
    recording = clinical_recording()
    recording.traces = recording.traces[2:]
    strip.show_night(recording, strip.night.scoring)  # type: ignore[arg-type]
    shown = {lane.name for lane in strip.lanes if lane.visible}
    assert shown == {"hypnogram", "spo2", "pulse", "position", "legs", "events"}


def test_a_home_test_has_flags_and_events_in_place_of_stages_until_one_is_scored(strip: NightStrip) -> None:
    recording, scoring = clinical_recording(), Scoring(N_EPOCHS)
    recording.traces = recording.traces[2:]
    rows = strip.lane("hypnogram").height
    strip.show_night(recording, scoring)  # type: ignore[arg-type]
    assert strip.lane("hypnogram").height < rows / 2
    strip.set_compact(True)
    assert [lane.name for lane in strip.lanes if lane.visible] == ["hypnogram", "events"]
    strip.set_compact(False)
    scoring.apply(scoring.score([5], Stage.N2, ME))
    strip.refresh_epochs([5])
    assert strip.lane("hypnogram").height == rows
    assert strip.top_of("spo2") == rows


def test_what_no_channel_measured_leaves_no_lane(strip: NightStrip) -> None:
    before = strip.sizeHint().height()
    strip.show_signals(NightSignals(SECONDS, {}))
    assert strip.top_of("spo2") is None
    assert strip.sizeHint().height() < before


def test_a_low_saturation_is_red_and_a_probe_that_is_off_a_gap(strip: NightStrip) -> None:
    image, top = picture(strip), top_of(strip, "spo2")
    rows = range(top, top + strip.lane("spo2").height)
    low = {colour_at(image, strip.axis.x_of_seconds(3030), y).name() for y in rows}
    assert QColor(LOW_COLOUR).name() in low
    line = QColor(strip.night.theme.roles[Role.SPO2]).name()
    assert line in {colour_at(image, middle_of(strip, 20), y).name() for y in rows}
    assert line not in {colour_at(image, middle_of(strip, 215), y).name() for y in rows}


def test_what_is_under_the_pointer_is_told(strip: NightStrip) -> None:
    def tip(name: str, epoch: int) -> str:
        return strip.tip(QPoint(round(middle_of(strip, epoch)), top_of(strip, name) + 5)).splitlines()[-1]

    assert tip("spo2", 100) == "SpO₂ 82 %"
    assert tip("spo2", 215) == "SpO₂: not measured"
    assert tip("pulse", 100) == "Pulse 61 /min"
    assert (tip("position", 100), tip("position", 300)) == ("Supine", "Left")
    strip.show_signals(replace(signals(), are_codes_assumed=True))
    assert tip("position", 100) == "Supine?"


def test_no_low_value_is_lost_between_two_pixels() -> None:
    axis = NightAxis()
    axis.show_night(N_EPOCHS)
    axis.set_width(382)
    values = np.full(SECONDS, 96.0)
    values[777] = 60
    columns = columns_of(values, axis, lowest=True)
    assert columns.shape == (axis.width,)
    assert columns.min() == 60
    assert np.count_nonzero(columns == 60) == 1


def test_each_kind_of_breathing_gets_a_row_once_it_is_marked(strip: NightStrip) -> None:
    scoring = strip.night.scoring
    assert scoring is not None
    before = strip.lane("events").height
    kinds = (EventKind.OBSTRUCTIVE_APNOEA, EventKind.CENTRAL_APNOEA, EventKind.DESATURATION)
    events = [Event(kind, 3000.0 + 600 * index, 60) for index, kind in enumerate(kinds)]
    scoring.apply(scoring.add_events(events, ME))
    strip.refresh_events()
    assert strip.lane("events").height > before
    strip.resize(1200, strip.sizeHint().height())
    image, top, row = picture(strip), top_of(strip, "events"), strip.lane("events").row  # type: ignore[attr-defined]
    for index, event in enumerate(events):
        x = strip.axis.x_of_seconds(event.start_s + 30)
        y = top + 2 + (1 + index) * row + row // 2 + 1
        assert colour_at(image, x, y) == QColor(event.kind.type.colour), event.kind


def test_a_flip_paints_no_lane_of_signals_again(strip: NightStrip, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    for name in ("spo2", "pulse", "position", "legs"):
        lane = strip.lane(name)
        monkeypatch.setattr(lane, "draw", lambda *arguments, name=name: drawn.append(name))
    for epoch in range(10, 40):
        strip.mark(epoch)
        strip.refresh_epochs((epoch,))
        QApplication.processEvents()
    assert drawn == []
    strip.show_signals(signals())
    QApplication.processEvents()
    assert set(drawn) == {"spo2", "pulse", "position", "legs"}
