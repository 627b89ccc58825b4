"""How much of the night a page shows, and where it starts."""

from __future__ import annotations

from dataclasses import dataclass

from sleepscorer.stages import EPOCH_SECONDS

PAGE_LENGTHS_S = (10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0)
"""Page lengths that keys step through."""
LONGEST_MARGIN_S = 4.0


@dataclass(frozen=True)
class PageSpan:
    """Length of a page.

    Attributes
    ----------
    page_s : float
        Seconds of the page proper. Pages longer than an epoch hold whole epochs and have no margins;
        shorter ones show an epoch in parts.
    """

    page_s: float = float(EPOCH_SECONDS)

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
        if self.page_s > EPOCH_SECONDS:
            return epoch * EPOCH_SECONDS // self.page_s * self.page_s
        return epoch * EPOCH_SECONDS + self.part_starts_s[min(part, len(self.part_starts_s) - 1)]

    @property
    def tick_s(self) -> int:
        """Seconds between texts under the page."""
        return next((step for step in (1, 5, 10, 30, 60, 120) if self.page_s / step <= 10), 300)
