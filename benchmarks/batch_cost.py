"""What a night costs a batch, where its time goes, and what a million would cost on paper.

Usage: python benchmarks/batch_cost.py [--nights 12] [--rows 1000,10000,100000] [--core-hour 0.05]
       [--update docs/scale.md]

Copies of the sample night are scored by ``sleepscorer prescore`` with one process and with two. Where the
time of one night goes is measured in this process. ``--core-hour`` is a price, in any currency.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import json
import os
import pstats
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from doc_tables import machine, markdown, put

from sleepscorer.assets import resource as asset
from sleepscorer.batch import find_jobs
from sleepscorer.batch.manifest import Manifest
from sleepscorer.batch.summary import Summary
from sleepscorer.batch.worker import score

PARTS = (
    ("open the recording", "open_recording"),
    ("read its samples", "read_usable"),
    ("filter, resample, cut into epochs", "_prepare"),
    ("load the network", "_session"),
    ("numbers that describe each epoch", "compute"),
    ("numbers beside those of the night", "describe"),
    ("run the network", "_run_night"),
    ("write and read back the results", "_write"),
    ("what is to be reviewed", "_with_night"),
)
"""Functions whose time is told, with all that they call."""
MILLION = 1_000_000


@dataclass(frozen=True)
class Cost:
    """Medians over nights, and of a whole run: seconds of a processor, megabytes, nights an hour."""

    cpu_s: float
    total_cpu_s: float
    read_mb: float
    written_mb: float
    row_kb: float
    peak_mb: float
    per_hour: float


def measure(nights: Path, out: Path, jobs: int) -> Cost:
    """Score a folder in processes of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [sys.executable, "-m", "sleepscorer", "prescore", str(nights), "--out", str(out)]
    subprocess.run([*command, "--jobs", str(jobs)], check=True, capture_output=True)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    with (out / "manifest.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    written = [sum((out / name).stat().st_size for name in row["outputs"].split()) for row in rows]
    return Cost(
        cpu_s=float(np.median([float(row["cpu_seconds"]) for row in rows])),
        total_cpu_s=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        read_mb=float(np.median([int(row["input_bytes"]) for row in rows])) / 1e6,
        written_mb=float(np.median(written)) / 1e6,
        row_kb=(out / "manifest.jsonl").stat().st_size / len(rows) / 1e3,
        peak_mb=after.ru_maxrss / 1024,
        per_hour=3600 * len(rows) / seconds,
    )


def bytes_read() -> int:
    """Bytes this process has asked the system for, from disk or from memory; 0 where /proc does not tell."""
    try:
        text = Path("/proc/self/io").read_text()
    except OSError:
        return 0
    return int(text.split("rchar:")[1].split()[0])


def where_time_goes(night: Path, out: Path) -> tuple[list[tuple[str, str, str]], float]:
    """Share of each part in a second night of one process, and megabytes read for it."""
    jobs = find_jobs([night], out).jobs
    score(jobs[0])  # the first one loads libraries
    before = bytes_read()
    began = time.process_time()
    score(jobs[0])
    plain_s = time.process_time() - began
    read_mb = (bytes_read() - before) / 1e6
    profile = cProfile.Profile(time.process_time)
    profile.runcall(score, jobs[0])
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    total = max(entry[3] for entry in stats.values())
    shares = [(label, _cumulative(stats, name) / total) for label, name in PARTS]
    lines = [(label, f"{100 * share:.0f} %", f"{plain_s * share:.2f} s") for label, share in shares if share]
    rest = 1 - sum(share for _, share in shares)
    return [*lines, ("the rest", f"{100 * rest:.0f} %", f"{plain_s * rest:.2f} s")], read_mb


def _cumulative(stats: dict[tuple[str, int, str], tuple[int, int, float, float, object]], name: str) -> float:
    found = [
        entry[3] for (file, _, called), entry in stats.items() if called == name and "sleepscorer" in file
    ]
    return max(found, default=0.0)


def measure_manifest(results: Path, counts: Sequence[int], folder: Path) -> list[tuple[str, str, str, str]]:
    """Seconds to read so many rows when a run starts, and to sum them up when it ends."""
    row = Manifest(results).rows[0]
    lines = []
    for count in counts:
        home = folder / f"rows-{count}"
        home.mkdir()
        rows = (json.dumps(asdict(replace(row, file=f"n{number:07}.edf"))) for number in range(count))
        (home / "manifest.jsonl").write_text("\n".join(rows) + "\n")
        began = time.process_time()
        manifest = Manifest(home)
        read = time.process_time()
        manifest.write_table()
        Summary(home).write(manifest.rows)
        summed = time.process_time()
        size = sum(path.stat().st_size for path in home.iterdir()) / 1e6
        lines.append((f"{count:,}", f"{read - began:.1f} s", f"{summed - read:.1f} s", f"{size:.0f} MB"))
    return lines


def a_million(cost: Cost, price: float) -> list[tuple[str, str]]:
    """What a million such nights come to."""
    hours = cost.cpu_s * MILLION / 3600
    read_tb = cost.read_mb * MILLION / 1e6
    written_tb = (cost.written_mb + cost.row_kb / 1e3) * MILLION / 1e6
    return [
        ("Processor", f"{hours:,.0f} core-hours"),
        (f"Price of that, at {price:g} a core-hour", f"{hours * price:,.0f}"),
        ("By 2 processors", f"{hours / 2 / 24:.1f} days"),
        ("By 100 processors", f"{hours / 100:.1f} h"),
        ("Read", f"{read_tb:.1f} TB"),
        ("To be read a second, by 100 processors", f"{100 * cost.read_mb / cost.cpu_s / 1e3:.2f} GB/s"),
        ("Written", f"{written_tb:.2f} TB in {2 * MILLION:,} files and the manifest"),
        ("Memory, 100 processes", f"{100 * cost.peak_mb / 1e3:.0f} GB"),
    ]


def report(arguments: argparse.Namespace, folder: Path) -> dict[str, str]:
    """Every table, by its place in the page."""
    nights = folder / "nights"
    nights.mkdir()
    for number in range(arguments.nights):
        shutil.copyfile(asset("sample", "sample-night.edf"), nights / f"n{number:03}.edf")
    said = f"{machine()}; {arguments.nights} copies of the sample night.\n\n"
    one, two = (measure(nights, folder / f"out{jobs}", jobs) for jobs in (1, 2))
    parts, asked_mb = where_time_goes(nights / "n000.edf", folder / "profile")
    cost = [
        ("Processor, median of the nights", f"{one.cpu_s:.2f} s", f"{two.cpu_s:.2f} s"),
        *(
            (
                "Processor, whole run a night",
                *(f"{c.total_cpu_s / arguments.nights:.2f} s" for c in (one, two)),
            ),
            ("Size of the recording", *(f"{c.read_mb:.1f} MB" for c in (one, two))),
            ("Written, EDF+ and CSV", *(f"{c.written_mb:.2f} MB" for c in (one, two))),
            ("Written, a line of the manifest", *(f"{c.row_kb:.1f} kB" for c in (one, two))),
            ("Largest process", *(f"{c.peak_mb:.0f} MB" for c in (one, two))),
            ("Nights an hour, by the clock", *(f"{c.per_hour:,.0f}" for c in (one, two))),
            (
                "Nights an hour, were those processors free",
                *(f"{3600 * n * arguments.nights / c.total_cpu_s:,.0f}" for n, c in ((1, one), (2, two))),
            ),
        ),
    ]
    manifest = measure_manifest(folder / "out1", arguments.rows, folder)
    asked = f"\nBytes asked of the system for one night: {asked_mb:.1f} MB.\n"
    return {
        "cost": said + markdown(("", "one process", "two processes"), cost),
        "parts": markdown(("part of a night", "share", "processor"), parts) + asked,
        "manifest": markdown(("rows", "read", "summed up", "manifest and summary"), manifest),
        "million": markdown(("", "a million nights"), a_million(one, arguments.core_hour)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--nights", type=int, default=12)
    parser.add_argument(
        "--rows", type=lambda text: [int(one) for one in text.split(",")], default="1000,10000,100000"
    )
    parser.add_argument("--core-hour", type=float, default=0.05)
    parser.add_argument("--update", type=Path, help="a page with places for the tables")
    arguments = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as folder:
        for name, text in report(arguments, Path(folder)).items():
            print(f"{name}\n{text}")
            if arguments.update:
                put(arguments.update, name, text)


if __name__ == "__main__":
    main()
