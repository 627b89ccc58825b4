"""Badges of the previous, this and the next epoch along the top of the traces."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sleepscorer.gui.i18n.labels import flag_name, stage_name
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.session.session import Session
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.stages import Stage

HEIGHT = 30


class EpochHeader(QWidget):
    """Stages around the current epoch; filled where a person scored, outlined where a model did."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session: Session | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("EpochHeader", "Stage of this epoch"))

    def show_session(self, session: Session) -> None:
        """Follow a night."""
        self._session = session
        session.epoch_moved.connect(self.update)
        session.epochs_changed.connect(self.update)
        session.marks_changed.connect(self.update)
        self.update()

    def show_nothing(self) -> None:
        """Show that no night is open."""
        self._session = None
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Make room for one row."""
        return QSize(400, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the three badges."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.base))
        session = self._session
        if session is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._badge(painter, session.epoch - 1, 54, QRectF(6, 4, 60, 22))
        badge = self.badge()
        self._badge(painter, session.epoch, 90, badge)
        self._flags(painter, session, QRectF(badge.right() + 11, 4, self.width() - badge.right() - 85, 22))
        self._badge(painter, session.epoch + 1, 54, QRectF(self.width() - 66, 4, 60, 22))

    def badge(self) -> QRectF:
        """Return where the badge of this epoch is: in the middle, or beside what stands at the left."""
        left = max(self.width() / 2 - 55, self.childrenRect().right() + 8)
        return QRectF(left, 2, 110, 26)

    def _flags(self, painter: QPainter, session: Session, box: QRectF) -> None:
        """Flags and note of this epoch, in words."""
        marks = session.scoring.marks(session.epoch)
        words = [flag_name(flag) for flag in sorted(marks.flags)]
        if marks.note:
            words.append(f"“{marks.note}”")
        painter.setPen(QColor(self._theme.warning))
        text = painter.fontMetrics().elidedText(
            "   ".join(words), Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _badge(self, painter: QPainter, epoch: int, width: int, box: QRectF) -> None:
        session = self._session
        assert session is not None
        if not 0 <= epoch < session.n_epochs:
            return
        stage = Stage(int(session.scoring.stages[epoch]))
        author = session.scoring.author(epoch)
        colour = self._theme.stage(stage)
        model = author is not None and author.is_model
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush if model or author is None else QBrush(colour))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(self._theme.text if model or author is None else self._theme.base))
        text = stage_name(stage)
        if width > 60 and model:
            text = translate("EpochHeader", "{stage}  (model)").format(stage=text)
        font = self.font()
        font.setBold(not model)
        painter.setFont(font)
        text = "–" if stage is Stage.UNSCORED and width < 60 else text
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
