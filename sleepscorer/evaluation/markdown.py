"""Reports as tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from sleepscorer.evaluation.page import number
from sleepscorer.evaluation.report import Report
from sleepscorer.stages import SCORED_STAGES
from sleepscorer.statistics.reliability import Interval

_FIRST = (
    "scorer",
    "epochs",
    "accuracy",
    "kappa",
    "macro-F1",
    "F1 " + " / ".join(s.name for s in SCORED_STAGES),
)


def table_of(*reports: Report) -> str:
    """Tabulate the agreement, confidence and review of one or more reports on the same nights."""
    figures = [_agreement_row(report) for report in reports]
    return f"{_table((*_FIRST, 'ECE'), figures)}\n\n{review_table(*reports)}\n\n{confusion_tables(*reports)}"


def _agreement_row(report: Report) -> list[str]:
    figures = report.figures
    f1 = " / ".join(number(interval.value, 2) for interval in figures.f1.values())
    headline = (figures.accuracy, figures.kappa, figures.macro_f1)
    return [
        _name(report),
        f"{figures.n_epochs:,}",
        *map(_with_interval, headline),
        f1,
        _with_interval(figures.ece),
    ]


def review_table(*reports: Report) -> str:
    """Tabulate the accuracy after review, and the errors found, by share looked at."""
    shares = reports[0].figures.review
    head = [
        "scorer",
        "order",
        *(f"{reviewed.share:.0%} looked at" for reviewed in shares),
        "errors in the flagged 20 %",
    ]
    rows = []
    for report in reports:
        review = report.figures.review
        errors_found = next(
            (_percent(reviewed.errors_found) for reviewed in review if reviewed.share == 0.2), "–"
        )
        rows.append(
            [
                _name(report),
                "queue",
                *(_with_interval(reviewed.accuracy) for reviewed in review),
                errors_found,
            ]
        )
        rows.append(["", "random", *(number(reviewed.random) for reviewed in review), "20 %"])
    return _table(head, rows)


def confusion_tables(*reports: Report) -> str:
    """Tabulate the confusion of each report; rows are the expert's stages."""
    parts = []
    for report in reports:
        rows = zip(SCORED_STAGES, report.figures.confusion.tolist(), strict=True)
        head = [_name(report), *(stage.name for stage in SCORED_STAGES)]
        parts.append(_table(head, [[stage.name, *map(str, counts)] for stage, counts in rows]))
    return "\n\n".join(parts)


def _name(report: Report) -> str:
    return ", ".join(name.split("@")[0] for name in report.scorers)


def _with_interval(interval: Interval) -> str:
    return f"{number(interval.value)} ({number(interval.low)} to {number(interval.high)})"


def _percent(interval: Interval) -> str:
    return (
        f"{interval.value:.0%} ({interval.low:.0%} to {interval.high:.0%})"
        if interval.value == interval.value
        else "–"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    return "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])
