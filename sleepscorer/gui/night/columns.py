"""Values of the night reduced to the columns of pixels that show them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sleepscorer.gui.night.axis import bins_of


def column_means(values: NDArray[np.floating], edges: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the mean of the known rows under each column; NaN where none is known.

    Parameters
    ----------
    values : ndarray, shape (n_bins, n_values)
        A row is known where all of it is finite.
    edges : ndarray, shape (n_columns + 1,)
        Edges of the columns, counted in bins.

    Returns
    -------
    ndarray, shape (n_columns, n_values)
    """
    known = np.isfinite(values).all(axis=1)
    first, stop = bins_of(edges, len(values))
    sums = np.zeros((len(values) + 1, values.shape[1]))
    np.cumsum(np.where(known[:, None], values, 0.0), axis=0, dtype=np.float64, out=sums[1:])
    counts = np.r_[0, np.cumsum(known)]
    number = (counts[stop] - counts[first])[:, None]
    with np.errstate(invalid="ignore"):
        return np.where(number > 0, (sums[stop] - sums[first]) / np.maximum(number, 1), np.nan)


def column_least(values: NDArray[np.floating], edges: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the least known value under each column, so that one low value among many is still seen.

    Parameters
    ----------
    values : ndarray, shape (n_bins,)
    edges : ndarray, shape (n_columns + 1,)

    Returns
    -------
    ndarray, shape (n_columns,)
        NaN where no value is known.
    """
    first, stop = bins_of(edges, len(values))
    padded = np.r_[np.where(np.isfinite(values), values, np.inf), np.inf].astype(np.float64)
    least = np.minimum.reduceat(padded, np.c_[first, stop].ravel())[::2]
    return np.where(np.isfinite(least), least, np.nan)
