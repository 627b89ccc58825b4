"""Shares of one batch for several machines, split by the recordings' names alone."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Shard:
    """Share of a batch; ``number`` counts from 1 to ``count``."""

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Parse the share from ``2/8``.

        Raises
        ------
        ValueError
            If it is not so written, or there is no such share.
        """
        match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text.strip())
        if not match or not 1 <= int(match[1]) <= int(match[2]):
            raise ValueError("must be i/n, from 1/n to n/n")
        return cls(int(match[1]), int(match[2]))

    @property
    def ending(self) -> str:
        """What this share's files are told apart by."""
        return f"-{self.number}-of-{self.count}"

    def holds(self, file: str) -> bool:
        """Return whether a recording is in this share; the same on every machine and in every run."""
        digest = hashlib.sha256(os.fsencode(file)).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.number - 1
