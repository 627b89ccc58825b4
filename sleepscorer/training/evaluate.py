"""Measure a model folder: ``python -m sleepscorer.training.evaluate MODEL ... --psg F --hypnogram F``.

Everything is read from the card and the ONNX file, so that what is measured is what is shipped.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import HypnogramError, ModelError
from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.model_card import load_card
from sleepscorer.prescoring.preparation import cut_epochs, prepare
from sleepscorer.simulation.night import SimulatedNight, simulate_night
from sleepscorer.simulation.rebuilt_night import rebuild_night
from sleepscorer.stages import EPOCH_SECONDS, Stage, stage_from_text
from sleepscorer.training.data.features import night_names, read_measured_night
from sleepscorer.training.data.locations import ENVIRONMENT, data_directory
from sleepscorer.training.export.cards import add_figure
from sleepscorer.training.metrics import figures_of, rounded

MARGIN_EPOCHS = 60
"""Epochs of wake kept before the first and after the last epoch of sleep."""

Signal = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Truth:
    """Signals in microvolts, one per input of a model, and the stages a human gave."""

    signals_uv: list[Signal]
    rates_hz: list[float]
    stages: NDArray[np.int8]


class ShippedModel:
    """A model as it lies in its folder, run as the product runs it.

    Parameters
    ----------
    folder : Path
        Holds ``card.json`` and the file the card names.
    """

    def __init__(self, folder: Path) -> None:
        self.card = load_card(folder)
        self._classifier = Classifier(self.card)
        self.roles: list[str] = [model_input.role.value for model_input in self.card.inputs]

    def stages(self, truth: Truth) -> NDArray[np.int8]:
        """Return the most probable stage of every epoch."""
        channels = [
            prepare(signal, rate, model_input.preparation)
            for signal, rate, model_input in zip(
                truth.signals_uv, truth.rates_hz, self.card.inputs, strict=True
            )
        ]
        epochs = cut_epochs(channels, truth.stages.size, self.card.rate_hz)
        return np.asarray(self._classifier.probabilities(epochs).argmax(axis=1), dtype=np.int8)


def read_recording(psg: Path, hypnogram: Path, channels: Sequence[str]) -> Truth:
    """Read the named channels of an EDF and the stages of its EDF+ hypnogram."""
    import mne

    raw = mne.io.read_raw_edf(psg, include=list(dict.fromkeys(channels)), verbose="error")
    missing = [name for name in channels if name not in raw.ch_names]
    if missing:
        raise ModelError(
            f"{psg.name} has no channel {', '.join(missing)}. Name its channels with --channels."
        )
    signals = [raw.get_data(picks=[name])[0] * 1e6 for name in channels]
    rate_hz = float(raw.info["sfreq"])
    stages = _read_stages(hypnogram, int(raw.n_times / rate_hz // EPOCH_SECONDS))
    return Truth(signals, [rate_hz] * len(signals), stages)


def _read_stages(hypnogram: Path, n_epochs: int) -> NDArray[np.int8]:
    import mne

    stages = np.full(n_epochs, Stage.UNSCORED, dtype=np.int8)
    notes = mne.read_annotations(hypnogram)
    for onset, duration, text in zip(notes.onset, notes.duration, notes.description, strict=True):
        stage = stage_from_text(str(text))
        if stage is not None:
            first = round(float(onset) / EPOCH_SECONDS)
            stages[first : first + round(float(duration) / EPOCH_SECONDS)] = stage
    return stages


def sleep_period(stages: NDArray[np.int8], margin_epochs: int = MARGIN_EPOCHS) -> slice:
    """Return the epochs from ``margin_epochs`` before the first to as many after the last epoch of sleep."""
    asleep = np.flatnonzero(stages > Stage.W)
    if not asleep.size:
        raise HypnogramError("The hypnogram has no epoch of sleep: there is no sleep period to measure on.")
    return slice(max(0, int(asleep[0]) - margin_epochs), int(asleep[-1]) + margin_epochs + 1)


def measure_recording(folder: Path, truth: Truth) -> dict[str, Any]:
    """Return the figures of a model on one scored recording, within its sleep period."""
    period = sleep_period(truth.stages)
    predicted = ShippedModel(folder).stages(truth)
    return figures_of(truth.stages[period], predicted[period])


def measure_nights(folders: Sequence[Path], nights: Iterable[SimulatedNight]) -> list[dict[str, Any]]:
    """Return the figures of models on simulated or rebuilt nights, all epochs pooled."""
    models = [ShippedModel(folder) for folder in folders]
    true: list[NDArray[np.int8]] = []
    predicted: list[list[NDArray[np.int8]]] = [[] for _ in models]
    for night in nights:
        true.append(night.stages)
        for model, stages in zip(models, predicted, strict=True):
            stages.append(model.stages(_as_truth(night, model.roles)))
    return [figures_of(np.concatenate(true), np.concatenate(stages)) for stages in predicted]


def _as_truth(night: SimulatedNight, roles: Sequence[str]) -> Truth:
    """Channels of a simulated night that fill the roles, the two EEGs in order."""
    places = {"EEG": iter((0, 1)), "EOG": iter((2,)), "EMG": iter((3,))}
    signals: list[Signal] = [night.signals_uv[next(places[role])] for role in roles]
    return Truth(signals, [float(night.rate_hz)] * len(signals), night.stages)


def default_channels(roles: Sequence[str]) -> list[str]:
    """Return Sleep-EDF's labels for the roles of a model."""
    labels = {"EEG": iter(("EEG Fpz-Cz", "EEG Pz-Oz")), "EOG": iter(("EOG horizontal",))}
    labels["EMG"] = iter(("EMG submental",))
    return [next(labels[role]) for role in roles]


