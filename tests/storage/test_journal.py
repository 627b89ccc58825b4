from __future__ import annotations

import errno
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.scoring import (
    Author,
    AuthorKind,
    Change,
    EpochMarks,
    Event,
    EventKind,
    Flag,
    Lights,
    Scoring,
)
from sleepscorer.stages import Stage
from sleepscorer.storage.journal import Journal, JournalState, repair, replay, state_of

ANNA = Author(AuthorKind.TECHNICIAN, "AK")


def record(journal: Journal, scoring: Scoring, epoch: int, stage: Stage = Stage.N2) -> None:
    change = scoring.score([epoch], stage, ANNA)
    scoring.apply(change)
    journal.append(scoring.revision, change)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "night.journal"


@pytest.fixture
def ten(path) -> Scoring:
    """Scoring of ten epochs whose every change is in the journal."""
    scoring, journal = Scoring(10), Journal(path, "abc")
    for epoch in range(9):
        record(journal, scoring, epoch, Stage(epoch % 5))
    change = scoring.mark_lights(Lights(30.0, 240.0), ANNA)
    scoring.apply(change)
    journal.append(scoring.revision, change)
    journal.close()
    return scoring


def replayed(path, fingerprint="abc") -> Scoring:
    scoring = Scoring(10)
    replay(path, fingerprint, scoring)
    return scoring


def test_everything_appended_is_replayed(path, ten):
    again = replayed(path)
    assert again.stages.tolist() == ten.stages.tolist()
    assert again.authors == ten.authors
    assert (again.lights, again.revision) == (ten.lights, ten.revision)


spans = st.builds(Event, st.sampled_from(EventKind), st.floats(0, 300), st.floats(0, 30))
marks = st.builds(EpochMarks, st.frozensets(st.sampled_from(Flag)), st.text(max_size=4))
steps = st.one_of(
    st.tuples(st.just("stage"), st.integers(0, 9), st.sampled_from(Stage)),
    st.tuples(st.just("events"), st.lists(spans, max_size=3)),
    st.tuples(st.just("marks"), st.integers(0, 9), marks),
    st.tuples(st.just("undo")),
)


def make(scoring: Scoring, step: tuple, done: list[Change]) -> Change:
    match step:
        case ("stage", epoch, stage):
            return scoring.score([epoch], stage, ANNA)
        case ("events", events):
            return scoring.add_events(events, ANNA)
        case ("marks", epoch, marks):
            return scoring.mark(epoch, marks, ANNA)
    return done.pop().inverse() if done else scoring.remove_events(scoring.events, ANNA)


@given(sequence=st.lists(steps, max_size=10))
def test_a_replay_is_the_live_state(tmp_path_factory, sequence):
    path = tmp_path_factory.mktemp("night") / "night.journal"
    scoring, journal, done = Scoring(10), Journal(path, "abc"), []
    for step in sequence:
        change = make(scoring, step, done)
        scoring.apply(change)
        journal.append(scoring.revision, change)
        if step[0] != "undo":
            done.append(change)
    journal.close()
    again = replayed(path)
    assert again.stages.tolist() == scoring.stages.tolist()
    assert (again.events, dict(again.marked)) == (scoring.events, dict(scoring.marked))
    assert again.revision == scoring.revision


def test_a_journal_cut_at_any_byte_replays_a_prefix(path, ten):
    data = path.read_bytes()
    lines = data.count(b"\n") - 1
    seen = set()
    for length in range(len(data) + 1):
        path.write_bytes(data[:length])
        again = replayed(path)
        is_whole = data[length : length + 1] == b"\n"
        whole = max(0, data[:length].count(b"\n") + is_whole - 1)
        assert again.revision == whole
        expected = [int(stage) if i < whole else -1 for i, stage in enumerate(ten.stages[:9])]
        assert again.stages[:9].tolist() == expected
        seen.add(again.revision)
    assert seen == set(range(lines + 1))


