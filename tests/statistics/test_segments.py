from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.edf.tal import Annotation
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, scoring_from_stages
from sleepscorer.statistics import SegmentKind, night_parameters_of, segments_of, study_statistics
from sleepscorer.statistics.night import StudyKind
from sleepscorer.statistics.segments import begins_titration

AUTHOR = Author(AuthorKind.TECHNICIAN, "AB")


def marker(at_s: float, words: str = "segment") -> Event:
    return Event(EventKind.OTHER, at_s, 0.0, words=words)


@pytest.mark.parametrize(
    "text",
    [
        *("CPAP on 4 cmH2O", "cpap on", "BiPAP started", "CPAP an", "CPAP start", "CPAP-Start 4 mbar"),
        *("CPAP gestartet", "CPAP wurde gestartet", "Beginn CPAP", "Start of CPAP", "CPAP titration started"),
        *("Début PPC", "PPC débutée", "CPAP ein@@Flow", "Titration started"),
    ],
)
def test_texts_that_begin_a_titration(text):
    assert begins_titration(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Titration: no", "CPAP off", "CPAP start pressure 4 cmH2O", "CPAP Startdruck 4", "CPAP 5 cmH2O"),
        *("CPAP", "Start recording", "no CPAP on", "CPAP ended"),
    ],
)
def test_texts_that_begin_no_titration(text):
    assert not begins_titration(text)


def test_cpap_on_divides_the_night():
    texts = [Annotation(100.0, None, "CPAP on 4 cmH2O"), Annotation(200.0, None, "CPAP 5 cmH2O")]
    segments = segments_of([], texts, 600.0)
    assert [(part.kind, part.start_s, part.stop_s) for part in segments] == [
        (SegmentKind.DIAGNOSTIC, 0.0, 100.0),
        (SegmentKind.TITRATION, 100.0, 600.0),
    ]


def test_markers_by_hand_go_before_what_the_recording_says():
    texts = [Annotation(100.0, None, "CPAP on")]
    segments = segments_of([marker(300.0)], texts, 600.0)
    assert [part.start_s for part in segments] == [0.0, 300.0]
    assert {part.kind for part in segments} == {SegmentKind.PART}
    titrated = segments_of([marker(300.0, "CPAP on")], [], 600.0)
    assert [part.kind for part in titrated] == [SegmentKind.DIAGNOSTIC, SegmentKind.TITRATION]


def test_pressure_divides_the_night_where_nothing_else_does():
    pressure = np.zeros(7200, np.float32)
    pressure[3600:] = 5
    pressure[2000:2060] = 5  # the mask is tried on
    assert [part.start_s for part in segments_of([], [], 7200.0, pressure)] == [0.0, 3600.0]
    assert segments_of([], [], 7200.0, np.full(7200, 5.0)) == ()
    assert segments_of([], [], 7200.0) == ()


def test_each_segment_has_its_figures_and_markers_are_no_events():
    scoring = scoring_from_stages(np.full(240, 2, np.int8), AUTHOR)
    apnoeas = [Event(EventKind.OBSTRUCTIVE_APNOEA, at, 12) for at in (100.0, 200.0, 4000.0)]
    scoring.apply(scoring.add_events([*apnoeas, marker(3600.0, "CPAP on 4")], AUTHOR))
    study = study_statistics(scoring)
    assert study.kind is StudyKind.SPLIT
    assert study.night.events.tally.marked == 3
    assert [figures.ahi for _, figures in study.segments] == [2.0, 1.0]
    assert [figures.sleep.tst_min for _, figures in study.segments] == [60, 60]


def test_an_event_across_a_border_is_counted_once_in_the_segment_it_starts_in():
    stages = np.array([2] * 119 + [0] + [2] * 120, np.int8)  # awake in the epoch before CPAP
    scoring = scoring_from_stages(stages, AUTHOR)
    across = [Event(EventKind.OBSTRUCTIVE_APNOEA, 3590.0, 20.0), Event(EventKind.DESATURATION, 3595.0, 20.0)]
    limbs = [Event(EventKind.LIMB_MOVEMENT, at, 1.0) for at in (3500.0, 3530.0, 3560.0, 3620.0, 3650.0)]
    scoring.apply(scoring.add_events([*across, *limbs, marker(3600.0, "CPAP on 4")], AUTHOR))
    study = study_statistics(scoring)
    parts = [figures.events for _, figures in study.segments]
    assert [part.respiratory.count for part in parts] == [1, 0]
    assert [part.by_kind[EventKind.DESATURATION].count for part in parts] == [1, 0]
    whole = study.night.events
    assert sum(part.respiratory.count for part in parts) == whole.respiratory.count == 1
    series = [part.periodic_limb_movements.count for part in parts]
    assert series == [3, 2]
    assert whole.periodic_limb_movements.count == 5
    assert sum(part.tally.marked for part in parts) == whole.tally.marked
    assert sum(part.hours for part in parts) == whole.hours
    treated = night_parameters_of(study.segments[1][1])
    assert (treated["ahi"], treated["arousal_index"]) == (0.0, None)  # none is left of what was marked
