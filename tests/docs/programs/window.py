"""The command ``sleepscorer``, whose window closes as soon as it has been painted."""

import sys

from sleepscorer.cli import main


def paint_and_close() -> int:
    """In place of the loop of events."""
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    QApplication.closeAllWindows()
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].endswith(".edf"):
        from sleepscorer.gui import app

        app.QApplication.exec = lambda *_: paint_and_close()  # type: ignore[assignment]
    sys.exit(main())
