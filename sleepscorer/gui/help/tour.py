"""A tour of the window in seven steps, each beside the part that it is about; nothing waits for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sleepscorer.assets import resource
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.gui.workspace import Workspace

WIDTH = 380
GAP = 10
"""Pixels between a step and the part that it is about."""
SAMPLE_FILES = ("sample-night.edf", "sample-night-hypnogram.edf")
Parts = Mapping[str, Callable[[], QWidget]]
"""What finds each part of the window that a step is about."""

STEPS = (
    (
        QT_TRANSLATE_NOOP("Tour", "The night at a glance"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Stages, what the model thinks, spectrogram and events share one axis. Hatched is the model, "
            "solid is a person. Click to go there; drag over epochs, then press a stage key to fill them.",
        ),
        "night",
    ),
    (
        QT_TRANSLATE_NOOP("Tour", "One epoch at true scale"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "The page shows 30 s with the seconds around it in grey. ← and → go through the night, ↑ and "
            "↓ change the scale, + and - the page length. Drag over a wave to measure it.",
        ),
        "page",
    ),
    (
        QT_TRANSLATE_NOOP("Tour", "Score by key"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "W, 1, 2, 3 and R give this epoch a stage and go on; Enter accepts the stage that stands. "
            "Ctrl+Z takes anything back. Every change is on disk before you see it.",
        ),
        "epoch",
    ),
    (
        QT_TRANSLATE_NOOP("Tour", "Review where it pays"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Space goes to the next epoch that the model is unsure of, with the reason at the right. Here "
            "is counted how many are done and how many errors are still expected.",
        ),
        "review",
    ),
    (
        QT_TRANSLATE_NOOP("Tour", "Channels"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Click on a name to hide or invert a channel; turn the wheel over it to change its gain. F1 "
            "to F9 choose a montage, Ctrl+R says which channel is what.",
        ),
        "labels",
    ),
    (
        QT_TRANSLATE_NOOP("Tour", "Events, lights, comparison"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "L and Shift+L mark lights off and on. Drag over an event on its channel, then press E and "
            "its letter. Ctrl+I opens the hypnograms of others, Ctrl+J compares.",
        ),
        "menus",
    ),
    (
        QT_TRANSLATE_NOOP("Tour", "Done?"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Ctrl+T shows the statistics, Ctrl+Shift+P saves the report, Ctrl+E exports the hypnogram. ? "
            "lists all keys, Ctrl+K finds any command, and Help > Tour shows this again.",
        ),
        "status",
    ),
)


class Frame(QWidget):
    """A coloured line around a part of the window; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(translate("Tour", "Part of the window that the tour is about"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.palette().highlight().color()), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 5, 5)


