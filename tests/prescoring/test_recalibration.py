import numpy as np
import pytest
from numpy.typing import NDArray

from sleepscorer.prescoring.recalibration import Recalibration, fit_recalibration

NOTHING = Recalibration((1.0,) * 5, (0.0,) * 5)


def _drawn(n_epochs: int = 20_000) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Probabilities, and stages drawn from them: nothing to correct."""
    random = np.random.default_rng(0)
    rows = random.dirichlet(np.full(5, 0.6), n_epochs)
    chosen = (rows.cumsum(axis=1) > random.random((n_epochs, 1))).argmax(axis=1)
    return rows, chosen


def _wrong_by(rows: NDArray[np.float64], how: Recalibration) -> NDArray[np.float64]:
    """Probabilities that ``how`` turns into ``rows``."""
    powers = np.exp((np.log(np.maximum(rows, 1e-6)) - np.array(how.offset)) / np.array(how.scale))
    return powers / powers.sum(axis=1, keepdims=True)


def test_what_means_what_it_says_stays_as_it_is() -> None:
    rows, stages = _drawn()
    found = fit_recalibration(rows, stages)
    assert found.scale == pytest.approx((1,) * 5, abs=0.05)
    assert np.ptp(found.offset) < 0.15
    np.testing.assert_allclose(found.apply(rows), rows, atol=0.03)


def test_too_much_confidence_and_a_bias_are_taken_back() -> None:
    rows, stages = _drawn()
    wrong = _wrong_by(rows, Recalibration((0.5,) * 5, (0.0, 1.0, 0.0, -0.7, 0.0)))
    found = fit_recalibration(wrong, stages)
    assert found.scale == pytest.approx((0.5,) * 5, abs=0.05)
    assert found.offset[1] - found.offset[0] == pytest.approx(1.0, abs=0.15)
    assert found.offset[3] - found.offset[0] == pytest.approx(-0.7, abs=0.15)


def test_the_fit_has_found_the_optimum() -> None:
    rows, stages = _drawn(2000)
    rows = _wrong_by(rows, Recalibration((0.7,) * 5, (0.0, 0.5, 0.0, 0.0, 0.0)))

    def loss(how: Recalibration) -> float:
        chances = how.apply(rows)[np.arange(len(stages)), stages].astype(np.float64)
        return float(-np.log(chances).sum())

    found = fit_recalibration(rows, stages, ridge=1e-6)
    best = loss(found)
    for place in range(5):
        for by in (-0.05, 0.05):
            scale = list(found.scale)
            scale[place] += by
            assert loss(Recalibration(tuple(scale), found.offset)) > best


def test_few_epochs_change_little() -> None:
    rows, stages = _drawn(5)
    found = fit_recalibration(rows, stages)
    assert found.scale == pytest.approx((1,) * 5, abs=0.6)
    assert fit_recalibration(rows, np.full(5, -1)) == NOTHING


def test_rows_without_numbers_stay_so_and_are_not_learnt_from() -> None:
    rows, stages = _drawn(100)
    rows[10:20] = np.nan
    found = fit_recalibration(rows, stages)
    assert np.isfinite(found.scale).all()
    assert np.isnan(found.apply(rows)[10:20]).all()
    np.testing.assert_allclose(NOTHING.apply(rows), rows, atol=1e-5)


def test_a_card_keeps_it() -> None:
    found = Recalibration((1.0, 2.0, 3.0, 4.0, 5.0), (0.1, 0.2, 0.3, 0.4, 0.5))
    assert Recalibration.from_values(found.values) == found
    assert found.digest != NOTHING.digest
    with pytest.raises(ValueError, match="five"):
        Recalibration((1.0,), (0.0,) * 5)
