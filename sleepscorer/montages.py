"""Montages: the traces shown, with their order, references and filters.

A montage is a TOML file. Its traces name electrodes, channels or roles. A recording that lacks one shows the
nearest that it has, and the others. The derivations are those of the AASM Manual, chapter III.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sleepscorer.assets import resource
from sleepscorer.atomic import write_atomically
from sleepscorer.channels import Derivation, Role, electrode, guess_role
from sleepscorer.errors import SleepscorerError
from sleepscorer.messages import Message, reason
from sleepscorer.recording import Recording
from sleepscorer.settings import machine_folders

_PLAIN_KEYS = (*(f"F{number}" for number in range(1, 10)), "F12")
KEYS = (*_PLAIN_KEYS, *(f"Shift+{key}" for key in _PLAIN_KEYS))
"""Keys that a montage can have; F10 and F11 are the system's."""
_POSITIVE = ("gain", "low_hz", "high_hz", "notch_hz", "height", "uv_per_mm")
_ABOVE_ZERO = ("gain", "height")
_SCALES = ("page_s", "uv_per_mm")
"""What a montage asks for the whole page."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class MontageError(SleepscorerError):
    """A montage file cannot be used."""


@dataclass(frozen=True)
class MontageTrace:
    """One trace of a montage.

    Attributes
    ----------
    label : str
        ``F4-M1``: what the screen shows, and what a channel of that very name is found by.
    channel : str
        Electrode or channel label to show where no channel is named ``label``.
    reference : str or tuple of str
        Electrode or channel label to subtract from it, or several, whose mean is subtracted; no
        reference shows the channel as it is.
    role : Role or None
        None: as the label says.
    gain : float
        Factor on the common scale.
    colour : str
        ``#rrggbb``; empty for the colour of the role.
    low_hz, high_hz : float or None
        Display filter; None for that of the role, 0 for none.
    notch_hz : float or None
        Mains filter; None for that of the role, 0 for none.
    hidden : bool
        Whether it is only shown where somebody asks for it.
    lowest, highest : float or None
        Values at the lower and the upper edge of the lane, in the trace's unit; None for the scale of the
        role.
    height : float or None
        Height of the lane, that of an EEG being 1; None for that of the role.
    uv_per_mm : float or None
        Scale of a voltage, whatever the common one is; None for the scale of the role.
    """

    label: str
    channel: str = ""
    reference: str | tuple[str, ...] = ""
    role: Role | None = None
    gain: float = 1.0
    colour: str = ""
    low_hz: float | None = None
    high_hz: float | None = None
    notch_hz: float | None = None
    hidden: bool = False
    lowest: float | None = None
    highest: float | None = None
    height: float | None = None
    uv_per_mm: float | None = None

    @property
    def is_any_of_role(self) -> bool:
        """Whether it names a role alone, so that any channel of it will do."""
        return self.role is not None and not self.channel

    @property
    def references(self) -> tuple[str, ...]:
        """What is subtracted, one name each."""
        if isinstance(self.reference, str):
            return (self.reference,) if self.reference else ()
        return self.reference


@dataclass(frozen=True)
class Montage:
    """Named list of traces.

    Attributes
    ----------
    name : str
    traces : tuple of MontageTrace
    key : str
        One of ``KEYS``, or empty.
    path : Path or None
        File it is kept in.
    page_s : float
        Length of a page; 0 for that in view.
    uv_per_mm : float
        Scale of the voltages; 0 for that in view.
    """

    name: str
    traces: tuple[MontageTrace, ...]
    key: str = ""
    path: Path | None = field(default=None, compare=False)
    page_s: float = 0.0
    uv_per_mm: float = 0.0


def _plain(name: str) -> str:
    """Normalise a name for comparison: without ``EEG``, blanks and case, A1/A2 as M1/M2."""
    text = re.sub(r"^(eeg|eog|emg|ecg)[\s._:]+", "", name.strip().lower())
    text = re.sub(r"[\s_]+", "", text)
    return re.sub(r"\ba([12])\b", r"m\1", text)


def resolve(
    montage: Montage, recording: Recording
) -> tuple[list[tuple[Derivation, MontageTrace]], list[str]]:
    """Resolve the traces of a montage that a recording can show.

    Parameters
    ----------
    montage : Montage
    recording : Recording

    Returns
    -------
    resolved : list of (Derivation, MontageTrace)
        In the montage's order; for a trace that the recording lacks the nearest that it has, see
        :func:`stand_ins`.
    lacking : list of str
        Labels of the traces that the recording has nothing for.
    """
    resolved, lacking = _resolve(montage, recording, takes_nearest=True)
    is_eeg = [derivation.role is Role.EEG for derivation, _ in resolved]
    wants_eeg = any((trace.role or guess_role(trace.label)) is Role.EEG for trace in montage.traces)
    if wants_eeg and not any(is_eeg):  # of a montage for staging an EOG alone is no likeness
        return _resolve(montage, recording, takes_nearest=False)
    return resolved, lacking


def _resolve(
    montage: Montage, recording: Recording, takes_nearest: bool
) -> tuple[list[tuple[Derivation, MontageTrace]], list[str]]:
    resolved, lacking = [], []
    derivations = [_derivation(trace, recording) for trace in montage.traces]
    taken = {derivation.channels for derivation in derivations if derivation is not None}
    for trace, exact in zip(montage.traces, derivations, strict=True):
        is_replaced = exact is None and (takes_nearest or trace.is_any_of_role)
        derivation = _nearest(trace, recording, taken) if is_replaced else exact
        if derivation is not None:
            taken.add(derivation.channels)
        if derivation is None:
            lacking.append(trace.label)
        else:
            resolved.append((derivation, trace))
    return resolved, lacking


def _derivation(trace: MontageTrace, recording: Recording) -> Derivation | None:
    channel_of_trace = _find(trace.label, recording)
    if channel_of_trace is not None:
        own = recording.channels[channel_of_trace].label
        label = own if own.casefold() == trace.label.casefold() else trace.label
        role = _role(trace, recording, channel_of_trace)
        return Derivation(label, role, channel_of_trace, shown=not trace.hidden)
    name, others = trace.channel, trace.references
    if not name and len(pair := re.split(r"\s*[-–:/]\s*", trace.label)) == 2:
        name, others = pair[0], (pair[1],)  # the label of a derivation that another recording holds as such
    channel = _find(name, recording) if name else None
    references = [_find(other, recording) for other in others]
    subtracted = [index for index in references if index is not None and _match(recording, channel, index)]
    if channel is None or len(subtracted) < len(references):
        return None
    role, first = _role(trace, recording, channel), subtracted[0] if subtracted else None
    return Derivation(trace.label, role, channel, first, not trace.hidden, tuple(subtracted[1:]))


def stand_ins(resolved: Iterable[tuple[Derivation, MontageTrace]]) -> list[tuple[str, str]]:
    """Return the labels of the traces for which another one stands, and of that one."""
    return [
        (trace.label, derivation.label)
        for derivation, trace in resolved
        if derivation.label.casefold() != trace.label.casefold() and not trace.is_any_of_role
    ]


def _nearest(
    trace: MontageTrace, recording: Recording, taken: Collection[tuple[int, ...]]
) -> Derivation | None:
    """Find the trace of a recording that is nearest to one of a montage, and in no other place of it.

    That is the same electrode with another reference; for an EEG then its mirror image on the other side, as
    the backup derivations of the AASM Manual are; for all else a channel of that role.
    """
    parts = [trace.channel, *trace.references]
    if trace.references and all(_find(part, recording) is not None for part in parts):
        return None  # both are there, in other units or at other rates: nothing stands for that
    free = [other for other in recording.traces if other.channels not in taken]
    role = trace.role or guess_role(trace.label)
    names = [_plain(trace.channel or trace.label.split("-")[0])]
    if role is Role.EEG:
        if not all(map(_is_reference, trace.references)):
            return None  # of a bipolar derivation nothing is near
        names.append(_mirrored(names[0]))
    for name in names:
        same = (other for other in free if name and _electrode_of(other) == name)
        nearest = next(same, None)
        if nearest is not None:
            return replace(nearest, shown=not trace.hidden)
    if role in (Role.EEG, Role.OTHER):
        return None
    alike = [other for other in free if other.role is role]
    alike += [other for other in free if role.general is other.role or role is other.role.general]
    return replace(alike[0], shown=not trace.hidden) if alike else None


def _electrode_of(trace: Derivation) -> str | None:
    """Return the electrode that a trace is read at, such as C4 of ``C4-M1``; None of a bipolar EEG."""
    first, _, second = _plain(trace.label).partition("-")
    if trace.role is Role.EEG and second and not _is_reference(second):
        return None
    return electrode(first) or first


def _is_reference(name: str) -> bool:
    """Return whether an electrode is one that all others are read against."""
    return _plain(name) in ("m1", "m2", "m1m2", "ref", "le", "avg", "g")


def _mirrored(name: str) -> str:
    """Return the electrode of the other side: F3 for F4."""
    match = re.fullmatch(r"([a-z]+)(\d)", name)
    return f"{match[1]}{int(match[2]) + (1 if int(match[2]) % 2 else -1)}" if match else ""


def _match(recording: Recording, first: int | None, second: int) -> bool:
    """Return whether one channel can be subtracted from another."""
    if first is None:
        return False
    channel, other = recording.channels[first], recording.channels[second]
    is_same_unit = bool(channel.unit) and channel.unit == other.unit
    return channel.sampling_rate_hz == other.sampling_rate_hz and is_same_unit and first != second


def _find(name: str, recording: Recording) -> int | None:
    """Find the channel of that label, or the referential channel of that electrode."""
    wanted = _plain(name)
    for channel in recording.channels:
        if _plain(channel.label) == wanted:
            return channel.index
    return next((c.index for c in recording.channels if electrode(c.label) == wanted), None)


def _role(trace: MontageTrace, recording: Recording, channel: int) -> Role:
    return trace.role or recording.channels[channel].role or guess_role(trace.label)


def load_montage(path: Path) -> Montage:
    """Read a montage.

    Raises
    ------
    MontageError
        In one sentence, if the file cannot be read or says something no montage can.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        traces = tuple(_trace(entry) for entry in values["trace"])
        return Montage(
            str(values["name"]),
            traces,
            _key(values.get("key", "")),
            path,
            **{name: _number(name, values[name]) for name in _SCALES if name in values},
        )
    except OSError as error:
        raise MontageError(
            Message("{path} cannot be read ({reason}).", path=path, reason=reason(error))
        ) from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise MontageError(
            Message(
                "{path} is no montage ({reason}); see docs/montages.md for what one holds.",
                path=path,
                reason=error,
            )
        ) from error


