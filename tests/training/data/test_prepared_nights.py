"""Prepared nights: copies as laboratories may export them, made once and kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sleepscorer.simulation.night import SimulatedNight, simulate_night
from sleepscorer.training.data.prepared_nights import kept_variants, prepare_night


def test_distorted_copies_differ_and_are_made_once(tmp_path: Path) -> None:
    asked: list[int] = []

    def make() -> SimulatedNight:
        asked.append(1)
        return simulate_night(7, 0.1)

    first = kept_variants(tmp_path, "simulated-7", make, distorted=2)
    assert len(asked) == 1
    assert np.array_equal(first[0].epochs, prepare_night(simulate_night(7, 0.1)).epochs)
    for copy in first[1:]:
        assert copy.epochs.shape == first[0].epochs.shape
        assert np.isfinite(copy.epochs).all()
        assert np.array_equal(copy.stages, first[0].stages)
    eegs = [night.epochs[:, 0] for night in first]
    assert not any(np.array_equal(eegs[at], eegs[at - 1]) for at in range(3))

    again = kept_variants(tmp_path, "simulated-7", make, distorted=2)
    assert len(asked) == 1
    assert all(np.array_equal(old.epochs, new.epochs) for old, new in zip(first, again, strict=True))


def test_a_distorted_copy_depends_on_the_name_and_number_alone(tmp_path: Path) -> None:
    def copies(folder: str, name: str) -> list[np.ndarray]:
        nights = kept_variants(tmp_path / folder, name, lambda: simulate_night(7, 0.1), distorted=1)
        return [night.epochs for night in nights]

    assert np.array_equal(copies("a", "n")[1], copies("b", "n")[1])
    assert not np.array_equal(copies("a", "n")[1], copies("a", "m")[1])
