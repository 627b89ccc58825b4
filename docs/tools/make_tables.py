"""Write the tables of docs/admin.md and docs/statistics.md from the rows of the program.

``python docs/tools/make_tables.py``
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from sleepscorer.review.rules import Reason
from sleepscorer.scoring import EventKind
from sleepscorer.settings import Choice, Settings, setting_rows
from sleepscorer.statistics import NIGHT_PARAMETERS, PARAMETERS, STAGE_PARAMETERS

DOCS = Path(__file__).parents[1]
PAGES = {"admin.md": ("settings",), "statistics.md": ("parameters", "events", "rules")}


def page(name: str) -> str:
    """Return a page with its tables brought up to date."""
    text = (DOCS / name).read_text(encoding="utf-8")
    for mark in PAGES[name]:
        place = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- end -->)", re.DOTALL)
        text, count = place.subn(lambda match, mark=mark: f"{match[1]}\n{TABLES[mark]()}\n{match[2]}", text)
        if count != 1:
            raise SystemExit(
                f"docs/{name} has no place for the {mark}; put <!-- {mark} --> and <!-- end -->."
            )
    return text


def settings_table() -> str:
    """Return the settings with their defaults, limits and where they are set."""
    usual = asdict(Settings())
    rows = []
    for name, row in setting_rows().items():
        limits = [f"from {row.low:g}"] * (row.low > 0) + [f"up to {row.high:g}"] * (row.high < float("inf"))
        where = "preferences" if row.form else ""
        options = [option for _, option in row.form.options] if isinstance(row.form, Choice) else []
        about = row.about + (f" ({', '.join(limits)})" if limits else "")
        rows.append((f"`{name}`", f"`{json.dumps(usual[name])}`", about, where))
        assert not options or usual[name] in options
    return _table(("name", "default", "what", "set in"), rows)


def parameter_table() -> str:
    """Return the parameters of a night and where each is shown."""
    rows = [
        (
            f"`{parameter.name}`",
            parameter.unit,
            parameter.label,
            parameter.report.get("en", ""),
            "yes" if parameter.in_summary else "",
            parameter.heading,
        )
        for parameter in (*PARAMETERS, *STAGE_PARAMETERS, *NIGHT_PARAMETERS)
    ]
    return _table(("name", "unit", "panel", "report", "`summary.csv`", "`summary.html`"), rows)


def event_table() -> str:
    """Return the kinds of events with their texts, keys and what enters an index."""
    rows = [
        (
            kind.type.name,
            kind.type.abbreviation,
            f"`{kind.type.text}`",
            f"`{kind.type.command.keys}`" if kind.type.command else "",
            kind.type.counts.value,
        )
        for kind in EventKind
    ]
    return _table(("event", "short", "EDF+ text", "keys", "counts where it"), rows)


def rule_table() -> str:
    """Return the reasons for a look at an epoch, and how often a stage is disputed where a rule holds."""
    rows = [
        (
            reason.value,
            f"{reason.rule.weight:.2f}" if reason.rule.weight else "",
            "yes" if reason.rule.is_rare else "",
        )
        for reason in Reason
    ]
    return _table(("reason", "disputed in", "looked at always"), rows)


TABLES = {
    "settings": settings_table,
    "parameters": parameter_table,
    "events": event_table,
    "rules": rule_table,
}


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


if __name__ == "__main__":
    for name in PAGES:
        (DOCS / name).write_text(page(name), encoding="utf-8")
