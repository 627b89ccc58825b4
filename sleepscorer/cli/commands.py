"""Sub-commands; each returns the exit code."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from sleepscorer.cli.hypnograms import naming_the_options
from sleepscorer.cli.tables import print_agreement, print_info, print_json, print_models, print_scorers
from sleepscorer.cli.window import load_window
from sleepscorer.errors import ModelError, SleepscorerError
from sleepscorer.extras import install_command

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

    from sleepscorer.formats import Hypnogram
    from sleepscorer.prescoring.model_card import ModelCard
    from sleepscorer.prescoring.plugins import Scorer
    from sleepscorer.recording import Channel, Recording
    from sleepscorer.statistics import Agreement

_COUNTS_ALONE = "B counts from the recording's first sample; A was taken to start there, too."


def demo(arguments: argparse.Namespace) -> int:
    """Open a sample, or draw it where there is no display."""
    code: int = load_window().run_demo(arguments.out, clinical=arguments.clinical)
    return code


def info(arguments: argparse.Namespace) -> int:
    """Print what is in a recording."""
    from sleepscorer.recording import open_recording

    recording = open_recording(arguments.file, units=dict(arguments.unit))
    facts = describe(recording)
    recording.close()
    if arguments.json:
        print_json(facts)
    else:
        print_info(facts)
    return 0


def describe(recording: Recording) -> dict[str, Any]:
    """Describe a recording as ``sleepscorer info`` prints it, as plain JSON values; no patient field."""
    from sleepscorer.prescoring.inputs import plan_inputs
    from sleepscorer.prescoring.model_card import find_models
    from sleepscorer.prescoring.prescore import DEFAULT_MODEL

    try:
        plan = plan_inputs(recording, find_models(DEFAULT_MODEL))
        model, inputs, notices = plan.card.name, [trace.label for trace in plan.traces], list(plan.notices)
    except ModelError as error:
        model, inputs, notices = None, [], [str(error)]
    return {
        "file": str(recording.path),
        "start": _start(recording.start),
        "duration_s": recording.duration_s,
        "n_epochs": recording.n_epochs,
        "equipment": recording.equipment,
        "model": model,
        "model_inputs": inputs,
        "channels": [_channel(channel) for channel in recording.channels],
        "traces": [trace.label for trace in recording.traces if trace.shown],
        "gaps": [[gap.start_s, gap.stop_s] for gap in recording.gaps],
        "warnings": list(recording.warnings),
        "model_notices": notices,
    }


def _start(start: datetime | None) -> str | None:
    """Start in ISO 8601; the time of day alone where the file has no date."""
    from sleepscorer.edf.header import has_date

    if start is None:
        return None
    return start.isoformat(" ") if has_date(start) else start.time().isoformat()


def _channel(channel: Channel) -> dict[str, Any]:
    return {
        "label": channel.label,
        "role": channel.role.value,
        "unit": channel.unit,
        "sampling_rate_hz": channel.sampling_rate_hz,
        "prefiltering": channel.prefiltering,
    }


def compare(arguments: argparse.Namespace) -> int:
    """Compare two hypnograms of one night."""
    from sleepscorer.formats import read_hypnogram
    from sleepscorer.statistics import agreement

    given = {"key": arguments.key, "words": arguments.words}
    with naming_the_options():
        first, second = read_hypnogram(arguments.first, **given), read_hypnogram(arguments.second, **given)
    stages, warnings = _on_epochs_of(first, second)
    result = agreement(first.stages, stages)
    warnings = (*first.warnings, *second.warnings, *warnings)
    if arguments.json:
        print_json(_agreement_values(result) | {"warnings": warnings})
    else:
        print_agreement(result, warnings)
    return 0


def _on_epochs_of(first: Hypnogram, second: Hypnogram) -> tuple[NDArray[np.int8], tuple[str, ...]]:
    """Place the second's stages on the epochs of the first, by clock time where both know it."""
    from dataclasses import replace

    from sleepscorer.formats import place

    onset_s = second.onset_s - first.onset_s
    placed = place(replace(second, onset_s=onset_s), first.start, len(first.stages))
    counts_alone = second.from_recording_start and not first.from_recording_start
    return placed.stages, (*placed.warnings, *([_COUNTS_ALONE] if counts_alone else []))


def _agreement_values(result: Agreement) -> dict[str, Any]:
    return {
        "n_epochs": result.n_epochs,
        "n_left_out": result.n_left_out,
        "accuracy": result.accuracy,
        "kappa": result.kappa,
        "macro_f1": result.macro_f1,
        "f1": {stage.name: value for stage, value in result.f1.items()},
        "confusion": result.confusion.tolist(),
    }


def models(arguments: argparse.Namespace) -> int:
    """List the models that are installed."""
    from sleepscorer.prescoring.model_card import available_models
    from sleepscorer.prescoring.plugins import outside_scorers

    cards, scorers = available_models(), outside_scorers()
    values = [_model_values(card) for card in cards]
    if arguments.json:
        print_json([*values, *map(_scorer_values, scorers)])
    elif not cards:
        raise ModelError("No model is installed; reinstall sleepscorer, or train one (sleepscorer train).")
    else:
        print_models(values)
        print_scorers([_scorer_values(scorer) for scorer in scorers])
    return 0


def _scorer_values(scorer: Scorer) -> dict[str, Any]:
    installed = {"version": scorer.version or None, "install": scorer.install}
    return {"name": scorer.name, "title": scorer.title, "outside": True} | installed


def _model_values(card: ModelCard) -> dict[str, Any]:
    from sleepscorer.prescoring.prescore import DEFAULT_MODEL

    return {
        "name": card.name,
        "title": card.title,
        "inputs": [model_input.role.value for model_input in card.inputs],
        "trainable_parameters": card.trainable_parameters,
        "default": card.name == DEFAULT_MODEL,
        "sha256": card.sha256,
        "figures": list(card.figures),
    }


def train(arguments: argparse.Namespace) -> int:
    """Train a model."""
    from sleepscorer.training.recipes.run import main

    try:
        return main(arguments)
    except ModuleNotFoundError as error:
        raise SleepscorerError(
            f"Training needs {error.name}: install it with {install_command('train')}."
        ) from error
