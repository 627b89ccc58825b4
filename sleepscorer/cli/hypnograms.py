"""Options of the commands that read hypnograms: what their numbers and words stand for."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from sleepscorer.errors import UnknownKeyError, UnknownWordsError
from sleepscorer.stages import Stage, stage_from_text


def declare_key_and_words(parser: argparse.ArgumentParser) -> None:
    """Declare the options that say what numbers and words of a hypnogram stand for."""
    parser.add_argument(
        "--key",
        type=_key,
        metavar="KEY",
        help="what plain numbers stand for: aasm, rk, ucd, dreams or from-1",
    )
    parser.add_argument(
        "--words", type=_stage_words, metavar="WORD=STAGE,...", help="stages of other words, as SWS=N3"
    )


def _key(text: str) -> str:
    from sleepscorer.formats.number_keys import KEYS

    if text not in KEYS:
        raise argparse.ArgumentTypeError(f"must be one of {', '.join(KEYS)}")
    return text


def _stage_words(text: str) -> dict[str, Stage]:
    """Parse the stages of words, given as ``SWS=N3,XX=?``."""
    words: dict[str, Stage] = {}
    for part in text.split(","):
        word, _, name = part.rpartition("=")
        stage = stage_from_text(name)
        if not word.strip() or stage is None:
            raise argparse.ArgumentTypeError(f"{part!r} is no word with its stage; write SWS=N3")
        words[word.strip()] = stage
    return words


@contextmanager
def naming_the_options() -> Iterator[None]:
    """Tell the option that answers what a hypnogram leaves open, behind the sentence that refuses it."""
    try:
        yield
    except UnknownKeyError as error:
        raise UnknownKeyError(with_option(error), error.numbers) from error
    except UnknownWordsError as error:
        raise UnknownWordsError(with_option(error), error.words) from error


def with_option(error: Exception) -> str:
    """Return the sentence of an error, and behind it the option that answers what a hypnogram leaves open."""
    if isinstance(error, UnknownKeyError):
        return f"{error} At the command line: --key KEY."
    if isinstance(error, UnknownWordsError):
        return f"{error} At the command line: --words WORD=STAGE,..."
    return str(error)
