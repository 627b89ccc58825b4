"""Scorings of Noxturnal in JSON, annotations of the NSRR in EDF+, and PhysioNet's WFDB annotations."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from datetime import timedelta

from formats.siblings.nights import EPOCHS, START, Sibling, clock, each, of_epochs, spans

from sleepscorer.edf.tal import encode_tal
from sleepscorer.scoring import EventKind

APNEA = ((EventKind.OBSTRUCTIVE_APNOEA, 1),)
NOX_WORDS = each(W="sleep-wake", N1="sleep-n1", N2="sleep-n2", N3="sleep-n3", R="sleep-rem")
_ISO = "%Y-%m-%dT%H:%M:%S"


def marker(
    label: str | None, begin: float, end: float, write: Callable[[float], str] = lambda s: clock(s, _ISO)
) -> dict[str, object]:
    """Marker of Noxturnal from one second to another."""
    return {"label": label, "signal": None, "start_time": write(begin), "stop_time": write(end)}


def nox(rows: list[dict[str, object]], **more: object) -> dict[str, object]:
    """One scoring of these markers."""
    scoring = {"scoring_name": "ours", "markers": rows}
    return {"version": "1.0", "active_scoring_name": "ours", "scorings": [scoring]} | more


def nox_night(
    words: Mapping[str, str] = NOX_WORDS, write: Callable[[float], str] = lambda s: clock(s, _ISO)
) -> list[dict[str, object]]:
    """A marker per epoch, and an apnoea at 310 s."""
    rows = [marker(words[s], 30 * n, 30 * n + 30, write) for n, s in enumerate(EPOCHS)]
    return [*rows, marker("apnea-obstructive", 310, 322, write)]


def encoded(content: object, codec: str = "utf-8", *, indent: int | None = 1) -> bytes:
    """Bytes of JSON as a program of Windows may write them."""
    return json.dumps(content, ensure_ascii=False, indent=indent).encode(codec)


def over_the_change(seconds: float) -> str:
    """Time with its offset from UTC, which goes from two hours to one ten minutes into the night."""
    local = START + timedelta(seconds=seconds)
    if seconds < 600:
        return local.isoformat() + "+02:00"
    return (local - timedelta(hours=1)).isoformat() + "+01:00"


NOX = [
    Sibling(20, "nox", "a.json", encoded(nox(nox_night())), kinds=APNEA),
    Sibling(20, "nox runs", "a.json", encoded(nox([marker(NOX_WORDS[s], a, a + n) for a, n, s in spans()]))),
    Sibling(20, "nox with a byte order mark", "a.json", encoded(nox(nox_night()), "utf-8-sig"), kinds=APNEA),
    Sibling(20, "nox in UTF-16", "a.json", encoded(nox(nox_night()), "utf-16"), kinds=APNEA),
    Sibling(
        20,
        "nox in cp1252",
        "a.json",
        encoded(nox([*nox_night(), marker("Geräusch", 400, 410)]), "cp1252"),
        kinds=APNEA,
    ),
    Sibling(
        20,
        "nox with ticks",
        "a.json",
        encoded(nox(nox_night(write=lambda s: clock(s, _ISO) + ".0000000"))),
        kinds=APNEA,
    ),
    Sibling(
        20,
        "nox with an offset",
        "a.json",
        encoded(nox(nox_night(write=lambda s: clock(s, _ISO) + "+02:00"))),
        kinds=APNEA,
    ),
    Sibling(
        20,
        "nox on the night the clocks change",
        "a.json",
        encoded(nox(nox_night(write=over_the_change))),
        kinds=APNEA,
    ),
    Sibling(
        20,
        "nox in capitals",
        "a.json",
        encoded(nox(nox_night({stage: word.upper() for stage, word in NOX_WORDS.items()}))),
    ),
    Sibling(
        20,
        "nox from before the recording",
        "a.json",
        encoded(nox([marker("period-analysisstart", -60, -60), *nox_night()])),
        kinds=APNEA,
    ),
    Sibling(
        20,
        "nox without an end of two epochs",
        "a.json",
        encoded(nox([row for n, row in enumerate(nox_night()) if n not in (8, 9)])),
        EPOCHS and "".join(s[-1] for s in EPOCHS[:8]) + "??" + "".join(s[-1] for s in EPOCHS[10:]),
    ),
    Sibling(
        20,
        "nox epochs of 20 s",
        "a.json",
        encoded(
            nox([marker(NOX_WORDS[EPOCHS[int((20 * n + 10) // 30)]], 20 * n, 20 * n + 20) for n in range(48)])
        ),
    ),
    Sibling(20, "nox unknown word", "a.json", encoded(nox(nox_night(NOX_WORDS | {"N3": "sleep-deep"})))),
    Sibling(
        20,
        "nox with times of no ISO",
        "a.json",
        encoded(nox(nox_night(write=lambda s: clock(s, "%d.%m.%Y %H:%M:%S")))),
    ),
    Sibling(
        20,
        "nox without a stop",
        "a.json",
        encoded(nox([{**row, "stop_time": None} for row in nox_night()])),
    ),
    Sibling(
        20,
        "nox in UTC",
        "a.json",
        encoded(nox(nox_night(write=lambda s: clock(s, _ISO) + "Z"))),
        kinds=APNEA,
    ),
    Sibling(
        20,
        "nox with some offsets",
        "a.json",
        encoded(nox([*nox_night(), marker("arousal", 400, 404, lambda s: clock(s, _ISO) + "Z")])),
    ),
    Sibling(
        20,
        "nox on one line",
        "a.json",
        encoded(nox(nox_night()), indent=None),
        kinds=APNEA,
    ),
]


def nsrr(
    words: Mapping[str, str] = each(W="W", N1="N1", N2="N2", N3="N3", R="R"),
    more: bytes = encode_tal(310, 12, "apnea_obstructive"),
    form: Callable[[int, str], bytes] | None = None,
) -> bytes:
    """EDF+ with the NSRR's words; an apnoea at 310 s."""
    write = form or (lambda n, s: encode_tal(30 * n, 30, words[s]))
    return of_epochs(write, {10: more})


