from __future__ import annotations

import pytest

from sleepscorer.channel_roles import Scale
from sleepscorer.channels import Derivation, Role, derive, electrode, guess_role, is_frontal, is_voltage
from sleepscorer.recording import open_recording
from sleepscorer.settings import DeviceSettings

EEG, EOG, EMG, ECG = Role.EEG, Role.EOG, Role.EMG, Role.ECG
BREATH, LEG, OTHER = Role.RESPIRATION, Role.LEG, Role.OTHER

ROLES = {
    "Sleep-EDF": {
        "EEG Fpz-Cz": EEG,
        "EEG Pz-Oz": EEG,
        "EOG horizontal": EOG,
        "Resp oro-nasal": BREATH,
        "EMG submental": EMG,
        "Temp rectal": OTHER,
        "Event marker": OTHER,
    },
    "AASM": {
        **dict.fromkeys(["F3", "F4", "C3", "C4", "O1", "O2", "Fz", "Cz", "Oz", "M1", "M2", "A1", "A2"], EEG),
        **dict.fromkeys(["F4-M1", "C3-A2", "C3A2", "C3_M2", "EEG C4-A1", "FP1_F3", "Cz-Ref"], EEG),
        **dict.fromkeys(["E1", "E2", "E1-M2", "E2-A2", "LOC", "ROC", "LOC-A2", "EOG(L)", "EOG-R"], EOG),
        **dict.fromkeys(["Chin1", "Chin2", "Chin1-Chin2", "EMG Chin", "EMG.Submental", "Lchin-Cchin"], EMG),
        **dict.fromkeys(["ECG", "EKG", "ECG1-ECG2", "ECG L"], ECG),
        **dict.fromkeys(["Flow", "Resp", "Resp oro-nasal"], BREATH),
        **{"Nasal Pressure": Role.NASAL_PRESSURE, "Thermistor": Role.THERMISTOR, "Abdomen": Role.ABDOMEN},
        **dict.fromkeys(["Thorax", "Chest"], Role.THORAX),
        **{"SpO2": Role.SPO2, "Snore": Role.SNORE, "Body position": Role.POSITION, "Pleth": Role.PLETH},
        **{"Pulse": Role.PULSE, "Light": Role.LIGHT, "Battery": Role.BATTERY, "EtCO2": Role.CO2},
    },
    "legs": {
        **dict.fromkeys(["Leg 1", "PLM1", "Leg L-R", "Legs", "EMG tibialis"], LEG),
        **dict.fromkeys(["LLEG", "Leg/L", "L Leg", "Left Leg", "EMG LAT", "LAT", "EMG Tib-L"], Role.LEG_LEFT),
        **dict.fromkeys(["R-LEG", "EMG RAT", "RAT", "EMG Ant Tibial R", "Rleg1-Rleg2"], Role.LEG_RIGHT),
    },
    "SHHS": {
        **dict.fromkeys(["EEG", "EEG(sec)", "EEG2", "EEG 2"], EEG),
        **dict.fromkeys(["EOG(L)", "EOG(R)"], EOG),
        **{"THOR RES": Role.THORAX, "ABDO RES": Role.ABDOMEN},
        **dict.fromkeys(["NEW AIR", "AIRFLOW"], Role.THERMISTOR),
        **{"SaO2": Role.SPO2, "H.R.": Role.PULSE, "POSITION": Role.POSITION, "LIGHT": Role.LIGHT},
        **dict.fromkeys(["OX stat", "OX STAT"], OTHER),
        "EMG": EMG,
        "ECG": ECG,
    },
    "Compumedics and MESA": {
        **dict.fromkeys(["EEG1", "EEG2", "EEG3"], EEG),
        **{"Pres": BREATH, "Thor": Role.THORAX, "Abdo": Role.ABDOMEN, "Therm": Role.THERMISTOR},
        **{"Sum": Role.EFFORT_SUM, "Cannula Flow": Role.NASAL_PRESSURE},
        **{"HR": Role.PULSE, "DHR": Role.PULSE, "Pos": Role.POSITION, "PlethWV": Role.PLETH},
        **dict.fromkeys(["STAT", "EKG_Off", "EOG-L_Off", "EMG_Off", "OxStatus"], OTHER),
        "EOG-L": EOG,
        "L Chin": EMG,
        "EKG": ECG,
    },
    "UCDDB": {
        "Lefteye": EOG,
        "RightEye": EOG,
        "C3A2": EEG,
        "ribcage": Role.THORAX,
        "abdo": Role.ABDOMEN,
        "BodyPos": Role.POSITION,
        "Sound": OTHER,
    },
    "impedances": dict.fromkeys(
        ["C3 Impédance", "C4-M1 (Imp)", "Jambe gauche Imp", "Chin Impedance", "EEG C3 Imp", "1 Impédance"],
        OTHER,
    ),
}


