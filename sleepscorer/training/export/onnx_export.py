"""Export to ONNX, checked against the network it came from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from sleepscorer.errors import ModelError
from sleepscorer.training.networks.sequence_head import LogProbabilities

INPUT_NAME = "epochs"
OUTPUT_NAME = "probabilities"
LOGS_NAME = "logs"
TRACED_BATCH = 2
CHECKED_BATCHES = (1, 7, 64)
LARGEST_DIFFERENCE = 1e-4
SMALLEST_HALVED = 4096
"""Weights of a matrix that it pays to store with 16 bits."""


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


def export_onnx(
    network: nn.Module,
    shape: tuple[int, int],
    path: Path,
    *,
    largest: float = LARGEST_DIFFERENCE,
    half: bool = False,
) -> float:
    """Write a network as ONNX with its softmax and a free number of epochs.

    Parameters
    ----------
    network : torch.nn.Module
        Returns logits of epochs, of a batch or consecutive ones.
    shape : tuple of int
        Channels and samples of an epoch.
    path : Path
        Replaced only when the exported model gives what the network gives.
    largest : float
        Difference of a probability that is let pass.
    half : bool
        Whether large weights are stored with 16 bits; they are computed with in 32.

    Returns
    -------
    float
        Largest difference of a probability, over numbers of epochs it was not traced at.
    """
    zero_denormals(network)
    module = _Probabilities(network).eval()
    partial = path.with_suffix(".part")
    _trace(module, shape, partial, OUTPUT_NAME)
    if half:
        store_as_half(partial)
    difference = largest_difference(module, shape, partial)
    if difference > largest:
        raise ModelError(f"The exported model differs from the trained one by {difference:.2g}; not written.")
    partial.replace(path)
    return difference


def export_logs(network: nn.Module, shape: tuple[int, int], path: Path) -> None:
    """Write what gives a network's log-probabilities as ONNX, to run it over whole nights fast."""
    _trace(LogProbabilities(network).eval(), shape, path, LOGS_NAME)


def _trace(module: nn.Module, shape: tuple[int, int], path: Path, output: str) -> None:
    torch.onnx.export(
        module,
        (torch.zeros(TRACED_BATCH, *shape),),
        str(path),
        dynamo=False,
        input_names=[INPUT_NAME],
        output_names=[output],
        dynamic_axes={INPUT_NAME: {0: "batch"}, output: {0: "batch"}},
        opset_version=17,
    )


def store_as_half(path: Path) -> None:
    """Store the large weights of an ONNX file with 16 bits, each followed by a cast to 32.

    onnxruntime does the casts once, when it loads the file.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(str(path))
    casts = []
    for weight in model.graph.initializer:
        if weight.data_type != TensorProto.FLOAT or np.prod(weight.dims) < SMALLEST_HALVED:
            continue
        name = weight.name
        halved = numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), f"{name}_16")
        weight.CopyFrom(halved)
        casts.append(helper.make_node("Cast", [halved.name], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, str(path))


def largest_difference(module: nn.Module, shape: tuple[int, int], path: Path) -> float:
    """Return the largest difference of a module and its export, over batch sizes it was not traced at."""
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
