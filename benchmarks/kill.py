"""Kills a scoring process again and again, and counts the edits lost of those it had acknowledged.

Usage: python benchmarks/kill.py [--times 200] [--seed 1] [--folder FOLDER]

A child process opens a night and scores 20 epochs a second through the store, saving now and then; it
writes the number of each edit to a pipe once it is kept. At a random moment it gets SIGKILL. Each child
goes on with the night that the one before it left. After every kill the sidecar must parse and the night
must hold every edit acknowledged by any child. Prints tries and losses as JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sleepscorer.errors import SleepscorerError
from sleepscorer.scoring import Author, AuthorKind
from sleepscorer.stages import Stage
from sleepscorer.storage import sidecar
from sleepscorer.storage.store import Store

N_EPOCHS = 2880
EDITS_PER_SECOND = 20
LONGEST_S = 1.5
"""A child is killed at most this long after its first edit."""
SAVE_EVERY = 7
ANNA = Author(AuthorKind.TECHNICIAN, "AK")


@dataclass
class Figures:
    """What the kills came to."""

    tries: int = 0
    acknowledged: int = 0
    losses: int = 0
    unreadable_sidecars: int = 0
    seconds: float = 0.0
    said: list[str] = field(default_factory=list)


def night_in(folder: Path) -> Store:
    """The night of every child, in a folder of its own."""
    return Store(folder / "night.edf", "abc", N_EPOCHS, folder / "state")


def stage_of(edit: int) -> Stage:
    """Stage that an edit gives its epoch; another one each time the epoch's turn comes."""
    return Stage((edit + edit // N_EPOCHS) % 5)


def score_until_killed(folder: Path, first: int) -> None:
    """The child's work: edits from a number on, each acknowledged once it is kept."""
    night = night_in(folder)
    scoring = night.open().scoring
    started = time.monotonic()
    for done in range(sys.maxsize):
        edit = first + done
        night.record(scoring.score([edit % N_EPOCHS], stage_of(edit), ANNA), scoring)
        print(edit, flush=True)
        if done % SAVE_EVERY == SAVE_EVERY - 1:
            night.save(scoring)
        time.sleep(max(0.0, started + (done + 1) / EDITS_PER_SECOND - time.monotonic()))


def kill_once(folder: Path, first: int, after_s: float) -> int:
    """Run a child and kill it; gives the number after the last edit it acknowledged."""
    command = [sys.executable, __file__, "--child", str(folder), "--first", str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        said = child.stdout.readline()
        time.sleep(after_s)
        child.kill()
        said += child.stdout.read()
    # The kill may fall into the middle of a number: only whole lines were acknowledged.
    whole = [int(line) for line in said.splitlines(keepends=True) if line.endswith("\n")]
    if not whole:
        raise RuntimeError(f"The child ended before its first edit, with {child.returncode}.")
    return whole[-1] + 1


def expected_stages(edits: int) -> list[int]:
    """Stages of the night after so many edits."""
    stages = [int(Stage.UNSCORED)] * N_EPOCHS
    for edit in range(max(0, edits - N_EPOCHS), edits):
        stages[edit % N_EPOCHS] = int(stage_of(edit))
    return stages


def check(folder: Path, acknowledged: int, figures: Figures) -> int:
    """Count what is lost; gives the number of edits the night holds.

    An edit that was kept but not yet acknowledged when the kill came may be there too.
    """
    night = night_in(folder)
    if night.place.sidecar.exists():
        try:
            sidecar.load(night.place.sidecar)
        except SleepscorerError as error:
            figures.unreadable_sidecars += 1
            figures.said.append(str(error))
    opened = night.open(damaged="set-aside")
    night.close(opened.scoring)
    figures.said += opened.notices
    kept = max(acknowledged, opened.scoring.revision)
    pairs = zip(expected_stages(kept), opened.scoring.stages.tolist(), strict=True)
    figures.losses += sum(wanted != found for wanted, found in pairs)
    return kept


def kill_often(folder: Path, times: int, seed: int = 1) -> Figures:
    """Kill so many children at random moments.

    Parameters
    ----------
    folder : Path
        Empty; the night is made in it.
    times : int
    seed : int
        Of the moments.
    """
    figures, moments, started = Figures(), random.Random(seed), time.monotonic()
    kept = 0
    for _ in range(times):
        acknowledged = kill_once(folder, kept, moments.uniform(0.0, LONGEST_S))
        figures.tries += 1
        figures.acknowledged += acknowledged - kept
        kept = check(folder, acknowledged, figures)
    figures.seconds = round(time.monotonic() - started, 1)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child:
        score_until_killed(wanted.child, wanted.first)
    with tempfile.TemporaryDirectory(dir=wanted.folder) as folder:
        print(json.dumps(asdict(kill_often(Path(folder), wanted.times, wanted.seed)), indent=1))


if __name__ == "__main__":
    main()
