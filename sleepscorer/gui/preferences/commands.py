"""Commands on what the user prefers: the dialog, and the colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog

from sleepscorer.gui.commands.command import EDIT, VIEW, Command
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.widgets.theme import DARK, LIGHT
from sleepscorer.gui.workspace import Workspace


def commands(
    workspace: Workspace, central: CentralWidget, profiles: Callable[[], Sequence[str]]
) -> tuple[Command, ...]:
    """Return the commands on preferences.

    Parameters
    ----------
    workspace : Workspace
    central : CentralWidget
        Knows the resolution of the screen.
    profiles : callable
        Gives the names of the key profiles.
    """

    def is_dark() -> bool:
        return workspace.theme is DARK

    def set_dark(on: bool) -> None:
        if on is not is_dark():
            workspace.set("theme", (DARK if on else LIGHT).name)

    return (
        Command(
            "preferences",
            QT_TRANSLATE_NOOP("Actions", "&Preferences..."),
            EDIT,
            1,
            lambda: ask_preferences(workspace, central, profiles()),
            ("Ctrl+,",),
        ),
        Command(
            "dark", QT_TRANSLATE_NOOP("Actions", "&Dark colours"), VIEW, 1, set_dark, ("D",), checked=is_dark
        ),
    )


def ask_preferences(workspace: Workspace, central: CentralWidget, profiles: Sequence[str]) -> None:
    """Ask for the settings that are not in the menus, and follow them at once."""
    pixels_per_mm = central.view.traces.pixels_per_mm()
    from sleepscorer.gui.preferences.dialog import PreferencesDialog

    dialog = PreferencesDialog(workspace.settings, list(profiles), pixels_per_mm, workspace.window)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        workspace.update(dialog.chosen())
        workspace.save_settings()
