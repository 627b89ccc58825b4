"""Files of other scoring programs, made from their published layouts: stages, events, lights, refusals."""

from __future__ import annotations

import json
import struct
import zlib
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, keeper
from fuzzing import NUMBERS, TOKENS, try_all

from sleepscorer.edf.tal import encode_tal
from sleepscorer.errors import HypnogramError
from sleepscorer.formats import import_events, read_hypnogram
from sleepscorer.scoring import EventKind, Lights

STUDY = datetime(2024, 1, 15, 23, 59)

REMLOGIC = (
    "RemLogic Event Export\nPatient:\tx\nPatient ID:\tx\nRecording Date:\t15/01/2024\n\nEvents Included:\n"
    "SLEEP-S0\n\nSleep Stage\tPosition\tTime [hh:mm:ss]\tEvent\tDuration[s]\tLocation\n"
    "W\tSupine\t23:59:00\tSLEEP-S0\t30\tROC-LOC\nS1\t23:59:30\tSLEEP-S1\t30\tROC-LOC\n"
    "S2\tSupine\t00:00:00\tSLEEP-S2\t30\tROC-LOC\nS2\tSupine\t00:00:05\tHYPOPNEA\t12\tFlow\n"
    "S4\tSupine\t00:00:30\tSLEEP-S4\t30\tROC-LOC\nR\tSupine\t00:01:00\tSLEEP-REM\t30\tROC-LOC\n"
    "R\tSupine\t00:01:30\tSLEEP-MT\t30\tROC-LOC\n"
)
REMLOGIC_FRENCH = (
    "RemLogic Event Export\nHeure [hh:mm:ss]\tEvénement\tDurée[s]\n"
    "2024-01-15T23:59:00.000000\tSLEEP-S0\t30\n2024-01-15T23:59:30.000000\tSLEEP-S1\t30\n"
    "2024-01-16T00:00:00.000000\tSLEEP-S2\t30\n2024-01-16T00:00:05.000000\tHYPOPNEA\t12\n"
    "2024-01-16T00:00:30.000000\tSLEEP-S3\t30\n2024-01-16T00:01:00.000000\tSLEEP-REM\t30\n"
    "2024-01-16T00:01:30.000000\tSLEEP-UNSCORED\t30\n"
)
TWIN = (
    "23:58:30.00\tSTART RECORDING\n23:59:00.00\tSTAGE - W\n23:59:10.00\tLIGHTS OUT\n23:59:30.00\tSTAGE - N1\n"
    "00:00:00.00\tSTAGE - N2\n00:00:05.00\tRESPIRATORY EVENT - DUR: 12.0 SEC. - HYPOPNEA - DESAT 3.2 %\n"
    "00:00:30.00\tSTAGE - N3\n00:01:00.00\tSTAGE - R\n00:01:30.00\tSTAGE - NO STAGE\n00:01:50.00\tLIGHTS ON\n"
    "00:02:00.00\tSTOP RECORDING\n"
)
STAGES_CSV = (
    "Start Time,Duration (seconds),Event\n23:59:00,30.0, Wake\n23:59:30,30.0, Stage1\n00:00:00,30.0, Stage2\n"
    "00:00:05,12.0, Hypopnea\n00:00:30,30.0, Stage3\n00:01:00,30.0, REM\n00:01:30,30.0, UnknownStage\n"
)
NOX = (
    "Start Time;End Time;Event;Location\n15.01.2024 23:59:00;15.01.2024 23:59:30;sleep-wake;\n"
    "15.01.2024 23:59:30;16.01.2024 00:00:00;sleep-n1;\n16.01.2024 00:00:00;16.01.2024 00:00:30;sleep-n2;\n"
    "16.01.2024 00:00:05;16.01.2024 00:00:17;Hypopnea;Flow\n"
    "16.01.2024 00:00:30;16.01.2024 00:01:00;sleep-n3;\n16.01.2024 00:01:00;16.01.2024 00:01:30;sleep-rem;\n"
    "16.01.2024 00:01:30;16.01.2024 00:02:00;sleep-not-scored;\n"
)
ALICE = (
    " Epoch Number ,Start Time ,Sleep Stage \n1,11:59:00 PM,WK\n2,11:59:30 PM,N1\n3,12:00:00 AM,N2\n"
    "4,12:00:30 AM,N3\n5,12:01:00 AM,REM\n6,12:01:30 AM,NS\n"
)
ALICE_NUMBERS = "Epoch\tStage\n1\t11\n2\t12\n3\t13\n4\t14\n5\t15\n6\tNS\n"
SANDMAN = (
    "Patient\tx\nID\tx\nSex\tx\nStudy\tx\nStudy Date: 15/01/2024 22:00\n" + "\n" * 3 + "Epoch\tStage\tTime\n"
    "1\tWake\t11:59:00 PM\n2\tStage 1\t11:59:30 PM\n3\tStage 2\t12:00:00 AM\n4\tStage 4\t12:00:30 AM\n"
    "5\tREM\t12:01:00 AM\n6\tMovement\t12:01:30 AM\n"
)
SANDMAN_BARE = "Epoch\tStage\n1\tWake\n2\t1\n3\t2\n4\t3\n5\tRem\n6\tMovement\n"
GAMMA = (
    "Epoch\tUser-Defined Stage\tCAST-Defined Stage\n1\t0\t0\n2\t1\t2\n3\t2\t2\n4\t4\t2\n5\t5\t5\n6\t7\t5\n"
)
ZURICH = "0\n1 0\n2 1\n3 2 a\n4 3\n5 r\n6 m\n7 e\n"
SPISOP = "0\t0\n1\t1\n2\t0\n3\t0\n5\t0\n-1\t0\n"
DREAMS = "[HypnogramAASM]\n" + "5\n" * 6 + "3\n" * 6 + "2\n" * 6 + "1\n" * 6 + "4\n" * 6 + "-1\n" * 6
ELAN = "time_base 1.000000\nsampling_period 0.01\nepoch_nb 180\nepoch_list\n" + "".join(
    f"{code}\n" * 30 for code in (0, 1, 2, 3, 5, -1)
)
VISBRAIN = (
    "*Duration_sec\t180\n*Datafile\tx.edf\nWake\t29.99\nN1\t59.99\nN2\t89.99\nN3\t119.99\n"
    "REM\t149.99\nArt\t179.99\n"
)
MNE_TEXT = (
    "# MNE-Annotations\n# orig_time : 2024-01-15 23:59:00\n# onset, duration, description\n"
    "0.0,30.0,Sleep stage W\n30.0,30.0,Sleep stage N1\n60.0,30.0,Sleep stage N2\n65.0,12.0,Hypopnea\n"
    "90.0,30.0,Sleep stage N3\n120.0,30.0,Sleep stage R\n150.0,30.0,Sleep stage ?\n"
)
MNE_CSV = (
    "onset,duration,description,ch_names\n2024-01-15 23:59:00,30.0,Sleep stage W,\n"
    "2024-01-15 23:59:30.000000,30.0,Sleep stage 1,\n2024-01-16 00:00:00,30.0,Sleep stage 2,\n"
    "2024-01-16 00:00:05,12.0,Hypopnea,Flow\n2024-01-16 00:00:30,30.0,Sleep stage 4,\n"
    "2024-01-16 00:01:00,30.0,Sleep stage R,\n2024-01-16 00:01:30,30.0,Sleep stage ?,\n"
)
EDFBROWSER = (
    "Onset,Duration,Annotation\n+0.0000000,30,Sleep stage W\n+30.0000000,30,Sleep stage N1\n"
    "+60.0000000,30,Sleep stage N2\n+65.0000000,12,Hypopnea@@Flow\n+90.0000000,30,Sleep stage N3\n"
    "+120.0000000,30,Sleep stage R\n+150.0000000,30,Sleep stage ?\n"
)
SNOOZ = (
    "group\tname\tstart_sec\tduration_sec\tchannels\nstage\t0\t0\t30\t[]\nstage\t1\t30\t30\t[]\n"
    "stage\t2\t60\t30\t[]\nresp\tHypopnea\t65\t12\t['Flow']\nstage\t3\t90\t30\t[]\nstage\t5\t120\t30\t[]\n"
    "stage\t9\t150\t30\t[]\n"
)
IDS = "0,30,W\n30,30,N1\n60,30,N2\n90,30,N3\n120,30,REM\n150,30,UNKNOWN\n"
PHILIPS = (
    '<?xml version="1.0" encoding="utf-8"?><PatientStudy xmlns="http://www.respironics.com/PatientStudy.xsd">'
    "<Acquisition><Sessions><Session><RecordingStart>2024-01-15T23:59:00</RecordingStart>"
    "<Duration>180</Duration><LightsOff>10</LightsOff><LightsOn>170</LightsOn>"
    "</Session></Sessions></Acquisition>"
    '<ScoringData><Events><Event Family="Respiratory" Type="Hypopnea" Start="65" Duration="12"/></Events>'
    '<StagingData><UserStaging><NeuroAdultAASMStaging><Stage Type="Wake" Start="0"/>'
    '<Stage Type="NonREM1" Start="30"/><Stage Type="NonREM2" Start="60"/><Stage Type="NonREM3" Start="90"/>'
    '<Stage Type="REM" Start="120"/><Stage Type="NotScored" Start="150"/></NeuroAdultAASMStaging>'
    "</UserStaging></StagingData></ScoringData></PatientStudy>"
)
HERO = json.dumps(
    [
        [
            {"epoch": e + 1, "start": 30 * e, "end": 30 * e + 30, "stage": word, "digit": None, "clean": 1}
            for e, word in enumerate(("Wake", "N1", "N2", "N3", "REM", None))
        ],
        [
            {
                "key": "F1",
                "event": "Hypopnea",
                "digit": 1,
                "counter": 0,
                "epoch": [3],
                "start": 65.0,
                "end": 77.0,
            }
        ],
    ]
)
DREEM = "[0, 1, 2, 3, 4, -1]"

