"""A virtual X screen whose picture can be watched, and keys pressed on it."""

from __future__ import annotations

import ctypes
import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

EVERY_ROW = 8
HEADER_WORDS = 25
"""Words of an XWD header; the first is its length, the 20th how many colours follow."""


class Screen:
    """Xvfb of 1600 x 900, its frame buffer in a file.

    Raises
    ------
    RuntimeError
        If Xvfb, xdotool or libXtst are missing; the text says which.
    """

    def __init__(self, width: int = 1600, height: int = 900) -> None:
        for program in ("Xvfb", "xdotool"):
            if shutil.which(program) is None:
                raise RuntimeError(f"{program} is not installed")
        self.width, self.height = width, height
        self.folder = tempfile.TemporaryDirectory()
        reading, writing = os.pipe()
        size = f"{width}x{height}x24"
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-fbdir", self.folder.name]
        self.server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.name = f":{pipe.readline().strip()}"
        self.environment = {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}
        self._open()

    def _open(self) -> None:
        """Map the frame buffer, and connect for the keys."""
        with (Path(self.folder.name) / "Xvfb_screen0").open("rb") as file:
            self.picture = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        words = struct.unpack(f">{HEADER_WORDS}I", self.picture[: 4 * HEADER_WORDS])
        self.start, self.row_bytes = words[0] + 12 * words[19], words[12]
        self.x11, self.xtst = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(self.name.encode()))

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.terminate()
        self.server.wait()
        self.folder.cleanup()

    def look(self) -> bytes:
        """Every eighth row of the picture."""
        step, first = self.row_bytes * EVERY_ROW, self.start
        rows = range(first, first + self.row_bytes * self.height, step)
        return b"".join(self.picture[row : row + self.row_bytes] for row in rows)

    def press(self, keysym: int) -> None:
        """Press and release a key."""
        code = self.x11.XKeysymToKeycode(self.display, ctypes.c_ulong(keysym))
        for down in (1, 0):
            self.xtst.XTestFakeKeyEvent(self.display, code, down, ctypes.c_ulong(0))
        self.x11.XFlush(self.display)

    def fill(self, title: str, timeout_s: float = 60.0) -> None:
        """Give a window the whole screen and the keyboard.

        Raises
        ------
        RuntimeError
            If there is no such window.
        """
        words = ["search", "--sync", "--onlyvisible", "--name", title, "windowmove", "0", "0"]
        words += ["windowsize", str(self.width), str(self.height), "windowfocus"]
        try:
            subprocess.run(
                ["xdotool", *words], env=self.environment, check=True, timeout=timeout_s, capture_output=True
            )
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            raise RuntimeError(f"no window called {title} appeared") from error

    def settled(self, quiet_s: float, timeout_s: float = 120.0) -> float:
        """When the picture last changed (``time.perf_counter``), once it has been still for so long."""
        picture, changed, began = self.look(), time.perf_counter(), time.perf_counter()
        while time.perf_counter() - changed < quiet_s and time.perf_counter() - began < timeout_s:
            time.sleep(0.0005)
            now = self.look()
            if now != picture:
                picture, changed = now, time.perf_counter()
        return changed

    def answer(self, keysym: int, quiet_s: float, timeout_s: float = 5.0) -> float | None:
        """Seconds from a key to the last change it makes to the picture; None if it makes none."""
        picture, began = self.look(), time.perf_counter()
        self.press(keysym)
        while self.look() == picture:
            if time.perf_counter() - began > timeout_s:
                return None
            time.sleep(0.0005)
        return self.settled(quiet_s) - began
