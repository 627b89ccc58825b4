"""Tables of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from typing import TypeVar

from sleepscorer.report.blocks import Grid, Pairs, Paragraph
from sleepscorer.report.texts import Texts
from sleepscorer.scoring import APNOEAS, Author, EventKind, Scoring
from sleepscorer.stages import SCORED_STAGES, Stage
from sleepscorer.statistics import (
    NIGHT_PARAMETERS,
    PARAMETERS,
    EventIndex,
    EventStatistics,
    NightSegment,
    NightStatistics,
    Parameter,
    SleepStatistics,
    StretchStatistics,
    Tally,
)
from sleepscorer.statistics.event_kinds import RERAS

NOTHING = "–"
MOST_NOTES = 20
Statistics = TypeVar("Statistics")


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


def in_language(names: Mapping[str, str], texts: Texts) -> str:
    """Return the name in the language of the texts; the English one where there is none."""
    return names.get(texts["language"], names["en"])


def _value(parameter: Parameter[Statistics], statistics: Statistics, texts: Texts) -> str:
    numbers, value = Numbers(texts), parameter.value(statistics)
    unit = {"min": texts["minutes"], "/h": texts["unit_per_hour"], "/min": texts["unit_per_minute"]}
    return numbers.number(value, unit.get(parameter.unit, parameter.unit), digits=1 if parameter.unit else 0)


def sleep_rows(sleep: SleepStatistics, texts: Texts) -> list[tuple[str, str]]:
    """Return the rows of the night's parameters."""
    return [
        (in_language(parameter.report, texts), _value(parameter, sleep, texts))
        for parameter in PARAMETERS
        if parameter.report
    ]


def night_rows(night: NightStatistics, section: str, texts: Texts) -> list[tuple[str, str]]:
    """Return the rows of a section of the clinical parameters; those that the night has."""
    return [
        (in_language(parameter.report, texts), _value(parameter, night, texts))
        for parameter in NIGHT_PARAMETERS
        if parameter.section == section and parameter.report and parameter.value(night) is not None
    ]


def segment_table(segments: Sequence[tuple[NightSegment, NightStatistics]], texts: Texts) -> Grid:
    """Tabulate the clinical parameters, and some of the sleep, of each segment in a column of its own."""
    heads = [_segment_name(number, part, texts) for number, (part, _) in enumerate(segments, 1)]
    nights = [night for _, night in segments]
    wanted = ("tst_min", "sleep_efficiency_percent")
    rows: list[tuple[str, ...]] = [
        (in_language(row.report, texts), *(_value(row, night.sleep, texts) for night in nights))
        for row in PARAMETERS
        if row.name in wanted
    ]
    numbers = Numbers(texts)
    for stage in SCORED_STAGES[1:]:
        rows.append((stage.name, *(numbers.minutes(night.sleep.stage_min[stage]) for night in nights)))
    rows += [
        (in_language(row.report, texts), *(_value(row, night, texts) for night in nights))
        for row in NIGHT_PARAMETERS
        if row.report and any(row.value(night) is not None for night in nights)
    ]
    return Grid(("", *heads), rows)


def _segment_name(number: int, part: NightSegment, texts: Texts) -> str:
    name = texts[f"segment_{part.kind.value}"]
    return f"{name} {number}" if part.kind.value == "part" else name


def pressure_table(night: NightStatistics, texts: Texts) -> Grid:
    """Tabulate respiration and saturation at each pressure."""
    numbers = Numbers(texts)
    kinds = _kinds_of(night.by_pressure.values())
    head = (
        texts["pressure"],
        texts["minutes"],
        *(f"{texts[name]} {texts['minutes']}" for name in ("rem_short", "position_supine")),
        *(kind.type.abbreviation for kind in kinds),
        texts["ahi"],
        texts["mean_spo2"],
        texts["lowest_spo2"],
    )
    rows = [
        (
            texts["without"] if not pressure else f"{pressure:g} cmH₂O",
            numbers.number(row.minutes),
            numbers.number(row.rem_min),
            numbers.number(row.supine_min),
            *(str(row.counts.get(kind, 0)) for kind in kinds),
            numbers.number(row.ahi),
            numbers.number(row.mean_percent),
            numbers.number(row.nadir_percent, digits=0),
        )
        for pressure, row in night.by_pressure.items()
    ]
    return Grid(head, rows)


def respiration_table(night: NightStatistics, texts: Texts) -> Grid:
    """Tabulate the respiratory events of each kind over all the sleep, by stage and by position."""
    parts: list[tuple[str, StretchStatistics]] = []
    for name in ("NREM", "R"):
        if name in night.by_stage:
            parts.append((texts["rem_short"] if name == "R" else name, night.by_stage[name]))
    for name, stretch in (("position_supine", night.supine), ("not_supine", night.not_supine)):
        if stretch is not None:
            parts.append((texts[name], stretch))
    kinds = _kinds_of([stretch for _, stretch in parts], night.events)
    numbers = Numbers(texts)
    index_name = texts["rei"] if night.is_monitored else texts["ahi"]
    head = ("", texts["minutes"], *(kind.type.abbreviation for kind in kinds), texts["sum"], index_name)
    rows = [
        (
            texts["all_monitored"] if night.is_monitored else texts["all_sleep"],
            numbers.number(night.hours * 60),
            *(str(night.events.by_kind[kind].count) for kind in kinds),
            str(night.events.respiratory.count),
            numbers.number(night.events.respiratory.per_hour),
        )
    ]
    rows += [
        (
            name,
            numbers.number(row.minutes),
            *(str(row.counts.get(kind, 0)) for kind in kinds),
            str(row.respiratory),
            numbers.number(row.ahi),
        )
        for name, row in parts
    ]
    by_kind = night.events.by_kind
    for label, field in (("mean_s", "mean_s"), ("longest_s", "longest_s")):
        lengths = [getattr(by_kind[kind], field) for kind in kinds]
        total = getattr(night.events.respiratory, field)
        cells = (numbers.number(length, "s") for length in (*lengths, total))
        rows.append((texts[label], "", *cells, ""))
    return Grid(head, rows)