FILES = {
    "remlogic": (REMLOGIC, STUDY, True),
    "remlogic, French, dates in rows": (REMLOGIC_FRENCH, STUDY, True),
    "twin": (TWIN, datetime(1985, 1, 2, 23, 58, 30), True),
    "stanford": (STAGES_CSV, datetime(1985, 1, 2, 23, 59), True),
    "nox": (NOX, STUDY, True),
    "alice": (ALICE, datetime(1985, 1, 2, 23, 59), False),
    "alice, numbers": (ALICE_NUMBERS, None, False),
    "sandman": (SANDMAN, STUDY, False),
    "sandman, bare": (SANDMAN_BARE, None, False),
    "gamma": (GAMMA, None, False),
    "zurich": (ZURICH, None, False),
    "spisop": (SPISOP, None, False),
    "dreams": (DREAMS, None, False),
    "elan": (ELAN, None, False),
    "visbrain": (VISBRAIN, None, False),
    "mne text": (MNE_TEXT, STUDY, True),
    "mne csv": (MNE_CSV, STUDY, True),
    "edfbrowser": (EDFBROWSER, None, True),
    "snooz": (SNOOZ, None, True),
    "ids": (IDS, None, False),
    "philips": (PHILIPS, STUDY, True),
    "scoringhero": (HERO, None, True),
    "dreem": (DREEM, None, False),
}


