"""The desaturation or arousal by which a hypopnoea counts."""

from __future__ import annotations

import pytest

from sleepscorer.scoring import Event, EventKind
from sleepscorer.scoring.links import grounds_of

K = EventKind
HYPOPNOEA = Event(K.HYPOPNOEA, 100.0, 20.0, "Flow")


@pytest.mark.parametrize(
    ("kind", "start_s", "counts"),
    [
        (K.DESATURATION, 99.9, False),
        (K.DESATURATION, 110.0, True),
        (K.DESATURATION, 150.0, True),
        (K.DESATURATION, 150.1, False),
        (K.AROUSAL, 100.0, True),
        (K.AROUSAL, 125.0, True),
        (K.AROUSAL, 125.1, False),
        (K.LIMB_MOVEMENT, 110.0, False),
    ],
)
def test_what_starts_within_or_soon_after_is_its_ground(kind: K, start_s: float, counts: bool) -> None:
    event = Event(kind, start_s, 5.0)
    assert grounds_of(HYPOPNOEA, [event]) == ((event,) if counts else ())


def test_the_first_of_each_kind_counts() -> None:
    arousal, later = Event(K.AROUSAL, 118.0, 4.0), Event(K.AROUSAL, 122.0, 4.0)
    fall, next_fall = Event(K.DESATURATION, 119.0, 20.0), Event(K.DESATURATION, 140.0, 9.0)
    assert grounds_of(HYPOPNOEA, [arousal, fall, later, next_fall]) == (fall, arousal)
