"""Measure the flip of a clinical night with one time base and with two, beside a repaint of the same pages.

``python benchmarks/two_pages.py RECORDING`` opens a clinical night (``sleepscorer simulate --montage
clinical``), and tells for each of both how long a flip takes, by the clock and by the window's thread.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from measure import idle
from windows import milliseconds, timed, until_painted, window_of

TIMES = 40
SETTLED_S = 4.0


def main() -> None:
    """Measure the recording that is named."""
    recording = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(dir=recording.parent) as folder:
        os.environ.update({f"XDG_{name}_HOME": folder for name in ("CONFIG", "STATE", "DATA", "CACHE")})
        night = Path(folder) / recording.name
        os.link(recording, night)  # work is kept beside what a symbolic link names: it would be shared
        window = window_of(Path(folder))
        until_painted(window, lambda: window.open(night, prescore=False))
        for wide in (False, True):
            window.workspace.set("wide_page", wide)
            idle(SETTLED_S)
            measure(window, "two time bases" if wide else "one time base")
        window.close()


def measure(window: Any, name: str) -> None:
    """Print floor and flip of the pages in view."""
    session, shown = window.session, [traces for traces in window.view.trace_views if traces.lanes]

    def repaint() -> None:
        for traces in shown:
            traces.viewport().repaint()

    def flip() -> None:
        until_painted(window, lambda: session.go_to((session.epoch + 1) % session.n_epochs))

    for kind, clock in (("clock", time.perf_counter), ("window's thread", time.thread_time)):
        floor, flips = timed(repaint, TIMES, clock), timed(flip, TIMES, clock)
        ratio = np.median(flips) / np.median(floor)
        lanes = " + ".join(str(len(traces.lanes)) for traces in shown)
        print(f"{name} ({lanes} lanes), {kind}: repaint {milliseconds(floor)}, flip {milliseconds(flips)}")
        print(f"{name}, {kind}: flip {ratio:.2f} times the repaint", flush=True)


if __name__ == "__main__":
    main()