def file(folder: Path, content: str | bytes, name: str = "night.dat") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_told_by_its_content_and_read(name: str, tmp_path: Path) -> None:
    content, start, has_event = FILES[name]
    read = read_hypnogram(file(tmp_path, content))
    scored = read.stages[:5].tolist()
    n_unscored = 2 if name == "zurich" else 1
    assert (scored, read.stages[5:].tolist()) == ([0, 1, 2, 3, 4], [-1] * n_unscored)
    assert read.start == start
    zero_s = 30.0 if name == "twin" else 0.0
    assert read.onset_s == zero_s
    events = [event for event in read.events if event.kind is EventKind.HYPOPNOEA]
    assert [(event.start_s, event.duration_s) for event in events] == [(65 + zero_s, 12)] * has_event


def test_lights_of_the_formats_that_have_them(tmp_path: Path) -> None:
    assert read_hypnogram(file(tmp_path, PHILIPS)).lights == Lights(10, 170)
    assert read_hypnogram(file(tmp_path, TWIN)).lights == Lights(40, 200)


def test_a_channel_stays_with_its_event(tmp_path: Path) -> None:
    for content in (REMLOGIC, NOX, MNE_CSV, EDFBROWSER, SNOOZ):
        assert [event.channel for event in read_hypnogram(file(tmp_path, content)).events] == ["Flow"]


