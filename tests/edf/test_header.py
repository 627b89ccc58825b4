from __future__ import annotations

import os
from datetime import datetime

import numpy as np
import pytest
from edf_files import EdfFile, Signal, ramp
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.edf.header import read_header
from sleepscorer.errors import RecordingError
from sleepscorer.recording import open_recording


def plain(**changes) -> EdfFile:
    return EdfFile([Signal(ramp(4, 10), 10)], **changes)


def with_signal(**changes) -> EdfFile:
    return EdfFile([Signal(ramp(4, 10), 10, **changes)])


def test_a_sound_header_needs_no_repair(tmp_path):
    header = read_header(plain().write(tmp_path / "night.edf"))
    assert header.warnings == ()
    assert (header.n_records, header.record_seconds, header.header_bytes) == (4, 1.0, 512)
    assert header.start == datetime(2020, 3, 2, 22, 30)
    assert header.equipment == "Embla N7000"
    assert not header.is_plus
    assert not header.is_discontinuous


@pytest.mark.parametrize(
    ("edf", "sentence"),
    [
        (plain(said_records="-1"), "The header does not say how many data records there are; 4 were found."),
        (plain(said_records="?"), "The header does not say how many data records there are; 4 were found."),
        (
            plain(said_records="9"),
            "The file ends early: the header promises 9 data records, 4 are there.",
        ),
        (plain(said_records="3"), "The header promises 3 data records but 4 are there; all are shown."),
        (plain(tail=b"\0" * 7), "7 bytes after the last whole data record were ignored."),
        (
            plain(header_patches={184: b"9999    "}),
            "The header says it is 9999 bytes long; its signals make it 512.",
        ),
        (
            plain(header_patches={184: b" " * 8}),
            "The header says it is no bytes long; its signals make it 512.",
        ),
        (
            plain(recording="Startdate 02-MAR-9999 X X X"),
            "The header's year 9999 is not believed; the time of day counts alone.",
        ),
        (
            plain(recording="Startdate X X X X", date="01.01.85", time="00.00.00"),
            "The header says that the start is unknown; times count from the first sample.",
        ),
        (plain(tail=b"\n"), "1 byte after the last whole data record was ignored."),
        (
            plain(date="00.00.00", recording="X"),
            "The header holds no valid start date; the time of day counts alone.",
        ),
        (
            plain(date="00.00.00", recording="X", time="00.00.00"),
            "The header holds no valid start date and time; times count from the first sample.",
        ),
        (
            plain(time="26.00.99"),
            "The header holds no valid start date and time; times count from the first sample.",
        ),
        (
            plain(record_seconds="1,0"),
            "The header writes its duration of a data record with a decimal comma; "
            "it was read as a decimal point.",
        ),
        (
            with_signal(physical_min="-499,5"),
            "The header writes its physical min with a decimal comma; it was read as a decimal point.",
        ),
    ],
)
def test_each_repair_says_so_in_one_sentence(tmp_path, edf, sentence):
    header = read_header(edf.write(tmp_path / "night.edf"))
    assert header.warnings == (sentence,)
    assert header.n_records == 4


@pytest.mark.parametrize(
    "patch",
    [
        {"physical_min": b"-500\0\0\0\0"},
        {"digital_min": b"\0-32768\0"},
        {"digital_max": "32767.0"},
        {"physical_max": "  500"},
        {"physical_max": "5e2"},
    ],
)
def test_numbers_padded_or_written_unusually_are_read_without_a_word(tmp_path, patch):
    header = read_header(with_signal(**patch).write(tmp_path / "night.edf"))
    (signal,) = header.signals
    assert (signal.physical_min, signal.physical_max) == (-500, 500)
    assert (signal.digital_min, signal.digital_max) == (-32768, 32767)
    assert header.warnings == ()


@pytest.mark.parametrize(
    ("label", "read"),
    [(b"Imp\xe9dance", "Impédance"), ("Impédance".encode(), "Impédance"), (b"EEG\0\0", "EEG"), (b"", "")],
)
def test_labels_are_utf_8_or_latin_1(tmp_path, label, read):
    header = read_header(with_signal(label=label).write(tmp_path / "night.edf"))
    assert header.signals[0].label == read


@pytest.mark.parametrize("unit", [b"\xb5V", "µV".encode(), "μV".encode()])
def test_a_micro_sign_in_any_encoding_never_becomes_volt(tmp_path, unit):
    recording = open_recording(with_signal(unit=unit).write(tmp_path / "night.edf"))
    (channel,) = recording.channels
    assert channel.unit == "uV"
    assert channel.gain == pytest.approx(1000 / 65535)


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        ({"recording": "X", "date": "31.12.84"}, datetime(2084, 12, 31, 22, 30)),
        ({"recording": "X", "date": "01.01.85"}, datetime(1985, 1, 1, 22, 30)),
        ({"recording": "Startdate 05-may-2091 X X X", "date": "05.05.yy"}, datetime(2091, 5, 5, 22, 30)),
        ({"recording": "Startdate X X X X"}, datetime(2020, 3, 2, 22, 30)),
        ({"recording": "Startdate 02-MAR-2020", "time": "01:02:03"}, datetime(2020, 3, 2, 1, 2, 3)),
        ({"recording": "X", "date": "02/03/20"}, datetime(2020, 3, 2, 22, 30)),
        ({"recording": "Startdate 02-OKT-2020 X X X", "date": "02.10.20"}, datetime(2020, 10, 2, 22, 30)),
    ],
)
def test_start_of_the_recording(tmp_path, changes, start):
    assert read_header(plain(**changes).write(tmp_path / "night.edf")).start == start


