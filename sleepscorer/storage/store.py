"""Keeps one night's scoring on disk: lock, journal and sidecar, beside the recording or elsewhere.

The work lives beside the recording. Where that folder cannot be written, or its disk fills up, the
work moves to a folder of the user's own and the user is told so in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from sleepscorer.atomic import Damage, name_aside, remove_left_behind
from sleepscorer.errors import DamagedError, DivergedError, StorageError
from sleepscorer.messages import Message, joined, reason, with_text
from sleepscorer.recording import Recording
from sleepscorer.scoring import Change, Scoring
from sleepscorer.storage import journal, sidecar
from sleepscorer.storage.history import History, text_of
from sleepscorer.storage.journal import Journal, JournalChangedError, JournalState
from sleepscorer.storage.lock import Lock, remove_dead
from sleepscorer.storage.places import SUFFIX, Place, places_of, places_of_another_name
from sleepscorer.storage.sidecar import Sidecar
from sleepscorer.storage.undo_history import UndoEntry, UndoHistory
from sleepscorer.storage.versions import Opened, Version, chosen, latest_of, those_apart, version_of

__all__ = ["SUFFIX", "Opened", "Place", "Store", "Version", "store_of"]

Damaged = Literal["refuse", "set-aside"]
"""What to do with a file that cannot be used: not open the night, or keep the file under another name."""
OtherName = Literal["use", "leave"]
"""What to do with work on the recording that is kept under another name: go on with it, or begin without."""
Signature = tuple[int, int, int]


class Store:
    """Storage of one night.

    Parameters
    ----------
    recording : Path
    fingerprint : str
    n_epochs : int
    state_folder : Path, optional
        Where work goes that cannot stay beside the recording; by default the user's state folder.
    earlier_fingerprints : sequence of str
        By which earlier versions knew the recording.
    """

    def __init__(
        self,
        recording: Path,
        fingerprint: str,
        n_epochs: int,
        state_folder: Path | None = None,
        earlier_fingerprints: Sequence[str] = (),
    ) -> None:
        self._fingerprint = fingerprint
        self._known = (fingerprint, *earlier_fingerprints)
        self._n_epochs = n_epochs
        self._recording = recording.absolute()
        self._places = places_of(recording, fingerprint, state_folder)
        self._beside, self._elsewhere = self._places.beside, self._places.elsewhere
        self.place = self._beside
        self._kept: list[str] = []
        self._history = History()
        self._undo = UndoHistory()
        self._signature: Signature | None = None
        self._lock: Lock | None = None
        self._other_locks: dict[Path, Lock] = {}
        self._journal: Journal | None = None

    @property
    def read_only(self) -> bool:
        """Whether changes are refused because somebody else has the night open."""
        return self._lock is None

    def open(
        self, damaged: Damaged = "refuse", keep: Path | None = None, other_name: OtherName = "use"
    ) -> Opened:
        """Take the lock and load what there is: the sidecar, then the journal's changes.

        Parameters
        ----------
        damaged : {"refuse", "set-aside"}
            What to do where a file cannot be used.
        keep : Path, optional
            Which scoring to go on with where people have scored the night apart from each other: the path of
            one of the versions of the ``DivergedError``. The others are kept under other names.
        other_name : {"use", "leave"}
            What to do with work that is kept of the recording under another name, where there is none under
            its own.

        Raises
        ------
        LockedError
            If somebody else has the night open; :meth:`peek` still shows their saved work.
        DamagedError
            If a file cannot be used and is not to be set aside; nothing is altered then.
        DivergedError
            If people have scored the night apart from each other; nothing is altered then.
        StorageError
            If neither the recording's folder nor the user's own can be written.
        """
        moved = self._take_lock()
        try:
            opened = self._load_and_settle(damaged, keep, other_name)
        except OSError as error:
            self.close()
            raise self._unreadable(error) from error
        except BaseException:
            self.close()
            raise
        opened.notices[:0] = moved
        return opened

    def _load_and_settle(self, damaged: Damaged, keep: Path | None, other_name: OtherName) -> Opened:
        own = self._read_own()
        blocking = [damage for opened in own for damage in opened.damages if damage.blocks]
        if blocking and damaged == "refuse":
            raise DamagedError(blocking[0].sentence)
        others = self._read_others((self._fingerprint,) if self._has_files else self._known)
        opened = chosen([*own, *others] if other_name == "use" else own, keep)
        is_renamed = any(opened is other for other in others)
        if is_renamed:
            Lock(opened.place.lock).check_free()
        opened.notices = [sentence for version in own for sentence in self._mend(version)]
        opened.notices += [_used(opened.place)] * is_renamed
        self._kept, self._history, self._undo = list(opened.kept), opened.history, opened.undo
        place = self.place
        opened.notices += self._set_apart(own, opened)
        self._history.passed_over |= {other.history.last for other in those_apart(others, opened)}
        self._journal = Journal(self.place.journal, self._fingerprint, self._history)
        self._signature = _signature(self.place.sidecar)
        is_elsewhere = opened.place != self.place or place != self.place
        if opened.recovered or (is_elsewhere and opened.scoring.revision):
            moved = self.save(opened.scoring)
            opened.notices += [moved] if moved else []
        self._retire(own)
        return opened

    @property
    def _has_files(self) -> bool:
        return any(place.has_files for place in self._places.own)

    def _read_others(self, fingerprints: Sequence[str]) -> list[Opened]:
        """Sound work that is kept of the recording under other names."""
        read = [self._read(place) for place in places_of_another_name(self._places, fingerprints)]
        return [other for other in read if other.scoring.revision and not other.damages]

    def renamed(self) -> Version | None:
        """Work on the recording under another name, where there is none under its own; nothing is altered.

        Raises
        ------
        DivergedError
            If there are several, made apart from each other.
        StorageError
            If they cannot be read.
        """
        try:
            others = [] if self._has_files else self._read_others(self._known)
        except OSError as error:
            raise self._unreadable(error) from error
        return version_of(chosen(others)) if others else None

    def _set_apart(self, own: Sequence[Opened], winner: Opened) -> list[str]:
        """Keep under other names what the winner does not hold; gives what to say of it."""
        notices: list[str] = []
        for opened in those_apart(own, winner):
            is_new = opened.history.last not in self._history.passed_over
            self._history.passed_over.add(opened.history.last)
            try:
                self._hold(opened.place)
                notices.append(_set_aside(self._fingerprint, opened))
            except OSError as error:
                if opened.place == self._elsewhere == self.place:
                    raise
                if opened.place == self.place:
                    notices.append(self._go_elsewhere(error))
                notices += [_left(opened.place)] * is_new
        return notices

    def _go_elsewhere(self, error: OSError) -> str:
        """Work in the user's own folder from now on; gives the sentence that says so."""
        failed, lock = self.place, self._lock
        self._take_lock_elsewhere()
        if lock is not None:
            self._other_locks[failed.lock] = lock
        return _moved(failed.folder, self._elsewhere.folder, error)

    def _hold(self, place: Place) -> None:
        """Have the lock of a place, so that nobody is at work there."""
        if place != self.place and place.lock not in self._other_locks:
            lock = Lock(place.lock)
            lock.take()
            self._other_locks[place.lock] = lock

    def _retire(self, own: Sequence[Opened]) -> None:
        """Rename what lies in the user's own folder once it has come home, so that it counts no more."""
        if self.place in (self._elsewhere, self._places.earlier) or self._signature is None:
            return
        for opened in own:
            is_own = opened.place in (self._elsewhere, self._places.earlier)
            if is_own and opened.scoring.revision and self._history.holds(opened.history):
                with suppress(OSError):
                    for path in (opened.place.sidecar, opened.place.journal):
                        if path.exists():
                            path.rename(name_aside(path, "came-home"))

    def peek(self) -> Opened:
        """Return what is kept, without a lock and without writing anything.

        Where people have scored the night apart from each other, it is the scoring in the usual place, and
        said.

        Raises
        ------
        StorageError
            If it cannot be read.
        """
        try:
            own = self._read_own()
            others = self._read_others((self._fingerprint,))
            opened, apart = _first_or_chosen([*own, *others])
            apart += [_used(opened.place)] * any(opened is other for other in others)
        except OSError as error:
            raise self._unreadable(error) from error
        self._kept = list(opened.kept)
        opened.notices = [damage.left() for version in own for damage in version.damages] + apart
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
            text = with_text(text, name, Message("the recording"))
        return with_text(text, str(self._recording.parent), Message("its folder"))

    def record(
        self, change: Change, scoring: Scoring, by: str = "", text: str = "", group: int = 0
    ) -> str | None:
        """Apply a change and put it on disk, or do neither.

        Parameters
        ----------
        change : Change
        scoring : Scoring
            Gets the change applied.
        by, text : str
            Who makes it, and what undo calls it; see :class:`sleepscorer.storage.undo_history.UndoEntry`.
        group : int
            Changes of one number above 0 are taken back together.

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
            raise StorageError(Message("The night is open for reading only; the change was not made."))
        scoring.apply(change)
        try:
            self._journal.append(scoring.revision, change, by, text, group)
            moved = None
        except OSError as error:
            moved = self._keep_otherwise(change, scoring, error)
        self._undo.record(UndoEntry(change, by, text, group), scoring.revision)
        return moved

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
            return self._write(scoring)
        except OSError as error:
            return self._move(scoring, error, is_change=False)

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
                self._clean_up()
            for lock in (*self._other_locks.values(), *([self._lock] if self._lock else [])):
                with suppress(OSError):
                    lock.release()
            self._lock, self._other_locks = None, {}

    def _clean_up(self) -> None:
        """Remove what crashes have left beside the work and nobody needs."""
        remove_left_behind(self.place.folder)
        remove_dead(self.place.lock)

    def _write(self, scoring: Scoring) -> str | None:
        notice = self._keep_what_is_not_ours()
        kept = Sidecar(self._fingerprint, scoring, self._kept, self._history, undo=self._undo)
        sidecar.save(self.place.sidecar, kept)
        self._signature = _signature(self.place.sidecar)
        if self._journal is not None:
            with suppress(OSError):  # replaying what the sidecar holds changes nothing
                old = self._journal.clear()
                if old is not None:
                    notice = joined([*filter(None, [notice]), _changed(self.place.journal), _kept_as(old)])
        return notice

    def _keep_what_is_not_ours(self) -> str | None:
        """Keep a sidecar under another name that somebody has put there since, unless ours holds it all."""
        path = self.place.sidecar
        if _signature(path) in (None, self._signature):
            return None
        try:
            saved = sidecar.load(path)
            if saved.history is not None and self._history.holds(saved.history):
                return None
        except StorageError:
            pass
        aside = name_aside(path)
        path.rename(aside)
        return Message(
            "{path} was replaced by another scoring while the night was open; it was kept as {name}.",
            path=path,
            name=aside.name,
        )

    def _take_lock(self) -> list[str]:
        """Take the lock where the work can be kept; gives what to say about that place."""
        try:
            self._lock_at(self._beside)
        except OSError as error:
            self._take_lock_elsewhere()
            return [_moved(self._beside.folder, self._elsewhere.folder, error)]
        try:
            for place in self._places.own:
                if place.folder.exists():
                    with suppress(OSError):
                        self._hold(place)
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
                Message(
                    "Neither {folder} nor {other} can be written ({reason}); make room or change the "
                    "permissions, then open the night again.",
                    folder=self._beside.folder,
                    other=self._elsewhere.folder,
                    reason=reason(error),
                )
            ) from error

    def _lock_at(self, place: Place) -> None:
        """Have the lock of a place, and work there."""
        lock = self._other_locks.pop(place.lock, None)
        if lock is None:
            lock = Lock(place.lock)
            lock.take()
        self._lock, self.place = lock, place

    def _unreadable(self, error: OSError) -> StorageError:
        return StorageError(
            Message(
                "The work kept in {folder} cannot be read ({reason}); see that it can be, then "
                "open the night again.",
                folder=self.place.folder,
                reason=reason(error),
            )
        )

    def _read_own(self) -> list[Opened]:
        return [self._read(place) for place in self._places.own]

    def _read(self, place: Place) -> Opened:
        """What a place holds; nothing in it is altered."""
        opened = Opened(place, Scoring(self._n_epochs))
        try:
            saved = self._sidecar(place)
            opened.scoring, opened.kept, opened.saved = saved.scoring, saved.notices, saved.saved
            opened.history = saved.history or opened.history
            opened.undo = saved.undo
        except FileNotFoundError:
            opened.damages += _dangling(place.sidecar)
        except StorageError as error:
            opened.damages.append(Damage(place.sidecar, str(error)))
        state = journal.state_of(place.journal, self._known)
        if state is JournalState.NEWER:
            sentence = Message(
                "{path} was written by a newer sleepscorer; update to open it.", path=place.journal
            )
            opened.damages.append(Damage(place.journal, sentence))
            return opened
        opened.damages += _dangling(place.journal) if state is JournalState.ABSENT else []
        replayed = journal.replay(place.journal, self._known, opened.scoring, opened.history, opened.undo)
        opened.recovered, opened.saved = replayed.applied, replayed.at or opened.saved
        if replayed.left_over or state not in (JournalState.ABSENT, JournalState.OURS):
            sentence = Message(
                "{path} does not fit the saved scoring; put a sound copy of both in place.",
                path=place.journal,
            )
            opened.damages.append(Damage(place.journal, sentence, journal.holds_changes(place.journal)))
        return opened

    def _sidecar(self, place: Place) -> Sidecar:
        saved = sidecar.load(place.sidecar)
        if saved.fingerprint not in self._known or saved.scoring.n_epochs != self._n_epochs:
            raise StorageError(
                Message(
                    "{path} belongs to another recording of the same name; move it to that one.",
                    path=place.sidecar,
                )
            )
        return saved

    def _mend(self, opened: Opened) -> list[str]:
        """Put aside what cannot be used, so that it is not written over; gives what to say of it."""
        if opened.place != self.place:
            return [damage.set_aside_if_possible() for damage in opened.damages]
        notices = [damage.set_aside() for damage in opened.damages]
        kept = journal.repair(opened.place.journal)
        if kept is not None:
            notices.append(
                Message(
                    "{path} is damaged; the changes before the damage were recovered, and the whole "
                    "was kept as {name}.",
                    path=opened.place.journal,
                    name=kept.name,
                )
            )
        return notices

    def _keep_otherwise(self, change: Change, scoring: Scoring, error: OSError) -> str:
        """Keep a change that the journal did not take: with the whole scoring, here or elsewhere."""
        self._history.extend(text_of(change))
        try:
            return self._save_whole(scoring, error) or self._move(scoring, error, is_change=True)
        except StorageError:
            self._history.shorten()
            scoring.retract(change)
            raise

    def _save_whole(self, scoring: Scoring, error: OSError) -> str | None:
        """Save where another program has changed the journal, if the night still is ours; else None."""
        if not isinstance(error, JournalChangedError) or self._lock is None or not self._lock.is_ours:
            return None
        try:
            notice = self._write(scoring)
        except OSError:
            return None
        return notice or _changed(self.place.journal)

    def _move(self, scoring: Scoring, error: OSError, *, is_change: bool) -> str:
        """Go on in the user's own folder, or stay and say in one sentence why not."""
        old = self.place, self._lock, self._journal, self._signature
        failed = self.place.folder
        if self.place == self._elsewhere:
            raise StorageError(_not_kept(failed, error, is_change=is_change)) from error
        try:
            notices = self._settle_elsewhere(scoring)
        except (OSError, StorageError) as second:
            if self._lock is not None and self._lock is not old[1]:
                self._leave(self._lock, self._journal)
            self.place, self._lock, self._journal, self._signature = old
            if isinstance(second, StorageError):
                raise
            sentence = _not_kept_either(failed, self._elsewhere.folder, second, is_change=is_change)
            raise StorageError(sentence) from second
        if old[1] is not None:
            # Kept: the night is open still, whoever opens it beside the recording.
            self._other_locks[old[0].lock] = old[1]
        with suppress(OSError):
            if old[2] is not None:
                old[2].close()
        return joined([_moved(failed, self._elsewhere.folder, error), *notices])

    def _settle_elsewhere(self, scoring: Scoring) -> list[str]:
        """Save in the user's own folder; gives what to say of what was there."""
        self._elsewhere.folder.mkdir(parents=True, exist_ok=True)
        self._lock_at(self._elsewhere)
        self._journal = None
        there = self._read(self.place)
        notices = self._mend(there)
        if not self._history.holds(there.history):
            notices.append(_set_aside(self._fingerprint, there))
        self._signature = _signature(self.place.sidecar)
        self._journal = Journal(self.place.journal, self._fingerprint, self._history)
        notice = self._write(scoring)
        return [*notices, notice] if notice else notices

    def _leave(self, lock: Lock, old: Journal | None) -> None:
        with suppress(OSError):
            if old is not None:
                old.close()
        with suppress(OSError):
            lock.release()


