"""Parameters of a night: one table that the panel, the report, the summary of a batch and the API read.

docs/statistics.md defines each. A new parameter is a row of :data:`PARAMETERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from sleepscorer.stages import SCORED_STAGES, Stage
from sleepscorer.statistics.sleep import SleepStatistics
from sleepscorer.translatable import QT_TRANSLATE_NOOP

Source = TypeVar("Source")
"""Statistics that a parameter is read off."""
Value = float | int | None
"""Value of a parameter; None where the night has none, such as a latency without sleep."""


@dataclass(frozen=True)
class Parameter(Generic[Source]):
    """Parameter of a night.

    Attributes
    ----------
    name : str
        Column of ``summary.csv``, and key of :func:`parameters_of`.
    unit : {"min", "%", "/h", "/min", "s", ""}
        Minutes, per cent, per hour, per minute, seconds, or a count.
    value : callable
        Reads it off the statistics of a night.
    label : str
        In the statistics panel, translated by the window; empty where it is not shown there.
    report : mapping of str to str
        In a report, by language; empty where it is not printed there.
    heading : str
        Column of ``summary.html``; empty where it is not shown there.
    in_summary : bool
        Whether ``summary.csv`` has it.
    shown_if_zero : bool
        Whether the panel shows it where it is 0.
    section : str
        Section of a report it stands in, e.g. ``oxygen``; ``parts`` for what a table there tells already.
        Empty for the sleep parameters.
    """

    name: str
    unit: Literal["min", "%", "/h", "/min", "s", ""]
    value: Callable[[Source], Value]
    label: str = ""
    report: Mapping[str, str] = field(default_factory=dict)
    heading: str = ""
    in_summary: bool = True
    shown_if_zero: bool = True
    section: str = ""


PARAMETERS: tuple[Parameter[SleepStatistics], ...] = (
    Parameter(
        "tib_min",
        "min",
        lambda sleep: sleep.tib_min,
        label=QT_TRANSLATE_NOOP("Statistics", "Time in bed"),
        report={"en": "Time in bed (TIB)", "de": "Zeit im Bett (TIB)", "fr": "Temps passé au lit (TIB)"},
    ),
    Parameter(
        "spt_min",
        "min",
        lambda sleep: sleep.spt_min,
        report={
            "en": "Sleep period time (SPT)",
            "de": "Schlafperiode (SPT)",
            "fr": "Période de sommeil (SPT)",
        },
        in_summary=False,
    ),
    Parameter(
        "tst_min",
        "min",
        lambda sleep: sleep.tst_min,
        label=QT_TRANSLATE_NOOP("Statistics", "Total sleep time"),
        report={
            "en": "Total sleep time (TST)",
            "de": "Gesamtschlafzeit (TST)",
            "fr": "Temps total de sommeil (TST)",
        },
        heading="TST",
    ),
    Parameter(
        "sleep_efficiency_percent",
        "%",
        lambda sleep: sleep.sleep_efficiency,
        label=QT_TRANSLATE_NOOP("Statistics", "Sleep efficiency"),
        report={"en": "Sleep efficiency", "de": "Schlafeffizienz", "fr": "Efficacité du sommeil"},
        heading="Efficiency",
    ),
    Parameter(
        "sleep_maintenance_percent",
        "%",
        lambda sleep: sleep.sleep_maintenance,
        report={"en": "Sleep maintenance", "de": "Schlafkontinuität", "fr": "Maintien du sommeil"},
        in_summary=False,
    ),
    Parameter(
        "sleep_latency_min",
        "min",
        lambda sleep: sleep.sleep_latency_min,
        label=QT_TRANSLATE_NOOP("Statistics", "Sleep latency"),
        report={"en": "Sleep latency", "de": "Einschlaflatenz", "fr": "Latence d'endormissement"},
        heading="Latency",
    ),
    Parameter(
        "rem_latency_min",
        "min",
        lambda sleep: sleep.rem_latency_min,
        label=QT_TRANSLATE_NOOP("Statistics", "REM latency"),
        report={
            "en": "REM latency from sleep onset",
            "de": "REM-Latenz ab Schlafbeginn",
            "fr": "Latence du sommeil paradoxal",
        },
        heading="REM latency",
    ),
    Parameter(
        "waso_min",
        "min",
        lambda sleep: sleep.waso_min,
        label=QT_TRANSLATE_NOOP("Statistics", "Wake after sleep onset"),
        report={
            "en": "Wake after sleep onset (WASO)",
            "de": "Wach nach Schlafbeginn (WASO)",
            "fr": "Éveil après endormissement (WASO)",
        },
        heading="WASO",
    ),
    Parameter(
        "awakenings",
        "",
        lambda sleep: sleep.awakenings,
        label=QT_TRANSLATE_NOOP("Statistics", "Awakenings"),
        report={"en": "Awakenings", "de": "Erwachen", "fr": "Éveils"},
    ),
    Parameter(
        "stage_shifts",
        "",
        lambda sleep: sleep.stage_shifts,
        label=QT_TRANSLATE_NOOP("Statistics", "Stage shifts"),
        report={"en": "Stage shifts", "de": "Stadienwechsel", "fr": "Changements de stade"},
    ),
    Parameter(
        "cycles",
        "",
        lambda sleep: len(sleep.cycles),
        label=QT_TRANSLATE_NOOP("Statistics", "Cycles"),
        report={
            "en": "Complete sleep cycles",
            "de": "Vollständige Schlafzyklen",
            "fr": "Cycles de sommeil complets",
        },
        in_summary=False,
    ),
    Parameter(
        "unscored_min",
        "min",
        lambda sleep: sleep.unscored_min,
        label=QT_TRANSLATE_NOOP("Statistics", "Unscored"),
        shown_if_zero=False,
    ),
)
"""Parameters of the night as a whole, in the order in which they are shown."""


def _minutes_of(stage: Stage) -> Parameter[SleepStatistics]:
    return Parameter(f"{stage.name}_min", "min", lambda sleep: sleep.stage_min[stage])


def _percent_of(stage: Stage) -> Parameter[SleepStatistics]:
    return Parameter(
        f"{stage.name}_percent", "%", lambda sleep: sleep.stage_percent[stage], heading=stage.name
    )


STAGE_PARAMETERS = (*map(_minutes_of, SCORED_STAGES), *map(_percent_of, SCORED_STAGES[1:]))
"""Minutes in bed of each stage, and per cent of the total sleep time."""


def parameters_of(sleep: SleepStatistics) -> dict[str, Value]:
    """Return every parameter of a night by its name, in minutes, per cent and counts."""
    return {parameter.name: parameter.value(sleep) for parameter in (*PARAMETERS, *STAGE_PARAMETERS)}
