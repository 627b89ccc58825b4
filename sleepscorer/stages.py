"""Sleep stages and their spellings.

Stages follow the AASM Manual for the Scoring of Sleep; the older names are those of
Rechtschaffen & Kales (1968), whose stages 3 and 4 together are the AASM's N3. Annotation texts
are the standard texts of EDF+ (https://www.edfplus.info/specs/edftexts.html).
"""

from __future__ import annotations

from enum import IntEnum

EPOCH_SECONDS = 30
"""Length of a scoring epoch in seconds (AASM)."""


class Stage(IntEnum):
    """Stage of one epoch; the values of W to R index a model's output."""

    UNSCORED = -1
    W = 0
    N1 = 1
    N2 = 2
    N3 = 3
    R = 4


SCORED_STAGES = (Stage.W, Stage.N1, Stage.N2, Stage.N3, Stage.R)
"""Stages in the order of a model's probabilities."""

PLOT_ORDER = (Stage.W, Stage.R, Stage.N1, Stage.N2, Stage.N3)
"""Stages from the top of a hypnogram to its bottom."""

AASM_TEXTS = {
    Stage.W: "Sleep stage W",
    Stage.N1: "Sleep stage N1",
    Stage.N2: "Sleep stage N2",
    Stage.N3: "Sleep stage N3",
    Stage.R: "Sleep stage R",
    Stage.UNSCORED: "Sleep stage ?",
}
"""EDF+ standard annotation text of each stage."""

_SPELLINGS = {
    Stage.W: ("w", "wake", "awake", "wach", "stage w", "sw", "nw"),
    Stage.N1: ("n1", "1", "s1", "nrem1", "nrem 1", "stage 1"),
    Stage.N2: ("n2", "2", "s2", "nrem2", "nrem 2", "stage 2"),
    Stage.N3: ("n3", "3", "4", "s3", "s4", "n4", "nrem3", "nrem4", "nrem 3", "nrem 4", "stage 3", "stage 4"),
    Stage.R: ("r", "rem", "sr", "stage r", "stage 5"),
    Stage.UNSCORED: (
        "?",
        "unscored",
        "unknown",
        "u",
        "m",
        "mt",
        "movement",
        "movement time",
        "art",
        "-1",
        "9",
    ),
}
_BY_SPELLING = {text: stage for stage, texts in _SPELLINGS.items() for text in texts}


def stage_from_text(text: str) -> Stage | None:
    """Stage that an annotation text or a word of a text file stands for.

    Parameters
    ----------
    text : str
        ``Sleep stage N2``, ``Sleep stage 4``, ``Movement time``, ``REM`` and the like; case and
        surrounding blanks do not matter.

    Returns
    -------
    Stage or None
        ``Stage.UNSCORED`` for movement time and ``?``; None if the text is no stage.
    """
    word = " ".join(text.split()).lower()
    return _BY_SPELLING.get(word.removeprefix("sleep stage").strip() or word)
