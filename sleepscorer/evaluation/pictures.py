"""Pictures of figures as SVG: confusion, reliability, review curve, hypnograms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sleepscorer.evaluation.metrics import Bin, Figures, Reviewed, ScoredNight
from sleepscorer.stages import PLOT_ORDER, SCORED_STAGES, Stage

SIDE, LEFT, TOP = 300, 56, 24
"""Size of a square plot, and the room for what is written left of it and above."""
BLUE, ORANGE, GREY, DARK = "#1f6fb2", "#d98200", "#9aa1ab", "#1b1f24"

Point = tuple[float, float]


def confusion_svg(confusion: NDArray[np.int64]) -> str:
    """Draw the confusion as a table of colours: shares of the expert's stage, with the counts of epochs."""
    cell = SIDE / 5
    rows = confusion / np.maximum(confusion.sum(axis=1, keepdims=True), 1)
    parts = []
    for row, stage in enumerate(SCORED_STAGES):
        middle = (row + 0.5) * cell
        parts += [_text(LEFT - 8, TOP + middle + 4, stage.name, "end")]
        parts += [_text(LEFT + middle, TOP - 8, stage.name)]
        for column, share in enumerate(rows[row]):
            x, y = LEFT + column * cell, TOP + row * cell
            parts.append(_cell(x, y, cell, float(share), int(confusion[row, column])))
    labels = [_text(LEFT + SIDE / 2, TOP + SIDE + 22, "stage of the model"), _upright("stage of the expert")]
    return _svg("Confusion of stages", [*parts, *labels])


def _cell(x: float, y: float, side: float, share: float, count: int) -> str:
    colour = "#ffffff" if share > 0.5 else DARK
    box = (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{side:.1f}" height="{side:.1f}" fill="{BLUE}" '
        f'fill-opacity="{share:.3f}" stroke="#e6e9ee"/>'
    )
    middle = x + side / 2
    written = _text(middle, y + side / 2, f"{share:.0%}", colour=colour)
    return box + written + _text(middle, y + side / 2 + 15, f"{count}", colour=colour, size=10)


def reliability_svg(bins: Sequence[Bin]) -> str:
    """Draw accuracy against confidence; the area of a dot is its epochs."""
    most = max((bin_.epochs for bin_ in bins), default=0)
    dots = [
        _dot(bin_.confidence, bin_.accuracy, 2 + 8 * math.sqrt(bin_.epochs / most))
        for bin_ in bins
        if bin_.epochs
    ]
    parts = [
        *_frame("confidence of the model", "share of right stages"),
        _line([(0, 0), (1, 1)], GREY, "4 3"),
    ]
    return _svg("Reliability of the confidence", [*parts, *dots])


def review_svg(figures: Figures) -> str:
    """Draw the accuracy against the share of epochs looked at, by the queue and at random."""
    review = figures.review
    low = math.floor(figures.accuracy.value * 20 - 1) / 20 if math.isfinite(figures.accuracy.value) else 0.0

    def point(share: float, value: float) -> Point:
        return share / 0.3, (value - low) / (1 - low)

    start = point(0, figures.accuracy.value)
    queue = [start, *(point(reviewed.share, reviewed.accuracy.value) for reviewed in review)]
    chance = [start, *(point(reviewed.share, reviewed.random) for reviewed in review)]
    bars = [
        _bar(*point(reviewed.share, reviewed.accuracy.low), point(reviewed.share, reviewed.accuracy.high)[1])
        for reviewed in review
    ]
    names = [_text(LEFT + SIDE - 6, TOP + SIDE - 26, "review queue", "end", colour=BLUE)]
    names += [_text(LEFT + SIDE - 6, TOP + SIDE - 10, "at random", "end", colour=ORANGE)]
    frame = _frame("share of the epochs looked at", "accuracy", (0, 0.3), (low, 1))
    return _svg("Accuracy after review", [*frame, *bars, _line(chance, ORANGE), _line(queue, BLUE), *names])


