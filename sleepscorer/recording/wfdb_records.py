"""Recordings in PhysioNet's WFDB records (``.hea`` with ``.dat`` or ``.mat``), page by page through ``wfdb``.

WFDB Applications Guide, header(5) and signal(5).
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role, guess_role
from sleepscorer.edf.header import NO_DATE
from sleepscorer.errors import RecordingError
from sleepscorer.extras import install_command
from sleepscorer.messages import Message
from sleepscorer.recording.base import Channel, Gap, Recording, channel_warnings, length_warnings
from sleepscorer.recording.edf import HIGHEST_RATE_HZ, LONGEST_S
from sleepscorer.recording.other import as_one_sentence, some_bytes
from sleepscorer.recording.wfdb_segments import WfdbFiles, joined_segments, segments_of
from sleepscorer.units import microvolts_per

_MOST_HEADER_BYTES = 1 << 20
_BYTES_PER_SAMPLE = {"8": 1.0, "16": 2.0, "24": 3.0, "32": 4.0, "61": 2.0, "80": 1.0, "160": 2.0, "212": 1.5}
"""Of the formats whose samples all take the same room."""
_GAIN = re.compile(r"(?P<gain>[+-]?\d*\.?\d+(?:[eE][+-]?\d+)?)(?:\([+-]?\d+\))?(?:/(?P<units>\S+))?")


@dataclass(frozen=True)
class _Signal:
    """Signal as its line of the header describes it."""

    file: str
    format: str
    samples_per_frame: int
    offset: int
    gain: float
    units: str

    @property
    def is_calibrated(self) -> bool:
        """Whether the header gives a gain; 0 stands for none (header(5))."""
        return self.gain != 0


class WfdbRecording(WfdbFiles):
    """A WFDB record; see :class:`sleepscorer.recording.base.Recording`.

    Parameters
    ----------
    path : Path
        Its header, ``.hea``.
    header : wfdb.Record
    signals : sequence of _Signal
    roles : mapping of channel label to Role, optional
    """

    def __init__(
        self, path: Path, header: Any, signals: Sequence[_Signal], roles: Mapping[str, Role] | None = None
    ) -> None:
        self.path = path
        self.equipment = ""
        self._signals = tuple(signals)
        self._frames_hz = float(header.fs)
        self._n_frames, shortened = _frames_held(path, header.sig_len, signals, self._frames_hz)
        self.start = _start(header)
        self.channels = tuple(
            _channel(index, name, signal, self._frames_hz)
            for index, (name, signal) in enumerate(zip(header.sig_name, signals, strict=True))
        )
        self.warnings = (
            *shortened,
            *channel_warnings(self.channels),
            *length_warnings(self.duration_s),
        )
        self.assign_roles(roles or {})

    @property
    def frames_hz(self) -> float:
        """Frames per second, of which each holds one or more samples of a signal."""
        return self._frames_hz

    @property
    def duration_s(self) -> float:
        """Length of the time axis in seconds."""
        return self._n_frames / self._frames_hz

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """No stretch lacks samples as a whole; a sample that is marked as invalid is NaN."""
        return ()

    @cached_property
    def fingerprint(self) -> str:
        """What identifies this record's content: a hash of its signals and some samples, of no name."""
        digest = hashlib.sha256(repr((self._n_frames, self._frames_hz, self._signals)).encode())
        with as_one_sentence(self.path):
            for path in self.sample_files[1:]:
                digest.update(some_bytes(path))
        return digest.hexdigest()[:32]

    @property
    def sample_files(self) -> tuple[Path, ...]:
        """The header, and the files that samples are read from."""
        files = (self.path.parent / signal.file for signal in self._signals)
        return tuple(dict.fromkeys((self.path, *files)))

    def read_many(self, channels: Sequence[int], start_s: float, seconds: float) -> list[NDArray[np.float32]]:
        """Read the samples of several channels, each at its own rate; see :meth:`read`."""
        rates = [self.channels[channel].sampling_rate_hz for channel in channels]
        pages = [np.full(round(seconds * rate), np.nan, np.float32) for rate in rates]
        first = max(0, math.floor(start_s * self._frames_hz) - 1)
        last = min(self._n_frames, math.ceil((start_s + seconds) * self._frames_hz) + 1)
        if last <= first or not channels:
            return pages
        wanted = sorted(set(channels))
        values = dict(zip(wanted, self._samples(wanted, first, last), strict=True))
        for page, channel, rate in zip(pages, channels, rates, strict=True):
            held = values[channel] * self.channels[channel].gain
            begin = math.floor(start_s * rate + 0.5) - first * self._signals[channel].samples_per_frame
            left, right = max(0, -begin), min(page.size, held.size - begin)
            if right > left:
                page[left:right] = held[begin + left : begin + right]
        return pages

    def _samples(self, channels: list[int], first: int, last: int) -> list[NDArray[np.float64]]:
        """Return the values of channels in frames first to last, in the units of the header."""
        import wfdb

        with as_one_sentence(self.path):
            record = wfdb.rdrecord(
                str(self.path.with_suffix("")),
                sampfrom=first,
                sampto=last,
                channels=channels,
                smooth_frames=False,
            )
            return [np.asarray(values, np.float64) for values in record.e_p_signal]


