"""Sequences of epochs to learn from: cut, varied and normalised as whole recordings would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.features import (
    GROUP_COLUMNS,
    GROUPS,
    MEASURES,
    N_CHANNELS,
    N_COLUMNS,
    EpochNumbers,
)
from sleepscorer.prescoring.normalization import describe
from sleepscorer.training.data.context_nights import NumbersNight

Floats = NDArray[np.float32]
_Number = TypeVar("_Number", np.float32, np.int64)

PAIR_PREFIX = "ucd"
"""Nights whose names start so hold wake and N3 alone."""
SPECTRUM = GROUPS.index("spectrum")
_EOG = 2
_SKEWNESS, _MINIMUM, _MAXIMUM = (MEASURES.index(name) for name in ("skewness", "minimum", "maximum"))
_IN_UV = [MEASURES.index(name) for name in ("std", "iqr", "minimum", "maximum")]
_IN_UV2 = slice(MEASURES.index("delta"), None)
_LEAST_SHARE, _MOST_PIECES = 0.4, 6
"""Share of a night's epochs that is shown in a pass, in several pieces where it is cut."""
_CHANNEL_SETS = ((0,), (1,), (0, 1), (0, 2), (1, 2), (0, 1, 2), (0, 1, 2, 3), (0, 2, 3), (1, 2, 3), (0, 3))
_CHANNEL_ODDS = np.array([22, 10, 8, 20, 6, 14, 8, 6, 3, 3]) / 100


@dataclass(frozen=True)
class Variation:
    """Variation of nights.

    Parameters
    ----------
    crop : float
        Chance that only a stretch of a night is taken, of half an hour at least.
    stage_subset : float
        Chance that some stages are left out: normalisation must not rest on their proportions.
    montage : bool
        Whether channels are left out.
    site : float
        Spread of the offsets, one per night and column, that stand for another amplifier or site.
    noise : float
        Spread of the noise on every number.
    spectrum_noise : float
        Times as much noise on the spectrum, which only simulation teaches: its details are not to be
        trusted as far as simulated nights would let a network do.
    without_spectrum : float
        Chance that the spectrum is hidden.
    distorted : float
        Chance that a night is taken as filters, noise and the like leave it.
    gain : float
        Spread of the logarithm of the gain of each channel.
    inverted : float
        Chance that a channel's polarity is turned round.
    """

    crop: float = 0.45
    stage_subset: float = 0.15
    montage: bool = True
    site: float = 0.3
    noise: float = 0.1
    spectrum_noise: float = 4.0
    without_spectrum: float = 0.4
    distorted: float = 0.75
    gain: float = 0.3
    inverted: float = 0.15


NO_VARIATION = Variation(
    0, 0, montage=False, site=0, noise=0, without_spectrum=0, distorted=0, gain=0, inverted=0
)


@dataclass(frozen=True)
class Sequences:
    """Sequences of one length, ready for the network.

    Parameters
    ----------
    numbers : ndarray of float32, shape (n, length, 4, N_COLUMNS)
    known : ndarray of float32, shape (n, 4, len(GROUPS))
    stages : ndarray of int64, shape (n, length)
        -1 where there is none.
    pair : ndarray of bool, shape (n,)
        Nights of which only wake and N3 are at hand: they teach to tell these two apart; that the
        others are missing teaches nothing.
    opinions : ndarray of float32, shape (n, length, 5)
        Probabilities that other scorers give; zeros where none was asked.
    """

    numbers: Floats
    known: Floats
    stages: NDArray[np.int64]
    pair: NDArray[np.bool_]
    opinions: Floats


def take(numbers: EpochNumbers, chosen: NDArray[np.integer]) -> EpochNumbers:
    """Return some epochs of a night."""
    return EpochNumbers(
        numbers.measures[chosen], numbers.spectra[chosen], numbers.coupling[chosen], numbers.known
    )


