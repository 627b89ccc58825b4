"""Wonambi: open a recording, show 30 s pages of every channel."""

from __future__ import annotations

import time
from typing import Any

from driving import PAGE_S, SIZE, Painted, arguments, status_mb, tell, versions


def main() -> None:
    from PyQt5 import QtCore, QtWidgets

    application = QtWidgets.QApplication([])
    from wonambi.bin.scroll_data import MainWindow

    asked = arguments()
    window = MainWindow()
    window.resize(*SIZE)
    application.processEvents()
    painted = Painted(QtCore, QtWidgets, window.traces.viewport())

    def first_page() -> None:
        window.info.open_dataset(str(asked.recording))
        window.value("window_length", PAGE_S)
        window.channels.new_group(test_name="all")
        group = window.channels.tabs.currentWidget()
        group.idx_l0.selectAll()
        window.channels.apply()

    found: dict[str, Any] = painted.times("open", [first_page])
    found["page_at"] = time.time()
    found |= painted.times("flip", [window.traces.page_next] * asked.flips)
    tell(
        **found,
        resident_mb=status_mb("VmRSS"),
        channels=len(window.traces.chan),
        version=versions("wonambi", "PyQt5", "scipy"),
    )


if __name__ == "__main__":
    main()
