"""Length of a breath."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATES_HZ = (0.1, 1.2)
"""Breaths per second there can be, from an adult in deep sleep to a newborn child."""
LEAST_SHARE = 0.2
"""Share of the power of these rates that lies at the breath's own: less is no regular breathing."""
_PADDING = 4


def breath_period(values: NDArray[np.floating], rate_hz: float) -> float | None:
    """Measure the length of a breath by the strongest rate of an airflow or effort signal.

    Parameters
    ----------
    values : ndarray of float, shape (n_samples,)
        A minute or so of regular breathing; NaN where there is no signal.
    rate_hz : float

    Returns
    -------
    float or None
        In seconds; None where the signal shows no regular breathing.
    """
    signal = np.asarray(values, np.float64)
    signal = signal[np.isfinite(signal)]
    if signal.size < 2 * rate_hz / RATES_HZ[0]:
        return None
    window = np.hanning(signal.size)
    power = np.abs(np.fft.rfft((signal - signal.mean()) * window, _PADDING * signal.size)) ** 2
    rates = np.fft.rfftfreq(_PADDING * signal.size, 1 / rate_hz)
    inside = (rates >= RATES_HZ[0]) & (rates <= RATES_HZ[1])
    rates, power = rates[inside], power[inside]
    if not power.size or not power.any():
        return None
    peak = rates[int(power.argmax())]
    near = np.abs(rates - peak) <= 2 * rate_hz / signal.size
    return float(1 / peak) if power[near].sum() >= LEAST_SHARE * power.sum() else None
