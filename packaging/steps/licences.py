"""Which licence something is under, and whether it may be shipped."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageMetadata
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).resolve().parents[1] / "licences"
_WORDS = re.compile(r"\(|\)|\b(?:AND|OR)\b|(?:(?!\b(?:AND|OR)\b)[^()])+")


class LicenceError(Exception):
    """A licence that is not known or not allowed, in one sentence."""


@dataclass(frozen=True)
class Policy:
    """What ``packaging/licences/policy.toml`` says."""

    allowed: frozenset[str]
    aliases: dict[str, str]
    packages: dict[str, dict[str, Any]]
    system: dict[str, str]
    windows: dict[str, dict[str, Any]]


@cache
def policy() -> Policy:
    """The policy, read once."""
    found = tomllib.loads((TEXTS / "policy.toml").read_text(encoding="utf-8"))
    return Policy(
        frozenset(found["allowed"]), found["aliases"], found["packages"], found["system"], found["windows"]
    )


def is_allowed(expression: str) -> bool:
    """Whether an SPDX expression can be met with allowed licences: all of an AND, one of an OR.

    Parameters
    ----------
    expression : str
        ``MIT``, ``Apache-2.0 OR BSD-2-Clause``, ``MPL-2.0 AND (MIT OR 0BSD)`` ...
    """
    verdict, rest = _any_of(_words(expression))
    if rest:
        raise LicenceError(f"The licence '{expression}' is not an SPDX expression.")
    return verdict


def _words(expression: str) -> list[str]:
    """AND, OR, brackets, and what stands between them."""
    return [word.strip() for word in _WORDS.findall(expression) if word.strip()]


def _any_of(words: list[str]) -> tuple[bool, list[str]]:
    verdict, words = _all_of(words)
    while words and words[0] == "OR":
        other, words = _all_of(words[1:])
        verdict = verdict or other
    return verdict, words


def _all_of(words: list[str]) -> tuple[bool, list[str]]:
    verdict, words = _one(words)
    while words and words[0] == "AND":
        other, words = _one(words[1:])
        verdict = verdict and other
    return verdict, words


def _one(words: list[str]) -> tuple[bool, list[str]]:
    if not words or words[0] in ("AND", "OR", ")"):
        return False, ["?"]
    if words[0] != "(":
        return words[0] in policy().allowed, words[1:]
    verdict, rest = _any_of(words[1:])
    return verdict, rest[1:] if rest[:1] == [")"] else ["?"]


def licence_of(name: str, metadata: PackageMetadata) -> str:
    """SPDX expression of a Python distribution.

    Parameters
    ----------
    name : str
        Its normalised name.
    metadata : PackageMetadata
        Its core metadata.

    Raises
    ------
    LicenceError
        If it is not known, or not allowed.
    """
    found = policy().packages.get(name, {}).get("licence") or _told(metadata)
    if not found:
        raise LicenceError(
            f"The licence of {name} is not known; look it up and add it to packaging/licences/policy.toml."
        )
    check(name, found)
    return found


def check(name: str, expression: str) -> None:
    """Refuse a licence that is not allowed.

    Raises
    ------
    LicenceError
    """
    if not is_allowed(expression):
        raise LicenceError(
            f"{name} is under '{expression}', which packaging/licences/policy.toml does not allow; "
            "do without it, or have the licence judged."
        )


def _told(metadata: PackageMetadata) -> str | None:
    expressions = metadata.get_all("License-Expression", [])
    if expressions:
        return str(expressions[0])
    classifiers = metadata.get_all("Classifier", [])
    told = [str(text).strip() for text in metadata.get_all("License", [])]
    told += [one.rpartition("::")[2].strip() for one in classifiers if one.startswith("License ::")]
    return next((found for text in told if (found := _named(text))), None)


def _named(text: str) -> str | None:
    """SPDX expression of a licence as packages name it."""
    known = policy().aliases.get(text.lower())
    if known or not text or "\n" in text or len(text) > 80:
        return known
    names = set(_words(text)) - {"AND", "OR", "(", ")"}
    is_spdx = all(re.fullmatch(r"[A-Za-z0-9.+-]*\d[A-Za-z0-9.+-]*|MIT|ISC|Zlib", name) for name in names)
    return text if is_spdx else None