class Tour(QFrame):
    """One step after the other; Enter or → goes on, ← goes back, Esc ends it. The window stays in use.

    Parameters
    ----------
    window : QWidget
    parts : mapping of str to callable

    Signals
    -------
    ended()
        The tour is taken away.
    """

    ended = Signal()

    def __init__(self, window: QWidget, parts: Parts) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self.index = 0
        self._frame = Frame(window)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(translate("Tour", "Tour"))
        self.title, self.text, self.count = QLabel(self), QLabel(self), QLabel(self)
        self.back = QPushButton(translate("Tour", "Back"), self)
        self.next = QPushButton(self)
        self.skip = QPushButton(translate("Tour", "Skip (Esc)"), self)
        self._lay_out()
        window.installEventFilter(self)

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.title.setFont(font)
        self.text.setWordWrap(True)
        self.count.setObjectName("dim")
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        for button, run in ((self.skip, self.end), (self.back, self._go_back), (self.next, self._go_on)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(run)
            row.addWidget(button)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        layout.addLayout(row)

    def begin(self) -> None:
        """Show the first step."""
        self.show_step(0)
        self.setFocus()

    def end(self) -> None:
        """Take the tour away and give the keys back to the traces."""
        self._window.removeEventFilter(self)
        for part in (self._frame, self):
            part.hide()
            part.deleteLater()
        self._parts["page"]().setFocus()
        self.ended.emit()

    def _go_on(self) -> None:
        if self.index + 1 < len(STEPS):
            self.show_step(self.index + 1)
        else:
            self.end()

    def _go_back(self) -> None:
        self.show_step(max(self.index - 1, 0))

    def show_step(self, index: int) -> None:
        """Show a step, from 0."""
        self.index = index
        title, text, _ = STEPS[index]
        self.title.setText(translate("Tour", title))
        self.text.setText(translate("Tour", text))
        self.setAccessibleDescription(f"{translate('Tour', title)}. {translate('Tour', text)}")
        self.count.setText(f"{index + 1} / {len(STEPS)}")
        self.back.setEnabled(index > 0)
        last = index + 1 == len(STEPS)
        self.next.setText(translate("Tour", "Done (Enter)") if last else translate("Tour", "Next (Enter)"))
        self._settle()

    def _settle(self) -> None:
        """Lie beside the part that the step is about, inside the window."""
        part = self._parts[STEPS[self.index][2]]()
        around = QRect(part.mapTo(self._window, QPoint(0, 0)), part.size()) & self._window.rect()
        self._frame.setGeometry(around.adjusted(-6, -4, 6, 4) & self._window.rect())
        self.setFixedHeight(max(self._layout.totalHeightForWidth(WIDTH), self.sizeHint().height()))
        self.move(_beside(around, self.rect(), self._window.rect()))
        for shown in (self._frame, self):
            shown.show()
            shown.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() is QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep the tour's keys from the window's shortcuts while the tour has the focus."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and Qt.Key(event.key()) in self._keys():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, key: QKeyEvent) -> None:
        """Go on, go back, end."""
        run = self._keys().get(Qt.Key(key.key()))
        if run is not None:
            run()
        else:
            super().keyPressEvent(key)

    def _keys(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            **dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right), self._go_on),
            Qt.Key.Key_Left: self._go_back,
            Qt.Key.Key_Escape: self.end,
        }


def _beside(part: QRect, size: QRect, window: QRect) -> QPoint:
    """Where a step lies: under the part, else over it, else inside it at the top left."""
    x = min(max(part.center().x() - size.width() // 2, GAP), window.width() - size.width() - GAP)
    if part.bottom() + GAP + size.height() < window.height():
        return QPoint(x, part.bottom() + GAP)
    if part.top() - GAP - size.height() > 0:
        return QPoint(x, part.top() - GAP - size.height())
    return QPoint(x, max(part.center().y() - size.height() // 2, GAP))


class TourGuide(QObject):
    """Shows the tour on the night that is open; where none is, on a copy of the sample night.

    Parameters
    ----------
    workspace : Workspace
    parts : mapping of str to callable
        What finds each part of the window.

    Attributes
    ----------
    tour : Tour or None
        The tour while it is shown.
    """

    def __init__(self, workspace: Workspace, parts: Parts) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._parts = parts
        self.tour: Tour | None = None

    def take(self) -> Tour | None:
        """Show the tour; None where there is no night to show it on."""
        workspace = self._workspace
        if workspace.session is None and not workspace.open_night(sample_copy(workspace.state_folder)):
            return None
        self.end()
        workspace.set("tour_seen", True)
        self.tour = Tour(workspace.window, self._parts)
        self.tour.ended.connect(self._forget)
        self.tour.begin()
        return self.tour

    def end(self) -> bool:
        """Take the tour away; false where none is shown."""
        if self.tour is None:
            return False
        self.tour.end()
        return True

    def _forget(self) -> None:
        self.tour = None


def own_files() -> Path:
    """Return the folder of the user's own files."""
    from platformdirs import user_state_path

    return user_state_path("sleepscorer", appauthor=False)


def sample_copy(state_folder: Path | None) -> Path:
    """Copy the sample night to the user's own files, as work on a night is kept beside it."""
    folder = (state_folder or own_files()) / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    for name in SAMPLE_FILES:
        if not (folder / name).exists():
            shutil.copyfile(resource("sample", name), folder / name)
    return folder / SAMPLE_FILES[0]
