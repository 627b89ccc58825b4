"""Measure Sleepscorer Context.

``python -m sleepscorer.training.evaluate_context MODEL --psg FILE --hypnogram FILE``.

What is measured is what is shipped: the card, the ONNX file and the product's own code.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role
from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.consultation import consult
from sleepscorer.prescoring.model_card import ModelCard, ModelInput, load_card
from sleepscorer.prescoring.preparation import cut_epochs, prepare
from sleepscorer.signals.quality import Look
from sleepscorer.signals.resampling import resample
from sleepscorer.training import metrics
from sleepscorer.training.data.distortions import look_of
from sleepscorer.training.evaluate import Truth, read_recording, sleep_period
from sleepscorer.training.export.context_cards import add_figures

SLEEP_EDF = {
    "Fpz-Cz + EOG": ("EEG Fpz-Cz", "EOG horizontal"),
    "Fpz-Cz": ("EEG Fpz-Cz",),
    "Pz-Oz": ("EEG Pz-Oz",),
    "Fpz-Cz + Pz-Oz + EOG": ("EEG Fpz-Cz", "EEG Pz-Oz", "EOG horizontal"),
}
"""Montages that are measured, with the labels of Sleep-EDF."""
REVIEWED = 0.2
_BINS = 10


def calibration_error(true: NDArray[np.integer], probabilities: NDArray[np.float32]) -> float:
    """Return the expected calibration error of the most probable stage, in ten bins of equal width."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == true
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = [abs(confidence[bins == number].sum() - right[bins == number].sum()) for number in range(_BINS)]
    return float(np.sum(gaps) / max(1, true.size))


def errors_found(true: NDArray[np.integer], probabilities: NDArray[np.float32]) -> float:
    """Return the share of the errors among the least certain 20 % of the epochs, ranked by entropy."""
    entropy = -(probabilities * np.log(np.maximum(probabilities, 1e-9))).sum(axis=1)
    wrong = probabilities.argmax(axis=1) != true
    first = np.argsort(-entropy)[: round(REVIEWED * true.size)]
    return float(wrong[first].sum() / max(1, wrong.sum()))


def figures_of(true: NDArray[np.integer], probabilities: NDArray[np.float32]) -> dict[str, Any]:
    """Return every figure of a card, rounded."""
    scored = true >= 0
    true, probabilities = true[scored], probabilities[scored]
    figures = metrics.figures_of(true, probabilities.argmax(axis=1)) | {
        "ece": calibration_error(true, probabilities),
        "errors_found": errors_found(true, probabilities),
    }
    return metrics.rounded(figures)


def probabilities_of(card: ModelCard, truth: Truth, roles: Sequence[Role]) -> NDArray[np.float32]:
    """Compute the probabilities that the product gives for a recording's channels."""
    first = list(roles).index(Role.EEG)
    eeg_uv, rate_hz = np.asarray(truth.signals_uv[first], np.float32), truth.rates_hz[first]
    look = look_of(eeg_uv, rate_hz)
    variant = replace(card, inputs=tuple(_inputs(card, roles))).low_passed(look, truth.stages.size)
    rows = Classifier(variant).probabilities(epochs_of(variant, truth, roles))
    return rows_with_colleague(variant, eeg_uv, rate_hz, look, rows)


def rows_with_colleague(
    card: ModelCard, eeg_uv: NDArray[np.float32], rate_hz: float, look: Look, rows: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Give the colleague of a card its share in the probabilities of a night, as the product does."""
    if card.colleague is None:
        return rows
    together = consult(card, resample(eeg_uv, rate_hz, card.rate_hz), look, rows)
    return rows if together is None else together


def epochs_of(card: ModelCard, truth: Truth, roles: Sequence[Role]) -> NDArray[np.float32]:
    """Return a recording's channels as the product prepares them, shape (n_epochs, n_channels, n_samples)."""
    channels = [
        prepare(signal, rate, model_input.preparation)
        for signal, rate, model_input in zip(
            truth.signals_uv, truth.rates_hz, _inputs(card, roles), strict=True
        )
    ]
    return cut_epochs(channels, truth.stages.size, card.rate_hz)


def _inputs(card: ModelCard, roles: Sequence[Role]) -> list[ModelInput]:
    return [next(model_input for model_input in card.inputs if model_input.role is role) for role in roles]


def roles_of(labels: Sequence[str]) -> list[Role]:
    """Return the roles of channels with Sleep-EDF's labels."""
    return [Role.EOG if "EOG" in label else Role.EEG for label in labels]


def measure_montage(card: ModelCard, arguments: argparse.Namespace, labels: Sequence[str]) -> dict[str, Any]:
    """Return the figures of one montage within the sleep period."""
    truth = read_recording(arguments.psg, arguments.hypnogram, labels)
    roles = roles_of(labels)
    period = sleep_period(truth.stages)
    if arguments.cut:
        truth = _cut(truth, period)
        period = slice(0, truth.stages.size)
    return figures_of(truth.stages[period], probabilities_of(card, truth, roles)[period])


def _cut(truth: Truth, period: slice) -> Truth:
    signals = [
        signal[round(period.start * 30 * rate) : round(period.stop * 30 * rate)]
        for signal, rate in zip(truth.signals_uv, truth.rates_hz, strict=True)
    ]
    return Truth(signals, truth.rates_hz, truth.stages[period])


def main() -> None:
    """Measure every montage of Sleep-EDF and print JSON."""
    parser = argparse.ArgumentParser(
        prog="python -m sleepscorer.training.evaluate_context", description=__doc__
    )
    parser.add_argument("model", type=Path, help="folder of the model")
    parser.add_argument("--psg", type=Path, required=True)
    parser.add_argument("--hypnogram", type=Path, required=True)
    parser.add_argument("--cut", action="store_true", help="give the model the sleep period alone")
    parser.add_argument("--record", metavar="TITLE", help="put the figures on the card under this title")
    arguments = parser.parse_args()
    card = load_card(arguments.model)
    figures = {name: measure_montage(card, arguments, labels) for name, labels in SLEEP_EDF.items()}
    print(json.dumps(figures, indent=1))
    if arguments.record:
        _record(arguments, figures)


def _record(arguments: argparse.Namespace, measured: dict[str, dict[str, Any]]) -> None:
    command = (
        f"python -m sleepscorer.training.evaluate_context models/{arguments.model.name} "
        f"--psg $SLEEPSCORER_TEST_DATA/sleep-edf/{arguments.psg.name} "
        f"--hypnogram $SLEEPSCORER_TEST_DATA/sleep-edf/{arguments.hypnogram.name}"
    ) + (" --cut" if arguments.cut else "")
    add_figures(
        arguments.model,
        [
            {"measured_on": f"{arguments.record}, {name}", "command": command} | figures
            for name, figures in measured.items()
        ],
    )


if __name__ == "__main__":
    main()
