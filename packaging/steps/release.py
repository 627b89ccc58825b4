"""Every artefact of a version, built and checked, with checksums and what each was tried on."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from steps import debian, debian_check, frozen, python_packages, windows, windows_check, wine
from steps.places import DIST, Watch, megabytes, say, version

SUMS = "SHA256SUMS"
TABLE = "RELEASE.md"


@dataclass(frozen=True)
class Artefact:
    """One file that is given out.

    Attributes
    ----------
    path : callable
        Where it is, once built.
    builds, checks : tuple of callable
        Steps, in turn; each raises where something is wrong.
    tried_on : callable
        What the checks tried it on, in words.
    lacking : callable
        One sentence on what is not installed here to make it; empty if nothing.
    """

    path: Callable[[], Path]
    builds: tuple[Callable[[], object], ...]
    checks: tuple[Callable[[], object], ...]
    tried_on: Callable[[], str]
    lacking: Callable[[], str] = str


def _system() -> str:
    return str(platform.freedesktop_os_release().get("PRETTY_NAME", platform.platform()))


def _python_here() -> str:
    return f"{_system()}, Python {platform.python_version()}, an empty environment"


def _debian_here() -> str:
    if shutil.which("debootstrap") and os.geteuid() == 0:
        return f"a bare Debian {debian_check.SUITE}"
    return f"{_system()}, unpacked and not installed"


def _check_wheel() -> None:
    python_packages.check(python_packages.wheel_path())


def _check_sdist() -> None:
    python_packages.check(python_packages.sdist_path())


ARTEFACTS = (
    Artefact(python_packages.wheel_path, (python_packages.build_wheel,), (_check_wheel,), _python_here),
    Artefact(python_packages.sdist_path, (python_packages.build_sdist,), (_check_sdist,), _python_here),
    Artefact(debian.deb_path, (frozen.build, debian.build), (frozen.check, debian_check.check), _debian_here),
    Artefact(
        windows.installer_path,
        (windows.build,),
        (windows_check.check,),
        lambda: f"{wine.version_of_wine()} on {_system()}; not on a real Windows",
        windows.lacking,
    ),
)


def release(artefacts: Sequence[Artefact] = ARTEFACTS, folder: Path = DIST) -> Path:
    """Build and check every artefact that can be made here, and write their checksums and a table.

    Nothing that an earlier run said is left if a step fails.

    Returns
    -------
    Path
        The table.
    """
    for name in (SUMS, TABLE):
        (folder / name).unlink(missing_ok=True)
    made, rows = [], []
    for artefact in artefacts:
        if sentence := artefact.lacking():
            say(f"{artefact.path().name} is left out: {sentence}")
            rows.append((artefact.path().name, "", f"not made: {sentence}"))
            continue
        watch = Watch()
        for step in (*artefact.builds, *artefact.checks):
            step()
        say(f"{artefact.path().name} is built and checked, in {watch}")
        made.append(artefact.path())
        rows.append((artefact.path().name, megabytes(artefact.path()), artefact.tried_on()))
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made}
    lines = [f"{digest}  {name}\n" for name, digest in sums.items()]
    (folder / SUMS).write_text("".join(lines), encoding="ascii")
    (folder / TABLE).write_text(_table(rows, sums), encoding="utf-8")
    say(f"{folder / SUMS}: {len(sums)} artefacts; {folder / TABLE} says what each was tried on")
    return folder / TABLE


def _table(rows: Sequence[tuple[str, str, str]], sums: dict[str, str]) -> str:
    head = f"# sleepscorer {version()}\n\n| file | size | tried on | SHA-256 |\n| --- | --- | --- | --- |\n"
    lines = [f"| `{name}` | {size} | {tried} | `{sums.get(name, '')}` |" for name, size, tried in rows]
    check = f"\nCheck what was copied: `sha256sum --check {SUMS}`.\n"
    return head + "\n".join(lines).replace("``", "") + "\n" + check
