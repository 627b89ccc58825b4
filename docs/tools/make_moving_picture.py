"""Moving picture of the review loop for the README, from the real window on the sample night.

``python docs/tools/make_moving_picture.py`` writes ``docs/review-loop.gif``; it needs Pillow.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from make_screenshots import DOCS, open_window, settle

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from sleepscorer.gui.main_window import MainWindow

SIZE = (1180, 720)
CAPTION_PX = 40
COLOURS = 64
LARGEST_BYTES = 1_500_000


@dataclass(frozen=True)
class Step:
    """A key that is pressed, what it does in words, and how long the picture stays."""

    key: str
    text: str
    shown_ms: int = 1500


STEPS = (
    Step("", "A night, pre-scored on this computer: hatched is the model's, solid is yours", 2500),
    Step("Space", "the next epoch that deserves a look, and why", 2300),
    Step("Return", "the model was right: accept, and on to the next doubtful one"),
    Step("2", "it was N2: score, and on to the next"),
    Step("Return", "accept"),
    Step("1", "N1"),
    Step("Ctrl+Z", "take back anything"),
    Step("Return", "accept"),
    Step("Return", "the tool bar counts the errors still expected", 2500),
)


def press(window: MainWindow, key: str) -> None:
    """Press a key in the window, as a person does."""
    from PySide6.QtCore import QKeyCombination
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest

    combination: QKeyCombination = QKeySequence(key)[0]
    QTest.keyClick(window, combination.key(), combination.keyboardModifiers())
    settle(0.6)


def frame(window: MainWindow, step: Step) -> QImage:
    """Picture the window with the key and its words below."""
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    picture = QImage(SIZE[0], SIZE[1] + CAPTION_PX, QImage.Format.Format_RGB32)
    picture.fill(QColor("#20242c"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPixmap(0, 0, window.grab())
    font = painter.font()
    font.setPixelSize(17)
    painter.setFont(font)
    left, top = 14.0, SIZE[1] + 7.0
    if step.key:
        name = {"Return": "Enter"}.get(step.key, step.key)
        cap = QRectF(left, top, painter.fontMetrics().horizontalAdvance(name) + 22.0, CAPTION_PX - 14.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#f2f4f8"))
        painter.drawRoundedRect(cap, 5, 5)
        painter.setPen(QColor("#20242c"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, name)
        left = cap.right() + 12
    painter.setPen(QColor("#f2f4f8"))
    words = QRectF(left, top, SIZE[0] - left, CAPTION_PX - 14.0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, step.text)
    painter.end()
    return picture


def write(path: Path) -> None:
    """Review the sample night by keys and write a picture of each step."""
    from PIL import Image

    images = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("CONFIG", "STATE", "DATA"):
            os.environ[f"XDG_{kind}_HOME"] = folder
        window = open_window(Path(folder), "light", "en")
        window.resize(*SIZE)
        window.banner.hide()
        settle(0.5)
        for step in STEPS:
            if step.key:
                press(window, step.key)
            shot = Path(folder) / "frame.png"
            frame(window, step).save(str(shot))
            with Image.open(shot) as image:
                images.append(image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE))
        window.close()
    shown = [step.shown_ms for step in STEPS]
    images[0].save(path, save_all=True, append_images=images[1:], duration=shown, loop=0, optimize=True)
    print(path.relative_to(DOCS.parent), f"{path.stat().st_size // 1000} kB")
    assert path.stat().st_size < LARGEST_BYTES


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    write(DOCS / "review-loop.gif")