def _key(value: object) -> str:
    if value not in ("", *KEYS):
        raise ValueError(Message("{value!r} is none of the keys {keys}", value=value, keys=", ".join(KEYS)))
    return str(value)


def _trace(entry: dict[str, Any]) -> MontageTrace:
    unknown = set(entry) - set(MontageTrace.__dataclass_fields__)
    if unknown:
        raise ValueError(Message("unknown entry {unknown!r}", unknown=sorted(unknown)[0]))
    colour = str(entry.get("colour", ""))
    if colour and not is_colour(colour):
        raise ValueError(Message("{colour!r} is no colour such as #17304f", colour=colour))
    role = entry.get("role")
    return MontageTrace(
        label=str(entry["label"]),
        channel=str(entry.get("channel", "")),
        reference=_reference(entry.get("reference", "")),
        role=None if role is None else Role(role),
        colour=colour,
        hidden=bool(entry.get("hidden", False)),
        **{k: _number(k, entry[k]) for k in _POSITIVE if k in entry},
        **_edges(entry),
    )


def _edges(entry: dict[str, Any]) -> dict[str, float]:
    """Return the values at the edges of a lane; both or none."""
    edges: dict[str, float] = {name: float(entry[name]) for name in ("lowest", "highest") if name in entry}
    if edges and entry.get("uv_per_mm"):
        raise ValueError(
            Message("{label}: uv_per_mm and lowest exclude each other", label=str(entry["label"]))
        )
    if edges and not (len(edges) == 2 and -math.inf < edges["lowest"] < edges["highest"] < math.inf):
        raise ValueError(Message("{label}: lowest has to be below highest", label=str(entry["label"])))
    return edges


