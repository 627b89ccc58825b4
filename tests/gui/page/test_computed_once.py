"""Values that two threads ask for are computed once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from sleepscorer.gui.page.computed_once import ComputedOnce


def keep(n: int) -> Callable[[object], int]:
    """Keep a number of values."""
    return lambda value: n


def test_a_value_that_another_thread_computes_is_waited_for() -> None:
    cache: ComputedOnce[str, int] = ComputedOnce()
    begun, go_on, computed = Event(), Event(), []

    def compute() -> int:
        computed.append(1)
        begun.set()
        assert go_on.wait(10)
        return 7

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.get, "page", compute, keep(2))
        assert begun.wait(10)
        second = pool.submit(cache.get, "page", compute, keep(2))
        assert cache.get("other", lambda: 3, keep(2)) == 3, "other values are not held up"
        go_on.set()
        assert (first.result(10), second.result(10)) == (7, 7)
    assert computed == [1]


def test_who_waited_for_a_failure_computes_for_itself() -> None:
    cache: ComputedOnce[str, int] = ComputedOnce()
    begun, go_on = Event(), Event()

    def fail() -> int:
        begun.set()
        assert go_on.wait(10)
        raise OSError("gone")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.get, "page", fail, keep(2))
        assert begun.wait(10)
        second = pool.submit(cache.get, "page", lambda: 5, keep(2))
        go_on.set()
        with pytest.raises(OSError, match="gone"):
            first.result(10)
        assert second.result(10) == 5
    assert "page" in cache


def test_the_values_asked_for_last_are_kept() -> None:
    cache: ComputedOnce[int, int] = ComputedOnce()
    for key in (1, 2, 3, 1, 4):
        cache.get(key, lambda key=key: key, keep(3))
    assert [key for key in range(6) if key in cache] == [1, 3, 4]
