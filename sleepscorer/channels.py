"""What a channel measures, told from its label, and derivations between electrodes.

Electrode names are those of the international 10-20 system; derivations are the recommended ones
of the AASM Manual for the Scoring of Sleep (each electrode against the mastoid of the other side).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Kind of signal a channel carries."""

    EEG = "EEG"
    EOG = "EOG"
    EMG = "EMG"
    ECG = "ECG"
    RESPIRATION = "respiration"
    LEG = "leg EMG"
    OTHER = "other"


MIN_MODEL_RATE_HZ = {Role.EEG: 60.0, Role.EOG: 60.0, Role.EMG: 60.0}
"""Lowest sampling rate at which a channel still carries what a model reads from it."""

_OTHER = (
    r"imp(edance)?\b|annotation|marker|event|trigger|status|temp|\bpos(ition)?\b|body|light|sound|audio|"
    r"snore|mic\b|activity|axis|elevation|gravity|spo2|sao2|sp02|ox stat|oxym|pleth|pulse|ppg|h\.?r\.?$|"
    r"heart rate|\bhr\b|"
    r"battery|voltage|dc\d|photic|ptt|\brmi\b|calibration|phase|\bk$|clock|co2|ph\b|bp\b|ratio|rip (?!sum)|"
    r"index|rate|quality|stage|video|volume"
)
_RESPIRATION = (
    r"resp|flow|thor|chest|abd|nasal|therm|cannula|effort|new air|airfl|cpap|pressure|pres\b|rip|xpap|"
    r"rib ?cage|vitalog|\bsum\b|breath|nas\b|oro"
)
_LEG = r"leg|tib|\b[lr]at\b|plm|\blat\b|\brat\b|[lr]leg|arm|fds|edb|extrem"
_ECG = r"e[ck]g"
_EOG = r"eog|\broc\b|\bloc\b|^e[12]\b|^e[12]$|\be[12]\b|(left|right) ?eye|\beye"
_EMG = r"emg|chin|subment|mental|menton|masseter|frontalis|zygomat"
_ELECTRODE = r"(?:fp|af|f|fc|ft|c|cp|t|tp|p|po|o)(?:z|\d{1,2})"
_EEG = rf"\beeg|(?:^|[\s._:-])({_ELECTRODE})(?:$|[\s._:/()-])|^(?:{_ELECTRODE})(?:[am][12]|avg|ref|le)$"
_MASTOID = r"^(?:eeg[ ._-]*)?[am][12](?:[ ._-]*ref)?$"

_ROLE_PATTERNS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.ECG, re.compile(_ECG)),
    (Role.LEG, re.compile(_LEG)),
    (Role.EOG, re.compile(_EOG)),
    (Role.EMG, re.compile(_EMG)),
    (Role.EEG, re.compile(_MASTOID)),
    (Role.EEG, re.compile(_EEG)),
    (Role.RESPIRATION, re.compile(_RESPIRATION)),
)
_NEVER = re.compile(_OTHER)
_IMPEDANCE = re.compile(r"imp(edance|$|\b)|\boff(set)?$")
_SAYS_KIND = re.compile(r"\b(eeg|eog|emg|ecg|ekg)\b")


_ELECTRICAL = (Role.EEG, Role.EOG, Role.EMG, Role.ECG, Role.LEG)


def is_voltage(unit: str) -> bool:
    """Whether a physical dimension is a voltage: V, mV, uV or nV, with either micro sign."""
    return bool(re.fullmatch(r"[muµμn]?v(olts?)?", unit.strip().lower()))


def guess_role(label: str, unit: str = "uV") -> Role:
    """Role of a channel from its label and unit.

    Parameters
    ----------
    label : str
        As it stands in the file: ``EEG Fpz-Cz``, ``C4-M1``, ``EOG(L)``, ``EMG.Submental``, ...
    unit : str
        Physical dimension; an electrical role needs a voltage, or no unit at all.

    Returns
    -------
    Role
        ``Role.OTHER`` where nothing fits.
    """
    role = _role_of_label(label)
    if role in _ELECTRICAL and unit.strip() and not is_voltage(unit):
        return Role.OTHER
    return role


def _plain(label: str) -> str:
    folded = unicodedata.normalize("NFKD", label.lower().replace("_", " "))
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).split())


def _role_of_label(label: str) -> Role:
    text = _plain(label)
    if _IMPEDANCE.search(text):
        return Role.OTHER
    if _NEVER.search(text) and not _SAYS_KIND.search(text):
        return Role.RESPIRATION if _respiratory_after_all(text) else Role.OTHER
    return next((role for role, pattern in _ROLE_PATTERNS if pattern.search(text)), Role.OTHER)


def _respiratory_after_all(text: str) -> bool:
    return bool(re.search(r"flow|nasal|thor|abd|effort|chest", text)) and not re.search(
        r"rate|pos|temp", text
    )


