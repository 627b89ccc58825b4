"""Other scorings of the night: any number of them, one of which is compared with the scoring under review."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sleepscorer.gui.i18n.translation import translate
from sleepscorer.scoring import Scoring


@dataclass(frozen=True, eq=False)
class Other:
    """Somebody else's scoring of the night, the name it is shown by, and the file or model it comes from."""

    name: str
    scoring: Scoring
    source: str


class ComparisonModel(QObject):
    """The scorings opened beside the one under review; the one opened last is compared.

    Attributes
    ----------
    others : tuple of Other
        In the order in which they were opened.

    Signals
    -------
    changed()
        Others are open, or another one is compared.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.others: tuple[Other, ...] = ()
        self._index = 0

    @property
    def index(self) -> int:
        """Index of the one that is compared among the others; -1 where there is none."""
        return self._index if self.others else -1

    @property
    def chosen(self) -> Other | None:
        """The one that is compared."""
        return self.others[self._index] if self.others else None

    @property
    def second(self) -> Scoring | None:
        """Scoring that is compared with the one under review."""
        return self.chosen.scoring if self.chosen else None

    def add(self, scoring: Scoring, path: Path | None = None) -> None:
        """Open a scoring and compare with it; an earlier one of the same file or model gives way to it.

        Parameters
        ----------
        scoring : Scoring
        path : Path, optional
            Where it was read from; two files of one name are told apart by their folders.
        """
        name = name_of(scoring) if path is None else path.name
        source = name if path is None else str(path.absolute())
        kept = tuple(other for other in self.others if other.source != source)
        if path is not None and any(other.name == name for other in kept):
            name = f"{path.absolute().parent.name}/{name}"
        self._show((*kept, Other(name, scoring, source)), len(kept))

    def choose(self, index: int) -> None:
        """Compare with another one of those that are open."""
        if 0 <= index < len(self.others) and index != self._index:
            self._show(self.others, index)

    def step(self, steps: int) -> None:
        """Compare with the next one (+1) or the one before (-1); after the last comes the first."""
        if self.others:
            self.choose((self._index + steps) % len(self.others))

    def close(self) -> None:
        """Close the one that is compared; the one before it takes its place."""
        if self.others:
            kept = tuple(other for index, other in enumerate(self.others) if index != self._index)
            self._show(kept, max(self._index - 1, 0))

    def clear(self) -> None:
        """Close all."""
        self._show((), 0)

    def _show(self, others: tuple[Other, ...], index: int) -> None:
        self.others, self._index = others, index
        self.changed.emit()


def name_of(scoring: Scoring) -> str:
    """Return the name of who scored: a file, a model or a person."""
    author = next((author for author in scoring.authors if author is not None), None)
    if author is None:
        return translate("Comparison", "nobody")
    return author.name.partition("@")[0]
