from __future__ import annotations

import json
from pathlib import Path

import pytest

from sleepscorer.errors import ModelError
from sleepscorer.prescoring.model_card import load_card
from sleepscorer.prescoring.windows import cut_windows

MODELS = Path(__file__).resolve().parents[2] / "models"


@pytest.mark.parametrize(("length", "margin"), [(8, 0), (20, 4), (20, 0), (5, 2)])
@pytest.mark.parametrize("n_epochs", [0, 1, 4, 19, 20, 21, 33, 100])
def test_every_epoch_is_kept_once_and_in_order(n_epochs: int, length: int, margin: int) -> None:
    windows = cut_windows(n_epochs, length, margin)
    kept = [epoch for window in windows for epoch in range(window.kept.start, window.kept.stop)]
    assert kept == list(range(n_epochs))
    for window in windows:
        assert window.shown.start <= window.kept.start < window.kept.stop <= window.shown.stop <= n_epochs
        assert window.shown.stop - window.shown.start <= length


def test_with_margins_every_window_has_its_full_length_and_neighbours_on_both_sides() -> None:
    windows = cut_windows(101, 20, 4)
    assert all(window.shown.stop - window.shown.start == 20 for window in windows)
    for window in windows:
        assert window.kept.start - window.shown.start >= 4 or window.shown.start == 0
        assert window.shown.stop - window.kept.stop >= 4 or window.shown.stop == 101


@pytest.mark.parametrize(("context", "margin"), [(20, 10), (100_000, 0), (-3, 0), (0, 2)])
def test_a_card_with_impossible_windows_is_refused(tmp_path: Path, context: int, margin: int) -> None:
    values = json.loads((MODELS / "ulw-sleepnet-1" / "card.json").read_text(encoding="utf-8"))
    values |= {"context_epochs": context, "margin_epochs": margin}
    (tmp_path / "card.json").write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(ModelError, match="describes its inputs wrongly"):
        load_card(tmp_path)


def test_a_network_that_scores_epochs_alone_does_not_read_the_night() -> None:
    assert not load_card(MODELS / "ulw-sleepnet-1").reads_night
