"""Hypnograms as plain text and as a table that YASA reads: one stage per line."""

from __future__ import annotations

from datetime import datetime

from sleepscorer.scoring import Scoring
from sleepscorer.stages import Stage

_YASA_WORDS = {
    Stage.W: "WAKE",
    Stage.N1: "N1",
    Stage.N2: "N2",
    Stage.N3: "N3",
    Stage.R: "REM",
    Stage.UNSCORED: "UNS",
}
_UNSCORED_NUMBER = -2


def encode_letters(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode a text with W, N1, N2, N3, R or ? on each line."""
    del start
    return "".join("?\n" if s < 0 else f"{Stage(s).name}\n" for s in scoring.stages.tolist()).encode()


def encode_numbers(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode a text with a number on each line: 0 W, 1 N1, 2 N2, 3 N3, 4 R, -2 unscored (YASA)."""
    del start
    return "".join(f"{_UNSCORED_NUMBER if s < 0 else s}\n" for s in scoring.stages.tolist()).encode()


def encode_yasa(scoring: Scoring, start: datetime | None) -> bytes:
    """Encode a CSV whose column ``Stage`` holds the words of a YASA hypnogram."""
    del start
    rows = (f"{e},{_YASA_WORDS[Stage(s)]}\n" for e, s in enumerate(scoring.stages.tolist()))
    return f"Epoch,Stage\n{''.join(rows)}".encode()
