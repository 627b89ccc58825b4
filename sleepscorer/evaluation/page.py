"""Page of an evaluation: one HTML file that loads nothing and runs no script."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from pathlib import Path

from sleepscorer.atomic import write_atomically
from sleepscorer.errors import StorageError
from sleepscorer.evaluation.metrics import Figures, ScoredNight, figures_of
from sleepscorer.evaluation.pictures import (
    confusion_svg,
    hypnograms_svg,
    reliability_svg,
    review_svg,
    reviewed_text,
)
from sleepscorer.evaluation.report import Refused, Report
from sleepscorer.messages import reason
from sleepscorer.statistics.reliability import Interval

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1b1f24 }
body { max-width: 1040px; margin: 2em auto; padding: 0 1em }
table { border-collapse: collapse } th, td { padding: 3px 12px 3px 0; text-align: right }
th:first-child, td:first-child { text-align: left } tr { border-bottom: 1px solid #e6e9ee }
figure { display: inline-block; margin: 0 1em 1em 0 } svg { max-width: 100%; height: auto }
.said { color: #636b75 }
"""


def page_of(report: Report) -> str:
    """Render a report as HTML."""
    figures = report.figures
    title = f"{', '.join(report.scorers)} against the expert"
    pictures = (confusion_svg(figures.confusion), reliability_svg(figures.reliability), review_svg(figures))
    parts = [
        f"<h1>{escape(title)}</h1><p>{escape(summary(report))}</p>",
        _table(("", "value", "95 % interval"), _rows(figures)),
        "".join(f"<figure>{picture}</figure>" for picture in pictures),
        f"<ul>{''.join(f'<li>{escape(reviewed_text(reviewed))}</li>' for reviewed in figures.review)}</ul>",
        "<h2>Nights</h2>",
        *map(_night, report.nights),
        *map(_left_out, report.refused),
    ]
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>{"".join(parts)}</body></html>\n'


def summary(report: Report) -> str:
    """Summarise what was compared in a sentence or two."""
    figures, count = report.figures, len(report.nights)
    where = (
        "all epochs"
        if report.margin_minutes is None
        else f"from {report.margin_minutes:g} min before sleep to {report.margin_minutes:g} min after"
    )
    missing = f"{len(report.refused)} of the nights could not be measured. " if report.refused else ""
    return (
        f"{missing}{figures.n_epochs:,} epochs of {count} night{'s' if count > 1 else ''} ({where}); "
        f"{figures.n_left_out:,} epochs that only one of the two scored are left out. "
        "Intervals are from resampled blocks of ten minutes."
    )


def write_page(path: Path, report: Report) -> None:
    """Write the page.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    try:
        write_atomically(path, page_of(report))
    except OSError as error:
        raise StorageError(f"{path} cannot be written ({reason(error)}); name another file.") from error


def _rows(measured: Figures) -> list[tuple[str, str, str]]:
    figures = {
        "Accuracy": measured.accuracy,
        "Cohen's kappa": measured.kappa,
        "Macro-F1": measured.macro_f1,
        **{f"F1 of {stage.name}": interval for stage, interval in measured.f1.items()},
        "Expected calibration error": measured.ece,
    }
    return [(name, number(interval.value), interval_text(interval)) for name, interval in figures.items()]


def number(value: float, decimals: int = 3) -> str:
    """Format a value with a number of decimals, or a dash where there is none."""
    return f"{value:.{decimals}f}" if math.isfinite(value) else "–"


def interval_text(interval: Interval) -> str:
    """Format both ends of an interval."""
    return f"{number(interval.low)} to {number(interval.high)}"


def _night(night: ScoredNight) -> str:
    measured = figures_of([night])
    notices = "".join(f'<br><span class="said">{escape(text)}</span>' for text in night.notices)
    kappa, accuracy = number(measured.kappa.value), number(measured.accuracy.value)
    figures = f"kappa {kappa}, accuracy {accuracy}, {measured.n_epochs:,} epochs"
    return f"<h3>{escape(night.name)}</h3><p>{figures}{notices}</p>{hypnograms_svg(night)}"


def _left_out(refused: Refused) -> str:
    return (
        f'<h3>{escape(refused.night)}</h3><p>Left out. <span class="said">{escape(refused.reason)}</span></p>'
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [("th", head), *(("td", row) for row in rows)]
    cells = ("".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) for tag, row in lines)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