@dataclass(frozen=True)
class Derivation:
    """A channel, or what it differs by from another or from the mean of others.

    Attributes
    ----------
    label : str
        ``C4-M1``; the channel's own label where nothing is subtracted.
    role : Role
    channel : int
        Place of the channel in the recording.
    reference : int or None
        Place of the channel to subtract.
    shown : bool
        Whether a technician would want to see it without asking.
    averaged : tuple of int
        Places of further channels; the mean of ``reference`` and these is subtracted.
    """

    label: str
    role: Role
    channel: int
    reference: int | None = None
    shown: bool = True
    averaged: tuple[int, ...] = ()

    @property
    def references(self) -> tuple[int, ...]:
        """Places of the channels whose mean is subtracted."""
        return () if self.reference is None else (self.reference, *self.averaged)

    @property
    def channels(self) -> tuple[int, ...]:
        """Places of the channels this derivation reads."""
        return (self.channel, *self.references)


_PREFIX = re.compile(r"^(eeg|eog|emg|ecg|ekg)[\s._:-]*", re.IGNORECASE)
_SUFFIX = re.compile(r"[\s._:-]*(ref|le|avg|g)$", re.IGNORECASE)
_SYNONYMS = {"a1": "m1", "a2": "m2", "loc": "e1", "roc": "e2"}
_PAIRED = {"chin1": "chin2", "ecg1": "ecg2", "ekg1": "ekg2", "emg1": "emg2"}


def electrode(label: str) -> str | None:
    """Electrode that a referential channel records, in lower case, or None for a bipolar channel.

    ``A1``/``A2`` are given as ``m1``/``m2`` and ``LOC``/``ROC`` as ``e1``/``e2``.
    """
    plain = label.strip().lower().replace(" ", "")
    if re.fullmatch(r"(chin|ecg|ekg|emg)\d", plain):
        return plain
    name = _SUFFIX.sub("", _PREFIX.sub("", label.strip())).strip().lower()
    known = re.fullmatch(rf"{_ELECTRODE}|[am][12]|e[12]|loc|roc", name)
    return _SYNONYMS.get(name, name) if known else None


def _mastoid_for(name: str) -> str | None:
    """Mastoid an electrode is read against: of the other side; M2 for the midline and for E1, E2."""
    if name in ("e1", "e2"):
        return "m2"
    if re.fullmatch(_ELECTRODE, name):
        return "m2" if name.endswith("z") or int(re.sub(r"\D", "", name)) % 2 else "m1"
    return None


def derive(labels: Sequence[str], roles: Sequence[Role], rates_hz: Sequence[float]) -> tuple[Derivation, ...]:
    """Traces of a recording: derivations where only referential channels exist, channels elsewhere.

    Parameters
    ----------
    labels, roles, rates_hz : sequence
        One entry per channel, in the order of the file.

    Returns
    -------
    tuple of Derivation
        In the order of the file; a mastoid, or the second of a chin pair, that others are read
        against is not a trace of its own.
    """
    places = _electrode_places(labels, roles)
    recorded = {_compact(label) for label in labels}
    used: set[int] = set()
    made: list[Derivation] = []
    for index, (label, role) in enumerate(zip(labels, roles, strict=True)):
        reference = _reference(electrode(label), role, places, index)
        if reference is None or rates_hz[reference] != rates_hz[index]:
            made.append(Derivation(label, role, index, shown=role is not Role.OTHER))
            continue
        used.add(reference)
        derived = _pair_label(label, labels[reference])
        if _has_own_derivation(derived, recorded):
            made.append(Derivation(label, role, index, shown=False))
        else:
            made.append(Derivation(derived, role, index, reference))
    return tuple(trace for trace in made if trace.channel not in used)


def _compact(label: str) -> str:
    return re.sub(r"[^a-z0-9]", "", _PREFIX.sub("", label.strip()).lower())


def _has_own_derivation(derived: str, recorded: set[str]) -> bool:
    """Whether the file already holds this electrode against some mastoid."""
    first = derived.split("-", maxsplit=1)[0]
    return any(_compact(first + other) in recorded for other in ("m1", "m2", "a1", "a2", "m1m2"))


def _electrode_places(labels: Sequence[str], roles: Sequence[Role]) -> dict[str, int]:
    places: dict[str, int] = {}
    for index, (label, role) in enumerate(zip(labels, roles, strict=True)):
        name = electrode(label)
        if name and role in (Role.EEG, Role.EOG, Role.EMG, Role.ECG):
            places.setdefault(name, index)
    return places


def _reference(name: str | None, role: Role, places: Mapping[str, int], index: int) -> int | None:
    if name is None:
        return None
    if role in (Role.EEG, Role.EOG):
        wanted = _mastoid_for(name)
        other = {"m1": "m2", "m2": "m1"}.get(wanted or "")
        found = places.get(wanted or "", places.get(other or ""))
    else:
        found = places.get(_PAIRED.get(name, ""))
    return found if found != index else None


def _pair_label(label: str, reference: str) -> str:
    first, second = (_SUFFIX.sub("", _PREFIX.sub("", text.strip())) for text in (label, reference))
    if first.isdigit():  # of ECG1 and ECG2 nothing else would be left
        first, second = label.strip(), reference.strip()
    return f"{first}-{second}"


def is_frontal(label: str) -> bool:
    """Whether an EEG trace is read at a frontal electrode, where slow waves are measured (AASM)."""
    name = _PREFIX.sub("", label.strip()).lower()
    return bool(re.match(r"(fp|af|f)(z|\d)", name))
