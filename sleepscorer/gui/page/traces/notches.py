"""Steps of a wheel, whatever turns it."""

from __future__ import annotations

NOTCH = 120
"""What Qt tells of a wheel that has turned by one notch: eighths of a degree."""


class Notches:
    """Counts whole notches: the many small turns of a touchpad make one step together, not one each."""

    def __init__(self) -> None:
        self._left = 0

    def steps(self, turned: int) -> int:
        """Count the whole notches since the last one, with their direction."""
        if turned * self._left < 0:
            self._left = 0
        self._left += turned
        steps = int(self._left / NOTCH)
        self._left -= steps * NOTCH
        return steps
