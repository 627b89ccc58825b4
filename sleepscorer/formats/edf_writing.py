"""Our hypnograms as EDF+: one data record of 30 s per epoch, which holds that epoch's stage.

Every reader that was tried gives all stages of this layout back, where a single data record of
duration 0 loses them in some (Kemp & Olivan 2003, sections 2.1 and 2.2, for the header and the TALs).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer import __version__
from sleepscorer.atomic import write_checked
from sleepscorer.edf.tal import encode_tal
from sleepscorer.errors import HypnogramError, SleepscorerError
from sleepscorer.formats.edf_reading import LIGHTS_OFF, LIGHTS_ON, MONTHS, read_edf_hypnogram
from sleepscorer.scoring import Lights, Scoring
from sleepscorer.stages import AASM_TEXTS, EPOCH_SECONDS, Stage, stage_from_text

FIRST_YEAR, LAST_YEAR = 1985, 2084
"""Years that the two digits of an EDF header stand for."""

_HEADER_BYTES = 512
_Fields = tuple[tuple[str, int], ...]


def write_edf_hypnogram(
    path: Path, scoring: Scoring, start: datetime | None, *, lights: Lights | None = None, comment: str = ""
) -> None:
    """Write a scoring as an EDF+ file of annotations, read it back, and only then give it its name.

    The patient identification is written as unknown (``X X X X``): no name leaves with a hypnogram.

    Parameters
    ----------
    path : Path
        A file of this name is replaced, or left as it was if anything fails.
    scoring : Scoring
    start : datetime or None
        Clock time of epoch 0, to the microsecond; where None, the header says that it is unknown. A
        year that the header cannot hold is clipped to 1985 or 2084.
    lights : Lights, optional
        Markers in seconds from epoch 0; those of the scoring if not given.
    comment : str
        A text at the start of the night; none if empty.

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be written or does not read back as it was meant.
    """
    clipped = None if start is None else clip_year(start)
    texts = [AASM_TEXTS[Stage(int(stage))] for stage in scoring.stages]
    content = encode_hypnogram(texts, clipped, lights or scoring.lights, comment)
    try:
        write_checked(
            path,
            lambda temporary: _write(temporary, content),
            lambda temporary: _check(temporary, scoring.stages, clipped),
        )
    except (OSError, SleepscorerError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise HypnogramError(
            f"{path} could not be written ({reason}); an earlier file of that name is as it was."
        ) from error


def encode_hypnogram(
    texts: Sequence[str], start: datetime | None, lights: Lights, comment: str = ""
) -> bytes:
    """Bytes of an EDF+ hypnogram.

    Parameters
    ----------
    texts : sequence of str
        EDF+ standard text of each epoch's stage.
    start : datetime or None
        Between 1985 and 2084.
    lights : Lights
        In seconds from epoch 0.
    comment : str

    Returns
    -------
    bytes

    Raises
    ------
    HypnogramError
        If there is no epoch.
    """
    if not texts:
        raise HypnogramError("The night holds no whole epoch, so there is no hypnogram to write.")
    records = _records(texts, start.microsecond / 1e6 if start else 0.0, lights, comment)
    n_samples = (max(map(len, records)) + 1) // 2
    header = _fixed_fields(start, len(records)) + _signal_fields(n_samples)
    raw = "".join(text.ljust(width)[:width] for text, width in header).encode("ascii")
    return raw + b"".join(record.ljust(2 * n_samples, b"\0") for record in records)


def clip_year(start: datetime) -> datetime:
    """Start with the nearest year that an EDF header can hold (1985 to 2084)."""
    year = min(max(start.year, FIRST_YEAR), LAST_YEAR)
    try:
        return start.replace(year=year)
    except ValueError:  # 29 February in a year without one
        return start.replace(year=year, day=28)


def _records(texts: Sequence[str], fraction_s: float, lights: Lights, comment: str) -> list[bytes]:
    onsets = [fraction_s + EPOCH_SECONDS * epoch for epoch in range(len(texts))]
    records = [
        encode_tal(onset) + encode_tal(onset, EPOCH_SECONDS, text)
        for onset, text in zip(onsets, texts, strict=True)
    ]
    for at_s, text in ((lights.off_s, LIGHTS_OFF), (lights.on_s, LIGHTS_ON)):
        if at_s is not None:
            epoch = min(max(int(at_s // EPOCH_SECONDS), 0), len(texts) - 1)
            records[epoch] += encode_tal(fraction_s + at_s, None, text)
    if comment:
        records[0] += encode_tal(fraction_s, None, comment)
    return records


def _fixed_fields(start: datetime | None, n_records: int) -> _Fields:
    day = "X" if start is None else f"{start:%d}-{MONTHS[start.month - 1]}-{start:%Y}"
    return (
        ("0", 8),
        ("X X X X", 80),
        (f"Startdate {day} X X sleepscorer_{__version__}", 80),
        (f"{start:%d.%m.%y}" if start else "01.01.85", 8),
        (f"{start:%H.%M.%S}" if start else "00.00.00", 8),
        (str(_HEADER_BYTES), 8),
        ("EDF+C", 44),
        (str(n_records), 8),
        (str(EPOCH_SECONDS), 8),
        ("1", 4),
    )


def _signal_fields(n_samples: int) -> _Fields:
    return (
        ("EDF Annotations", 16),
        ("", 80),
        ("", 8),
        ("-1", 8),
        ("1", 8),
        ("-32768", 8),
        ("32767", 8),
        ("", 80),
        (str(n_samples), 8),
        ("", 32),
    )


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _check(path: Path, stages: NDArray[np.int8], start: datetime | None) -> None:
    read = read_edf_hypnogram(path)
    same = np.array_equal(read.stages, stages) and abs(read.onset_s) < 1e-3 and read.start == start
    if not same or not np.array_equal(_as_pyedflib_reads(path), stages):
        raise HypnogramError("it did not read back as it was written")


def _as_pyedflib_reads(path: Path) -> NDArray[np.int8]:
    """Stages as the strictest reader gives them, in order; it raises OSError where it refuses."""
    import pyedflib

    with pyedflib.EdfReader(str(path)) as reader:
        onsets, durations, texts = reader.readAnnotations()
    found = [stage_from_text(text) for text in texts]
    staged = [place for place, stage in enumerate(found) if stage is not None]
    onsets_right = np.allclose(onsets[staged], EPOCH_SECONDS * np.arange(len(staged)), atol=1e-3)
    if not onsets_right or not np.allclose(durations[staged], EPOCH_SECONDS):
        raise HypnogramError("another reader finds its epochs elsewhere")
    return np.array([found[place] for place in staged], np.int8)
