"""Errors a user can act on: one clear sentence saying what, where and what to do."""

from __future__ import annotations

from typing import Any

from sleepscorer.messages import message_of


class SleepscorerError(Exception):
    """Base of every error whose message is meant to be read by the user."""

    @property
    def message(self) -> str:
        """What is wrong, and what to do: a ``Message`` where it can be translated."""
        return message_of(self)


class RecordingError(SleepscorerError):
    """A recording cannot be read."""


class TruncatedHeaderError(RecordingError):
    """A recording is empty or ends inside its header: a copy that broke off, or has only begun."""


class HypnogramError(SleepscorerError):
    """A hypnogram cannot be read or written."""


class UnknownWordsError(HypnogramError):
    """Words stand where stages would, and are no stage that is known: their meaning can be given.

    Parameters
    ----------
    sentence : str
    words : tuple of (str, int)
        Each word with the number of times it occurs, the most frequent first.
    """

    def __init__(self, sentence: str, words: tuple[tuple[str, int], ...] = ()) -> None:
        super().__init__(sentence)
        self.words = words


class UnknownKeyError(HypnogramError):
    """Numbers stand for stages by a key that the file does not name: it can be given.

    Parameters
    ----------
    sentence : str
    numbers : tuple of int
        Each number of the file once, in order.
    """

    def __init__(self, sentence: str, numbers: tuple[int, ...] = ()) -> None:
        super().__init__(sentence)
        self.numbers = numbers


class ModelError(SleepscorerError):
    """A model cannot be loaded, or cannot score this recording."""


class StorageError(SleepscorerError):
    """Work cannot be kept on disk."""


class LockedError(StorageError):
    """Somebody else has the night open."""


class DamagedError(StorageError):
    """The work kept of the night cannot be used; the user decides whether to go on without it."""


class DivergedError(StorageError):
    """Two scorings of the night were made apart from each other; which to go on with is the user's to say.

    Attributes
    ----------
    versions : tuple
        What there is to choose from; see ``sleepscorer.storage.versions.Version``.
    """

    def __init__(self, message: str, versions: tuple[Any, ...] = ()) -> None:
        super().__init__(message)
        self.versions = versions


class ChangeError(SleepscorerError):
    """A change does not fit the scoring it is applied to."""


class OverlayError(SleepscorerError):
    """An overlay of another package cannot be loaded."""


class Cancelled(Exception):  # noqa: N818 - an outcome, not an error
    """Work was cancelled; nothing was changed."""
