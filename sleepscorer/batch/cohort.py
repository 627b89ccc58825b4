"""Cohort as a table: the nights of a batch, or of a folder of hypnograms, with statistics and quality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.batch.manifest import FAILED, OK, Manifest, Row
from sleepscorer.batch.nights import accuracy_of, stages_of, start_of
from sleepscorer.errors import HypnogramError, SleepscorerError
from sleepscorer.extras import install_command
from sleepscorer.formats import Hypnogram, read_hypnogram
from sleepscorer.formats.folders import hypnograms_in
from sleepscorer.formats.writable import scoring_to_write
from sleepscorer.messages import reason
from sleepscorer.review.accuracy import ExpectedAccuracy, expected_accuracy
from sleepscorer.scoring import Lights, Scoring
from sleepscorer.scoring.home_tests import has_stages, is_home_test
from sleepscorer.statistics import (
    NIGHT_PARAMETERS,
    PARAMETERS,
    STAGE_PARAMETERS,
    night_parameters_of,
    night_statistics,
    sleep_statistics,
)
from sleepscorer.statistics.parameters import Value

if TYPE_CHECKING:
    import pandas as pd

_NAMES = (
    *(parameter.name for parameter in (*PARAMETERS, *STAGE_PARAMETERS)),
    *(parameter.name for parameter in NIGHT_PARAMETERS),
)
_ENDS = ("", "_low", "_high")


@dataclass(frozen=True, eq=False)
class CohortNight:
    """Night of a cohort.

    Attributes
    ----------
    file : str
        Name below the folder, with ``/``.
    status : str
        ``ok``, ``failed`` or ``skipped``.
    reason : str
        A sentence, where not ok.
    stages : ndarray of int8, shape (n_epochs,)
    lights : Lights
    start : datetime or None
    model : str
    figures : mapping of str to float or int
        Parameters of :data:`sleepscorer.statistics.NIGHT_PARAMETERS` that the night has, by name. Of a batch
        they rest on the signals, too; of a hypnogram on its events alone.
    accuracy : ExpectedAccuracy or None
        Quality: the accuracy to be expected; None where no model gave probabilities.
    expected_errors : float or None
        Epochs that the model expects to have wrong.
    notices : tuple of str
    """

    file: str
    status: str = OK
    reason: str = ""
    stages: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    lights: Lights = field(default_factory=Lights)
    start: datetime | None = None
    model: str = ""
    figures: Mapping[str, Value] = field(default_factory=dict)
    accuracy: ExpectedAccuracy | None = None
    expected_errors: float | None = None
    notices: tuple[str, ...] = ()

    @property
    def statistics(self) -> dict[str, Value]:
        """Every parameter of the night by its name; empty where it was not scored."""
        sleep = sleep_statistics(self.stages, self.lights).to_dict() if self.stages.size else {}
        return sleep | dict(self.figures)


def cohort(folder: str | Path) -> pd.DataFrame:
    """Tabulate the nights of a folder: results of a batch, or hypnograms of any format that is read.

    Parameters
    ----------
    folder : str or Path
        The ``--out`` of ``sleepscorer prescore``, whose manifests are read, of all its shares; or, where
        there is no manifest, a folder whose hypnograms are read, sub-folders included.

    Returns
    -------
    pandas.DataFrame
        A row per night: ``file``, ``status``, ``reason``, ``start``, ``model``, ``n_epochs``, the parameters
        of docs/statistics.md, of sleep, respiration, oxygen, arousals, limbs, heart and position (None where
        nothing was marked or measured: that is no 0), ``expected_accuracy_percent`` with its interval, and
        ``expected_errors`` (quality), ``stages`` (an array of int8 in each row) and ``notices``.

    Raises
    ------
    SleepscorerError
        In one sentence, if pandas is not installed, or the folder holds neither.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise SleepscorerError(
            f"pandas is not installed; install it with {install_command('pandas')}."
        ) from error
    return pd.DataFrame([table_row(night) for night in nights_in(Path(folder))])


def table_row(night: CohortNight) -> dict[str, Any]:
    """Return the columns of a night."""
    opening = {
        "file": night.file,
        "status": night.status,
        "reason": night.reason,
        "start": night.start,
        "model": night.model,
        "n_epochs": int(night.stages.size),
    }
    values: Mapping[str, Value] = night.statistics
    quality = _quality(night) | {"expected_errors": night.expected_errors}
    closing = {"stages": night.stages, "notices": list(night.notices)}
    return opening | {name: values.get(name) for name in _NAMES} | quality | closing


