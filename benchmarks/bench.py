"""Measures ours and every rival that installs here, on the same files in one run: docs/benchmarks.md.

Usage: python benchmarks/bench.py [--quick] [--only NAME] [--parts viewers,scorers [--keep]]
       [--page FILE] [--teachers FOLDER]

Rivals live under build/bench, each in an environment of its own. A rival that does not install or run is a
row with the reason and, where something of the machine is missing, how to get it. A trial (--quick, --only or
--parts) writes build/bench/trial.md instead of the page.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from measure import start_to_window
from rivals import files, profiles
from rivals.goals import Figures, missed
from rivals.installing import NotInstalled, debian, debian_version, on_path
from rivals.page import page
from rivals.running import OURS, Bench, Outcome, Program, at_share, middle

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "bench"
KEPT = FOLDER / "figures.json"
PAGE = ROOT / "docs" / "benchmarks.md"
TEACHERS = "SLEEPSCORER_TEACHERS"
"""Environment variable with the folder of networks that are no package; see score_robustsleepnet.py."""
WITHOUT_TEACHERS = (
    "its network is no package: export it from github.com/Dreem-Organization/RobustSleepNet as "
    "benchmarks/rivals/score_robustsleepnet.py says, and name its folder with --teachers"
)
SCREEN_PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool"}
"""What a virtual screen needs, and Debian's package of each."""
TORCH = "torch==2.13.0"
CHANNELS = 10


def teachers(folder: Path) -> Sequence[str]:
    """Options of a driver whose network is no package."""
    kept = os.environ.get(TEACHERS) or ROOT.parent / "shared" / "teachers"
    if not (Path(kept) / "teachers.py").exists():
        raise NotInstalled(WITHOUT_TEACHERS)
    return ["--teachers", str(kept)]


def on_screen(folder: Path) -> Sequence[str]:
    """Nothing but a screen is needed to drive ours."""
    on_path(SCREEN_PROGRAMS)
    return []


def edfbrowser(folder: Path) -> Sequence[str]:
    on_path(SCREEN_PROGRAMS)
    return ["--root", str(debian(folder, "edfbrowser"))]


VIEWERS = (
    Program(OURS, "view_ours.py"),
    Program("MNE-Qt-Browser", "view_mne.py", ("mne", "mne-qt-browser", "PySide6<6.12")),
    Program("Lunascope", "view_lunascope.py", ("lunascope",)),
    Program("Wonambi", "view_wonambi.py", ("wonambi", "scipy<1.13", "PyQt5")),
)
ON_SCREEN = (
    Program(OURS, "view_screen.py", options=on_screen),
    Program("EDFbrowser", "view_screen.py", options=edfbrowser),
)
ONE_EEG = f"{OURS}, one EEG"
SCORERS = (
    Program(OURS, "score_ours.py"),
    Program(ONE_EEG, "score_ours.py", options=lambda folder: ["--without=O2-M1", "--without=EEG Pz-Oz"]),
    Program("YASA", "score_yasa.py", ("yasa",)),
    Program("GSSC", "score_gssc.py", ("gssc", TORCH)),
    Program(
        "RobustSleepNet",
        "score_robustsleepnet.py",
        (TORCH, "onnxruntime", "scipy", "mne"),
        teachers,
    ),
)
SCORED_OR_NOT = (
    Program(OURS, "view_ours.py"),
    Program(f"{OURS}, scored", "view_ours.py", options=lambda folder: ["--scored"]),
)
VIEWED = ("open_s", "open_cpu_s", "start_to_page_s", "flip_s", "flip_cpu_s", "key_s", "key_cpu_s",
          "resident_mb", "channels")  # fmt: skip
SCORED = ("first_cpu_s", "first_wall_s", "again_cpu_s", "again_wall_s", "peak_mb", "epochs")


def summed(outcome: Outcome, names: Sequence[str]) -> dict[str, Any]:
    """Medians over the runs of a program, or why there are none."""
    if outcome.failed or not outcome.runs:
        return {"failed": outcome.failed or "it was not run"}
    found: dict[str, Any] = {name: middle(outcome, name) for name in names}
    found["flip_p95_s"] = at_share(outcome, "flip_s", 0.95)
    found["note"] = outcome.runs[-1].get("note", "")
    return {name: value for name, value in found.items() if value is not None}


