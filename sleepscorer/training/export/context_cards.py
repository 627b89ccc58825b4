"""The card of Sleepscorer Context: ``card.json`` for the program, ``CARD.md`` for people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sleepscorer.stages import EPOCH_SECONDS, SCORED_STAGES
from sleepscorer.training.data.distortions import PREPARATION
from sleepscorer.training.export.context_export import KNOWN_NAME, NUMBERS_NAME, OUTPUT_NAME

NAME = "sleepscorer-context"
ROLES = ("EEG", "EEG", "EOG", "EMG")
AMPLITUDES_UV = {"EEG": [0.5, 200], "EOG": [0.5, 200], "EMG": [0.05, 500]}
"""Standard deviation within a second; beyond, version 2 fell below a kappa of .80 on the sample night."""
SOURCES = [
    "Statistics and stages of 77 people of Sleep-EDF Expanded (PhysioNet, ODC-By 1.0), without subject 00",
    "Nights rebuilt from those statistics, and simulated nights (sleepscorer.simulation)",
    "What YASA (BSD-3-Clause), RobustSleepNet (MIT) and SeqSleepNet of PhysioEx (MIT) said of such nights to "
    "version 2, what YASA says of others, and what versions 2 and 3 say of them",
    "Wake and N3 epochs of the St Vincent's / UCD Sleep Apnea Database (PhysioNet, ODC-By 1.0)",
    "Stage dynamics of the scorings of DOD-H and DOD-O published with RobustSleepNet (MIT)",
]

_LIMITS = (
    "The people learnt from were healthy, aged 25 to 101, recorded at one site with Fpz-Cz, Pz-Oz and one "
    "EOG; other derivations, sites, chin EMG and disease are known from simulation, and from the wake and N3 "
    "of 19 patients with sleep apnoea. What filters, noise and low rates cost was measured on rebuilt and "
    "simulated nights, and on tables shifted alike (docs/validation/distortions.md). N1 is the least certain "
    "stage, as among human scorers. Recordings of less than half an hour give little to "
    "compare with, and N2 in them is taken for N3 now and then."
)
_MEANING = (
    "ECE: expected calibration error. Found: share of the errors among the least certain 20 % of the "
    "epochs. Measured with:"
)


def make_card(file: Path, parameters: int, training: Mapping[str, Any]) -> dict[str, Any]:
    """Return the card without figures.

    Parameters
    ----------
    file : Path
        The ONNX file.
    parameters : int
        Trainable parameters.
    training : mapping
        What it was trained on and how.
    """
    channel = {
        "low_hz": PREPARATION.low_hz,
        "high_hz": PREPARATION.high_hz,
        "order": PREPARATION.order,
        "scaling": PREPARATION.scaling,
        "divisor_uv": PREPARATION.divisor_uv,
    }
    return {
        "format": 1,
        "name": NAME,
        "family": NAME,
        "title": "Sleepscorer Context",
        "version": "4",
        "source": "sleepscorer",
        "license": "BSD-3-Clause",
        "file": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "trainable_parameters": parameters,
        "epoch_seconds": EPOCH_SECONDS,
        "stages": [stage.name for stage in SCORED_STAGES],
        "sampling_rate_hz": 100,
        "unit": "uV",
        "context_epochs": "night",
        "front_end": "spectral-2",
        "inputs": [{"role": role, **channel, "amplitude_uv": AMPLITUDES_UV[role]} for role in ROLES],
        "input_name": NUMBERS_NAME,
        "known_name": KNOWN_NAME,
        "output_name": OUTPUT_NAME,
        "training": dict(training),
        "figures": [],
    }


def write_card(folder: Path, card: Mapping[str, Any]) -> None:
    """Write both forms of a card into a model's folder."""
    (folder / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    (folder / "CARD.md").write_text(render(card), encoding="utf-8")


def add_figures(folder: Path, figures: Sequence[Mapping[str, Any]]) -> None:
    """Put figures on a model's card, in place of older ones measured on the same."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    new = {figure["measured_on"] for figure in figures}
    card["figures"] = [old for old in card["figures"] if old["measured_on"] not in new] + list(figures)
    write_card(folder, card)


def render(card: Mapping[str, Any]) -> str:
    """Render a card in Markdown."""
    parts = [
        f"# {card['title']}",
        _introduction(card),
        "## Input and output",
        _inputs(card),
        "## Training",
        str(card["training"]["description"]),
        "## Figures",
        _figures(card),
        "## Limits",
        _LIMITS,
        "## Data and licence",
        "\n".join(f"- {source}" for source in card["training"]["data"]),
        f"Weights: {card['license']}.",
    ]
    return "\n\n".join(parts) + "\n"


def _introduction(card: Mapping[str, Any]) -> str:
    what = (
        f"A network of our own and {card['colleague']['model']}, which reads the first EEG, together"
        if "colleague" in card
        else "A network of our own"
    )
    return (
        f"Scores {card['epoch_seconds']} s epochs of sleep as W, N1, N2, N3 or R from one or two EEGs, "
        f"with or without EOG and chin EMG, reading the whole night at once. {what} with "
        f"{card['trainable_parameters']:,} trainable parameters."
    )


def _inputs(card: Mapping[str, Any]) -> str:
    return (
        f"`{card['input_name']}`: float32 (epochs, 4, columns), what "
        "`sleepscorer.prescoring.features.describe` gives for EEG, EEG, EOG and EMG. "
        f"`{card['known_name']}`: float32 (4, groups), 1 where a group of numbers of a channel is known; "
        "a channel that was not recorded is marked so and never made up. "
        f"`{card['output_name']}`: float32 (epochs, 5), probabilities of {' '.join(card['stages'])}, "
        "calibrated by one temperature.\n\n"
        f"Signals are resampled to {card['sampling_rate_hz']} Hz and high-passed at "
        f"{card['inputs'][0]['low_hz']:g} Hz (zero-phase). {_low_pass(card)}"
        "Most numbers are compared with the rest of the recording, so that gain and polarity hardly matter. "
        "Taken are channels whose standard deviation within a second lies, for a quarter of the night at "
        f"least, in {_ranges(card)}; others are done without."
    )


def _low_pass(card: Mapping[str, Any]) -> str:
    if "low_pass_hz" not in card:
        return ""
    corner = f"{card['low_pass_hz']:g} Hz"
    return f"EEG and EOG of an hour and more are low-passed at {corner} where the first EEG is broadband. "


def _ranges(card: Mapping[str, Any]) -> str:
    each = {model_input["role"]: model_input["amplitude_uv"] for model_input in card["inputs"]}
    return ", ".join(f"{low:g} to {high:g} uV ({role})" for role, (low, high) in each.items())


def _figures(card: Mapping[str, Any]) -> str:
    if not card["figures"]:
        return "None measured yet."
    rows = [
        "| measured on | epochs | accuracy | kappa | macro-F1 | F1 W, N1, N2, N3, R | ECE | found |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for figure in card["figures"]:
        f1 = " / ".join(f"{figure['f1'][stage]:.2f}" for stage in card["stages"])
        rows.append(
            f"| {figure['measured_on']} | {figure['epochs']} | {figure['accuracy']:.3f} "
            f"| {figure['kappa']:.3f} "
            f"| {figure['macro_f1']:.3f} | {f1} | {figure['ece']:.3f} | {figure['errors_found']:.0%} |"
        )
    commands = sorted({figure["command"] for figure in card["figures"]})
    return "\n".join(rows) + "\n\n" + _MEANING + "\n\n" + "\n".join(f"    {command}" for command in commands)
