"""Recordings in WFDB records of several segments: one time axis, on which null segments are gaps.

WFDB Applications Guide, header(5), "Multi-segment records": segments follow each other without a break; ``~``
stands for a stretch without samples. In a record of variable layout the first segment has no samples and
lists all signals, and each other segment holds some of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role
from sleepscorer.edf.tal import Annotation
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
from sleepscorer.recording.edf import LONGEST_S

NULL = "~"
"""Name of a segment without samples."""
_MOST_HEADER_BYTES = 1 << 20


@dataclass(frozen=True)
class WfdbSegment:
    """Segment of a record as its header lists it.

    Attributes
    ----------
    name : str
    first, n_frames : int
        Where it begins, and how long it lasts, in frames of the record.
    """

    name: str
    first: int
    n_frames: int

    @property
    def stop(self) -> int:
        """Frame behind its last."""
        return self.first + self.n_frames


class WfdbFiles(Recording):
    """Recording of WFDB files, none of which is kept open."""

    def close(self) -> None:
        """Close the record; no file is kept open."""

    def annotations(self) -> list[Annotation]:
        """Return no texts: annotations of a record are files of their own."""
        return []


class SegmentedRecording(WfdbFiles):
    """A WFDB record of several segments; see :class:`sleepscorer.recording.base.Recording`.

    Parameters
    ----------
    path : Path
        Header of the record.
    frames_hz : float
    start : datetime or None
    segments : sequence of (WfdbSegment, Recording or None)
        In their order; None for a null segment.
    order : sequence of str
        Labels in the order of the layout; empty for that of the first segment.
    roles : mapping of channel label to Role, optional

    Raises
    ------
    RecordingError
        In one sentence, if the segments do not go together.
    """

    def __init__(
        self,
        path: Path,
        frames_hz: float,
        start: datetime | None,
        segments: Sequence[tuple[WfdbSegment, Recording | None]],
        *,
        order: Sequence[str] = (),
        roles: Mapping[str, Role] | None = None,
    ) -> None:
        self.path = path
        self.equipment = ""
        self.start = start
        self._frames_hz = frames_hz
        self._segments = tuple(segments)
        self._n_frames = segments[-1][0].stop
        self.channels = _channels(path, [part for _, part in segments if part is not None], order)
        self._factors = [channel.gain for channel in self.channels]
        self._places = [_places(part, self.channels) for _, part in segments]
        absent = [label for label in order if label not in {channel.label for channel in self.channels}]
        self.warnings = (
            *(Message("{label} has no samples in any segment.", label=label) for label in absent),
            *_early_ends(segments, frames_hz),
            *channel_warnings(self.channels),
            *length_warnings(self.duration_s),
            *gap_warnings(self.gaps),
        )
        self.assign_roles(roles or {})

    @property
    def duration_s(self) -> float:
        """Length of the time axis in seconds, gaps included."""
        return self._n_frames / self._frames_hz

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Null segments, and what is missing at the end of others."""
        gaps: list[Gap] = []
        for segment, part in self._segments:
            held = 0 if part is None else min(segment.n_frames, round(part.duration_s * self._frames_hz))
            start_s, stop_s = (segment.first + held) / self._frames_hz, segment.stop / self._frames_hz
            if gaps and gaps[-1].stop_s == start_s and stop_s > start_s:
                gaps[-1] = Gap(gaps[-1].start_s, stop_s)
            elif stop_s > start_s:
                gaps.append(Gap(start_s, stop_s))
        return tuple(gaps)

    @cached_property
    def fingerprint(self) -> str:
        """What identifies this record's content: a hash of its segments' places and content, of no name."""
        digest = hashlib.sha256(repr(self._frames_hz).encode())
        for segment, part in self._segments:
            content = "" if part is None else part.fingerprint
            digest.update(repr((segment.first, segment.n_frames, content)).encode())
        return digest.hexdigest()[:32]

    @property
    def sample_files(self) -> tuple[Path, ...]:
        """The header, and headers and files of the segments."""
        files = (file for _, part in self._segments if part is not None for file in part.sample_files)
        return tuple(dict.fromkeys((self.path, *files)))

    def read_many(self, channels: Sequence[int], start_s: float, seconds: float) -> list[NDArray[np.float32]]:
        """Read the samples of several channels, each at its own rate; see :meth:`read`."""
        rates = [self.channels[channel].sampling_rate_hz for channel in channels]
        pages = [np.full(round(seconds * rate), np.nan, np.float32) for rate in rates]
        for (segment, part), places in zip(self._segments, self._places, strict=True):
            if part is None:
                continue
            for page, channel, rate in zip(pages, channels, rates, strict=True):
                per_frame = round(rate / self._frames_hz)
                offset = int(np.floor(start_s * rate + 0.5))
                first = max(offset, segment.first * per_frame)
                stop = min(offset + page.size, segment.stop * per_frame)
                if channel not in places or stop <= first:
                    continue
                within_s = (first - segment.first * per_frame) / rate
                samples = part.read(places[channel], within_s, (stop - first) / rate)
                scale = self.channels[channel].gain / self._factors[channel]
                page[first - offset : stop - offset] = samples * np.float32(scale)
        return pages


