"""Heights of the lanes of a page: what is staged by its microvolts stays readable on a small screen."""

from __future__ import annotations

from collections.abc import Sequence

from sleepscorer.gui.page.traces.lane import TraceLane

LEAST_PIXELS = 34.0
"""Height under which waves of neighbouring lanes hide each other: 64 uV at 7 uV/mm and 96 dots per inch."""
KEPT_SHARE = 0.55
"""Share of its height that a lane keeps at least."""
LEAST_TEXT_PIXELS = 11.0
"""Height that a label needs, which a lane keeps where it had it."""
EDGE_FACTOR = 1.3
"""Height of the outer lanes of those that swing into each other: beyond them the waves are cut off."""


def lane_heights(lanes: Sequence[TraceLane], page_s: float, pixels: float) -> list[float]:
    """Divide the height of a page among its lanes.

    They have it by their weights. Where EEG, EOG and chin EMG would be too low to stage by, the others give
    up some of theirs; but a height that a montage asks for is kept, and so are all on long pages, where the
    waves are not seen.

    Parameters
    ----------
    lanes : sequence of TraceLane
        From the top.
    page_s : float
        Length of the page.
    pixels : float
        Height of the page.

    Returns
    -------
    list of float
        Height of each lane; their sum is that of the weights.
    """
    weights = [lane.weight for lane in lanes]
    movable = [index for index, lane in enumerate(lanes) if not lane.is_height_asked]
    staged = [index for index in movable if lanes[index].is_staged(page_s)]
    others = [index for index in movable if index not in staged]
    if not staged or not others or pixels <= 0:
        return weights
    pixel = sum(weights) / pixels
    shares = _shares(lanes, page_s)
    heights = [
        max(weight, LEAST_PIXELS * pixel * share) for weight, share in zip(weights, shares, strict=True)
    ]
    lacking = sum(heights[index] - weights[index] for index in staged)
    kept = max(1.0 - lacking / sum(weights[index] for index in others), KEPT_SHARE)
    for index in others:
        heights[index] = max(kept * weights[index], min(weights[index], LEAST_TEXT_PIXELS * pixel))
    given = sum(weights[index] - heights[index] for index in others)
    factor = (sum(weights[index] for index in staged) + given) / sum(heights[index] for index in staged)
    for index in staged:
        heights[index] *= factor
    return [
        weight if lane.is_height_asked else height
        for lane, weight, height in zip(lanes, weights, heights, strict=True)
    ]


def _shares(lanes: Sequence[TraceLane], page_s: float) -> list[float]:
    """Weights, of the outer lanes of a run that swings into each other somewhat more."""
    overflows = [False, *(lane.may_overflow(page_s) for lane in lanes), False]
    is_outer = [not (before and after) for before, after in zip(overflows, overflows[2:], strict=False)]
    return [
        lane.weight * (EDGE_FACTOR if outer and lane.may_overflow(page_s) else 1.0)
        for lane, outer in zip(lanes, is_outer, strict=True)
    ]
