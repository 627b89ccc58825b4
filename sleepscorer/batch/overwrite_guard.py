"""Files in the place of results that no batch has written: somebody's work, which stays."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from sleepscorer.batch.discovery import Job, Output, digest_of
from sleepscorer.errors import HypnogramError
from sleepscorer.formats import Exported, may_be_replaced, read_csv, read_hypnogram


def foreign_name(job: Job, known: Mapping[Path, str]) -> str | None:
    """Name of a file in the way that may hold a person's work.

    Parameters
    ----------
    job : Job
    known : mapping of Path to str
        Digests of results that may be replaced.
    """
    doubtful = [one for one in job.outputs if _is_there(one) and digest_of(one.path) != known.get(one.path)]
    pair = [one for one in doubtful if one.format in ("edf", "csv")]
    others = [one for one in doubtful if one not in pair]
    if pair and not _is_of_a_model(job):
        return pair[0].path.name
    return next((one.path.name for one in others if not _agrees_with_table(job, one.path)), None)


def _is_of_a_model(job: Job) -> bool:
    """Whether EDF and CSV, which says who set each epoch, hold the work of a model alone."""
    paths = {one.format: one.path for one in job.outputs}
    edf = paths.get("edf") or paths["csv"].with_suffix(".edf")
    return may_be_replaced(Exported(edf, paths.get("csv") or edf.with_suffix(".csv")))


def _agrees_with_table(job: Job, path: Path) -> bool:
    """Whether a file holds no more than a model's CSV beside it: a run was killed before its row."""
    table = next((one.path for one in job.outputs if one.format == "csv" and _is_there(one)), None)
    if table is None or not _is_of_a_model(job):
        return False
    try:
        found = read_hypnogram(path)
        return not found.events and np.array_equal(found.stages, read_csv(table).stages)
    except HypnogramError:
        return False


def _is_there(one: Output) -> bool:
    return os.access(one.path, os.F_OK)
