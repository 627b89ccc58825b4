"""Runs of stages in tables."""

from __future__ import annotations

from formats.siblings.nights import Sibling, clock, each, spans, table

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
