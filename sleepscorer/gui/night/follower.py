"""Follower that ties the strip and the local hypnogram to the night under review."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sleepscorer.body_positions import BodyPosition
from sleepscorer.gui.night.local import LocalHypnogram
from sleepscorer.gui.night.strip import NightStrip
from sleepscorer.gui.session.session import Session
from sleepscorer.scoring import Event, Lights


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
        self._positions: list[tuple[Event, BodyPosition]] = []
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
        session.events_changed.connect(self._show_marked_positions)
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
        """Show what was measured, and over it the positions that are marked, as the statistics take them."""
        if self._session is None:
            return
        from sleepscorer.statistics.marked_positions import marked_positions, with_marked_positions

        signals, events = self._session.night_signals.signals, self._session.scoring.events
        self._positions = marked_positions(events)
        self._strip.show_signals(None if signals is None else with_marked_positions(signals, events))

    def _show_marked_positions(self) -> None:
        """Show the signals again if other positions are marked now."""
        if self._session is None or self._session.night_signals.signals is None:
            return
        from sleepscorer.statistics.marked_positions import marked_positions

        if marked_positions(self._session.scoring.events) != self._positions:
            self._show_signals()

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
