"""What the libraries in a folder ask of the system (Linux)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from steps.places import run

_NEEDED = re.compile(r"^  NEEDED +(\S+)", re.MULTILINE)
_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)")


@dataclass(frozen=True)
class Needs:
    """What is needed of the system.

    Attributes
    ----------
    by_library : dict of str to set of str
        Name of a library that is not in the folder -> names of the files that need it.
    glibc : tuple of int
        Least version.
    """

    by_library: dict[str, set[str]]
    glibc: tuple[int, int]


def needs(folder: Path) -> Needs:
    """Read the headers of every program and library in a folder."""
    files = list(_elf_files(folder))
    inside = {one.name for one in folder.rglob("*")}
    by_library: dict[str, set[str]] = {}
    glibc = (2, 0)
    for file in files:
        said = run(["objdump", "--private-headers", file])
        for library in set(_NEEDED.findall(said)) - inside:
            by_library.setdefault(library, set()).add(file.name)
        glibc = max([glibc, *((int(major), int(minor)) for major, minor in _GLIBC.findall(said))])
    return Needs(by_library, glibc)


def _elf_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path
