"""Montages and mains filter in the menus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from sleepscorer.gui.commands.command import NATIVE, PORTABLE
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import joined
from sleepscorer.montages import Montage, available_montages, keys_once

if TYPE_CHECKING:
    from sleepscorer.gui.page.page_view import NightView

AS_RECORDED = QT_TRANSLATE_NOOP("Menus", "As recorded")
BUNDLED = (
    QT_TRANSLATE_NOOP("Montages", "AASM recommended"),
    QT_TRANSLATE_NOOP("Montages", "AASM acceptable"),
    QT_TRANSLATE_NOOP("Montages", "AASM backup"),
    QT_TRANSLATE_NOOP("Montages", "Bipolar"),
    QT_TRANSLATE_NOOP("Montages", "Sleep-EDF"),
    QT_TRANSLATE_NOOP("Montages", "Respiration"),
    QT_TRANSLATE_NOOP("Montages", "Titration"),
    QT_TRANSLATE_NOOP("Montages", "Home test"),
    QT_TRANSLATE_NOOP("Montages", "MSLT"),
    QT_TRANSLATE_NOOP("Montages", "Child"),
)
"""Names of the montages that come with the program; the user's own are shown as they are."""
AS_RECORDED_KEY = "F1"
NOTCHES_HZ = (
    (QT_TRANSLATE_NOOP("Menus", "No mains filter"), 0.0),
    (QT_TRANSLATE_NOOP("Menus", "50 Hz"), 50.0),
    (QT_TRANSLATE_NOOP("Menus", "60 Hz"), 60.0),
)


class MontageMenu(QObject):
    """The menus of montages and of the mains filter.

    Parameters
    ----------
    workspace : Workspace
    central : CentralWidget
        Shows the montage that is chosen.

    Attributes
    ----------
    menu, notch_menu : QMenu
    """

    def __init__(self, workspace: Workspace, central: CentralWidget) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._central = central
        self._edit: QAction | None = None
        self._group: QActionGroup | None = None
        self.menu = QMenu(translate("Menus", "&Montage"), workspace.window)
        self.menu.setObjectName("montages")
        self.notch_menu = QMenu(translate("Menus", "Mains &notch"), workspace.window)
        self._fill_notch()
        self.menu.aboutToShow.connect(self._fill_once)
        central.made.connect(self._take_view)

    def _take_view(self, view: NightView) -> None:
        """List the montages, whose files need not be read before the window stands, and follow the view."""
        self._fill_once()
        view.montage_changed.connect(self._follow)

    def add_to(self, view: QMenu, edit: QAction) -> None:
        """Add both menus to the View menu; ``edit`` opens the editor."""
        self._edit = edit
        view.addMenu(self.menu)
        view.addMenu(self.notch_menu)

    @property
    def actions(self) -> list[QAction]:
        """What shows each montage, in the order of the menu; the data of each is the montage's name."""
        return self._fill_once().actions()

    def key_of(self, name: str) -> str:
        """Return the key of a montage, empty name for as recorded, as it is written; empty for none."""
        keys = (action.shortcut() for action in self.actions if action.data() == name)
        return next(keys, QKeySequence()).toString(NATIVE)

    def choose(self, name: str) -> None:
        """Choose the montage of a name, empty for as recorded; one that is no longer there is left alone."""
        action = next((action for action in self.actions if action.data() == name), None)
        if action is not None:
            action.trigger()

    def refill(self, shown: Montage | None = None) -> None:
        """List the montages again after they were edited, and show one of them."""
        self.menu.clear()
        before = self._group
        for action in before.actions() if before is not None else ():
            action.setShortcuts([])  # the key is free at once, the action goes later
        if before is not None:
            before.deleteLater()
        montages = {montage.name: montage for montage in self._fill(QActionGroup(self._workspace.window))}
        wanted = shown or self._central.view.montage
        if wanted is not None:
            self._central.view.choose_montage(montages.get(wanted.name))
        self._follow()

    def _fill_once(self) -> QActionGroup:
        """List the montages where they have not been, and return their actions."""
        if self._group is None:
            self._fill(group := QActionGroup(self._workspace.window))
            return group
        return self._group

    def _fill(self, group: QActionGroup) -> list[Montage]:
        self._group = group
        available, refused = available_montages()
        if refused:
            self._workspace.notify(joined(refused))
        recorded = Montage(translate("Menus", AS_RECORDED), (), AS_RECORDED_KEY)
        *montages, recorded = keys_once([*available, recorded])
        for montage in (recorded, *montages):
            action = self._action(montage, group)
            action.setChecked(montage is recorded)
            self.menu.addAction(action)
            self._workspace.window.addAction(action)  # its key works where the menu bar is hidden too
        if self._edit is not None:
            self.menu.addSeparator()
            self.menu.addAction(self._edit)
        return available

    def _action(self, montage: Montage, group: QActionGroup) -> QAction:
        """Action that shows a montage; one without traces shows the recording as it is."""
        action = QAction(translate("Montages", montage.name).replace("&", "&&"), group)
        action.setCheckable(True)
        action.setData(montage.name if montage.traces else "")
        action.setShortcut(QKeySequence(montage.key, PORTABLE))
        action.triggered.connect(partial(self._show, montage if montage.traces else None))
        return action

    def _show(self, montage: Montage | None, checked: bool = False) -> None:
        self._central.view.choose_montage(montage)
        self._follow()

    def _follow(self) -> None:
        """Check the montage that is shown."""
        shown = self._central.view.montage
        name = shown.name if shown is not None else ""
        for action in self.actions:
            action.setChecked(action.data() == name)

    def _fill_notch(self) -> None:
        group = QActionGroup(self.notch_menu)
        for text, frequency_hz in NOTCHES_HZ:
            action = self.notch_menu.addAction(translate("Menus", text))
            action.setCheckable(True)
            action.setChecked(self._workspace.settings.notch_hz == frequency_hz)
            action.triggered.connect(partial(self._set_notch, frequency_hz))
            group.addAction(action)

    def _set_notch(self, frequency_hz: float, checked: bool = False) -> None:
        self._workspace.set("notch_hz", frequency_hz)
