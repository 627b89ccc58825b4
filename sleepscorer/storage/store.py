"""Keeps one night's scoring on disk: lock, journal and sidecar, beside the recording or elsewhere.

The work lives beside the recording. Where that folder cannot be written, or its disk fills up, the
work moves to a folder of the user's own and the user is told so in one sentence.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from sleepscorer.atomic import Damage
from sleepscorer.errors import DamagedError, StorageError
from sleepscorer.scoring import Change, Scoring
from sleepscorer.storage import journal, sidecar
from sleepscorer.storage.journal import Journal
from sleepscorer.storage.lock import Lock
from sleepscorer.storage.sidecar import Sidecar

SUFFIX = ".sleepscorer"
Damaged = Literal["refuse", "set-aside"]
"""What to do with a file that cannot be used: not open the night, or keep the file under another name."""


@dataclass(frozen=True)
class Place:
    """Where the three files of a night are."""

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


@dataclass
class Opened:
    """What a store found.

    Attributes
    ----------
    scoring : Scoring
    recovered : int
        Changes that an interrupted session had made after its last save.
    notices : list of str
        Sentences for the user, about this opening.
    kept : list of str
        Sentences said before about the recording, kept in the sidecar.
    """

    place: Place
    scoring: Scoring
    recovered: int = 0
    notices: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    damages: list[Damage] = field(default_factory=list)


class Store:
    """Storage of one night.

    Parameters
    ----------
    recording : Path
    fingerprint : str
    n_epochs : int
    state_folder : Path, optional
        Where work goes that cannot stay beside the recording; by default the user's state folder.
    """

    def __init__(
        self, recording: Path, fingerprint: str, n_epochs: int, state_folder: Path | None = None
    ) -> None:
        self._fingerprint = fingerprint
        self._n_epochs = n_epochs
        self._recording = recording.absolute()
        self._beside = Place(self._recording.parent, recording.name)
        self._elsewhere = _place_elsewhere(recording, state_folder)
        self.place = self._beside
        self._kept: list[str] = []
        self._lock: Lock | None = None
        self._journal: Journal | None = None

    @property
    def read_only(self) -> bool:
        """Whether changes are refused because somebody else has the night open."""
        return self._lock is None

    def open(self, damaged: Damaged = "refuse") -> Opened:
        """Take the lock and load what there is: the sidecar, then the journal's changes.

        Parameters
        ----------
        damaged : {"refuse", "set-aside"}
            What to do where a file cannot be used.

        Raises
        ------
        LockedError
            If somebody else has the night open; :meth:`peek` still shows their saved work.
        DamagedError
            If a file cannot be used and is not to be set aside; nothing is altered then.
        StorageError
            If neither the recording's folder nor the user's own can be written.
        """
        moved = self._take_lock()
        try:
            opened = self._load_and_settle(damaged)
        except OSError as error:
            self.close()
            raise self._unreadable(error) from error
        except BaseException:
            self.close()
            raise
        opened.notices[:0] = moved
        return opened

    def _load_and_settle(self, damaged: Damaged) -> Opened:
        found = self._read_both()
        blocking = [damage for opened in found for damage in opened.damages if damage.blocks]
        if blocking and damaged == "refuse":
            raise DamagedError(blocking[0].sentence)
        said = [sentence for one in found for sentence in self._mend(one)]
        opened = _newest(found)
        opened.notices, self._kept = said, list(opened.kept)
        self._journal = Journal(self.place.journal, self._fingerprint)
        if opened.recovered or (opened.place != self.place and opened.scoring.revision):
            moved = self.save(opened.scoring)
            opened.notices += [moved] if moved else []
        return opened

    def peek(self) -> Opened:
        """What is kept, without a lock and without writing anything.

        Raises
        ------
        StorageError
            If it cannot be read.
        """
        try:
            found = self._read_both()
        except OSError as error:
            raise self._unreadable(error) from error
        opened = _newest(found)
        self._kept = list(opened.kept)
        opened.notices = [damage.left() for one in found for damage in one.damages]
        return opened

    @property
    def kept(self) -> tuple[str, ...]:
        """Sentences about the recording that are kept with the scoring."""
        return tuple(self._kept)

    def keep(self, notices: Iterable[str]) -> None:
        """Keep sentences about the recording with the scoring, each once; saved when it is."""
        self._kept = list(dict.fromkeys([*self._kept, *map(self._nameless, notices)]))

    def _nameless(self, text: str) -> str:
        """A sentence without the recording's path, which can name a patient."""
        for name in (str(self._recording), self._recording.name):
            text = text.replace(name, "the recording")
        return text.replace(str(self._recording.parent), "its folder")

    def record(self, change: Change, scoring: Scoring) -> str | None:
        """Apply a change and put it on disk, or do neither.

        Parameters
        ----------
        change : Change
        scoring : Scoring
            Gets the change applied.

        Returns
        -------
        str or None
            A sentence for the user if the work had to move elsewhere.

        Raises
        ------
        ChangeError
            If the change does not fit; nothing is written.
        StorageError
            If the change cannot be kept anywhere; the scoring is then as it was.
        """
        if self._journal is None:
            raise StorageError("The night is open for reading only; the change was not made.")
        scoring.apply(change)
        try:
            self._journal.append(scoring.revision, change)
            return None
        except OSError as error:
            return self._keep_elsewhere(change, scoring, error)

    def save(self, scoring: Scoring) -> str | None:
        """Save the sidecar and empty the journal.

        Returns
        -------
        str or None
            A sentence for the user if the work had to move elsewhere.

        Raises
        ------
        StorageError
            If it cannot be saved anywhere; the journal still holds every change.
        """
        if self._journal is None:
            return None
        try:
            self._write(scoring)
            return None
        except OSError as error:
            return self._move(
                scoring, error, "the night was not saved, but every change is. Make room on the disk and save"
            )

    def close(self, scoring: Scoring | None = None) -> None:
        """Save if a scoring is given, and give the lock back."""
        try:
            if scoring is not None and self._journal is not None:
                self.save(scoring)
        finally:
            if self._journal is not None:
                self._journal.close()
                self._journal = None
            if self._lock is not None:
                with suppress(OSError):
                    self._lock.release()
                self._lock = None

    def _write(self, scoring: Scoring) -> None:
        sidecar.save(self.place.sidecar, Sidecar(self._fingerprint, scoring, self._kept))
        if self._journal is not None:
            with suppress(OSError):  # replaying what the sidecar holds changes nothing
                self._journal.clear()

    def _take_lock(self) -> list[str]:
        """Take the lock where the work can be kept; gives what to say about that place."""
        try:
            self._lock_at(self._beside)
        except OSError as error:
            self._take_lock_elsewhere()
            return [_moved(self._beside.folder, self._elsewhere.folder, error)]
        try:
            # Whoever had to move gave the lock beside the recording back, but still has the night open.
            Lock(self._elsewhere.lock).check_free()
        except BaseException:
            self.close()
            raise
        return []

    def _take_lock_elsewhere(self) -> None:
        try:
            self._elsewhere.folder.mkdir(parents=True, exist_ok=True)
            self._lock_at(self._elsewhere)
        except OSError as error:
            raise StorageError(
                f"Neither {self._beside.folder} nor {self._elsewhere.folder} can be written "
                f"({_why(error)}); make room or change the permissions, then open the night again."
            ) from error

    def _lock_at(self, place: Place) -> None:
        lock = Lock(place.lock)
        lock.take()
        self._lock, self.place = lock, place

    def _unreadable(self, error: OSError) -> StorageError:
        return StorageError(
            f"The work kept in {self.place.folder} cannot be read ({_why(error)}); "
            "see that it can be, then open the night again."
        )

    def _read_both(self) -> list[Opened]:
        return [self._read(place) for place in (self._beside, self._elsewhere)]

    def _read(self, place: Place) -> Opened:
        """What a place holds; nothing in it is altered."""
        opened = Opened(place, Scoring(self._n_epochs))
        if place.sidecar.exists():
            try:
                saved = self._sidecar(place)
                opened.scoring, opened.kept = saved.scoring, saved.notices
            except StorageError as error:
                opened.damages.append(Damage(place.sidecar, str(error)))
        replayed = journal.replay(place.journal, self._fingerprint, opened.scoring)
        opened.recovered = replayed.applied
        if replayed.left_over or not journal.belongs_to(place.journal, self._fingerprint):
            sentence = f"{place.journal} does not fit the saved scoring; put a sound copy of both in place."
            opened.damages.append(Damage(place.journal, sentence, journal.holds_changes(place.journal)))
        return opened

    def _sidecar(self, place: Place) -> Sidecar:
        saved = sidecar.load(place.sidecar)
        if saved.fingerprint != self._fingerprint or saved.scoring.n_epochs != self._n_epochs:
            raise StorageError(
                f"{place.sidecar} belongs to another recording of the same name; move it to that one."
            )
        return saved

    def _mend(self, found: Opened) -> list[str]:
        """Put aside what cannot be used, so that it is not written over; gives what to say of it."""
        if found.place != self.place:
            return [damage.set_aside_if_possible() for damage in found.damages]
        said = [damage.set_aside() for damage in found.damages]
        kept = journal.repair(found.place.journal)
        if kept is not None:
            said.append(
                f"{found.place.journal} is damaged; the changes before the damage were recovered, "
                f"and the whole was kept as {kept.name}."
            )
        return said

    def _keep_elsewhere(self, change: Change, scoring: Scoring, error: OSError) -> str:
        try:
            return self._move(
                scoring, error, "the change was not made. Make room on the disk and score the epoch"
            )
        except StorageError:
            scoring.retract(change)
            raise

    def _move(self, scoring: Scoring, error: OSError, consequence: str) -> str:
        """Go on in the user's own folder, or stay and say in one sentence why not."""
        old = self.place, self._lock, self._journal
        failed = self.place.folder
        if self.place == self._elsewhere:
            raise StorageError(f"{failed} cannot be written ({_why(error)}); {consequence} again.") from error
        try:
            self._settle_elsewhere(scoring)
        except (OSError, StorageError) as second:
            if self._lock is not None and self._lock is not old[1]:
                self._leave(self._lock, self._journal)
            self.place, self._lock, self._journal = old
            if isinstance(second, StorageError):
                raise
            raise StorageError(
                f"Neither {failed} nor {self._elsewhere.folder} can be written ({_why(second)}); "
                f"{consequence} again."
            ) from second
        self._leave(old[1], old[2])
        return _moved(failed, self._elsewhere.folder, error)

    def _settle_elsewhere(self, scoring: Scoring) -> None:
        self._elsewhere.folder.mkdir(parents=True, exist_ok=True)
        self._lock_at(self._elsewhere)
        self._journal = None
        self._mend(self._read(self.place))  # sets aside what an older recording of this name left
        self._journal = Journal(self.place.journal, self._fingerprint)
        self._write(scoring)

    def _leave(self, lock: Lock | None, old: Journal | None) -> None:
        with suppress(OSError):
            if old is not None:
                old.close()
        with suppress(OSError):
            if lock is not None:
                lock.release()


def _newest(found: Iterable[Opened]) -> Opened:
    """By revision: a clock can be wrong."""
    return max(found, key=lambda opened: opened.scoring.revision)


def _place_elsewhere(recording: Path, state_folder: Path | None) -> Place:
    """Folder named by a hash: the path of a recording can name a patient."""
    if state_folder is None:
        from platformdirs import user_state_path

        state_folder = user_state_path("sleepscorer", appauthor=False)
    digest = hashlib.sha256(os.fsencode(recording.absolute())).hexdigest()[:24]
    return Place(state_folder / "nights" / digest, "night")


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _moved(failed: Path, folder: Path, error: OSError) -> str:
    return f"{failed} cannot be written ({_why(error)}); your work is kept in {folder} instead."
