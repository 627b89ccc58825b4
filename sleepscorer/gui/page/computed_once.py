"""Cache of values that two threads ask for: what one is computing the other waits for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class ComputedOnce(Generic[Key, Value]):
    """Cache of the values asked for last, each computed by one thread only.

    The window flips to pages that a thread is reading ahead. Without waiting both would read and filter
    the same page at the same time, each at half its speed.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._pending: dict[Key, Event] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self._kept

    def get(self, key: Key, compute: Callable[[], Value], most_kept: Callable[[Value], int]) -> Value:
        """Return the value of a key; compute it where no thread has done so.

        Parameters
        ----------
        key : hashable
        compute : callable
            Without arguments; what it raises is raised to its own caller, and others compute for themselves.
        most_kept : callable
            Number of values to keep, given the one computed now.
        """
        while True:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key]
                pending = self._pending.get(key)
                if pending is None:
                    done = self._pending[key] = Event()
                    break
            pending.wait()
        try:
            value = compute()
            with self._lock:
                self._kept[key] = value
                while len(self._kept) > most_kept(value):
                    self._kept.popitem(last=False)
            return value
        finally:
            with self._lock:
                del self._pending[key]
            done.set()
