"""Review queue: the epochs most worth a look, the reasons, and the expected errors left.

An epoch's risk is a mean of the model's own doubt in the stage that stands (1 - its calibrated
probability) and of the doubt of the night around it, raised where a rule holds. On 20 nights of
Sleep-EDF, each scored by a model that never saw its person, the first 20 % of the epochs in this
order hold 64 % of the errors of a model of single epochs, and 60 % of those of a model with
context; in the order of the doubt alone it is 48 % and 54 % (``benchmarks/review_curve.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.calibration import calibrated
from sleepscorer.prescoring.model_card import ModelCard, available_models
from sleepscorer.prescoring.smoothing import in_context
from sleepscorer.review.rules import (
    ALWAYS,
    ELSEWHERE,
    HINT_WEIGHT,
    WEIGHTS,
    Reason,
    hints_of,
    rule_hits,
)
from sleepscorer.scoring import Scoring

__all__ = ["Reason", "Review", "ReviewItem", "ReviewQueue", "hints_of", "queue_of"]

SHARE = 0.2
"""Share of the epochs that is flagged unless told otherwise."""
LEAST_RISK = 0.01
"""Risk under which an epoch is not flagged, whatever the share."""
UNSURE_FROM = 0.4
"""Doubt from which on the model counts as unsure."""
CLOSE = 0.1
"""Difference between two stages' probabilities under which they are about equally likely."""
AROUND, AROUND_READS_NIGHT = 0.5, 0.2
"""Weight of the doubt of the night around, for a model that sees one epoch at a time, and for one
that has read the night itself: the latter's own doubt already knows most of it."""
TIE_RISK = 0.5
"""Risk of an epoch that a tie left unscored: of two stages one is wrong."""
RULE_POWER = 0.25
"""How much of a rule's odds is new beside the doubt: the best of 0, 0.25, 0.5 and 1 on those nights."""

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class ReviewItem:
    """Neighbouring epochs to look at together.

    Attributes
    ----------
    epochs : range
    risk : float
        Mean over its epochs, 0 to 1.
    reasons : tuple of Reason
        Strings, each a sentence; at least one.
    """

    epochs: range
    risk: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, eq=False)
class Review:
    """State of a review.

    Attributes
    ----------
    items : tuple of ReviewItem
        What is left to look at, in the order of time.
    risk : ndarray of float, shape (n_epochs,)
        0 where a person has looked, and where nothing stands.
    n_left, n_done : int
        Flagged epochs left, and those that were flagged and a person has scored.
    expected_at_start, expected_left : float
        Errors expected in the model's stages, all of them and where no person has looked.
    expected_in_queue : float
        Those of ``expected_left`` that are in the queue.
    n_unscored : int
        Epochs that neither a model nor a person has scored.
    """

    items: tuple[ReviewItem, ...]
    risk: Floats
    n_left: int
    n_done: int
    expected_at_start: float
    expected_left: float
    expected_in_queue: float
    n_unscored: int

    @property
    def n_total(self) -> int:
        """Flagged epochs, looked at or not: ``n_done`` of ``n_total`` is the progress."""
        return self.n_left + self.n_done

    @property
    def by_risk(self) -> tuple[ReviewItem, ...]:
        """The items, the most doubtful first."""
        return tuple(sorted(self.items, key=lambda item: -item.risk))

    def item_at(self, epoch: int) -> ReviewItem | None:
        """Return the item that holds an epoch."""
        return next((item for item in self.items if epoch in item.epochs), None)


