"""Figures of one model as plain values, for JSON, the page and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sleepscorer.evaluation.metrics import LEVEL, RESAMPLES, Figures, ScoredNight, figures_of
from sleepscorer.evaluation.nights import Evaluated, Pair, evaluate_night
from sleepscorer.statistics.reliability import BLOCK_EPOCHS, Interval


@dataclass(frozen=True, eq=False)
class Report:
    """What was measured.

    Attributes
    ----------
    scorers : tuple of str
        Models that ran, with the start of their hash; several where recordings differ in channels.
    nights : tuple of ScoredNight
    figures : Figures
        Of all nights together.
    margin_minutes : float or None
        Wake counted on either side of sleep; None where all is counted.
    """

    scorers: tuple[str, ...]
    nights: tuple[ScoredNight, ...]
    figures: Figures
    margin_minutes: float | None = None


def evaluate(pairs: Sequence[Pair], model: str | None, margin_minutes: float | None = None) -> Report:
    """Score nights with a model and measure it against their experts.

    Parameters
    ----------
    pairs : sequence of Pair
    model : str or None
        A family, one model, or an outside scorer; the default if None.
    margin_minutes : float, optional
        See :func:`sleepscorer.evaluation.nights.evaluate_night`.
    """
    return report_of([evaluate_night(pair, model, margin_minutes) for pair in pairs], margin_minutes)


def report_of(evaluated: Sequence[Evaluated], margin_minutes: float | None = None) -> Report:
    """Report on nights that have been scored."""
    nights = tuple(one.night for one in evaluated)
    scorers = tuple(dict.fromkeys(one.run.author.name for one in evaluated))
    return Report(scorers, nights, figures_of(nights), margin_minutes)


def values_of(report: Report) -> dict[str, Any]:
    """Report as values for JSON."""
    return {
        "scorers": list(report.scorers),
        "margin_minutes": report.margin_minutes,
        "bootstrap": {"level": LEVEL, "block_epochs": BLOCK_EPOCHS, "resamples": RESAMPLES},
        **figure_values(report.figures),
        "nights": [_night_values(night) for night in report.nights],
    }


def figure_values(found: Figures) -> dict[str, Any]:
    """Figures as values for JSON."""
    return {
        "epochs": found.n_epochs,
        "left_out": found.n_left_out,
        "accuracy": _values(found.accuracy),
        "kappa": _values(found.kappa),
        "macro_f1": _values(found.macro_f1),
        "ece": _values(found.ece),
        "f1": {stage.name: _values(one) for stage, one in found.f1.items()},
        "confusion": found.confusion.tolist(),
        "reliability": [asdict(one) for one in found.reliability],
        "review": [
            {
                "share": one.share,
                "accuracy": _values(one.accuracy),
                "random": one.random,
                "errors_found": _values(one.errors_found),
            }
            for one in found.review
        ],
    }


def _night_values(night: ScoredNight) -> dict[str, Any]:
    found = figures_of([night])
    return {
        "night": night.name,
        "epochs": found.n_epochs,
        "accuracy": found.accuracy.value,
        "kappa": found.kappa.value,
        "macro_f1": found.macro_f1.value,
        "notices": list(night.notices),
    }


def _values(one: Interval) -> dict[str, float]:
    return {"value": one.value, "low": one.low, "high": one.high}
