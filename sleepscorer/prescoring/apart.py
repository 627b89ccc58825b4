"""The process of a network or scorer that is not ours; see :mod:`sleepscorer.prescoring.isolation`."""

from __future__ import annotations

import os
import pickle
import struct
import sys
import threading
from typing import IO

from sleepscorer.prescoring.isolation import error_message, progress_message, result_message

NICENESS = 10
"""Priority under that of the window, in which somebody works meanwhile; Windows is told when it starts."""


def main() -> None:
    """Read what to do from standard input, do it, and write what comes of it to standard output."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a stranger prints is no message
    source = sys.stdin.buffer
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    try:
        size = struct.unpack("<Q", source.read(8))[0]
        most_bytes, work = pickle.loads(source.read(size))
        threading.Thread(target=_end_with_parent, args=(source,), daemon=True).start()
        _limit_memory(most_bytes)
        result = work(lambda done: _write(out, progress_message(done)))
        _write(out, result_message(result))
    except BaseException as error:  # whatever a stranger's code raises is one sentence elsewhere
        _write(out, error_message(error))
    os._exit(0)  # threads of a stranger may not end


def _write(out: IO[bytes], content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[out.write(left) :]


def _end_with_parent(source: IO[bytes]) -> None:
    source.read(1)
    os._exit(1)


def _limit_memory(most_bytes: int) -> None:
    """Have the system refuse more memory, where it can (Linux)."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = most_bytes if hard == resource.RLIM_INFINITY else min(most_bytes, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))


if __name__ == "__main__":
    main()