@pytest.mark.parametrize(
    ("recording", "equipment"),
    [
        ("Startdate 02-MAR-2020 PSG-1 tech_1 Embla_N7000 more", "Embla N7000"),
        ("Startdate 02-MAR-2020 PSG-1 tech_1 X", ""),
        ("Somnologica of Jane Doe on a device", ""),
    ],
)
def test_only_the_equipment_is_kept_of_the_recording_identification(tmp_path, recording, equipment):
    header = read_header(
        plain(recording=recording, patient="12 F 1970 Jane_Doe").write(tmp_path / "night.edf")
    )
    assert header.equipment == equipment
    assert "Jane" not in repr(header)


def sentence_of(path) -> str:
    with pytest.raises(RecordingError) as caught:
        open_recording(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty (0 bytes)"),
        (b"this is a text file, not a recording\n" * 40, "is not an EDF or BDF file"),
        (b"0       short", "ends inside its header"),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
            "is a Git LFS pointer",
        ),
        (b"GDF 2.10".ljust(600), "is not an EDF or BDF file"),
        (plain().header()[:300], "ends inside its header"),
        (plain(header_patches={252: b"0   "}).header(), "holds no signal according to its header"),
        (plain(header_patches={252: b"abcd"}).header(), "holds no signal according to its header"),
        (plain(record_seconds="soon").header(), "does not say how long its data records are"),
        (plain(record_seconds="nan").header() + b"\1" * 80, "does not say how long its data records are"),
        (plain(record_seconds="inf").header() + b"\1" * 80, "does not say how long its data records are"),
        (plain().header(), "holds a header but no data"),
        (plain(record_seconds="0").header() + plain().data(), "holds a header but no data"),
        (with_signal(digital_min="low").header(), "has a damaged header"),
        (
            EdfFile([Signal([b"+0\x14\x14\0"], 20, "EDF Annotations")]).header() + b"\0" * 40,
            "holds annotations",
        ),
    ],
)
def test_what_cannot_be_opened_is_refused_in_one_sentence(tmp_path, content, said):
    path = tmp_path / "night.edf"
    path.write_bytes(content)
    sentence = sentence_of(path)
    assert said in sentence
    assert sentence.startswith(str(path))
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path):
    assert "is a folder" in sentence_of(tmp_path)
    assert "does not exist" in sentence_of(tmp_path / "gone.edf")
    assert "does not exist" in sentence_of(tmp_path / "gone" / "night.edf")


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_says_so(tmp_path):
    path = plain().write(tmp_path / "night.edf")
    path.chmod(0)
    assert "check its permissions" in sentence_of(path)


@given(st.lists(st.tuples(st.integers(8, 767), st.binary(min_size=1, max_size=6)), min_size=1, max_size=4))
def test_no_damage_to_a_header_can_crash_the_reader(tmp_path, patches):
    night = EdfFile([Signal(ramp(4, 10), 10), Signal(ramp(4, 2), 2)], header_patches=dict(patches))
    path = tmp_path / "night.edf"
    path.write_bytes((night.header() + night.data())[: 768 + 96])
    try:
        recording = open_recording(path)
    except RecordingError:
        return
    for channel in range(len(recording.channels)):
        page = recording.read(channel, 0, 1)
        assert page.dtype == np.float32
    recording.close()


numbers = st.sampled_from(
    ["-5", "0", "1", "99999999", "1e300", "1e-320", "nan", "inf", "-inf", "", "1,5", "0x10", "1_0"]
)


@pytest.mark.filterwarnings("ignore:overflow")
@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ("physical_min", "physical_max", "digital_min", "digital_max", "samples_per_record"), numbers
        ),
    ),
    st.none() | numbers,
    st.none() | numbers,
)
def test_no_number_in_a_header_can_crash_the_reader(tmp_path, patch, seconds, said):
    night = EdfFile([Signal(ramp(4, 10), 10)], record_seconds=seconds or "1", said_records=said)
    data = night.data()
    for name, value in patch.items():
        setattr(night.signals[0], name, value)
    path = tmp_path / "night.edf"
    night.signals[0].digital = ramp(4, 10)
    header = EdfFile(night.signals, record_seconds=night.record_seconds, said_records=said or "4").header()
    path.write_bytes(header + data)
    try:
        recording = open_recording(path)
    except RecordingError:
        return
    (channel,) = recording.channels
    assert np.isfinite([channel.gain, channel.offset, channel.sampling_rate_hz, recording.duration_s]).all()
    assert channel.sampling_rate_hz > 0
    assert recording.read(0, 0, min(1, 100 / channel.sampling_rate_hz)).dtype == np.float32
