"""Nights of one truth in many programs' manners: each is read right, or refused with the true cause."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from edf_files import EdfFile, Signal, keeper, ramp

from sleepscorer.errors import HypnogramError
from sleepscorer.formats import read_hypnogram
from sleepscorer.formats.copy_header import Anonymous
from sleepscorer.formats.event_import import import_events
from sleepscorer.formats.full_copy import write_full_copy
from sleepscorer.formats.hypnogram import place
from sleepscorer.scoring import EventKind, Scoring
from sleepscorer.stages import Stage

START = datetime(2021, 5, 4, 22)
RUNS = (("W", 4), ("N1", 2), ("N2", 10), ("N3", 8), ("R", 6), ("W", 2))
EPOCHS = [name for name, count in RUNS for _ in range(count)]
TRUTH = "".join(name[-1] for name in EPOCHS)
SIGNS = "?W123R"


@dataclass(frozen=True)
class Sibling:
    """A file of a kind, with what is right of it, or the cause of its refusal."""

    kind: int
    name: str
    file: str
    content: bytes
    right: str = TRUTH
    lights: tuple[float | None, float | None] | None = None
    kinds: tuple[tuple[EventKind, int], ...] | None = None


def spans() -> list[tuple[int, int, str]]:
    """Onset and length in seconds, and stage, of each run."""
    out, at = [], 0
    for name, count in RUNS:
        out.append((at, count * 30, name))
        at += count * 30
    return out


def table(
    names: Sequence[str], rows: Sequence[Sequence[object]], mark: str = ",", end: str = "\n", above: str = ""
) -> bytes:
    """Bytes of a table."""
    lines = [mark.join(names), *(mark.join(str(cell) for cell in row) for row in rows)]
    return (above + end.join(lines) + end).encode()


def clock(seconds: float, form: str = "%H:%M:%S") -> str:
    """Clock time that many seconds into the night."""
    return (START + timedelta(seconds=seconds)).strftime(form)


def edf(
    tals: Callable[[int], bytes],
    *,
    patient: str = "X X X X",
    width: int = 240,
    label: str = "EDF Annotations",
) -> bytes:
    """Bytes of an EDF+ file of 32 records of 30 s with these annotations in each."""
    records = [keeper(f"+{30 * n}") + tals(n) for n in range(32)]
    texts = Signal(records, width, label, "", "-1", "1")
    file = EdfFile(
        [Signal(ramp(32, 30), 30, "EEG C4-M1"), texts],
        record_seconds="30",
        reserved="EDF+C",
        patient=patient,
        recording="Startdate 04-MAY-2021 X X X",
        date="04.05.21",
        time="22.00.00",
    )
    return file.header() + file.data()


def named(words: dict[str, str]) -> Callable[[int], bytes]:
    """TAL of each epoch with these words."""
    return lambda n: f"+{30 * n}\x1530\x14{words[EPOCHS[n]]}\x14\0".encode()


def each(**words: str) -> dict[str, str]:
    """Words of a night by W, N1, N2, N3 and R."""
    return words


def of_epochs(form: Callable[[int, str], bytes], more: dict[int, bytes] | None = None) -> bytes:
    """Bytes of an EDF+ file of which each epoch's annotations are written so."""
    return edf(lambda n: form(n, EPOCHS[n]) + (more or {}).get(n, b""))


def std(n: int, stage: str, duration: str = "30") -> bytes:
    """TAL of a standard text."""
    return f"+{30 * n}\x15{duration}\x14Sleep stage {stage}\x14\0".encode()


# Kind 2: annotations whose durations or grammar other programs would not write

