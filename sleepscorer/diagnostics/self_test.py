"""Self-test of an installed program, which does its work once on the sample night."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sleepscorer.diagnostics.doctor import Finding, FindingState, examine

LEAST_KAPPA = 0.6
"""Of the sample night's pre-scoring with its expert; less means that a library computes wrongly."""
_AGAIN = "Install sleepscorer again, and report this line."
_HEADER = """Brain Vision Data Exchange Header File Version 1.0
[Common Infos]
DataFile=night.eeg
DataFormat=BINARY
DataOrientation=MULTIPLEXED
NumberOfChannels=1
SamplingInterval=10000
[Binary Infos]
BinaryFormat=INT_16
[Channel Infos]
Ch1=C4-M1,,0.5,\u00b5V
"""


def examine_fully() -> Iterator[Finding]:
    """Run the doctor's checks, and then those that do what the program is for.

    Yields
    ------
    Finding
    """
    yield from examine()
    for name, check in (
        ("translations", _translations),
        ("other formats", _other_formats),
        ("sample night", _sample_night),
    ):
        try:
            yield check()
        except Exception as error:
            message = f"the check itself failed ({type(error).__name__}: {' '.join(str(error).split())})"
            yield Finding(name, FindingState.BROKEN, message, _AGAIN)


def _translations() -> Finding:
    from sleepscorer.assets import resource

    languages = sorted(path.stem.rpartition("_")[2] for path in resource("i18n").glob("*.qm"))
    if not languages:
        return Finding("translations", FindingState.BROKEN, "files are missing", _AGAIN)
    return Finding("translations", FindingState.OK, f"en {' '.join(languages)}")


def _other_formats() -> Finding:
    """Return whether MNE-Python finds what it loads by name only."""
    import numpy as np

    from sleepscorer.recording import open_recording

    samples = (np.arange(6000) % 401 - 200).astype("<i2")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        samples.tofile(Path(folder, "night.eeg"))
        header = Path(folder, "night.vhdr")
        header.write_text(_HEADER, encoding="utf-8")
        recording = open_recording(header)
        read = recording.read(0, 0.0, 60.0)
        recording.close()
    if not np.allclose(read, samples * 0.5, atol=1e-3):
        return Finding(
            "other formats", FindingState.BROKEN, "samples of a BrainVision file are read wrongly", _AGAIN
        )
    return Finding("other formats", FindingState.OK, "a BrainVision file is read as it was written")


def _sample_night() -> Finding:
    from sleepscorer.api import prescore
    from sleepscorer.assets import resource
    from sleepscorer.formats import place, read_hypnogram
    from sleepscorer.statistics import agreement

    started = time.perf_counter()
    scoring = prescore(resource("sample", "sample-night.edf"))
    taken_s = time.perf_counter() - started
    expert = read_hypnogram(resource("sample", "sample-night-hypnogram.edf"))
    placed = place(expert, None, len(scoring.stages))
    result = agreement(placed.stages, scoring.stages)
    message = (
        f"{result.n_epochs} epochs pre-scored in {taken_s:.1f} s, kappa {result.kappa:.2f} with its expert"
    )
    if not result.kappa >= LEAST_KAPPA:
        return Finding("sample night", FindingState.BROKEN, f"{message}; {LEAST_KAPPA} is the least", _AGAIN)
    return Finding("sample night", FindingState.OK, message)
