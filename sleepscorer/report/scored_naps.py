"""Naps of a session with their scorings, as they are kept beside the recordings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from sleepscorer.errors import SleepscorerError
from sleepscorer.messages import Message, joined
from sleepscorer.recording import Recording, open_recording
from sleepscorer.scoring import Lights, Scoring
from sleepscorer.scoring.lights import lights_among
from sleepscorer.statistics import Nap, NapTest, lights_of_naps, nap_statistics
from sleepscorer.storage.nap_session import NapProtocol, NapSession
from sleepscorer.storage.store import store_of


@dataclass(frozen=True)
class ScoredNaps:
    """Naps of a session, each with the scoring of its recording, in order.

    Attributes
    ----------
    test : NapTest
    scorings : tuple of Scoring
    notices : tuple of str
        What is not as it should be in the work that is kept of them, each with the name of its recording.
    """

    test: NapTest
    scorings: tuple[Scoring, ...]
    notices: tuple[str, ...] = ()


def session_of(recordings: Sequence[Path], protocol: NapProtocol) -> tuple[NapSession, datetime | None]:
    """Put recordings in the order of their starts; also return the day of the first.

    Raises
    ------
    SleepscorerError
        If one cannot be read.
    """
    starts = []
    for path in recordings:
        recording = open_recording(path)
        try:
            starts.append(recording.start)
        finally:
            recording.close()
    dated = sorted(zip(starts, recordings, strict=True), key=lambda pair: pair[0] or datetime.max)
    return NapSession(protocol, tuple(path for _, path in dated)), dated[0][0]


def scored_naps(
    session: NapSession, at_hand: Mapping[str, Scoring] | None = None, state_folder: Path | None = None
) -> ScoredNaps:
    """Compute the figures of the naps of a session, numbered in its order.

    Parameters
    ----------
    session : NapSession
    at_hand : mapping of str to Scoring, optional
        Scorings that are open, by the fingerprint of their recording: they go before those that are kept.
    state_folder : Path, optional
        Where work lies that could not stay beside its recording; by default the user's state folder.

    Raises
    ------
    SleepscorerError
        If a recording cannot be read or is named twice, or no epoch of it is scored.
    """
    names = [path.resolve() for path in session.recordings]
    twice = next((path for path in names if names.count(path) > 1), None)
    if twice is not None:
        raise SleepscorerError(Message("{path} is named twice; name each nap once.", path=twice))
    kept = [
        _naps_of(path, session.protocol.longest_min, at_hand or {}, state_folder)
        for path in session.recordings
    ]
    pairs = [pair for each in kept for pair in each.pairs]
    naps = tuple(replace(nap, name=str(number)) for number, (nap, _) in enumerate(pairs, 1))
    notices = tuple(sentence for each in kept for sentence in each.notices)
    return ScoredNaps(NapTest(naps), tuple(scoring for _, scoring in pairs), notices)


@dataclass(frozen=True)
class _Recorded:
    """Naps of one recording, each with its scoring, and notices on what is kept of it."""

    pairs: Sequence[tuple[Nap, Scoring]]
    notices: Sequence[str]


def _naps_of(
    path: Path,
    longest_min: float,
    at_hand: Mapping[str, Scoring],
    state_folder: Path | None,
) -> _Recorded:
    recording = open_recording(path)
    try:
        kept = None if recording.fingerprint in at_hand else store_of(recording, state_folder).peek()
        scoring = kept.scoring if kept is not None else at_hand[recording.fingerprint]
        sentences = kept.notices if kept is not None else []
        if not (scoring.stages >= 0).any():
            unscored = Message("{path} has not been scored; open and score it first.", path=path)
            raise SleepscorerError(joined(sentences) if sentences else unscored)
        annotations = recording.annotations()
        lights = lights_of_naps(annotations, recording.duration_s)
        if not lights:
            lights = (scoring.lights if scoring.lights != Lights() else lights_among(annotations),)
        pairs = [
            (nap_statistics("", scoring.stages, each, _start(recording, each), longest_min), scoring)
            for each in lights
        ]
        return _Recorded(pairs, [joined([f"{path.name}:", each]) for each in sentences])
    finally:
        recording.close()


def _start(recording: Recording, lights: Lights) -> datetime | None:
    return recording.start + timedelta(seconds=lights.off_s or 0.0) if recording.start else None
