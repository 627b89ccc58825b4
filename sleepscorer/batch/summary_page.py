"""Page of a cohort, ``summary.html``, with a small hypnogram of each night; it loads nothing.

Its one script sorts the nights, and the page's own policy lets no other run, whatever a name may hold.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sleepscorer import __version__
from sleepscorer.batch.manifest import FAILED, OK, Row
from sleepscorer.batch.nights import accuracy_of, stages_of
from sleepscorer.stages import PLOT_ORDER, Stage
from sleepscorer.statistics import NIGHT_PARAMETERS, PARAMETERS, STAGE_PARAMETERS
from sleepscorer.statistics.parameters import Value

MARK = "<!DOCTYPE html>\n<!-- a batch's summary by sleepscorer -->"
"""How every such page begins; another file of its name is left alone."""
MOST_NIGHTS = 5000
"""Nights shown; a browser shows no more in good time."""
WIDTH, LANE = 240, 8
_SLEEP = tuple((row.name, row.heading, row.unit) for row in (*PARAMETERS, *STAGE_PARAMETERS) if row.heading)
_CLINICAL = tuple((row.name, row.heading, row.unit) for row in NIGHT_PARAMETERS if row.heading)
_SHOWN = (*_SLEEP, *_CLINICAL)
_STYLE = """
body { font: 14px/1.45 system-ui, sans-serif; color: #1b1f24; margin: 2em }
table { border-collapse: collapse; margin: 1em 0 } td, th { padding: 3px 10px; text-align: right }
td:first-child, th:first-child, td.said { text-align: left; overflow-wrap: anywhere; max-width: 24em }
tr { border-bottom: 1px solid #e6e9ee } .said { color: #636b75; font-size: 12px } .failed { color: #a1260d }
th button { all: unset; cursor: pointer; font-weight: bold } th button:focus-visible { outline: 2px solid }
th[aria-sort=ascending] button::after { content: " ↑" }
th[aria-sort=descending] button::after { content: " ↓" }
svg { display: block } svg path { fill: none; stroke: #1f6fb2 } svg .rem { stroke: #b8327a; stroke-width: 3 }
"""
_SCRIPT = """
"use strict";
for (const button of document.querySelectorAll("th button")) button.onclick = () => {
  const head = button.parentElement, table = head.closest("table"), column = head.cellIndex;
  const up = head.getAttribute("aria-sort") !== "ascending";
  const key = row => row.cells[column].textContent;
  const number = text => text.trim() === "" ? NaN : Number(text);
  const order = (a, b) => {
    const [x, y] = [key(a), key(b)], [n, m] = [number(x), number(y)];
    if (isNaN(n) !== isNaN(m)) return isNaN(n) ? 1 : -1;
    return (up ? 1 : -1) * (isNaN(n) ? x.localeCompare(y) : n - m);
  };
  for (const other of table.querySelectorAll("th")) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  table.tBodies[0].append(...[...table.tBodies[0].rows].sort(order));
};
"""
_DIGEST = b64encode(sha256(_SCRIPT.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_DIGEST}'"


def page_of(
    rows: Sequence[Row],
    values: Sequence[Mapping[str, Value]],
    medians: Mapping[str, tuple[float, float, float]],
) -> str:
    """Render a cohort as HTML.

    Parameters
    ----------
    rows : sequence of Row
        Failures first.
    values : sequence of mapping
        Parameters of each row's night; empty where there is none.
    medians : mapping of str to (float, float, float)
        25 %, 50 % and 75 % of each parameter.
    """
    nights = [(row, night_values) for row, night_values in zip(rows, values, strict=True) if row.status == OK]
    others = [row for row in rows if row.status != OK]
    parts = [
        f"<h1>Pre-scored nights</h1><p>{escape(_counts(rows))}</p>",
        _failures(others),
        _medians(medians, len(nights)),
        _nights(nights),
        f'<p class="said">Stages are a model\'s, not reviewed by a person. sleepscorer {__version__}.</p>',
    ]
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    head = f'<meta charset="utf-8">{policy}<title>Pre-scored nights</title><style>{_STYLE}</style>'
    body = f"{''.join(parts)}<script>{_SCRIPT}</script>"
    return f'{MARK}\n<html lang="en"><head>{head}</head>\n<body>{body}</body></html>\n'


def hypnogram_svg(stages: NDArray[np.integer]) -> str:
    """Draw a small hypnogram: W at the top, N3 at the bottom, R thick, unscored epochs a gap."""
    height = LANE * len(PLOT_ORDER)
    scale = WIDTH / max(len(stages), 1)
    line, rem, last, joined = [], [], 0, False
    for value, members in groupby(stages.tolist()):
        first, last = last, last + sum(1 for _ in members)
        if value >= 0:
            y = LANE // 2 + LANE * PLOT_ORDER.index(Stage(value))
            start = f"V{y}" if joined else f"M{first * scale:.1f} {y}"
            line.append(f"{start}H{last * scale:.1f}")
            rem += [f"M{first * scale:.1f} {y}H{last * scale:.1f}"] if value == Stage.R else []
        joined = value >= 0
    drawn = f'<path d="{"".join(line)}"/><path class="rem" d="{"".join(rem)}"/>'
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    return f'<svg role="img" aria-label="hypnogram" {size}>{drawn}</svg>'


def _counts(rows: Sequence[Row]) -> str:
    counts = Counter(row.status for row in rows)
    models = ", ".join(sorted({f"{row.model} ({row.model_sha256[:8]})" for row in rows if row.model}))
    skipped = len(rows) - counts[OK] - counts[FAILED]
    sentence = f"{counts[OK]} scored, {counts[FAILED]} failed, {skipped} skipped."
    return f"{sentence} Model: {models}. {_cost(rows)}" if models else sentence


def _cost(rows: Sequence[Row]) -> str:
    costs = [row.cpu_seconds for row in rows if row.status == OK and row.cpu_seconds > 0]
    return f"A night took {np.median(costs):.1f} s of a processor (median)." if costs else ""


def _failures(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    lines = "".join(
        f'<tr class="{"failed" if row.status == FAILED else "skipped"}"><td>{_text(row.file)}</td>'
        f'<td class="said">{escape(row.status)}</td><td class="said">{_text(row.reason)}</td></tr>'
        for row in rows[:MOST_NIGHTS]
    )
    return f"<h2>Not scored</h2><table>{lines}</table>"


def _medians(medians: Mapping[str, tuple[float, float, float]], n_nights: int) -> str:
    if not medians:
        return ""
    lines = "".join(
        f"<tr><td>{name}, {unit}</td><td>{middle:.1f}</td><td>{low:.1f} to {high:.1f}</td></tr>"
        for key, name, unit in _SHOWN
        if key in medians
        for low, middle, high in [medians[key]]
    )
    opening = "<tr><th></th><th>median</th><th>quartiles</th></tr>"
    return f"<h2>All {n_nights} nights</h2><table>{opening}{lines}</table>"


def _nights(nights: Sequence[tuple[Row, Mapping[str, Value]]]) -> str:
    if not nights:
        return ""
    columns = _columns(nights)
    names = "".join(_heading(f"{name}, {unit}") for _, name, unit in columns)
    opening = (
        f"<thead><tr>{_heading('recording')}{_heading('start')}<th>hypnogram</th>{names}"
        f"{_heading('expected accuracy, %')}{_heading('its least, %')}<th>notices</th></tr></thead>"
    )
    lines = "".join(_night(row, values, columns) for row, values in nights[:MOST_NIGHTS])
    more = len(nights) - MOST_NIGHTS
    rest = f"<p>{more:,} more nights are in the table of the same name.</p>" if more > 0 else ""
    return f"<h2>Nights</h2><table>{opening}<tbody>{lines}</tbody></table>{rest}"


def _heading(name: str) -> str:
    """Return the head of a column that sorts the nights when it is pressed."""
    return f'<th scope="col"><button type="button">{name}</button></th>'


def _columns(nights: Sequence[tuple[Row, Mapping[str, Value]]]) -> tuple[tuple[str, str, str], ...]:
    """Return what a column is shown of: of the clinical parameters those that some night has."""
    known = {key for _, values in nights for key, value in values.items() if value is not None}
    return (*_SLEEP, *(column for column in _CLINICAL if column[0] in known))


def _night(row: Row, values: Mapping[str, Value], columns: Sequence[tuple[str, str, str]]) -> str:
    numbers = "".join(f"<td>{_number(values.get(key))}</td>" for key, _, _ in columns)
    quality = accuracy_of(row)
    shown = (quality.percent, quality.low_percent) if quality else (None, None)
    numbers += "".join(f"<td>{_number(value)}</td>" for value in shown)
    notices = f'<td class="said">{_text(" ".join(row.notices))}</td>'
    picture = f"<td>{hypnogram_svg(stages_of(row))}</td>"
    start = f"<td>{_text(row.start[:16].replace('T', ' '))}</td>"
    return f"<tr><td>{_text(row.file)}</td>{start}{picture}{numbers}{notices}</tr>\n"


def _number(value: Value) -> str:
    return "–" if value is None else f"{value:.1f}"


def _text(text: str) -> str:
    """Escape a name or a message; characters that HTML cannot hold become question marks."""
    return escape("".join(character if character.isprintable() else "?" for character in text))
