"""Marks of an epoch beside its stage: flags and a note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Flag(StrEnum):
    """A mark of an epoch; the values are those of the files we save."""

    MOVEMENT = "movement"
    """Movement or artefact (AASM Manual, IV.I: major body movement)."""
    NOT_SURE = "not_sure"
    BOOKMARK = "bookmark"


@dataclass(frozen=True)
class EpochMarks:
    """Flags and note of one epoch."""

    flags: frozenset[Flag] = frozenset()
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.flags or self.note)

    def toggled(self, flag: Flag) -> EpochMarks:
        """Return the marks with one flag toggled."""
        return replace(self, flags=self.flags ^ {flag})

    def with_note(self, note: str) -> EpochMarks:
        """Return the marks with another note."""
        return replace(self, note=note)


NO_MARKS = EpochMarks()
