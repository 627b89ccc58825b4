"""Hypnogram of the labels that a grammar gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.formats.resolver import resolve
from sleepscorer.formats.timed_labels import Labels


class LabelReader:
    """Reader of a format whose grammar gives timed labels.

    Parameters
    ----------
    grammar : callable
        Gives the labels in a file.
    """

    def __init__(self, grammar: Callable[[Path], Labels]) -> None:
        self.grammar = grammar

    def __call__(self, path: Path, epoch_seconds: float | None = None) -> Hypnogram:
        """Hypnogram in a file.

        Parameters
        ----------
        path : Path
        epoch_seconds : float, optional
            Length of an epoch where the file does not say it.

        Raises
        ------
        HypnogramError
            In one sentence, if the file cannot be read or holds no stage.
        """
        return resolve(self.grammar(path), path, epoch_seconds=epoch_seconds)
