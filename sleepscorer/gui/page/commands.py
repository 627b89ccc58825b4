"""Commands on the page and the night strip: events, cursor, scale, page length, what is drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sleepscorer.gui.commands.command import EVENT, VIEW, Command
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.page.event_editor import EventEditor
from sleepscorer.gui.page.traces.edges import Edge
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

NEIGHBOURS = (
    ("event_next", QT_TRANSLATE_NOOP("Actions", "Next event"), ".", 1, False),
    ("event_previous", QT_TRANSLATE_NOOP("Actions", "Previous event"), ",", -1, False),
    ("event_next_alike", QT_TRANSLATE_NOOP("Actions", "Next event of this kind"), "Alt+.", 1, True),
    ("event_previous_alike", QT_TRANSLATE_NOOP("Actions", "Previous event of this kind"), "Alt+,", -1, True),
)
"""Name, text and keys of the command that goes to another event: which way, and whether of the same kind."""
OWN = (
    ("event_own_1", QT_TRANSLATE_NOOP("Actions", "Own kind 1")),
    ("event_own_2", QT_TRANSLATE_NOOP("Actions", "Own kind 2")),
    ("event_own_3", QT_TRANSLATE_NOOP("Actions", "Own kind 3")),
    ("event_own_4", QT_TRANSLATE_NOOP("Actions", "Own kind 4")),
    ("event_own_5", QT_TRANSLATE_NOOP("Actions", "Own kind 5")),
)
"""Name and text of the command that marks an event of the laboratory's own kinds."""


def commands(workspace: Workspace, central: CentralWidget, editor: EventEditor) -> tuple[Command, ...]:
    """Return the commands on events, traces and the night strip."""
    return (*_event_commands(workspace, central, editor), *_view_commands(central))


def _event_commands(workspace: Workspace, central: CentralWidget, editor: EventEditor) -> tuple[Command, ...]:
    def mark(kind: EventKind) -> Callable[[], None]:
        return workspace.with_night(lambda session: editor.mark(session, kind))

    def move_cursor(traces: int, seconds: float) -> Callable[[], object]:
        return lambda: central.view.traces.move_cursor(traces, seconds)

    def move(edge: Edge, seconds: float) -> Callable[[], None]:
        return lambda: editor.move_edge(edge, seconds)

    def go(step: int, same_kind: bool) -> Callable[[], None]:
        return workspace.with_night(lambda session: editor.go(session, step, same_kind=same_kind))

    return (
        Command(
            "event_fitting",
            QT_TRANSLATE_NOOP("Actions", "Event that fits the channel; again for the next kind"),
            EVENT,
            0,
            workspace.with_night(editor.mark_fitting),
            ("V",),
        ),
        *(
            Command(row.name, row.text, EVENT, 0, mark(kind), (row.keys,))
            for kind in EventKind
            if (row := kind.type.command) is not None
        ),
        *_own_kinds(workspace, editor),
        *(
            Command(name, text, EVENT, 4, move_cursor(traces, seconds), (keys,), repeats=True)
            for name, text, keys, traces, seconds in CURSOR
        ),
        Command(
            "event_remove",
            QT_TRANSLATE_NOOP("Actions", "&Remove the chosen event"),
            EVENT,
            2,
            editor.remove,
            ("E, Del", "E, X"),
        ),
        Command(
            "event_note",
            QT_TRANSLATE_NOOP("Actions", "Note on the chosen event..."),
            EVENT,
            2,
            editor.write_note,
            ("Shift+N",),
        ),
        Command(
            "child_durations",
            QT_TRANSLATE_NOOP("Actions", "Least durations of children: two breaths"),
            EVENT,
            2,
            setting="child_durations",
        ),
        *(
            Command(name, text, EVENT, 2, go(step, same_kind), (keys,), repeats=True)
            for name, text, keys, step, same_kind in NEIGHBOURS
        ),
        *(
            Command(name, text, EVENT, 3, move(edge, seconds), (keys,), repeats=True)
            for name, text, keys, edge, seconds in EDGES
        ),
    )


def _own_kinds(workspace: Workspace, editor: EventEditor) -> tuple[Command, ...]:
    """Return the commands for the laboratory's own kinds of events."""

    def mark(number: int) -> Callable[[], None]:
        return workspace.with_night(lambda session: editor.mark_own(session, number))

    return (
        *(
            Command(
                name,
                text,
                EVENT,
                1,
                mark(number),
                (f"E, {number + 1}",),
                about=partial(editor.own_name, number),
            )
            for number, (name, text) in enumerate(OWN)
        ),
        Command(
            "own_events",
            QT_TRANSLATE_NOOP("Actions", "Own kinds of events..."),
            EVENT,
            1,
            editor.edit_own_kinds,
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
            "wide_page",
            QT_TRANSLATE_NOOP("Actions", "Two time bases: respiration on longer pages below"),
            VIEW,
            0,
            keys=("T",),
            setting="wide_page",
        ),
        Command(
            "wide_page_length",
            QT_TRANSLATE_NOOP("Actions", "Length of the pages below: 2, 5, 10 min"),
            VIEW,
            0,
            on_view(lambda view: view.wide.next_length()),
            ("Shift+T",),
        ),
        Command(
            "clear_boxes",
            QT_TRANSLATE_NOOP("Actions", "Clear ruler &boxes"),
            VIEW,
            0,
            on_view(lambda view: view.clear_marks()),
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
            "crosshair",
            QT_TRANSLATE_NOOP("Actions", "Crosshair under the pointer"),
            VIEW,
            1,
            setting="crosshair",
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
