"""Change of rate by a polyphase filter.

Crochiere & Rabiner 1983, Multirate Digital Signal Processing, chapter 2. The filter, a windowed sinc, is
written as products of matrices: so many samples before, in one block, give so many after. A processor does
that many times faster than it transforms a night to its spectrum and back.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PERIODS = 64
"""Samples at the lower rate that the filter reaches to either side."""
_KAISER_BETA = 8.0


def change_rate(centred: Floats, before: int, after: int, periods: int = PERIODS) -> Floats:
    """Resample a signal to ``after`` samples for every ``before``.

    Parameters
    ----------
    centred : ndarray of float32, shape (n,)
        Without NaN, about zero; extended by point reflection at its ends.
    before, after : int
    periods : int
        Reach of the filter at the lower rate. Its edge is about ``5 / periods`` of the lower Nyquist
        frequency wide and just below it; beyond, everything is down by 80 dB.

    Returns
    -------
    ndarray of float32, shape (at least n * after / before,)
    """
    # Blocks as long as the filter reaches: each result depends on three of them.
    times = -(-_reach(before, after, periods) // before)
    block = before * times
    matrices = _matrices(block, after * times, periods)
    reach = len(matrices) // 2
    n_blocks = -(-centred.size // block)
    margins = (reach * block, (reach + n_blocks) * block - centred.size)
    extended = np.pad(centred, margins, mode="reflect", reflect_type="odd").reshape(-1, block)
    resampled = extended[:n_blocks] @ matrices[0]
    for shift in range(1, len(matrices)):
        resampled += extended[shift : shift + n_blocks] @ matrices[shift]
    return np.asarray(resampled.ravel(), np.float32)


def _reach(before: int, after: int, periods: int) -> int:
    """Return the half-width of the filter in input samples."""
    return -(-periods * before // min(before, after))


@lru_cache(maxsize=32)
def _matrices(before: int, after: int, periods: int) -> Floats:
    """Return the weights of each neighbouring block in a block of output, shape (n_blocks, before, after)."""
    lower, half = min(before, after) / before, _reach(before, after, periods)
    reach = -(-half // before)
    from_samples = np.arange(-reach * before, (reach + 1) * before)
    distance = from_samples[:, None] - np.arange(after) * (before / after)
    window = np.i0(_KAISER_BETA * np.sqrt(np.maximum(1 - (distance / half) ** 2, 0)))
    cutoff = (1 - 1 / periods) * lower
    taps = np.where(np.abs(distance) <= half, np.sinc(cutoff * distance) * window, 0.0)
    taps /= taps.sum(axis=0)
    return np.asarray(taps.reshape(2 * reach + 1, before, after), np.float32)
