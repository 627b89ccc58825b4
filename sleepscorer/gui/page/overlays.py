"""Overlays of other packages in the window: switched in the View menu, computed off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu

from sleepscorer.errors import OverlayError
from sleepscorer.gui.background.task import Task, TaskSlot, Work
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.workspace import Workspace
from sleepscorer.logs import log_error

if TYPE_CHECKING:
    from sleepscorer.gui.page.page_view import NightView
    from sleepscorer.overlays import Overlay, OverlayPage
    from sleepscorer.recording import Recording


@dataclass
class ShownOverlay:
    """An overlay that is switched on, and what is drawn of it now."""

    name: str
    overlay: Overlay
    page_task: TaskSlot
    night_task: TaskSlot
    items: list[Any] = field(default_factory=list)
    lanes: list[str] = field(default_factory=list)
    wanted: OverlayPage | None = None
    page: OverlayPage | None = None

    @property
    def title(self) -> str:
        """What the menu calls it."""
        return self.overlay.title or self.name


class Overlays(QObject):
    """Overlays that are switched on, for the night that is open.

    Parameters
    ----------
    workspace : Workspace
    central : CentralWidget
        Whose page and night they are drawn on.
    """

    def __init__(self, workspace: Workspace, central: CentralWidget) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._central = central
        self._shown: dict[str, ShownOverlay] = {}
        self.menu = QMenu(translate("Menus", "Overla&ys"), workspace.window)
        self.menu.aboutToShow.connect(self.refill)
        central.made.connect(self._take_view)

    def shown(self, name: str) -> ShownOverlay:
        """Return an overlay that is switched on, and what is drawn of it.

        Raises
        ------
        KeyError
            If it is not switched on.
        """
        return self._shown[name]

    def refill(self) -> None:
        """List the overlays that are installed."""
        from sleepscorer.overlays import overlay_names

        self.menu.clear()
        names = sorted({*overlay_names(), *self._workspace.settings.overlays})
        for name in names:
            shown = self._shown.get(name)
            action = self.menu.addAction((shown.title if shown else name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name in self._workspace.settings.overlays)
            action.toggled.connect(partial(self.switch, name))
        if not names:
            self.menu.addAction(translate("Overlays", "No overlay is installed")).setEnabled(False)

    def switch(self, name: str, on: bool) -> None:
        """Switch an overlay on or off, and remember it."""
        others = [other for other in self._workspace.settings.overlays if other != name]
        self._workspace.settings.overlays = [*others, name] if on else others
        if not on:
            self._drop(name)
        elif self._workspace.session is not None:
            self._begin(name)

    def _take_view(self, view: NightView) -> None:
        """Follow the pages of a view."""
        view.traces.page_changed.connect(self._follow_page)

    def show_session(self) -> None:
        """Show what is switched on for the night that has been opened."""
        for name in list(self._workspace.settings.overlays):
            self._begin(name)

    def leave(self) -> None:
        """Take everything away before the night is closed, once nothing is computed any more."""
        for name in list(self._shown):
            self._drop(name)

    def _begin(self, name: str) -> None:
        from sleepscorer.overlays import load_overlay

        if name in self._shown:
            return
        session = self._workspace.session
        assert session is not None
        try:
            shown = ShownOverlay(name, load_overlay(name), TaskSlot(self), TaskSlot(self))
        except OverlayError as error:
            self._workspace.notify(str(error))
            return
        self._shown[name] = shown
        shown.page_task.succeeded.connect(partial(self._take_page, shown))
        shown.page_task.ended.connect(partial(self._end_page, shown))
        shown.night_task.succeeded.connect(partial(self._take_night, shown, session.recording))
        for slot in (shown.page_task, shown.night_task):
            slot.failed.connect(partial(self._fail, shown))
        self._compute_night(shown, session.recording)
        self._want_page(shown)

    def _drop(self, name: str) -> None:
        shown = self._shown.pop(name, None)
        if shown is None:
            return
        for slot in (shown.page_task, shown.night_task):
            slot.stop()
            slot.deleteLater()
        self._clear_page(shown)
        for lane in shown.lanes:
            self._central.view.strip.remove_lane(lane)

    def _fail(self, shown: ShownOverlay, sentence: str) -> None:
        """Say what went wrong, and switch the overlay off."""
        if self._shown.get(shown.name) is shown:
            self.switch(shown.name, False)
            self._workspace.notify(sentence)

    def _guarded(self, shown: ShownOverlay, act: Callable[[], None]) -> None:
        if self._shown.get(shown.name) is not shown:
            return  # a result that was under way when the overlay was taken away
        try:
            act()
        except Exception as error:  # whatever a stranger's package raises
            log_error(error, "An overlay")
            text = translate(
                "Overlays",
                "The overlay {title} failed ({kind}) and was switched off; the log file says where.",
            )
            self._fail(shown, text.format(title=shown.title, kind=type(error).__name__))

    # The page

    def _follow_page(self, start_s: float, page_s: float) -> None:
        for shown in list(self._shown.values()):
            self._want_page(shown)

    def _want_page(self, shown: ShownOverlay) -> None:
        self._clear_page(shown)
        shown.wanted = self._page()
        if not shown.page_task.is_busy and shown.wanted is not None:
            self._compute_page(shown, shown.wanted)

    def _page(self) -> OverlayPage | None:
        """The page in view, if there is one."""
        from sleepscorer.overlays import OverlayPage

        session, traces = self._workspace.session, self._central.view.traces
        if session is None or not traces.lanes:
            return None
        shown = tuple(lane.trace for lane in traces.lanes)
        return OverlayPage(session.recording, traces.start_s, traces.span.page_s, shown)

    def _compute_page(self, shown: ShownOverlay, page: OverlayPage) -> None:
        shown.page, overlay = page, shown.overlay
        self._begin_task(
            shown, shown.page_task, lambda progress, cancelled: overlay.compute_page(page, cancelled)
        )

    def _take_page(self, shown: ShownOverlay, result: object) -> None:
        page = shown.page
        if page is not None and page is shown.wanted:
            self._guarded(shown, lambda: self._draw_page(shown, page, result))

    def _draw_page(self, shown: ShownOverlay, page: OverlayPage, result: object) -> None:
        for item in shown.overlay.page_items(page, result):
            self._guard_paint(shown, item)
            self._central.view.traces.add_overlay(item)
            shown.items.append(item)

    def _guard_paint(self, shown: ShownOverlay, item: Any) -> None:
        """An item that fails while it is painted is no reason for Qt to end the process."""
        paint = item.paint

        def guarded(*words: Any) -> None:
            try:
                paint(*words)
            except Exception as error:
                item.paint = lambda *words: None
                again = error
                QTimer.singleShot(0, self, lambda: self._guarded(shown, partial(_raise, again)))

        item.paint = guarded

    def _end_page(self, shown: ShownOverlay) -> None:
        if shown.wanted not in (shown.page, None):
            assert shown.wanted is not None
            self._compute_page(shown, shown.wanted)

    def _clear_page(self, shown: ShownOverlay) -> None:
        for item in shown.items:
            self._central.view.traces.remove_overlay(item)
        shown.items.clear()

    # The night

    def _compute_night(self, shown: ShownOverlay, recording: Recording) -> None:
        overlay = shown.overlay
        self._begin_task(
            shown, shown.night_task, lambda progress, cancelled: overlay.compute_night(recording, cancelled)
        )

    def _take_night(self, shown: ShownOverlay, recording: Recording, result: object) -> None:
        self._guarded(shown, lambda: self._add_lanes(shown, shown.overlay.night_lanes(recording, result)))

    def _add_lanes(self, shown: ShownOverlay, lanes: Any) -> None:
        for lane in lanes:
            self._guard_paint(shown, lane.item)
            self._central.view.strip.add_lane(lane.title, lane.item, lane.height, lane.y_range)
            shown.lanes.append(lane.title)

    def _begin_task(self, shown: ShownOverlay, slot: TaskSlot, work: Work) -> None:
        title = translate("Overlays", "The overlay {title}").format(title=shown.title)
        slot.start(title, work, Task.Priority.LowPriority)


def _raise(error: Exception) -> None:
    raise error
