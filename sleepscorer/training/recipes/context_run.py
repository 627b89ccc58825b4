"""Train Sleepscorer Context and write its model folder.

``python -m sleepscorer.training.data.context_nights --out NUMBERS`` makes the nights first;
``python -m sleepscorer.training.recipes.context_run --numbers NUMBERS --out DIR`` trains on them.
"""

from __future__ import annotations

import argparse
import copy
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch  # noqa: TID253

from sleepscorer.errors import ModelError
from sleepscorer.stages import Stage
from sleepscorer.training.data.context_batches import Variation
from sleepscorer.training.data.locations import data_directory
from sleepscorer.training.export.context_cards import NAME, SOURCES, make_card, write_card
from sleepscorer.training.export.context_export import export_context, import_context
from sleepscorer.training.networks.context import Committee, ContextNetwork, Sizes, count_trainable
from sleepscorer.training.recipes.context_recipe import (
    Nights,
    Shares,
    ask,
    check,
    find_n3_offset,
    find_temperature,
    read_nights,
)
from sleepscorer.training.recipes.context_training import TrainingCourse, train_context

BATCH = 32
CHECK_EVERY = 5
USUAL_EPOCHS = 1000
"""Of a night, for the number of steps in a pass."""


def train(
    nights: Nights, course: TrainingCourse, seed: int, checkpoint: Path, start: ContextNetwork | None = None
) -> ContextNetwork:
    """Train a network; the average of its weights is kept in ``checkpoint`` after every pass.

    What is needed to go on after an interruption is kept beside it.
    """
    shares = Shares()
    counts = [getattr(shares, kind) for kind, kind_nights in nights.training.items() if kind_nights]
    steps = max(1, round(sum(counts) * USUAL_EPOCHS / (BATCH * course.sequence_length)))
    after = _after(nights, course.passes, checkpoint)
    kept = checkpoint.with_suffix(".state")
    return train_context(nights.draw(shares), steps, course, seed, after=after, start=start, kept=kept)


def _after(nights: Nights, passes: int, checkpoint: Path) -> Callable[[int, ContextNetwork], None]:
    def after(number: int, network: ContextNetwork) -> None:
        torch.save(network.state_dict(), checkpoint)
        if number % CHECK_EVERY == CHECK_EVERY - 1 or number == passes - 1:
            print(number + 1, json.dumps(check(network.eval(), nights.held_out)), flush=True)

    return after


def read_checkpoint(path: Path) -> ContextNetwork:
    """Read a network that training kept, or one that was exported."""
    if not path.exists():
        raise ModelError(f"{path} is not there; name a checkpoint or a model.onnx.")
    if path.suffix == ".onnx":
        return import_context(path)
    state = torch.load(path, weights_only=True)
    network = ContextNetwork(Sizes.of_state(state))
    network.load_state_dict(state)
    return network.eval()


def blend(network: ContextNetwork, begun: ContextNetwork, share: float) -> ContextNetwork:
    """Return the mean of a network's weights and of those it went on from.

    What was learnt last then costs less of what was known before (Wortsman et al., CVPR 2022, 7959-7971).
    """
    blended = copy.deepcopy(network)
    with torch.no_grad():
        for weights, before in zip(blended.parameters(), begun.parameters(), strict=True):
            weights.lerp_(before, share)
    return blended.eval()


def write_model(network: ContextNetwork | Committee, folder: Path, training: dict[str, Any]) -> None:
    """Export a network with its card."""
    folder.mkdir(parents=True, exist_ok=True)
    export_context(network, folder / "model.onnx")
    write_card(folder, make_card(folder / "model.onnx", count_trainable(network), training))


