"""Recordings in memory: arrays, or a ``Raw`` of MNE-Python."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role, guess_role
from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import RecordingError
from sleepscorer.messages import Message
from sleepscorer.recording.base import Channel, Gap, Recording, channel_warnings
from sleepscorer.units import microvolts_per


class MemoryRecording(Recording):
    """Recording of arrays; see :class:`sleepscorer.recording.base.Recording`.

    Parameters
    ----------
    signals : sequence of ndarray, each of shape (n_samples,)
        All of one length in seconds; NaN, infinite or masked where there are no samples. They are not copied.
    labels : sequence of str
    rates_hz : sequence of float
    unit : str
        ``uV`` or ``µV``, ``mV``, ``V``, ``nV``.
    roles : mapping of channel label to Role, optional
    start : datetime, optional
        Clock time of the first sample.

    Raises
    ------
    RecordingError
        In one sentence, if these do not go together.
    """

    def __init__(
        self,
        signals: Sequence[NDArray[np.floating]],
        labels: Sequence[str],
        rates_hz: Sequence[float],
        *,
        unit: str = "uV",
        roles: Mapping[str, Role] | None = None,
        start: datetime | None = None,
    ) -> None:
        _check(signals, labels, rates_hz, unit)
        self.path = Path("array")
        self.start = start
        self.equipment = ""
        self._signals = [_unmasked(signal) for signal in signals]
        self._factor = microvolts_per(unit) or 1.0
        pairs = zip(labels, rates_hz, strict=True)
        self.channels = tuple(_channel(index, label, rate) for index, (label, rate) in enumerate(pairs))
        self.warnings = channel_warnings(self.channels)
        self.assign_roles(roles or {})

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return max(
            signal.size / channel.sampling_rate_hz
            for signal, channel in zip(self._signals, self.channels, strict=True)
        )

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """None: what is missing in an array is NaN."""
        return ()

    @property
    def is_on_disk(self) -> bool:
        """False: no file is open."""
        return False

    @property
    def fingerprint(self) -> str:
        """Hash of the samples."""
        digest = hashlib.sha256()
        for signal in self._signals:
            digest.update(np.ascontiguousarray(signal).tobytes())
        return digest.hexdigest()[:32]

    @property
    def sample_files(self) -> tuple[Path, ...]:
        """None."""
        return ()

    def close(self) -> None:
        """Do nothing: no file is open."""

    def annotations(self) -> list[Annotation]:
        """Return no annotations."""
        return []

    def read_many(self, channels: Sequence[int], start_s: float, seconds: float) -> list[NDArray[np.float32]]:
        """Read the samples of several channels; see :meth:`read`."""
        return [self._page(channel, start_s, seconds) for channel in channels]

    def _page(self, channel: int, start_s: float, seconds: float) -> NDArray[np.float32]:
        signal, rate_hz = self._signals[channel], self.channels[channel].sampling_rate_hz
        size, first = round(seconds * rate_hz), int(np.floor(start_s * rate_hz + 0.5))
        page = np.full(size, np.nan, np.float32)
        begin, end = max(0, first), min(signal.size, first + size)
        if end > begin:
            page[begin - first : end - first] = signal[begin:end] * self._factor
        return page


def _unmasked(signal: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the samples, NaN where a masked array hides them."""
    if isinstance(signal, np.ma.MaskedArray):
        return np.where(np.ma.getmaskarray(signal), np.nan, np.ma.getdata(signal))
    return np.asarray(signal)


def recording_of_raw(raw: Any, roles: Mapping[str, Role] | None = None) -> Recording:
    """Wrap a ``Raw`` of MNE-Python as a recording; nothing is copied, and the caller closes the ``Raw``.

    Roles are told from the types of its channels and their labels; see
    :func:`sleepscorer.recording.channel_types.roles_of_types`. A channel in ``raw.info["bads"]`` has none.
    """
    from sleepscorer.recording.other import OtherRecording

    bad = [name for name in raw.info["bads"] if name not in (roles or {})]
    warnings = tuple(Message("{name} is marked as bad and was not used.", name=name) for name in bad)
    names = [name for name in (raw.filenames or ()) if name]
    path = Path(names[0]) if names else Path("raw")
    return OtherRecording(path, raw, warnings, roles, without=bad, is_on_disk=False)


def _channel(index: int, label: str, rate_hz: float) -> Channel:
    return Channel(
        index=index,
        label=label,
        role=guess_role(label),
        unit="uV",
        sampling_rate_hz=float(rate_hz),
        gain=1.0,
        offset=0.0,
        calibrated=True,
        prefiltering="",
        transducer="",
    )


def _check(
    signals: Sequence[NDArray[np.floating]], labels: Sequence[str], rates_hz: Sequence[float], unit: str
) -> None:
    if microvolts_per(unit) is None:
        raise RecordingError(Message("{unit!r} is no unit of signals; give uV, mV or V.", unit=unit))
    if not len(signals) == len(labels) == len(rates_hz) or not len(signals):
        raise RecordingError(
            Message(
                "There are {signals} signals, {labels} labels and {rates} rates; give one of each "
                "per channel.",
                signals=len(signals),
                labels=len(labels),
                rates=len(rates_hz),
            )
        )
    for signal, label, rate_hz in zip(signals, labels, rates_hz, strict=True):
        if np.ndim(signal) != 1 or not np.size(signal):
            raise RecordingError(
                Message("{label}: a signal is an array of one dimension that is not empty.", label=label)
            )
        if np.asarray(signal).dtype.kind not in "fiubO":
            raise RecordingError(
                Message(
                    "{label}: samples are real numbers, not {dtype}.",
                    label=label,
                    dtype=np.asarray(signal).dtype,
                )
            )
        if not rate_hz > 0:
            raise RecordingError(
                Message("{label}: {rate} Hz is no sampling rate.", label=label, rate=rate_hz)
            )
    lengths = [np.size(signal) / rate for signal, rate in zip(signals, rates_hz, strict=True)]
    if max(lengths) - min(lengths) > 1:
        raise RecordingError(
            Message(
                "The signals last from {shortest:.1f} s to {longest:.1f} s; check their sampling rates.",
                shortest=min(lengths),
                longest=max(lengths),
            )
        )
