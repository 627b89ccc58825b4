"""Workspace: what the features of the window are given to work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.session.prompts import prompts_on
from sleepscorer.gui.session.settings_file import SettingsFile
from sleepscorer.gui.widgets.theme import Theme, chosen_theme, dress
from sleepscorer.messages import reason
from sleepscorer.settings import Settings

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session


class Workspace(QObject):
    """The open session, the settings, messages and prompts.

    A feature of the window is given this, and knows neither the window nor the other features.

    Parameters
    ----------
    window : QWidget
        Parent of dialogs.
    settings : Settings
    open_night : callable
        Opens the recording at a path in the window; false where it cannot be opened, which is said.
    state_folder : Path, optional
        Where work goes that cannot stay beside its recording.

    Attributes
    ----------
    session : Session or None
    settings_file : SettingsFile
        Where the settings are kept.
    theme : Theme
        Colours in force.
    prompts : Prompts
        Asked before a night is open, and before a range is filled.

    Signals
    -------
    session_changed()
        A night was opened or closed.
    setting_changed(str)
        Name of a setting that has another value.
    theme_changed(Theme)
    notified(Message or str)
        A sentence for the user.
    notices_changed()
        More is known of the recording than before.
    """

    session_changed = Signal()
    setting_changed = Signal(str)
    theme_changed = Signal(object)
    notified = Signal(object)
    notices_changed = Signal()

    def __init__(
        self,
        window: QWidget,
        settings: Settings,
        open_night: Callable[[str | Path], bool],
        state_folder: Path | None = None,
    ) -> None:
        super().__init__(window)
        self.window = window
        self.settings = settings
        self.settings_file = SettingsFile(settings)
        self.open_night = open_night
        self.state_folder = state_folder
        self.session: Session | None = None
        self.theme: Theme = chosen_theme(settings.theme)
        self.prompts = prompts_on(window)

    def has_night(self) -> bool:
        """Tell whether a night is open."""
        return self.session is not None

    def with_night(self, run: Callable[[Session], object]) -> Callable[[], None]:
        """Return a function that calls ``run`` with the open night, and does nothing without one."""

        def handler() -> None:
            if self.session is not None:
                run(self.session)

        return handler

    def show_session(self, session: Session | None) -> None:
        """Take another session for the open one; None is no night."""
        self.session = session
        self.session_changed.emit()

    def set(self, name: str, value: object) -> None:
        """Set a setting, and tell who follows it."""
        if getattr(self.settings, name) == value:
            return
        setattr(self.settings, name, value)
        if name == "theme":
            self._follow_theme()
        self.setting_changed.emit(name)

    def update(self, values: Mapping[str, object]) -> None:
        """Set settings by their names."""
        for name, value in values.items():
            self.set(name, value)

    def _follow_theme(self) -> None:
        theme = chosen_theme(self.settings.theme)
        if theme is not self.theme:
            self.theme = theme
            dress(theme)
            self.theme_changed.emit(theme)

    def save_settings(self) -> None:
        """Save what this window changed of the settings."""
        try:
            self.settings_file.save()
        except OSError as error:
            text = translate(
                "Window", "Settings could not be saved ({reason}); your scoring is not affected."
            )
            self.notify(text.format(reason=localized(reason(error))))

    def notify(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self.notified.emit(sentence)

    def take_notice(self, sentence: str) -> None:
        """Show a sentence, and keep it, once, with the others of this recording."""
        self.notify(sentence)
        if self.session is not None and sentence not in self.session.notices:
            self.session.notices.append(sentence)
            self.notices_changed.emit()
