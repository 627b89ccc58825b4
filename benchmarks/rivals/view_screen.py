"""A program on a virtual X screen, driven by keys and watched from outside: EDFbrowser, and ours beside it.

The picture is looked at every half millisecond; a page counts as shown at the last change a key made to it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from driving import KIB_IN_MB, PAGE_S, put_into, tell
from screen import Screen

RIGHT, PAGE_DOWN = 0xFF53, 0xFF56
QUIET_S, SETTLED_S = 0.08, 1.5
N_WARM_UP = 3

SIGNAL = """  <signalcomposition>
    <num_of_signals>1</num_of_signals>
    <voltpercm>100.000000</voltpercm>
    <screen_offset>0.000000</screen_offset>
    <color>5</color>
    <polarity>1</polarity>
    <signal>
      <label>{label:<16}</label>
      <factor>1.000000e+00</factor>
    </signal>
  </signalcomposition>
"""


def labels(recording: Path) -> list[str]:
    """Labels of an EDF file's signals."""
    with recording.open("rb") as file:
        n_signals = int(file.read(256)[252:256])
        text = file.read(16 * n_signals).decode("latin-1")
    return [text[16 * place : 16 * place + 16].strip() for place in range(n_signals)]


def montage(recording: Path, path: Path) -> Path:
    """EDFbrowser's file that says what to show: every signal, 30 s a page."""
    signals = "".join(SIGNAL.format(label=label) for label in labels(recording))
    page = f"  <pagetime>{round(PAGE_S * 1e7)}</pagetime>\n"
    path.write_text(f'<?xml version="1.0"?>\n<EDFbrowser_montage>\n{signals}{page}</EDFbrowser_montage>\n')
    return path


def resident_mb(pid: int) -> float:
    """Resident memory of another process."""
    text = Path(f"/proc/{pid}/status").read_text()
    return int(text.split("VmRSS:")[1].split()[0]) * KIB_IN_MB


def command(asked: argparse.Namespace, night: Path, environment: dict[str, str]) -> tuple[list[str], int]:
    """What to start, and the key of the next page."""
    home = night.parent
    environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    if asked.root is None:
        environment |= {f"XDG_{kind}_HOME": str(home) for kind in ("CONFIG", "STATE", "DATA")}
        return [sys.executable, "-m", "sleepscorer", str(night)], RIGHT
    libraries = next(asked.root.glob("usr/lib/*-linux-gnu"), asked.root)
    if libraries != asked.root:
        environment |= {"LD_LIBRARY_PATH": str(libraries), "QT_PLUGIN_PATH": str(libraries / "qt5/plugins")}
    program = str(asked.root / "usr/bin/edfbrowser")
    return [program, str(night), str(montage(night, home / "all.mtg"))], PAGE_DOWN


def watch(asked: argparse.Namespace, screen: Screen, home: Path) -> dict[str, object]:
    """Start the program, wait for its first page, turn pages."""
    night = put_into(asked.recording, home)
    words, key = command(asked, night, screen.environment)
    began = time.perf_counter()
    with subprocess.Popen(words, env=screen.environment, stderr=subprocess.DEVNULL) as program:
        try:
            screen.fill(night.stem)
            shown = screen.settled(SETTLED_S) - began
            found = [screen.answer(key, QUIET_S) for _ in range(asked.flips + N_WARM_UP)][N_WARM_UP:]
            if None in found:
                raise RuntimeError("a key did not change the picture")
            memory = resident_mb(program.pid)
            if asked.picture:
                subprocess.run(
                    ["import", "-window", "root", str(asked.picture)], env=screen.environment, check=False
                )
        finally:
            program.kill()
    return {"start_to_page_s": shown, "flip_s": found, "resident_mb": memory, "channels": len(labels(night))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recording", type=Path)
    parser.add_argument("--flips", type=int, default=100)
    parser.add_argument("--root", type=Path, help="where usr/bin/edfbrowser lies; without it, ours is driven")
    parser.add_argument("--picture", type=Path, help="a file for a picture of the last page")
    asked = parser.parse_args()
    os.environ.pop("WAYLAND_DISPLAY", None)
    with Screen() as screen, tempfile.TemporaryDirectory(dir=asked.recording.parent) as home:
        found = watch(asked, screen, Path(home))
    tell(**found, version="")


if __name__ == "__main__":
    main()
