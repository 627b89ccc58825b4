"""Follower that ties the strip and the local hypnogram to the night under review."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sleepscorer.gui.night.local import LocalHypnogram
from sleepscorer.gui.night.strip import NightStrip
from sleepscorer.gui.session.session import Session
from sleepscorer.scoring import Lights


class StripFollower(QObject):
    """Shows what the session says, and tells it what the mouse did.

    Parameters
    ----------
    strip : NightStrip
    local : LocalHypnogram
    parent : QObject, optional
    """

    def __init__(self, strip: NightStrip, local: LocalHypnogram, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip = strip
        self._local = local
        self._session: Session | None = None
        strip.clicked.connect(self._jump)
        local.clicked.connect(self._jump)
        strip.range_selected.connect(self._select)
        strip.lights_dragged.connect(self._set_lights)

    def show_session(self, session: Session) -> None:
        """Follow a night; the one before must have been left."""
        self._session = session
        self._strip.show_night(session.recording, session.scoring)
        self._local.show_night(session.scoring)
        session.epoch_moved.connect(self._strip.mark)
        session.epoch_moved.connect(self._local.mark)
        session.epochs_changed.connect(self._strip.refresh_epochs)
        session.epochs_changed.connect(self._local.refresh)
        session.lights_changed.connect(self._strip.refresh_lights)
        session.events_changed.connect(self._strip.refresh_events)
        session.marks_changed.connect(self._strip.refresh_marks)
        session.selection_changed.connect(self._show_selection)
        session.night_signals.changed.connect(self._show_signals)
        session.night_signals.want()

    def leave(self) -> None:
        """Stop what works in the background on the night, so that it can be closed."""
        self._session = None
        self._strip.leave()

    def show_nothing(self) -> None:
        """Show that no night is open."""
        self._strip.show_night(None, None)
        self._local.show_night(None)

    def _show_selection(self) -> None:
        self._strip.show_selection(self._session.selection if self._session else None)

    def _show_signals(self) -> None:
        if self._session is not None:
            self._strip.show_signals(self._session.night_signals.signals)

    def _jump(self, epoch: int) -> None:
        """Go to an epoch clicked on; what was selected is let go."""
        if self._session is not None:
            self._session.clear_selection()
            self._session.go_to(epoch)

    def _select(self, first: int, stop: int) -> None:
        if self._session is not None:
            self._session.select(first, stop)

    def _set_lights(self, lights: Lights) -> None:
        if self._session is not None:
            self._session.set_lights(lights)
