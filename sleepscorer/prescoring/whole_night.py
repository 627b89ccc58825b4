"""Scoring of a whole night at once by a network that reads numbers rather than samples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role
from sleepscorer.prescoring.features import GROUPS, MEASURES, N_CHANNELS, EpochNumbers, compute
from sleepscorer.prescoring.normalization import describe

Floats = NDArray[np.float32]
Network = Callable[[Floats, Floats], Floats]
"""Probabilities of epochs from what is shown and from which of it is known."""

PLACES = {Role.EEG: (0, 1), Role.EOG: (2,), Role.EMG: (3,)}
"""Places of the roles among the channels of the numbers."""
FLAT_UV = 0.05
"""Standard deviation under which an epoch holds no signal."""
LARGEST_UV = 400.0
"""Standard deviation from which on an epoch of an EEG or EOG holds an artefact alone."""
LEAST_EPOCHS = 10
"""Epochs without a signal from which on a channel is done without in them."""
_EOG, _EMG = 2, 3
MARGIN_EPOCHS = 60
"""Wake kept on either side of sleep when a recording is narrowed down to the night."""
LARGEST_SHARE = 0.85
"""A recording of which the night is less is scored a second time, against the night alone."""
NARROWINGS = 2
SMOOTH_EPOCHS = 31
PAUSE_EPOCHS = 120
"""Longest wake within one night."""


def score_night(epochs_uv: Floats, roles: Sequence[Role], network: Network, threads: int = 1) -> Floats:
    """Return the probabilities of every epoch of a recording.

    Parameters
    ----------
    epochs_uv : ndarray of float32, shape (n_epochs, n_channels, 3000)
    roles : sequence of Role
        Of the channels.
    network : callable
    threads : int
        For the channels.

    Returns
    -------
    ndarray of float32, shape (n_epochs, 5)
        All stages are equally probable in epochs without signal.
    """
    return score_numbers(compute(place_channels(epochs_uv, roles), threads), network)


def score_numbers(numbers: EpochNumbers, network: Network) -> Floats:
    """Return the probabilities of every epoch from its numbers; see :func:`score_night`.

    An epoch is scored from the channels that hold a signal in it, and these are read over the whole night
    for it: an electrode that falls off at 3 am leaves the night to the others.
    """
    rows = np.full((len(numbers.measures), 5), 0.2, np.float32)
    usable = usable_channels(numbers)
    sets, of_epoch = np.unique(usable, axis=0, return_inverse=True)
    for number, channels in enumerate(sets):
        if not _has_eeg(channels[None])[0]:
            continue
        own = np.flatnonzero(of_epoch.ravel() == number)
        chosen = np.flatnonzero((usable | ~channels).all(axis=1))
        part = replace(numbers, known=_known_of(numbers, channels))
        rows[own] = _score(part, chosen, network)[np.searchsorted(chosen, own)]
    return rows


def usable_channels(numbers: EpochNumbers) -> NDArray[np.bool_]:
    """Return which channels each epoch is scored from, shape (n_epochs, 4).

    A channel is done without where it is flat, an EEG or EOG also where no such signal is as large; not for
    a few epochs, and not for its size where no other EEG is left.
    """
    recorded = np.asarray(numbers.known.any(axis=1))
    return _usable(numbers.measures[:, :, MEASURES.index("std")], recorded)


def spreads(epochs_uv: Floats) -> Floats:
    """Return the standard deviation of every epoch of every channel, shape (n_epochs, n_channels)."""
    # One channel at a time: the whole night's deviations from its means would be held in memory at once.
    return np.stack([epochs_uv[:, number].std(axis=1) for number in range(epochs_uv.shape[1])], axis=1)


def passed_over(std_uv: Floats, roles: Sequence[Role]) -> NDArray[np.bool_]:
    """Return which channels an epoch that is scored is scored without; see :func:`usable_channels`.

    Parameters
    ----------
    std_uv : ndarray of float32, shape (n_epochs, n_channels)
        From :func:`spreads`.
    roles : sequence of Role
        Of the channels.

    Returns
    -------
    ndarray of bool, shape (n_epochs, n_channels)
    """
    slots = _places_of(roles)
    std = np.zeros((len(std_uv), N_CHANNELS), np.float32)
    std[:, slots] = std_uv
    usable = _usable(std, np.isin(np.arange(N_CHANNELS), slots))
    return np.asarray((~usable & usable.any(axis=1, keepdims=True))[:, slots])


def without_eeg(std_uv: Floats, roles: Sequence[Role]) -> NDArray[np.bool_]:
    """Return in which epochs every EEG is flat, shape (n_epochs,); parameters as of :func:`passed_over`."""
    eeg = [number for number, role in enumerate(roles) if role is Role.EEG]
    return np.asarray((std_uv[:, eeg] <= FLAT_UV).all(axis=1))


def _usable(std_uv: Floats, recorded: NDArray[np.bool_]) -> NDArray[np.bool_]:
    alive = (std_uv > FLAT_UV) & recorded
    plausible = alive & ((std_uv < LARGEST_UV) | (np.arange(N_CHANNELS) == _EMG))
    usable = np.where(_has_eeg(plausible)[:, None], plausible, alive)
    usable[:, (~usable).sum(axis=0) < LEAST_EPOCHS] = True
    return np.asarray(usable & recorded & _has_eeg(alive)[:, None])


def _has_eeg(channels: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(channels[:, list(PLACES[Role.EEG])].any(axis=1))


def _known_of(numbers: EpochNumbers, channels: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Groups of numbers that are known of some of the channels."""
    known = numbers.known & channels[:, None]
    if not channels[_EOG]:
        known[:, GROUPS.index("coupling")] = False
    return np.asarray(known)


