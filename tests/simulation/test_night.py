from __future__ import annotations

import time

import numpy as np
import pytest

from sleepscorer.simulation import simulate_night
from sleepscorer.simulation.hypnogram import draw_hypnogram
from sleepscorer.stages import Stage


def _band_power(signal: np.ndarray, low_hz: float, high_hz: float) -> np.ndarray:
    """Median-free power of each epoch in a band, in uV^2/Hz."""
    from scipy.signal import welch

    frequencies, power = welch(signal.reshape(-1, 3000), 100, nperseg=400)
    return power[:, (frequencies >= low_hz) & (frequencies < high_hz)].mean(axis=1)


@pytest.fixture(scope="module")
def nights():
    return [simulate_night(seed, sleep_edf_montage=True) for seed in range(4)]


def _pooled(nights, channel: int, low_hz: float, high_hz: float) -> dict[Stage, float]:
    power = np.concatenate([_band_power(n.signals_uv[channel], low_hz, high_hz) for n in nights])
    stages = np.concatenate([n.stages for n in nights])
    return {stage: float(np.median(power[stages == stage])) for stage in Stage if (stages == stage).any()}


def test_a_night_has_the_promised_shape(nights):
    night = nights[0]
    assert night.signals_uv.dtype == np.float32
    assert night.signals_uv.shape == (4, night.stages.size * 3000)
    assert night.stages.dtype == np.int8
    assert np.isfinite(night.signals_uv).all()
    assert len(set(night.labels)) == 4


def test_the_seed_decides_the_night():
    first, again, other = simulate_night(7, 0.5), simulate_night(7, 0.5), simulate_night(8, 0.5)
    np.testing.assert_array_equal(first.signals_uv, again.signals_uv)
    np.testing.assert_array_equal(first.stages, again.stages)
    assert not np.array_equal(first.signals_uv, other.signals_uv)


@pytest.mark.parametrize("hours", [0.1, 1.0, 24.0])
def test_length_follows_the_hours_asked_for(hours):
    assert draw_hypnogram(np.random.default_rng(0), hours).size == round(hours * 120)


def test_delta_deepens_from_n1_to_n3(nights):
    delta = _pooled(nights, 0, 0.5, 4)
    assert delta[Stage.N3] > 1.5 * delta[Stage.N2] > 1.5 * delta[Stage.N1]


def test_sigma_belongs_to_n2(nights):
    sigma = _pooled(nights, 0, 12, 15)
    assert sigma[Stage.N2] > 1.5 * max(sigma[Stage.N1], sigma[Stage.R])


def test_eyes_move_in_rem_and_rest_in_n2(nights):
    slow = _pooled(nights, 2, 0.3, 2)
    assert slow[Stage.R] > 1.3 * slow[Stage.N2]


def test_the_chin_relaxes_in_rem(nights):
    # Sleepers differ more than stages do, so each is compared with himself.
    tones = [_pooled([night], 3, 20, 45) for night in nights]
    assert np.median([tone[Stage.W] / tone[Stage.N2] for tone in tones]) > 2
    assert np.median([tone[Stage.N2] / tone[Stage.R] for tone in tones]) > 1


def test_hypnograms_are_those_of_sleepers():
    shares = np.zeros(5)
    for seed in range(40):
        stages = draw_hypnogram(np.random.default_rng(seed))
        shares += np.bincount(stages, minlength=5) / stages.size / 40
    assert shares == pytest.approx([0.2, 0.1, 0.44, 0.13, 0.13], abs=0.09)


def test_stages_can_be_given():
    stages = np.repeat(np.array([0, 1, 2, 3, 4], dtype=np.int8), 4)
    np.testing.assert_array_equal(simulate_night(3, stages=stages).stages, stages)


def test_a_night_takes_seconds():
    start = time.process_time()
    simulate_night(5, 8)
    assert time.process_time() - start < 10
