"""Wheel and source distribution."""

from __future__ import annotations

import json
import os
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from translations import compile_outdated

from steps.places import (
    BUILD,
    DIST,
    ROOT,
    BuildError,
    Watch,
    environment,
    footprint,
    fresh,
    megabytes,
    run,
    say,
    tools,
    version,
)

LEAST_KAPPA = 0.6
"""Of the sample night's pre-scoring with its expert; less means that something is broken."""
_INSIDE = (
    *("models/sleepscorer-context/model.onnx", "resources/sample/sample-night.edf"),
    *("resources/icons/", "resources/i18n/sleepscorer_de.qm"),
)


def build_wheel() -> Path:
    """Build the wheel into ``dist``."""
    return _built("--wheel", wheel_path())


def build_sdist() -> Path:
    """Build the source distribution into ``dist``."""
    return _built("--sdist", sdist_path())


def _built(kind: str, path: Path) -> Path:
    path.unlink(missing_ok=True)
    compile_outdated()
    run([tools(), "-m", "build", "--no-isolation", kind, "--outdir", DIST, ROOT], cwd=BUILD)
    if not path.is_file():
        raise BuildError(f"{path.name} was not made; is the version of sleepscorer/__init__.py another one?")
    _look_inside(path)
    say(f"{path}: {megabytes(path)}")
    return path


def wheel_path() -> Path:
    """Where the wheel is, or will be."""
    return DIST / f"sleepscorer-{version()}-py3-none-any.whl"


def sdist_path() -> Path:
    """Where the source distribution is, or will be."""
    return DIST / f"sleepscorer-{version()}.tar.gz"


def _look_inside(path: Path) -> None:
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    else:
        with tarfile.open(path) as archive:
            names = archive.getnames()
    for wanted in _INSIDE:
        if not any(wanted in name for name in names):
            raise BuildError(f"{path.name} lacks {wanted}.")


def check(path: Path) -> None:
    """Install a package into an empty environment and score the sample night from there.

    Parameters
    ----------
    path : Path
        A wheel or a source distribution.
    """
    if not path.is_file():
        raise BuildError(f"{path} is not there; build it first.")
    kind = "wheel" if path.suffix == ".whl" else "sdist"
    away = fresh(BUILD / f"check-{kind}")
    python = environment(away / "environment", path)
    say(footprint(python))
    program = python.with_name("sleepscorer" + (".exe" if os.name == "nt" else ""))
    where = run([python, "-c", "import sleepscorer; print(sleepscorer.__file__)"], cwd=away).strip()
    if not Path(where).is_relative_to(away):
        raise BuildError(f"{kind}: the package that runs is {where}, not the one installed.")
    env = {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": "", "WAYLAND_DISPLAY": "", "HOME": str(away)}
    say(run([program, "--self-test"], cwd=away, env=env, timeout_s=300))
    score_sample_night([program], away, env)


def score_sample_night(
    program: Sequence[str | Path],
    away: Path,
    env: Mapping[str, str],
    inside: str | None = None,
    runs: Callable[..., str] = run,
) -> None:
    """Let an installed program show and pre-score the sample night, and compare it with the expert.

    Parameters
    ----------
    program : sequence of str or Path
        Command.
    away : Path
        Folder to work in, outside the checkout's source.
    env : mapping
    inside : str, optional
        What the program calls that folder, where it sees other folders than we do.
    runs : callable
        Runs it, as :func:`run` does.

    Raises
    ------
    BuildError
        If it fails, or the two agree too little.
    """
    seen = Path(inside) if inside else away

    def timed(*words: str | Path) -> tuple[str, str]:
        watch = Watch()
        said = runs([*program, *words], cwd=away, env=env, timeout_s=900)
        return said, str(watch)

    _, demo_took = timed("demo", "--out", seen / "demo")
    night = seen / "demo" / "sample-night.edf"
    _, batch_took = timed("prescore", night, "--out", seen / "scored", "--jobs", "1")
    ours = next((away / "scored").glob("*hyp*.edf"), None)
    if ours is None or not (away / "demo" / "window.png").is_file():
        raise BuildError(f"No hypnogram or no picture of the window was written below {away}.")
    expert = night.with_name("sample-night-hypnogram.edf")
    said, _ = timed("compare", expert, seen / "scored" / ours.name, "--json")
    found = json.loads(said)
    n_epochs, kappa = found["n_epochs"], found["kappa"]
    say(f"sample night: {n_epochs} epochs, kappa {kappa:.3f}; demo {demo_took}, prescore {batch_took}")
    if kappa < LEAST_KAPPA:
        raise BuildError(f"The sample night is scored with kappa {kappa:.3f}, less than {LEAST_KAPPA}.")