def _times(found: dict[str, dict[str, Any]], ours: str) -> dict[str, float]:
    """Each rival's processor time as a multiple of ours, once started."""
    name = "again_cpu_s"
    beside = {rival: one[name] for rival, one in found.items() if name in one and not rival.startswith(OURS)}
    return {rival: value / found[ours][name] for rival, value in beside.items() if name in found[ours]}


class Measurements:
    """One run of everything; figures are kept as they are found.

    Parameters
    ----------
    bench : Bench
    asked : argparse.Namespace
    """

    def __init__(self, bench: Bench, asked: argparse.Namespace) -> None:
        self.bench, self.asked = bench, asked
        self.rounds, self.flips = (1, 10) if asked.quick else (3, 100)
        self.recordings = bench.folder / "files"
        self.figures: Figures = {"versions": {}}
        if asked.keep and KEPT.exists():
            self.figures = json.loads(KEPT.read_text()) | {"several": True}
        self.figures |= {"quick": asked.quick, "profiles": {}, "machine": machine()}

    def _take(self, found: dict[str, Outcome], names: Sequence[str]) -> dict[str, dict[str, Any]]:
        known = self.figures["versions"]
        for name, one in found.items():
            parts = dict.fromkeys([*known.get(name, "").split(", "), *one.version.split(", ")])
            known[name] = ", ".join(filter(None, parts))
        return {name: summed(one, names) for name, one in found.items()}

    def viewers(self) -> None:
        """Open, flip and memory of everybody; the key of ours."""
        night = files.recording(self.recordings, 8, CHANNELS)
        self.figures["file"] = f"8 h of {CHANNELS} channels at 256 Hz, simulated"
        words = [night, "--flips", self.flips]
        found = self._take(self.bench.in_turn(VIEWERS, words, self.rounds, not self.asked.quick), VIEWED)
        self.figures["viewers"] = found
        self.figures["ours"] = self.figures.get("ours", {}) | found[OURS]

    def screen(self) -> None:
        """EDFbrowser, and ours beside it."""
        night = files.recording(self.recordings, 8, CHANNELS)
        words = [night, "--flips", min(self.flips, 40)]
        found = self.bench.in_turn(ON_SCREEN, words, min(self.rounds, 2), False)
        shown = self.figures["screen"] = self._take(found, VIEWED)
        shown[OURS].pop("start_to_page_s", None)
        other = shown.get("EDFbrowser", {})
        self.figures["times_edfbrowser"] = {
            name: shown[OURS][name] / other[name]
            for name in ("flip_s", "resident_mb")
            if name in shown[OURS] and name in other
        }
        if found.get("EDFbrowser", Outcome()).runs:
            self.figures["versions"]["EDFbrowser"] = debian_version("edfbrowser")

    def scorers(self) -> None:
        """A night of 8 h, and the sample night, through everybody."""
        from sleepscorer.assets import resource

        sample = resource("sample", "sample-night.edf")
        nights = {"8 h of four channels at 256 Hz, simulated": files.clinical_night(self.recordings)}
        if not self.asked.quick:
            nights["The sample night, 7 h at 100 Hz"] = sample
        self.figures["scorers"] = {}
        for name, night in nights.items():
            rounds = 1 if self.figures["scorers"] else min(self.rounds, 2)
            found = self._take(self.bench.in_turn(SCORERS, [night], rounds, False), SCORED)
            self.figures["scorers"][name] = found
        first = next(iter(self.figures["scorers"].values()))
        self._beside_ours(first)

    def _beside_ours(self, found: dict[str, dict[str, Any]]) -> None:
        ours = found[OURS]
        self.figures.setdefault("ours", {}).update({f"night_{name}": value for name, value in ours.items()})
        self.figures["times_ours"] = _times(found, OURS)
        self.figures["times_one_eeg"] = _times(found, ONE_EEG)

    def batch(self) -> None:
        """Copies of the night of 8 h through our command."""
        night = files.clinical_night(self.recordings)
        copies = 2 if self.asked.quick else 12
        found: dict[str, Any] = {"copies": copies}
        with tempfile.TemporaryDirectory(dir=self.bench.folder) as folder:
            nights = Path(folder) / "nights"
            nights.mkdir()
            for number in range(copies):
                os.link(night, nights / f"n{number:02}.edf")
            for jobs in ("1", "2"):
                found[jobs] = self._per_hour(nights, Path(folder) / jobs, jobs, copies)
        self.figures["batch"] = found

    def _per_hour(self, nights: Path, out: Path, jobs: str, copies: int) -> float:
        command = [sys.executable, "-m", "sleepscorer", "prescore", str(nights), "--out", str(out)]
        began = time.perf_counter()
        subprocess.run(
            [*command, "--jobs", jobs], check=True, capture_output=True, env=self.bench.environment, cwd=ROOT
        )
        return 3600 * copies / (time.perf_counter() - began)

    def start(self) -> None:
        """From the start of the process to the window; and what scored epochs cost."""
        self.figures["start"] = start_to_window(2 if self.asked.quick else 7)
        night = files.recording(self.recordings, 8, CHANNELS)
        found = self.bench.in_turn(SCORED_OR_NOT, [night, "--flips", self.flips], self.rounds, False)
        plain, scored = (summed(one, VIEWED) for one in found.values())
        self.figures["scored"] = scored
        if "flip_cpu_s" in scored and "flip_cpu_s" in plain:
            names = ("flip_cpu_s", "open_cpu_s")
            scored |= {f"plain_{name}": plain[name] for name in names}
            scored["flip_cost"] = scored["flip_cpu_s"] / plain["flip_cpu_s"] - 1

    def growth(self) -> None:
        """Ours by length and by number of channels."""
        hours = [1, 24] if self.asked.quick else [1, 8, 24, 72]
        channels = [2, CHANNELS] if self.asked.quick else [2, 10, 16, 32, 64]
        self.figures["growth"] = {
            "hours": {str(size): self._grown(size, CHANNELS) for size in hours},
            "channels": {str(size): self._grown(8, size) for size in channels},
        }

    def _grown(self, hours: float, channels: int) -> dict[str, Any]:
        night = files.recording(self.recordings, hours, channels)
        viewed = self.bench.ours("view_ours.py", night, "--flips", min(self.flips, 50))
        scored = self.bench.ours("score_ours.py", night)
        failed = viewed.get("failed") or scored.get("failed") or ""
        return summed(Outcome([viewed | scored], failed), (*VIEWED, *SCORED))

    def profiles(self) -> None:
        """Where the time goes of what misses its goal."""
        told: dict[tuple[str, ...], str] = {}
        for goal in missed(self.figures):
            if goal.profile and goal.profile not in told:
                told[goal.profile] = said = self._profile(goal.profile)
                self.figures["profiles"][goal.text] = said

    def _profile(self, which: tuple[str, ...]) -> str:
        if which == ("start",):
            return profiles.start(self.bench.environment)
        driver, part = which
        views = driver.startswith("view")
        night = (
            files.recording(self.recordings, 8, CHANNELS) if views else files.clinical_night(self.recordings)
        )
        found = self.bench.ours(driver, night, "--profile", part, "--flips", min(self.flips, 50))
        return str(found.get("profile") or found.get("failed"))


