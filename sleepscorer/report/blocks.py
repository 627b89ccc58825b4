"""Blocks of which a report is made, whatever it is written as: HTML, or a document to be edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """Heading; level 1 is the title."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Paragraph; a small one is in small grey letters.

    Attributes
    ----------
    text : str
    is_small : bool
    key : tuple of (str, str)
        Colour and name of what stands in a picture above.
    """

    text: str
    is_small: bool = False
    key: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Pairs:
    """Table of names and values."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Grid:
    """Table with a head; the first column holds names, the others numbers unless they are texts."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    are_texts: bool = False


@dataclass(frozen=True)
class Picture:
    """Picture as SVG, ``height`` units high and as wide as all of them."""

    svg: str
    height: int
    title: str


@dataclass(frozen=True)
class Columns:
    """Blocks beside each other."""

    first: Sequence[Block]
    second: Sequence[Block]


Block = Heading | Paragraph | Pairs | Grid | Picture | Columns


@dataclass(frozen=True)
class Section:
    """Blocks that a template can put where it likes, by their name."""

    name: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class ReportContent:
    """Report as a whole; ``language`` is a code such as ``de``."""

    title: str
    language: str
    sections: Sequence[Section]