def store_of(recording: Recording, state_folder: Path | None = None) -> Store:
    """Return the storage of a recording that is open.

    Parameters
    ----------
    recording : Recording
    state_folder : Path, optional
        Where work goes that cannot stay beside the recording; by default the user's state folder.
    """
    return Store(
        recording.path,
        recording.fingerprint,
        recording.n_epochs,
        state_folder,
        recording.earlier_fingerprints,
    )


def _first_or_chosen(own: Sequence[Opened]) -> tuple[Opened, list[str]]:
    """What to show of a night, and a sentence where it is not all."""
    try:
        return chosen(own), []
    except DivergedError:
        first, second = [opened for opened in latest_of(own) if opened.is_by_people][:2]
        return first, [
            Message(
                "{path} holds another scoring of this night, made apart from this one; open the "
                "night in the window to choose one.",
                path=second.place.sidecar,
            )
        ]


def _set_aside(fingerprint: str, opened: Opened) -> str:
    """Keep a scoring under another name, whole; gives the sentence that says so."""
    place = opened.place
    if opened.recovered:
        sidecar.save(place.sidecar, Sidecar(fingerprint, opened.scoring, opened.kept, opened.history))
    aside = name_aside(place.sidecar)
    place.sidecar.rename(aside)
    if place.journal.exists():
        place.journal.rename(name_aside(place.journal))
    return Message(
        "{path} holds a scoring made apart from the one that is shown; it was kept as {name}.",
        path=place.sidecar,
        name=aside.name,
    )


