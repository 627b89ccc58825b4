"""Questions about a night that is to be opened or filled, asked in dialogs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.gui.session.questions import Prompts

if TYPE_CHECKING:
    from sleepscorer.storage.versions import Version


def prompts_on(parent: QWidget) -> Prompts:
    """Return the questions as dialogs of a window."""
    return Prompts(
        damaged=partial(ask_damaged, parent),
        version=partial(ask_version, parent),
        other_name=partial(ask_other_name, parent),
        overwrite=partial(ask_overwrite, parent),
    )


def ask_damaged(parent: QWidget, sentence: str) -> bool:
    """Ask whether to open a night without a file that cannot be used.

    Parameters
    ----------
    parent : QWidget
    sentence : str
        What is wrong with the file.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("Window", "Work on this night cannot be used"))
    box.setText(localized(sentence))
    without = box.addButton(
        translate("Window", "&Open without it; the damaged file is kept"),
        QMessageBox.ButtonRole.DestructiveRole,
    )
    leave = box.addButton(translate("Window", "&Do not open"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    box.exec()
    return box.clickedButton() is without


def ask_overwrite(parent: QWidget, n_human: int, n_epochs: int) -> bool | None:
    """Ask whether epochs that a person has scored may be filled too; None fills nothing."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(translate("Window", "Fill the selection"))
    text = translate("Window", "A person has scored {human} of the {count} selected epochs as another stage.")
    box.setText(text.format(human=n_human, count=n_epochs))
    both = box.addButton(translate("Window", "&Overwrite them"), QMessageBox.ButtonRole.DestructiveRole)
    others = box.addButton(translate("Window", "&Fill the others only"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(others)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    clicked = box.clickedButton()
    return True if clicked is both else (False if clicked is others else None)


def ask_version(parent: QWidget, versions: Sequence[Version]) -> Path | None:
    """Ask which of the scorings to keep that were made apart from each other.

    Parameters
    ----------
    parent : QWidget
    versions : sequence of Version

    Returns
    -------
    Path or None
        Of the chosen one's sidecar; None if the night is not to be opened.
    """
    box = _box(parent, translate("Window", "This night was scored twice"))
    box.setText(
        translate(
            "Window",
            "These scorings of the night were made apart from each other. Which one do you go on with? "
            "The others are kept under other names.",
        )
    )
    box.setInformativeText("\n\n".join(f"{n}. {describe(version)}" for n, version in enumerate(versions, 1)))
    buttons = [
        box.addButton(
            fill(translate("Window", "Keep &{number}"), number=number), QMessageBox.ButtonRole.AcceptRole
        )
        for number, _ in enumerate(versions, 1)
    ]
    _leave(box, translate("Window", "&Do not open"))
    box.exec()
    clicked = box.clickedButton()
    return next(
        (version.path for version, button in zip(versions, buttons, strict=True) if button is clicked), None
    )


def ask_other_name(parent: QWidget, version: Version) -> bool:
    """Ask whether to go on with work on the recording that is kept under another name."""
    box = _box(parent, translate("Window", "Work on this recording was found"))
    box.setText(
        translate(
            "Window",
            "Work on this recording is kept under another name. Do you go on with it? It also stays where "
            "it is.",
        )
    )
    box.setInformativeText(describe(version))
    use = box.addButton(translate("Window", "&Go on with it"), QMessageBox.ButtonRole.AcceptRole)
    without = box.addButton(translate("Window", "&Begin without it"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(use)
    box.setEscapeButton(without)
    box.exec()
    return box.clickedButton() is use


def describe(version: Version) -> str:
    """Describe a scoring: when it was made, by whom, how much, and where."""
    when = version.saved[:16].replace("T", " ")
    return fill(
        translate("Window", "{when} UTC, by {people}: {epochs} epoch(s) scored, {changes} change(s)\n{path}"),
        when=when or "–",
        people=", ".join(version.people) or "–",
        epochs=version.n_scored,
        changes=version.n_changes,
        path=version.path,
    )


def _box(parent: QWidget, title: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    return box


def _leave(box: QMessageBox, text: str) -> None:
    button = box.addButton(text, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(button)
    box.setEscapeButton(button)
