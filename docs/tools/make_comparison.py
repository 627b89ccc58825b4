"""Write the comparison with other programs in README.md from the tables of docs/benchmarks.md.

``python docs/tools/make_comparison.py``, after ``make bench``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
MEASURED = ROOT / "docs" / "benchmarks.md"
PROGRAMS = (
    "sleepscorer",
    "EDFbrowser",
    "MNE-Qt-Browser",
    "Lunascope",
    "Wonambi",
    "YASA",
    "GSSC",
    "RobustSleepNet",
)
ROWS = (
    ("Open 8 h of 10 channels at 256 Hz, s", "Opening and turning pages", "open, s"),
    ("Turn a page of it, ms", "Opening and turning pages", "flip, ms"),
    ("Memory with it open, MB", "Opening and turning pages", "resident, MB"),
    ("Turn a page on an X screen, ms", "On a screen", "flip, ms"),
    ("Memory on an X screen, MB", "On a screen", "resident, MB"),
    (
        "Stage 8 h of 4 channels at 256 Hz, processor s",
        "8 h of four channels at 256 Hz",
        "started: processor, s",
    ),
    ("Peak memory of that, MB", "8 h of four channels at 256 Hz", "peak, MB"),
)
"""What a row says, the heading in the page of the table that has it, and its column."""

Table = Mapping[str, Mapping[str, str]]


def tables(page: str) -> Iterator[tuple[str, Table]]:
    """Yield the heading above each table with its cells by the name of the row and of the column."""
    heading = ""
    lines = page.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("#"):
            heading = line.lstrip("# ")
        if line.startswith("| ---"):
            columns = _cells(lines[number - 1])[1:]
            rows = {}
            for row in lines[number + 1 :]:
                if not row.startswith("|"):
                    break
                name, *cells = _cells(row)
                rows[name] = dict(zip(columns, cells, strict=True))
            yield heading, rows


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def comparison(page: str) -> str:
    """Return the comparison as a table, programs as columns.

    Raises
    ------
    ValueError
        If the page lacks a table or a column.
    """
    measured = list(tables(page))
    body = []
    for text, heading, column in ROWS:
        rows = next((rows for title, rows in measured if title.startswith(heading)), None)
        if rows is None or all(column not in cells for cells in rows.values()):
            raise ValueError(
                f"docs/benchmarks.md has no column {column!r} under {heading!r}; run: make bench"
            )
        cells = [rows.get(name, {}).get(column, "") for name in PROGRAMS]
        body.append(f"| {text} | {' | '.join(cells)} |")
    head = f"|  | {' | '.join(PROGRAMS)} |\n| --- |{' --- |' * len(PROGRAMS)}\n"
    return head + "\n".join(body) + f"\n\nOf {_versions(measured)}."


def _versions(measured: list[tuple[str, Table]]) -> str:
    """Return what was measured, with versions, as words."""
    rows = next(rows for title, rows in measured if title.startswith("What was measured"))
    first = (rows[name]["versions"].split(",")[0].strip() for name in PROGRAMS if name in rows)
    return ", ".join(first)


def readme() -> str:
    """Return README.md with its comparison brought up to date."""
    place = re.compile(r"(<!-- comparison -->\n).*?(<!-- end -->)", re.DOTALL)
    table = comparison(MEASURED.read_text(encoding="utf-8"))
    text, count = place.subn(
        lambda match: f"{match[1]}\n{table}\n\n{match[2]}", README.read_text(encoding="utf-8")
    )
    if count != 1:
        raise SystemExit(
            "README.md has no place for the comparison; put <!-- comparison --> and <!-- end -->."
        )
    return text


if __name__ == "__main__":
    README.write_text(readme(), encoding="utf-8")
