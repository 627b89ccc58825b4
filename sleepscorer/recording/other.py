"""Recordings that are neither EDF nor BDF, through MNE-Python, page by page where it can."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import ELECTRICAL, Role, guess_role, is_voltage
from sleepscorer.edf.tal import Annotation
from sleepscorer.errors import RecordingError
from sleepscorer.messages import Message
from sleepscorer.recording.base import Channel, Gap, Recording, channel_warnings, gap_warnings
from sleepscorer.recording.channel_types import roles_of_types

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {
    ".vhdr": ("BrainVision", "read_raw_brainvision"),
    ".set": ("EEGLAB", "read_raw_eeglab"),
    ".fif": ("FIF", "read_raw_fif"),
    ".gz": ("FIF", "read_raw_fif"),
    ".gdf": ("GDF", "read_raw_gdf"),
    ".eeg": ("Nihon Kohden", "read_raw_nihon"),
    ".lay": ("Persyst", "read_raw_persyst"),
}
_UNIT_OF_VOLTS = 107  # FIFF_UNIT_V
_HEAD_BYTES = 1 << 16
_LOOKS, _LOOK_BYTES = 5, 1 << 12
"""Places in a file, and bytes of each, that its fingerprint takes in."""
_SKIPPED = "BAD_ACQ_SKIP"
_LONGEST_REASON = 160


class OtherRecording(Recording):
    """A recording that MNE-Python reads; see :class:`sleepscorer.recording.base.Recording`.

    Parameters
    ----------
    path : Path
    raw : mne.io.BaseRaw
    said : sequence of str
        What MNE-Python warned of.
    roles : mapping of channel label to Role, optional
    without : sequence of str
        Labels of channels that have no role unless one is given.
    is_on_disk : bool
        False for a ``Raw`` of a caller's, which may be cropped, filtered or made of arrays.
    """

    def __init__(
        self,
        path: Path,
        raw: Any,
        warnings: Sequence[str] = (),
        roles: Mapping[str, Role] | None = None,
        without: Sequence[str] = (),
        *,
        is_on_disk: bool = True,
    ) -> None:
        self.path = path
        self.equipment = ""
        self._is_on_disk = is_on_disk
        self._raw = raw
        self._lock = Lock()
        self._rate = float(raw.info["sfreq"])
        self.channels = tuple(_channel(raw, index) for index in range(len(raw.ch_names)))
        first_s = float(raw.first_time)
        known = raw.info["meas_date"]
        self.start = known.replace(tzinfo=None) + timedelta(seconds=first_s) if known else None
        self._zero_s = first_s if raw.annotations.orig_time is not None else 0.0
        self.warnings = (*warnings, *channel_warnings(self.channels), *gap_warnings(self.gaps))
        self._told_roles = roles_of_types(raw) | dict.fromkeys(without, Role.OTHER)
        self.assign_roles(roles or {})

    def _guessed_role(self, channel: Channel) -> Role:
        guess = guess_role(channel.label, channel.unit)
        role = self._told_roles.get(channel.label, guess)
        # What is measured in another unit than volts is no electrode, whatever its type.
        return role if is_voltage(channel.unit) or role not in ELECTRICAL else guess

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the lock, which belongs to one process."""
        return {name: value for name, value in self.__dict__.items() if name != "_lock"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore with a lock of this process."""
        self.__dict__.update(state)
        self._lock = Lock()

    @property
    def is_on_disk(self) -> bool:
        """Whether opening the file again gives the same."""
        return self._is_on_disk

    @property
    def duration_s(self) -> float:
        """Length of the time axis in seconds, gaps included."""
        return float(self._raw.n_times) / self._rate

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Stretches that the device skipped (FIF)."""
        gaps: list[Gap] = []
        for skip in (a for a in self._all_annotations() if a.text == _SKIPPED):
            stop_s = skip.onset_s + (skip.duration_s or 0.0)
            follows_on = gaps and skip.onset_s - gaps[-1].stop_s < 1.5 / self._rate
            if follows_on:
                gaps[-1] = Gap(gaps[-1].start_s, max(stop_s, gaps[-1].stop_s))
            else:
                gaps.append(Gap(skip.onset_s, stop_s))
        return tuple(gaps)

    @property
    def fingerprint(self) -> str:
        """What identifies this file's content: a hash of header, size and some samples, of no name."""
        digest = hashlib.sha256(self.earlier_fingerprints[0].encode())
        with as_one_sentence(self.path):
            for name in self._raw.filenames or ():
                if name is not None and Path(name).is_file():
                    digest.update(some_bytes(Path(name)))
        return digest.hexdigest()[:32]

    @property
    def earlier_fingerprints(self) -> tuple[str, ...]:
        """A hash of the opening of the file and its size alone."""
        with as_one_sentence(self.path), self.path.open("rb") as file:
            digest = hashlib.sha256(file.read(_HEAD_BYTES))
        digest.update(f"{self._raw.n_times} {self.path.stat().st_size}".encode())
        return (digest.hexdigest()[:32],)

    @property
    def sample_files(self) -> tuple[Path, ...]:
        """Files that samples are read from, and the one opened, which may be a header beside them."""
        names = (Path(name) for name in self._raw.filenames or () if name is not None)
        return tuple(dict.fromkeys((self.path, *names)))

    def close(self) -> None:
        """Close the file."""
        self._raw.close()

    def annotations(self) -> list[Annotation]:
        """Return the texts of the file, onsets in seconds from the first sample."""
        return [a for a in self._all_annotations() if a.text != _SKIPPED]

    def read_many(self, channels: Sequence[int], start_s: float, seconds: float) -> list[NDArray[np.float32]]:
        """Read the samples of several channels; see :meth:`read`."""
        size = round(seconds * self._rate)
        first = int(np.floor(start_s * self._rate + 0.5))
        pages = [np.full(size, np.nan, np.float32) for _ in channels]
        begin, end = max(0, first), min(self._raw.n_times, first + size)
        if end <= begin:
            return pages
        wanted = sorted(set(channels))
        values = dict(zip(wanted, self._samples(wanted, begin, end), strict=True))
        for page, channel in zip(pages, channels, strict=True):
            page[begin - first : end - first] = values[channel] * self.channels[channel].gain
            self._blank(page, first)
        return pages

    def _samples(self, channels: Sequence[int], begin: int, end: int) -> NDArray[np.float64]:
        with as_one_sentence(self.path), self._lock, _quiet():
            samples: NDArray[np.float64] = self._raw[list(channels), begin:end][0]
            return samples

    def _blank(self, page: NDArray[np.float32], first: int) -> None:
        for gap in self.gaps:
            begin, end = round(gap.start_s * self._rate) - first, round(gap.stop_s * self._rate) - first
            page[max(0, begin) : max(0, end)] = np.nan

    def _all_annotations(self) -> list[Annotation]:
        read = self._raw.annotations
        return sorted(
            (
                Annotation(float(onset) - self._zero_s, float(length) or None, str(text))
                for onset, length, text in zip(read.onset, read.duration, read.description, strict=True)
            ),
            key=lambda annotation: annotation.onset_s,
        )


def open_other(path: Path, roles: Mapping[str, Role] | None = None) -> OtherRecording:
    """Open a recording through MNE-Python without reading its samples.

    Parameters
    ----------
    path : Path
    roles : mapping of channel label to Role, optional

    Returns
    -------
    OtherRecording

    Raises
    ------
    RecordingError
        In one sentence, if the file cannot be read or holds no signal.
    """
    if not path.exists():
        raise RecordingError(Message("{path} does not exist; check the name.", path=path))
    with_header = path.with_suffix(".vhdr")
    opened = with_header if path.suffix.lower() == ".eeg" and with_header.exists() else path
    kind, reader = _KINDS[opened.suffix.lower()]
    with as_one_sentence(path, kind):
        raw, warnings = _raw(opened, reader)
        if not len(raw.ch_names) or not raw.n_times:
            raise RecordingError(
                Message("{path} holds a header but no data; copy it again from its source.", path=path)
            )
        return OtherRecording(path, raw, [*_rates(raw), *warnings], roles)


def some_bytes(path: Path) -> bytes:
    """Return the bytes from the start, the middle and the end of a file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        parts = []
        for step in range(_LOOKS):
            file.seek(max(0, size - _LOOK_BYTES) * step // (_LOOKS - 1))
            parts.append(file.read(_LOOK_BYTES))
    return b"".join(parts)


def _raw(path: Path, reader: str) -> tuple[Any, list[str]]:
    import mne

    read: Callable[..., Any] = getattr(mne.io, reader)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        raw = read(path, preload=False, verbose="warning")
    sentences = (
        _sentence(str(warning.message), path) for warning in caught if warning.category is RuntimeWarning
    )
    return raw, list(dict.fromkeys(sentences))


def _rates(raw: Any) -> list[str]:
    """Return the sentence on signals that were resampled to the highest rate."""
    counts = raw._raw_extras[0].get("n_samps") if isinstance(raw._raw_extras[0], dict) else None
    if counts is None or len(set(np.asarray(counts).tolist())) < 2:
        return []
    return [
        Message(
            "The file holds signals of different rates; all are shown at {rate:g} Hz.", rate=raw.info["sfreq"]
        )
    ]


def _channel(raw: Any, index: int) -> Channel:
    label = raw.ch_names[index]
    unit = _unit(raw, index)
    return Channel(
        index=index,
        label=label,
        role=guess_role(label, unit),
        unit=unit,
        sampling_rate_hz=float(raw.info["sfreq"]),
        gain=1e6 if unit == "uV" else 1.0,
        offset=0.0,
        calibrated=bool(unit),
        prefiltering="",
        transducer="",
    )


def _unit(raw: Any, index: int) -> str:
    """Return the unit of a channel; empty where unknown, so that numbers are not taken for microvolts."""
    if raw.info["chs"][index]["unit"] != _UNIT_OF_VOLTS:
        unit = str((raw._orig_units or {}).get(raw.ch_names[index], ""))
        return "" if unit.lower() in ("n/a", "na", "none") else unit
    extras = raw._raw_extras[0]
    scales = extras.get("units") if isinstance(extras, dict) else None
    # MNE-Python calls every signal of a GDF file volts; only those it scaled are known to be.
    is_known = scales is None or len(scales) != len(raw.ch_names) or float(scales[index]) in (1e-6, 1e-3)
    return "uV" if is_known else ""


@contextmanager
def as_one_sentence(path: Path, kind: str = "") -> Iterator[None]:
    """Turn whatever a reader of other people's files raises into one sentence; on opening, of a kind."""
    try:
        yield
    except RecordingError:
        raise
    except Exception as error:
        values = {"path": path, "reason": _sentence(str(error) or type(error).__name__, path).rstrip(".")}
        if kind:
            message = Message(
                "{path} cannot be opened as {kind} ({reason}); export it as EDF, or check its files.",
                kind=kind,
                **values,
            )
        else:
            message = Message(
                "{path} can no longer be read ({reason}); export it as EDF, or check its files.", **values
            )
        raise RecordingError(message) from error


def _sentence(text: str, path: Path) -> str:
    """Return the first line of a message, without the file's path, which can name a patient."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    for name in (str(path), path.as_posix(), str(path.parent)):
        line = line.replace(name, "the file")
    return line[:_LONGEST_REASON]


def _quiet() -> AbstractContextManager[object]:
    import mne

    context: AbstractContextManager[object] = mne.utils.use_log_level("error")
    return context
