from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from sleepscorer.training.export.onnx_export import export_onnx, largest_difference, zero_denormals  # noqa: E402
from sleepscorer.training.networks.ulw_sleepnet import UlwFamily, UlwSleepNet, count_trainable  # noqa: E402


@pytest.mark.parametrize(
    ("channels", "parameters"), [(1, 7193), (2, 9241), (3, 11289), (4, 13337), (10, 25625)]
)
def test_trainable_parameters_are_those_of_the_paper(channels, parameters):
    network = UlwSleepNet(channels)
    statistics = sum(
        b.numel() for name, b in network.named_buffers() if name.endswith(("running_mean", "running_var"))
    )
    assert count_trainable(network) == parameters
    assert parameters + statistics == 5369 + 2048 * channels


def test_lengths_are_those_of_the_paper():
    network = UlwSleepNet(1)
    signals, lengths = torch.zeros(1, 1, 1, 3000), []
    for block in network.encoder.blocks:
        signals = block(signals)
        lengths.append(signals.shape[-1])
    assert lengths == [750, 188, 47]


def test_fused_convolutions_equal_the_layers_they_stand_for():
    block = UlwSleepNet(1).encoder.blocks[1].eval()
    signals = torch.randn(2, 8, 1, 750)
    step = signals
    for main in block.main:
        deep = torch.nn.functional.pad(step, (1, 1))
        step = main.norm(main.convolution.pointwise(main.convolution.depthwise(deep)))
        step = torch.nn.functional.max_pool2d(torch.relu(step), (1, 2), (1, 2), ceil_mode=True)
    second = signals
    for layer in (block.second.first, block.second.second):
        second = layer.pointwise(layer.depthwise(second)[..., ::2])
    torch.testing.assert_close(block(signals), step + second)


def test_a_member_of_a_family_gives_what_the_family_gives():
    family = UlwFamily({"two": (0, 2), "one": (1,)}).eval()
    epochs = torch.randn(3, 3, 3000)
    torch.testing.assert_close(family.member("two")(epochs[:, [0, 2]]), family(epochs)["two"])
    torch.testing.assert_close(family.member("one")(epochs[:, [1]]), family(epochs)["one"])


def test_export_gives_the_same_probabilities_at_any_batch_size(tmp_path):
    onnxruntime = pytest.importorskip("onnxruntime")
    network = UlwSleepNet(3).eval()
    export_onnx(network, (3, 3000), tmp_path / "model.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "model.onnx"))
    for batch in (1, 5, 33):
        epochs = np.random.default_rng(batch).standard_normal((batch, 3, 3000)).astype(np.float32)
        (probabilities,) = session.run(["probabilities"], {"epochs": epochs})
        with torch.no_grad():
            expected = torch.softmax(network(torch.from_numpy(epochs)), dim=1).numpy()
        np.testing.assert_allclose(probabilities, expected, atol=1e-5)
        np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)


def test_parity_check_notices_another_network(tmp_path):
    export_onnx(UlwSleepNet(1).eval(), (1, 3000), tmp_path / "model.onnx")
    other = torch.nn.Sequential(UlwSleepNet(1), torch.nn.Softmax(dim=1)).eval()
    assert largest_difference(other, (1, 3000), tmp_path / "model.onnx") > 1e-4


def test_denormal_weights_become_zero():
    network = UlwSleepNet(1)
    with torch.no_grad():
        network.classifier.layers[1].weight[0, :3] = 1e-40
    assert zero_denormals(network) == 3
    assert (network.classifier.layers[1].weight[0, :3] == 0).all()
