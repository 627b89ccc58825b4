"""What undo takes back, from one opening to the next, and after a crash."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scorings import ANNA, state

from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Scoring
from sleepscorer.stages import Stage
from sleepscorer.storage import undo_history
from sleepscorer.storage.sidecar import Sidecar, load, save
from sleepscorer.storage.store import Store
from sleepscorer.storage.undo_history import UndoEntry, UndoHistory, person_at_work, undo_from_text

BY, BERT = str(ANNA), "technician:BK"
N_EPOCHS = 8


def stands(history: UndoHistory, by: str = BY) -> list[bool]:
    return [step.stands for step in history.steps_of(by)]


@given(st.lists(st.sampled_from(["new", "undo", "redo"]), max_size=30))
def test_the_history_follows_from_the_changes_alone(keys):
    scoring, history = Scoring(N_EPOCHS), UndoHistory()
    done, undone = [], []
    states = [state(scoring)]
    for number, key in enumerate(keys):
        if key == "new":
            change = scoring.score([number % N_EPOCHS], Stage(number % 5), ANNA)
            done, undone = [*done, change], []
        elif key == "undo" and done:
            undone.append(done.pop())
            change = undone[-1].inverse()
        elif key == "redo" and undone:
            done.append(undone.pop())
            change = done[-1]
        else:
            continue
        scoring.apply(change)
        history.record(UndoEntry(change, BY), scoring.revision)
        states.append(state(scoring))
    assert [entry.change for entry in history.entries] == [*done, *reversed(undone)]
    assert history.index == len(done)
    again = undo_from_text(history.to_text(), scoring.revision)
    assert [entry.values for entry in again.entries] == [entry.values for entry in history.entries]
    assert stands(again) == [True] * len(done) + [False] * len(undone)
    for step in reversed([step for step in again.steps_of(BY) if step.stands]):
        scoring.apply(step.changes[0].inverse())
    assert state(scoring) == states[0]


def test_steps_of_others_and_what_is_older_are_nobodys_to_take_back():
    scoring, history = Scoring(N_EPOCHS), UndoHistory()
    for epoch, by in enumerate([BY, BERT, BY, BY]):
        change = scoring.score([epoch], Stage.N2, ANNA)
        scoring.apply(change)
        history.record(UndoEntry(change, by, group=epoch // 2), scoring.revision)
    assert [len(step.changes) for step in history.steps_of(BY)] == [2]
    assert history.steps_of(BERT) == []


def test_the_file_is_bounded_and_keeps_the_newest(monkeypatch):
    scoring, history = Scoring(N_EPOCHS), UndoHistory()

    def make(change):
        scoring.apply(change)
        history.record(UndoEntry(change, BY), scoring.revision)

    for number in range(undo_history.MOST_ENTRIES + 5):
        make(scoring.score([0], Stage(number % 5), ANNA))
    kept = undo_from_text(history.to_text(), scoring.revision)
    assert len(kept.entries) == kept.index == undo_history.MOST_ENTRIES
    monkeypatch.setattr(undo_history, "MOST_BYTES", 1000)
    make(scoring.prescore(np.full((N_EPOCHS, 5), 0.2, np.float32), Author(AuthorKind.MODEL, "m" * 900)))
    assert undo_from_text(history.to_text(), scoring.revision).entries == []
    make(scoring.score([0], Stage.N1, ANNA))
    assert len(undo_from_text(history.to_text(), scoring.revision).entries) == 1


def test_memory_holds_the_newest_and_takes_back_as_far_as_they_go(monkeypatch):
    monkeypatch.setattr(undo_history, "MOST_HELD", 3)
    scoring, history = Scoring(N_EPOCHS), UndoHistory()

    def make(change):
        scoring.apply(change)
        history.record(UndoEntry(change, BY), scoring.revision)

    made = [scoring.score([epoch], Stage.N2, ANNA) for epoch in range(5)]
    for change in made:
        make(change)
    assert [entry.change for entry in history.entries] == made[2:]
    for change in reversed(made[2:]):
        make(change.inverse())
    assert (history.index, len(history.entries)) == (0, 3)
    make(made[2])
    assert stands(history) == [True, False, False]


def test_a_step_is_kept_whole_or_not_at_all(monkeypatch):
    scoring, history = Scoring(N_EPOCHS), UndoHistory()
    for epoch, group in enumerate([1, 2, 2, 2, 0]):
        change = scoring.score([epoch], Stage.N2, ANNA)
        scoring.apply(change)
        history.record(UndoEntry(change, BY, group=group), scoring.revision)
    for most, n_kept in ((3, 1), (4, 4)):
        monkeypatch.setattr(undo_history, "MOST_ENTRIES", most)
        assert len(undo_from_text(history.to_text(), scoring.revision).entries) == n_kept


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"revision":3}', '{"revision":3,"index":9,"entries":[]}', '{"revision":3,"entries":[1]}',
     '{"revision":3,"index":0,"entries":[{"change":{"kind":"later"},"by":"","text":""}]}'],
)  # fmt: skip
def test_what_is_no_history_of_this_scoring_leaves_nothing_to_take_back(text):
    history = undo_from_text(text, 3)
    assert (history.entries, history.index, history.revision) == ([], 0, 3)
    assert undo_from_text(UndoHistory(revision=2).to_text(), 3).entries == []


@pytest.fixture
def recording(tmp_path):
    path = tmp_path / "night.edf"
    path.write_bytes(b"")
    return path


def store(recording):
    return Store(recording, "abc", N_EPOCHS, recording.parent / "state")


def test_it_comes_back_with_the_scoring_and_from_the_journal_of_a_crash(recording):
    night = store(recording)
    scoring = night.open().scoring
    for epoch in range(2):
        night.record(scoring.score([epoch], Stage.N2, ANNA), scoring, BY, f"epoch {epoch}")
    night.save(scoring)
    night.record(scoring.score([2], Stage.UNSCORED, ANNA), scoring, BY, "after the save")
    for epoch in (4, 5):  # a run of changes that one key takes back
        night.record(scoring.score([epoch], Stage.N3, ANNA), scoring, BY, "both", group=1)
    event = scoring.add_events([Event(EventKind.AROUSAL, 30.0, 5.0)], ANNA)
    night.record(event, scoring, BY)
    night.record(event.inverse(), scoring, BY)
    night._journal.close()
    night._lock.release()
    opened = store(recording).open()
    assert opened.recovered == 5
    steps = opened.undo.steps_of(BY)
    assert [step.text for step in steps] == ["epoch 0", "epoch 1", "after the save", "both", ""]
    assert [len(step.changes) for step in steps] == [1, 1, 1, 2, 1]
    assert [step.stands for step in steps] == [True, True, True, True, False]
    assert steps[-1].changes == (event,)


def test_people_with_the_same_initials_on_two_accounts_are_two(monkeypatch):
    anna = person_at_work(ANNA)
    assert person_at_work(ANNA) == anna
    monkeypatch.setenv("LOGNAME", "somebody-else")
    assert person_at_work(ANNA) != anna
    assert "somebody-else" not in person_at_work(ANNA)


def test_work_of_a_program_that_kept_none_in_between_ends_it(recording):
    night = store(recording)
    scoring = night.open().scoring
    night.record(scoring.score([0], Stage.N2, ANNA), scoring, BY)
    night.close(scoring)
    path = night.place.sidecar
    values = json.loads(path.read_text())
    assert values["format"] == 3, "a program that knows no history of undo drops it, and nothing else"
    kept = load(path)
    kept.scoring.apply(kept.scoring.score([1], Stage.N3, ANNA))
    save(path, Sidecar("abc", kept.scoring, history=kept.history, undo=kept.undo))
    assert "undo" not in json.loads(path.read_text())
    assert load(path).undo.entries == []
