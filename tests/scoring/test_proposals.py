"""Events that a model proposes: never over a person's, never again what was taken out, undone as one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scorings import ANNA, state

from sleepscorer.errors import ChangeError
from sleepscorer.scoring import (
    Author,
    AuthorKind,
    Event,
    EventChange,
    EventKind,
    Proposal,
    Scoring,
    change_from_json,
    change_to_json,
    count_proposals,
    on_other_stages,
    stages_fingerprint,
)
from sleepscorer.stages import Stage

MODEL = Author(AuthorKind.MODEL, "scorer@1")
BY_MODEL = Proposal(MODEL, "usual", "", 0.71, (("flow", -59.0), ("desaturation", 12.0)))


def proposed(kind: EventKind, start_s: float, duration_s: float, channel: str | None = None) -> Event:
    return Event(kind, start_s, duration_s, channel, proposal=BY_MODEL)


HYPOPNOEA = proposed(EventKind.HYPOPNOEA, 100.0, 16.0, "Nasal Pressure")
APNOEA = proposed(EventKind.OBSTRUCTIVE_APNOEA, 200.0, 20.0, "Flow")
AROUSAL = proposed(EventKind.AROUSAL, 115.0, 5.0)


@pytest.fixture
def scoring():
    scoring = Scoring(20)
    scoring.apply(scoring.propose_events([HYPOPNOEA, APNOEA, AROUSAL], MODEL))
    return scoring


def test_a_run_is_one_change_and_is_undone_as_one():
    scoring = Scoring(20)
    before = state(scoring)
    run = scoring.propose_events([APNOEA, HYPOPNOEA, AROUSAL], MODEL)
    scoring.apply(run)
    assert scoring.events == (HYPOPNOEA, AROUSAL, APNOEA)
    scoring.apply(run.inverse())
    assert state(scoring) == before


def test_another_run_replaces_what_nobody_has_touched(scoring):
    other = replace(BY_MODEL, author=Author(AuthorKind.MODEL, "scorer@2"))
    later = [replace(HYPOPNOEA, start_s=101.0, proposal=other), replace(APNOEA, proposal=other)]
    scoring.apply(scoring.propose_events(later, MODEL))
    assert scoring.events == tuple(later)


def test_the_same_run_again_changes_nothing(scoring):
    again = scoring.propose_events([HYPOPNOEA, APNOEA, AROUSAL], MODEL)
    assert not again.removed
    assert not again.added


def test_nothing_is_put_over_what_a_person_has_drawn():
    scoring = Scoring(20)
    drawn = [Event(EventKind.CENTRAL_APNOEA, 110.0, 12.0), Event(EventKind.ARTEFACT, 195.0, 60.0)]
    scoring.apply(scoring.add_events(drawn, ANNA))
    scoring.apply(scoring.propose_events([HYPOPNOEA, APNOEA, AROUSAL], MODEL))
    assert scoring.events == (drawn[0], AROUSAL, drawn[1])


def test_an_artefact_of_another_channel_is_in_nobodys_way():
    scoring = Scoring(20)
    scoring.apply(scoring.add_events([Event(EventKind.ARTEFACT, 195.0, 60.0, "SpO2")], ANNA))
    scoring.apply(scoring.propose_events([APNOEA], MODEL))
    assert APNOEA in scoring.events


def test_what_a_person_draws_takes_the_place_of_a_proposal_and_counts_once(scoring):
    drawn = Event(EventKind.CENTRAL_APNOEA, 105.0, 12.0)
    change = scoring.add_events([drawn], ANNA)
    scoring.apply(change)
    assert scoring.events == (drawn, AROUSAL, APNOEA)
    scoring.apply(change.inverse())
    assert scoring.events == (HYPOPNOEA, AROUSAL, APNOEA)


def test_what_only_touches_is_in_nobodys_way(scoring):
    scoring.apply(scoring.add_events([Event(EventKind.HYPOPNOEA, 116.0, 12.0)], ANNA))
    assert HYPOPNOEA in scoring.events


def test_what_a_person_takes_out_does_not_come_back_until_that_is_undone(scoring):
    removal = scoring.remove_events([HYPOPNOEA], ANNA)
    scoring.apply(removal)
    assert scoring.rejected == (HYPOPNOEA,)
    moved = proposed(EventKind.OBSTRUCTIVE_APNOEA, 104.0, 14.0)
    scoring.apply(scoring.propose_events([moved, APNOEA, AROUSAL], MODEL))
    assert scoring.events == (AROUSAL, APNOEA)
    scoring.apply(removal.inverse())
    assert scoring.rejected == ()
    assert HYPOPNOEA in scoring.events


def test_what_a_person_has_drawn_and_taken_out_is_no_rejection(scoring):
    drawn = Event(EventKind.DESATURATION, 300.0, 30.0, "SpO2")
    scoring.apply(scoring.add_events([drawn], ANNA))
    scoring.apply(scoring.remove_events([drawn], ANNA))
    assert scoring.rejected == ()


def test_a_proposal_that_is_confirmed_or_moved_stays_through_other_runs(scoring):
    scoring.apply(scoring.confirm_events([APNOEA], ANNA))
    longer = replace(HYPOPNOEA, duration_s=22.0)
    scoring.apply(scoring.replace_event(HYPOPNOEA, longer, ANNA))
    scoring.apply(scoring.propose_events([HYPOPNOEA, APNOEA], MODEL))
    assert [event.duration_s for event in scoring.events] == [22.0, 20.0]
    assert {event.proposal.confirmed_by for event in scoring.events} == {ANNA}
    counted = count_proposals(scoring.events)
    assert (counted.confirmed, counted.total) == (2, 2)


def test_confirming_is_undone(scoring):
    change = scoring.confirm_events([APNOEA, Event(EventKind.AROUSAL, 1.0, 3.0)], ANNA)
    assert change.removed == (APNOEA,)
    scoring.apply(change)
    scoring.apply(change.inverse())
    assert scoring.events == (HYPOPNOEA, AROUSAL, APNOEA)


def test_an_event_that_was_confirmed_meanwhile_is_not_removed_as_a_proposal(scoring):
    scoring.apply(scoring.confirm_events([APNOEA], ANNA))
    with pytest.raises(ChangeError, match="has changed since"):
        scoring.apply(EventChange((APNOEA,), (), ANNA, "now"))


def test_proposals_that_were_made_on_other_stages_are_counted():
    stages = np.array([0, 1, 2, 3], np.int8)
    made = replace(HYPOPNOEA, proposal=replace(BY_MODEL, stages=stages_fingerprint(stages)))
    assert on_other_stages([made], stages) == 0
    assert on_other_stages([made, Event(EventKind.AROUSAL, 1.0, 3.0)], stages[::-1]) == 1


@pytest.mark.parametrize("author", [ANNA, MODEL])
def test_every_change_of_proposals_goes_through_json(scoring, author):
    changes = [
        scoring.propose_events([APNOEA], author),
        scoring.confirm_events([APNOEA], author),
        scoring.remove_events([HYPOPNOEA], author),
        scoring.remove_events([HYPOPNOEA], author).inverse(),
    ]
    for change in changes:
        values = change_to_json(change)
        assert values["kind"] == "proposals"  # what knows no proposals refuses it
        assert change_from_json(values) == change


def test_a_change_without_proposals_is_written_as_ever():
    change = Scoring(2).add_events([Event(EventKind.AROUSAL, 1.0, 3.0)], ANNA)
    assert set(change_to_json(change)) == {"kind", "removed", "added", "author", "at"}


def test_what_a_person_draws_just_as_proposed_is_theirs(scoring):
    drawn = replace(HYPOPNOEA, proposal=None)
    change = scoring.add_events([HYPOPNOEA, drawn, drawn], ANNA)
    scoring.apply(change)
    assert scoring.events[0] == drawn
    assert scoring.events[0].proposal is None
    assert len(scoring.events) == 3
    scoring.apply(scoring.propose_events([HYPOPNOEA, APNOEA, AROUSAL], MODEL))
    assert scoring.events[0].proposal is None
    assert not scoring.add_events([drawn, HYPOPNOEA], ANNA).added


@pytest.mark.parametrize("altered", [{"kind": EventKind.RERA}, {"kind": EventKind.SNORE}, {"start_s": 300.0}])
def test_what_a_person_has_made_another_event_is_not_proposed_again(scoring, altered):
    before = state(scoring)
    change = scoring.replace_event(HYPOPNOEA, replace(HYPOPNOEA, **altered), ANNA)
    scoring.apply(change)
    scoring.apply(change_from_json(change_to_json(change)).inverse())
    assert state(scoring) == before
    scoring.apply(change)
    theirs = next(event for event in scoring.events if not event.is_proposed)
    scoring.apply(scoring.propose_events([replace(HYPOPNOEA, start_s=101.0), APNOEA, AROUSAL], MODEL))
    assert len(scoring.events) == 3
    scoring.apply(scoring.remove_events([theirs], ANNA))
    scoring.apply(scoring.propose_events([HYPOPNOEA, APNOEA, AROUSAL], MODEL))
    assert scoring.events == (AROUSAL, APNOEA)


def test_what_a_scorer_has_looked_for_is_known_until_the_run_is_undone():
    scoring = Scoring(20)
    run = scoring.propose_events([], MODEL, {EventKind.AROUSAL, EventKind.LIMB_MOVEMENT})
    assert not run.added
    assert change_from_json(change_to_json(run)) == run
    assert change_to_json(run)["kind"] == "events looked for", "a program that knows less has to refuse it"
    scoring.apply(run)
    assert scoring.searched == {EventKind.AROUSAL: MODEL, EventKind.LIMB_MOVEMENT: MODEL}
    scoring.apply(run.inverse())
    assert not scoring.searched


def test_a_persons_word_that_all_events_are_marked_outlives_the_next_run():
    scoring = Scoring(20)
    scoring.apply(scoring.propose_events([], MODEL, {EventKind.AROUSAL, EventKind.DESATURATION}))
    scoring.apply(scoring.search_events({EventKind.AROUSAL, EventKind.RERA}, ANNA))
    assert scoring.searched == {EventKind.AROUSAL: MODEL, EventKind.RERA: ANNA}
    later = Author(AuthorKind.MODEL, "scorer@2")
    scoring.apply(scoring.propose_events([], later, {EventKind.RERA, EventKind.DESATURATION}))
    assert scoring.searched == {EventKind.RERA: ANNA, EventKind.DESATURATION: later}
    assert scoring.search_events(set(scoring.searched), ANNA).searched_after is None


def test_what_was_looked_for_and_the_comment_change_only_from_where_they_stand():
    scoring = Scoring(20)
    searching = scoring.search_events({EventKind.AROUSAL}, ANNA)
    writing = scoring.write_comment("restless", ANNA)
    assert change_from_json(change_to_json(writing)) == writing
    scoring.apply(scoring.search_events({EventKind.RERA}, ANNA))
    scoring.apply(scoring.write_comment("calm", ANNA))
    before = state(scoring)
    for change in (searching, writing):
        with pytest.raises(ChangeError, match="changed since"):
            scoring.apply(change)
    assert state(scoring) == before


def test_it_is_told_that_stages_have_changed_since_events_were_looked_for_though_none_was_found():
    scoring = Scoring(20)
    assert scoring.stale_search_sentence is None
    asleep = scoring.score(range(20), Stage.N2, ANNA)
    scoring.apply(asleep)
    run = scoring.propose_events([], MODEL, {EventKind.AROUSAL}, stages_fingerprint(scoring.stages))
    scoring.apply(change_from_json(change_to_json(run)))
    assert scoring.stale_search_sentence is None
    awake = scoring.score([3], Stage.W, ANNA)
    scoring.apply(awake)
    assert scoring.stale_search_sentence.startswith("Stages have changed since events were looked for")
    scoring.apply(awake.inverse())
    assert scoring.stale_search_sentence is None
    scoring.apply(awake)
    again = scoring.propose_events([], MODEL, {EventKind.AROUSAL}, stages_fingerprint(scoring.stages))
    scoring.apply(again)
    assert scoring.stale_search_sentence is None, "the same kinds, on the stages of now"
    scoring.apply(change_from_json(change_to_json(again)).inverse())
    assert scoring.stale_search_sentence is not None
    scoring.apply(scoring.search_events({EventKind.AROUSAL, EventKind.SPINDLE}, ANNA))
    assert scoring.stale_search_sentence is not None, "a person looked for another kind"
    scoring.apply(scoring.search_events({EventKind.SPINDLE}, ANNA))
    assert scoring.stale_search_sentence is None, "what persons have looked for rests on no stages"
