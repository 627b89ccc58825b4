"""Keeps one night's scoring on disk: lock, journal and sidecar, beside the recording or elsewhere.

The work lives beside the recording. Where that folder cannot be written, or its disk fills up, the
work moves to a folder of the user's own and the user is told so in one sentence.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sleepscorer import journal, sidecar
from sleepscorer.atomic import name_aside
from sleepscorer.errors import StorageError
from sleepscorer.journal import Journal
from sleepscorer.lock import Lock
from sleepscorer.scoring import Change, Scoring
from sleepscorer.sidecar import Sidecar

SUFFIX = ".sleepscorer"


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
        Sentences for the user.
    """

    scoring: Scoring
    recovered: int
    notices: list[str]
    place: Place


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
        self._beside = Place(recording.absolute().parent, recording.name)
        self._elsewhere = _place_elsewhere(recording, state_folder)
        self.place = self._beside
        self.notices: list[str] = []
        self._lock: Lock | None = None
        self._journal: Journal | None = None

    @property
    def read_only(self) -> bool:
        """Whether changes are refused because somebody else has the night open."""
        return self._lock is None

    def open(self) -> Opened:
        """Take the lock and load what there is: the sidecar, then the journal's changes.

        Raises
        ------
        LockedError
            If somebody else has the night open; :meth:`peek` still shows their saved work.
        StorageError
            If neither the recording's folder nor the user's own can be written.
        """
        self._take_lock()
        try:
            return self._load_and_settle()
        except OSError as error:
            self.close()
            raise StorageError(
                f"The work kept in {self.place.folder} cannot be read ({_why(error)}); "
                "see that it can be, then open the night again."
            ) from error
        except BaseException:
            self.close()
            raise

    def _load_and_settle(self) -> Opened:
        opened = self._newest(repair=True)
        self._journal = Journal(self.place.journal, self._fingerprint)
        if opened.recovered or (opened.place != self.place and opened.scoring.revision):
            moved = self.save(opened.scoring)
            opened.notices += [moved] if moved else []
        opened.notices = self.notices + opened.notices
        return opened

    def peek(self) -> Opened:
        """What is kept, without a lock and without writing anything."""
        return self._newest(repair=False)

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
        sidecar.save(self.place.sidecar, Sidecar(self._fingerprint, scoring, self.notices))
        if self._journal is not None:
            with suppress(OSError):  # replaying what the sidecar holds changes nothing
                self._journal.clear()

    def _take_lock(self) -> None:
        try:
            self._lock_at(self._beside)
        except OSError as error:
            try:
                self._elsewhere.folder.mkdir(parents=True, exist_ok=True)
                self._lock_at(self._elsewhere)
            except OSError as second:
                raise StorageError(
                    f"Neither {self._beside.folder} nor {self._elsewhere.folder} can be written "
                    f"({_why(second)}); make room or change the permissions, then open the night again."
                ) from second
            self.notices.append(_moved(self._beside.folder, self._elsewhere.folder, error))

    def _lock_at(self, place: Place) -> None:
        lock = Lock(place.lock)
        lock.take()
        self._lock, self.place = lock, place

    def _newest(self, repair: bool) -> Opened:
        found = [self._load(place, repair) for place in (self._beside, self._elsewhere)]
        return max(found, key=lambda opened: opened.scoring.revision)

    def _load(self, place: Place, repair: bool) -> Opened:
        scoring = Scoring(self._n_epochs)
        notices: list[str] = []
        ours = repair and place == self.place
        if place.sidecar.exists():
            try:
                scoring = self._sidecar_scoring(place)
            except StorageError as error:
                notices.append(f"{error} {_set_aside(place.sidecar, ours)}")
        kept = journal.repair(place.journal) if ours else None
        if kept is not None:
            notices.append(
                f"{place.journal} is damaged; the changes before the damage were recovered, "
                f"and the whole was kept as {kept.name}."
            )
        replayed = journal.replay(place.journal, self._fingerprint, scoring)
        if replayed.left_over or (ours and not journal.belongs_to(place.journal, self._fingerprint)):
            notices.append(
                f"{place.journal} does not fit the saved scoring. {_set_aside(place.journal, ours)}"
            )
        return Opened(scoring, replayed.applied, notices, place)

    def _sidecar_scoring(self, place: Place) -> Scoring:
        saved = sidecar.load(place.sidecar)
        if saved.fingerprint != self._fingerprint or saved.scoring.n_epochs != self._n_epochs:
            raise StorageError(f"{place.sidecar} belongs to another recording of the same name.")
        return saved.scoring

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
        self._load(self.place, repair=True)  # sets aside what an older recording of this name left
        self._journal = Journal(self.place.journal, self._fingerprint)
        self._write(scoring)

    def _leave(self, lock: Lock | None, old: Journal | None) -> None:
        with suppress(OSError):
            if old is not None:
                old.close()
        with suppress(OSError):
            if lock is not None:
                lock.release()


def _set_aside(path: Path, ours: bool) -> str:
    """Keep a file that cannot be used, under another name, and say so."""
    if not ours:
        return "It was left as it is and not used."
    aside = name_aside(path)
    path.rename(aside)
    return f"It was kept as {aside.name} and a new one was begun."


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
