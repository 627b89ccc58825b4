"""Train a model from data to a folder the product can load."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from sleepscorer.errors import ModelError
from sleepscorer.training.data.locations import data_directory

if TYPE_CHECKING:
    from sleepscorer.training.recipes.recipe import Plan

SEQUENCES, OURS = "mc2sleepnet", "sleepscorer-context"
PASSES = 24
"""Passes over the nights of ``sleepscorer-context``, where none are asked for."""
DISTORTED = 4
"""Variants of each of its nights."""


def train(
    name: str, data_dir: Path | None, out_dir: Path, plan: Plan | None = None, work_dir: Path | None = None
) -> list[Path]:
    """Train a network, or the variants of a family together, and write their model folders.

    Parameters
    ----------
    name : str
        A variant such as ``ulw-sleepnet-3``, a family such as ``msa-cnn-small``, or ``mc2sleepnet``.
    data_dir : Path, optional
        Real data; without it, training is on simulated nights alone.
    out_dir : Path
        Receives one folder per model.
    plan : Plan, optional
    work_dir : Path, optional
        Keeps prepared nights and checkpoints, from which a later call goes on; ``work`` in
        ``out_dir`` if not given.

    Returns
    -------
    list of Path
        Model folders written.
    """
    from sleepscorer.training.recipes.epoch_run import train_epoch_networks
    from sleepscorer.training.recipes.mc2_run import train_mc2
    from sleepscorer.training.recipes.recipe import Plan

    plan, work_dir = plan or Plan(), work_dir or out_dir / "work"
    if name == SEQUENCES:
        return train_mc2(data_dir, out_dir, plan, work_dir)
    return train_epoch_networks(name, data_dir, out_dir, plan, work_dir)


def train_heads(
    name: str, data_dir: Path | None, out_dir: Path, plan: Plan | None = None, work_dir: Path | None = None
) -> list[Path]:
    """Put a head that reads the epochs around onto networks of single epochs, which stay as they are.

    Parameters and result as of :func:`train`; a folder is called ``<variant>-context``. Variants whose
    checkpoint is not in ``work_dir`` are trained first.
    """
    from sleepscorer.training.recipes.recipe import Plan
    from sleepscorer.training.recipes.sequence_run import train_context_heads

    return train_context_heads(name, data_dir, out_dir, plan or Plan(), work_dir or out_dir / "work")


def train_on_corpus(arguments: argparse.Namespace) -> Path:
    """Train a network on the folds of a corpus of real nights, and write the figures of the test nights.

    Returns
    -------
    Path
        ``<name>-<corpus>.json`` in ``--out``.
    """
    from sleepscorer.atomic import write_atomically
    from sleepscorer.training.corpora.catalogue import bring, find_nights
    from sleepscorer.training.corpora.protocol import FOLDS, make_folds
    from sleepscorer.training.recipes.corpus_folds import FoldSettings, run_folds

    corpus, folder = arguments.corpus[0], Path(arguments.corpus[1])
    if arguments.download:
        bring(corpus, folder)
    nights = find_nights(corpus, folder, arguments.people)
    count = arguments.folds or FOLDS[arguments.people]
    folds = make_folds(nights, count, arguments.protocol, arguments.seed)
    label = f"{arguments.name}-{corpus}-{arguments.protocol}-{count}-{arguments.seed}"
    settings = FoldSettings(arguments.passes, arguments.steps, arguments.seed, arguments.device)
    work = (arguments.work or arguments.out / "work") / corpus
    only = arguments.only_fold
    figures = run_folds(arguments.name, folds, work / label, work / "nights", settings, only=only)
    path: Path = arguments.out / f"{label}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(figures, indent=2) + "\n")
    return path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``train``."""
    parser.add_argument(
        "name",
        help="ulw-sleepnet, msa-cnn-small or msa-cnn-large (all variants together), one variant "
        "(ulw-sleepnet-1 to -4, ...), mc2sleepnet, or sleepscorer-context",
    )
    parser.add_argument("--data", type=Path, help="folder of real data (SLEEPSCORER_TEST_DATA if not given)")
    parser.add_argument("--out", type=Path, required=True, help="receives one folder per model")
    parser.add_argument("--work", type=Path, help="keeps nights and checkpoints, to go on from")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--steps", type=int, help="steps of training, in place of --minutes or --passes")
    _add_own_arguments(parser.add_argument_group("on simulated and rebuilt nights"))
    _add_corpus_arguments(parser.add_argument_group("on the folds of a corpus of real nights"))


