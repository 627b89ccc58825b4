"""Normalization of a recording's numbers: on usable scales, and against the rest of the night."""

from __future__ import annotations

import numpy as np

from sleepscorer.prescoring.features import (
    GROUP_COLUMNS,
    MEASURES,
    N_CHANNELS,
    N_COLUMNS,
    N_COUPLING,
    N_STATISTICS,
    EpochNumbers,
    Floats,
)

_SPECTRUM_FROM = GROUP_COLUMNS[0] + GROUP_COLUMNS[1]
_LIMIT = 8.0
_LEVEL_BANDS = 22
"""Bands below 30 Hz, whose level stands for the gain."""
_CENTRES = np.array(
    [2.6, 0.2, 0, 1.37, 5.9, -1, 1.3, 0.59, 0.56, 1.54, 2.43, 3.97, 4.95, 1.3, 1.3, -0.6, -2.6, -3.2, -3.4],
    np.float32,
)
_SCALES = np.array(
    [
        *(0.6, 0.15, 0.4, 0.38, 0.6, 0.55, 0.45, 0.19, 0.01),
        *(0.25, 0.3, 0.31, 0.32, 0.25, 0.25, 0.5, 0.75, 0.9, 1.1),
    ],
    np.float32,
)
"""Usual values and spreads of the measures, on the scales of :func:`shapes`, in 150 nights of Sleep-EDF."""
_USUAL_LEVELS = np.concatenate([np.zeros(len(MEASURES) - 4), 2 * _CENTRES[0] / _SCALES[-4:]]).astype(
    np.float32
)
"""What the median of a recording's measures usually is, powers rather than their shares."""
_USUAL_SPECTRUM = np.array(
    [
        *(3.2, 3.2, 2.5, 2.1, 1.6, 1.1, 0.8, 0.5, 0.3, 0.1, -0.1, -0.3, -0.5, -0.6),
        *(-0.8, -1.1, -1.4, -1.7, -2.0, -2.1, -2.4, -2.6, -2.9, -3.2, -3.4),
    ],
    np.float32,
)
"""The same of its spectrum, against its level: medians over simulated and rebuilt nights."""
_USUAL_SPREAD_SPECTRUM = 0.7
_USUAL_EPOCHS = 100
"""A recording's medians and spreads count as much as what is usual when it has so many epochs."""
_USUAL_EPOCHS_OF_GAIN = 15
"""The same of medians that depend on the gain, which differs between sites and people far more."""
_USUAL = (_USUAL_EPOCHS, _USUAL_EPOCHS_OF_GAIN)
_OF_GAIN = [0, -4, -3, -2, -1]
"""Standard deviation and band powers."""
_EMG = 3
_SMALLEST_UV = 0.05


def shapes(measures: Floats) -> Floats:
    """Shape measures: put them on scales on which a network can use them.

    Parameters
    ----------
    measures : ndarray of float32, shape (..., len(MEASURES))

    Returns
    -------
    ndarray of float32, shape (..., len(MEASURES))
        All but the first, the logarithm of the standard deviation, do not depend on the gain.
    """
    std = np.maximum(measures[..., :1], _SMALLEST_UV)
    shaped = measures.copy()
    shaped[..., :1] = np.log(std)
    shaped[..., 1:2] = np.log(np.maximum(measures[..., 1:2], _SMALLEST_UV) / std)
    shaped[..., 2] = np.clip(measures[..., 2], -3, 3)
    shaped[..., 3] = np.log(np.maximum(measures[..., 3], -2) + 3)
    shaped[..., 4] = np.log(measures[..., 4] + 10)
    shaped[..., 5:7] = np.log(np.maximum(measures[..., 5:7], 1e-3))
    shaped[..., 13:14] = np.log(np.maximum(-measures[..., 13:14] / std, 0.1))
    shaped[..., 14:15] = np.log(np.maximum(measures[..., 14:15] / std, 0.1))
    shaped[..., 15:] = np.log(np.maximum(measures[..., 15:] / std**2, 1e-5))
    return np.asarray(shaped, np.float32)


def describe(numbers: EpochNumbers) -> Floats:
    """Describe epochs to a network: numbers as they are, and against the rest of their recording.

    Parameters
    ----------
    numbers : EpochNumbers

    Returns
    -------
    ndarray of float32, shape (n_epochs, 4, N_COLUMNS)
        Columns of a group are zero where the group is not known.
    """
    shown = np.zeros((len(numbers.measures), N_CHANNELS, N_COLUMNS), np.float32)
    for channel, known in enumerate(numbers.known):
        # What is usual is known of EEG and EOG; electrodes on a chin differ too much.
        is_emg = channel == _EMG
        own, of_gain = (1.0 if is_emg else _own_share(len(shown), usual) for usual in _USUAL)
        if known[0] or known[1]:
            measures = numbers.measures[:, channel]
            shown[:, channel, :_SPECTRUM_FROM] = _describe_measures(measures, own, of_gain)
        if known[2]:
            spectra = numbers.spectra[:, channel]
            shown[:, channel, _SPECTRUM_FROM:-N_COUPLING] = _describe_spectra(spectra, own)
        if known[3]:
            shown[:, channel, -N_COUPLING:] = numbers.coupling[:, channel]
        shown[:, channel] *= np.repeat(known, GROUP_COLUMNS)
    return np.clip(shown, -_LIMIT, _LIMIT)


def _own_share(n_epochs: int, usual_epochs: int) -> float:
    """How far a recording's own medians are to be trusted: those of half an hour may all be of one stage."""
    return n_epochs / (n_epochs + usual_epochs)


def _describe_measures(measures: Floats, own: float, own_of_gain: float) -> Floats:
    shaped = (shapes(measures) - _CENTRES) / _SCALES
    levels = shaped.copy()
    # Against the recording, powers are compared rather than their shares.
    levels[:, -4:] += 2 * (shaped[:, :1] * _SCALES[0] + _CENTRES[0]) / _SCALES[-4:]
    shares = np.full(len(MEASURES), own, np.float32)
    shares[_OF_GAIN] = own_of_gain
    relative = _relative(levels, shares, _USUAL_LEVELS, 1.0)
    statistics, bands = slice(1, N_STATISTICS), slice(N_STATISTICS, None)
    parts = [shaped[:, statistics], relative[:, statistics], shaped[:, bands], relative[:, bands]]
    return np.concatenate([*parts, relative[:, :1]], axis=1)


def _relative(levels: Floats, own: Floats | float, usual: Floats, usual_spread: float) -> Floats:
    """Distance from the recording's median in units of its spread, both drawn towards what is usual."""
    low, median, high = np.percentile(levels, [10, 50, 90], axis=0)
    middle = own * median + (1 - own) * usual
    spread = own * (high - low) / 2.56 + (1 - own) * usual_spread
    return np.asarray((levels - middle) / (0.3 + spread), np.float32)


def _describe_spectra(spectra: Floats, own: float) -> Floats:
    mean = spectra[:, 0]
    # One level for the recording: the gain goes, the course over the night stays.
    level = np.median(mean[:, :_LEVEL_BANDS].mean(axis=1))
    beside = [spectra[:, number] - mean for number in (1, 2, 3)]
    relative = _relative(mean, own, level + _USUAL_SPECTRUM, _USUAL_SPREAD_SPECTRUM)
    return np.concatenate([(mean - level) / 2, *beside, relative], axis=1)
