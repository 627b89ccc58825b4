"""Measures what a technician waits for, beside a floor or another reader in the same run.

Usage: python benchmarks/measure.py [--out FOLDER] [--json FILE] [--hours 8] [--flips 500] [--strip]
       python benchmarks/measure.py --beside CHECKOUT  (the window's rows of two checkouts, in turn)

Each measurement runs in a process of its own. The files are simulated once and kept in FOLDER.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from strip_cost import measure_strip
from windows import milliseconds, own_night, resident_mb, timed, until_painted, window_of


def measure_window(recording: str, flips: str) -> dict[str, Any]:
    """Open, flip, score, memory: all in one window."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from sleepscorer.stages import Stage

    with own_night(recording) as night:
        window = window_of(night.parent)
        found: dict[str, Any] = {}
        start = time.perf_counter()
        until_painted(window, lambda: window.open(night, prescore=False))
        found["open_to_first_page_s"] = round(time.perf_counter() - start, 4)
        found["channels_shown"] = len(window.view.traces.lanes)
        session = window.session
        times = int(flips)

        def flip() -> None:
            until_painted(window, lambda: session.go_to((session.epoch + 1) % session.n_epochs))

        repaint = window.view.traces.viewport().repaint
        found["page_flip"] = milliseconds(timed(flip, times))
        found["page_flip_processor"] = milliseconds(timed(flip, times, time.thread_time))

        def repeated() -> None:
            """Flip as a key held down does, and let the window use what is left of the time between two."""
            begin = time.perf_counter()
            flip()
            seconds.append(time.perf_counter() - begin)
            while time.perf_counter() - begin < KEY_REPEAT_S:
                QApplication.processEvents()

        seconds: list[float] = []
        timed(repeated, times)
        found["page_flip_key_held"] = milliseconds(seconds)
        idle(SETTLED_S)
        found["floor_repaint_of_the_same_traces"] = milliseconds(timed(repaint, 100))
        found["floor_processor"] = milliseconds(timed(repaint, 100, time.thread_time))
        session.go_to(0)
        QApplication.processEvents()
        keys = (Qt.Key.Key_W, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_R)
        turn = iter(range(10**9))

        def score() -> None:
            until_painted(window, lambda: QTest.keyClick(window, keys[next(turn) // 7 % 5]))

        found["score_key_to_next_page"] = milliseconds(timed(score, min(200, session.n_epochs - 2)))
        for epoch in range(session.n_epochs):
            session.score([epoch], Stage(epoch // 11 % 5))
        session.go_to(0)
        found["page_flip_all_epochs_scored"] = milliseconds(timed(flip, times))
        found["resident_mb"] = resident_mb()
        window.close()
    return found | beside_the_floor(found)


def beside_the_floor(found: dict[str, Any]) -> dict[str, float]:
    """Flip and score key as ratios to the repaint of the same traces, and how far flips scatter."""
    floor_ms = found["floor_repaint_of_the_same_traces"]["median_ms"]
    flip = found["page_flip"]
    return {
        "flip_times_the_floor": round(flip["median_ms"] / floor_ms, 2),
        "flip_times_the_floor_processor": round(
            found["page_flip_processor"]["median_ms"] / found["floor_processor"]["median_ms"], 2
        ),
        "flip_key_held_times_the_floor": round(found["page_flip_key_held"]["median_ms"] / floor_ms, 2),
        "flip_key_held_p95_times_its_median": round(
            found["page_flip_key_held"]["p95_ms"] / found["page_flip_key_held"]["median_ms"], 2
        ),
        "score_key_times_the_floor": round(found["score_key_to_next_page"]["median_ms"] / floor_ms, 2),
        "flip_p95_times_its_median": round(flip["p95_ms"] / flip["median_ms"], 2),
    }


def measure_long_pages(recording: str) -> dict[str, Any]:
    """Pages of five minutes to the whole night: until they are whole, and how long the window is held up."""
    found: dict[str, Any] = {}
    with own_night(recording) as night:
        window = window_of(night.parent)
        window.view.strip.hide()  # its spectrogram would be computed meanwhile
        window.open(night, prescore=False)
        for page_s in (300.0, 600.0, 1800.0, 3600.0, 7200.0, float("inf")):
            found |= measure_long_page(window, page_s)
        window.view.set_length(30.0)
        until_reduced(window)
        window.open(night, prescore=False)
        again = measure_long_page(window, float("inf"))
        found |= {f"{name}, opened again": row for name, row in again.items()}
        found["resident_mb"] = resident_mb()
        window.close()
    return found


def measure_long_page(window: Any, page_s: float) -> dict[str, Any]:
    """A page until it is whole."""
    from PySide6.QtWidgets import QApplication

    begin = time.perf_counter()
    held, busy, first_s = [], [], None
    window.view.set_length(page_s)
    while not held or window.view.traces.marks.unread:
        if first_s is None and np.isfinite(window.view.traces.page_of(0)[1]).any():
            first_s = time.perf_counter() - begin
        wall, processor = time.perf_counter(), time.thread_time()
        QApplication.processEvents()
        held.append(time.perf_counter() - wall)
        busy.append(time.thread_time() - processor)
        time.sleep(WAIT_S)  # a window waits for events; a loop without an end would take a processor from it
    return {
        f"page of {window.view.traces.span.text}": {
            "first_picture_after_s": round(first_s or time.perf_counter() - begin, 3),
            "whole_after_s": round(time.perf_counter() - begin, 3),
            "window_held_longest_ms": round(max(held) * 1e3, 1),
            "window_busy_longest_ms": round(max(busy) * 1e3, 1),
        }
    }


def measure_whole_night(recording: str) -> dict[str, Any]:
    """The whole night on a page: right after it was opened for the first time, and once it was reduced."""
    found: dict[str, Any] = {}
    with own_night(recording) as night:
        window = window_of(night.parent)
        for name in ("first", "again"):
            until_painted(window, lambda: window.open(night, prescore=False))
            (found[name],) = measure_long_page(window, float("inf")).values()
            until_reduced(window)
            window.view.set_length(30.0)
        found["resident_mb"] = resident_mb()
        window.close()
    return found


def until_reduced(window: Any, longest_s: float = 300.0) -> None:
    """Wait until the night has been reduced in the background, by a version that does so."""
    reduction = getattr(window.view.pages, "_reduction", None)
    end = time.perf_counter() + longest_s
    while reduction is not None and time.perf_counter() < end:
        if not reduction.is_running and len(reduction.reduced) >= len(window.view.traces.lanes):
            return
        idle(0.1)


def measure_prescore(recording: str) -> dict[str, Any]:
    """One night from the open call to its probabilities; twice, for the first loads onnxruntime."""
    from sleepscorer.prescoring.classifier import Classifier
    from sleepscorer.prescoring.model_card import find_models
    from sleepscorer.prescoring.prescore import prescore
    from sleepscorer.recording import open_recording

    def run() -> Any:
        night = open_recording(recording)
        result = prescore(night)
        night.close()
        return result

    first = timed(run, 1)[0]
    again = timed(run, 3)
    result = run()
    card = find_models(result.model_name)[0]
    epochs = np.zeros((len(result.probabilities), len(card.inputs), 3000), np.float32)
    network = Classifier(card)
    return {
        "epochs": len(epochs),
        "model": card.name,
        "first_s": round(first, 3),
        "again_median_s": round(float(np.median(again)), 3),
        "floor_network_alone_s": round(float(np.median(timed(lambda: network.probabilities(epochs), 3))), 3),
        "resident_mb": resident_mb(),
    }


def measure_mne_open(recording: str) -> dict[str, Any]:
    """MNE-Python: header and one page of the same file."""
    import mne

    def run() -> None:
        raw = mne.io.read_raw_edf(recording, verbose="error")
        raw.get_data(start=0, stop=int(30 * raw.info["sfreq"]))

    return {"mne_header_and_page_without_window_s": round(timed(run, 3)[-1], 4)}


def measure_own_open(recording: str) -> dict[str, Any]:
    """Header and one page of the same file, without a window."""
    from sleepscorer.recording import open_recording

    def run() -> None:
        night = open_recording(recording)
        night.read_many([channel.index for channel in night.channels], 0, 30)
        night.close()

    return {"own_header_and_page_without_window_s": round(timed(run, 3)[-1], 4)}


_START = """
import os, sys, time
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
{body}
print(time.time() - float(sys.argv[1]), time.process_time())
"""
_OWN = """
from sleepscorer.cli import main, window
app = window.load_window()
app.QApplication.exec = lambda *_: app.QApplication.processEvents() or 0
main([])
"""
_FLOOR = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([]); window = QMainWindow(); window.show()
application.processEvents()
"""


def start_to_window(times: int = 11) -> dict[str, Any]:
    """Seconds from the start of the process to the window painted; an empty Qt window is the floor.

    Both in turn, and once before that, so that files are in memory and compiled as where the program has
    been started before.
    """
    bodies = {"start_to_window": _OWN, "floor_empty_qt_window": _FLOOR}
    found: dict[str, list[list[float]]] = {name: [] for name in bodies}
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        environment |= {f"XDG_{kind}_HOME": folder for kind in ("CONFIG", "STATE", "DATA", "CACHE")}
        for _ in range(times + 1):
            for name, body in bodies.items():
                found[name].append(_started(_START.format(body=body), environment))
    medians = {name: np.median(seconds[1:], axis=0).tolist() for name, seconds in found.items()}
    told = {f"{name}_s": round(wall, 3) for name, (wall, _) in medians.items()}
    told |= {f"{name}_cpu_s": round(cpu, 3) for name, (_, cpu) in medians.items()}
    own, floor = medians.values()
    return {
        **told,
        "times_the_floor": round(own[0] / floor[0], 2),
        "times_the_floor_cpu": round(own[1] / floor[1], 2),
    }


def _started(program: str, environment: dict[str, str]) -> list[float]:
    """Seconds by the clock and of a processor that a program says it took to its window."""
    command = [sys.executable, "-c", program, str(time.time())]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return [float(part) for part in run.stdout.split()]


MADE = ((10, 256), (20, 256), (24, 512), (64, 256))
"""Channels and sampling rate of the nights that are simulated."""
WAIT_S = 0.002
"""Between two looks at what a window has done."""
KEY_REPEAT_S = 1 / 30
"""Between two flips while a key is held down."""
SETTLED_S = 0.5
"""What is read ahead has been read by then."""
ROUNDS = 3


def idle(seconds: float) -> None:
    """Let the window finish what it does in the background."""
    from PySide6.QtWidgets import QApplication

    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.005)


WINDOW_ROWS = (
    "flip_times_the_floor",
    "flip_times_the_floor_processor",
    "flip_key_held_times_the_floor",
    "flip_key_held_p95_times_its_median",
    "score_key_times_the_floor",
    "flip_p95_times_its_median",
    "resident_mb",
)
STRIP_ROWS = ("strip_move_current_epoch_processor", "strip_zoom_processor", "strip_one_stage_processor")
LONG_ROWS = ("page of whole night", "page of whole night, opened again")


def compare(arguments: argparse.Namespace) -> None:
    """Print the window's rows of this checkout and of another one, measured in turn."""
    files = recordings(arguments.out, arguments.hours)
    print(f"{'':32}{'':44}{'this':>8}{'other':>8}{'ratio':>8}")
    for name, path in files.items():
        pair = in_turn(arguments.beside, "window", path, arguments.flips)
        for row in WINDOW_ROWS:
            print_row(name, row, *([each[row] for each in runs] for runs in pair))
    eight = simulated(arguments.out, arguments.hours, 8)
    pair = in_turn(arguments.beside, "strip", eight, arguments.flips)
    for row in STRIP_ROWS:
        for figure in ("median_ms", "least_ms"):
            columns = ([each[row][figure] for each in runs] for runs in pair)
            print_row(eight.stem, f"{row} {figure}", *columns)
    many = next(path for (channels, _), path in zip(MADE, files.values(), strict=False) if channels == 24)
    pair = in_turn(arguments.beside, "long_pages", many, rounds=1)
    for row in LONG_ROWS:
        for figure in ("first_picture_after_s", "whole_after_s", "window_held_longest_ms"):
            columns = ([each[row][figure] for each in runs] for runs in pair)
            print_row(many.stem, f"{row} {figure}", *columns)


def in_turn(other: Path, name: str, *arguments: object, rounds: int = 0) -> list[list[dict[str, Any]]]:
    """Measure this checkout and another one in turn; the runs of each."""
    pythons = (sys.executable, str(other / ".venv" / "bin" / "python"))
    runs: list[list[dict[str, Any]]] = [[], []]
    for _ in range(rounds or ROUNDS):
        for which, python in enumerate(pythons):
            runs[which].append(in_child(name, *arguments, python=python))
    return runs


def print_row(recording: str, row: str, this: list[float], other: list[float]) -> None:
    """Print the medians of both and their ratio."""
    a, b = float(np.median(this)), float(np.median(other))
    print(f"{recording:32}{row:44}{a:8.2f}{b:8.2f}{a / b if b else float('nan'):8.2f}", flush=True)


MEASURES: dict[str, Callable[..., dict[str, Any]]] = {
    "window": measure_window,
    "long_pages": measure_long_pages,
    "whole_night": measure_whole_night,
    "strip": measure_strip,
    "prescore": measure_prescore,
    "mne_open": measure_mne_open,
    "own_open": measure_own_open,
}


def in_child(name: str, *arguments: object, python: str = sys.executable) -> dict[str, Any]:
    """Run one measurement in a process of its own."""
    command = [python, __file__, "--one", name, *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(run.stderr)
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def simulated(folder: Path, hours: float, n_channels: int, rate_hz: int = 256) -> Path:
    """A file to measure on, made where it is not there yet."""
    from sleepscorer.simulation import write_benchmark_edf

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"night-{hours:g}h-{n_channels}ch-{rate_hz}Hz.edf"
    if not path.exists():
        write_benchmark_edf(path.with_suffix(".part"), hours=hours, n_channels=n_channels, rate_hz=rate_hz)
        shutil.move(path.with_suffix(".part"), path)
    return path


def recordings(folder: Path, hours: float) -> dict[str, Path]:
    """Files to measure on, simulated where they are not there yet."""
    from sleepscorer.assets import resource

    found = {}
    for n_channels, rate_hz in MADE:
        path = simulated(folder, hours, n_channels, rate_hz)
        found[f"{hours:g} h x {n_channels} channels x {rate_hz} Hz"] = path
    sample = resource("sample", "sample-night.edf")
    found["sample night"] = folder / sample.name
    shutil.copyfile(sample, found["sample night"])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path("out/benchmark"))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--hours", type=float, default=8)
    parser.add_argument("--flips", type=int, default=500)
    parser.add_argument("--strip", action="store_true", help="measure the full and the empty strip only")
    parser.add_argument("--beside", type=Path, help="another checkout, with its .venv: both in turn")
    parser.add_argument("--one", nargs="+", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(MEASURES[arguments.one[0]](*arguments.one[1:])))
        return
    if arguments.beside:
        compare(arguments)
        return
    eight = simulated(arguments.out, arguments.hours, 8)
    found: dict[str, Any] = {"strip": in_child("strip", eight, arguments.flips)}
    if not arguments.strip:
        found |= measure_all(arguments)
    text = json.dumps(found, indent=1)
    print(text)
    if arguments.json:
        arguments.json.write_text(text + "\n")


def measure_all(arguments: argparse.Namespace) -> dict[str, Any]:
    """The start, and every recording."""
    found: dict[str, Any] = {"start": start_to_window()}
    for name, path in recordings(arguments.out, arguments.hours).items():
        found[name] = {
            **in_child("window", path, arguments.flips),
            "long_pages": in_child("long_pages", path),
            **in_child("own_open", path),
            **in_child("mne_open", path),
            "prescore": in_child("prescore", path),
        }
    return found


if __name__ == "__main__":
    main()
