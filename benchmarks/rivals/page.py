"""The page of measurements, from the figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from doc_tables import markdown

from rivals.goals import GOALS, Figures, Goal
from rivals.running import OURS

NONE = "–"
BUSY_LOAD = 1.0
HEAD = """# Speed, beside other programs

Made by `make bench`, which installs every program that installs in an environment of its own under
`build/bench`, and measures all of them on the same files in the same run, in alternating order, each in
a process of its own. Figures are medians. Another machine gives other seconds; the ratios are what to
look at. How cost grows with the number of nights is in [What many nights cost](scale.md).
"""
WARNING = """
!!! warning
    The machine was busy with other work when this was measured: seconds by the clock are several times what
    they are on a quiet one, and 95th percentiles say little. Time of a processor and ratios suffer less.
"""
VIEWERS = """
## Opening and turning pages

{file}. Pages of 30 s in a window of 1600 x 900 that Qt draws into memory (its "offscreen" platform),
every channel shown. *Open* is from the call in a program that stands to the first page painted; *start
to page* is from the start of the process. *Flip* is from the call to the page painted. *Processor* is
the time that costs, which depends less on what else the machine is doing. Ours filters what it shows and
draws the night above it; the others show the traces as they are.

"""
SCREEN = """
### On a screen

The same file on a virtual X screen, the programs driven by keys and the picture watched from outside,
which adds what X, the key and the watching cost to each. EDFbrowser can be measured in this way only.
*Start to page* of ours is left out: its picture goes on changing while the night is pre-scored.

"""
SCORERS = """
## Pre-scoring a night

From the file to the probabilities of every epoch, one thread. *Start included* is the first night of a
process, with what a program loads; *started* is the next one. Channels: {channels}. GSSC (AGPL) and the
networks of others are measured here, no part of them is used. Ours uses all four channels, and in the row
below, like YASA, one EEG less.

"""
BATCH = """
### Nights an hour

Ours is `sleepscorer prescore` on {copies} copies of the night of 8 h, start included, results written
and read back. The others have no such command: their figure is one process that goes through nights, its
start not counted.

"""
GROWTH = """
## How cost grows

Ours alone, at 256 Hz; pre-scoring is the second night of a process, in seconds of a processor.

"""


def page(figures: Figures) -> str:
    """All of it, as Markdown."""
    parts = [HEAD, machine(figures), goals(figures), viewers(figures), screen(figures)]
    return "".join([*parts, scorers(figures), batch(figures), growth(figures), programs(figures)])


def machine(figures: Figures) -> str:
    """What it ran on, and a warning where the machine was busy."""
    told = figures["machine"]
    kind = f"{told['cores']} processors, {told['cpu']}, {told['system']}"
    text = f"\n{kind}; load {told['load']:.1f} when it began.\n"
    if told["load"] > BUSY_LOAD:
        text += WARNING
    if figures.get("several"):
        text += "\nIts parts were measured one after the other, in several runs.\n"
    return text + ("\nA short trial (`--quick`), with few repetitions.\n" if figures["quick"] else "")


def number(value: float | None, scale: float = 1.0, digits: int = 2) -> str:
    """A figure to so many digits after the point, or a dash."""
    return NONE if value is None else f"{value * scale:,.{digits}f}"


def goals(figures: Figures) -> str:
    """Aims beside figures, and what the profile says of those missed."""
    rows = [_goal(goal, figures) for goal in GOALS]
    told = figures["profiles"]
    lines = [f"- {name}: {told[name]}.\n" for name in told if told[name]]
    text = "\n## What is aimed at\n\n" + markdown(("", "goal", "measured", ""), rows)
    if lines:
        text += "\nWhere a goal is missed, the profile says what takes it (share of functions' own time):\n\n"
    return text + "".join(lines)


def _goal(goal: Goal, figures: Figures) -> tuple[str, ...]:
    value, met = goal.value(figures), goal.is_met(figures)
    digits = 2 if goal.unit == "s" else 0 if goal.unit in ("", "MB") else 1
    word = "at least" if goal.at_least else "at most"
    said = {True: "met", False: "**missed**", None: "not measured"}[met]
    bound = f"{word} {goal.bound:,g} {goal.unit}".strip()
    return (
        goal.text,
        bound,
        f"{number(value, 1, digits)} {goal.unit if value is not None else ''}".strip(),
        said,
    )


def times(rival: dict[str, Any], ours: dict[str, Any] | None, name: str) -> str:
    """A rival's figure as a multiple of ours."""
    mine, other = (ours or {}).get(name), rival.get(name)
    return f"{other / mine:.1f}" if mine and other is not None else NONE


def _table(
    results: dict[str, dict[str, Any]],
    columns: Sequence[tuple[str, str, float, int]],
    ratios: Sequence[tuple[str, str]],
) -> str:
    """A row for each program: its figures and how many times ours, or why it has none."""
    names = ["", *(head for head, *_ in columns), *(head for head, _ in ratios)]
    ours = results.get(OURS)
    rows = []
    for name, found in results.items():
        if found.get("failed"):
            rows.append([name, found["failed"], *[NONE] * (len(names) - 2)])
            continue
        row = [number(found.get(key), scale, digits) for _, key, scale, digits in columns]
        rows.append([name, *row, *("1" if name == OURS else times(found, ours, key) for _, key in ratios)])
    return markdown(names, rows)


