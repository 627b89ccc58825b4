from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.edf.tal import Annotation
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, scoring_from_stages
from sleepscorer.statistics import SegmentKind, segments_of, study_statistics
from sleepscorer.statistics.night import StudyKind
from sleepscorer.statistics.segments import begins_titration

AUTHOR = Author(AuthorKind.TECHNICIAN, "AB")


def marker(at_s: float, words: str = "segment") -> Event:
    return Event(EventKind.OTHER, at_s, 0.0, words=words)


@pytest.mark.parametrize("text", ["CPAP on 4 cmH2O", "cpap on", "BiPAP started", "CPAP an", "Titration: no"])
def test_texts_that_begin_a_titration(text):
    assert begins_titration(text) is not text.startswith("Titration")


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
