from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scorings import ANNA, events, state

from sleepscorer.errors import ChangeError
from sleepscorer.probabilities import decode, encode
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
    StageChange,
    change_from_json,
    change_to_json,
    scoring_from_stages,
)
from sleepscorer.stages import Stage

MODEL = Author(AuthorKind.MODEL, "cnn 1")
FILE = Author(AuthorKind.IMPORT, "night_hyp.edf")
N_EPOCHS = 8


def rows(seed: int, n_epochs: int = N_EPOCHS) -> np.ndarray:
    values = np.random.default_rng(seed).dirichlet(np.ones(5), n_epochs).astype(np.float32)
    values[seed % n_epochs] = np.nan
    return values


places = st.integers(0, N_EPOCHS - 1)
epochs = st.lists(places, max_size=4, unique=True)
authors = st.sampled_from([ANNA, FILE, Author(AuthorKind.TECHNICIAN, "B:C")])
seconds = st.none() | st.floats(0, 30_000)
marks = st.builds(EpochMarks, st.frozensets(st.sampled_from(Flag)), st.text(max_size=5))
steps = st.one_of(
    st.tuples(st.just("score"), epochs, st.sampled_from(Stage), authors),
    st.tuples(st.just("prescore"), st.integers(0, 50)),
    st.tuples(st.just("lights"), seconds, seconds),
    st.tuples(st.just("add"), st.lists(events, max_size=4)),
    st.tuples(st.just("remove"), st.integers(0, 3)),
    st.tuples(st.just("replace"), st.integers(0, 3), events),
    st.tuples(st.just("mark"), st.integers(0, N_EPOCHS - 1), marks),
    st.tuples(st.just("fill"), st.integers(0, 7), st.integers(0, 8), st.sampled_from(Stage), st.booleans()),
    st.tuples(st.just("smart"), st.integers(1, 5)),
    st.tuples(st.just("assign"), st.dictionaries(places, st.sampled_from(Stage)), st.none() | epochs),
)


def make(scoring: Scoring, step: tuple) -> Change | None:
    """Change of a step, or None where it has nothing to do."""
    match step:
        case ("score", places, stage, author):
            return scoring.score(places, stage, author)
        case ("prescore", seed):
            return scoring.prescore(rows(seed), MODEL)
        case ("lights", off, on):
            return scoring.mark_lights(Lights(off, on), ANNA)
        case ("fill", first, stop, stage, overwrite):
            return scoring.fill(range(first, stop), stage, ANNA, overwrite_people=overwrite)
    return make_of_many(scoring, step) or make_beside_stages(scoring, step)


def make_of_many(scoring: Scoring, step: tuple) -> Change | None:
    match step:
        case ("smart", longest):
            return scoring.smart_fill_unscored(ANNA, longest)
        case ("assign", stages, ties):
            return scoring.assign(stages, FILE, ties=ties)
    return None


def make_beside_stages(scoring: Scoring, step: tuple) -> Change | None:
    match step:
        case ("mark", epoch, marks):
            return scoring.mark(epoch, marks, ANNA)
        case ("add", events):
            return scoring.add_events(events, ANNA)
        case ("remove", count):
            return scoring.remove_events(scoring.events[:count], ANNA)
        case ("replace", place, event) if place < len(scoring.events):
            there = event in scoring.events
            return None if there else scoring.replace_event(scoring.events[place], event, ANNA)
    return None


@given(st.lists(steps, max_size=12))
def test_inverses_take_everything_back_and_again(sequence):
    scoring = Scoring(N_EPOCHS)
    states, done = [state(scoring)], []
    for step in sequence:
        change = make(scoring, step)
        if change is not None:
            done.append(change)
            scoring.apply(change)
            states.append(state(scoring))
    for before, change in zip(states[-2::-1], reversed(done), strict=True):
        scoring.apply(change.inverse())
        assert state(scoring) == before
    for after, change in zip(states[1:], done, strict=True):
        scoring.apply(change)
        assert state(scoring) == after
    assert scoring.revision == 3 * len(done)


@given(st.lists(steps, max_size=10))
def test_changes_survive_json(sequence):
    scoring, copy = Scoring(N_EPOCHS), Scoring(N_EPOCHS)
    for step in sequence:
        change = make(scoring, step)
        for one in (change, change.inverse(), change) if change is not None else ():
            scoring.apply(one)
            copy.apply(change_from_json(json.loads(json.dumps(change_to_json(one)))))
            assert state(copy) == state(scoring)


