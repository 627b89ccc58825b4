"""Origin of a scoring: the recording and the model that its stages come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Origin:
    """Recording and model that a scoring comes from.

    Attributes
    ----------
    start : datetime or None
        Clock time of epoch 0; None where the recording does not know it.
    model : str
        Name and version of the model; empty where there was none.
    channels : tuple of str
        Channels and derivations that the model read, in the order of its inputs.
    notices : tuple of str
        Sentences on repairs of the recording, channels used, and roles done without.
    """

    start: datetime | None = None
    model: str = ""
    channels: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
