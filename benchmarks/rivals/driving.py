"""What every driver shares: arguments, memory, and waiting until a page is painted.

Drivers run in the environment of the program they drive, so this knows nothing but Python; Qt comes from the
driver, whichever binding it uses. A driver prints one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

SIZE = (1600, 900)
PAGE_S = 30.0
GIVE_UP_S = 60.0
N_SCORED = 960
KIB_IN_MB = 1024 / 1e6


def put_into(recording: Path, folder: Path) -> Path:
    """A recording in another folder, as a hard link where that can be.

    A symbolic one would not do: work is kept beside what it names, where every other run would meet it.
    """
    night = folder / recording.name
    try:
        os.link(recording.resolve(), night)
    except OSError:
        shutil.copyfile(recording, night)
    return night


def arguments() -> argparse.Namespace:
    """What the benchmark asks of a driver."""
    parser = argparse.ArgumentParser()
    parser.add_argument("recording", type=Path)
    parser.add_argument("--flips", type=int, default=100)
    parser.add_argument("--scored", action="store_true", help="with 960 scored epochs")
    parser.add_argument("--passes", type=int, default=2, help="how often a night is scored in one process")
    parser.add_argument("--without", action="append", default=[], help="a label that ours is not to use")
    parser.add_argument("--profile", help="tell where the time of this part goes, instead of measuring")
    parser.add_argument("--teachers", type=Path, help="where networks that are not packages lie")
    return parser.parse_args()


def status_mb(name: str) -> float:
    """A line of /proc/self/status in MB: VmRSS now, VmHWM at most so far; 0 where the system has none."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * KIB_IN_MB for line in lines if line.startswith(name + ":")), 0.0)


def tell(**found: Any) -> None:
    """Print the result, and end the process without the program's own farewells."""
    print("\n" + json.dumps(found), flush=True)
    sys.stderr.flush()
    os._exit(0)


def versions(*packages: str) -> str:
    """Packages with their versions, for the page."""
    return ", ".join(f"{name} {_version(name)}" for name in packages)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


class Painted:
    """Waits until a widget has been painted.

    Parameters
    ----------
    core : module
        QtCore of the binding in use.
    widgets : module
        QtWidgets of the same.
    widget : QWidget
        What shows the traces (of a scroll area, its viewport).
    """

    def __init__(self, core: Any, widgets: Any, widget: Any) -> None:
        self.application = widgets.QApplication.instance()
        self.count = 0
        paint = core.QEvent.Type.Paint if hasattr(core.QEvent, "Type") else core.QEvent.Paint

        class Counter(core.QObject):  # type: ignore[misc]
            def eventFilter(_, watched: Any, event: Any) -> bool:  # noqa: N805
                self.count += watched is widget and event.type() == paint
                return False

        self.counter = Counter()
        widget.installEventFilter(self.counter)

    def until(self, act: Callable[[], object], ready: Callable[[], bool] = lambda: True) -> float:
        """Seconds from an action until the widget has been painted and ``ready`` says so.

        Raises
        ------
        RuntimeError
            If it is not painted within a minute.
        """
        before, began = self.count, time.perf_counter()
        act()
        while self.count == before or not ready():
            self.application.processEvents()
            if time.perf_counter() - began > GIVE_UP_S:
                raise RuntimeError("the page was not painted within a minute")
        return time.perf_counter() - began

    def times(self, name: str, acts: Iterable[Callable[[], object]]) -> dict[str, list[float]]:
        """Seconds by the clock and of a processor for each action, ``NAME_s`` and ``NAME_cpu_s``."""
        wall, cpu = [], []
        for act in acts:
            before = time.process_time()
            wall.append(self.until(act))
            cpu.append(time.process_time() - before)
        return {f"{name}_s": wall, f"{name}_cpu_s": cpu}


def score_passes(run: Callable[[], int], passes: int) -> dict[str, Any]:
    """Score a night several times in one process; the first pass includes the start of the process.

    Parameters
    ----------
    run : callable
        Scores the night from its file and returns the number of epochs.
    passes : int
    """
    epochs = run()
    found: dict[str, Any] = {
        "epochs": epochs,
        "first_cpu_s": time.process_time(),
        "ended": time.time(),
        "peak_mb": status_mb("VmHWM"),
    }
    again = []
    for _ in range(passes - 1):
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        again.append((time.process_time() - cpu, time.perf_counter() - wall))
    return found | {"again_cpu_s": [cpu for cpu, _ in again], "again_wall_s": [wall for _, wall in again]}
