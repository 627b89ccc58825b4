"""Clinical figures of a night in a batch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from clinical import NADIR, write_clinical

from sleepscorer.batch.night_figures import figures_of
from sleepscorer.body_positions import BodyPosition
from sleepscorer.errors import RecordingError
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, scoring_from_stages

AUTHOR = Author(AuthorKind.MODEL, "m")


TOLD = {1: BodyPosition.SUPINE, 2: BodyPosition.LEFT}


@pytest.mark.parametrize(("codes", "told"), [("1=supine 2=left 3=right", {}), ("", TOLD), ("", {})])
def test_a_night_has_figures_and_what_became_of_the_events(
    tmp_path: Path, codes: str, told: dict[int, BodyPosition]
) -> None:
    recording = open_recording(write_clinical(tmp_path / "n.edf", codes))
    scoring = scoring_from_stages(np.array([0] * 20 + [2] * 40, np.int8), AUTHOR)
    events = [Event(EventKind.HYPOPNOEA, at, 12.0) for at in (100.0, 700.0, 900.0)]
    scoring.apply(scoring.add_events(events, AUTHOR))
    figures = figures_of(scoring, recording, told)
    recording.close()
    values = figures.values
    assert values["ahi"] == pytest.approx(2 / (20 / 60))
    assert values["spo2_nadir_percent"] == NADIR
    assert "3 events marked, 2 counted, 1 not counted (1 in wake)." in figures.notices
    assert ("supine_min" in values) is bool(codes or told)
    assert any("codes of the body position" in notice for notice in figures.notices) is not bool(
        codes or told
    )


def test_what_cannot_be_read_any_more_is_said_and_costs_no_figure_of_the_scoring(tmp_path: Path) -> None:
    recording = open_recording(write_clinical(tmp_path / "n.edf"))
    scoring = scoring_from_stages(np.full(60, 2, np.int8), AUTHOR)
    scoring.apply(scoring.add_events([Event(EventKind.HYPOPNOEA, 700.0, 12.0)], AUTHOR))

    def fail(*_: object, **__: object) -> None:
        raise RecordingError("The share is gone.")

    recording.read, recording.annotations = fail, fail
    figures = figures_of(scoring, recording)
    recording.close()
    assert figures.values["ahi"] == pytest.approx(2.0)
    assert "spo2_nadir_percent" not in figures.values
    assert figures.notices.count("The share is gone.") == 2
