"""What the actions do that are about the traces: page length, events' edges, montages, filters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.traces.edges import Edge

if TYPE_CHECKING:
    from sleepscorer.gui.main_window import MainWindow
    from sleepscorer.gui.page.page_view import NightView

EDGE_ACTIONS = {
    "event_start_earlier": (Edge.START, -0.1),
    "event_start_later": (Edge.START, 0.1),
    "event_end_earlier": (Edge.STOP, -0.1),
    "event_end_later": (Edge.STOP, 0.1),
    "event_start_much_earlier": (Edge.START, -1.0),
    "event_start_much_later": (Edge.START, 1.0),
    "event_end_much_earlier": (Edge.STOP, -1.0),
    "event_end_much_later": (Edge.STOP, 1.0),
}
"""Edge and seconds of each action that moves one."""


def trace_handlers(window: MainWindow) -> dict[str, Callable[..., object]]:
    """Handler of each of these actions by its name."""
    return {
        **{name: partial(move_edge, window, *values) for name, values in EDGE_ACTIONS.items()},
        "event_remove": lambda: remove_event(window),
        "page_whole": on_view(window, lambda view: view.toggle_whole_night()),
        "filter_values": lambda: show_filters(window),
        "edit_montages": lambda: show_editor(window),
    }


def on_view(window: MainWindow, act: Callable[[NightView], object]) -> Callable[[], object]:
    """Handler that asks for the night view only when it is called: it is made after the window."""
    return lambda: act(window.view)


def move_edge(window: MainWindow, edge: Edge, seconds: float) -> None:
    """Move an edge of the event that is chosen."""
    if window.session is None or not window.view.measuring.move_edge(edge, seconds):
        say_choose(window)


def remove_event(window: MainWindow) -> None:
    """Take the event that is chosen away."""
    event = window.view.measuring.chosen_event()
    if window.session is None or event is None:
        say_choose(window)
    else:
        window.session.remove_event(event)


def say_choose(window: MainWindow) -> None:
    """Tell that an event has to be chosen first."""
    window.say(
        translate(
            "Window", "Click on the event, or choose it in the list of events, then press the keys again."
        )
    )


def show_filters(window: MainWindow) -> None:
    """Show the filters of the roles, to be changed."""
    from sleepscorer.gui.montages.filters import FiltersDialog

    FiltersDialog(window, window).open()


def show_editor(window: MainWindow) -> None:
    """Show the editor of montages."""
    from sleepscorer.gui.montages.editor import MontageEditor

    if window.session is not None:
        MontageEditor(window).open()
