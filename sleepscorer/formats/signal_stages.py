"""Stages that an EDF file keeps as the samples of a signal.

Numbers are those of the EDF+ texts: 0 W, 1 N1, 2 N2, 3 N3, 4 stage 4, 5 R, 6 movement; 9 is unscored
(https://www.edfplus.info/specs/edftexts.html).
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

from sleepscorer.edf.header import EdfHeader, read_header
from sleepscorer.edf.records import EdfRecords
from sleepscorer.errors import HypnogramError, RecordingError
from sleepscorer.formats.timed_labels import Labels, TimedLabel, Vocabulary
from sleepscorer.messages import Message
from sleepscorer.vocabulary import folded

_NAMES = frozenset(
    (
        *("hypnogram", "hypno", "hypnogramm", "hypnogramme", "hipnograma", "ipnogramma", "sleep stage"),
        *("sleep stages", "sleepstage", "stage", "stages", "staging", "sleep profile", "schlafprofil"),
    )
)
_MOST_SAMPLES = 10_000_000


def signal_labels(path: Path) -> Labels | None:
    """Read the labels of the signal of a file that holds its stages; None where it has none.

    Raises
    ------
    HypnogramError
        In one sentence, if its samples are no whole numbers.
    """
    try:
        header = read_header(path)
    except RecordingError:
        return None
    signal = next(
        (index for index, signal in enumerate(header.signals) if folded(signal.label) in _NAMES), None
    )
    if signal is None or header.n_records * header.signals[signal].samples_per_record > _MOST_SAMPLES:
        return None
    items = _runs(path, header, signal)
    return Labels(
        items,
        "EDF signal",
        start=header.start,
        vocabulary=Vocabulary.STAGES,
        key="rk",
        notices=(
            Message(
                "The stages are the samples of the signal {label}, read as 0 W, 1 N1, 2 N2, 3 and 4 N3, 5 R.",
                label=header.signals[signal].label,
            ),
        ),
    )


def _runs(path: Path, header: EdfHeader, index: int) -> tuple[TimedLabel, ...]:
    """A label for each run of samples of one number, in each stretch without a gap."""
    signal = header.signals[index]
    step_s = header.record_seconds / signal.samples_per_record
    scale = (signal.physical_max - signal.physical_min) / ((signal.digital_max - signal.digital_min) or 1)
    items: list[TimedLabel] = []
    records = EdfRecords(header)
    try:
        segments = records.segments()
        for segment in segments:
            digital = records.digital(index, segment.first_record, segment.n_records)
            values = (digital - signal.digital_min) * scale + signal.physical_min
            numbers = np.round(values).astype(np.int64)
            if values.size and np.abs(values - numbers).max() > 0.05:
                raise HypnogramError(
                    Message(
                        "{path}: the signal {label} holds no whole numbers, so it is no hypnogram; choose "
                        "the file that holds the scoring.",
                        path=path,
                        label=signal.label,
                    )
                )
            edges = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), numbers.size]
            zero_s = segment.onset_s - segments[0].onset_s
            items += [
                TimedLabel(str(numbers[begin]), zero_s + begin * step_s, (end - begin) * step_s)
                for begin, end in pairwise(edges)
                if end > begin
            ]
    finally:
        records.close()
    return tuple(items)
