"""Table of adaptation on simulated nights: ``python -m sleepscorer.evaluation.adapting_table NAME ...``.

Four nights of one laboratory share montage, gain and filters; four of four laboratories share nothing.
A fit to the former should carry over to a night it has not seen, a fit to the latter should be refused.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sleepscorer.evaluation.adaptation import Adaptation, adapt, adaptable
from sleepscorer.evaluation.adapted_model import rows_of
from sleepscorer.evaluation.metrics import ScoredNight
from sleepscorer.prescoring.run import score_recording
from sleepscorer.recording import open_recording
from sleepscorer.simulation import simulate_night, write_edf

SEEDS = range(1_000_301, 1_000_305)
_HOURS = 7.0


def table(models: Sequence[str]) -> str:
    """Tabulate the figures before and after adapting each model, each night left out in turn, in Markdown."""
    rows: list[list[str]] = []
    for name in models:
        for one_laboratory in (True, False):
            adaptation = adapt(_nights(name, one_laboratory=one_laboratory), adaptable(name))
            rows.append(
                [name, "one laboratory" if one_laboratory else "four laboratories", *_cells(adaptation)]
            )
    names = ["model", "nights", *(row[0] for row in rows_of(adaptation)), "written"]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (names, ["---"] * len(names), *rows))


def _cells(adaptation: Adaptation) -> list[str]:
    changes = [f"{before} to {after}" for _, before, after in rows_of(adaptation)]
    return [*changes, "yes" if adaptation.pays else "no"]


def _nights(model: str, *, one_laboratory: bool) -> list[ScoredNight]:
    nights = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for seed in SEEDS:
            night = simulate_night(seed, _HOURS, sleep_edf_montage=one_laboratory)
            path = Path(folder) / f"{seed}.edf"
            write_edf(night, path)
            recording = open_recording(path)
            nights.append(
                ScoredNight(path.name, night.stages, score_recording(recording, model).probabilities)
            )
            recording.close()
    return nights


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m sleepscorer.evaluation.adapting_table")
    parser.add_argument("models", nargs="+", metavar="NAME")
    print(table(parser.parse_args().models))


if __name__ == "__main__":
    main()
