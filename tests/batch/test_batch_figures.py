"""Clinical figures of a night in a batch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from clinical import NADIR, write_clinical

from sleepscorer.batch.manifest import OK, Row
from sleepscorer.batch.nights import values_of
from sleepscorer.batch.worker import _with_figures
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, scoring_from_stages

AUTHOR = Author(AuthorKind.MODEL, "m")


@pytest.mark.parametrize("codes", ["1=supine 2=left 3=right", ""])
def test_a_row_holds_figures_and_what_became_of_the_events(tmp_path: Path, codes: str) -> None:
    recording = open_recording(write_clinical(tmp_path / "n.edf", codes))
    scoring = scoring_from_stages(np.array([0] * 20 + [2] * 40, np.int8), AUTHOR)
    events = [Event(EventKind.HYPOPNOEA, at, 12.0) for at in (100.0, 700.0, 900.0)]
    scoring.apply(scoring.add_events(events, AUTHOR))
    row = _with_figures(Row("n.edf", OK, stages="W:20 N2:40"), scoring, recording)
    recording.close()
    values = values_of(row)
    assert values["ahi"] == pytest.approx(2 / (20 / 60))
    assert values["spo2_nadir_percent"] == NADIR
    assert values["tst_min"] == 20
    assert "3 events marked, 2 counted, 1 not counted (1 in wake)." in row.notices
    assert ("supine_min" in values) is bool(codes)
    assert any("codes of the body position" in notice for notice in row.notices) is not bool(codes)