def open_wfdb(path: Path, roles: Mapping[str, Role] | None = None) -> Recording:
    """Open a WFDB record without reading its samples.

    Parameters
    ----------
    path : Path
        Its header (``.hea``), or a file of samples beside it.
    roles : mapping of channel label to Role, optional

    Returns
    -------
    WfdbRecording or SegmentedRecording

    Raises
    ------
    RecordingError
        In one sentence, if the package wfdb is missing, or the record cannot be read or holds no signal.
    """
    header_path = path.with_suffix(".hea")
    if not path.exists():
        raise RecordingError(Message("{path} does not exist; check the name.", path=path))
    if find_spec("wfdb") is None:
        command = install_command("wfdb")
        raise RecordingError(
            Message(
                "{path} is a WFDB record; to read it install wfdb with {command}.", path=path, command=command
            )
        )
    with as_one_sentence(path, "WFDB"):
        if _has_segments(header_path):
            return _joined(header_path, roles)
        frames_hz, signals = _read_lines(header_path)
        import wfdb

        header = wfdb.rdheader(str(header_path.with_suffix("")))
        if float(header.fs) != frames_hz:
            raise ValueError(Message("its sampling rate cannot be read"))
        _check(header_path, frames_hz, signals)
        return WfdbRecording(header_path, header, signals, roles)


def _lines(path: Path) -> list[list[str]]:
    """Words of the lines of a header that are no remarks."""
    if path.stat().st_size > _MOST_HEADER_BYTES:
        raise RecordingError(Message("{path} is no header of a WFDB record; choose another file.", path=path))
    lines = path.read_text("utf-8", "replace").splitlines()
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def _has_segments(path: Path) -> bool:
    lines = _lines(path)
    return bool(lines) and "/" in lines[0][0]


def _joined(path: Path, roles: Mapping[str, Role] | None) -> Recording:
    """Open a record of several segments.

    Raises
    ------
    RecordingError
        In one sentence, if a segment is missing, or segments do not go together.
    """
    import wfdb

    header = wfdb.rdheader(str(path.with_suffix("")))
    frames_hz = float(header.fs)
    segments = segments_of(path, header.seg_name, header.seg_len, frames_hz)
    order: list[str] = []
    if header.layout == "variable":
        layout = wfdb.rdheader(str(path.with_name(header.seg_name[0])))
        order = [(name or "").strip() for name in layout.sig_name]

    def open_one(part: Path) -> Recording:
        if _has_segments(part):
            raise RecordingError(
                Message(
                    "{path} is a segment that has segments itself, which WFDB does not allow; copy the "
                    "record again from its source.",
                    path=part,
                )
            )
        segment = open_wfdb(part)
        if isinstance(segment, WfdbRecording) and segment.frames_hz != frames_hz:
            raise RecordingError(
                Message(
                    "{path} has another frame rate than the record that it is a segment of; convert each "
                    "segment to EDF (mit2edf) and score it alone.",
                    path=part,
                )
            )
        return segment

    return joined_segments(path, frames_hz, _start(header), segments, open_one, order=order, roles=roles)