def test_lists_without_an_epoch_length_say_so_and_take_one(tmp_path: Path) -> None:
    for content in (ZURICH, SPISOP, DREEM):
        path = file(tmp_path, content)
        assert not read_hypnogram(path).says_epoch_length
        assert read_hypnogram(path, epoch_seconds=60).stages[:4].tolist() == [0, 0, 1, 1]


def test_an_array_of_numpy_and_what_is_none(tmp_path: Path) -> None:
    path = tmp_path / "night.npy"
    np.save(path, np.array([[0], [1], [2], [3], [4], [-1]]))
    assert read_hypnogram(path).stages.tolist() == [0, 1, 2, 3, 4, -1]
    for values, sentence in (
        (np.ones((6, 5)) / 5, "5 numbers per epoch, such as probabilities"),
        (np.array([0.5, 1.0]), "no stages"),
        (np.array(["N1"]), "other things than numbers"),
        (np.array([{}], dtype=object), "other things than numbers"),
        (np.zeros((2, 2, 2)), "3 dimensions"),
    ):
        np.save(path, values, allow_pickle=True)
        with pytest.raises(HypnogramError, match=sentence):
            read_hypnogram(path)


def test_an_array_that_claims_more_than_the_file_holds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "night.npy"
    np.save(path, np.zeros(6, "<i8"))
    path.write_bytes(path.read_bytes().replace(b"(6,)", b"(6000000000,)").replace(b" " * 9, b"", 1))
    with pytest.raises(HypnogramError, match="no sound array"):
        read_hypnogram(path)


def fasst(folder: Path, n_raters: int = 1) -> Path:
    from scipy.io import savemat

    score = np.empty((3, n_raters), object)
    for rater in range(n_raters):
        score[0, rater] = np.array([0, 1, 2, 3, 5, np.nan])
        score[1, rater], score[2, rater] = f"rater {rater}", 30.0
    info = {"hour": np.array([23.0, 59.0, 0.0]), "date": np.array([2024.0, 1.0, 15.0]), "fname": "x"}
    path = folder / "night.mat"
    savemat(path, {"D": {"other": {"info": info, "CRC": {"score": score}}}}, do_compression=True)
    return path


def test_fasst(tmp_path: Path) -> None:
    read = read_hypnogram(fasst(tmp_path))
    assert (read.stages.tolist(), read.start, read.source) == ([0, 1, 2, 3, 4, -1], STUDY, "FASST")
    with pytest.raises(HypnogramError, match="the stages of 2 raters"):
        read_hypnogram(fasst(tmp_path, 2))


def test_a_mat_file_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    bomb = zlib.compress(bytes(300_000_000), 9)
    head = fasst(tmp_path).read_bytes()[:128]
    with pytest.raises(HypnogramError, match="unpacks to too much"):
        read_hypnogram(file(tmp_path, head + struct.pack("<II", 15, len(bomb)) + bomb))


def test_annotations_of_mne_in_fif(tmp_path: Path) -> None:
    import mne

    path = tmp_path / "night-annot.fif"
    onsets = [0.0, 30.0, 60.0, 65.0, 90.0]
    words = ["Sleep stage W", "Sleep stage N1", "Sleep stage N2", "Hypopnea", "Sleep stage R"]
    mne.Annotations(onsets, [30.0, 30.0, 30.0, 12.0, 30.0], words).save(path, verbose="error")
    for read in (read_hypnogram(path), read_hypnogram(file(tmp_path, path.read_bytes()))):
        assert read.stages.tolist() == [0, 1, 2, 4]
        assert [event.start_s for event in read.events] == [65]


def test_annotations_of_physionet(tmp_path: Path) -> None:
    wfdb = pytest.importorskip("wfdb")
    notes = ["W", "1", "2", "4 H", "R", "R"]
    samples = np.array([1, *(7500 * e for e in range(1, 6))])
    wfdb.wrann("slp", "st", samples, ['"'] * 6, aux_note=notes, fs=250, write_dir=str(tmp_path))
    read = read_hypnogram(tmp_path / "slp.st")
    assert (read.stages.tolist(), read.source) == ([0, 1, 2, 3, 4, 4], "WFDB")
    assert "1 notes on whole epochs" in read.warnings[0]
    changes = ["W", "N1", "(resp_hypopnea", "resp_hypopnea)", "N2", "R"]
    samples = np.array([1, 6000, 7000, 9400, 12000, 24000])
    wfdb.wrann("tr", "arousal", samples, ['"'] * 6, aux_note=changes, fs=200, write_dir=str(tmp_path))
    read = read_hypnogram(tmp_path / "tr.arousal")
    assert read.stages.tolist() == [0, 1, 2, 2, 4]
    assert [(e.kind, e.start_s, e.duration_s) for e in read.events] == [(EventKind.HYPOPNOEA, 35.0, 12.0)]
    wfdb.wrann("no", "st", np.arange(6), ['"'] * 6, aux_note=notes, write_dir=str(tmp_path))
    with pytest.raises(HypnogramError, match=r"no\.hea beside it"):
        read_hypnogram(tmp_path / "no.st")