@pytest.mark.parametrize("tail", [b"", b"\0" * 4096, b"12", b"00000000 \n", b"00000000 {}\n"])
def test_after_any_cut_the_repaired_journal_takes_new_changes(path, ten, tail):
    data = path.read_bytes()
    header = data.index(b"\n") + 1
    for length in range(header, len(data), 7):
        path.write_bytes(data[:length] + tail)
        repair(path)
        scoring = replayed(path)
        journal = Journal(path, "abc")
        record(journal, scoring, 9, Stage.R)
        journal.close()
        again = replayed(path)
        assert (again.revision, again.stages[9]) == (scoring.revision, Stage.R)


def test_damage_in_the_middle_keeps_the_whole_file_aside(path, ten):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    kept = repair(path)
    assert kept is not None
    assert kept.read_bytes() == data
    assert 0 < replayed(path).revision < ten.revision


def test_a_sound_journal_is_left_alone(path, ten):
    data = path.read_bytes()
    assert repair(path) is None
    assert path.read_bytes() == data
    assert repair(path.with_name("absent")) is None


def test_changes_that_a_sidecar_already_holds_are_not_applied_twice(path, ten):
    scoring = Scoring(10)
    replay(path, "abc", scoring)
    outcome = replay(path, "abc", scoring)
    assert (outcome.applied, outcome.left_over) == (0, 0)


def test_changes_that_do_not_follow_are_left_over(path, ten):
    data = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(data[:3] + data[4:]))
    outcome = replay(path, "abc", Scoring(10))
    assert (outcome.applied, outcome.left_over) == (2, 7)


def test_changes_of_another_night_are_left_over(path, ten):
    outcome = replay(path, "abc", Scoring(4))
    assert (outcome.applied, outcome.left_over) == (4, 6)


def test_a_journal_of_another_recording_is_left_alone(path, ten):
    assert replayed(path, "xyz").revision == 0
    assert state_of(path, "xyz") is JournalState.OTHER
    assert state_of(path, ("xyz", "abc")) is JournalState.OURS
    assert state_of(path.with_name("absent"), "xyz") is JournalState.ABSENT


def test_cleared_journals_begin_anew(path, ten):
    journal = Journal(path, "abc")
    record(journal, ten, 9)
    journal.clear()
    assert not path.exists()
    record(journal, ten, 9, Stage.W)
    journal.close()
    assert path.read_bytes().count(b"\n") == 2


@pytest.mark.parametrize("written", [0, 1, 40])
def test_a_change_refused_by_a_full_disk_leaves_nothing_behind(path, ten, monkeypatch, written):
    journal = Journal(path, "abc")
    record(journal, ten, 9)
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def half(file, data: bytes) -> None:
        file.write(data[:written])
        raise OSError(errno.ENOSPC, "No space left on device")

    change = ten.score([0], Stage.R, ANNA)
    for place in ("sleepscorer.storage.journal.os.fsync", "sleepscorer.storage.journal._write_all"):
        with monkeypatch.context() as patch:
            patch.setattr(place, full if place.endswith("fsync") else half)
            with pytest.raises(OSError, match="No space"):
                journal.append(ten.revision + 1, change)
        assert path.read_bytes() == before
    journal.close()
    assert path.read_bytes() == before


def test_half_a_line_that_could_not_be_cut_off_is_cut_before_the_next(path, ten, monkeypatch):
    journal = Journal(path, "abc")
    record(journal, ten, 9)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    change = ten.score([0], Stage.R, ANNA)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        patch.setattr(os, "ftruncate", full)
        with pytest.raises(OSError, match="Input/output"):
            journal.append(ten.revision + 1, change)
    assert path.read_bytes() != before
    record(journal, ten, 1, Stage.R)
    journal.close()
    again = replayed(path)
    assert (again.revision, again.stages[0], again.stages[1]) == (ten.revision, Stage.W, Stage.R)
