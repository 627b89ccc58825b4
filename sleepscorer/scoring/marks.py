"""What a technician marks an epoch with beside its stage."""

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
        """The same with a flag set where it was not, and the other way round."""
        return replace(self, flags=self.flags ^ {flag})

    def with_note(self, note: str) -> EpochMarks:
        """The same with another note."""
        return replace(self, note=note)


NO_MARKS = EpochMarks()
