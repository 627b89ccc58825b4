"""Export of Sleepscorer Context to ONNX with a free number of epochs, checked at several."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from sleepscorer.errors import ModelError
from sleepscorer.prescoring.features import GROUPS, N_CHANNELS, N_COLUMNS
from sleepscorer.training.export.onnx_export import LARGEST_DIFFERENCE, zero_denormals
from sleepscorer.training.networks.context import ContextNetwork

NUMBERS_NAME, KNOWN_NAME, OUTPUT_NAME = "numbers", "known", "probabilities"
TRACED_EPOCHS = 20
CHECKED_EPOCHS = (1, 60, 961)


class _NightModule(nn.Module):
    """One whole night rather than a batch of sequences."""

    def __init__(self, network: ContextNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, numbers: Tensor, known: Tensor) -> Tensor:
        return self.network.probabilities(numbers, known)


def export_context(network: ContextNetwork, path: Path) -> None:
    """Write a network as ONNX.

    Parameters
    ----------
    network : ContextNetwork
    path : Path
        Replaced only when the exported model gives what the network gives.
    """
    zero_denormals(network)
    module = _NightModule(network).eval()
    partial = path.with_suffix(".part")
    torch.onnx.export(
        module,
        (torch.zeros(TRACED_EPOCHS, N_CHANNELS, N_COLUMNS), torch.ones(N_CHANNELS, len(GROUPS))),
        str(partial),
        dynamo=False,
        input_names=[NUMBERS_NAME, KNOWN_NAME],
        output_names=[OUTPUT_NAME],
        dynamic_axes={NUMBERS_NAME: {0: "epochs"}, OUTPUT_NAME: {0: "epochs"}},
        opset_version=17,
    )
    difference = largest_difference(module, partial)
    if difference > LARGEST_DIFFERENCE:
        raise ModelError(f"The exported model differs from the trained one by {difference:.2g}; not written.")
    partial.replace(path)


def largest_difference(module: nn.Module, path: Path) -> float:
    """Return the largest difference between a module and its export, over lengths it was not traced at."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    random = np.random.default_rng(0)
    largest = 0.0
    for epochs in CHECKED_EPOCHS:
        numbers = random.standard_normal((epochs, N_CHANNELS, N_COLUMNS), dtype=np.float32)
        known = (random.random((N_CHANNELS, len(GROUPS))) < 0.6).astype(np.float32)
        known[0, 0] = 1
        (exported,) = session.run([OUTPUT_NAME], {NUMBERS_NAME: numbers, KNOWN_NAME: known})
        with torch.no_grad():
            expected = module(torch.from_numpy(numbers), torch.from_numpy(known)).numpy()
        largest = max(largest, float(np.abs(exported - expected).max()))
    return largest
