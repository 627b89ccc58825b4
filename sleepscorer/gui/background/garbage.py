"""Python's cyclic garbage is collected by the thread of the window alone.

The collector runs in whichever thread allocates. A widget in a cycle would then be destroyed by a thread
that works in the background, and Qt ends the process for that.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

INTERVAL_MS = 200
NAME = "collector"


class Collector(QObject):
    """Collects, from the event loop, what Python would have collected by itself."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(NAME)
        timer = QTimer(self, interval=INTERVAL_MS)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> None:
        """Collect each generation of which there is more than its threshold."""
        for generation, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
            if count > most:
                gc.collect(generation)


def collect_in_this_thread(application: QCoreApplication) -> None:
    """Let no other thread collect; harmless when called again."""
    gc.disable()
    if application.findChild(QObject, NAME) is None:
        Collector(application)
