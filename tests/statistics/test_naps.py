from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.edf.tal import Annotation
from sleepscorer.scoring import Lights
from sleepscorer.statistics import NapTest, lights_of_naps, nap_statistics


def nap(stages: list[int], **more):
    return nap_statistics("1", np.array(stages, np.int8), **more)


def test_latency_goes_from_lights_off_to_any_sleep():
    slept = nap([0] * 4 + [0] * 10 + [1] + [2] * 20, lights=Lights(120.0, None))
    assert (slept.latency_min, slept.slept, slept.rem_latency_min, slept.is_soremp) == (
        5.0,
        True,
        None,
        False,
    )


def test_a_nap_without_sleep_has_the_longest_latency():
    assert (nap([0] * 40).latency_min, nap([0] * 40).slept) == (20.0, False)
    assert nap([0] * 80, longest_min=40.0).latency_min == 40.0


def test_rem_within_15_minutes_of_sleep_is_a_sorem_period():
    assert nap([0, 1, *[2] * 29, 4]).is_soremp
    assert nap([0, 1, *[2] * 30, 4]).rem_latency_min == 15.5
    assert not nap([0, 1, *[2] * 30, 4]).is_soremp


def test_naps_have_a_mean_latency():
    naps = NapTest((nap([0] * 10 + [1]), nap([0] * 40), nap([0] * 4 + [4])))
    assert naps.mean_latency_min == pytest.approx((5 + 20 + 2) / 3)
    assert naps.soremps == 1
    assert NapTest(()).mean_latency_min is None


def test_a_nap_that_nobody_scored_has_no_latency_and_is_in_no_mean():
    unscored = nap([-1] * 40)
    assert (unscored.latency_min, unscored.is_scored, unscored.is_unsure) == (None, False, False)
    assert nap([1, *[-1] * 40], lights=Lights(30.0, None)).latency_min is None
    naps = NapTest((nap([0] * 10 + [1]), unscored, nap([0] * 14 + [4])))
    assert naps.mean_latency_min == pytest.approx((5 + 7) / 2)
    assert len(naps.scored) == 2
    assert NapTest((unscored,)).mean_latency_min is None


def test_unscored_epochs_that_may_be_sleep_make_a_nap_unsure():
    assert nap([0] * 39 + [-1]).latency_min == 20.0
    assert nap([0] * 39 + [-1]).is_unsure
    assert nap([0, -1, 1]).is_unsure
    assert not nap([0, 1, -1]).is_unsure
    assert not nap([0] * 40).is_unsure


def test_lights_tied_to_a_channel_are_lights():
    texts = [(100, "Lights off@@C4"), (1300, "Lights on"), (7300, "Lights off@@C4"), (9000, "Lights on@@C4")]
    annotations = [Annotation(float(at), None, text) for at, text in texts]
    assert lights_of_naps(annotations, 10_000.0) == (Lights(100.0, 1300.0), Lights(7300.0, 9000.0))


def test_naps_of_one_file_are_told_by_their_lights():
    texts = [(100, "Lights off"), (1300, "Lights on"), (7300, "lights off"), (9000, "Lights on"), (50, "EEG")]
    annotations = [Annotation(float(at), None, text) for at, text in texts]
    naps = lights_of_naps(annotations, 10_000.0)
    assert naps == (Lights(100.0, 1300.0), Lights(7300.0, 9000.0))
    night = [Annotation(0.0, None, "Lights off"), Annotation(28_000.0, None, "Lights on")]
    assert lights_of_naps(night, 28_800.0) == ()
    woken = [*night, Annotation(28_100.0, None, "Lights off"), Annotation(28_200.0, None, "Lights on")]
    assert lights_of_naps(woken, 28_800.0) == ()
