"""Commands on montages, display filters and the roles of channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from sleepscorer.gui.commands.command import EDIT, Command
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP
from sleepscorer.gui.montages.menu import MontageMenu
from sleepscorer.gui.montages.position_offer import ask_positions
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.workspace import Workspace

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session


def commands(workspace: Workspace, central: CentralWidget, montages: MontageMenu) -> tuple[Command, ...]:
    """Return the commands on montages, filters and roles."""
    return (
        Command(
            "roles",
            QT_TRANSLATE_NOOP("Actions", "Channel r&oles..."),
            EDIT,
            1,
            workspace.with_night(lambda session: ask_roles(workspace, central, session)),
            ("Ctrl+R",),
            enabled=workspace.has_night,
        ),
        Command(
            "position_codes",
            QT_TRANSLATE_NOOP("Actions", "Codes of &body position..."),
            EDIT,
            1,
            workspace.with_night(lambda session: ask_positions(workspace, central, session)),
            enabled=workspace.has_night,
        ),
        Command(
            "edit_montages",
            QT_TRANSLATE_NOOP("Actions", "Edit &montages..."),
            EDIT,
            1,
            workspace.with_night(lambda session: show_editor(workspace, central, montages)),
            ("Ctrl+M",),
        ),
        Command(
            "filter_values",
            QT_TRANSLATE_NOOP("Actions", "&Filter values..."),
            EDIT,
            1,
            lambda: show_filters(workspace),
            ("Shift+F",),
        ),
    )


def ask_roles(workspace: Workspace, central: CentralWidget, session: Session) -> None:
    """Correct the roles of the channels, and remember them for this device."""
    from sleepscorer.gui.montages.roles import RolesDialog

    recording = session.recording
    dialog = RolesDialog(recording, workspace.window)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        device = workspace.settings.device(recording.device)
        device.roles, device.units = dialog.chosen(), dialog.chosen_units()
        recording.assign_units(device.units)
        recording.assign_roles(device.chosen_roles())
        session.night_signals.forget()
        central.view.rebuild()
        workspace.save_settings()


def show_filters(workspace: Workspace) -> None:
    """Show the filters of the roles, to be changed."""
    from sleepscorer.gui.montages.filters import FiltersDialog

    FiltersDialog(workspace, workspace.window).open()


def show_editor(workspace: Workspace, central: CentralWidget, montages: MontageMenu) -> None:
    """Show the editor of montages."""
    from sleepscorer.gui.montages.editor import MontageEditor

    MontageEditor(workspace, central.view, montages).open()