def choose_channels(numbers: EpochNumbers, channels: Sequence[int]) -> EpochNumbers:
    """Return a night as if only some channels had been recorded; one EEG is always the first."""
    order = np.arange(N_CHANNELS)
    if 1 in channels and 0 not in channels:
        order[:2] = (1, 0)
    wanted = np.isin(order, channels)
    known = numbers.known[order] & wanted[:, None]
    known[:, GROUPS.index("coupling")] &= 2 in channels
    return EpochNumbers(
        numbers.measures[:, order], numbers.spectra[:, order], numbers.coupling[:, order], known
    )


def vary(
    random: np.random.Generator, night: NumbersNight, how: Variation
) -> tuple[EpochNumbers, NDArray[np.int8], Floats]:
    """Draw epochs, channels and groups at random from a night, with stages and opinions."""
    chosen = _draw_epochs(random, night.stages, how)
    numbers, stages = take(_draw_variant(random, night, how), chosen), night.stages[chosen]
    numbers = amplify(numbers, _draw_gains(random, how))
    opinions = np.zeros((chosen.size, 5), np.float32) if night.opinion is None else night.opinion[chosen]
    if how.montage:
        numbers = _draw_channels(random, numbers)
    if random.random() < how.without_spectrum and numbers.known[:, :SPECTRUM].any():
        known = numbers.known.copy()
        known[:, SPECTRUM:] = False
        numbers = replace(numbers, known=known)
    return numbers, stages, opinions


def amplify(numbers: EpochNumbers, gains: Floats) -> EpochNumbers:
    """Return the numbers of a night whose channels have other gains.

    Parameters
    ----------
    numbers : EpochNumbers
    gains : ndarray of float32, shape (4,)
        Negative where the polarity is turned round.
    """
    size = np.abs(gains)
    measures = numbers.measures.copy()
    measures[..., _IN_UV] *= size[:, None]
    measures[..., _IN_UV2] *= size[:, None] ** 2
    turned = gains < 0
    measures[:, turned, _SKEWNESS] *= -1
    measures[:, turned, _MINIMUM] = -measures[:, turned, _MAXIMUM]
    measures[:, turned, _MAXIMUM] = -numbers.measures[:, turned, _MINIMUM] * size[turned]
    signs = np.sign(gains)
    coupling = numbers.coupling * (signs * signs[_EOG])[:, None]
    coupling[:, signs * signs[_EOG] < 0] = coupling[:, signs * signs[_EOG] < 0][..., [0, 2, 1]]
    spectra = numbers.spectra + 2 * np.log(size)[:, None, None]
    return replace(numbers, measures=measures, spectra=spectra, coupling=coupling)


def _draw_gains(random: np.random.Generator, how: Variation) -> Floats:
    gains = np.exp(how.gain * random.standard_normal(N_CHANNELS))
    return np.asarray(np.where(random.random(N_CHANNELS) < how.inverted, -gains, gains), np.float32)


def _draw_variant(random: np.random.Generator, night: NumbersNight, how: Variation) -> EpochNumbers:
    if not night.variants or random.random() >= how.distorted:
        return night.numbers
    return night.variants[random.integers(len(night.variants))]


def _draw_epochs(
    random: np.random.Generator, stages: NDArray[np.int8], how: Variation
) -> NDArray[np.integer]:
    chosen = np.arange(stages.size)
    if random.random() < how.crop and stages.size > 60:
        # Short stretches are the harder ones, and drawn as often as long ones.
        length = round(float(np.exp(random.uniform(np.log(60), np.log(min(500, stages.size))))))
        start = int(random.integers(0, stages.size - length + 1))
        chosen = chosen[start : start + length]
    if random.random() < how.stage_subset:
        wanted = np.flatnonzero(random.random(5) < 0.5)
        some = chosen[np.isin(stages[chosen], wanted)]
        chosen = some if some.size > 50 else chosen
    return chosen


