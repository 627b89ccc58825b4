"""Measure a model folder: ``python -m sleepscorer.training.evaluate MODEL --psg F --hypnogram F``.

Everything is read from the card and the ONNX file, so that what is measured is what is shipped.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import HypnogramError, ModelError
from sleepscorer.prescoring.preparation import Preparation, cut_epochs, prepare
from sleepscorer.simulation.night import SimulatedNight, simulate_night
from sleepscorer.stages import EPOCH_SECONDS, Stage, stage_from_text
from sleepscorer.training.metrics import agreement

MARGIN_EPOCHS = 60
"""Epochs of wake kept before the first and after the last epoch of sleep."""
BATCH = 64


@dataclass(frozen=True)
class Truth:
    """Signals in microvolts, one per input of a model, and the stages a human gave."""

    signals_uv: list[NDArray[np.floating[Any]]]
    rates_hz: list[float]
    stages: NDArray[np.int8]


class ShippedModel:
    """A model as it lies in its folder.

    Parameters
    ----------
    folder : Path
        Holds ``card.json`` and the file the card names.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        self.card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        path = str(folder / self.card["file"])
        self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.roles: list[str] = [channel["role"] for channel in self.card["inputs"]]

    def stages(self, truth: Truth) -> NDArray[np.int8]:
        """Most probable stage of every epoch."""
        rate_hz = float(self.card["sampling_rate_hz"])
        channels = [
            prepare(signal, rate, _preparation(channel, rate_hz))
            for signal, rate, channel in zip(
                truth.signals_uv, truth.rates_hz, self.card["inputs"], strict=True
            )
        ]
        epochs = cut_epochs(channels, truth.stages.size, rate_hz)
        batches = (epochs[start : start + BATCH] for start in range(0, len(epochs), BATCH))
        names = [self.card["output_name"]]
        outputs = [self._session.run(names, {self.card["input_name"]: batch})[0] for batch in batches]
        return np.concatenate(outputs).argmax(axis=1).astype(np.int8)


def _preparation(channel: dict[str, Any], rate_hz: float) -> Preparation:
    return Preparation(
        channel["low_hz"],
        channel["high_hz"],
        channel["order"],
        rate_hz,
        channel["scaling"],
        channel["divisor_uv"],
    )


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
    """Epochs from ``margin_epochs`` before the first to as many after the last epoch of sleep."""
    asleep = np.flatnonzero(stages > Stage.W)
    if not asleep.size:
        raise HypnogramError(
            "The hypnogram has no epoch of sleep, so there is no sleep period to measure on."
        )
    return slice(max(0, int(asleep[0]) - margin_epochs), int(asleep[-1]) + margin_epochs + 1)


def measure_recording(folder: Path, truth: Truth) -> dict[str, Any]:
    """Figures of a model on one scored recording, within its sleep period."""
    period = sleep_period(truth.stages)
    predicted = ShippedModel(folder).stages(truth)
    return asdict(agreement(truth.stages[period], predicted[period]))


def measure_nights(folder: Path, nights: Iterable[SimulatedNight]) -> dict[str, Any]:
    """Figures of a model on simulated or rebuilt nights, all epochs pooled."""
    model = ShippedModel(folder)
    true, predicted = [], []
    for night in nights:
        signals = _pick(night, model.roles)
        truth = Truth(signals, [float(night.rate_hz)] * len(signals), night.stages)
        true.append(night.stages)
        predicted.append(model.stages(truth))
    return asdict(agreement(np.concatenate(true), np.concatenate(predicted)))


def _pick(night: SimulatedNight, roles: Sequence[str]) -> list[NDArray[np.floating[Any]]]:
    """Channels of a simulated night that fill the roles, the two EEGs in order."""
    places = {"EEG": iter((0, 1)), "EOG": iter((2,)), "EMG": iter((3,))}
    return [night.signals_uv[next(places[role])] for role in roles]


def rounded(figures: dict[str, Any]) -> dict[str, Any]:
    """Round figures to four decimals."""
    f1 = {stage: round(value, 4) for stage, value in figures["f1"].items()}
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in figures.items()} | {
        "f1": f1
    }


def default_channels(roles: Sequence[str]) -> list[str]:
    """Sleep-EDF's labels for the roles of a model."""
    eeg = iter(("EEG Fpz-Cz", "EEG Pz-Oz"))
    return [
        next(eeg) if role == "EEG" else {"EOG": "EOG horizontal", "EMG": "EMG submental"}[role]
        for role in roles
    ]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``evaluate``."""
    parser.add_argument("model", type=Path, help="folder of the model")
    parser.add_argument("--psg", type=Path, help="recording (EDF)")
    parser.add_argument("--hypnogram", type=Path, help="its stages (EDF+ annotations)")
    parser.add_argument("--channels", nargs="+", help="one label per input; Sleep-EDF's if not given")
    parser.add_argument("--simulated", nargs=2, type=int, metavar=("FIRST", "COUNT"), help="seeds of nights")
    parser.add_argument("--rebuilt", type=Path, metavar="DATA", help="held-out persons, rebuilt from DATA")


def main(arguments: argparse.Namespace) -> int:
    """Measure and print JSON."""
    if arguments.psg and arguments.hypnogram:
        roles = ShippedModel(arguments.model).roles
        channels = arguments.channels or default_channels(roles)
        figures = measure_recording(
            arguments.model, read_recording(arguments.psg, arguments.hypnogram, channels)
        )
    elif arguments.simulated:
        first, count = arguments.simulated
        figures = measure_nights(arguments.model, (simulate_night(first + at) for at in range(count)))
    elif arguments.rebuilt:
        figures = measure_nights(arguments.model, held_out_nights(arguments.rebuilt))
    else:
        raise ModelError("Nothing to measure on: give --psg and --hypnogram, --simulated or --rebuilt.")
    print(json.dumps(rounded(figures), indent=2))
    return 0


def held_out_nights(data_dir: Path) -> Iterable[SimulatedNight]:
    """Rebuild the nights of the held-out persons, one after another."""
    from sleepscorer.simulation.rebuilding import rebuild_night
    from sleepscorer.training.features import night_names, read_measured_night

    for name in night_names(data_dir, held_out=True):
        measured = read_measured_night(data_dir, name)
        yield rebuild_night(0, measured.stages, measured.channels)


if __name__ == "__main__":
    _parser = argparse.ArgumentParser(prog="python -m sleepscorer.training.evaluate", description=__doc__)
    add_arguments(_parser)
    raise SystemExit(main(_parser.parse_args()))