def _add_own_arguments(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--minutes", type=float, default=30.0, help="time for training")
    group.add_argument(
        "--context-head",
        action="store_true",
        help="train a head that reads the epochs around on top of the network, which is left as it is",
    )
    group.add_argument("--rounds", type=int, default=1, help="times each real night is rebuilt")
    group.add_argument("--simulated", type=int, default=60, help="simulated nights per round")
    group.add_argument(
        "--distorted", type=int, default=0, help="copies of each night as laboratories may export it"
    )
    group.add_argument("--limit", type=int, help="rebuilt nights per round at the most, for trials")
    group.add_argument("--checked", type=int, help="held-out nights of a kind to check on while training")


def _add_corpus_arguments(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--corpus", nargs=2, metavar=("NAME", "FOLDER"), help="sleep-edf, hmc, isruc or dod")
    group.add_argument("--download", action="store_true", help="bring what is not there yet, checked")
    group.add_argument("--people", type=int, choices=(20, 78), default=78, help="Sleep-EDF-20 or -78")
    group.add_argument("--folds", type=int, help="20 for Sleep-EDF-20, 10 otherwise, if not given")
    group.add_argument(
        "--protocol",
        choices=("strict", "loose"),
        default="strict",
        help="strict: by person, others choose when to stop; loose: as many papers do",
    )
    group.add_argument("--passes", type=int, help="over the nights; as in the paper if not given")
    group.add_argument("--only-fold", type=int, nargs="+", help="numbers of the folds to run, from 0")


def make_plan(arguments: argparse.Namespace) -> Plan:
    """Make the plan that the command line asks for."""
    from sleepscorer.training.recipes.recipe import Plan

    return Plan(
        minutes=arguments.minutes,
        seed=arguments.seed,
        rounds=arguments.rounds,
        simulated_per_round=arguments.simulated,
        distorted=arguments.distorted,
        limit=arguments.limit,
        steps=arguments.steps,
        checked=arguments.checked,
        device=arguments.device,
    )


def main(arguments: argparse.Namespace) -> int:
    """Train as the command line says."""
    _check_device(arguments.device)
    if arguments.corpus:
        print(train_on_corpus(arguments))
        return 0
    data_dir = arguments.data or data_directory()
    if arguments.name == OURS:
        print(_train_ours(arguments, data_dir))
        return 0
    usable = data_dir if data_dir.is_dir() else None
    if usable is None:
        print(f"{data_dir} is not there: training on simulated nights alone.")
    make = train_heads if arguments.context_head else train
    for folder in make(arguments.name, usable, arguments.out, make_plan(arguments), arguments.work):
        print(folder)
    return 0


def _train_ours(arguments: argparse.Namespace, data_dir: Path) -> Path:
    """Make the nights that are missing, then train; see the two modules for what else can be set."""
    from sleepscorer.training.data import context_nights
    from sleepscorer.training.recipes import context_run

    work: Path = arguments.work or arguments.out / "work"
    numbers, total = work / "numbers", arguments.simulated * arguments.rounds
    passes = arguments.passes or PASSES
    nights = ("--simulated", 0, total, "--rounds", arguments.rounds, "--distorted", DISTORTED)
    made = ("--out", numbers, "--data", data_dir, *nights)
    learnt = ("--numbers", numbers, "--data", data_dir, "--out", arguments.out, "--work", work)
    context_nights.main([str(option) for option in made])
    context_run.main([str(option) for option in (*learnt, "--seed", arguments.seed, "--passes", passes)])
    folder: Path = arguments.out / OURS
    return folder


def _check_device(device: str) -> None:
    import torch

    if device == "cuda" and not torch.cuda.is_available():
        raise ModelError("PyTorch finds no GPU here; leave --device cuda out.")
