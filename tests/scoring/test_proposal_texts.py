"""The text beside a proposal says exactly whose it is, and which of several alike events it means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sleepscorer.edf.tal import Annotation
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Proposal
from sleepscorer.scoring.proposal_texts import is_proposal_text, proposal_annotation, with_proposals
from sleepscorer.scoring.recorded import events_among

BARE = Event(EventKind.HYPOPNOEA, 100.0, 16.0)


def proposed(name: str = "scorer@1", profile: str = "", score: float | None = None, **more: object) -> Event:
    origin = Proposal(Author(AuthorKind.MODEL, name), profile, score=score)
    return replace(BARE, proposal=origin, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("channel", [None, "EMG Tib (L)"])
@pytest.mark.parametrize(
    ("name", "profile", "score"),
    [
        ("psgscoring@0.37.0", "aasm 3%", 0.123456789),
        ("My scorer (beta) v2", "rule (1A)", 1.0),
        ('a "b": c, score 0.5', "x: y", None),
        ("two  blanks \t", "a@@b", 1e-07),
        (" ", ' "', 0.0),
        ("Schlafgröße\\u0041", "", 0.7),
    ],
)
def test_a_mark_is_read_back_as_it_was(
    name: str, profile: str, score: float | None, channel: str | None
) -> None:
    event = proposed(name, profile, score, channel=channel, note="mouth open: 1")
    read = events_among([Annotation(100.0, 16.0, event.text), proposal_annotation(event)])
    assert read == (event,)


def test_a_mark_is_that_of_its_channel_alone() -> None:
    events = (replace(BARE, channel="Flow"), proposed(channel="Nasal"), BARE)
    for event in (proposed(channel="Nasal"), proposed(channel="Flow"), proposed()):
        own = [replace(other, proposal=None) for other in events]
        read = with_proposals(own, [proposal_annotation(event)])
        assert [e.channel for e in read if e.is_proposed] == [event.channel]


def test_a_mark_of_an_earlier_version_names_no_channel() -> None:
    mark = Annotation(100.0, 16.0, "Proposed by scorer@1 (usual), score 0.710: Hypopnea")
    read = with_proposals([replace(BARE, channel="Flow")], [mark])
    assert read[0] == proposed(profile="usual", score=0.71, channel="Flow")


@pytest.mark.parametrize("text", ['Proposed by "a\\x" (b): Hypopnea', "Proposed by: Hypopnea", "Hypopnea"])
def test_other_texts_are_none(text: str) -> None:
    assert not is_proposal_text(text)
