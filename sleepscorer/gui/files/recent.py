"""The nights that were open before: in the File menu and on the empty page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from sleepscorer.gui.background.task import TaskSlot
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.workspace import Workspace


class RecentNights(QObject):
    """Menu of the recordings opened last; those that are no longer there are greyed.

    Parameters
    ----------
    workspace : Workspace
    central : CentralWidget
        Its empty page says what can be opened.
    """

    def __init__(self, workspace: Workspace, central: CentralWidget) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._central = central
        self._look_up = TaskSlot(self)
        self._look_up.succeeded.connect(self._grey)
        self.menu = QMenu(translate("Recent", "Open re&cent"), workspace.window)
        self.menu.aboutToShow.connect(self.refill)

    def refill(self) -> None:
        """List the recordings, and look in the background which are still there."""
        self.menu.clear()
        paths = self._workspace.settings.recent
        for index, path in enumerate(paths):
            action = self.menu.addAction(_entry(path, index))
            action.setData(path)
            action.triggered.connect(partial(self._open, path))
        self.menu.addSeparator()
        forget = self.menu.addAction(translate("Recent", "&Forget these"), self.forget)
        forget.setEnabled(bool(paths))
        self._look(list(paths))

    def _open(self, path: str, checked: bool = False) -> None:
        self._workspace.open_night(path)

    def _look(self, paths: list[str]) -> None:
        """A share that is gone can take seconds to say so: never in the way of the menu."""
        if paths:
            self._look_up.start(translate("Recent", "The list"), lambda progress, cancelled: _missing(paths))

    def _grey(self, missing: set[str]) -> None:
        for action in self.menu.actions():
            if action.data() in missing:
                action.setEnabled(False)
                action.setToolTip(translate("Recent", "This file is no longer there."))

    def forget(self) -> None:
        """Forget which recordings were open, and where in them one was."""
        self._workspace.settings.recent.clear()
        self._workspace.settings.places.clear()
        self._workspace.save_settings()
        self.show_offer()

    @property
    def last(self) -> str | None:
        """The recording opened last, other than the one that is open."""
        session = self._workspace.session
        here = str(session.recording.path.absolute()) if session is not None else ""
        return next((path for path in self._workspace.settings.recent if path != here), None)

    def has_last(self) -> bool:
        """Tell whether another night was open before."""
        return self.last is not None

    def open_last(self) -> None:
        """Open the last night again."""
        if self.last is not None:
            self._workspace.open_night(self.last)

    def show_offer(self) -> None:
        """Say on the empty page what can be opened."""
        text = translate("NightView", "Open a recording: Ctrl+O, or drop an EDF or BDF file here.")
        if self._workspace.settings.offer_last and self.last is not None:
            last = translate("Recent", "The last night again, {name}: Ctrl+Shift+O")
            text += "\n\n" + last.format(name=Path(self.last).name)
        self._central.show_welcome(text)


def _entry(path: str, index: int) -> str:
    number = f"&{index + 1}  " if index < 9 else "     "
    return number + _where(path).replace("&", "&&")


def _where(path: str) -> str:
    """Name, and the folder apart from it."""
    return f"{Path(path).name}   –   {Path(path).parent}"


def _missing(paths: list[str]) -> set[str]:
    return {path for path in paths if not Path(path).exists()}
