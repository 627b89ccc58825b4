"""Base of every recording: channels, a time axis with gaps, a grid of 30 s epochs, and samples."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import ELECTRICAL, Derivation, Role, derive, guess_role, lost_references
from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import RecordingError
from sleepscorer.messages import Message
from sleepscorer.stages import EPOCH_SECONDS
from sleepscorer.units import is_unknown, microvolts_per

LONG_S = 72 * 3600.0
"""Length from which on a recording is worth a word."""


@dataclass(frozen=True)
class Channel:
    """One signal of a recording.

    Attributes
    ----------
    index : int
        Place among the recording's channels.
    label : str
        As in the file; two channels may share one.
    role : Role
    unit : str
        ``uV`` for every voltage, otherwise the physical dimension of the file.
    sampling_rate_hz : float
    gain, offset : float
        Physical value = (digital + offset) * gain.
    calibrated : bool
        False where the header's ranges are of no width; such values are never called microvolts.
    prefiltering, transducer : str
    file_unit : str
        Physical dimension as the file has it.
    file_gain : float
        Gain to values in that unit; 0 where the channel has no scale of the file's.
    assigned_unit : str
        Unit that a user says the values are in; empty where the file's counts.
    """

    index: int
    label: str
    role: Role
    unit: str
    sampling_rate_hz: float
    gain: float
    offset: float
    calibrated: bool
    prefiltering: str
    transducer: str
    file_unit: str = ""
    file_gain: float = 0.0
    assigned_unit: str = ""


@dataclass(frozen=True)
class Gap:
    """A stretch of the time axis without samples."""

    start_s: float
    stop_s: float


class Recording(ABC):
    """A polysomnography on disk, read page by page.

    Time counts in seconds from the first sample. Open one with
    :func:`sleepscorer.recording.open_recording`.

    Attributes
    ----------
    path : Path
    channels : tuple of Channel
    start : datetime or None
        Clock time of the first sample.
    equipment : str
    warnings : tuple of str
        Repairs made while opening, each a sentence.
    """

    path: Path
    channels: tuple[Channel, ...]
    start: datetime | None
    equipment: str
    warnings: tuple[str, ...]
    _known_traces: tuple[tuple[Channel, ...], tuple[Derivation, ...]] | None = None
    """Channels of which the traces are known, and these: they are asked for with every epoch shown."""

    @property
    @abstractmethod
    def duration_s(self) -> float:
        """Length of the time axis in seconds, gaps included."""

    @property
    def announced_s(self) -> float | None:
        """Length that the header of a file announces which ends before; None of one that is whole."""
        return None

    @property
    @abstractmethod
    def gaps(self) -> tuple[Gap, ...]:
        """Stretches without samples."""

    @property
    def is_on_disk(self) -> bool:
        """Whether its file holds what it holds, so that opening the file again gives the same."""
        return True

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """What identifies this file's content: a hash of header, size and some samples, of no name."""

    @property
    def earlier_fingerprints(self) -> tuple[str, ...]:
        """What earlier versions called the same content."""
        return ()

    def __enter__(self) -> Self:
        """Return the recording; it is closed when the block ends."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the file."""
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Close the file."""

    @abstractmethod
    def annotations(self) -> list[Annotation]:
        """Return the texts of the file, onsets in seconds from the first sample."""

    @property
    def annotation_warnings(self) -> tuple[str, ...]:
        """Sentences on texts of the file that could not be understood; the annotations are read for it."""
        return ()

    @abstractmethod
    def read_many(self, channels: Sequence[int], start_s: float, seconds: float) -> list[NDArray[np.float32]]:
        """Read the samples of several channels, each at its own rate; see :meth:`read`."""

    def assign_roles(self, roles: Mapping[str, Role]) -> None:
        """Give channels the roles a technician chose, by label; others keep the guess."""
        self.channels = tuple(
            replace(channel, role=roles.get(channel.label, self._guessed_role(channel)))
            for channel in self.channels
        )

    def _guessed_role(self, channel: Channel) -> Role:
        """Return the role of a channel as far as the file says it."""
        return guess_role(channel.label, channel.unit)

    def assign_units(self, units: Mapping[str, str]) -> None:
        """Take channels to be in the units that a user says, by label; others are as the file says.

        Roles are guessed from label and unit again; assign roles afterwards.

        Parameters
        ----------
        units : mapping of channel label to str
            One of :data:`sleepscorer.units.CHOICES`; a channel without a scale keeps none.

        Raises
        ------
        RecordingError
            If there is no channel of that label.
        """
        labels = [channel.label for channel in self.channels]
        absent = [label for label in units if label not in labels]
        if absent:
            raise RecordingError(
                Message(
                    "{path} has no channel {label}; give the unit of one of {labels}.",
                    path=self.path,
                    label=absent[0],
                    labels=", ".join(labels),
                )
            )
        doubted = unit_warnings(self.channels)
        self.channels = tuple(_in_unit(channel, units.get(channel.label)) for channel in self.channels)
        self.assign_roles({})
        kept = tuple(sentence for sentence in self.warnings if sentence not in doubted)
        self.warnings = (*kept, *unit_warnings(self.channels))

    @property
    def n_epochs(self) -> int:
        """Whole epochs; a shorter rest at the end is shown but not scored."""
        return int((self.duration_s + 1e-6) // EPOCH_SECONDS)

    @property
    def traces(self) -> tuple[Derivation, ...]:
        """Channels and derivations as a technician reads them."""
        known = self._known_traces
        if known is None or known[0] is not self.channels:
            known = self._known_traces = self.channels, self._derive()
        return known[1]

    def _derive(self) -> tuple[Derivation, ...]:
        return derive(
            [channel.label for channel in self.channels],
            [channel.role for channel in self.channels],
            [channel.sampling_rate_hz for channel in self.channels],
            [channel.unit for channel in self.channels],
        )

    @property
    def has_eeg(self) -> bool:
        """Whether any of its traces is an EEG."""
        return any(trace.role is Role.EEG for trace in self.traces)

    @property
    def device(self) -> str:
        """What identifies the device and set-up: its equipment name and its channel labels."""
        labels = "\n".join(f"{channel.label}\t{channel.sampling_rate_hz:g}" for channel in self.channels)
        return hashlib.sha256(f"{self.equipment}\n{labels}".encode()).hexdigest()[:16]

    @property
    def recorder(self) -> str:
        """What identifies how a recorder writes body positions: its make and the channel of them.

        Other channels do not matter, as a night with a CPAP is the same recorder's; where the header names no
        make they do, as all else would take one recorder for another: it is the device then.
        """
        channel = next((channel for channel in self.channels if channel.role is Role.POSITION), None)
        if not self.equipment or channel is None:
            return self.device
        scale = f"{channel.unit}\t{channel.gain:g}\t{channel.offset:g}"
        text = f"{self.equipment}\n{channel.label}\t{channel.sampling_rate_hz:g}\t{scale}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def read(self, channel: int, start_s: float, seconds: float) -> NDArray[np.float32]:
        """Read the samples of one channel.

        Parameters
        ----------
        channel : int
            Place among ``channels``.
        start_s, seconds : float
            May reach beyond either end of the recording.

        Returns
        -------
        ndarray of float32, shape (round(seconds * sampling_rate_hz),)
            In the channel's unit (``uV`` for voltages); NaN in gaps and beyond the ends.

        Raises
        ------
        RecordingError
            If the file can no longer be read.
        """
        return self.read_many([channel], start_s, seconds)[0]

    def read_derivation(self, trace: Derivation, start_s: float, seconds: float) -> NDArray[np.float32]:
        """Read the samples of a channel less its references; see :meth:`read`."""
        return self.read_derivations([trace], start_s, seconds)[0]

    def read_derivations(
        self, traces: Iterable[Derivation], start_s: float, seconds: float
    ) -> list[NDArray[np.float32]]:
        """Read the samples of several derivations; each channel is read from the file once."""
        wanted = list(traces)
        needed = sorted({channel for trace in wanted for channel in trace.channels})
        samples = dict(zip(needed, self.read_many(needed, start_s, seconds), strict=True))
        return [_derived([samples[channel] for channel in trace.channels]) for trace in wanted]

    def rate_of(self, trace: Derivation) -> float:
        """Return the sampling rate of a trace in Hz."""
        return self.channels[trace.channel].sampling_rate_hz

    def scale_of(self, trace: Derivation) -> tuple[tuple[float, float, str], ...]:
        """Return the gain, offset and unit of each channel of a trace."""
        channels = (self.channels[index] for index in trace.channels)
        return tuple((channel.gain, channel.offset, channel.unit) for channel in channels)

    @property
    def sample_files(self) -> tuple[Path, ...]:
        """Files that samples are read from."""
        return (self.path,)

    def clock(self, seconds: float) -> datetime | None:
        """Return the clock time some seconds after the first sample; None where the start is unknown."""
        return self.start + timedelta(seconds=seconds) if self.start else None


def _derived(samples: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Subtract the mean of the other signals, if any, from the first."""
    first, *others = samples
    if not others:
        return first
    mean = others[0] if len(others) == 1 else np.mean(others, axis=0, dtype=np.float32)
    return np.asarray(first - mean, np.float32)


