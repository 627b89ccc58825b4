"""Cut the sample night out of a Sleep-EDF recording and its expert hypnogram.

Usage: ``python make_sample.py SC4001E0-PSG.edf SC4001EC-Hypnogram.edf OUT_FOLDER``

Keeps the sleep period with half an hour of wake on each side. Data records are copied byte for byte;
of the header only the start and the number of records change. The expert's texts are kept in their
Rechtschaffen & Kales spelling, one per epoch.
"""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from sleepscorer.atomic import write_atomically
from sleepscorer.edf.header import EdfHeader, read_header
from sleepscorer.edf.records import EdfRecords
from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import HypnogramError
from sleepscorer.formats import place, read_hypnogram
from sleepscorer.formats.edf_reader import MONTHS
from sleepscorer.formats.edf_writer import encode_annotations
from sleepscorer.stages import EPOCH_SECONDS, Stage

WAKE_EPOCHS = 60
"""Half an hour."""


def make_sample(psg: Path, hypnogram: Path, folder: Path) -> tuple[Path, Path]:
    """Write ``sample-night.edf`` and ``sample-night-hypnogram.edf``.

    Parameters
    ----------
    psg : Path
        EDF whose data records are epochs of 30 s.
    hypnogram : Path
        Its EDF+ hypnogram, starting with it.
    folder : Path

    Returns
    -------
    tuple of Path

    Raises
    ------
    HypnogramError
        If the records are no epochs or the hypnogram does not start with the recording.
    """
    header = read_header(psg)
    if header.record_seconds != EPOCH_SECONDS or header.start is None:
        raise HypnogramError(f"{psg} cannot be cut at epochs: its data records are not {EPOCH_SECONDS} s.")
    first, stop = sleep_period(hypnogram, header)
    start = header.start + timedelta(seconds=first * EPOCH_SECONDS)
    night, scoring = folder / "sample-night.edf", folder / "sample-night-hypnogram.edf"
    write_atomically(night, _cut(header, first, stop, start))
    texts = _texts(hypnogram, header.n_records)[first:stop]
    stages = [
        Annotation(float(epoch * EPOCH_SECONDS), float(EPOCH_SECONDS), text)
        for epoch, text in enumerate(texts)
    ]
    write_atomically(scoring, encode_annotations(stages, start, (len(stages), EPOCH_SECONDS)))
    return night, scoring


def sleep_period(hypnogram: Path, header: EdfHeader) -> tuple[int, int]:
    """First epoch to keep, and the first not to."""
    read = read_hypnogram(hypnogram)
    if read.start != header.start or read.onset_s:
        raise HypnogramError(f"{hypnogram} does not start with {header.path}; choose the hypnogram of it.")
    asleep = np.flatnonzero(place(read, header.start, header.n_records).stages > Stage.W)
    return max(0, int(asleep[0]) - WAKE_EPOCHS), min(header.n_records, int(asleep[-1]) + 1 + WAKE_EPOCHS)


def _cut(header: EdfHeader, first: int, stop: int, start: datetime) -> bytes:
    with header.path.open("rb") as file:
        raw = bytearray(file.read(header.header_bytes))
        file.seek(header.header_bytes + first * header.record_bytes)
        records = file.read((stop - first) * header.record_bytes)
    day = f"{start:%d}-{MONTHS[start.month - 1]}-{start:%Y}"
    if raw[88:98] == b"Startdate ":
        raw[98 : 98 + len(day)] = day.encode()
    raw[168:184] = f"{start:%d.%m.%y%H.%M.%S}".encode()
    raw[236:244] = str(stop - first).ljust(8).encode()
    return bytes(raw) + records


def _texts(hypnogram: Path, n_epochs: int) -> list[str]:
    """The expert's own text of each epoch."""
    records = EdfRecords(read_header(hypnogram))
    texts = ["Sleep stage ?"] * n_epochs
    for annotation in records.annotations():
        first = round(annotation.onset_s / EPOCH_SECONDS)
        count = round((annotation.duration_s or 0) / EPOCH_SECONDS)
        texts[first : first + count] = [annotation.text] * len(texts[first : first + count])
    records.close()
    return texts


def main() -> None:
    """Read the arguments and write the sample."""
    parser = argparse.ArgumentParser(description="Cut the sample night out of a Sleep-EDF recording.")
    parser.add_argument("psg", type=Path)
    parser.add_argument("hypnogram", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    for path in make_sample(arguments.psg, arguments.hypnogram, arguments.folder):
        print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
