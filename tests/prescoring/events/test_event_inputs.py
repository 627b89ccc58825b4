"""Traces for events: by role, at their rates, meters held; dead ones are done without and said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sleepscorer import __version__
from sleepscorer.channels import Role
from sleepscorer.prescoring.events.desaturations import find_desaturations
from sleepscorer.prescoring.events.inputs import (
    parts_of_night,
    read_breathing,
    read_meter,
    thermistor_traces,
    traces_of,
)
from sleepscorer.prescoring.events.result import EventRequest, FoundEvents, proposals_of
from sleepscorer.recording.memory import MemoryRecording

SECONDS = 1800
TIME_32 = np.arange(SECONDS * 32) / 32
BREATH = np.sin(2 * np.pi * 0.25 * TIME_32).astype(np.float32)


def recording(**signals: np.ndarray) -> MemoryRecording:
    """Make a recording of half an hour, each rate told by the number of samples."""
    labels = [label.replace("_", " ") for label in signals]
    rates = [values.size / SECONDS for values in signals.values()]
    return MemoryRecording(list(signals.values()), labels, rates)


def with_role(night: MemoryRecording, label: str, role: Role, transducer: str = "") -> None:
    night.channels = tuple(
        replace(channel, role=role, transducer=transducer) if channel.label == label else channel
        for channel in night.channels
    )


def test_breathing_is_read_at_10_hz_without_heart_beat():
    night = recording(Nasal_Pressure=BREATH + np.sin(2 * np.pi * 3 * TIME_32).astype(np.float32))
    read = read_breathing(night, traces_of(night, [Role.NASAL_PRESSURE]), print)
    assert read.values.size == SECONDS * 10
    inner = read.values[300:-300]
    np.testing.assert_allclose(
        inner, np.sin(2 * np.pi * 0.25 * (np.arange(300, SECONDS * 10 - 300) / 10)), atol=0.02
    )


def test_a_dead_trace_is_told_of_and_the_next_is_read():
    night = recording(Thorax=np.full(SECONDS * 32, 7.0, np.float32), Thorax_2=BREATH)
    with_role(night, "Thorax 2", Role.THORAX)
    told: list[str] = []
    read = read_breathing(night, traces_of(night, [Role.THORAX]), told.append)
    assert read.trace.label == "Thorax 2"
    assert told == ["Thorax was not used: it holds no signal."]


def test_samples_that_are_missing_are_known():
    gappy = BREATH.copy()
    gappy[32 * 600 : 32 * 630] = np.nan
    night = recording(Nasal_Pressure=gappy)
    read = read_breathing(night, night.traces, print)
    assert read.lacks_samples(605.0, 610.0)
    assert not read.lacks_samples(640.0, 660.0)


def test_a_meter_holds_its_values_until_the_next():
    saturation = np.tile(np.array([95.9984, 93.0], np.float32), SECONDS // 2)
    night = recording(SpO2=saturation)
    values = read_meter(night, Role.SPO2, print, within=(50, 100)).values
    assert values.reshape(-1, 10).tolist() == [[float(round(value))] * 10 for value in saturation.tolist()]


def test_a_probe_that_was_never_on_is_told_of():
    night = recording(SpO2=np.zeros(SECONDS, np.float32))
    told: list[str] = []
    assert read_meter(night, Role.SPO2, told.append, within=(50, 100)) is None
    assert told == ["SpO2 was not used: it holds no signal."]


def test_a_flow_is_a_thermistor_where_the_header_or_a_nasal_pressure_says_so():
    alone = recording(Flow=BREATH)
    assert thermistor_traces(alone) == []
    with_role(alone, "Flow", Role.RESPIRATION, "Oronasal thermistor")
    assert [trace.label for trace in thermistor_traces(alone)] == ["Flow"]
    beside = recording(Flow=BREATH, Nasal_Pressure=BREATH)
    assert [trace.label for trace in thermistor_traces(beside)] == ["Flow"]


def test_a_night_falls_into_parts_where_the_mask_is_put_on():
    pressure = np.where(np.arange(SECONDS) < 720, 0.0, 8.0).astype(np.float32)
    pressure[1200:1260] = 0.0  # a leak of a minute ends nothing
    night = recording(CPAP_Press=pressure)
    with_role(night, "CPAP Press", Role.CPAP_PRESSURE)
    assert [(part.first, part.stop, part.is_therapy) for part in parts_of_night(night)] == [
        (0, 24, False),
        (24, 60, True),
    ]


def test_a_night_without_a_mask_is_one_part():
    assert [(part.first, part.stop, part.is_therapy) for part in parts_of_night(recording(Flow=BREATH))] == [
        (0, 60, False)
    ]


def test_desaturations_are_falls_that_touch_sleep_under_our_own_name():
    saturation = np.full(SECONDS, 95.9984, np.float32)  # as the steps of a file store 96
    for start in (100, 700):
        saturation[start : start + 20] = 93.0
    read = read_meter(recording(SpO2=saturation), Role.SPO2, print, within=(50, 100))
    stages = ["W"] * 20 + ["N2"] * 40
    (event,) = find_desaturations(read, stages)
    assert (event.start_s, event.duration_s, event.channel) == (699.0, 21.0, "SpO2")
    assert event.terms == {"desaturation": 3.0, "nadir": 93.0}
    (proposed,) = proposals_of(
        FoundEvents((event, replace(event, start_s=float(SECONDS)))),
        "scorer",
        "1",
        EventRequest(np.zeros(60, np.int8), "usual"),
        SECONDS,
    ).events
    assert proposed.proposal.author.name == f"sleepscorer@{__version__}"
    assert proposed.proposal.profile == ""
