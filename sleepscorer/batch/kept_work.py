"""Work on a night that the window has kept: what events of a batch stand on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sleepscorer.recording import Recording, open_recording
from sleepscorer.scoring import Lights, Scoring
from sleepscorer.scoring.change_json import event_to_json


def kept_scoring(recording: Recording) -> Scoring | None:
    """Return what the window has kept of a night; None without a stage, light or event.

    Parameters
    ----------
    recording : Recording

    Raises
    ------
    StorageError
        If it cannot be read.
    """
    from sleepscorer.storage.store import store_of

    kept = store_of(recording).peek().scoring
    has_work = has_stages(kept) or kept.lights != Lights() or kept.events or kept.rejected
    return kept if has_work else None


def has_stages(scoring: Scoring) -> bool:
    """Return whether any epoch is scored."""
    return bool((scoring.stages >= 0).any())


def fingerprint_of(scoring: Scoring | None) -> str:
    """Return what tells a night's work from other work on it: a hash of 16 digits; empty for none.

    Parameters
    ----------
    scoring : Scoring or None
        Its stages, who set them, lights, events and the proposals that were taken out.
    """
    if scoring is None:
        return ""
    values = {
        "stages": scoring.stages.tolist(),
        "authors": [str(author) if author else "" for author in scoring.authors],
        "lights": [scoring.lights.off_s, scoring.lights.on_s],
        "events": [event_to_json(event) for event in scoring.events],
        "rejected": [event_to_json(event) for event in scoring.rejected],
    }
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def kept_fingerprint(path: Path) -> str:
    """Return the fingerprint of what the window has kept of a recording; empty for nothing.

    Raises
    ------
    SleepscorerError
        If the recording, or what is kept of it, cannot be read.
    """
    recording = open_recording(path)
    try:
        return fingerprint_of(kept_scoring(recording))
    finally:
        recording.close()
