"""Stage probabilities as text for JSON files, without losing a bit."""

from __future__ import annotations

from base64 import b64decode, b64encode

import numpy as np
from numpy.typing import NDArray


def encode(probabilities: NDArray[np.float32] | None) -> str | None:
    """Encode rows of five float32 as base64 of their little-endian bytes."""
    if probabilities is None:
        return None
    return b64encode(np.ascontiguousarray(probabilities, "<f4").tobytes()).decode()


def decode(text: str | None) -> NDArray[np.float32] | None:
    """Decode what :func:`encode` wrote, shape (n_epochs, 5).

    Raises
    ------
    ValueError
        If the text is not base64 of whole rows.
    """
    if text is None:
        return None
    return np.frombuffer(b64decode(text, validate=True), "<f4").reshape(-1, 5).astype(np.float32)
