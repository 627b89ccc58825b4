"""Lists of events with stages among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from formats.siblings.nights import EPOCHS, Sibling, clock, each, spans, table
from formats.siblings.runs import DE

from sleepscorer.scoring import EventKind

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
