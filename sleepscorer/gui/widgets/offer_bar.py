"""An offer above the page, which stays until it is answered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget


class OfferBar(QFrame):
    """A question with its answers, in a line above the page.

    Signals
    -------
    accepted()
    declined()
    put_off()
        It is closed without an answer.
    """

    accepted = Signal()
    declined = Signal()
    put_off = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offer")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.accept, self.decline, self.later = (QPushButton(self) for _ in range(3))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 4, 2)
        layout.addWidget(self.text, 1)
        self.put_off.connect(self.hide)
        for button, signal in (
            (self.accept, self.accepted),
            (self.decline, self.declined),
            (self.later, self.put_off),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)
            layout.addWidget(button)
        self.hide()

    def ask(self, text: str, accept: str, decline: str, later: str) -> None:
        """Show an offer with the texts of its answers; one that is empty is not offered."""
        self.text.setText(text)
        for button, name in ((self.accept, accept), (self.decline, decline), (self.later, later)):
            button.setText(name)
            button.setVisible(bool(name))
        self.show()
