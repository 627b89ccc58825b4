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
    """Agreement, confidence and review of one or more reports on the same nights."""
    figures = [_agreement_row(report) for report in reports]
    return f"{_table((*_FIRST, 'ECE'), figures)}\n\n{review_table(*reports)}\n\n{confusion_tables(*reports)}"


def _agreement_row(report: Report) -> list[str]:
    found = report.figures
    f1 = " / ".join(number(one.value, 2) for one in found.f1.values())
    figures = (found.accuracy, found.kappa, found.macro_f1)
    return [
        _name(report),
        f"{found.n_epochs:,}",
        *map(_with_interval, figures),
        f1,
        _with_interval(found.ece),
    ]


def review_table(*reports: Report) -> str:
    """Accuracy after review, and the errors found, by share looked at."""
    shares = reports[0].figures.review
    head = [
        "scorer",
        "order",
        *(f"{one.share:.0%} looked at" for one in shares),
        "errors in the flagged 20 %",
    ]
    rows = []
    for report in reports:
        review = report.figures.review
        found = next((_percent(one.errors_found) for one in review if one.share == 0.2), "–")
        rows.append([_name(report), "queue", *(_with_interval(one.accuracy) for one in review), found])
        rows.append(["", "random", *(number(one.random) for one in review), "20 %"])
    return _table(head, rows)


def confusion_tables(*reports: Report) -> str:
    """Confusion of each report; rows are the expert's stages."""
    parts = []
    for report in reports:
        rows = zip(SCORED_STAGES, report.figures.confusion.tolist(), strict=True)
        head = [_name(report), *(stage.name for stage in SCORED_STAGES)]
        parts.append(_table(head, [[stage.name, *map(str, counts)] for stage, counts in rows]))
    return "\n\n".join(parts)


def _name(report: Report) -> str:
    return ", ".join(name.split("@")[0] for name in report.scorers)


def _with_interval(one: Interval) -> str:
    return f"{number(one.value)} ({number(one.low)} to {number(one.high)})"


def _percent(one: Interval) -> str:
    return f"{one.value:.0%} ({one.low:.0%} to {one.high:.0%})" if one.value == one.value else "–"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    return "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])
