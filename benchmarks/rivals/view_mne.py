"""MNE-Qt-Browser: open a recording, show 30 s pages."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

from driving import N_SCORED, PAGE_S, SIZE, Painted, arguments, status_mb, tell, versions


def main() -> None:
    import mne
    from mne_qt_browser._pg_figure import MNEQtBrowser  # noqa: F401 - imported where the program starts
    from PySide6 import QtCore, QtWidgets

    asked = arguments()
    application = QtWidgets.QApplication.instance() or QtWidgets.QApplication([])
    application.processEvents()
    mne.viz.set_browser_backend("qt", verbose="error")
    began, before = time.perf_counter(), time.process_time()
    raw = mne.io.read_raw_edf(asked.recording, verbose="error")
    if asked.scored:
        epochs = [PAGE_S * epoch for epoch in range(N_SCORED)]
        raw.set_annotations(
            mne.Annotations(epochs, PAGE_S, [f"Stage {i // 11 % 5}" for i in range(N_SCORED)])
        )
    browser = raw.plot(
        duration=PAGE_S,
        n_channels=len(raw.ch_names),
        show=False,
        block=False,
        precompute=False,
        verbose="error",
    )
    browser.resize(*SIZE)
    painted = Painted(QtCore, QtWidgets, browser.mne.view.viewport())
    painted.until(browser.show)
    found: dict[str, Any] = {
        "open_s": [time.perf_counter() - began],
        "open_cpu_s": [time.process_time() - before],
    }
    found["page_at"] = time.time()
    last = raw.times[-1] - PAGE_S
    starts = [page * PAGE_S % last // PAGE_S * PAGE_S for page in range(1, asked.flips + 1)]
    found |= painted.times(
        "flip", [partial(browser.mne.plt.setXRange, at, at + PAGE_S, padding=0) for at in starts]
    )
    tell(
        **found,
        resident_mb=status_mb("VmRSS"),
        channels=len(raw.ch_names),
        version=versions("mne-qt-browser", "mne", "PySide6"),
    )


if __name__ == "__main__":
    main()
