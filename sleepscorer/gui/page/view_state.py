"""View of a night, epoch, montage, page length and scales, kept until it is opened again."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sleepscorer.montages import resolve
from sleepscorer.settings import NightPlace

if TYPE_CHECKING:
    from sleepscorer.gui.page.page_view import NightView
    from sleepscorer.gui.session.session import Session
    from sleepscorer.gui.workspace import Workspace

PAUSE_MS = 3_000
"""The view is saved once nothing of it has changed for so long ..."""
LONGEST_UNSAVED_S = 30.0
"""... and at the latest after so many seconds of going on."""


class ViewKeeper(QObject):
    """Keeper of the view while a night is open, so that it comes back after a crash, too.

    Parameters
    ----------
    workspace : Workspace
    view : NightView
        Made once for all nights.
    """

    def __init__(self, workspace: Workspace, view: NightView) -> None:
        super().__init__(view)
        self._workspace, self._view = workspace, view
        self._unsaved_since: float | None = None
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.save)
        for changed in (
            view.scale_changed,
            view.lanes_changed,
            view.length_changed,
            view.montage_changed,
            *(traces.laid_out for traces in view.trace_views),
            workspace.setting_changed,
        ):
            changed.connect(self._wait)

    def show_session(self, session: Session) -> None:
        """Follow where one is in a night."""
        session.epoch_moved.connect(self._wait)

    def _wait(self, *_: object) -> None:
        """Save later, so that turning pages is not held up by the disk."""
        now = monotonic()
        self._unsaved_since = now if self._unsaved_since is None else self._unsaved_since
        if not self._pause.isActive() or now - self._unsaved_since < LONGEST_UNSAVED_S - PAUSE_MS / 1000:
            self._pause.start()

    def save(self) -> None:
        """Save the view of the open night; where that fails it is said when the window is closed."""
        self.stop()
        session = self._workspace.session
        if session is not None:
            keep_place(self._workspace, self._view, session)
            try:
                self._workspace.settings_file.save()
            except OSError:
                return

    def stop(self) -> None:
        """Save nothing later: the night is closed, and its view is kept with the settings."""
        self._pause.stop()
        self._unsaved_since = None


def keep_place(workspace: Workspace, view: NightView, session: Session) -> None:
    """Keep where the open night is now."""
    montage = view.montage.name if view.montage is not None else ""
    left_at = NightPlace(session.epoch, view.traces.span.page_s, montage, workspace.settings.filters)
    workspace.settings.add_place(session.recording.fingerprint, left_at)


def restore_place(
    workspace: Workspace, view: NightView, session: Session, choose_montage: Callable[[str], None]
) -> None:
    """Show a night where it was left; one that is new is shown from its start, as the one before was.

    A montage of which the night has no channel is left, and that is said.

    Parameters
    ----------
    choose_montage : callable
        Chooses the montage of a name; one that is no longer there is left alone.
    """
    left_at = workspace.settings.places.get(session.recording.fingerprint)
    if left_at is not None:
        workspace.set("filters", left_at.filters)
        if left_at.montage != (view.montage.name if view.montage is not None else ""):
            choose_montage(left_at.montage)
        view.set_length(left_at.page_s)
        session.go_to(left_at.epoch)
    if view.montage is not None and not resolve(view.montage, session.recording)[0]:
        view.choose_montage(view.montage)