@given(st.lists(steps, max_size=12), st.integers(0, 50))
def test_a_model_never_overwrites_a_person(sequence, seed):
    scoring = Scoring(N_EPOCHS)
    for step in sequence:
        change = make(scoring, step)
        if change is not None:
            scoring.apply(change)
    human = scoring.by_human()
    before = scoring.stages.copy()
    run = scoring.prescore(rows(seed), MODEL)
    scoring.apply(run)
    assert not set(run.epochs) & set(np.flatnonzero(human))
    np.testing.assert_array_equal(scoring.stages[human], before[human])
    assert all(
        author == MODEL or author is None for author, by in zip(scoring.authors, human, strict=True) if not by
    )


@pytest.mark.parametrize(("stage", "author"), [(Stage.N1, MODEL), (Stage.UNSCORED, None)])
def test_a_change_of_a_model_that_touches_a_person_s_epoch_is_refused(stage, author):
    scoring = Scoring(2)
    scoring.apply(scoring.score([1], Stage.R, ANNA))
    before = state(scoring)
    change = StageChange(
        (0, 1),
        (Stage.UNSCORED, Stage.R),
        (Stage.N1, stage),
        (None, ANNA),
        (MODEL, author),
        "now",
        is_model_run=True,
    )
    with pytest.raises(ChangeError, match="never overwrites"):
        scoring.apply(change)
    assert state(scoring) == before


def test_a_person_overwrites_a_model_and_can_go_back():
    scoring = Scoring(N_EPOCHS)
    scoring.apply(scoring.prescore(rows(0), MODEL))
    before = state(scoring)
    change = scoring.score([3], Stage.N3, ANNA)
    scoring.apply(change)
    assert (scoring.stages[3], scoring.author(3)) == (Stage.N3, ANNA)
    scoring.apply(change.inverse())
    assert state(scoring) == before


def test_a_model_run_scores_the_likeliest_stage_and_leaves_nan_unscored():
    scoring = Scoring(3)
    probabilities = np.array([[0.1, 0.2, 0.3, 0.25, 0.15], [np.nan] * 5, [0, 0, 0, 0, 1]], np.float32)
    scoring.apply(scoring.prescore(probabilities, MODEL))
    assert scoring.stages.tolist() == [Stage.N2, Stage.UNSCORED, Stage.R]
    assert scoring.authors == (MODEL, None, MODEL)
    np.testing.assert_array_equal(scoring.probabilities, probabilities)


def test_a_model_of_another_night_is_refused():
    with pytest.raises(ChangeError, match="gave 7 epochs, the recording has 8"):
        Scoring(8).prescore(rows(0, 7), MODEL)


def test_a_stale_change_is_refused_and_alters_nothing():
    scoring = Scoring(N_EPOCHS)
    stale = scoring.score([1, 2], Stage.N2, ANNA)
    scoring.apply(scoring.score([2], Stage.R, ANNA))
    before = (state(scoring), scoring.revision)
    with pytest.raises(ChangeError, match="Epoch 3 has changed since"):
        scoring.apply(stale)
    assert (state(scoring), scoring.revision) == before


def test_stale_lights_are_refused():
    scoring = Scoring(N_EPOCHS)
    stale = scoring.mark_lights(Lights(10.0), ANNA)
    scoring.apply(scoring.mark_lights(Lights(20.0), ANNA))
    with pytest.raises(ChangeError, match="lights markers have changed"):
        scoring.apply(stale)
    assert scoring.lights == Lights(20.0)


@pytest.mark.parametrize("place", [-1, 2])
def test_an_epoch_outside_the_night_is_refused(place):
    change = StageChange((place,), (Stage.UNSCORED,), (Stage.W,), (None,), (ANNA,), "now")
    with pytest.raises(ChangeError, match="outside 1 to 2"):
        Scoring(2).apply(change)


