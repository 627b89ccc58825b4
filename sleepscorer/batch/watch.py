"""Watches folders: scores what has come in, once nobody is still writing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import sleep

from sleepscorer.batch.discovery import Job, find_jobs, is_folder
from sleepscorer.batch.planning import Known
from sleepscorer.errors import RecordingError

State = tuple[Path, int, int]
"""A file as it was at one look: path, size and time."""


class Incoming:
    """Tells which files have stayed as they were since the look before, each of them once.

    Parameters
    ----------
    paths : sequence of Path
        Folders and files.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._before: set[State] = set()
        self._given: set[State] = set()
        self._were_there = False

    def look(self) -> set[State]:
        """Files to score now.

        Raises
        ------
        RecordingError
            If a path does not exist at the first look; later, a share that is away for a while is waited for.
        """
        now = {_state(job) for job in self._jobs()}
        ready = (now & self._before) - self._given
        self._before = now
        self._given |= ready
        return ready

    def _jobs(self) -> Sequence[Job]:
        if not self._were_there:
            for path in self._paths:
                is_folder(path)
            self._were_there = True
        try:
            return find_jobs(self._paths).jobs
        except RecordingError:  # nothing has come in yet, or the share is away
            return ()


def watch(
    paths: Sequence[Path],
    run: Callable[[Known], bool],
    every_s: float,
    pause: Callable[[float], None] = sleep,
) -> None:
    """Look at folders again and again, until Ctrl+C or until told to stop.

    Parameters
    ----------
    paths : sequence of Path
    run : callable
        Runs a batch that leaves alone what it is told to; gives whether to go on.
    every_s : float
        Seconds between two looks; a file that did not change in between is whole.
    pause : callable
        Waits so many seconds.

    Raises
    ------
    RecordingError
        If a path does not exist.
    """
    incoming = Incoming(paths)
    try:
        while True:
            ready = incoming.look()
            if ready and not run(lambda job, ready=ready: _state(job) not in ready):  # type: ignore[misc]
                return
            pause(every_s)
    except KeyboardInterrupt:
        return


def _state(job: Job) -> State:
    return job.recording, job.size, job.mtime_ns
