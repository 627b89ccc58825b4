"""Kinds of events of which all are marked: a person says so, and none then means an index of 0."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QVBoxLayout, QWidget

from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.gui.widgets.dialogs import accept_buttons
from sleepscorer.gui.workspace import Workspace
from sleepscorer.scoring import RESPIRATORY, Author, EventKind

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session

GROUPS: tuple[tuple[str, frozenset[EventKind]], ...] = (
    (QT_TRANSLATE_NOOP("Completeness", "&Apnoeas and hypopnoeas"), RESPIRATORY),
    (QT_TRANSLATE_NOOP("Completeness", "&RERAs"), frozenset({EventKind.RERA})),
    (QT_TRANSLATE_NOOP("Completeness", "&Desaturations"), frozenset({EventKind.DESATURATION})),
    (QT_TRANSLATE_NOOP("Completeness", "A&rousals"), frozenset({EventKind.AROUSAL})),
    (QT_TRANSLATE_NOOP("Completeness", "&Limb movements"), frozenset({EventKind.LIMB_MOVEMENT})),
)
"""What one looks for at once, with its kinds of events."""


class CompletenessDialog(QDialog):
    """A box for each group of kinds, checked where all its events are marked.

    Parameters
    ----------
    searched : mapping of EventKind to Author
        Kinds of which that is known, and from whom.
    """

    def __init__(self, searched: Mapping[EventKind, Author], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Completeness", "All events marked"))
        text = translate(
            "Completeness",
            "Of which kinds are all events of this night marked? Where there is none of such a kind, "
            "its index is 0; of every other kind without an event there is no index.",
        )
        about = QLabel(text, self)
        about.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        self._boxes = {}
        for name, kinds in GROUPS:
            box = QCheckBox(_with_authors(translate("Completeness", name), kinds, searched), self)
            box.setChecked(kinds <= searched.keys())
            layout.addWidget(box)
            self._boxes[kinds] = box
        layout.addWidget(accept_buttons(self))
        self.setMinimumWidth(420)

    def box(self, kind: EventKind) -> QCheckBox:
        """Return the box of the group that holds a kind."""
        return next(box for kinds, box in self._boxes.items() if kind in kinds)

    def chosen(self) -> set[EventKind]:
        """Return the kinds of the groups that are checked."""
        return {kind for kinds, box in self._boxes.items() if box.isChecked() for kind in kinds}


def _with_authors(name: str, kinds: frozenset[EventKind], searched: Mapping[EventKind, Author]) -> str:
    names = dict.fromkeys(searched[kind].name.partition("@")[0] for kind in kinds if kind in searched)
    return f"{name} ({', '.join(names)})" if names else name


def ask_completeness(workspace: Workspace, session: Session) -> None:
    """Ask of which kinds all events are marked, and keep the answer with the scoring."""
    dialog = CompletenessDialog(session.scoring.searched, workspace.window)
    if dialog.exec():
        of_others = session.scoring.searched.keys() - {kind for _, kinds in GROUPS for kind in kinds}
        change = session.scoring.search_events(dialog.chosen() | of_others, session.technician)
        if change.searched_after is not None:
            session.take(translate("Undo", "all events marked"), change)
