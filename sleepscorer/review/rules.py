"""Rules on stages where people and models err most, each with its reason in plain words.

The weights are how often one scorer of five departs from the majority of the other four where a
rule holds in that scorer's stages, on the 80 nights of DOD-H and DOD-O (Guillot et al., IEEE TNSRE
28:1955-1965, 2020); ``benchmarks/review_curve.py --scorers`` counts it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sleepscorer.signals.quality import Fault
from sleepscorer.stages import Stage

Mask = NDArray[np.bool_]


class Reason(StrEnum):
    """Reason for a look at an epoch, as a sentence to show; the window translates it."""

    UNSURE = "The model is not sure of the stage."
    CLOSE_CALL = "Two stages are about equally likely."
    AGAINST_NEIGHBOURS = "The epochs around it speak for another stage."
    SLEEP_ONSET = "Sleep onset: it decides the sleep latency."
    FIRST_N2 = "First N2 after N1: is there a K-complex or a spindle?"
    FIRST_REM = "First stage R after N2: are there rapid eye movements and low chin tone?"
    N2_N3_BORDER = "Border of N2 and N3: are there 6 s of slow waves?"
    WAKE_TO_REM = "From wake straight to stage R."
    N3_TO_REM = "From N3 straight to stage R."
    REM_TO_N3 = "From stage R straight to N3."
    WAKE_TO_N3 = "From wake straight to N3."
    ISLAND = "A single epoch between two of another stage."
    FLAT = "The signal is flat."
    SATURATED = "The signal is at the limit of the amplifier."
    EXTREME = "The signal is far larger than any EEG."
    MISSING = "There is no signal."
    MARKED = "Somebody marked this epoch as not sure."
    TIE = "Tie: as many scorers say one stage as another."


WEIGHTS: dict[Reason, float] = {
    Reason.SLEEP_ONSET: 0.39,
    Reason.FIRST_N2: 0.21,
    Reason.FIRST_REM: 0.27,
    Reason.N2_N3_BORDER: 0.43,
    Reason.WAKE_TO_REM: 0.40,
    Reason.N3_TO_REM: 0.71,
    Reason.REM_TO_N3: 0.83,
    Reason.WAKE_TO_N3: 0.47,
    Reason.ISLAND: 0.50,
}
"""How often a stage is disputed where a rule holds."""
ELSEWHERE = 0.13
"""How often it is disputed where no rule holds."""
HINT_WEIGHT = 0.5
"""The same for hints from the signal and from people; chosen, not measured."""
FAULTS = {
    Fault.MISSING: Reason.MISSING,
    Fault.FLAT: Reason.FLAT,
    Fault.SATURATED: Reason.SATURATED,
    Fault.EXTREME: Reason.EXTREME,
}
"""Reason that each fault of a signal gives."""
ALWAYS = frozenset(
    {
        Reason.SLEEP_ONSET,
        Reason.FIRST_REM,
        Reason.WAKE_TO_REM,
        Reason.N3_TO_REM,
        Reason.REM_TO_N3,
        Reason.WAKE_TO_N3,
        Reason.MARKED,
        Reason.TIE,
    }
)
"""Rare, and a report rests on them: to be looked at however sure the model is."""


def rule_hits(stages: NDArray[np.integer]) -> dict[Reason, Mask]:
    """Return the epochs in which each rule holds, shape (n_epochs,) each.

    Parameters
    ----------
    stages : ndarray of int, shape (n_epochs,)
        -1 is unscored; no rule looks across it.
    """
    stages = np.asarray(stages)
    return {
        Reason.SLEEP_ONSET: _sleep_onset(stages),
        Reason.FIRST_N2: _shifts(stages, Stage.N1, Stage.N2, before=False),
        Reason.FIRST_REM: _shifts(stages, Stage.N2, Stage.R, before=False),
        Reason.N2_N3_BORDER: _shifts(stages, Stage.N2, Stage.N3) | _shifts(stages, Stage.N3, Stage.N2),
        Reason.WAKE_TO_REM: _shifts(stages, Stage.W, Stage.R),
        Reason.N3_TO_REM: _shifts(stages, Stage.N3, Stage.R),
        Reason.REM_TO_N3: _shifts(stages, Stage.R, Stage.N3),
        Reason.WAKE_TO_N3: _shifts(stages, Stage.W, Stage.N3),
        Reason.ISLAND: _islands(stages),
    }


def hints_of(faults: Mapping[Fault, Mask]) -> dict[Reason, Mask]:
    """Return the faults of a signal as hints for a :class:`sleepscorer.review.queue.ReviewQueue`."""
    return {FAULTS[fault]: mask for fault, mask in faults.items()}


def _sleep_onset(stages: NDArray[np.integer]) -> Mask:
    """Return the first epoch of sleep and its neighbours."""
    hit = np.zeros(len(stages), bool)
    asleep = np.flatnonzero(stages > Stage.W)
    if asleep.size:
        hit[max(0, asleep[0] - 1) : asleep[0] + 2] = True
    return hit


def _shifts(stages: NDArray[np.integer], first: Stage, then: Stage, *, before: bool = True) -> Mask:
    """Return the epochs at a change from one stage to another: those after it and before it."""
    hit = np.zeros(len(stages), bool)
    change = (stages[:-1] == first) & (stages[1:] == then)
    hit[1:] = change
    if before:
        hit[:-1] |= change
    return hit


def _islands(stages: NDArray[np.integer]) -> Mask:
    hit = np.zeros(len(stages), bool)
    around = (stages[:-2] == stages[2:]) & (stages[1:-1] != stages[2:])
    hit[1:-1] = around & (stages[1:-1] >= 0) & (stages[2:] >= 0)
    return hit