def held_out_nights(data_dir: Path) -> Iterable[SimulatedNight]:
    """Rebuild the nights of the held-out persons, one after another."""
    for name in night_names(data_dir, held_out=True):
        measured = read_measured_night(data_dir, name)
        yield rebuild_night(0, measured.stages, measured.channels)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``evaluate``."""
    parser.add_argument("models", type=Path, nargs="+", help="folders of models")
    parser.add_argument("--psg", type=Path, help="recording (EDF)")
    parser.add_argument("--hypnogram", type=Path, help="its stages (EDF+ annotations)")
    parser.add_argument("--channels", nargs="+", help="one label per input; Sleep-EDF's if not given")
    parser.add_argument("--simulated", nargs=2, type=int, metavar=("FIRST", "COUNT"), help="seeds of nights")
    parser.add_argument("--rebuilt", type=Path, metavar="DATA", help="held-out persons, rebuilt from DATA")
    parser.add_argument("--record", metavar="TITLE", help="put the figures on the cards under this title")


def main(arguments: argparse.Namespace) -> int:
    """Measure and print JSON."""
    figures = {
        folder.name: rounded(result)
        for folder, result in zip(arguments.models, _measure(arguments), strict=True)
    }
    print(json.dumps(figures, indent=2))
    if arguments.record:
        for folder in arguments.models:
            figure = {"measured_on": arguments.record} | figures[folder.name]
            add_figure(folder, figure | {"command": _command(folder.name, arguments)})
    return 0


def _measure(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    models: list[Path] = arguments.models
    if arguments.psg and arguments.hypnogram:
        return [_measure_file(folder, arguments) for folder in models]
    if arguments.simulated:
        first, count = arguments.simulated
        return measure_nights(models, (simulate_night(first + at) for at in range(count)))
    if arguments.rebuilt:
        return measure_nights(models, held_out_nights(arguments.rebuilt))
    raise ModelError("Nothing to measure on: give --psg and --hypnogram, --simulated or --rebuilt.")


def _measure_file(folder: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    channels = arguments.channels or default_channels(ShippedModel(folder).roles)
    return measure_recording(folder, read_recording(arguments.psg, arguments.hypnogram, channels))


def _command(name: str, arguments: argparse.Namespace) -> str:
    """Command that measures again, with the data folder as a variable."""
    parts = ["python -m sleepscorer.training.evaluate", f"models/{name}"]
    if arguments.psg:
        parts += [f"--psg {_portable(arguments.psg)} --hypnogram {_portable(arguments.hypnogram)}"]
    elif arguments.simulated:
        parts += ["--simulated {} {}".format(*arguments.simulated)]
    else:
        parts += [f"--rebuilt {_portable(arguments.rebuilt)}"]
    return " ".join(parts)


def _portable(path: Path) -> str:
    inside = path.resolve().relative_to(data_directory().resolve())
    return f"${ENVIRONMENT}/{inside.as_posix()}" if inside.parts else f"${ENVIRONMENT}"


if __name__ == "__main__":
    _parser = argparse.ArgumentParser(prog="python -m sleepscorer.training.evaluate", description=__doc__)
    add_arguments(_parser)
    raise SystemExit(main(_parser.parse_args()))
