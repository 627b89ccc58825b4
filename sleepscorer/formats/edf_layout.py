"""Layout of stages and events in the annotation signals of an EDF+ file.

Kemp & Olivan 2003, section 2.2: each data record opens with a time-keeping TAL, no TAL crosses
into another record, unused bytes are NUL. An event may stand in any record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sleepscorer.edf.tal import Annotation, encode_tal
from sleepscorer.formats.edf_reader import LIGHTS_OFF, LIGHTS_ON
from sleepscorer.scoring import Lights
from sleepscorer.stages import AASM_TEXTS, EPOCH_SECONDS, Stage

RK_TEXTS = AASM_TEXTS | {
    Stage.N1: "Sleep stage 1",
    Stage.N2: "Sleep stage 2",
    Stage.N3: "Sleep stage 3",
}
"""Texts of Rechtschaffen & Kales; N3 becomes stage 3, since a scoring does not tell 3 from 4."""

_ROOMY_BYTES = 256


@dataclass(frozen=True)
class EdfLayout:
    """Choices that readers of EDF+ differ about; the default is what all of them read.

    Attributes
    ----------
    strict : bool
        One data record of duration 0, as EDF+ words it, instead of a record of 30 s per epoch.
    merged : bool
        An annotation per run of epochs of one stage, instead of one per epoch.
    rk_texts : bool
        Texts of Rechtschaffen & Kales (``Sleep stage 1``), instead of the AASM's (``Sleep stage N1``).
    """

    strict: bool = False
    merged: bool = False
    rk_texts: bool = False


def stage_annotations(stages: NDArray[np.int8], layout: EdfLayout) -> list[Annotation]:
    """Return the annotations of a night's stages, in seconds from epoch 0."""
    texts = RK_TEXTS if layout.rk_texts else AASM_TEXTS
    if not layout.merged:
        return [
            Annotation(float(epoch * EPOCH_SECONDS), float(EPOCH_SECONDS), texts[Stage(stage)])
            for epoch, stage in enumerate(stages.tolist())
        ]
    annotations = []
    epoch = 0
    for stage, run in groupby(stages.tolist()):
        count = len(list(run))
        annotations.append(
            Annotation(float(epoch * EPOCH_SECONDS), float(count * EPOCH_SECONDS), texts[Stage(stage)])
        )
        epoch += count
    return annotations


def mark_annotations(
    lights: Lights, comment: str = "", events: Sequence[Annotation] = ()
) -> list[Annotation]:
    """Return the annotations of lights, of a text at the start, and of events, in seconds from epoch 0."""
    marks = ((lights.off_s, LIGHTS_OFF), (lights.on_s, LIGHTS_ON), (0.0 if comment else None, comment))
    return [Annotation(at, None, text) for at, text in marks if at is not None] + list(events)


def encoded(annotation: Annotation, zero_s: float) -> bytes:
    """Return the TAL of an annotation that counts from a time ``zero_s`` after the file's start."""
    return encode_tal(zero_s + annotation.onset_s, annotation.duration_s, annotation.text)


def pack(keepers: Sequence[bytes], tals: Sequence[tuple[int, bytes]]) -> list[bytes]:
    """Return the annotation bytes of each data record.

    Records are as long as the fullest needs to be; where that would swell all the others (a thousand
    events in one epoch), what does not fit goes to the next record with room.

    Parameters
    ----------
    keepers : sequence of bytes
        The time-keeping TAL of each record; empty where another signal has it.
    tals : sequence of (int, bytes)
        A TAL and the record it belongs to.

    Returns
    -------
    list of bytes
        One per record, none longer than it has to be.
    """
    records = list(keepers)
    loads = [len(keeper) for keeper in keepers]
    for record, tal in tals:
        loads[record] += len(tal)
    average = sum(loads) // len(loads) + 1
    capacity = max(loads)
    if capacity > max(_ROOMY_BYTES, 4 * average):
        longest = max(len(tal) for _, tal in tals) + max(len(keeper) for keeper in keepers)
        capacity = 2 * average + longest
    resume: dict[int, int] = {}
    for record, tal in tals:
        target = resume.get(record, record)
        while len(records[target]) + len(tal) > capacity:
            target = (target + 1) % len(records)
        records[target] += tal
        resume[record] = target
    return records
