"""What is aimed at, beside what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Figures = dict[str, Any]


@dataclass(frozen=True)
class Goal:
    """One aim.

    Attributes
    ----------
    text : str
    path : tuple of str
        Where the figure is found among the figures.
    bound : float
    unit : str
        Of the figure, as it is printed.
    scale : float
        What the figure is multiplied by to have that unit.
    at_least : bool
        Whether more is better.
    profile : tuple of str
        Driver and part to profile where the goal is missed; empty where there is none.
    """

    text: str
    path: tuple[str, ...]
    bound: float
    unit: str
    scale: float = 1.0
    at_least: bool = False
    profile: tuple[str, ...] = ()

    def value(self, figures: Figures) -> float | None:
        """The figure in the goal's unit; None where it was not measured."""
        found: Any = figures
        for name in self.path:
            found = found.get(name) if isinstance(found, dict) else None
        return None if found is None else float(found) * self.scale

    def is_met(self, figures: Figures) -> bool | None:
        """Whether the figure is as good as aimed at; None where it was not measured."""
        value = self.value(figures)
        if value is None:
            return None
        return value >= self.bound if self.at_least else value <= self.bound


OPEN, FLIP = ("view_ours.py", "open"), ("view_ours.py", "flip")
FIRST, AGAIN = ("score_ours.py", "first"), ("score_ours.py", "again")
GOALS = (
    Goal("First page of 8 h", ("ours", "open_s"), 0.2, "s", profile=OPEN),
    Goal("First page of 24 h", ("growth", "hours", "24", "open_s"), 0.2, "s", profile=OPEN),
    Goal("Page flip, median", ("ours", "flip_s"), 15, "ms", 1e3, profile=FLIP),
    Goal("Page flip, 95th percentile", ("ours", "flip_p95_s"), 30, "ms", 1e3, profile=FLIP),
    Goal("Key to next page painted", ("ours", "key_s"), 20, "ms", 1e3, profile=("view_ours.py", "key")),
    Goal("Resident memory", ("ours", "resident_mb"), 200, "MB", profile=("view_ours.py", "resident")),
    Goal("Cost of 960 scored epochs, of a flip", ("scored", "flip_cost"), 5, "%", 100, profile=FLIP),
    Goal("Start of the process to window", ("start", "start_to_window_s"), 0.5, "s", profile=("start",)),
    Goal("Night of 8 h pre-scored, from the start of the process", ("ours", "night_first_wall_s"), 1.5, "s",
         profile=FIRST),
    Goal("The same, processor, once started", ("ours", "night_again_cpu_s"), 1.0, "s", profile=AGAIN),
    Goal("Nights an hour, two processes", ("batch", "2"), 2000, "", at_least=True, profile=AGAIN),
    Goal("Processor of YASA, times ours with one EEG, too", ("times_one_eeg", "YASA"), 5, "×", at_least=True,
         profile=AGAIN),
    Goal("Flip on a screen, times EDFbrowser's", ("times_edfbrowser", "flip_s"), 0.9, "×", profile=FLIP),
    Goal("Resident memory on a screen, times EDFbrowser's", ("times_edfbrowser", "resident_mb"), 1.8, "×",
         profile=("view_ours.py", "resident")),
    Goal("Processor of GSSC, times ours", ("times_ours", "GSSC"), 10, "×", at_least=True, profile=AGAIN),
)  # fmt: skip


def missed(figures: Figures) -> list[Goal]:
    """Goals that were measured and not met."""
    return [goal for goal in GOALS if goal.is_met(figures) is False]
