"""Commands that help: the palette, the keys, the tour, what is said of the recording and the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox

from sleepscorer import __version__
from sleepscorer.gui.commands.command import HELP, Command, CommandSet
from sleepscorer.gui.help.texts import notices_html, show_keys
from sleepscorer.gui.help.tour import TourGuide
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.gui.widgets.dialogs import show_text
from sleepscorer.gui.workspace import Workspace

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session


@dataclass(frozen=True)
class Helped:
    """Parts of the window that there is help for; asked once it stands.

    Attributes
    ----------
    commands : callable
        Gives the commands of the window.
    menus : callable
        Gives the menus of the window.
    montages : callable
        Gives what shows each montage.
    open_sample : callable
        Opens the clinical sample.
    """

    commands: Callable[[], CommandSet]
    menus: Callable[[], Sequence[QMenu]]
    montages: Callable[[], Sequence[QAction]]
    open_sample: Callable[[], None]


def commands(workspace: Workspace, tours: TourGuide, helped: Helped) -> tuple[Command, ...]:
    """Return the commands that help."""
    return (
        Command(
            "palette",
            QT_TRANSLATE_NOOP("Actions", "&Commands..."),
            HELP,
            0,
            lambda: show_palette(workspace, helped.menus()),
            ("Ctrl+K",),
        ),
        Command(
            "keys",
            QT_TRANSLATE_NOOP("Actions", "&Keys"),
            HELP,
            0,
            lambda: show_keys(workspace.window, helped.commands(), helped.montages()),
            ("?",),
        ),
        Command("tour", QT_TRANSLATE_NOOP("Actions", "&Tour"), HELP, 0, tours.take),
        Command(
            "clinical_sample",
            QT_TRANSLATE_NOOP("Actions", "Open the clinical &sample"),
            HELP,
            0,
            helped.open_sample,
        ),
        Command(
            "notices",
            QT_TRANSLATE_NOOP("Actions", "&Notices of this recording"),
            HELP,
            0,
            workspace.with_night(lambda session: show_notices(workspace, session)),
            enabled=workspace.has_night,
        ),
        Command(
            "about",
            QT_TRANSLATE_NOOP("Actions", "&About sleepscorer"),
            HELP,
            0,
            lambda: show_about(workspace),
        ),
    )


def show_palette(workspace: Workspace, menus: Sequence[QMenu]) -> None:
    """Find any command by its name."""
    from sleepscorer.gui.commands.palette import CommandPalette, commands_of

    CommandPalette(commands_of(menus), workspace.window).open()


def show_notices(workspace: Workspace, session: Session) -> None:
    """Show what was said about this recording."""
    html = notices_html(list(map(localized, session.notices)))
    show_text(workspace.window, translate("Window", "Notices"), html)


def show_about(workspace: Workspace) -> None:
    """Show what the program is, and its licence."""
    text = translate(
        "Window",
        "sleepscorer {version}\n\nReview, pre-score and export sleep recordings.\n"
        "BSD-3-Clause; uses Qt (LGPL-3.0) through PySide6. Not a medical device.",
    )
    QMessageBox.about(
        workspace.window, translate("Window", "About sleepscorer"), text.format(version=__version__)
    )
