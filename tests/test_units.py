"""Units as files of the field spell them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, ramp

from sleepscorer.channels import Role
from sleepscorer.montages import Montage, MontageTrace, resolve
from sleepscorer.recording import open_recording
from sleepscorer.units import is_unknown, microvolts_per

MICRO = [
    *(b"uV", b"UV", b"\xb5V", b"\xe6V", "µV".encode(), "μV".encode(), "Âµ".encode() + b"V", b"u\0V\0"),
    *(b"microV", b"microvol", b"Mikrovol", b"mkV", b"mcV", b"uVolt", b"uVolts", b"[uV]", b"uV.", b"u V"),
    *("мкВ".encode(), "мкВ".encode("cp1251"), "мкВ".encode("koi8-r"), "мкВ".encode("cp866"), b"\xecV"),
    *(b"10^-6 V", b"10**-6V", b"1e-6 V", "μV".encode("shift-jis"), "μV".encode("gbk")),
]


def night(folder: Path, unit: bytes | str, other: bytes | str = "uV", **changes: str) -> Path:
    signals = [
        Signal(ramp(60, 100), 100, "C4-M1", unit, **changes),
        Signal(ramp(60, 100), 100, "E1-M2", other),
    ]
    return EdfFile(signals).write(folder / "n.edf")


@pytest.mark.parametrize("unit", MICRO)
def test_microvolts_are_microvolts_in_any_code_page(unit: bytes, tmp_path: Path) -> None:
    found = open_recording(night(tmp_path, unit))
    assert [(c.unit, c.role) for c in found.channels] == [("uV", Role.EEG), ("uV", Role.EOG)]
    np.testing.assert_array_equal(found.read(0, 0, 60), found.read(1, 0, 60))
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        *((unit, 1e3) for unit in ("mV", "MV", "millivol", "10^-3 V", "мВ", "mVolt", "1e-3V")),
        *((unit, 1e6) for unit in ("V", "Volt", "volts", "В")),
        *((unit, 1e-3) for unit in ("nV", "10^-9 V", "нВ", "nanovolt")),
    ],
)
def test_other_voltages_are_scaled(unit: str, factor: float) -> None:
    assert microvolts_per(unit) == factor


@pytest.mark.parametrize(
    "unit", ["%", "degC", "bpm", "", "mmHg", "cmH2O", "Hz", "kOhm", "L/s", "lx", "mA", "g"]
)
def test_other_dimensions_are_no_voltage_and_no_riddle(unit: str) -> None:
    assert microvolts_per(unit) is None
    assert not is_unknown(unit)


UNKNOWN = [
    b"?V",
    b".V",
    b"_V",
    b"*V",
    b"\xbfV",
    "�V".encode(),
    b"\0V",
    b" V",
    b"\x1aV",
    b"a.u.",
    b"??",
    b"10e-6 V",
]


@pytest.mark.parametrize("unit", UNKNOWN)
def test_an_unknown_unit_is_shown_and_said_and_can_be_put_right(unit: bytes, tmp_path: Path) -> None:
    found = open_recording(night(tmp_path, unit))
    assert [(c.role, c.unit == "uV") for c in found.channels] == [(Role.EEG, False), (Role.EOG, True)]
    assert [trace.label for trace in found.traces if trace.shown] == ["C4-M1", "E1-M2"]
    assert any(text.startswith("C4-M1: the unit ") and "--unit" in text for text in found.warnings)
    found.assign_units({"C4-M1": "uV"})
    assert found.channels[0].unit == "uV"
    assert found.warnings == ()
    np.testing.assert_array_equal(found.read(0, 0, 60), found.read(1, 0, 60))
    found.assign_units({"C4-M1": "mV"})
    np.testing.assert_allclose(found.read(0, 0, 60), found.read(1, 0, 60) * 1000, rtol=1e-6)
    again = open_recording(night(tmp_path, unit), units={"C4-M1": "uV"})
    assert (again.channels[0].unit, again.warnings) == ("uV", ())
    found.assign_units({})
    assert found.channels[0].unit != "uV"


def test_a_unit_that_is_wrong_in_the_header_can_be_put_right(tmp_path: Path) -> None:
    found = open_recording(night(tmp_path, "mV"), units={"C4-M1": "uV"})
    np.testing.assert_array_equal(found.read(0, 0, 60), found.read(1, 0, 60))


@pytest.mark.parametrize(
    ("electrode", "reference"),
    [
        ({}, {"physical_min": "0", "physical_max": "0"}),
        ({}, {"digital_min": "5", "digital_max": "5"}),
        ({}, {"unit": ""}),
        ({}, {"unit": "?V"}),
        ({}, {"unit": "%"}),
        ({"unit": ""}, {"unit": ""}),
        ({"unit": "?V"}, {"unit": "uV"}),
        ({"physical_min": "0", "physical_max": "0"}, {}),
        ({}, {"unit": "a.u."}),
        ({"unit": ""}, {"unit": "uV"}),
    ],
)
def test_nothing_is_subtracted_in_another_unit(
    electrode: dict[str, str], reference: dict[str, str], tmp_path: Path
) -> None:
    signals = [
        Signal(ramp(60, 100), 100, "C4", **electrode),
        Signal(ramp(60, 100, 3), 100, "M1", **reference),
    ]
    found = open_recording(EdfFile(signals).write(tmp_path / "n.edf"))
    assert all(trace.reference is None for trace in found.traces)
    assert found.traces[0].label == "C4"
    assert found.warnings or found.channels[1].role is Role.OTHER
    montage = Montage("own", (MontageTrace("C4-M1", "C4", "M1"),))
    assert resolve(montage, found)[0] == []


def test_a_reference_without_a_scale_is_said(tmp_path: Path) -> None:
    signals = [
        Signal(ramp(60, 100), 100, "C4"),
        Signal(ramp(60, 100), 100, "M1", physical_min="0", physical_max="0"),
    ]
    found = open_recording(EdfFile(signals).write(tmp_path / "n.edf"))
    sentence = "C4 is shown as it stands: M1 has another unit, or no scale, and is not subtracted."
    assert sentence in found.warnings
    signals.append(Signal(ramp(60, 100, 3), 100, "M2"))
    found = open_recording(EdfFile(signals).write(tmp_path / "n.edf"))
    assert found.traces[0].label == "C4-M2"


def test_millivolts_and_microvolts_are_subtracted(tmp_path: Path) -> None:
    signals = [Signal(ramp(60, 100), 100, "C4", "mV"), Signal(ramp(60, 100, 3), 100, "M1")]
    found = open_recording(EdfFile(signals).write(tmp_path / "n.edf"))
    assert [trace.label for trace in found.traces] == ["C4-M1"]
