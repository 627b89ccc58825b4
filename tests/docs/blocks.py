"""Commands of the documentation: found in the pages, and run with stand-ins for what a test must not do."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAMS = ("sleepscorer", "python", "pip", "make", "dask", "sudo", "SLEEPSCORER_")
FENCE = re.compile(
    r"^(?P<dent> *)```(?:sh|bash|console)\n(?P<fenced>.*?)^ *```$"
    r"|^(?P<plain>    \S[^\n]*\n(?:    [^\n]*\n)*)",
    re.MULTILINE | re.DOTALL,
)
MARK = re.compile(r"<!-- not run: (?P<reason>.+?) -->\s*\Z")
PLACEHOLDERS = {
    "PATH...": "nights",
    "FOLDER": "nights",
    "RESULTS": "results",
    "--hours 8 ": "--hours 0.5 ",
    "--hours 2 ": "--hours 0.5 ",
    "--hours 1 ": "--hours 0.25 ",
    "--hours 0.5 ": "--hours 0.25 ",
    "make_workflow.py": "make_workflow.py 1280x720",  # of five variants
    "night2.edf ...": "night2.edf night3.edf",
    "night2.txt ...": "night2.txt --hypnogram night3.edf night3.txt",
}
"""What stands for the words in capitals, for dots that mean "and so on", and for what takes long."""


@dataclass(frozen=True)
class Block:
    """Commands that stand together on a page."""

    page: str
    line: int
    text: str
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def script(self) -> str:
        """What a shell runs."""
        text = self.text
        for word, meant in PLACEHOLDERS.items():
            text = text.replace(word, meant)
        return text


def pages() -> list[Path]:
    """README and every page of the documentation."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks() -> Iterator[Block]:
    """Every block of commands."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        for found in FENCE.finditer(_without_other_fences(text)):
            commands = _commands(found)
            if commands:
                mark = MARK.search(text[: found.start()])
                line = text.count("\n", 0, found.start()) + 1
                place = page.relative_to(ROOT).as_posix()
                yield Block(place, line, commands, mark["reason"] if mark else "")


def _commands(found: re.Match[str]) -> str:
    if found["fenced"] is not None:
        dent = len(found["dent"])
        lines = [line[dent:] for line in found["fenced"].splitlines()]
        return "\n".join(line.removeprefix("$ ") for line in lines)
    lines = [line[4:] for line in found["plain"].splitlines()]
    return "\n".join(lines) if re.match(rf"(?:{'|'.join(PROGRAMS)})\S* \S", lines[0]) else ""


def _without_other_fences(text: str) -> str:
    """The same text, as long, with what stands in fences of other languages blanked."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", "·", found[0])

    return re.sub(r"^ *```(?!sh$|bash$|console$)\w+\n.*?^ *```$", blank, text, flags=re.MULTILINE | re.DOTALL)


def stand_ins(folder: Path) -> None:
    """Programs for the PATH: a window that closes at once, a pip and a make that only look."""
    folder.mkdir()
    programs = Path(__file__).parent / "programs"
    calls = {
        "sleepscorer": f'"{sys.executable}" "{programs / "window.py"}"',
        "pip": f'"{sys.executable}" "{programs / "installer.py"}"',
        "python": f'"{sys.executable}"',
        "make": f'"{shutil.which("make")}" --dry-run -C "{ROOT}"',
    }
    for name, call in calls.items():
        (folder / name).write_text(f'#!/bin/sh\nexec {call} "$@"\n', encoding="utf-8")
        (folder / name).chmod(0o755)
