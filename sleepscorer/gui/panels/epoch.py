"""Card of the current epoch: stage, who set it, the model's probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from sleepscorer.gui.i18n.labels import long_stage_name
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, fill, number, translate
from sleepscorer.gui.widgets.theme import Theme
from sleepscorer.scoring import Author, AuthorKind, Scoring
from sleepscorer.stages import PLOT_ORDER, Stage

if TYPE_CHECKING:
    from sleepscorer.gui.session.session import Session

ROW = 20
WIDTH = 270
WHO = {
    AuthorKind.MODEL: QT_TRANSLATE_NOOP("EpochCard", "by the model {name}"),
    AuthorKind.TECHNICIAN: QT_TRANSLATE_NOOP("EpochCard", "by {name}"),
    AuthorKind.IMPORT: QT_TRANSLATE_NOOP("EpochCard", "from {name}"),
}


class ProbabilityBars(QWidget):
    """Bars of the five probabilities of one epoch."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: NDArray[np.float32] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(5 * ROW + 4)  # a card that is short of room would cut off the deepest stages
        self.setAccessibleName(translate("EpochCard", "Model's probabilities"))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Make room for five rows."""
        return QSize(180, 5 * ROW + 4)

    def show_row(self, row: NDArray[np.float32] | None) -> None:
        """Show probabilities of W N1 N2 N3 R; None where the model said nothing."""
        before, self._row = self._row, None if row is None or np.isnan(row).any() else row
        if before is not None or self._row is not None:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a bar and the per cent of each stage."""
        painter = QPainter(self)
        for row, stage in enumerate(PLOT_ORDER):
            y = row * ROW + 2
            painter.setPen(QColor(self._theme.dim))
            painter.drawText(QRectF(0, y, 26, ROW), Qt.AlignmentFlag.AlignVCenter, stage.name)
            track = QRectF(30, y + 4, self.width() - 76, ROW - 8)
            _fill(painter, track, QColor(self._theme.grid))
            if self._row is None:
                continue
            share = float(self._row[stage])
            bar = QRectF(track.left(), track.top(), track.width() * share, track.height())
            _fill(painter, bar, QColor(self._theme.stage(stage)))
            painter.setPen(QColor(self._theme.text))
            box = QRectF(self.width() - 44, y, 42, ROW)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(share, ".0%")
            )


