"""Changes of the events of a scoring: what is put in, and what makes way for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sleepscorer.errors import ChangeError
from sleepscorer.messages import Message
from sleepscorer.scoring.authors import Author, now
from sleepscorer.scoring.changes import EventChange
from sleepscorer.scoring.events import Event, EventKind, find, merge_unnamed_channels, within_night
from sleepscorer.scoring.proposals import confirmed, lain_over, what_to_add
from sleepscorer.stages import EPOCH_SECONDS


def within_epochs(event: Event, n_epochs: int) -> Event:
    """Return an event as far as a night of so many epochs goes; its last part can be shorter than an epoch.

    Raises
    ------
    ChangeError
        If the event lies outside it altogether.
    """
    inside = within_night(event, (n_epochs + 1) * EPOCH_SECONDS)
    if inside is None:
        raise ChangeError(
            Message(
                "An event from {start_s} to {stop_s} s lies outside the night, which has {count} epochs; "
                "nothing was added.",
                start_s=event.start_s,
                stop_s=event.stop_s,
                count=n_epochs,
            )
        )
    return inside


def addition(present: Sequence[Event], events: Iterable[Event], author: Author) -> EventChange:
    """Return the change that puts events in; see :meth:`sleepscorer.scoring.Scoring.add_events`."""
    is_person = not author.is_model
    new, same = [], []
    for event in _each_once(events):
        index, there = find(present, event)
        takes_over = there and is_person and present[index].is_proposed and not event.is_proposed
        if takes_over:
            same.append(present[index])
        if takes_over or not there:
            new.append(event)
    added, nameless = merge_unnamed_channels(new, present)
    in_the_way = tuple(dict.fromkeys((*same, *nameless, *_in_the_way(present, added, author))))
    return EventChange(in_the_way, added, author, now())


def removal(rejected: Sequence[Event], events: Iterable[Event], author: Author) -> EventChange:
    """Return the change that takes events out; proposals that a person takes out are remembered."""
    removed = tuple(events)
    theirs = [event for event in removed if event.proposal is not None and not author.is_model]
    new = tuple(event for event in theirs if not find(rejected, event)[1])
    return EventChange(removed, (), author, now(), rejected=new)


def replacement(
    present: Sequence[Event], rejected: Sequence[Event], old: Event, new: Event, author: Author
) -> EventChange:
    """Return the change that alters an event; see :meth:`sleepscorer.scoring.Scoring.replace_event`."""
    if author.is_model:
        return EventChange((old,), (new,), author, now())
    theirs = confirmed(new, author)
    in_the_way = (event for event in _in_the_way(present, (theirs,), author) if event != old)
    comes_back = old.proposal is not None and not lain_over((old,), (theirs,))
    newly = (old,) if comes_back and not find(rejected, old)[1] else ()
    return EventChange((old, *in_the_way), (theirs,), author, now(), rejected=newly)


def proposal_run(
    present: Sequence[Event], rejected: Sequence[Event], proposed: Iterable[Event], author: Author
) -> EventChange:
    """Return the change of a run; see :meth:`sleepscorer.scoring.Scoring.propose_events`."""
    kept = [event for event in present if not event.is_proposed]
    wanted = what_to_add(proposed, kept, rejected, EventKind.ARTEFACT)
    unique = {event.order: event for event in reversed(wanted)}
    standing = {event for event in present if event.is_proposed and unique.get(event.order) == event}
    removed = tuple(event for event in present if event.is_proposed and event not in standing)
    added = tuple(event for event in unique.values() if event not in standing)
    return EventChange(removed, added, author, now())


def altered(events: tuple[Event, ...], removed: Iterable[Event], added: Iterable[Event]) -> tuple[Event, ...]:
    """Return events in their order without some and with others.

    Raises
    ------
    ChangeError
        If one to take out is not there, or one to put in is.
    """
    changed = list(events)
    for event in removed:
        index, there = find(changed, event)
        if not there or changed[index] != event:
            raise ChangeError(Message("An event has changed since; the change was not made."))
        del changed[index]
    for event in added:
        index, there = find(changed, event)
        if there:
            raise ChangeError(Message("An event is there twice; the change was not made."))
        changed.insert(index, event)
    return tuple(changed)


def _in_the_way(present: Iterable[Event], drawn: Sequence[Event], author: Author) -> tuple[Event, ...]:
    if author.is_model:
        return ()
    return lain_over((event for event in present if event.is_proposed), drawn)


def _each_once(events: Iterable[Event]) -> Iterable[Event]:
    """Return events once each; of two that are the same, rather the one that is not only proposed."""
    unique: dict[Any, Event] = {}
    for event in events:
        known = unique.setdefault(event.order, event)
        if known.is_proposed and not event.is_proposed:
            unique[event.order] = event
    return unique.values()