@pytest.mark.parametrize(
    ("label", "role"), [(label, role) for labels in ROLES.values() for label, role in labels.items()]
)
def test_role_from_a_label(label, role):
    assert guess_role(label) is role
    assert guess_role(f"  {label.upper()} ") is role


def test_roles_of_a_nox_recording(data_folder):
    recording = open_recording(data_folder / "odd-edf" / "rsleep__subject1.edf")
    found = {role: {c.label for c in recording.channels if c.role is role} for role in Role}
    assert found[EEG] == {
        *("C3", "C4", "F3", "F4", "O1", "O2", "M1", "M2"),
        *("C3-M2", "C4-M1", "F3-M2", "F4-M1", "O1-M2", "O2-M1"),
    }
    assert found[EOG] == {"E1", "E2", "E1-M2", "E2-M1"}
    assert found[ECG] == {"ECG"}
    assert (found[Role.LEG_LEFT], found[Role.LEG_RIGHT]) == ({"Left Leg"}, {"Right Leg"})
    assert found[Role.NASAL_PRESSURE] == {"Nasal Pressure", "Airflow"}  # both are in cmH2O
    assert {"Abdomen"} <= found[Role.ABDOMEN]
    assert {"Chest"} <= found[Role.THORAX]
    assert found[Role.EFFORT_SUM] == {"RIP Sum", "RIP Sum Cal"}
    assert found[Role.SPO2] == {"Saturation", "SpO2 B-B"}
    assert found[Role.PULSE] == {"Pulse", "Heart Rate"}
    assert {"RIP Flow"} <= found[BREATH]
    assert "PosAngle" not in found[BREATH] | found[Role.POSITION]
    assert not found[BREATH] & {"Resp Rate", "RIP-Phase", "Heart Rate", "Pulse"}
    assert all(c.role is OTHER for c in recording.channels if "mp" in c.label and c.unit == "Ohm")


@pytest.mark.parametrize("unit", ["Ohm", "kOhm", "%", "bpm", "DegC"])
def test_an_electrode_measured_in_another_unit_is_no_eeg(unit):
    assert guess_role("C3-M2", unit) is OTHER


@pytest.mark.parametrize("unit", ["uV", "µV", "μV", "mV", "V", "nV", "UV", ""])
def test_a_voltage_or_no_unit_at_all_is_an_eeg(unit):
    assert guess_role("C3-M2", unit) is EEG
    assert is_voltage(unit) is bool(unit)


@pytest.mark.parametrize("unit", ["V/s", "Ohm", "kV/m", "uVolt rms", "Boolean", "v2"])
def test_what_is_no_voltage(unit):
    assert not is_voltage(unit)


SENSORS = {
    ("SpO2", "%"): Role.SPO2,
    ("SpO2", ""): Role.SPO2,
    ("SpO2", "bpm"): OTHER,
    ("SpO2 Pulse", "bpm"): Role.PULSE,
    ("SpO2 Pulse", "%"): Role.SPO2,
    ("SpO2 Pulse", ""): OTHER,
    ("SpO2 quality", "%"): OTHER,
    ("Pulse", "mmHg"): OTHER,
    ("HRV", ""): OTHER,
    ("Resp Rate", "bpm"): OTHER,
    ("CPAP Press", "cmH2O"): Role.CPAP_PRESSURE,
    ("EPAP", "cmH2O"): Role.CPAP_PRESSURE,
    ("Mask Pressure", "mbar"): Role.CPAP_PRESSURE,
    ("CPAP Flow", "L/min"): Role.CPAP_FLOW,
    ("PAP Pt Flo", "L/min"): Role.CPAP_FLOW,
    ("CPAP Leak", ""): BREATH,
    ("Pressure", "cmH2O"): BREATH,
    ("Airflow", "cmH2O"): Role.NASAL_PRESSURE,
    ("Airflow", "uV"): Role.THERMISTOR,
    ("PTAF", ""): Role.NASAL_PRESSURE,
    ("RIP Sum", "uV"): Role.EFFORT_SUM,
    ("Capno", "mmHg"): Role.CO2,
    ("Position", "deg"): OTHER,
}


@pytest.mark.parametrize(("label", "unit"), SENSORS)
def test_a_sensor_is_told_from_label_and_unit(label, unit):
    assert guess_role(label, unit) is SENSORS[label, unit]


@pytest.mark.parametrize("role", Role)
def test_a_role_is_one_row_that_holds_together(role):
    row = role.type
    voltage = row.scale in (Scale.MICROVOLTS, Scale.AMPLITUDE)
    assert guess_role(row.label, "uV" if voltage else (row.units or ("",))[0]) is role
    assert Role(role.value) is role
    assert role.general.general is role.general
    assert (row.axis is not None) == (row.scale in (Scale.AMPLITUDE, Scale.RANGE))
    if row.scale is Scale.RANGE:
        low, high = row.axis
        wide_low, wide_high = row.wide_axis
        assert row.physical[0] <= wide_low <= low < min(row.levels) < max(row.levels) < high <= wide_high