def _quality(night: CohortNight) -> dict[str, float | None]:
    numbers = astuple(night.accuracy) if night.accuracy else (None, None, None)
    return {f"expected_accuracy{end}_percent": value for end, value in zip(_ENDS, numbers, strict=True)}


def nights_in(folder: Path) -> list[CohortNight]:
    """Return the nights of a folder: those of its manifests, or else of its hypnograms.

    Raises
    ------
    HypnogramError
        In one sentence, if there is no such folder, or it holds neither.
    """
    if not folder.is_dir():
        raise HypnogramError(f"{folder} is no folder; name the folder with the results.")
    try:
        if any(folder.glob("manifest*.jsonl")):
            return [_of_row(row) for row in sorted(Manifest(folder).rows, key=lambda row: row.file)]
        paths = list(hypnograms_in(folder))
    except OSError as error:
        raise HypnogramError(f"{folder} cannot be opened ({reason(error)}).") from error
    if not paths:
        raise HypnogramError(
            f"{folder} holds neither results of a batch nor hypnograms; name another folder."
        )
    return [night_of(path, path.relative_to(folder).as_posix()) for path in paths]


def night_of(path: Path, name: str, **given: Any) -> CohortNight:
    """Read a hypnogram as a night of a cohort; one that cannot be read is a failed night with its reason.

    Parameters
    ----------
    path : Path
    name : str
        What names it in the table.
    **given
        Answers about its words and numbers; see :func:`sleepscorer.formats.read_hypnogram`.
    """
    try:
        hypnogram = _with_twin(read_hypnogram(path, **given), path)
    except SleepscorerError as error:
        return CohortNight(name, FAILED, str(error))
    return _of_hypnogram(name, hypnogram)


def _with_twin(table: Hypnogram, path: Path) -> Hypnogram:
    """Add to our table the start, lights and events of our EDF+ beside it, where the stages are the same."""
    twin = path.with_suffix(".edf")
    if not table.authors or path.suffix.lower() != ".csv" or not twin.is_file():
        return table
    try:
        kept = read_hypnogram(twin)
    except HypnogramError:
        return table
    if not np.array_equal(kept.stages, table.stages) or kept.onset_s != 0:
        return table
    return replace(table, start=kept.start, lights=kept.lights, events=kept.events)


def _of_hypnogram(name: str, hypnogram: Hypnogram) -> CohortNight:
    from sleepscorer.review.queue import queue_of

    sentences: list[str] = []
    scoring, start = scoring_to_write(hypnogram, sentences.append)
    queue = queue_of(scoring)
    review = queue.update(scoring.stages, scoring.by_human()) if queue else None
    n_scored = int((scoring.stages >= 0).sum())
    return CohortNight(
        name,
        stages=scoring.stages,
        lights=scoring.lights,
        start=start,
        model=hypnogram.model,
        figures=_figures(scoring),
        accuracy=expected_accuracy(review.expected_left, n_scored) if review else None,
        expected_errors=float(review.expected_left) if review else None,
        notices=(*map(str, hypnogram.notices), *sentences),
    )


def _figures(scoring: Scoring) -> dict[str, Value]:
    """Return the clinical parameters that a hypnogram's events tell; without stages it is of no EEG."""
    if not ((scoring.events or scoring.searched) and scoring.n_epochs):
        return {}
    is_monitored = is_home_test(scoring.stages, has_eeg=has_stages(scoring.stages))
    night = night_statistics(
        scoring.stages,
        scoring.events,
        scoring.lights,
        is_monitored=is_monitored,
        searched=scoring.searched,
    )
    return {name: value for name, value in night_parameters_of(night).items() if value is not None}


def _of_row(row: Row) -> CohortNight:
    is_scored = row.flagged >= 0
    return CohortNight(
        row.file,
        row.status,
        row.reason,
        stages_of(row),
        Lights(row.lights_off_s, row.lights_on_s),
        start_of(row),
        row.model,
        row.figures,
        accuracy_of(row),
        row.expected_errors if is_scored else None,
        row.notices,
    )
