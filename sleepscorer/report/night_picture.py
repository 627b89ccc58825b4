"""Signals and events of a night as SVG, under the hypnogram and over the same axis."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from html import escape
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from sleepscorer.body_positions import BodyPosition
from sleepscorer.channel_roles import Role
from sleepscorer.report.pictures import DIM, GRID, LEFT, RIGHT, TEXT, WIDTH, Axis, hour_marks, svg_of
from sleepscorer.scoring import Event, EventKind
from sleepscorer.stages import EPOCH_SECONDS
from sleepscorer.statistics import NightSignals
from sleepscorer.statistics.event_kinds import RERAS

COLUMNS = 640
TOP, BETWEEN, ROW, BLOCK = 8, 14, 20, 34
_SMALL = 'font-family="sans-serif" font-size="22"'
LOW = "#c22222"
LOW_PERCENT = 90.0
ROWS = (
    EventKind.OBSTRUCTIVE_APNOEA,
    EventKind.CENTRAL_APNOEA,
    EventKind.MIXED_APNOEA,
    EventKind.HYPOPNOEA,
    *RERAS,
    EventKind.DESATURATION,
    EventKind.AROUSAL,
    EventKind.LIMB_MOVEMENT,
)
"""Kinds of events that have a row each, where any is marked."""
_SHORT = {Role.POSITION: "Pos.", Role.CPAP_PRESSURE: "CPAP"}
_POSITIONS = {
    BodyPosition.SUPINE: "#8fa3b8",
    BodyPosition.LEFT: "#cfd9e3",
    BodyPosition.RIGHT: "#e6d9c3",
    BodyPosition.PRONE: "#c7b6cf",
    BodyPosition.UPRIGHT: "#f0f0f0",
}


def night_picture(
    signals: NightSignals,
    events: Sequence[Event],
    n_epochs: int,
    start: datetime | None,
    names: Mapping[str, str],
) -> tuple[str, int] | None:
    """Draw saturation, pulse, pressure, position and events of a night, as far as there are any.

    Parameters
    ----------
    signals : NightSignals
    events : sequence of Event
    n_epochs : int
    start : datetime or None
        Clock time of the first sample.
    names : mapping of str to str
        Texts of the report: names of positions by their value.

    Returns
    -------
    svg : str
    height : int
        None instead of both where there is nothing to draw.
    """
    axis, top = Axis(n_epochs, start), float(TOP)
    parts: list[str] = []
    for role, height, span in _TRENDS:
        values = signals.of(role)
        if values is not None:
            parts += _trend(axis, values, role, (top, height), span)
            top += height + BETWEEN
    codes = signals.of(Role.POSITION)
    if codes is not None:
        parts += _positions(axis, codes, signals.positions, top, names)
        top += BLOCK + BETWEEN
    for kind in ROWS:
        of_kind = [event for event in events if event.kind is kind]
        if of_kind:
            parts += _row(axis, kind, of_kind, top)
            top += ROW
    if not parts:
        return None
    marks = hour_marks(axis, TOP, top + 4)
    return svg_of([*marks, *parts], round(top) + 46), round(top) + 46


Span = Callable[[NDArray[np.floating]], tuple[float, float]]


def _percent_span(values: NDArray[np.floating]) -> tuple[float, float]:
    return (50.0 if np.nanmin(values) < 70 else 70.0), 100.0


def _pulse_span(values: NDArray[np.floating]) -> tuple[float, float]:
    return (20.0, 200.0) if np.nanmax(values) > 120 or np.nanmin(values) < 40 else (40.0, 120.0)


def _pressure_span(values: NDArray[np.floating]) -> tuple[float, float]:
    return 0.0, 30.0 if np.nanmax(values) > 20 else 20.0


_TRENDS: tuple[tuple[Role, int, Span], ...] = (
    (Role.SPO2, 130, _percent_span),
    (Role.PULSE, 76, _pulse_span),
    (Role.CPAP_PRESSURE, 66, _pressure_span),
)


def _columns(
    values: NDArray[np.floating], n_seconds: int, reduce: Callable[[NDArray[np.floating]], float]
) -> list[tuple[float, float]]:
    """Return the second and the value of each column; NaN where nothing was measured."""
    edges = np.linspace(0, n_seconds, COLUMNS + 1).astype(int)
    pairs = []
    for first, stop in pairwise(edges.tolist()):
        here = values[first:stop]
        known = here[np.isfinite(here)]
        pairs.append((float(first), float(reduce(known)) if known.size else float("nan")))
    return pairs


def _trend(
    axis: Axis, values: NDArray[np.floating], role: Role, corner: tuple[float, float], span: Span
) -> list[str]:
    top, height = corner
    low, high = span(values)
    reduce = np.min if role is Role.SPO2 else np.median
    columns = _columns(values, axis.n_epochs * EPOCH_SECONDS, reduce)

    def y(value: float) -> float:
        return round(top + height * (1 - (min(max(value, low), high) - low) / (high - low)), 1)

    parts = [_name(_SHORT.get(role, role.type.label), top + height / 2)]
    for level in (low, *role.type.levels, high):
        if low <= level <= high:
            parts.append(_level(y(level), f"{level:g}", dashed=low < level < high))
    runs = groupby(columns, key=lambda column: bool(np.isfinite(column[1])))
    for is_known, members in runs:
        run = list(members)
        if is_known and len(run) > 1:
            points = " ".join(f"{axis.x(second)},{y(value)}" for second, value in run)
            parts.append(
                f'<polyline points="{points}" fill="none" stroke="{role.type.colours[0]}" '
                'stroke-width="2.5"/>'
            )
    if role is Role.SPO2:
        parts += _low_bars(axis, columns, y)
    return parts


def _low_bars(axis: Axis, columns: Sequence[tuple[float, float]], y: Callable[[float], float]) -> list[str]:
    """Draw in red how far the saturation is below 90 %."""
    limit = y(LOW_PERCENT)
    return [
        f'<line x1="{axis.x(second)}" y1="{limit}" x2="{axis.x(second)}" y2="{y(value)}" stroke="{LOW}" '
        'stroke-width="3"/>'
        for second, value in columns
        if value < LOW_PERCENT
    ]


def _name(text: str, y: float) -> str:
    position = f'x="4" y="{y + 8:.1f}"'
    return f'<text {position} fill="{TEXT}" {_SMALL}>{escape(text)}</text>'


def _level(y: float, text: str, *, dashed: bool) -> str:
    dash = ' stroke-dasharray="6 6"' if dashed else ""
    line = (
        f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="{GRID}" stroke-width="1"{dash}/>'
    )
    position = f'x="{LEFT - 6}" y="{y + 6}" text-anchor="end"'
    return f'{line}<text {position} fill="{DIM}" font-family="sans-serif" font-size="16">{text}</text>'


def _positions(
    axis: Axis,
    codes: NDArray[np.floating],
    positions: Mapping[int, BodyPosition],
    top: float,
    names: Mapping[str, str],
) -> list[str]:
    parts, second = [_name(_SHORT[Role.POSITION], top + BLOCK / 2)], 0
    rounded = np.where(np.isfinite(codes), np.round(np.nan_to_num(codes)), -1).astype(int)
    for code, members in groupby(rounded[: axis.n_epochs * EPOCH_SECONDS].tolist()):
        first, second = second, second + len(list(members))
        position = positions.get(code)
        if position is None:
            continue
        x, width = axis.x(first), axis.x(second) - axis.x(first)
        size = f'width="{width:.1f}" height="{BLOCK}"'
        parts.append(f'<rect x="{x}" y="{top}" {size} fill="{_POSITIONS[position]}"/>')
        text = names[f"position_{position.value}"]
        if width > 13 * len(text):
            middle = f'x="{x + width / 2:.1f}" y="{top + BLOCK / 2 + 8}" text-anchor="middle"'
            parts.append(f'<text {middle} fill="{TEXT}" {_SMALL}>{escape(text)}</text>')
    return parts


def _row(axis: Axis, kind: EventKind, events: Sequence[Event], top: float) -> list[str]:
    y = top + ROW / 2
    parts = [
        f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="{GRID}" stroke-width="1"/>',
        f'<text x="4" y="{y + 7}" fill="{TEXT}" {_SMALL}>{escape(kind.type.abbreviation)}</text>',
    ]
    for event in events:
        x = axis.x(event.start_s)
        width = max(axis.x(event.stop_s) - x, 2.5)
        size = f'width="{width:.1f}" height="{ROW - 4}"'
        parts.append(f'<rect x="{x}" y="{top + 2}" {size} fill="{kind.type.colour}"/>')
    return parts
