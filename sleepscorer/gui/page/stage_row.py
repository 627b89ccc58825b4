"""Stages of every epoch along the top of a page that holds several."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sleepscorer.gui.i18n.labels import stage_name
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.span import PageSpan
from sleepscorer.gui.session.session import Session
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.stages import EPOCH_SECONDS, Stage

HEIGHT = 16
LEAST_NAMED = 20
"""Pixels of an epoch from which on its stage is written."""


class StageRow(QWidget):
    """A cell per epoch of the page: filled where a person scored, hatched where a model did; click to go.

    It is hidden on pages of an epoch or less, whose stages stand in the header.

    Signals
    -------
    clicked(int)
        Epoch clicked on, 0-based.
    """

    clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session: Session | None = None
        self._start_s, self._span = 0.0, PageSpan()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("StageRow", "Stages of the page"))
        self.hide()

    def show_session(self, session: Session) -> None:
        """Follow a night."""
        self._session = session
        session.epoch_moved.connect(self.update)
        session.epochs_changed.connect(self.update)
        self.update()

    def show_nothing(self) -> None:
        """Show that no night is open."""
        self._session = None
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Make room for one line of text."""
        return QSize(400, HEIGHT)

    def show_page(self, start_s: float, span: PageSpan) -> None:
        """Show the stages of another page."""
        if (start_s, span) != (self._start_s, self._span):
            self._start_s, self._span = start_s, span
            self.update()
        self.setVisible(self._session is not None and span.page_s > EPOCH_SECONDS)

    def box(self, epoch: int) -> QRectF:
        """Return the cell of an epoch."""
        width = self.width() * EPOCH_SECONDS / self._span.page_s
        return QRectF((epoch - self._start_s / EPOCH_SECONDS) * width, 0, width, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then the frame of the current epoch."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.base))
        session = self._session
        if session is None:
            return
        first = int(self._start_s // EPOCH_SECONDS)
        stop = min(session.n_epochs, -int(-(self._start_s + self._span.page_s) // EPOCH_SECONDS))
        for epoch in range(first, stop) if session.shows_stages else ():
            self._paint_epoch(painter, session, epoch)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.text), 2))
        painter.drawRect(self.box(session.epoch).adjusted(1, 1, -1, -1))

    def _paint_epoch(self, painter: QPainter, session: Session, epoch: int) -> None:
        stage, author = Stage(int(session.scoring.stages[epoch])), session.scoring.author(epoch)
        box = self.box(epoch).adjusted(0, 0, -1 if self.box(epoch).width() > 3 else 0, 0)
        colour = self._theme.stage(stage)
        is_model = author is not None and author.is_model
        if stage is not Stage.UNSCORED:
            pale = QColor(colour)
            pale.setAlpha(70 if is_model else 255)
            painter.fillRect(box, pale)
            if is_model:
                painter.fillRect(box, QBrush(colour, Qt.BrushStyle.BDiagPattern))
        if box.width() >= LEAST_NAMED:
            painter.setPen(QColor(self._theme.text) if is_model else self._theme.ink(colour))
            name = "–" if stage is Stage.UNSCORED else stage_name(stage)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the epoch under the pointer."""
        share = event.position().x() / max(self.width(), 1)
        epoch = int((self._start_s + share * self._span.page_s) // EPOCH_SECONDS)
        if self._session is not None and 0 <= epoch < self._session.n_epochs:
            self.clicked.emit(epoch)
