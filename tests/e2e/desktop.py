"""A desktop of one's own: an X server with a window manager, and the hands of a person at it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PACKAGES = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "xwd": "x11-apps",
    "import": "imagemagick",
    "pdftotext": "poppler-utils",
}
"""Programs needed, and the Debian packages that they come in."""
LOOK_S = 0.05
LONGEST_S = 60.0
STILL_S = 0.25
"""How long the screen does not change once everything is drawn."""
WINDOWS = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <applications><application type="normal"><maximized>yes</maximized></application></applications>
</openbox_config>
"""
"""Windows of programs are as large as the screen; new ones have the keys."""
ROOT = Path(__file__).parents[2]


def missing_packages() -> list[str]:
    """Name the Debian packages that are lacking."""
    return [package for program, package in PACKAGES.items() if shutil.which(program) is None]


@dataclass(frozen=True)
class Screen:
    """Screen of a desktop: pixels, and how many of them Qt takes for one of its own."""

    width: int = 1920
    height: int = 1080
    ratio: int = 1


class Desktop:
    """Keys, mouse and pictures of an X display.

    Parameters
    ----------
    display : str
    screen : Screen
    folder : Path
        Where pictures go on their way.
    """

    def __init__(self, display: str, screen: Screen, folder: Path) -> None:
        self.screen, self.folder = screen, folder
        self.environment = {**os.environ, "DISPLAY": display}
        self.environment.pop("QT_QPA_PLATFORM", None)
        self.environment.pop("WAYLAND_DISPLAY", None)

    def _xdotool(self, *arguments: object) -> str:
        run = subprocess.run(
            ["xdotool", *map(str, arguments)],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST_S,
        )
        return run.stdout.strip()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as ``ctrl+o`` or ``Return``."""
        self._xdotool("key", "--delay", 25, *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", 12, text)

    def move(self, x: float, y: float) -> None:
        """Move the pointer there, by way of a pixel beside it: who stands still moves nothing."""
        self._xdotool("mousemove", round(x) + 1, round(y), "mousemove", round(x), round(y))

    def click(self, x: float, y: float, button: int = 1) -> None:
        """Click somewhere."""
        self._xdotool("mousemove", round(x), round(y), "click", button)

    def drag(self, first: tuple[float, float], last: tuple[float, float]) -> None:
        """Drag from one point to another."""
        middle = [(a + b) / 2 for a, b in zip(first, last, strict=True)]
        steps = [part for x, y in (middle, last, last) for part in ("mousemove", round(x), round(y))]
        self._xdotool(
            "mousemove", round(first[0]), round(first[1]), "mousedown", 1, *steps, "sleep", 0.05, "mouseup", 1
        )

    def active_window(self) -> str:
        """Return the id of the window that keys go to; empty for none."""
        return self._xdotool("getactivewindow")

    def title(self) -> str:
        """Return the title of the window that keys go to."""
        return self._xdotool("getactivewindow", "getwindowname")

    def frame(self) -> str:
        """Return a digest of what the screen shows."""
        shot = subprocess.run(
            ["xwd", "-root", "-silent"], env=self.environment, capture_output=True, check=True
        )
        return hashlib.sha1(shot.stdout).hexdigest()

    def settle(self, still_s: float = STILL_S, longest_s: float = 10.0) -> None:
        """Wait until the screen does not change any more."""
        end = time.monotonic() + longest_s
        last, since = self.frame(), time.monotonic()
        while time.monotonic() < end and time.monotonic() - since < still_s:
            time.sleep(LOOK_S)
            now = self.frame()
            if now != last:
                last, since = now, time.monotonic()

    def picture(self, path: Path, box: tuple[int, int, int, int] | None = None) -> Path:
        """Write what the screen shows, or a box of it (x, y, width, height), as PNG."""
        crop = ["-crop", "{2}x{3}+{0}+{1}".format(*box), "+repage"] if box else []
        subprocess.run(["import", "-window", "root", *crop, str(path)], env=self.environment, check=True)
        return path

    @contextmanager
    def program(self, command: Sequence[str], home: Path) -> Iterator[subprocess.Popen]:
        """Run a program whose user's folders lie in ``home``; it is ended at last."""
        folders = {
            f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")
        }
        with (self.folder / "program.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                env={**self.environment, **folders, "QT_SCALE_FACTOR": str(self.screen.ratio)},
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
            try:
                yield process
            finally:
                end(process)

    def log(self) -> str:
        """Return what the programs wrote to their console."""
        return (self.folder / "program.log").read_text(errors="replace")


def end(process: subprocess.Popen) -> None:
    """End a process, in a hard way if it does not go."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def until(true: Callable[[], object], what: str, longest_s: float = LONGEST_S) -> None:
    """Wait until something has come about."""
    end_s = time.monotonic() + longest_s
    while not true():
        assert time.monotonic() < end_s, f"not within {longest_s:g} s: {what}"
        time.sleep(LOOK_S)


@contextmanager
def desktop(screen: Screen, folder: Path) -> Iterator[Desktop]:
    """Start an X server and a window manager, and end them at last."""
    folder.mkdir(parents=True, exist_ok=True)
    read, write = os.pipe()
    size = f"{screen.width}x{screen.height}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as numbers:
        display = ":" + numbers.readline().strip()
    made = Desktop(display, screen, folder)
    rules = folder / "openbox" / "rc.xml"
    rules.parent.mkdir(exist_ok=True)
    rules.write_text(WINDOWS)
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"],
        env={**made.environment, "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: made._xdotool("get_num_desktops").isdigit(), "the window manager")
        yield made
    finally:
        end(manager)
        end(server)


PYTHON = sys.executable
