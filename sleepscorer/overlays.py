"""Overlays of other packages, over the page and under the night: the entry points ``sleepscorer.overlays``.

A package offers an overlay with, in its ``pyproject.toml``::

    [project.entry-points."sleepscorer.overlays"]
    spindles = "my_package:Spindles"

where ``Spindles()`` is an :class:`Overlay`. Nothing of the package is imported before the overlay is
switched on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Derivation
from sleepscorer.errors import OverlayError
from sleepscorer.messages import Message
from sleepscorer.recording import Recording

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "sleepscorer.overlays"
Cancelled = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class OverlayPage:
    """The page in view, as an overlay is given it.

    Attributes
    ----------
    recording : Recording
    start_s, page_s : float
        Start of the page in seconds from the first sample, and its length.
    traces : tuple of Derivation
        What is shown, from the top.
    """

    recording: Recording
    start_s: float
    page_s: float
    traces: tuple[Derivation, ...]

    def lane_range(self, trace: Derivation) -> tuple[float, float]:
        """Return the lowest and highest coordinate of a trace's lane on the page."""
        lane = self.traces.index(trace)
        return -lane - 1.0, -float(lane)

    def rate_of(self, trace: Derivation) -> float:
        """Return the sampling rate of a trace in Hz."""
        return self.recording.rate_of(trace)

    def unit_of(self, trace: Derivation) -> str:
        """Return the unit of a trace's samples; ``uV`` for voltages."""
        return self.recording.channels[trace.channel].unit

    def samples(self, trace: Derivation, margin_s: float = 0.0) -> NDArray[np.float32]:
        """Read the samples of a trace over the page, as recorded.

        Parameters
        ----------
        trace : Derivation
        margin_s : float
            Seconds to read before and behind the page, too.

        Returns
        -------
        ndarray of float32, shape (round((page_s + 2 * margin_s) * rate_of(trace)),)
            In the unit of the trace; NaN in gaps and beyond the ends of the recording.

        Raises
        ------
        RecordingError
            If the file can no longer be read.
        """
        return self.recording.read_derivation(trace, self.start_s - margin_s, self.page_s + 2 * margin_s)


@dataclass(frozen=True, eq=False)
class NightLane:
    """A lane under the night.

    Attributes
    ----------
    title : str
        Written beside the lane, and its name in the menu of the night strip.
    item : QGraphicsItem
        An item of pyqtgraph or of Qt; its x counts epochs of 30 s from the start of the recording.
    height : int
        Pixels at the usual size of the window.
    y_range : tuple of float and float
        Values at the bottom and at the top of the lane.
    """

    title: str
    item: Any
    height: int = 40
    y_range: tuple[float, float] = (0.0, 1.0)


class Overlay:
    """Drawings of a package over the page and under the night; the base class of every overlay.

    ``compute_page`` and ``compute_night`` run in a thread of their own and touch nothing of the window;
    ``page_items`` and ``night_lanes`` run in the window's thread and make graphics items of what was
    computed. Whatever one of them raises is said in the window, and the overlay is switched off.

    Attributes
    ----------
    title : str
        What the menu shows.
    """

    title = ""

    def compute_page(self, page: OverlayPage, cancelled: Cancelled) -> Any:
        """Work out what is to be drawn over a page; ``cancelled()`` says that nobody waits for it."""
        return None

    def page_items(self, page: OverlayPage, result: Any) -> Sequence[Any]:
        """Make the items of a page: x in seconds from its start, y as ``page.lane_range`` says."""
        return ()

    def compute_night(self, recording: Recording, cancelled: Cancelled) -> Any:
        """Work out what is to be shown of the whole night; once a night."""
        return None

    def night_lanes(self, recording: Recording, result: Any) -> Sequence[NightLane]:
        """Make the lanes under the night."""
        return ()


def overlay_names() -> list[str]:
    """List the overlays that are installed by name, without loading any."""
    return sorted(_entries())


def load_overlay(name: str) -> Overlay:
    """Make the overlay of a name.

    Raises
    ------
    OverlayError
        If no such overlay is installed, or its package cannot be loaded.
    """
    entry = _entries().get(name)
    if entry is None:
        raise OverlayError(
            Message("The overlay {name} is not installed; install its package, or switch it off.", name=name)
        )
    try:
        overlay = entry.load()()
    except Exception as error:  # whatever a stranger's package raises
        raise OverlayError(
            Message(
                "The overlay {name} cannot be loaded ({kind}: {reason}); install its package again.",
                name=name,
                kind=type(error).__name__,
                reason=error,
            )
        ) from error
    if not isinstance(overlay, Overlay):
        raise OverlayError(
            Message("The overlay {name} is no sleepscorer.overlays.Overlay; update its package.", name=name)
        )
    return overlay


def _entries() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in entry_points(group=GROUP)}