def hypnograms_svg(night: ScoredNight) -> str:
    """Draw the stages of the expert above those of the model; ticks mark where they differ."""
    width, height = 900.0, 78.0
    n_epochs = max(len(night.expert), 1)
    parts = []
    for row, (name, stages) in enumerate((("expert", night.expert), ("model", night.model))):
        top = TOP + row * (height + 26)
        parts += [_text(LEFT, top - 6, name, "start")]
        parts += [
            _text(LEFT - 8, top + 4 + 19 * at, stage.name, "end", size=10)
            for at, stage in enumerate(PLOT_ORDER)
        ]
        parts.append(_steps(stages, width / n_epochs, top))
    differ = np.flatnonzero(night.counted & (night.expert != night.model))
    ticks = "".join(f"M{LEFT + (at + 0.5) * width / n_epochs:.1f} {TOP + 2 * height + 30}v8" for at in differ)
    parts.append(f'<path d="{ticks}" stroke="{ORANGE}" fill="none"/>')
    title = f"Hypnograms of {night.name}"
    return _svg(title, parts, LEFT + width + 12, TOP + 2 * height + 44)


def _steps(stages: NDArray[np.int8], step: float, top: float) -> str:
    level = {stage: top + 19 * row for row, stage in enumerate(PLOT_ORDER)}
    path = []
    edges = [0, *(np.flatnonzero(np.diff(stages)) + 1).tolist(), len(stages)]
    joined = False
    for first, stop in pairwise(edges):
        stage = Stage(int(stages[first])) if stop > first else Stage.UNSCORED
        if stage is Stage.UNSCORED:
            joined = False
            continue
        path.append(
            f"{'L' if joined else 'M'}{LEFT + first * step:.1f} {level[stage]:.0f}H{LEFT + stop * step:.1f}"
        )
        joined = True
    return f'<path d="{"".join(path)}" stroke="{DARK}" fill="none"/>'


def _frame(
    below: str, beside: str, across: Point = (0.0, 1.0), up: Point = (0.0, 1.0), ticks: int = 5
) -> list[str]:
    parts = [f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="{GREY}"/>']
    for tick in range(ticks + 1):
        share = tick / ticks
        parts.append(_text(LEFT + share * SIDE, TOP + SIDE + 16, _number(across, share), size=10))
        parts.append(_text(LEFT - 6, TOP + (1 - share) * SIDE + 4, _number(up, share), "end", size=10))
    return [*parts, _text(LEFT + SIDE / 2, TOP + SIDE + 34, below), _upright(beside)]


def _number(span: Point, share: float) -> str:
    return f"{100 * (span[0] + share * (span[1] - span[0])):.0f} %"


def _dot(x: float, y: float, radius: float) -> str:
    left, top = _on_page((x, y))
    return f'<circle cx="{left:.1f}" cy="{top:.1f}" r="{radius:.1f}" fill="{BLUE}" fill-opacity="0.75"/>'


def _bar(x: float, low: float, high: float) -> str:
    return _line([(x, low), (x, high)], BLUE)


def _line(points: Sequence[Point], colour: str, dashes: str = "none") -> str:
    path = " ".join(f"{left:.1f},{top:.1f}" for left, top in map(_on_page, points))
    stroke = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
    return f'<polyline points="{path}" fill="none" {stroke}/>'


def _on_page(point: Point) -> Point:
    return LEFT + SIDE * point[0], TOP + SIDE * (1 - point[1])


def _text(
    x: float, y: float, words: str, anchor: str = "middle", *, colour: str = DARK, size: int = 12
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-size="{size}">'
        f"{escape(words)}</text>"
    )


def _upright(words: str) -> str:
    middle = TOP + SIDE / 2
    return (
        f'<text x="14" y="{middle}" text-anchor="middle" fill="{DARK}" font-size="12" '
        f'transform="rotate(-90 14 {middle})">{escape(words)}</text>'
    )


def _svg(
    title: str, parts: Sequence[str], width: float = LEFT + SIDE + 24, height: float = TOP + SIDE + 44
) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" font-family="sans-serif">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def reviewed_text(reviewed: Reviewed) -> str:
    """Describe a point of the review curve in a sentence."""
    return (
        f"{reviewed.share:.0%} looked at: accuracy {reviewed.accuracy.value:.1%}, "
        f"{reviewed.random:.1%} had they been drawn at random; "
        f"{reviewed.errors_found.value:.0%} of the errors are among them."
    )
