"""Lane of one trace, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from sleepscorer.channel_roles import Scale
from sleepscorer.channels import Derivation, Role, is_frontal
from sleepscorer.gui.page.pages import DisplayBand

RANGE_FILL = 0.9
"""Share of its lane that a fixed range takes."""
LONGEST_OVERFLOW_S = 60.0
"""Page length up to which EEG and EOG swing into each other's lanes: their height is what is scored."""


class TraceShape(Enum):
    """Shape of a trace: how its values are joined."""

    LINE = "line"
    CENTRED = "line about the middle value of its page, whatever the offset of the amplifier"
    STEPS = "steps, for a value holds until the next one"
    BLOCKS = "blocks of one code each"


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
    scale : Scale
        How the height is scaled; only ``Scale.MICROVOLTS`` is common to several traces.
    centre, half : float, float or None
        Value in the middle of the lane, and from there to its edge; None on the common scale.
    shape : TraceShape
        How the values are joined.
    levels : tuple of float
        Levels that are drawn across and labelled.
    weight : float
        Height of the lane, that of an EEG being 1, where there is room for all.
    is_height_asked : bool
        Whether a montage names the weight.
    height : float
        Height of the lane on the page as it is laid out, in weights.
    words : dict of int to str
        What codes stand for, in the window's language.
    are_codes_assumed : bool
        Whether nobody has told what the codes stand for.
    is_absolute : bool
        Whether a montage names the values at its edges.
    uv_per_mm : float
        Scale that a montage names for it; 0 for the common one.
    band : DisplayBand
        Display filter.
    colour : str
        ``#rrggbb``; empty for that of the role.
    is_alternate : bool
        Whether it has the second colour of its role, to be told from the lane above.
    """

    trace: Derivation
    unit: str
    gain: float = 1.0
    inverted: bool = False
    centre: float = 0.0
    half: float | None = None
    band: DisplayBand = field(default_factory=DisplayBand)
    colour: str = ""
    is_alternate: bool = False
    scale: Scale = Scale.MICROVOLTS
    shape: TraceShape = TraceShape.LINE
    levels: tuple[float, ...] = ()
    weight: float = 1.0
    is_height_asked: bool = False
    height: float = 1.0
    words: dict[int, str] = field(default_factory=dict)
    are_codes_assumed: bool = False
    is_absolute: bool = False
    uv_per_mm: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether a value holds until the next sample."""
        return self.shape in (TraceShape.STEPS, TraceShape.BLOCKS)

    def may_overflow(self, page_s: float) -> bool:
        """Tell whether it swings into lanes of its kind on a page, where all others are cut off."""
        return self.trace.role in (Role.EEG, Role.EOG) and page_s <= LONGEST_OVERFLOW_S

    def is_staged(self, page_s: float) -> bool:
        """Tell whether it is a voltage that is scored by its height on a page."""
        is_staged = self.trace.role in (Role.EEG, Role.EOG, Role.EMG)
        return is_staged and self.scale is Scale.MICROVOLTS and page_s <= LONGEST_OVERFLOW_S

    @property
    def text_of_code(self) -> Callable[[int], str]:
        """Word for a code; the number where there is none."""
        return lambda code: self.words.get(code, f"{code} ?")

    @property
    def shows_slow_waves(self) -> bool:
        """Whether slow waves are measured here: frontal EEG in microvolts (AASM)."""
        return self.trace.role is Role.EEG and self.unit == "uV" and is_frontal(self.trace.label)
