"""Signals as a model wants them: filtered, resampled, scaled and cut into epochs.

Training and pre-scoring both call these functions, so that a model meets in the product what it
met when it learnt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sleepscorer.signals.filters import band_pass
from sleepscorer.signals.resampling import resample
from sleepscorer.stages import EPOCH_SECONDS

Scaling = Literal["none", "recording_iqr"]
CLIP = 20.0
"""Largest magnitude after scaling by the recording's inter-quartile range."""
CLIP_UV = 1000.0
"""Largest magnitude in microvolts where a model is fed microvolts."""
NORMAL_IQR = 1.349
"""Inter-quartile range of a normal distribution of unit standard deviation."""


@dataclass(frozen=True)
class Preparation:
    """Preparation of one channel before a model sees it.

    Parameters
    ----------
    low_hz, high_hz : float or None
        Corners of the zero-phase Butterworth band-pass applied at the model's rate.
    order : int
        Order of the filter's design (doubled by the two passes).
    rate_hz : float
        Sampling rate the model wants.
    scaling : {"none", "recording_iqr"}
        ``none`` keeps microvolts (clipped at 1000), divided by ``divisor_uv``; ``recording_iqr``
        subtracts the recording's median and divides by its robust standard deviation (clipped at 20).
    divisor_uv : float
        Divisor for ``none``.
    """

    low_hz: float | None
    high_hz: float | None
    order: int = 2
    rate_hz: float = 100.0
    scaling: Scaling = "none"
    divisor_uv: float = 1.0

    def low_passed(self, high_hz: float | None) -> Preparation:
        """Return it with a low-pass no higher than a corner; as it is for None."""
        if high_hz is None or (self.high_hz is not None and self.high_hz <= high_hz):
            return self
        return replace(self, high_hz=high_hz)


def prepare(signal_uv: NDArray[np.floating], rate_hz: float, how: Preparation) -> NDArray[np.float32]:
    """Resample, filter and scale one channel of a whole recording.

    Parameters
    ----------
    signal_uv : ndarray, shape (n,)
        Microvolts; NaN where there is no data (bridged by a straight line for the filter, zero after).
    rate_hz : float
        The channel's own sampling rate.
    how : Preparation

    Returns
    -------
    ndarray of float32, shape (about n * how.rate_hz / rate_hz,)
    """
    missing = ~np.isfinite(signal_uv)
    bridged = _bridge(signal_uv, missing) if missing.any() else signal_uv
    resampled = resample(bridged, rate_hz, how.rate_hz) if rate_hz != how.rate_hz else bridged
    filtered = band_pass(resampled, how.rate_hz, how.low_hz, how.high_hz, how.order)
    scaled = scale(filtered, how)
    if missing.any():
        at = np.minimum((np.arange(scaled.size) * rate_hz / how.rate_hz).astype(np.int64), missing.size - 1)
        scaled[missing[at]] = 0.0
    return scaled


def _bridge(values: NDArray[np.floating], missing: NDArray[np.bool_]) -> NDArray[np.float32]:
    if missing.all():
        return np.zeros(values.shape, dtype=np.float32)
    known = np.flatnonzero(~missing)
    return np.asarray(np.interp(np.arange(values.size), known, values[known]), np.float32)


def scale(filtered_uv: NDArray[np.float32], how: Preparation) -> NDArray[np.float32]:
    """Scale a filtered channel as ``how.scaling`` says; see :class:`Preparation`."""
    if how.scaling == "none":
        clipped = np.clip(filtered_uv, -CLIP_UV, CLIP_UV)
        clipped /= np.float32(how.divisor_uv)
        return clipped
    low, median, high = np.percentile(filtered_uv, [25, 50, 75])
    spread = max((high - low) / NORMAL_IQR, 1e-3)
    scaled = (filtered_uv - np.float32(median)) / np.float32(spread)
    return np.asarray(np.clip(scaled, -CLIP, CLIP), np.float32)


def cut_epochs(signals: list[NDArray[np.float32]], n_epochs: int, rate_hz: float) -> NDArray[np.float32]:
    """Cut channels into epochs.

    Parameters
    ----------
    signals : list of ndarray
        One per channel, all at ``rate_hz``; a channel short of ``n_epochs`` is padded with zeros.
    n_epochs : int
    rate_hz : float

    Returns
    -------
    ndarray of float32, shape (n_epochs, n_channels, 30 * rate_hz)
    """
    length = round(EPOCH_SECONDS * rate_hz)
    epochs = np.zeros((n_epochs, len(signals), length), dtype=np.float32)
    for channel, signal in enumerate(signals):
        night = signal[: n_epochs * length]
        complete, rest = divmod(night.size, length)
        epochs[:complete, channel] = night[: complete * length].reshape(complete, length)
        if rest:
            epochs[complete, channel, :rest] = night[complete * length :]
    return epochs
