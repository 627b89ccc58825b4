"""Counts what is lost of a thousand files, a tenth of them broken, with a worker killed and Ctrl+C between.

Usage: python benchmarks/batch_thousand.py [--files 1000] [--jobs 2] [--update docs/scale.md]

Does what ``tests/batch/test_batch_many.py`` checks, and counts. Nights are of 6 min. A worker is killed
after a fifth of the files and Ctrl+C comes after half; then the same command is run again.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from doc_tables import machine, markdown, put


def count(files: int, jobs: int, folder: Path) -> str:
    """Run it, and give the table."""
    os.environ["SLEEPSCORER_TEST_NIGHTS"] = str(files)
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "batch"))
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from test_batch_many import disturbed_run, fill

    said = f"{machine()}; --jobs {jobs}.\n\n"
    expected = fill(folder / "in")
    command = [
        sys.executable,
        "-m",
        "sleepscorer",
        "prescore",
        str(folder / "in"),
        "--out",
        str(folder / "out"),
    ]
    command += ["--jobs", str(jobs), "--json"]
    began = time.perf_counter()
    first = disturbed_run(command)
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*_hyp.edf")}
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    rows = [("exit codes, interrupted and resumed", f"{first}, {second.returncode}")]
    rows += _found(folder, files, expected, before)
    return said + markdown(("", "count"), [*rows, ("seconds, both runs", f"{seconds:.0f}")])


def _found(
    folder: Path, files: int, expected: Counter[str], before: dict[Path, int]
) -> list[tuple[str, object]]:
    out = folder / "out"
    with (out / "manifest.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    names = Counter(row["file"] for row in rows)
    there = {path.relative_to(folder / "in").as_posix() for path in (folder / "in").rglob("*.edf")}
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text().splitlines()]
    scored = Counter(line["file"] for line in lines if line["status"] == "ok")
    statuses = Counter(row["status"] for row in rows)
    without = [row for row in rows if row["status"] != "ok" and not row["reason"]]
    rewritten = [path for path, at in before.items() if path.stat().st_mtime_ns != at]
    return [
        ("files", files),
        ("rows", len(rows)),
        *(
            (f"{status}, expected {expected[status]}", statuses[status])
            for status in ("ok", "failed", "skipped")
        ),
        ("failures without a reason", len(without)),
        ("lost: files without a row", len(there - set(names))),
        ("duplicates: files with two rows", sum(number > 1 for number in names.values())),
        ("duplicates: files scored twice", sum(number > 1 for number in scored.values())),
        ("results there when interrupted", len(before)),
        ("of them written again", len(rewritten)),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--update", type=Path, help="a page with a place called thousand")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = count(arguments.files, arguments.jobs, Path(folder))
    print(text)
    if arguments.update:
        put(arguments.update, "thousand", text)


if __name__ == "__main__":
    main()
