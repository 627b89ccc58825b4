"""Causes of arousals, by what is marked around them."""

from __future__ import annotations

from enum import Enum

from sleepscorer.scoring import Event
from sleepscorer.statistics.spans import Spans

LIMB_APART_S = 0.5
"""A limb movement and an arousal belong together if less lies between the end of the first of them and the
onset of the other, whichever comes first (AASM Manual, chapter VII)."""
AFTER_BREATHING_S = 3.0
"""An arousal up to so long after the end of a respiratory event is taken to be caused by it. The manual asks
for an arousal "associated" with the event and names no time."""


class ArousalCause(Enum):
    """Cause of an arousal; the values are keys of a report's texts."""

    RESPIRATORY = "respiratory"
    LIMB = "limb"
    SPONTANEOUS = "spontaneous"


def arousal_cause(arousal: Event, breathing: Spans, limbs: Spans) -> ArousalCause:
    """Return the cause of an arousal; breathing goes before limbs.

    Parameters
    ----------
    arousal : Event
    breathing, limbs : Spans
        Apnoeas, hypopnoeas and RERAs; limb movements.
    """
    if breathing.any_from(arousal.start_s - AFTER_BREATHING_S, arousal.start_s):
        return ArousalCause.RESPIRATORY
    if limbs.any_nearer(arousal, LIMB_APART_S):
        return ArousalCause.LIMB
    return ArousalCause.SPONTANEOUS


def is_with_arousal(movement: Event, arousals: Spans) -> bool:
    """Return whether an arousal belongs to a limb movement."""
    return arousals.any_nearer(movement, LIMB_APART_S)
