"""Fuzzes one reader, guided by coverage: only our own error may leave it.

Usage: python benchmarks/coverage_fuzz.py recording|annotations|edf|xml|text [-max_total_time=60] ...

Needs atheris (https://github.com/google/atheris); further arguments are libFuzzer's.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sleepscorer", "edfio"]):
    from sleepscorer.edf.tal import decode_annotations, with_texts_changed
    from sleepscorer.errors import SleepscorerError
    from sleepscorer.formats import read_hypnogram
    from sleepscorer.recording import open_recording

FOLDER = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
GOLDEN = Path(__file__).parent.parent / "tests" / "formats" / "golden"


def written(ending: str, data: bytes) -> Path:
    path = FOLDER / f"fuzz{ending}"
    path.write_bytes(data)
    return path


def recording(data: bytes) -> None:
    night = open_recording(written(".edf", data))
    night.read_many([channel.index for channel in night.channels], 0.0, 30.0)
    night.annotations()
    night.close()


def annotations(data: bytes) -> None:
    list(decode_annotations(data))
    with suppress(ValueError):
        assert len(with_texts_changed(data, lambda text, onset_s: "")[0]) == len(data)


def hypnogram(ending: str) -> Callable[[bytes], object]:
    return lambda data: read_hypnogram(written(ending, data))


READERS: dict[str, Callable[[bytes], object]] = {
    "recording": recording,
    "annotations": annotations,
    "edf": hypnogram(".edf"),
    "xml": hypnogram(".xml"),
    "text": hypnogram(".annot"),
}
SEEDS = {"recording": "*.edf", "annotations": "*.edf", "edf": "*.edf", "xml": "*.xml", "text": "*.[act]*"}


def main() -> None:
    name = sys.argv.pop(1)
    read = READERS[name]
    corpus = FOLDER / "corpus"
    corpus.mkdir()
    for seed in GOLDEN.glob(SEEDS[name]):
        (corpus / seed.name).write_bytes(seed.read_bytes())

    def one(data: bytes) -> None:
        with suppress(SleepscorerError):
            read(data)

    atheris.Setup([sys.argv[0], str(corpus), "-timeout=2", "-rss_limit_mb=1024", *sys.argv[1:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
