"""Questions about a night that is to be opened or filled, and answers to the keys of lights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sleepscorer.storage.versions import Version

AskDamaged = Callable[[str], bool]
"""Asked, with what is wrong with a file kept of the night, whether to open without it; the file is kept."""
AskVersion: TypeAlias = "Callable[[Sequence[Version]], Path | None]"
"""Asked which of the scorings to go on with that were made apart from each other; None for none."""
AskOtherName: TypeAlias = "Callable[[Version], bool]"
"""Asked whether to go on with work that is kept of the recording under another name."""
AskOverwrite = Callable[[int, int], bool | None]
"""Asked before a range is filled, with how many of its epochs a person has scored otherwise and how many
it holds: fill those too (True), leave them (False), or fill nothing (None)."""


class LightsMark(Enum):
    """Outcome of a key for a lights marker."""

    SET = auto()
    REMOVED = auto()
    REFUSED = auto()
    """It would stand on the wrong side of the other one."""
    NOT_KEPT = auto()


@dataclass
class Prompts:
    """Questions to the user; unasked, nothing is given up, and work that is there is used."""

    damaged: AskDamaged = lambda sentence: False
    version: AskVersion = lambda versions: None
    other_name: AskOtherName = lambda version: True
    overwrite: AskOverwrite = lambda n_human, n_epochs: None