def _in_unit(channel: Channel, unit: str | None) -> Channel:
    if not channel.file_gain:
        return channel
    stated = unit or channel.file_unit
    factor = microvolts_per(stated)
    shown = stated if factor is None else "uV"
    return replace(
        channel,
        unit=shown,
        assigned_unit=unit or "",
        gain=channel.file_gain * (1.0 if factor is None else factor),
        role=guess_role(channel.label, shown),
    )


def unit_warnings(channels: Sequence[Channel]) -> tuple[str, ...]:
    """Return the sentences on unknown units, and on references whose unit is not the channel's."""
    doubtful: dict[str, list[str]] = {}
    for channel in channels:
        is_doubtful = is_unknown(channel.unit) or not channel.unit
        if channel.file_gain and channel.role in ELECTRICAL and is_doubtful:
            doubtful.setdefault(channel.unit or "?", []).append(channel.label)
    warnings = [
        Message(
            "{labels}: the unit {unit} is not known, so it is shown as it stands and no model "
            "reads it; say the unit under Channel roles, or with --unit.",
            labels=", ".join(labels),
            unit=unit,
        )
        for unit, labels in doubtful.items()
    ]
    lost = lost_references(
        [channel.label for channel in channels],
        [channel.role for channel in channels],
        [channel.unit for channel in channels],
    )
    warnings += [
        Message(
            "{label} is shown as it stands: {reference} has another unit, or no scale, and is "
            "not subtracted.",
            label=label,
            reference=reference,
        )
        for label, reference in lost
    ]
    return tuple(warnings)


