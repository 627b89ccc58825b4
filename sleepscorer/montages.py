"""Montages: which traces are shown, in which order, against which reference, filtered how.

A montage is a TOML file. Its traces name electrodes or channels; a recording that lacks one shows the
others. The derivations are those of the AASM Manual, chapter III.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sleepscorer.assets import resource
from sleepscorer.atomic import write_atomically
from sleepscorer.channels import Derivation, Role, electrode, guess_role
from sleepscorer.errors import SleepscorerError
from sleepscorer.recording import Recording

FORMAT = 1
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
    channel, reference : str
        Electrodes or channel labels to subtract where no channel is named ``label``; no reference
        shows the channel as it is.
    role : Role or None
        None: as the label says.
    gain : float
        Factor on the common scale.
    colour : str
        ``#rrggbb``; empty for the colour of the role.
    low_hz, high_hz : float or None
        Display filter; None for that of the role, 0 for none.
    notch_hz : float or None
        Mains filter.
    """

    label: str
    channel: str = ""
    reference: str = ""
    role: Role | None = None
    gain: float = 1.0
    colour: str = ""
    low_hz: float | None = None
    high_hz: float | None = None
    notch_hz: float | None = None


@dataclass(frozen=True)
class Montage:
    """A named list of traces; ``key`` is F1 to F8, or empty."""

    name: str
    traces: tuple[MontageTrace, ...]
    key: str = ""
    path: Path | None = field(default=None, compare=False)


def _plain(name: str) -> str:
    """Name for comparing: without ``EEG``, blanks and case, A1/A2 as M1/M2."""
    text = re.sub(r"^(eeg|eog|emg|ecg)[\s._:]+", "", name.strip().lower())
    text = re.sub(r"[\s_]+", "", text)
    return re.sub(r"\ba([12])\b", r"m\1", text)


def resolve(
    montage: Montage, recording: Recording
) -> tuple[list[tuple[Derivation, MontageTrace]], list[str]]:
    """Traces of a montage that a recording can show.

    Parameters
    ----------
    montage : Montage
    recording : Recording

    Returns
    -------
    found : list of (Derivation, MontageTrace)
        In the montage's order.
    lacking : list of str
        Labels of the traces that the recording has no channels for.
    """
    found, lacking = [], []
    for trace in montage.traces:
        derivation = _derivation(trace, recording)
        if derivation is None:
            lacking.append(trace.label)
        else:
            found.append((derivation, trace))
    return found, lacking


def _derivation(trace: MontageTrace, recording: Recording) -> Derivation | None:
    whole = _find(trace.label, recording)
    if whole is not None:
        return Derivation(trace.label, _role(trace, recording, whole), whole)
    channel = _find(trace.channel, recording) if trace.channel else None
    if channel is None:
        return None
    if not trace.reference:
        return Derivation(trace.label, _role(trace, recording, channel), channel)
    reference = _find(trace.reference, recording)
    if reference is None or not _match(recording, channel, reference):
        return None
    return Derivation(trace.label, _role(trace, recording, channel), channel, reference)


def _match(recording: Recording, first: int, second: int) -> bool:
    one, other = recording.channels[first], recording.channels[second]
    return one.sampling_rate_hz == other.sampling_rate_hz and one.unit == other.unit and first != second


def _find(name: str, recording: Recording) -> int | None:
    """Channel of that label, or the referential channel of that electrode."""
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
        return Montage(str(values["name"]), traces, str(values.get("key", "")), path)
    except OSError as error:
        raise MontageError(f"{path} cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise MontageError(
            f"{path} is no montage ({error}); see docs/montages.md for what one holds."
        ) from error


def _trace(entry: dict[str, Any]) -> MontageTrace:
    unknown = set(entry) - set(MontageTrace.__dataclass_fields__)
    if unknown:
        raise ValueError(f"unknown entry {sorted(unknown)[0]!r}")
    colour = str(entry.get("colour", ""))
    if colour and not _COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is no colour such as #17304f")
    role = entry.get("role")
    numbers = {k: float(entry[k]) for k in ("gain", "low_hz", "high_hz", "notch_hz") if k in entry}
    return MontageTrace(
        label=str(entry["label"]),
        channel=str(entry.get("channel", "")),
        reference=str(entry.get("reference", "")),
        role=None if role is None else Role(role),
        colour=colour,
        **numbers,
    )


def save_montage(montage: Montage, path: Path) -> None:
    """Write a montage as TOML, atomically.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    lines = [f"name = {_quoted(montage.name)}"]
    if montage.key:
        lines.append(f"key = {_quoted(montage.key)}")
    for trace in montage.traces:
        lines += ["", "[[trace]]", *_trace_lines(trace)]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, "\n".join(lines) + "\n")


def _trace_lines(trace: MontageTrace) -> list[str]:
    lines = [f"label = {_quoted(trace.label)}"]
    for name in ("channel", "reference", "colour"):
        if getattr(trace, name):
            lines.append(f"{name} = {_quoted(getattr(trace, name))}")
    if trace.role is not None:
        lines.append(f"role = {_quoted(trace.role.value)}")
    if trace.gain != 1.0:
        lines.append(f"gain = {trace.gain!r}")
    for name in ("low_hz", "high_hz", "notch_hz"):
        if getattr(trace, name) is not None:
            lines.append(f"{name} = {getattr(trace, name)!r}")
    return lines


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if ord(c) >= 32 and ord(c) != 127 else f"\\u{ord(c):04X}" for c in escaped) + '"'


def user_montages_folder() -> Path:
    """Where the user's own montages are."""
    from platformdirs import user_config_path

    return user_config_path("sleepscorer", appauthor=False) / "montages"


def available_montages(folders: Sequence[Path] | None = None) -> tuple[list[Montage], list[str]]:
    """Montages to choose from; the user's own take the place of bundled ones of the same name.

    Parameters
    ----------
    folders : sequence of Path, optional
        The bundled and the user's folder if not given.

    Returns
    -------
    found : list of Montage
        By key, then by name.
    refused : list of str
        A sentence for each file that is no montage.
    """
    found: dict[str, Montage] = {}
    refused = []
    for folder in folders or (resource("montages"), user_montages_folder()):
        for path in sorted(folder.glob("*.toml")):
            try:
                montage = load_montage(path)
            except MontageError as error:
                refused.append(str(error))
                continue
            found[montage.name] = montage
    return sorted(found.values(), key=lambda montage: (montage.key or "~", montage.name)), refused
