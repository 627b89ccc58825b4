"""Lets two people score one night in the ways that go wrong, and counts the edits that are found no more.

Usage: python benchmarks/two_writers.py [--races 400] [--flips 10000] [--folder FOLDER]

Each case has a night, two people with state folders of their own, and edits that were acknowledged.
Afterwards every file there is, also those kept under other names, is searched for each of them. Then whole
processes race for a night whose last session died, and single bits of the saved scoring and of the journal
are flipped. Prints a table.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sleepscorer.errors import DivergedError, SleepscorerError
from sleepscorer.scoring import Author, AuthorKind, Scoring
from sleepscorer.stages import Stage
from sleepscorer.storage import journal, sidecar
from sleepscorer.storage.lock import Lock
from sleepscorer.storage.store import Store

N_EPOCHS, FINGERPRINT = 100, "f" * 32
OF_A, OF_B = range(40), range(50, 80)
A, B = (Author(AuthorKind.TECHNICIAN, name) for name in "AB")
DEAD = {
    "user": "x",
    "host": socket.gethostname(),
    "pid": 4_194_000,
    "process_start": "1",
    "since": "2026-01-01",
}


class Night:
    """A recording and two people."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.recording = folder, folder / "share" / "n.edf"
        self.recording.parent.mkdir()
        self.recording.write_bytes(b"x")
        self.notices: list[str] = []

    def store(self, who: Author) -> Store:
        """Storage of the night, as one person's program has it."""
        return Store(self.recording, FINGERPRINT, N_EPOCHS, self.folder / f"state of {who.name}")

    def score(self, who: Author, epochs: range, *, crash: bool = False) -> None:
        """Open, score and close; a person who is asked takes their own work."""
        store = self.store(who)
        try:
            opened = self._open(store, who)
        except SleepscorerError as error:
            self.notices.append(str(error))
            return
        for epoch in epochs:
            self.record(store, opened, epoch, who)
        store.close(None if crash else opened)

    def _open(self, store: Store, who: Author) -> Scoring:
        try:
            opened = store.open()
        except DivergedError as error:
            self.notices.append(str(error))
            mine = next(one for one in error.versions if one.people == (who.name,))
            opened = store.open(keep=mine.path)
        self.notices += opened.notices
        return opened.scoring

    def record(self, store: Store, scoring: Scoring, epoch: int, who: Author) -> None:
        """Score an epoch, and note what is said."""
        notice = store.record(scoring.score([epoch], Stage.N2, who), scoring)
        self.notices += [notice] if notice else []

    def lost(self) -> int:
        """Acknowledged edits of both that stand in no file at all."""
        kept: set[tuple[int, str]] = set()
        for path in self.folder.rglob("*"):
            if path.is_file() and ".json" in path.name:
                kept |= _edits(sidecar.load(path).scoring)
        for store in (self.store(A), self.store(B)):
            kept |= _edits(store.peek().scoring)
        wanted = {(epoch, "A") for epoch in OF_A} | {(epoch, "B") for epoch in OF_B}
        return len(wanted - kept)


def _edits(scoring: Scoring) -> set[tuple[int, str]]:
    return {(epoch, author.name) for epoch, author in enumerate(scoring.authors) if author is not None}


@contextmanager
def refusing(folder: Path, error: OSError) -> Iterator[None]:
    """Let a folder take no lock and no line."""
    create, write = Lock._create, journal._write_all

    def refuse(lock: Lock) -> bool:
        if lock.path.parent == folder:
            raise error
        return create(lock)

    def full(file: Any, data: bytes) -> None:
        if folder in Path(file.name).parents:
            raise error
        write(file, data)

    Lock._create, journal._write_all = refuse, full  # type: ignore[method-assign]
    try:
        yield
    finally:
        Lock._create, journal._write_all = create, write  # type: ignore[method-assign]


def same_folder(night: Night) -> None:
    first = night.store(A)
    scoring = first.open().scoring
    for epoch in OF_A:
        night.record(first, scoring, epoch, A)
    night.score(B, OF_B)  # is told who has it
    first.close(scoring)
    night.score(B, OF_B)


def read_only_archive(night: Night) -> None:
    with refusing(night.recording.parent, OSError(30, "Read-only file system")):
        night.score(A, OF_A)
    night.score(B, OF_B)
    night.score(A, range(0))


def full_share(night: Night) -> None:
    first = night.store(A)
    scoring = first.open().scoring
    for epoch in OF_A[:5]:
        night.record(first, scoring, epoch, A)
    with refusing(night.recording.parent, OSError(122, "Disk quota exceeded")):
        night.record(first, scoring, OF_A[5], A)
    for epoch in OF_A[6:]:
        night.record(first, scoring, epoch, A)
    night.score(B, OF_B)  # is told who has it
    first.close(scoring)
    night.score(B, OF_B)
    night.score(A, range(0))