VIEWER_COLUMNS = (
    ("open, s", "open_s", 1.0, 2),
    ("processor, s", "open_cpu_s", 1.0, 2),
    ("start to page, s", "start_to_page_s", 1.0, 2),
    ("flip, ms", "flip_s", 1e3, 1),
    ("95th percentile", "flip_p95_s", 1e3, 1),
    ("processor, ms", "flip_cpu_s", 1e3, 1),
    ("resident, MB", "resident_mb", 1.0, 0),
)
VIEWER_RATIOS = (
    ("open : ours", "open_cpu_s"),
    ("flip : ours", "flip_cpu_s"),
    ("memory : ours", "resident_mb"),
)
SCORER_COLUMNS = (
    ("start included: processor, s", "first_cpu_s", 1.0, 2),
    ("clock, s", "first_wall_s", 1.0, 2),
    ("started: processor, s", "again_cpu_s", 1.0, 2),
    ("clock, s", "again_wall_s", 1.0, 2),
    ("peak, MB", "peak_mb", 1.0, 0),
)
SCORER_RATIOS = (("start included : ours", "first_cpu_s"), ("started : ours", "again_cpu_s"))


def viewers(figures: Figures) -> str:
    """Who opens and turns pages, and ours with a scored night."""
    if not figures.get("viewers"):
        return ""
    text = VIEWERS.format(file=figures["file"]) + _table(figures["viewers"], VIEWER_COLUMNS, VIEWER_RATIOS)
    text += "\nRatios are of processor time and of memory.\n"
    ours, start, scored = (figures.get(name, {}) for name in ("ours", "start", "scored"))
    rows = [
        ("Start of the process to an empty window", f"{number(start.get('start_to_window_s'))} s"),
        ("An empty window of Qt alone", f"{number(start.get('floor_empty_qt_window_s'))} s"),
        ("Key that scores, to the next page painted", _milliseconds(ours, "key_s")),
        ("of a processor", _milliseconds(ours, "key_cpu_s")),
        ("Flip of a night without stages, processor", _milliseconds(scored, "plain_flip_cpu_s")),
        ("the same pages with 960 scored epochs", _milliseconds(scored, "flip_cpu_s")),
        ("Key that scores, where 960 epochs are scored, processor", _milliseconds(scored, "key_cpu_s")),
        ("Open a night without stages, processor", f"{number(scored.get('plain_open_cpu_s'))} s"),
        ("the same with 960 scored epochs", f"{number(scored.get('open_cpu_s'))} s"),
    ]
    return text + "\nOurs, besides:\n\n" + markdown(("", ""), rows)


def _milliseconds(found: dict[str, Any], name: str) -> str:
    return f"{number(found.get(name), 1e3, 1)} ms"


def screen(figures: Figures) -> str:
    found = figures.get("screen")
    if not found:
        return ""
    columns = (("start to page, s", "start_to_page_s", 1.0, 2), *VIEWER_COLUMNS[3:5], VIEWER_COLUMNS[6])
    return SCREEN + _table(found, columns, (("flip : ours", "flip_s"), ("memory : ours", "resident_mb")))


def rivals_of(night: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Programs that are not ours in one way or another."""
    return [(name, one) for name, one in night.items() if not name.startswith(OURS)]


def scorers(figures: Figures) -> str:
    nights = figures.get("scorers")
    if not nights:
        return ""
    first = next(iter(nights.values()))
    used = [f"{name} {one['note']}" for name, one in rivals_of(first) if one.get("note")]
    text = SCORERS.format(channels="; ".join(used) or "as each asks")
    for night, results in nights.items():
        text += f"\n### {night}\n\n" + _table(results, SCORER_COLUMNS, SCORER_RATIOS)
    return text


def batch(figures: Figures) -> str:
    found = figures.get("batch")
    if not found:
        return ""
    rows = [(f"{OURS}, --jobs {jobs}", number(found.get(jobs), 1, 0)) for jobs in ("1", "2")]
    night = next(iter(figures.get("scorers", {}).values()), {})
    for name, result in rivals_of(night):
        if result.get("again_wall_s"):
            rows.append((name, number(3600 / result["again_wall_s"], 1, 0)))
    return BATCH.format(copies=found["copies"]) + markdown(("", "nights an hour"), rows)


def growth(figures: Figures) -> str:
    """Ours by hours and by channels."""
    text = ""
    for kind, said in (("hours", "hours, ten channels"), ("channels", "channels, 8 h")):
        rows = [_grown(size, found) for size, found in figures.get("growth", {}).get(kind, {}).items()]
        names = (said, "open, s", "flip, ms", "processor, ms", "resident, MB", "pre-score, s", "peak, MB")
        text += "\n" + markdown(names, rows) if rows else ""
    return GROWTH + text.removeprefix("\n") if text else ""


def _grown(size: str, found: dict[str, Any]) -> list[str]:
    if found.get("failed"):
        return [size, found["failed"], *[NONE] * 5]
    keys = (("open_s", 1, 2), ("flip_s", 1e3, 1), ("flip_cpu_s", 1e3, 1), ("resident_mb", 1, 0))
    more = (("again_cpu_s", 1, 2), ("peak_mb", 1, 0))
    return [size, *(number(found.get(key), scale, digits) for key, scale, digits in (*keys, *more))]


def programs(figures: Figures) -> str:
    """Versions of what was measured."""
    rows = sorted(figures["versions"].items())
    return "\n## What was measured\n\n" + markdown(("", "versions"), rows) if rows else ""