PARTS = ("viewers", "screen", "scorers", "batch", "start", "growth")


def machine() -> dict[str, Any]:
    """What it runs on, without the name of the machine; and how busy it is."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return {"cores": cores, "cpu": cpu_model(), "system": system, "load": load}


def cpu_model() -> str:
    """Name of the processor, where the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a trial with few repetitions")
    parser.add_argument("--only", help="ours and rivals with this in their name")
    parser.add_argument("--parts", default=",".join(PARTS), help="of " + ",".join(PARTS))
    parser.add_argument("--keep", action="store_true", help="keep the other parts of the run before")
    parser.add_argument("--page", type=Path, help="where to write it")
    parser.add_argument("--teachers", type=Path, help="where networks lie that are no package")
    asked = parser.parse_args()
    if asked.teachers:
        os.environ[TEACHERS] = str(asked.teachers.absolute())
    trial = asked.quick or asked.only or asked.parts != ",".join(PARTS)
    measuring = Measurements(Bench(FOLDER, asked.only), asked)
    for part in filter(None, asked.parts.split(",")):
        began = time.perf_counter()
        print(part, file=sys.stderr, flush=True)
        getattr(measuring, part)()
        KEPT.write_text(json.dumps(measuring.figures, indent=1))
        print(f"{part}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    measuring.profiles()
    KEPT.write_text(json.dumps(measuring.figures, indent=1))
    place = asked.page or (FOLDER / "trial.md" if trial else PAGE)
    place.write_text(page(measuring.figures), encoding="utf-8")
    print(f"written: {os.path.relpath(place)}")


if __name__ == "__main__":
    main()
