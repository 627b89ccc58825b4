"""Read a folder of cases that were once read wrong and print what comes out beside what is right.

python benchmarks/cases.py FOLDER

The folder holds a sub-folder for each kind of fault; the night of each is ``RIGHT`` below.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from sleepscorer.channels import Role
from sleepscorer.errors import SleepscorerError
from sleepscorer.formats import Anonymous, import_events, place, read_hypnogram, write_full_copy
from sleepscorer.recording import open_recording
from sleepscorer.scoring import EventKind, Lights, Scoring

START = datetime(2021, 5, 4, 22)
RUNS = ((0, 4), (1, 2), (2, 10), (3, 8), (4, 6), (0, 2))
RIGHT = tuple(stage for stage, count in RUNS for _ in range(count))
SUMMER = tuple(s for s, n in ((0, 20), (1, 10), (2, 200), (3, 130), (4, 100), (0, 20)) for _ in range(n))

Judge = Callable[[Path], tuple[str, bool]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    n_wrong = 0
    for path in sorted(path for path in folder.glob("[0-9][0-9]-*/*") if path.is_file()):
        judge = JUDGES.get(path.parent.name[:2])
        if judge is None or path.name in COMPANIONS:
            continue
        try:
            read, is_right = judge(path)
        except SleepscorerError as error:
            read, is_right = f"refused: {str(error).replace(str(path), path.name)}", path.name in REFUSED
        n_wrong += not is_right
        print(f"{'right' if is_right else 'WRONG'}  {path.parent.name[:2]} {path.name}: {read}")
    print(f"{n_wrong} wrong")
    return 1 if n_wrong else 0


def runs(stages: Iterable[int]) -> str:
    """Stages as ``Wx4 1x2``."""
    return " ".join(f"{'?W123R'[s + 1]}x{len(list(run))}" for s, run in groupby(int(s) for s in stages))


def _night(path: Path, right: tuple[int, ...] = RIGHT) -> tuple[str, bool]:
    read = read_hypnogram(path)
    return runs(read.stages), tuple(read.stages.tolist()) == right


def _with_marks(path: Path) -> tuple[str, bool]:
    read = read_hypnogram(path)
    events = [(event.kind, event.start_s) for event in read.events]
    is_right = tuple(read.stages.tolist()) == RIGHT
    if path.name == "lights-and-events.edf":
        is_right &= read.lights == Lights(60.0, 900.0) and events == [(EventKind.OBSTRUCTIVE_APNOEA, 300.0)]
    return (
        f"{runs(read.stages)}, lights {read.lights.off_s} {read.lights.on_s}, {len(events)} events",
        is_right,
    )


def _movement(path: Path) -> tuple[str, bool]:
    stages = tuple(read_hypnogram(path).stages.tolist())
    differing = [stage for stage, right in zip(stages, RIGHT, strict=False) if stage != right]
    return runs(stages), len(stages) == len(RIGHT) and differing in ([], [-1])


def _placed(n_before: int) -> Judge:
    def judge(path: Path) -> tuple[str, bool]:
        beside = path.with_name("no-date.edf")
        start = open_recording(beside).start if beside.exists() else START
        stages = place(read_hypnogram(path), start, n_before + len(RIGHT)).stages
        return runs(stages), tuple(stages.tolist()) == (*[-1] * n_before, *RIGHT)

    return judge


def _arousals(path: Path) -> tuple[str, bool]:
    kinds = [event.kind for event in import_events(path).events]
    return f"{kinds.count(EventKind.AROUSAL)} arousals of {len(kinds)} events", kinds == [EventKind.AROUSAL]


def _latin(path: Path) -> tuple[str, bool]:
    kinds = [event.kind for event in import_events(path).events]
    counts = kinds.count(EventKind.DESATURATION), kinds.count(EventKind.OBSTRUCTIVE_APNOEA)
    return f"{counts[0]} desaturations, {counts[1]} obstructive apnoeas", counts == (10, 1)


def _lights(path: Path) -> tuple[str, bool]:
    lights = read_hypnogram(path).lights
    return f"lights {lights.off_s} {lights.on_s}", lights == Lights(60.0, 900.0)


def _keys(path: Path) -> tuple[str, bool]:
    key = {"rk-no-rem.txt": "rk", "ucd.txt": "ucd"}.get(path.name)
    guessed, read = read_hypnogram(path), read_hypnogram(path, key=key)
    right = RIGHT if key == "ucd" else tuple(0 if stage == 4 else stage for stage in RIGHT)
    is_right = not guessed.says_key and tuple(read.stages.tolist()) == right
    return f"{runs(read.stages)} by the key {key}; says its key: {guessed.says_key}", is_right


def _luna(path: Path) -> tuple[str, bool]:
    read = read_hypnogram(path)
    return f"{runs(read.stages)} from {read.start}", read.start == datetime(2021, 5, 4, 22, 30)


def _refusals(path: Path) -> tuple[str, bool]:
    return _luna(path) if path.suffix == ".annot" else _night(path)


def _anonymous(path: Path) -> tuple[str, bool]:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.edf"
        recording = open_recording(path)
        write_full_copy(path, copy, Scoring(recording.n_epochs), anonymous=Anonymous())
        holds = b"mustermann" in copy.read_bytes().lower()
    return "the copy holds the name" if holds else "no name in the copy", not holds


def _units(path: Path) -> tuple[str, bool]:
    """Whether a channel of no known unit is shown, and said."""
    recording = open_recording(path)
    shown = {trace.label for trace in recording.traces if trace.shown}
    strange = [channel.label for channel in recording.channels if channel.unit == "?V"]
    told = " ".join(recording.warnings)
    return told, bool(strange) and set(strange) <= shown and all(label in told for label in strange)


def _muscles(path: Path) -> tuple[str, bool]:
    """Whether a leg is a leg and the chin is the chin's EMG."""
    roles = {channel.label: channel.role for channel in open_recording(path).channels}
    muscles = {label: role for label, role in roles.items() if label.startswith("EMG")}
    right = all((role.general is Role.LEG) == ("Bein" in label) for label, role in muscles.items())
    said = ", ".join(f"{label} {role.value}" for label, role in muscles.items())
    return said, right and Role.EMG in muscles.values()


def _reference(path: Path) -> tuple[str, bool]:
    """Whether C4 stands as it is, without a derivation, and says so."""
    recording = open_recording(path)
    labels = {trace.label for trace in recording.traces}
    return " ".join(recording.warnings), labels == {"C4", "M1"} and "C4 is shown" in " ".join(
        recording.warnings
    )


JUDGES: dict[str, Judge] = {
    "01": _anonymous,
    "02": _with_marks,
    **dict.fromkeys(("03", "05", "07", "08", "17"), _night),
    "06": _movement,
    "09": _placed(30),
    "10": lambda path: _night(path, SUMMER),
    "11": _arousals,
    "12": _latin,
    "14": _units,
    "15": _muscles,
    "19": _reference,
    "16": _lights,
    "18": _keys,
    "20": _placed(10),
    "21": _refusals,
}
REFUSED = ("onset-only.csv", "two-scorers.csv", "sw.txt")
"""Files that are rightly refused: they do not say enough."""
COMPANIONS = ("no-date.edf",)
"""Recordings that a hypnogram beside them is placed on."""

if __name__ == "__main__":
    sys.exit(main())
