"""What the measurements of the window share."""

from __future__ import annotations

import importlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from rivals.driving import put_into

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
SIZE = (1600, 900)


@contextmanager
def own_night(recording: str | Path) -> Iterator[Path]:
    """A recording in a folder of its own, where settings, work and caches of this process go, too."""
    # Absolute, for a base directory that is not is to be ignored (XDG), and the user's own would be used.
    with tempfile.TemporaryDirectory(dir=Path(recording).absolute().parent) as folder:
        os.environ.update({f"XDG_{name}_HOME": folder for name in ("CONFIG", "STATE", "DATA", "CACHE")})
        yield put_into(Path(recording), Path(folder))


def milliseconds(seconds: list[float]) -> dict[str, float]:
    """Median, 95th percentile and the least."""
    return {
        "median_ms": round(float(np.median(seconds)) * 1e3, 2),
        "p95_ms": round(float(np.percentile(seconds, 95)) * 1e3, 2),
        "least_ms": round(float(np.min(seconds)) * 1e3, 2),
    }


def timed(
    run: Callable[[], object], times: int, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Seconds of each call, by a clock; ``time.thread_time`` counts the processor of the window alone."""
    found = []
    for _ in range(times):
        start = clock()
        run()
        found.append(clock() - start)
    return found


def resident_mb() -> float:
    """Resident memory of this process, where /proc tells."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return round(int(line.split()[1]) / 1024, 1)
    return float("nan")


def trace_view_class() -> Any:
    """Widget of the traces, wherever the version that is measured keeps it."""
    for module in ("sleepscorer.gui.page.traces.view", "sleepscorer.gui.traces"):
        try:
            return importlib.import_module(module).TraceView
        except ModuleNotFoundError as error:
            if not module.startswith(str(error.name)):
                raise
    raise RuntimeError("this version has no traces that can be measured")


def window_of(folder: Path) -> Any:
    """A window that counts how often its traces are painted, and notes when all of it was first painted."""
    from PySide6.QtWidgets import QApplication

    from sleepscorer.gui.app import make_application, make_window

    count_paints()
    make_application()
    window = make_window(folder / "state")
    window.resize(*SIZE)
    window.show()
    QApplication.processEvents()
    return window


@cache
def count_paints() -> None:
    """Have windows count what they paint; once, as a method replaced while a window lives crashes PySide6."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QMainWindow

    from sleepscorer.gui.main_window import MainWindow

    trace_view = trace_view_class()
    paint = trace_view.paintEvent

    def counting(self: Any, event: Any) -> None:
        self.painted = getattr(self, "painted", 0) + 1
        paint(self, event)

    def noting(self: Any, event: Any) -> bool:
        done = QMainWindow.event(self, event)
        if event.type() is QEvent.Type.UpdateRequest:
            self.painted_at = getattr(self, "painted_at", None) or (time.perf_counter(), time.thread_time())
        return done

    trace_view.paintEvent = counting
    MainWindow.event = noting  # type: ignore[method-assign]


def until_painted(window: Any, act: Callable[[], object]) -> None:
    """Do something, and wait until the traces have been painted since."""
    from PySide6.QtWidgets import QApplication

    before = getattr(window.view.traces, "painted", 0)
    act()
    for _ in range(100):
        QApplication.processEvents()
        if window.view.traces.painted > before:
            return
    raise RuntimeError("the traces were not painted")
