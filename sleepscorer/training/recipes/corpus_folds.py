"""Train a paper's network on the folds of a corpus, and score every night by a network that never saw it.

Each fold keeps its checkpoints and, once done, its figures; a later call goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch  # noqa: TID253
from numpy.typing import NDArray

from sleepscorer.atomic import write_atomically
from sleepscorer.errors import ModelError
from sleepscorer.training.corpora.nights import CorpusNight
from sleepscorer.training.corpora.protocol import Fold
from sleepscorer.training.data.batches import BatchSource
from sleepscorer.training.data.prepared_nights import PreparedNight, kept
from sleepscorer.training.metrics import figures_of
from sleepscorer.training.networks.registry import Published, find_network
from sleepscorer.training.networks.shared_encoder import Family
from sleepscorer.training.recipes.family import FamilyLoss, HeldOutCheck, predict_stages
from sleepscorer.training.recipes.loop import Schedule, Trainer
from sleepscorer.training.recipes.mc2_recipe import ON_CORPORA, StagePlan, Stages
from sleepscorer.training.recipes.mc2_stages import stages_of

MC2 = "mc2sleepnet"
CHECKS = 20
"""Times that the nights which choose are scored while a network learns."""
Predicted = dict[str, list[NDArray[np.int8]]]
"""Stages of the test nights by every network trained."""


@dataclass(frozen=True)
class FoldSettings:
    """FoldSettings of the training of each fold.

    Parameters
    ----------
    passes : int, optional
        Over the nights trained on; as many as in the paper if not given.
    steps : int, optional
        In place of ``passes``.
    seed : int
    device : str
    """

    passes: int | None = None
    steps: int | None = None
    seed: int = 0
    device: str = "cpu"

    def steps_for(self, published: Published, nights: Sequence[PreparedNight]) -> int:
        """Return the steps of a run over some nights."""
        epochs = sum(int((night.stages >= 0).sum()) for night in nights)
        passes = self.passes or published.passes
        return self.steps or max(1, passes * epochs // published.batch_size)


@dataclass(frozen=True)
class Prepared:
    """The nights of a fold as networks see them."""

    train: list[PreparedNight]
    validation: list[PreparedNight]
    test: list[PreparedNight]


def run_folds(
    name: str,
    folds: Sequence[Fold],
    work_dir: Path,
    nights_dir: Path,
    settings: FoldSettings,
    *,
    only: Sequence[int] | None = None,
) -> dict[str, Any]:
    """Train and test a network on folds.

    Parameters
    ----------
    name : str
        A variant, a family, or ``mc2sleepnet``.
    folds : sequence of Fold
    work_dir : Path
        Keeps checkpoints and what was predicted in each fold.
    nights_dir : Path
        Keeps prepared nights.
    settings : FoldSettings
    only : sequence of int, optional
        Numbers of the folds to run; all of them if not given.

    Returns
    -------
    dict
        Figures of every network, the epochs of all folds pooled, under ``pooled``; those of each fold
        under ``folds``.
    """
    torch.set_num_threads(1)
    numbers = range(len(folds)) if only is None else only
    results = [
        _run_fold(name, folds[number], work_dir / f"fold-{number}", nights_dir, settings)
        for number in numbers
    ]
    return {"pooled": _pool(results), "folds": [_pool([result]) for result in results]}


def _run_fold(
    name: str, fold: Fold, folder: Path, nights_dir: Path, settings: FoldSettings
) -> dict[str, Any]:
    """True and predicted stages of a fold's test nights by network, from disk where it was done before."""
    path = folder / "tested.json"
    if not path.exists():
        nights = _prepare(name, fold, nights_dir)
        train = _train_mc2 if name == MC2 else _train_epoch_networks
        predicted = train(name, nights, folder, settings)
        tested = {
            member: {
                "true": np.concatenate([night.stages for night in nights.test]).tolist(),
                "predicted": np.concatenate(stages).tolist(),
            }
            for member, stages in predicted.items()
        }
        write_atomically(path, json.dumps(tested))
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _prepare(name: str, fold: Fold, folder: Path) -> Prepared:
    montages = {MC2: (0,)} if name == MC2 else find_network(name)[1]
    places = sorted({channel for chosen in montages.values() for channel in chosen})

    def prepared(nights: Sequence[CorpusNight]) -> list[PreparedNight]:
        return [_checked(night.name, kept(folder, night.name, _maker(night)), places) for night in nights]

    return Prepared(prepared(fold.train), prepared(fold.validation), prepared(fold.test))


def _maker(night: CorpusNight) -> Callable[[], PreparedNight]:
    return lambda: night.load().around_sleep().to_epochs()


def _checked(name: str, night: PreparedNight, places: Sequence[int]) -> PreparedNight:
    absent = [channel for channel in places if np.isnan(night.epochs[0, channel]).all()]
    if absent:
        what = ("EEG", "second EEG", "EOG", "chin EMG")[absent[0]]
        raise ModelError(f"{name} has no {what} for this variant; name a variant of fewer channels.")
    return night


def _train_epoch_networks(name: str, nights: Prepared, folder: Path, settings: FoldSettings) -> Predicted:
    kind, montages = find_network(name)
    how = kind.published
    torch.manual_seed(settings.seed)
    network = kind.build(montages).to(settings.device)
    steps = settings.steps_for(how, nights.train)
    schedule = Schedule(
        steps, how.learning_rate, check_every=max(1, steps // CHECKS), weight_decay=how.weight_decay
    )
    source = BatchSource(nights.train, settings.seed, how.batch_size, varied=False)
    trainer = Trainer(
        network, FamilyLoss(source, smoothing=0.0), schedule, folder / name, settings.seed, chooses=True
    )
    trained = trainer.run(check=HeldOutCheck({"validation": nights.validation}))
    assert isinstance(trained, Family)
    predicted: Predicted = {}
    for night in nights.test:
        for member, stages in predict_stages(trained, night).items():
            predicted.setdefault(member, []).append(stages.astype(np.int8))
    return predicted


def _train_mc2(name: str, nights: Prepared, folder: Path, settings: FoldSettings) -> Predicted:
    steps = settings.steps_for(ON_CORPORA, nights.train)
    plan = StagePlan(
        0.0,
        settings.seed,
        ON_CORPORA.batch_size,
        varied=False,
        steps=steps,
        chooses=True,
        smoothing=0.0,
        device=settings.device,
    )
    stages = Stages(plan, folder / name)
    stages.contrast(nights.train)
    vectors = {
        kind: stages.vectors(kind, some)
        for kind, some in (("train", nights.train), ("validation", nights.validation), ("test", nights.test))
    }
    stages.mask_and_tune(vectors["train"], {"validation": vectors["validation"]})
    return {name: [stages_of(stages.network, night) for night in vectors["test"]]}


def _pool(folds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    figures = {}
    for member in folds[0] if folds else ():
        true, predicted = (
            np.concatenate([fold[member][which] for fold in folds]) for which in ("true", "predicted")
        )
        figures[member] = figures_of(true, predicted)
    return figures
