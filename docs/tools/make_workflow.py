"""Pictures of a night's work, in each theme, language and size that the window is looked at in.

``python docs/tools/make_workflow.py`` writes all of them, or only those that are named, as ``dark``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from make_screenshots import DOCS, EPOCH, go, open_window, press, settle, shrink

if TYPE_CHECKING:
    from sleepscorer.gui.main_window import MainWindow

DOTS_PER_INCH = 110
LARGEST_BYTES = 400_000
A4_MM = (210.0, 297.0)


@dataclass(frozen=True)
class Variant:
    """How the window looks: its size in pixels of the picture, and how many of them make one of its own."""

    theme: str = "light"
    language: str = "en"
    width: int = 1600
    height: int = 900
    ratio: int = 1
    pixels_per_mm: float = 0.0
    """Pixels of the window in a millimetre of the screen; 0 for what the screen tells."""


VARIANTS = {
    "light": Variant(),
    "dark": Variant(theme="dark"),
    "de": Variant(language="de"),
    "1280x720": Variant(width=1280, height=720),
    "3840x2160": Variant(width=3840, height=2160, ratio=2, pixels_per_mm=3.2),  # of 27 inches,
}


def review(window: MainWindow) -> None:
    """The first epochs of the queue done, the next one on the screen."""
    press(window, "review_next")
    for _ in range(3):
        press(window, "accept")
    window.banner.hide()


def events(window: MainWindow) -> None:
    """The queue done, lights and two events marked, statistics and the list of events open."""
    while window.review.in_loop and window.review.review and window.review.review.n_left:
        window.actions_by_name["accept"].trigger()
    for epoch, name in ((19, "lights_off"), (819, "lights_on")):
        go(window, epoch)
        press(window, name)
    _mark(window, EPOCH + 8, 3, "event_arousal")
    _mark(window, EPOCH, 22, "event_spindle")
    press(window, "statistics")
    press(window, "events")
    window.banner.hide()


def _mark(window: MainWindow, epoch: int, steps: int, event: str) -> None:
    """Mark an event where the cursor comes to after so many steps."""
    press(window, "cancel")
    go(window, epoch)
    for _ in range(steps):
        window.actions_by_name["cursor_right"].trigger()
    press(window, event)


def compare(window: MainWindow) -> None:
    """The expert's hypnogram below ours, the figures of both, and the next difference."""
    assert window.session is not None
    for name in ("statistics", "events", "comparison"):
        press(window, name)
    window.hypnograms.open(window.session.recording.path.with_name("sample-night-hypnogram.edf"))
    settle(3.0)
    press(window, "next_disagreement")
    window.banner.hide()


SCENES = {"review": review, "events": events, "compare": compare}


def work(name: str) -> None:
    """Do a night's work in a window of one kind, and write a picture of each part of it."""
    variant = VARIANTS[name]
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("CONFIG", "STATE", "DATA"):
            os.environ[f"XDG_{kind}_HOME"] = folder
        window = open_window(Path(folder), variant.theme, variant.language)
        window.resize(variant.width // variant.ratio, variant.height // variant.ratio)
        window.workspace.set("pixels_per_mm", variant.pixels_per_mm)
        for scene, act in SCENES.items():
            act(window)
            settle(0.5)
            _keep(window.grab(), f"workflow-{scene}-{name}.png")
        if variant in (VARIANTS["light"], VARIANTS["de"]):
            _keep(_report(window), f"workflow-report-{variant.language}.png")
        window.close()


def _keep(picture: object, name: str) -> None:
    path = DOCS / "pictures" / name
    for colours in (256, 160, 96, 64):
        picture.save(str(path))  # type: ignore[attr-defined]
        shrink(path, colours)
        if path.stat().st_size < LARGEST_BYTES:
            break
    print(path.relative_to(DOCS.parent), f"{path.stat().st_size // 1000} kB")


def _report(window: MainWindow) -> object:
    """First page of the report, as it is printed."""
    from PySide6.QtCore import QRectF, QSizeF, Qt
    from PySide6.QtGui import QImage, QPainter, QTextDocument

    from sleepscorer.gui.files.report_export import MARGIN_MM

    per_mm = DOTS_PER_INCH / 25.4
    width, height = (round(length * per_mm) for length in A4_MM)
    page = QImage(width, height, QImage.Format.Format_RGB32)
    page.setDotsPerMeterX(round(per_mm * 1000))
    page.setDotsPerMeterY(round(per_mm * 1000))
    page.fill(Qt.GlobalColor.white)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(page)
    document.setHtml(window.report.html())
    inner = QSizeF(width - 2 * MARGIN_MM * per_mm, height - 2 * MARGIN_MM * per_mm)
    document.setPageSize(inner)
    painter = QPainter(page)
    painter.translate(MARGIN_MM * per_mm, MARGIN_MM * per_mm)
    document.drawContents(painter, QRectF(0, 0, inner.width(), inner.height()))
    painter.end()
    return page


def main() -> None:
    """Write the pictures asked for, each kind in a process of its own: Qt asks for the ratio once."""
    if sys.argv[1:2] == ["--one"]:
        work(sys.argv[2])
        return
    for name in sys.argv[1:] or VARIANTS:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(VARIANTS[name].ratio),
        }
        subprocess.run([sys.executable, __file__, "--one", name], env=environment, check=True)


if __name__ == "__main__":
    main()
