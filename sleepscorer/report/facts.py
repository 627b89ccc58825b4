"""Facts of a report beside the scoring: model, review, recording and people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ModelFacts:
    """The model that pre-scored the night; ``sha256`` is that of its network."""

    title: str
    name: str
    sha256: str


@dataclass(frozen=True)
class ReviewFacts:
    """State of the review; see :class:`sleepscorer.review.queue.Review`."""

    n_done: int
    n_total: int


@dataclass(frozen=True)
class PatientFacts:
    """Patient as the recording's header says; what is empty is left out."""

    name: str = ""
    code: str = ""
    sex: str = ""
    birth_date: str = ""
    administration_code: str = ""
    technician: str = ""


@dataclass(frozen=True)
class ReportFacts:
    """Recording, people and program.

    Attributes
    ----------
    recording : str
        Name of the file, which may name the patient; empty is left out.
    start : datetime or None
        Clock time of the first sample.
    duration_s : float
    created : datetime
        Time of the report.
    program : str
        Name and version.
    patient : PatientFacts or None
        None where the report is to name nobody.
    laboratory : str
        As the user wants it printed; empty is left out.
    comment : str
        Words of whoever reports.
    technician : str
    channels : tuple of str
        Derivations that were scored from.
    model : ModelFacts or None
    review : ReviewFacts or None
    remarks : tuple of str
        Sentences to print, e.g. repairs of the file.
    """

    recording: str
    start: datetime | None
    duration_s: float
    created: datetime
    program: str
    patient: PatientFacts | None = None
    laboratory: str = ""
    comment: str = ""
    technician: str = ""
    channels: tuple[str, ...] = ()
    model: ModelFacts | None = None
    review: ReviewFacts | None = None
    remarks: tuple[str, ...] = ()
