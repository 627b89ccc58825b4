"""Length of a breath."""

from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.signals.breath_period import breath_period


@pytest.mark.parametrize("period_s", [1.2, 2.5, 4.0, 6.0])
def test_the_period_of_a_noisy_breath_is_measured(period_s: float) -> None:
    times_s = np.arange(60 * 16) / 16
    noise = np.random.default_rng(3).standard_normal(times_s.size)
    breath = 50 * np.sin(2 * np.pi * times_s / period_s) + 10 * noise + 400 + 2 * times_s
    assert breath_period(breath, 16.0) == pytest.approx(period_s, rel=0.05)


def test_what_is_no_breathing_has_no_period() -> None:
    noise = np.random.default_rng(3).standard_normal(60 * 16)
    assert breath_period(noise, 16.0) is None
    assert breath_period(np.zeros(960), 16.0) is None
    assert breath_period(np.full(960, np.nan), 16.0) is None
    assert breath_period(noise[:16], 16.0) is None
