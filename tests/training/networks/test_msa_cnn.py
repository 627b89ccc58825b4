from __future__ import annotations

import pytest

pytest.importorskip("torch")

import torch
from torch import nn

from sleepscorer.training.export.onnx_export import export_onnx
from sleepscorer.training.networks.attention import Attention, EncoderLayer, sinusoidal_positions
from sleepscorer.training.networks.msa_cnn import LARGE, SMALL, MsaCnn, MultiScale
from sleepscorer.training.networks.ulw_sleepnet import count_trainable


@pytest.mark.parametrize(
    ("channels", "sizes", "parameters"),
    [
        (1, SMALL, 8_517),
        (4, SMALL, 8_013),
        (9, SMALL, 10_583),
        (1, LARGE, 35_301),
        (4, LARGE, 33_261),
        (9, LARGE, 43_511),
    ],
)
def test_trainable_parameters_are_those_of_the_paper(channels, sizes, parameters):
    assert count_trainable(MsaCnn(channels, sizes)) == parameters


def test_an_epoch_becomes_75_tokens():
    ones, zeros = torch.ones(3, 1), torch.zeros(3, 1)
    assert MultiScale(16)(torch.zeros(2, 3, 3000), ones, zeros).shape == (2, 3, 16, 75)


@pytest.mark.parametrize("channels", [1, 3])
def test_it_exports_with_a_free_batch_size(tmp_path, channels):
    network = MsaCnn(channels)
    export_onnx(network, (channels, 3000), tmp_path / "model.onnx")
    assert (tmp_path / "model.onnx").stat().st_size < 200_000


def test_it_learns_two_epochs_apart():
    torch.manual_seed(0)
    network = MsaCnn(2)
    epochs, stages = torch.randn(8, 2, 3000), torch.arange(8) % 2
    epochs[stages == 1] = epochs[stages == 1].cumsum(dim=2) / 10
    optimiser = torch.optim.Adam(network.parameters(), 1e-2)
    for _ in range(40):
        loss = nn.functional.cross_entropy(network(epochs), stages)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert (network.eval()(epochs).argmax(dim=1) == stages).all()


def test_attention_is_that_of_torch():
    ours = Attention(16, 4, 0.0)
    theirs = nn.MultiheadAttention(16, 4, batch_first=True)
    with torch.no_grad():
        theirs.in_proj_weight.copy_(torch.cat([ours.query.weight, ours.key.weight, ours.value.weight]))
        theirs.in_proj_bias.copy_(torch.cat([ours.query.bias, ours.key.bias, ours.value.bias]))
        theirs.out_proj.load_state_dict(ours.out.state_dict())
    tokens, others = torch.randn(2, 7, 16), torch.randn(2, 9, 16)
    torch.testing.assert_close(ours(tokens, others), theirs(tokens, others, others)[0])


def test_a_layer_has_as_many_parameters_as_torchs():
    theirs = nn.TransformerEncoderLayer(32, 4, 64, batch_first=True)
    assert count_trainable(EncoderLayer(32, 4, 64)) == count_trainable(theirs)


def test_positions_differ():
    positions = sinusoidal_positions(75, 16)
    assert positions.shape == (75, 16)
    assert torch.cdist(positions, positions).fill_diagonal_(1).min() > 0.1
