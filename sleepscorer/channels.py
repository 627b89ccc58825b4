"""Roles of channels, guessed from their labels, and derivations between electrodes.

Electrode names are those of the international 10-20 system; derivations are the recommended ones
of the AASM Manual for the Scoring of Sleep (each electrode against the mastoid of the other side).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sleepscorer.channel_roles import Role
from sleepscorer.channel_words import fold, names, names_unknown_muscle, side
from sleepscorer.units import is_unknown, is_voltage, plain_unit

__all__ = [
    "ELECTRICAL",
    "MIN_MODEL_RATE_HZ",
    "Derivation",
    "Role",
    "derive",
    "electrode",
    "guess_role",
    "is_frontal",
    "is_voltage",
    "lost_references",
    "tells_no_role",
]

MIN_MODEL_RATE_HZ = {Role.EEG: 50.0, Role.EOG: 50.0, Role.EMG: 60.0}
"""Lowest sampling rate at which a channel still carries what a model reads from it."""

_OTHER = (
    r"pos ?angle|"
    r"imp(edance)?\b|annotation|marker|event|trigger|status|temp|\bpos(ition)?\b|body|light|sound|audio|"
    r"snore|mic\b|activity|axis|elevation|gravity|spo2|sao2|sp02|ox stat|oxym|pleth|pulse|ppg|h\.?r\.?$|"
    r"heart rate|\bhr\b|"
    r"battery|voltage|dc\d|photic|ptt|\brmi\b|calibration|phase|\bk$|clock|co2|ph\b|bp\b|ratio|rip (?!sum)|"
    r"index|rate|quality|stage|video|volume"
)
_RESPIRATION = (
    r"resp|flow|thor|chest|abd|nasal|therm|cannula|effort|new air|airfl|cpap|pressure|press?\b|rip|[bix]pap|"
    r"rib ?cage|vitalog|\bsum\b|breath|nas\b|oro"
)
_LEG = r"leg|tib|plm|fds|edb|extrem|emg.*\bta\b|\bta\b.*emg|emg.*\bta[lrgd]\b"
_ECG = r"e[ck]g"
_EOG = r"eog|\broc\b|\bloc\b|^e[12]\b|^e[12]$|\be[12]\b|(left|right) ?eye|\beye"
_ELECTRODE = r"(?:fp|af|f|fc|ft|c|cp|t|tp|p|po|o)(?:z|\d{1,2})"
_EEG = rf"\beeg|(?:^|[\s._:-])({_ELECTRODE})(?:$|[\s._:/()-])|^(?:{_ELECTRODE})(?:[am][12]|avg|ref|le)$"
_MASTOID = r"^(?:eeg[ ._-]*)?[am][12](?:[ ._-]*ref)?$"

_ROLE_TESTS: tuple[tuple[Role, Callable[[str], object]], ...] = (
    (Role.ECG, re.compile(_ECG).search),
    (Role.LEG, lambda text: re.search(_LEG, text) or names("leg", text)),
    (Role.EOG, lambda text: re.search(_EOG, text) or names("eye", text)),
    (Role.EMG, lambda text: "emg" in text or names("chin", text)),
    (Role.EEG, re.compile(_MASTOID).search),
    (Role.EEG, re.compile(_EEG).search),
    (Role.ECG, partial(names, "heart")),
    (Role.RESPIRATION, lambda text: re.search(_RESPIRATION, text) or names("breathing", text)),
)
_NEVER = re.compile(_OTHER)
_IMPEDANCE = re.compile(r"imp(edance|$|\b)|\boff(set)?$")
_SAYS_KIND = re.compile(r"\b(eeg|eog|emg|ecg|ekg)\b")


ELECTRICAL = (Role.EEG, Role.EOG, Role.EMG, Role.ECG, Role.LEG, Role.LEG_LEFT, Role.LEG_RIGHT)
_METERS = (
    (Role.PLETH, "plethysmogram"),
    (Role.SPO2, "saturation"),
    (Role.PULSE, "pulse"),
    (Role.SNORE, "snore"),
    (Role.CO2, "CO2"),
    (Role.POSITION, "position"),
    (Role.LIGHT, "light"),
    (Role.BATTERY, "battery"),
)
"""Roles of what is no electrode and no breathing, with the words of each; the first that fits counts."""
_PRESSURE_UNITS = ("cmh2o", "mbar", "hpa", "pa", "mmh2o")


def guess_role(label: str, unit: str = "uV") -> Role:
    """Guess the role of a channel from its label and unit.

    Parameters
    ----------
    label : str
        As it stands in the file: ``EEG Fpz-Cz``, ``C4-M1``, ``EOG(L)``, ``EMG.Submental``, ...
    unit : str
        Physical dimension; an electrical role needs a voltage, no unit at all, or one that is not known.

    Returns
    -------
    Role
        ``Role.OTHER`` where nothing fits.
    """
    role = _role_of_label(label)
    is_of_another_kind = bool(unit.strip()) and not is_voltage(unit) and not is_unknown(unit)
    if role in ELECTRICAL:
        return Role.OTHER if is_of_another_kind else _of_a_side(role, label)
    special = _special_role(role, fold(label), plain_unit(unit))
    allowed = special.type.units
    return role if allowed and is_of_another_kind and plain_unit(unit) not in allowed else special


def tells_no_role(label: str) -> bool:
    """Return whether a label tells nothing: neither a role, nor that it is a marker, a sound or the like."""
    text = fold(label)
    is_no_trace = _NEVER.search(text) or _IMPEDANCE.search(text) or names("neither", text)
    return guess_role(label) is Role.OTHER and not is_no_trace


def _of_a_side(role: Role, label: str) -> Role:
    if role is not Role.LEG:
        return role
    return {"left": Role.LEG_LEFT, "right": Role.LEG_RIGHT}.get(side(fold(label)), role)


def _special_role(role: Role, text: str, unit: str) -> Role:
    """Return which sensor of the breathing, or which meter, a label that is no electrode's names."""
    if role is Role.RESPIRATION and not names("respiratory muscle", text):
        return _airway_role(text, unit) or _effort_role(text) or role
    if role is Role.OTHER and not _IMPEDANCE.search(text) and not names("no measurement", text):
        fitting = [meter for meter, kind in _METERS if names(kind, text)]
        return _airway_role(text, unit) or _meter(fitting, unit)
    return role


