"""Shows what our reader, and others, make of odd recordings, and what others make of our exports.

Usage: python benchmarks/acceptance.py [--odd FOLDER] [--luna PYTHON] [--edfbrowser COMMAND]
       [--update docs/formats.md]

Three tables in Markdown: layouts of our exports beside readers (epochs right out of 960), real odd
files, and made ones. ``--luna`` names a Python that has lunapi. With ``--update`` the tables take the
place of those between ``<!-- NAME -->`` and ``<!-- end -->`` in a file.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from made_recordings import EdfFile as File
from made_recordings import Made, keeper, made, ramp
from made_recordings import Signal as Sig

from sleepscorer.errors import SleepscorerError
from sleepscorer.formats import FORMATS, read_hypnogram, write_full_copy, write_hypnogram
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, Scoring, scoring_from_stages
from sleepscorer.stages import Stage, stage_from_text

N_EPOCHS = 960
START = datetime(2020, 3, 2, 22, 30)
LUNA = """
import json, sys
import lunapi
project = lunapi.proj(); project.silence(True)
night = project.inst("night"); night.attach_edf(sys.argv[1])
if len(sys.argv) > 2: night.attach_annot(sys.argv[2])
found = night.stages()
print("STAGES" + json.dumps(list(zip(found["START_SEC"].tolist(), found["STAGE"].tolist()))))
"""

EDFBROWSER = """
"$0" "$1" >/dev/null 2>&1 & program=$!
for i in $(seq 40); do
    sleep 0.5
    case "$(xwininfo -root -tree 2>/dev/null)" in
        *" - EDFbrowser"*) echo OPENS; break;;
        *'"Error"'*) echo REFUSED; break;;
    esac