@pytest.mark.parametrize(
    "change",
    [
        StageChange((0, 1), (Stage.UNSCORED,), (Stage.W,), (None,), (ANNA,), "now"),
        StageChange((0,), (Stage.UNSCORED,), (), (None,), (ANNA,), "now"),
        StageChange((0,), (Stage.UNSCORED,), (Stage.W,), (None,), (), "now"),
        StageChange((), (), (), (), (), "now", probabilities_after=rows(0, 3), is_model_run=True),
    ],
)
def test_a_change_that_is_not_whole_is_refused_and_alters_nothing(change):
    scoring = Scoring(2)
    with pytest.raises(ChangeError, match="not the same length"):
        scoring.apply(change)
    assert scoring.stages.tolist() == [Stage.UNSCORED] * 2
    assert scoring.probabilities is None


def test_a_retracted_change_leaves_no_trace():
    scoring = Scoring(2)
    scoring.apply(scoring.score([0], Stage.W, ANNA))
    before = (state(scoring), scoring.revision)
    change = scoring.score([0, 1], Stage.R, ANNA)
    scoring.apply(change)
    scoring.retract(change)
    assert (state(scoring), scoring.revision) == before


def test_numbers_of_numpy_s_go_into_the_journal():
    scoring = Scoring(4)
    event = Event(EventKind.AROUSAL, np.float32(1.5), np.int64(3))
    for change in (
        scoring.add_events([event], ANNA),
        scoring.mark(np.int64(2), EpochMarks(note="x"), ANNA),
        scoring.fill(np.arange(2), Stage.N2, ANNA),
    ):
        assert change is not None
        scoring.apply(change_from_json(json.loads(json.dumps(change_to_json(change)))))
    assert (scoring.events, scoring.marks(2).note) == ((event,), "x")


def test_a_fill_leaves_people_s_epochs_unless_told():
    scoring = Scoring(5)
    scoring.apply(scoring.prescore(np.eye(5, dtype=np.float32), MODEL))
    scoring.apply(scoring.score([1], Stage.R, FILE))
    gentle = scoring.fill(range(4), Stage.N2, ANNA)
    assert gentle is not None
    assert gentle.epochs == (0, 2, 3)
    firm = scoring.fill(range(4), Stage.N2, ANNA, overwrite_people=True)
    assert firm is not None
    scoring.apply(firm)
    assert scoring.stages.tolist() == [2, 2, 2, 2, 4]
    assert scoring.authors == (*[ANNA] * 4, MODEL)
    assert scoring.fill(range(4), Stage.N2, ANNA, overwrite_people=True) is None


def test_a_smart_fill_scores_short_runs_between_equal_stages_only():
    scoring = scoring_from_stages([-1, 2, -1, -1, 2, -1, 3, -1, -1, -1, 3, -1], FILE)
    change = scoring.smart_fill_unscored(ANNA, longest=2)
    assert change is not None
    assert dict(zip(change.epochs, change.after, strict=True)) == {2: Stage.N2, 3: Stage.N2}
    scoring.apply(change)
    assert (scoring.author(2), scoring.author(4)) == (ANNA, FILE)
    assert scoring.smart_fill_unscored(ANNA, longest=2) is None


def test_unscored_epochs_have_no_author():
    scoring = Scoring(2)
    scoring.apply(scoring.score([0], Stage.W, ANNA))
    scoring.apply(scoring.score([0], Stage.UNSCORED, ANNA))
    assert scoring.author(0) is None
    assert not scoring.by_human().any()


def test_stages_can_be_read_but_not_written():
    scoring = Scoring(2)
    with pytest.raises(ValueError, match="read-only"):
        scoring.stages[0] = Stage.W
    scoring.apply(scoring.prescore(rows(0, 2), MODEL))
    probabilities = scoring.probabilities
    assert probabilities is not None
    with pytest.raises(ValueError, match="read-only"):
        probabilities[0] = 0


def test_an_imported_hypnogram_is_a_person_s():
    scoring = scoring_from_stages([0, 2, -1, 4], FILE)
    assert scoring.stages.tolist() == [0, 2, -1, 4]
    assert scoring.authors == (FILE, FILE, None, FILE)
    assert scoring.by_human().tolist() == [True, True, False, True]


