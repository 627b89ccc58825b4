"""Cohort as a table: dates, clinical figures, and what is not known of a night."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.batch.cohort import night_of, nights_in, table_row
from sleepscorer.batch.manifest import OK, Manifest, Row
from sleepscorer.formats import write_hypnogram
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, scoring_from_stages
from sleepscorer.statistics import NIGHT_PARAMETERS

ANNA = Author(AuthorKind.TECHNICIAN, "AK")
START = datetime(2024, 3, 1, 22, 40, 30)
CLINICAL = ("ahi", "rei", "odi_3", "odi_4", "arousal_index", "plms_index", "spo2_nadir_percent")


def test_a_batchs_nights_have_their_dates_and_clinical_figures(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    manifest.begin()
    figures = {"ahi": 12.5, "odi_3": 9.0, "arousal_index": 20.0, "plms_index": 3.0}
    manifest.append(Row("a.edf", OK, stages="W:2 N2:8", start=START.isoformat(), figures=figures))
    manifest.append(Row("b.edf", OK, stages="W:2 N2:8"))
    manifest.end()
    first, second = map(table_row, nights_in(tmp_path))
    assert first["start"] == START
    assert {name: first[name] for name in figures} == figures
    assert (first["rei"], first["tst_min"]) == (None, 4.0)
    assert (second["start"], second["ahi"]) == (None, None)
    assert {parameter.name for parameter in NIGHT_PARAMETERS} <= set(first)
    assert set(CLINICAL) <= set(first)


@pytest.mark.parametrize(("stage", "index"), [(2, "ahi"), (-1, "rei")])
def test_events_of_a_hypnogram_are_counted(tmp_path: Path, stage: int, index: str) -> None:
    scoring = scoring_from_stages(np.full(120, stage, np.int8), ANNA)
    events = [Event(EventKind.HYPOPNOEA, 100.0, 12.0), Event(EventKind.DESATURATION, 110.0, 20.0)]
    scoring.apply(scoring.add_events(events, ANNA))
    write_hypnogram(tmp_path / "n_hyp.edf", scoring, START)
    row = table_row(night_of(tmp_path / "n_hyp.edf", "n_hyp.edf"))
    assert (row["status"], row["start"]) == (OK, START)
    assert {name for name in CLINICAL if row[name] is not None} == {index}
    assert row[index] == pytest.approx(1.0)
