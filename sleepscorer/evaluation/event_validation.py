"""Page ``docs/validation-events.md``: ``python -m sleepscorer.evaluation.event_validation --out PAGE``.

An event scorer is measured on made nights whose events are known, through the same code as in the product.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sleepscorer.atomic import write_atomically
from sleepscorer.evaluation.event_metrics import EventAgreement, agreement_of, match_events
from sleepscorer.prescoring.events.run import propose_events
from sleepscorer.recording import open_recording
from sleepscorer.scoring import (
    APNOEAS,
    OF_RECORDING,
    RESPIRATORY,
    Event,
    EventKind,
    Lights,
    Scoring,
    scoring_from_stages,
)
from sleepscorer.simulation.clinical import Montage, simulate_clinical, write_clinical
from sleepscorer.simulation.clinical.night import ClinicalNight
from sleepscorer.simulation.clinical.truth import true_events
from sleepscorer.statistics.indices import EventStatistics, event_statistics

FIRST_SEED = 2_000_001
NIGHTS: tuple[tuple[Montage, float], ...] = (
    (Montage.CLINICAL, 8.0),
    (Montage.CLINICAL, 1.0),
    (Montage.HOME, 8.0),
    (Montage.SPLIT, 8.0),
    (Montage.CLINICAL, 14.0),
    (Montage.CHILD, 8.0),
)
"""Montage and hours of each night; its seed is the next."""
_GROUPS: tuple[tuple[str, frozenset[EventKind]], ...] = (
    ("respiratory events", frozenset(RESPIRATORY)),
    ("apnoeas", frozenset(APNOEAS)),
    ("hypopnoeas", frozenset({EventKind.HYPOPNOEA})),
    ("desaturations", frozenset({EventKind.DESATURATION})),
    ("arousals", frozenset({EventKind.AROUSAL})),
    ("limb movements", frozenset({EventKind.LIMB_MOVEMENT})),
)
_INTRODUCTION = """\
# Events proposed by the machine: what was measured

Made by

    {command}

with {scorer}, profile `{profile}`. The nights are made ([simulated recordings](simulated-recordings.md)),
with their true stages given to the scorer; that of the home test has none. A proposed event is true if it
overlaps a true one of its row, each counted once.

**Made events are cleaner than people's: these figures flatter.** They show that every route works, and what
it costs; they say nothing about patients. No recording of a person with scored events was at hand, so none
was measured here.
"""
_PUBLISHED = """\
## What others have measured on people

| | F1 of the library | F1 among human scorers |
|---|---|---|
| respiratory events, PSG-IPA (5 nights, 12 scorers) | 0.434 (median) | 0.67 |
| respiratory events, MESA (140 nights, one scorer) | 0.557 | not known: one scorer |
| arousals, PSG-IPA | 0.745 | 0.679 (median of 330 pairs) |
| arousals, SHHS1 (150 nights) | 0.676 | not known: one scorer |

The library's figures, and its human ceilings, are those that its authors publish with version 0.37.0
(Rombaut et al., psgscoring, PyPI, October 2026); they were not repeated here. On MESA it counts 0.5
respiratory events an hour too many on average and has the class of severity right in 83 nights of 140. No
figure is published for desaturations or limb movements.

Human scorers agree on a respiratory event in 88 % of the epochs that have one, on an obstructive apnoea in
77, a hypopnoea in 65 and a central apnoea in 52 % (Rosenberg & Van Hout, J Clin Sleep Med 10:447-454,
2014); between sleep centres the intraclass correlation of the AHI is 0.95, that of obstructive apnoeas
0.70, of central ones 0.46 (Magalang et al., Sleep 36:591-596, 2013).

**Proposals are to be reviewed, one by one; they are no result.**
"""
_NOT_MEASURED = """\
## What was not measured

- Recordings of people: none with scored events may be kept here.
- Profiles other than the one named above; stages scored by a model rather than the true ones.
- RERA, hypoventilation and Cheyne-Stokes breathing: they are not proposed. The library counts RERAs where
  flow is flattened, by an index that undisturbed breathing exceeds, too
  (`tests/prescoring/events/test_psg_speed.py`). A RERA that a person marks enters the RDI.
- Children, infants and neonates.

## Where the library is not followed

Desaturations are not those of the library. Its detector measures against the highest saturation of the minute
that *follows*, so that it begins where 3 % are reached, takes a mere rise for a desaturation, and, as it
smooths first, misses falls of just 3 %. The AASM Manual (chapter VIII) measures against the saturation
*before*. They are found by that plain rule (`sleepscorer/signals/saturation_falls.py`), under the name of
sleepscorer; `tests/signals/test_saturation_falls.py` shows where the two differ. Body positions agree.

Mixed apnoeas are told by the manual's rule (`sleepscorer/signals/effort.py`): effort is absent first, and
comes back. The library asks first whether chest and abdomen move against each other anywhere in the apnoea,
which the second portion of a mixed one does, and calls it obstructive. All others have its own type.

The library's network is run in another form, and its baselines are computed as arrays, for half the cost;
`tests/prescoring/events/test_psg_speed.py` and `test_plane_network.py` show that the results are the same.

