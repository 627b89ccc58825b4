"""Result of a scorer: what a model of the product and a scorer of another package give of a recording."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sleepscorer.scoring import Author, AuthorKind
from sleepscorer.scoring.recorded import RecordedMarks


@dataclass(frozen=True, eq=False)
class ScoringResult:
    """Stage probabilities of a recording, with who gave them.

    Parameters
    ----------
    probabilities : ndarray of float32, shape (n_epochs, 5)
        W N1 N2 N3 R; a row of NaN where the scorer has none, e.g. without samples.
    model_name : str
        Name of what ran: of a model's family the variant.
    version : str
        Of the scorer; of a model the first digits of its hash.
    notices : tuple of str
        Sentences for the user: channels used, roles done without.
    channels : tuple of str
        Channels and derivations that were read, in the order of the inputs; empty where it is not told.
    reads_night : bool
        Whether the stage of an epoch was read off the epochs around it, too.
    sha256 : str
        Of the network; empty for a scorer of another package.
    recorded : RecordedMarks
        Lights and events that the recording's own annotations mark; set by
        :func:`sleepscorer.prescoring.run.score_recording`, not by a scorer.
    """

    probabilities: NDArray[np.float32]
    model_name: str
    version: str
    notices: tuple[str, ...] = ()
    reads_night: bool = True
    sha256: str = ""
    recorded: RecordedMarks = field(default_factory=RecordedMarks)
    channels: tuple[str, ...] = ()

    @property
    def author(self) -> Author:
        """Author of the stages: the scorer's name and version."""
        return Author(AuthorKind.MODEL, f"{self.model_name}@{self.version}")

    @property
    def identity(self) -> str:
        """What tells this version from any other: the hash of a network, or name and version."""
        return self.sha256 or f"{self.model_name} {self.version}"
