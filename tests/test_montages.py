from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, ramp

from sleepscorer.channels import Role
from sleepscorer.montages import (
    Montage,
    MontageError,
    MontageTrace,
    available_montages,
    is_users_own,
    load_montage,
    resolve,
    save_montage,
    save_user_montage,
    stand_ins,
    user_montages_folder,
)
from sleepscorer.recording import Recording, open_recording
from sleepscorer.settings import machine_folders


def _recording(path: Path, *labels: str) -> Recording:
    signals = [Signal(ramp(60, 100, step), 100, label) for step, label in enumerate(labels, 3)]
    return open_recording(EdfFile(signals).write(path / "a.edf"))


def test_bundled_montages_load_and_their_keys_differ() -> None:
    found, refused = available_montages()
    assert refused == []
    assert {"AASM recommended", "AASM backup", "Bipolar", "Sleep-EDF"} <= {m.name for m in found}
    keys = [montage.key for montage in found if montage.key]
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


def test_a_channel_of_the_same_name_in_other_capitals_keeps_its_own(tmp_path: Path) -> None:
    recording = _recording(tmp_path, "Nasal Pressure")
    found, lacking = resolve(Montage("x", (MontageTrace("Nasal pressure"),)), recording)
    assert ([derivation.label for derivation, _ in found], lacking) == (["Nasal Pressure"], [])
    assert stand_ins(found) == []


def test_channels_of_other_rates_or_units_are_not_subtracted(tmp_path: Path) -> None:
    signals = [Signal(ramp(60, 100), 100, "C4"), Signal(ramp(60, 50), 50, "M1")]
    recording = open_recording(EdfFile(signals).write(tmp_path / "a.edf"))
    montage = Montage("x", (MontageTrace("C4-M1", "C4", "M1"),))
    assert resolve(montage, recording) == ([], ["C4-M1"])


def test_the_mean_of_several_references_is_subtracted(tmp_path: Path) -> None:
    recording = _recording(tmp_path, "C4", "M1", "M2", "Cz")
    montage = Montage(
        "x", (MontageTrace("C4-LE", "C4", ("M1", "M2")), MontageTrace("C4-?", "C4", ("M1", "T9")))
    )
    ((derivation, _),), lacking = resolve(montage, recording)
    assert (derivation.channel, derivation.references, derivation.channels) == (0, (1, 2), (0, 1, 2))
    assert lacking == ["C4-?"]  # T9 is no common reference
    c4, m1, m2 = (recording.read(channel, 5, 20) for channel in range(3))
    assert np.ptp(m1 - m2) > 0
    np.testing.assert_allclose(recording.read_derivation(derivation, 5, 20), c4 - (m1 + m2) / 2, atol=1e-3)


def test_a_hidden_trace_is_found_but_not_shown(tmp_path: Path) -> None:
    montage = Montage("x", (MontageTrace("C4", hidden=True), MontageTrace("M1")))
    found, _ = resolve(montage, _recording(tmp_path, "C4", "M1"))
    assert [derivation.shown for derivation, _ in found] == [False, True]


def test_a_montage_of_the_machine_is_offered_to_everybody_and_changed_by_nobody() -> None:
    path = machine_folders()[0] / "montages" / "ward.toml"
    save_montage(Montage("Ward", (MontageTrace("C4"),)), path)
    ward = next(montage for montage in available_montages()[0] if montage.name == "Ward")
    assert ward.path == path
    assert not is_users_own(ward)


def test_a_key_asked_for_twice_goes_to_the_users_own(tmp_path: Path) -> None:
    kept = save_user_montage(Montage("Mine / ours", (MontageTrace("C4"),), "F6"))
    assert kept.path == user_montages_folder() / "mine-ours.toml"
    assert is_users_own(kept)
    again = save_user_montage(Montage("Mine: ours", (MontageTrace("C3"),)))
    assert again.path == user_montages_folder() / "mine-ours-2.toml", "another montage's file is left alone"
    assert save_user_montage(again).path == again.path
    keys = {montage.name: montage.key for montage in available_montages()[0]}
    assert (keys["Mine / ours"], keys["Sleep-EDF"]) == ("F6", "")
    assert not is_users_own(next(m for m in available_montages()[0] if m.name == "Sleep-EDF"))


