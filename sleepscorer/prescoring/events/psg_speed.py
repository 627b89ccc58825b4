"""Functions of psgscoring 0.37 computed as arrays rather than step by step; the results are the same.

They take two thirds of its time in breathing: percentiles around every tenth second of a night, one by one.
With another version than that they were compared with, nothing is replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from importlib.metadata import version
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

COMPARED = "0.37."
_ANCHOR_S = 10
_STABLE_SHARE, _LEAST_STABLE = 0.30, 10
_LEAST = 1e-6
_ROWS = 256
"""Windows that are sorted at once: about what the cache holds."""
_WINDOW_BREATHS, _LOW_PERCENTILE = 10, 25


def is_compared() -> bool:
    """Return whether the version that is installed is the one that the results were compared with."""
    return version("psgscoring").startswith(COMPARED)


@contextmanager
def replaced(module: str, name: str, function: Any) -> Iterator[None]:
    """Put another function in the place of one of a module for a while; nothing where there is none."""
    owner = import_module(module)
    original = getattr(owner, name, None)
    if original is None:
        yield
        return
    setattr(owner, name, function)
    try:
        yield
    finally:
        setattr(owner, name, original)


@contextmanager
def breathing_at_once() -> Iterator[None]:
    """Have the baselines and ratios of breathing computed as arrays."""
    with ExitStack() as stack:
        if is_compared():
            for module in ("signal", "respiratory", "pipeline"):
                where = f"psgscoring.{module}"
                stack.enter_context(replaced(where, "compute_dynamic_baseline", dynamic_baseline))
            respiratory = "psgscoring.respiratory"
            stack.enter_context(
                replaced(respiratory, "_dynamic_baseline_excluding", dynamic_baseline_excluding)
            )
            amplitudes = import_module("psgscoring.breath").compute_breath_amplitudes
            ratios = _BreathRatios(amplitudes)
            stack.enter_context(replaced(respiratory, "compute_breath_amplitudes", ratios))
            # When a sensor was off is not taken over, and no grade of a channel rests on it.
            stack.enter_context(
                replaced("psgscoring.signal_quality_channels", "_detect_disconnects", lambda *_: [])
            )
        yield


def dynamic_baseline(flow_env: Floats, sf: float, window_s: float = 300, percentile: float = 95.0) -> Floats:
    """Return the baseline of an envelope, as ``psgscoring.signal.compute_dynamic_baseline`` does.

    Parameters
    ----------
    flow_env : ndarray, shape (n,)
    sf : float
        Sampling rate in Hz.
    window_s : float
        Around each anchor.
    percentile : float
        Of what is above 30 % of that same percentile of all.

    Returns
    -------
    ndarray, shape (n,)
    """
    return dynamic_baseline_excluding(flow_env, sf, np.zeros(len(flow_env), bool), window_s, percentile)


def dynamic_baseline_excluding(
    flow_env: Floats, sf: float, exclude: Mask, window_s: float, percentile: float
) -> Floats:
    """Return the baseline without some samples, as ``psgscoring.respiratory._dynamic_baseline_excluding``."""
    half, n = int(window_s * sf) // 2, len(flow_env)
    centres = np.arange(0, n, max(1, int(sf * _ANCHOR_S)))
    anchors = np.empty(len(centres))
    is_whole = (centres >= half) & (centres + half <= n)
    for index in np.flatnonzero(~is_whole):
        span = slice(max(0, centres[index] - half), min(n, centres[index] + half))
        anchors[index] = _anchor(flow_env[span], exclude[span], percentile)
    inner = np.flatnonzero(is_whole)
    if inner.size and half > 0:
        windows = np.lib.stride_tricks.sliding_window_view(flow_env, 2 * half)
        excluded = np.lib.stride_tricks.sliding_window_view(exclude, 2 * half)
        for first in range(0, inner.size, _ROWS):
            rows = inner[first : first + _ROWS]
            starts = centres[rows] - half
            anchors[rows] = _anchors(windows[starts], excluded[starts], percentile)
    return np.asarray(np.maximum(np.interp(np.arange(n), centres, anchors), _LEAST))


def _anchor(window: Floats, exclude: Mask, percentile: float) -> float:
    kept = window[~exclude]
    kept = kept if kept.size else window
    anchor = np.percentile(kept, percentile)
    stable = kept[kept > _STABLE_SHARE * anchor]
    return float(np.percentile(stable, percentile) if stable.size > _LEAST_STABLE else anchor)


def _anchors(windows: Floats, exclude: Mask, percentile: float) -> Floats:
    """Return the anchors of windows, shape (rows, samples); only their upper ends need be sorted."""
    kept = ~exclude
    counts = kept.sum(axis=1)
    kept[counts == 0], counts[counts == 0] = True, windows.shape[1]
    values = np.where(kept, windows, -np.inf)
    n_upper = min(windows.shape[1], ceil((1 - percentile / 100) * windows.shape[1]) + 2)
    upper = np.partition(values, windows.shape[1] - n_upper, axis=1)[:, -n_upper:]
    upper.sort(axis=1)
    anchor = _percentile_from_above(upper, counts, percentile)
    stable = (values > (_STABLE_SHARE * anchor)[:, None]).sum(axis=1)
    enough = stable > _LEAST_STABLE
    return np.where(
        enough, _percentile_from_above(upper, np.where(enough, stable, counts), percentile), anchor
    )


def _percentile_from_above(upper: Floats, counts: NDArray[np.integer], percentile: float) -> Floats:
    """Return a percentile of the largest ``counts`` values of each row, as numpy interpolates it."""
    virtual = (counts - 1) * (percentile / 100)
    below = np.floor(virtual)
    share = virtual - below
    at = upper.shape[1] - counts + below.astype(np.int64)
    rows = np.arange(len(upper))
    low = upper[rows, at]
    high = upper[rows, np.minimum(at + 1, upper.shape[1] - 1)]
    step = high - low
    return np.asarray(np.where(share >= 0.5, high - step * (1 - share), low + step * share))


class _BreathRatios:
    """Amplitudes of breaths as shares of the ten before; see ``psgscoring.breath.compute_breath_amplitudes``.

    Parameters
    ----------
    original : callable
        The function of psgscoring, for the first breaths and other windows.
    """

    def __init__(self, original: Any) -> None:
        self._original = original

    def __call__(
        self, breaths: Sequence[Mapping[str, Any]], sf: float, window_breaths: int = _WINDOW_BREATHS
    ) -> Floats:
        if window_breaths != _WINDOW_BREATHS or len(breaths) <= _WINDOW_BREATHS:
            return np.asarray(self._original(breaths, sf, window_breaths))
        sizes = np.array([breath["amplitude"] for breath in breaths])
        first = np.asarray(self._original(breaths[:_WINDOW_BREATHS], sf))
        before = np.lib.stride_tricks.sliding_window_view(sizes[:-1], _WINDOW_BREATHS)
        usual = _usual_sizes(np.sort(before, axis=1))
        later = sizes[_WINDOW_BREATHS:]
        ratios = np.where(usual > 1e-9, later / np.maximum(usual, 1e-9), 1.0)
        return np.concatenate([first, ratios])


def _usual_sizes(ordered: Floats) -> Floats:
    """Return the median of what is above the lower quartile of each row, which is sorted."""
    width = ordered.shape[1]
    quartile = _percentile_from_above(ordered, np.full(len(ordered), width, np.int64), _LOW_PERCENTILE)
    n_above = (ordered > quartile[:, None]).sum(axis=1)
    counted = np.where(n_above > 2, n_above, width)
    rows = np.arange(len(ordered))
    low, high = width - counted + (counted - 1) // 2, width - counted + counted // 2
    return np.asarray((ordered[rows, low] + ordered[rows, high]) / 2)
