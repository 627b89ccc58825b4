"""Export of Sleepscorer Context to ONNX with a free number of epochs, checked at several."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from sleepscorer.errors import ModelError
from sleepscorer.prescoring.features import GROUPS, N_CHANNELS, N_COLUMNS
from sleepscorer.training.export.onnx_export import LARGEST_DIFFERENCE, zero_denormals
from sleepscorer.training.networks.context import N_ROLES, Committee, ContextNetwork, Sizes

NUMBERS_NAME, KNOWN_NAME, OUTPUT_NAME = "numbers", "known", "probabilities"
TRACED_EPOCHS = 20
CHECKED_EPOCHS = (1, 60, 961)


class _NightModule(nn.Module):
    """One whole night rather than a batch of sequences."""

    def __init__(self, network: ContextNetwork | Committee) -> None:
        super().__init__()
        self.network = network

    def forward(self, numbers: Tensor, known: Tensor) -> Tensor:
        return self.network.probabilities(numbers, known)


def export_context(network: ContextNetwork | Committee, path: Path) -> None:
    """Write a network as ONNX.

    Parameters
    ----------
    network : ContextNetwork or Committee
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


def import_context(path: Path) -> ContextNetwork:
    """Read a network back from what :func:`export_context` wrote.

    Parameters
    ----------
    path : Path
        Of the ONNX file.

    Returns
    -------
    ContextNetwork
        Its classifier of single epochs, which is not exported, has learnt nothing.

    Raises
    ------
    ModelError
        If the file holds a committee or another kind of network, or the network does not give what the file
        gives.
    """
    import onnx

    tensors = {item.name: _tensor(item) for item in onnx.load(str(path)).graph.initializer}
    matrices = [tensors[name].T for name in tensors if "MatMul" in name]
    if any(name.startswith("network.networks") for name in tensors):
        raise ModelError(f"{path} holds several networks; name one that holds one, or a checkpoint.")
    targets = [*(f"embed.{role}.weight" for role in range(N_ROLES)), "fuse.weight", "classify.weight"]
    known = {name.removeprefix("network."): values for name, values in tensors.items()}
    gates = sorted((name for name in tensors if "GRU" in name), key=_number_in)
    if len(matrices) != len(targets) or not gates:
        raise ModelError(f"{path} holds no network of this kind; name the model.onnx of one.")
    known |= dict(zip(targets, matrices, strict=True))
    known |= _layers([tensors[name] for name in gates])
    network = ContextNetwork(Sizes.of_state(known))
    state = network.state_dict()
    network.load_state_dict(state | {name: known[name] for name in state if name in known})
    if largest_difference(_NightModule(network.eval()), path) > LARGEST_DIFFERENCE:
        raise ModelError(f"{path} could not be read back as the network that was exported.")
    return network


def _number_in(name: str) -> int:
    return int("".join(character for character in name if character.isdigit()))


def _tensor(initializer: Any) -> Tensor:
    from onnx import numpy_helper

    return torch.from_numpy(numpy_helper.to_array(initializer).copy())


def _layers(tensors: Sequence[Tensor]) -> dict[str, Tensor]:
    """Weights of the GRUs, of which ONNX holds both directions together, and the gates in another order."""
    state: dict[str, Tensor] = {}
    for layer in range(len(tensors) // 3):
        biases, inputs, recurrent = tensors[3 * layer : 3 * layer + 3]
        for direction, suffix in enumerate(("", "_reverse")):
            ending = f"_l{layer}{suffix}"
            first, second = biases[direction].chunk(2)
            state |= {
                f"context.weight_ih{ending}": _gates(inputs[direction]),
                f"context.weight_hh{ending}": _gates(recurrent[direction]),
                f"context.bias_ih{ending}": _gates(first),
                f"context.bias_hh{ending}": _gates(second),
            }
    return state


def _gates(weights: Tensor) -> Tensor:
    update, reset, new = weights.chunk(3)
    return torch.cat([reset, update, new])


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
