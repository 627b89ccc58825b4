"""No byte of an anonymous copy tells who the patient is, however that is spelt; standard texts stay."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, keeper, ramp

from sleepscorer.channels import Role
from sleepscorer.edf.tal import encode_tal
from sleepscorer.errors import HypnogramError
from sleepscorer.formats import Anonymous, read_hypnogram, write_full_copy
from sleepscorer.formats.copy_header import filters_of
from sleepscorer.formats.identifiers import Identifiers
from sleepscorer.formats.standard_texts import is_measurement_label, is_standard_annotation, is_standard_label
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Proposal, scoring_from_stages

NURSE = Author(AuthorKind.TECHNICIAN, "AB")
PATIENT = "MCH-4711 F 02-MAY-1951 Schmidt-Rottluff_Jürgen_O'Neill.Sean"


def night(path: Path, *texts: bytes, patient: str | bytes = PATIENT, **changes: object) -> Path:
    label = changes.pop("label", "EEG C4-M1")
    notes_label = changes.pop("notes_label", "EDF Annotations")
    held = [b"".join(texts) if second == 3 else b"" for second in range(120)]
    notes = [keeper(f"+{second}", text) for second, text in enumerate(held)]
    size = max(map(len, notes)) // 2 + 8
    signals = [
        Signal(ramp(120, 50), 50, label),  # type: ignore[arg-type]
        Signal(ramp(120, 4), 4, "SpO2", unit=changes.pop("unit", "%")),  # type: ignore[arg-type]
        Signal(notes, size, notes_label, physical_min="-1"),  # type: ignore[arg-type]
    ]
    edf = EdfFile(signals, reserved="EDF+C", patient="X", **changes)  # type: ignore[arg-type]
    edf.header_patches[8] = (patient.encode() if isinstance(patient, str) else patient).ljust(80)
    return edf.write(path)


def statement(text: str | bytes) -> bytes:
    return b"+3\x14" + (text if isinstance(text, bytes) else text.encode()) + b"\x14\0"


def copied(source: Path, anonymous: Anonymous | None = None) -> Path:
    target = source.with_name("copy.edf")
    scoring = scoring_from_stages(np.zeros(4, int), NURSE)
    write_full_copy(source, target, scoring, anonymous=anonymous or Anonymous())
    return target


def texts_of(path: Path) -> list[str]:
    return [a.text for a in open_recording(path).annotations() if not a.text.startswith("Sleep stage")]


@pytest.mark.parametrize(
    ("spelling", "left"),
    [
        ("Rottluff", "XXXXXXXX"),
        ("SCHMIDT rottluff", "XXXXXXX XXXXXXXX"),
        ("Sean", "XXXX"),
        ("oneill", "oXXXXX"),
        ("Juergen", "XXXXXXX"),
        ("JURGEN", "XXXXXX"),
        ("Jürgen".encode("latin-1"), "XXXXXX"),
        ("Jürgen".encode("cp437"), "XXXXXX"),
        ("J?rgen", "XXXXXX"),
        ("MCH 4711", "XXXXXXXX"),
        ("mch_4711", "XXXXXXXX"),
        ("MCH4711", "XXXXXXX"),
        ("47 11 MCH", "47 11 XXX"),
        ("02.05.1951", "X" * 10),
        ("1951-05-02", "X" * 10),
        ("2/5/51", "X" * 6),
        ("5/2/1951", "X" * 8),
        ("02-MAY-1951", "X" * 11),
        ("19510502", "X" * 8),
        ("2. Mai 1951", "X" * 11),
        ("2 mai 1951", "X" * 10),
        ("2 de mayo de 1951", "X" * 17),
        ("2 maggio 1951", "X" * 13),
        ("2. května 1951", "X" * 14),
        ("May 2nd, 1951", "X" * 13),
        ("born in 1951", "born in XXXX"),
        ("R o t t l u f f", "X" * 15),
    ],
)
def test_a_spelling_is_struck_out(spelling: str | bytes, left: str, tmp_path: Path) -> None:
    copy = copied(
        night(
            tmp_path / "n.edf",
            statement(b"< " + (spelling if isinstance(spelling, bytes) else spelling.encode()) + b" > turns"),
        )
    )
    assert texts_of(copy) == [f"< {left} > turns"]


@pytest.mark.parametrize("page", ["utf-8", "latin-1", "cp437", "cp850"])
def test_a_header_in_any_code_page_names_the_patient(page: str, tmp_path: Path) -> None:
    patient = "X F X Müller_Zoë".encode(page)
    texts = [
        statement(text) for text in ("Mueller", "MULLER", "Zoe", "Zoë".encode(page), "Müller".encode(page))
    ]
    copy = copied(night(tmp_path / "n.edf", *texts, patient=patient))
    assert all(not text.strip("X") for text in texts_of(copy))


@pytest.mark.parametrize(
    ("patient", "text", "left"),
    [
        ("X M X Li_Wu", "Li asks Wu about LiWu, lights, sWung", "XX asks XX about XXXX, lights, sWung"),
        ("X F X von_der_An", "von an anlieger", "XXX XX anlieger"),
        ("X F X Ann_Eva", "Ann in the channel, evaluation", "XXX in the channel, evaluation"),
        ("X F X 李_小龙", "病人李说", "病人X说"),
        ("12 F X X", "12 turns, 112", "XX turns, 112"),
        ("19-510502-1234 F X X", "19510502 1234", "XXXXXXXX XXXX"),
        ("Smith, John 2 May 1951", "john smithson, may 2.5.51", "XXXX XXXXXson, may XXXXXX"),
        ("X X X X", "X marks the F spot 1951", "X marks the F spot 1951"),
    ],
)
def test_short_and_common_words_are_struck_out_where_they_stand_alone(
    patient: str, text: str, left: str, tmp_path: Path
) -> None:
    assert texts_of(copied(night(tmp_path / "n.edf", statement(text), patient=patient))) == [left]


def test_standard_texts_stay_whatever_the_patient_is_called(tmp_path: Path) -> None:
    texts = ["Lights off", "Obstructive apnea", "EEG arousal"]
    held = [encode_tal(3, None, text) for text in (*texts, "Light sleep, obstructive")]
    source = night(tmp_path / "n.edf", *held, patient="STAGE-2 F X Light_Sleep_Obstructive_EEG_Annotations")
    copy = copied(source)
    assert texts_of(copy) == [*texts, "XXXXX XXXXX, XXXXXXXXXXX"]
    assert [c.label for c in open_recording(copy).channels] == ["EEG C4-M1", "SpO2"]


def test_labels_keep_the_role_of_a_channel(tmp_path: Path) -> None:
    source = night(tmp_path / "n.edf", label="EMG Bein li", patient="X F X Bein_Li")
    channel = open_recording(copied(source)).channels[0]
    assert (channel.label, channel.role) == ("EMG Leg Left 1", Role.LEG_LEFT)
    source = night(tmp_path / "n.edf", label="EEG right Muster", patient="X F X Mustermann")
    assert open_recording(copied(source)).channels[0].label == "EEG right XXXXXX"


def test_fields_of_the_header_hold_what_their_grammar_explains(tmp_path: Path) -> None:
    source = night(tmp_path / "n.edf", unit="Rottl")
    raw = bytearray(source.read_bytes())
    for offset, (text, width) in {256 + 48 + 3 * 80 + 3 * 40: ("HP:0.3Hz LP:35Hz Rottluff", 80)}.items():
        raw[offset : offset + width] = text.encode().ljust(width)
    raw[256 + 48 : 256 + 48 + 80] = b"cup electrode of Sean".ljust(80)
    source.write_bytes(raw)
    copy = open_recording(copied(source))
    assert [c.unit for c in copy.channels] == ["uV", ""]
    assert copy.channels[0].transducer == "cup electrode of XXXX"
    assert "ottluff" not in copy.channels[0].prefiltering


@pytest.mark.parametrize(
    ("field", "left"),
    [
        ("HP:0.1Hz LP:75Hz N:50Hz", "HP:0.1Hz LP:75Hz N:50Hz"),
        ("HP: 0,3 Hz of Rottluff", "HP:0,3Hz"),
        ("Rottluff", ""),
        ("HP:DC born 02.05.1951 LP:4711Hz", "HP:DC"),
    ],
)
def test_prefiltering_keeps_filters_alone(field: str, left: str) -> None:
    assert filters_of(field) == left


def test_what_is_not_understood_is_no_longer_there(tmp_path: Path) -> None:
    odd = (b"-+3\x14Rottluff\x14\0", b"+1e\x14Sean\x14\0", b"Jurgen\0\0", b"+3\x15x\x14MCH-4711\x14\0")
    raw = copied(night(tmp_path / "n.edf", *odd)).read_bytes().lower()
    assert not [
        word for word in (b"rottluff", b"sean", b"jurgen", b"4711") if word in raw.replace(b"+4711", b"")
    ]


@pytest.mark.parametrize("label", ["EDF annotations", "EDF ANNOTATIONS", "edf_annotations", "Remarks"])
def test_texts_under_another_label_are_read_or_refused(label: str, tmp_path: Path) -> None:
    source = night(tmp_path / "n.edf", statement("Rottluff asleep"), notes_label=label)
    if label == "Remarks":
        with pytest.raises(HypnogramError, match="holds texts in place of samples"):
            copied(source)
        assert not source.with_name("copy.edf").exists()
    else:
        assert texts_of(copied(source)) == ["XXXXXXXX asleep"]


def test_words_among_samples_refuse_the_copy(tmp_path: Path) -> None:
    source = night(tmp_path / "n.edf")
    raw = bytearray(source.read_bytes())
    raw[1024 + 20 : 1024 + 28] = b"rottLuff"
    source.write_bytes(raw)
    with pytest.raises(HypnogramError, match="stands among its samples"):
        copied(source)
    assert not source.with_name("copy.edf").exists()


def test_the_copy_is_searched_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Identifiers, "struck", lambda self, text, may_be_cut=False: text)
    source = night(tmp_path / "n.edf", statement("Rottluff asleep"))
    with pytest.raises(HypnogramError, match="annotations would still tell who the patient is"):
        copied(source)
    assert [path.name for path in tmp_path.iterdir()] == ["n.edf"]


def test_free_texts_can_be_dropped(tmp_path: Path) -> None:
    texts = ["Frau S. unruhig", "Lights off", "Apnée obstructive", "Obstruktive Apnoe"]
    held = [encode_tal(3, None, text) for text in texts]
    source = night(tmp_path / "n.edf", *held, label="EEG of somebody")
    copy = copied(source, Anonymous(drop_texts=True))
    assert texts_of(copy) == ["Lights off", "Obstructive apnea", "Obstructive apnea"]
    assert [c.label for c in open_recording(copy).channels] == ["EEG 1", "SpO2"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hypopnea [asked for her husband]", "Hypopnea"),
        ("Hypopnea [asked for her husband]@@SpO2", "Hypopnea@@SpO2"),
        ("Body position: on the side of the window", "Body position"),
        ("Body position: Supine", "Body position: supine"),
        ("Other: waits for her husband", "Other"),
        ("Arousal (ARO SPONT)", "EEG arousal"),
        ('Proposed by "her husband" (x), score 0.5: Hypopnea [y]', "Proposed by model, score 0.5: Hypopnea"),
    ],
)
def test_free_texts_of_known_events_are_dropped_too(text: str, left: str, tmp_path: Path) -> None:
    source = night(tmp_path / "n.edf", encode_tal(3, None, text))
    assert texts_of(copied(source, Anonymous(drop_texts=True))) == [left]


@pytest.mark.parametrize("anonymous", [None, Anonymous(), Anonymous(drop_texts=True)])
def test_a_proposal_stays_one_until_it_is_confirmed(anonymous: Anonymous | None, tmp_path: Path) -> None:
    source = night(tmp_path / "n.edf")
    origin = Proposal(Author(AuthorKind.MODEL, "Sean's scorer"), "Rottluff")
    event = Event(EventKind.HYPOPNOEA, 3.0, 12.0, "SpO2", note="Sean", proposal=origin)
    scoring = scoring_from_stages(np.zeros(4, int), NURSE)
    scoring.apply(scoring.propose_events([event], origin.author))
    write_full_copy(source, tmp_path / "a.edf", scoring, anonymous=anonymous)
    assert [e.is_proposed for e in read_hypnogram(tmp_path / "a.edf").events] == [True]
    scoring.apply(scoring.confirm_events(scoring.events, NURSE))
    write_full_copy(tmp_path / "a.edf", tmp_path / "b.edf", scoring, anonymous=anonymous)
    assert [e.is_proposed for e in read_hypnogram(tmp_path / "b.edf").events] == [False]


def test_events_of_the_scoring_name_nobody_either(tmp_path: Path) -> None:
    source = night(tmp_path / "n.edf", label="EEG Rottluff")
    event = Event(EventKind.AROUSAL, 3.0, 4.0, "EEG Rottluff")
    scoring = scoring_from_stages(np.zeros(4, int), NURSE)
    scoring.apply(scoring.add_events([event], NURSE))
    write_full_copy(source, tmp_path / "copy.edf", scoring, anonymous=Anonymous())
    assert b"rottluff" not in (tmp_path / "copy.edf").read_bytes().lower()


def test_what_is_standard() -> None:
    assert is_standard_annotation("Sleep stage N2")
    assert is_standard_annotation("EEG arousal@@C4-M1")
    assert not is_standard_annotation("EEG arousal@@Rottluff")
    assert not is_standard_annotation("Sleep stage Rottluff")
    assert is_standard_label("EMG Chin1-Chin2")
    assert not is_standard_label("EMG Bein")
    assert is_measurement_label("EMG Bein li")
    assert not is_measurement_label("4711")
