"""What a run of the event scorer costs who flips pages meanwhile: ``python benchmarks/proposing_cost.py``.

A clinical night is opened in the window, its true stages are scored, and events are proposed in the
background. The process of the scorer is stopped and let go on in turn (SIGSTOP, SIGCONT), so that flips with
and without it alternate through the whole run, on the same pages and beside whatever else the machine does.
Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from windows import milliseconds, until_painted, window_of

FLIPS = 30
"""Of a block, before the process of the scorer is stopped or let go on."""
KEY_REPEAT_S = 1 / 30
GOAL = 1.2
SEED = 2_000_001


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recording", type=Path, metavar="EDF", help="else a clinical night is made")
    parser.add_argument("--hours", type=float, default=8.0, metavar="N", help="length of the night made")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sleepscorer-") as name:
        folder = Path(name)
        os.environ.update({f"XDG_{kind}_HOME": name for kind in ("CONFIG", "STATE", "DATA", "CACHE")})
        night, stages = _night(arguments, folder)
        print(json.dumps(measure(folder, night, stages), indent=1))


def _night(arguments: argparse.Namespace, folder: Path) -> tuple[Path, list[int]]:
    """Return a recording in a folder, and stages for it."""
    if arguments.recording is not None:
        night = folder / arguments.recording.name
        shutil.copyfile(arguments.recording, night)
        return night, []
    from sleepscorer.simulation.clinical import Montage, simulate_clinical, write_clinical

    (made,) = simulate_clinical(Montage.CLINICAL, SEED, arguments.hours)
    return write_clinical(folder / "night.edf", [made])[0], [int(stage) for stage in made.timeline.stages]


def measure(folder: Path, night: Path, stages: list[int]) -> dict[str, Any]:
    """Flip pages with the scorer going on and stopped, in turn, until its run has ended."""
    window = window_of(folder)
    window.open(night, prescore=False)
    session = window.session
    _score(session, stages)
    _hold_keys(window, FLIPS)  # what is loaded on first use
    window.actions_by_name["propose_events"].trigger()
    worker = _worker(window)
    seconds: dict[str, list[float]] = {"going_on": [], "stopped": []}
    own: dict[str, list[float]] = {"going_on": [], "stopped": []}
    started = time.perf_counter()
    try:
        while window.proposals.is_running:
            for state, signal_ in (("going_on", signal.SIGCONT), ("stopped", signal.SIGSTOP)):
                if not _tell(worker, signal_):
                    break
                session.go_to(0 if session.epoch > session.n_epochs - 2 * FLIPS else session.epoch)
                walls, cpus = _hold_keys(window, FLIPS)
                if window.proposals.is_running:  # the end of the run is of neither
                    seconds[state] += walls
                    own[state] += cpus
            _tell(worker, signal.SIGCONT)
    finally:
        _tell(worker, signal.SIGCONT)
    took_s = time.perf_counter() - started
    n_events = len(session.scoring.events)
    window.close()
    least = min(map(len, seconds.values()))
    with_it, without = (np.array(seconds[state][:least]) for state in ("going_on", "stopped"))
    return {
        "flips_each": least,
        "going_on": milliseconds(list(with_it)),
        "stopped": milliseconds(list(without)),
        "ratio_of_medians": round(float(np.median(with_it) / np.median(without)), 3),
        "ratio_of_95th_percentiles": round(float(np.percentile(with_it, 95) / np.percentile(without, 95)), 3),
        "ratio_of_the_processor": round(float(np.median(own["going_on"]) / np.median(own["stopped"])), 3),
        "goal": GOAL,
        "run_s": round(took_s, 1),
        "events": n_events,
        "processors": os.cpu_count(),
    }


def _score(session: Any, stages: list[int]) -> None:
    from sleepscorer.scoring import OF_RECORDING
    from sleepscorer.stages import Stage

    given = np.asarray(stages[: session.n_epochs] or [int(Stage.N2)] * session.n_epochs)
    for stage in np.unique(given[given >= 0]):
        epochs = np.flatnonzero(given == stage).tolist()
        session.take("stages", session.scoring.score(epochs, Stage(int(stage)), OF_RECORDING))


def _hold_keys(window: Any, times: int) -> tuple[list[float], list[float]]:
    """Flip as a key held down does; seconds of each flip by the clock, and of the window's processor."""
    from PySide6.QtWidgets import QApplication

    session = window.session
    walls, cpus = [], []
    for _ in range(times):
        start, cpu_start = time.perf_counter(), time.thread_time()
        until_painted(window, lambda: session.go_to((session.epoch + 1) % session.n_epochs))
        walls.append(time.perf_counter() - start)
        cpus.append(time.thread_time() - cpu_start)
        while time.perf_counter() - start < KEY_REPEAT_S:
            QApplication.processEvents()
            time.sleep(0.001)
    return walls, cpus


def _worker(window: Any) -> int:
    """Return the process of the scorer, once it has been started."""
    from PySide6.QtWidgets import QApplication

    until = time.perf_counter() + 30
    while time.perf_counter() < until and window.proposals.is_running:
        QApplication.processEvents()
        for children in Path("/proc/self/task").glob("*/children"):
            for child in children.read_text().split():
                if b"sleepscorer.prescoring.apart" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return int(child)
    raise SystemExit(f"The scorer was not started: {window.banner.text()}")


def _tell(worker: int, what: signal.Signals) -> bool:
    """Signal the process of the scorer; false where it has ended."""
    try:
        os.kill(worker, what)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main()
