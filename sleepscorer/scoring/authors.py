"""Who sets what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class AuthorKind(StrEnum):
    """Who can set an epoch."""

    MODEL = "model"
    TECHNICIAN = "technician"
    IMPORT = "import"


@dataclass(frozen=True)
class Author:
    """Who set an epoch: the kind, and the model's or file's name or the technician's initials."""

    kind: AuthorKind
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"

    @staticmethod
    def parse(text: str) -> Author:
        """Inverse of ``str(author)``."""
        kind, _, name = text.partition(":")
        return Author(AuthorKind(kind), name)


def now() -> str:
    """Time now, ISO 8601 to the millisecond, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
