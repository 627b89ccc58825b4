"""A technologist's day: a clinical night, a home test, a split night and an MSLT, from file to report.

Every step is done by keys and mouse; pictures are taken on the way, where they are wanted.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from e2e.desktop import PYTHON, Desktop, until
from e2e.technologist import Page, Technologist, is_respiratory, wait_for_file

import sleepscorer
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.scoring import Event, EventKind

CLINICAL = ("clinical.edf", "--montage", "clinical", "--hours", "0.5", "--ahi", "22", "--seed", "2")
HOME = ("home.edf", "--montage", "home", "--hours", "0.5", "--seed", "3")
SPLIT = ("split.edf", "--montage", "split", "--hours", "0.5", "--seed", "3")
NAPS = ("naps.edf", "--montage", "mslt", "--seed", "3")
RESPIRATION, TITRATION, HOME_TEST = "F7", "F8", "F9"
LONG_PAGE_S = 300.0
MISTAKE_S, MISTAKE_LENGTH_S = 1000.0, 12.0
"""Where an event is marked that is none, and taken away again."""
WHILE_READ_S = 1.5
"""How long the screen stands still while long pages are read in the background, at most."""
CRASH_S = 915.0
"""Where one is in the night when the program is killed."""
MIDDLE_OF_SAMPLE_S = 0.5


def simulate(folder: Path, arguments: tuple[str, ...]) -> Path:
    """Write a recording of which everything is known, by the program's own command."""
    path = folder / arguments[0]
    command = [PYTHON, "-m", "sleepscorer", "simulate", str(path), *arguments[1:]]
    subprocess.run(command, check=True, capture_output=True)
    return path


def truth_of(path: Path) -> Hypnogram:
    """Read stages, lights and events of a simulated recording."""
    return sleepscorer.read_hypnogram(path.with_name(path.stem + "_truth_hyp.edf"))


def figures_of(path: Path) -> Mapping[str, Any]:
    """Read the figures of a simulated recording."""
    figures: Mapping[str, Any] = json.loads(path.with_name(path.stem + "_truth.json").read_text())
    return figures


