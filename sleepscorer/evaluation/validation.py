"""Page ``docs/validation.md``: ``python -m sleepscorer.evaluation.validation --out docs/validation.md``.

Every scorer is measured on the same nights, through the same code as in the product: the real sample
night, and nights simulated from seeds that no model was trained on.
"""

from __future__ import annotations

import argparse
import shlex
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sleepscorer.assets import resource
from sleepscorer.atomic import write_atomically
from sleepscorer.errors import ModelError, SleepscorerError
from sleepscorer.evaluation.adapting_table import table
from sleepscorer.evaluation.markdown import table_of
from sleepscorer.evaluation.nights import Pair
from sleepscorer.evaluation.report import Report, evaluate
from sleepscorer.formats import hypnogram_name, write_edf_hypnogram
from sleepscorer.prescoring.model_card import available_models
from sleepscorer.scoring import Author, AuthorKind, scoring_from_stages
from sleepscorer.simulation import simulate_night, write_edf
from sleepscorer.simulation.edf import START

FIRST_SEED = 1_000_101
"""Models are trained on simulated nights of seeds below a million."""
SAMPLE = ("resources/sample/sample-night.edf", "resources/sample/sample-night-hypnogram.edf")

_INTRODUCTION = """\
# What was measured

Made by

    {command}

and any table by the commands above it. ECE is the expected calibration error in 15 bins. In brackets: 95 %
intervals from resampled blocks of ten minutes; that of the ECE is moved to have it in its middle, since
drawing adds noise that can only raise it. They say how sure a figure is on these nights; other people,
sites and disorders differ by far more than that. Human scorers agree with each other at a kappa of about
0.76 (Lee et al., J Clin Sleep Med 18:193-202, 2022). None of this is a clinical validation.

The review tables say how accurate the scoring is once a technician has put right every error among the first
5 to 30 % of the epochs, in the order of the review queue and at random, and how many of all errors the
flagged fifth holds.
"""
_SAMPLE_TEXT = """\
## One real night

The sample night: subject SC4001 of Sleep-EDF Expanded (EEG Fpz-Cz, EEG Pz-Oz and EOG; the chin EMG is an
envelope and is not used), cut to half an hour before and after sleep, against its expert. No model of the
product was trained on this person. One night of one healthy person shows that nothing is broken; it does not
rank scorers whose intervals overlap.
"""
_SIMULATED_TEXT = """\
## Simulated nights

{count} nights with montages, gains and artefacts drawn at random, against the stages they were simulated
from. Our models learnt from other nights of the same simulation, so these figures flatter them beside a
scorer that did not; they say whether every montage works, not how well patients are scored.
"""

_ADAPTING_TEXT = """\
## Adapting to a laboratory

What `sleepscorer adapt` gives on simulated nights of one laboratory, and of four that share neither montage
nor gain; each night was scored by a fit to the other three. Where the log loss does not fall, nothing is
written.
"""
ADAPTED = ("sleepscorer-context", "ulw-sleepnet-2")
"""Models that are adapted for the last table."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and write the page."""
    arguments = _parse(argv)
    text = document(arguments.models or _all_models(), arguments.nights)
    if arguments.out:
        write_atomically(arguments.out, text)
    else:
        print(text, end="")
    return 0


def document(models: Sequence[str], n_simulated: int) -> str:
    """Render the page."""
    command = f"python -m sleepscorer.evaluation.validation --nights {n_simulated} {' '.join(models)}"
    parts = [_INTRODUCTION.format(command=command), _section(_SAMPLE_TEXT, models, [_sample()], SAMPLE, ())]
    if n_simulated:
        parts.append(_simulated_section(models, range(FIRST_SEED, FIRST_SEED + n_simulated)))
        parts.append(_adapting_section([name for name in ADAPTED if name in models]))
    return "\n".join(parts)


def _simulated_section(models: Sequence[str], seeds: range) -> str:
    made = [f"sleepscorer simulate {_name(seed)} --hours 8 --seed {seed}" for seed in seeds]
    names = [name for seed in seeds for name in (_name(seed), hypnogram_name(_name(seed)))]
    text = _SIMULATED_TEXT.format(count=len(seeds))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return _section(text, models, [_simulated(Path(folder), seed) for seed in seeds], names, made)


def _adapting_section(models: Sequence[str]) -> str:
    if not models:
        return ""
    command = f"python -m sleepscorer.evaluation.adapting_table {' '.join(models)}"
    return f"{_ADAPTING_TEXT}\n    {command}\n\n{table(models)}\n"


def _sample() -> Pair:
    night, hypnogram = (resource("sample", Path(name).name) for name in SAMPLE)
    return Pair(night, hypnogram)


def _section(
    text: str, models: Sequence[str], pairs: Sequence[Pair], names: Sequence[str], before: Sequence[str]
) -> str:
    """Return the text, commands and tables of every model that these nights have channels for."""
    reports = {model: measured for model in models if (measured := _report(model, pairs)) is not None}
    lines = [
        *before,
        *(f"sleepscorer evaluate --markdown --model {model} {shlex.join(names)}" for model in reports),
    ]
    commands = "\n".join(f"    {line}" for line in lines)
    scorers = ", ".join(f"`{name}`" for report in reports.values() for name in report.scorers)
    return f"{text}\n{commands}\n\nScorers: {scorers}.\n\n{table_of(*reports.values())}\n"


def _report(model: str, pairs: Sequence[Pair]) -> Report | None:
    try:
        return evaluate(pairs, model)
    except ModelError as error:
        if "has no channels" in str(error):
            return None
        raise


def _simulated(folder: Path, seed: int) -> Pair:
    path = folder / _name(seed)
    night = simulate_night(seed, 8.0)
    write_edf(night, path)
    hypnogram = path.with_name(hypnogram_name(path))
    scoring = scoring_from_stages(night.stages, Author(AuthorKind.IMPORT, "simulation"))
    write_edf_hypnogram(hypnogram, scoring, START)
    return Pair(path, hypnogram)


def _name(seed: int) -> str:
    return f"simulated-{seed}.edf"


def _all_models() -> list[str]:
    return [card.name for card in available_models()]


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sleepscorer.evaluation.validation")
    parser.add_argument(
        "models", nargs="*", metavar="NAME", help="models and outside scorers; else all models"
    )
    parser.add_argument("--nights", type=int, default=3, metavar="N", help="simulated nights")
    parser.add_argument("--out", type=Path, metavar="FILE", help="else it is printed")
    return parser.parse_args(argv)


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except SleepscorerError as error:
        raise SystemExit(str(error)) from None
