"""Which channels of a recording feed which variant of a model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sleepscorer.channels import MIN_MODEL_RATE_HZ, Derivation, Role
from sleepscorer.errors import ModelError
from sleepscorer.prescoring.model_card import ModelCard
from sleepscorer.recording import Recording

_EEG_ORDER = (r"c4", r"c3", r"fpz-cz", r"f4", r"f3", r"cz", r"pz-oz", r"o2", r"o1", r"fp", r"eeg ?2", r"p")
"""Derivations stages are read from first; central ones lead (AASM: C4-M1, else C3-M2)."""
_EOG_ORDER = (r"e1", r"loc|left|eog ?\(?l", r"horiz", r"e2", r"roc|right|eog ?\(?r")
_EMG_ORDER = (r"chin1-chin2", r"chin|subment|mental", r"emg")


@dataclass(frozen=True)
class InputPlan:
    """Variant of a model and the traces that feed it, one per input, in order."""

    card: ModelCard
    traces: tuple[Derivation, ...]
    notices: tuple[str, ...]


def plan_inputs(
    recording: Recording, variants: Sequence[ModelCard], unusable: Collection[Derivation] = ()
) -> InputPlan:
    """Choose the variant with most inputs that this recording can feed with real signal.

    Parameters
    ----------
    recording : Recording
    variants : sequence of ModelCard
        Of one family.
    unusable : collection of Derivation
        Traces that turned out to hold no signal.

    Returns
    -------
    InputPlan
        Its notices say which channels are used and which role is done without.

    Raises
    ------
    ModelError
        If no variant can be fed; no channel is ever made up.
    """
    candidates = {role: _candidates(recording, role, unusable) for role in MIN_MODEL_RATE_HZ}
    for card in sorted(variants, key=lambda card: -len(card.inputs)):
        traces = _feed(card, candidates)
        if traces is not None:
            return InputPlan(card, traces, _notices(recording, card, traces, unusable))
    needs = " or ".join(sorted({_inputs_text(card) for card in _least(variants)}, key=len))
    raise ModelError(
        f"{recording.path.name} has no channels that {variants[0].family} can score from: it needs {needs}, "
        "in volts, at 60 Hz or more. Set the channels' roles if they were guessed wrongly."
    )


def _least(variants: Sequence[ModelCard]) -> list[ModelCard]:
    """Variants that need nothing beyond what another one needs."""
    needs = [Counter(one.role for one in card.inputs) for card in variants]
    pairs = zip(variants, needs, strict=True)
    return [card for card, own in pairs if not any(own > other for other in needs)]


def _candidates(recording: Recording, role: Role, unusable: Collection[Derivation]) -> list[Derivation]:
    """Traces of a role with real signal in microvolts, the best first."""
    order = {Role.EEG: _EEG_ORDER, Role.EOG: _EOG_ORDER, Role.EMG: _EMG_ORDER}[role]
    usable = [
        trace
        for trace in recording.traces
        if trace.role is role and trace not in unusable and _carries_signal(recording, trace)
    ]
    return sorted(usable, key=lambda trace: (not trace.shown, _rank(trace.label, order)))


def _carries_signal(recording: Recording, trace: Derivation) -> bool:
    channel = recording.channels[trace.channel]
    return channel.unit == "uV" and channel.sampling_rate_hz >= MIN_MODEL_RATE_HZ[trace.role]


def _rank(label: str, order: Sequence[str]) -> int:
    name = re.sub(r"^(eeg|eog|emg)[ .:_-]+", "", label.strip().lower())
    return next((place for place, pattern in enumerate(order) if re.match(pattern, name)), len(order))


def _feed(card: ModelCard, candidates: dict[Role, list[Derivation]]) -> tuple[Derivation, ...] | None:
    left = {role: list(traces) for role, traces in candidates.items()}
    chosen = []
    for one in card.inputs:
        if not left.get(one.role):
            return None
        chosen.append(left[one.role].pop(0))
    return tuple(chosen)


def _inputs_text(card: ModelCard) -> str:
    return " + ".join(one.role.value for one in card.inputs)


def _notices(
    recording: Recording, card: ModelCard, traces: Sequence[Derivation], unusable: Collection[Derivation]
) -> tuple[str, ...]:
    said = [f"Scored with {card.title}: {', '.join(trace.label for trace in traces)}."]
    said += [f"{trace.label} was not used: it holds no signal." for trace in unusable]
    for role in (Role.EOG, Role.EMG):
        if not any(one.role is role for one in card.inputs):
            said.append(_without(recording, role))
    return tuple(said)


def _without(recording: Recording, role: Role) -> str:
    """Why a role is done without."""
    kin = [trace for trace in recording.traces if trace.role is role]
    if not kin:
        return f"The recording has no {role.value}; the model was chosen to do without."
    rate_hz = recording.rate_of(kin[0])
    if rate_hz < MIN_MODEL_RATE_HZ[role]:
        return (
            f"{kin[0].label} was not used: at {rate_hz:g} Hz it is an envelope or too coarse, not a raw "
            f"{role.value}."
        )
    return f"{kin[0].label} was not used: no variant of the model takes this set of channels with it."
