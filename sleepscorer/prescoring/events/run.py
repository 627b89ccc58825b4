"""Run of an event scorer over a recording, in a process of its own; alike in window, batch and API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sleepscorer.body_positions import BodyPosition, codes_in
from sleepscorer.channels import Role
from sleepscorer.errors import Cancelled, ModelError, SleepscorerError
from sleepscorer.messages import Message
from sleepscorer.prescoring.events.result import (
    EventRequest,
    FoundEvent,
    FoundEvents,
    ProposedEvents,
    proposals_of,
)
from sleepscorer.prescoring.events.scorers import USUAL, chosen_profile, installed_event_scorer
from sleepscorer.prescoring.foreign import Reopened
from sleepscorer.prescoring.isolation import Result, Step, run_apart
from sleepscorer.prescoring.run import check_length
from sleepscorer.recording import Recording
from sleepscorer.scoring import EventChange, EventKind, Scoring


def propose_events(
    recording: Recording,
    scoring: Scoring,
    *,
    scorer: str | None = None,
    profile: str | None = None,
    positions: Mapping[int, BodyPosition] | None = None,
    progress: Callable[[float], None] = lambda fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ProposedEvents:
    """Have an event scorer look for the events of a night, given the stages of its scoring.

    Parameters
    ----------
    recording : Recording
    scoring : Scoring
        Its stages and lights are told; nothing of it is changed.
    scorer, profile : str, optional
        Name of an event scorer, and of its rules; the usual ones if not given.
    positions : mapping of int to BodyPosition, optional
        What the codes of the position channel stand for; what the header tells if not given.
    progress : callable
        Told the fraction done.
    cancelled : callable
        Asked now and then whether to stop.

    Returns
    -------
    ProposedEvents

    Raises
    ------
    RecordingError
        If the recording is shorter than an epoch, or can no longer be read.
    ModelError
        If the scorer is not installed, has no such profile, finds nothing that it can score from, fails, or
        goes beyond the limits of :mod:`sleepscorer.prescoring.isolation`.
    Cancelled
        If ``cancelled`` said so.
    """

    def step(fraction: float) -> None:
        if cancelled():
            raise Cancelled
        progress(fraction)

    check_length(recording)
    name = scorer or USUAL
    chosen = installed_event_scorer(name)
    stages = _stages_of(scoring.stages, recording.n_epochs)
    known = dict(positions) if positions is not None else header_positions(recording)
    request = EventRequest(stages, chosen_profile(chosen, profile), known, scoring.lights)
    work = partial(_find, name, Reopened.of(recording), request)
    _, values = run_apart(chosen.title, work, step)
    try:
        events = tuple(FoundEvent.from_json(event) for event in values["events"])
        proposed = proposals_of(
            FoundEvents(
                events,
                tuple(map(str, values["notices"])),
                values["figures"],
                frozenset(map(EventKind, values["searched"])),
            ),
            chosen.name,
            chosen.version,
            request,
            recording.duration_s,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            Message("{name} gave something else than events; update it.", name=chosen.title)
        ) from error
    step(1.0)
    return proposed


def change_of(proposed: ProposedEvents, scoring: Scoring) -> EventChange:
    """Return the one change that a run makes; see :meth:`sleepscorer.scoring.Scoring.propose_events`."""
    return scoring.propose_events(proposed.events, proposed.author, proposed.searched, proposed.searched_on)


def header_positions(recording: Recording) -> dict[int, BodyPosition]:
    """Return what the header tells of the codes of the position channel; empty for nothing."""
    for channel in recording.channels:
        if channel.role is Role.POSITION:
            known = codes_in(channel.transducer) or codes_in(channel.prefiltering)
            if known:
                return known
    return {}


def _stages_of(stages: NDArray[np.int8], n_epochs: int) -> NDArray[np.int8]:
    """Return the stages of a recording's epochs; a scoring of another length is padded as not scored."""
    fitting = np.full(n_epochs, -1, np.int8)
    count = min(n_epochs, len(stages))
    fitting[:count] = stages[:count]
    return fitting


def _find(name: str, night: Reopened, request: EventRequest, step: Step) -> Result:
    recording = night.open()
    scorer = installed_event_scorer(name)
    try:
        result = scorer.find(recording, request, step)
    except SleepscorerError:
        raise
    except Exception as error:
        if isinstance(error, MemoryError):
            raise
        raise ModelError(
            Message(
                "{title} could not score {name} ({kind}: {reason}).",
                title=scorer.title,
                name=recording.path.name,
                kind=type(error).__name__,
                reason=error,
            )
        ) from error
    values = {
        "events": [event.to_json() for event in result.events],
        "notices": list(result.notices),
        "figures": dict(result.figures),
        "searched": sorted(kind.value for kind in result.searched),
    }
    return np.zeros(0, np.float32), values
