"""The panels at the right of the window."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QScrollArea, QTabBar, QToolBar, QWidget

from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from sleepscorer.gui.main_window import MainWindow

TITLES = {
    "epoch": QT_TRANSLATE_NOOP("Docks", "Epoch"),
    "statistics": QT_TRANSLATE_NOOP("Docks", "Statistics"),
    "events": QT_TRANSLATE_NOOP("Docks", "Events"),
    "comparison": QT_TRANSLATE_NOOP("Docks", "Comparison"),
}
BEHIND = {"comparison": "epoch"}
"""Panels that share the place of another one, as tabs."""
ON_DEMAND = ("statistics", "events", "comparison")
"""Panels that are hidden until they are asked for; an action of the same name shows and hides each."""
RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
FULL_SCREEN = Qt.WindowState.WindowFullScreen


def make_dock(window: MainWindow, name: str, panel: QWidget) -> QDockWidget:
    """Dock with a panel, to be added with :func:`add_docks`."""
    dock = QDockWidget(translate("Docks", TITLES[name]), window)
    dock.setObjectName(name)
    dock.setWidget(panel)
    return dock


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
        """Be as wide as the panel and the scroll bar beside it, whatever comes to stand in the panel."""
        if watched is self._panel and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            width = self._panel.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(width)
        return super().eventFilter(watched, event)


def add_docks(window: MainWindow) -> None:
    """Put the docks into the window; the comparison, which is high, takes the place of the epoch card."""
    window.addDockWidget(RIGHT, window.dock)
    docks = {"epoch": window.dock} | {name: getattr(window, f"{name}_dock") for name in ON_DEMAND}
    for name in ON_DEMAND:
        dock = docks[name]
        window.addDockWidget(RIGHT, dock)
        if name in BEHIND:
            window.tabifyDockWidget(docks[BEHIND[name]], dock)
        dock.hide()
        dock.visibilityChanged.connect(lambda shown: follow_docks(window))


def follow_docks(window: MainWindow) -> None:
    """The action is checked while its panel is there, tabbed behind another or not."""
    _name_tabs(window)
    for name in ON_DEMAND:
        window.actions_by_name[name].setChecked(not getattr(window, f"{name}_dock").isHidden())


def _name_tabs(window: MainWindow) -> None:
    """Qt makes bars of tabs when it needs them: each panel has its key, so Tab passes them by."""
    for bar in window.findChildren(QTabBar):
        bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar.setAccessibleName(", ".join(bar.tabText(place) for place in range(bar.count())))


def show_dock(window: MainWindow, name: str, on: bool) -> None:
    """Show a panel, before those it shares its place with, or hide it."""
    dock: QDockWidget = getattr(window, f"{name}_dock")
    dock.setVisible(on)
    if on:
        dock.raise_()


class Zen:
    """Hides all but traces and hypnogram, over the whole screen, and brings back what was there.

    Parameters
    ----------
    window : QMainWindow
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._before: QByteArray | None = None

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
    """Where the panels are and how large the window is, to be kept: two words in base64."""
    return ".".join(
        b64encode(bytes(one.data())).decode() for one in (window.saveState(), window.saveGeometry())
    )


def restore_layout(window: QMainWindow, text: str) -> None:
    """Be laid out as when :func:`layout_text` was asked; older versions kept the panels only."""
    try:
        state, geometry = (QByteArray(b64decode(word)) for word in text.partition(".")[::2])
    except ValueError:
        return  # somebody else wrote there
    if geometry:
        window.restoreGeometry(geometry)
    if state:
        window.restoreState(state)
