"""Copies of recordings with stages inside: samples untouched, annotations kept, names only where asked."""

from __future__ import annotations

import hashlib
import tracemalloc
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, keeper, ramp
from hypothesis import given, settings
from hypothesis import strategies as st
from limits import files_of_at_most

from sleepscorer.edf.header import read_header
from sleepscorer.edf.tal import Annotation, encode_tal
from sleepscorer.errors import HypnogramError
from sleepscorer.formats import full_copy, read_hypnogram
from sleepscorer.formats.copy_header import Anonymous, _number, is_unit
from sleepscorer.formats.edf_layout import EdfLayout
from sleepscorer.formats.full_copy import write_full_copy
from sleepscorer.prescoring.run import marks_of
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Lights, Scoring, scoring_from_stages
from sleepscorer.scoring.recorded import changes_of_marks
from sleepscorer.storage import sidecar

NURSE = Author(AuthorKind.TECHNICIAN, "AB")
NAME = "Doe_Jane"


def scored(n_epochs: int, seed: int = 1) -> Scoring:
    return scoring_from_stages(np.random.default_rng(seed).integers(-1, 5, n_epochs), NURSE)


def night(seconds: int = 120, record_s: int = 1, **changes: object) -> EdfFile:
    n = seconds // record_s
    signals = [Signal(ramp(n, 50), 50, "EEG C4-M1"), Signal(ramp(n, 5, 3), 5, "SpO2", unit="%")]
    return EdfFile(signals, record_seconds=str(record_s), **changes)  # type: ignore[arg-type]


def plus(
    *tals: tuple[int, bytes], n: int = 120, onsets: list[str] | None = None, **changes: object
) -> EdfFile:
    held = {record: b"".join(tal for at, tal in tals if at == record) for record, _ in tals}
    names = onsets or [f"+{i}" for i in range(120)]
    notes = [keeper(onset, held.get(i, b"")) for i, onset in enumerate(names)]
    signals = [Signal(ramp(len(names), 50), 50), Signal(notes, 100, "EDF Annotations", physical_min="-1")]
    reserved = str(changes.pop("reserved", "EDF+C"))
    return EdfFile([*signals, Signal(ramp(len(names), 4, 3), 4)], reserved=reserved, **changes)  # type: ignore[arg-type]


def samples(path: Path) -> list[bytes]:
    """Digest of each signal, from the bytes of the file."""
    header = read_header(path)
    raw, found, at = path.read_bytes()[header.header_bytes :], [], 0
    for signal in header.signals:
        size = signal.samples_per_record * header.bytes_per_sample
        records = (raw[r * header.record_bytes + at :][:size] for r in range(header.n_records))
        if not signal.is_annotation:
            found.append(hashlib.sha256(b"".join(records)).digest())
        at += size
    return found


def test_a_plain_recording_gets_its_stages_and_keeps_its_samples(tmp_path: Path) -> None:
    source = night().write(tmp_path / "x.edf")
    scoring = scored(4)
    write_full_copy(source, tmp_path / "y.edf", scoring, lights=Lights(3.5, 119.0))
    assert samples(tmp_path / "y.edf") == samples(source)
    read = read_hypnogram(tmp_path / "y.edf")
    assert (read.stages.tolist(), read.lights, read.onset_s) == (
        scoring.stages.tolist(),
        Lights(3.5, 119.0),
        0.0,
    )
    copy, original = open_recording(tmp_path / "y.edf"), open_recording(source)
    assert (copy.start, copy.duration_s) == (original.start, original.duration_s)
    assert [(c.label, c.unit, c.gain, c.offset) for c in copy.channels] == [
        (c.label, c.unit, c.gain, c.offset) for c in original.channels
    ]
    assert copy.warnings == ()


@pytest.mark.parametrize("layout", [EdfLayout(merged=True), EdfLayout(rk_texts=True)])
def test_other_readers_find_stages_and_samples(layout: EdfLayout, tmp_path: Path) -> None:
    import edfio
    import mne
    import pyedflib

    source = night().write(tmp_path / "x.edf")
    write_full_copy(source, tmp_path / "y.edf", scored(4), layout=layout)
    ours = [(a.onset_s, a.duration_s, a.text) for a in open_recording(tmp_path / "y.edf").annotations()]
    theirs = mne.io.read_raw_edf(tmp_path / "y.edf", verbose="error")
    assert [(a["onset"], a["duration"], a["description"]) for a in theirs.annotations] == ours
    edf = edfio.read_edf(tmp_path / "y.edf")
    assert [(a.onset, a.duration, a.text) for a in edf.annotations] == ours
    np.testing.assert_array_equal(edf.signals[0].digital, edfio.read_edf(source).signals[0].digital)
    with pyedflib.EdfReader(str(tmp_path / "y.edf")) as reader:
        assert [row[2] for row in zip(*reader.readAnnotations(), strict=True)] == [row[2] for row in ours]
        assert reader.getPhysicalDimension(0) == "uV"


