"""Lunascope: open a recording, show 30 s pages of every channel, as it does without "Render"."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

from driving import PAGE_S, SIZE, Painted, arguments, status_mb, tell, versions


def main() -> None:
    import lunapi
    from lunascope.app import _apply_forced_dark_theme, _load_ui
    from lunascope.controller import Controller
    from PySide6 import QtCore, QtWidgets

    asked = arguments()
    application = QtWidgets.QApplication([])
    _apply_forced_dark_theme(application)
    project = lunapi.proj()
    project.silence(True)
    window = _load_ui()
    controller = Controller(window, project)
    window.resize(*SIZE)
    window.show()
    application.processEvents()
    painted = Painted(QtCore, QtWidgets, window.pg1.viewport())

    def first_page() -> None:
        controller.open_edf(str(asked.recording))
        if len(window.tbl_desc_signals.checked()) < len(controller.p.channels()):
            window.tbl_desc_signals.select_all_checks()

    found: dict[str, Any] = painted.times("open", [first_page])
    found["page_at"] = time.time()
    n_pages = int(controller.ns // PAGE_S)
    starts = [page % n_pages * PAGE_S for page in range(1, asked.flips + 1)]
    found |= painted.times("flip", [partial(controller.on_window_range, at, at + PAGE_S) for at in starts])
    tell(
        **found,
        resident_mb=status_mb("VmRSS"),
        channels=len(window.tbl_desc_signals.checked()),
        version=versions("lunascope", "lunapi", "PySide6"),
    )


if __name__ == "__main__":
    main()
