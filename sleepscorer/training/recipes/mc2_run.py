"""Train MC2SleepNet and write its model folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch  # noqa: TID253

from sleepscorer.prescoring.windows import cut_windows
from sleepscorer.training.data.prepared_nights import PreparedNight
from sleepscorer.training.export.cards import SOURCES, Description, make_card, write_card
from sleepscorer.training.export.onnx_export import INPUT_NAME, OUTPUT_NAME, export_onnx
from sleepscorer.training.networks.mc2sleepnet import CHOICES, EPOCH_SAMPLES, SEQUENCE_EPOCHS, Mc2SleepNet
from sleepscorer.training.networks.ulw_sleepnet import count_trainable
from sleepscorer.training.recipes.mc2_recipe import SEQUENCES, StagePlan, Stages
from sleepscorer.training.recipes.recipe import Plan, held_out_nights, spread, training_nights

NAME = "mc2sleepnet"
MARGIN_EPOCHS = 4
"""Epochs at either end of a sequence whose scores are not used."""
READ_NIGHTS = 48
"""Nights of which sequences are learnt from, at the most: to encode one takes seconds."""
LARGEST_DIFFERENCE = 0.02
"""Of a probability, that storing the weights with 16 bits may cost."""


def train_mc2(data_dir: Path | None, out_dir: Path, plan: Plan, work_dir: Path) -> list[Path]:
    """Train on simulated and rebuilt nights; see :func:`sleepscorer.training.recipes.run.train`."""
    nights = training_nights(work_dir / "nights", data_dir, plan)
    held_out = held_out_nights(work_dir / "nights", data_dir, plan.checked or plan.limit)
    stage_plan = StagePlan(plan.minutes, plan.seed, plan.batch_size, steps=plan.steps, device=plan.device)
    stages = Stages(stage_plan, work_dir / f"{NAME}-{plan.seed}")
    stages.contrast(nights)
    read = stages.vectors("night", spread(nights, READ_NIGHTS), varied=True)
    checked = {kind: stages.vectors(kind, some) for kind, some in held_out.items()}
    stages.mask_and_tune(read, checked)
    training = _describe(stages, len(nights), len(read), real_data=data_dir is not None)
    night = next(iter(held_out.values()))[0]
    return [write_model(stages, out_dir / NAME, training, night)]


def write_model(stages: Stages, folder: Path, training: dict[str, Any], night: PreparedNight) -> Path:
    """Export the trained network with its card; the night tells what 16 bits for a weight cost."""
    network = stages.network.cpu().eval()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "model.onnx"
    export_onnx(network, (1, EPOCH_SAMPLES), path, largest=LARGEST_DIFFERENCE, half=True)
    stored = _cost_of_halving(network, path, night)
    print(stored)
    about = Description(
        name=NAME,
        family=NAME,
        title="MC2SleepNet",
        architecture="MC2SleepNet",
        source="arXiv:2502.17470",
        channels=(0,),
        parameters=count_trainable(network),
        training=training,
        context_epochs=SEQUENCE_EPOCHS,
        margin_epochs=MARGIN_EPOCHS,
        choices=(*CHOICES, stored),
    )
    write_card(folder, make_card(about, path))
    return folder


def _cost_of_halving(network: Mc2SleepNet, path: Path, night: PreparedNight) -> str:
    """How far the probabilities of a night move, and how many of its stages change."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    epochs = night.epochs[:, :1].astype(np.float32)
    full, halved = [], []
    for window in cut_windows(len(epochs), SEQUENCE_EPOCHS, MARGIN_EPOCHS):
        shown = epochs[window.shown]
        with torch.no_grad():
            full.append(torch.softmax(network(torch.from_numpy(shown)), dim=1).numpy())
        halved.append(session.run([OUTPUT_NAME], {INPUT_NAME: shown})[0])
    first, second = np.concatenate(full), np.concatenate(halved)
    changed = int((first.argmax(axis=1) != second.argmax(axis=1)).sum())
    return (
        f"Weights are stored with 16 bits and computed with in 32. On a held-out night no probability moves "
        f"by more than {np.abs(first - second).max():.1g}; {changed} of {len(first):,} stages change."
    )


def _describe(stages: Stages, nights: int, read: int, *, real_data: bool) -> dict[str, Any]:
    plan, steps = stages.plan, stages.steps
    description = (
        f"Contrast of the two views: {steps['contrast']:,} steps of {plan.batch_size} epochs of {nights} "
        f"nights. Cross-masking: {steps['masking']:,} steps, then fine-tuning of cross-masking and head: "
        f"{steps['tuning']:,} steps, each of {SEQUENCES} sequences of {SEQUENCE_EPOCHS} epochs of {read} of "
        "these nights, with the encoders frozen. Adam with AMSGrad, cosine learning rate, averaged weights, "
        f"label smoothing, seed {plan.seed}. Gain, polarity, spectral tilt and noise were varied. The last "
        "step was kept; held-out persons and simulated nights served only to check. Subject 00 of Sleep-EDF "
        "was never trained on nor used to choose anything."
    )
    return {
        "data": [*SOURCES[:2], *SOURCES[3:]] if real_data else SOURCES[:1],
        "seed": plan.seed,
        "minutes": round(stages.seconds / 60),
        "steps": steps,
        "batch_size": plan.batch_size,
        "nights": nights,
        "description": description,
    }