def test_old_stages_are_replaced_and_other_annotations_kept(tmp_path: Path) -> None:
    old = [
        (0, encode_tal(0, 30, "Sleep stage R")),
        (5, encode_tal(5.25, 3, "Arousal ü")),
        (5, encode_tal(5.5, None, "Sleep stage 4@@C4")),
        (7, b"+7\x14Note\x14Sleep stage W\x14second\x14\0"),
        (9, encode_tal(9, None, "Lights off")),
        (60, encode_tal(60, None, "1")),
    ]
    source = plus(*old).write(tmp_path / "x.edf")
    write_full_copy(source, tmp_path / "y.edf", scored(4), lights=Lights(10.0))
    assert samples(tmp_path / "y.edf") == samples(source)
    found = [(a.onset_s, a.text) for a in open_recording(tmp_path / "y.edf").annotations()]
    others = [row for row in found if not row[1].startswith("Sleep stage")]
    assert others == [(5.25, "Arousal ü"), (7.0, "Note"), (7.0, "second"), (10.0, "Lights off"), (60.0, "1")]
    assert len(found) - len(others) == 4
    again = tmp_path / "z.edf"
    write_full_copy(tmp_path / "y.edf", again, scored(4, seed=2), lights=Lights(10.0))
    assert read_hypnogram(again).stages.tolist() == scored(4, seed=2).stages.tolist()
    kept = [a.text for a in open_recording(again).annotations() if not a.text.startswith("Sleep stage")]
    assert kept == [text for _, text in others]


def test_an_event_of_the_recorder_that_was_taken_is_written_once(tmp_path: Path) -> None:
    old = [(5, encode_tal(5.25, 20, "Desat")), (40, encode_tal(40, None, "Impedance check"))]
    source = plus(*old).write(tmp_path / "x.edf")
    scoring = scored(4)
    taken = marks_of(open_recording(source), with_remarks=True).events
    assert [event.kind for event in taken] == [EventKind.DESATURATION, EventKind.OTHER]
    scoring.apply(scoring.add_events(taken, NURSE))
    write_full_copy(source, tmp_path / "y.edf", scoring)
    assert read_hypnogram(tmp_path / "y.edf").events == taken


def test_an_event_of_the_recorder_that_was_altered_and_one_removed_stand_as_they_are_now(
    tmp_path: Path,
) -> None:
    old = [
        (5, encode_tal(5.25, 20, "Desat")),
        (30, encode_tal(30, 3, "Arousal")),
        (40, encode_tal(40, None, "Impedance check")),
        (50, encode_tal(50, 12, "Hypopnea")),
    ]
    source = plus(*old).write(tmp_path / "x.edf")
    scoring = scored(4)
    recorded = marks_of(open_recording(source))
    take = changes_of_marks(recorded, scoring)[0]
    scoring.apply(take)
    desaturation, arousal, hypopnoea = scoring.events
    moved = replace(desaturation, start_s=7.0, duration_s=18.0)
    twice = replace(moved, start_s=8.0, note="probe moved")
    scoring.apply(scoring.replace_event(desaturation, moved, NURSE))
    scoring.apply(scoring.replace_event(moved, twice, NURSE))
    apnoea = replace(hypopnoea, kind=EventKind.OBSTRUCTIVE_APNOEA)
    scoring.apply(scoring.replace_event(hypopnoea, apnoea, NURSE))
    scoring.apply(scoring.remove_events([arousal], NURSE))
    sidecar.save(tmp_path / "night.json", sidecar.Sidecar("", scoring))
    kept = sidecar.load(tmp_path / "night.json").scoring
    for name, night in (("y.edf", scoring), ("z.edf", kept)):
        write_full_copy(source, tmp_path / name, night)
        read = read_hypnogram(tmp_path / name).events
        assert read == (twice, Event(EventKind.OTHER, 40.0, 0.0, words="Impedance check"), apnoea)


def test_events_of_the_recorder_that_were_not_taken_over_stay_in_a_copy(tmp_path: Path) -> None:
    source = plus((5, encode_tal(5.25, 20, "Desat"))).write(tmp_path / "x.edf")
    scoring = scored(4)
    take = changes_of_marks(marks_of(open_recording(source)), scoring)[0]
    scoring.apply(take)
    scoring.apply(take.inverse())
    assert scoring.recorded == ()
    write_full_copy(source, tmp_path / "y.edf", scoring)
    assert [event.start_s for event in read_hypnogram(tmp_path / "y.edf").events] == [5.25]


