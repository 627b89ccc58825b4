"""Networks and scorers that are not ours run in a process of their own, for so long and in so much memory.

What comes from elsewhere may crash, loop for ever or take all memory. In a process of its own it costs one
sentence; asked to stop, it is ended at once. It works in an empty folder, so that nothing of the user's lies
where a network without a path would look. This guards against mistakes; a package that somebody installs runs
with that person's rights.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import pickle
import queue
import struct
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer import errors
from sleepscorer.errors import ModelError, SleepscorerError
from sleepscorer.messages import Message

if TYPE_CHECKING:
    import subprocess

SECONDS = 1800.0
BYTES = 8 << 30
SECONDS_NAME, BYTES_NAME = "SLEEPSCORER_FOREIGN_SECONDS", "SLEEPSCORER_FOREIGN_BYTES"
"""Environment variables that change the limits."""
APART = "--score-apart"
"""First argument by which the frozen application knows that it is such a process."""

_LOOK_UP_S = 0.05
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""numpy's matrices are small here, and its threads spin."""
_PROGRESS, _RESULT, _ERROR = b"P", b"R", b"E"
_LARGEST = 1 << 31

Result = tuple[NDArray[np.float32], Mapping[str, Any]]
Step = Callable[[float], None]


@dataclass(frozen=True)
class _Limits:
    """Of whom, how long, and how much memory."""

    name: str
    seconds: float
    n_bytes: int


def run_apart(name: str, work: Callable[[Step], Result], step: Step) -> Result:
    """Run a function of this package in a process of its own.

    Parameters
    ----------
    name : str
        Of the model or scorer, for messages.
    work : callable
        Pickled by name, with its arguments; given what to tell progress to.
    step : callable
        Told the fraction done, and called again and again in between; whatever it raises ends the process.

    Returns
    -------
    tuple of ndarray of float32 and mapping
        What ``work`` gave.

    Raises
    ------
    ModelError
        If the process fails, ends without a word, or goes beyond a limit.
    SleepscorerError
        What ``work`` raised of it.
    """
    limits = _Limits(name, _limit(SECONDS_NAME, SECONDS), int(_limit(BYTES_NAME, BYTES)))
    payload = pickle.dumps((limits.n_bytes, work))
    with tempfile.TemporaryDirectory(prefix="sleepscorer-", ignore_cleanup_errors=True) as folder:
        process = _start(folder)
        try:
            return _result(process, payload, step, limits)
        finally:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()


def _limit(name: str, usual: float) -> float:
    try:
        return float(os.environ.get(name, "")) or usual
    except ValueError:
        return usual


def _start(folder: str) -> subprocess.Popen[bytes]:
    import subprocess

    frozen = bool(getattr(sys, "frozen", False))
    command = [sys.executable, APART] if frozen else [sys.executable, "-m", "sleepscorer.prescoring.apart"]
    paths = os.pathsep.join(os.path.abspath(path) for path in sys.path)  # noqa: PTH100 - may be a zip, or ""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a stranger's words may name the recording
        cwd=folder,
        env={**_ONE_THREAD, **os.environ, "PYTHONPATH": paths},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
        | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
    )


def _result(process: subprocess.Popen[bytes], payload: bytes, step: Step, limits: _Limits) -> Result:
    assert process.stdin is not None
    assert process.stdout is not None
    messages: queue.SimpleQueue[tuple[bytes, bytes] | None] = queue.SimpleQueue()
    threading.Thread(target=_send, args=(process.stdin, payload), daemon=True).start()
    threading.Thread(target=_receive, args=(process.stdout, messages), daemon=True).start()
    done, deadline = 0.0, time.monotonic() + limits.seconds
    while True:
        step(done)
        if time.monotonic() > deadline:
            raise ModelError(
                Message(
                    "{name} was stopped after {seconds:g} s without an end; choose another model, or "
                    "allow more with {setting}.",
                    name=limits.name,
                    seconds=limits.seconds,
                    setting=SECONDS_NAME,
                )
            )
        try:
            message = messages.get(timeout=_LOOK_UP_S)
        except queue.Empty:
            continue
        if message is None:
            raise _ended(limits, process.wait())
        kind, content = message
        if kind == _RESULT:
            return _unpacked(limits.name, content)
        if kind == _ERROR:
            raise _error(limits, content)
        done = max(done, min(1.0, struct.unpack("<d", content)[0]))


def _send(pipe: IO[bytes], payload: bytes) -> None:
    """Write what is to be done; the pipe stays open: its end tells the process that nobody waits any more."""
    with contextlib.suppress(OSError, ValueError):
        pipe.write(struct.pack("<Q", len(payload)))
        pipe.write(payload)
        pipe.flush()


def _receive(pipe: IO[bytes], messages: queue.SimpleQueue[tuple[bytes, bytes] | None]) -> None:
    with contextlib.suppress(OSError, ValueError, struct.error):
        while header := pipe.read(9):
            kind, size = header[:1], struct.unpack("<Q", header[1:])[0]
            content = pipe.read(size) if size <= _LARGEST else b""
            if len(content) != size:
                break
            messages.put((kind, content))
    messages.put(None)


def _unpacked(name: str, content: bytes) -> Result:
    """Numbers and what is said of them; nothing that comes back is executed."""
    try:
        size = struct.unpack("<Q", content[:8])[0]
        values = json.loads(content[8 : 8 + size])
        numbers = np.load(io.BytesIO(content[8 + size :]), allow_pickle=False)
        return np.asarray(numbers, np.float32), values
    except (ValueError, TypeError, struct.error) as error:
        raise ModelError(
            Message("{name} gave something else than stage probabilities; update it.", name=name)
        ) from error


def _error(limits: _Limits, content: bytes) -> SleepscorerError:
    values = json.loads(content)
    kind = getattr(errors, str(values["kind"]), None)
    if isinstance(kind, type) and issubclass(kind, SleepscorerError):
        return kind(str(values["message"]))
    if values["kind"] == "MemoryError":
        return _too_large(limits)
    return ModelError(
        Message(
            "{name} failed ({kind}: {reason}).",
            name=limits.name,
            kind=values["kind"],
            reason=values["message"],
        )
    )


def _too_large(limits: _Limits) -> ModelError:
    return ModelError(
        Message(
            "{name} needs more than {size:.2g} GB of memory; choose another model, or allow "
            "more with {setting}.",
            name=limits.name,
            size=limits.n_bytes / 2**30,
            setting=BYTES_NAME,
        )
    )


def _ended(limits: _Limits, code: int) -> ModelError:
    return ModelError(
        Message(
            "{name} ended its process without a word (code {code}); it is faulty, or needs "
            "more than {size:.2g} GB of memory.",
            name=limits.name,
            code=code,
            size=limits.n_bytes / 2**30,
        )
    )


def message(kind: bytes, content: bytes) -> bytes:
    """Return the bytes of a message to the process that waits."""
    return kind + struct.pack("<Q", len(content)) + content


def progress_message(done: float) -> bytes:
    """Return the message on the fraction done."""
    return message(_PROGRESS, struct.pack("<d", done))


def result_message(result: Result) -> bytes:
    """Return the message with what came out."""
    numbers, values = result
    encoded = json.dumps(values).encode()
    packed = io.BytesIO()
    np.save(packed, np.asarray(numbers, np.float32), allow_pickle=False)
    return message(_RESULT, struct.pack("<Q", len(encoded)) + encoded + packed.getvalue())


def error_message(error: BaseException) -> bytes:
    """Return the message on what went wrong."""
    values = {"kind": type(error).__name__, "message": str(error)[:1000]}
    return message(_ERROR, json.dumps(values).encode())