def _fill(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Fill a rectangle; a first ``fillRect`` has PySide create the classes of gradients, at the start."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(rect)


class _NoticeArea(QScrollArea):
    """Area for sentences, at the lower edge of the room that is left; scrolled where it is too little."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(translate("EpochCard", "Notices"))


class EpochCard(QFrame):
    """Panel beside the traces.

    Attributes
    ----------
    reasons, compared, notices : QLabel
        Why the epoch deserves a look, how it compares, and what was said about the recording.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._second: Scoring | None = None
        self._stage = QLabel(self)
        self._author = _wrapped("dim", self)
        self._bars = ProbabilityBars(theme, self)
        self.reasons = _wrapped("", self)
        self.compared = _wrapped("", self)
        self._progress = _wrapped("", self)
        self.notices = _wrapped("dim", self)
        self._lay_out()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._bars.set_theme(theme)
        self.reasons.setStyleSheet(f"color: {theme.warning}")

    def _lay_out(self) -> None:
        font = self._stage.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        font.setBold(True)
        self._stage.setFont(font)
        self.notices.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        for part in (self._stage, self._author, self._bars, self.reasons, self._progress, self.compared):
            layout.addWidget(part)
        layout.addWidget(self._scrolled_notices(), 1)
        self.setMinimumWidth(210)

    def _scrolled_notices(self) -> QScrollArea:
        """Notices as high as they are where there is room; where there is none, they are scrolled."""
        area = _NoticeArea(self)
        area.setWidget(self.notices)
        self.notices.setAlignment(Qt.AlignmentFlag.AlignBottom)
        return area

    def minimumSizeHint(self) -> QSize:
        """Make room for all lines of the texts at this width, and two of the notices."""
        layout, width = self.layout(), max(self.width(), self.minimumWidth())
        height = layout.totalMinimumHeightForWidth(width) if layout is not None else 0
        return QSize(self.minimumWidth(), max(height, super().minimumSizeHint().height()))

    def sizeHint(self) -> QSize:
        """Keep the width whatever is shown: a long sentence takes more lines, not room from the traces."""
        return QSize(WIDTH, super().sizeHint().height())

    def show_session(self, session: Session) -> None:
        """Follow a night."""
        self._session, self._second = session, None
        session.epoch_moved.connect(self.refresh)
        session.epochs_changed.connect(self.refresh_all)
        session.events_changed.connect(self._refresh_home_test)
        session.lights_changed.connect(self._refresh_home_test)
        self.refresh_all()

    def show_nothing(self) -> None:
        """Show that no night is open."""
        self._session = self._second = None
        for text in (self._stage, self._author, self.reasons, self.compared, self._progress, self.notices):
            text.clear()
        self._bars.show_row(None)

    def show_second(self, second: Scoring | None) -> None:
        """Compare with another scorer."""
        self._second = second
        self.refresh_all()

    def show_reasons(self, reasons: tuple[str, ...]) -> None:
        """Show why this epoch deserves a look; nothing where it does not."""
        self.reasons.setText("\n".join(f"• {reason}" for reason in reasons))
        self.reasons.setVisible(bool(reasons))

    def show_notices(self, notices: list[str]) -> None:
        """Show what was said about this recording."""
        self.notices.setText("\n\n".join(notices))

    def refresh_all(self) -> None:
        """Show the epoch and the figures of the night."""
        self.refresh()
        if self._session is None:
            return
        if self._session.is_home_test:
            self._refresh_home_test()
            return
        scoring = self._session.scoring
        human, scored = int(scoring.by_human().sum()), int((scoring.stages >= 0).sum())
        text = translate("EpochCard", "By a person: {done} of {total}\nUnscored: {unscored}")
        left = scoring.n_epochs - scored
        self._progress.setText(text.format(done=human, total=scoring.n_epochs, unscored=left))
        self.compared.setVisible(self._second is not None)
        if self._second is not None:
            self.compared.setText(_comparison(scoring, self._second))

    def refresh(self) -> None:
        """Show the current epoch."""
        if self._session is None:
            return
        self._bars.setVisible(not self._session.is_home_test)
        if not self._session.shows_stages:
            self._stage.setText(translate("EpochCard", "Home test"))
            text = translate(
                "EpochCard",
                "No EEG tells sleep from wake: events count per hour of monitoring. If an EEG was recorded, "
                "set its channel's role.",
            )
            self._author.setText(text)
            return
        scoring, epoch = self._session.scoring, self._session.epoch
        stage = Stage(int(scoring.stages[epoch]))
        self._stage.setText(long_stage_name(stage))
        self._author.setText(_author_text(scoring.author(epoch)))
        rows = scoring.probabilities
        self._bars.show_row(None if rows is None else rows[epoch])

    def _refresh_home_test(self) -> None:
        """Show what is counted in a night without stages."""
        if self._session is None or not self._session.is_home_test:
            return
        from sleepscorer.scoring import RESPIRATORY
        from sleepscorer.statistics import event_statistics

        scoring = self._session.scoring
        counted = event_statistics(
            scoring.events, scoring.stages, scoring.lights, is_monitored=True, searched=scoring.searched
        )
        is_known = counted.ahi is not None and not RESPIRATORY.isdisjoint(counted.tallies)
        rei = number(counted.ahi or 0.0, ".1f") if is_known else "–"
        respiratory = sum(tally.counted for kind, tally in counted.tallies.items() if kind in RESPIRATORY)
        text = translate(
            "EpochCard",
            "Respiratory event index: {rei} /h\nRespiratory events: {respiratory}\nOther events: {others}",
        )
        others = counted.tally.counted - respiratory
        self._progress.setText(text.format(rei=rei, respiratory=respiratory, others=others))
        self.compared.setVisible(False)


def _wrapped(name: str, parent: QWidget) -> QLabel:
    text = QLabel(parent)
    text.setObjectName(name)
    text.setWordWrap(True)
    return text


def _author_text(author: Author | None) -> str:
    if author is None:
        return translate("EpochCard", "Nobody has scored this epoch.")
    return translate("EpochCard", WHO[author.kind]).format(name=author.name.partition("@")[0])


def _comparison(first: Scoring, second: Scoring) -> str:
    from sleepscorer.statistics import agreement

    agreed = agreement(first.stages, second.stages)
    if agreed.n_epochs == 0:
        return translate("EpochCard", "Second scoring: no epoch in common.")
    text = translate(
        "EpochCard", "Second scoring: kappa {kappa:.3f}, agreement {share:.1%} over {count} epochs"
    )
    return fill(text, kappa=agreed.kappa, share=agreed.accuracy, count=agreed.n_epochs)
