"""Durations of stages: as a file gives them, or until the next one where it lists changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from sleepscorer.errors import HypnogramError
from sleepscorer.formats.hypnogram import TOLERANCE_S
from sleepscorer.formats.runs import Run
from sleepscorer.messages import Message
from sleepscorer.stages import EPOCH_SECONDS, Stage

_LONGEST_MARK_S = 5.0
"""Stages that all last no longer and stand further apart are marks."""
_MARK_STEPS = 4.0
"""Times its length that a mark is away from the next."""
_LENGTHS_S = (30.0, 20.0, 10.0, 15.0, 5.0, 60.0)
_NO_DURATION = Message("Some stages have no duration; they were taken to last until the next one.")

Timed = tuple[float, float | None, Stage]
"""Onset, and length or None, in seconds, and stage."""


def _are_marks(length_s: float) -> str:
    return Message(
        "The stages of the file are marks of {length:g} s; each was taken to last until the next one.",
        length=length_s,
    )


def durations_of(
    timed: Sequence[Timed], path: Path, *, stop_s: float | None = None, needs_end: bool = False
) -> tuple[list[float], tuple[str, ...]]:
    """Return the length of each stage in seconds, and sentences on what had to be assumed.

    Parameters
    ----------
    timed : sequence of (float, float or None, Stage)
        In the order of onset.
    path : Path
    stop_s : float, optional
        End of the file's time.
    needs_end : bool
        Whether changes are refused where nothing says how long the last one lasts.

    Raises
    ------
    HypnogramError
        In one sentence, if the last stage of a list of changes has no end.
    """
    lengths = [max(0.0, length or 0.0) for _, length, _ in timed]
    mark_s = _mark_length(timed, lengths)
    if all(lengths) and mark_s is None:
        return lengths, ()
    notices: tuple[str, ...] = (_NO_DURATION,)
    if mark_s is not None:
        lengths, notices = [0.0] * len(lengths), (_are_marks(mark_s),)
    assumed, are_epochs = _assumed(timed, path, stop_s, needs_end)
    if are_epochs and mark_s is None and not any(lengths):
        notices = ()
    return [length or guess for length, guess in zip(lengths, assumed, strict=True)], notices


def _mark_length(timed: Sequence[Timed], lengths: Sequence[float]) -> float | None:
    """Length of marks that stand where stages begin; None where stages last as they say."""
    longest = max(lengths, default=0.0)
    if not 0 < longest <= _LONGEST_MARK_S or len(timed) < 2:
        return None
    gaps = sorted(second[0] - first[0] for first, second in pairwise(timed))
    return longest if gaps[len(gaps) // 2] >= _MARK_STEPS * longest else None


def _assumed(
    timed: Sequence[Timed], path: Path, stop_s: float | None, needs_end: bool
) -> tuple[list[float], bool]:
    """Lengths of stages without one: an epoch each where epochs are listed (True), else up to the next.

    Where no stage follows itself, changes are listed, however often one comes after 30 s.
    """
    onsets = [onset for onset, _, _ in timed]
    gaps = [second - first for first, second in pairwise(onsets)]
    step_s = constant_step(onsets)
    repeats = any(before is after for (_, _, before), (_, _, after) in pairwise(timed))
    if step_s is not None and (repeats or all(abs(gap - step_s) <= TOLERANCE_S for gap in gaps)):
        return [step_s] * len(onsets), True
    if stop_s is None and needs_end and timed and timed[-1][2] is not Stage.UNSCORED:
        raise HypnogramError(
            Message(
                "{path} lists changes of stage and does not say how long the last one lasts; add a "
                "column of durations, or a last row ? where it ends.",
                path=path,
            )
        )
    return [*gaps, max(float(EPOCH_SECONDS), (stop_s or 0.0) - onsets[-1])], False


def constant_step(onsets: Sequence[float]) -> float | None:
    """Step in seconds that onsets keep, but for holes of whole steps; None where they keep none."""
    gaps = [second - first for first, second in pairwise(onsets)]
    if not gaps:
        return None
    usual = (
        float(Counter(round(gap, 1) for gap in gaps if gap > 0).most_common(1)[0][0]) if any(gaps) else 0.0
    )
    if usual < 1.0:
        return None
    are_multiples = [abs(gap - usual * round(gap / usual)) <= TOLERANCE_S for gap in gaps]
    n_usual = sum(abs(gap - usual) <= TOLERANCE_S for gap in gaps)
    return usual if all(are_multiples) and 2 * n_usual >= len(gaps) else None


def free_parts(run: Run, others: Sequence[Run]) -> list[Run]:
    """Return what is left of a run where others stand on it."""
    start, stop = run[0], run[0] + run[1]
    parts: list[Run] = []
    for onset, length, _ in sorted(others, key=lambda run: run[0]):
        if onset >= stop - TOLERANCE_S:
            break
        if onset + length <= start + TOLERANCE_S:
            continue
        if onset > start + TOLERANCE_S:
            parts.append((start, onset - start, run[2]))
        start = max(start, onset + length)
    if stop - start > TOLERANCE_S:
        parts.append((start, stop - start, run[2]))
    return parts


def is_on_grid(span: tuple[float, float], runs: Sequence[Run]) -> bool:
    """Tell whether an onset and a length are those of whole epochs beside the runs of a night."""
    lengths = Counter(round(length, 3) for _, length, _ in runs)
    usual, _ = lengths.most_common(1)[0]
    epoch_s = next(
        (length for length in _LENGTHS_S if all(_fits(value, length) for value in lengths)), usual or 30.0
    )
    start, length = span
    return length >= epoch_s - TOLERANCE_S and _fits(length, epoch_s) and _fits(start - runs[0][0], epoch_s)


def _fits(value: float, step: float) -> bool:
    return abs(value - step * round(value / step)) <= TOLERANCE_S
