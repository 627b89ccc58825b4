"""The nights that were open before: in the File menu and on the empty page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from sleepscorer.gui.background.task import Job
from sleepscorer.gui.i18n.translation import translate

if TYPE_CHECKING:
    from sleepscorer.gui.main_window import MainWindow


class RecentNights(QObject):
    """Menu of the recordings opened last; those that are no longer there are greyed.

    Parameters
    ----------
    window : MainWindow
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._job: Job | None = None
        self.menu = QMenu(translate("Recent", "Open re&cent"), window)
        self.menu.aboutToShow.connect(self.refill)

    def refill(self) -> None:
        """List the recordings anew, and look in the background which are still there."""
        self.menu.clear()
        paths = self._window.settings.recent
        for place, path in enumerate(paths):
            action = self.menu.addAction(_entry(path, place))
            action.setData(path)
            action.triggered.connect(partial(self._open, path))
        self.menu.addSeparator()
        forget = self.menu.addAction(translate("Recent", "&Forget these"), self.forget)
        forget.setEnabled(bool(paths))
        self._look(list(paths))

    def _open(self, path: str, checked: bool = False) -> None:
        self._window.open(path)

    def _look(self, paths: list[str]) -> None:
        """A share that is gone can take seconds to say so: never in the way of the menu."""
        if self._job is not None or not paths:
            return
        self._job = Job(translate("Recent", "The list"), lambda *told: _missing(paths), self)
        self._job.succeeded.connect(self._grey)
        self._job.finished.connect(self._end)
        self._job.start()

    def _grey(self, missing: set[str]) -> None:
        for action in self.menu.actions():
            if action.data() in missing:
                action.setEnabled(False)
                action.setToolTip(translate("Recent", "This file is no longer there."))

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None

    def forget(self) -> None:
        """Forget which recordings were open, and where in them one was."""
        self._window.settings.recent.clear()
        self._window.settings.places.clear()
        self._window.save_settings()
        self.show_offer()

    @property
    def last(self) -> str | None:
        """The recording opened last, other than the one that is open."""
        session = self._window.session
        here = str(session.recording.path.absolute()) if session is not None else ""
        return next((path for path in self._window.settings.recent if path != here), None)

    def open_last(self) -> None:
        """Open the last night again."""
        if self.last is not None:
            self._window.open(self.last)

    def show_offer(self) -> None:
        """Say on the empty page what can be opened."""
        text = translate("NightView", "Open a recording: Ctrl+O, or drop an EDF or BDF file here.")
        if self._window.settings.offer_last and self.last is not None:
            last = translate("Recent", "The last night again, {name}: Ctrl+Shift+O")
            text += "\n\n" + last.format(name=Path(self.last).name)
        self._window.central.show_welcome(text)


def _entry(path: str, place: int) -> str:
    number = f"&{place + 1}  " if place < 9 else "     "
    return number + _where(path).replace("&", "&&")


def _where(path: str) -> str:
    """Name and folder, told apart."""
    return f"{Path(path).name}   –   {Path(path).parent}"


def _missing(paths: list[str]) -> set[str]:
    return {path for path in paths if not Path(path).exists()}
