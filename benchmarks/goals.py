"""Measures what the window is to hold, in short bursts that take turns, and says which goals are met.

Usage: python benchmarks/goals.py [--out FOLDER] [--before CHECKOUT] [--bursts 8] [--only 10x256]

Floor, flip and score key of one window take turns, a few dozen at a time, so that what else the machine
does meets each alike; with ``--before``, a checkout of another version with its ``.venv``, so do the windows
of both versions. Ratios are medians of the bursts' ratios.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from measure import MADE, idle, measure_long_pages, simulated, start_to_window
from strip_cost import fill_strip, until_quiet
from windows import resident_mb, timed, until_painted, window_of

FLIP_GOAL, KEY_GOAL, ZOOM_GOAL, MEMORY_GOAL_MB, START_GOAL = 3.0, 4.5, 0.5, 175.0, 3.2
WHOLE_GOAL_S, FIRST_PICTURE_GOAL_S = 1.0, 0.2
BURST = 20
SETTLED_S = 4.0


class Served:
    """Window of one version in a process of its own, which measures a burst when it is asked to.

    Parameters
    ----------
    python : str
        Interpreter of the version.
    recording : Path
    """

    def __init__(self, python: str, recording: Path) -> None:
        command = [python, __file__, "--serve", str(recording)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answer()

    def measure(self, what: str) -> float:
        """Return the median of a burst in milliseconds, or the memory in MB."""
        assert self._process.stdin is not None
        print(what, file=self._process.stdin, flush=True)
        return float(self._answer())

    def _answer(self) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("= "):
                return line[2:]
        raise SystemExit("the window has ended")

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def serve(recording: Path) -> None:
    """Measure one burst for each line that is read."""
    with tempfile.TemporaryDirectory(dir=recording.parent) as folder:
        os.environ.update({f"XDG_{name}_HOME": folder for name in ("CONFIG", "STATE", "DATA", "CACHE")})
        night = Path(folder) / recording.name
        os.link(recording, night)  # work is kept beside what a symbolic link names: it would be shared
        window = window_of(Path(folder))
        until_painted(window, lambda: window.open(night, prescore=False))
        idle(SETTLED_S)
        measures = bursts_of(window)
        print("= ready", flush=True)
        for line in sys.stdin:
            print(f"= {measures[line.strip()]():.4f}", flush=True)
        window.close()


def bursts_of(window: Any) -> dict[str, Callable[[], float]]:
    """Return the bursts by their names."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    session, strip = window.session, window.view.strip
    stages = (Qt.Key.Key_W, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_R)
    turns = iter(range(10**9))

    def flip() -> None:
        until_painted(window, lambda: session.go_to((session.epoch + 1) % session.n_epochs))

    def score() -> None:
        if session.epoch >= session.n_epochs - 2:
            session.go_to(0)
        until_painted(window, lambda: QTest.keyClick(window, stages[next(turns) // 7 % 5]))

    def zoom() -> None:
        strip.zoom(1 if next(turns) % 2 == 0 else -1)
        QApplication.processEvents()

    def burst(act: Callable[[], object], clock: Callable[[], float]) -> Callable[[], float]:
        def run() -> float:
            QApplication.processEvents()
            act()
            return float(np.median(timed(act, BURST, clock))) * 1e3

        return run

    def full() -> float:
        fill_strip(window)
        until_quiet(window)
        return 0.0

    measures: dict[str, Callable[[], float]] = {"memory": resident_mb, "full": full}
    acts = {"flip": flip, "key": score, "floor": window.view.traces.viewport().repaint, "zoom": zoom}
    for name, act in acts.items():
        measures[name] = burst(act, time.perf_counter)
        measures[f"{name}_processor"] = burst(act, time.thread_time)
    return measures


def in_bursts(windows: list[Served], names: tuple[str, ...], times: int) -> list[dict[str, list[float]]]:
    """Measure bursts of all windows in turn."""
    taken: list[dict[str, list[float]]] = [{name: [] for name in names} for _ in windows]
    for _ in range(times):
        for name in names:
            for of_window, window in zip(taken, windows, strict=True):
                of_window[name].append(window.measure(name))
    return taken


def print_goal(name: str, values: list[float], goal: float, unit: str = "x") -> None:
    """Print what is measured, in this version and then in the one before, and whether the goal is met."""
    shown = "".join(f"{value:9.2f}" for value in values)
    print(f"{name:44}{shown}   goal {goal:g} {unit:3}{'met' if values[0] <= goal else 'missed'}", flush=True)


def measure_page(title: str, windows: list[Served], times: int) -> None:
    """Print flip and score key of one recording beside the floor, and the memory."""
    names = ("floor", "flip", "key", "floor_processor", "flip_processor", "key_processor")
    taken = in_bursts(windows, names, times)
    goals = (("flip", FLIP_GOAL), ("key", KEY_GOAL))
    for name, goal in goals:
        for clock in ("", "_processor"):
            ratios = [
                float(np.median(np.divide(each[name + clock], each["floor" + clock]))) for each in taken
            ]
            print_goal(f"{title}: {name}{clock}, times the floor", ratios, goal)
    floors = "".join(f"{np.median(each['floor']):9.2f}" for each in taken)
    print(f"{title + ': floor, ms':44}{floors}", flush=True)
    print_goal(f"{title}: resident, MB", [each.measure("memory") for each in windows], MEMORY_GOAL_MB, "MB")


def measure_zoom(windows: list[Served], times: int) -> None:
    """Print the zoom of the full night strip of this version beside that of the one before."""
    for window in windows:
        window.measure("full")
    this, before = (each["zoom_processor"] for each in in_bursts(windows, ("zoom_processor",), times))
    print_goal("night zoom, times that before", [float(np.median(np.divide(this, before)))], ZOOM_GOAL)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path("out/benchmark"))
    parser.add_argument("--before", type=Path, help="a checkout of the version before, with its .venv")
    parser.add_argument("--bursts", type=int, default=8)
    parser.add_argument("--only", help="one of: start, zoom, whole, 10x256, ...; all where left out")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.serve)
        return
    print(f"{'':44}{'this':>9}{'before':>9}" if arguments.before else f"{'':44}{'this':>9}")
    pages = {f"{n_channels}x{rate_hz}": (n_channels, rate_hz) for n_channels, rate_hz in MADE}
    for name in (arguments.only,) if arguments.only else ("start", *pages, "zoom", "whole"):
        measure(name, arguments, pages.get(name, (8, 256)))


def measure(name: str, arguments: argparse.Namespace, made: tuple[int, int]) -> None:
    """Print the rows of one name."""
    if name == "start":
        print_goal("start, times an empty window of Qt", [start_to_window()["times_the_floor"]], START_GOAL)
    elif name == "whole":
        whole = measure_long_pages(str(simulated(arguments.out, 8, 24, 512)))["page of whole night"]
        first_s, whole_s = whole["first_picture_after_s"], whole["whole_after_s"]
        print_goal("24x512: first picture of the night, s", [first_s], FIRST_PICTURE_GOAL_S, "s")
        print_goal("24x512: whole night, s", [whole_s], WHOLE_GOAL_S, "s")
    elif name != "zoom" or arguments.before:
        pythons = [sys.executable]
        if arguments.before:
            pythons.append(str(arguments.before / ".venv" / "bin" / "python"))
        windows = [Served(python, simulated(arguments.out, 8, *made)) for python in pythons]
        if name == "zoom":
            measure_zoom(windows, arguments.bursts)
        else:
            measure_page(name, windows, arguments.bursts)
        for window in windows:
            window.close()


if __name__ == "__main__":
    main()