def _meter(fitting: Sequence[Role], unit: str) -> Role:
    """Return the meter that a label names; of an oximeter's saturation and pulse, the one with that unit."""
    if Role.PLETH not in fitting and Role.SPO2 in fitting and Role.PULSE in fitting:
        return next((r for r in (Role.SPO2, Role.PULSE) if unit in r.type.units), Role.OTHER)
    return fitting[0] if fitting else Role.OTHER


def _airway_role(text: str, unit: str) -> Role | None:
    is_pressure = names("pressure", text) or unit in _PRESSURE_UNITS
    if names("CPAP", text):
        if names("flow", text) or unit in Role.CPAP_FLOW.type.units:
            return Role.CPAP_FLOW
        return Role.CPAP_PRESSURE if is_pressure else None
    is_flow = names("flow", text) or "airflow" in text
    if names("nasal pressure", text) or (is_flow and is_pressure):
        return Role.NASAL_PRESSURE
    return Role.THERMISTOR if names("thermistor", text) else None


def _effort_role(text: str) -> Role | None:
    if names("flow", text) or names("no measurement", text.replace("resp", "")):
        return None
    kinds = (
        (Role.EFFORT_SUM, "effort sum"),
        (Role.THORAX, "thorax"),
        (Role.ABDOMEN, "abdomen"),
    )
    fitting = [role for role, kind in kinds if names(kind, text)]
    is_both = {Role.THORAX, Role.ABDOMEN} <= set(fitting)
    return Role.EFFORT_SUM if is_both else fitting[0] if fitting else None


def _role_of_label(label: str) -> Role:
    text = fold(label)
    if _IMPEDANCE.search(text):
        return Role.OTHER
    if names("respiratory muscle", text):
        return Role.RESPIRATION
    is_no_trace = _NEVER.search(text) or (names("neither", text) and not names("leg", text))
    if is_no_trace and not _SAYS_KIND.search(text):
        return Role.RESPIRATION if _respiratory_after_all(text) else Role.OTHER
    return _role_of_words(text)


def _role_of_words(text: str) -> Role:
    role = next((role for role, fits in _ROLE_TESTS if fits(text)), Role.OTHER)
    if role is Role.EMG and not names("chin", text) and names_unknown_muscle(text):
        return Role.OTHER  # which muscle it is would be a guess, and the model reads the chin
    return role


def _respiratory_after_all(text: str) -> bool:
    return bool(re.search(r"flow|nasal|thor|abd|effort|chest", text)) and not re.search(
        r"rate|pos|temp", text
    )