def test_an_event_that_is_there_already_is_not_written_twice(tmp_path: Path) -> None:
    arousal = Event(EventKind.AROUSAL, 5.25, 3.0, "C4-M1")
    old = [(5, encode_tal(5.25, 3, arousal.text)), (6, encode_tal(6, 3, arousal.text))]
    source = plus(*old).write(tmp_path / "x.edf")
    scoring = scored(4)
    scoring.apply(scoring.add_events([arousal], NURSE))
    write_full_copy(source, tmp_path / "y.edf", scoring)
    write_full_copy(tmp_path / "y.edf", tmp_path / "z.edf", scoring)
    for name in ("y.edf", "z.edf"):
        assert [event.start_s for event in read_hypnogram(tmp_path / name).events] == [5.25, 6.0]


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("-0.00001", "0.00001"),
        ("-1.5e-7", "1.5e-7"),
        ("-3276.8", "3276.7"),
        ("-1e7", "1e7"),
        ("-.5", "12345678"),
    ],
)
def test_scales_survive_whatever_their_size(low: str, high: str, tmp_path: Path) -> None:
    signal = Signal(ramp(60, 10), 10, unit="V", physical_min=low, physical_max=high)
    source = EdfFile([signal]).write(tmp_path / "x.edf")
    write_full_copy(source, tmp_path / "y.edf", scored(2))
    copy, original = open_recording(tmp_path / "y.edf"), open_recording(source)
    np.testing.assert_array_equal(copy.read(0, 0, 60), original.read(0, 0, 60))


@given(value=st.floats(-1e7, 1e7).map(lambda value: float(f"{value:.4g}")))
def test_a_number_fits_into_eight_characters(value: float) -> None:
    text = _number(value)
    assert len(text) <= 8
    assert float(text) == pytest.approx(value, rel=1e-2 if abs(value) < 1e-3 else 1e-3)


@pytest.mark.parametrize("text", ["-.003906", ".0039062", "-0.00391", "3.906e-9", "-32768"])
def test_a_number_that_a_header_holds_is_written_as_exactly(text: str) -> None:
    assert float(_number(float(text))) == float(text)


def test_gaps_stay_gaps(tmp_path: Path) -> None:
    onsets = [f"+{i if i < 40 else i + 80}.5" for i in range(120)]
    source = plus(onsets=onsets, reserved="EDF+D").write(tmp_path / "x.edf")
    original = open_recording(source)
    scoring = scored(original.n_epochs)
    events = [
        Annotation(45.0, 80.0, "over the gap"),
        Annotation(-3.0, None, "before"),
        Annotation(199.9, 9, "end"),
    ]
    write_full_copy(source, tmp_path / "y.edf", scoring, events=events)
    copy = open_recording(tmp_path / "y.edf")
    assert (copy.gaps, copy.start, copy.duration_s) == (original.gaps, original.start, original.duration_s)
    np.testing.assert_array_equal(copy.read(0, 0, 200), original.read(0, 0, 200))
    assert read_hypnogram(tmp_path / "y.edf").stages.tolist() == scoring.stages.tolist()
    texts = {a.text: a.onset_s for a in copy.annotations()}
    assert (texts["over the gap"], texts["before"], texts["end"]) == (45.0, -3.0, 199.9)


def test_a_bdf_recording_stays_one(tmp_path: Path) -> None:
    signal = Signal(ramp(60, 10) * 200, 10, digital_min="-8388608", digital_max="8388607")
    source = EdfFile([signal], bdf=True).write(tmp_path / "x.bdf")
    write_full_copy(source, tmp_path / "y.bdf", scored(2))
    assert samples(tmp_path / "y.bdf") == samples(source)
    assert read_hypnogram(tmp_path / "y.bdf").stages.tolist() == scored(2).stages.tolist()
    assert (tmp_path / "y.bdf").read_bytes()[192:197] == b"BDF+C"


def test_a_header_that_breaks_rules_is_mended_in_the_copy(tmp_path: Path) -> None:
    edf = night(said_records="-1", patient="M\xfcller", recording="from the lab")
    edf.signals[0].unit = b"\xb5V"
    edf.signals[0].physical_min = "-499,5"
    source = edf.write(tmp_path / "x.edf")
    write_full_copy(source, tmp_path / "y.edf", scored(4))
    raw = (tmp_path / "y.edf").read_bytes()
    assert all(32 <= byte <= 126 for byte in raw[: 256 * 4])
    assert raw[8:88].rstrip() == b"X X X Muller"
    assert raw[88:168].rstrip() == b"Startdate 02-MAR-2020 X X X from the lab"
    copy = open_recording(tmp_path / "y.edf")
    assert (copy.channels[0].unit, copy.warnings) == ("uV", ())
    np.testing.assert_allclose(copy.read(0, 0, 9), open_recording(source).read(0, 0, 9))


