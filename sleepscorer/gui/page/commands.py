"""Commands on the page and the night strip: events, cursor, scale, page length, what is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sleepscorer.gui.commands.command import EVENT, VIEW, Command
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.page.traces.edges import Edge
from sleepscorer.gui.session.session import Session
from sleepscorer.gui.workspace import Workspace
from sleepscorer.scoring import EventKind

if TYPE_CHECKING:
    from sleepscorer.gui.page.page_view import NightView

CURSOR_STEP_S = 0.5
CURSOR = (
    ("cursor_right", QT_TRANSLATE_NOOP("Actions", "C&ursor on"), "Alt+Shift+Right", 0, CURSOR_STEP_S),
    ("cursor_left", QT_TRANSLATE_NOOP("Actions", "Cursor &back"), "Alt+Shift+Left", 0, -CURSOR_STEP_S),
    ("cursor_down", QT_TRANSLATE_NOOP("Actions", "Cursor to the &next trace"), "Alt+Shift+Down", 1, 0.0),
    ("cursor_up", QT_TRANSLATE_NOOP("Actions", "Cursor to the &previous trace"), "Alt+Shift+Up", -1, 0.0),
)
"""Name, text and keys of the command that moves the cursor by traces and seconds."""
EDGES = (
    (
        "event_start_earlier",
        QT_TRANSLATE_NOOP("Actions", "Event starts 0.1 s earlier"),
        "I",
        Edge.START,
        -0.1,
    ),
    ("event_start_later", QT_TRANSLATE_NOOP("Actions", "Event starts 0.1 s later"), "O", Edge.START, 0.1),
    ("event_end_earlier", QT_TRANSLATE_NOOP("Actions", "Event ends 0.1 s earlier"), "J", Edge.STOP, -0.1),
    ("event_end_later", QT_TRANSLATE_NOOP("Actions", "Event ends 0.1 s later"), "K", Edge.STOP, 0.1),
    (
        "event_start_much_earlier",
        QT_TRANSLATE_NOOP("Actions", "Event starts 1 s earlier"),
        "Shift+I",
        Edge.START,
        -1.0,
    ),
    (
        "event_start_much_later",
        QT_TRANSLATE_NOOP("Actions", "Event starts 1 s later"),
        "Shift+O",
        Edge.START,
        1.0,
    ),
    (
        "event_end_much_earlier",
        QT_TRANSLATE_NOOP("Actions", "Event ends 1 s earlier"),
        "Shift+J",
        Edge.STOP,
        -1.0,
    ),
    ("event_end_much_later", QT_TRANSLATE_NOOP("Actions", "Event ends 1 s later"), "Shift+K", Edge.STOP, 1.0),
)
"""Name, text and keys of the command that moves an edge of the chosen event by seconds."""


def commands(workspace: Workspace, central: CentralWidget) -> tuple[Command, ...]:
    """Return the commands on events, traces and the night strip."""
    return (*_event_commands(workspace, central), *_view_commands(central))


def _event_commands(workspace: Workspace, central: CentralWidget) -> tuple[Command, ...]:
    def mark(kind: EventKind) -> Callable[[], None]:
        return workspace.with_night(lambda session: add_event(workspace, central.view, session, kind))

    def move_cursor(traces: int, seconds: float) -> Callable[[], object]:
        return lambda: central.view.traces.move_cursor(traces, seconds)

    def move(edge: Edge, seconds: float) -> Callable[[], None]:
        return lambda: move_edge(workspace, central.view, edge, seconds)

    return (
        *(
            Command(row.name, row.text, EVENT, 0, mark(kind), (row.keys,))
            for kind in EventKind
            if (row := kind.type.command) is not None
        ),
        *(
            Command(name, text, EVENT, 1, move_cursor(traces, seconds), (keys,), repeats=True)
            for name, text, keys, traces, seconds in CURSOR
        ),
        Command(
            "event_remove",
            QT_TRANSLATE_NOOP("Actions", "&Remove the chosen event"),
            EVENT,
            2,
            lambda: remove_event(workspace, central.view),
            ("E, Del", "E, X"),
        ),
        *(
            Command(name, text, EVENT, 3, move(edge, seconds), (keys,), repeats=True)
            for name, text, keys, edge, seconds in EDGES
        ),
    )


def _view_commands(central: CentralWidget) -> tuple[Command, ...]:
    def on_view(act: Callable[[NightView], object]) -> Callable[[], object]:
        return lambda: act(central.view)

    return (
        Command(
            "gain_up",
            QT_TRANSLATE_NOOP("Actions", "&Larger traces"),
            VIEW,
            0,
            on_view(lambda view: view.turn_scale(1)),
            ("Up",),
        ),
        Command(
            "gain_down",
            QT_TRANSLATE_NOOP("Actions", "&Smaller traces"),
            VIEW,
            0,
            on_view(lambda view: view.turn_scale(-1)),
            ("Down",),
        ),
        Command(
            "page_longer",
            QT_TRANSLATE_NOOP("Actions", "Long&er page"),
            VIEW,
            0,
            on_view(lambda view: view.turn_length(1)),
            ("+", "="),
        ),
        Command(
            "page_shorter",
            QT_TRANSLATE_NOOP("Actions", "S&horter page"),
            VIEW,
            0,
            on_view(lambda view: view.turn_length(-1)),
            ("-",),
        ),
        Command(
            "page_whole",
            QT_TRANSLATE_NOOP("Actions", "Whole night on the page, and back"),
            VIEW,
            0,
            on_view(lambda view: view.toggle_whole_night()),
            ("Ctrl+Shift+N",),
        ),
        Command(
            "clear_boxes",
            QT_TRANSLATE_NOOP("Actions", "Clear ruler &boxes"),
            VIEW,
            0,
            on_view(lambda view: view.measurements.clear()),
        ),
        Command("filters", QT_TRANSLATE_NOOP("Actions", "&Filters"), VIEW, 1, keys=("F",), setting="filters"),
        Command(
            "slow_waves",
            QT_TRANSLATE_NOOP("Actions", "&Underline slow waves"),
            VIEW,
            1,
            keys=("S",),
            setting="slow_waves",
        ),
        Command(
            "grid", QT_TRANSLATE_NOOP("Actions", "&Grid of one second"), VIEW, 1, keys=("G",), setting="grid"
        ),
        Command(
            "clip_lanes",
            QT_TRANSLATE_NOOP("Actions", "Traces stay in their lanes"),
            VIEW,
            1,
            keys=("Shift+G",),
            setting="clip_lanes",
        ),
        Command(
            "negative_up",
            QT_TRANSLATE_NOOP("Actions", "EEG negative u&p"),
            VIEW,
            1,
            setting="negative_up",
        ),
        Command(
            "show_all",
            QT_TRANSLATE_NOOP("Actions", "Show &all channels"),
            VIEW,
            2,
            on_view(lambda view: view.show_all()),
        ),
        Command(
            "strip_in",
            QT_TRANSLATE_NOOP("Actions", "Zoom &in on the night"),
            VIEW,
            3,
            on_view(lambda view: view.strip.zoom(1)),
            ("Ctrl+=", "Ctrl++"),
        ),
        Command(
            "strip_out",
            QT_TRANSLATE_NOOP("Actions", "&Zoom out of the night"),
            VIEW,
            3,
            on_view(lambda view: view.strip.zoom(-1)),
            ("Ctrl+-",),
        ),
        Command(
            "strip_whole",
            QT_TRANSLATE_NOOP("Actions", "&Whole night"),
            VIEW,
            3,
            on_view(lambda view: view.strip.axis.zoom_whole()),
            ("Ctrl+0",),
        ),
        Command(
            "fold_night",
            QT_TRANSLATE_NOOP("Actions", "Fold the night to the hypnogram"),
            VIEW,
            3,
            keys=("H",),
            setting="strip_compact",
        ),
    )


def add_event(workspace: Workspace, view: NightView, session: Session, kind: EventKind) -> None:
    """Mark an event over the box dragged last, or at the cursor."""
    event = view.measurements.event_here(kind)
    if event is None:
        workspace.notify(
            translate(
                "Window",
                "Drag over the event on its channel, or click where it is, then press the keys again.",
            )
        )
        return
    view.measurements.use_box()
    session.add_event(event)
    view.measurements.select(event)


def move_edge(workspace: Workspace, view: NightView, edge: Edge, seconds: float) -> None:
    """Move an edge of the event that is chosen."""
    if workspace.session is None or not view.measurements.move_edge(edge, seconds):
        _tell_to_choose(workspace)


def remove_event(workspace: Workspace, view: NightView) -> None:
    """Take the event that is chosen away."""
    event = view.measurements.chosen_event()
    if workspace.session is None or event is None:
        _tell_to_choose(workspace)
    else:
        workspace.session.remove_event(event)


def _tell_to_choose(workspace: Workspace) -> None:
    workspace.notify(
        translate(
            "Window", "Click on the event, or choose it in the list of events, then press the keys again."
        )
    )