@dataclass(frozen=True)
class Derivation:
    """Derivation: a channel, or its difference from another or from the mean of others.

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
    """Return the electrode that a referential channel records, in lower case, or None for a bipolar channel.

    ``A1``/``A2`` are given as ``m1``/``m2`` and ``LOC``/``ROC`` as ``e1``/``e2``.
    """
    plain = label.strip().lower().replace(" ", "")
    if re.fullmatch(r"(chin|ecg|ekg|emg)\d", plain):
        return plain
    name = _SUFFIX.sub("", _PREFIX.sub("", label.strip())).strip().lower()
    known = re.fullmatch(rf"{_ELECTRODE}|[am][12]|e[12]|loc|roc", name)
    return _SYNONYMS.get(name, name) if known else None


def _mastoid_for(name: str) -> str | None:
    """Return the mastoid of an electrode: of the other side; M2 for the midline and for E1, E2."""
    if name in ("e1", "e2"):
        return "m2"
    if re.fullmatch(_ELECTRODE, name):
        return "m2" if name.endswith("z") or int(re.sub(r"\D", "", name)) % 2 else "m1"
    return None


def derive(
    labels: Sequence[str],
    roles: Sequence[Role],
    rates_hz: Sequence[float],
    units: Sequence[str] | None = None,
) -> tuple[Derivation, ...]:
    """Derive the traces of a recording: derivations of referential channels, channels elsewhere.

    Parameters
    ----------
    labels, roles, rates_hz : sequence
        One entry per channel, in the order of the file.
    units : sequence of str, optional
        One channel is subtracted from another only in the same unit, and never without one.

    Returns
    -------
    tuple of Derivation
        In the order of the file; a mastoid, or the second of a chin pair, that others are read
        against is not a trace of its own.
    """
    indices = _electrode_places(labels, roles)
    recorded = {_compact(label) for label in labels}
    used: set[int] = set()
    made: list[Derivation] = []
    for index, (label, role) in enumerate(zip(labels, roles, strict=True)):
        alike = indices if units is None else _in_unit(indices, units, units[index])
        reference = _reference(electrode(label), role, alike, index)
        if reference is None or rates_hz[reference] != rates_hz[index]:
            made.append(Derivation(label, role, index, shown=role.type.shown))
            continue
        used.add(reference)
        derived = _pair_label(label, labels[reference])
        if _has_own_derivation(derived, recorded):
            made.append(Derivation(label, role, index, shown=False))
        else:
            made.append(Derivation(derived, role, index, reference))
    return tuple(trace for trace in made if trace.channel not in used)


def lost_references(
    labels: Sequence[str], roles: Sequence[Role], units: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Return the channels without their reference because its unit differs, with the reference's label."""
    places = _electrode_places(labels, roles)
    lost = []
    for index, (label, role) in enumerate(zip(labels, roles, strict=True)):
        name = electrode(label)
        reference = _reference(name, role, places, index)
        if reference is not None and reference not in _in_unit(places, units, units[index]).values():
            lost.append((label, labels[reference]))
    return tuple(lost)


def _in_unit(places: Mapping[str, int], units: Sequence[str], unit: str) -> dict[str, int]:
    return {name: index for name, index in places.items() if unit and units[index] == unit}


def _compact(label: str) -> str:
    return re.sub(r"[^a-z0-9]", "", _PREFIX.sub("", label.strip()).lower())


def _has_own_derivation(derived: str, recorded: set[str]) -> bool:
    """Return whether the file already holds this electrode against some mastoid."""
    first = derived.split("-", maxsplit=1)[0]
    return any(_compact(first + other) in recorded for other in ("m1", "m2", "a1", "a2", "m1m2"))


def _electrode_places(labels: Sequence[str], roles: Sequence[Role]) -> dict[str, int]:
    indices: dict[str, int] = {}
    for index, (label, role) in enumerate(zip(labels, roles, strict=True)):
        name = electrode(label)
        if name and role in (Role.EEG, Role.EOG, Role.EMG, Role.ECG):
            indices.setdefault(name, index)
    return indices


def _reference(name: str | None, role: Role, indices: Mapping[str, int], index: int) -> int | None:
    if name is None:
        return None
    if role in (Role.EEG, Role.EOG):
        wanted = _mastoid_for(name)
        other = {"m1": "m2", "m2": "m1"}.get(wanted or "")
        reference = indices.get(wanted or "", indices.get(other or ""))
    else:
        reference = indices.get(_PAIRED.get(name, ""))
    return reference if reference != index else None


def _pair_label(label: str, reference: str) -> str:
    first, second = (_SUFFIX.sub("", _PREFIX.sub("", text.strip())) for text in (label, reference))
    if first.isdigit():  # of ECG1 and ECG2 nothing else would be left
        first, second = label.strip(), reference.strip()
    return f"{first}-{second}"


def is_frontal(label: str) -> bool:
    """Return whether an EEG trace is read at a frontal electrode, where slow waves are measured (AASM)."""
    name = _PREFIX.sub("", label.strip()).lower()
    return bool(re.match(r"(fp|af|f)(z|\d)", name))
