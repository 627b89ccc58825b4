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
    expected_at_start: float
    expected_left: float


@dataclass(frozen=True)
class ReportFacts:
    """Recording, people and program.

    Attributes
    ----------
    recording : str
        Name of the file.
    start : datetime or None
        Clock time of the first sample.
    duration_s : float
    patient : str
        As the user wants it printed; empty is left out.
    technician : str
    created : datetime
        Time of the report.
    program : str
        Name and version.
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
    patient: str = ""
    technician: str = ""
    channels: tuple[str, ...] = ()
    model: ModelFacts | None = None
    review: ReviewFacts | None = None
    remarks: tuple[str, ...] = ()
