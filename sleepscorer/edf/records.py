"""Samples and annotations of an EDF or BDF file, read by position.

Positional reads instead of a memory map: a file that shrinks while it is open then gives an error
that can be told to the user, where a map would end the process (docs/decisions/0003-reading-edf.md).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from sleepscorer.edf.header import EdfHeader
from sleepscorer.edf.tal import (
    Annotation,
    TalDoubts,
    decode_annotations,
    hold_no_text,
    plain_onsets,
    record_onset,
)
from sleepscorer.errors import RecordingError
from sleepscorer.messages import Message, reason

CHUNK_BYTES = 8 << 20
"""Size of one read when a whole night is streamed."""

LATEST_ONSET_S = 366 * 86_400.0
"""Onset beyond which a data record's time is not believed."""

_FOLLOWS_S = 1e-4
_OVERLAP_S = 0.1
"""Overlap that is rounding, or a clock that was set right, not a record at another time."""

_UNSAID_GAP_S = 1.0
_MOST_UNSAID_GAPS = 100
"""More of them are a habit of the writer, not interruptions."""

_HEAD_BYTES = 32
"""Bytes of a record's annotations that hold its time and little else."""

LONG_RECORD_BYTES = 1 << 20
"""Size of a data record from which only the samples asked for are read, channel by channel."""


@dataclass(frozen=True)
class Segment:
    """Data records without a gap between them."""

    first_record: int
    n_records: int
    onset_s: float


