"""Hypnogram and hypnodensity as SVG, drawn larger than printed so that paper shows them sharp."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sleepscorer.scoring import Scoring
from sleepscorer.stages import EPOCH_SECONDS, PLOT_ORDER, SCORED_STAGES, Stage

COLOURS = {
    Stage.W: "#d98200",
    Stage.N1: "#56a5d8",
    Stage.N2: "#1f6fb2",
    Stage.N3: "#123e73",
    Stage.R: "#b8327a",
}
"""Those of the window, which people with the common colour vision deficiencies can tell apart."""
WIDTH, LEFT, RIGHT = 2040, 90, 20
LANE = 52
TEXT, DIM, GRID = "#1b1f24", "#636b75", "#c9ced6"
FONT = 'font-family="sans-serif" font-size="28"'
_MOST_POINTS = 1200
LONGEST_SHORT_S, SHORT_STEP_S = 3600, 600
"""Duration up to which marks are nearer than an hour, and the seconds between them."""


@dataclass(frozen=True)
class Axis:
    """Time axis of a picture."""

    n_epochs: int
    start: datetime | None

    def x(self, seconds: float) -> float:
        """Return the horizontal position of a time."""
        span = max(self.n_epochs, 1) * EPOCH_SECONDS
        return round(LEFT + (WIDTH - LEFT - RIGHT) * seconds / span, 1)

    def epoch(self, epoch: float) -> float:
        """Return the horizontal position of an epoch's start."""
        return self.x(epoch * EPOCH_SECONDS)

    @property
    def step_s(self) -> int:
        """Seconds from one mark to the next: an hour, in a nap less."""
        return SHORT_STEP_S if self.n_epochs * EPOCH_SECONDS <= LONGEST_SHORT_S else 3600

    def times(self) -> list[tuple[float, str]]:
        """Return the seconds and label of each full hour, in short recordings of each part of it."""
        duration_s, step = self.n_epochs * EPOCH_SECONDS, self.step_s
        if self.start is None:
            seconds = range(0, duration_s + 1, step)
            return [(float(s), f"{s // 3600} h" if step == 3600 else f"{s // 60} min") for s in seconds]
        past = self.start.replace(minute=0, second=0, microsecond=0)
        first = (past + timedelta(hours=1) - self.start).total_seconds() % step
        count = int((duration_s - first) // step) + 1 if duration_s >= first else 0
        marks = [first + step * mark for mark in range(count)]
        return [(mark, f"{self.start + timedelta(seconds=mark):%H:%M}") for mark in marks]


def as_image(svg: str, height: int, title: str, printed_width: int = 680) -> str:
    """Embed a picture in an ``img``; browsers and Qt's text documents show it alike."""
    data = base64.b64encode(svg.encode()).decode()
    size = f'width="{printed_width}" height="{round(printed_width * height / WIDTH)}"'
    return f'<img src="data:image/svg+xml;base64,{data}" {size} alt="{escape(title)}">'


def hypnogram(scoring: Scoring, start: datetime | None) -> tuple[str, int]:
    """Draw the stages: R thick, unscored epochs a gap, a band beneath for who scored.

    Returns
    -------
    svg : str
    height : int
    """
    axis = Axis(scoring.n_epochs, start)
    bottom = 30 + LANE * len(PLOT_ORDER)
    height = bottom + 90
    parts = [_lane(stage) for stage in PLOT_ORDER]
    parts += hour_marks(axis, 20, bottom + 32)
    parts += _stage_lines(scoring.stages, axis)
    parts += _people(scoring, axis, bottom)
    parts += [
        _light(axis, at, bottom) for at in (scoring.lights.off_s, scoring.lights.on_s) if at is not None
    ]
    return svg_of(parts, height), height


def hypnodensity(probabilities: NDArray[np.floating], start: datetime | None) -> tuple[str, int]:
    """Draw the stages' probabilities, stacked from N3 at the bottom to W at the top.

    Parameters
    ----------
    probabilities : ndarray, shape (n_epochs, 5)
        W N1 N2 N3 R; rows of NaN stay white.
    start : datetime or None

    Returns
    -------
    svg : str
    height : int
    """
    axis = Axis(len(probabilities), start)
    top, bottom = 10, 190
    step = max(1, -(-len(probabilities) // _MOST_POINTS))
    sums = np.cumsum(np.nan_to_num(probabilities)[::step][:, list(PLOT_ORDER)], axis=1)
    levels = np.concatenate((np.zeros((len(sums), 1)), sums), axis=1)
    xs = [axis.epoch(index * step) for index in range(len(levels))] + [axis.epoch(len(probabilities))]
    parts = []
    for index, stage in enumerate(PLOT_ORDER):
        upper = _steps(xs, top + (bottom - top) * levels[:, index])
        lower = _steps(xs, top + (bottom - top) * levels[:, index + 1])
        parts.append(f'<polygon points="{" ".join(upper + lower[::-1])}" fill="{COLOURS[stage]}"/>')
    parts += hour_marks(axis, top, bottom + 4)
    return svg_of(parts, bottom + 50), bottom + 50


def svg_of(parts: Sequence[str], height: int) -> str:
    """Return a picture of its parts."""
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def _steps(xs: Sequence[float], levels: NDArray[np.floating]) -> list[str]:
    edges = zip(xs[:-1], xs[1:], levels.tolist(), strict=True)
    return [f"{x},{level:.1f}" for first, last, level in edges for x in (first, last)]


def _y(stage: int) -> float:
    return 30 + LANE * (PLOT_ORDER.index(Stage(stage)) + 0.5)


def _lane(stage: Stage) -> str:
    y = _y(stage)
    line = f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="{GRID}" stroke-width="1"/>'
    position = f'x="{LEFT - 14}" y="{y + 10}" text-anchor="end"'
    return f'{line}<text {position} fill="{TEXT}" {FONT}>{stage.name}</text>'


def hour_marks(axis: Axis, top: float, bottom: float) -> list[str]:
    """Draw the full hours, in short recordings parts of them, with their times below."""
    marks = []
    for seconds, label in axis.times():
        x = axis.x(seconds)
        marks.append(f'<line x1="{x}" y1="{top}" x2="{x}" y2="{bottom}" stroke="{GRID}" stroke-width="1"/>')
        anchor = "end" if x > WIDTH - 80 else "middle"
        position = f'x="{x}" y="{bottom + 32}" text-anchor="{anchor}"'
        marks.append(f'<text {position} fill="{DIM}" {FONT}>{escape(label)}</text>')
    return marks


def _stage_lines(stages: NDArray[np.integer], axis: Axis) -> list[str]:
    """Draw the risers between neighbours, then one bar for each run, thicker for R."""
    lines, last, previous = [], 0, None
    for value, members in groupby(stages.tolist()):
        first, last = last, last + len(list(members))
        if value >= 0:
            if previous is not None:
                x = axis.epoch(first)
                ends = f'x1="{x}" y1="{_y(previous)}" x2="{x}" y2="{_y(value)}"'
                lines.append(f'<line {ends} stroke="{DIM}" stroke-width="2"/>')
            lines.append(_bar(axis.epoch(first), axis.epoch(last), Stage(value)))
        previous = value if value >= 0 else None
    return lines


def _bar(first: float, last: float, stage: Stage) -> str:
    height = 16 if stage is Stage.R else 8
    size = f'width="{max(last - first, 1):.1f}" height="{height}"'
    return f'<rect x="{first}" y="{_y(stage) - height / 2}" {size} fill="{COLOURS[stage]}"/>'


def _people(scoring: Scoring, axis: Axis, bottom: float) -> list[str]:
    """Draw the band of authors: solid for a person, outlined for a model, none where unscored."""
    kinds = ((scoring.stages >= 0).astype(int) + scoring.by_human()).tolist()
    bars, last = [], 0
    for kind, members in groupby(kinds):
        first, last = last, last + len(list(members))
        if kind:
            size = f'width="{axis.epoch(last) - axis.epoch(first):.1f}" height="14"'
            fill = TEXT if kind == 2 else "#dfe3e8"
            bars.append(f'<rect x="{axis.epoch(first)}" y="{bottom + 10}" {size} fill="{fill}"/>')
    return bars


def _light(axis: Axis, seconds: float, bottom: float) -> str:
    x = min(max(axis.x(seconds), LEFT), WIDTH - RIGHT)
    line = f'<line x1="{x}" y1="16" x2="{x}" y2="{bottom + 24}"'
    return f'{line} stroke="{TEXT}" stroke-width="3" stroke-dasharray="10 8"/>'


def stage_key() -> list[tuple[str, str]]:
    """Return the colour and name of each stage, from the top of the hypnodensity to its bottom."""
    return [(COLOURS[stage], stage.name) for stage in PLOT_ORDER if stage in SCORED_STAGES]
