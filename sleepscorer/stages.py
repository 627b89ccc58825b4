"""Sleep stages and their spellings.

Stages follow the AASM Manual for the Scoring of Sleep; the older names are those of
Rechtschaffen & Kales (1968), whose stages 3 and 4 together are the AASM's N3. Annotation texts
are the standard texts of EDF+ (https://www.edfplus.info/specs/edftexts.html).
"""

from __future__ import annotations

from enum import IntEnum

from sleepscorer.vocabulary import (
    LOOSE_NAMES,
    LOOSE_SIGNS,
    STAGE_CLOSINGS,
    STAGE_NAMES,
    STAGE_NUMBERS,
    STAGE_OPENINGS,
    folded,
)

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

_STRICT = {name: Stage[stage] for stage, names in STAGE_NAMES.items() for name in names}
_LOOSE = {name: Stage[stage] for stage, names in LOOSE_NAMES.items() for name in names}
_SIGNS = {sign: Stage[stage] for sign, stage in LOOSE_SIGNS.items()}
_NUMBERS = {text: Stage[stage] for text, stage in STAGE_NUMBERS.items()}


def stage_from_text(text: str) -> Stage | None:
    """Return the stage that an annotation text or a word of a list of stages stands for.

    Parameters
    ----------
    text : str
        ``Sleep stage N2``, ``Stage 4``, ``Movement time``, ``SLEEP-REM``, ``Éveil`` and the like, in any
        language of :mod:`sleepscorer.vocabulary`; case, accents and separators do not matter.

    Returns
    -------
    Stage or None
        ``Stage.UNSCORED`` for movement time and ``?``; None if the text is no stage.
    """
    stage = stage_among_events(text)
    if stage is not None:
        return stage
    word = text.strip()
    if word in _SIGNS and word:
        return _SIGNS[word]
    return None if word[:1] in "+-" else _LOOSE.get(folded(word))


def stage_among_events(text: str) -> Stage | None:
    """Return the stage of a text that can be nothing else among events; ``1`` and ``M`` can be markers.

    Parameters
    ----------
    text : str

    Returns
    -------
    Stage or None
    """
    if text.strip() == "?":
        return Stage.UNSCORED
    words = folded(text)
    stage = _STRICT.get(words)
    return stage if stage is not None else _behind_an_opening(words, text)


def _behind_an_opening(words: str, text: str) -> Stage | None:
    """Return the stage of ``Stage 1 sleep``, ``Schlafstadium N2``, ``Sleep stage ?``."""
    ending = next((end for end in STAGE_CLOSINGS if words.endswith(end)), "")
    bare = words.removesuffix(ending)
    if bare != words and bare in _STRICT:
        return _STRICT[bare]
    for opening in STAGE_OPENINGS:
        if bare == opening:
            return Stage.UNSCORED if text.rstrip().endswith("?") else None
        if bare.startswith(f"{opening} "):
            rest = bare[len(opening) + 1 :]
            return _STRICT.get(rest, _NUMBERS.get(rest))
    return None
