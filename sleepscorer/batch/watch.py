"""Watch of folders, whose recordings are scored once nobody is still writing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import sleep

from sleepscorer.batch.discovery import BatchOptions, Job, find_jobs, is_folder
from sleepscorer.batch.planning import IsExcluded
from sleepscorer.edf.header import read_header
from sleepscorer.errors import RecordingError, TruncatedHeaderError
from sleepscorer.recording import EXTENSIONS

State = tuple[Path, int, int]
"""A file as it was at one look: path, size and time."""


class Incoming:
    """Complete files that have not changed since the look before, each of them once.

    A copy over a network can pause for longer than the time between two looks, so that a file that stays
    as it is need not be whole: the data records that its header promises have to be there, too. A header
    that promises none, as a device writes it while it records, leaves size and time to go by.

    Parameters
    ----------
    paths : sequence of Path
        Folders and files.
    tell : callable, optional
        Takes a sentence on each file that is waited for because it ends early.
    pattern : str
        See :class:`sleepscorer.batch.discovery.BatchOptions`.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        tell: Callable[[str], None] = lambda sentence: None,
        pattern: str = "",
    ) -> None:
        self._paths = paths
        self._wanted = BatchOptions(pattern=pattern)
        self._tell = tell
        self._short: set[State] = set()
        self._before: set[State] = set()
        self._given: set[State] = set()
        self._were_there = False

    def look(self) -> set[State]:
        """Return the files to score now.

        Raises
        ------
        RecordingError
            If a path does not exist at the first look; later, a share that is away for a while is waited for.
        """
        now = {_state(job) for job in self._jobs()}
        unchanged = (now & self._before) - self._given - self._short
        short = {state: sentence for state in sorted(unchanged) if (sentence := _shortfall(state[0]))}
        for sentence in short.values():
            self._tell(sentence)
        self._before = now
        self._short |= set(short)
        ready = unchanged - self._short
        self._given |= ready
        return ready

    def _jobs(self) -> Sequence[Job]:
        if not self._were_there:
            for path in self._paths:
                is_folder(path)
            self._were_there = True
        try:
            return find_jobs(self._paths, wanted=self._wanted).jobs
        except RecordingError:  # nothing has come in yet, or the share is away
            return ()


def watch(
    paths: Sequence[Path],
    run: Callable[[IsExcluded], bool],
    every_s: float,
    pause: Callable[[float], None] = sleep,
    tell: Callable[[str], None] = lambda sentence: None,
    *,
    pattern: str = "",
) -> None:
    """Look at folders again and again, until Ctrl+C or until told to stop.

    Parameters
    ----------
    paths : sequence of Path
    run : callable
        Runs a batch that leaves alone what it is told to; gives whether to go on.
    every_s : float
        Seconds between two looks.
    pause : callable
        Waits so many seconds.
    tell : callable, optional
        Takes a sentence on each file that is waited for because it ends early.
    pattern : str
        See :class:`sleepscorer.batch.discovery.BatchOptions`.

    Raises
    ------
    RecordingError
        If a path does not exist.
    """
    incoming = Incoming(paths, tell, pattern)
    try:
        while True:
            ready = incoming.look()
            if ready and not run(lambda job, ready=ready: _state(job) not in ready):  # type: ignore[misc]
                return
            pause(every_s)
    except KeyboardInterrupt:
        return


def _shortfall(path: Path) -> str:
    """Return the sentence on a file that ends before its header says; empty if whole or unreadable."""
    if not path.name.lower().endswith(EXTENSIONS):
        return ""
    try:
        header = read_header(path)
    except TruncatedHeaderError as error:
        return f"{error} The rest is waited for."
    except RecordingError:  # the batch says it, in a row
        return ""
    if header.n_records >= header.n_records_said:
        return ""
    return (
        f"{path} ends early: its header promises {header.n_records_said} data records, {header.n_records} "
        "are there. The rest is waited for; score it without --watch if this is all there is."
    )


def _state(job: Job) -> State:
    return job.recording, job.size, job.mtime_ns
