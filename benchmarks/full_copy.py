"""Measures a copy of a recording with its stages inside: seconds and memory, beside others.

Usage: python benchmarks/full_copy.py [--gigabytes 0.5] [--ours-gigabytes 2] [--out FOLDER]

Each copy is made in a process of its own; peak memory is that process's, its imports included.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

N_SIGNALS, RATE = 24, 512


def make(path: Path, gigabytes: float) -> int:
    """A recording of noise, in records of 1 s; gives its seconds."""
    import edfio

    seconds = int(gigabytes * 1e9 / (N_SIGNALS * RATE * 2))
    signal = edfio.EdfSignal(np.zeros(RATE), RATE, label="EEG", physical_range=(-500, 500))
    short = edfio.Edf([signal] * N_SIGNALS)
    short.write(path)
    raw = bytearray(path.read_bytes()[: 256 * (1 + N_SIGNALS)])
    raw[236:244] = str(seconds).encode().ljust(8)
    random = np.random.default_rng(0)
    with path.open("wb") as file:
        file.write(raw)
        for _ in range(seconds):
            file.write(random.integers(-9999, 9999, N_SIGNALS * RATE, dtype=np.int16).tobytes())
    return seconds


def stages(seconds: int) -> list[tuple[float, float, str]]:
    return [(30.0 * epoch, 30.0, "Sleep stage N2") for epoch in range(seconds // 30)]


def by_ours(source: Path, target: Path, seconds: int) -> None:
    from sleepscorer.formats import write_full_copy
    from sleepscorer.scoring import Author, AuthorKind, scoring_from_stages

    write_full_copy(
        source, target, scoring_from_stages([2] * (seconds // 30), Author(AuthorKind.TECHNICIAN, "AB"))
    )


def by_edfio(source: Path, target: Path, seconds: int) -> None:
    import edfio

    edf = edfio.read_edf(source)
    edf.add_annotations([edfio.EdfAnnotation(*row) for row in stages(seconds)])
    edf.write(target)


def by_pyedflib(source: Path, target: Path, seconds: int) -> None:
    import pyedflib

    with pyedflib.EdfReader(str(source)) as reader:
        samples = [reader.readSignal(i, digital=True) for i in range(reader.signals_in_file)]
        writer = pyedflib.EdfWriter(str(target), reader.signals_in_file, pyedflib.FILETYPE_EDFPLUS)
        writer.setSignalHeaders(reader.getSignalHeaders())
    writer.writeSamples(samples, digital=True)
    for onset, duration, text in stages(seconds):
        writer.writeAnnotation(onset, duration, text)
    writer.close()


WAYS = {"sleepscorer": by_ours, "edfio": by_edfio, "pyedflib": by_pyedflib}


def child(way: str, source: str, target: str, seconds: str) -> None:
    began = time.perf_counter()
    WAYS[way](Path(source), Path(target), int(seconds))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("FOUND" + json.dumps([round(time.perf_counter() - began, 1), round(peak)]))


def measured(way: str, source: Path, seconds: int) -> list[str]:
    target = source.with_name(f"copy_{way}.edf")
    command = [sys.executable, __file__, "--child", way, str(source), str(target), str(seconds)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    size = f"{source.stat().st_size / 1e9:.1f} GB"
    target.unlink(missing_ok=True)
    if "FOUND" not in run.stdout:
        return [way, size, "failed", run.stderr.strip().splitlines()[-1][:80] if run.stderr else ""]
    found = json.loads(run.stdout.split("FOUND")[1])
    checked = " (written, read back and compared)" if way == "sleepscorer" else ""
    return [way, size, f"{found[0]} s{checked}", f"{found[1]} MB"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gigabytes", type=float, default=0.5)
    parser.add_argument("--ours-gigabytes", type=float, default=2.0)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        return child(*arguments.child)
    with tempfile.TemporaryDirectory(dir=arguments.out) as name:
        source = Path(name) / "night.edf"
        seconds = make(source, arguments.gigabytes)
        rows = [measured(way, source, seconds) for way in WAYS]
        seconds = make(source, arguments.ours_gigabytes)
        rows.append(measured("sleepscorer", source, seconds))
    for row in [["way", "recording", "time", "peak memory"], ["---"] * 4, *rows]:
        print("| " + " | ".join(row) + " |")
    return None


if __name__ == "__main__":
    main()
