"""Networks that learn together from the same epochs and share what looks at one channel."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from torch import Tensor, nn  # noqa: TID253

Montages = Mapping[str, tuple[int, ...]]
"""Channels of each member, as places in :data:`sleepscorer.training.data.prepared_nights.ROLES`."""


class Family(nn.Module, ABC):
    """Several networks, each of which sees some of the channels.

    Sub-classes encode channels and take members out as networks of their own.

    Parameters
    ----------
    montages : mapping of str to tuple of int
        Channels of each member.
    classifiers : dict of str to torch.nn.Module
        What each member makes of the features of its channels.

    Attributes
    ----------
    channels : list of int
        Places that any member sees; others are not looked at and may hold NaN.
    """

    def __init__(self, montages: Montages, classifiers: dict[str, nn.Module]) -> None:
        super().__init__()
        self.montages = dict(montages)
        self.channels = sorted({channel for chosen in montages.values() for channel in chosen})
        self.classifiers = nn.ModuleDict(classifiers)

    @property
    def one_eeg(self) -> str | None:
        """Member that sees the first EEG alone, if there is one."""
        return next((name for name, chosen in self.montages.items() if chosen == (0,)), None)

    def forward(self, epochs: Tensor) -> dict[str, Tensor]:
        """Return the logits of every member for epochs of shape (batch, 4, 3000)."""
        return self.classify(self.encode(epochs, None)[0])

    def classify(self, features: Tensor) -> dict[str, Tensor]:
        """Return the logits of every member from the features of all channels."""
        return {name: self.classify_member(name, features) for name in self.montages}

    def classify_member(self, name: str, features: Tensor) -> Tensor:
        """Return the logits of one member from the features of all channels."""
        places = [self.channels.index(channel) for channel in self.montages[name]]
        logits: Tensor = self.classifiers[name](features[:, places])
        return logits

    @abstractmethod
    def encode(self, epochs: Tensor, alone: Tensor | None) -> tuple[Tensor, Tensor | None]:
        """Encode channels one by one.

        Parameters
        ----------
        epochs : Tensor, shape (batch, 4, 3000)
        alone : Tensor, shape (n, 1, 3000), optional
            Other epochs of the first EEG alone, encoded in the same pass.

        Returns
        -------
        features : Tensor, shape (batch, len(channels), ...)
        alone_features : Tensor, shape (n, 1, ...), optional
        """

    @abstractmethod
    def member(self, name: str) -> nn.Module:
        """Return a copy of one member as a network of its own."""
