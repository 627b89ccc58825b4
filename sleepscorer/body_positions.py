"""Body positions, and the codes by which recorders write them into a channel.

No standard gives codes: each recorder has its own, and some tell them in the header's transducer field.
"""

from __future__ import annotations

import re
from enum import StrEnum

from sleepscorer.translatable import QT_TRANSLATE_NOOP


class BodyPosition(StrEnum):
    """Position of the body (AASM Manual, recommended signals); the values are those in the settings."""

    SUPINE = QT_TRANSLATE_NOOP("Words", "supine")
    LEFT = QT_TRANSLATE_NOOP("Words", "left")
    RIGHT = QT_TRANSLATE_NOOP("Words", "right")
    PRONE = QT_TRANSLATE_NOOP("Words", "prone")
    UPRIGHT = QT_TRANSLATE_NOOP("Words", "upright")


USUAL_CODES = {
    1: BodyPosition.SUPINE,
    2: BodyPosition.LEFT,
    3: BodyPosition.RIGHT,
    4: BodyPosition.PRONE,
    5: BodyPosition.UPRIGHT,
}
"""Codes that are assumed where neither the header nor a person has told them; the page says so."""
_SPELLINGS = {
    BodyPosition.SUPINE: ("supine", "back", "dorsal", "rucken", "rücken", "dos"),
    BodyPosition.LEFT: ("left", "links", "gauche"),
    BodyPosition.RIGHT: ("right", "rechts", "droit", "droite"),
    BodyPosition.PRONE: ("prone", "front", "belly", "stomach", "ventral", "bauch", "ventre"),
    BodyPosition.UPRIGHT: ("upright", "up", "sitting", "standing", "aufrecht", "sitzend", "debout", "assis"),
}
_BY_SPELLING = {text: position for position, texts in _SPELLINGS.items() for text in texts}


def position_of(text: str) -> BodyPosition | None:
    """Return the position that a word such as ``Supine`` or ``links`` names; None for any other text."""
    return _BY_SPELLING.get(text.strip().lower())


def codes_in(text: str) -> dict[int, BodyPosition]:
    """Read codes such as ``1 supine, 2 left`` or ``0=right;1=back`` in a header's text; empty for none."""
    pairs = re.findall(r"(\d{1,3})\s*[=:]?\s*([^\W\d_]+)", text.lower())
    known = {int(code): _BY_SPELLING[word] for code, word in pairs if word in _BY_SPELLING}
    return known if len(known) > 1 else {}
