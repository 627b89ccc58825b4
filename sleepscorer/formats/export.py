"""Writes what leaves the program for one night."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.edf_writer import write_edf_hypnogram
from sleepscorer.formats.events import same_events, same_lights
from sleepscorer.formats.hypnogram import hypnogram_name
from sleepscorer.formats.reader import read_hypnogram
from sleepscorer.formats.table import read_csv, write_csv
from sleepscorer.messages import Message, reason
from sleepscorer.recording import Recording
from sleepscorer.scoring import Lights, Scoring
from sleepscorer.scoring.recorded import RecordedMarks


@dataclass(frozen=True)
class Exported:
    """Paths to which a night's hypnogram was written."""

    edf: Path
    csv: Path


def export_paths(recording: str | Path, folder: Path | None = None) -> Exported:
    """Return the paths of an export: ``<stem>_hyp.edf`` and ``.csv``, beside the recording or in a folder."""
    edf = (folder or Path(recording).parent) / hypnogram_name(recording)
    return Exported(edf, edf.with_suffix(".csv"))


def export_night(recording: Recording, scoring: Scoring, to: Exported | None = None) -> Exported:
    """Write a night's hypnogram as EDF+ and as CSV; both are read back before they get their names.

    Parameters
    ----------
    recording : Recording
        Gives the start.
    scoring : Scoring
    to : Exported, optional
        Where to; beside the recording if not given. Folders are made as needed.

    Returns
    -------
    Exported

    Raises
    ------
    HypnogramError
        In one sentence, if a file cannot be written.
    """
    paths = to or export_paths(recording.path)
    try:
        paths.edf.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HypnogramError(
            Message(
                "{folder} cannot be made ({reason}); choose another.",
                folder=paths.edf.parent,
                reason=reason(error),
            )
        ) from error
    # The CSV first: an EDF without one of the same stages is then never ours to replace.
    write_csv(paths.csv, scoring)
    write_edf_hypnogram(paths.edf, scoring, recording.start)
    return paths


def may_be_replaced(paths: Exported, recorded: Callable[[], RecordedMarks]) -> bool:
    """Tell whether an export, if there is any, is the work of a model alone.

    The CSV says who set each epoch, so it has to be there, without a person in it, and the EDF must
    hold the same stages, and no events and lights but those of the recording; anything else may be
    somebody's work.

    Parameters
    ----------
    paths : Exported
    recorded : callable
        Gives the marks among the recording's own annotations; called where the EDF has some.
    """
    if not paths.edf.exists() and not paths.csv.exists():
        return True
    if not has_stages_of_a_model(paths):
        return False
    if not paths.edf.exists():
        return True
    read = read_hypnogram(paths.edf)
    if not read.events and read.lights == Lights():
        return True
    marks = recorded()
    has_own_lights = read.lights == Lights() or same_lights(read.lights, marks.lights)
    return has_own_lights and (not read.events or same_events(read.events, marks.events))


def has_stages_of_a_model(paths: Exported) -> bool:
    """Tell whether every stage of an export is a model's, as far as its CSV and its EDF agree."""
    try:
        scoring = read_csv(paths.csv)
        stages = read_hypnogram(paths.edf).stages if paths.edf.exists() else scoring.stages
    except HypnogramError:
        return False
    return not scoring.by_human().any() and np.array_equal(stages, scoring.stages)