def test_a_montage_is_saved_and_read_back(tmp_path: Path) -> None:
    trace = MontageTrace('odd "label" \\ \x07', "C4", "M1", Role.EEG, 1.5, "#12abEF", 0.0, 15.0, 50.0)
    mean = MontageTrace("O2-LE", "O2", ("M1", 'M"2'), hidden=True)
    montage = Montage("Mine", (trace, mean, MontageTrace("Flow")), "F7")
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
        'name = "x"\n[[trace]]\nlabel = "C4"\ngain = nan',
        'name = "x"\n[[trace]]\nlabel = "C4"\nlow_hz = -1',
        'name = "x"\nkey = "Ctrl+Q"\n[[trace]]\nlabel = "C4"',
    ],
)
def test_what_is_no_montage_is_refused_and_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.toml").write_text(text)
    with pytest.raises(MontageError, match="is no montage"):
        load_montage(tmp_path / "bad.toml")
    found, refused = available_montages([tmp_path])
    assert found == []
    assert len(refused) == 1


def test_the_nearest_that_is_there_is_taken_and_said(tmp_path: Path) -> None:
    recommended = next(m for m in available_montages()[0] if m.name == "AASM recommended")
    recording = _recording(tmp_path, "F3", "C4", "M1", "E1", "ROC", "ECG II", "EMG Chin", "EMG Leg L")
    resolved, lacking = resolve(recommended, recording)
    assert [d.label for d, _ in resolved] == ["F3-M1", "C4-M1", "E1-M1", "ROC-M1", "EMG Chin", "ECG II"]
    assert lacking == ["O2-M1"]
    assert stand_ins(resolved) == [
        ("F4-M1", "F3-M1"),
        ("E1-M2", "E1-M1"),
        ("E2-M2", "ROC-M1"),
        ("Chin1-Chin2", "EMG Chin"),
        ("ECG1-ECG2", "ECG II"),
    ]


def test_nothing_stands_for_two_traces_or_for_a_bipolar_eeg(tmp_path: Path) -> None:
    recording = _recording(tmp_path, "F3-C3", "C4-M1", "E1-M2")
    montage = Montage(
        "x",
        (
            MontageTrace("C3-M2", "C3", "M2"),
            MontageTrace("F3-M2", "F3", "M2"),
            MontageTrace("C4-M1", "C4", "M1"),
            MontageTrace("C4-Cz", "C4", "Cz"),
            MontageTrace("E2-M2", "E2", "M2", Role.EOG),
            MontageTrace("E1-M2", "E1", "M2", Role.EOG),
        ),
    )
    resolved, lacking = resolve(montage, recording)
    assert [d.label for d, _ in resolved] == ["C4-M1", "E1-M2"]
    assert lacking == ["C3-M2", "F3-M2", "C4-Cz", "E2-M2"]


def test_a_derivation_of_one_recording_is_made_in_another(tmp_path: Path) -> None:
    montage = Montage("x", (MontageTrace("C4-M1"), MontageTrace("O2 - A1")))
    resolved, lacking = resolve(montage, _recording(tmp_path, "M1", "O2", "C4"))
    assert [(d.label, d.channel, d.reference) for d, _ in resolved] == [("C4-M1", 2, 0), ("O2 - A1", 1, 0)]
    assert (lacking, stand_ins(resolved)) == ([], [])


def test_a_role_alone_takes_whatever_channel_has_it(tmp_path: Path) -> None:
    signals = [
        Signal(ramp(60, 1), 1, "SaO2", unit="%"),
        Signal(ramp(60, 100), 100, "LAT"),
        Signal(ramp(60, 100, 3), 100, "Flow"),
    ]
    recording = open_recording(EdfFile(signals).write(tmp_path / "a.edf"))
    respiration = next(m for m in available_montages()[0] if m.name == "Respiration")
    resolved, lacking = resolve(respiration, recording)
    assert [d.label for d, _ in resolved] == ["LAT", "Flow", "SaO2"]
    assert "Pulse" in lacking
    assert stand_ins(resolved) == []


@pytest.mark.parametrize(
    ("name", "page_s"),
    [("Respiration", 300), ("Titration", 300), ("Home test", 300), ("MSLT", 30), ("Child", 30)],
)
def test_bundled_montages_have_pages_of_their_own(name: str, page_s: float) -> None:
    assert next(m for m in available_montages()[0] if m.name == name).page_s == page_s


def test_scale_height_and_page_are_kept(tmp_path: Path) -> None:
    trace = MontageTrace("SpO2", role=Role.SPO2, lowest=60.0, highest=100.0, height=2.0)
    made = Montage("x", (trace,), page_s=120.0, uv_per_mm=10.0)
    save_montage(made, tmp_path / "x.toml")
    assert load_montage(tmp_path / "x.toml") == made


def test_a_range_upside_down_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(
        'name = "x"\n[[trace]]\nlabel = "SpO2"\nlowest = 100\nhighest = 60\n', encoding="utf-8"
    )
    with pytest.raises(MontageError, match="lowest has to be below highest"):
        load_montage(tmp_path / "x.toml")
