"""Adaptation of a model's last step to a lab, from nights that its people scored.

What is fitted is a :class:`sleepscorer.prescoring.recalibration.Recalibration`, ten numbers on top of the
network's probabilities; the network itself stays as it is. Before and after are compared night by
night, each scored by a fit that never saw it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import ModelError, SleepscorerError
from sleepscorer.evaluation.metrics import Figures, ScoredNight, figures_of
from sleepscorer.evaluation.nights import Pair, evaluate_night
from sleepscorer.prescoring.calibration import TINY
from sleepscorer.prescoring.model_card import ModelCard, available_models, find_models, is_outside
from sleepscorer.prescoring.plugins import outside_names
from sleepscorer.prescoring.prescore import DEFAULT_MODEL
from sleepscorer.prescoring.recalibration import Recalibration, fit_recalibration
from sleepscorer.stages import SCORED_STAGES

MIN_NIGHTS = 3
"""Nights that people scored, of which one at a time is left out."""
MIN_EPOCHS = 30
"""Epochs of each stage in all nights together."""
MIN_NIGHTS_OF_A_STAGE = 2
"""Nights in which each stage occurs, so that it can be learnt when one is left out."""
MIN_SHARE = 0.5
"""Share of a night's epochs that people set. Where they set the doubtful ones alone, a model would
learn that it is wrong far more often than it is."""
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")


@dataclass(frozen=True, eq=False)
class Adaptation:
    """Adaptation to a lab's nights, and its figures before and after.

    Attributes
    ----------
    card : ModelCard
        Of the model that is adapted.
    recalibration : Recalibration
        Fitted to all nights.
    before, after : Figures
        Of all nights; after, each by a fit to the others.
    loss_before, loss_after : float
        Mean negative log-likelihood of the people's stages, likewise.
    n_nights, n_epochs : int
    """

    card: ModelCard
    recalibration: Recalibration
    before: Figures
    after: Figures
    loss_before: float
    loss_after: float
    n_nights: int
    n_epochs: int

    @property
    def pays(self) -> bool:
        """Whether nights that the fit never saw are explained better by it."""
        return self.loss_after < self.loss_before


def adaptable(model: str | None) -> ModelCard:
    """Return the card of a model that can be adapted.

    Raises
    ------
    ModelError
        If there is none of that name, or it is a family, an outside scorer, or adapted already.
    """
    wanted = model or DEFAULT_MODEL
    if is_outside(wanted):
        raise ModelError(f"{wanted} is an outside scorer and cannot be adapted; name a model.")
    cards = find_models(wanted)
    names = sorted({card.name for card in cards})
    if len(names) > 1:
        raise ModelError(f"{wanted} is a family of models; name one of {', '.join(names)}.")
    if cards[0].recalibration is not None:
        raise ModelError(f"{wanted} was adapted already; adapt the model it came from to all nights at once.")
    return cards[0]


def check_name(name: str) -> None:
    """Refuse a name that is no plain word, or is taken.

    Raises
    ------
    SleepscorerError
        Says which.
    """
    if not _NAME.fullmatch(name):
        raise SleepscorerError(f"{name!r} cannot name a model; use small letters, digits, dots and dashes.")
    cards = available_models()
    if name in {card.name for card in cards} | {card.family for card in cards} | set(outside_names()):
        raise SleepscorerError(f"There is a model called {name} already; choose another --name.")


def collect(pairs: Sequence[Pair], card: ModelCard) -> list[ScoredNight]:
    """Score every night with a model, beside what people set.

    Raises
    ------
    SleepscorerError
        If a file cannot be read, or people set too little of a night.
    """
    nights = []
    for pair in pairs:
        night = evaluate_night(pair, card.name).night
        share = (night.expert >= 0).mean()
        if pair.hypnogram is None and share < MIN_SHARE:
            raise SleepscorerError(
                f"People set {share:.0%} of the epochs of {pair.recording}, less than {MIN_SHARE:.0%}; score "
                "the whole night, or leave it out: doubtful epochs alone would teach too much doubt."
            )
        nights.append(night)
    return nights


def check_enough(nights: Sequence[ScoredNight]) -> None:
    """Refuse to learn from too little.

    Raises
    ------
    SleepscorerError
        Says what is short of the minimum.
    """
    if len(nights) < MIN_NIGHTS:
        raise SleepscorerError(
            f"{len(nights)} scored nights are too few to adapt to; at least {MIN_NIGHTS} are needed."
        )
    for stage in SCORED_STAGES:
        counts = [int((night.counted & (night.expert == stage)).sum()) for night in nights]
        n_nights = sum(count > 0 for count in counts)
        if sum(counts) < MIN_EPOCHS or n_nights < MIN_NIGHTS_OF_A_STAGE:
            raise SleepscorerError(
                f"People set {sum(counts)} epochs of {stage.name} in {n_nights} nights; add nights, until "
                f"there are at least {MIN_EPOCHS} in {MIN_NIGHTS_OF_A_STAGE} nights."
            )


def adapt(nights: Sequence[ScoredNight], card: ModelCard) -> Adaptation:
    """Fit to all nights, and measure on each by a fit to the others.

    Raises
    ------
    SleepscorerError
        If there is too little to learn from.
    """
    check_enough(nights)
    left_out = [_recalibrated(night, [other for other in nights if other is not night]) for night in nights]
    return Adaptation(
        card,
        _fit(nights),
        figures_of(nights),
        figures_of(left_out),
        _loss(nights),
        _loss(left_out),
        len(nights),
        sum(int(night.counted.sum()) for night in nights),
    )


def _fit(nights: Sequence[ScoredNight]) -> Recalibration:
    rows, stages = _pooled(nights)
    return fit_recalibration(rows, stages)


def _recalibrated(night: ScoredNight, others: Sequence[ScoredNight]) -> ScoredNight:
    return replace(night, probabilities=_fit(others).apply(night.probabilities))


def _loss(nights: Sequence[ScoredNight]) -> float:
    rows, stages = _pooled(nights)
    return float(-np.log(np.maximum(rows[np.arange(len(stages)), stages], TINY)).mean())


def _pooled(nights: Sequence[ScoredNight]) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    rows = np.concatenate([np.asarray(night.probabilities, np.float64)[night.counted] for night in nights])
    return rows, np.concatenate([night.expert[night.counted] for night in nights])
