"""Recordings in EDF, EDF+ and BDF, of any rate and with gaps."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role, guess_role
from sleepscorer.edf.header import EdfHeader, SignalHeader, read_header
from sleepscorer.edf.records import EdfRecords, Segment
from sleepscorer.edf.tal import Annotation, TalDoubts
from sleepscorer.errors import RecordingError
from sleepscorer.messages import Message
from sleepscorer.recording.base import (
    Channel,
    Gap,
    Recording,
    channel_warnings,
    gap_warnings,
    length_warnings,
)
from sleepscorer.recording.clock import start_warnings
from sleepscorer.units import microvolts_per

EXTENSIONS = (".edf", ".bdf", ".rec")
"""File name endings of recordings in EDF and BDF."""

_LOOKS, _LOOK_BYTES = 5, 1 << 14
"""Data records, and bytes of each, that a fingerprint takes in."""

LONGEST_S = 31 * 86_400
"""Longest recording that is opened: a month."""

HIGHEST_VALUE = 1e15
"""Where values of an absurd scale end: the power of larger ones does not fit into 32 bits."""

_HIGHEST_DIGITAL = 1 << 23

HIGHEST_RATE_HZ = 200_000
"""Highest sampling rate that is believed."""


class EdfRecording(Recording):
    """An EDF or BDF file; see :class:`sleepscorer.recording.base.Recording`."""

    def __init__(self, header: EdfHeader, roles: Mapping[str, Role] | None = None) -> None:
        self.path = header.path
        self.equipment = header.equipment
        self._header = header
        self._records = EdfRecords(header)
        try:
            self._segments = self._records.segments()
        except RecordingError:
            self._records.close()
            raise
        self._zero_s = self._segments[0].onset_s
        self.start = header.start + timedelta(seconds=self._zero_s) if header.start else None
        self._signals = [i for i, signal in enumerate(header.signals) if not signal.is_annotation]
        self.channels = tuple(
            _channel(index, header.signals[i], header.record_seconds) for index, i in enumerate(self._signals)
        )
        self.warnings = (
            *header.warnings,
            *start_warnings(header, self._zero_s),
            *channel_warnings(self.channels),
            *gap_warnings(self.gaps),
            *length_warnings(self.duration_s),
        )
        self.assign_roles(roles or {})

    def close(self) -> None:
        """Close the file."""
        self._records.close()

    @cached_property
    def duration_s(self) -> float:
        """Length of the time axis in seconds, gaps included."""
        last = self._segments[-1]
        return last.onset_s - self._zero_s + last.n_records * self._header.record_seconds

    @property
    def announced_s(self) -> float | None:
        """Length that the header announces where fewer data records are there; None of a whole file."""
        header = self._header
        is_cut = header.n_records < header.n_records_said
        return header.n_records_said * header.record_seconds if is_cut else None

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Stretches without samples (EDF+D only)."""
        ends = [self._segment_stop(segment) for segment in self._segments]
        starts = [segment.onset_s - self._zero_s for segment in self._segments]
        return tuple(
            Gap(stop, start) for stop, start in zip(ends[:-1], starts[1:], strict=True) if start > stop
        )

    @cached_property
    def fingerprint(self) -> str:
        """What identifies this file's content: a hash of header, size and some samples, of no name.

        Samples of the start, the middle and the end tell recordings apart whose header was made anonymous.
        Annotations are left out: other programs write them into the file.
        """
        digest = hashlib.sha256(b"".join((self.earlier_fingerprints[0].encode(), *self._some_samples())))
        return digest.hexdigest()[:32]

    @cached_property
    def earlier_fingerprints(self) -> tuple[str, ...]:
        """A hash of the header and the size alone."""
        with self.path.open("rb") as file:
            header = file.read(self._header.header_bytes)
        digest = hashlib.sha256(header)
        digest.update(str(self._header.n_records).encode())
        return (digest.hexdigest()[:32],)

    def _some_samples(self) -> Iterator[bytes]:
        last = self._header.n_records - 1
        for record in sorted({last * step // (_LOOKS - 1) for step in range(_LOOKS)}) if last >= 0 else ():
            left = _LOOK_BYTES
            for signal in self._signals:
                stretch = self._records.signal_bytes(signal)
                size = min(left, len(stretch))
                yield self._records.raw(record, stretch.start, size) if size else b""
                left -= size

    def annotations(self) -> list[Annotation]:
        """Return the texts of the file, onsets in seconds from the first sample."""
        return self._texts[0]

    @property
    def annotation_warnings(self) -> tuple[str, ...]:
        """Sentences on texts of the file that could not be understood; the annotations are read for it."""
        return self._texts[1]

    @cached_property
    def _texts(self) -> tuple[list[Annotation], tuple[str, ...]]:
        doubts = TalDoubts()
        texts = [replace(a, onset_s=a.onset_s - self._zero_s) for a in self._records.annotations(doubts)]
        return texts, doubts.sentences()

    def read_many(self, channels: Sequence[int], start_s: float, seconds: float) -> list[NDArray[np.float32]]:
        """Read the samples of several channels, each at its own rate; see :meth:`read`."""
        pages = [
            np.full(round(seconds * self.channels[c].sampling_rate_hz), np.nan, np.float32) for c in channels
        ]
        for segment in self._overlapping(start_s, start_s + seconds):
            self._fill(pages, channels, segment, start_s, seconds)
        return pages

    def _segment_stop(self, segment: Segment) -> float:
        return segment.onset_s - self._zero_s + segment.n_records * self._header.record_seconds

    def _overlapping(self, start_s: float, stop_s: float) -> list[Segment]:
        return [
            segment
            for segment in self._segments
            if segment.onset_s - self._zero_s < stop_s and self._segment_stop(segment) > start_s
        ]

    def _fill(
        self,
        pages: list[NDArray[np.float32]],
        channels: Sequence[int],
        segment: Segment,
        start_s: float,
        seconds: float,
    ) -> None:
        """Copy what one segment holds of a page into it."""
        length_s = self._header.record_seconds
        into_s = start_s - (segment.onset_s - self._zero_s)
        first = max(0, int(into_s / length_s + 1e-9))
        last = min(segment.n_records, int(np.ceil((into_s + seconds) / length_s - 1e-9)) + 1)
        if last <= first:
            return
        spans = [
            self._span(page.size, channel, into_s) for page, channel in zip(pages, channels, strict=True)
        ]
        runs = self._runs(segment, channels, spans, first, last)
        for page, channel, span, (begin, digital) in zip(pages, channels, spans, runs, strict=True):
            _place(page, self.channels[channel], digital, begin - span.start)

    def _span(self, size: int, channel: int, into_s: float) -> range:
        """Return the samples of a segment that make a page; halves round up, so that none is skipped."""
        begin = math.floor(into_s * self.channels[channel].sampling_rate_hz + 0.5)
        return range(begin, begin + size)

    def _runs(
        self, segment: Segment, channels: Sequence[int], spans: Sequence[range], first: int, last: int
    ) -> list[tuple[int, NDArray[np.int32]]]:
        """Return each channel's samples in records first to last, and the index of the first of them."""
        signals = [self._signals[channel] for channel in channels]
        counts = [self._header.signals[signal].samples_per_record for signal in signals]
        if not self._records.has_long_records:
            values = self._records.digital_many(signals, segment.first_record + first, last - first)
            return [(first * count, run) for count, run in zip(counts, values, strict=True)]
        runs = []
        for signal, count, span in zip(signals, counts, spans, strict=True):
            begin = max(span.start, first * count)
            size = max(0, min(span.stop, last * count) - begin)
            run = self._records.digital_samples(signal, segment.first_record * count + begin, size)
            runs.append((begin, run))
        return runs


def _place(page: NDArray[np.float32], channel: Channel, digital: NDArray[np.int32], at: int) -> None:
    begin, end = max(0, at), min(page.size, at + digital.size)
    if end > begin:
        scaled = digital[begin - at : end - at].astype(np.float64)
        scaled += channel.offset  # on the float array: an int32 operand would be cast buffer by buffer
        scaled *= channel.gain
        page[begin:end] = scaled


def open_edf(path: Path, roles: Mapping[str, Role] | None = None) -> EdfRecording:
    """Open an EDF, EDF+ or BDF recording without reading its samples.

    Parameters
    ----------
    path : Path
    roles : mapping of channel label to Role, optional
        Roles chosen by a technician; the others are guessed from the labels.

    Returns
    -------
    EdfRecording

    Raises
    ------
    RecordingError
        In one sentence, if the file cannot be read or holds no signal.
    """
    header = read_header(path)
    if all(signal.is_annotation for signal in header.signals):
        raise RecordingError(
            Message(
                "{path} holds annotations but no signal; open the recording it belongs to, then import it.",
                path=path,
            )
        )
    if header.n_records == 0 or header.record_seconds <= 0:
        raise RecordingError(
            Message("{path} holds a header but no data; copy it again from its source.", path=path)
        )
    _check_rates(header)
    recording = EdfRecording(header, roles)
    if not 0 < recording.duration_s <= LONGEST_S:
        recording.close()
        raise RecordingError(
            Message(
                "{path} claims to last {hours:.3g} h; export it again from its source.",
                path=path,
                hours=recording.duration_s / 3600,
            )
        )
    return recording


def _check_rates(header: EdfHeader) -> None:
    """Refuse rates that no signal has: one page of such a channel would fill the memory."""
    highest = max(signal.samples_per_record for signal in header.signals if not signal.is_annotation)
    if highest / header.record_seconds > HIGHEST_RATE_HZ:
        raise RecordingError(
            Message(
                "{path} claims {rate:.3g} samples per second; export it again from its source.",
                path=header.path,
                rate=highest / header.record_seconds,
            )
        )


def _channel(index: int, signal: SignalHeader, record_seconds: float) -> Channel:
    scale = _scale(signal)
    calibrated = scale is not None
    gain, offset = scale or (1.0, 0.0)
    factor = microvolts_per(signal.unit) if calibrated else None
    unit = "uV" if factor is not None else signal.unit if calibrated else ""
    return Channel(
        index=index,
        label=signal.label,
        role=guess_role(signal.label, unit),
        unit=unit,
        sampling_rate_hz=signal.samples_per_record / record_seconds,
        gain=_bounded(gain * (1.0 if factor is None else factor), offset),
        offset=offset,
        calibrated=calibrated,
        prefiltering=signal.prefiltering,
        transducer=signal.transducer,
        file_unit=signal.unit,
        file_gain=gain if calibrated else 0.0,
    )


def _bounded(gain: float, offset: float) -> float:
    """Return a gain by which no sample exceeds the highest value; what is beyond is no scale of anything."""
    return math.copysign(min(abs(gain), HIGHEST_VALUE / (_HIGHEST_DIGITAL + abs(offset))), gain)


def _scale(signal: SignalHeader) -> tuple[float, float] | None:
    """Return the gain and offset, or None where the header's ranges are of no width or no numbers."""
    digital_span = signal.digital_max - signal.digital_min
    physical_span = signal.physical_max - signal.physical_min
    gain = physical_span / digital_span if digital_span else 0.0
    if gain == 0 or not math.isfinite(gain):
        return None
    offset = signal.physical_min / gain - signal.digital_min
    return (gain, offset) if math.isfinite(offset) else None
