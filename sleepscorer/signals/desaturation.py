"""Fall of the oxygen saturation within an event."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def fall_of(percent: NDArray[np.floating]) -> tuple[float, float] | None:
    """Measure the fall and the nadir of a saturation.

    Parameters
    ----------
    percent : ndarray of float, shape (n_samples,)
        Saturation from the start to the end of a desaturation, in percent; NaN where the probe measures none.

    Returns
    -------
    tuple of float, or None
        Fall from the highest value before the nadir, and the nadir, both in percent; None without a value.
    """
    values = np.asarray(percent, np.float64)
    if not np.isfinite(values).any():
        return None
    nadir = int(np.nanargmin(values))
    return float(np.nanmax(values[: nadir + 1]) - values[nadir]), float(values[nadir])