The library would score the night by three more profiles for an interval of the AHI: that is left out, as it
changes no event. Where no belt is recorded, its type of an apnoea is not taken.
"""


@dataclass(frozen=True)
class _Measured:
    """Measurement of one night."""

    name: str
    true: tuple[Event, ...]
    proposed: tuple[Event, ...]
    truth: EventStatistics
    indices: EventStatistics
    cpu_s: float
    wall_s: float
    analysed_h: float | None
    scorer: str
    profile: str


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m sleepscorer.evaluation.event_validation")
    parser.add_argument("--out", type=Path, metavar="PAGE", help="else to standard output")
    parser.add_argument("--profile", metavar="NAME")
    parser.add_argument("--nights", type=int, default=len(NIGHTS), metavar="N", help="the first N only")
    arguments = parser.parse_args(argv)
    nights = NIGHTS[: arguments.nights]
    text = document([_measure(*night, FIRST_SEED + i, arguments.profile) for i, night in enumerate(nights)])
    if arguments.out:
        write_atomically(arguments.out, text.encode())
    else:
        print(text)
    return 0


def document(measured: Sequence[_Measured]) -> str:
    """Return the page of some measurements."""
    command = "python -m sleepscorer.evaluation.event_validation --out docs/validation-events.md"
    command += f" --nights {len(measured)}" if len(measured) < len(NIGHTS) else ""
    first = measured[0]
    parts = [
        _INTRODUCTION.format(command=command, scorer=f"`{first.scorer}`", profile=first.profile),
        "## Events\n\n" + _kinds_table(measured),
        _types_paragraph(measured),
        "## Indices\n\n" + _indices_table(measured),
        "## Cost\n\n" + _cost_table(measured),
        _PUBLISHED,
        _NOT_MEASURED,
    ]
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _measure(montage: Montage, hours: float, seed: int, profile: str | None) -> _Measured:
    (night,) = simulate_clinical(montage, seed, hours)
    with tempfile.TemporaryDirectory(prefix="sleepscorer-", ignore_cleanup_errors=True) as folder:
        recording = open_recording(write_clinical(Path(folder, "night.edf"), [night])[0])
        try:
            scoring = _given(night, recording.n_epochs)
            started, cpu_started = time.perf_counter(), _cpu_of_children()
            result = propose_events(recording, scoring, profile=profile)
            cpu_s, wall_s = _cpu_of_children() - cpu_started, time.perf_counter() - started
        finally:
            recording.close()
    true = tuple(each.event for each in true_events(night))
    stages, lights = night.timeline.stages, scoring.lights
    return _Measured(
        f"{montage.value} {hours:g} h",
        true,
        result.events,
        event_statistics(true, stages, lights),
        event_statistics(result.events, stages, lights),
        cpu_s,
        wall_s,
        result.figures.get("analysed_hours"),
        result.author.name,
        result.profile,
    )


def _given(night: ClinicalNight, n_epochs: int) -> Scoring:
    """Return what the scorer is given: true stages and lights; no stages for a home test."""
    off_s, on_s = night.timeline.bed_s
    stages = np.asarray(night.timeline.stages[:n_epochs], np.int8)
    if night.montage is Montage.HOME:
        stages = np.full(n_epochs, -1, np.int8)
    scoring = scoring_from_stages(stages, OF_RECORDING)
    scoring.apply(scoring.mark_lights(Lights(float(off_s), float(on_s)), OF_RECORDING))
    return scoring


def _cpu_of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _peak_mb() -> float | None:
    """Return the largest memory of any process that was started so far, in MB; None where it is not told."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _of(events: Iterable[Event], kinds: frozenset[EventKind]) -> list[Event]:
    return [event for event in events if event.kind in kinds]


def _kinds_table(measured: Sequence[_Measured]) -> str:
    rows = []
    for name, kinds in _GROUPS:
        total = EventAgreement(0, 0, 0)
        for each in measured:
            true = _of(each.true, kinds)
            if true or kinds & RESPIRATORY or EventKind.DESATURATION in kinds:
                total += agreement_of(true, _of(each.proposed, kinds))
        figures = (total.precision, total.recall, total.f1)
        rows.append([name, str(total.n_true), str(total.n_proposed), *map(_figure, figures)])
    return _table(("", "true", "proposed", "precision", "recall", "F1"), rows)


def _types_paragraph(measured: Sequence[_Measured]) -> str:
    """Return the table of true types against proposed ones."""
    kinds = [kind for kind in EventKind if kind in RESPIRATORY]
    counts: Counter[tuple[EventKind, EventKind]] = Counter()
    for each in measured:
        respiratory = frozenset(RESPIRATORY)
        for true, proposed in match_events(_of(each.true, respiratory), _of(each.proposed, respiratory)):
            counts[true.kind, proposed.kind] += 1
    rows = [[true.type.name, *(str(counts[true, proposed]) for proposed in kinds)] for true in kinds]
    header = ("true, then proposed as", *(kind.type.name for kind in kinds))
    return "Types of the respiratory events that match:\n\n" + _table(header, rows)


def _indices_table(measured: Sequence[_Measured]) -> str:
    rows = []
    for each in measured:
        pairs = (
            (each.truth.ahi, each.indices.ahi),
            (
                each.truth.by_kind[EventKind.DESATURATION].per_hour,
                each.indices.by_kind[EventKind.DESATURATION].per_hour,
            ),
            (each.truth.arousal_index, each.indices.arousal_index),
            (each.truth.periodic_limb_movements.per_hour, each.indices.periodic_limb_movements.per_hour),
        )
        rows.append([each.name, *(f"{_index(true)} / {_index(ours)}" for true, ours in pairs)])
    table = _table(("night", "AHI true / proposed", "ODI", "arousal index", "PLMS index"), rows)
    return f"Per hour of true sleep.\n\n{table}"


def _cost_table(measured: Sequence[_Measured]) -> str:
    rows = [[each.name, f"{each.cpu_s:.0f}", f"{each.wall_s:.0f}"] for each in measured]
    peak = _peak_mb()
    memory = "was not told by this system" if peak is None else f"was {peak:.0f} MB at most"
    table = _table(("night", "processor, s", "time, s"), rows)
    return f"{table}\n\nMemory of the scorer's process {memory}. Times are of a machine in use by others."


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _index(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


if __name__ == "__main__":
    raise SystemExit(main())
