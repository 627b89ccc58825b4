"""The curve of agreement by length."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sleepscorer.training.experiments.length_curve import MINUTES, curve, draw, pieces, table


def test_pieces_cover_the_night_and_are_of_one_length() -> None:
    cut = pieces(205, 30)
    assert [piece.size for piece in cut] == [60] * 4
    assert np.array_equal(np.unique(np.concatenate(cut)), np.arange(205))
    assert [piece.size for piece in pieces(50, 30)] == [50]
    assert [piece.size for piece in pieces(50, None)] == [50]


def test_the_kappa_of_each_length_is_over_all_pieces() -> None:
    stages = np.tile(np.repeat(np.arange(5), 20), 8).astype(np.int8)
    stages[:3] = -1

    def score(number: int, chosen: np.ndarray, gain: float) -> np.ndarray:
        """Know the stages where there is an hour at least, and the gain is right."""
        known = chosen.size >= 120 and gain == 1
        return stages[chosen] if known else np.full(chosen.size, 2)

    values = list(curve([stages, stages], score, 1.0))
    assert values == pytest.approx([0 if minutes < 60 else 1 for minutes in (*MINUTES, 999)])
    assert list(curve([stages], score, 2.0)) == pytest.approx([0] * (len(MINUTES) + 1))


def test_the_table_and_the_picture_hold_every_length(tmp_path: Path) -> None:
    values = [index / 10 for index in range(len(MINUTES) + 1)]
    lines = table({"EEG": values})
    assert len(lines) == 2 + len(values)
    assert lines[-1] == "| whole | 0.700 |"
    draw({"EEG": values}, tmp_path / "curve.svg")
    assert "<svg" in (tmp_path / "curve.svg").read_text()
