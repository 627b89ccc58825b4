"""Segments of a night: the diagnostic part and the titration of a split night, or parts marked by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from sleepscorer.edf.tal import Annotation
from sleepscorer.scoring import Event, EventKind, Lights
from sleepscorer.vocabulary import folded

MARKER = "segment"
"""Words of the event by which a technologist begins a segment."""
_DEVICE = r"(?:[cb]i?pap|apap|asv|pap|nippv?|niv|ppc|vni)"
_BEGUN = (
    r"(?:on|an|ein|start|starts|started|begin|begins|begun|began|initiated|applied|"
    r"beginn|begonnen|gestartet|eingeschaltet|angelegt|marche|titration|en marche|debut|debutee?|demarree?)"
)
_PRESSURE_ON = re.compile(
    rf"^(?:{_DEVICE} (?:titration )?(?:wurde |was )?{_BEGUN}|"
    rf"(?:start|started|begin|beginn|debut|demarrage|mise en route)(?: of| der| von| de la| de)? {_DEVICE}|"
    r"titration (?:start|starts|started|begin|begins|beginn|begonnen|gestartet|debut))"
    r"\b(?! (?:pressure|druck|pression))"
)
MASK_ON_CMH2O = 2.0
"""Pressure from which on the device is taken to be on."""
LEAST_WITHOUT_S, LEAST_WITH_S = 1800, 300
"""Seconds without pressure before, and with it after, that make a split night of a pressure channel alone."""


class SegmentKind(Enum):
    """Kind of a segment; the values are keys of a report's texts."""

    DIAGNOSTIC = "diagnostic"
    TITRATION = "titration"
    PART = "part"


@dataclass(frozen=True)
class NightSegment:
    """Segment of a night, from ``start_s`` up to ``stop_s``, in seconds from the first sample."""

    kind: SegmentKind
    start_s: float
    stop_s: float

    def holds(self, event: Event) -> bool:
        """Return whether an event starts in the segment."""
        return self.start_s <= event.start_s < self.stop_s

    def lights_within(self, lights: Lights) -> Lights:
        """Return the lights between which the segment lies in bed."""
        off_s = self.start_s if lights.off_s is None else max(lights.off_s, self.start_s)
        on_s = self.stop_s if lights.on_s is None else min(lights.on_s, self.stop_s)
        return Lights(off_s, on_s)


def is_marker(event: Event) -> bool:
    """Return whether an event only begins a segment of the night."""
    return event.kind is EventKind.OTHER and (folded(event.words) == MARKER or begins_titration(event.words))


def begins_titration(text: str) -> bool:
    """Return whether a text says that positive airway pressure begins, as ``CPAP on 4 cmH2O`` does."""
    return _PRESSURE_ON.match(folded(text)) is not None


def segments_of(
    events: Iterable[Event],
    annotations: Sequence[Annotation],
    duration_s: float,
    pressure_cmh2o: NDArray[np.floating] | None = None,
) -> tuple[NightSegment, ...]:
    """Return the segments of a night: as marked by hand, else as the recording says that CPAP began.

    Parameters
    ----------
    events : iterable of Event
        Those that :func:`is_marker` knows begin a segment.
    annotations : sequence of Annotation
        Texts of the recording.
    duration_s : float
    pressure_cmh2o : ndarray, shape (n_seconds,), optional
        Looked at where nothing else tells; NaN where it was not measured.

    Returns
    -------
    tuple of NightSegment
        Empty where the night is undivided.
    """
    markers = [event for event in events if is_marker(event)]
    if markers:
        starts = [(event.start_s, begins_titration(event.words)) for event in markers]
    else:
        texts = [annotation.onset_s for annotation in annotations if begins_titration(annotation.text)]
        on_s = min(texts, default=None)
        if on_s is None and pressure_cmh2o is not None:
            on_s = _pressure_on_s(pressure_cmh2o)
        starts = [] if on_s is None else [(on_s, True)]
    inside = sorted((at_s, titrates) for at_s, titrates in starts if 0 < at_s < duration_s)
    if not inside:
        return ()
    edges = [0.0, *(at_s for at_s, _ in inside), duration_s]
    kinds = [SegmentKind.PART, *(SegmentKind.TITRATION if t else SegmentKind.PART for _, t in inside)]
    if SegmentKind.TITRATION in kinds and kinds[0] is SegmentKind.PART:
        kinds[0] = SegmentKind.DIAGNOSTIC
    spans = zip(kinds, edges[:-1], edges[1:], strict=True)
    return tuple(NightSegment(kind, start_s, stop_s) for kind, start_s, stop_s in spans if stop_s > start_s)


def _pressure_on_s(pressure_cmh2o: NDArray[np.floating]) -> float | None:
    """Return when pressure begins after half an hour without, and stays for five minutes."""
    on = np.nan_to_num(pressure_cmh2o) >= MASK_ON_CMH2O
    if on[:LEAST_WITHOUT_S].any():
        return None
    starts = np.flatnonzero(on[1:] & ~on[:-1]) + 1
    lasting = [int(at) for at in starts if on[at : at + LEAST_WITH_S].sum() >= 0.9 * LEAST_WITH_S]
    return float(lasting[0]) if lasting else None
