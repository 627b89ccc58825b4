"""Networks on the CPU through onnxruntime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import ModelError
from sleepscorer.messages import Message, joined
from sleepscorer.prescoring.model_card import ModelCard
from sleepscorer.prescoring.onnx_bytes import names_other_files
from sleepscorer.prescoring.windows import Window, cut_windows

BATCH_EPOCHS = 8
"""Small batches stay in the processor's cache: faster than large ones, and in half the memory."""


class Classifier:
    """A loaded network.

    Parameters
    ----------
    card : ModelCard
    threads : int
        Threads of one run. In a batch processes scale better than threads.

    Raises
    ------
    ModelError
        If the network is not what its card says.
    """

    def __init__(self, card: ModelCard, threads: int = 1) -> None:
        self.card, self._threads = card, threads
        self._session = _session(card, threads)
        _check_shapes(card, self._session)

    def probabilities(
        self, epochs: NDArray[np.float32], progress: Callable[[float], None] = lambda fraction: None
    ) -> NDArray[np.float32]:
        """Return the stage probabilities of prepared epochs.

        Parameters
        ----------
        epochs : ndarray of float32, shape (n_epochs, n_channels, n_samples)
        progress : callable
            Told the fraction done after each batch; may raise to stop.

        Returns
        -------
        ndarray of float32, shape (n_epochs, 5)
            W N1 N2 N3 R; rows sum to 1.
        """
        if self.card.front_end != "raw":
            from sleepscorer.prescoring.whole_night import score_night  # what a window does without at first

            roles = [model_input.role for model_input in self.card.inputs]
            rows = score_night(epochs, roles, self.run_night, self._threads)
            progress(1.0)
            return rows
        parts = [np.zeros((0, 5), np.float32)]
        for window in self._windows(len(epochs)):
            shown = np.ascontiguousarray(epochs[window.shown])
            outputs = self._session.run([self.card.output_name], {self.card.input_name: shown})
            kept = slice(window.kept.start - window.shown.start, window.kept.stop - window.shown.start)
            parts.append(np.asarray(outputs[0], np.float32)[kept])
            progress(window.kept.stop / len(epochs))
        return np.concatenate(parts)

    def _windows(self, n_epochs: int) -> list[Window]:
        if self.card.context_epochs:
            return cut_windows(n_epochs, self.card.context_epochs, self.card.margin_epochs)
        return cut_windows(n_epochs, BATCH_EPOCHS, 0)

    def run_night(self, numbers: NDArray[np.float32], known: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the stage probabilities from numbers of a whole night, of a network that reads those.

        Parameters
        ----------
        numbers : ndarray of float32, shape (n_epochs, 4, N_COLUMNS)
        known : ndarray of float32, shape (4, len(GROUPS))
            1 for groups that are known, else 0.

        Returns
        -------
        ndarray of float32, shape (n_epochs, 5)
        """
        fed = {self.card.input_name: numbers, self.card.known_name: known}
        return np.asarray(self._session.run([self.card.output_name], fed)[0], np.float32)


def _session(card: ModelCard, threads: int) -> Any:
    import onnxruntime

    _check_contained(card)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(card.network, options, providers=["CPUExecutionProvider"])
    except ModelError:
        raise
    except Exception as error:  # onnxruntime's own exceptions share no base class
        raise ModelError(
            Message(
                "The network of {name} cannot be loaded ({reason}); install the model again.",
                name=card.name,
                reason=type(error).__name__,
            )
        ) from error


def _check_contained(card: ModelCard) -> None:
    """Refuse a network that would read other files: it may come from anywhere."""
    try:
        if not names_other_files(card.network):
            return
    except ValueError as error:
        raise ModelError(
            Message(
                "The network of {name} is not an ONNX network ({reason}); install the model again.",
                name=card.name,
                reason=error,
            )
        ) from error
    raise ModelError(
        Message(
            "The network of {name} keeps weights in other files, which is not allowed; export "
            "it into one file.",
            name=card.name,
        )
    )


def _check_shapes(card: ModelCard, session: Any) -> None:
    inputs = {tensor.name: tensor.shape for tensor in session.get_inputs()}
    outputs = {tensor.name: tensor.shape for tensor in session.get_outputs()}
    expected = _expected_inputs(card)
    if {name: inputs.get(name, [])[-2:] for name in expected} != expected:
        raise ModelError(
            Message(
                "The network of {name} takes {inputs}, its card says {expected}; install the model again.",
                name=card.name,
                inputs=inputs,
                expected=joined(
                    (
                        Message("{count} channels of {size} numbers", count=count, size=size)
                        for count, size in expected.values()
                    ),
                    " + ",
                ),
            )
        )
    if outputs.get(card.output_name, [])[1:] != [5]:
        raise ModelError(
            Message(
                "The network of {name} does not give five stages; install the model again.", name=card.name
            )
        )


def _expected_inputs(card: ModelCard) -> dict[str, list[int]]:
    """Last two sizes of every input the card speaks of."""
    if card.front_end == "raw":
        return {card.input_name: [len(card.inputs), round(30 * card.rate_hz)]}
    from sleepscorer.prescoring.features import GROUPS, N_CHANNELS, N_COLUMNS

    return {card.input_name: [N_CHANNELS, N_COLUMNS], card.known_name: [N_CHANNELS, len(GROUPS)]}