done
kill $program
"""


@dataclass(frozen=True)
class Programs:
    """Readers that are no library of ours, where they are."""

    luna: str | None
    edfbrowser: str | None


def scoring() -> Scoring:
    """960 epochs, all stages and unscored ones."""
    stages = np.random.default_rng(7).integers(-1, 5, N_EPOCHS)
    return scoring_from_stages(stages, Author(AuthorKind.TECHNICIAN, "AB"))


def epochs_right(rows: Sequence[tuple[float, float, str]], stages: Sequence[int]) -> int:
    """Epochs whose middle has the stage that was written."""
    found: list[Any] = [None] * len(stages)
    for onset, seconds, text in rows:
        stage = stage_from_text(str(text))
        if stage is not None:
            first, stop = round(float(onset) / 30), round((float(onset) + float(seconds)) / 30)
            found[max(0, first) : stop] = [int(stage)] * (min(stop, len(stages)) - max(0, first))
    return sum(one == two for one, two in zip(found, stages, strict=False))


def by_ours(path: Path) -> list[tuple[float, float, str]]:
    read = read_hypnogram(path)
    names = [Stage(int(s)).name if s >= 0 else "?" for s in read.stages]
    return [(read.onset_s + 30 * i, 30.0, name) for i, name in enumerate(names)]


def by_mne_annotations(path: Path) -> list[tuple[float, float, str]]:
    import mne

    read = mne.read_annotations(path)
    return list(zip(read.onset, read.duration, read.description, strict=True))


def by_mne_raw(path: Path) -> list[tuple[float, float, str]]:
    import mne

    read = mne.io.read_raw_edf(path, verbose="error").annotations
    return list(zip(read.onset, read.duration, read.description, strict=True))


def by_pyedflib(path: Path) -> list[tuple[float, float, str]]:
    import pyedflib

    with pyedflib.EdfReader(str(path)) as reader:
        return list(zip(*reader.readAnnotations(), strict=True))


def by_edfio(path: Path) -> list[tuple[float, float, str]]:
    import edfio

    return [(a.onset, a.duration or 0.0, a.text) for a in edfio.read_edf(path).annotations]


READERS: dict[str, Callable[[Path], list[tuple[float, float, str]]]] = {
    "sleepscorer": by_ours,
    "mne.read_annotations": by_mne_annotations,
    "mne.read_raw_edf": by_mne_raw,
    "pyedflib": by_pyedflib,
    "edfio": by_edfio,
}


def layouts(folder: Path, programs: Programs) -> list[list[str]]:
    """Rows of our exports: epochs right with each reader."""
    night = File([Sig(ramp(N_EPOCHS * 30, 10), 10)]).write(folder / "night.edf")
    gap = gap_night(folder / "gap.edf")
    stages = scoring().stages.tolist()
    rows = []
    for one in FORMATS:
        path = folder / f"night_{one.name}{one.endings[0]}"
        write_hypnogram(path, scoring(), START, one.name)
        rows.append([one.name, *accepted(path, stages, programs, night)])
    for name, source in (("full copy", night), ("full copy of EDF+D", gap)):
        path = folder / f"{name.replace(' ', '_').replace('+', '')}.edf"
        write_full_copy(source, path, scoring())
        rows.append([name, *accepted(path, stages, programs, night)])
    return rows


def gap_night(path: Path) -> Path:
    """A night with an hour missing in its middle."""
    times = [i if i < 12_000 else i + 3600 for i in range(N_EPOCHS * 30 - 3600)]
    notes = [keeper(f"+{time}") for time in times]
    signals = [Sig(ramp(len(times), 10), 10), Sig(notes, 20, "EDF Annotations", physical_min="-1")]
    return File(signals, reserved="EDF+D").write(path)


def accepted(path: Path, stages: Sequence[int], programs: Programs, night: Path) -> list[str]:
    """Epochs right with each reader; - where it does not claim to read such a file."""
    found = []
    for name, read in READERS.items():
        knows = name == "sleepscorer" or path.suffix == ".edf"
        found.append(quietly(lambda read=read: str(epochs_right(read(path), stages))) if knows else "-")
    return [*found, by_luna(path, stages, programs.luna, night), by_edfbrowser(path, programs.edfbrowser)]


def quietly(run: Callable[[], str]) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return run()
    except Exception as error:
        return f"refused ({type(error).__name__})"


def by_luna(path: Path, stages: Sequence[int], luna: str | None, night: Path) -> str:
    known = {".edf": [path], ".annot": [night, path], ".eannot": [night, path], ".xml": [night, path]}
    is_known = path.suffix in known and not path.name.endswith(("_annotations.xml", "_scores.xml"))
    if luna is None or not is_known:
        return "-"
    command = [luna, "-c", LUNA, *map(str, known[path.suffix])]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    match = re.search(r"STAGES(\[.*\])", run.stdout)
    if not match:
        return "no epochs"
    return str(epochs_right([(at, 30.0, word) for at, word in json.loads(match[1])], stages))


def by_edfbrowser(path: Path, command: str | None) -> str:
    if command is None or path.suffix != ".edf":
        return "-"
    run = subprocess.run(
        ["xvfb-run", "-a", "sh", "-c", EDFBROWSER, command, str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return {"OPENS": "opens", "REFUSED": "refused"}.get(run.stdout.strip(), "no window")


# Recordings


def our_verdict(path: Path) -> str:
    try:
        recording = open_recording(path)
        said = " ".join(recording.warnings)
        size = recording.read(0, 0, recording.duration_s).size
        recording.close()
        return f"opens, {size} samples{': ' + said if said else ''}"
    except SleepscorerError as error:
        return f"refused: {str(error).replace(str(path), 'The file')}"


def ours(path: Path) -> np.ndarray:
    recording = open_recording(path)
    return recording.read(0, 0, recording.duration_s)


def with_edfio(path: Path) -> np.ndarray:
    import edfio

    read = edfio.read_bdf if path.suffix == ".bdf" else edfio.read_edf
    return in_microvolts(read(path).signals[0].data, read(path).signals[0].physical_dimension)


def with_mne(path: Path) -> np.ndarray:
    import mne

    read = mne.io.read_raw_bdf if path.suffix == ".bdf" else mne.io.read_raw_edf
    raw = read(path, preload=True, verbose="error", stim_channel=None)
    return raw.get_data(picks=[0])[0] * 1e6


def with_pyedflib(path: Path) -> np.ndarray:
    import pyedflib

    with pyedflib.EdfReader(str(path)) as reader:
        return in_microvolts(reader.readSignal(0), reader.getPhysicalDimension(0))


def in_microvolts(values: np.ndarray, unit: str) -> np.ndarray:
    return values * {"V": 1e6, "mV": 1e3, "nV": 1e-3}.get(unit.strip(), 1.0)


RECORDING_READERS = {"edfio": with_edfio, "mne": with_mne, "pyedflib": with_pyedflib}


def beside_ours(read: Callable[[Path], np.ndarray], path: Path) -> str:
    """Whether another reader finds what ours finds in the first signal."""

    def run() -> str:
        found = np.asarray(read(path), float)
        try:
            values = ours(path)
        except SleepscorerError:
            return "opens"
        if found.size != values.size:
            return f"opens, {found.size} samples"
        same = np.allclose(found, values, atol=np.ptp(values) * 1e-4, equal_nan=True)
        return "opens, as ours" if same else "opens, other values"

    return quietly(run)


def verdict(read: Callable[[Path], np.ndarray], path: Path, values: np.ndarray | None) -> str:
    """Whether the first signal is read as what it is."""

    def run() -> str:
        found = np.asarray(read(path), float)
        if values is None:
            return "opens" if found.size else "opens, empty"
        if found.size != values.size:
            return f"{found.size} samples instead of {values.size}"
        return "right" if np.allclose(found, values, atol=0.05, equal_nan=True) else "other values"

    return quietly(run)


def odd_rows(folder: Path) -> list[list[str]]:
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".edf", ".bdf"))
    return [
        [path.name, our_verdict(path), *(beside_ours(read, path) for read in RECORDING_READERS.values())]
        for path in paths
    ]


def made_row(one: Made, folder: Path) -> list[str]:
    path = one.write(folder / f"made{one.ending}")
    said = our_verdict(path)
    if one.values is not None:
        said = f"{verdict(ours, path, one.values)}, {said}"
    row = [one.name, said, *(verdict(read, path, one.values) for read in RECORDING_READERS.values())]
    path.rmdir() if path.is_dir() else path.unlink()
    return row


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in lines)


def updated(text: str, name: str, table: str) -> str:
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"there is no place for the table {name!r}")
    return pattern.sub(lambda match: f"{match[1]}\n{table}\n\n{match[2]}", text)


def tables(arguments: argparse.Namespace) -> dict[str, str]:
    """Every table by its name."""
    readers = ["sleepscorer", *RECORDING_READERS]
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = layouts(folder, Programs(arguments.luna, arguments.edfbrowser))
        found["layouts"] = markdown(["export", *READERS, "Luna", "EDFbrowser"], rows)
        rows = [made_row(one, folder) for one in made()]
        found["made recordings"] = markdown(["made file", *readers], rows)
    if arguments.odd and arguments.odd.is_dir():
        found["odd recordings"] = markdown(["file", *readers], odd_rows(arguments.odd))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    default = os.environ.get("SLEEPSCORER_TEST_DATA", Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--odd", type=Path, default=Path(default) / "odd-edf")
    parser.add_argument("--luna", help="a Python that has lunapi")
    parser.add_argument("--edfbrowser", help="the command that starts EDFbrowser")
    parser.add_argument("--update", type=Path, help="a Markdown file with places for the tables")
    arguments = parser.parse_args()
    for name, table in tables(arguments).items():
        print(f"\n## {name}\n\n{table}")
        if arguments.update:
            arguments.update.write_text(updated(arguments.update.read_text(), name, table))


if __name__ == "__main__":
    main()
