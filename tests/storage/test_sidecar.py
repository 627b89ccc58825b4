from __future__ import annotations

import errno
import json
import os
from dataclasses import replace

import numpy as np
import pytest

from sleepscorer.errors import StorageError
from sleepscorer.formats import read_hypnogram
from sleepscorer.scoring import (
    Author,
    AuthorKind,
    EpochMarks,
    Event,
    EventKind,
    Flag,
    Lights,
    Proposal,
    Scoring,
    change_from_json,
    change_to_json,
)
from sleepscorer.stages import Stage
from sleepscorer.storage.sidecar import Sidecar, load, save

ANNA = Author(AuthorKind.TECHNICIAN, "AK")
MODEL = Author(AuthorKind.MODEL, "cnn")
AROUSAL = Event(EventKind.AROUSAL, 61.25, 4.5)
SPINDLE = Event(EventKind.SPINDLE, 100.125, 0.75, "C4-M1")
MARKS = EpochMarks(frozenset({Flag.MOVEMENT, Flag.BOOKMARK}), "turns over")


@pytest.fixture
def scoring() -> Scoring:
    scoring = Scoring(6)
    probabilities = np.random.default_rng(1).dirichlet(np.ones(5), 6).astype(np.float32)
    probabilities[5] = np.nan
    scoring.apply(scoring.prescore(probabilities, MODEL))
    scoring.apply(scoring.score([1, 2], Stage.R, ANNA))
    scoring.apply(scoring.mark_lights(Lights(12.5, None), ANNA))
    scoring.apply(scoring.add_events([SPINDLE, AROUSAL], ANNA))
    scoring.apply(scoring.mark(4, MARKS, ANNA))
    return scoring


def test_a_scoring_comes_back_as_it_was_saved(tmp_path, scoring):
    path = tmp_path / "night.json"
    save(path, Sidecar("abc", scoring, ["said"]))
    loaded = load(path)
    assert (loaded.fingerprint, loaded.notices) == ("abc", ["said"])
    assert loaded.scoring.stages.tolist() == scoring.stages.tolist()
    assert loaded.scoring.authors == scoring.authors
    assert (loaded.scoring.lights, loaded.scoring.revision) == (Lights(12.5, None), 5)
    assert loaded.scoring.events == (AROUSAL, SPINDLE)
    assert dict(loaded.scoring.marked) == {4: MARKS}
    np.testing.assert_array_equal(loaded.scoring.probabilities, scoring.probabilities)


def rewrite(path, **changes) -> None:
    """Write values into a sidecar as a version would that knew neither a history nor a checksum."""
    values = json.loads(path.read_text())
    old = {key: value for key, value in values.items() if key not in ("history", "checksum")}
    path.write_text(json.dumps({**old, "format": 2, **changes}))


def test_a_sidecar_of_the_first_format_still_loads(tmp_path, scoring):
    path = tmp_path / "night.json"
    save(path, Sidecar("abc", scoring))
    values = json.loads(path.read_text())
    later = ("events", "marks", "history", "checksum")
    old = {key: value for key, value in values.items() if key not in later} | {"format": 1}
    path.write_text(json.dumps(old))
    loaded = load(path).scoring
    assert loaded.stages.tolist() == scoring.stages.tolist()
    assert (loaded.events, dict(loaded.marked), loaded.revision) == ((), {}, 5)


def test_ties_come_back_and_a_sidecar_without_them_still_loads(tmp_path, scoring):
    path = tmp_path / "night.json"
    both = Author(AuthorKind.IMPORT, "consensus of 2")
    scoring.apply(scoring.assign({0: Stage.UNSCORED, 3: Stage.N1}, both, ties=(0,)))
    save(path, Sidecar("abc", scoring))
    loaded = load(path).scoring
    assert (loaded.ties, loaded.stages.tolist()) == ((0,), scoring.stages.tolist())
    rewrite(path)
    values = json.loads(path.read_text())
    del values["ties"]
    path.write_text(json.dumps(values))
    assert load(path).scoring.ties == ()


def test_events_and_marks_stand_in_the_file_as_words(tmp_path, scoring):
    path = tmp_path / "night.json"
    save(path, Sidecar("abc", scoring))
    values = json.loads(path.read_text())
    assert values["events"][1] == {
        "kind": "spindle",
        "start_s": 100.125,
        "duration_s": 0.75,
        "channel": "C4-M1",
    }
    assert values["marks"] == [{"epoch": 4, "flags": ["bookmark", "movement"], "note": "turns over"}]


def test_an_empty_night_comes_back(tmp_path):
    save(tmp_path / "night.json", Sidecar("abc", Scoring(0)))
    assert load(tmp_path / "night.json").scoring.n_epochs == 0


def test_a_full_disk_leaves_the_old_file_whole(tmp_path, scoring, monkeypatch):
    path = tmp_path / "night.json"
    save(path, Sidecar("abc", Scoring(6)))
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(path, Sidecar("abc", scoring))
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["night.json"]


def test_a_sidecar_cut_anywhere_is_damaged_and_never_half_a_night(tmp_path, scoring):
    path = tmp_path / "night.json"
    save(path, Sidecar("abc", scoring))
    data = path.read_bytes()
    for length in range(0, len(data) - 2, 5):
        path.write_bytes(data[:length])
        with pytest.raises(StorageError, match="is damaged"):
            load(path)


