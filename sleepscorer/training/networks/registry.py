"""The papers' networks that score one epoch at a time, by name, and how each learns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sleepscorer.errors import ModelError
from sleepscorer.training.networks.msa_cnn import LARGE, SMALL, MsaFamily, MsaSizes
from sleepscorer.training.networks.shared_encoder import Family, Montages
from sleepscorer.training.networks.ulw_sleepnet import UlwFamily

PLACES = {1: (0,), 2: (0, 2), 3: (0, 1, 2), 4: (0, 1, 2, 3)}
"""Channels of the variant with that many: EEG; EEG and EOG; two EEGs and EOG; and EMG."""


@dataclass(frozen=True)
class Published:
    """Training of a network on one corpus, as its paper says.

    Parameters
    ----------
    learning_rate, weight_decay : float
    batch_size, passes : int
    """

    learning_rate: float
    weight_decay: float
    batch_size: int
    passes: int


@dataclass(frozen=True)
class EpochNetwork:
    """One architecture with its variants.

    Parameters
    ----------
    family, title, source : str
        ``ulw-sleepnet``, ``ULW-SleepNet``, the paper.
    build : callable
        Makes the variants that learn together.
    together : tuple of int
        Variants that the family's name stands for, by their channels.
    learning_rate : float
        On simulated and rebuilt nights, at its peak.
    published : Published
    choices : tuple of str
        What the paper leaves open or is done otherwise, for the card.
    """

    family: str
    title: str
    source: str
    build: Callable[[Montages], Family]
    together: tuple[int, ...]
    learning_rate: float
    published: Published
    choices: tuple[str, ...] = ()

    def montages(self, name: str) -> dict[str, tuple[int, ...]] | None:
        """Return the variants that a name stands for: one, several for the family's name, or none."""
        variants = {f"{self.family}-{count}": places for count, places in PLACES.items()}
        if name == self.family:
            return {f"{name}-{count}": PLACES[count] for count in self.together}
        return {name: variants[name]} if name in variants else None


_ULW = Published(1e-3, 0.0, 32, 50)
_MSA = Published(1e-3, 1e-4, 64, 100)
_MSA_CHOICES = (
    "Signals are band-passed at 0.3 to 35 Hz (paper: low-passed at 40 Hz), divided by a constant and "
    "clipped at 10.",
    "The affine of a channel is put into its filters; at either end the signal is padded with 0 uV. That of "
    "the first EEG is held at 1 and 0, as in the published network for one channel.",
)


def _msa(size: str, sizes: MsaSizes, learning_rate: float) -> EpochNetwork:
    build = partial(MsaFamily, sizes=sizes)
    family, title, together = f"msa-cnn-{size}", f"MSA-CNN, {size}", (3, 2, 1)
    return EpochNetwork(family, title, "arXiv:2501.02949", build, together, learning_rate, _MSA, _MSA_CHOICES)


NETWORKS = (
    EpochNetwork("ulw-sleepnet", "ULW-SleepNet", "arXiv:2602.23852", UlwFamily, (4, 3, 2, 1), 3e-3, _ULW),
    _msa("small", SMALL, 3e-3),
    _msa("large", LARGE, 2e-3),
)


def find_network(name: str) -> tuple[EpochNetwork, dict[str, tuple[int, ...]]]:
    """Return the architecture and variants that a name stands for.

    Raises
    ------
    ModelError
        If there is none.
    """
    for network in NETWORKS:
        montages = network.montages(name)
        if montages:
            return network, montages
    known = ", ".join(f"{network.family}[-1 to -{len(PLACES)}]" for network in NETWORKS)
    raise ModelError(f"There is no recipe for {name}. Known are {known}.")
