"""Tables of a report; every value is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import isnan

from sleepscorer.report.texts import Texts
from sleepscorer.scoring import Author, EventKind, Scoring
from sleepscorer.stages import SCORED_STAGES, Stage
from sleepscorer.statistics import PARAMETERS, EventIndex, EventStatistics, Parameter, SleepStatistics

NOTHING = "–"
MOST_NOTES = 20


class Numbers:
    """Number format of a language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def number(self, value: float | None, unit: str = "", digits: int = 1) -> str:
        """Format a number with its unit, as ``12.5 min``; a dash where there is none."""
        if value is None or isnan(value):
            return NOTHING
        text = f"{value:.{digits}f}".replace(".", self._texts["decimal"])
        return f"{text} {unit}".strip()

    def minutes(self, value: float | None) -> str:
        """Format minutes with their unit."""
        return self.number(value, self._texts["minutes"])


def pairs(rows: Iterable[tuple[str, str]]) -> str:
    """Render a table of names and values."""
    cells = "".join(
        f'<tr><td class="name">{escape(name)}</td><td align="right">{escape(value)}</td></tr>'
        for name, value in rows
    )
    return f'<table width="100%" cellspacing="0" cellpadding="2">{cells}</table>'


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Render a table with a head; the first column holds names, the others numbers."""
    top = "".join(
        f'<th align="{"left" if not column else "right"}">{"&nbsp; " if column else ""}{escape(name)}</th>'
        for column, name in enumerate(head)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td align="{"left" if not column else "right"}">{escape(value)}</td>'
            for column, value in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f'<table width="100%" cellspacing="0" cellpadding="2"><tr>{top}</tr>{body}</table>'


def sleep_rows(sleep: SleepStatistics, texts: Texts) -> list[tuple[str, str]]:
    """Return the rows of the night's parameters."""
    return [
        (in_language(parameter.report, texts), _value(parameter, sleep, texts))
        for parameter in PARAMETERS
        if parameter.report
    ]


def _value(parameter: Parameter[SleepStatistics], sleep: SleepStatistics, texts: Texts) -> str:
    numbers, value = Numbers(texts), parameter.value(sleep)
    if parameter.unit == "min":
        return numbers.minutes(value)
    return numbers.number(value, parameter.unit, digits=1 if parameter.unit else 0)


def in_language(names: Mapping[str, str], texts: Texts) -> str:
    """Return the name in the language of the texts; the English one where there is none."""
    return names.get(texts["language"], names["en"])


def stage_table(sleep: SleepStatistics, texts: Texts) -> str:
    """Render the minutes, per cent and latency of each stage."""
    numbers = Numbers(texts)
    rows = [
        (
            stage.name,
            numbers.number(sleep.stage_min[stage]),
            numbers.number(sleep.stage_percent.get(stage)),
            numbers.minutes(sleep.stage_latency_min.get(stage)),
        )
        for stage in SCORED_STAGES
    ]
    rows.append((texts["unscored"], numbers.number(sleep.unscored_min), NOTHING, NOTHING))
    return grid((texts["stage"], texts["minutes"], texts["percent_tst"], texts["latency"]), rows)


def event_table(events: EventStatistics, texts: Texts) -> str:
    """Render the indices of the kinds that occur, and the sums that a reader looks for first."""
    rows: list[tuple[str, EventIndex]] = []
    for kind in EventKind:
        if events.by_kind[kind].count:
            rows.append((in_language(kind.type.report, texts), events.by_kind[kind]))
        if kind is EventKind.HYPOPNOEA and events.respiratory.count:
            rows.append((texts["respiratory"], events.respiratory))
        if kind is EventKind.LIMB_MOVEMENT and events.by_kind[kind].count:
            rows.append((texts["plms"], events.periodic_limb_movements))
    if not rows:
        return f"<p>{escape(texts['no_events'])}</p>"
    head = [texts[name] for name in ("event", "count", "per_hour", "per_hour_nrem", "per_hour_rem", "mean_s")]
    return grid(head, [(name, *_index_cells(index, texts)) for name, index in rows])


def _index_cells(index: EventIndex, texts: Texts) -> tuple[str, ...]:
    numbers = Numbers(texts)
    rates = (index.per_hour, index.in_nrem, index.in_rem)
    return (
        str(index.count),
        *(numbers.number(rate) for rate in rates),
        numbers.number(index.mean_s, "s"),
    )


def author_table(scoring: Scoring, texts: Texts) -> str:
    """Render the number of epochs of each stage that each author set."""
    counts: dict[Author | None, dict[Stage, int]] = {}
    for author, stage in zip(scoring.authors, scoring.stages.tolist(), strict=True):
        row = counts.setdefault(author, {})
        row[Stage(stage)] = row.get(Stage(stage), 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (pair[0] is None, -sum(pair[1].values())))
    rows = [
        (
            _author(author, texts),
            str(sum(row.values())),
            f"{Numbers(texts).number(100 * sum(row.values()) / scoring.n_epochs)} %",
            *(str(row.get(stage, 0)) for stage in SCORED_STAGES),
        )
        for author, row in ordered
    ]
    head = (texts["author"], texts["epochs"], "%", *(stage.name for stage in SCORED_STAGES))
    return grid(head, rows)


def _author(author: Author | None, texts: Texts) -> str:
    return texts["nobody"] if author is None else f"{author.name} ({texts[f'kind_{author.kind.value}']})"


def note_table(scoring: Scoring, texts: Texts) -> str:
    """Render the flags and notes of the first epochs that have any."""
    marked = sorted(scoring.marked.items())
    rows = [
        (
            str(epoch + 1),
            ", ".join(texts[f"flag_{flag.value}"] for flag in sorted(marks.flags)),
            marks.note,
        )
        for epoch, marks in marked[:MOST_NOTES]
    ]
    body = "".join(
        "<tr>" + "".join(f'<td align="left">{escape(value)}</td>' for value in row) + "</tr>" for row in rows
    )
    more = len(marked) - len(rows)
    rest = f"<p>{escape(texts['more_notes'].format(count=more))}</p>" if more else ""
    head = f'<tr><th align="left">{escape(texts["epoch"])}</th><th></th><th></th></tr>'
    return f'<table width="100%" cellspacing="0" cellpadding="2">{head}{body}</table>{rest}'