@pytest.mark.parametrize("word", ["EEG", "EOG", "EMG", "ECG", "respiration", "leg EMG", "other"])
def test_roles_that_were_saved_before_are_read(word):
    assert Role(word).value == word
    assert DeviceSettings(roles={"X": word}).chosen_roles() == {"X": Role(word)}


# Derivations


def traces(*labels: str, rates: dict[str, float] | None = None) -> tuple[Derivation, ...]:
    roles = [guess_role(label) for label in labels]
    return derive(labels, roles, [(rates or {}).get(label, 256.0) for label in labels])


def shown(*labels: str, rates: dict[str, float] | None = None) -> list[str]:
    return [trace.label for trace in traces(*labels, rates=rates) if trace.shown]


def test_each_electrode_is_read_against_the_mastoid_of_the_other_side():
    assert shown("F3", "F4", "C3", "C4", "O1", "O2", "M1", "M2") == [
        *("F3-M2", "F4-M1", "C3-M2", "C4-M1", "O1-M2", "O2-M1")
    ]


def test_ears_stand_for_mastoids_and_keep_their_names():
    assert shown("EEG C3", "EEG C4", "EEG A1", "EEG A2") == ["C3-A2", "C4-A1"]
    assert shown("C3-Ref", "C4-Ref", "M1-Ref", "M2-Ref") == ["C3-M2", "C4-M1"]


def test_the_midline_and_both_eyes_are_read_against_m2():
    assert shown("Cz", "E1", "E2", "M2") == ["Cz-M2", "E1-M2", "E2-M2"]
    assert shown("LOC", "ROC", "A2") == ["LOC-A2", "ROC-A2"]


def test_the_only_mastoid_serves_both_sides():
    assert shown("C3", "C4", "E1", "M1") == ["C3-M1", "C4-M1", "E1-M1"]
    assert shown("C3", "C4", "E1", "M2") == ["C3-M2", "C4-M2", "E1-M2"]


def test_chin_and_ecg_electrodes_are_read_against_each_other():
    assert shown("Chin1", "Chin2", "ECG1", "ECG2") == ["Chin1-Chin2", "ECG1-ECG2"]
    assert shown("EMG1", "EMG2", "Chin 1", "Chin 2") == ["EMG1-EMG2", "Chin 1-Chin 2"]
    assert shown("Chin1", "ECG1") == ["Chin1", "ECG1"]


def test_a_derivation_knows_its_channels():
    (c4,) = (trace for trace in traces("M1", "C4") if trace.label == "C4-M1")
    assert (c4.channel, c4.reference, c4.channels, c4.role) == (1, 0, (1, 0), EEG)
    (alone,) = traces("C4-M1")
    assert (alone.reference, alone.channels) == (None, (0,))


def test_nothing_is_subtracted_at_another_sampling_rate():
    assert shown("C4", "M1", rates={"M1": 128.0}) == ["C4", "M1"]


@pytest.mark.parametrize("recorded", ["C3-M2", "EEG C3-A2", "C3M2", "C3_M2"])
def test_a_derivation_the_file_already_holds_is_not_doubled(recorded):
    found = traces("C3", "M2", recorded)
    assert [trace.label for trace in found if trace.shown] == [recorded]
    assert not next(trace for trace in found if trace.label == "C3").shown


def test_bipolar_channels_stay_as_they_are():
    assert shown("EEG Fpz-Cz", "EEG Pz-Oz", "EOG horizontal", "M1") == [
        *("EEG Fpz-Cz", "EEG Pz-Oz", "EOG horizontal", "M1")
    ]


def test_channels_of_no_known_role_are_hidden_but_there():
    found = traces("C4-M1", "Event marker")
    assert [(trace.label, trace.shown) for trace in found] == [("C4-M1", True), ("Event marker", False)]


def test_duplicate_labels_each_keep_a_trace():
    assert [trace.channel for trace in traces("C4-M1", "C4-M1")] == [0, 1]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("C4", "c4"),
        ("EEG C4-Ref", "c4"),
        ("EEG A1", "m1"),
        ("ROC", "e2"),
        ("EOG LOC", "e1"),
        ("Chin 1", "chin1"),
        ("C4-M1", None),
        ("Fpz-Cz", None),
        ("EMG submental", None),
        ("", None),
    ],
)
def test_electrode_of_a_referential_channel(label, name):
    assert electrode(label) == name


@pytest.mark.parametrize(
    ("label", "frontal"),
    [
        ("F4-M1", True),
        ("EEG Fpz-Cz", True),
        ("Fp1", True),
        ("AF3-A2", True),
        ("C4-M1", False),
        ("Flow", False),
    ],
)
def test_frontal_traces_are_where_slow_waves_are_measured(label, frontal):
    assert is_frontal(label) is frontal