def channel_warnings(channels: Sequence[Channel]) -> tuple[str, ...]:
    """Return the sentences on channels without a scale or a known unit, and on labels used more than once."""
    flat = [channel.label for channel in channels if not channel.calibrated]
    labels = [channel.label for channel in channels]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    warnings = []
    if flat:
        warnings.append(
            Message(
                "{channels}: the header gives no scale, so values are shown without a unit.",
                channels=", ".join(flat),
            )
        )
    if twice:
        alike = ", ".join(twice) or Message("Empty labels")
        warnings.append(Message("{channels}: more than one channel has this label.", channels=alike))
    return (*warnings, *unit_warnings(channels))


def length_warnings(duration_s: float) -> tuple[str, ...]:
    """Return the sentence on a recording of more nights than one would score at once."""
    if duration_s <= LONG_S:
        return ()
    return (
        Message(
            "The recording lasts {hours:.0f} h; nights follow each other in it.", hours=duration_s / 3600
        ),
    )


def gap_warnings(gaps: Sequence[Gap]) -> tuple[str, ...]:
    """Return the sentence on the gaps."""
    if not gaps:
        return ()
    missing = sum(gap.stop_s - gap.start_s for gap in gaps)
    return (
        Message(
            "The recording has {count} gap(s), {seconds:.0f} s in all; they are shown as gaps.",
            count=len(gaps),
            seconds=missing,
        ),
    )