def _draw_channels(random: np.random.Generator, numbers: EpochNumbers) -> EpochNumbers:
    there = set(np.flatnonzero(numbers.known.any(axis=1)).tolist())
    possible = np.array([there.issuperset(channels) for channels in _CHANNEL_SETS])
    odds = np.where(possible, _CHANNEL_ODDS, 0)
    return choose_channels(numbers, _CHANNEL_SETS[random.choice(len(odds), p=odds / odds.sum())])


def disturb(random: np.random.Generator, described: Floats, how: Variation) -> Floats:
    """Add offsets of another site to what is not relative to the recording, and noise to everything."""
    offsets = how.site * random.standard_normal((1, N_CHANNELS, N_COLUMNS), dtype=np.float32)
    noise = how.noise * random.standard_normal(described.shape, dtype=np.float32)
    noise[..., _SPECTRUM_COLUMNS] *= how.spectrum_noise
    return np.asarray(described + offsets * _ABSOLUTE * random.random() + noise, np.float32)


def _absolute_columns() -> Floats:
    """How far columns differ between sites: not at all where they are relative to the recording."""
    bands = GROUP_COLUMNS[2] // 5
    kinds = [(12, 1.0), (12, 0.0), (6, 1.0), (7, 0.0), (bands, 1.5), (3 * bands, 0.7), (bands, 0.7), (3, 1.0)]
    return np.concatenate([np.full(count, kind, np.float32) for count, kind in kinds])


_ABSOLUTE = _absolute_columns()
_SPECTRUM_COLUMNS = slice(sum(GROUP_COLUMNS[:2]), sum(GROUP_COLUMNS[:3]))


def draw_sequences(
    random: np.random.Generator, nights: Sequence[NumbersNight], length: int, how: Variation
) -> Sequences:
    """Cut every night, varied, into sequences; what is left over at an end is covered by overlap.

    Of a night of which only a piece is taken, other pieces follow: short recordings count as long ones do.
    """
    parts = []
    for night in nights:
        parts.append(_prepare(random, night, length, how))
        size = _scored(parts[-1])
        for _ in range(_MOST_PIECES - 1) if how.crop else ():
            if size >= _LEAST_SHARE * night.stages.size:
                break
            parts.append(_prepare(random, night, length, replace(how, crop=1.0)))
            size += _scored(parts[-1])
    joined = [np.concatenate(columns) for columns in zip(*map(_columns, parts), strict=True)]
    return Sequences(*joined)


def _scored(part: Sequences) -> int:
    return int(np.count_nonzero(part.stages >= 0))


def _columns(part: Sequences) -> tuple[NDArray[np.generic], ...]:
    return part.numbers, part.known, part.stages, part.pair, part.opinions


def _prepare(random: np.random.Generator, night: NumbersNight, length: int, how: Variation) -> Sequences:
    numbers, stages, opinions = vary(random, night, how)
    described = disturb(random, describe(numbers), how)
    first = int(random.integers(0, max(1, min(length, stages.size) // 2)))
    starts = [max(0, min(start, stages.size - length)) for start in range(first, stages.size, length)]
    starts = [0, *starts] if first else starts
    return Sequences(
        _cut(described, starts, length, 0),
        np.repeat(numbers.known.astype(np.float32)[None], len(starts), axis=0),
        _cut(stages.astype(np.int64), starts, length, -1),
        np.full(len(starts), night.name.startswith(PAIR_PREFIX)),
        _cut(opinions, starts, length, 0),
    )


def _cut(values: NDArray[_Number], starts: Sequence[int], length: int, rest: int) -> NDArray[_Number]:
    """Stretches of one length, filled up with ``rest``, shape (len(starts), length, ...)."""
    sequences = np.full((len(starts), length, *values.shape[1:]), rest, values.dtype)
    for row, start in enumerate(starts):
        stretch = values[start : start + length]
        sequences[row, : len(stretch)] = stretch
    return sequences
