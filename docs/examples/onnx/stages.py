"""Stages of a night from a model's file alone: onnxruntime, numpy and scipy, without sleepscorer.

    python stages.py models/msa-cnn-small-1 night.npy

night.npy holds microvolts at the rate of the card (100 Hz), shape (n_channels, n_samples), the channels in
the order of its inputs. Prints a stage for each epoch of 30 s.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from scipy.signal import butter, sosfiltfilt


def prepared(signal, how, rate_hz):
    """Filter forwards and backwards, clip at 1000 microvolts, divide: what the card says of an input."""
    corners = [corner for corner in (how["low_hz"], how["high_hz"]) if corner]
    kind = {2: "bandpass", 1: "highpass" if how["low_hz"] else "lowpass"}.get(len(corners))
    if kind:
        sos = butter(
            how["order"], corners if kind == "bandpass" else corners[0], kind, fs=rate_hz, output="sos"
        )
        signal = sosfiltfilt(sos, signal)
    if how["scaling"] == "recording_iqr":
        low, median, high = np.percentile(signal, [25, 50, 75])
        return np.clip((signal - median) / max((high - low) / 1.349, 1e-3), -20, 20)
    return np.clip(signal, -1000, 1000) / how["divisor_uv"]


def probabilities(folder, signals_uv):
    """Return the probabilities of W N1 N2 N3 R, shape (n_epochs, 5)."""
    card = json.loads((Path(folder) / "card.json").read_text())
    rate_hz, length = card["sampling_rate_hz"], 30 * card["sampling_rate_hz"]
    night = np.stack([prepared(*pair, rate_hz) for pair in zip(signals_uv, card["inputs"], strict=True)])
    n_epochs = night.shape[1] // length
    epochs = night[:, : n_epochs * length].reshape(len(night), n_epochs, length).swapaxes(0, 1)
    session = onnxruntime.InferenceSession(Path(folder) / card["file"])
    fed = np.ascontiguousarray(epochs, np.float32)
    parts = [
        session.run([card["output_name"]], {card["input_name"]: fed[i : i + 8]})[0]
        for i in range(0, n_epochs, 8)
    ]
    return np.concatenate(parts)


if __name__ == "__main__":
    for row in probabilities(sys.argv[1], np.load(sys.argv[2])):
        print(["W", "N1", "N2", "N3", "R"][row.argmax()])
