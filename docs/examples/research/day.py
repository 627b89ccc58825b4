"""A day's work on a folder of nights of several kinds: scored, tabulated, drawn, and shared as BIDS.

    python day.py NIGHTS RESULTS

Writes into RESULTS the hypnograms, ``cohort.csv``, ``figures/<night>.pdf`` and the BIDS derivatives ``bids``.
"""

import sys
from pathlib import Path

import sleepscorer
from sleepscorer import plotting
from sleepscorer.batch import run_batch
from sleepscorer.cli import main


def work(nights: Path, results: Path) -> None:
    """Score, tabulate, draw and share."""
    run_batch([nights], results / "hypnograms", formats=("edf", "csv"), workers=1)
    table = sleepscorer.cohort(results / "hypnograms")
    table.drop(columns="stages").to_csv(results / "cohort.csv", index=False)
    (results / "figures").mkdir(exist_ok=True)
    scored = table[table["status"] == "ok"].sort_values("expected_accuracy_percent")
    for file in scored["file"].head(3):  # those that most need a look
        figure, axes = plotting.new_figure(rows=2)
        night = sleepscorer.read_hypnogram(results / "hypnograms" / f"{Path(file).stem}_hyp.csv")
        plotting.hypnogram(night, axes[0])
        plotting.hypnodensity(night, axes[1])
        plotting.save(figure, results / "figures" / f"{Path(file).stem}.pdf")
    main(["convert", str(results / "hypnograms"), str(results / "bids"), "--to", "bids-derivatives"])


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]))
