from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sleepscorer.errors import SleepscorerError
from sleepscorer.evaluation.metrics import BINS, ScoredNight, figures_of
from sleepscorer.evaluation.nights import around_sleep, pairs_of
from sleepscorer.evaluation.review_curve import SHARES, flagged_first
from sleepscorer.stages import SCORED_STAGES, Stage
from sleepscorer.statistics import agreement, kappa_interval


def _night(seed: int = 0, n_epochs: int = 500, right: float = 0.8) -> ScoredNight:
    """A model that is sure of itself where it is right, more often than not."""
    random = np.random.default_rng(seed)
    expert = np.repeat(random.integers(0, 5, n_epochs // 10), 10).astype(np.int8)
    probabilities = random.dirichlet(np.full(5, 0.5), n_epochs)
    sure = random.random(n_epochs) < right
    probabilities[sure] = 0.05
    probabilities[sure, expert[sure]] = 0.8
    return ScoredNight("night", expert, probabilities.astype(np.float32))


def test_figures_are_those_of_the_statistics() -> None:
    night = _night()
    found, other = figures_of([night]), agreement(night.expert, night.model)
    assert found.n_epochs == other.n_epochs
    assert found.accuracy.value == pytest.approx(other.accuracy)
    assert found.macro_f1.value == pytest.approx(other.macro_f1)
    assert [found.f1[stage].value for stage in SCORED_STAGES] == pytest.approx(list(other.f1.values()))
    assert (found.confusion == other.confusion).all()
    interval = kappa_interval(night.expert, night.model)
    assert (found.kappa.value, found.kappa.low, found.kappa.high) == pytest.approx(
        (interval.value, interval.low, interval.high)
    )


def test_intervals_narrow_with_more_nights() -> None:
    one, ten = figures_of([_night()]), figures_of([_night(seed) for seed in range(10)])
    assert one.accuracy.low < one.accuracy.value < one.accuracy.high
    assert ten.accuracy.high - ten.accuracy.low < 0.6 * (one.accuracy.high - one.accuracy.low)


def test_a_block_never_spans_two_nights() -> None:
    short = [_night(seed, n_epochs=10) for seed in range(3)]
    both = figures_of(short, block=1000)
    assert both.n_epochs == 30
    assert both.accuracy.low < both.accuracy.high, "three nights are three blocks"


def test_calibration_error_by_hand() -> None:
    probabilities = np.tile([0.9, 0.1, 0, 0, 0], (10, 1))
    expert = np.array([0] * 6 + [1] * 4, np.int8)
    found = figures_of([ScoredNight("a", expert, probabilities)])
    assert found.ece.value == pytest.approx(0.3)
    (one,) = [one for one in found.reliability if one.epochs]
    assert (one.epochs, one.confidence, one.accuracy) == (10, pytest.approx(0.9), pytest.approx(0.6))
    assert len(found.reliability) == BINS


def test_interval_of_a_small_calibration_error_holds_it() -> None:
    random = np.random.default_rng(3)
    rows = random.dirichlet(np.full(5, 0.4), 2000)
    expert = (rows.cumsum(axis=1) > random.random((2000, 1))).argmax(axis=1).astype(np.int8)
    found = figures_of([ScoredNight("a", expert, rows)]).ece
    assert found.value < 0.03
    assert 0 <= found.low < found.value < found.high


def test_what_one_of_them_has_not_scored_is_left_out() -> None:
    night = _night(n_epochs=100)
    expert, probabilities = night.expert.copy(), night.probabilities.copy()
    expert[:10] = Stage.UNSCORED
    probabilities[5:25] = np.nan
    found = figures_of([ScoredNight("a", expert, probabilities)])
    assert found.n_epochs == 75
    assert found.n_left_out == 20


def test_nothing_to_compare_is_no_number() -> None:
    found = figures_of([ScoredNight("a", np.full(5, -1, np.int8), np.full((5, 5), np.nan))])
    assert found.n_epochs == 0
    assert np.isnan([found.kappa.value, found.ece.value, found.review[0].accuracy.value]).all()


def test_review_finds_the_errors_that_doubt_points_at() -> None:
    night = _night(right=0.85)
    found = figures_of([night])
    wrong = 1 - found.accuracy.value
    by_share = {one.share: one for one in found.review}
    assert by_share[0.2].errors_found.value > 0.5
    for share, one in by_share.items():
        assert one.random == pytest.approx(1 - (1 - share) * wrong)
        assert one.accuracy.value == pytest.approx(1 - wrong * (1 - one.errors_found.value))
        assert one.accuracy.low <= one.accuracy.value <= one.accuracy.high
    assert [one.accuracy.value for one in found.review] == sorted(one.accuracy.value for one in found.review)


def test_flagged_epochs_are_a_share_of_those_counted() -> None:
    night = _night(n_epochs=400)
    counted: NDArray[np.bool_] = np.arange(400) < 200
    flagged = flagged_first(night.probabilities, counted)
    assert flagged.sum(axis=0).tolist() == [round(share * 200) for share in SHARES]
    assert not flagged[200:].any()


def test_wake_far_from_sleep_is_not_counted() -> None:
    stages = np.zeros(500, np.int8)
    stages[200:300] = Stage.N2
    assert np.flatnonzero(around_sleep(stages, 30) >= 0).tolist() == list(range(140, 360))
    assert (around_sleep(np.zeros(10, np.int8), 30) == -1).all()


def test_a_recording_without_its_hypnogram_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SleepscorerError, match=r"c\.edf has no hypnogram after it"):
        pairs_of([tmp_path / "a.edf", tmp_path / "a.txt", tmp_path / "c.edf"])