@dataclass
class Day:
    """A day's work at one desktop.

    Attributes
    ----------
    desktop : Desktop
    folder : Path
        Where recordings and reports lie.
    settings : dict
        Of the user, such as theme and language.
    keep : callable
        Takes the name of a scene whose picture is on the screen.
    """

    desktop: Desktop
    folder: Path
    settings: Mapping[str, object]
    keep: Callable[[str], None] = lambda scene: None

    def __post_init__(self) -> None:
        self.hands = Technologist(self.desktop)
        self.home = self.folder / "home"

    def clinical(self, night: Path) -> Path:
        """Score a clinical night, and write its report."""
        hands = self.hands
        with hands.window(self.home, self.settings):
            hands.open(night)
            hands.wait_for_model(night)
            self.keep("offer")
            self.take_offer(night)
            hands.score(truth_of(night).stages.tolist())
            hands.press(RESPIRATION)
            page = hands.look_at_page(night, LONG_PAGE_S, ("flow", "nasal pressure", "spo2"))
            self.mark_events(night, page)
            self.read_saturation(night, page)
            self.keep("respiration")
            hands.press("t")
            hands.press("ctrl+t")
            self.desktop.settle(WHILE_READ_S)
            self.keep("two-time-bases")
            hands.press("ctrl+t", "t")
            report = self.report(night)
            hands.quit()
        return report

    def take_offer(self, night: Path) -> None:
        """Take the recording's own events and lights by the key of the offer."""

        def is_taken() -> bool:
            self.hands.press("y")  # the offer comes once the annotations are read
            return bool(self.hands.saved(night).events)

        until(is_taken, "the recording's own events")

    def mark_events(self, night: Path, page: Page) -> None:
        """Mark the breathing events by one key each, and one that is none, which is deleted."""
        hands = self.hands
        events = [event for event in truth_of(night).events if is_respiratory(event)]
        for event in events:
            hands.mark(page, event)
        mistake = Event(EventKind.HYPOPNOEA, MISTAKE_S, MISTAKE_LENGTH_S, "Nasal Pressure")
        hands.mark(page, mistake)

        def n_marked() -> int:
            return sum(map(is_respiratory, hands.saved(night).events))

        until(lambda: n_marked() == len(events) + 1, "the events that were marked", 10.0)
        y = page.channels["nasal pressure"]
        self.desktop.click(page.x_of(MISTAKE_S + MISTAKE_LENGTH_S / 2), y)
        hands.press("Delete")
        until(lambda: n_marked() == len(events), "the mistake to be deleted", 10.0)

    def read_saturation(self, night: Path, page: Page) -> None:
        """Put the cursor on the lowest values of two desaturations, and on that of the deepest once more.

        What the label of the saturation shows is kept as pictures.
        """
        deepest_s, other_s = self.nadirs(night)[:2]
        y = page.channels["spo2"]
        for number, at_s in enumerate((deepest_s, other_s, deepest_s)):
            self.hands.turn_to(page, at_s)
            self.desktop.click(page.x_of(at_s), y)
            self.desktop.settle(WHILE_READ_S)
            reach = round(0.02 * self.desktop.screen.height)
            box = (0, round(y) - reach, round(page.zero_x), 2 * reach)
            self.desktop.picture(self.folder / f"saturation-{number}.png", box)

    def nadirs(self, night: Path) -> list[float]:
        """When the saturation is lowest: the deepest desaturation first; of equally deep ones the first."""
        with closing(sleepscorer.open_recording(night)) as recording:
            channel = next(n for n, each in enumerate(recording.channels) if each.label == "SpO2")
            lowest: dict[float, float] = {}
            for event in truth_of(night).events:
                if event.kind is EventKind.DESATURATION:
                    values = recording.read(channel, event.start_s, event.duration_s)
                    lowest.setdefault(
                        float(values.min()), event.start_s + float(values.argmin()) + MIDDLE_OF_SAMPLE_S
                    )
        return [at_s for _, at_s in sorted(lowest.items())]

    def report(self, night: Path) -> Path:
        """Write the report as PDF, without a comment."""
        path = night.with_name(f"report-{night.stem}.pdf")
        self.hands.ask("ctrl+shift+p")
        self.hands.press("Tab")
        before = self.desktop.active_window()
        self.hands.press("Return")
        until(lambda: self.desktop.active_window() not in ("", before), "the dialog of files")
        self.desktop.settle(0.1)
        self.hands.answer(str(path))
        wait_for_file(path)
        return path

    def command(self, name: str) -> None:
        """Run a command that asks for something, by its name in the palette."""
        self.hands.ask("ctrl+k")
        self.desktop.type(name)
        palette = self.desktop.active_window()
        self.hands.press("Return")
        until(
            lambda: self.desktop.active_window() not in ("", palette, self.hands.main),
            f"the dialog of {name}",
        )
        self.desktop.settle(0.1)

    def import_events(self, night: Path) -> None:
        """Import the events of a file."""
        before = len(self.hands.saved(night).events)
        self.command("Import events")
        self.hands.answer(str(night.with_name(night.stem + "_truth_hyp.edf")))
        until(lambda: len(self.hands.saved(night).events) > before, "the events")

    def crash(self, night: Path) -> None:
        """Have the program killed amid the work: afterwards the screen shows what it did before."""
        hands, screen = self.hands, self.desktop.screen
        box = (round(0.27 * screen.width), 0, round(0.36 * screen.width), screen.height)
        before, after = (self.folder / f"view-{when}.png" for when in ("before", "after"))
        with hands.window(self.home, self.settings):
            hands.open(night)
            hands.wait_for_model(night)
            self.take_offer(night)
            hands.press(RESPIRATION, "Up", "Up")
            hands.go_to(CRASH_S)
            hands.press("Escape")
            settings = self.home / "config" / "sleepscorer" / "settings.json"
            kept = f'"epoch": {int(CRASH_S // 30)},'
            until(lambda: kept in settings.read_text(), "the view on disk", 40.0)
            self.desktop.settle()
            self.desktop.picture(before, box)
            assert hands.process is not None
            hands.process.kill()
            hands.process.wait()
        with hands.window(self.home, self.settings):
            hands.open(night)
            hands.press("Escape")
            until(
                lambda: self.desktop.picture(after, box).read_bytes() == before.read_bytes(), "the same view"
            )  # once the lanes of the night are read
            hands.quit()

    def home_test(self, night: Path) -> Path:
        """Review a home sleep apnoea test, which has no EEG, and write its report."""
        hands = self.hands
        with hands.window(self.home, self.settings):
            hands.ask("ctrl+o")
            hands.answer(str(night))
            hands.wait_for(night)
            self.take_offer(night)
            self.import_events(night)
            hands.press(HOME_TEST)
            hands.go_to(self.nadirs(night)[0])
            self.desktop.settle()
            self.keep("home-test")
            report = self.report(night)
            hands.quit()
        return report

    def split_night(self, night: Path) -> Path:
        """Score a split night, and write its report."""
        hands = self.hands
        with hands.window(self.home, self.settings):
            hands.open(night)
            hands.wait_for_model(night)
            self.take_offer(night)
            hands.score(truth_of(night).stages.tolist())
            self.import_events(night)
            hands.press(TITRATION)
            hands.go_to(0.42 * figures_of(night)["duration_s"])
            self.desktop.settle()
            self.keep("split-night")
            report = self.report(night)
            hands.quit()
        return report

    def is_scored_as(self, night: Path, stages: list[int]) -> bool:
        """Tell whether a night has these stages by now."""
        return bool(self.hands.saved(night).stages.tolist() == stages)

    def naps(self, first: Path) -> Path:
        """Score the naps of an MSLT, one after the other, and write their report."""
        hands = self.hands
        naps = [first.with_name(f"{first.stem}-nap{number}.edf") for number in range(1, 6)]
        with hands.window(self.home, self.settings):
            for nap in naps:
                hands.open(nap)
                hands.wait_for_model(nap)
                hands.score(truth_of(nap).stages.tolist())
                stages = truth_of(nap).stages.tolist()
                until(partial(self.is_scored_as, nap, stages), "the stages", 10.0)
            self.keep("nap")
            report = first.with_name("report-naps.pdf")
            self.command("Report of naps")
            files = self.desktop.active_window()
            self.desktop.type(" ".join(f'"{nap.name}"' for nap in naps))
            self.hands.press("Return")
            until(lambda: self.desktop.active_window() not in ("", files, hands.main), "the kind of test")
            kinds = self.desktop.active_window()
            self.hands.press("Return")
            until(lambda: self.desktop.active_window() not in ("", kinds, hands.main), "the dialog of files")
            self.desktop.settle(0.1)
            hands.answer(str(report))
            wait_for_file(report)
            hands.quit()
        return report