def markers(*rows: tuple[str, int, int, str | None]) -> list[dict[str, object]]:
    """Markers as Noxturnal exchanges them: label, first and last second, signal."""
    return [
        {
            "label": label,
            "signal": signal,
            "start_time": (STUDY + timedelta(seconds=begin)).isoformat(),
            "stop_time": (STUDY + timedelta(seconds=end)).isoformat(),
            "scoring_type": "Manual",
        }
        for label, begin, end, signal in rows
    ]


NOX_NIGHT = markers(
    *[
        (f"sleep-{stage}", 30 * e, 30 * e + 30, None)
        for e, stage in enumerate(["wake", "n1", "n2", "n3", "rem"])
    ],
    ("apnea-obstructive", 40, 55, "Nasal Pressure"),
    ("oxygensaturation-drop", 50, 80, "SpO2"),
    ("arousal", 56, 60, None),
    ("snore-train", 61, 90, None),
    ("period-analysisstart", 0, 0, None),
)


def nox(**scorings: list[dict[str, object]]) -> dict[str, object]:
    named = [{"scoring_name": name, "markers": rows} for name, rows in scorings.items()]
    return {"version": "1.0", "active_scoring_name": "ours", "scorings": named}


def test_scorings_of_noxturnal_in_json(tmp_path: Path) -> None:
    other = markers(("sleep-wake", 0, 30, None))
    for content in (nox(ours=NOX_NIGHT), nox(other=other, ours=NOX_NIGHT), nox(alone=NOX_NIGHT)):
        path = file(tmp_path, json.dumps(content, indent=2))
        read = read_hypnogram(path)
        assert (read.stages.tolist(), read.start, read.source) == ([0, 1, 2, 3, 4], STUDY, "Noxturnal")
        assert [(e.kind, e.start_s, e.duration_s, e.channel, e.words) for e in read.events] == [
            (EventKind.OBSTRUCTIVE_APNOEA, 40, 15, "Nasal Pressure", ""),
            (EventKind.DESATURATION, 50, 30, "SpO2", ""),
            (EventKind.AROUSAL, 56, 4, None, ""),
            (EventKind.OTHER, 61, 29, None, "snore-train"),
        ]
        assert import_events(path).events == read.events


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (nox(one=NOX_NIGHT, two=NOX_NIGHT), "holds 2 scorings; keep one of them in a file"),
        (
            nox(ours=[{**NOX_NIGHT[0], "start_time": "tonight"}]),
            "marker 1, has no start_time and a later",
        ),
        (
            nox(ours=[{**NOX_NIGHT[0], "stop_time": "2000-01-01"}]),
            "marker 1, has no start_time and a later",
        ),
        ({**nox(ours=NOX_NIGHT), "scorings": [{"markers": "start_time"}]}, "holds no list of markers"),
        ({**nox(ours=[]), "note": ["markers", "start_time"]}, "holds a scoring without a marker"),
    ],
)
def test_scorings_of_noxturnal_that_are_refused(content: object, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match=sentence):
        read_hypnogram(file(tmp_path, json.dumps(content)))


def test_events_of_the_dreams_databases(tmp_path: Path) -> None:
    rows = (
        "[vis1_Spindles/C3-A1]\n  6.42\t0.91\n 61.5 1.1\n[vis2_Kcomplexes/CZ-A1]\n70 1\n"
        "[vis1_REMs/P8]\n80.25 0.5\n"
    )
    path = file(tmp_path, rows)
    assert [(e.kind, e.start_s, e.duration_s, e.channel, e.words) for e in import_events(path).events] == [
        (EventKind.SPINDLE, 6.42, 0.91, "C3-A1", ""),
        (EventKind.SPINDLE, 61.5, 1.1, "C3-A1", ""),
        (EventKind.K_COMPLEX, 70, 1, "CZ-A1", ""),
        (EventKind.OTHER, 80.25, 0.5, "P8", "REMs"),
    ]
    assert import_events(path).from_recording_start
    with pytest.raises(HypnogramError, match="holds no sleep stage"):
        read_hypnogram(path)
    with pytest.raises(HypnogramError, match=r"line 2: '6\.42' is no onset and length"):
        import_events(file(tmp_path, "[vis1_Spindles/C3-A1]\n6.42\n"))


