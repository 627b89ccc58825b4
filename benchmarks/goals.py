"""Measures what the drawing of the window is to hold, and says which goals are met.

Usage: python benchmarks/goals.py [--out FOLDER] [--before CHECKOUT] [--bursts 8] [--only 10x256,night]

Floor, flip and score key of one window take turns, a few dozen at a time, so that what else the machine
does meets each alike; with ``--before``, a checkout of another version with its ``.venv``, so do the windows
of both versions. Ratios are medians of the bursts' ratios. A flip follows the one before at once, so that
reading the next page takes turns with painting, or, in the rows ``_held``, as those of a held key do. What
can be measured beside the other version, or beside EDFbrowser on a virtual screen, alone says so where either
is missing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from bench import ON_SCREEN
from measure import MADE, idle, in_child, simulated, start_to_window
from rivals.running import OURS, Bench, middle
from strip_cost import fill_strip, until_quiet
from windows import own_night, resident_mb, timed, until_painted, window_of

FLIP_GOAL, KEY_GOAL, SCATTER_GOAL = 3.0, 4.5, 1.5
MARK_GOAL, ZOOM_GOAL = 0.9, 0.5
WHOLE_GOAL_S, FIRST_PICTURE_GOAL_S = 1.0, 0.2
START_GOAL, MEMORY_GOAL_MB = 3.2, 175.0
SCREEN_FLIP_GOAL, SCREEN_MEMORY_GOAL = 0.9, 1.8
BURST = 20
HELD_S = 0.03
"""Time between the keys of a keyboard whose key is held, a usual setting."""
SETTLED_S = 4.0
SCREEN_FLIPS, SCREEN_ROUNDS = 40, 2
WHOLE_NIGHT = (24, 256)
"""Channels and sampling rate of the night that is shown whole."""


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

    def measure(self, what: str) -> list[float]:
        """Return the milliseconds of a burst, or the memory in MB."""
        assert self._process.stdin is not None
        print(what, file=self._process.stdin, flush=True)
        values: list[float] = json.loads(self._answer())
        return values

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
    with own_night(recording) as night:
        window = window_of(night.parent)
        until_painted(window, lambda: window.open(night, prescore=False))
        idle(SETTLED_S)
        measures = bursts_of(window)
        print("= ready", flush=True)
        for line in sys.stdin:
            print("=", json.dumps(measures[line.strip()]()), flush=True)
        window.close()


def bursts_of(window: Any) -> dict[str, Callable[[], list[float]]]:
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

    def mark() -> None:
        strip.mark(7 * next(turns) % session.n_epochs)
        QApplication.processEvents()

    def zoom() -> None:
        strip.zoom(1 if next(turns) % 2 == 0 else -1)
        QApplication.processEvents()

    def full() -> list[float]:
        fill_strip(window)
        until_quiet(window)
        return []

    measures: dict[str, Callable[[], list[float]]] = {"memory": lambda: [resident_mb()], "full": full}
    repaint = window.view.traces.viewport().repaint
    acts = {"flip": flip, "key": score, "floor": repaint, "mark": mark, "zoom": zoom}
    for name, act in acts.items():
        measures[name] = partial(in_a_row, act, time.perf_counter)
        measures[f"{name}_processor"] = partial(in_a_row, act, time.thread_time)
        measures[f"{name}_held"] = partial(as_held, act)
    return measures


def in_a_row(act: Callable[[], object], clock: Callable[[], float]) -> list[float]:
    """Return the milliseconds of calls that follow each other at once."""
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    act()
    return [1e3 * seconds for seconds in timed(act, BURST, clock)]


def as_held(act: Callable[[], object]) -> list[float]:
    """Return the milliseconds of calls at the pace of a held key."""
    taken = []
    for _ in range(BURST):
        idle(HELD_S)
        taken += timed(act, 1)
    return [1e3 * seconds for seconds in taken]


Bursts = dict[str, list[list[float]]]
"""Milliseconds of each burst, by the name of what was done."""


def in_bursts(windows: Sequence[Served], names: Sequence[str], times: int) -> list[Bursts]:
    """Measure bursts of all windows in turn."""
    taken: list[Bursts] = [{name: [] for name in names} for _ in windows]
    for _ in range(times):
        for name in names:
            for of_window, window in zip(taken, windows, strict=True):
                of_window[name].append(window.measure(name))
    return taken


def ratio(over: list[list[float]], under: list[list[float]]) -> float:
    """Return the median of the ratios of bursts that followed each other."""
    return float(np.median(np.median(over, axis=1) / np.median(under, axis=1)))


def scatter(bursts: list[list[float]]) -> float:
    """Return the 95th percentile of all bursts together over their median."""
    return float(np.percentile(bursts, 95) / np.median(bursts))


def print_goal(name: str, values: Sequence[float], goal: float, unit: str = "x") -> None:
    """Print what is measured, in this version and then in the one before, and whether the goal is met."""
    shown = "".join(f"{value:9.2f}" for value in values)
    blank = " " * 9 * (2 - len(values))
    met = "met" if values[0] <= goal else "missed"
    print(f"{name:44}{shown}{blank}   goal {goal:g} {unit:3}{met}", flush=True)


def print_figure(name: str, values: Sequence[float]) -> None:
    """Print what is measured and has no goal."""
    print(f"{name:44}" + "".join(f"{value:9.2f}" for value in values), flush=True)


def windows_of(asked: argparse.Namespace, made: tuple[int, int]) -> list[Served]:
    """Return a window of this version, and one of the version before where there is one."""
    pythons = [sys.executable]
    if asked.before:
        pythons.append(str(asked.before / ".venv" / "bin" / "python"))
    return [Served(python, simulated(asked.out, 8, *made)) for python in pythons]


def measure_page(asked: argparse.Namespace, title: str, made: tuple[int, int]) -> None:
    """Print flip and score key of one recording beside the floor, and the memory."""
    windows = windows_of(asked, made)
    acts = ("floor", "flip", "key")
    names = [name + clock for clock in ("", "_processor", "_held") for name in acts]
    taken = in_bursts(windows, names, asked.bursts)
    for name, goal in (("flip", FLIP_GOAL), ("key", KEY_GOAL)):
        for clock in ("", "_processor", "_held"):
            ratios = [ratio(each[name + clock], each["floor" + clock]) for each in taken]
            print_goal(f"{title}: {name}{clock}, times the floor", ratios, goal)
    print_goal(f"{title}: flip, p95 over median", [scatter(each["flip"]) for each in taken], SCATTER_GOAL)
    for name in ("floor", "flip", "key"):
        print_figure(f"{title}: {name}, ms", [float(np.median(each[name])) for each in taken])
    memory = [window.measure("memory")[0] for window in windows]
    if title == "10x256":
        print_goal(f"{title}: resident, MB", memory, MEMORY_GOAL_MB, "MB")
    else:
        print_figure(f"{title}: resident, MB", memory)
    for window in windows:
        window.close()


def measure_night(asked: argparse.Namespace) -> None:
    """Print what it costs to move in the full night strip, and to zoom it, beside the version before."""
    if not asked.before:
        print("night: not measured without --before")
        return
    windows = windows_of(asked, (8, 256))
    for window in windows:
        window.measure("full")
    this, before = in_bursts(windows, ("mark_processor", "zoom_processor"), asked.bursts)
    for name, title, goal in (("mark", "current epoch", MARK_GOAL), ("zoom", "zoom", ZOOM_GOAL)):
        clock = f"{name}_processor"
        print_goal(f"night: {title}, times that before", [ratio(this[clock], before[clock])], goal)
        print_figure(f"night: {title}, ms", [float(np.median(each[clock])) for each in (this, before)])
    for window in windows:
        window.close()


def measure_whole(asked: argparse.Namespace) -> None:
    """Print how soon the whole night is seen, and seen whole."""
    found = in_child("whole_night", simulated(asked.out, 8, *WHOLE_NIGHT))
    for name, title in (("again", "reduced already"), ("first", "for the first time")):
        row = found[name]
        print_goal(f"whole night, {title}: picture, s", [row["first_picture_after_s"]],
                   FIRST_PICTURE_GOAL_S, "s")  # fmt: skip
        print_goal(f"whole night, {title}: whole, s", [row["whole_after_s"]], WHOLE_GOAL_S, "s")
        print_figure(f"whole night, {title}: held up, ms", [row["window_held_longest_ms"]])


def measure_start(asked: argparse.Namespace) -> None:
    """Print the start of the process to its window, beside an empty window of Qt."""
    found = start_to_window()
    print_goal("start, times an empty window of Qt", [found["times_the_floor"]], START_GOAL)
    print_figure("start, times it, processor", [found["times_the_floor_cpu"]])


def measure_screen(asked: argparse.Namespace) -> None:
    """Print flip and memory on a virtual screen, beside EDFbrowser's."""
    bench = Bench(asked.out / "screen")
    words = [simulated(asked.out, 8, 10), "--flips", SCREEN_FLIPS]
    taken = bench.in_turn(ON_SCREEN, words, SCREEN_ROUNDS, False)
    failed = next((f"{name} {one.failed}" for name, one in taken.items() if one.failed), "")
    if failed:
        print(f"screen: not measured: {failed}")
        return
    goals = (("flip_s", "flip", SCREEN_FLIP_GOAL), ("resident_mb", "resident", SCREEN_MEMORY_GOAL))
    for name, title, goal in goals:
        ours, other = (middle(taken[program], name) or float("nan") for program in (OURS, "EDFbrowser"))
        print_goal(f"screen: {title}, times EDFbrowser's", [ours / other], goal)
        print_figure(f"screen: {title}, ours and EDFbrowser's", [ours, other])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    pages = {f"{n_channels}x{rate_hz}": (n_channels, rate_hz) for n_channels, rate_hz in MADE}
    others: dict[str, Callable[[argparse.Namespace], None]] = {
        "night": measure_night,
        "whole": measure_whole,
        "start": measure_start,
        "screen": measure_screen,
    }
    names = (*pages, *others)
    parser.add_argument("--out", type=Path, default=Path("out/benchmark"))
    parser.add_argument("--before", type=Path, help="a checkout of the version before, with its .venv")
    parser.add_argument("--bursts", type=int, default=8)
    parser.add_argument("--only", default=",".join(names), help="of " + ",".join(names))
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.serve)
        return
    print(f"{'':44}{'this':>9}{'before':>9}" if asked.before else f"{'':44}{'this':>9}")
    for name in asked.only.split(","):
        if name in pages:
            measure_page(asked, name, pages[name])
        else:
            others[name](asked)


if __name__ == "__main__":
    main()
