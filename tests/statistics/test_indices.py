from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.scoring import Event, EventKind, Lights
from sleepscorer.statistics import event_statistics

K = EventKind
# Two epochs of wake, an hour of N2, half an hour of R, two epochs of wake.
STAGES = np.array([0] * 2 + [2] * 120 + [4] * 60 + [0] * 2, np.int8)
NREM_S, REM_S, END_S = 60.0, 3660.0, 5460.0


def test_indices_are_per_hour_of_sleep():
    events = [
        Event(K.OBSTRUCTIVE_APNOEA, 100, 12),
        Event(K.CENTRAL_APNOEA, 200, 20),
        Event(K.HYPOPNOEA, 4000, 16),
        Event(K.DESATURATION, 4010, 30),
    ]
    found = event_statistics(events, STAGES)
    assert (found.respiratory.count, found.ahi) == (3, pytest.approx(2.0))
    assert (found.respiratory.in_nrem, found.respiratory.in_rem) == (2.0, 2.0)
    assert (found.respiratory.mean_s, found.respiratory.longest_s) == (16, 20)
    assert found.apnoeas.per_hour == pytest.approx(2 / 1.5)
    assert found.by_kind[K.DESATURATION].in_rem == 2.0
    assert found.by_kind[K.SPINDLE].count == 0


def test_respiratory_events_count_where_either_edge_is_in_sleep():
    events = [
        Event(K.HYPOPNOEA, 40, 30),  # wake into sleep
        Event(K.HYPOPNOEA, END_S - 5, 30),  # sleep into wake
        Event(K.HYPOPNOEA, 10, 20),  # wake only
    ]
    found = event_statistics(events, STAGES)
    assert (found.respiratory.count, found.respiratory.in_nrem, found.respiratory.in_rem) == (2, 1.0, 2.0)


def test_arousals_in_wake_count_between_the_lights_only():
    events = [Event(K.AROUSAL, 10, 4), Event(K.AROUSAL, 100, 4), Event(K.AROUSAL, END_S + 40, 4)]
    assert event_statistics(events, STAGES).arousal_index == pytest.approx(2.0)
    inside = event_statistics(events, STAGES, Lights(30.0, END_S + 30)).by_kind[K.AROUSAL]
    assert (inside.count, inside.in_nrem) == (1, 1.0)


def test_other_kinds_count_where_they_start_in_sleep():
    events = [Event(K.SPINDLE, NREM_S - 0.5, 1), Event(K.SPINDLE, NREM_S, 1)]
    assert event_statistics(events, STAGES).by_kind[K.SPINDLE].count == 1


def test_without_sleep_there_is_no_index():
    found = event_statistics([Event(K.AROUSAL, 1, 3)], np.zeros(4, np.int8))
    assert (found.by_kind[K.AROUSAL].count, found.arousal_index, found.ahi) == (1, None, None)


def limb(*starts: float, seconds: float = 2.0) -> list[Event]:
    return [Event(K.LIMB_MOVEMENT, start, seconds, "LAT") for start in starts]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (limb(100, 120, 140, 160), 4),
        (limb(100, 120, 140), 0),  # a series has four
        (limb(100, 190, 280, 370), 4),
        (limb(100, 190.5, 280, 370, 400), 4),  # 90.5 s apart: a new series
        (limb(100, 103, 120, 140), 0),  # both legs at once are one movement
        (limb(100, 103, 120, 140, 160), 4),
        (limb(100, 120, 140, 160, seconds=0.4), 0),
        (limb(100, 120, 140, 160, seconds=10.5), 0),
        ([*limb(100, 120, 140, 160), Event(K.HYPOPNOEA, 105, 14.6)], 0),  # one goes with breathing
        (limb(10, 30, 50, 70), 1),  # only one of the series starts in sleep
    ],
)
def test_periodic_limb_movements(events, expected):
    found = event_statistics(events, STAGES).periodic_limb_movements
    assert found.count == expected
    assert found.per_hour == pytest.approx(expected / 1.5)
