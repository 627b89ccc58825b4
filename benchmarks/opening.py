"""Measures how long it takes to open a recording and the scoring kept of it, beside another commit if asked.

Usage: ``python benchmarks/opening.py [--before COMMIT]``. Each round is a process of its own, the two
commits in turn; the least and the median of the rounds are printed, and the ratio of the least.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parent.parent
N_RECORDS = 28_800
"""Data records of a second in eight hours."""
WIDE = (256, 2_000, 300)
"""Channels, Hz and seconds of a recording of many channels."""
N_CHANGES, N_EPOCHS = 3_000, 960
TIMES = 5
"""Measurements in one process; the least counts."""


def write_discontinuous(path: Path) -> None:
    """Write an EDF+D file of 8 channels with one gap of 10 s in the middle."""
    sys.path.insert(0, str(ROOT / "tests"))
    from edf_files import EdfFile, Signal, keeper, ramp

    onsets = (second + 10 * (second > N_RECORDS // 2) for second in range(N_RECORDS))
    tals = [keeper(f"+{onset}") for onset in onsets]
    signals = [Signal(ramp(N_RECORDS, 256), 256, f"EEG {number}") for number in range(8)]
    signals.append(Signal(tals, 40, "EDF Annotations", physical_min="-1", physical_max="1"))
    EdfFile(signals, reserved="EDF+D").write(path)


def write_wide(path: Path) -> None:
    """Write a recording of many channels whose samples are holes in the file."""
    sys.path.insert(0, str(ROOT / "tests"))
    from edf_files import EdfFile, Signal, ramp

    n_channels, rate_hz, seconds = WIDE
    labels = ["C4", "M1", *(f"EEG {number}" for number in range(2, n_channels))]
    header = EdfFile(
        [Signal(ramp(1, rate_hz), rate_hz, label) for label in labels], said_records=str(seconds)
    )
    path.write_bytes(header.header())
    os.truncate(path, path.stat().st_size + 2 * n_channels * rate_hz * seconds)


def least(work: Callable[[], object]) -> float:
    """Return the milliseconds of the quickest of several tries."""
    times = []
    for _ in range(TIMES):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times) * 1e3


def measure_recordings(folder: Path) -> dict[str, float]:
    """Open both recordings, read the texts of the one and a page of the other."""
    from sleepscorer.recording import open_recording

    recording = open_recording(folder / "wide.edf")
    traces = recording.traces

    def texts() -> None:
        with_gap = open_recording(folder / "gap.edf")
        with_gap.annotations()
        with_gap.close()

    return {
        f"EDF+D of {N_RECORDS} records: opened": least(lambda: open_recording(folder / "gap.edf").close()),
        f"EDF+D of {N_RECORDS} records: opened, texts read": least(texts),
        f"{WIDE[0]} channels of {WIDE[1]} Hz: opened": least(
            lambda: open_recording(folder / "wide.edf").close()
        ),
        f"{WIDE[0]} channels of {WIDE[1]} Hz: 30 s of all": least(
            lambda: recording.read_derivations(traces, 60, 30)
        ),
        f"{WIDE[0]} channels of {WIDE[1]} Hz: 30 s of ten": least(
            lambda: recording.read_derivations(traces[:10], 60, 30)
        ),
    }


def measure_scorings(folder: Path) -> dict[str, float]:
    """Open a scoring of many changes: one that was saved, and one whose journal is replayed."""
    from sleepscorer.scoring import Author, AuthorKind, Scoring
    from sleepscorer.stages import Stage

    store_class = _store_class()
    (folder / "night.edf").touch()
    (folder / "state").mkdir(exist_ok=True)
    somebody = Author(AuthorKind.TECHNICIAN, "AT")

    def store() -> Any:
        return store_class(folder / "night.edf", "a" * 32, N_EPOCHS, folder / "state")

    def score(n_changes: int) -> tuple[Any, Scoring]:
        opened = store()
        scoring = opened.open().scoring
        for number in range(n_changes):
            opened.record(scoring.score([number % N_EPOCHS], Stage(number % 5), somebody), scoring)
        return opened, scoring

    def open_it() -> None:
        opened = store()
        opened.open()
        opened.close()

    kept, scoring = score(N_CHANGES)
    kept.close(scoring)
    saved = least(open_it)
    for path in folder.glob("night.edf.*"):
        path.unlink()
    crashed, _ = score(N_CHANGES)
    journal = next(folder.glob("night.edf.*journal"))
    data = journal.read_bytes()
    crashed.close()
    times = []
    for _ in range(TIMES):
        for path in folder.glob("night.edf.*"):
            path.unlink()
        journal.write_bytes(data)
        start = perf_counter()
        open_it()
        times.append(perf_counter() - start)
    return {
        f"scoring of {N_CHANGES} changes: opened": saved,
        f"journal of {N_CHANGES} changes: replayed and saved": min(times) * 1e3,
    }


def _store_class() -> Any:
    try:
        from sleepscorer.storage.store import Store
    except ImportError:  # earlier commits
        from importlib import import_module

        return import_module("sleepscorer.store").Store
    return Store


def in_child(checkout: Path, recordings: Path) -> dict[str, float]:
    """Measure a checkout in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-P", __file__, "--one", str(recordings)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if run.returncode:
        raise SystemExit(run.stderr)
    times: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return times


def table(rounds: dict[str, list[dict[str, float]]]) -> str:
    """Give a row for each thing measured: least and median in milliseconds, and the ratio of the least."""
    names = list(rounds)
    head = [f"{name} (median)" for name in names]
    lines = [" | ".join(["| what, ms", *head, "ratio |"]), "|---" * (len(names) + 2) + "|"]
    for what in rounds[names[0]][0]:
        times = {name: [one[what] for one in rounds[name]] for name in names}
        cells = [f"{min(values):.1f} ({median(values):.1f})" for values in times.values()]
        ratio = min(times[names[0]]) / min(times[names[-1]])
        lines.append(f"| {what} | " + " | ".join(cells) + f" | {ratio:.2f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", help="commit to measure in turn with this checkout")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.one:
            print(json.dumps({**measure_recordings(arguments.one), **measure_scorings(folder)}))
            return
        write_discontinuous(folder / "gap.edf")
        write_wide(folder / "wide.edf")
        checkouts = {"now": ROOT}
        if arguments.before:
            before = folder / "before"
            before.mkdir()
            archive = ["git", "archive", arguments.before]
            packed = subprocess.run(archive, cwd=ROOT, capture_output=True, check=True)
            subprocess.run(["tar", "-x", "-C", before], input=packed.stdout, check=True)
            checkouts = {arguments.before: before, "now": ROOT}
        rounds: dict[str, list[dict[str, float]]] = {name: [] for name in checkouts}
        for _ in range(arguments.rounds):
            for label, checkout in checkouts.items():
                rounds[label].append(in_child(checkout, folder))
        print(table(rounds))


if __name__ == "__main__":
    main()
