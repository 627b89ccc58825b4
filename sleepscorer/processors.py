"""How many processors there are, and work on several of them within one process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TypeVar

One = TypeVar("One")
Result = TypeVar("Result")


def n_cpus() -> int:
    """Processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def keep_numpy_to_one_thread() -> None:
    """To be called before numpy is imported. Its products of matrices are small here; threads spin."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def spare_threads() -> int:
    """Threads for work beside a window, which keeps a processor; a night has four channels at the most."""
    return max(1, min(4, n_cpus() - 1))


def for_each(function: Callable[[One], Result], items: Iterable[One], threads: int = 1) -> list[Result]:
    """Call a function for every item, in so many threads; it should leave Python for long, as numpy does.

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
