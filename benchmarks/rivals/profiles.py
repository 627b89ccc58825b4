"""Where the time of a start goes, as Python tells it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping

PROGRAM = "from sleepscorer.gui.app import make_window; make_window().show()"
LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
N_NAMED = 5


def start(environment: Mapping[str, str]) -> str:
    """Packages that take longest to load when the window starts, with their share of the loading."""
    command = [sys.executable, "-X", "importtime", "-c", PROGRAM]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(environment))
    return loaded_longest(done.stderr)


def loaded_longest(told: str) -> str:
    """The same, from what ``-X importtime`` has written."""
    spent: dict[str, int] = {}
    for microseconds, module in LINE.findall(told):
        words = module.split(".")
        package = ".".join(words[:2]) if words[0] in ("PySide6", "sleepscorer") else words[0]
        spent[package] = spent.get(package, 0) + int(microseconds)
    total = sum(spent.values()) or 1
    most = sorted(spent.items(), key=lambda item: -item[1])[:N_NAMED]
    return "to load: " + ", ".join(f"{name} {100 * time / total:.0f} %" for name, time in most)
