"""Output of the sub-commands: tables for people, JSON for programs."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sleepscorer.statistics import Agreement


def print_info(facts: dict[str, Any]) -> None:
    """Print what is in a recording."""
    from sleepscorer.batch.progress import duration_text

    print(facts["file"])
    rows = [
        ("start", facts["start"] or "unknown"),
        ("duration", f"{duration_text(facts['duration_s'])}, {facts['n_epochs']} epochs of 30 s"),
        ("equipment", facts["equipment"] or "unknown"),
        ("traces", ", ".join(facts["traces"])),
        ("model", f"{facts['model']}: {', '.join(facts['model_inputs'])}" if facts["model"] else "none"),
    ]
    print_table(rows)
    print()
    columns = ("label", "role", "unit", "sampling_rate_hz", "prefiltering")
    channels = [[channel[name] for name in columns] for channel in facts["channels"]]
    print_table([("channel", "role", "unit", "Hz", "filters"), *channels])
    for start_s, stop_s in facts["gaps"]:
        print(f"  gap from {start_s:g} s to {stop_s:g} s")
    for sentence in (*facts["warnings"], *facts["model_notices"]):
        print(f"  {sentence}")


def print_agreement(agreement: Agreement, warnings: Sequence[str]) -> None:
    """Print how far two scorings agree."""
    names = [stage.name for stage in agreement.f1]
    print(f"{agreement.n_epochs} epochs compared, {agreement.n_left_out} scored by one of them only")
    measures = {"accuracy": agreement.accuracy, "kappa": agreement.kappa, "macro-F1": agreement.macro_f1}
    print(", ".join(f"{name} {_figure(value)}" for name, value in measures.items()))
    print("\nRows: A; columns: B.")
    rows = zip(names, agreement.confusion.tolist(), agreement.f1.values(), strict=True)
    print_table(
        [("", *names, "F1"), *([name, *counts, _figure(f1)] for name, counts, f1 in rows)], right=True
    )
    for sentence in warnings:
        print(sentence)


def _figure(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.3f}"


def print_models(models: Sequence[Mapping[str, Any]]) -> None:
    """Print models and what was measured of them."""
    rows = [(m["name"], _title(m), " + ".join(m["inputs"]), m["trainable_parameters"]) for m in models]
    print_table([("name", "title", "inputs", "parameters"), *rows])
    for model in models:
        for figure in model["figures"]:
            kappa = figure.get("kappa")
            shown = f"{kappa:.3f}" if isinstance(kappa, float) else kappa
            print(f"  {model['name']}: kappa {shown} on {figure.get('measured_on')}")


def _title(model: Mapping[str, Any]) -> str:
    return f"{model['title']} (default)" if model["default"] else str(model["title"])


def print_scorers(scorers: Sequence[Mapping[str, Any]]) -> None:
    """Print outside scorers, and how to get those that are not installed."""
    for scorer in scorers:
        state = f"version {scorer['version']}" if scorer["version"] else f"not installed: {scorer['install']}"
        print(f"  {scorer['name']}: {scorer['title']}, an outside scorer, {state}")


def print_table(rows: Sequence[Sequence[object]], *, right: bool = False) -> None:
    """Print rows in columns; with ``right``, all but the first column are flush right."""
    cells = [[f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = [
            cell.rjust(width) if right and index else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print(f"  {'  '.join(padded)}".rstrip())


def print_json(values: Any) -> None:
    """Print JSON that every reader takes: what is no number is null."""
    print(json_text(values))


def json_text(values: Any) -> str:
    """Encode JSON in which what is no number is null."""
    return json.dumps(_plain(values), indent=2, ensure_ascii=False, allow_nan=False)


def _plain(values: Any) -> Any:
    if isinstance(values, Mapping):
        return {key: _plain(value) for key, value in values.items()}
    if isinstance(values, list | tuple):
        return [_plain(value) for value in values]
    return None if isinstance(values, float) and not math.isfinite(values) else values
