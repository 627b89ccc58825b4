"""Rules on stages where people and models err most, each with its reason in plain words.

The weights are how often one scorer of five departs from the majority of the other four where a
rule holds in that scorer's stages, on the 80 nights of DOD-H and DOD-O (Guillot et al., IEEE TNSRE
28:1955-1965, 2020); ``benchmarks/review_curve.py --scorers`` counts it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sleepscorer.signals.quality import Fault
from sleepscorer.stages import Stage
from sleepscorer.translatable import QT_TRANSLATE_NOOP

Mask = NDArray[np.bool_]
Stages = NDArray[np.integer]


def _sleep_onset(stages: Stages) -> Mask:
    """Return the first epoch of sleep and its neighbours."""
    hit = np.zeros(len(stages), bool)
    asleep = np.flatnonzero(stages > Stage.W)
    if asleep.size:
        hit[max(0, asleep[0] - 1) : asleep[0] + 2] = True
    return hit


def _shifts(stages: Stages, first: Stage, then: Stage, *, before: bool = True) -> Mask:
    """Return the epochs at a change from one stage to another: those after it and before it."""
    hit = np.zeros(len(stages), bool)
    change = (stages[:-1] == first) & (stages[1:] == then)
    hit[1:] = change
    if before:
        hit[:-1] |= change
    return hit


def _islands(stages: Stages) -> Mask:
    hit = np.zeros(len(stages), bool)
    around = (stages[:-2] == stages[2:]) & (stages[1:-1] != stages[2:])
    hit[1:-1] = around & (stages[1:-1] >= 0) & (stages[2:] >= 0)
    return hit


def _after(first: Stage, then: Stage) -> Callable[[Stages], Mask]:
    """Return the rule on the epoch after a change from one stage to another."""
    return lambda stages: _shifts(stages, first, then, before=False)


def _around(first: Stage, then: Stage) -> Callable[[Stages], Mask]:
    """Return the rule on both epochs at a change from one stage to another."""
    return lambda stages: _shifts(stages, first, then)


def _n2_n3_border(stages: Stages) -> Mask:
    return _shifts(stages, Stage.N2, Stage.N3) | _shifts(stages, Stage.N3, Stage.N2)


@dataclass(frozen=True)
class Rule:
    """Reason for a look at an epoch, and where it holds: a new rule is a row of :class:`Reason`.

    Attributes
    ----------
    sentence : str
        Shown, and kept; translated by the window.
    weight : float
        How often a stage is disputed where the rule holds, 0 to 1; 0 where that was not counted.
    hits : callable, optional
        Gives the epochs in which it holds, shape (n_epochs,), from the stages of the night; none for what
        the model, the signal or people say.
    fault : Fault, optional
        Fault of the signal that is this reason.
    is_rare : bool
        Rare, and a report rests on it: to be looked at however sure the model is.
    """

    sentence: str
    weight: float = 0.0
    hits: Callable[[Stages], Mask] | None = None
    fault: Fault | None = None
    is_rare: bool = False


class Reason(StrEnum):
    """Reason for a look at an epoch: a row each; the value is the sentence to show."""

    _value_: str
    rule: Rule

    def __new__(cls, row: Rule) -> Reason:
        """Make a member of its row."""
        reason = str.__new__(cls, row.sentence)
        reason._value_ = row.sentence
        reason.rule = row
        return reason

    UNSURE = Rule(QT_TRANSLATE_NOOP("Reason", "The model is not sure of the stage."))
    CLOSE_CALL = Rule(QT_TRANSLATE_NOOP("Reason", "Two stages are about equally likely."))
    AGAINST_NEIGHBOURS = Rule(QT_TRANSLATE_NOOP("Reason", "The epochs around it speak for another stage."))
    SLEEP_ONSET = Rule(
        QT_TRANSLATE_NOOP("Reason", "Sleep onset: it decides the sleep latency."),
        0.39,
        _sleep_onset,
        is_rare=True,
    )
    FIRST_N2 = Rule(
        QT_TRANSLATE_NOOP("Reason", "First N2 after N1: is there a K-complex or a spindle?"),
        0.21,
        _after(Stage.N1, Stage.N2),
    )
    FIRST_REM = Rule(
        QT_TRANSLATE_NOOP(
            "Reason", "First stage R after N2: are there rapid eye movements and low chin tone?"
        ),
        0.27,
        _after(Stage.N2, Stage.R),
        is_rare=True,
    )
    N2_N3_BORDER = Rule(
        QT_TRANSLATE_NOOP("Reason", "Border of N2 and N3: are there 6 s of slow waves?"), 0.43, _n2_n3_border
    )
    WAKE_TO_REM = Rule(
        QT_TRANSLATE_NOOP("Reason", "From wake straight to stage R."),
        0.40,
        _around(Stage.W, Stage.R),
        is_rare=True,
    )
    N3_TO_REM = Rule(
        QT_TRANSLATE_NOOP("Reason", "From N3 straight to stage R."),
        0.71,
        _around(Stage.N3, Stage.R),
        is_rare=True,
    )
    REM_TO_N3 = Rule(
        QT_TRANSLATE_NOOP("Reason", "From stage R straight to N3."),
        0.83,
        _around(Stage.R, Stage.N3),
        is_rare=True,
    )
    WAKE_TO_N3 = Rule(
        QT_TRANSLATE_NOOP("Reason", "From wake straight to N3."),
        0.47,
        _around(Stage.W, Stage.N3),
        is_rare=True,
    )
    ISLAND = Rule(QT_TRANSLATE_NOOP("Reason", "A single epoch between two of another stage."), 0.50, _islands)
    FLAT = Rule(QT_TRANSLATE_NOOP("Reason", "The signal is flat."), fault=Fault.FLAT)
    SATURATED = Rule(
        QT_TRANSLATE_NOOP("Reason", "The signal is at the limit of the amplifier."), fault=Fault.SATURATED
    )
    EXTREME = Rule(QT_TRANSLATE_NOOP("Reason", "The signal is far larger than any EEG."), fault=Fault.EXTREME)
    MISSING = Rule(QT_TRANSLATE_NOOP("Reason", "There is no signal."), fault=Fault.MISSING)
    MARKED = Rule(QT_TRANSLATE_NOOP("Reason", "Somebody marked this epoch as not sure."), is_rare=True)
    TIE = Rule(QT_TRANSLATE_NOOP("Reason", "Tie: as many scorers say one stage as another."), is_rare=True)


WEIGHTS: dict[Reason, float] = {reason: reason.rule.weight for reason in Reason if reason.rule.weight}
"""How often a stage is disputed where a rule holds."""
ELSEWHERE = 0.13
"""How often it is disputed where no rule holds."""
HINT_WEIGHT = 0.5
"""The same for hints from the signal and from people; chosen, not measured."""
FAULTS = {reason.rule.fault: reason for reason in Reason if reason.rule.fault is not None}
"""Reason that each fault of a signal gives."""
ALWAYS = frozenset(reason for reason in Reason if reason.rule.is_rare)
"""Rare, and a report rests on them: to be looked at however sure the model is."""


def rule_hits(stages: NDArray[np.integer]) -> dict[Reason, Mask]:
    """Return the epochs in which each rule holds, shape (n_epochs,) each.

    Parameters
    ----------
    stages : ndarray of int, shape (n_epochs,)
        -1 is unscored; no rule looks across it.
    """
    stages = np.asarray(stages)
    return {reason: reason.rule.hits(stages) for reason in Reason if reason.rule.hits is not None}


def hints_of(faults: Mapping[Fault, Mask]) -> dict[Reason, Mask]:
    """Return the faults of a signal as hints for a :class:`sleepscorer.review.queue.ReviewQueue`."""
    return {FAULTS[fault]: mask for fault, mask in faults.items()}
