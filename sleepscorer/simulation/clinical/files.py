"""Files of a simulated recording: the recording, and beside it the truth as EDF+, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sleepscorer.atomic import write_atomically
from sleepscorer.errors import SleepscorerError
from sleepscorer.formats import hypnogram_name, write_edf_hypnogram
from sleepscorer.scoring import Author, AuthorKind, Event, scoring_from_stages
from sleepscorer.simulation.clinical.montages import channels_of
from sleepscorer.simulation.clinical.night import ClinicalNight
from sleepscorer.simulation.clinical.truth import (
    TrueEvent,
    acquired_annotations,
    nap_figures,
    true_events,
    true_figures,
)
from sleepscorer.simulation.clinical.writer import write_recording

COLUMNS = (
    "onset",
    "duration",
    "event",
    "channel",
    "stage",
    "position",
    "detail",
    "fall_percent",
    "nadir_percent",
)
"""Columns of the table of events; onset and duration are in seconds from the first sample."""


def paths_of(path: Path, nights: Sequence[ClinicalNight]) -> list[Path]:
    """Return every file that :func:`write_clinical` would write.

    Parameters
    ----------
    path : Path
        ``x.edf``; the recordings of naps are ``x-nap1.edf`` and so on.
    nights : sequence of ClinicalNight

    Returns
    -------
    list of Path
    """
    paths = [each for night in nights for each in _paths_of_one(_recording_path(path, night))]
    return paths if len(nights) == 1 else [*paths, _summary_path(path)]


def write_clinical(path: Path, nights: Sequence[ClinicalNight]) -> list[Path]:
    """Write recordings and their truth; the truth first, the recording last.

    Parameters
    ----------
    path : Path
    nights : sequence of ClinicalNight

    Returns
    -------
    list of Path
        The recordings.

    Raises
    ------
    SleepscorerError
        In one sentence, if a file is there already or cannot be written.
    """
    existing = next((each for each in paths_of(path, nights) if os.access(each, os.F_OK)), None)
    if existing:
        raise SleepscorerError(f"{existing} is there already; name another file.")
    try:
        recordings = [_write_one(_recording_path(path, night), night) for night in nights]
        if len(nights) > 1:
            _write_json(_summary_path(path), nap_figures(nights))
    except OSError as error:
        raise SleepscorerError(f"{path} cannot be written ({error.strerror or error}).") from error
    return recordings


def _recording_path(path: Path, night: ClinicalNight) -> Path:
    return path.with_name(f"{path.stem}-{night.part}{path.suffix}") if night.part else path


def _paths_of_one(path: Path) -> tuple[Path, Path, Path, Path]:
    # Not the name that an export gets; and batches know a hypnogram by its end.
    truth = path.with_name(f"{path.stem}_truth{path.suffix}")
    return path, truth.with_name(hypnogram_name(truth)), truth.with_suffix(".csv"), truth.with_suffix(".json")


def _summary_path(path: Path) -> Path:
    return path.with_name(f"{path.stem}_mslt.json")


def _write_one(path: Path, night: ClinicalNight) -> Path:
    _, hypnogram, table, figures = _paths_of_one(path)
    events = true_events(night)
    author = Author(AuthorKind.IMPORT, "simulation")
    write_atomically(table, _as_csv(events))
    _write_json(figures, true_figures(night))
    scoring = scoring_from_stages(night.timeline.stages, author)
    scoring.apply(scoring.add_events([true.event for true in events], author))
    write_edf_hypnogram(hypnogram, scoring, night.start, lights=night.timeline.lights)
    acquired, n_seconds = acquired_annotations(night), night.timeline.n_seconds
    write_recording(path, channels_of(night), acquired, night.start, n_seconds)
    return path


def _write_json(path: Path, figures: dict[str, Any]) -> None:
    write_atomically(path, json.dumps(figures, indent=2) + "\n")


def _as_csv(events: Sequence[TrueEvent]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for true in events:
        event: Event = true.event
        writer.writerow(
            (
                f"{event.start_s:g}" if event.start_s == int(event.start_s) else f"{event.start_s:.2f}",
                f"{event.duration_s:.2f}",
                event.label,
                event.channel or "",
                true.stage.name,
                true.position.name.lower(),
                true.detail,
                _number(true.fall_percent),
                _number(true.nadir_percent),
            )
        )
    return text.getvalue()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