@pytest.mark.parametrize(
    "patch",
    [
        {"stages": "W N1"},
        {"stages": "W W W W W X"},
        {"stages": 3},
        {"author_of_epoch": [0]},
        {"author_of_epoch": [9] * 6},
        {"authors": ["robot:x"]},
        {"probabilities_W_N1_N2_N3_R_float32_base64": "AAAA"},
        {"probabilities_W_N1_N2_N3_R_float32_base64": "AAAAAAAAAAAAAAAAAAAAAAAAAAA="},
        {"revision": None},
        {"revision": -5},
        {"revision": "5"},
        {"revision": True},
        {"revision": 1e999},
        {"lights_off_s": "22:00"},
        {"lights_off_s": True},
        {"lights_on_s": [1]},
        {"notices": "said"},
        {"notices": [3]},
        {"recording": 5},
        {"saved": None},
        {"authors": [5]},
        {"format": 3},
        {"format": True},
        {"history": {"unknown": 0, "ids_base64": "AAAA", "passed_over": []}},
        {"history": {"unknown": 4, "ids_base64": "", "passed_over": []}},
        {"format": "x"},
        {"events": [{"kind": "party", "start_s": 0, "duration_s": 1}]},
        {"events": [{"kind": "arousal", "start_s": 0, "duration_s": -1}]},
        {"events": [{"kind": "arousal", "start_s": 0, "duration_s": 1, "channel": 3}]},
        {"marks": [{"epoch": 6, "flags": [], "note": "outside"}]},
        {"marks": [{"epoch": 0, "flags": ["glitter"], "note": ""}]},
    ],
)
def test_values_that_make_no_night_are_damage(tmp_path, scoring, patch):
    path = tmp_path / "night.json"
    save(path, Sidecar("abc", scoring))
    rewrite(path, **patch)
    with pytest.raises(StorageError, match="is damaged"):
        load(path)


def test_a_newer_format_asks_for_an_update(tmp_path, scoring):
    path = tmp_path / "night.json"
    save(path, Sidecar("abc", scoring))
    rewrite(path, format=7)
    with pytest.raises(StorageError, match="newer sleepscorer; update"):
        load(path)


def test_proposals_and_what_was_taken_out_of_them_come_back(tmp_path):
    path = tmp_path / "night.json"
    origin = Proposal(MODEL, "usual", "0123", 0.7, (("flow", -59.0),))
    proposals = [
        Event(EventKind.HYPOPNOEA, start_s, 12.0, "Flow", proposal=origin) for start_s in (10.0, 50.0, 90.0)
    ]
    scoring = Scoring(6)
    scoring.apply(scoring.propose_events(proposals, MODEL))
    scoring.apply(scoring.confirm_events(proposals[:1], ANNA))
    scoring.apply(scoring.remove_events(proposals[1:2], ANNA))
    save(path, Sidecar("abc", scoring))
    loaded = load(path).scoring
    assert json.loads(path.read_text())["format"] == 4
    assert (loaded.events, loaded.rejected) == (scoring.events, scoring.rejected)
    assert loaded.events[0].proposal.confirmed_by == ANNA


def test_what_holds_no_proposal_is_written_in_the_format_before(tmp_path, scoring):
    path = tmp_path / "night.json"
    save(path, Sidecar("abc", scoring))
    assert json.loads(path.read_text())["format"] == 3


def test_a_note_on_an_event_is_not_dropped_by_a_program_that_knows_none(tmp_path, scoring):
    path = tmp_path / "night.json"
    old = scoring.events[0]
    change = scoring.replace_event(old, replace(old, note="seen on video"), ANNA)
    assert change_to_json(change)["kind"] == "proposals"
    scoring.apply(change)
    save(path, Sidecar("abc", scoring))
    assert json.loads(path.read_text())["format"] == 4
    assert load(path).scoring.events == scoring.events


@pytest.mark.parametrize("kind", [EventKind.RERA, EventKind.BODY_POSITION, EventKind.CHEYNE_STOKES])
def test_a_program_that_does_not_know_a_kind_of_event_is_told_to_be_updated(tmp_path, scoring, kind):
    path = tmp_path / "night.json"
    event = Event(kind, 40.0, 20.0)
    change = scoring.add_events([event], ANNA)
    assert change_to_json(change)["kind"] not in ("events", "proposals")
    assert change_from_json(change_to_json(change)) == change
    scoring.apply(change)
    save(path, Sidecar("abc", scoring))
    assert json.loads(path.read_text())["format"] == 5
    assert load(path).scoring.events == scoring.events
    scoring.apply(scoring.remove_events([event], ANNA))
    save(path, Sidecar("abc", scoring))
    assert json.loads(path.read_text())["format"] == 3


def test_the_comment_and_what_was_looked_for_come_back(tmp_path):
    path = tmp_path / "night.json"
    scoring = Scoring(6)
    scoring.apply(scoring.write_comment("Restless\nuntil 2 h.", ANNA))
    save(path, Sidecar("abc", scoring))
    assert json.loads(path.read_text())["format"] == 6
    assert load(path).scoring.comment == "Restless\nuntil 2 h."
    scoring.apply(scoring.write_comment("", ANNA))
    scoring.apply(scoring.propose_events([], MODEL, {EventKind.AROUSAL}))
    save(path, Sidecar("abc", scoring))
    assert json.loads(path.read_text())["format"] == 6
    assert load(path).scoring.searched == {EventKind.AROUSAL: MODEL}
    assert load(path).scoring.searched_on == ""
    scoring.apply(scoring.propose_events([], MODEL, {EventKind.AROUSAL}, "0123456789abcdef"))
    save(path, Sidecar("abc", scoring))
    assert load(path).scoring.searched_on == "0123456789abcdef"
    assert read_hypnogram(path).searched == {EventKind.AROUSAL: MODEL}