NSRR = [
    Sibling(21, "nsrr words", "a.edf", nsrr(), kinds=APNEA),
    Sibling(
        21,
        "nsrr lower case",
        "a.edf",
        nsrr(each(W="wake", N1="nrem1", N2="nrem2", N3="nrem3", R="rem")),
        kinds=APNEA,
    ),
    Sibling(
        21,
        "nsrr concepts in EDF",
        "a.edf",
        nsrr(
            each(
                W="Wake|0",
                N1="Stage 1 sleep|1",
                N2="Stage 2 sleep|2",
                N3="Stage 3 sleep|3",
                R="REM sleep|5",
            ),
            encode_tal(310, 12, "Obstructive apnea|Obstructive Apnea"),
        ),
        kinds=APNEA,
    ),
    Sibling(
        21,
        "nsrr a comma in the duration",
        "a.edf",
        nsrr(form=lambda n, s: f"+{30 * n}\x1530,0\x14{s}\x14\0".encode()),
    ),
    Sibling(
        21,
        "nsrr a gap",
        "a.edf",
        nsrr(form=lambda n, s: b"" if n in (8, 9) else encode_tal(30 * n, 30, s)),
        "".join(s[-1] for s in EPOCHS[:8]) + "??" + "".join(s[-1] for s in EPOCHS[10:]),
    ),
    Sibling(
        21,
        "nsrr lights and arousal subtypes",
        "a.edf",
        nsrr(
            more=encode_tal(310, 12, "apnea_obstructive")
            + encode_tal(300, None, "lights_off")
            + encode_tal(301, 4, "arousal_respiratory")
            + encode_tal(306, 4, "arousal_plm")
        ),
        kinds=(*APNEA, (EventKind.AROUSAL, 2)),
        lights=(300.0, None),
    ),
    Sibling(
        21,
        "nsrr unknown stage",
        "a.edf",
        nsrr(each(W="W", N1="N1", N2="N2", N3="slow_wave_sleep", R="R")),
    ),
    Sibling(
        21,
        "nsrr epochs of 20 s",
        "a.edf",
        nsrr(
            form=lambda n, s: b"".join(
                encode_tal(20 * k, 20, EPOCHS[(20 * k + 10) // 30])
                for k in range(48)
                if 30 * n <= 20 * k < 30 * n + 30
            )
        ),
    ),
    Sibling(
        21,
        "nsrr runs without durations",
        "a.edf",
        nsrr(form=lambda n, s: b"" if n and EPOCHS[n - 1] == s else encode_tal(30 * n, None, s)),
    ),
    Sibling(21, "nsrr Latin-1 remark", "a.edf", nsrr(more=b"+310\x1512\x14Ger\xe4usch\x14\0")),
]


def wfdb(notes: list[tuple[int, str]], rate_hz: int | None = 250) -> bytes:
    """Bytes of a file of annotations, "annot(5)": a note at each sample, and how many make a second."""
    words: list[bytes] = []
    if rate_hz is not None:
        text = f"## time resolution: {rate_hz}".encode()
        words += [struct.pack("<HH", 22 << 10, 63 << 10 | len(text)), text + b"\0" * (len(text) % 2)]
    last = 0
    for at, note in notes:
        step = at - last
        words.append(struct.pack("<HHHH", 59 << 10, step >> 16, step & 0xFFFF, 22 << 10))
        text = note.encode("latin-1")
        words += [struct.pack("<H", 63 << 10 | len(text)), text + b"\0" * (len(text) % 2)]
        last = at
    return b"".join([*words, b"\0\0"])


def notes(
    seconds: int = 30, rate_hz: int = 250, words: Mapping[str, str] | None = None
) -> list[tuple[int, str]]:
    """A note per epoch."""
    known = words or each(W="W", N1="1", N2="2", N3="3", R="R")
    count = 960 // seconds
    return [
        (seconds * rate_hz * n, known[EPOCHS[int((seconds * n + seconds / 2) // 30)]]) for n in range(count)
    ]


WFDB = [
    Sibling(
        23,
        "wfdb with a remark off the grid",
        "a.st",
        wfdb(sorted([*notes(), (77777, "coughs"), (7500, "x")])),
    ),
    Sibling(
        23,
        "wfdb unknown change",
        "a.st",
        wfdb([(at * 250, "deep" if s == "N3" else s) for at, _, s in spans()]),
    ),
    Sibling(23, "wfdb", "a.st", wfdb(notes())),
    Sibling(23, "wfdb of another rate", "a.st", wfdb(notes(rate_hz=100), 100)),
    Sibling(23, "wfdb with events of epochs", "a.st", wfdb([(at, f"{note} OA") for at, note in notes()])),
    Sibling(23, "wfdb epochs of 20 s", "a.st", wfdb(notes(20))),
    Sibling(
        23,
        "wfdb a gap",
        "a.st",
        wfdb([pair for n, pair in enumerate(notes()) if n not in (8, 9)]),
        "".join(s[-1] for s in EPOCHS[:8]) + "??" + "".join(s[-1] for s in EPOCHS[10:]),
    ),
    Sibling(23, "wfdb without a rate", "a.st", wfdb(notes(), None)),
    Sibling(
        23,
        "wfdb unknown note",
        "a.st",
        wfdb(notes(words=each(W="W", N1="1", N2="2", N3="deep", R="R"))),
    ),
    Sibling(
        23,
        "wfdb runs",
        "a.st",
        wfdb([*((at * 250, s) for at, _, s in spans()), (960 * 250, "U")]),
    ),
]


_SPINDLE = (EventKind.SPINDLE, 6.42, 0.91, "C3-A1")
DREAMS: dict[str, tuple[bytes, list[tuple[EventKind, float, float, str | None]] | str]] = {
    "commas": (b"[vis1_Spindles/C3-A1]\n6,42\t0,91\n", [_SPINDLE]),
    "byte order mark": (b"\xef\xbb\xbf[vis1_Spindles/C3-A1]\r\n6.42\t0.91\r\n", [_SPINDLE]),
    "UTF-16": ("[vis1_Spindles/C3-A1]\n6.42\t0.91\n".encode("utf-16"), [_SPINDLE]),
    "cp1252": (
        "[vis1_Éveils/C3-A1]\n6.42 0.91\n".encode("cp1252"),
        [(EventKind.OTHER, 6.42, 0.91, "C3-A1")],
    ),
    "blanks in the title": (b"[ vis1_Spindles / C3-A1 ]\n6.42 0.91\n", [_SPINDLE]),
    "no channel": (b"[vis1_Spindles]\n6.42 0.91\n", [(EventKind.SPINDLE, 6.42, 0.91, None)]),
    "clock times": (b"[vis1_Spindles/C3-A1]\n22:00:06.42 0.91\n", "line 2: '22:00:06.42' is no number"),
    "semicolons": (b"[vis1_Spindles/C3-A1]\n6.42;0.91\n", "line 2: '6.42;0.91' is no onset and length"),
    "negative length": (b"[vis1_Spindles/C3-A1]\n6.42 -0.91\n", "line 2: '-0.91' is no length"),
    "two scorers": (
        b"[vis1_Spindles/C3-A1]\n6.42 0.91\n[vis2_Spindles/C3-A1]\n6.5 1.0\n",
        "line 3: 'Spindles' of another scorer than above",
    ),
}
"""Events of the DREAMS databases with what they are, or the cause of the refusal."""
