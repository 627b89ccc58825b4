"""A profile in one sentence."""

from __future__ import annotations

import cProfile
import pstats
import re
from pathlib import Path

N_NAMED = 5
KIB_IN_MB = 1024 / 1e6


def hottest(profile: cProfile.Profile, count: int = N_NAMED) -> str:
    """Functions that take the most time themselves, with their share."""
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    total = sum(entry[2] for entry in stats.values()) or 1.0
    most = sorted(stats.items(), key=lambda item: -item[1][2])[:count]
    return ", ".join(f"{_name(*place)} {100 * entry[2] / total:.0f} %" for place, entry in most)


def _name(file: str, line: int, function: str) -> str:
    """A function as a reader would call it; of a method of Qt, class and name."""
    known = re.search(r"method '(\w+)' of '([\w.]+)' objects", function)
    if known:
        return f"{known[2].split('.')[-1]}.{known[1]}"
    builtin = re.search(r"built-in method ([\w.]+)", function)
    if builtin:
        return builtin[1]
    return f"{Path(file).stem}.{function.strip('<>')}" if line else function.strip("<>")


def largest_mappings(count: int = N_NAMED) -> str:
    """What holds the most resident memory of this process, in MB; empty where the system does not tell."""
    try:
        text = Path("/proc/self/smaps").read_text()
    except OSError:
        return ""
    held: dict[str, int] = {}
    name = ""
    for line in text.splitlines():
        words = line.split()
        if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
            name = _library(words[5]) if len(words) > 5 else "objects of Python and Qt"
        elif line.startswith("Rss:"):
            held[name] = held.get(name, 0) + int(words[1])
    most = sorted(held.items(), key=lambda item: -item[1])[:count]
    return ", ".join(f"{library} {kib * KIB_IN_MB:.0f} MB" for library, kib in most)


def _library(path: str) -> str:
    if path == "[heap]":
        return "objects of Python and Qt"
    return re.sub(r"(\.cpython.*|-[0-9a-f]{8}.*)?\.so.*", "", Path(path).name)
