"""Reasons why an index of a night is absent, which is never an index of 0."""

from __future__ import annotations

from collections.abc import Collection

from sleepscorer.messages import Message
from sleepscorer.scoring import EventKind
from sleepscorer.statistics.event_kinds import DISTURBANCES
from sleepscorer.statistics.night import NightStatistics
from sleepscorer.statistics.night_parameters import night_parameters_of

_COUNTED: dict[str, tuple[Collection[EventKind], Message]] = {
    "ahi": (DISTURBANCES, Message("No apnoea or hypopnoea is marked.")),
    "rei": (DISTURBANCES, Message("No apnoea or hypopnoea is marked.")),
    "odi_3": ({EventKind.DESATURATION}, Message("No desaturation is marked.")),
    "odi_4": ({EventKind.DESATURATION}, Message("No desaturation is marked.")),
    "arousal_index": ({EventKind.AROUSAL}, Message("No arousal is marked.")),
    "plms_index": ({EventKind.LIMB_MOVEMENT}, Message("No limb movement is marked.")),
}
INDICES = tuple(_COUNTED)
"""Names of the indices whose absence is explained."""


def absences_of(night: NightStatistics) -> dict[str, Message]:
    """Return the reason of each index of :data:`INDICES` that the night does not have, by its name.

    Parameters
    ----------
    night : NightStatistics

    Returns
    -------
    dict of str to Message
    """
    values = night_parameters_of(night)
    return {name: _absence(name, night) for name in INDICES if values[name] is None}


def odi_absence(night: NightStatistics) -> Message | None:
    """Return why desaturations that count make no ODI; None where they make one, or none counts.

    Parameters
    ----------
    night : NightStatistics

    Returns
    -------
    Message or None
    """
    count = night.events.by_kind[EventKind.DESATURATION].count
    if not count or night.unmeasured_desaturations < count:
        return None
    if night.oxygen is None:
        return Message(
            "There is no ODI: there are no values of SpO₂ for the time that counts, so the fall of no "
            "desaturation ({count} counted) is known.",
            count=count,
        )
    return Message(
        "There is no ODI: the fall of no desaturation ({count} counted) was measured, as SpO₂ is missing for "
        "more than half of each.",
        count=count,
    )


def _absence(name: str, night: NightStatistics) -> Message:
    if name == "ahi" and night.is_monitored:
        return Message("Nothing tells sleep from wake; the respiratory event index (REI) takes its place.")
    if name == "rei" and not night.is_monitored:
        return Message("It is of a home test without sleep; this night has an AHI.")
    kinds, nothing_marked = _COUNTED[name]
    if not any(kind in night.events.tallies for kind in kinds):
        return nothing_marked
    if not night.hours:
        return Message("No epoch between lights off and on is scored as sleep.")
    return odi_absence(night) or Message("There are no values of SpO₂ for the time that counts.")
