"""Other ways to put a night together."""

from __future__ import annotations

import pytest

pytest.importorskip("torch")

import torch

from sleepscorer.prescoring.features import GROUPS, N_CHANNELS, N_COLUMNS
from sleepscorer.training.experiments.context_designs import (
    DESIGNS,
    Convolutions,
    NoContext,
    StateSpace,
    network_of,
)
from sleepscorer.training.networks.context import count_trainable

MOST_PARAMETERS = 100_000


@pytest.mark.parametrize("design", ["gru", *DESIGNS])
def test_every_design_is_small_and_scores_nights_of_any_length(design: str) -> None:
    network = network_of(design).eval()
    assert count_trainable(network) <= MOST_PARAMETERS
    for n_epochs in (1, 60, 300):
        numbers, known = (
            torch.randn(2, n_epochs, N_CHANNELS, N_COLUMNS),
            torch.ones(2, N_CHANNELS, len(GROUPS)),
        )
        assert network(numbers, known).shape == (2, n_epochs, 5)


@pytest.mark.parametrize("context", [Convolutions, StateSpace])
def test_context_reaches_both_ways_and_does_not_come_round(context: type) -> None:
    torch.manual_seed(0)
    layer = context(6, 4).eval()
    epochs = torch.randn(1, 80, 6)
    changed = epochs.clone()
    changed[0, 40] += 5
    difference = (layer(changed)[0] - layer(epochs)[0]).abs().amax(dim=2)[0]
    assert difference[30:40].min() > 0
    assert difference[41:50].min() > 0
    ends = epochs.clone()
    ends[0, -1] += 5
    shift = (layer(ends)[0] - layer(epochs)[0]).abs().amax(dim=2)[0]
    assert shift[0] <= shift[-1] * 0.5


def test_without_context_epochs_are_alone() -> None:
    layer = NoContext(6, 4).eval()
    epochs = torch.randn(1, 9, 6)
    changed = epochs.clone()
    changed[0, 4] += 5
    same = (layer(changed)[0] == layer(epochs)[0]).all(dim=2)[0]
    assert same.tolist() == [place != 4 for place in range(9)]


def test_the_spectrum_gives_what_the_sum_over_all_epochs_gives() -> None:
    torch.manual_seed(0)
    (layer,) = StateSpace(6, 4, width=3, layers=1).layers
    values = torch.randn(1, 12, 3)
    later, earlier = layer.kernels(12)
    expected = layer.direct * values
    for at in range(12):
        for other in range(12):
            weight = later[:, at - other] if other <= at else earlier[:, other - at - 1]
            expected[0, at] = expected[0, at] + weight * values[0, other]
    torch.testing.assert_close(layer(values), expected)
