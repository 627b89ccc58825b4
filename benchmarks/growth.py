"""How the cost of a batch grows: 1, 10, 100, 1,000 nights, in time a night.

Usage: python benchmarks/growth.py [--counts 1,10,100,1000] [--hours 0.1] [--jobs 1] [--update docs/scale.md]

The nights are hard links of the first 6 min (``--hours``) of the sample night, in one folder; each
count is scored by ``sleepscorer prescore`` in processes of its own.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from doc_tables import machine, markdown, put

from sleepscorer.assets import resource as asset
from sleepscorer.edf.header import read_header

NUMBER_OF_RECORDS = slice(236, 244)
"""Where an EDF header says how many data records there are."""


def cut_night(path: Path, hours: float) -> None:
    """The first hours of the sample night."""
    source = asset("sample", "sample-night.edf")
    header = read_header(source)
    count = min(header.n_records, round(hours * 3600 / header.record_seconds))
    size = header.header_bytes + count * header.record_bytes
    content = bytearray(source.read_bytes()[:size])
    content[NUMBER_OF_RECORDS] = f"{count:<8}".encode()
    path.write_bytes(content)


def run(night: Path, count: int, jobs: int, folder: Path) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of a processor, and megabytes of the largest process."""
    nights = folder / f"nights-{count}"
    nights.mkdir()
    for number in range(count):
        os.link(night, nights / f"n{number:05}.edf")
    command = [sys.executable, "-m", "sleepscorer", "prescore", str(nights), "--jobs", str(jobs)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run([*command, "--out", str(folder / f"out-{count}")], check=True, capture_output=True)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, cpu_s, after.ru_maxrss / 1024


def tables(counts: list[int], hours: float, jobs: int, folder: Path) -> Iterator[str]:
    """The table, anew each time it has a line more."""
    night = folder / "night.edf"
    cut_night(night, hours)
    said = f"{machine()}; nights of {hours:g} h, {night.stat().st_size / 1e6:.1f} MB each; --jobs {jobs}.\n\n"
    names = ("nights", "processor a night", "clock a night", "processor in all", "largest process")
    rows = []
    for count in counts:
        seconds, cpu_s, peak_mb = run(night, count, jobs, folder)
        each = f"{cpu_s / count:.3f} s", f"{seconds / count:.3f} s"
        rows.append((f"{count:,}", *each, f"{cpu_s:.0f} s", f"{peak_mb:.0f} MB"))
        yield said + markdown(names, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--counts", type=lambda text: [int(one) for one in text.split(",")], default="1,10,100,1000"
    )
    parser.add_argument("--hours", type=float, default=0.1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--update", type=Path, help="a page with a place called growth")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for text in tables(arguments.counts, arguments.hours, arguments.jobs, Path(folder)):
            print(text.splitlines()[-1], flush=True)
            if arguments.update:
                put(arguments.update, "growth", text)


if __name__ == "__main__":
    main()