def describe_training(
    nights: Nights, passes: int, seed: int, *, went_on: bool = False, kept: float = 0.0, members: int = 1
) -> dict[str, Any]:
    """Describe a training run, or one that went on from another, for the card."""
    counts = {kind: len(kind_nights) for kind, kind_nights in nights.training.items()}
    asked = sum(
        night.opinion is not None for kind_nights in nights.training.values() for night in kind_nights
    )
    together = (
        ""
        if members == 1
        else f"{members} networks together: the mean of their logarithms, with an offset under which "
        "held-out nights have as much N3 as their experts scored. docs/validation/tried.md says what each "
        "learnt from; the last: "
    )
    description = (
        f"{together}{passes} {'more ' if went_on else ''}passes "
        f"(AdamW, one-cycle learning rate, averaged weights, label smoothing, seed {seed}) "
        f"over {counts['real']} real nights as tables of statistics, {counts['rebuilt']} rebuilt and "
        f"{counts['simulated']} simulated nights and the wake and N3 of {counts['ucd']} patients. "
        f"Of {asked} of the nights that nobody slept, what other scorers say counted too. "
        "Channels, stretches and stages were left out at random, and offsets added that stand for other "
        "sites. Three nights of four were shown as the product reads them, recorded as they are or as "
        "filters, noise, heart beats, mains and low rates leave them: signals were distorted, and tables "
        "shifted as the signals rebuilt on them are. Settings and "
        "the temperature were chosen on held-out people; subject 00 of Sleep-EDF was never trained on and "
        "chose none of the networks; what looking at it prompted is in docs/validation/tried.md."
    )
    if kept:
        description += f" Of the weights gone on from, {kept:.0%} is kept in the mean of both."
    return {"data": SOURCES, "seed": seed, "passes": passes, "nights": counts, "description": description}


def main(argv: Sequence[str] | None = None) -> None:
    """Train as the command line says."""
    torch.set_num_threads(1)
    parser = argparse.ArgumentParser(
        prog="python -m sleepscorer.training.recipes.context_run", description=__doc__
    )
    parser.add_argument("--data", type=Path, default=data_directory())
    parser.add_argument("--numbers", type=Path, required=True, help="nights that context_nights made")
    parser.add_argument("--out", type=Path, required=True, help=f"receives the folder {NAME}")
    parser.add_argument("--work", type=Path, help="keeps the checkpoint; --out if not given")
    parser.add_argument("--passes", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--learning-rate", type=float, default=TrainingCourse.learning_rate, help="at its peak"
    )
    parser.add_argument(
        "--opinions",
        type=float,
        default=TrainingCourse.opinion_share,
        help="how far what other scorers say counts against the stages of made nights, 0 to 1",
    )
    parser.add_argument(
        "--gain-spread", type=float, default=Variation.gain, help="spread of the logarithm of the gains"
    )
    parser.add_argument("--start", type=Path, help="checkpoint or model.onnx to go on from")
    parser.add_argument(
        "--teacher", type=Path, help="as --start: what it says of the nights, undistorted, counts half"
    )
    parser.add_argument(
        "--keep",
        type=float,
        default=0.0,
        help="share of the weights gone on from in the mean that is exported",
    )
    parser.add_argument("--only-export", action="store_true", help="write what the checkpoint holds")
    parser.add_argument(
        "--beside", type=Path, nargs="+", default=[], help="checkpoints or model.onnx to be asked as well"
    )
    arguments = parser.parse_args(argv)
    _run(arguments)


def _run(arguments: argparse.Namespace) -> None:
    nights = read_nights(arguments.data, arguments.numbers)
    checkpoint = (arguments.work or arguments.out) / f"{NAME}-{arguments.seed}.pt"
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    beside = [read_checkpoint(path) for path in arguments.beside]
    course = TrainingCourse(
        passes=arguments.passes,
        batch_size=BATCH,
        learning_rate=arguments.learning_rate,
        opinion_share=arguments.opinions,
        variation=Variation(gain=arguments.gain_spread),
    )
    start = read_checkpoint(arguments.start) if arguments.start else None
    if arguments.teacher:
        nights = ask(read_checkpoint(arguments.teacher), nights)
    if start is not None:
        start.temperature.fill_(1.0)
    begun = copy.deepcopy(start)
    if arguments.only_export:
        network = read_checkpoint(checkpoint)
    else:
        network = train(nights, course, arguments.seed, checkpoint, start)
    if begun is not None:
        network = blend(network, begun, arguments.keep)
    members = [network, *beside]
    shipped: ContextNetwork | Committee = network
    if arguments.beside:
        shipped = Committee(members).eval()
        shipped.offsets[Stage.N3] = find_n3_offset(shipped, nights.held_out)
        print(f"offset of N3 {float(shipped.offsets[Stage.N3]):.2f}", flush=True)
    shipped.temperature.fill_(find_temperature(shipped, nights.held_out))
    print(f"temperature {float(shipped.temperature):.3f}", flush=True)
    print(json.dumps(check(shipped, nights.held_out)), flush=True)
    training = describe_training(
        nights,
        arguments.passes,
        arguments.seed,
        went_on=arguments.start is not None,
        kept=arguments.keep,
        members=len(members),
    )
    write_model(shipped, arguments.out / NAME, training)


if __name__ == "__main__":
    main()
