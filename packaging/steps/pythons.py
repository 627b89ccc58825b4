"""Checks of the wheel on the versions of Python that are installed here, and in an environment without Qt."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

from steps.places import BUILD, ROOT, BuildError, environment, footprint, fresh, run, say
from steps.python_packages import score_sample_night, wheel_path

MINORS = (11, 12, 13, 14)
"""Minor versions of Python 3 that are tried."""
OF_THE_WINDOW = ("PySide6-Essentials", "pyqtgraph")
"""Requirements that a machine which only scores can do without."""
_SMOKE = Path(__file__).with_name("window_smoke.py")


def interpreter(minor: int) -> Path | None:
    """Return an interpreter of a version of Python 3, from the path or pyenv; None where there is none."""
    return next((path for path in _candidates(minor) if _minor_of(path) == minor), None)


def _candidates(minor: int) -> Iterator[Path]:
    if name := shutil.which(f"python3.{minor}"):
        yield Path(name)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(pyenv.glob(f"versions/3.{minor}.*/bin/python"), reverse=True)


def _minor_of(path: Path) -> int:
    words = [str(path), "-c", "import sys, venv, ensurepip; print(sys.version_info[1])"]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    except OSError:
        return -1
    return int(done.stdout) if done.returncode == 0 else -1


def check() -> None:
    """Install the wheel under each Python, let it test itself, score the sample night and work in its window.

    Raises
    ------
    BuildError
        If the wheel is not built, no version is installed, or one of them fails.
    """
    wheel = wheel_path()
    if not wheel.is_file():
        raise BuildError(f"{wheel} is not there; build it first.")
    pythons = {minor: interpreter(minor) for minor in MINORS}
    if not any(pythons.values()):
        raise BuildError("No Python from 3.11 on is installed with venv; install one, or pyenv with some.")
    for minor, python in pythons.items():
        if python is None:
            say(f"Python 3.{minor}: not tried, it is not installed here")
        else:
            say(f"Python 3.{minor}:")
            _check_one(python, wheel, fresh(BUILD / f"check-python3.{minor}"))


def check_headless() -> None:
    """Install the wheel without what the window needs, as docs/admin.md says, and score the sample night.

    Raises
    ------
    BuildError
        If the wheel is not built, a command fails, or the window is not refused in a sentence.
    """
    wheel = wheel_path()
    if not wheel.is_file():
        raise BuildError(f"{wheel} is not there; build it first.")
    away = fresh(BUILD / "check-headless")
    python = environment(away / "environment", *requirements_without_window())
    run([python, "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps", wheel], cwd=away)
    say(footprint(python))
    env = {"HOME": str(away)}
    program = [python, "-m", "sleepscorer"]
    night, out = Path(shutil.copy(resource_night(), away / "night.edf")), away / "scored"
    run([*program, "doctor"], cwd=away, env=env)
    run([*program, "prescore", night, "--out", out], cwd=away, env=env, timeout_s=300)
    run([*program, "stats", out / "night_hyp.edf"], cwd=away, env=env)
    words = [str(word) for word in (*program, night)]
    refused = subprocess.run(words, cwd=away, capture_output=True, text=True, timeout=60, check=False)
    if refused.returncode != 1 or "is not installed here" not in refused.stderr:
        raise BuildError(f"Without Qt the window ends with {refused.returncode}:\n{refused.stderr}")
    say(
        "without Qt: the sample night is scored, its statistics are told; the window is refused in a sentence"
    )


def requirements_without_window() -> list[str]:
    """Return what the package requires, by name, but for what only the window needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=!~;\[ ]", requirement)[0] for requirement in project["dependencies"]}
    return sorted(names - set(OF_THE_WINDOW))


def resource_night() -> Path:
    """Return the sample night of the checkout."""
    return ROOT / "resources" / "sample" / "sample-night.edf"


def _check_one(python: Path, wheel: Path, away: Path) -> None:
    installed = environment(away / "environment", wheel, base=python)
    say(footprint(installed))
    env = {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": "", "WAYLAND_DISPLAY": "", "HOME": str(away)}
    program = [installed, "-m", "sleepscorer"]
    run([*program, "--self-test"], cwd=away, env=env, timeout_s=300)
    score_sample_night(program, away, env)
    say(run([installed, _SMOKE, away / "demo" / "sample-night.edf", away], cwd=away, env=env).strip())
