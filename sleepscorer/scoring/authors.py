"""Authors of epochs, and the time of a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class AuthorKind(StrEnum):
    """Kind of author: a technician, a model or an imported file."""

    MODEL = "model"
    TECHNICIAN = "technician"
    IMPORT = "import"


@dataclass(frozen=True)
class Author:
    """Author of an epoch: the kind, and the model's or file's name or the technician's initials."""

    kind: AuthorKind
    name: str

    @property
    def is_model(self) -> bool:
        """Whether it is a model; a file is not: somebody has scored what it holds."""
        return self.kind is AuthorKind.MODEL

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"

    @staticmethod
    def parse(text: str) -> Author:
        """Parse an author from ``str(author)``."""
        kind, _, name = text.partition(":")
        return Author(AuthorKind(kind), name)


OF_RECORDING = Author(AuthorKind.IMPORT, "recording")
"""Author of what a recording's own annotations say."""


def now() -> str:
    """Return the current time, ISO 8601 to the millisecond, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
