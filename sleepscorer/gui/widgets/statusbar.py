"""The status line below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.gui.widgets.roomy_label import RoomyLabel

HINTS = (
    (("stage_w", "stage_n1", "stage_n2", "stage_n3", "stage_r"), QT_TRANSLATE_NOOP("Status", "stage")),
    (("accept",), QT_TRANSLATE_NOOP("Status", "accept")),
    (("review_next",), QT_TRANSLATE_NOOP("Status", "review")),
    (("previous", "next"), QT_TRANSLATE_NOOP("Status", "epoch")),
    (("undo",), QT_TRANSLATE_NOOP("Status", "undo")),
    (("keys",), QT_TRANSLATE_NOOP("Status", "keys")),
)
"""Actions whose keys the status line shows, and a word for what they do."""
ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


class StatusLine(QStatusBar):
    """Status line: the measurement, the main keys, how far pre-scoring is, whether all is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reading = QLabel("", self)
        self.reading.setAccessibleName(translate("Status", "Cursor and ruler"))
        self.reading.setMinimumWidth(330)
        self.progress = QProgressBar(self)
        self.progress.setMaximumWidth(220)
        self.progress.setFormat(translate("Status", "Pre-scoring %p %"))
        self.progress.hide()
        self.saved = QLabel("", self)
        self.addWidget(self.reading)
        self.hints = RoomyLabel(self)
        self.hints.setAccessibleName(translate("Status", "Main keys"))
        self.addWidget(self.hints)
        self.addPermanentWidget(self.progress)
        self.addPermanentWidget(self.saved)

    def show_keys(self, actions: Mapping[str, QAction]) -> None:
        """Show the main keys as they are; an action without one is left out."""
        hints = []
        for names, word in HINTS:
            keys = [_key_text(actions[name].shortcut()) for name in names]
            if any(keys):
                hints.append(" ".join([*filter(None, keys), translate("Status", word)]))
        self.hints.show_text("   ".join(hints), hints[-1] if hints else "")

    def show_progress(self, done: float) -> None:
        """Show the share of pre-scoring done; nothing once it has ended (-1)."""
        self.progress.setVisible(done >= 0)
        self.progress.setValue(int(max(done, 0) * 100))

    def show_saved(self, saved: bool, read_only: bool) -> None:
        """Say where the last change is."""
        words = translate("Status", "saved") if saved else translate("Status", "kept in the journal")
        self.saved.setText((translate("Status", "read only") if read_only else words) + " ")


def _key_text(sequence: QKeySequence) -> str:
    portable = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    return ARROWS.get(portable) or sequence.toString(QKeySequence.SequenceFormat.NativeText)
