"""A model's file gives our stages in a program that knows nothing of sleepscorer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import sleepscorer
from sleepscorer.assets import resource
from sleepscorer.prescoring.model_card import find_models
from sleepscorer.stages import Stage

SCRIPT = Path(__file__).parents[2] / "docs" / "examples" / "onnx" / "stages.py"
SECONDS = 30 * 100


def test_the_script_gives_our_stages(tmp_path: Path) -> None:
    card = next((card for card in find_models("msa-cnn-small") if len(card.inputs) == 1), None)
    if card is None:
        pytest.skip("no model is installed")
    recording = sleepscorer.open_recording(resource("sample", "sample-night.edf"))
    labels = [channel.label for channel in recording.channels]
    samples = recording.read(labels.index("EEG Fpz-Cz"), 0, SECONDS)[None]
    recording.close()
    expected = sleepscorer.prescore(samples, labels=["EEG Fpz-Cz"], rates_hz=100, model=card.name)
    np.save(tmp_path / "night.npy", samples)
    (tmp_path / "empty").mkdir()
    run = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(card.folder), str(tmp_path / "night.npy")],
        capture_output=True, text=True, check=True, cwd=tmp_path / "empty", env=dict(os.environ),
    )  # fmt: skip
    stages = [Stage[name] for name in run.stdout.split()]
    assert len(set(stages)) >= 3
    assert stages == expected.stages.tolist()
    assert "import sleepscorer" not in SCRIPT.read_text()
