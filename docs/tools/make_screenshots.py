"""Pictures of the window for the documentation, from the sample night.

``python docs/tools/make_screenshots.py`` writes all of them, or only those that are named, as ``review``.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sleepscorer.gui.main_window import MainWindow

DOCS = Path(__file__).parents[1]
SIZE = (1440, 810)
EPOCH = 132
DEEP_EPOCH = 170
LONGEST_S = 120.0


def first_page(window: MainWindow) -> None:
    """Pre-scored, as after the opening."""


def review(window: MainWindow) -> None:
    """The first epochs of the queue done, the next one on the screen."""
    for _ in range(3):
        press(window, "review_next")
        press(window, "accept")
    window.banner.hide()


def measure(window: MainWindow) -> None:
    """A slow wave in the ruler's box, slow waves underlined."""
    go(window, DEEP_EPOCH)
    press(window, "slow_waves")
    drag(window, 0, 11.0, 14.0)


def event(window: MainWindow) -> None:
    """A spindle marked on its channel, and the list of events."""
    go(window, EPOCH)
    drag(window, 0, 11.2, 12.6)
    press(window, "event_spindle")
    press(window, "events")


def statistics(window: MainWindow) -> None:
    """Lights marked, and the statistics beside the page."""
    go(window, 30)
    press(window, "lights_off")
    go(window, window.session.n_epochs - 40 if window.session else 0)
    press(window, "lights_on")
    press(window, "statistics")


def compare(window: MainWindow) -> None:
    """The expert's hypnogram below ours, and the next difference."""
    assert window.session is not None
    window.hypnograms.open(window.session.recording.path.with_name("sample-night-hypnogram.edf"))
    press(window, "next_disagreement")
    window.banner.hide()


SCENES: dict[str, Callable[[MainWindow], None]] = {
    "first-page": first_page,
    "review": review,
    "measure": measure,
    "event": event,
    "statistics": statistics,
    "compare": compare,
}


def press(window: MainWindow, name: str) -> None:
    """Do what a key does."""
    window.actions_by_name[name].trigger()
    settle(0.1)


def go(window: MainWindow, epoch: int) -> None:
    """Go to an epoch, from 0."""
    assert window.session is not None
    window.session.go_to(epoch)
    settle(0.1)


def drag(window: MainWindow, lane: int, first_s: float, last_s: float) -> None:
    """Drag over a trace, in seconds of the page."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    traces = window.view.traces
    y = int(traces.lane_box(lane).center().y())
    first, last = (QPoint(int(traces.x_of(traces.start_s + at_s)), y) for at_s in (first_s, last_s))
    QTest.mousePress(traces.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(traces.viewport(), last)
    QTest.mouseRelease(traces.viewport(), Qt.MouseButton.LeftButton, pos=last)
    settle(0.1)


def settle(seconds: float, until: Callable[[], bool] = lambda: False) -> None:
    """Let the window work for a while, or until something is so."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        QApplication.processEvents()
        time.sleep(0.005)


def open_window(folder: Path, theme: str, language: str) -> MainWindow:
    """A window on a copy of the sample night, pre-scored, its spectrogram drawn."""
    from sleepscorer.gui.app import make_application
    from sleepscorer.gui.i18n.translation import install
    from sleepscorer.gui.main_window import MainWindow
    from sleepscorer.gui.widgets.theme import chosen_theme, dress
    from sleepscorer.settings import Settings

    settings = Settings(theme=theme, language=language, tour_seen=True, initials="AB")
    install(make_application(), language)
    dress(chosen_theme(theme))
    window = MainWindow(settings, folder / "state")
    window.resize(*SIZE)
    window.show()
    assert window.open(sample_copy(folder))
    strip, session = window.view.strip, window.session
    assert session is not None
    settle(
        LONGEST_S,
        lambda: (
            session.scoring.probabilities is not None
            and window.review.review is not None
            and strip.trace is not None
            and strip.source.get(strip.trace) is not None
        ),
    )
    settle(2.0)
    go(window, EPOCH)
    return window


def sample_copy(folder: Path) -> Path:
    """Copy of the sample night, with its expert's hypnogram, that may be written beside."""
    from sleepscorer.assets import resource

    for name in ("sample-night.edf", "sample-night-hypnogram.edf"):
        shutil.copyfile(resource("sample", name), folder / name)
    return folder / "sample-night.edf"


def take(scene: str, theme: str, language: str, path: Path) -> None:
    """Write one picture."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("CONFIG", "STATE", "DATA"):
            os.environ[f"XDG_{kind}_HOME"] = folder
        window = open_window(Path(folder), theme, language)
        SCENES[scene](window)
        settle(0.3)
        window.grab().save(str(path))
        window.close()
    shrink(path)
    print(path.relative_to(DOCS.parent))


def shrink(path: Path, colours: int = 256) -> None:
    """Keep some colours only: with 256, a third of the size, and no difference to see."""
    from PIL import Image

    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def main() -> None:
    """Write the pictures asked for."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    wanted = sys.argv[1:] or [*SCENES, "window", "window-de"]
    for name in wanted:
        if name in SCENES:
            take(name, "light", "en", DOCS / "pictures" / f"{name}.png")
            take(name, "dark", "en", DOCS / "pictures" / f"{name}-dark.png")
        else:
            take("compare", "light", name.partition("-")[2] or "en", DOCS / f"{name}.png")


if __name__ == "__main__":
    main()