def _score(numbers: EpochNumbers, usable: NDArray[np.intp], network: Network) -> Floats:
    """Probabilities of the epochs that are usable, shape (usable.size, 5)."""
    rows = _run(numbers, usable, network)
    for _ in range(NARROWINGS):
        night = _night(rows)
        size = len(usable[night])
        if not 0 < size < LARGEST_SHARE * usable.size:
            break
        # Medians and spreads of a day of wake would stand in for those of the night.
        rows[night] = _run(numbers, usable[night], network)
    return rows


def place_channels(epochs_uv: Floats, roles: Sequence[Role]) -> list[Floats | None]:
    """Return the channels in the places the numbers have for their roles."""
    channels: list[Floats | None] = [None] * N_CHANNELS
    for number, slot in enumerate(_places_of(roles)):
        channels[slot] = epochs_uv[:, number]
    return channels


def _places_of(roles: Sequence[Role]) -> list[int]:
    left = {role: list(places) for role, places in PLACES.items()}
    return [left[role].pop(0) for role in roles]


def _run(numbers: EpochNumbers, chosen: NDArray[np.intp], network: Network) -> Floats:
    part = EpochNumbers(
        numbers.measures[chosen], numbers.spectra[chosen], numbers.coupling[chosen], numbers.known
    )
    return network(describe(part), numbers.known.astype(np.float32))


def _night(probabilities: Floats) -> slice:
    """Longest sleep, pauses bridged, with half an hour before and after."""
    asleep = (probabilities[:, 0] < 0.5).astype(np.float64)
    width = min(SMOOTH_EPOCHS, len(asleep))
    mostly = np.flatnonzero(np.convolve(asleep, np.ones(width) / width, mode="same") > 0.5)
    if not mostly.size:
        return slice(0)
    sleeps = np.split(mostly, np.flatnonzero(np.diff(mostly) > PAUSE_EPOCHS) + 1)
    longest = max(sleeps, key=len)
    return slice(max(0, int(longest[0]) - MARGIN_EPOCHS), int(longest[-1]) + MARGIN_EPOCHS + 1)