def is_colour(text: str) -> bool:
    """Return whether a text is a colour such as ``#17304f``."""
    return bool(_COLOUR.fullmatch(text))


def _number(name: str, value: object) -> float:
    number = float(value) if isinstance(value, int | float | str) else math.nan
    if not (math.isfinite(number) and number >= 0) or (name in _ABOVE_ZERO and number == 0):
        raise ValueError(Message("{value!r} is no {name}", value=value, name=name))
    return number


def _reference(value: str | list[str]) -> str | tuple[str, ...]:
    """Return one name as text, several as a tuple."""
    names = (value,) if isinstance(value, str) else tuple(map(str, value))
    return names[0] if len(names) == 1 else names


def save_montage(montage: Montage, path: Path) -> None:
    """Write a montage as TOML, atomically.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    lines = [f"name = {_quoted(montage.name)}"]
    for name in _SCALES:
        if getattr(montage, name):
            lines.append(f"{name} = {getattr(montage, name)!r}")
    if montage.key:
        lines.append(f"key = {_quoted(montage.key)}")
    for trace in montage.traces:
        lines += ["", "[[trace]]", *_trace_lines(trace)]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, "\n".join(lines) + "\n")


def _trace_lines(trace: MontageTrace) -> list[str]:
    lines = [f"label = {_quoted(trace.label)}"]
    for name in ("channel", "reference", "colour"):
        value = getattr(trace, name)
        if value:
            quoted = _quoted(value) if isinstance(value, str) else f"[{', '.join(map(_quoted, value))}]"
            lines.append(f"{name} = {quoted}")
    if trace.role is not None:
        lines.append(f"role = {_quoted(trace.role.value)}")
    if trace.gain != 1.0:
        lines.append(f"gain = {trace.gain!r}")
    for name in ("low_hz", "high_hz", "notch_hz", "lowest", "highest", "height", "uv_per_mm"):
        if getattr(trace, name) is not None:
            lines.append(f"{name} = {getattr(trace, name)!r}")
    if trace.hidden:
        lines.append("hidden = true")
    return lines


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if ord(c) >= 32 and ord(c) != 127 else f"\\u{ord(c):04X}" for c in escaped) + '"'


def user_montages_folder() -> Path:
    """Return the folder of the user's own montages."""
    from platformdirs import user_config_path

    return user_config_path("sleepscorer", appauthor=False) / "montages"


