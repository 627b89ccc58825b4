"""Export to ONNX, checked against the network it came from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from sleepscorer.errors import ModelError

INPUT_NAME = "epochs"
OUTPUT_NAME = "probabilities"
TRACED_BATCH = 2
CHECKED_BATCHES = (1, 7, 64)
LARGEST_DIFFERENCE = 1e-4


class _Probabilities(nn.Module):
    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, epochs: Tensor) -> Tensor:
        return torch.softmax(self.network(epochs), dim=1)


def zero_denormals(network: nn.Module) -> int:
    """Zero the weights too small for a normal float, which slow every processor; count them."""
    smallest = torch.finfo(torch.float32).tiny
    count = 0
    with torch.no_grad():
        for weight in [*network.parameters(), *network.buffers()]:
            if weight.is_floating_point():
                tiny = (weight != 0) & (weight.abs() < smallest)
                count += int(tiny.sum())
                weight[tiny] = 0
    return count


def export_onnx(network: nn.Module, shape: tuple[int, int], path: Path) -> None:
    """Write a network as ONNX with its softmax and a free batch size.

    Parameters
    ----------
    network : torch.nn.Module
        Returns logits.
    shape : tuple of int
        Channels and samples of an epoch.
    path : Path
        Replaced only when the exported model gives what the network gives.
    """
    zero_denormals(network)
    module = _Probabilities(network).eval()
    partial = path.with_suffix(".part")
    torch.onnx.export(
        module,
        (torch.zeros(TRACED_BATCH, *shape),),
        str(partial),
        dynamo=False,
        input_names=[INPUT_NAME],
        output_names=[OUTPUT_NAME],
        dynamic_axes={INPUT_NAME: {0: "batch"}, OUTPUT_NAME: {0: "batch"}},
        opset_version=17,
    )
    difference = largest_difference(module, shape, partial)
    if difference > LARGEST_DIFFERENCE:
        raise ModelError(f"The exported model differs from the trained one by {difference:.2g}; not written.")
    partial.replace(path)


def largest_difference(module: nn.Module, shape: tuple[int, int], path: Path) -> float:
    """Largest difference between a module and its export, over batch sizes it was not traced at."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    random = np.random.default_rng(0)
    largest = 0.0
    for batch in CHECKED_BATCHES:
        epochs = random.standard_normal((batch, *shape), dtype=np.float32)
        (exported,) = session.run([OUTPUT_NAME], {INPUT_NAME: epochs})
        with torch.no_grad():
            expected = module(torch.from_numpy(epochs)).numpy()
        largest = max(largest, float(np.abs(exported - expected).max()))
    return largest
