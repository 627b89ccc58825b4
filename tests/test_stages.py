from __future__ import annotations

import pytest

from sleepscorer.stages import AASM_TEXTS, PLOT_ORDER, SCORED_STAGES, Stage, stage_from_text


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_is_read_back_from_its_annotation_text(stage):
    assert stage_from_text(AASM_TEXTS[stage]) is stage


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Sleep stage 1", Stage.N1),
        ("Sleep stage 2", Stage.N2),
        ("Sleep stage 3", Stage.N3),
        ("Sleep stage 4", Stage.N3),
        ("sleep  STAGE  w ", Stage.W),
        ("REM", Stage.R),
        ("Wake", Stage.W),
        ("NREM 3", Stage.N3),
        ("Movement time", Stage.UNSCORED),
        ("Sleep stage ?", Stage.UNSCORED),
    ],
)
def test_spellings(text, stage):
    assert stage_from_text(text) is stage


@pytest.mark.parametrize(
    "text", ["", "Lights off", "Arousal", "Sleep stage", "Sleep stage 7", "W2", "Spindle"]
)
def test_what_is_no_stage(text):
    assert stage_from_text(text) is None


def test_orders_hold_the_five_stages():
    assert [int(stage) for stage in SCORED_STAGES] == [0, 1, 2, 3, 4]
    assert [stage.name for stage in PLOT_ORDER] == ["W", "R", "N1", "N2", "N3"]