def test_annotations_of_the_nsrr_in_edf(tmp_path: Path) -> None:
    texts = [
        *[(30.0 * e, 30.0, stage) for e, stage in enumerate(["W", "N1", "N2", "N3", "R", "?"])],
        (0.0, None, "lights_off"),
        (40.0, 15.0, "apnea_obstructive"),
        (60.0, 12.0, "hypopnea"),
        (70.0, 30.0, "desat"),
        (75.0, 4.0, "arousal_spontaneous"),
        (95.0, 3.0, "unsure"),
    ]
    tals = b"".join(encode_tal(onset, length, text) for onset, length, text in texts)
    notes = Signal([keeper("+0", tals), *(keeper(f"+{30 * r}") for r in range(1, 6))], 400, "EDF Annotations")
    path = EdfFile([notes], record_seconds="30", reserved="EDF+C").write(tmp_path / "n.edf")
    read = read_hypnogram(path)
    assert (read.stages.tolist(), read.lights.off_s) == ([0, 1, 2, 3, 4, -1], 0.0)
    expected = [
        (EventKind.OBSTRUCTIVE_APNOEA, 40, ""),
        (EventKind.HYPOPNOEA, 60, ""),
        (EventKind.DESATURATION, 70, ""),
        (EventKind.AROUSAL, 75, ""),
        (EventKind.OTHER, 95, "unsure"),
    ]
    assert [(e.kind, e.start_s, e.words) for e in read.events] == expected
    assert [(e.kind, e.start_s, e.words) for e in import_events(path).events] == expected


def test_events_of_no_kind_keep_their_words_in_every_format_that_has_events(tmp_path: Path) -> None:
    path = file(tmp_path, STAGES_CSV + "23:59:40,4,Gargling (right)\n")
    (gargling,) = [event for event in read_hypnogram(path).events if event.kind is EventKind.OTHER][-1:]
    assert gargling.words == "Gargling (right)"
    assert gargling in import_events(path).events


