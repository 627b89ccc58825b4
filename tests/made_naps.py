"""Naps of a simulated multiple sleep latency test as small recordings, scored as they were made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, scoring_from_stages
from sleepscorer.simulation.clinical import Montage, simulate_clinical
from sleepscorer.simulation.clinical.channels import SimulatedChannel, stored
from sleepscorer.simulation.clinical.truth import acquired_annotations, nap_figures
from sleepscorer.simulation.clinical.writer import write_recording
from sleepscorer.storage.sidecar import Sidecar, save
from sleepscorer.storage.store import store_of

PERSON = Author(AuthorKind.TECHNICIAN, "AB")


@dataclass(frozen=True)
class MadeNaps:
    """Recordings of five naps, and the latencies that they were made with."""

    paths: tuple[Path, ...]
    figures: dict[str, Any]


def write_naps(folder: Path, seed: int = 3) -> MadeNaps:
    """Write the clock, the recorder's lights and the true stages of each nap, under one slow channel."""
    nights = simulate_clinical(Montage.MSLT, seed)
    paths = []
    for night in nights:
        path = folder / f"naps-{night.part}.edf"
        n_seconds = night.timeline.n_seconds
        wave = stored(20 * np.sin(np.arange(4 * n_seconds)), 4)
        channel = SimulatedChannel("C4-M1", "uV", 4, (-500.0, 500.0), wave)
        write_recording(path, [channel], acquired_annotations(night), night.start, n_seconds)
        recording = open_recording(path)
        scoring = scoring_from_stages(night.timeline.stages, PERSON)
        save(store_of(recording).place.sidecar, Sidecar(recording.fingerprint, scoring))
        recording.close()
        paths.append(path)
    return MadeNaps(tuple(paths), nap_figures(nights))