def moved_folder(night: Night) -> None:
    first = night.store(A)
    scoring = first.open().scoring
    for epoch in OF_A:
        if epoch == OF_A[10]:
            night.recording = night.recording.parent.rename(night.folder / "moved") / "n.edf"
        night.record(first, scoring, epoch, A)
    first.close(scoring)
    night.recording.with_name("n.edf.sleepscorer.lock").unlink(missing_ok=True)
    night.score(B, OF_B)
    night.score(A, range(0))


def renamed_file(night: Night) -> None:
    night.score(A, OF_A)
    night.recording = night.recording.rename(night.recording.with_name("m.edf"))
    night.score(B, OF_B)


def dead_lock(night: Night) -> None:
    night.score(A, OF_A, crash=True)
    night.recording.with_name("n.edf.sleepscorer.lock").write_text(json.dumps(DEAD))
    night.score(B, OF_B)


def clock_off(night: Night) -> None:
    night.score(A, OF_A)
    lock = night.recording.with_name("n.edf.sleepscorer.lock")
    lock.write_text(json.dumps({**DEAD, "host": "ward-7"}))
    for hours in (-1, 1):
        os.utime(lock, (lock.stat().st_mtime + hours * 3600,) * 2)
        night.score(B, OF_B)  # is told who has it
    lock.unlink()
    night.score(B, OF_B)


def crash(night: Night) -> None:
    night.score(A, OF_A, crash=True)
    night.score(B, OF_B, crash=True)


CASES: dict[str, Callable[[Night], None]] = {
    "same folder": same_folder,
    "read-only archive": read_only_archive,
    "full share": full_share,
    "moved folder": moved_folder,
    "renamed file": renamed_file,
    "dead lock": dead_lock,
    "clock an hour off": clock_off,
    "crash": crash,
}

RACER = """
import sys
from pathlib import Path
from sleepscorer.errors import SleepscorerError
from sleepscorer.storage.store import Store
for line in sys.stdin:
    store = Store(Path(line.strip()), "f" * 32, 100, Path(line.strip()).with_name("state"))
    try:
        store.open()
        print("open", flush=True)
    except SleepscorerError:
        print("locked", flush=True)
    sys.stdin.readline()
    store.close()
    print("closed", flush=True)
"""


def race(folder: Path, races: int, stores: int = 6) -> tuple[int, int]:
    """Races that two processes won, and that nobody won."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    racers = [subprocess.Popen([sys.executable, "-c", RACER], **pipes) for _ in range(stores)]  # type: ignore[call-overload]
    recording = folder / "n.edf"
    recording.write_bytes(b"x")
    two = none = 0
    for _ in range(races):
        recording.with_name("n.edf.sleepscorer.lock").write_text(json.dumps(DEAD))
        won = _answers(racers, str(recording)).count("open")
        two, none = two + (won > 1), none + (won == 0)
        _answers(racers, "close")
    for racer in racers:
        racer.communicate()
    return two, none


def _answers(racers: list[Any], text: str) -> list[str]:
    for racer in racers:
        racer.stdin.write(text + "\n")
        racer.stdin.flush()
    return [racer.stdout.readline().strip() for racer in racers]


def flip(folder: Path, flips: int, seed: int = 1) -> int:
    """Flipped bits after which an epoch had another stage than it was given."""
    store = Store(folder / "n.edf", FINGERPRINT, N_EPOCHS, folder / "state")
    scoring = store.open().scoring
    for epoch in range(12):
        store.record(scoring.score([epoch], Stage(epoch % 5), A), scoring)
    lines = store.place.journal.read_bytes()
    store.save(scoring)
    store.close(scoring)
    saved, wanted, rng, wrong = (
        store.place.sidecar.read_bytes(),
        scoring.stages.tolist(),
        random.Random(seed),
        0,
    )
    for number in range(flips):
        path, data = ((store.place.sidecar, saved), (store.place.journal, lines))[number % 2]
        for other in (store.place.sidecar, store.place.journal):
            other.unlink(missing_ok=True)
        flipped = bytearray(data)
        flipped[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        path.write_bytes(flipped)
        stages = store.peek().scoring.stages.tolist()
        wrong += any(stage not in (-1, right) for stage, right in zip(stages, wanted, strict=True))
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--races", type=int, default=400)
    parser.add_argument("--flips", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    print("| case | edits | lost | what was said |\n|---|---|---|---|")
    for name, case in CASES.items():
        with tempfile.TemporaryDirectory(dir=wanted.folder) as folder:
            night = Night(Path(folder))
            case(night)
            said = " ".join(dict.fromkeys(night.notices)).replace(folder, "")
            print(f"| {name} | {len(OF_A) + len(OF_B)} | {night.lost()} | {said} |", flush=True)
    with tempfile.TemporaryDirectory(dir=wanted.folder) as folder:
        two, none = race(Path(folder), wanted.races)
        print(f"\n{wanted.races} races of 6 processes for a dead lock: {two} won by two, {none} by none")
    with tempfile.TemporaryDirectory(dir=wanted.folder) as folder:
        print(f"{wanted.flips} flipped bits: {flip(Path(folder), wanted.flips)} accepted as another stage")


if __name__ == "__main__":
    main()