@pytest.mark.parametrize("content", [NOX, GAMMA, SNOOZ, "Epoch;Stage\n1;W\n2;N1\n3;N2\n4;N3\n5;R\n6;?\n"])
def test_a_sheet_of_excel_is_read_as_the_text_it_would_be(content: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for line in content.splitlines():
        cells = line.split("\t" if "\t" in line else ";")
        book.active.append([float(cell) if cell.isdecimal() else cell for cell in cells])
    book.save(tmp_path / "night.xlsx")
    assert read_hypnogram(tmp_path / "night.xlsx").stages.tolist() == [0, 1, 2, 3, 4, -1]


def test_a_workbook_without_stages_is_named_itself(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Epoch", "Stage"])
    book.active.append([1, "N7"])
    book.save(tmp_path / "night.xlsx")
    with pytest.raises(HypnogramError, match=r"night\.xlsx.*'N7' is no sleep stage"):
        read_hypnogram(tmp_path / "night.xlsx")


@pytest.mark.parametrize("package", ["openpyxl", "wfdb"])
def test_a_missing_package_is_named_with_how_to_get_it(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sleepscorer.formats import spreadsheet
    from sleepscorer.formats.grammars import library_files

    for module in (spreadsheet, library_files):
        monkeypatch.setattr(module, "find_spec", lambda name: None)
    workbook = b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml"
    notes = b"\0\x58\x01\xfcW\0" * 3 + b"\0\0"
    with pytest.raises(HypnogramError, match=rf"install {package} with pip install 'sleepscorer\[formats\]'"):
        read_hypnogram(file(tmp_path, workbook if package == "openpyxl" else notes))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (REMLOGIC.replace("23:59:30", "29:59:30"), "time that cannot be read"),
        (REMLOGIC.replace("\t12\tFlow", "\tsoon\tFlow"), "line 13: 'soon' is no number"),
        (REMLOGIC.replace("15/01/2024", "31/02/2024"), "date that does not exist"),
        (GAMMA.replace("4\t4", "4\t8"), "line 5: '8' is no sleep stage of Gamma"),
        (GAMMA.replace("4\t4", "2\t4"), "epoch 2 comes after epoch 3"),
        (ZURICH.replace("0\n1 0", "7\n1 0"), "starts with an offset"),
        (ELAN.replace("time_base 1.0", "time_base 0.0"), "no length of an epoch"),
        (DREAMS.replace("-1", "7"), "'7' is no sleep stage of DREAMS"),
        (VISBRAIN.replace("149.99", "9"), "comes before the end"),
        (DREEM.replace("-1", "5"), "epoch 6: 5 is no stage"),
        (DREEM.replace("-1]", "-1"), "no sound JSON"),
        (HERO.replace('"N3"', '"N7"'), "epoch 4: 'N7' is no stage of ScoringHero"),
        (HERO.replace('"end": 60', '"end": NaN'), "no sound JSON"),
        (PHILIPS.replace('"NonREM3"', '"Deep"'), "'Deep' is no sleep stage of Philips"),
        (
            PHILIPS.replace("<UserStaging>", "<Staging>").replace("</UserStaging>", "</Staging>"),
            "no sleep stage",
        ),
        ("onset,duration,description\n0,0,Sleep stage W\n30,0,Sleep stage R\n", "seconds or milliseconds"),
        (SNOOZ.replace("stage\t3\t90", "stage\t3\tx"), "line 6: 'x' is no number"),
    ],
)
def test_a_wrong_variant_is_refused_with_its_cause(content: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(HypnogramError, match=sentence):
        read_hypnogram(file(tmp_path, content))


def test_numbers_of_mne_csv_are_seconds_or_milliseconds_as_the_durations_say(tmp_path: Path) -> None:
    for unit in (1, 1000):
        rows = "".join(f"{30 * e * unit},30.0,Sleep stage {word}\n" for e, word in enumerate("WRW"))
        read = read_hypnogram(file(tmp_path, f"onset,duration,description\n{rows}"))
        assert read.stages.tolist() == [0, 4, 0]


def test_stages_of_the_program_alone_are_said_to_be(tmp_path: Path) -> None:
    content = PHILIPS.replace("UserStaging", "MachineStaging")
    assert "nobody has scored" in read_hypnogram(file(tmp_path, content)).warnings[0]


def test_several_raters_of_wonambi_are_refused(tmp_path: Path) -> None:
    rater = (
        "<rater name='{}'><stages><epoch><epoch_start>0</epoch_start><epoch_end>30</epoch_end>"
        "<stage>NREM2</stage></epoch></stages></rater>"
    )
    both = f"<annotations>{rater.format('a')}{rater.format('b')}</annotations>"
    with pytest.raises(HypnogramError, match="the stages of 2 raters"):
        read_hypnogram(file(tmp_path, both))
    read = read_hypnogram(file(tmp_path, f"<annotations>{rater.format('a')}<rater name='b'/></annotations>"))
    assert read.stages.tolist() == [2]


def test_a_file_that_two_formats_claim_alike_names_both(tmp_path: Path) -> None:
    from sleepscorer.formats.sniff import Claim, any_text, read_head, surest

    class Row:
        def __init__(self, name: str, claim: Claim) -> None:
            self.name, self.sniff = name, lambda head: claim

    head = read_head(file(tmp_path, "x"))
    rows = [Row("one", Claim.LAYOUT), Row("two", Claim.LAYOUT), Row("any", any_text(head))]
    with pytest.raises(HypnogramError, match="as one or as two, which differ"):
        surest(head, rows, lambda a, b: a is b)
    rows.append(Row("signed", Claim.SIGNATURE))
    assert surest(head, rows, lambda a, b: a is b).name == "signed"


def test_spoilt_files_are_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    known = [(f"{name}.dat", content.encode()) for name, (content, _, _) in FILES.items()]
    known.append(("night.mat", fasst(tmp_path).read_bytes()))
    opened, refused = try_all(known, 1500, read_hypnogram, tmp_path, pieces=TOKENS + NUMBERS, opening=600)
    assert opened > 100
    assert refused > 100
