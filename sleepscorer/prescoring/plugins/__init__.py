"""Scorers from other packages, found through the entry points of the group ``sleepscorer.scorers``.

A package offers one with, in its ``pyproject.toml``::

    [project.entry-points."sleepscorer.scorers"]
    mine = "my_package.scorer:MyScorer"

where ``MyScorer()`` is a :class:`Scorer`. It is then a name for ``--model`` and an entry of the
window's menus. Nothing of the package is imported before its name is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import numpy as np

from sleepscorer.errors import ModelError, SleepscorerError
from sleepscorer.messages import Message
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.recording import Recording

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "sleepscorer.scorers"

Progress = Callable[[float], None]
Cancelling = Callable[[], bool]


class Scorer(Protocol):
    """A scorer of another package.

    Attributes
    ----------
    name : str
        What ``--model`` takes; that of its entry point.
    title : str
        What a menu shows.
    version : str
        Of the package that scores; empty where that is not installed.
    install : str
        What to do where it is not: ``pip install 'sleepscorer[yasa]'``.
    """

    name: str
    title: str
    install: str

    @property
    def version(self) -> str:
        """Version of the package that scores; empty where it is not installed."""

    def score(self, recording: Recording, progress: Progress, cancelled: Cancelling) -> ScoringResult:
        """Score every epoch; may raise a :class:`sleepscorer.errors.ModelError` or ``Cancelled``."""


def outside_scorers() -> list[Scorer]:
    """Return every outside scorer that can be loaded, by name, installed packages behind them or not."""
    scorers = []
    for name in outside_names():
        try:
            scorers.append(load_scorer(name))
        except ModelError:
            continue
    return scorers


def outside_names() -> list[str]:
    """Return the names of the outside scorers, without loading any."""
    return sorted(_entries())


def load_scorer(name: str) -> Scorer:
    """Return the outside scorer of a name.

    Raises
    ------
    ModelError
        If the package that offers it cannot be loaded.
    """
    try:
        scorer: Scorer = _entries()[name].load()()
    except Exception as error:  # whatever a stranger's package raises
        raise ModelError(
            Message(
                "The scorer {name} cannot be loaded ({kind}: {reason}); install its package again.",
                name=name,
                kind=type(error).__name__,
                reason=error,
            )
        ) from error
    return scorer


def installed_scorer(name: str) -> Scorer:
    """Return the outside scorer of a name, if what it stands on is installed.

    Raises
    ------
    ModelError
        If it is not, saying how to install it, or if it cannot be loaded.
    """
    scorer = load_scorer(name)
    if not scorer.version:
        raise ModelError(
            Message(
                "{title} is not installed; install it with {how}.", title=scorer.title, how=scorer.install
            )
        )
    return scorer


def run_scorer(name: str, recording: Recording, progress: Progress, cancelled: Cancelling) -> ScoringResult:
    """Run an outside scorer.

    Raises
    ------
    ModelError
        If it is not installed, fails, or gives something else than five probabilities an epoch.
    """
    scorer = installed_scorer(name)
    try:
        result = scorer.score(recording, progress, cancelled)
    except SleepscorerError:
        raise
    except Exception as error:
        if cancelled():
            raise
        raise ModelError(
            Message(
                "{title} could not score {name} ({kind}: {reason}).",
                title=scorer.title,
                name=recording.path.name,
                kind=type(error).__name__,
                reason=error,
            )
        ) from error
    shape = np.shape(result.probabilities)
    if shape != (recording.n_epochs, 5):
        raise ModelError(
            Message(
                "{title} gave {numbers} numbers for {count} epochs of five stages; update it.",
                title=scorer.title,
                numbers=str(shape),
                count=recording.n_epochs,
            )
        )
    return result


def _entries() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in entry_points(group=GROUP)}
