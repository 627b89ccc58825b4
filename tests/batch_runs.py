"""Batches of small nights, scored by a model that always says N2."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
from edf_files import EdfFile, Signal, ramp

from sleepscorer import batch
from sleepscorer.prescoring.inputs import InputPlan
from sleepscorer.prescoring.model_card import ModelCard
from sleepscorer.prescoring.prescore import result_of
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.recording import Recording

CARD = ModelCard(
    folder=Path(),
    name="test-1",
    family="test",
    title="Test",
    file="model.onnx",
    sha256="ab" * 32,
    trainable_parameters=1,
    rate_hz=100,
    inputs=(),
    input_name="x",
    output_name="y",
    figures=(),
)
Run = Callable[..., batch.Outcome]
"""Runs a batch in threads: ``run`` of conftest.py."""


def prescore_with_stage_2(recording: Recording, model: str | None = None, *_: object) -> ScoringResult:
    """N2 in every epoch but the last, which is left unscored."""
    probabilities = np.tile(np.array([0.1, 0.1, 0.6, 0.1, 0.1], np.float32), (recording.n_epochs, 1))
    probabilities[-1] = np.nan
    plan = InputPlan(CARD, recording.traces[:1], (f"Scored {recording.path}.",))
    return result_of(plan, probabilities)


def night(path: Path, n_epochs: int = 4) -> Path:
    """Write a recording of one channel."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return EdfFile([Signal(ramp(n_epochs * 30, 100), 100)]).write(path)


def rows(folder: Path, name: str = "manifest.csv") -> dict[str, dict[str, str]]:
    """Lines of a table, by file."""
    with (folder / name).open(newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}
