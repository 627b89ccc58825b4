"""Train the shared head over a frozen network of single epochs, and write the two as one model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch  # noqa: TID253
from numpy.typing import NDArray
from torch import Tensor, nn  # noqa: TID253
from torch.nn import functional  # noqa: TID253

from sleepscorer.statistics import agreement
from sleepscorer.training.data.batches import vary
from sleepscorer.training.data.prepared_nights import PreparedNight
from sleepscorer.training.data.sequences import NightValues, SequenceSource
from sleepscorer.training.export.cards import Description, make_card, title_of, write_card
from sleepscorer.training.export.onnx_export import INPUT_NAME, LOGS_NAME, export_logs, export_onnx
from sleepscorer.training.networks.registry import EpochNetwork, find_network
from sleepscorer.training.networks.sequence_head import (
    CONTEXT_EPOCHS,
    LEAST,
    MARGIN_EPOCHS,
    REACH,
    SHOWN_EPOCHS,
    SequenceHead,
    WithContext,
)
from sleepscorer.training.networks.shared_encoder import Family
from sleepscorer.training.networks.ulw_sleepnet import EPOCH_SAMPLES, count_trainable
from sleepscorer.training.recipes.family import LABEL_SMOOTHING
from sleepscorer.training.recipes.loop import Schedule, Trainer
from sleepscorer.training.recipes.recipe import Plan, build_trainer, spread, training_nights

SUFFIX = "context"
READ_NIGHTS = 128
"""Nights that are read, at the most."""
SEQUENCES = 16
STEPS = 2000
LEARNING_RATE = 3e-3
ENCODED_AT_ONCE = 16
SURENESS, PARTIALITY, NOISE = 0.3, 0.7, 0.7
"""Spreads of how the log-probabilities are disturbed: factor, offset per stage, and epoch by epoch."""


@dataclass(frozen=True)
class HeadLoss:
    """Cross-entropy of stretches of nights.

    Parameters
    ----------
    source : SequenceSource
        Log-probabilities of epochs.
    smoothing : float
        Of the labels.
    """

    source: SequenceSource
    smoothing: float = LABEL_SMOOTHING

    def __call__(self, network: nn.Module, number: int) -> Tensor:
        """Loss on batch ``number``."""
        device = next(network.parameters()).device
        logs, stages = (tensor.to(device) for tensor in self.source.draw(number))
        logits = network(disturb(logs)).flatten(0, 1)
        return functional.cross_entropy(
            logits, stages.flatten(), ignore_index=-1, label_smoothing=self.smoothing
        )


def disturb(logs: Tensor) -> Tensor:
    """Make a network surer or less sure, partial to some stages, and noisier, as on strange nights.

    Parameters
    ----------
    logs : Tensor, shape (batch, n_epochs, 5)
    """
    batch, _, stages = logs.shape
    sureness = torch.exp(SURENESS * torch.randn(batch, 1, 1, device=logs.device))
    partiality = PARTIALITY * torch.randn(batch, 1, stages, device=logs.device)
    strange = sureness * logs + partiality + NOISE * torch.randn_like(logs)
    return torch.log_softmax(strange, dim=2).clamp(min=LEAST)


@dataclass(frozen=True)
class HeadCheck:
    """Kappa on held-out nights, pooled over the nights of each kind."""

    nights: dict[str, list[NightValues]]

    def __call__(self, network: nn.Module) -> dict[str, float]:
        """Figures by kind."""
        device, figures = next(network.parameters()).device, {}
        with torch.no_grad():
            for kind, nights in self.nights.items():
                values = [torch.from_numpy(night.values.astype(np.float32))[None] for night in nights]
                predicted = [network(tensor.to(device))[0].argmax(dim=1).cpu().numpy() for tensor in values]
                true = np.concatenate([night.stages for night in nights])
                figures[f"kappa {kind}"] = round(agreement(true, np.concatenate(predicted)).kappa, 4)
        return figures


class Encoder:
    """Log-probabilities of whole nights by a frozen network, kept on disk.

    Parameters
    ----------
    network : torch.nn.Module
    channels : tuple of int
        Places of its inputs.
    folder : Path
    """

    def __init__(self, network: nn.Module, channels: tuple[int, ...], folder: Path) -> None:
        import onnxruntime

        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "encoder.onnx"
        export_logs(network, (len(channels), EPOCH_SAMPLES), path)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.channels, self.folder = list(channels), folder

    def encode(self, name: str, night: PreparedNight, seed: int | None) -> NightValues:
        """Return the log-probabilities of a night, varied as a whole where there is a seed."""
        path = self.folder / f"{name}.npy"
        if not path.exists():
            partial = path.with_suffix(".part.npy")
            np.save(partial, self._run(_shown(night, self.channels, seed)).astype(np.float16))
            partial.replace(path)
        return NightValues(np.load(path), np.asarray(night.stages, np.int8))

    def _run(self, epochs: NDArray[np.float32]) -> NDArray[np.float32]:
        starts = range(0, len(epochs), ENCODED_AT_ONCE)
        batches = (epochs[start : start + ENCODED_AT_ONCE] for start in starts)
        return np.concatenate([self._session.run([LOGS_NAME], {INPUT_NAME: batch})[0] for batch in batches])


def _shown(night: PreparedNight, channels: Sequence[int], seed: int | None) -> NDArray[np.float32]:
    epochs = night.epochs[:, channels].astype(np.float32)
    if seed is None:
        return epochs
    full = np.ascontiguousarray(epochs.transpose(1, 0, 2)).reshape(1, len(channels), -1)
    varied = vary(np.random.default_rng(seed), full).reshape(len(channels), len(epochs), -1)
    return np.ascontiguousarray(varied.transpose(1, 0, 2))


def train_context_heads(
    name: str, data_dir: Path | None, out_dir: Path, plan: Plan, work_dir: Path
) -> list[Path]:
    """Put a head on every variant that a name stands for; the variants are trained first where they are not.

    Returns
    -------
    list of Path
        Model folders written: ``ulw-sleepnet-3-context`` for ``ulw-sleepnet-3``.
    """
    kind, montages = find_network(name)
    together = (work_dir / f"{kind.family}-{plan.seed}" / "checkpoint.pt").exists()
    trainer, check = build_trainer(kind.family if together else name, data_dir, plan, work_dir)
    trainer.run()
    family = trainer.averaged()
    assert isinstance(family, Family)
    nights = spread(training_nights(work_dir / "nights", data_dir, plan), READ_NIGHTS)
    folders = []
    for member, channels in montages.items():
        work = work_dir / f"{member}-{SUFFIX}-{plan.seed}"
        network = family.member(member).cpu()
        head, steps = train_head(Encoder(network, channels, work / "logs"), nights, check.nights, plan, work)
        training = _describe(trainer, plan, steps, len(nights), real_data=data_dir is not None)
        below = (member, channels)
        folders.append(_write_model(kind, below, WithContext(network, head), out_dir, training))
    return folders


def train_head(
    encoder: Encoder,
    nights: Sequence[PreparedNight],
    held_out: dict[str, list[PreparedNight]],
    plan: Plan,
    folder: Path,
) -> tuple[SequenceHead, int]:
    """Train a head on nights as the frozen network sees them; gives the steps, too."""
    torch.manual_seed(plan.seed)
    values = [encoder.encode(f"night-{at}", night, at) for at, night in enumerate(nights)]
    checked = {
        kind: [encoder.encode(f"{kind}-{at}", night, None) for at, night in enumerate(some)]
        for kind, some in held_out.items()
    }
    head = SequenceHead()
    steps = plan.steps or STEPS
    schedule = Schedule(steps, LEARNING_RATE, check_every=max(1, steps // 4), weight_decay=1e-4)
    loss = HeadLoss(SequenceSource(values, plan.seed, SEQUENCES, CONTEXT_EPOCHS))
    trainer = Trainer(head.to(plan.device), loss, schedule, folder, plan.seed)
    trained = trainer.run(check=HeadCheck(checked)).cpu()
    assert isinstance(trained, SequenceHead)
    return trained, trainer.step


def _write_model(
    kind: EpochNetwork,
    below: tuple[str, tuple[int, ...]],
    network: WithContext,
    out_dir: Path,
    training: dict[str, Any],
) -> Path:
    member, channels = below
    name = f"{member}-{SUFFIX}"
    folder = out_dir / name
    folder.mkdir(parents=True, exist_ok=True)
    export_onnx(network, (len(channels), EPOCH_SAMPLES), folder / "model.onnx")
    about = Description(
        name=name,
        family=f"{kind.family}-{SUFFIX}",
        title=f"{title_of(kind.title, len(channels))}, with context",
        architecture=kind.title.partition(",")[0],
        source=kind.source,
        channels=channels,
        parameters=count_trainable(network),
        training=training,
        context_epochs=SHOWN_EPOCHS,
        margin_epochs=MARGIN_EPOCHS,
        choices=(*kind.choices, _about_head(member, network)),
    )
    write_card(folder, make_card(about, folder / "model.onnx"))
    return folder


def _about_head(member: str, network: WithContext) -> str:
    return (
        f"The paper's network ends with each epoch. On top of the frozen {member} reads a head of our own, "
        f"{count_trainable(network.head):,} of the parameters: dilated convolutions over {REACH} "
        f"epochs on either side."
    )


def _describe(trainer: Trainer, plan: Plan, steps: int, nights: int, *, real_data: bool) -> dict[str, Any]:
    from sleepscorer.training.recipes.epoch_run import describe

    below = describe(trainer, plan, real_data=real_data)
    head = (
        f" The head then learnt from {steps:,} batches of {SEQUENCES} stretches of {CONTEXT_EPOCHS} epochs "
        f"of {nights} of these nights, each varied as a whole, with the network frozen and its "
        "log-probabilities disturbed."
    )
    return below | {"head_steps": steps, "description": below["description"] + head}
