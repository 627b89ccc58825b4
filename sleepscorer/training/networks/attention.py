"""Layers of transformers (Vaswani et al. 2017, arXiv:1706.03762), written so that they export to ONNX."""

from __future__ import annotations

import math
from typing import Literal

import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253


class Attention(nn.Module):
    """Multi-head attention of one sequence to another, or to itself.

    Parameters
    ----------
    width : int
    heads : int
    dropout : float
        Of the attention weights.
    """

    def __init__(self, width: int, heads: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, tokens: Tensor, others: Tensor) -> Tensor:
        """Attend from tokens of shape (batch, n, width) to others of shape (batch, m, width)."""
        query, key, value = (
            layer(values).unflatten(2, (self.heads, -1)).transpose(1, 2)
            for layer, values in ((self.query, tokens), (self.key, others), (self.value, others))
        )
        scores = query @ key.transpose(2, 3) / math.sqrt(query.shape[-1])
        mixed = self.dropout(torch.softmax(scores, dim=-1)) @ value
        attended: Tensor = self.out(mixed.transpose(1, 2).flatten(2))
        return attended


class FeedForward(nn.Sequential):
    """Two dense layers with an activation between them."""

    def __init__(
        self, width: int, hidden: int, dropout: float = 0.1, activation: Literal["relu", "gelu"] = "relu"
    ) -> None:
        between = nn.ReLU() if activation == "relu" else nn.GELU()
        super().__init__(nn.Linear(width, hidden), between, nn.Dropout(dropout), nn.Linear(hidden, width))


class EncoderLayer(nn.Module):
    """Self-attention and a feed-forward layer, each added to its input and then normed."""

    def __init__(
        self,
        width: int,
        heads: int,
        hidden: int,
        dropout: float = 0.1,
        activation: Literal["relu", "gelu"] = "relu",
    ) -> None:
        super().__init__()
        self.attention = Attention(width, heads, dropout)
        self.feed_forward = FeedForward(width, hidden, dropout, activation)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, tokens: Tensor) -> Tensor:
        """Return tokens of the same shape (batch, n, width)."""
        tokens = self.norms[0](tokens + self.dropout(self.attention(tokens, tokens)))
        tokens = self.norms[1](tokens + self.dropout(self.feed_forward(tokens)))
        return tokens


def sinusoidal_positions(length: int, width: int) -> Tensor:
    """Return the sines and cosines by turns, shape (length, width)."""
    rates = torch.exp(torch.arange(0, width, 2) * (-math.log(10_000.0) / width))
    phases = torch.arange(length)[:, None] * rates
    return torch.stack([phases.sin(), phases.cos()], dim=2).flatten(1)
