"""Event scorers of other packages, offered by the entry points of the group ``sleepscorer.event_scorers``.

A package offers one with, in its ``pyproject.toml``::

    [project.entry-points."sleepscorer.event_scorers"]
    mine = "my_package.scorer:MyEventScorer"

where ``MyEventScorer()`` is an :class:`EventScorer`. Nothing of the package is imported before its name is
asked for, and it runs in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sleepscorer.errors import ModelError
from sleepscorer.messages import Message
from sleepscorer.prescoring.events.result import EventRequest, FoundEvents
from sleepscorer.recording import Recording

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "sleepscorer.event_scorers"
USUAL = "psgscoring"
"""Name of the scorer that the extra ``events`` brings."""

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Profile:
    """Set of rules that an event scorer can go by.

    Attributes
    ----------
    name : str
        What ``--profile`` takes.
    meaning : str
        A sentence for a menu.
    """

    name: str
    meaning: str


class EventScorer(Protocol):
    """An event scorer of another package.

    Attributes
    ----------
    name : str
        That of its entry point.
    title : str
        What a menu shows.
    install : str
        What to do where it is not installed: ``pip install 'sleepscorer[events]'``.
    """

    name: str
    title: str
    install: str

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Rules that it can go by here, the usual ones first; empty where there is nothing to choose."""

    @property
    def version(self) -> str:
        """Version of the package that scores; empty where it is not installed."""

    def find(self, recording: Recording, request: EventRequest, progress: Progress) -> FoundEvents:
        """Find the events of a recording; may raise a :class:`sleepscorer.errors.ModelError`."""


def event_scorer_names() -> list[str]:
    """Return the names of the event scorers, without loading any."""
    return sorted(_entries())


def load_event_scorer(name: str = USUAL) -> EventScorer:
    """Return the event scorer of a name, installed packages behind it or not.

    Raises
    ------
    ModelError
        If there is none of that name, or the package that offers it cannot be loaded.
    """
    entries = _entries()
    if name not in entries:
        raise ModelError(
            Message(
                "There is no event scorer called {name}; choose one of: {names}.",
                name=name,
                names=", ".join(sorted(entries)) or "-",
            )
        )
    try:
        scorer: EventScorer = entries[name].load()()
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


def installed_event_scorer(name: str = USUAL) -> EventScorer:
    """Return the event scorer of a name, if what it stands on is installed.

    Raises
    ------
    ModelError
        If it is not, saying how to install it, or if it cannot be loaded.
    """
    scorer = load_event_scorer(name)
    if not scorer.version:
        raise ModelError(
            Message(
                "{title} is not installed; install it with {how}.", title=scorer.title, how=scorer.install
            )
        )
    return scorer


def chosen_profile(scorer: EventScorer, profile: str | None) -> str:
    """Return the profile of a name, or the usual one if none is asked for.

    Raises
    ------
    ModelError
        If the scorer has no such profile.
    """
    names = [each.name for each in scorer.profiles]
    if not profile:
        return names[0] if names else ""
    if profile not in names:
        raise ModelError(
            Message(
                "{title} has no profile {profile}; choose one of: {names}.",
                title=scorer.title,
                profile=profile,
                names=", ".join(names) or "-",
            )
        )
    return profile


def _entries() -> dict[str, EntryPoint]:
    from importlib.metadata import EntryPoint, entry_points

    # The packaged application carries no entry points along.
    usual = EntryPoint(USUAL, "sleepscorer.prescoring.events.psg_scorer:PsgScorer", GROUP)
    return {entry.name: entry for entry in (usual, *reversed(entry_points(group=GROUP)))}
