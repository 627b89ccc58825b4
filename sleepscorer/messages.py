"""Sentences for a reader: a template in English and the values that fill it.

The text is formatted at once, in English, so that a message is printed, compared, logged and kept like any
other text. The window formats it once more, in its own language (``sleepscorer.gui.i18n.localization``).
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from enum import Enum
from numbers import Integral, Real


class Message(str):
    """A sentence with the template and the values that it was made of.

    Parameters
    ----------
    template : str
        English, with named fields as ``str.format`` takes them: ``"{path} is empty ({size:.0f} bytes)."``
        Always a literal where it is written, as the translations are collected from the source.
    **values
        What the fields stand for: texts, messages, numbers, dates, paths, or a list of these, which is
        written with commas. Of an exception, its message is taken.

    Attributes
    ----------
    template : str
    values : dict
        Each value as a text, message, number, date, or tuple of these.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Message:
        """Format the template in English."""
        plain = {name: _plain(value) for name, value in values.items()}
        message = super().__new__(
            cls, template.format(**{name: _listed(value) for name, value in plain.items()})
        )
        message.template = template
        message.values = plain
        return message

    def __str__(self) -> str:
        """Return the message itself: ``str(error)`` keeps template and values."""
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (self.template, self.values)


def joined(sentences: Iterable[str], separator: str = " ") -> Message:
    """Return several sentences as one message."""
    parts = {f"sentence_{number}": sentence for number, sentence in enumerate(sentences)}
    return Message(separator.join(f"{{{name}}}" for name in parts), **parts)


def with_text(sentence: str, old: str, new: str) -> str:
    """Return a message with a text replaced in each of its values, as a path; a plain text too."""
    replaced = _replaced(sentence, old, new)
    return replaced if isinstance(replaced, str) else str(replaced)


def message_of(error: BaseException) -> str:
    """Return what an error says: its message where it has one, else its text."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Message) else str(error)


def reason(error: BaseException) -> str:
    """Return why the system refused, to stand in brackets: ``permission denied``.

    Parameters
    ----------
    error : BaseException
        An ``OSError``, or what a library raises in its place.
    """
    known = _REASONS.get(error.errno) if isinstance(error, OSError) and error.errno else None
    if known is not None:
        return known
    text = getattr(error, "strerror", None) or message_of(error)
    return text.lower() if isinstance(error, OSError) and not isinstance(text, Message) else text


_REASONS = {
    errno.EACCES: Message("permission denied"),
    errno.EEXIST: Message("file exists"),
    errno.EFBIG: Message("file too large"),
    errno.EIO: Message("input/output error"),
    errno.EISDIR: Message("is a directory"),
    errno.ENAMETOOLONG: Message("file name too long"),
    errno.ENOENT: Message("no such file or directory"),
    errno.ENOSPC: Message("no space left on device"),
    errno.ENOTDIR: Message("not a directory"),
    errno.EPERM: Message("operation not permitted"),
    errno.EROFS: Message("read-only file system"),
}
"""What the systems say, in their own words."""


def _restored(template: str, values: Mapping[str, object]) -> Message:
    return Message(template, **values)


def _plain(value: object) -> object:
    """Return a value as one that can be kept and sent to another process."""
    if isinstance(value, Message | date | time | timedelta | bool):
        return value
    if isinstance(value, list | tuple):
        return tuple(map(_plain, value))
    if isinstance(value, BaseException):
        return message_of(value)
    if isinstance(value, Enum) or not isinstance(value, Real):
        return str(value)
    return int(value) if isinstance(value, Integral) else float(value)


def _listed(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value


def _replaced(value: object, old: str, new: str) -> object:
    if isinstance(value, Message):
        return Message(
            value.template, **{name: _replaced(inner, old, new) for name, inner in value.values.items()}
        )
    if isinstance(value, str):
        return new if value == old else value.replace(old, new)
    return tuple(_replaced(item, old, new) for item in value) if isinstance(value, tuple) else value
