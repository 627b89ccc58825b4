"""Open a night in the window of the package of this Python, score two epochs by keys, and read them back.

Run as a script by the check of the Python versions; prints one line, or ends with a traceback.
"""

from __future__ import annotations

import platform
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sleepscorer.gui.app import make_application, make_window


def _wait(is_so: Callable[[], bool], most_s: float = 30) -> None:
    deadline = time.monotonic() + most_s
    while not is_so():
        if time.monotonic() > deadline:
            raise RuntimeError(f"What was waited for did not come within {most_s} s.")
        QApplication.processEvents()


def main(night: Path, folder: Path) -> None:
    """Work in the window and check what it shows and writes.

    Parameters
    ----------
    night : Path
        Recording that nobody has scored yet; it is copied.
    folder : Path
        For the copy, the window's state and the picture.

    Raises
    ------
    RuntimeError
        If a key changes nothing, or what is saved differs from what was scored.
    """
    night = Path(shutil.copy(night, folder / "smoke.edf"))
    make_application()
    window = make_window(folder / "state")
    window.resize(1366, 768)
    window.show()
    if not window.open(night, prescore=False):
        raise RuntimeError(f"{night.name} was not opened.")
    _wait(window.isActiveWindow)
    for key, stage in ((Qt.Key.Key_2, 2), (Qt.Key.Key_R, 4)):
        epoch = window.session.epoch
        QTest.keyClick(window, key)
        _wait(lambda epoch=epoch, stage=stage: window.session.scoring.stages[epoch] == stage)
    picture = window.grab()
    if not picture.save(str(folder / "window.png")):
        raise RuntimeError("The picture of the window cannot be written.")
    window.close()
    QApplication.processEvents()
    again = make_window(folder / "state")
    again.open(night, prescore=False)
    kept = again.session.scoring.stages
    stages = kept[kept >= 0].tolist()
    again.close()
    if stages != [2, 4]:
        raise RuntimeError(f"N2 and R were scored by keys, and {stages} were read back.")
    print(f"window: Python {platform.python_version()}, Qt {qVersion()}, N2 and R by keys kept")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
