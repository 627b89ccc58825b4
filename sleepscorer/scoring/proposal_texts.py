"""Proposals as texts of EDF+ and of Luna, and back, so that no program takes them for a person's events."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from sleepscorer.edf.tal import Annotation
from sleepscorer.scoring.authors import Author, AuthorKind
from sleepscorer.scoring.events import Event
from sleepscorer.scoring.proposals import Proposal

_QUOTED = r'"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"'
_TEXT = re.compile(
    rf"Proposed by (?P<name>{_QUOTED}|[^\s(\"]+)(?: \((?P<profile>{_QUOTED}|[^)\"]*)\))?"
    r"(?:, score (?P<score>\d+(?:\.\d+)?(?:e-?\d+)?))?: (?P<event>.+)"
)
_PLAIN_NAME = re.compile(r'[^\s("@]+(?:@[^\s("@]+)*')
_PLAIN_PROFILE = re.compile(r'[^\s()"@]+(?: [^\s()"@]+)*')
"""Names and profiles that stand as they are; others stand quoted, as in JSON."""

_SAFE_IN_META = "@:+/.,-_()"

_Key = tuple[int, int, str]


@dataclass(frozen=True)
class ProposalMark:
    """Proposal as its text marks it.

    Attributes
    ----------
    proposal : Proposal
    label : str
        Text of the event, without its channel.
    channel : str
        Empty where it is tied to none.
    """

    proposal: Proposal
    label: str
    channel: str


def proposal_annotation(event: Event) -> Annotation:
    """Return the annotation beside an unconfirmed proposal that says whose it is, tied to its channel."""
    assert event.proposal is not None
    return Annotation(event.start_s, event.duration_s, proposal_text(event.proposal, event.text))


def proposal_text(proposal: Proposal, event_text: str) -> str:
    """Return the text that says whose an event is."""
    name = _quoted_unless(_PLAIN_NAME, proposal.author.name)
    profile = f" ({_quoted_unless(_PLAIN_PROFILE, proposal.profile)})" if proposal.profile else ""
    score = "" if proposal.score is None else f", score {float(proposal.score)!r}"
    return f"Proposed by {name}{profile}{score}: {event_text}"


def proposal_mark(text: str) -> ProposalMark | None:
    """Read the text of a proposal; None for any other text."""
    match = _TEXT.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    label, _, channel = match["event"].partition("@@")
    score = match["score"]
    author = Author(AuthorKind.MODEL, _unquoted(match["name"]))
    proposal = Proposal(author, _unquoted(match["profile"] or ""), score=float(score) if score else None)
    return ProposalMark(proposal, label.strip(), channel.strip())


def is_proposal_text(text: str) -> bool:
    """Return whether an annotation only says whose an event beside it is."""
    return proposal_mark(text) is not None


def with_proposals(events: Iterable[Event], annotations: Iterable[Annotation]) -> tuple[Event, ...]:
    """Return events with the proposals that annotations of their time, kind and channel tell of.

    Files written before marks were tied to channels are read, too: a mark without a channel is that of the
    event without one, and of every event of its time and kind where there is no such event.
    """
    read = tuple(events)
    tied: dict[tuple[_Key, str], Proposal] = {}
    untied: dict[_Key, list[Proposal]] = {}
    for annotation in annotations:
        if mark := proposal_mark(annotation.text):
            key = _key(annotation.onset_s, annotation.duration_s or 0.0, mark.label)
            if mark.channel:
                tied[key, mark.channel] = mark.proposal
            else:
                untied.setdefault(key, []).append(mark.proposal)
    if not tied and not untied:
        return read
    n_bare = Counter(_key_of(event) for event in read if not event.channel)

    def proposal_of(event: Event) -> Proposal | None:
        key, channel = _key_of(event), " ".join((event.channel or "").split())
        loose = untied.get(key, [])
        is_loose = bool(loose) and (not channel or len(loose) > n_bare[key])
        return tied.get((key, channel), loose[0] if is_loose else None)

    return tuple(replace(event, proposal=proposal_of(event)) for event in read)


def _key_of(event: Event) -> _Key:
    return _key(event.start_s, event.duration_s, event.label)


def _key(start_s: float, duration_s: float, label: str) -> _Key:
    """Return what tells an event from others, its times to the millisecond."""
    return round(start_s * 1000), round(duration_s * 1000), " ".join(label.split()).lower()


def _quoted_unless(plain: re.Pattern[str], text: str) -> str:
    if plain.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    # Blanks in a row would be read as one, and two at signs as the tie to a channel.
    return re.sub(r"(?<=\s)\s|[^\S ]|@", lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _unquoted(text: str) -> str:
    return str(json.loads(text, strict=False)) if text.startswith('"') else text


def luna_meta(event: Event) -> str:
    """Return the column ``meta`` of Luna for an event: keys and values, or a dot."""
    proposal = event.proposal
    if proposal is None:
        return "."
    pairs = {"scorer": proposal.author.name, "profile": proposal.profile}
    pairs |= {} if proposal.score is None else {"score": repr(float(proposal.score))}
    pairs |= {"confirmed": "no" if proposal.confirmed_by is None else "yes"}
    return ";".join(f"{name}={quote(value, safe=_SAFE_IN_META)}" for name, value in pairs.items() if value)


def proposal_of_meta(meta: str) -> Proposal | None:
    """Read the column ``meta`` of Luna; None where it tells of no unconfirmed proposal."""
    pairs = {name.strip(): unquote(value.strip()) for name, _, value in map(_partition, meta.split(";"))}
    if pairs.get("confirmed") != "no" or not pairs.get("scorer"):
        return None
    score = re.fullmatch(r"\d+(?:\.\d+)?(?:e-?\d+)?", pairs.get("score", ""))
    author = Author(AuthorKind.MODEL, pairs["scorer"])
    return Proposal(author, pairs.get("profile", ""), score=float(score[0]) if score else None)


def _partition(pair: str) -> tuple[str, str, str]:
    return pair.partition("=")
