"""The panels at the right of the window, and the window without them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QScrollArea, QTabBar, QToolBar, QWidget
from shiboken6 import isValid

from sleepscorer.gui.commands.command import VIEW, Command
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate

TITLES = {
    "epoch": QT_TRANSLATE_NOOP("Docks", "Epoch"),
    "statistics": QT_TRANSLATE_NOOP("Docks", "Statistics"),
    "events": QT_TRANSLATE_NOOP("Docks", "Events"),
    "comparison": QT_TRANSLATE_NOOP("Docks", "Comparison"),
}
BEHIND = {"comparison": "epoch"}
"""Panels that share the place of another one, as tabs."""
ALWAYS = "epoch"
"""Panel that is not hidden until it is asked for."""
LEAST_HEIGHT = 330
"""Pixels of a panel that is asked for; the epoch's is mostly empty."""
RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
FULL_SCREEN = Qt.WindowState.WindowFullScreen


class Docks(QObject):
    """The docks of a window; one whose panel is high takes the place of the epoch's, as a tab.

    Parameters
    ----------
    window : QMainWindow
    panels : mapping of str to QWidget
        The panel of each dock of ``TITLES``, in their order in the window.

    Signals
    -------
    changed()
        Another panel is shown, or one is hidden.
    """

    changed = Signal()

    def __init__(self, window: QMainWindow, panels: Mapping[str, QWidget]) -> None:
        super().__init__(window)
        self._window = window
        self._docks = {name: self._make(name, panel) for name, panel in panels.items()}
        self.focus_mode = FocusMode(window)

    def _make(self, name: str, panel: QWidget) -> QDockWidget:
        dock = QDockWidget(translate("Docks", TITLES[name]), self._window)
        dock.setObjectName(name)
        dock.setWidget(panel)
        return dock

    def dock(self, name: str) -> QDockWidget:
        """Return the dock of a name."""
        return self._docks[name]

    def add_to_window(self) -> None:
        """Put the docks into the window, hidden but for the epoch's."""
        for name, dock in self._docks.items():
            self._window.addDockWidget(RIGHT, dock)
            if name in BEHIND:
                self._window.tabifyDockWidget(self._docks[BEHIND[name]], dock)
            if name != ALWAYS:
                dock.hide()
                dock.visibilityChanged.connect(self._follow)

    def is_shown(self, name: str) -> bool:
        """Tell whether a panel is there, tabbed behind another or not."""
        return not self._docks[name].isHidden()

    def show(self, name: str, on: bool) -> None:
        """Show a panel, before those it shares its place with, or hide it."""
        dock = self._docks[name]
        dock.setVisible(on)
        if on:
            dock.raise_()
        if on and name not in BEHIND and dock.height() < LEAST_HEIGHT:
            self._window.resizeDocks([dock], [LEAST_HEIGHT], Qt.Orientation.Vertical)

    def _follow(self) -> None:
        if not isValid(self._window):
            return  # Qt hides the docks of a window that is destroyed
        self._name_tabs()
        self.changed.emit()

    def _name_tabs(self) -> None:
        """Qt makes bars of tabs when it needs them: each panel has its key, so Tab passes them by."""
        for bar in self._window.findChildren(QTabBar):
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            bar.setAccessibleName(", ".join(bar.tabText(index) for index in range(bar.count())))

    def _command(self, name: str, text: str, key: str) -> Command:
        is_shown = partial(self.is_shown, name)
        return Command(name, text, VIEW, 4, partial(self.show, name), (key,), checked=is_shown)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands that show and hide panels."""
        rows = (
            ("events", QT_TRANSLATE_NOOP("Actions", "E&vents"), "Ctrl+Shift+V"),
            ("comparison", QT_TRANSLATE_NOOP("Actions", "Comparison with other scorings"), "Ctrl+J"),
            ("statistics", QT_TRANSLATE_NOOP("Actions", "Sta&tistics"), "Ctrl+T"),
        )
        return (
            *(self._command(name, text, key) for name, text, key in rows),
            Command(
                "zen",
                QT_TRANSLATE_NOOP("Actions", "&Only traces and hypnogram"),
                VIEW,
                4,
                self.focus_mode.set,
                ("F11",),
                checked=self.focus_mode.is_on,
            ),
        )


class Scrolled(QScrollArea):
    """Panel that is scrolled where it is higher than there is room; it is never cut off at its side."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self._panel = panel
        self.setWidget(panel)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(panel.accessibleName())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep as wide as the panel and the scroll bar beside it, whatever comes to stand in the panel."""
        if watched is self._panel and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            width = self._panel.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(width)
        return super().eventFilter(watched, event)


class FocusMode:
    """Hides all but traces and hypnogram, over the whole screen, and brings back what was there.

    Parameters
    ----------
    window : QMainWindow
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._before: QByteArray | None = None

    def is_on(self) -> bool:
        """Tell whether all else is hidden."""
        return self._before is not None

    def set(self, on: bool) -> None:
        """Begin or end it; a second time does nothing."""
        if on and self._before is None:
            self._before = self._window.saveState()
            self._show_bars(False)
            for dock in self._window.findChildren(QDockWidget):
                dock.hide()
            self._window.setWindowState(self._window.windowState() | FULL_SCREEN)
        elif not on and self._before is not None:
            before, self._before = self._before, None
            self._window.setWindowState(self._window.windowState() & ~FULL_SCREEN)
            self._show_bars(True)
            self._window.restoreState(before)

    def _show_bars(self, on: bool) -> None:
        self._window.menuBar().setVisible(on)
        self._window.statusBar().setVisible(on)
        for bar in self._window.findChildren(QToolBar):
            bar.setVisible(on)


def layout_text(window: QMainWindow) -> str:
    """Describe where the panels are and how large the window is, to be kept: two words in base64."""
    return ".".join(
        b64encode(bytes(part.data())).decode() for part in (window.saveState(), window.saveGeometry())
    )


def restore_layout(window: QMainWindow, text: str) -> None:
    """Lay the window out as when :func:`layout_text` was asked; older versions kept the panels only."""
    try:
        state, geometry = (QByteArray(b64decode(word)) for word in text.partition(".")[::2])
    except ValueError:
        return  # somebody else wrote there
    if geometry:
        window.restoreGeometry(geometry)
    if state:
        window.restoreState(state)
