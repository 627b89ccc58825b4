"""Sentences of the core in the window's language.

The core speaks English. A message carries its template, which is translated and filled in here. A sentence
that was kept as text, with a night or by an earlier version, is taken apart by the same templates where one
fits; any other text, such as the reason that the system gives, is shown as it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sleepscorer.gui.i18n.translation import (
    AS_COMMA,
    COMMA,
    SOURCE_LANGUAGE,
    fill,
    language_in_force,
    translate,
    translations_folder,
)
from sleepscorer.messages import Message

CONTEXT = "Core"
"""Context of the core's templates in the files of translations."""
_FIELD = r"(?:[^.]|\.(?! [A-Z]))+?"
"""What is filled in never reaches into the next sentence."""
_PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")
_FIGURE = re.compile(r"[+-]?\d+\.\d+")
_BLANKS = re.compile(r"\s*")
_STOPS = (".", "?")
"""What ends a sentence; a template without is a part of one."""
_END = re.compile(r"[.!?] ")
_JOINTS = " ,"
"""What stands between the parts of a message that only joins others."""


def localized(text: str) -> str:
    """Return what the core says in the window's language.

    Parameters
    ----------
    text : str
        A message, or sentences that were kept as text; what is not known stays as it is.
    """
    if language_in_force() == SOURCE_LANGUAGE:
        return str(text)
    if not isinstance(text, Message):
        return _recognized(text)
    if not _PLACEHOLDER.sub("", text.template).strip(_JOINTS):
        return text.template.format(**{name: _localized_part(value) for name, value in text.values.items()})
    template = translate(CONTEXT, text.template)
    return _recognized(text) if template == text.template else _filled(template, text)


def _localized_part(value: object) -> str:
    return localized(value) if isinstance(value, str) else str(value)


def _filled(template: str, message: Message) -> str:
    return fill(template, **{name: _localized_value(value) for name, value in message.values.items()})


def _localized_value(value: object) -> object:
    """Return a value as it is filled in; a figure is written by ``fill`` as the language does."""
    match value:
        case Message():
            return localized(value)
        case tuple():
            return ", ".join(str(_localized_value(item)) for item in value)
        case _:
            return value


def _recognized(text: str) -> str:
    """Return text with each sentence translated that a template fits."""
    parts = []
    rest = str(text)
    while rest:
        sentence, rest = _first_sentence(rest)
        parts.append(sentence)
    return "".join(parts)


def _first_sentence(text: str) -> tuple[str, str]:
    """Return the first sentence, translated where it is known, with the blanks after it, and the rest."""
    matches = [
        (known, match)
        for known in known_sentences(language_in_force())
        if all(part in text for part in known.parts) and (match := _pattern(known.template).match(text))
    ]
    if matches:
        known, match = min(matches, key=_rank)
        values = {name: _recognized_value(value) for name, value in match.groupdict().items()}
        sentence = _PLACEHOLDER.sub(lambda field: values[field[1]], known.translation)
        end = match.end()
    else:
        end = next((stop.start() + 1 for stop in _END.finditer(text)), len(text))
        sentence = text[:end]
    blanks = _BLANKS.match(text, end)
    after = blanks.end() if blanks else end
    return sentence + text[end:after], text[after:]


def _rank(pair: tuple[KnownSentence, re.Match[str]]) -> tuple[bool, int, int]:
    """Put templates of several sentences first, which begin like others; then what ends first."""
    known, match = pair
    return _END.search(known.template) is None, match.end(), -sum(map(len, known.parts))


def _recognized_value(text: str) -> str:
    """Return a figure as the window's language writes it, and a known reason translated."""
    if _FIGURE.fullmatch(text) and language_in_force() in COMMA:
        return text.translate(AS_COMMA)
    return translate(CONTEXT, text)


class KnownSentence(NamedTuple):
    """A template of the core, its translation, and the words between what is filled in."""

    template: str
    translation: str
    parts: tuple[str, ...]


@cache
def known_sentences(language: str) -> tuple[KnownSentence, ...]:
    """Return the sentences of the core that a language has, from its file of translations."""
    from xml.etree import ElementTree

    path = translations_folder() / f"sleepscorer_{language}.ts"
    try:
        contexts = ElementTree.parse(path).getroot().findall("context")
    except (OSError, ElementTree.ParseError):
        return ()
    messages = [
        m for context in contexts if context.findtext("name") == CONTEXT for m in context.iter("message")
    ]
    return tuple(
        KnownSentence(template, translation, tuple(filter(None, _PLACEHOLDER.split(template)[::2])))
        for message in messages
        if (template := message.findtext("source") or "").endswith(_STOPS)
        and (translation := message.findtext("translation"))
    )


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """Return what the sentences of a template look like in English."""
    pieces = _PLACEHOLDER.split(template)
    pattern = re.escape(pieces[0])
    for index in range(1, len(pieces), 2):
        name = pieces[index]
        pattern += f"(?P={name})" if name in pieces[1:index:2] else f"(?P<{name}>{_FIELD})"
        pattern += re.escape(pieces[index + 1])
    return re.compile(pattern + r"(?=\s|$)", re.DOTALL)