class EdfRecords:
    """Open data records of one file.

    Parameters
    ----------
    header : EdfHeader

    Raises
    ------
    RecordingError
        If the file can no longer be opened or read.
    """

    def __init__(self, header: EdfHeader) -> None:
        self.header = header
        counts = [signal.samples_per_record for signal in header.signals]
        self._starts = np.concatenate(([0], np.cumsum(counts))).astype(int) * header.bytes_per_sample
        self._lock = Lock()
        try:
            self._file = header.path.open("rb", buffering=0)
        except OSError as error:
            raise RecordingError(
                Message("{path} cannot be opened ({reason}).", path=header.path, reason=reason(error))
            ) from error

    def close(self) -> None:
        """Close the file; reading afterwards raises."""
        self._file.close()

    def digital(self, signal: int, first_record: int, n_records: int) -> NDArray[np.int32]:
        """Read the raw integers of one signal in a run of records, shape (n_records * n_samples,)."""
        return self.digital_many([signal], first_record, n_records)[0]

    def digital_many(self, signals: list[int], first_record: int, n_records: int) -> list[NDArray[np.int32]]:
        """Read the raw integers of several signals in a run of records, from as few reads as is sensible."""
        step = max(1, CHUNK_BYTES // self.header.record_bytes)
        counts = [self.header.signals[signal].samples_per_record for signal in signals]
        runs = [np.empty((n_records, count), np.int32) for count in counts]
        for first in range(0, n_records, step):
            self._fill(runs, signals, first_record, range(first, min(first + step, n_records)))
        return [run.ravel() for run in runs]

    def _fill(
        self, runs: list[NDArray[np.int32]], signals: list[int], first_record: int, rows: range
    ) -> None:
        """Read some records into rows of the runs of their signals."""
        raw = np.frombuffer(self._read(first_record + rows.start, len(rows)), np.uint8)
        records = raw.reshape(len(rows), self.header.record_bytes)
        for run, signal in zip(runs, signals, strict=True):
            stretch = records[:, self._starts[signal] : self._starts[signal + 1]]
            run[rows.start : rows.stop] = to_integers(stretch, self.header.bytes_per_sample)

    @property
    def has_long_records(self) -> bool:
        """Whether a record is too big to be read for one page; one record can be a whole night."""
        return self.header.record_bytes > LONG_RECORD_BYTES

    def digital_samples(self, signal: int, first: int, count: int) -> NDArray[np.int32]:
        """Read the raw integers of one signal from its sample ``first`` on, shape (count,)."""
        per_record = self.header.signals[signal].samples_per_record
        width = self.header.bytes_per_sample
        parts: list[NDArray[np.integer]] = [np.zeros(0, np.int32)]
        while count > 0:
            record, within = divmod(first, per_record)
            size = min(count, per_record - within)
            offset = self._signal_offset(signal, record) + within * width
            parts.append(to_integers(np.frombuffer(self._read_at(offset, size * width), np.uint8), width))
            first, count = first + size, count - size
        return np.concatenate(parts)

    def raw(self, record: int, offset: int, size: int) -> bytes:
        """Read bytes of a record as they stand in the file."""
        return self._read_at(self.header.header_bytes + record * self.header.record_bytes + offset, size)

    def signal_bytes(self, signal: int) -> range:
        """Return where the bytes of a signal stand within a record."""
        return range(int(self._starts[signal]), int(self._starts[signal + 1]))

    def _read(self, first_record: int, n_records: int) -> bytes:
        return self._read_at(
            self.header.header_bytes + first_record * self.header.record_bytes,
            n_records * self.header.record_bytes,
        )

    def _read_at(self, offset: int, size: int) -> bytes:
        try:
            with self._lock:  # pages and the pre-scoring thread share the file's position
                self._file.seek(offset)
                data = self._file.read(size)
        except (OSError, ValueError) as error:
            raise RecordingError(
                Message("{path} can no longer be read ({reason}).", path=self.header.path, reason=error)
            ) from error
        if len(data) < size:
            raise RecordingError(
                Message(
                    "{path} has become shorter while open; restore the file and open it again.",
                    path=self.header.path,
                )
            )
        return data

    def _annotation_bytes(self, signal: int, record: int) -> bytes:
        return self._read_at(self._signal_offset(signal, record), len(self.signal_bytes(signal)))

    def _openings(self, signal: int, size: int) -> Iterator[NDArray[np.uint8]]:
        """First bytes of a signal in every record, in blocks of shape (n_records, size)."""
        begin, apart = self._signal_offset(signal, 0), self.header.record_bytes
        offsets = range(begin, begin + self.header.n_records * apart, apart)
        n_together = max(1, CHUNK_BYTES // size)
        for first in range(0, len(offsets), n_together):
            some = offsets[first : first + n_together]
            yield np.frombuffer(self._read_many_at(some, size), np.uint8).reshape(len(some), size)

    def _read_many_at(self, offsets: Sequence[int], size: int) -> bytes:
        if hasattr(os, "pread"):  # not on Windows
            read, handle = os.pread, self._file.fileno()
            try:
                data = b"".join([read(handle, size, offset) for offset in offsets])
            except (OSError, ValueError) as error:
                raise RecordingError(
                    Message("{path} can no longer be read ({reason}).", path=self.header.path, reason=error)
                ) from error
            if len(data) == size * len(offsets):
                return data
        return b"".join([self._read_at(offset, size) for offset in offsets])

    def _signal_offset(self, signal: int, record: int) -> int:
        return self.header.header_bytes + record * self.header.record_bytes + int(self._starts[signal])

    @cached_property
    def annotation_signals(self) -> list[int]:
        """Places of the annotation signals among the signals."""
        return [i for i, signal in enumerate(self.header.signals) if signal.is_annotation]

    def onset(self, record: int) -> float | None:
        """Read the onset that a record's time-keeping TAL gives, in seconds; None if there is none."""
        if not self.annotation_signals:
            return None
        onset = record_onset(self._annotation_bytes(self.annotation_signals[0], record))
        return onset if onset is not None and abs(onset) <= LATEST_ONSET_S else None

    def segments(self) -> list[Segment]:
        """Return the runs of records without a gap, in the order of time.

        Of a discontinuous file (EDF+D) the time of every record is read. A file that calls itself
        continuous (EDF+C) is believed but where its own records say that seconds are missing; these are
        looked for by bisection, so that opening costs few reads.

        Raises
        ------
        RecordingError
            If a record of an EDF+D file does not say when it starts, or two overlap.
        """
        count = self.header.n_records
        first = self.onset(0) if self.header.is_plus and count else 0.0
        if not self.header.is_plus or count < 2 or first is None:
            return [Segment(0, count, first or 0.0)]
        if self.header.is_discontinuous:
            return self._segments_of(self._onsets())
        starts = [0, *self._unsaid_breaks(count - 1)]
        stops = [*starts[1:], count]
        return [Segment(a, b - a, self._onset_or_raise(a)) for a, b in zip(starts, stops, strict=True)]

    def _onsets(self) -> NDArray[np.float64]:
        """Onset of every record in seconds, shape (n_records,).

        A time written as nearly every program writes it is taken from the opening bytes; another one costs
        a read of all the record's annotations.
        """
        signal = self.annotation_signals[0]
        size = min(_HEAD_BYTES, len(self.signal_bytes(signal)))
        onsets = np.concatenate([plain_onsets(openings) for openings in self._openings(signal, size)])
        for record in np.flatnonzero(~(np.abs(onsets) <= LATEST_ONSET_S)):
            onsets[record] = self._onset_or_raise(int(record))
        return onsets

    def _segments_of(self, onsets: NDArray[np.float64]) -> list[Segment]:
        """Runs of records in the order of time; a run starts wherever a record does not follow on."""
        length_s = self.header.record_seconds
        follows = np.abs(np.diff(onsets) - length_s) < _FOLLOWS_S
        starts = np.concatenate(([0], np.flatnonzero(~follows) + 1))
        stops = np.concatenate((starts[1:], [onsets.size]))
        runs = [Segment(int(a), int(b - a), float(onsets[a])) for a, b in zip(starts, stops, strict=True)]
        runs.sort(key=lambda run: run.onset_s)
        for before, after in pairwise(runs):
            stop_s = before.onset_s + before.n_records * length_s
            if stop_s - after.onset_s > _OVERLAP_S:
                raise RecordingError(
                    Message(
                        "{path} has data records that overlap in time (record {record} starts at "
                        "{seconds:.8g} s, another ends at {stop:.8g} s); export it again from its source.",
                        path=self.header.path,
                        record=after.first_record + 1,
                        seconds=after.onset_s,
                        stop=stop_s,
                    )
                )
        return runs

    def _onset_or_raise(self, record: int) -> float:
        onset = self.onset(record)
        if onset is None:
            raise RecordingError(
                Message(
                    "{path} is discontinuous (EDF+D) but data record {record} does not say when it "
                    "starts; export the recording again from its source.",
                    path=self.header.path,
                    record=record + 1,
                )
            )
        return onset

    def _breaks(self, first: int, last: int, tolerance_s: float) -> list[int]:
        """Records in (first, last] that do not follow on from the one before."""
        if last <= first or abs(self._missing_s(first, last)) < tolerance_s:
            return []
        if last - first == 1:
            return [last]
        middle = (first + last) // 2
        return self._breaks(first, middle, tolerance_s) + self._breaks(middle, last, tolerance_s)

    def _missing_s(self, first: int, last: int) -> float:
        span = self._onset_or_raise(last) - self._onset_or_raise(first)
        return span - (last - first) * self.header.record_seconds

    def _unsaid_breaks(self, last: int) -> list[int]:
        """Gaps of seconds in a file that claims none; a clock that drifts or goes back is not believed."""
        try:
            breaks = self._breaks(0, last, _UNSAID_GAP_S)
            forward = all(self._missing_s(record - 1, record) > 0 for record in breaks)
        except RecordingError:
            return []
        return breaks if forward and len(breaks) <= _MOST_UNSAID_GAPS else []

    def annotations(self, doubts: TalDoubts | None = None) -> list[Annotation]:
        """Read every text of the file, ordered by onset; reads the annotation signals of all records.

        Parameters
        ----------
        doubts : TalDoubts, optional
            Takes note of what could not be understood.
        """
        texts: list[Annotation] = []
        for signal in self.annotation_signals:
            for block in self._openings(signal, len(self.signal_bytes(signal))):
                for record in np.flatnonzero(~hold_no_text(block)):
                    texts.extend(decode_annotations(block[record].tobytes(), doubts))
        return sorted(texts, key=lambda annotation: annotation.onset_s)


def to_integers(samples: NDArray[np.uint8], bytes_per_sample: int) -> NDArray[np.integer]:
    """Read little-endian two's complement samples of 2 or 3 bytes as integers, along the last axis."""
    if bytes_per_sample == 2:
        return samples.view("<i2")
    triples = np.ascontiguousarray(samples).reshape(*samples.shape[:-1], -1, 3).astype(np.int32)
    values = triples[..., 0] | (triples[..., 1] << 8) | (triples[..., 2] << 16)
    return np.where(values >= 1 << 23, values - (1 << 24), values).astype(np.int32)
