"""Our table of events: one row per event, with who has found it, who has confirmed it, and why."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sleepscorer.formats.events import cell, seconds
from sleepscorer.formats.timed_labels import Labels, TimedLabel
from sleepscorer.scoring import Author, AuthorKind, Event, Proposal, Scoring
from sleepscorer.scoring.event_words import event_of_words
from sleepscorer.scoring.proposal_terms import reason_of
from sleepscorer.scoring.proposal_texts import proposal_text
from sleepscorer.stages import EPOCH_SECONDS, Stage

COLUMNS = (
    "onset_s",
    "duration_s",
    "event",
    "channel",
    "stage",
    "proposed_by",
    "profile",
    "score",
    "confirmed_by",
    "reason",
)
"""``proposed_by`` is empty for what a person or a file has marked, ``confirmed_by`` where nobody has."""


def encode_event_table(scoring: Scoring) -> bytes:
    """Encode the events of a scoring as CSV, onsets in seconds from the recording's first sample."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for event in scoring.events:
        writer.writerow([*_of_event(event, scoring), *_of_proposal(event)])
    return text.getvalue().encode()


def with_origins(labels: Labels, names: Sequence[str], rows: Sequence[Sequence[str]]) -> Labels:
    """Return the labels of a table of ours with their channels, and with marks of what is only proposed.

    Parameters
    ----------
    labels : Labels
        A label for each row.
    names : sequence of str
        Of the columns.
    rows : sequence of sequence of str
    """
    at = {name.strip().lower(): index for index, name in enumerate(names)}
    if "proposed_by" not in at or len(rows) != len(labels.items):
        return labels
    items: list[TimedLabel] = []
    for label, row in zip(labels.items, rows, strict=True):
        cells = {name: row[index].strip() for name, index in at.items() if index < len(row)}
        tied = replace(label, channel=cells.get("channel", ""))
        items += [tied, *_mark_of(tied, cells)]
    return replace(labels, items=tuple(items))


def _mark_of(label: TimedLabel, cells: Mapping[str, str]) -> list[TimedLabel]:
    by, score = cells.get("proposed_by", ""), cells.get("score", "")
    if not by or cells.get("confirmed_by"):
        return []
    author = Author(AuthorKind.MODEL, by.removeprefix(f"{AuthorKind.MODEL}:"))
    is_score = re.fullmatch(r"[01](?:\.\d+)?", score)
    proposal = Proposal(author, cells.get("profile", ""), score=float(score) if is_score else None)
    event = event_of_words(label.text, label.channel, label.start_s or 0.0, label.duration_s or 0.0)
    return [replace(label, text=proposal_text(proposal, event.label))]


def _of_event(event: Event, scoring: Scoring) -> list[str]:
    epoch = int(event.start_s // EPOCH_SECONDS)
    stage = int(scoring.stages[epoch]) if 0 <= epoch < scoring.n_epochs else Stage.UNSCORED
    name = Stage(stage).name if stage >= 0 else "?"
    times = [seconds(event.start_s), seconds(event.duration_s)]
    return [*times, cell(event.label), cell(event.channel or ""), name]


def _of_proposal(event: Event) -> list[str]:
    proposal = event.proposal
    if proposal is None:
        return [""] * 5
    score = "" if proposal.score is None else f"{proposal.score:.3f}"
    by = str(proposal.confirmed_by) if proposal.confirmed_by else ""
    return [str(proposal.author), proposal.profile, score, cell(by), cell(reason_of(event))]
