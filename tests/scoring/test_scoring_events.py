"""Events and marks of a scoring: kept by start, once each, and through their text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from scorings import ANNA, events, state

from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import ChangeError
from sleepscorer.scoring import (
    OF_RECORDING,
    EpochMarks,
    Event,
    EventChange,
    EventKind,
    Flag,
    MarkChange,
    Scoring,
    event_from_text,
)
from sleepscorer.scoring.recorded import RecordedMarks, changes_of_marks, marks_among

AROUSAL = Event(EventKind.AROUSAL, 70.0, 5.0)
APNOEA = Event(EventKind.CENTRAL_APNOEA, 20.0, 12.0, "Flow")


def test_events_are_kept_by_start_and_once_each():
    scoring = Scoring(4)
    scoring.apply(scoring.add_events([AROUSAL, APNOEA, AROUSAL], ANNA))
    scoring.apply(scoring.add_events([APNOEA], ANNA))
    assert scoring.events == (APNOEA, AROUSAL)
    longer = Event(EventKind.AROUSAL, 10.0, 5.0)
    scoring.apply(scoring.replace_event(AROUSAL, longer, ANNA))
    assert scoring.events == (longer, APNOEA)


def test_an_event_that_another_source_tells_with_its_channel_is_counted_once():
    of_recorder = [Event(EventKind.DESATURATION, start_s, 30.0) for start_s in (10.0, 60.0)]
    of_file = [Event(EventKind.DESATURATION, start_s, 30.0, "SpO2") for start_s in (60.0, 90.0)]
    scoring = Scoring(4)
    scoring.apply(scoring.add_events(of_recorder, OF_RECORDING))
    before = state(scoring)
    change = scoring.add_events(of_file, ANNA)
    scoring.apply(change)
    assert scoring.events == (of_recorder[0], *of_file)
    assert scoring.add_events(of_recorder, OF_RECORDING).added == ()
    scoring.apply(change.inverse())
    assert state(scoring) == before


def test_the_same_event_on_two_channels_is_two_events_and_another_length_another_event():
    first = Event(EventKind.ARTEFACT, 10.0, 30.0, "C3-M2")
    others = [Event(EventKind.ARTEFACT, 10.0, 30.0, "C4-M1"), Event(EventKind.ARTEFACT, 10.0, 29.0)]
    scoring = Scoring(4)
    scoring.apply(scoring.add_events([first], ANNA))
    scoring.apply(scoring.add_events(others, ANNA))
    assert set(scoring.events) == {first, *others}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (EventChange((AROUSAL,), (), ANNA, "now"), "has changed since"),
        (EventChange((), (APNOEA,), ANNA, "now"), "there twice"),
        (EventChange((), (AROUSAL, AROUSAL), ANNA, "now"), "there twice"),
        (EventChange((APNOEA, APNOEA), (), ANNA, "now"), "has changed since"),
        (MarkChange(0, EpochMarks(note="x"), EpochMarks(), ANNA, "now"), "marks of epoch 1 have changed"),
        (MarkChange(4, EpochMarks(), EpochMarks(note="x"), ANNA, "now"), "outside 1 to 4"),
        (MarkChange(-1, EpochMarks(), EpochMarks(note="x"), ANNA, "now"), "outside 1 to 4"),
    ],
)
def test_events_and_marks_that_do_not_fit_are_refused(change, message):
    scoring = Scoring(4)
    scoring.apply(scoring.add_events([APNOEA], ANNA))
    before = (state(scoring), scoring.revision)
    with pytest.raises(ChangeError, match=message):
        scoring.apply(change)
    assert (state(scoring), scoring.revision) == before


@pytest.mark.parametrize(
    ("start_s", "duration_s", "kept"),
    [
        (-5.0, 12.0, (0.0, 7.0)),
        (110.0, 100.0, (110.0, 40.0)),  # four epochs, and less than one more
        (125.0, 0.0, (125.0, 0.0)),
        (60.0, 1e-185, (60.0, 1e-185)),  # a length that the sum of start and length does not hold
        (-5.0, 5.0, None),
        (-5.0, 0.0, None),
        (150.0, 10.0, None),
    ],
)
def test_an_event_lies_within_the_night(start_s, duration_s, kept):
    event, scoring = Event(EventKind.AROUSAL, start_s, duration_s, "C4-M1"), Scoring(4)
    scoring.apply(scoring.add_events([APNOEA], ANNA))
    before = state(scoring)
    if kept is None:
        for add in (
            lambda: scoring.add_events([AROUSAL, event], ANNA),
            lambda: scoring.replace_event(APNOEA, event, ANNA),
        ):
            with pytest.raises(ChangeError, match="outside the night, which has 4 epochs; nothing was added"):
                add()
        assert state(scoring) == before
        return
    for change in (scoring.add_events([event], ANNA), scoring.replace_event(APNOEA, event, ANNA)):
        assert change.added == (Event(EventKind.AROUSAL, *kept, "C4-M1"),)


def test_an_event_that_was_kept_beyond_the_end_stays_and_can_be_altered():
    beyond = Event(EventKind.AROUSAL, 100.0, 500.0, "C4-M1")
    scoring = Scoring.restored([0] * 4, [ANNA] * 4, events=[beyond], recorded=[beyond])
    assert scoring.events == (beyond,)
    named = replace(beyond, kind=EventKind.BRUXISM)
    assert scoring.replace_event(beyond, named, ANNA).added == (named,)
    cut = replace(beyond, duration_s=20.0)
    assert changes_of_marks(RecordedMarks(events=(cut,)), scoring) == (), "taken over before"
    assert changes_of_marks(RecordedMarks(events=(replace(cut, start_s=99.0),)), scoring)


def test_marks_of_a_recording_are_cut_off_at_its_ends():
    annotations = [Annotation(at_s, 10.0, "EEG arousal") for at_s in (-12.0, -4.0, 50.0, 95.0, 100.0)]
    marks = marks_among(annotations, 100.0)
    assert [(event.start_s, event.duration_s) for event in marks.events] == [(0, 6), (50, 10), (95, 5)]


def test_an_event_on_no_channel_and_one_on_a_nameless_channel_are_two():
    scoring = Scoring(4)
    pair = [Event(EventKind.SPINDLE, 3.0, 1.0, channel) for channel in ("", None, "C4-M1")]
    scoring.apply(scoring.add_events(pair, ANNA))
    scoring.apply(scoring.remove_events(pair[:1], ANNA))
    assert scoring.events == (pair[1], pair[2])


@pytest.mark.parametrize(("start", "length"), [(float("nan"), 1), (1, float("inf")), (1, -0.5)])
def test_an_event_without_place_or_length_is_refused(start, length):
    with pytest.raises(ValueError, match="cannot start at"):
        Event(EventKind.AROUSAL, start, length)


@given(events)
def test_events_survive_their_text(event):
    assert event_from_text(event.text, event.start_s, event.duration_s) == event


@pytest.mark.parametrize("text", ["Sleep stage W", "Lights off", "Apnea", "", "@@EMG"])
def test_texts_of_other_things_are_no_event(text):
    assert event_from_text(text, 0, 1) is None


def test_a_flag_is_toggled_beside_the_note():
    scoring = Scoring(2)
    noted = EpochMarks(note="snores").toggled(Flag.NOT_SURE)
    scoring.apply(scoring.mark(1, noted, ANNA))
    assert scoring.marks(1) == EpochMarks(frozenset({Flag.NOT_SURE}), "snores")
    scoring.apply(scoring.mark(1, noted.toggled(Flag.NOT_SURE).with_note(""), ANNA))
    assert (scoring.marks(1), dict(scoring.marked)) == (EpochMarks(), {})


def test_an_own_kind_with_two_signs_of_a_channel_keeps_its_name() -> None:
    event = Event(EventKind.OTHER, 3.0, 1.0, "C4", "seen@@@twice")
    assert event.text == "Other: seen@twice@@C4"
    assert (event.words, event.channel) == ("seen@twice", "C4")