@pytest.mark.parametrize(
    ("unit", "written"),
    [(b"\xe6V", "uV"), ("\u03bcV".encode(), "uV"), ("мкВ".encode("cp1251"), "uV"), (b"\xb0C", "degC")],
)
def test_a_unit_of_another_code_page_keeps_its_scale_in_a_copy(
    unit: bytes, written: str, tmp_path: Path
) -> None:
    edf = night()
    edf.signals[0].unit = unit
    write_full_copy(edf.write(tmp_path / "x.edf"), tmp_path / "y.edf", scored(4))
    fields = (tmp_path / "y.edf").read_bytes()[256:]
    assert fields[96 * 3 : 96 * 3 + 8].decode().strip() == written


@pytest.mark.parametrize("made", [night, plus])
def test_an_anonymous_copy_names_nobody(made: object, tmp_path: Path) -> None:
    notes = [(3, encode_tal(3, None, "Called Jane, DOE said hello")), (4, encode_tal(4, 2, "Arousal"))]
    changes = {
        "patient": f"MRN-00765 F 02-MAR-1951 {NAME}",
        "recording": "Startdate 02-MAR-2020 PSG-9 Dr_Who Embla",
    }
    edf = plus(*notes, **changes) if made is plus else night(**changes)
    source = edf.write(tmp_path / "x.edf")
    write_full_copy(source, tmp_path / "y.edf", scored(4), anonymous=Anonymous(timedelta(days=-100)))
    raw = (tmp_path / "y.edf").read_bytes().lower()
    for word in (b"jane", b"doe", b"mrn", b"00765", b"1951", b"who", b"psg-9"):
        assert word not in raw
    assert samples(tmp_path / "y.edf") == samples(source)
    copy = open_recording(tmp_path / "y.edf")
    assert copy.start == datetime(2020, 3, 2, 22, 30) - timedelta(days=100)
    if made is plus:
        texts = [a.text for a in copy.annotations() if not a.text.startswith("Sleep")]
        assert texts == ["Called XXXX, XXX said hello", "Arousal"]


@pytest.mark.parametrize(
    ("patient", "said", "left"),
    [
        ("X F X M\xfcller", "Frau M\xfcller, MULLER", "Frau XXXXXX, XXXXXX"),
        ("X M X Li_Wu", "Li asks Wu about lights, sWung", "XX asks XX about lights, sWung"),
        ("Smith, John", "john smithson", "XXXX XXXXXson"),
        ("X X X X", "X marks the F spot", "X marks the F spot"),
    ],
)
def test_words_of_a_name_are_struck_out(patient: str, said: str, left: str, tmp_path: Path) -> None:
    source = plus((3, encode_tal(3, None, said)), patient=patient).write(tmp_path / "x.edf")
    write_full_copy(source, tmp_path / "y.edf", scored(4), anonymous=Anonymous())
    texts = [a.text for a in open_recording(tmp_path / "y.edf").annotations()]
    assert [text for text in texts if not text.startswith("Sleep")] == [left]


def test_a_copy_names_the_patient_as_the_recording_does(tmp_path: Path) -> None:
    source = night(patient=f"MRN-00765 F 02-MAR-1951 {NAME}").write(tmp_path / "x.edf")
    write_full_copy(source, tmp_path / "y.edf", scored(4))
    assert (tmp_path / "y.edf").read_bytes()[8:88] == source.read_bytes()[8:88]


def test_the_recording_is_never_its_own_copy(tmp_path: Path) -> None:
    source = night().write(tmp_path / "x.edf")
    (tmp_path / "link.edf").symlink_to(source)
    before = source.read_bytes()
    for target in (source, tmp_path / "link.edf"):
        with pytest.raises(HypnogramError, match="is the recording itself"):
            write_full_copy(source, target, scored(4))
    assert source.read_bytes() == before


