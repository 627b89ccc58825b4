"""Versions of a night's scoring, one per place, and the choice among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sleepscorer.atomic import Damage
from sleepscorer.errors import DivergedError
from sleepscorer.messages import Message
from sleepscorer.scoring import Scoring
from sleepscorer.storage.history import History
from sleepscorer.storage.places import Place
from sleepscorer.storage.undo_history import UndoHistory


@dataclass
class Opened:
    """Scoring as a store read it.

    Attributes
    ----------
    place : Place
    scoring : Scoring
    recovered : int
        Changes that an interrupted session had made after its last save.
    notices : list of str
        Sentences for the user, about this opening.
    kept : list of str
        Sentences said before about the recording, kept in the sidecar.
    damages : list of Damage
    history : History
        Of the scoring.
    saved : str
        Time of the last change or save, ISO 8601, UTC.
    undo : UndoHistory
        What undo takes back.
    """

    place: Place
    scoring: Scoring
    recovered: int = 0
    notices: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    damages: list[Damage] = field(default_factory=list)
    history: History = field(default_factory=History)
    saved: str = ""
    undo: UndoHistory = field(default_factory=UndoHistory)

    @property
    def is_by_people(self) -> bool:
        """Whether a person has scored, marked or taken out anything in it, or set its lights."""
        scoring = self.scoring
        has_events = scoring.rejected or any(not event.is_proposed for event in scoring.events)
        has_words = scoring.marked or scoring.comment
        return bool(
            scoring.by_human().any()
            or (has_events or has_words or scoring.searched_by_people)
            or scoring.has_lights_by_human()
        )


@dataclass(frozen=True)
class Version:
    """One of several scorings of a night, for a person to choose from.

    Attributes
    ----------
    path : Path
        Of its sidecar; what :meth:`Store.open` wants as ``keep``.
    saved : str
        Time of the last change or save, ISO 8601, UTC.
    people : tuple of str
        Who has scored epochs of it: people, and models where nobody else has.
    n_scored : int
        Epochs that have a stage.
    n_changes : int
        Changes made to it, undone ones as well.
    """

    path: Path
    saved: str
    people: tuple[str, ...]
    n_scored: int
    n_changes: int


def version_of(opened: Opened) -> Version:
    """Return what a person needs to know of a scoring to choose it."""
    scoring = opened.scoring
    by_human = scoring.by_human()
    authors = [author for author in scoring.authors if author is not None]
    people = [
        author for author, is_human in zip(scoring.authors, by_human, strict=True) if is_human and author
    ]
    names = tuple(dict.fromkeys(author.name for author in people or authors))
    scored = int((scoring.stages >= 0).sum())
    return Version(opened.place.sidecar, opened.saved, names, scored, scoring.revision)


def chosen(read: Sequence[Opened], keep: Path | None = None) -> Opened:
    """Return the scoring that holds every other, or that a person chose; the first if none holds anything.

    Parameters
    ----------
    read : sequence of Opened
        The usual place first.
    keep : Path, optional
        Sidecar of the one that was chosen.

    Raises
    ------
    DivergedError
        If people have scored the night apart from each other, and nobody has chosen.
    """
    latest = latest_of(read)
    for opened in latest:
        if keep == opened.place.sidecar:
            return opened
    by_people = [opened for opened in latest if opened.is_by_people]
    if len(latest) == 1 or len(by_people) == 1:
        return (by_people or latest)[0]
    first, second = (by_people or latest)[:2]
    if not by_people:
        return first
    raise DivergedError(
        Message(
            "{path} and {other} hold scorings of this night that were made apart from each "
            "other; open the night in the window to choose one.",
            path=first.place.sidecar,
            other=second.place.sidecar,
        ),
        tuple(version_of(opened) for opened in by_people),
    )


def latest_of(read: Sequence[Opened]) -> list[Opened]:
    """Return the scorings that are not part of another one, or of a choice made before; each once."""
    latest: list[Opened] = []
    for opened in read:
        others = [other for other in read if other is not opened]
        if any(_is_over(other, opened) for other in others):
            continue
        if not any(_is_level(other, opened) for other in latest):
            latest.append(opened)
    # Decisions made apart from each other can go round in a circle: then nothing is decided.
    return latest or [opened for opened in read if opened.history.revision]


def _is_over(opened: Opened, other: Opened) -> bool:
    passes, is_passed = opened.history.passes_over(other.history), other.history.passes_over(opened.history)
    if passes != is_passed:
        return passes
    return opened.history.holds(other.history) and not other.history.holds(opened.history)


def _is_level(opened: Opened, other: Opened) -> bool:
    return opened.history.holds(other.history) and other.history.holds(opened.history)


def those_apart(read: Iterable[Opened], winner: Opened) -> list[Opened]:
    """Return the scorings that hold something which the winner does not."""
    return [opened for opened in read if opened is not winner and not winner.history.holds(opened.history)]