def is_users_own(montage: Montage) -> bool:
    """Return whether a montage is one of the user's, which can be changed, or comes with the program."""
    return montage.path is None or montage.path.parent == user_montages_folder()


def save_user_montage(montage: Montage) -> Montage:
    """Write one of the user's montages, under its old file name where it has one.

    Returns
    -------
    Montage
        With its path.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    path = montage.path if montage.path and is_users_own(montage) else _free_path(montage.name)
    save_montage(montage, path)
    return replace(montage, path=path)


def _free_path(name: str) -> Path:
    """Return a path for a montage of the user's that does not exist yet, named after it."""
    plain = "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "montage"
    names = (f"{plain}.toml", *(f"{plain}-{number}.toml" for number in range(2, 1000)))
    return next(path for candidate in names if not (path := user_montages_folder() / candidate).exists())


def available_montages(folders: Sequence[Path] | None = None) -> tuple[list[Montage], list[str]]:
    """List the montages to choose from; the user's own replace the machine's, and those the bundled ones.

    Parameters
    ----------
    folders : sequence of Path, optional
        The bundled, the machine's and the user's folder if not given.

    Returns
    -------
    montages : list of Montage
        By key, then by name. A key that two ask for goes to the user's own.
    refused : list of str
        A sentence for each file that is no montage.
    """
    montages: dict[str, Montage] = {}
    refused: list[str] = []
    machine = (folder / "montages" for folder in reversed(machine_folders()))
    for folder in folders or (resource("montages"), *machine, user_montages_folder()):
        for path in sorted(folder.glob("*.toml")):
            try:
                montage = load_montage(path)
            except MontageError as error:
                refused.append(str(error))
                continue
            montages.pop(montage.name, None)
            montages[montage.name] = montage
    kept = keys_once(reversed(montages.values()))
    return sorted(kept, key=lambda montage: (montage.key or "~", montage.name)), refused


def keys_once(montages: Iterable[Montage]) -> list[Montage]:
    """Return the montages, each key with the first that claims it only."""
    taken: set[str] = set()
    kept = []
    for montage in montages:
        kept.append(replace(montage, key="") if montage.key in taken else montage)
        taken.add(montage.key)
    return kept
