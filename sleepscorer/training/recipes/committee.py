"""Make Sleepscorer Committee of two trained models.

``python -m sleepscorer.training.recipes.committee --lead models/sleepscorer-context
--colleague models/msa-cnn-small-1-context --out models`` writes its folder.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sleepscorer.training.data.distortions import LOW_PASS_HZ
from sleepscorer.training.export.context_cards import write_card

NAME = "sleepscorer-committee"
TITLE = "Sleepscorer Committee"
VERSION = "5"
SHARES = {"weight": 0.5, "weight_with_eog": 0.333}
"""Of the colleague: chosen on nights rebuilt of held-out people and simulated ones, whole and in pieces."""
SPREAD_UV, MOST_NOISE_UV = (4, 25), 3.0
"""What an EEG has to be for the colleague to be asked: beyond, it was worse than none on those nights."""


def make_committee(lead: Mapping[str, Any], colleague: Mapping[str, Any]) -> dict[str, Any]:
    """Return the card of a model and its colleague, without figures.

    Parameters
    ----------
    lead, colleague : mapping
        Their own cards.
    """
    own, other = lead["training"], colleague["training"]
    description = (
        f"Of two networks. {lead['title']}: {own['description']} "
        f"{colleague['title']}: {other['description']} "
        f"The second has a share of {SHARES['weight']:g} in the mean of the logarithms of both where the "
        f"first reads EEG alone, of {SHARES['weight_with_eog']:g} where it reads an EOG, and is asked where "
        f"the first EEG is one that it knows: a standard deviation within a second of {SPREAD_UV[0]} to "
        f"{SPREAD_UV[1]} uV (median), and at most {MOST_NOISE_UV:g} uV from 30 to 45 Hz. Where that EEG "
        "holds what lies above 30 Hz and below 1 Hz, EEG and EOG of an hour and more are low-passed at "
        f"{LOW_PASS_HZ:g} Hz. "
        "Shares, limits and the low-pass were chosen on rebuilt nights of held-out people, simulated nights "
        "and held-out patients."
    )
    return {
        **lead,
        "name": NAME,
        "family": NAME,
        "title": TITLE,
        "version": VERSION,
        "trainable_parameters": lead["trainable_parameters"] + colleague["trainable_parameters"],
        "colleague": {
            "model": colleague["name"],
            "sha256": colleague["sha256"],
            **SHARES,
            "spread_uv": list(SPREAD_UV),
            "most_noise_uv": MOST_NOISE_UV,
        },
        "low_pass_hz": LOW_PASS_HZ,
        "training": {"data": list(dict.fromkeys([*own["data"], *other["data"]])), "description": description},
        "figures": [],
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Write the folder as the command line says."""
    parser = argparse.ArgumentParser(
        prog="python -m sleepscorer.training.recipes.committee", description=__doc__
    )
    parser.add_argument("--lead", type=Path, required=True, help="folder of the model that scores the night")
    parser.add_argument("--colleague", type=Path, required=True, help="folder of the one that reads one EEG")
    parser.add_argument("--out", type=Path, required=True, help=f"receives the folder {NAME}")
    asked = parser.parse_args(argv)
    cards = [
        json.loads((folder / "card.json").read_text("utf-8")) for folder in (asked.lead, asked.colleague)
    ]
    folder = asked.out / NAME
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(asked.lead / cards[0]["file"], folder / cards[0]["file"])
    write_card(folder, make_committee(*cards))


if __name__ == "__main__":
    main()