def segment_names(path: Path) -> tuple[str, ...]:
    """Return the names of the segments that a header lists; none for a header of one segment."""
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_HEADER_BYTES).decode("utf-8", "replace")
    except OSError:
        return ()
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines or "/" not in lines[0][0]:
        return ()
    return tuple(words[0] for words in lines[1:] if words[0] != NULL and Path(words[0]).name == words[0])


def segments_of(
    path: Path, names: Sequence[str], lengths: Sequence[int], frames_hz: float
) -> list[WfdbSegment]:
    """Return the segments of a record's header, checked.

    Raises
    ------
    RecordingError
        In one sentence, if a segment is not beside the header, or they last longer than anybody sleeps.
    """
    segments: list[WfdbSegment] = []
    for name, length in zip(names, lengths, strict=True):
        is_there = Path(name).name == name and (path.parent / f"{name}.hea").is_file()
        if name != NULL and not is_there:
            raise RecordingError(
                Message(
                    "{path} needs its segments beside it; put {name} into its folder.",
                    path=path,
                    name=f"{name}.hea",
                )
            )
        segments.append(WfdbSegment(name, segments[-1].stop if segments else 0, max(0, int(length))))
    hours = segments[-1].stop / frames_hz / 3600 if segments else 0.0
    if hours * 3600 > LONGEST_S:
        raise RecordingError(
            Message(
                "{path} claims to last {hours:.3g} h; export it again from its source.",
                path=path,
                hours=hours,
            )
        )
    return [segment for segment in segments if segment.n_frames]


def joined_segments(
    path: Path,
    frames_hz: float,
    start: datetime | None,
    segments: Sequence[WfdbSegment],
    open_one: Callable[[Path], Recording],
    *,
    order: Sequence[str] = (),
    roles: Mapping[str, Role] | None = None,
) -> SegmentedRecording:
    """Open each segment, and join them.

    Raises
    ------
    RecordingError
        In one sentence, if a segment cannot be read, has another rate, or none holds samples.
    """
    opened: dict[str, Recording] = {}
    for segment in segments:
        if segment.name != NULL and segment.name not in opened:
            opened[segment.name] = open_one(path.parent / f"{segment.name}.hea")
    if not opened:
        raise RecordingError(
            Message("{path} holds a header but no data; copy it again from its source.", path=path)
        )
    parts = [(segment, opened.get(segment.name)) for segment in segments]
    return SegmentedRecording(path, frames_hz, start, parts, order=order, roles=roles)


def _channels(path: Path, parts: Sequence[Recording], order: Sequence[str]) -> tuple[Channel, ...]:
    """Return the channels of all segments, each once.

    Raises
    ------
    RecordingError
        If one has another rate or unit in one segment than in another, or two share a label.
    """
    known: dict[str, Channel] = {}
    for part in parts:
        labels = [channel.label for channel in part.channels]
        for channel in part.channels:
            earlier = known.setdefault(channel.label, channel)
            is_alike = (
                earlier.sampling_rate_hz == channel.sampling_rate_hz
                and earlier.file_unit == channel.file_unit
                and earlier.calibrated == channel.calibrated
            )
            if not is_alike or labels.count(channel.label) > 1:
                raise RecordingError(
                    Message(
                        "The segments of {path} do not go together: {label} has another rate or unit in one "
                        "than in another, or stands twice; convert each to EDF (mit2edf) and score it alone.",
                        path=path,
                        label=channel.label or "a signal without a name",
                    )
                )
    labels = [
        *(label for label in order if label in known),
        *(label for label in known if label not in order),
    ]
    return tuple(replace(known[label], index=index) for index, label in enumerate(labels))


def _places(part: Recording | None, channels: Sequence[Channel]) -> dict[int, int]:
    """Return the index in a segment of each channel that it holds."""
    own = {} if part is None else {channel.label: channel.index for channel in part.channels}
    return {channel.index: own[channel.label] for channel in channels if channel.label in own}


def _early_ends(segments: Sequence[tuple[WfdbSegment, Recording | None]], frames_hz: float) -> list[str]:
    return [
        Message("Segment {number} ends early; what it lacks is shown as a gap.", number=number)
        for number, (segment, part) in enumerate(segments, 1)
        if part is not None and round(part.duration_s * frames_hz) < segment.n_frames
    ]
