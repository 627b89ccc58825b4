"""Runs drivers in turn, each in a process of its own; a failure is a reason, not a stop."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rivals.installing import NotInstalled, environment, reason

DRIVERS = Path(__file__).parent
RUN_S = 300
"""Seconds a driver may take on a quiet machine; on a busy one, as many times that as its load."""
ONE_THREAD = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "NUMBA")
OURS = "sleepscorer"


@dataclass(frozen=True)
class Program:
    """A program that is measured.

    Attributes
    ----------
    name : str
    driver : str
        File of this folder that drives it.
    packages : tuple of str
        What pip installs for it; nothing means that this interpreter runs the driver.
    options : callable
        More words for the driver's command line; may raise :class:`NotInstalled`.
    """

    name: str
    driver: str
    packages: tuple[str, ...] = ()
    options: Callable[[Path], Sequence[str]] = lambda folder: ()


@dataclass
class Outcome:
    """What became of a program: its runs, or why there are none."""

    runs: list[dict[str, Any]] = field(default_factory=list)
    failed: str = ""

    @property
    def version(self) -> str:
        """Versions as the last run told them."""
        return str(self.runs[-1].get("version", "")) if self.runs else ""


class Bench:
    """Runs programs; what they keep is kept under one folder.

    Parameters
    ----------
    folder : Path
        ``build/bench``.
    only : str, optional
        Part of a name; rivals without it are passed over.
    """

    def __init__(self, folder: Path, only: str | None = None) -> None:
        self.folder, self.only = folder, only
        load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 1.0
        self.limit_s = RUN_S * max(1.0, load)
        home = folder / "home"
        home.mkdir(parents=True, exist_ok=True)
        self.environment = {
            **os.environ,
            **{f"{name}_NUM_THREADS": "1" for name in ONE_THREAD},
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "MPLCONFIGDIR": str(home),
            "NUMBA_CACHE_DIR": str(home),
            "TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD": "1",
        }
        home.chmod(0o700)

    def wanted(self, name: str) -> bool:
        """Whether a program is to be run."""
        return name.startswith(OURS) or not self.only or self.only.lower() in name.lower()

    def in_turn(
        self, programs: Sequence[Program], words: Sequence[object], rounds: int, warm_up: bool
    ) -> dict[str, Outcome]:
        """Run every program so many times, forwards and backwards in turn.

        Parameters
        ----------
        programs : sequence of Program
        words : sequence
            Command line of the drivers.
        rounds : int
        warm_up : bool
            Whether a first round is run and not counted.
        """
        found = {program.name: Outcome() for program in programs if self.wanted(program.name)}
        calls = [(program, self._call(program, found)) for program in programs if program.name in found]
        for turn in range(-warm_up, rounds):
            for program, call in calls[:: -1 if turn % 2 else 1]:
                outcome = found[program.name]
                if not outcome.failed:
                    self._count(outcome, self.drive([*call, *map(str, words)], program.name), turn >= 0)
        return found

    def _call(self, program: Program, found: dict[str, Outcome]) -> list[str]:
        """How a program's driver is started; where it cannot be installed, its outcome says why."""
        try:
            python = sys.executable
            if program.packages:
                python = str(environment(self.folder / "venvs", program.name.lower(), program.packages))
            return [python, str(DRIVERS / program.driver), *program.options(self.folder)]
        except NotInstalled as error:
            found[program.name].failed = f"does not install: {error}"
            return []

    @staticmethod
    def _count(outcome: Outcome, run: dict[str, Any], counts: bool) -> None:
        outcome.failed = str(run.get("failed", ""))
        if counts and not outcome.failed:
            outcome.runs.append(run)

    def drive(self, command: Sequence[str], name: str) -> dict[str, Any]:
        """One run of a driver: its figures, or ``failed`` with a reason."""
        print(f"  {name}", file=sys.stderr, flush=True)
        started = time.time()
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                text=True,
                check=False,
                timeout=self.limit_s,
                env=self.environment,
            )
        except subprocess.TimeoutExpired:
            return {"failed": f"not done after {self.limit_s:.0f} s"}
        if done.returncode:
            return {"failed": f"does not run: {reason(done.stderr)}"}
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        for at, told in (("page_at", "start_to_page_s"), ("ended", "first_wall_s")):
            if at in found:
                found[told] = found[at] - started
        return found

    def ours(self, driver: str, *words: object) -> dict[str, Any]:
        """One run of a driver of ours."""
        return self.drive([sys.executable, str(DRIVERS / driver), *map(str, words)], OURS)


def middle(outcome: Outcome, name: str) -> float | None:
    """Median of a figure over runs, each run's list being one figure's repetitions."""
    return at_share(outcome, name, 0.5)


def at_share(outcome: Outcome, name: str, share: float) -> float | None:
    """The value that a share of all repetitions of a figure lies below; None where it was not measured."""
    values: list[float] = []
    for run in outcome.runs:
        told = run.get(name)
        values += told if isinstance(told, list) else [] if told is None else [told]
    if not values:
        return None
    values.sort()
    place = share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)