def _kinds_of(
    stretches: Iterable[StretchStatistics], events: EventStatistics | None = None
) -> list[EventKind]:
    """Return the apnoeas and hypopnoeas, and RERAs where there are any, in their order."""
    always = {*APNOEAS, EventKind.HYPOPNOEA}
    there = {kind for row in stretches for kind in row.counts}
    there |= set(events.tallies) if events else set()
    return [kind for kind in EventKind if kind in always or (kind in RERAS and kind in there)]


def position_table(night: NightStatistics, texts: Texts) -> Grid:
    """Tabulate time, respiration and saturation in each position."""
    numbers = Numbers(texts)
    minutes = night.hours * 60
    rows = [
        (
            texts[f"position_{position.value}"],
            numbers.number(row.minutes),
            numbers.number(100 * row.minutes / minutes if minutes else None),
            str(row.respiratory),
            numbers.number(row.ahi),
            numbers.number(row.nadir_percent, digits=0),
        )
        for position, row in night.by_position.items()
    ]
    head = ("position", "minutes", "percent", "sum", None, "lowest_spo2")
    index_name = texts["rei"] if night.is_monitored else texts["ahi"]
    return Grid([texts[name] if name else index_name for name in head], rows)


def stage_table(sleep: SleepStatistics, texts: Texts) -> Grid:
    """Tabulate the minutes, per cent and latency of each stage."""
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
    return Grid((texts["stage"], texts["minutes"], texts["percent_tst"], texts["latency"]), rows)


def event_table(events: EventStatistics, texts: Texts, *, is_monitored: bool = False) -> Grid | Paragraph:
    """Tabulate the kinds that were marked, and the sums that a reader looks for first."""
    rows: list[tuple[str, str, EventIndex]] = []
    for kind in EventKind:
        if kind in events.tallies:
            tally = events.tallies[kind]
            rows.append((in_language(kind.type.report, texts), str(tally.marked), events.by_kind[kind]))
        if kind is EventKind.HYPOPNOEA and events.respiratory.count:
            rows.append((texts["respiratory"], "", events.respiratory))
        if kind is EventKind.LIMB_MOVEMENT and events.by_kind[kind].count:
            rows.append((texts["plms"], "", events.periodic_limb_movements))
    if not rows:
        return Paragraph(texts["no_events"])
    rates = ("per_hour_monitored",) if is_monitored else ("per_hour", "per_hour_nrem", "per_hour_rem")
    names = ("event", "marked", "count", *rates, "mean_s", "longest_s")
    cells = [(name, marked, *_index_cells(index, texts, len(rates))) for name, marked, index in rows]
    return Grid([texts[name] for name in names], cells)


def _index_cells(index: EventIndex, texts: Texts, n_rates: int) -> tuple[str, ...]:
    numbers = Numbers(texts)
    rates = (index.per_hour, index.in_nrem, index.in_rem)[:n_rates]
    return (
        str(index.count),
        *(numbers.number(rate) for rate in rates),
        numbers.number(index.mean_s, "s"),
        numbers.number(index.longest_s, "s"),
    )


def tally_sentence(tally: Tally, texts: Texts) -> str:
    """Return the sentence on what became of the events marked, with the reasons of those not counted."""
    if not tally.uncounted:
        return texts["tally_all"].format(marked=tally.marked, counted=tally.counted)
    reasons = [
        texts[f"uncounted_{reason.name.lower()}"].format(count=count)
        for reason, count in tally.reasons.items()
    ]
    return texts["tally"].format(
        marked=tally.marked,
        counted=tally.counted,
        uncounted=tally.uncounted,
        reasons=", ".join(reasons),
    )


def author_table(scoring: Scoring, texts: Texts) -> Grid:
    """Tabulate the number of epochs of each stage that each author set."""
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
    return Grid((texts["author"], texts["epochs"], "%", *(stage.name for stage in SCORED_STAGES)), rows)


def _author(author: Author | None, texts: Texts) -> str:
    return texts["nobody"] if author is None else f"{author.name} ({texts[f'kind_{author.kind.value}']})"


def note_blocks(scoring: Scoring, texts: Texts) -> list[Grid | Paragraph]:
    """Tabulate the flags and notes of the first epochs that have any."""
    marked = sorted(scoring.marked.items())
    rows = [
        (
            str(epoch + 1),
            ", ".join(texts[f"flag_{flag.value}"] for flag in sorted(marks.flags)),
            marks.note,
        )
        for epoch, marks in marked[:MOST_NOTES]
    ]
    more = len(marked) - len(rows)
    rest = [Paragraph(texts["more_notes"].format(count=more))] if more else []
    return [Grid((texts["epoch"], "", ""), rows, are_texts=True), *rest]


def without_empty(rows: Sequence[tuple[str, str]]) -> Pairs:
    """Return a table of the rows that have a value."""
    return Pairs([row for row in rows if row[1]])
