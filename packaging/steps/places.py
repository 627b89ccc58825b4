"""Where things are, and how programs are run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
APP = DIST / "sleepscorer"
"""The frozen application, a folder."""
ORIGINS = BUILD / "app" / "origins.json"
"""Which file of the frozen application came from where."""
NIGHT = "sample-night"


class BuildError(Exception):
    """What keeps a package from being built, in one sentence."""


def version() -> str:
    """Version of the program; the package itself is the one place that has it."""
    text = (ROOT / "sleepscorer" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if not found:
        raise BuildError("sleepscorer/__init__.py has no __version__; put it back.")
    return found[1]


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    timeout_s: float = 1800,
) -> str:
    """Run a program and give what it prints.

    Parameters
    ----------
    command : sequence of str or Path
    cwd : Path
    env : mapping, optional
        Added to the environment.
    timeout_s : float

    Raises
    ------
    BuildError
        If it is not installed, fails or takes too long.
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
    except FileNotFoundError as error:
        raise BuildError(f"{words[0]} is not installed; docs/packaging.md says what is needed.") from error
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"{' '.join(words)} took longer than {timeout_s:.0f} s.") from error
    if done.returncode:
        said = (done.stdout + done.stderr).strip()[-3000:]
        raise BuildError(f"{' '.join(words)} ended with {done.returncode}:\n{said}")
    return done.stdout


class Watch:
    """Measures a program's time and processor time, which says more where others work on the machine, too."""

    def __init__(self) -> None:
        self._started, self._processor = time.perf_counter(), self._children()

    @staticmethod
    def _children() -> float:
        times = os.times()
        return times.children_user + times.children_system

    def __str__(self) -> str:
        taken, processor = time.perf_counter() - self._started, self._children() - self._processor
        return f"{taken:.1f} s ({processor:.1f} s of processor time)"


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def fresh(folder: Path) -> Path:
    """Make a folder anew, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def megabytes(path: Path) -> str:
    """Size of a file, or of the files in a folder, links not followed."""
    return f"{_bytes(path) / 1e6:.1f} MB"


def _bytes(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.lstat().st_size for file in files if not file.is_dir() or file.is_symlink())


def environment(
    folder: Path, *requirements: str | Path, constrained: bool = True, base: str | Path = sys.executable
) -> Path:
    """Make an empty virtual environment, install into it, and give its Python.

    Parameters
    ----------
    folder : Path
        Made anew.
    *requirements : str or Path
        For pip.
    constrained : bool
        Whether the versions of ``constraints.txt`` hold.
    base : str or Path
        Python to make it of.
    """
    fresh(folder)
    run([base, "-m", "venv", folder])
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    versions: list[str | Path] = ["-c", ROOT / "constraints.txt"] if constrained else []
    # From its own folder: pip run in the checkout could take the checkout for a package.
    # Most modules are never imported here, so compiling them all would be most of the work.
    install: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--no-compile"]
    run([*install, *versions, *requirements], cwd=folder)
    return python


def footprint(python: Path) -> str:
    """Return what an environment holds, in words: its size, and the largest of its packages."""
    words = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(run(words, cwd=python.parent).strip())
    sizes = {path.name: _bytes(path) for path in site.iterdir()}
    largest = sorted(sizes, key=sizes.__getitem__, reverse=True)[:5]
    named = ", ".join(f"{name} {sizes[name] / 1e6:.0f}" for name in largest)
    return f"installed: {sum(sizes.values()) / 1e6:.0f} MB, not compiled; the largest, in MB: {named}"


def tools() -> Path:
    """Python of the environment with the tools that build; made on first use."""
    folder = BUILD / "tools"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = "build>=1.2 hatchling>=1.25 cyclonedx-python-lib[json-validation]>=8"
    stamp = folder / "made-of"
    if not (stamp.exists() and stamp.read_text() == wanted):
        environment(folder, *wanted.split(), constrained=False)
        stamp.write_text(wanted)
    return python


def machine() -> str:
    """Kind of machine built for, as in the names of packages: ``linux-x86_64``."""
    return sysconfig.get_platform()
