from __future__ import annotations

import pytest

pytest.importorskip("torch")

import torch

from sleepscorer.training.networks import mc2sleepnet
from sleepscorer.training.networks.mc2sleepnet import (
    CrossMasking,
    Mc2SleepNet,
    RawEncoder,
    SpectrogramEncoder,
    contrast_loss,
    draw_masks,
)
from sleepscorer.training.networks.ulw_sleepnet import count_trainable


def test_parameters_are_as_many_as_the_paper_needs_at_least():
    assert 4_800_000 <= count_trainable(Mc2SleepNet()) <= 6_500_000


def test_both_views_have_128_numbers_and_sequences_keep_their_length():
    network = Mc2SleepNet().eval()
    with torch.no_grad():
        raw, spectral = network.encode(torch.randn(3, 3000))
        assert raw.shape == spectral.shape == (3, 128)
        assert network(torch.randn(3, 1, 3000)).shape == (3, 5)


def test_the_cnn_pools_to_four_steps():
    assert RawEncoder().blocks(torch.zeros(1, 1, 3000)).shape == (1, 256, 4)


def test_the_spectrogram_peaks_where_a_sine_is():
    times = torch.arange(3000) / 100
    spectrogram = SpectrogramEncoder().spectrogram(torch.sin(2 * torch.pi * 12 * times)[None])
    assert spectrogram.shape == (1, 29, 100)
    assert (spectrogram.argmax(dim=2) == 23).all()


def test_contrast_is_least_where_the_views_agree():
    views = torch.randn(16, 128)
    assert contrast_loss(views, views) < 0.1 < contrast_loss(views, views.roll(1, 0))


def test_a_quarter_of_each_view_is_hidden():
    masks = draw_masks(3, mc2sleepnet.SEQUENCE_EPOCHS)
    assert masks.shape == (2, 3, 20)
    assert (masks.sum(dim=2) == 5).all()


def test_masked_epochs_are_learnt_from_the_other_view():
    torch.manual_seed(0)
    cross = CrossMasking()
    raw = torch.randn(4, 8, 128)
    optimiser = torch.optim.Adam(cross.parameters(), 1e-3)
    losses = []
    for _ in range(15):
        loss = cross.reconstruction_loss(raw, raw, draw_masks(4, 8))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss))
    assert losses[-1] < 0.98 * losses[0]


def test_fine_tuning_leaves_the_encoders_as_they_are():
    network = Mc2SleepNet()
    network.train_only(network.cross, network.classify)
    left = {name.split(".")[0] for name, weight in network.named_parameters() if weight.requires_grad}
    assert left == {"cross", "classify"}
