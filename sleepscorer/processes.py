"""Processes of this machine: the identity of this one, and whether another still runs."""

from __future__ import annotations

import hashlib
import os
import re
import socket
from functools import cache
from pathlib import Path

MAX_PID = 2**31 - 1

_TEMPORARY = re.compile(r"\.sleepscorer-([0-9a-f]{8})-(\d{1,10})-(\d*)-")


def exists(pid: int) -> bool:
    """Return whether a process of this number runs on this machine."""
    if os.name == "nt":
        return _exists_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _exists_on_windows(pid: int) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name exists on Windows only
    handle = kernel.OpenProcess(0x1000, False, pid)
    if handle:
        kernel.CloseHandle(handle)
    return bool(handle)


def start_of(pid: int) -> str:
    """Start time of a process, so that a recycled number is not taken for it; empty where unknown."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def is_running(pid: int, start: str) -> bool:
    """Return whether the very process still runs that had this number and started then."""
    return exists(pid) and start_of(pid) == start


def temporary_prefix() -> str:
    """Start of a hidden file's name that tells which process of which machine made it."""
    return _prefix_of(os.getpid())


@cache
def _prefix_of(pid: int) -> str:
    return f".sleepscorer-{_machine()}-{pid}-{start_of(pid)}-"


@cache
def _machine() -> str:
    """Return the hash of this machine's name, which is nobody's business in a file's name."""
    return hashlib.sha256(os.fsencode(socket.gethostname())).hexdigest()[:8]


def is_left_behind(name: str) -> bool:
    """Return whether a name is that of a hidden file whose process of this machine has died."""
    made = _TEMPORARY.match(name)
    return made is not None and made[1] == _machine() and not is_running(int(made[2]), made[3])
