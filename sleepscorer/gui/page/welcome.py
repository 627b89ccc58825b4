"""The empty page: what can be opened, and a button for a sample."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from sleepscorer.gui.i18n.translation import translate

MARGIN = 12


class Welcome(QWidget):
    """Empty page, which says what can be opened.

    Signals
    -------
    sample_wanted()
        The button was pressed.
    """

    sample_wanted = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = QLabel(text, self)
        self._label.setObjectName("dim")
        self.button = QPushButton(translate("NightView", "Open the clinical sample"), self)
        self.button.setToolTip(
            translate("NightView", "One simulated hour with all channels of a laboratory; made in seconds.")
        )
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with the window
        self.button.clicked.connect(self.sample_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.addWidget(self._label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def text(self) -> str:
        """Return what is said."""
        return self._label.text()

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._label.setText(text)
