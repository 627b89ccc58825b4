"""Stretches of a night that a network is shown one after the other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Window:
    """Epochs shown to a network, and those of them whose scores are kept."""

    shown: slice
    kept: slice


def cut_windows(n_epochs: int, length: int, margin: int) -> list[Window]:
    """Cut windows that together keep every epoch once, in order.

    Parameters
    ----------
    n_epochs : int
    length : int
        Epochs shown at once. The last window is as long as the others only where there are margins.
    margin : int
        Epochs at either end of a window that are not kept, except at the ends of the night.
    """
    windows, kept = [], 0
    while kept < n_epochs:
        # The last window is moved back, so that it has as much context as the others.
        start = max(0, min(kept - margin, n_epochs - length)) if margin else kept
        stop = min(start + length, n_epochs)
        end = stop if stop == n_epochs else stop - margin
        windows.append(Window(slice(start, stop), slice(kept, end)))
        kept = end
    return windows
