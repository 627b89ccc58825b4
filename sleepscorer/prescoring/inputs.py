"""Inputs of a model: the channels of a recording that feed one of its variants."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from sleepscorer.channels import MIN_MODEL_RATE_HZ, Derivation, Role
from sleepscorer.errors import ModelError, RecordingError, SleepscorerError
from sleepscorer.messages import Message, joined
from sleepscorer.prescoring.model_card import AMPLITUDES_UV, ModelCard
from sleepscorer.prescoring.plausibility import (
    carries_signal,
    is_poor,
    look_at_traces,
    why_doubtful,
    why_not,
    why_poor,
)
from sleepscorer.recording import Recording
from sleepscorer.signals.quality import Look

_EEG_ORDER = (r"c4", r"c3", r"fpz-cz", r"f4", r"f3", r"cz", r"pz-oz", r"o2", r"o1", r"fp", r"eeg ?2", r"p")
"""Derivations stages are read from first; central ones lead (AASM: C4-M1, else C3-M2)."""
_EOG_ORDER = (r"e1", r"loc|left|eog ?\(?l", r"horiz", r"e2", r"roc|right|eog ?\(?r")
_EMG_ORDER = (r"chin1-chin2", r"chin|subment|mental", r"emg")


@dataclass(frozen=True)
class InputPlan:
    """Variant of a model and the traces that feed it, one per input, in order, with what they look like."""

    card: ModelCard
    traces: tuple[Derivation, ...]
    notices: tuple[str, ...]
    looks: Mapping[Derivation, Look] = field(default_factory=dict)

    @property
    def first_eeg(self) -> int:
        """Index of the first EEG among the traces, of a model that reads one."""
        return next(number for number, given in enumerate(self.card.inputs) if given.role is Role.EEG)

    @property
    def channels(self) -> tuple[str, ...]:
        """Labels of the traces."""
        return tuple(trace.label for trace in self.traces)

    def low_passed(self, n_epochs: int) -> InputPlan:
        """Return it with the preparation that its first EEG needs: see :meth:`ModelCard.low_passed`."""
        if self.card.low_pass_hz is None:
            return self
        look = self.looks.get(self.traces[self.first_eeg])
        return replace(self, card=self.card.low_passed(look, n_epochs))


def plan_inputs(
    recording: Recording, variants: Sequence[ModelCard], looks: Mapping[Derivation, Look] | None = None
) -> InputPlan:
    """Choose the variant with most inputs that this recording can feed with real signal.

    Parameters
    ----------
    recording : Recording
    variants : sequence of ModelCard
        Of one family.
    looks : mapping of Derivation to Look, optional
        What :func:`sleepscorer.prescoring.plausibility.look_at_traces` has shown, where it is known already.

    Returns
    -------
    InputPlan
        Its notices say which channels are used, which cannot be what they say, and which role is done
        without.

    Raises
    ------
    ModelError
        If no variant can be fed; no channel is ever made up.
    RecordingError
        If that is so because no EEG can be in microvolts.
    """
    looks = look_at_traces(recording) if looks is None else looks
    reasons = _reasons(variants, looks)
    named = {role: _ranked(recording, role) for role in MIN_MODEL_RATE_HZ}
    ranked = {
        role: sorted(traces, key=lambda trace: is_poor(looks.get(trace))) for role, traces in named.items()
    }
    usable = {role: [trace for trace in traces if trace not in reasons] for role, traces in ranked.items()}
    for card in sorted(variants, key=lambda card: -len(card.inputs)):
        traces = _feed(card, usable)
        if traces is not None:
            unusable = _worth_saying(ranked, variants, looks, reasons)
            sentences = _notices(recording, card, traces, unusable)
            sentences += tuple(_passed_over(named, traces, looks, reasons))
            sentences += tuple(_doubtful(traces, looks))
            return InputPlan(
                card, traces, sentences, {trace: looks[trace] for trace in traces if trace in looks}
            )
    raise _refusal(recording, variants, looks, reasons)


def _reasons(variants: Sequence[ModelCard], looks: Mapping[Derivation, Look]) -> dict[Derivation, str]:
    """Why traces cannot be used: of a family, all variants take the same amplitudes of a role."""
    ranges = {model_input.role: model_input.range_uv for card in variants for model_input in card.inputs}
    judged = {
        trace: why_not(trace.label, look, ranges.get(trace.role, AMPLITUDES_UV[trace.role]))
        for trace, look in looks.items()
    }
    return {trace: sentence for trace, sentence in judged.items() if sentence}


def _refusal(
    recording: Recording,
    variants: Sequence[ModelCard],
    looks: Mapping[Derivation, Look],
    reasons: Mapping[Derivation, str],
) -> SleepscorerError:
    least = _least(variants)
    needs = reduce(_or, sorted({_inputs_text(card) for card in least}, key=len))
    wanted = {model_input.role for card in least for model_input in card.inputs}
    family, name = variants[0].family, recording.path.name
    concerned = [trace for trace in reasons if trace.role in wanted]
    if not concerned:
        return ModelError(
            Message(
                "{path} has no channels that {model} can score from: it needs {needs}, in volts, "
                "at {rate:g} Hz or more. Set the channels' roles if they were guessed wrongly.",
                path=name,
                model=family,
                needs=needs,
                rate=max(MIN_MODEL_RATE_HZ[role] for role in wanted),
            )
        )
    first = min(concerned, key=lambda trace: (trace.role is not Role.EEG, looks[trace].unfit is not None))
    is_scale = first.role is Role.EEG and looks[first].unfit is None
    lacks = Message(
        "{path} has no channels that {model} can score from: it needs {needs}.",
        path=name,
        model=family,
        needs=needs,
    )
    sentence = joined([lacks, reasons[first]])
    return RecordingError(sentence) if is_scale else ModelError(sentence)


def _least(variants: Sequence[ModelCard]) -> list[ModelCard]:
    """Variants that need nothing beyond what another one needs."""
    needs = [Counter(model_input.role for model_input in card.inputs) for card in variants]
    pairs = zip(variants, needs, strict=True)
    return [card for card, own in pairs if not any(own > other for other in needs)]


def _ranked(recording: Recording, role: Role) -> list[Derivation]:
    """Traces of a role in microvolts, the best first."""
    order = {Role.EEG: _EEG_ORDER, Role.EOG: _EOG_ORDER, Role.EMG: _EMG_ORDER}[role]
    usable = [trace for trace in recording.traces if trace.role is role and carries_signal(recording, trace)]
    return sorted(usable, key=lambda trace: (not trace.shown, _rank(trace.label, order)))


def _rank(label: str, order: Sequence[str]) -> int:
    name = re.sub(r"^(eeg|eog|emg)[ .:_-]+", "", label.strip().lower())
    return next((index for index, pattern in enumerate(order) if re.match(pattern, name)), len(order))


def _feed(card: ModelCard, candidates: dict[Role, list[Derivation]]) -> tuple[Derivation, ...] | None:
    left = {role: list(traces) for role, traces in candidates.items()}
    chosen = []
    for model_input in card.inputs:
        if not left.get(model_input.role):
            return None
        chosen.append(left[model_input.role].pop(0))
    return tuple(chosen)


def _passed_over(
    named: Mapping[Role, Sequence[Derivation]],
    fed: Sequence[Derivation],
    looks: Mapping[Derivation, Look],
    reasons: Mapping[Derivation, str],
) -> list[str]:
    """Say which traces gave way to better ones that come after them by their names, and why."""
    sentences = []
    for traces in named.values():
        last = max((index for index, trace in enumerate(traces) if trace in fed), default=0)
        given_way = [t for t in traces[:last] if t not in fed and t not in reasons and is_poor(looks.get(t))]
        sentences += [why_poor(trace.label, looks[trace]) for trace in given_way]
    return sentences


def _doubtful(fed: Sequence[Derivation], looks: Mapping[Derivation, Look]) -> list[str]:
    """Say of which traces that are fed the unit is in doubt."""
    sentences = [why_doubtful(trace, looks[trace]) for trace in fed if trace in looks]
    return [sentence for sentence in sentences if sentence]


def _or(first: str, second: str) -> str:
    return Message("{first} or {second}", first=first, second=second)


def _inputs_text(card: ModelCard) -> str:
    return " + ".join(model_input.role.value for model_input in card.inputs)


def _worth_saying(
    ranked: Mapping[Role, Sequence[Derivation]],
    variants: Sequence[ModelCard],
    looks: Mapping[Derivation, Look],
    reasons: Mapping[Derivation, str],
) -> dict[Derivation, str]:
    """Reasons of the traces that would have been used, and of those whose unit is in doubt."""
    sentences = {}
    for role, traces in ranked.items():
        left = max(sum(model_input.role is role for model_input in card.inputs) for card in variants)
        for trace in traces:
            if trace in reasons and (left > 0 or looks[trace].unfit is None):
                sentences[trace] = reasons[trace]
            left -= trace not in reasons
    return sentences


def _notices(
    recording: Recording, card: ModelCard, traces: Sequence[Derivation], unusable: Mapping[Derivation, str]
) -> tuple[str, ...]:
    sentences: list[str] = [
        Message(
            "Scored with {model}: {channels}.",
            model=card.title,
            channels=", ".join(trace.label for trace in traces),
        )
    ]
    sentences += unusable.values()
    for role in (Role.EOG, Role.EMG):
        if not any(model_input.role is role for model_input in card.inputs) and not any(
            t.role is role for t in unusable
        ):
            sentences.append(_without(recording, role))
    return tuple(sentences)


def _without(recording: Recording, role: Role) -> str:
    """Why a role is done without."""
    kin = [trace for trace in recording.traces if trace.role is role]
    if not kin:
        return Message("The recording has no {role}; the model was chosen to do without.", role=role.value)
    rate_hz = recording.rate_of(kin[0])
    if rate_hz < MIN_MODEL_RATE_HZ[role]:
        return Message(
            "{channel} was not used: at {rate:g} Hz it is an envelope or too coarse, not a raw {role}.",
            channel=kin[0].label,
            rate=rate_hz,
            role=role.value,
        )
    return Message(
        "{channel} was not used: no variant of the model takes this set of channels with it.",
        channel=kin[0].label,
    )
