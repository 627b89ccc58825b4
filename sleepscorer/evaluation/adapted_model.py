"""Files of an adapted model: a folder of its own, beside which the old one stays as it was."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from sleepscorer.errors import StorageError
from sleepscorer.evaluation.adaptation import Adaptation
from sleepscorer.evaluation.metrics import Figures
from sleepscorer.messages import reason
from sleepscorer.prescoring.model_card import load_card, user_models_folder
from sleepscorer.stages import SCORED_STAGES


def write_adapted(adaptation: Adaptation, name: str, root: Path | None = None) -> Path:
    """Write the adapted model into the user's own models.

    Parameters
    ----------
    adaptation : Adaptation
    name : str
    root : Path, optional
        Folder of models; the user's own if not given.

    Returns
    -------
    Path
        Its folder, which is whole or not there.

    Raises
    ------
    StorageError
        If the folder cannot be written.
    """
    folder = (root or user_models_folder()) / name
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".") as made:
            part = Path(made) / name
            part.mkdir()
            _fill(part, adaptation, name)
            load_card(part)
            os.rename(part, folder)  # noqa: PTH104 - Path.rename would go over an empty folder as well
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be written ({reason(error)}); make room and try again."
        ) from error
    return folder


def _fill(folder: Path, adaptation: Adaptation, name: str) -> None:
    base = adaptation.card
    shutil.copy(base.folder / base.file, folder / base.file)
    values = json.loads((base.folder / "card.json").read_text(encoding="utf-8"))
    values |= _card_values(adaptation, name)
    (folder / "card.json").write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
    (folder / "CARD.md").write_text(_card_text(adaptation), encoding="utf-8")


def _card_values(adaptation: Adaptation, name: str) -> dict[str, Any]:
    base = adaptation.card
    return {
        "name": name,
        "family": name,
        "title": _title(adaptation),
        "adapted_from": {"name": base.name, "sha256": base.sha256},
        "recalibration": adaptation.recalibration.values,
        "training": {"description": _description(adaptation)},
        "figures": [
            _figure(adaptation, adaptation.after, f"{base.name} adapted, each night left out in turn")
        ],
    }


def _title(adaptation: Adaptation) -> str:
    return f"{adaptation.card.title}, adapted"


def _description(adaptation: Adaptation) -> str:
    return (
        f"{adaptation.card.name} with its probabilities re-calibrated (vector scaling: a scale and an offset "
        f"of each stage's log-probability) to {adaptation.n_epochs:,} epochs that people scored in "
        f"{adaptation.n_nights} nights. The network is that of {adaptation.card.name}, unchanged."
    )


def _figure(adaptation: Adaptation, figures: Figures, what: str) -> dict[str, Any]:
    return {
        "measured_on": f"{adaptation.n_nights} nights of the lab, {what}",
        "command": "sleepscorer adapt, on the same nights",
        "epochs": figures.n_epochs,
        "accuracy": round(figures.accuracy.value, 4),
        "kappa": round(figures.kappa.value, 4),
        "macro_f1": round(figures.macro_f1.value, 4),
        "ece": round(figures.ece.value, 4),
        "f1": {stage.name: round(figures.f1[stage].value, 4) for stage in SCORED_STAGES},
    }


def rows_of(adaptation: Adaptation) -> list[tuple[str, str, str]]:
    """Return each figure before and after the adaptation."""
    before, after = adaptation.before, adaptation.after
    pairs = {
        "accuracy": (before.accuracy.value, after.accuracy.value),
        "kappa": (before.kappa.value, after.kappa.value),
        "macro-F1": (before.macro_f1.value, after.macro_f1.value),
        "calibration error": (before.ece.value, after.ece.value),
        "log loss": (adaptation.loss_before, adaptation.loss_after),
    }
    return [(name, f"{first:.3f}", f"{then:.3f}") for name, (first, then) in pairs.items()]


def _card_text(adaptation: Adaptation) -> str:
    rows = "\n".join(f"| {name} | {first} | {then} |" for name, first, then in rows_of(adaptation))
    scale, offset = adaptation.recalibration.scale, adaptation.recalibration.offset
    fitted = "\n".join(
        f"| {stage.name} | {a:.3f} | {b:+.3f} |"
        for stage, a, b in zip(SCORED_STAGES, scale, offset, strict=True)
    )
    return (
        f"# {_title(adaptation)}\n\n{_description(adaptation)} It can shift borders between stages and the "
        "confidence; it cannot see what the network does not see. To undo it, choose "
        f"{adaptation.card.name} again.\n\n"
        "## Figures\n\nEach night was scored by a fit to the other nights.\n\n"
        f"| | before | after |\n|---|---|---|\n{rows}\n\n"
        f"## What was fitted\n\n| stage | scale | offset |\n|---|---|---|\n{fitted}\n"
    )
