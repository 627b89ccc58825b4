"""Marking and altering events: by key, by the menu of an event, from one event to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu

from sleepscorer.body_positions import BodyPosition
from sleepscorer.channels import Role
from sleepscorer.gui.i18n.labels import event_name, event_text, position_name, upper_first
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.page.traces.edges import Edge, Grip
from sleepscorer.gui.widgets.dialogs import ask_line, ask_lines
from sleepscorer.gui.workspace import Workspace
from sleepscorer.scoring import Event, EventKind, kinds_on
from sleepscorer.stages import EPOCH_SECONDS

if TYPE_CHECKING:
    from sleepscorer.gui.page.page_view import NightView
    from sleepscorer.gui.session.session import Session

OWN_KINDS = 5
"""Kinds of a laboratory's own that have a key."""


class EventEditor:
    """Marks events, and alters the one that is chosen.

    Parameters
    ----------
    workspace : Workspace
    central : CentralWidget
        Where the page is, once it is made.
    """

    def __init__(self, workspace: Workspace, central: CentralWidget) -> None:
        self._workspace = workspace
        self._central = central
        self.ask_note: Callable[[Event], str | None] = self._ask_note
        self.ask_position: Callable[[], BodyPosition | None] = self._ask_position
        self.ask_own_kinds: Callable[[list[str]], list[str] | None] = self._ask_own_kinds
        central.made.connect(lambda view: view.event_menu_wanted.connect(self.popup))

    @property
    def _view(self) -> NightView:
        return self._central.view

    def mark(self, session: Session, kind: EventKind, words: str = "") -> None:
        """Mark an event over the box dragged last, or at the cursor; one that is chosen there is altered."""
        measurements = self._view.measurements
        chosen = None if measurements.has_box else self.shown()
        if chosen is not None and _is_alike(chosen, kind):
            self.change_kind(chosen, kind, words)
            return
        has_box = measurements.has_box
        event = measurements.event_here(kind)
        if event is None:
            self._tell_to_drag()
            return
        if kind is EventKind.BODY_POSITION:
            position = self.ask_position()
            if position is None:
                return
            words = position.value
            event = event if has_box else replace(event, duration_s=_until_turned(session, event.start_s))
        event = replace(event, words=words)
        measurements.use_box()
        session.add_event(event)
        measurements.select(event)

    def mark_fitting(self, session: Session) -> None:
        """Mark the kind that is read on the channel of the box; the chosen event gets the next such kind."""
        measurements = self._view.measurements
        chosen = None if measurements.has_box else self.shown()
        if chosen is not None:
            kinds = measurements.kinds_for(chosen)
            index = kinds.index(chosen.kind) + 1 if chosen.kind in kinds else 0
            self.change_kind(chosen, kinds[index % len(kinds)])
            return
        role = measurements.role_here()
        if role is None:
            self._tell_to_drag()
        else:
            self.mark(session, kinds_on(role)[0])

    def mark_own(self, session: Session, number: int) -> None:
        """Mark an event of one of the laboratory's own kinds."""
        name = self.own_name(number)
        if name:
            self.mark(session, EventKind.OTHER, name)
        else:
            text = translate("Window", "No own kind of event has this key; name one under Event, Own kinds.")
            self._workspace.notify(text)

    def own_name(self, number: int) -> str:
        """Return the name of one of the laboratory's own kinds; empty where there is none."""
        names = self._workspace.settings.own_events
        return names[number] if number < len(names) else ""

    def edit_own_kinds(self) -> None:
        """Ask for the names of the laboratory's own kinds."""
        names = self.ask_own_kinds(list(self._workspace.settings.own_events))
        if names is not None:
            kept = [" ".join(name.split()) for name in names]
            self._workspace.set("own_events", list(dict.fromkeys(filter(None, kept))))

    def change_kind(self, event: Event, kind: EventKind, words: str = "") -> None:
        """Make an event one of another kind; its edges and its note stay."""
        if kind is EventKind.BODY_POSITION and not words:
            position = self.ask_position()
            if position is None:
                return
            words = position.value
        self._replace(event, replace(event, kind=kind, words=words))

    def write_note(self, event: Event | None = None) -> None:
        """Ask for a note on an event, the chosen one if none is given; an empty one takes it away."""
        event = event or self.chosen()
        if event is None:
            self._tell_to_choose()
            return
        note = self.ask_note(event)
        if note is not None:
            self._replace(event, replace(event, note=note))

    def move_edge(self, edge: Edge, seconds: float) -> None:
        """Move an edge of the event that is chosen."""
        event = self.chosen()
        if event is None:
            self._tell_to_choose()
        else:
            self._replace(event, Grip(event, edge).moved_by(seconds, self._view.traces.night_s))

    def remove(self, event: Event | None = None) -> None:
        """Take an event away, the chosen one if none is given."""
        event, session = event or self.chosen(), self._workspace.session
        if session is None or event is None:
            self._tell_to_choose()
        else:
            session.remove_event(event)

    def remove_shown(self) -> bool:
        """Take away the event that is shown as chosen; false where none is."""
        event = self.shown()
        if event is not None:
            self.remove(event)
        return event is not None

    def chosen(self) -> Event | None:
        """Return the event that keys act on: the one shown as chosen, else that at the cursor."""
        if self._workspace.session is None:
            return None
        return self.shown() or self._view.measurements.chosen_event()

    def shown(self) -> Event | None:
        """Return the event that is shown as chosen on either page."""
        view = self._central.made_view
        return view.selected_in_view if view is not None and self._workspace.session is not None else None

    def go(self, session: Session, step: int, *, same_kind: bool = False) -> None:
        """Go to the next (+1) or previous (-1) event, of any kind or of the kind of the chosen one."""
        selected = self._view.selected
        if same_kind and selected is None:
            self._tell_to_choose()
            return
        events = [
            event
            for event in session.scoring.events
            if not same_kind
            or selected is None
            or (event.kind, event.words) == (selected.kind, selected.words)
        ]
        event = _neighbour(events, selected, float(session.epoch * EPOCH_SECONDS), step)
        if event is None:
            self._workspace.notify(translate("Window", "There is no further event in this direction."))
            return
        session.go_to(int(event.start_s // EPOCH_SECONDS))
        self._view.measurements.select(event)

    def popup(self, event: Event, where: QPoint, at_s: float | None = None) -> None:
        """Show the menu of an event."""
        menu = self.menu(event, at_s)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def menu(self, event: Event, at_s: float | None = None) -> QMenu:
        """Return the menu of an event: its kind, note and edges, its neighbours, and take it away.

        Parameters
        ----------
        event : Event
        at_s : float, optional
            Time under the pointer, to which an edge can be moved.
        """
        menu = QMenu(self._workspace.window)
        menu.addAction(upper_first(event_text(event))).setEnabled(False)
        self._add_kinds(menu.addMenu(translate("EventMenu", "&Kind")), event)
        self._add(menu, translate("EventMenu", "&Note..."), partial(self.write_note, event))
        if at_s is not None:
            for text, edge in (
                (translate("EventMenu", "&Starts here"), Edge.START),
                (translate("EventMenu", "&Ends here"), Edge.STOP),
            ):
                moved = Grip(event, edge).moved_to(at_s, self._view.traces.night_s)
                self._add(menu, text, partial(self._replace, event, moved))
        menu.addSeparator()
        session = self._workspace.session
        if session is not None:
            for text, step in (
                (translate("EventMenu", "Ne&xt of this kind"), 1),
                (translate("EventMenu", "&Previous of this kind"), -1),
            ):
                self._add(menu, text, partial(self.go, session, step, same_kind=True))
        menu.addSeparator()
        self._add(menu, translate("EventMenu", "&Delete"), partial(self.remove, event))
        return menu

    def _add_kinds(self, menu: QMenu, event: Event) -> None:
        fitting = self._view.measurements.kinds_for(event)
        others = [kind for kind in EventKind if kind.type.command is not None and kind not in fitting]
        for kinds in (fitting, others):
            for kind in kinds:
                text = f"{upper_first(event_name(kind))}\t{kind.type.abbreviation}"
                action = self._add(menu, text, partial(self.change_kind, event, kind))
                action.setCheckable(True)
                action.setChecked(kind is event.kind)
            menu.addSeparator()
        for name in self._workspace.settings.own_events:
            self._add(
                menu,
                name.replace("&", "&&"),
                partial(self.change_kind, event, EventKind.OTHER, name),
            )

    def _add(self, menu: QMenu, text: str, run: Callable[[], object]) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda checked=False: run())
        return action

    def _replace(self, old: Event, new: Event) -> None:
        self._view.measurements.replace_event(old, new)

    def _tell_to_drag(self) -> None:
        self._workspace.notify(
            translate(
                "Window",
                "Drag over the event on its channel, or click where it is, then press the keys again.",
            )
        )

    def _tell_to_choose(self) -> None:
        self._workspace.notify(
            translate(
                "Window", "Click on the event, or choose it in the list of events, then press the keys again."
            )
        )

    def _ask_note(self, event: Event) -> str | None:
        label = translate("EventMenu", "Note on this event ({event}):").format(event=event_text(event))
        return ask_line(self._workspace.window, translate("EventMenu", "Note on an event"), label, event.note)

    def _ask_position(self) -> BodyPosition | None:
        names = [position_name(position) for position in BodyPosition]
        title = translate("EventMenu", "Body position")
        label = translate("EventMenu", "From here on the body lies:")
        name, given = QInputDialog.getItem(self._workspace.window, title, label, names, 0, False)
        return list(BodyPosition)[names.index(name)] if given else None

    def _ask_own_kinds(self, names: list[str]) -> list[str] | None:
        title = translate("EventMenu", "Own kinds of events")
        label = translate(
            "EventMenu",
            "One name a line. E and then 1 to {last} mark the first ones; all stand in the menu of an event.",
        )
        text = ask_lines(self._workspace.window, title, label.format(last=OWN_KINDS), "\n".join(names))
        return None if text is None else text.splitlines()


def _until_turned(session: Session, start_s: float) -> float:
    """Return the seconds until the body turns: by the channel, else by the next position that is marked."""
    signals, night_s = session.night_signals.signals, session.recording.duration_s
    codes = signals.of(Role.POSITION) if signals is not None else None
    turns_s = [event.start_s for event in session.scoring.events if event.kind is EventKind.BODY_POSITION]
    if codes is not None:
        from sleepscorer.statistics.marked_positions import turn_after

        turn_s = turn_after(codes, start_s)
        turns_s += [] if turn_s is None else [turn_s]
    return float(min((at_s for at_s in turns_s if at_s > start_s), default=night_s) - start_s)


def _is_alike(event: Event, kind: EventKind) -> bool:
    """Whether a key for a kind alters an event rather than marking another one beside it."""
    old, new = event.kind.type, kind.type
    if event.kind is kind:
        return kind is not EventKind.OTHER
    return old.group is new.group and bool(set(old.roles) & set(new.roles))


def _neighbour(events: list[Event], selected: Event | None, page_s: float, step: int) -> Event | None:
    """Return the event before or behind the chosen one, else the nearest one to the start of the page."""
    if selected is not None:
        ahead = [event for event in events if event.order > selected.order]
        behind = [event for event in events if event.order < selected.order]
    else:
        ahead = [event for event in events if event.start_s >= page_s]
        behind = [event for event in events if event.start_s < page_s]
    chosen = ahead[:1] if step > 0 else behind[-1:]
    return chosen[0] if chosen else None
