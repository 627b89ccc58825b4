"""Scorers from other packages, found through the entry points of the group ``sleepscorer.scorers``.

A package offers one with, in its ``pyproject.toml``::

    [project.entry-points."sleepscorer.scorers"]
    mine = "my_package.scorer:MyScorer"

where ``MyScorer()`` is a :class:`Scorer`. It is then a name for ``--model`` and an entry of the
window's menus. Nothing of the package is imported before its name is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import ModelError, SleepscorerError
from sleepscorer.recording import Recording
from sleepscorer.scoring import Author, AuthorKind

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "sleepscorer.scorers"

Progress = Callable[[float], None]
Cancelling = Callable[[], bool]


class Prescored(Protocol):
    """What any run over a recording gives, of a model in the product or of an outside scorer."""

    @property
    def probabilities(self) -> NDArray[np.float32]:
        """W N1 N2 N3 R of every epoch, shape (n_epochs, 5); NaN where the scorer has none."""

    @property
    def author(self) -> Author:
        """Who the stages are by, with a version."""

    @property
    def model_name(self) -> str:
        """Name of what ran."""

    @property
    def identity(self) -> str:
        """What tells this version from any other."""

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the user."""

    @property
    def reads_night(self) -> bool:
        """Whether the stage of an epoch was read off the epochs around it, too."""


@dataclass(frozen=True, eq=False)
class Opinion:
    """Result of an outside scorer; see :class:`Prescored`."""

    probabilities: NDArray[np.float32]
    model_name: str
    version: str
    notices: tuple[str, ...] = ()
    reads_night: bool = True

    @property
    def author(self) -> Author:
        """Who the stages are by: the scorer's name and version."""
        return Author(AuthorKind.MODEL, f"{self.model_name}@{self.version}")

    @property
    def identity(self) -> str:
        """Name and version."""
        return f"{self.model_name} {self.version}"


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

    def score(self, recording: Recording, progress: Progress, cancelled: Cancelling) -> Prescored:
        """Score every epoch; may raise a :class:`sleepscorer.errors.ModelError` or ``Cancelled``."""


def outside_scorers() -> list[Scorer]:
    """Every outside scorer that can be loaded, by name, installed packages behind them or not."""
    found = []
    for name in outside_names():
        try:
            found.append(load_scorer(name))
        except ModelError:
            continue
    return found


def outside_names() -> list[str]:
    """Names of the outside scorers, without loading any."""
    return sorted(_entries())


def load_scorer(name: str) -> Scorer:
    """Outside scorer of a name.

    Raises
    ------
    ModelError
        If the package that offers it cannot be loaded.
    """
    try:
        scorer: Scorer = _entries()[name].load()()
    except Exception as error:  # whatever a stranger's package raises
        raise ModelError(
            f"The scorer {name} cannot be loaded ({type(error).__name__}: {error}); "
            "install its package again."
        ) from error
    return scorer


def installed_scorer(name: str) -> Scorer:
    """Outside scorer of a name, if what it stands on is installed.

    Raises
    ------
    ModelError
        If it is not, saying how to install it, or if it cannot be loaded.
    """
    scorer = load_scorer(name)
    if not scorer.version:
        raise ModelError(f"{scorer.title} is not installed; install it with {scorer.install}.")
    return scorer


def outside_opinion(name: str, recording: Recording, progress: Progress, cancelled: Cancelling) -> Prescored:
    """Run an outside scorer.

    Raises
    ------
    ModelError
        If it is not installed, fails, or gives something else than five probabilities an epoch.
    """
    scorer = installed_scorer(name)
    try:
        found = scorer.score(recording, progress, cancelled)
    except SleepscorerError:
        raise
    except Exception as error:
        if cancelled():
            raise
        raise ModelError(
            f"{scorer.title} could not score {recording.path.name} ({type(error).__name__}: {error})."
        ) from error
    if np.shape(found.probabilities) != (recording.n_epochs, 5):
        raise ModelError(
            f"{scorer.title} gave {np.shape(found.probabilities)} numbers for {recording.n_epochs} epochs of "
            "five stages; update it."
        )
    return found


def _entries() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points

    return {one.name: one for one in entry_points(group=GROUP)}
