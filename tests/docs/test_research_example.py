"""The examples for researchers run: nights of three kinds, and a night handed to YASA."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sleepscorer.prescoring.model_card import available_models
from sleepscorer.simulation import simulate_night, write_edf

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "research"
EACH = 3


def write_brainvision(path: Path, volts: np.ndarray, labels: list[str], rate_hz: float) -> None:
    """Write float32 microvolts, multiplexed (BrainVision Core Data Format 1.0)."""
    path.with_suffix(".eeg").write_bytes((volts.T * 1e6).astype("<f4").tobytes())
    path.with_suffix(".vmrk").write_text(
        "Brain Vision Data Exchange Marker File, Version 1.0\n\n[Common Infos]\nCodepage=UTF-8\n"
        f"DataFile={path.stem}.eeg\n\n[Marker Infos]\nMk1=New Segment,,1,1,0,20240115223000000000\n"
    )
    channels = "".join(f"Ch{i}={label},,1,µV\n" for i, label in enumerate(labels, 1))
    path.write_text(
        "Brain Vision Data Exchange Header File Version 1.0\n\n[Common Infos]\nCodepage=UTF-8\n"
        f"DataFile={path.stem}.eeg\nMarkerFile={path.stem}.vmrk\nDataFormat=BINARY\n"
        f"DataOrientation=MULTIPLEXED\nNumberOfChannels={len(labels)}\n"
        f"SamplingInterval={1e6 / rate_hz:g}\n\n[Binary Infos]\nBinaryFormat=IEEE_FLOAT_32\n\n"
        f"[Channel Infos]\n{channels}",
        encoding="utf-8",
    )


def example(name: str) -> Any:
    """Load an example."""
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.skipif(not available_models(), reason="no model is installed")
def test_a_day_of_work_on_three_kinds_of_recordings(tmp_path: Path) -> None:
    mne = pytest.importorskip("mne")
    pandas = pytest.importorskip(
        "pandas", reason="pandas is not installed; pip install 'sleepscorer[pandas]'"
    )
    nights, results = tmp_path / "nights", tmp_path / "results"
    nights.mkdir()
    results.mkdir()
    write_edf(simulate_night(1, 0.05), nights / "a0.edf")
    raw = mne.io.read_raw_edf(nights / "a0.edf", preload=True, verbose="error")
    raw.save(nights / "b0_raw.fif", verbose="error")
    write_brainvision(nights / "c0.vhdr", raw.get_data(), raw.ch_names, raw.info["sfreq"])
    for number in range(1, EACH):
        shutil.copy(nights / "a0.edf", nights / f"a{number}.edf")
        shutil.copy(nights / "b0_raw.fif", nights / f"b{number}_raw.fif")
        write_brainvision(nights / f"c{number}.vhdr", raw.get_data(), raw.ch_names, raw.info["sfreq"])
    example("day").work(nights, results)
    table = pandas.read_csv(results / "cohort.csv")
    assert table["status"].tolist() == ["ok"] * 3 * EACH
    assert table["tib_min"].nunique() == 1
    assert len(list((results / "figures").glob("*.pdf"))) == 3
    assert len(list((results / "bids").rglob("*_desc-sleepscorer_events.tsv"))) == 3 * EACH


@pytest.mark.slow
@pytest.mark.skipif(not available_models(), reason="no model is installed")
def test_yasa_measures_waves_on_our_stages(tmp_path: Path) -> None:
    pytest.importorskip("yasa", reason="YASA is not installed; pip install 'sleepscorer[yasa]'")
    import pandas as pd

    night = tmp_path / "night.edf"
    write_edf(simulate_night(1, 1.0), night)
    example("waves").work(night, tmp_path)
    power = pd.read_csv(tmp_path / "power.csv")
    assert set(power["Stage"]) <= {"W", "N1", "N2", "N3", "R"}
    assert np.allclose(power[["Delta", "Theta", "Alpha", "Sigma", "Beta", "Gamma"]].sum(axis=1), 1)
    waves = pd.read_csv(tmp_path / "slow_waves.csv")
    assert set(waves["Stage"]) <= {2, 3}
    assert (waves["PTP"] > 0).all()
