"""psgscoring on made nights; without the extra ``events`` these are skipped."""

from __future__ import annotations

import os

import numpy as np
import pytest

from sleepscorer.errors import ModelError
from sleepscorer.prescoring.events.psg_library import (
    _amplitudes_at_once,
    _leg_amplitudes,
    forget_environment,
)
from sleepscorer.prescoring.events.psg_scorer import PROFILES, PsgScorer
from sleepscorer.prescoring.events.result import EventRequest
from sleepscorer.recording import open_recording
from sleepscorer.scoring import RESPIRATORY, EventKind, Lights
from sleepscorer.simulation.clinical import Montage, simulate_clinical, write_clinical
from sleepscorer.simulation.clinical.truth import true_events

pytestmark = pytest.mark.skipif(
    not PsgScorer().version, reason="psgscoring is not installed: pip install 'sleepscorer[events]'"
)
USUAL = PROFILES[0].name


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    folder, made = tmp_path_factory.mktemp("nights"), {}
    for montage in (Montage.CLINICAL, Montage.HOME):
        (night,) = simulate_clinical(montage, 3, 0.5, ahi=40.0)
        path = write_clinical(folder / f"{montage}.edf", [night])[0]
        made[montage] = (open_recording(path), night)
    yield made
    for recording, _ in made.values():
        recording.close()


def request(stages: np.ndarray, **more) -> EventRequest:
    return EventRequest(np.asarray(stages, np.int8), USUAL, **more)


@pytest.fixture(scope="module")
def result(nights):
    recording, night = nights[Montage.CLINICAL]
    return PsgScorer().find(recording, request(night.timeline.stages), lambda fraction: None)


def test_every_kind_is_found_where_it_truly_is(nights, result):
    _, night = nights[Montage.CLINICAL]
    truth = [true.event for true in true_events(night) if true.event.kind in RESPIRATORY]
    events = [event for event in result.events if event.kind in RESPIRATORY]
    met = [
        each
        for each in truth
        if any(
            event.start_s < each.stop_s and each.start_s < event.start_s + event.duration_s
            for event in events
        )
    ]
    assert len(truth) >= 8
    assert len(met) >= 0.8 * len(truth)
    kinds = {event.kind for event in result.events}
    assert {EventKind.AROUSAL, EventKind.DESATURATION} <= kinds
    others = {EventKind.AROUSAL, EventKind.DESATURATION, EventKind.LIMB_MOVEMENT}
    assert result.searched == RESPIRATORY | others
    assert all(event.channel in {"Flow", "Nasal Pressure"} for event in events)
    assert all(0 < event.score <= 1 and event.terms["flow"] < -25 for event in events)


def test_a_home_test_without_stages_is_scored_where_its_sensors_measure(nights):
    recording, _ = nights[Montage.HOME]
    nothing = np.full(recording.n_epochs, -1)
    lights = Lights(300.0, 1500.0)
    result_ = PsgScorer().find(recording, request(nothing, lights=lights), lambda fraction: None)
    assert result_.figures["analysed_hours"] == pytest.approx(1200 / 3600)
    assert result_.events
    assert result_.searched == RESPIRATORY | {EventKind.DESATURATION}, "there is no EEG and no leg"
    assert all(270 <= event.start_s <= 1500 for event in result_.events)


def test_a_night_with_an_eeg_but_no_stages_asks_for_them(nights):
    recording, _ = nights[Montage.CLINICAL]
    with pytest.raises(ModelError, match="has no stages yet"):
        PsgScorer().find(recording, request(np.full(recording.n_epochs, -1)), lambda fraction: None)


def test_a_night_awake_has_no_events_and_says_so(nights):
    recording, _ = nights[Montage.CLINICAL]
    result_ = PsgScorer().find(recording, request(np.zeros(recording.n_epochs)), lambda fraction: None)
    assert result_.events == ()
    assert not result_.searched
    assert result_.notices == ("No epoch is scored as sleep, so no event is proposed.",)


def test_movements_are_those_that_the_library_finds_by_itself():
    from psgscoring import plm

    random, rate_hz = np.random.default_rng(3), 200.0
    leg = 2.0 * random.standard_normal(600 * 200)
    for start_s in range(20, 580, 23):
        burst = slice(start_s * 200, start_s * 200 + 300)
        leg[burst] += 40.0 * random.standard_normal(300)
    theirs = plm._detect_lm_channel(leg, rate_hz, unit="uV", time_base_fix=True, offset_aasm=True)
    with _amplitudes_at_once():
        ours = plm._detect_lm_channel(leg, rate_hz, unit="uV", time_base_fix=True, offset_aasm=True)
    assert len(ours) == 25
    assert ours == theirs
    amplitudes, step_s = _leg_amplitudes(leg, rate_hz)
    assert (amplitudes.size, step_s) == (6000, 0.1)


def test_variables_of_the_environment_change_nothing(monkeypatch):
    monkeypatch.setenv("PSGSCORING_BREATH_CAND_MIN_DUR", "30")
    forget_environment()
    assert "PSGSCORING_BREATH_CAND_MIN_DUR" not in os.environ


def test_every_profile_is_one_of_the_library():
    import psgscoring.profiles

    assert {profile.name for profile in PROFILES} <= set(psgscoring.profiles.list_profiles())
