"""Processors of the machine, and work on several of them within one process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TypeVar

One = TypeVar("One")
Result = TypeVar("Result")


def n_cpus() -> int:
    """Count the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def keep_numpy_to_one_thread() -> None:
    """Limit numpy to one thread, before it is imported: its matrices are small here and threads spin."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def spare_threads() -> int:
    """Return the threads for work beside a window, which keeps a processor; four at the most."""
    return max(1, min(4, n_cpus() - 1))


def for_each(function: Callable[[One], Result], items: Iterable[One], threads: int = 1) -> list[Result]:
    """Call a function for every item in a number of threads; it should release the GIL, as numpy does.

    Parameters
    ----------
    function : callable
    items : iterable
    threads : int

    Returns
    -------
    list
        Results in the order of the items. What the function raises is raised.
    """
    if threads <= 1:
        return [function(item) for item in items]
    from concurrent.futures import ThreadPoolExecutor  # the command line answers sooner without

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(function, items))
