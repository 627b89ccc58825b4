"""Nights that Sleepscorer Context learns from, and those on which it is checked meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.features import EpochNumbers
from sleepscorer.stages import SCORED_STAGES, Stage
from sleepscorer.statistics import agreement
from sleepscorer.training.data.apnoea import HELD_OUT as HELD_OUT_PATIENTS
from sleepscorer.training.data.context_batches import SPECTRUM, choose_channels
from sleepscorer.training.data.context_nights import VARIANT, NumbersNight, load
from sleepscorer.training.data.features import HELD_OUT_PERSONS
from sleepscorer.training.data.shifts import shift
from sleepscorer.training.data.sleep_edf_tables import (
    person_of,
    read_one_channel,
    read_three_channels,
    recording_names,
)
from sleepscorer.training.networks.context import Committee, ContextNetwork
from sleepscorer.training.recipes.context_training import predict

HELD_OUT_SEEDS = range(130, 150)
"""Simulated nights that are not trained on."""
_ASKED = {"rebuilt", "simulated"}
"""Kinds of nights that nobody slept."""
_BORROWED = 2
"""Rebuilt nights whose distortions a night has that was not rebuilt itself."""
TEMPERATURES = np.geomspace(0.5, 2.0, 57)
OFFSETS = np.linspace(0, 1, 21)
_TINY = 1e-7
CHECKED = {
    "real": ((0,), (1,), (0, 2), (0, 1, 2)),
    "one_channel": ((0,),),
    "rebuilt": ((0,), (0, 2)),
    "simulated": ((0,), (0, 2), (0, 1, 2, 3)),
    "ucd": ((0,),),
}
"""Montages each kind of held-out night is scored with."""


@dataclass(frozen=True)
class Shares:
    """Nights of each kind in one pass, drawn again for each; where there are fewer, some come twice."""

    real: int = 200
    one_channel: int = 50
    rebuilt: int = 70
    simulated: int = 90
    ucd: int = 19


@dataclass(frozen=True)
class Nights:
    """Nights by kind, to learn from and held out."""

    training: dict[str, list[NumbersNight]]
    held_out: dict[str, list[NumbersNight]]

    def draw(self, shares: Shares) -> Callable[[int, np.random.Generator], Sequence[NumbersNight]]:
        """Draw the nights of a pass."""

        def of_pass(number: int, random: np.random.Generator) -> list[NumbersNight]:
            drawn: list[NumbersNight] = []
            for kind, nights in self.training.items():
                count = getattr(shares, kind) if nights else 0
                drawn += [nights[at] for at in np.resize(random.permutation(len(nights)), count)]
            return drawn

        return of_pass


def is_held_out(name: str) -> bool:
    """Return whether a night is checked on rather than trained on."""
    if name.startswith("simulated-"):
        return int(name.split("-")[1]) in HELD_OUT_SEEDS
    return name in HELD_OUT_PATIENTS if name.startswith("ucd") else person_of(name) in HELD_OUT_PERSONS


def read_nights(data_dir: Path, folder: Path) -> Nights:
    """Read everything at hand: real tables, and the kept nights of ``folder``."""
    names = recording_names(data_dir)
    by_kind = {
        "real": [read_three_channels(data_dir, name) for name in names],
        "one_channel": [read_one_channel(data_dir, name) for name in names],
    }
    for kind in ("rebuilt", "simulated", "ucd"):
        paths = sorted(folder.glob(f"{kind}*[0-9].npz"))
        by_kind[kind] = [load(path) for path in paths if VARIANT not in path.stem]
    twins = [night for night in by_kind["rebuilt"] if not is_held_out(night.name)]
    for kind in ("real", "one_channel"):
        by_kind[kind] = [_with_variants(night, twins) for night in by_kind[kind]]
    training = {
        kind: [night for night in nights if not is_held_out(night.name)] for kind, nights in by_kind.items()
    }
    held_out = {kind: [night for night in by_kind[kind] if is_held_out(night.name)] for kind in CHECKED}
    return Nights(training, held_out)


def _with_variants(night: NumbersNight, rebuilt: Sequence[NumbersNight]) -> NumbersNight:
    """Shift a table as distortions shift the night that was rebuilt on it, or else some others."""
    name = night.name.split("-")[1]
    own = [twin for twin in rebuilt if twin.name.split("-")[1] == name]
    random = np.random.default_rng(list(name.encode()))
    like = own or [rebuilt[at] for at in random.permutation(len(rebuilt))[:_BORROWED]]
    variants = [shift(night.numbers, twin.numbers, variant) for twin in like for variant in twin.variants]
    return replace(night, variants=tuple(variants))


def ask(network: ContextNetwork, nights: Nights) -> Nights:
    """Ask a network about nights of which nobody was asked; its opinion of them undistorted teaches."""
    training = dict(nights.training)
    for kind in _ASKED & training.keys():
        training[kind] = [
            replace(night, opinion=predict([network], night.numbers)) if night.opinion is None else night
            for night in training[kind]
        ]
    return replace(nights, training=training)


def check(network: ContextNetwork | Committee, held_out: dict[str, list[NumbersNight]]) -> dict[str, float]:
    """Return the kappa over the epochs of the held-out nights, by kind and montage."""
    figures = {}
    for kind, nights in held_out.items():
        for channels in CHECKED[kind] if nights else ():
            rows = [predict([network], choose_channels(_as_read(night), channels)) for night in nights]
            true = np.concatenate([night.stages for night in nights])
            kappa = agreement(true, np.concatenate(rows).argmax(axis=1)).kappa
            figures[f"{kind} {''.join(map(str, channels))}"] = round(kappa, 3)
    return figures


def _as_read(night: NumbersNight) -> EpochNumbers:
    """Return the numbers that the product would read where signals are at hand; those of a table as it is."""
    return night.variants[0] if night.variants and night.numbers.known[:, SPECTRUM].any() else night.numbers


def find_n3_offset(network: Committee, held_out: dict[str, list[NumbersNight]]) -> float:
    """Return the offset of N3 under which held-out nights have as much of it as their experts scored.

    The people of the tables are old for the most part and have little N3; networks that learnt from them
    say it more rarely than their experts do.
    """
    rows, stages = _score(network, held_out, ("real", "one_channel", "rebuilt", "simulated"))
    wanted = np.count_nonzero(stages == Stage.N3)
    axis = np.arange(len(SCORED_STAGES)) == Stage.N3
    counts = [np.count_nonzero((rows + offset * axis).argmax(axis=1) == Stage.N3) for offset in OFFSETS]
    return float(OFFSETS[int(np.argmin(np.abs(np.array(counts) - wanted)))])


def find_temperature(network: ContextNetwork | Committee, held_out: dict[str, list[NumbersNight]]) -> float:
    """Return the temperature under which held-out real nights are most likely, over tables and montages."""
    logits, stages = _score(network, held_out, ("real", "one_channel"))
    losses = [_log_loss(logits / temperature, stages) for temperature in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(losses))])


def _score(
    network: ContextNetwork | Committee, held_out: dict[str, list[NumbersNight]], kinds: Sequence[str]
) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """Return the log-probabilities and the experts' stages of the scored epochs, over nights and montages."""
    logs, true = [], []
    for kind in kinds:
        for night in held_out[kind]:
            for channels in CHECKED[kind]:
                rows = predict([network], choose_channels(_as_read(night), channels))
                logs.append(np.log(np.maximum(rows, _TINY)))
                true.append(night.stages)
    rows, stages = np.concatenate(logs), np.concatenate(true)
    return rows[stages >= 0], stages[stages >= 0]


def _log_loss(logits: NDArray[np.float32], stages: NDArray[np.int8]) -> float:
    logs = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return float(-logs[np.arange(stages.size), stages].mean())
