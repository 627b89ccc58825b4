"""A technologist with keys, mouse and eyes, who knows nothing of the program's inside.

What was done is read from what the program leaves: the sidecar and the files it exports.
"""

from __future__ import annotations

import json
import re
import subprocess
import time
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from e2e.desktop import PYTHON, Desktop, until

import sleepscorer
from sleepscorer.formats.hypnogram import Hypnogram
from sleepscorer.scoring import Event, EventKind
from sleepscorer.stages import Stage

STAGE_KEYS = {Stage.W: "w", Stage.N1: "1", Stage.N2: "2", Stage.N3: "3", Stage.R: "r"}
TRIALS_Y = tuple(0.6 + 0.0138 * step for step in range(25))
"""Heights on the screen at which the lanes of breathing are looked for, as shares of it: three a lane, the
middle one of which is on it still where the lanes move by a row of the night's events."""
TRIAL_X = 0.30, 0.34
"""Where from and where to the trial boxes are drawn, as shares of the screen's width."""


@dataclass
class Page:
    """What a technologist sees of the page: which time is where, and where the channels are.

    Attributes
    ----------
    zero_x, pixels_per_s : float
        Where on the screen the page begins, and how wide a second is.
    page_s : float
    channels : dict of str to float
        Height of the middle of a channel, by its name in small letters.
    """

    zero_x: float
    pixels_per_s: float
    page_s: float
    channels: dict[str, float]

    def x_of(self, at_s: float) -> float:
        """Where a time of the recording is on its page."""
        return self.zero_x + at_s % self.page_s * self.pixels_per_s


