"""Columns that say when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from formats.siblings.nights import EPOCHS, START, TRUTH, Sibling, clock, table

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