@pytest.mark.parametrize("what", ["samples", "stages"])
def test_a_copy_that_does_not_read_back_leaves_the_old_file(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = night().write(tmp_path / "x.edf")
    target = tmp_path / "y.edf"
    target.write_bytes(b"old")
    write = full_copy._write

    def spoil(*arguments: object) -> str:
        digest = write(*arguments)  # type: ignore[arg-type]
        path = arguments[1]
        assert isinstance(path, Path)
        raw = bytearray(path.read_bytes())
        at = 1024 if what == "samples" else raw.index(b"Sleep stage") + 12
        raw[at] ^= 1
        path.write_bytes(raw)
        return digest

    monkeypatch.setattr(full_copy, "_write", spoil)
    with pytest.raises(HypnogramError, match=r"y\.edf could not be written"):
        write_full_copy(source, target, scored(4))
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.edf", "y.edf"]


@settings(max_examples=40)
@given(
    record_s=st.sampled_from(["0.1", "1", "2.5", "9.59375", "60", "600"]),
    n_records=st.integers(1, 40),
    bdf=st.booleans(),
    n_events=st.integers(0, 30),
)
def test_any_record_length(
    record_s: str, n_records: int, bdf: bool, n_events: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    edf = EdfFile([Signal(ramp(n_records, 7), 7)], record_seconds=record_s, bdf=bdf)
    source = edf.write(folder / f"x.{'bdf' if bdf else 'edf'}")
    n_epochs = max(1, open_recording(source).n_epochs)
    events = [Annotation(i * 0.37, 0.5, f"Event {i} ✓") for i in range(n_events)]
    target = folder / f"y{source.suffix}"
    write_full_copy(source, target, scored(n_epochs), events=events)
    assert samples(target) == samples(source)
    assert read_hypnogram(target).stages.tolist() == scored(n_epochs).stages.tolist()
    assert sum(a.text.startswith("Event") for a in open_recording(target).annotations()) == n_events


def test_memory_does_not_grow_with_the_recording(tmp_path: Path) -> None:
    signal = Signal(ramp(1, 2_000_000), 2_000_000)
    edf = EdfFile([signal] * 8, record_seconds="3600")
    source = edf.write(tmp_path / "x.edf")
    tracemalloc.start()
    write_full_copy(source, tmp_path / "y.edf", scored(120))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert source.stat().st_size > 32_000_000
    assert peak < 20_000_000
    assert samples(tmp_path / "y.edf") == samples(source)


def test_a_full_disk_leaves_the_old_copy(tmp_path: Path) -> None:
    source = night().write(tmp_path / "x.edf")
    (tmp_path / "y.edf").write_bytes(b"old")
    with (
        files_of_at_most(5000),
        pytest.raises(HypnogramError, match=r"y\.edf could not be written \(file too"),
    ):
        write_full_copy(source, tmp_path / "y.edf", scored(4))
    assert (tmp_path / "y.edf").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.edf", "y.edf"]


@pytest.mark.parametrize("anonymous", [None, Anonymous()], ids=["named", "anonymous"])
def test_odd_recordings_of_the_field_are_copied(
    anonymous: Anonymous | None, tmp_path: Path, data_folder: Path
) -> None:
    refused = ("edfize__zero-data-records.edf", "openedf__test_v1.edf")
    paths = sorted((data_folder / "odd-edf").glob("*.[eb]df"))
    assert len(paths) == 20
    for source in (path for path in paths if path.name not in refused):
        original, target = open_recording(source), tmp_path / source.name
        scoring = scored(max(1, original.n_epochs))
        write_full_copy(source, target, scoring, anonymous=anonymous)
        copy = open_recording(target)
        assert samples(target) == samples(source)
        assert (copy.start, copy.gaps) == (original.start, original.gaps)
        units = [c.unit.replace("°", "deg") for c in original.channels]
        kept_units = [unit if is_unit(unit) or anonymous is None else "" for unit in units]
        assert [c.unit for c in copy.channels] == kept_units
        assert read_hypnogram(target).stages.tolist() == scoring.stages.tolist()
        kept, old = (
            sorted(a.text for a in recording.annotations() if not a.text.startswith("Sleep stage"))
            for recording in (copy, original)
        )
        assert kept == old


def test_a_copy_of_a_year_that_the_header_cannot_hold_says_so(tmp_path: Path) -> None:
    source = night(recording="Startdate 02-MAR-1970 X X X", date="02.03.70").write(tmp_path / "x.edf")
    said: list[str] = []
    write_full_copy(source, tmp_path / "y.edf", scored(4), tell=said.append)
    assert "the file says 1985-03-02; its time of day is right" in said[0]
    assert read_header(tmp_path / "y.edf").start == datetime(1985, 3, 2, 22, 30)
    shifted = Anonymous(timedelta(days=20 * 365))
    write_full_copy(source, tmp_path / "y.edf", scored(4), anonymous=shifted, tell=said.append)
    assert len(said) == 1
