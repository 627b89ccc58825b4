"""Sniffing: the format that a file's opening speaks for, and how surely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from sleepscorer.errors import HypnogramError
from sleepscorer.messages import Message, reason

HEAD_BYTES = 16_384


class Claim(IntEnum):
    """Sureness that a file is of a format; the surest claim counts."""

    NONE = 0
    ANY = 1
    """A text, an XML or a JSON of any kind, read where nothing surer is known."""
    NAME = 2
    """The end of its name, for formats that have no other mark."""
    LAYOUT = 3
    """Rows or columns as the format has them."""
    SIGNATURE = 4
    """A mark that only the format has."""


@dataclass(frozen=True)
class Head:
    """Read the opening of a file.

    Attributes
    ----------
    path : Path
    content : bytes
        The first bytes.
    """

    path: Path
    content: bytes

    @cached_property
    def text(self) -> str:
        """The opening as text without blanks before it; XML may be UTF-16; empty where it is binary."""
        if self.content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return self.content[: len(self.content) // 2 * 2].decode("utf-16", "replace").lstrip()
        if b"\0" in self.content:
            return ""
        return self.content.decode("utf-8-sig", "replace").lstrip("\ufeff \t\r\n")


Sniff = Callable[[Head], Claim]


class Sniffed(Protocol):
    """A format that can tell its files."""

    @property
    def name(self) -> str:
        """What the command line calls it."""
        ...

    @property
    def sniff(self) -> Sniff:
        """How surely a file is of this format."""
        ...


F = TypeVar("F", bound=Sniffed)


def read_head(path: Path) -> Head:
    """Read the opening of a file.

    Raises
    ------
    HypnogramError
        In one sentence, if it cannot be opened or is empty.
    """
    try:
        with path.open("rb") as file:
            content = file.read(HEAD_BYTES)
    except FileNotFoundError:
        raise HypnogramError(Message("{path} does not exist; check the name.", path=path)) from None
    except IsADirectoryError:
        raise HypnogramError(
            Message("{path} is a folder; choose a hypnogram inside it.", path=path)
        ) from None
    except OSError as error:
        raise HypnogramError(
            Message("{path} cannot be opened ({reason}).", path=path, reason=reason(error))
        ) from error
    if not content:
        raise HypnogramError(Message("{path} is empty (0 bytes); copy it again from its source.", path=path))
    return Head(path, content)


def magic(*magics: bytes) -> Sniff:
    """Make the sniff of the first bytes."""

    def sniff(head: Head) -> Claim:
        return Claim.SIGNATURE if head.content.startswith(magics) else Claim.NONE

    return sniff


def in_text(looks_like_it: Callable[[str], bool], claim: Claim = Claim.SIGNATURE) -> Sniff:
    """Make the sniff of a text."""

    def sniff(head: Head) -> Claim:
        return claim if head.text and looks_like_it(head.text) else Claim.NONE

    return sniff


def any_text(head: Head) -> Claim:
    """Make the sniff of any text but XML and JSON; one with a binary zero is refused by its reader."""
    return Claim.NONE if head.text.startswith(("<", "{", "[")) else Claim.ANY


def surest(head: Head, formats: Sequence[F], same: Callable[[F, F], bool]) -> F:
    """Return the format that claims a file the most surely.

    Raises
    ------
    HypnogramError
        In one sentence with both names, if two that are read differently claim it alike.
    """
    claims = [(format_.sniff(head), format_) for format_ in formats]
    best = max(claim for claim, _ in claims)
    fitting = [format_ for claim, format_ in claims if claim is best]
    rival = next((format_ for format_ in fitting[1:] if not same(format_, fitting[0])), None)
    if rival is not None:
        raise HypnogramError(
            Message(
                "{path} can be read as {format} or as {other}, which differ; export it again in "
                "another format.",
                path=head.path,
                format=fitting[0].name,
                other=rival.name,
            )
        )
    return fitting[0]