class Technologist:
    """Works in a window of the program, from outside.

    Parameters
    ----------
    desktop : Desktop
    """

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.main = ""
        self._page_at = 0
        self.process: subprocess.Popen | None = None

    @contextmanager
    def window(self, home: Path, settings: Mapping[str, object], path: Path | None = None) -> Iterator[None]:
        """Start the program."""
        own = home / "config" / "sleepscorer" / "settings.json"
        own.parent.mkdir(parents=True, exist_ok=True)
        if not own.exists():
            own.write_text(json.dumps({"tour_seen": True, "initials": "AB", **settings}))
        command = [PYTHON, "-m", "sleepscorer", *([str(path)] if path else [])]
        with self.desktop.program(command, home) as self.process:
            until(lambda: "sleepscorer" in self.desktop.title(), "a window")
            self.main = self.desktop.active_window()
            try:
                yield
            except AssertionError:
                self.desktop.picture(self.desktop.folder / "failed.png")
                raise

    def press(self, *keys: str) -> None:
        """Press keys in the window."""
        self.desktop.press(*keys)

    def answer(self, *keys: str, then: str = "Return") -> None:
        """Type into the dialog that stands, and wait until it is gone."""
        for text in keys:
            self.desktop.press("ctrl+a")
            self.desktop.type(text)
        dialog = self.desktop.active_window()
        self.desktop.press(then)
        until(lambda: self.desktop.active_window() != dialog, "a dialog to close", 15.0)

    def ask(self, *keys: str) -> None:
        """Press keys that open a dialog, and wait for it."""
        before = self.desktop.active_window()
        self.desktop.press(*keys)
        until(lambda: self.desktop.active_window() not in ("", before), f"a dialog after {keys}", 15.0)
        self.desktop.settle(0.1)

    def open(self, path: Path) -> None:
        """Open a recording, and wait until the model has scored it."""
        self.ask("ctrl+o")
        self.answer(str(path))
        self.wait_for(path)

    def wait_for(self, path: Path) -> None:
        """Wait until a night stands, and a model has scored it."""
        until(lambda: path.name in self.desktop.title(), "the night")
        self.desktop.settle()

    def wait_for_model(self, path: Path) -> None:
        """Wait until the stages of a model are kept."""

        def is_scored() -> bool:
            return bool((self.saved(path).stages >= 0).all())

        until(is_scored, "the model's stages", 120.0)
        self.desktop.settle()

    def saved(self, path: Path) -> Hypnogram:
        """Save the scoring, and read it."""
        saved = self._saved_unless_asked(path)
        assert saved is not None, f"a dialog stands in the way: {self.desktop.title()}"
        return saved

    def _saved_unless_asked(self, path: Path) -> Hypnogram | None:
        """The scoring; None where a dialog takes the keys."""
        sidecar = path.with_name(path.name + ".sleepscorer.json")
        before = sidecar.stat().st_mtime_ns if sidecar.exists() else 0

        def is_saved() -> bool:
            return sidecar.exists() and sidecar.stat().st_mtime_ns != before

        self.press("ctrl+s")
        until(lambda: is_saved() or self.desktop.active_window() != self.main, "the sidecar", 15.0)
        return sleepscorer.read_hypnogram(sidecar) if is_saved() else None

    def score(self, stages: Sequence[int]) -> None:
        """Give every epoch its stage by a key, from the first one on."""
        self.press("Home")
        self.press(*(STAGE_KEYS[Stage(stage)] for stage in stages))

    def look_at_page(self, path: Path, page_s: float, wanted: Collection[str]) -> Page:
        """Find out where on the screen times and channels are.

        Boxes are drawn down the first page and made events; what they have become tells which channel each
        was on, and which seconds. All are taken back.

        Parameters
        ----------
        path : Path
            Of the recording.
        page_s : float
        wanted : collection of str
            Channels looked for, in small letters.
        """
        screen = self.desktop.screen
        self.press("Home", "Escape")
        before = self.saved(path).events
        first, last = (round(share * screen.width) for share in TRIAL_X)
        seen: dict[str, list[int]] = {}
        event: Event | None = None
        for share in TRIALS_Y:
            y = round(share * screen.height)
            self.desktop.drag((first, y), (last, y))
            self.press("v")
            marked = self._marked(path, before)
            if marked is None:
                self.answer(then="Escape")  # a position is asked for: nothing is marked below it
                break
            event = marked
            self.press("ctrl+z")
            # What is saved next may be of before the key: an event is new only once the last one is gone.
            until(lambda: self.saved(path).events == before, "the events of before")
            seen.setdefault((event.channel or "").casefold(), []).append(y)
            if set(list(seen)[:-1]) >= set(wanted):
                break
        assert event is not None
        pixels_per_s = (last - first) / event.duration_s
        self._page_at = 0
        channels = {name: heights[len(heights) // 2] for name, heights in seen.items()}
        return Page(first - event.start_s * pixels_per_s, pixels_per_s, page_s, channels)

    def _marked(self, path: Path, before: Collection[Event]) -> Event | None:
        """Return the event that was marked last; None where a dialog asks for more."""
        for _ in range(
            20
        ):  # what was saved may be of before the key: it is saved by itself now and then, too
            saved = self._saved_unless_asked(path)
            if saved is None:
                return None
            new = [event for event in saved.events if event not in before]
            if new:
                return new[0]
        raise AssertionError("no event was marked")

    def go_to(self, at_s: float) -> None:
        """Go to the epoch of a time."""
        self.ask("ctrl+g")
        self.answer(str(int(at_s // 30) + 1))

    def turn_to(self, page: Page, at_s: float) -> None:
        """Turn the pages until a time is on the screen."""
        steps = int(at_s // page.page_s) - self._page_at
        if steps:
            self.press(*["ctrl+Page_Down" if steps > 0 else "ctrl+Page_Up"] * abs(steps))
            self._page_at += steps

    def mark(self, page: Page, event: Event, times: int = 1) -> None:
        """Draw a box over an event on its channel, and press the key that marks what is read there."""
        self.turn_to(page, event.start_s)
        y = page.channels[(event.channel or "").casefold()]
        stop_s = min(event.stop_s, (event.start_s // page.page_s + 1) * page.page_s - 0.01)
        self.desktop.drag((page.x_of(event.start_s), y), (page.x_of(stop_s), y))
        self.press(*["v"] * times)

    def quit(self) -> None:
        """Close the window by its key, and wait until the program has ended."""
        assert self.process is not None
        self.press("ctrl+q")
        assert self.process.wait(20) == 0


def text_of(pdf: Path) -> str:
    """Return the text of a PDF as it is laid out, ligatures as letters."""
    run = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return unicodedata.normalize("NFKC", run.stdout)


def figures_in(text: str, name: str) -> list[float]:
    """Return the numbers that stand behind a name in its line of a report."""
    line = next(line for line in text.splitlines() if name in line)
    behind = line[line.index(name) + len(name) :]
    return [float(number) for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])", behind)]


def is_respiratory(event: Event) -> bool:
    """Tell whether an event counts in the AHI."""
    return event.kind in (
        EventKind.OBSTRUCTIVE_APNOEA,
        EventKind.CENTRAL_APNOEA,
        EventKind.MIXED_APNOEA,
        EventKind.HYPOPNOEA,
    )


def wait_for_file(path: Path) -> None:
    """Wait until a file stands."""
    until(path.exists, str(path.name), 30.0)
    time.sleep(0.05)
