"""Places of the work on a recording: beside it, in the user's own folder, under another name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sleepscorer.atomic import MAX_NAME_BYTES, fitting_name
from sleepscorer.storage.journal import JournalState, state_of
from sleepscorer.storage.sidecar import fingerprint_in

SUFFIX = ".sleepscorer"
_ENDING_BYTES = len(f"{SUFFIX}.journal")
_MARK = 16
"""Digits of a fingerprint in the name of a folder of the user's own."""


@dataclass(frozen=True)
class Place:
    """Paths of the three files of a night."""

    folder: Path
    name: str

    @property
    def sidecar(self) -> Path:
        """The saved scoring."""
        return self.folder / f"{self.name}{SUFFIX}.json"

    @property
    def journal(self) -> Path:
        """Changes since the scoring was saved."""
        return self.folder / f"{self.name}{SUFFIX}.journal"

    @property
    def lock(self) -> Path:
        """Who has the night open."""
        return self.folder / f"{self.name}{SUFFIX}.lock"

    @property
    def has_files(self) -> bool:
        """Whether there is a sidecar or a journal, sound or not."""
        return os.path.lexists(self.sidecar) or os.path.lexists(self.journal)


def place_beside(recording: Path) -> Place:
    """Return the place beside a recording; a name too long for the files' endings is shortened."""
    path = recording.absolute()
    return Place(path.parent, fitting_name(path.name, MAX_NAME_BYTES - _ENDING_BYTES))


@dataclass(frozen=True)
class Places:
    """Places where the work on a recording may be.

    Attributes
    ----------
    beside : Place
        Where it belongs.
    linked : Place or None
        Of a recording that is a link: beside the file, or beside the link, whichever ``beside`` is not.
    elsewhere : Place
        Where it goes that cannot stay beside the recording. The folder is named by hashes: the path of a
        recording can name a patient.
    earlier : Place
        The same, as earlier versions called it.
    """

    beside: Place
    linked: Place | None
    elsewhere: Place
    earlier: Place

    @property
    def own(self) -> tuple[Place, ...]:
        """All of them, the usual one first."""
        return (self.beside, *([self.linked] if self.linked else []), self.elsewhere, self.earlier)


def places_of(recording: Path, fingerprint: str, state_folder: Path | None = None) -> Places:
    """Return the places of a recording.

    Parameters
    ----------
    recording : Path
    fingerprint : str
    state_folder : Path, optional
        The user's own; the platform's if not given.
    """
    path = recording.absolute()
    beside, linked = _beside(path)
    if state_folder is None:
        from platformdirs import user_state_path

        state_folder = user_state_path("sleepscorer", appauthor=False)
    nights = state_folder / "nights"
    target = path.resolve() if linked is not None and beside.folder != path.parent else path
    digest = hashlib.sha256(os.fsencode(target)).hexdigest()[:24]
    elsewhere = Place(nights / f"{digest}-{fingerprint[:_MARK]}", "night")
    return Places(beside, linked, elsewhere, Place(nights / digest, "night"))


def _beside(path: Path) -> tuple[Place, Place | None]:
    """Place beside a recording, and the one at the other end of a link."""
    link = place_beside(path)
    if not path.is_symlink():
        return link, None
    target = place_beside(path.resolve())
    can_be_target = target.has_files or os.access(target.folder, os.W_OK)
    if link.has_files or not can_be_target:
        return link, target
    return target, link


def places_of_another_name(places: Places, fingerprints: Collection[str]) -> Iterator[Place]:
    """Return the places of the same recording under a name that it had before, or has as well.

    Parameters
    ----------
    places : Places
    fingerprints : collection of str
        Of the recording.

    Yields
    ------
    Place
        Beside the recording only those whose recording is there no more.
    """
    yield from _orphans(places.beside, fingerprints)
    marks = tuple(f"-{fingerprint[:_MARK]}" for fingerprint in fingerprints)
    for name in _names(places.elsewhere.folder.parent):
        place = Place(places.elsewhere.folder.parent / name, "night")
        if name.endswith(marks) and place not in places.own and _is_of(place, fingerprints):
            yield place


def _orphans(beside: Place, fingerprints: Collection[str]) -> Iterator[Place]:
    names = set(_names(beside.folder))
    endings = (f"{SUFFIX}.json", f"{SUFFIX}.journal")
    bases = {name.removesuffix(ending) for name in names for ending in endings if name.endswith(ending)}
    for base in sorted(bases - names - {beside.name}):
        place = Place(beside.folder, base)
        if _is_of(place, fingerprints):
            yield place


def _is_of(place: Place, fingerprints: Collection[str]) -> bool:
    if place.sidecar.exists():
        return fingerprint_in(place.sidecar) in fingerprints
    with suppress(OSError):
        return state_of(place.journal, fingerprints) is JournalState.OURS
    return False


def _names(folder: Path) -> list[str]:
    with suppress(OSError):
        return os.listdir(folder)  # noqa: PTH208 - names are enough
    return []
