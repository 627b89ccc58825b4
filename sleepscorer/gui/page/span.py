"""Span of a page: how much of the night it shows, and where it starts."""

from __future__ import annotations

from dataclasses import dataclass

from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, fill, translate
from sleepscorer.stages import EPOCH_SECONDS

SCALES_UV_PER_MM = (1.0, 2.0, 3.5, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0)
PAGE_LENGTHS_S = (10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0, 7200.0)
"""Page lengths that keys step through; after them comes the whole night."""
WHOLE_NIGHT = QT_TRANSLATE_NOOP("Page", "whole night")
LONGEST_MARGIN_S = 4.0
TICKS_S = (1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 345_600)
MOST_TICKS = 10


@dataclass(frozen=True)
class PageSpan:
    """Length of a page.

    Attributes
    ----------
    page_s : float
        Seconds of the page proper. Pages longer than an epoch hold whole epochs and have no margins;
        shorter ones show an epoch in parts.
    whole_night : bool
        Whether the page is as long as the recording.
    """

    page_s: float = float(EPOCH_SECONDS)
    whole_night: bool = False

    @property
    def margin_s(self) -> float:
        """Seconds shown in grey before and after the page."""
        if self.page_s > EPOCH_SECONDS:
            return 0.0
        return LONGEST_MARGIN_S * self.page_s / EPOCH_SECONDS

    @property
    def whole_s(self) -> float:
        """Seconds from the left edge to the right one."""
        return self.page_s + 2 * self.margin_s

    @property
    def part_starts_s(self) -> tuple[float, ...]:
        """Where the parts of an epoch start, for pages shorter than one."""
        if self.page_s >= EPOCH_SECONDS:
            return (0.0,)
        last = EPOCH_SECONDS - self.page_s
        count = -int(-EPOCH_SECONDS // self.page_s)
        return tuple(last * part / (count - 1) for part in range(count))

    def start_s(self, epoch: int, part: int = 0) -> float:
        """Start of the page that shows an epoch, in seconds from the first sample."""
        if self.whole_night:
            return 0.0
        if self.page_s > EPOCH_SECONDS:
            return epoch * EPOCH_SECONDS // self.page_s * self.page_s
        return epoch * EPOCH_SECONDS + self.part_starts_s[min(part, len(self.part_starts_s) - 1)]

    def beside_s(self, start_s: float, pages: int) -> float:
        """Start of the page so many pages after another one, or before it."""
        if self.page_s > EPOCH_SECONDS:
            return start_s + pages * self.page_s
        parts, epoch = self.part_starts_s, int(start_s // EPOCH_SECONDS)
        part = min(range(len(parts)), key=lambda at: abs(epoch * EPOCH_SECONDS + parts[at] - start_s))
        return self.start_s(*divmod(epoch * len(parts) + part + pages, len(parts)))

    @property
    def tick_s(self) -> int:
        """Seconds between texts under the page."""
        return next((step for step in TICKS_S if self.page_s / step <= MOST_TICKS), TICKS_S[-1])

    @property
    def grid_s(self) -> tuple[float, float]:
        """Seconds between the fine lines of the grid, and between the strong ones."""
        if self.page_s <= 60:
            return 1.0, 5.0
        if self.page_s <= 300:
            return 5.0, float(EPOCH_SECONDS)
        if self.page_s <= 600:
            return float(EPOCH_SECONDS), 5.0 * EPOCH_SECONDS
        return self.tick_s / 5, float(self.tick_s)

    @property
    def text(self) -> str:
        """``30 s``, ``10 min``, ``2 h`` or ``whole night``."""
        if self.whole_night:
            return translate("Page", WHOLE_NIGHT)
        if self.page_s >= 3600:
            return fill("{length:.4g} h", length=self.page_s / 3600)
        if self.page_s > 60:
            return fill("{length:.4g} min", length=self.page_s / 60)
        return fill("{length:.4g} s", length=self.page_s)


def page_lengths(duration_s: float) -> tuple[float, ...]:
    """Return the page lengths for a recording, in seconds, up to all of it."""
    return (*(length for length in PAGE_LENGTHS_S if length < duration_s), duration_s)