def _read_lines(path: Path) -> tuple[float, list[_Signal]]:
    """Read the frames per second and the lines of signals: the package fills in a gain where there is none.

    Raises
    ------
    RecordingError
        If the record has no signal, or names files elsewhere.
    """
    record, *others = _lines(path) or [[]]
    count = int(record[1]) if len(record) > 1 and record[1].isdecimal() else 0
    signals = [_signal(words, path) for words in others[:count]]
    if not signals or len(signals) < count:
        raise RecordingError(
            Message("{path} holds no signal according to its header; it cannot be shown.", path=path)
        )
    return float(record[2].partition("/")[0].partition("(")[0] if len(record) > 2 else 250), signals


def _signal(words: Sequence[str], path: Path) -> _Signal:
    match = re.fullmatch(r"(?P<format>\d+)(?:x(?P<per_frame>\d+))?(?::\d+)?(?:\+(?P<offset>\d+))?", words[1])
    if match is None:
        raise RecordingError(Message("{path} is no header of a WFDB record; choose another file.", path=path))
    if Path(words[0]).name != words[0] or not (path.parent / words[0]).is_file():
        raise RecordingError(
            Message(
                "{path} needs its samples beside it; put {name} into its folder.", path=path, name=words[0]
            )
        )
    gain = _GAIN.fullmatch(words[2]) if len(words) > 2 else None
    return _Signal(
        file=words[0],
        format=match["format"],
        samples_per_frame=int(match["per_frame"] or 1),
        offset=int(match["offset"] or 0),
        gain=float(gain["gain"]) if gain else 0.0,
        units=(gain["units"] or "mV") if gain else "",
    )


def _check(path: Path, frames_hz: float, signals: Sequence[_Signal]) -> None:
    highest = frames_hz * max(signal.samples_per_frame for signal in signals)
    if not 0 < frames_hz <= highest <= HIGHEST_RATE_HZ:
        raise RecordingError(
            Message(
                "{path} claims {rate:.3g} samples per second; export it again from its source.",
                path=path,
                rate=highest,
            )
        )


def _frames_held(
    path: Path, claimed: int | None, signals: Sequence[_Signal], frames_hz: float
) -> tuple[int, tuple[str, ...]]:
    """Return how many frames the files hold, and a sentence where the header claims more.

    Raises
    ------
    RecordingError
        If they hold none, or more than anybody sleeps.
    """
    held = min(_frames_in(path.parent / name, signals) for name in {signal.file for signal in signals})
    if claimed is None and math.isinf(held):
        raise ValueError(Message("its header does not say how long it is"))
    n_frames = int(held if claimed is None else min(held, claimed))
    if n_frames <= 0:
        raise RecordingError(
            Message("{path} holds a header but no data; copy it again from its source.", path=path)
        )
    if n_frames / frames_hz > LONGEST_S:
        hours = n_frames / frames_hz / 3600
        raise RecordingError(
            Message(
                "{path} claims to last {hours:.3g} h; export it again from its source.",
                path=path,
                hours=hours,
            )
        )
    if claimed is None or claimed <= n_frames:
        return n_frames, ()
    sentence = Message(
        "The file ends early: the header promises {claimed} samples a channel, {held} are there.",
        claimed=claimed,
        held=n_frames,
    )
    return n_frames, (sentence,)


def _frames_in(path: Path, signals: Sequence[_Signal]) -> float:
    """Return how many frames a file has room for; as many as one likes where its format is packed."""
    inside = [signal for signal in signals if signal.file == path.name]
    sizes = [_BYTES_PER_SAMPLE.get(signal.format, 0.0) * signal.samples_per_frame for signal in inside]
    if not all(sizes):
        return math.inf
    return (path.stat().st_size - inside[0].offset) // sum(sizes)


def _start(header: Any) -> datetime | None:
    if header.base_time is None:
        return None
    day = header.base_date or NO_DATE.date()
    start: datetime = datetime.combine(day, header.base_time)
    return start


def _channel(index: int, name: str | None, signal: _Signal, frames_hz: float) -> Channel:
    label = (name or "").strip()
    factor = microvolts_per(signal.units) if signal.is_calibrated else None
    unit = "uV" if factor is not None else signal.units
    return Channel(
        index=index,
        label=label,
        role=guess_role(label, unit),
        unit=unit,
        sampling_rate_hz=frames_hz * signal.samples_per_frame,
        gain=1.0 if factor is None else factor,
        offset=0.0,
        calibrated=signal.is_calibrated,
        prefiltering="",
        transducer="",
        file_unit=signal.units,
        file_gain=1.0 if signal.is_calibrated else 0.0,
    )
