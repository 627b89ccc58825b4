"""Windows that live long and die properly."""

import gc
import sys
import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.gui.app import make_window
from sleepscorer.gui.main_window import MainWindow


@pytest.mark.long
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal, its references are not counted")
def test_500_repaints_leave_none_alone(window: MainWindow) -> None:
    def repaint(times: int) -> None:
        for _ in range(times):
            window.scoring.step(1)
            window.repaint()
            QApplication.processEvents()

    def growth() -> int:
        gc.collect()
        before = sys.getrefcount(None)
        repaint(500)
        gc.collect()
        return abs(sys.getrefcount(None) - before)

    repaint(50)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # A binding that drops a reference per call loses thousands in every round, and then the process;
    # work in the background that ends in one of them does not.
    assert any(growth() < 100 for _ in range(3))


def test_closed_windows_are_collected(qtbot: QtBot, tmp_path: Path, night: Path) -> None:
    kept = []
    for _ in range(3):
        window = make_window(tmp_path / "state")
        window.show()
        assert window.open(night, prescore=False)
        window.scoring.step(1)
        QApplication.processEvents()
        kept += [weakref.ref(window), weakref.ref(window.session), weakref.ref(window.view.traces)]
        window.close()
        window.deleteLater()
        del window
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
    assert [ref() for ref in kept] == [None] * len(kept)


def test_garbage_is_collected_by_the_windows_own_thread_alone(window: MainWindow, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []

    class Cycle:
        def __init__(self) -> None:
            self.own = self

        def __del__(self) -> None:
            threads.append(threading.current_thread())

    def litter() -> None:
        for _ in range(3000):
            Cycle()

    worker = threading.Thread(target=litter)
    worker.start()
    worker.join()
    assert threads == []
    qtbot.waitUntil(lambda: len(threads) > 1000, timeout=5000)
    assert set(threads) == {threading.main_thread()}
