"""What of a file's stages is doubtful: stages that contradict each other, and words that may be stages."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from sleepscorer.edf.tal import Annotation
from sleepscorer.formats.hypnogram import TOLERANCE_S
from sleepscorer.stages import Stage

_FEWEST = 3
"""Times that a word has to stand alone in the place of an epoch, to look like a stage of another spelling."""


def unknown_said(annotations: Sequence[Annotation], staged: Sequence[Annotation]) -> tuple[str, ...]:
    """Sentence on texts that stand where stages would, and are none that is known: ``SWS`` among ``S2``.

    Parameters
    ----------
    annotations : sequence of Annotation
    staged : sequence of Annotation
        Those of them that are stages.
    """
    lengths = Counter(round(a.duration_s or 0.0) for a in staged)
    length_s, _ = max(lengths.items(), key=lambda item: item[1])
    ordered = sorted((a.onset_s, a.onset_s + (a.duration_s or 0.0)) for a in staged)
    onsets = [onset for onset, _ in ordered]

    def is_free(onset_s: float) -> bool:
        place = bisect_right(onsets, onset_s + TOLERANCE_S) - 1
        return place < 0 or ordered[place][1] <= onset_s + TOLERANCE_S

    alike = (a for a in annotations if length_s and round(a.duration_s or 0.0) == length_s)
    counts = Counter(a.text for a in alike if is_free(a.onset_s))
    n_unknown = sum(count for count in counts.values() if count >= _FEWEST)
    if not n_unknown:
        return ()
    return (
        f"{n_unknown} annotations as long as an epoch stand where no stage is, in words that are no stage we "
        "know; these epochs are unscored.",
    )


def overlaps_said(runs: Sequence[tuple[float, float, Stage]]) -> tuple[str, ...]:
    """Sentence on scored stages that overlap a different one.

    Parameters
    ----------
    runs : sequence of (float, float, Stage)
        Onset and length in seconds, and stage; by onset.
    """
    count, until_s, before = 0, float("-inf"), Stage.UNSCORED
    for onset, length, stage in runs:
        if stage is Stage.UNSCORED or length <= 0:
            continue
        count += onset < until_s - TOLERANCE_S and stage is not before
        if onset + length >= until_s:
            until_s, before = onset + length, stage
    if not count:
        return ()
    return (
        f"{count} stages overlap a different one, as where two people scored; the one that starts or "
        "stands later counts.",
    )
