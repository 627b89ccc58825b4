from pathlib import Path

import numpy as np
import pytest

from sleepscorer.prescoring.features import (
    BANDS_HZ,
    ENTROPY_BINS,
    GROUP_COLUMNS,
    HIGUCHI_K_MAX,
    MEASURES,
    N_COLUMNS,
    RATE_HZ,
    SPECTRUM_EDGES_HZ,
    compute,
    couple,
    measure,
    summarise_windows,
)
from sleepscorer.prescoring.normalization import describe

N = 3000


@pytest.fixture
def epochs() -> np.ndarray:
    rng = np.random.default_rng(0)
    walk = np.cumsum(rng.normal(0, 3, (12, N)), axis=1)
    return (walk - walk.mean(axis=1, keepdims=True) + rng.normal(0, 5, (12, N))).astype(np.float32)


def _column(measures: np.ndarray, name: str) -> np.ndarray:
    return measures[:, MEASURES.index(name)]


def test_statistics_are_those_of_scipy(epochs: np.ndarray) -> None:
    stats = pytest.importorskip("scipy.stats")
    found = measure(epochs)
    exact = epochs.astype(np.float64)
    for name, expected in (
        ("std", exact.std(axis=1)),
        ("iqr", stats.iqr(exact, axis=1)),
        ("skewness", stats.skew(exact, axis=1)),
        ("kurtosis", stats.kurtosis(exact, axis=1)),
        ("crossings", (np.diff(np.signbit(exact).astype(int), axis=1) != 0).sum(axis=1)),
        ("mobility", np.diff(exact, axis=1).std(axis=1) / exact.std(axis=1)),
        ("minimum", exact.min(axis=1)),
        ("maximum", exact.max(axis=1)),
    ):
        np.testing.assert_allclose(_column(found, name), expected, rtol=2e-4, atol=2e-4)


def test_quartiles_of_awkward_epochs_are_exact(epochs: np.ndarray) -> None:
    awkward = epochs.copy()
    awkward[0] = 7.0
    awkward[1, 5] = 5000.0
    awkward[2] = np.round(awkward[2] / 10)
    awkward[3, :750] = awkward[3].max()
    awkward[4] = np.arange(N)
    awkward[5] = 1000 + 1e-4 * awkward[5]
    lower, upper = np.percentile(awkward, [25, 75], axis=1)
    np.testing.assert_allclose(_column(measure(awkward), "iqr"), upper - lower, rtol=1e-5, atol=1e-4)


def test_complexity_is_the_mobility_of_the_slope(epochs: np.ndarray) -> None:
    found = measure(epochs)
    slope = np.diff(epochs.astype(np.float64), axis=1)
    of_slope = np.diff(slope, axis=1).std(axis=1) / slope.std(axis=1)
    np.testing.assert_allclose(_column(found, "complexity") * _column(found, "mobility"), of_slope, rtol=1e-4)


@pytest.mark.parametrize("bins", ENTROPY_BINS)
def test_entropy_is_that_of_a_histogram_over_the_range(epochs: np.ndarray, bins: int) -> None:
    found = _column(measure(epochs), f"entropy{bins}")
    for value, epoch in zip(found, epochs.astype(np.float64), strict=True):
        share = np.histogram(epoch, bins)[0] / N
        share = share[share > 0]
        assert value == pytest.approx(-(share * np.log2(share)).sum(), abs=0.02)


def test_higuchi_follows_its_definition(epochs: np.ndarray) -> None:
    epoch = epochs[0].astype(np.float64)
    lengths = []
    for k in range(1, HIGUCHI_K_MAX + 1):
        of_offset = []
        for offset in range(k):
            count = (N - 1 - offset) // k
            steps = sum(abs(epoch[offset + i * k] - epoch[offset + (i - 1) * k]) for i in range(1, count + 1))
            of_offset.append(steps * (N - 1) / (count * k))
        lengths.append(np.mean(of_offset))
    slope = np.polyfit(-np.log(np.arange(1, HIGUCHI_K_MAX + 1)), np.log(lengths), 1)[0]
    assert _column(measure(epochs), "higuchi")[0] == pytest.approx(slope, abs=1e-4)


