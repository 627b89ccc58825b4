"""Work on a night that the window has kept: what events of a batch stand on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sleepscorer.batch.manifest import Row
from sleepscorer.recording import Recording, open_recording
from sleepscorer.scoring import Lights, Scoring
from sleepscorer.scoring.change_json import event_to_json, searched_to_json
from sleepscorer.scoring.home_tests import has_stages

if TYPE_CHECKING:
    from sleepscorer.storage.store import Store


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

    return _with_work(store_of(recording))


def _with_work(store: Store) -> Scoring | None:
    kept = store.peek().scoring
    has_events = kept.events or kept.rejected or kept.searched
    return kept if has_stages(kept.stages) or kept.lights != Lights() or has_events else None


def fingerprint_of(scoring: Scoring | None) -> str:
    """Return what tells a night's work from other work on it: a hash of 16 digits; empty for none.

    Parameters
    ----------
    scoring : Scoring or None
        Its stages, who set them, lights, events, the proposals that were taken out, and the kinds of events
        that were looked for.
    """
    if scoring is None:
        return ""
    values: dict[str, Any] = {
        "stages": scoring.stages.tolist(),
        "authors": [str(author) if author else "" for author in scoring.authors],
        "lights": [scoring.lights.off_s, scoring.lights.on_s],
        "events": [event_to_json(event) for event in scoring.events],
        "rejected": [event_to_json(event) for event in scoring.rejected],
    }
    if scoring.searched:
        values["searched"] = searched_to_json(scoring.searched)
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def kept_fingerprint(path: Path, row: Row) -> str:
    """Return the fingerprint of what the window has kept of a recording; empty for nothing.

    Parameters
    ----------
    path : Path
        Of the recording, which is opened only where its row does not tell by what its work is known.
    row : Row
        Of an earlier run over this very recording.

    Raises
    ------
    SleepscorerError
        If the recording, or what is kept of it, cannot be read.
    """
    from sleepscorer.storage.store import Store

    if row.fingerprints:
        fingerprint, *earlier = row.fingerprints
        return fingerprint_of(_with_work(Store(path, fingerprint, row.n_epochs, None, earlier)))
    recording = open_recording(path)
    try:
        return fingerprint_of(kept_scoring(recording))
    finally:
        recording.close()
