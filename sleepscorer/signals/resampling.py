"""Change of sampling rate."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray


def resample(signal: NDArray[np.floating], rate_hz: float, new_rate_hz: float) -> NDArray[np.float32]:
    """Resample with a polyphase anti-alias filter.

    Parameters
    ----------
    signal : ndarray, shape (n,)
        Any unit, without NaN.
    rate_hz, new_rate_hz : float
        Sampling rates before and after; their ratio is approximated with a denominator of 10,000
        at the most.

    Returns
    -------
    ndarray of float32, shape (about n * new_rate_hz / rate_hz,)
    """
    if rate_hz == new_rate_hz:
        return np.asarray(signal, dtype=np.float32)
    from scipy.signal import resample_poly

    ratio = Fraction(new_rate_hz / rate_hz).limit_denominator(10_000)
    values = np.asarray(signal, dtype=np.float32)
    return np.asarray(
        resample_poly(values, ratio.numerator, ratio.denominator, padtype="line"), dtype=np.float32
    )