def _left(place: Place) -> str:
    return Message(
        "{path} holds a scoring made apart from the one that is shown; it was left as it is and not used.",
        path=place.sidecar,
    )


def _changed(path: Path) -> str:
    return Message(
        "{path} was changed by another program while the night was open; the whole scoring was saved.",
        path=path,
    )


def _kept_as(path: Path) -> str:
    return Message("It was kept as {name} and a new one was begun.", name=path.name)


def _dangling(path: Path) -> list[Damage]:
    """Damage of a link to a file that is not there: work may be on a volume that is away."""
    if not path.is_symlink():
        return []
    sentence = Message(
        "{path} is a link to a file that is not there; see that it is, then open the night again.", path=path
    )
    return [Damage(path, sentence)]


def _used(place: Place) -> str:
    return Message(
        "Work on this recording was kept under another name, as {path}, and is gone on with.",
        path=place.sidecar,
    )


def _signature(path: Path) -> Signature | None:
    """What tells a file from one put in its place; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _moved(failed: Path, folder: Path, error: OSError) -> str:
    return Message(
        "{folder} cannot be written ({reason}); your work is kept in {other} instead.",
        folder=failed,
        reason=reason(error),
        other=folder,
    )


def _not_kept(folder: Path, error: OSError, *, is_change: bool) -> str:
    values = {"folder": folder, "reason": reason(error)}
    if is_change:
        return Message(
            "{folder} cannot be written ({reason}); the change was not made. Make room on the disk and score "
            "the epoch again.",
            **values,
        )
    return Message(
        "{folder} cannot be written ({reason}); the night was not saved, but every change is. Make room on "
        "the disk and save again.",
        **values,
    )


def _not_kept_either(folder: Path, other: Path, error: OSError, *, is_change: bool) -> str:
    values = {"folder": folder, "other": other, "reason": reason(error)}
    if is_change:
        return Message(
            "Neither {folder} nor {other} can be written ({reason}); the change was not made. Make room on "
            "the disk and score the epoch again.",
            **values,
        )
    return Message(
        "Neither {folder} nor {other} can be written ({reason}); the night was not saved, but every change "
        "is. Make room on the disk and save again.",
        **values,
    )
