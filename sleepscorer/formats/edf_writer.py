"""Our hypnograms as EDF+: one data record of 30 s per epoch, which holds that epoch's stage.

Every reader that was tried gives all stages of this layout back, where a single data record of
duration 0 loses them in some (docs/formats.md). Kemp & Olivan 2003, sections 2.1 and 2.2, for the
header and the TALs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer import __version__
from sleepscorer.atomic import write_checked
from sleepscorer.edf.header import has_date
from sleepscorer.edf.tal import Annotation, encode_tal
from sleepscorer.errors import HypnogramError, SleepscorerError
from sleepscorer.formats.copy_header import UNKNOWN_PATIENT, Identity, clip_year, patient_field
from sleepscorer.formats.edf_layout import EdfLayout, encoded, mark_annotations, pack, stage_annotations
from sleepscorer.formats.edf_readback import check_rows, rows_of_pyedflib
from sleepscorer.formats.edf_reader import MONTHS, read_edf_hypnogram
from sleepscorer.formats.events import event_annotations
from sleepscorer.messages import Message, reason
from sleepscorer.scoring import Lights, Scoring
from sleepscorer.stages import EPOCH_SECONDS

EPOCH_RECORDS = EdfLayout()
"""The default: a data record of 30 s per epoch, which holds that epoch's stage."""

_HEADER_BYTES = 512
_Fields = tuple[tuple[str, int], ...]


def write_edf_hypnogram(
    path: Path,
    scoring: Scoring,
    start: datetime | None,
    *,
    lights: Lights | None = None,
    comment: str = "",
    events: Sequence[Annotation] = (),
    layout: EdfLayout = EPOCH_RECORDS,
    identity: Identity | None = None,
) -> None:
    """Write a scoring as an EDF+ file of annotations, read it back, and only then give it its name.

    Unless asked for, the patient identification is unknown (``X X X X``): no name leaves unnoticed.

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
    events : sequence of Annotation
        Texts beside the scoring's events, in seconds from epoch 0; they may lie before it or after the
        last epoch.
    layout : EdfLayout
        What readers differ about.
    identity : Identity, optional
        Patient identification to write, for those who ask for it: ``Identity.of(recording.path)``.

    Raises
    ------
    HypnogramError
        In one sentence, if the file cannot be written or does not read back as it was meant.
    """
    clipped = None if start is None else clip_year(start)
    marks = mark_annotations(lights or scoring.lights, comment, [*event_annotations(scoring.events), *events])
    try:
        patient = patient_field(identity.patient) if identity else UNKNOWN_PATIENT
        content = encode_hypnogram(scoring.stages, clipped, marks, layout, patient)
        write_checked(
            path,
            lambda temporary: _write(temporary, content),
            lambda temporary: _check(temporary, scoring.stages, clipped, marks, layout),
        )
    except (OSError, SleepscorerError) as error:
        raise HypnogramError(
            Message(
                "{path} could not be written ({reason}); an earlier file of that name is as it was.",
                path=path,
                reason=reason(error),
            )
        ) from error


def encode_hypnogram(
    stages: NDArray[np.int8],
    start: datetime | None,
    marks: Sequence[Annotation],
    layout: EdfLayout,
    patient: str = UNKNOWN_PATIENT,
) -> bytes:
    """Encode an EDF+ hypnogram.

    Parameters
    ----------
    stages : ndarray of int8
    start : datetime or None
        Between 1985 and 2084.
    marks : sequence of Annotation
        What else to write, in seconds from epoch 0.
    layout : EdfLayout
    patient : str
        Patient identification.

    Returns
    -------
    bytes

    Raises
    ------
    HypnogramError
        If there is no epoch.
    """
    if not len(stages):
        raise HypnogramError(Message("The night holds no whole epoch, so there is no hypnogram to write."))
    annotations = [*stage_annotations(stages, layout), *marks]
    records = (1, 0) if layout.strict else (len(stages), EPOCH_SECONDS)
    return encode_annotations(annotations, start, records, patient)


def encode_annotations(
    annotations: Sequence[Annotation],
    start: datetime | None,
    data_records: tuple[int, int],
    patient: str = UNKNOWN_PATIENT,
) -> bytes:
    """Encode an EDF+ file of annotations.

    Parameters
    ----------
    annotations : sequence of Annotation
        In seconds from epoch 0.
    start : datetime or None
    data_records : tuple of int
        Number of data records, and the seconds of each.
    patient : str

    Returns
    -------
    bytes
    """
    zero_s = start.microsecond / 1e6 if start else 0.0
    n_records, seconds = data_records
    keepers = [encode_tal(zero_s + seconds * record) for record in range(n_records)]
    tals = [(_record_of(a, n_records), encoded(a, zero_s)) for a in annotations]
    records = pack(keepers, tals)
    n_samples = (max(map(len, records)) + 1) // 2
    header = _fixed_fields(start, n_records, seconds, patient) + _signal_fields(n_samples)
    raw = "".join(text.ljust(width)[:width] for text, width in header).encode("ascii")
    return raw + b"".join(record.ljust(2 * n_samples, b"\0") for record in records)


def _record_of(annotation: Annotation, n_records: int) -> int:
    return min(max(int(annotation.onset_s // EPOCH_SECONDS), 0), n_records - 1)


def _fixed_fields(start: datetime | None, n_records: int, seconds: int, patient: str) -> _Fields:
    day = "X" if start is None or not has_date(start) else f"{start:%d}-{MONTHS[start.month - 1]}-{start:%Y}"
    return (
        ("0", 8),
        (patient, 80),
        (f"Startdate {day} X X sleepscorer_{__version__}", 80),
        (f"{start:%d.%m.%y}" if start and has_date(start) else "01.01.85", 8),
        (f"{start:%H.%M.%S}" if start else "00.00.00", 8),
        (str(_HEADER_BYTES), 8),
        ("EDF+C", 44),
        (str(n_records), 8),
        (str(seconds), 8),
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


def _check(
    path: Path,
    stages: NDArray[np.int8],
    start: datetime | None,
    marks: Sequence[Annotation],
    layout: EdfLayout,
) -> None:
    read = read_edf_hypnogram(path)
    same = np.array_equal(read.stages, stages) and abs(read.onset_s) < 1e-3 and read.start == start
    if not same:
        raise HypnogramError(Message("it did not read back as it was written"))
    check_rows(rows_of_pyedflib(path), [*stage_annotations(stages, layout), *marks])
