"""Figures of one model as plain values, for JSON, the page and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sleepscorer.errors import SleepscorerError
from sleepscorer.evaluation.metrics import LEVEL, RESAMPLES, Figures, ScoredNight, figures_of
from sleepscorer.evaluation.nights import Evaluated, Pair, evaluate_night
from sleepscorer.prescoring.prescore import identities
from sleepscorer.statistics.reliability import BLOCK_EPOCHS, Interval

Tell = Callable[[str], None]
"""Is given a sentence."""


@dataclass(frozen=True)
class Refused:
    """Night that could not be measured, with its reason in a sentence without a path."""

    night: str
    reason: str


@dataclass(frozen=True, eq=False)
class Report:
    """Measurements of one model on a number of nights.

    Attributes
    ----------
    scorers : tuple of str
        Models that ran, with the start of their hash; several where recordings differ in channels.
    nights : tuple of ScoredNight
    figures : Figures
        Of all nights together.
    margin_minutes : float or None
        Wake counted on either side of sleep; None where all is counted.
    refused : tuple of Refused
        Nights that are not in the figures.
    """

    scorers: tuple[str, ...]
    nights: tuple[ScoredNight, ...]
    figures: Figures
    margin_minutes: float | None = None
    refused: tuple[Refused, ...] = ()


def evaluate(pairs: Sequence[Pair], model: str | None, margin_minutes: float | None = None) -> Report:
    """Score nights with a model and measure it against their experts.

    Parameters
    ----------
    pairs : sequence of Pair
    model : str or None
        A family, one model, or an outside scorer; the default if None.
    margin_minutes : float, optional
        See :func:`sleepscorer.evaluation.nights.evaluate_night`.

    Raises
    ------
    SleepscorerError
        At the first night that cannot be measured.
    """
    return report_of([evaluate_night(pair, model, margin_minutes) for pair in pairs], margin_minutes)


def evaluate_what_can_be(
    pairs: Sequence[Pair],
    model: str | None,
    margin_minutes: float | None = None,
    *,
    tell: Tell,
    explain: Callable[[SleepscorerError], str] = str,
) -> Report:
    """Measure a model on the nights that can be read, and say of each other one why it is left out.

    Parameters
    ----------
    pairs : sequence of Pair
    model : str or None
    margin_minutes : float, optional
    tell : callable
        Is told of a night that is left out as soon as it is known.
    explain : callable
        Gives the sentence of an error, as with the option of a command that answers it.

    Raises
    ------
    SleepscorerError
        If no night is left, or there is no such model.
    """
    if len(pairs) == 1:
        return evaluate(pairs, model, margin_minutes)
    identities(model)  # a wrong name is no fault of the nights
    evaluated: list[Evaluated] = []
    refused: list[Refused] = []
    for pair in pairs:
        try:
            evaluated.append(evaluate_night(pair, model, margin_minutes))
        except Exception as error:
            reason = explain(error) if isinstance(error, SleepscorerError) else _unexpected(error)
            tell(reason if str(pair.recording) in reason else f"{pair.recording}: {reason}")
            refused.append(Refused(pair.recording.name, _without_paths(reason, pair)))
    if not evaluated:
        raise SleepscorerError(f"None of the {len(pairs)} nights could be measured.")
    return replace(report_of(evaluated, margin_minutes), refused=tuple(refused))


def _unexpected(error: Exception) -> str:
    return f"An unexpected error ended this night ({type(error).__name__})."


def _without_paths(reason: str, pair: Pair) -> str:
    for path in filter(None, (pair.recording, pair.hypnogram)):
        reason = reason.replace(str(path), path.name)
    return reason


def report_of(evaluated: Sequence[Evaluated], margin_minutes: float | None = None) -> Report:
    """Summarise nights that have been scored."""
    nights = tuple(night.night for night in evaluated)
    scorers = tuple(dict.fromkeys(night.run.author.name for night in evaluated))
    return Report(scorers, nights, figures_of(nights), margin_minutes)


def values_of(report: Report) -> dict[str, Any]:
    """Convert a report to values for JSON."""
    return {
        "scorers": list(report.scorers),
        "margin_minutes": report.margin_minutes,
        "bootstrap": {"level": LEVEL, "block_epochs": BLOCK_EPOCHS, "resamples": RESAMPLES},
        **figure_values(report.figures),
        "nights": [_night_values(night) for night in report.nights],
        "refused": [asdict(left_out) for left_out in report.refused],
    }


def figure_values(figures: Figures) -> dict[str, Any]:
    """Convert figures to values for JSON."""
    return {
        "epochs": figures.n_epochs,
        "left_out": figures.n_left_out,
        "accuracy": _values(figures.accuracy),
        "kappa": _values(figures.kappa),
        "macro_f1": _values(figures.macro_f1),
        "ece": _values(figures.ece),
        "f1": {stage.name: _values(item) for stage, item in figures.f1.items()},
        "confusion": figures.confusion.tolist(),
        "reliability": [asdict(item) for item in figures.reliability],
        "review": [
            {
                "share": item.share,
                "accuracy": _values(item.accuracy),
                "random": item.random,
                "errors_found": _values(item.errors_found),
            }
            for item in figures.review
        ],
    }


def _night_values(night: ScoredNight) -> dict[str, Any]:
    figures = figures_of([night])
    return {
        "night": night.name,
        "epochs": figures.n_epochs,
        "accuracy": figures.accuracy.value,
        "kappa": figures.kappa.value,
        "macro_f1": figures.macro_f1.value,
        "notices": list(night.notices),
    }


def _values(interval: Interval) -> dict[str, float]:
    return {"value": interval.value, "low": interval.low, "high": interval.high}
