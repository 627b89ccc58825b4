"""Groups of kinds of events that several statistics count."""

from __future__ import annotations

from sleepscorer.scoring import RESPIRATORY, EventKind

RERAS = frozenset(kind for kind in EventKind if kind.value == "rera")
"""Respiratory effort-related arousals, which the respiratory disturbance index counts beside the AHI."""
SNORES = frozenset(kind for kind in EventKind if kind.value == "snore")
DISTURBANCES = RESPIRATORY | RERAS
"""What the respiratory disturbance index counts, and what may cause an arousal or a limb movement."""
