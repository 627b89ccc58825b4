"""A technician at a window of their own, whose process is then killed: run by test_night.py.

Usage: technician.py RECORDING STATE_FOLDER RESULT.json
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from sleepscorer.gui.app import _wait_for_scores, make_window
from sleepscorer.gui.main_window import MainWindow

CORRECTIONS = 20
UNDONE, REDONE = 5, 2
KEYS = (Qt.Key.Key_W, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_R)


def click_hypnogram(window: MainWindow, epoch: int) -> None:
    """Click on the middle of an epoch in the hypnogram."""
    strip = window.view.strip
    x = round((strip.x_of(epoch) + strip.x_of(epoch + 1)) / 2)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 40))


def work(window: MainWindow) -> None:
    """Jump by the hypnogram, correct epochs by key, change one's mind."""
    assert window.session is not None
    for number in range(CORRECTIONS):
        if number % 5 == 0:
            click_hypnogram(window, 150 * (number // 5 + 1))
        QTest.keyClick(window, KEYS[number % len(KEYS)])
    for _ in range(UNDONE):
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    for _ in range(REDONE):
        QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)


def main() -> None:
    """Open, pre-score, correct, note what is on the screen, die."""
    recording, state_folder, result = (Path(argument) for argument in sys.argv[1:4])
    window = make_window(state_folder)
    window.show()
    assert window.open(recording)
    assert _wait_for_scores(window)
    work(window)
    assert window.session is not None
    scoring = window.session.scoring
    result.write_text(
        json.dumps(
            {
                "stages": scoring.stages.tolist(),
                "authors": [str(author) for author in scoring.authors],
                "by_human": int(scoring.by_human().sum()),
                "revision": scoring.revision,
            }
        )
    )
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