TALS = [
    Sibling(2, "-1.0", "a.edf", of_epochs(lambda n, s: std(n, s, "-1.0"))),
    Sibling(2, "-30", "a.edf", of_epochs(lambda n, s: std(n, s, "-30"))),
    Sibling(2, "plus sign", "a.edf", of_epochs(lambda n, s: std(n, s, "+30"))),
    Sibling(2, "nan", "a.edf", of_epochs(lambda n, s: std(n, s, "nan"))),
    Sibling(2, "comma", "a.edf", of_epochs(lambda n, s: std(n, s, "30,0"))),
    Sibling(2, "empty", "a.edf", of_epochs(lambda n, s: std(n, s, ""))),
    Sibling(
        2,
        "two texts of one TAL",
        "a.edf",
        of_epochs(lambda n, s: f"+{30 * n}\x1530\x14Sleep stage {s}\x14Position supine\x14\0".encode()),
    ),
    Sibling(
        2,
        "runs of which the last is -1",
        "a.edf",
        edf(
            lambda n: b"".join(
                f"+{at}\x15{'-1' if at == 900 else length}\x14Sleep stage {s}\x14\0".encode()
                for at, length, s in spans()
                if at == 30 * n
            )
        ),
    ),
    Sibling(
        2,
        "lights -1 and apnoea -1",
        "a.edf",
        of_epochs(
            std,
            {
                2: b"+60\x15-1\x14Lights off\x14\0",
                10: b"+300\x15-1\x14Obstructive apnea\x14\0",
                30: b"+900\x15-1\x14Lights on\x14\0",
            },
        ),
        lights=(60, 900),
        kinds=((EventKind.OBSTRUCTIVE_APNOEA, 1),),
    ),
    Sibling(
        2,
        "exponent",
        "a.edf",
        of_epochs(lambda n, s: f"+{30 * n:.3e}\x153e1\x14Sleep stage {s}\x14\0".encode()),
    ),
]

# Kind 3: runs in tables

