"""Events of a batch: proposed on stages of a model or of the window, with their table and indices."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sleepscorer.atomic import write_atomically
from sleepscorer.batch.nights import runs_text
from sleepscorer.errors import HypnogramError
from sleepscorer.formats.event_table import encode_event_table
from sleepscorer.messages import Message, reason
from sleepscorer.recording import Recording, open_recording
from sleepscorer.scoring import EventKind, Scoring, count_proposals

if TYPE_CHECKING:
    from sleepscorer.prescoring.events.result import ProposedEvents

ENDINGS = {"events": "_events.csv", "indices": "_indices.json"}
"""Files that go with events, by the name that stands for them among the formats."""
OF_WINDOW = "stages of the window"
"""What stands for a model where the stages are those that the window has kept."""
NO_STAGES = "no stages"
"""What stands for a model where a home sleep apnoea test has none."""


@dataclass(frozen=True)
class NightIndices:
    """Indices of a night for its row; None where there is no time to count them by.

    Attributes
    ----------
    ahi, odi, arousal_index, plms_index : float or None
        Per hour of sleep; of a home sleep apnoea test per hour in which the sensors measure.
    """

    ahi: float | None = None
    odi: float | None = None
    arousal_index: float | None = None
    plms_index: float | None = None


def event_identity(profile: str | None) -> str:
    """Return the name, version and profile of the event scorer; empty if no events are wanted.

    Raises
    ------
    ModelError
        If it is not installed, or has no such profile.
    """
    if profile is None:
        return ""
    from sleepscorer.prescoring.events.scorers import chosen_profile, installed_event_scorer

    scorer = installed_event_scorer()
    return f"{scorer.name} {scorer.version} {chosen_profile(scorer, profile)}"


def kept_scoring(recording: Recording) -> Scoring | None:
    """Return what the window has kept of a night, if any epoch of it is scored."""
    from sleepscorer.storage.store import store_of

    kept = store_of(recording).peek().scoring
    return kept if (kept.stages >= 0).any() else None


def kept_runs(path: Path) -> str:
    """Return the runs of the stages that the window has kept, as a row has them; empty for none."""
    recording = open_recording(path)
    try:
        kept = kept_scoring(recording)
    finally:
        recording.close()
    return "" if kept is None else runs_text(kept.stages)


def add_events(recording: Recording, scoring: Scoring, profile: str) -> ProposedEvents:
    """Have events proposed, and put them into a scoring."""
    from sleepscorer.prescoring.events.run import change_of, propose_events

    proposed = propose_events(recording, scoring, profile=profile or None)
    scoring.apply(change_of(proposed, scoring))
    return proposed


def indices_of(scoring: Scoring, proposed: ProposedEvents) -> NightIndices:
    """Return the indices of a night."""
    from sleepscorer.statistics.indices import event_statistics

    if (scoring.stages > 0).any():
        counted = event_statistics(scoring.events, scoring.stages, scoring.lights)
        return NightIndices(
            counted.ahi,
            counted.by_kind[EventKind.DESATURATION].per_hour,
            counted.arousal_index,
            counted.periodic_limb_movements.per_hour,
        )
    hours = proposed.figures.get("analysed_hours")
    if not hours:
        return NightIndices()
    breathing = sum(bool(event.kind.type.breathing) for event in scoring.events)
    falls = sum(event.kind is EventKind.DESATURATION for event in scoring.events)
    return NightIndices(breathing / hours, falls / hours)


def encode_indices(scoring: Scoring, proposed: ProposedEvents) -> bytes:
    """Encode the indices of a night as JSON, with who proposed its events and how many are confirmed."""
    counted = count_proposals(scoring.events)
    indices = indices_of(scoring, proposed)
    by_kind = {
        kind.value: sum(event.kind is kind for event in scoring.events)
        for kind in EventKind
        if any(event.kind is kind for event in scoring.events)
    }
    has_sleep = bool((scoring.stages > 0).any())
    values: dict[str, Any] = {
        "scorer": proposed.author.name,
        "profile": proposed.profile,
        "per_hour_of": "sleep" if has_sleep else "measured time",
        "ahi": indices.ahi,
        "odi": indices.odi,
        "arousal_index": indices.arousal_index,
        "plms_index": indices.plms_index,
        "events": by_kind,
        "proposed": counted.total,
        "confirmed": counted.confirmed,
        "notices": list(proposed.notices),
        **({"figures": dict(proposed.figures)} if proposed.figures else {}),
    }
    return (json.dumps(values, indent=1) + "\n").encode()


def write_event_files(paths: Mapping[str, Path], scoring: Scoring, proposed: ProposedEvents) -> None:
    """Write the table of events and the indices.

    Raises
    ------
    HypnogramError
        In one sentence, if a file cannot be written.
    """
    contents = {"events": encode_event_table(scoring), "indices": encode_indices(scoring, proposed)}
    for name, path in paths.items():
        try:
            write_atomically(path, contents[name])
        except OSError as error:
            raise HypnogramError(
                Message(
                    "{path} could not be written ({reason}); an earlier file of that name is as it was.",
                    path=path,
                    reason=reason(error),
                )
            ) from error
