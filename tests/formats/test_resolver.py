"""Files of the kinds that were read wrong: each is read right, or refused with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from formats.test_edf_hypnogram import edf_plus

from sleepscorer.edf.tal import encode_tal
from sleepscorer.errors import HypnogramError, UnknownKeyError, UnknownWordsError
from sleepscorer.formats import import_events, place, read_hypnogram
from sleepscorer.scoring import EventKind, Lights
from sleepscorer.stages import Stage

START = datetime(2021, 5, 4, 22)
RUNS = (("W", 4), ("N1", 2), ("N2", 10), ("N3", 8), ("R", 6), ("W", 2))
NIGHT = tuple(word for word, count in RUNS for _ in range(count))
TRUTH = [int(Stage[word]) for word in NIGHT]


def spans() -> list[tuple[str, int, int]]:
    """Word, first epoch from 0, and number of epochs of each run."""
    found, first = [], 0
    for word, count in RUNS:
        found.append((word, first, count))
        first += count
    return found


def written(folder: Path, name: str, lines: Sequence[str], ends: str = "\n", coding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes((ends.join(lines) + ends).encode(coding))
    return path


def clock(seconds: float, form: str = "%H:%M:%S", start: datetime = START) -> str:
    return format(start + timedelta(seconds=seconds), form)


def numbers(seconds: float) -> str:
    return f"{seconds:g}"


# Runs in a table

RUN_TABLES = {
    "seconds": ("onset,duration,stage", lambda w, a, n: f"{30 * a},{30 * n},{w}"),
    "start and duration": ("start,duration,stage", lambda w, a, n: f"{30 * a},{30 * n},{w}"),
    "decimal commas": ("Beginn;Dauer;Schlafstadium", lambda w, a, n: f"{30 * a},0;{30 * n},0;{w}"),
    "start and end": ("start\tend\tstage", lambda w, a, n: f"{30 * a}\t{30 * (a + n)}\t{w}"),
    "French": ("Début;Fin;Stade", lambda w, a, n: f"{30 * a};{30 * (a + n)};{w}"),
    "Spanish": ("Estadio;Inicio;Duración", lambda w, a, n: f"{w};{30 * a};{30 * n}"),
    "Italian clock": ("Inizio;Fine;Stadio", lambda w, a, n: f"{clock(30 * a)};{clock(30 * (a + n))};{w}"),
    "clock and duration": ("Time,Duration,Stage", lambda w, a, n: f"{clock(30 * a)},{30 * n},{w}"),
    "minutes": ("start_min,duration_min,stage", lambda w, a, n: f"{a / 2:g},{n / 2:g},{w}"),
    "brackets": ("Start [s],Duration [s],Sleep Stage", lambda w, a, n: f"{30 * a},{30 * n},{w}"),
    "epochs": ("Epoch Start,Epoch End,Stage", lambda w, a, n: f"{a + 1},{a + n},{w}"),
    "epochs from 0": ("first_epoch,last_epoch,stage", lambda w, a, n: f"{a},{a + n - 1},{w}"),
    "ends": ("Stage,Time", lambda w, a, n: f"{w},{30 * (a + n)}"),
    "ends by name": ("end,stage", lambda w, a, n: f"{30 * (a + n)},{w}"),
    "durations alone": ("stage,duration", lambda w, a, n: f"{w},{30 * n}"),
}


@pytest.mark.parametrize("name", RUN_TABLES)
def test_a_row_for_each_change_of_stage(name: str, tmp_path: Path) -> None:
    header, row = RUN_TABLES[name]
    path = written(tmp_path, "x.csv", [header, *(row(*span) for span in spans())])
    assert read_hypnogram(path).stages.tolist() == TRUTH


@pytest.mark.parametrize(
    ("header", "row", "sentence"),
    [
        ("onset,stage", lambda w, a, n: f"{30 * a},{w}", "how long the last one lasts"),
        ("epoch,stage", lambda w, a, n: f"{a + 1},{w}", "keep no step"),
        ("onset,duration,stage", lambda w, a, n: f"{a},{n},{w}", "does not say the unit"),
        ("time,stage", lambda w, a, n: f"{30 * (a + n)},{w}", "where stages start or end"),
    ],
)
def test_changes_whose_length_is_not_said_are_refused(
    header: str, row: object, sentence: str, tmp_path: Path
) -> None:
    assert callable(row)
    path = written(tmp_path, "x.csv", [header, *(row(*span) for span in spans())])
    with pytest.raises(HypnogramError, match=sentence):
        read_hypnogram(path)


def test_changes_last_to_the_end_that_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "x.csv", ["onset,stage", *(f"{30 * a},{w}" for w, a, _ in spans())])
    assert read_hypnogram(path, n_epochs=32).stages.tolist() == TRUTH
    path = written(tmp_path, "y.csv", ["onset,stage", *(f"{30 * a},{w}" for w, a, _ in spans()), "960,?"])
    assert read_hypnogram(path).stages.tolist()[:32] == TRUTH


# Words

SPELLINGS = {
    "Stage": {"W": "Stage W", "N1": "Stage N1", "N2": "Stage N2", "N3": "Stage N3", "R": "Stage R"},
    "NREM": {"W": "Wake", "N1": "NREM-1", "N2": "NREM-2", "N3": "NREM_3", "R": "REM"},
    "RemLogic": {"W": "SLEEP-S0", "N1": "SLEEP-S1", "N2": "SLEEP-S2", "N3": "SLEEP-S3", "R": "SLEEP-REM"},
    "French": {"W": "Éveil", "N1": "Stade 1", "N2": "Stade 2", "N3": "Stade 3", "R": "Sommeil paradoxal"},
    "German": {
        "W": "Wach",
        "N1": "Schlafstadium 1",
        "N2": "Stadium N2",
        "N3": "Stadium 4",
        "R": "REM-Schlaf",
    },
    "Spanish": {"W": "Vigilia", "N1": "Fase N1", "N2": "Fase N2", "N3": "Fase N3", "R": "Sueño REM"},
    "Italian": {"W": "Veglia", "N1": "Stadio 1", "N2": "Stadio 2", "N3": "Stadio 3", "R": "Sonno REM"},
    "Portuguese": {
        "W": "Vigília",
        "N1": "Estágio N1",
        "N2": "Estágio N2",
        "N3": "Estágio N3",
        "R": "Sono REM",
    },
    "Dutch": {"W": "Wakker", "N1": "Slaapstadium N1", "N2": "N2", "N3": "N3", "R": "REM-slaap"},
    "Swedish": {"W": "Vaken", "N1": "Sömnstadium N1", "N2": "N2", "N3": "N3", "R": "REM-sömn"},
    "Norwegian": {"W": "Våken", "N1": "Søvnstadium N1", "N2": "N2", "N3": "N3", "R": "REM-søvn"},
    "Danish": {"W": "Vågen", "N1": "Søvnstadie 1", "N2": "N2", "N3": "N3", "R": "REM søvn"},
    "Finnish": {"W": "Valve", "N1": "Univaihe N1", "N2": "N2", "N3": "N3", "R": "REM-uni"},
    "English": {"W": "Awake", "N1": "Stage 1 sleep", "N2": "Stage II", "N3": "Stage 3", "R": "REM sleep"},
}


@pytest.mark.parametrize("language", SPELLINGS)
def test_words_of_a_language_in_every_reader(language: str, tmp_path: Path) -> None:
    words = [SPELLINGS[language][word] for word in NIGHT]
    tals = [encode_tal(30 * epoch, 30, word) for epoch, word in enumerate(words)]
    assert read_hypnogram(edf_plus(tmp_path / "x.edf", tals)).stages.tolist() == TRUTH
    assert read_hypnogram(written(tmp_path, "x.txt", words)).stages.tolist() == TRUTH
    rows = [f"{30 * epoch}\t30\t{word}" for epoch, word in enumerate(words)]
    path = written(tmp_path, "x_events.tsv", ["onset\tduration\ttrial_type", *rows])
    assert read_hypnogram(path).stages.tolist() == TRUTH


@pytest.mark.parametrize("ending", ["edf", "tsv", "annot", "csv", "txt"])
def test_epochs_in_unknown_words_are_asked_about_in_every_reader(ending: str, tmp_path: Path) -> None:
    words = ["Zzz" if word == "N3" else word for word in NIGHT]
    path = tmp_path / f"x.{ending}"
    rows = [(30 * epoch, 30 * epoch + 30, word) for epoch, word in enumerate(words)]
    if ending == "edf":
        edf_plus(path, [encode_tal(onset, 30, word) for onset, _, word in rows])
    elif ending == "tsv":
        written(tmp_path, path.name, ["onset\tduration\ttrial_type", *(f"{a}\t30\t{w}" for a, _, w in rows)])
    elif ending == "annot":
        written(tmp_path, path.name, [f"{w}\t.\t.\t{a}\t{b}\t." for a, b, w in rows])
    elif ending == "csv":
        written(tmp_path, path.name, ["onset,duration,stage", *(f"{a},30,{w}" for a, _, w in rows)])
    else:
        written(tmp_path, path.name, words)
    with pytest.raises(UnknownWordsError, match="'Zzz'") as refusal:
        read_hypnogram(path)
    assert refusal.value.words == (("Zzz", 8),)
    assert read_hypnogram(path, words={"ZZZ": Stage.N3}).stages.tolist() == TRUTH


def test_one_standard_text_leaves_the_others(tmp_path: Path) -> None:
    tals = [encode_tal(30 * epoch, 30, word) for epoch, word in enumerate(NIGHT)]
    path = edf_plus(tmp_path / "x.edf", [*tals, encode_tal(480, 30, "Movement time")])
    assert read_hypnogram(path).stages.tolist() == [*TRUTH[:16], -1, *TRUTH[17:]]
    runs = [encode_tal(30 * a, 30 * n, w) for w, a, n in spans()]
    path = edf_plus(tmp_path / "y.edf", [*runs, encode_tal(480, 30, "Movement time")])
    assert read_hypnogram(path).stages.tolist() == [*TRUTH[:16], -1, *TRUTH[17:]]


@pytest.mark.parametrize("seconds", [0.1, 1, 2, 5])
def test_marks_last_until_the_next(seconds: float, tmp_path: Path) -> None:
    tals = [encode_tal(30 * epoch, seconds, f"Sleep stage {word}") for epoch, word in enumerate(NIGHT)]
    read = read_hypnogram(edf_plus(tmp_path / "x.edf", tals))
    assert read.stages.tolist() == TRUTH
    assert read.warnings == (
        f"The stages of the file are marks of {seconds:g} s; each was taken to last until the next one.",
    )


# Event lists


@pytest.mark.parametrize("delimiter", ["\t", ";"])
@pytest.mark.parametrize("event", ["Event", "Ereignis", "Événement", "Evento", "Description"])
def test_rows_of_events_are_no_epochs(event: str, delimiter: str, tmp_path: Path) -> None:
    rows = [delimiter.join(("Sleep Stage", "Start", event, "Duration", "Location"))]
    for epoch, word in enumerate(NIGHT):
        rows.append(delimiter.join((word, str(30 * epoch), f"SLEEP-{word}", "30", "ROC-LOC")))
        if word == "N2":
            rows.append(delimiter.join((word, str(30 * epoch + 11), "MCAP-A1", "8", "Fp2-F4")))
    assert read_hypnogram(written(tmp_path, "x.txt", rows)).stages.tolist() == TRUTH


def test_rows_of_events_without_an_event_column_are_refused(tmp_path: Path) -> None:
    rows = ["onset,stage", *(f"{30 * e},{w}\n{30 * e + 11},{w}" for e, w in enumerate(NIGHT))]
    with pytest.raises(HypnogramError, match="keep no step"):
        read_hypnogram(written(tmp_path, "x.csv", rows))


# Clocks

CLOCK_TABLES = {
    "Time": ("Time,Stage", "%H:%M:%S"),
    "Uhrzeit": ("Uhrzeit;Stadium", "%H:%M:%S,000"),
    "Heure": ("Heure;Stade", "%Hh%M:%S"),
    "Hora": ("Hora\tEstadio", "%H:%M:%S.0"),
    "timestamp": ("timestamp,stage", "%Y-%m-%dT%H:%M:%S"),
    "datetime": ("DateTime;Stage", "%d.%m.%Y %H:%M:%S"),
    "12 hours": ("Clock Time,Stage", "%I:%M:%S %p"),
    "Tijd": ("Tijd;Slaapstadium", "%H.%M.%S"),
    "month": ("Time,Stage", "%d-%b-%Y %H:%M:%S"),
    "start": ("Start,Stage", "%H:%M:%S"),
    "epoch": ("epoch,stage", "%H:%M:%S"),
}


@pytest.mark.parametrize("name", CLOCK_TABLES)
def test_a_clock_places_the_night(name: str, tmp_path: Path) -> None:
    header, form = CLOCK_TABLES[name]
    mark = next(mark for mark in ",;\t" if mark in header)
    rows = [f"{clock(900 + 30 * epoch, form)}{mark}{word}" for epoch, word in enumerate(NIGHT)]
    read = read_hypnogram(written(tmp_path, "x.csv", [header, *rows]))
    assert place(read, START, 62).stages.tolist() == [*[-1] * 30, *TRUTH]


def test_holes_of_a_clock_column_stay_holes(tmp_path: Path) -> None:
    rows = [f"{clock(30 * epoch)},{word}" for epoch, word in enumerate(NIGHT) if epoch not in (9, 10)]
    read = read_hypnogram(written(tmp_path, "x.csv", ["Time,Stage", *rows]))
    assert place(read, START, 32).stages.tolist() == [*TRUTH[:9], -1, -1, *TRUTH[11:]]


@pytest.mark.parametrize(
    ("day", "at", "other"), [("31.10.2021", 150, -60), ("28.03.2021", 90, 60)], ids=["autumn", "spring"]
)
@pytest.mark.parametrize("layout", ["domino", "table"])
def test_the_clocks_change(day: str, at: int, other: int, layout: str, tmp_path: Path) -> None:
    first = datetime.strptime(f"{day} 00:30", "%d.%m.%Y %H:%M")
    words = [word for word, count in (("Wake", 20), ("N2", 440), ("Wake", 20)) for _ in range(count)]
    shift = [timedelta(minutes=other if epoch >= 2 * at else 0) for epoch in range(480)]
    times = [first + timedelta(seconds=30 * e) + shift[e] for e in range(480)]
    if layout == "domino":
        opening = ["Signal ID: SchlafProfil\\profil", f"Start Time: {day} 00:30:00", "Rate: 30 s", ""]
        rows = [*opening, *(f"{t:%H:%M:%S},000; {w}" for t, w in zip(times, words, strict=True))]
    else:
        rows = [
            f"Date;{day}",
            "Time;Stage",
            *(f"{t:%H:%M:%S};{w}" for t, w in zip(times, words, strict=True)),
        ]
    read = read_hypnogram(written(tmp_path, "x.txt", rows))
    assert read.stages.tolist() == [0] * 20 + [2] * 440 + [0] * 20
    assert any("clocks were put" in sentence for sentence in read.warnings)


# Lights and events

LIGHTS = [
    ("Lights Out", "Lights On"),
    ("Lights-Off", "Lights-On"),
    ("lights_off", "lights_on"),
    ("LIGHTSOUT", "LIGHTSON"),
    ("Licht aus", "Licht an"),
    ("Lumière éteinte", "Lumière allumée"),
    ("Extinction des feux", "Allumage"),
    ("Luces apagadas", "Luces encendidas"),
    ("Luci spente", "Luci accese"),
    ("Luzes apagadas", "Luzes acesas"),
    ("Licht uit", "Licht aan"),
    ("Ljus släckt", "Ljus tänt"),
    ("Lys av", "Lys på"),
    ("Valot pois", "Valot päälle"),
]


@pytest.mark.parametrize(("off", "on"), LIGHTS)
def test_lights_in_any_spelling(off: str, on: str, tmp_path: Path) -> None:
    tals = [encode_tal(30 * epoch, 30, f"Sleep stage {word}") for epoch, word in enumerate(NIGHT)]
    path = edf_plus(tmp_path / "x.edf", [*tals, encode_tal(60, None, off), encode_tal(900, None, on)])
    assert read_hypnogram(path).lights == Lights(60.0, 900.0)
    rows = [f"{30 * epoch}\t30\tSleep stage {word}" for epoch, word in enumerate(NIGHT)]
    rows = ["onset\tduration\ttrial_type", *rows, f"60\t0\t{off}", f"900\t0\t{on.upper()}"]
    assert read_hypnogram(written(tmp_path, "x_events.tsv", rows)).lights == Lights(60.0, 900.0)


def test_eveil_is_a_stage_and_micro_eveil_an_arousal(tmp_path: Path) -> None:
    tals = [encode_tal(30 * epoch, 30, "Éveil" if word == "W" else word) for epoch, word in enumerate(NIGHT)]
    path = edf_plus(tmp_path / "x.edf", [*tals, encode_tal(200, 5, "Micro-éveil")])
    assert read_hypnogram(path).stages.tolist() == TRUTH
    assert [(event.kind, event.start_s) for event in import_events(path).events] == [
        (EventKind.AROUSAL, 200.0)
    ]


# Lines


@pytest.mark.parametrize("ends", ["\r\r\n", "\n\n", "\r\n\r\n", "\n\r", "\r\n \r\n", "\r", "\r\n"])
@pytest.mark.parametrize("header", [[], ["Stage"]])
def test_ends_of_lines_do_not_double_the_night(ends: str, header: list[str], tmp_path: Path) -> None:
    assert read_hypnogram(written(tmp_path, "x.txt", [*header, *NIGHT], ends)).stages.tolist() == TRUTH


@pytest.mark.parametrize("name", ["scorer", "Rater", "Auswerter", "lecteur", "evaluador", "beoordelaar"])
def test_two_scorers_in_alternate_rows_are_refused(name: str, tmp_path: Path) -> None:
    rows = [f"A,{word}\nB,W" for word in NIGHT]
    with pytest.raises(HypnogramError, match="holds the stages of 2 scorers"):
        read_hypnogram(written(tmp_path, "x.csv", [f"{name},stage", *rows]))


def test_two_stages_at_one_time_are_refused(tmp_path: Path) -> None:
    rows = [f"{30 * epoch},{word}\n{30 * epoch},W" for epoch, word in enumerate(NIGHT)]
    with pytest.raises(HypnogramError, match="one scorer"):
        read_hypnogram(written(tmp_path, "x.csv", ["onset,stage", *rows]))


# Numbers

KEYED = {
    "aasm": {"W": 0, "N1": 1, "N2": 2, "N3": 3, "R": 4},
    "rk": {"W": 0, "N1": 1, "N2": 2, "N3": 4, "R": 5},
    "ucd": {"W": 0, "N1": 2, "N2": 3, "N3": 5, "R": 1},
    "dreams": {"W": 5, "N1": 3, "N2": 2, "N3": 1, "R": 4},
    "from-1": {"W": 1, "N1": 2, "N2": 3, "N3": 4, "R": 5},
}


@pytest.mark.parametrize("key", KEYED)
@pytest.mark.parametrize("form", ["{:d}", "{:.1f}", "{:.18e}", "{:.3e}"])
def test_numbers_by_their_key(key: str, form: str, tmp_path: Path) -> None:
    path = written(tmp_path, "x.txt", [form.format(KEYED[key][word]) for word in NIGHT])
    assert read_hypnogram(path, key=key).stages.tolist() == TRUTH


def test_a_key_that_is_guessed_says_so(tmp_path: Path) -> None:
    read = read_hypnogram(written(tmp_path, "x.txt", [str(KEYED["aasm"][word]) for word in NIGHT]))
    assert (read.stages.tolist(), read.says_key) == (TRUTH, False)
    assert read_hypnogram(written(tmp_path, "y.txt", NIGHT)).says_key


@pytest.mark.parametrize("key", ["dreams", "from-1"])
def test_numbers_that_contradict_every_guess_are_refused(key: str, tmp_path: Path) -> None:
    path = written(tmp_path, "x.txt", [str(KEYED[key][word]) for word in NIGHT])
    with pytest.raises(UnknownKeyError, match="name their key"):
        read_hypnogram(path)


@pytest.mark.parametrize(("key", "number"), [("aasm", 5), ("rk", 17), ("ucd", 9), ("dreams", 6), ("no", 0)])
def test_numbers_that_contradict_the_key_are_refused(key: str, number: int, tmp_path: Path) -> None:
    path = written(tmp_path, "x.txt", ["0", "1", str(number)])
    with pytest.raises(HypnogramError, match=r"is no stage where the numbers are|is no key"):
        read_hypnogram(path, key=key)


def test_sw_is_not_taken_for_wake(tmp_path: Path) -> None:
    path = written(tmp_path, "x.txt", ["SW" if word == "N3" else word for word in NIGHT])
    with pytest.raises(UnknownWordsError, match="'SW'"):
        read_hypnogram(path)


# What led nowhere


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("opening", [[], ["Patient;X", "Scorer;Y", ""]])
def test_tables_of_spreadsheets(coding: str, opening: list[str], tmp_path: Path) -> None:
    rows = [f"{epoch + 1};{'Éveil' if word == 'W' else word}" for epoch, word in enumerate(NIGHT)]
    path = written(tmp_path, "x.csv", [*opening, "Epoch;Stage", *rows], "\r\n", coding)
    assert read_hypnogram(path).stages.tolist() == TRUTH
    path = written(tmp_path, "y.csv", ["sep=;", "Epoch;Stage", *rows], "\r\n")
    assert read_hypnogram(path).stages.tolist() == TRUTH


def test_what_a_file_says_counts_before_an_answer_that_was_kept(tmp_path: Path) -> None:
    rows = [f"{30 * a},{30 * n},{w}" for w, a, n in spans()]
    path = written(tmp_path, "x.csv", ["onset,duration,stage", *rows])
    assert read_hypnogram(path, epoch_seconds=20).stages.tolist() == TRUTH
    said = ["Epoch length: 30 s", "Epoch;Stage", *(f"{e};{w}" for e, w in enumerate(NIGHT))]
    read = read_hypnogram(written(tmp_path, "y.csv", said), epoch_seconds=20)
    assert read.stages.tolist() == TRUTH
    assert "the 20 s given were not used" in read.warnings[0]


@pytest.mark.parametrize("magic", [b"\x1f\x8b\x08\0", b"PK\x03\x04", b"BZh9"])
def test_a_packed_file_is_to_be_unpacked(magic: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.txt.gz").write_bytes(magic + bytes(64))
    with pytest.raises(HypnogramError, match="unpack it first"):
        read_hypnogram(tmp_path / "x.txt.gz")


@pytest.mark.parametrize("month", ["May", "MAY", "may"])
def test_luna_names_months(month: str, tmp_path: Path) -> None:
    times = [(clock(30 * e, "%H:%M:%S"), clock(30 * e + 30, "%H:%M:%S")) for e in range(32)]
    rows = [
        f"{w}\t.\t.\t04-{month}-2021-{a}\t04-{month}-2021-{b}\t."
        for (a, b), w in zip(times, NIGHT, strict=True)
    ]
    read = read_hypnogram(written(tmp_path, "x.annot", rows))
    assert (read.stages.tolist(), read.start) == (TRUTH, START)


@pytest.mark.parametrize(("label", "per_record"), [("Hypnogram", 1), ("Sleep Stage", 30), ("HYPNO", 3)])
def test_a_hypnogram_kept_as_a_signal(label: str, per_record: int, tmp_path: Path) -> None:
    import numpy as np

    values = np.repeat([KEYED["rk"][word] for word in NIGHT], per_record).astype("<i2").tobytes()
    fixed = [("0", 8), ("X X X X", 80), ("Startdate 04-MAY-2021 X X X", 80), ("04.05.21", 8), ("22.00.00", 8)]
    fixed += [("512", 8), ("", 44), ("32", 8), ("30", 8), ("1", 4), (label, 16), ("", 80), ("", 8)]
    fixed += [("0", 8), ("9", 8), ("0", 8), ("9", 8), ("", 80), (str(per_record), 8), ("", 32)]
    path = tmp_path / "x.edf"
    path.write_bytes("".join(text.ljust(width) for text, width in fixed).encode() + values)
    read = read_hypnogram(path)
    assert (read.stages.tolist(), read.start) == (TRUTH, START)
