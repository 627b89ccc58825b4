"""Our table of events: one row per event, with who has found it, who has confirmed it, and why."""

from __future__ import annotations

import csv
import io

from sleepscorer.formats.events import cell, seconds
from sleepscorer.scoring import Event, Scoring
from sleepscorer.scoring.proposal_terms import reason_of
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