DE = each(W="Wach", N1="N1", N2="N2", N3="N3", R="REM")
RUN_TABLES = [
    Sibling(
        3,
        "von bis Uhrzeit",
        "a.csv",
        table(
            ("von", "bis", "Stadium"),
            [(clock(a), clock(a + b), DE[s]) for a, b, s in spans()],
            ";",
        ),
    ),
    Sibling(
        3,
        "decimal commas",
        "a.csv",
        table(
            ("Anfang [s]", "Dauer [s]", "Schlafstadium"),
            [(f"{a},0", f"{b},0", DE[s]) for a, b, s in spans()],
            ";",
        ),
    ),
    Sibling(
        3,
        "minutes",
        "a.tsv",
        table(("start_min", "duration_min", "stage"), [(a / 60, b / 60, s) for a, b, s in spans()], "\t"),
    ),
    Sibling(
        3,
        "milliseconds",
        "a.csv",
        table(("onset_ms", "offset_ms", "stage"), [(a * 1000, (a + b) * 1000, s) for a, b, s in spans()]),
    ),
    Sibling(
        3, "number of epochs", "a.csv", table(("stage", "n_epochs"), [(s, b // 30) for _, b, s in spans()])
    ),
    Sibling(
        3,
        "duration alone hh:mm:ss",
        "a.csv",
        table(
            ("Étape", "Durée", "Stade"),
            [(n, f"00:{b // 60:02d}:{b % 60:02d}", s) for n, (_, b, s) in enumerate(spans(), 1)],
            ";",
        ),
    ),
    Sibling(
        3,
        "époques",
        "a.csv",
        table(
            ("Première époque", "Dernière époque", "Stade"),
            [(a // 30 + 1, (a + b) // 30, s) for a, b, s in spans()],
            ";",
        ),
    ),
    Sibling(
        3,
        "iso onset, no end",
        "a.csv",
        table(("timestamp", "sleep_stage"), [(clock(a, "%Y-%m-%dT%H:%M:%S"), s) for a, _, s in spans()]),
    ),
    Sibling(
        3,
        "start_sec stop_sec quoted",
        "a.csv",
        table(
            ('"start_sec"', '"stop_sec"', '"stage"'),
            [(f'"{a}"', f'"{a + b}"', f'"{s}"') for a, b, s in spans()],
        ),
    ),
    Sibling(
        3, "epoch of change", "a.csv", table(("epoch", "stage"), [(a // 30 + 1, s) for a, _, s in spans()])
    ),
    Sibling(
        3, "pipe", "a.txt", table(("onset", "duration", "stage"), [(a, b, s) for a, b, s in spans()], "|")
    ),
    Sibling(
        3, "blanks", "a.txt", table(("onset", "duration", "stage"), [(a, b, s) for a, b, s in spans()], " ")
    ),
    Sibling(3, "no header start length", "a.csv", "\n".join(f"{a},{b},{s}" for a, b, s in spans()).encode()),
    Sibling(
        3,
        "spanish hh:mm",
        "a.csv",
        table(
            ("Inicio", "Fin", "Estadio"),
            [(clock(a, "%H:%M"), clock(a + b, "%H:%M"), s) for a, b, s in spans()],
            ";",
        ),
    ),
    Sibling(
        3,
        "samples",
        "a.csv",
        table(("start_sample", "end_sample", "stage"), [(a * 256, (a + b) * 256, s) for a, b, s in spans()]),
    ),
]

# Kind 5: words of which some are unknown


def odd(words: dict[str, str], name: str) -> Sibling:
    """Night of these words in EDF+."""
    return Sibling(5, name, "a.edf", edf(named(words)))


HALF = [
    odd(each(W="Wach", N1="Stadium 1", N2="Stadium 2", N3="Tiefschlaf", R="REM"), "Tiefschlaf"),
    odd(
        each(W="Veille", N1="Sommeil léger", N2="N2", N3="Sommeil profond", R="Sommeil paradoxal"), "français"
    ),
    odd(each(W="WAKE", N1="Light", N2="N2", N3="Deep", R="REM"), "Light and Deep"),
    odd(each(W="Stage: W", N1="Stage: N1", N2="Stage: N2", N3="Stage: N3", R="Stage: R"), "colon"),
    odd(
        each(
            W="SLEEP_STAGE_WAKE",
            N1="SLEEP_STAGE_N1",
            N2="SLEEP_STAGE_N2",
            N3="SLEEP_STAGE_N3",
            R="SLEEP_STAGE_REM",
        ),
        "capitals",
    ),
    odd(each(W="Бодрствование", N1="N1", N2="N2", N3="N3", R="REM"), "russian"),
    odd(each(W="W", N1="S1", N2="S2", N3="SWS", R="REM"), "SWS"),
    odd(each(W="(W)", N1="(N1)", N2="(N2)", N3="(N3)", R="(R)"), "brackets"),
    odd(each(W="czuwanie", N1="N1", N2="N2", N3="N3", R="REM"), "polish"),
    odd(
        each(
            W="Sleep stage W",
            N1="Sleep stage 1",
            N2="Sleep stage II",
            N3="Sleep stage 3/4",
            R="Sleep stage REM",
        ),
        "roman",
    ),
    Sibling(
        5,
        "table",
        "a.csv",
        table(
            ("Epoche", "Stadium"),
            [(n, {"W": "Wach", "N3": "Tief"}.get(s, s)) for n, s in enumerate(EPOCHS, 1)],
            ";",
        ),
    ),
    Sibling(5, "list", "a.txt", "\n".join({"N2": "kevyt"}.get(s, s) for s in EPOCHS).encode()),
    Sibling(
        5,
        "changes of stage without durations",
        "a.edf",
        edf(
            lambda n: b"".join(
                f"+{a}\x14{'Deep' if s == 'N3' else 'Sleep stage ' + s}\x14\0".encode()
                for a, _, s in spans()
                if a == 30 * n
            )
        ),
    ),
    Sibling(
        5,
        "events table",
        "a_events.tsv",
        table(
            ("onset", "duration", "trial_type"),
            [(30 * n, 30, {"N3": "deep_sleep"}.get(s, f"sleep_{s}")) for n, s in enumerate(EPOCHS)],
            "\t",
        ),
    ),
]

# Kind 8: lists of events with stages among them

APNEA = ((EventKind.OBSTRUCTIVE_APNOEA, 1),)


def event_rows(
    form: Callable[[int, int, str], Sequence[object]], words: dict[str, str], apnea: str
) -> list[Sequence[object]]:
    """A row per epoch, and one of an apnoea at 310 s."""
    rows = [form(30 * n, 30, words[s]) for n, s in enumerate(EPOCHS)]
    return [*rows[:11], form(310, 12, apnea), *rows[11:]]


PLAIN = {s: s for s in ("W", "N1", "N2", "N3", "R")}
SLEEP = each(W="SLEEP-S0", N1="SLEEP-S1", N2="SLEEP-S2", N3="SLEEP-S3", R="SLEEP-REM")
EVENT_ROWS = [
    Sibling(
        8,
        "event start duration",
        "a.csv",
        table(
            ("Event", "Start", "Duration"), event_rows(lambda a, b, s: (s, a, b), PLAIN, "Obstructive Apnea")
        ),
        kinds=APNEA,
    ),
    Sibling(
        8,
        "german clock",
        "a.csv",
        table(
            ("Uhrzeit", "Ereignis", "Dauer"),
            event_rows(lambda a, b, s: (clock(a), s, b), DE, "Obstruktive Apnoe"),
            ";",
        ),
        kinds=APNEA,
    ),
    Sibling(
        8,
        "stage column beside events",
        "a.txt",
        table(
            ("Sleep Stage", "Time [hh:mm:ss]", "Event", "Duration[s]"),
            event_rows(
                lambda a, b, s: ("S2" if "APN" in s else s[-2:], clock(a), s, b), SLEEP, "APNEA-OBSTRUCTIVE"
            ),
            "\t",
        ),
        kinds=APNEA,
    ),
    Sibling(
        8,
        "start and end",
        "a.csv",
        table(
            ("start", "end", "event"), event_rows(lambda a, b, s: (a, a + b, s), PLAIN, "Obstructive apnea")
        ),
        kinds=APNEA,
    ),
    Sibling(
        8,
        "type and description",
        "a.csv",
        table(
            ("time", "duration", "type", "description"),
            event_rows(
                lambda a, b, s: (a, b, "resp" if "pn" in s else "stage", s), PLAIN, "Obstructive apnea"
            ),
        ),
        kinds=APNEA,
    ),
    Sibling(
        8,
        "without durations",
        "a.csv",
        table(("onset", "description"), event_rows(lambda a, b, s: (a, s), PLAIN, "Obstructive apnea")),
        kinds=APNEA,
    ),
    Sibling(
        8,
        "annotations of mne",
        "a.csv",
        table(
            ("onset", "duration", "description"),
            event_rows(
                lambda a, b, s: (clock(a, "%Y-%m-%d %H:%M:%S.%f"), b, s),
                {s: f"Sleep stage {s}" for s in PLAIN},
                "Obstructive apnea",
            ),
        ),
        kinds=APNEA,
    ),
    Sibling(
        8,
        "runs among events",
        "a.csv",
        table(("onset", "duration", "event"), [*spans()[:3], (310, 12, "Obstructive apnea"), *spans()[3:]]),
        kinds=APNEA,
    ),
    Sibling(
        8,
        "french",
        "a.csv",
        table(
            ("Début", "Durée", "Évènement"),
            event_rows(
                lambda a, b, s: (clock(a), b, s),
                each(W="Éveil", N1="N1", N2="N2", N3="N3", R="Sommeil paradoxal"),
                "Apnée obstructive",
            ),
            ";",
        ),
        kinds=APNEA,
    ),
    Sibling(
        8,
        "events at the end",
        "a.csv",
        table(
            ("onset", "duration", "event"),
            [*((30 * n, 30, s) for n, s in enumerate(EPOCHS)), (310, 12, "Obstructive apnea")],
        ),
        kinds=APNEA,
    ),
    Sibling(
        8,
        "name column",
        "a.csv",
        table(
            ("Name", "Start", "Duration"), event_rows(lambda a, b, s: (s, a, b), PLAIN, "Obstructive Apnea")
        ),
        kinds=APNEA,
    ),
    Sibling(
        8,
        "label column",
        "a.tsv",
        table(
            ("label", "onset", "duration"),
            event_rows(lambda a, b, s: (s, a, b), PLAIN, "Obstructive Apnea"),
            "\t",
        ),
        kinds=APNEA,
    ),
]

# Kind 9: columns that say when

LATE = "?" * 30 + TRUTH


def late(form: Callable[[int], object]) -> list[tuple[object, str]]:
    """Rows of a night that begins at 22:15."""
    return [(form(900 + 30 * n), s) for n, s in enumerate(EPOCHS)]


HOLED = [n for n in range(32) if not 8 <= n < 12]
WITH_HOLE = TRUTH[:8] + "????" + TRUTH[12:]
CLOCKS = [
    Sibling(
        9, "am and pm", "a.csv", table(("Clock Time", "Stage"), late(lambda a: clock(a, "%I:%M:%S %p"))), LATE
    ),
    Sibling(
        9,
        "german date and time",
        "a.csv",
        table(
            ("Datum", "Uhrzeit", "Stadium"),
            [(clock(900 + 30 * n, "%d.%m.%Y"), clock(900 + 30 * n), s) for n, s in enumerate(EPOCHS)],
            ";",
        ),
        LATE,
    ),
    Sibling(
        9,
        "iso with zone",
        "a.csv",
        table(("datetime", "stage"), late(lambda a: clock(a, "%Y-%m-%dT%H:%M:%S+02:00"))),
        LATE,
    ),
    Sibling(
        9,
        "unix",
        "a.csv",
        table(
            ("timestamp", "stage"),
            late(lambda a: int((START - datetime(1970, 1, 1)).total_seconds()) + int(a)),
        ),
        LATE,
    ),
    Sibling(9, "dots", "a.csv", table(("Heure", "Stade"), late(lambda a: clock(a, "%H.%M.%S")), ";"), LATE),
    Sibling(9, "22h15", "a.csv", table(("Heure", "Stade"), late(lambda a: clock(a, "%Hh%Mm%Ss")), ";"), LATE),
    Sibling(
        9,
        "epoch column with a hole",
        "a.csv",
        table(("Epoch", "Stage"), [(n + 1, EPOCHS[n]) for n in HOLED]),
        WITH_HOLE,
    ),
    Sibling(
        9,
        "clock with a hole",
        "a.csv",
        table(("tid", "stadie"), [(clock(30 * n), EPOCHS[n]) for n in HOLED], ";"),
        WITH_HOLE,
    ),
    Sibling(
        9,
        "onset in minutes",
        "a.csv",
        table(("stage", "onset (min)"), [(s, 15 + 0.5 * n) for n, s in enumerate(EPOCHS)]),
        LATE,
    ),
    Sibling(
        9,
        "over midnight",
        "a.csv",
        table(("Hora", "Estadio"), [(clock(7200 - 300 + 30 * n), s) for n, s in enumerate(EPOCHS)], ";"),
        "?" * 230 + TRUTH,
    ),
    Sibling(
        9,
        "milliseconds in clock",
        "a.csv",
        table(("ora", "stadio"), late(lambda a: clock(a) + ".000"), ";"),
        LATE,
    ),
    Sibling(
        9,
        "epochs from 31",
        "a.csv",
        table(("epoch", "stage"), [(31 + n, s) for n, s in enumerate(EPOCHS)]),
        LATE,
    ),
    Sibling(
        9,
        "elapsed",
        "a.csv",
        table(
            ("elapsed", "stage"),
            late(lambda a: f"{int(a) // 3600:02d}:{int(a) // 60 % 60:02d}:{int(a) % 60:02d}"),
        ),
        LATE,
    ),
    Sibling(
        9, "no header, clock first", "a.txt", "\n".join(f"{at}\t{s}" for at, s in late(clock)).encode(), LATE
    ),
    Sibling(9, "polish column name", "a.csv", table(("godzina", "stage"), late(clock)), LATE),
    Sibling(
        9,
        "us date",
        "a.csv",
        table(("Date Time", "Stage"), late(lambda a: clock(a, "%m/%d/%Y %I:%M:%S %p"))),
        LATE,
    ),
]

# Kind 16: lights

CONCEPTS = each(W="Wake|0", N1="Stage 1 sleep|1", N2="Stage 2 sleep|2", N3="Stage 3 sleep|3", R="REM sleep|5")


def nsrr(**other: str) -> bytes:
    """Bytes of an NSRR file with lights in other spellings, and these concepts for some stages."""
    rows = [("Stages|Stages", other.get(s, CONCEPTS[s]), a, b) for a, b, s in spans()]
    rows += [("", "Lights-out", 60, 0), ("", "LightsOn", 900, 0)]
    events = "".join(
        f"<ScoredEvent><EventType>{kind}</EventType><EventConcept>{concept}</EventConcept>"
        f"<Start>{at}</Start><Duration>{length}</Duration></ScoredEvent>"
        for kind, concept, at, length in rows
    )
    return f"<PSGAnnotation><ScoredEvents>{events}</ScoredEvents></PSGAnnotation>".encode()


def lit(off: str, on: str, name: str = "") -> Sibling:
    """Night of standard texts with lights of these words."""
    return Sibling(
        16,
        name or off,
        "a.edf",
        of_epochs(std, {2: f"+60\x14{off}\x14\0".encode(), 30: f"+900\x14{on}\x14\0".encode()}),
        lights=(60, 900),
    )


LIGHTS = [
    lit("LIGHTS OUT", "LIGHTS ON"),
    lit("Lights_Off", "Lights_On"),
    lit("LightsOff", "LightsOn"),
    lit("Lights off.", "Lights on."),
    lit("Licht aus!", "Licht an!"),
    lit("Extinction des lumières", "Allumage des lumières"),
    lit("Apagado de luces", "Encendido de luces"),
    lit("Lights off 22:01:00", "Lights on 22:15:00"),
    lit("Light-Off", "Light-On"),
    lit("Luci spente", "Luci accese"),
    lit("Lights Off (patient request)", "Lights On (patient request)"),
    lit("*** Lights Off ***", "*** Lights On ***"),
    lit("Marker: Lights Off", "Marker: Lights On"),
    Sibling(
        16,
        "table",
        "a.csv",
        table(
            ("onset", "duration", "event"),
            [(60, 0, "LIGHTS-OUT"), *((30 * n, 30, s) for n, s in enumerate(EPOCHS)), (900, 0, "lights-on")],
        ),
        lights=(60, 900),
    ),
    Sibling(16, "nsrr", "a.xml", nsrr(), lights=(60, 900)),
]

# Kind 17: ends of lines, and two people's stages

OTHER = ["N1" if n == 9 else s for n, s in enumerate(EPOCHS)]
LINES = [
    Sibling(17, "CR alone", "a.txt", "\r".join(EPOCHS).encode() + b"\r"),
    Sibling(17, "LF CR", "a.txt", "\n\r".join(EPOCHS).encode()),
    Sibling(17, "CRLF CRLF", "a.txt", "\r\n\r\n".join(EPOCHS).encode()),
    Sibling(
        17, "table of CR CR LF", "a.csv", table(("epoch", "stage"), list(enumerate(EPOCHS, 1)), end="\r\r\n")
    ),
    Sibling(17, "blank lines at the end", "a.txt", "\n".join(EPOCHS).encode() + b"\n\n\n\n"),
    Sibling(17, "UTF-16 CR LF LF", "a.txt", "\r\n\n".join(EPOCHS).encode("utf-16")),
    Sibling(17, "blanks in the blank lines", "a.txt", "\n  \n".join(EPOCHS).encode()),
    Sibling(17, "blank line first", "a.txt", b"\n" + "\n\n".join(EPOCHS).encode()),
    Sibling(
        17,
        "two scorers in turn",
        "a.csv",
        table(
            ("rater", "epoch", "stage"),
            [row for n, s in enumerate(EPOCHS, 1) for row in (("A", n, s), ("B", n, OTHER[n - 1]))],
        ),
    ),
    Sibling(
        17,
        "two scorers in blocks",
        "a.csv",
        table(("epoch", "stage"), [*enumerate(EPOCHS, 1), *enumerate(OTHER, 1)]),
    ),
    Sibling(
        17,
        "two stage columns",
        "a.csv",
        table(
            ("epoch", "stage_A", "stage_B"),
            [(n, s, o) for n, (s, o) in enumerate(zip(EPOCHS, OTHER, strict=True), 1)],
        ),
    ),
    Sibling(
        17,
        "stage and stage again",
        "a.csv",
        table(
            ("epoch", "stage", "stage"),
            [(n, s, o) for n, (s, o) in enumerate(zip(EPOCHS, OTHER, strict=True), 1)],
        ),
    ),
    Sibling(
        17,
        "scorers named by initials",
        "a.csv",
        table(
            ("befunder", "stadium"),
            [row for n, s in enumerate(EPOCHS) for row in (("AB", s), ("CD", OTHER[n]))],
            ";",
        ),
    ),
    Sibling(
        17,
        "unknown column of scorers",
        "a.csv",
        table(
            ("by", "onset", "stage"),
            [row for n, s in enumerate(EPOCHS) for row in (("AB", 30 * n, s), ("CD", 30 * n, OTHER[n]))],
        ),
    ),
    Sibling(17, "line separator in between", "a.txt", "\u2028".join(EPOCHS).encode()),
    Sibling(
        17,
        "two on a line",
        "a.txt",
        "\n".join(f"{s} {o}" for s, o in zip(EPOCHS, OTHER, strict=True)).encode(),
    ),
    Sibling(
        17,
        "two on a line, tab",
        "a.txt",
        "\n".join(f"{s}\t{o}" for s, o in zip(EPOCHS, OTHER, strict=True)).encode(),
    ),
    Sibling(
        17,
        "unknown column, no time",
        "a.csv",
        table(("by", "stage"), [row for n, s in enumerate(EPOCHS) for row in (("AB", s), ("CD", OTHER[n]))]),
    ),
]

UNKNOWN_XML = [
    Sibling(5, "nsrr concept", "a.xml", nsrr(N3="Deep sleep|3")),
    Sibling(5, "nsrr concept of two stages", "a.xml", nsrr(N3="Stage 3 sleep|2")),
    Sibling(
        5,
        "profusion word",
        "a.xml",
        (
            "<CMPStudyConfig><EpochLength>30</EpochLength><SleepStages>"
            + "".join(f"<SleepStage>{'Deep' if s == 'N3' else s}</SleepStage>" for s in EPOCHS)
            + "</SleepStages></CMPStudyConfig>"
        ).encode(),
    ),
]

SIBLINGS = [*UNKNOWN_XML, *TALS, *RUN_TABLES, *HALF, *EVENT_ROWS, *CLOCKS, *LIGHTS, *LINES]


def outcome(sibling: Sibling, folder: Path) -> tuple[str, str]:
    """``right``, ``refused`` or ``wrong``, and what came out of a sibling."""
    path = folder / sibling.file
    path.write_bytes(sibling.content)
    try:
        read = read_hypnogram(path)
        placed = place(read, START, 300)
    except HypnogramError as error:
        return "refused", str(error).replace(str(folder) + "/", "")
    night = "".join(SIGNS[stage + 1] for stage in placed.stages.tolist()).rstrip("?")
    said = " ".join((*read.warnings, *placed.warnings))
    if night != sibling.right:
        return "wrong", f"{night} {said}"
    if sibling.lights is not None and (placed.lights.off_s, placed.lights.on_s) != sibling.lights:
        return "wrong", f"lights {placed.lights} {said}"
    if sibling.kinds is not None:
        kinds = [event.kind for event in placed.events]
        if any(kinds.count(kind) != count for kind, count in sibling.kinds):
            return "wrong", f"events {kinds} {said}"
        imported = [event.kind for event in import_events(path).events]
        if sorted(imported) != sorted(kinds):
            return "wrong", f"imported {imported}"
    return "right", said


REFUSED = {
    "iso onset, no end": "does not say how long the last one lasts",
    "number of epochs": "column 'n_epochs' are not those of consecutive epochs",
    "epoch of change": "the numbers of its epochs keep no step",
    "blanks": "several columns and no name says which",
    "samples": "column 'start_sample' are not those of consecutive epochs",
    "Tiefschlaf": "'Tiefschlaf'",
    "français": "'Sommeil profond'",
    "Light and Deep": "'Deep'",
    "russian": "'Бодрствование'",
    "SWS": "'SWS'",
    "polish": "'czuwanie'",
    "table": "'Tief'",
    "list": "'kevyt'",
    "changes of stage without durations": "'Deep'",
    "events table": "'deep_sleep'",
    "nsrr concept": "'Deep sleep'",
    "nsrr concept of two stages": "'Stage 3 sleep|2'",
    "profusion word": "'Deep'",
    "unix": "count from 1970",
    "elapsed": "column 'elapsed' holds times",
    "no header, clock first": "several columns and no name says which",
    "polish column name": "column 'godzina' holds times",
    "two scorers in turn": "of 2 scorers",
    "two scorers in blocks": "epoch 1 follows epoch 32",
    "two stage columns": "several columns and no name says which",
    "stage and stage again": "two columns 'stage' that differ",
    "scorers named by initials": "of 2 scorers",
    "unknown column of scorers": "goes through AB, CD",
    "two on a line": "several columns and no name says which",
    "two on a line, tab": "several columns and no name says which",
    "unknown column, no time": "goes through AB, CD",
}
"""What the sentence of each that is refused has to name; ``table`` is the one of kind 5."""


@pytest.mark.parametrize("sibling", SIBLINGS, ids=lambda sibling: f"{sibling.kind}-{sibling.name}")
def test_a_sibling_is_read_right_or_refused_with_its_cause(sibling: Sibling, tmp_path: Path) -> None:
    kind, sentence = outcome(sibling, tmp_path)
    cause = REFUSED.get(sibling.name) if (sibling.kind, sibling.name) != (16, "table") else None
    assert kind == ("right" if cause is None else "refused"), sentence
    assert cause is None or cause in sentence


def test_lights_and_stages_spelt_otherwise_are_no_other_events(tmp_path: Path) -> None:
    path = tmp_path / "events.edf"
    path.write_bytes(
        of_epochs(
            lambda n, s: f"+{30 * n}\x1530\x14{'Éveil' if s == 'W' else s}\x14\0".encode(),
            {2: b"+60\x14LIGHTS-OUT\x14\0", 9: b"+280\x15\x31\x32\x14Obstructive apnea\x14\0"},
        )
    )
    read = import_events(path)
    assert [event.kind for event in read.events] == [EventKind.OBSTRUCTIVE_APNOEA]
    assert read.unknown == ()


def test_a_remark_on_the_lights_is_said_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "remark.edf"
    path.write_bytes(of_epochs(std, {2: b"+60\x14Patient asks for lights off soon\x14\0"}))
    read = read_hypnogram(path)
    assert read.lights.off_s is None
    assert any("speaks of the lights" in warning for warning in read.warnings)


def test_an_unknown_change_is_read_by_the_users_word(tmp_path: Path) -> None:
    sibling = next(one for one in SIBLINGS if one.name == "changes of stage without durations")
    path = tmp_path / sibling.file
    path.write_bytes(sibling.content)
    read = read_hypnogram(path, words={"Deep": Stage.N3})
    assert "".join(SIGNS[stage + 1] for stage in read.stages.tolist()) == TRUTH


NAMED = {
    "comma in the onset": b"+60,5\x155\x14Beispiel unruhig\x14\0",
    "no sign": b"60\x14Frau Beispiel\x14\0",
    "not closed": b"+60\x14Rosa Beispiel\0",
    "left-over bytes": b"\0\0+60\x14x\x14\0Beispiel",
    "second text of a TAL": b"+60\x14ok\x14Beispiel\x14\0",
    "Latin-1": b"+60\x14Beispiel \xe4\x14\0",
    "number": b"+60\x14Nr. 4711\x14\0",
    "capitals": b"+60\x14BEISPIEL ROSA\x14\0",
    "date of birth": b"+60\x14geb. 02.05.1951\x14\0",
    "channel": b"+60\x14Apnea@@Beispiel\x14\0",
}


@pytest.mark.parametrize("name", NAMED)
def test_an_anonymous_copy_holds_no_word_of_the_patient(name: str, tmp_path: Path) -> None:
    source, target = tmp_path / "a.edf", tmp_path / "b.edf"
    patient = "4711 F 02-MAY-1951 Beispiel_Rosa"
    source.write_bytes(edf(lambda n: NAMED[name] if n == 2 else b"", patient=patient))
    write_full_copy(source, target, Scoring(32), anonymous=Anonymous())
    content = target.read_bytes().lower()
    assert not [word for word in (b"beispiel", b"rosa", b"4711", b"1951") if word in content]
