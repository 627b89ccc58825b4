"""Memory that pages use again and again, and of finished work, which is given back to the system.

Pages are read by one thread while others pre-score the night or reduce it. The GNU C library gives each
thread a heap, which keeps what it once held, and large arrays memory of their own, which costs more to get
than what is computed in it. Without effect under another C library. Source: mallopt(3), malloc_trim(3).
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
LARGE_BYTES = 8 << 20
"""Size from which an array has memory of its own: that of a page uses the same memory again."""
FREE_BYTES = 16 << 20
"""Memory that is kept for the next page until :func:`give_back` is called."""


def share_memory() -> None:
    """Have all threads take their memory from one heap; to be called before there are any."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(M_ARENA_MAX, 1)
            mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
            mallopt(M_TRIM_THRESHOLD, FREE_BYTES)


def give_back() -> None:
    """Give memory that nothing uses any more back to the system."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
