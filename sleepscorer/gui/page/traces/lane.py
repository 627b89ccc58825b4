"""Lane of one trace, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from sleepscorer.channels import Derivation, Role, is_frontal
from sleepscorer.gui.page.pages import DisplayBand

SCALES_UV_PER_MM = (1.0, 2.0, 3.5, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0)
LANE_FILL = 0.7
"""Share of its lane that a trace without a voltage scale fills."""
ROLE_GAIN = {Role.ECG: 0.15, Role.LEG: 0.7}
"""Factor on the common scale for roles whose waves are taller."""


@dataclass
class TraceLane:
    """Lane of one trace, and how it is drawn.

    Attributes
    ----------
    trace : Derivation
    unit : str
    gain : float
        The technician's factor on the scale.
    inverted : bool
    centre, spread : float, float or None
        Value in the middle of the lane, and the half-range that fills it, for a trace that is no
        wave in microvolts.
    band : DisplayBand
        Display filter.
    colour : str
        ``#rrggbb``; empty for that of the role.
    """

    trace: Derivation
    unit: str
    gain: float = 1.0
    inverted: bool = False
    centre: float = 0.0
    spread: float | None = None
    band: DisplayBand = field(default_factory=DisplayBand)
    colour: str = ""

    @property
    def shows_slow_waves(self) -> bool:
        """Whether slow waves are measured here: frontal EEG in microvolts (AASM)."""
        return self.trace.role is Role.EEG and self.unit == "uV" and is_frontal(self.trace.label)
