"""Agreement of a recording's stages with its chin EMG, without it, and with a dead one.

``python -m sleepscorer.training.experiments.chin_check FILE.edf`` scores a recording with a real chin EMG, of
which no expert's stages are needed: chin EMG was learnt from simulation alone, so a real one must not change
what is REM, nor may its loss.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role
from sleepscorer.prescoring.prescore import DEFAULT_MODEL, prescore
from sleepscorer.recording import open_recording
from sleepscorer.recording.memory import MemoryRecording
from sleepscorer.stages import EPOCH_SECONDS, Stage
from sleepscorer.statistics import agreement

Signals = dict[str, NDArray[np.float64]]


def ways(signals: Signals, chin: list[str]) -> dict[str, Signals]:
    """Return the signals as recorded, without chin EMG, and with one that is dead, wholly or from half on."""
    half = {
        label: np.where(np.arange(signal.size) < signal.size // 2, signal, 0.0) if label in chin else signal
        for label, signal in signals.items()
    }
    return {
        "chin EMG": signals,
        "none": {label: signal for label, signal in signals.items() if label not in chin},
        "dead": {label: signal * (label not in chin) for label, signal in signals.items()},
        "dead from half on": half,
    }


def compare(signals: Signals, chin: list[str], score: Callable[[Signals], NDArray[np.integer]]) -> list[str]:
    """Return the lines of a table: epochs of REM, and agreement with the stages as recorded."""
    stages = {name: score(given) for name, given in ways(signals, chin).items()}
    first = stages["chin EMG"]
    lines = [
        "| chin EMG | epochs of REM | of them REM as recorded | epochs alike | kappa |",
        "|---|---|---|---|---|",
    ]
    for name, own in stages.items():
        rem = own == Stage.R
        alike = float((own == first).mean())
        both = int((rem & (first == Stage.R)).sum())
        kappa = agreement(first, own).kappa
        lines.append(f"| {name} | {int(rem.sum())} | {both} | {alike:.0%} | {kappa:.3f} |")
    return lines


def main() -> None:
    """Print the table of a recording."""
    parser = argparse.ArgumentParser(
        prog="python -m sleepscorer.training.experiments.chin_check", description=__doc__
    )
    parser.add_argument("recording", type=Path)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    asked = parser.parse_args()
    recording = open_recording(asked.recording)
    traces = [trace for trace in recording.traces if trace.role in (Role.EEG, Role.EOG, Role.EMG)]
    read = recording.read_derivations(traces, 0, recording.n_epochs * EPOCH_SECONDS)
    rates = {trace.label: recording.rate_of(trace) for trace in traces}
    signals = {trace.label: page.astype(float) for trace, page in zip(traces, read, strict=True)}
    chin = [trace.label for trace in traces if trace.role is Role.EMG]

    def score(given: Signals) -> NDArray[np.integer]:
        shown = MemoryRecording(list(given.values()), list(given), [rates[label] for label in given])
        return np.asarray(prescore(shown, asked.model).probabilities.argmax(axis=1))

    print("\n".join(compare(signals, chin, score)))


if __name__ == "__main__":
    main()
