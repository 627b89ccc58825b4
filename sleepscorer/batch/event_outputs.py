"""Events of a batch: proposed on stages of a model or of the window, with their table and indices."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sleepscorer.atomic import write_atomically
from sleepscorer.body_positions import BodyPosition
from sleepscorer.errors import HypnogramError
from sleepscorer.formats.event_table import encode_event_table
from sleepscorer.messages import Message, reason
from sleepscorer.recording import Recording
from sleepscorer.scoring import EventKind, Scoring, count_proposals
from sleepscorer.statistics.absences import INDICES

if TYPE_CHECKING:
    from sleepscorer.batch.night_figures import NightFigures
    from sleepscorer.prescoring.events.result import ProposedEvents

ENDINGS = {"events": "_events.csv", "indices": "_indices.json"}
"""Files that go with events, by the name that stands for them among the formats."""
OF_WINDOW = "stages of the window"
"""What stands for a model where the stages are those that the window has kept."""
NO_STAGES = "no stages"
"""What stands for a model where a home sleep apnoea test has none."""


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


def add_events(
    recording: Recording, scoring: Scoring, profile: str, positions: Mapping[int, BodyPosition]
) -> ProposedEvents:
    """Have events proposed, and put them into a scoring."""
    from sleepscorer.prescoring.events.run import change_of, propose_events

    proposed = propose_events(recording, scoring, profile=profile or None, positions=positions or None)
    scoring.apply(change_of(proposed, scoring))
    return proposed


def encode_indices(
    scoring: Scoring, proposed: ProposedEvents, figures: NightFigures, notices: Sequence[str]
) -> bytes:
    """Encode the indices of a night as JSON, with who proposed its events and how many are confirmed.

    Parameters
    ----------
    scoring : Scoring
    proposed : ProposedEvents
    figures : NightFigures
        Its indices are those of manifest and summary, too.
    notices : sequence of str
        Sentences on signals and events.
    """
    counted = count_proposals(scoring.events)
    night = figures.night
    by_kind = {
        kind.value: sum(event.kind is kind for event in scoring.events)
        for kind in EventKind
        if any(event.kind is kind for event in scoring.events)
    }
    values: dict[str, Any] = {
        "scorer": proposed.author.name,
        "profile": proposed.profile,
        "per_hour_of": "monitoring time" if night.is_monitored else "sleep",
        "hours": night.hours,
        **{name: figures.values.get(name) for name in INDICES},
        "absent": dict(figures.absences),
        "searched": {kind.value: str(by) for kind, by in scoring.searched.items()},
        "events": by_kind,
        "counted": night.events.tally.counted,
        "proposed": counted.total,
        "confirmed": counted.confirmed,
        "notices": list(notices),
        **({"figures": dict(proposed.figures)} if proposed.figures else {}),
    }
    return (json.dumps(values, indent=1) + "\n").encode()


def write_event_files(
    paths: Mapping[str, Path],
    scoring: Scoring,
    proposed: ProposedEvents,
    figures: NightFigures,
    notices: Sequence[str],
) -> None:
    """Write the table of events and the indices; see :func:`encode_indices`.

    Raises
    ------
    HypnogramError
        In one sentence, if a file cannot be written.
    """
    indices = encode_indices(scoring, proposed, figures, notices)
    contents = {"events": encode_event_table(scoring), "indices": indices}
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
