"""Tables of measurements, for the screen and for a page of the documentation."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from pathlib import Path


def markdown(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def put(page: Path, name: str, text: str) -> None:
    """Put a text between ``<!-- NAME -->`` and ``<!-- end -->`` of a page."""
    before = page.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
    if not pattern.search(before):
        raise SystemExit(f"{page} has no place called {name}")
    page.write_text(pattern.sub(lambda found: found[1] + text + found[2], before), encoding="utf-8")


def machine() -> str:
    """Processors, system and Python, without any name of the machine; and how busy it was."""
    import os

    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f} when it began" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{cpus} processors, {system}{load}"
