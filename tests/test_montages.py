from pathlib import Path

import pytest
from edf_files import EdfFile, Signal, ramp

from sleepscorer.channels import Role
from sleepscorer.montages import (
    Montage,
    MontageError,
    MontageTrace,
    available_montages,
    load_montage,
    resolve,
    save_montage,
)
from sleepscorer.recording import Recording, open_recording


def _recording(path: Path, *labels: str) -> Recording:
    signals = [Signal(ramp(60, 100, step), 100, label) for step, label in enumerate(labels, 3)]
    return open_recording(EdfFile(signals).write(path / "a.edf"))


def test_bundled_montages_load_and_their_keys_differ() -> None:
    found, refused = available_montages()
    assert refused == []
    assert {"AASM recommended", "AASM backup", "Bipolar", "Sleep-EDF"} <= {m.name for m in found}
    keys = [montage.key for montage in found]
    assert len(set(keys)) == len(keys)
    assert "F1" not in keys


def test_derivations_are_made_or_found(tmp_path: Path) -> None:
    recommended = next(m for m in available_montages()[0] if m.name == "AASM recommended")
    referential = _recording(tmp_path, "F4", "C4", "O2", "A1", "M2", "LOC", "ROC")
    found, lacking = resolve(recommended, referential)
    assert [d.label for d, _ in found] == ["F4-M1", "C4-M1", "O2-M1", "E1-M2", "E2-M2"]
    assert [(d.channel, d.reference) for d, _ in found][:2] == [(0, 3), (1, 3)]
    assert lacking == ["Chin1-Chin2", "ECG1-ECG2"]
    bipolar = _recording(tmp_path, "EEG C4-A1", "Chin1-Chin2")
    found, _ = resolve(recommended, bipolar)
    assert [(d.label, d.reference, d.role) for d, _ in found] == [
        ("C4-M1", None, Role.EEG),
        ("Chin1-Chin2", None, Role.EMG),
    ]


def test_channels_of_other_rates_or_units_are_not_subtracted(tmp_path: Path) -> None:
    signals = [Signal(ramp(60, 100), 100, "C4"), Signal(ramp(60, 50), 50, "M1")]
    recording = open_recording(EdfFile(signals).write(tmp_path / "a.edf"))
    montage = Montage("x", (MontageTrace("C4-M1", "C4", "M1"),))
    assert resolve(montage, recording) == ([], ["C4-M1"])


def test_a_montage_is_saved_and_read_back(tmp_path: Path) -> None:
    trace = MontageTrace('odd "label" \\ \x07', "C4", "M1", Role.EEG, 1.5, "#12abEF", 0.0, 15.0, 50.0)
    montage = Montage("Mine", (trace, MontageTrace("Flow")), "F7")
    save_montage(montage, tmp_path / "new" / "mine.toml")
    assert load_montage(tmp_path / "new" / "mine.toml") == montage
    found, _ = available_montages([tmp_path / "new"])
    assert found == [montage]


@pytest.mark.parametrize(
    "text",
    [
        "name = 3 = 4",
        'name = "x"',
        'name = "x"\n[[trace]]\nlabel = "C4"\ncolour = "red"',
        'name = "x"\n[[trace]]\nlabel = "C4"\nrole = "nose"',
        'name = "x"\n[[trace]]\nlabel = "C4"\nlow = 1',
        'name = "x"\n[[trace]]\nlabel = "C4"\ngain = "big"',
    ],
)
def test_what_is_no_montage_is_refused_and_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.toml").write_text(text)
    with pytest.raises(MontageError, match="is no montage"):
        load_montage(tmp_path / "bad.toml")
    found, refused = available_montages([tmp_path])
    assert found == []
    assert len(refused) == 1
