"""An environment for each rival, made once under build/bench."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

INSTALL_S = 1500
REASON_LENGTH = 200


class NotInstalled(Exception):  # noqa: N818 - an outcome, not an error of ours
    """A rival does not install here; the text says why."""


def environment(folder: Path, name: str, packages: Sequence[str]) -> Path:
    """Python of a rival's own environment; made if it is not there or lists other packages.

    Parameters
    ----------
    folder : Path
        Where the environments are.
    name : str
    packages : sequence of str
        What pip is asked for.

    Raises
    ------
    NotInstalled
    """
    home, wanted = folder / name, "\n".join(packages)
    python, note = home / "bin" / "python", home / "installed.txt"
    if note.exists() and note.read_text() == wanted:
        return python
    print(f"{name}: installing {' '.join(packages)}", file=sys.stderr, flush=True)
    _run([sys.executable, "-m", "venv", str(home)])
    _run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages])
    note.write_text(wanted)
    return python


def on_path(programs: Mapping[str, str]) -> None:
    """Make sure that programs are there; whoever may install packages of Debian has them installed.

    Parameters
    ----------
    programs : mapping of str to str
        Debian's package by the name of each program.

    Raises
    ------
    NotInstalled
        The text says how to get them.
    """
    lacking = {name: package for name, package in programs.items() if not shutil.which(name)}
    if lacking and shutil.which("apt-get") and os.geteuid() == 0:
        with suppress(NotInstalled):
            _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *lacking.values()])
        lacking = {name: package for name, package in lacking.items() if not shutil.which(name)}
    if lacking:
        names, packages = " and ".join(lacking), " ".join(lacking.values())
        raise NotInstalled(f"{names} not found; on Debian: sudo apt-get install {packages}")


def debian(folder: Path, package: str) -> Path:
    """Folder with a program of Debian's and what it needs and this system lacks; nothing is installed.

    Raises
    ------
    NotInstalled
    """
    root = folder / package
    if (root / "usr" / "bin" / package).exists():
        return root
    here = shutil.which(package)
    if here:
        return Path(here).parents[2]
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        raise NotInstalled(f"{package} is not installed, and this is no Debian; install it and run again")
    print(f"{package}: unpacking it", file=sys.stderr, flush=True)
    planned = _run(["apt-get", "install", "--simulate", "--no-install-recommends", package])
    names = re.findall(r"^Inst (\S+)", planned, re.MULTILINE)
    archives = folder / f"{package}-archives"
    archives.mkdir(parents=True, exist_ok=True)
    _run(["apt-get", "download", *names], archives)
    for archive in sorted(archives.glob("*.deb")):
        _run(["dpkg", "--extract", str(archive), str(root)])
    return root


def debian_version(package: str) -> str:
    """Version of a package that Debian would install, or has installed."""
    try:
        told = _run(["apt-cache", "policy", package])
    except NotInstalled:
        return package
    found = re.search(r"Candidate: (\S+)", told)
    return f"{package} {found[1]} of Debian" if found else package


def _run(command: Sequence[str], folder: Path | None = None) -> str:
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=INSTALL_S
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalled(f"{type(error).__name__} of {Path(command[0]).name}") from error
    if done.returncode:
        raise NotInstalled(reason(done.stderr or done.stdout))
    return done.stdout


def reason(text: str) -> str:
    """The line of an output that says why, short and without paths of this machine."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"(ERROR|E:|\w*(Error|Exception)\b)", line)] or lines
    said = errors[-1] if errors else "it said nothing"
    return re.sub(r"(/[\w.+-]+){2,}", "…", said)[:REASON_LENGTH].replace("|", "/")
