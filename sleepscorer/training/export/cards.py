"""The card of a model: ``card.json`` for the program, ``CARD.md`` for people."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sleepscorer.channels import Role
from sleepscorer.prescoring.model_card import AMPLITUDES_UV
from sleepscorer.stages import EPOCH_SECONDS, SCORED_STAGES
from sleepscorer.training.data.prepared_nights import PREPARATIONS, RATE_HZ, ROLES

FORMAT = 1
LICENSE = "BSD-3-Clause"

SOURCES = [
    "Simulated nights (sleepscorer.simulation)",
    "Nights rebuilt from features of Sleep-EDF Expanded (PhysioNet, ODC-By 1.0), without subject 00",
    "Wake and N3 epochs of the St Vincent's / UCD Sleep Apnea Database (PhysioNet, ODC-By 1.0)",
    "Stage dynamics of the scorings of DOD-H and DOD-O published with RobustSleepNet (MIT)",
]


def describe_inputs(channels: tuple[int, ...]) -> list[dict[str, Any]]:
    """Describe inputs by their indices into :data:`~sleepscorer.training.data.prepared_nights.ROLES`."""
    return [
        {
            "role": ROLES[channel],
            "low_hz": PREPARATIONS[channel].low_hz,
            "high_hz": PREPARATIONS[channel].high_hz,
            "order": PREPARATIONS[channel].order,
            "scaling": PREPARATIONS[channel].scaling,
            "divisor_uv": PREPARATIONS[channel].divisor_uv,
            "amplitude_uv": list(AMPLITUDES_UV[Role(ROLES[channel])]),
        }
        for channel in channels
    ]


@dataclass(frozen=True)
class Description:
    """Content of a card before anything was measured.

    Parameters
    ----------
    name, family, title : str
        ``ulw-sleepnet-3``, ``ulw-sleepnet``, ``ULW-SleepNet, 3 channels``.
    architecture, source : str
        Name of the published network, and the paper.
    channels : tuple of int
        Places of its inputs in :data:`~sleepscorer.training.data.prepared_nights.ROLES`.
    parameters : int
        Trainable parameters.
    training : dict
        What it was trained on and how.
    context_epochs, margin_epochs : int
        Epochs shown at once, and those at either end whose scores are not used; 0 for a network
        that scores every epoch by itself.
    choices : tuple of str
        What the paper leaves open, or what was changed.
    """

    name: str
    family: str
    title: str
    architecture: str
    source: str
    channels: tuple[int, ...]
    parameters: int
    training: dict[str, Any]
    context_epochs: int = 0
    margin_epochs: int = 0
    choices: tuple[str, ...] = ()


def title_of(title: str, n_channels: int) -> str:
    """Return the title of a variant."""
    return f"{title}, {n_channels} channel{'s' if n_channels > 1 else ''}"


def make_card(about: Description, file: Path) -> dict[str, Any]:
    """Return the card of a model without figures.

    Parameters
    ----------
    about : Description
    file : Path
        The ONNX file.
    """
    return {
        "format": FORMAT,
        "name": about.name,
        "family": about.family,
        "title": about.title,
        "architecture": about.architecture,
        "version": "1",
        "source": about.source,
        "license": LICENSE,
        "file": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "trainable_parameters": about.parameters,
        "epoch_seconds": EPOCH_SECONDS,
        "stages": [stage.name for stage in SCORED_STAGES],
        "sampling_rate_hz": RATE_HZ,
        "unit": "uV",
        "context_epochs": about.context_epochs,
        "margin_epochs": about.margin_epochs,
        "inputs": describe_inputs(about.channels),
        "input_name": "epochs",
        "output_name": "probabilities",
        "choices": list(about.choices),
        "training": about.training,
        "figures": [],
    }


def write_card(folder: Path, card: dict[str, Any]) -> None:
    """Write both forms of a card into a model's folder."""
    (folder / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    (folder / "CARD.md").write_text(render(card), encoding="utf-8")


def add_figure(folder: Path, figure: dict[str, Any]) -> None:
    """Put a figure on a model's card, in place of an older one measured on the same nights."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    others = [old for old in card["figures"] if old["measured_on"] != figure["measured_on"]]
    card["figures"] = [*others, figure]
    write_card(folder, card)


def render(card: dict[str, Any]) -> str:
    """Render a card in Markdown."""
    choices = ["## Choices", "\n".join(f"- {choice}" for choice in card.get("choices", ()))]
    parts = [
        f"# {card['title']}",
        _introduction(card),
        "## Input and output",
        _inputs(card),
        "## Training",
        _training(card),
        *(choices if card.get("choices") else ()),
        "## Figures",
        _figures(card),
        "## Limits",
        _limits(card),
        "## Data and licence",
        _attribution(card),
    ]
    return "\n\n".join(parts) + "\n"


def _introduction(card: dict[str, Any]) -> str:
    architecture = card.get("architecture", "ULW-SleepNet")
    return (
        f"Scores {card['epoch_seconds']} s epochs of sleep as W, N1, N2, N3 or R from "
        f"{' + '.join(channel['role'] for channel in card['inputs'])}, {_span(card)}. "
        f"The architecture is that of {architecture} ({card['source']}), "
        f"with {card['trainable_parameters']:,} trainable parameters; the weights are our own."
    )


def _span(card: dict[str, Any]) -> str:
    if not card["context_epochs"]:
        return "one epoch at a time"
    return f"{card['context_epochs']} epochs at a time"


def _inputs(card: dict[str, Any]) -> str:
    rows = ["| input | role | band-pass | divided by | takes |", "|---|---|---|---|---|"]
    for number, channel in enumerate(card["inputs"], start=1):
        high = f"{channel['high_hz']:g} Hz" if channel["high_hz"] else "none"
        band = f"{channel['low_hz']:g} Hz to {high}"
        low, high = channel["amplitude_uv"]
        takes = f"{low:g} to {high:g} uV"
        rows.append(f"| {number} | {channel['role']} | {band} | {channel['divisor_uv']:g} uV | {takes} |")
    count, first = len(card["inputs"]), "consecutive epochs" if card["context_epochs"] else "batch"
    return (
        f"`{card['input_name']}`: float32 ({first}, {count}, 3000), {card['sampling_rate_hz']} Hz. "
        f"`{card['output_name']}`: float32 ({first}, 5), probabilities of "
        f"{' '.join(card['stages'])}.\n\n"
        + "\n".join(rows)
        + "\n\nTaken are channels whose standard deviation within a second lies in that range for a quarter "
        "of the night at least; others are done without. Filters are zero-phase Butterworth filters over the "
        "whole recording; the network clips its inputs at 10 times the divisor. Amplitudes matter: "
        "signals must be in true microvolts, though a gain wrong by up to two and inverted polarity were "
        "part of training."
    )


def _training(card: dict[str, Any]) -> str:
    training = card["training"]
    sources = "\n".join(f"- {source}" for source in training["data"])
    return f"{training['description']}\n\n{sources}"


def _figures(card: dict[str, Any]) -> str:
    if not card["figures"]:
        return "None measured yet."
    stages = card["stages"]
    columns = ["measured on", "epochs", "accuracy", "kappa", "macro-F1", *(f"F1 {stage}" for stage in stages)]
    rows = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for figure in card["figures"]:
        values = [figure["accuracy"], figure["kappa"], figure["macro_f1"]]
        values += [figure["f1"][stage] for stage in stages]
        cells = [figure["measured_on"], f"{figure['epochs']:,}", *(f"{value:.3f}" for value in values)]
        rows.append(f"| {' | '.join(cells)} |")
    commands = "\n".join(f"    {figure['command']}" for figure in card["figures"])
    return "\n".join(rows) + f"\n\n{_meaning(card)}\n\nTo measure again:\n\n{commands}"


def _meaning(card: dict[str, Any]) -> str:
    text = (
        "Figures on simulated and rebuilt nights say how well the network learnt what it was taught, "
        "not how it does on patients."
    )
    if _has_emg(card):
        return (
            f"{text} The real night SC4001 cannot be scored by this variant, because its EMG was stored as "
            f"an envelope at 1 Hz; {card['family']}-3 is the variant that scores it."
        )
    return f"{text} One real night of one person (SC4001) is a sanity check, not a clinical validation."


def _has_emg(card: dict[str, Any]) -> bool:
    return any(channel["role"] == "EMG" for channel in card["inputs"])


def _limits(card: dict[str, Any]) -> str:
    limits = [
        "Not a medical device; a scorer must review every epoch.",
        "Trained mostly on simulated signals and on signals rebuilt from features of healthy adults; "
        "children, medicated sleepers and most disorders of sleep were not seen.",
        "Probabilities are not calibrated on patients.",
    ]
    if not card["context_epochs"]:
        limits.insert(1, "No context: each epoch is scored by itself, so transitions and N1 are weak.")
    limits += card.get("limits", [])
    if _has_emg(card):
        limits.append("The EMG path has seen no real EMG.")
    return "\n".join(f"- {limit}" for limit in limits)


def _attribution(card: dict[str, Any]) -> str:
    return (
        f"Weights: {card['license']}. Sleep-EDF Expanded: B. Kemp et al., PhysioNet, ODC-By 1.0; tables of "
        "features of its recordings were published by ArthuuRRRRR/Metaheuristic-Hyperparameter-Optimization "
        "and TonyHGF/EEG-Sleep-Staging. St Vincent's University Hospital / University College Dublin Sleep "
        "Apnea Database: PhysioNet, ODC-By 1.0. DOD-H and DOD-O scorings: as published with RobustSleepNet."
    )
