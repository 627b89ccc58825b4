"""The middle of the window: the welcome first, then the night, once the library that draws it is loaded.

pyqtgraph takes longer to load than the window takes to stand. It is loaded in a thread once the window has
been painted; whatever asks for the views before that waits for the rest of the loading.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from linecache import clearcache
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sleepscorer.gui.page.welcome import Welcome
from sleepscorer.gui.workspace import Workspace
from sleepscorer.logs import log_error

if TYPE_CHECKING:
    from sleepscorer.gui.page.page_view import NightView

VIEWS = ("sleepscorer.gui.page.page_view", "sleepscorer.gui.session.opening")
"""Modules whose import brings pyqtgraph, and what opens a night."""
SETTLE_MS = 30
"""After the first paint: what is left of showing the window has the processor to itself."""


class CentralWidget(QWidget):
    """Welcome, and in its place the night view once it can be made.

    Parameters
    ----------
    workspace : Workspace
        Whose settings and colours the views follow.
    parent : QWidget

    Attributes
    ----------
    welcome : Welcome or None
        What is shown before the views are made.
    made_view : NightView or None
        The night view, if it has been made.

    Signals
    -------
    made(NightView)
        The night view stands.
    sample_wanted()
        The clinical sample is to be opened.
    """

    made = Signal(object)
    sample_wanted = Signal()
    _loaded = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._thread: Thread | None = None
        self._waiting: list[Callable[[], object]] = []
        self.made_view: NightView | None = None
        self.welcome: Welcome | None = Welcome("", self)
        self.welcome.sample_wanted.connect(self.sample_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.welcome)
        layout.addStretch(1)
        self._loaded.connect(self._make)

    @property
    def view(self) -> NightView:
        """The night view; made when it is first asked for.

        Raises
        ------
        ImportError
            If pyqtgraph cannot be loaded.
        """
        return self.made_view or self._make_now()

    def show_welcome(self, text: str) -> None:
        """Say on the empty page what can be opened."""
        welcome = self.welcome if self.made_view is None else self.made_view.welcome
        if welcome is not None:
            welcome.set_text(text)

    def load(self) -> None:
        """Load what the views need in the background, and make them then; once."""
        if self._thread is None and self.made_view is None:
            self._thread = Thread(target=self._load, name="views", daemon=True)
            self._thread.start()

    def when_made(self, act: Callable[[], object]) -> None:
        """Do something once the views stand and whoever asked for them has done its work."""
        if self.made_view is None:
            self._waiting.append(act)
        else:
            QTimer.singleShot(0, act)

    def finish(self) -> None:
        """Wait until nothing is loaded in the background."""
        if self._thread is not None:
            self._thread.join()

    def _load(self) -> None:
        try:
            for module in VIEWS:
                import_module(module)
        except Exception as error:
            log_error(error, "Loading the views")  # whoever asks for the views meets the error itself
        clearcache()  # PySide6 reads the source of each module that is imported, which would be kept: 10 MB
        with suppress(RuntimeError):  # the window is gone
            self._loaded.emit()

    def _make(self) -> None:
        if self.made_view is None:
            self._make_now()

    def _make_now(self) -> NightView:
        self.finish()
        from sleepscorer.gui.page.page_view import NightView

        view = NightView(self._workspace.theme, self)
        layout, welcome = self.layout(), self.welcome
        assert isinstance(layout, QVBoxLayout)
        assert welcome is not None
        layout.takeAt(1)  # the stretch below the welcome
        view.welcome.set_text(welcome.text())
        view.welcome.sample_wanted.connect(self.sample_wanted)
        layout.replaceWidget(welcome, view)
        layout.setStretch(0, 1)
        welcome.hide()
        welcome.deleteLater()
        self.welcome, self.made_view = None, view
        self._connect(view)
        self.made.emit(view)
        view.show()
        for act in self._waiting:
            QTimer.singleShot(0, act)
        self._waiting.clear()
        return view

    def _connect(self, view: NightView) -> None:
        """Have the views follow the settings, and tell which they change."""
        workspace = self._workspace
        view.use_settings(workspace.settings)
        view.failed.connect(workspace.notify)
        view.strip.compact_changed.connect(lambda compact: workspace.setting_changed.emit("strip_compact"))
        workspace.theme_changed.connect(view.set_theme)
        workspace.setting_changed.connect(view.follow_setting)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Load the views once the window has been painted."""
        super().paintEvent(event)
        if self._thread is None and self.made_view is None:
            QTimer.singleShot(SETTLE_MS, self.load)
