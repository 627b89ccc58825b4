"""Distortions do to a signal what their names say, and to a table what they do to a signal."""

from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.prescoring.features import MEASURES
from sleepscorer.prescoring.normalization import shapes
from sleepscorer.simulation import simulate_night
from sleepscorer.training.data.context_batches import amplify
from sleepscorer.training.data.context_nights import from_signals, kept, load
from sleepscorer.training.data.distortions import (
    LOW_PASS_HZ,
    PREPARATION,
    TABLE,
    Distortion,
    distort,
    draw_distortion,
    numbers_of,
    preparation_of,
)
from sleepscorer.training.data.shifts import shift, unshape

HOURS = 0.5
N_EPOCHS = 60


@pytest.fixture(scope="module")
def signals() -> np.ndarray:
    return simulate_night(1, HOURS, sleep_edf_montage=True).signals_uv


def power(signal: np.ndarray, low_hz: float, high_hz: float, rate_hz: float = 100) -> float:
    spectrum = np.abs(np.fft.rfft(signal)) ** 2
    at_hz = np.fft.rfftfreq(signal.size, 1 / rate_hz)
    return float(spectrum[(at_hz >= low_hz) & (at_hz < high_hz)].sum())


@pytest.mark.parametrize(
    ("name", "band_hz", "lost", "left"),
    [
        ("low-pass 30 Hz", (40, 50), 0.99, (1, 15)),
        ("low-pass 20 Hz", (30, 50), 0.99, (1, 10)),
        ("high-pass 1 Hz", (0.01, 0.4), 0.99, (3, 20)),
    ],
)
def test_a_filter_takes_out_its_band_alone(signals, name, band_hz, lost, left) -> None:
    distorted = distort(signals, TABLE[name], np.random.default_rng(0))
    for channel in range(3):
        assert power(distorted[channel], *band_hz) < (1 - lost) * power(signals[channel], *band_hz)
        assert power(distorted[channel], *left) == pytest.approx(power(signals[channel], *left), rel=0.05)
    np.testing.assert_array_equal(distorted[3], signals[3])


def test_sizes_are_those_of_the_names(signals) -> None:
    random = np.random.default_rng(0)
    noise = distort(signals, TABLE["white noise 10 uV"], random)[0] - signals[0]
    assert noise.std() == pytest.approx(10, rel=0.02)
    beats = distort(signals, TABLE["ECG 60 uV"], random)[0] - signals[0]
    assert beats.max() == pytest.approx(60, rel=0.02)
    assert 50 <= np.count_nonzero(np.diff((beats > 40).astype(int)) == 1) / (60 * HOURS) <= 85
    mains = distort(signals, Distortion(mains_uv=30, mains_hz=40), random)[0] - signals[0]
    assert power(mains, 39.9, 40.1) > 0.99 * power(mains, 0, 50)
    assert mains.std() == pytest.approx(30 / np.sqrt(2), rel=0.01)
    np.testing.assert_allclose(distort(signals, TABLE["polarity"], random)[1], -signals[1])


def test_a_low_rate_keeps_what_it_can_hold(signals) -> None:
    coarse = distort(signals, TABLE["sampled at 50 Hz"], np.random.default_rng(0))
    assert coarse.shape == (4, N_EPOCHS * 30 * 50)
    known = numbers_of(signals, N_EPOCHS, TABLE["sampled at 50 Hz"]).known
    assert known[:3].all(axis=1)[:2].all()
    assert not known[3].any()
    assert numbers_of(signals, N_EPOCHS, TABLE["sampled at 64 Hz"]).known[3].any()


def test_broadband_signals_alone_are_low_passed(signals) -> None:
    assert preparation_of(signals[0], 100).high_hz == LOW_PASS_HZ
    filtered = distort(signals, TABLE["low-pass 20 Hz"], np.random.default_rng(0))
    assert preparation_of(filtered[0], 100) == PREPARATION
    raw, passed = (numbers_of(signals, N_EPOCHS, low_passed=chosen) for chosen in (False, True))
    assert (passed.spectra[:, :3, 0, -2:] < raw.spectra[:, :3, 0, -2:] - 0.5).mean() > 0.9
    np.testing.assert_array_equal(passed.spectra[:, 3], raw.spectra[:, 3])


def test_what_is_drawn_distorts() -> None:
    random = np.random.default_rng(0)
    drawn = [draw_distortion(random) for _ in range(50)]
    assert all(how != Distortion(order=how.order, zero_phase=how.zero_phase) for how in drawn)
    assert {how.rate_hz for how in drawn} > {50.0, 100.0}


def test_measures_come_back_from_their_shapes(signals) -> None:
    measures = numbers_of(signals, N_EPOCHS).measures[:, :3]
    np.testing.assert_allclose(shapes(unshape(shapes(measures))), shapes(measures), atol=1e-3)


@pytest.mark.parametrize("name", ["low-pass 20 Hz", "white noise 10 uV"])
def test_a_table_is_shifted_as_its_signals_would_be(signals, name: str) -> None:
    other = simulate_night(2, 1.0, sleep_edf_montage=True).signals_uv
    clean, distorted = (numbers_of(other, 2 * N_EPOCHS, how) for how in (TABLE["as recorded"], TABLE[name]))
    before = numbers_of(signals, N_EPOCHS)
    found = shapes(shift(before, clean, distorted).measures[:, 0])
    true = shapes(numbers_of(signals, N_EPOCHS, TABLE[name]).measures[:, 0])
    untouched = shapes(before.measures[:, 0])
    for column in ("mobility", "higuchi", "beta"):
        at = MEASURES.index(column)
        assert np.abs(found - true)[:, at].mean() < 0.4 * np.abs(untouched - true)[:, at].mean()


def test_a_night_is_kept_with_its_variants(tmp_path) -> None:
    night = simulate_night(3, 0.25)
    made = kept(tmp_path, "simulated-3", lambda: from_signals("simulated-3", night, distorted=2))
    assert len(made.variants) == 2
    assert not any(np.allclose(v.measures, made.numbers.measures) for v in made.variants)
    read = numbers_of(night.signals_uv, night.stages.size, low_passed=True)
    np.testing.assert_array_equal(made.variants[0].measures, read.measures)
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        "simulated-3-d0.npz",
        "simulated-3-d1.npz",
        "simulated-3.npz",
    ]
    np.testing.assert_array_equal(
        load(tmp_path / "simulated-3.npz").variants[1].measures, made.variants[1].measures
    )


def test_gains_and_polarity_do_to_numbers_what_they_do_to_signals(signals) -> None:
    gains = np.array([-1.5, 0.5, 1, 2], np.float32)
    found = amplify(numbers_of(signals, N_EPOCHS), gains)
    true = numbers_of(signals * gains[:, None], N_EPOCHS)
    np.testing.assert_allclose(found.measures, true.measures, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(found.coupling, true.coupling, atol=1e-4)
    np.testing.assert_allclose(found.spectra[:, :3, 0, :10], true.spectra[:, :3, 0, :10], atol=0.1)