@given(st.sampled_from(AuthorKind), st.text(max_size=20))
def test_authors_survive_their_text(kind, name):
    author = Author(kind, name)
    assert Author.parse(str(author)) == author


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"kind": "party"},
        {"kind": []},
        {"kind": "events"},
        {"kind": "events", "removed": [], "added": [{"kind": "arousal"}], "author": "technician:A", "at": ""},
        {"kind": "marks", "epoch": 0, "before": {}, "after": {}, "author": "technician:A", "at": ""},
        {"kind": "lights", "before": [1], "after": [2]},
        {"kind": "stages", "epochs": ["x"]},
        {**change_to_json(Scoring(1).score([0], Stage.W, ANNA)), "after": [9]},
        {**change_to_json(Scoring(1).score([0], Stage.W, ANNA)), "author_after": ["robot:x"]},
        {**change_to_json(Scoring(1).score([0], Stage.W, ANNA)), "probabilities_after": "AAA"},
    ],
)
def test_json_that_is_no_change_is_refused(values):
    with pytest.raises(ChangeError):
        change_from_json(values)


@given(st.lists(st.lists(st.floats(width=32), min_size=5, max_size=5), max_size=6))
def test_probabilities_survive_to_the_last_bit(values):
    array = np.array(values, np.float32).reshape(-1, 5)
    decoded = decode(encode(array))
    assert decoded is not None
    assert decoded.tobytes() == array.tobytes()
    assert decode(encode(None)) is None


def test_stages_of_somebody_else_leave_what_people_set_unless_told() -> None:
    model, person = Author(AuthorKind.MODEL, "m@1"), Author(AuthorKind.TECHNICIAN, "ab")
    both = Author(AuthorKind.IMPORT, "consensus of 2")
    scoring = Scoring(6)
    scoring.apply(scoring.score(range(4), Stage.N2, model))
    scoring.apply(scoring.score([2, 3], Stage.N3, person))
    wanted = {0: Stage.N2, 1: Stage.UNSCORED, 2: Stage.N3, 3: Stage.R, 4: Stage.UNSCORED, 5: Stage.W}
    change = scoring.assign(wanted, both)
    assert change is not None
    assert change.epochs == (0, 1, 5)
    scoring.apply(change)
    assert scoring.stages.tolist() == [2, -1, 3, 3, -1, 0]
    assert scoring.author(0) == both
    assert scoring.author(1) is None
    assert scoring.author(2) == person
    again = scoring.assign(wanted, both, overwrite_people=True)
    assert again is not None
    assert again.epochs == (3,)
    assert scoring.assign({2: Stage.N3}, both, overwrite_people=True) is None


def test_ties_go_and_come_with_the_change_that_found_them() -> None:
    both = Author(AuthorKind.IMPORT, "consensus of 2")
    scoring = Scoring(4)
    first = scoring.assign({0: Stage.N2, 1: Stage.UNSCORED}, both, ties=(1,))
    assert first is not None
    scoring.apply(change_from_json(json.loads(json.dumps(change_to_json(first)))))
    assert scoring.ties == (1,)
    scoring.apply(scoring.score([1], Stage.R, ANNA))
    assert scoring.ties == (1,)
    only_ties = scoring.assign({0: Stage.N2}, both, ties=(2, 3))
    assert only_ties is not None
    scoring.apply(only_ties)
    with pytest.raises(ChangeError, match="ties"):
        scoring.apply(first.inverse())
    scoring.apply(change_from_json(change_to_json(only_ties.inverse())))
    assert scoring.ties == (1,)
    with pytest.raises(ChangeError):
        scoring.apply(replace(only_ties, ties_after=(4,)))


def test_a_restored_scoring_holds_what_was_kept_and_only_changes_alter_it():
    kept = Scoring.restored(
        [Stage.N2, Stage.UNSCORED],
        [MODEL, None],
        lights=Lights(0.0, 30.0),
        events=[Event(EventKind.AROUSAL, 3.0, 4.0)],
        marks={1: EpochMarks(note="noisy")},
        ties=[1],
        revision=7,
    )
    assert (kept.stages.tolist(), kept.authors, kept.revision) == ([2, -1], (MODEL, None), 7)
    assert (kept.lights, kept.ties, kept.marks(1).note, len(kept.events)) == (
        Lights(0.0, 30.0),
        (1,),
        "noisy",
        1,
    )
    for name, value in (("revision", 3), ("lights", Lights())):
        with pytest.raises(AttributeError):
            setattr(kept, name, value)
    for revision in (-1, "7", True):
        with pytest.raises(ValueError, match="no number of changes"):
            Scoring.restored([Stage.N2], [MODEL], revision=revision)
    with pytest.raises(ChangeError):
        Scoring.restored([Stage.N2], [MODEL, None])
