"""Commands of the window: a row each with its text, keys, menu and what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.settings import Settings

FILE = QT_TRANSLATE_NOOP("Menus", "&File")
EDIT = QT_TRANSLATE_NOOP("Menus", "&Edit")
SCORE = QT_TRANSLATE_NOOP("Menus", "&Score")
EVENT = QT_TRANSLATE_NOOP("Menus", "Eve&nt")
GO = QT_TRANSLATE_NOOP("Menus", "&Go")
VIEW = QT_TRANSLATE_NOOP("Menus", "&View")
HELP = QT_TRANSLATE_NOOP("Menus", "&Help")
MENUS = (FILE, EDIT, SCORE, EVENT, GO, VIEW, HELP)
ONE_BY_ONE = (SCORE, EVENT)
"""Menus whose keys do one thing for one press: a key held down must not score what nobody has looked at."""
PORTABLE = QKeySequence.SequenceFormat.PortableText
NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True)
class Command:
    """A command of the window.

    Attributes
    ----------
    name : str
        What key profiles call it.
    text : str
        Menu text in English, with its mnemonic; shown translated.
    menu : str
        Menu it stands in.
    group : int
        Part of the menu, between two lines, counted from 0.
    run : callable, optional
        Does it; one that can be checked is given its state. Not needed where a setting is bound.
    keys : tuple of str
        Portable key sequences; the first one is shown.
    setting : str
        Name of the setting, true or false, that it switches.
    checked : callable, optional
        Tells whether it is checked, where no setting does.
    enabled : callable, optional
        Tells whether it can be done now; always if not given.
    about : callable, optional
        Names what it would be done to now, which is written behind its text.
    repeats : bool, optional
        Whether a key held down does it again and again; by its menu if not given.
    """

    name: str
    text: str
    menu: str
    group: int
    run: Callable[..., object] | None = None
    keys: tuple[str, ...] = ()
    setting: str = ""
    checked: Callable[[], bool] | None = None
    enabled: Callable[[], bool] | None = None
    about: Callable[[], str] | None = None
    repeats: bool | None = None

    def __post_init__(self) -> None:
        if self.run is None and not self.setting:
            raise ValueError(f"The command {self.name!r} does nothing.")

    @property
    def is_checkable(self) -> bool:
        """Whether it switches something."""
        return bool(self.setting) or self.checked is not None

    @property
    def auto_repeats(self) -> bool:
        """Whether a key held down does it again and again."""
        return self.menu not in ONE_BY_ONE if self.repeats is None else self.repeats


def in_menu_order(commands: Iterable[Command]) -> tuple[Command, ...]:
    """Sort commands by menu and group; those of one group stay in their order.

    Raises
    ------
    ValueError
        If two have one name.
    """
    rows = sorted(commands, key=lambda row: (MENUS.index(row.menu), row.group))
    names = [row.name for row in rows]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"There are two commands {', '.join(twice)}.")
    return tuple(rows)


class CommandSet(QObject):
    """The commands of the window as actions, checked and enabled as things stand.

    Parameters
    ----------
    commands : iterable of Command
    settings : Settings
    owner : QWidget
        Window in which the keys work, wherever its focus is.

    Attributes
    ----------
    rows : tuple of Command
        In the order of the menus.
    actions : dict of str to QAction
        By name.

    Signals
    -------
    setting_switched(str, bool)
        Name of a setting that is to be true, or false.
    """

    setting_switched = Signal(str, bool)

    def __init__(self, commands: Iterable[Command], settings: Settings, owner: QWidget) -> None:
        super().__init__(owner)
        self._settings = settings
        self.rows = in_menu_order(commands)
        self.actions = {row.name: self._action(row, owner) for row in self.rows}

    def _action(self, row: Command, owner: QWidget) -> QAction:
        action = QAction(translate("Actions", row.text), owner)
        action.setObjectName(row.name)
        action.setShortcuts([QKeySequence(key, PORTABLE) for key in row.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(row.auto_repeats)
        action.setCheckable(row.is_checkable)
        if row.is_checkable:
            action.setChecked(self._is_checked(row))
            action.toggled.connect(partial(self._switch, row))
        else:
            action.triggered.connect(lambda checked=False, run=row.run: run())
        owner.addAction(action)
        return action

    def _is_checked(self, row: Command) -> bool:
        return row.checked() if row.checked is not None else bool(getattr(self._settings, row.setting))

    def _switch(self, row: Command, on: bool) -> None:
        if row.setting:
            self.setting_switched.emit(row.setting, on)
        if row.run is not None:
            row.run(on)

    def refresh(self) -> None:
        """Grey out what cannot be done now, and name what undo and redo are about."""
        for row in self.rows:
            if row.enabled is not None:
                self.actions[row.name].setEnabled(row.enabled())
            if row.about is not None:
                text, what = translate("Actions", row.text), row.about()
                self.actions[row.name].setText(f"{text}: {what.replace('&', '&&')}" if what else text)

    def refresh_checked(self) -> None:
        """Check what is switched on now."""
        for row in self.rows:
            if row.is_checkable:
                self.actions[row.name].setChecked(self._is_checked(row))

    def keys_table(self) -> list[tuple[str, str, str]]:
        """Return menu, text and keys of every command that has keys now, for the help."""
        return [
            (
                translate("Menus", row.menu).replace("&", ""),
                translate("Actions", row.text).replace("&", "").rstrip("."),
                " / ".join(key.toString(NATIVE) for key in self.actions[row.name].shortcuts()),
            )
            for row in self.rows
            if self.actions[row.name].shortcuts()
        ]


def grouped(rows: Sequence[Command], menu: str) -> list[list[Command]]:
    """Return the commands of a menu, group by group."""
    groups: dict[int, list[Command]] = {}
    for row in rows:
        if row.menu == menu:
            groups.setdefault(row.group, []).append(row)
    return [groups[number] for number in sorted(groups)]
