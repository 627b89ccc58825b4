"""A sentence over the top of a widget, for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

SHOWN_MS = 12_000


class Banner(QLabel):
    """A sentence over the top of a widget, for a while: nothing moves when it comes and when it goes.

    Parameters
    ----------
    parent : QWidget
        What it lies on.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._under = parent
        self.hide()
        self._timer = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)

    def say(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self.setText(sentence)
        self._fit()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep as wide as what it lies on."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        self.ensurePolished()  # its height holds the padding of the style
        width = self._under.width()
        self.setGeometry(0, 0, width, self.heightForWidth(width))