@pytest.mark.parametrize(("low", "high"), BANDS_HZ)
def test_a_sine_lies_in_its_band(low: float, high: float) -> None:
    times = np.arange(N) / RATE_HZ
    sine = 20 * np.sin(2 * np.pi * (low + high) / 2 * times)
    found = measure(sine[None].astype(np.float32))[0]
    powers = dict(zip(BANDS_HZ, found[-4:], strict=True))
    assert powers.pop((low, high)) == pytest.approx(200, rel=0.01)
    assert max(powers.values()) < 1


def test_measures_of_a_real_night_are_those_of_its_table(data_folder: Path) -> None:
    mne = pytest.importorskip("mne")
    raw = mne.io.read_raw_edf(
        data_folder / "sleep-edf" / "SC4001E0-PSG.edf", include=["EEG Fpz-Cz"], verbose="error"
    )
    signal = (raw.get_data()[0] * 1e6).astype(np.float32)
    found = measure(signal[: signal.size // N * N].reshape(-1, N))
    with np.load(data_folder / "sleep-edf-78-features" / "three-channels" / "SC4001.npz") as table:
        expected = table["features"][:, 0]
    same = np.abs(found[:, :1] - expected[:, 0]).argmin(axis=0)
    np.testing.assert_allclose(found[same, :9], expected[:, :9], rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(found[same, 9:13], expected[:, 9:], atol=0.05)


def test_the_spectrum_peaks_where_a_sine_is() -> None:
    times = np.arange(N) / RATE_HZ
    wave = (20 * np.sin(2 * np.pi * 10.5 * times))[None].astype(np.float32)
    found = summarise_windows(wave).spectrum[0]
    band = int(found[0].argmax())
    assert SPECTRUM_EDGES_HZ[band] <= 10.5 < SPECTRUM_EDGES_HZ[band + 1]
    np.testing.assert_allclose(found[0], found[3], atol=0.5)


def test_coupling_tells_the_sign(epochs: np.ndarray) -> None:
    slow = summarise_windows(epochs).slow
    assert couple(slow, 3 * slow).min() > 0.99
    assert couple(slow, -slow).max() < -0.99


AMPLITUDES = (*range(24 + 8, 24 + 12), 24 + 12)
"""Columns that hold powers and the standard deviation against what is usual."""


def test_only_amplitudes_against_what_is_usual_change_with_the_gain(epochs: np.ndarray) -> None:
    plain = describe(compute([epochs, None, None, None]))
    louder = describe(compute([2 * epochs, None, None, None]))
    changed = np.abs(louder - plain).max(axis=(0, 1)) > 5e-3
    assert set(np.flatnonzero(changed)) <= set(AMPLITUDES)


def test_a_whole_night_is_hardly_drawn_towards_what_is_usual(epochs: np.ndarray) -> None:
    night = np.tile(epochs, (80, 1))
    plain = describe(compute([night, None, None, None]))
    louder = describe(compute([2 * night, None, None, None]))
    assert np.abs(louder - plain).max() < 0.5


def test_what_is_not_known_is_zero_and_marked(epochs: np.ndarray) -> None:
    numbers = compute([epochs, None, epochs, None])
    assert numbers.known.tolist() == [[True] * 4, [False] * 4, [True, True, True, False], [False] * 4]
    shown = describe(numbers)
    assert shown.shape == (12, 4, N_COLUMNS)
    assert not shown[:, [1, 3]].any()
    assert not shown[:, 2, -GROUP_COLUMNS[3] :].any()
    assert np.isfinite(shown).all()


def test_a_flat_epoch_gives_finite_numbers(epochs: np.ndarray) -> None:
    epochs[3] = 0
    assert np.isfinite(describe(compute([epochs, epochs, epochs, epochs]))).all()