class ReviewQueue:
    """Review queue of a pre-scored night.

    Parameters
    ----------
    probabilities : ndarray, shape (n_epochs, 5)
        Of the model's last run; NaN where it has none.
    temperature : float
        From the model's card; 1 where it has none.
    share : float
        Share of the epochs to flag at most, 0 to 1; epochs under a rule in ``ALWAYS`` come on top.
    reads_night : bool
        Whether the model reads the whole night at once; see ``AROUND``.
    hints : mapping of Reason to ndarray of bool, optional
        What the signal or people say of epochs, e.g. ``FLAT``; see :func:`hints_of`. Epochs under ``TIE``
        are in the queue while they are unscored.
    """

    def __init__(
        self,
        probabilities: NDArray[np.floating],
        *,
        temperature: float = 1.0,
        share: float = SHARE,
        reads_night: bool = False,
        hints: Mapping[Reason, Mask] | None = None,
    ) -> None:
        self._probabilities = calibrated(probabilities, temperature)
        self._around = AROUND_READS_NIGHT if reads_night else AROUND
        self._hints = dict(hints or {})
        self._ties = self._hints.pop(Reason.TIE, np.zeros(len(self._probabilities), bool))
        known = np.isfinite(self._probabilities[:, 0])
        best = np.where(known[:, None], self._probabilities, 0.0).argmax(axis=1)
        model_stages = np.where(known, best, -1)
        nobody = np.zeros(len(known), bool)
        start_risk, _ = self._assess(model_stages, nobody)
        self._threshold = _threshold(start_risk, share)
        self._ever_flagged = self._ties.copy()
        self._expected_at_start = float(self._doubt(model_stages, nobody).sum())
        self.update(model_stages, nobody)

    def update(self, stages: NDArray[np.integer], by_human: Mask) -> Review:
        """Return the review as it stands now; quick enough to be called after every key.

        Parameters
        ----------
        stages : ndarray of int, shape (n_epochs,)
            That stand; see ``Scoring.stages``.
        by_human : ndarray of bool, shape (n_epochs,)
            Epochs that a person has set; see ``Scoring.by_human``.

        Returns
        -------
        Review
        """
        stages, by_human = np.asarray(stages), np.asarray(by_human, bool)
        risk, reasons = self._assess(stages, by_human)
        flagged = risk >= self._threshold
        for reason in ALWAYS & reasons.keys():
            flagged |= reasons[reason] & (risk > 0)
        self._ever_flagged |= flagged
        doubt = self._doubt(stages, by_human)
        return Review(
            items=_items(flagged, risk, reasons),
            risk=risk,
            n_left=int(flagged.sum()),
            n_done=int((by_human & self._ever_flagged).sum()),
            expected_at_start=self._expected_at_start,
            expected_left=float(doubt.sum()),
            expected_in_queue=float(doubt[flagged].sum()),
            n_unscored=int(((stages < 0) & ~by_human).sum()),
        )

    def _doubt(self, stages: NDArray[np.integer], by_human: Mask) -> Floats:
        """Return 1 - the probability of the stage that stands; 0 where unscored or scored by a person."""
        doubt = 1 - _of_stage(self._probabilities, stages)
        return np.where((stages >= 0) & ~by_human, np.nan_to_num(doubt, nan=0.0), 0.0)

    def _assess(self, stages: NDArray[np.integer], by_human: Mask) -> tuple[Floats, dict[Reason, Mask]]:
        """Return the risk of each epoch, and where each reason holds."""
        own = self._doubt(stages, by_human)
        around = in_context(self._probabilities, stages, by_human)
        holds = {**self._signs(own, around, stages), **rule_hits(stages), **self._hints}
        doubt_around = 1 - _of_stage(around, stages)
        odds = _odds((1 - self._around) * own + self._around * doubt_around)
        for reason, mask in holds.items():
            weight = WEIGHTS.get(reason, HINT_WEIGHT if reason in self._hints else ELSEWHERE)
            odds[mask] *= (_odds(weight) / _odds(ELSEWHERE)) ** RULE_POWER
        open_to_review = (stages >= 0) & ~by_human
        risk = np.where(open_to_review, odds / (1 + odds), 0.0)
        holds[Reason.TIE] = self._ties & (stages < 0)
        risk[holds[Reason.TIE]] = TIE_RISK
        return risk, holds

    def _signs(self, own: Floats, around: Floats, stages: NDArray[np.integer]) -> dict[Reason, Mask]:
        top = np.partition(np.nan_to_num(self._probabilities), 3, axis=1)
        return {
            Reason.UNSURE: own >= UNSURE_FROM,
            Reason.CLOSE_CALL: (top[:, 4] - top[:, 3] < CLOSE) & (stages >= 0),
            Reason.AGAINST_NEIGHBOURS: (around.argmax(axis=1) != stages) & (stages >= 0),
        }


def queue_of(
    scoring: Scoring, *, share: float = SHARE, hints: Mapping[Reason, Mask] | None = None
) -> ReviewQueue | None:
    """Return the review queue of a scoring, after the card of the model that pre-scored it.

    Returns
    -------
    ReviewQueue or None
        None where no model has run and no tie is left by a consensus.
    """
    probabilities = scoring.probabilities
    if probabilities is None:
        if not hints or Reason.TIE not in hints:
            return None
        probabilities = np.full((scoring.n_epochs, 5), np.nan, np.float32)
    card = _card_of(scoring)
    return ReviewQueue(
        probabilities,
        temperature=getattr(card, "temperature", 1.0),
        share=share,
        reads_night=card is not None and card.reads_night,
        hints=hints,
    )


def _card_of(scoring: Scoring) -> ModelCard | None:
    """Return the card of the model that set most epochs; None where it is not installed, or set none."""
    models = Counter(a.name for a in scoring.authors if a is not None and a.is_model)
    if not models:
        return None
    name = models.most_common(1)[0][0].partition("@")[0]
    return next((card for card in available_models() if card.name == name), None)


def _of_stage(probabilities: Floats, stages: NDArray[np.integer]) -> Floats:
    return np.asarray(probabilities[np.arange(len(stages)), np.maximum(stages, 0)], np.float64)


def _odds(share: Floats | float) -> Floats:
    bounded = np.clip(share, 1e-6, 1 - 1e-6)
    return np.asarray(bounded / (1 - bounded), np.float64)


def _threshold(risk: Floats, share: float) -> float:
    """Return the risk that this share of the epochs reaches."""
    count = round(share * len(risk))
    return max(float(np.sort(risk)[-count]), LEAST_RISK) if count else float("inf")


def _items(flagged: Mask, risk: Floats, reasons: Mapping[Reason, Mask]) -> tuple[ReviewItem, ...]:
    edges = np.flatnonzero(np.diff(np.r_[False, flagged, False].astype(np.int8)))
    if not edges.size:
        return ()
    order = [reason for reason in Reason if reason in reasons]
    table = np.stack([np.append(reasons[reason], False) for reason in order])
    held = np.logical_or.reduceat(table, edges, axis=1)[:, ::2].T.tolist()
    sums = np.add.reduceat(np.append(risk, 0.0), edges)[::2].tolist()
    runs = (range(first, stop) for first, stop in edges.reshape(-1, 2).tolist())
    return tuple(
        ReviewItem(run, total / len(run), tuple(compress(order, row)) or (Reason.UNSURE,))
        for run, total, row in zip(runs, sums, held, strict=True)
    )
