"""The frozen application: one folder with the program, Python and every library (PyInstaller)."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from steps import python_packages
from steps.places import (
    APP,
    BUILD,
    DIST,
    ORIGINS,
    PACKAGING,
    ROOT,
    BuildError,
    Watch,
    environment,
    fresh,
    megabytes,
    run,
    say,
    version,
)

ENVIRONMENT = BUILD / "app" / "environment"
ICONS = BUILD / "app" / "icons"
NOTICES = "THIRD-PARTY.txt"
BILL = "sleepscorer.cdx.json"
_UNWANTED = (
    *("torch", "matplotlib", "readline", "libreadline"),
    *("libQt6Quick", "libQt6Qml", "QtWebEngine", "libqgtk"),
)
_EVENTS = ("arousal", "desaturation", "limb_movement")
LEAST_EVENTS = 5
"""Of each kind in a made hour that holds some twenty."""
_PYINSTALLER = "pyinstaller>=6.10"


def program(folder: Path = APP) -> Path:
    """The program in a frozen application; the one with a console, where there are two."""
    name = "sleepscorer-cli.exe" if os.name == "nt" else "sleepscorer"
    return folder / name


def build() -> Path:
    """Build the application into ``dist/sleepscorer``.

    Returns
    -------
    Path
        The folder.
    """
    wheel = python_packages.build_wheel()
    python = environment(ENVIRONMENT, f"{wheel}[events]", _PYINSTALLER)
    # What is frozen is the program installed, not the checkout.
    run([python, PACKAGING / "steps" / "icons.py", ICONS], cwd=ENVIRONMENT)
    _freeze(python)
    _strip(APP)
    collect(python, APP, ORIGINS)
    say(f"{APP}: {megabytes(APP)}")
    return APP


def _freeze(python: Path) -> None:
    spec = PACKAGING / "pyinstaller" / "sleepscorer.spec"
    env = {
        "SLEEPSCORER_ORIGINS": str(ORIGINS),
        "SLEEPSCORER_ICONS": str(ICONS),
        "SLEEPSCORER_VERSION": version(),
    }
    command: list[str | Path] = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"]
    command += ["--distpath", DIST, "--workpath", BUILD / "app" / "work", spec]
    run(command, cwd=ENVIRONMENT, env=env)


def _strip(folder: Path) -> None:
    """Take debugging symbols out of Python's own libraries; those of the wheels come without."""
    if shutil.which("strip") is None or not sys.platform.startswith("linux"):
        return
    own = [*folder.rglob("libpython3*.so*"), *folder.glob("_internal/python3*/lib-dynload/*.so")]
    for one in own:
        run(["strip", "--strip-unneeded", one])


def collect(python: Path, folder: Path, origins: Path | None) -> None:
    """Put notices, bill of materials and licence into a folder.

    Parameters
    ----------
    python : Path
        Of the environment whose packages are shipped.
    folder : Path
    origins : Path or None
        Of a frozen application.
    """
    command: list[str | Path] = [python, PACKAGING / "steps" / "collect.py"]
    command += ["--notices", folder / NOTICES, "--sbom", folder / BILL]
    if origins:
        command += ["--origins", origins]
    say(run(command, cwd=BUILD))
    shutil.copy(ROOT / "LICENSE", folder)
    shutil.copy(ROOT / "NOTICE.md", folder)


def check(folder: Path = APP) -> None:
    """Start the application elsewhere, with nothing of this checkout in reach, and let it score.

    Raises
    ------
    BuildError
        If anything goes wrong.
    """
    if not program(folder).exists():
        raise BuildError(f"{folder} has no application; build it first: python packaging/build.py app")
    away = fresh(BUILD / "check-app")
    env = bare_environment(away)
    watch = Watch()
    said = run([program(folder), "--version"], cwd=away, env=env, timeout_s=60).strip()
    say(f"{said}; --version took {watch}")
    watch = Watch()
    say(run([program(folder), "--self-test"], cwd=away, env=env, timeout_s=300))
    say(f"--self-test took {watch}")
    python_packages.score_sample_night([program(folder)], away, env)
    propose_events([program(folder)], away, env)
    _refuse_leftovers(folder)


def propose_events(command: Sequence[str | Path], away: Path, env: Mapping[str, str]) -> None:
    """Let the application propose the events of an hour that it makes itself.

    Raises
    ------
    BuildError
        If it fails, or finds too few.
    """
    watch = Watch()
    run([*command, "simulate", "hour.edf", "--montage", "clinical", "--hours", "1"], cwd=away, env=env)
    run([*command, "events", "hour.edf", "--out", "events", "--jobs", "1"], cwd=away, env=env, timeout_s=600)
    written = json.loads((away / "events" / "hour_indices.json").read_text(encoding="utf-8"))
    counts = written["events"]
    breathing = sum(count for kind, count in counts.items() if "apnoea" in kind or kind == "hypopnoea")
    say(f"events of a made hour by {written['scorer']}: {counts}; making it, stages and events took {watch}")
    if min(breathing, *(counts.get(kind, 0) for kind in _EVENTS)) < LEAST_EVENTS:
        raise BuildError(f"Of a made hour only these events were found: {counts}.")


def bare_environment(home: Path) -> dict[str, str]:
    """Environment that leads to nothing outside a folder and the system."""
    folders = {name: str(home / name) for name in ("config", "state", "cache", "data")}
    home_names = {f"XDG_{name.upper()}_HOME": path for name, path in folders.items()}
    return {
        **home_names,
        "HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "DISPLAY": "",
        "WAYLAND_DISPLAY": "",
        "PYTHONPATH": "",
        "OMP_NUM_THREADS": "1",
    }


def _refuse_leftovers(folder: Path) -> None:
    """What must not be shipped, is not."""
    found = [one for one in folder.rglob("*") if one.name.startswith(_UNWANTED)]
    if found:
        raise BuildError(f"The application contains {found[0].relative_to(folder)}, which it must not.")
    missing = [name for name in (NOTICES, BILL, "LICENSE", "NOTICE.md") if not (folder / name).is_file()]
    if missing:
        raise BuildError(f"The application lacks {', '.join(missing)}.")


if __name__ == "__main__":
    sys.exit("Run python packaging/build.py app.")
