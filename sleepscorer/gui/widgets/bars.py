"""The tool bar above and the status line below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QStatusBar, QStyle, QToolBar, QWidget

from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, number, translate
from sleepscorer.gui.page.traces import SCALES_UV_PER_MM

BUTTONS = ("open", "prescore", "export_edf", "", "undo", "redo", "", "filters")
BUTTON_TEXTS = {
    "open": QT_TRANSLATE_NOOP("ToolBar", "Open"),
    "prescore": QT_TRANSLATE_NOOP("ToolBar", "Pre-score"),
    "export_edf": QT_TRANSLATE_NOOP("ToolBar", "Export"),
}
"""Texts of buttons that are shorter than those of the menu, for small screens."""
HINTS = (
    (("stage_w", "stage_n1", "stage_n2", "stage_n3", "stage_r"), QT_TRANSLATE_NOOP("Status", "stage")),
    (("accept",), QT_TRANSLATE_NOOP("Status", "accept")),
    (("review_next",), QT_TRANSLATE_NOOP("Status", "review")),
    (("previous", "next"), QT_TRANSLATE_NOOP("Status", "epoch")),
    (("undo",), QT_TRANSLATE_NOOP("Status", "undo")),
    (("keys",), QT_TRANSLATE_NOOP("Status", "keys")),
)
"""Actions whose keys the status line shows, and a word for what they do."""
BANNER_MS = 12_000
ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


class RoomyLabel(QLabel):
    """A text that gives way to a shorter one where there is no room for it.

    It keeps the room of its longest text, so that a window is not laid out again with each epoch.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = self._short = ""
        self._room = QSize()  # widths of the text and of the shorter one

    def show_text(self, text: str, short: str | None = None) -> None:
        """Show a text, or a shorter one."""
        self._text, self._short = text, text if short is None else short
        room = QSize(self._width_of(self._text), self._width_of(self._short))
        if text:
            room = room.expandedTo(self._room)
        if room != self._room:
            self._room = room
            self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the whole text, whether there is room for it or not."""
        return self._text

    def _width_of(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2

    def sizeHint(self) -> QSize:
        """Room for the longest text so far."""
        return QSize(self._room.width(), self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Room for the longest of the shorter texts so far."""
        return QSize(self._room.height(), self.fontMetrics().height())

    @property
    def shown(self) -> str:
        """What there is room for."""
        return self._text if self.width() >= self._width_of(self._text) else self._short

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is room for."""
        where = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        colours, role = self.palette(), self.foregroundRole()
        painter = QPainter(self)
        self.style().drawItemText(painter, self.rect(), where, colours, self.isEnabled(), self.shown, role)


class MainToolBar(QToolBar):
    """Buttons, the scale, where one is, and how far the review has come.

    Signals
    -------
    scale_chosen(float)
        Microvolts per millimetre.
    """

    scale_chosen = Signal(float)

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(translate("ToolBar", "Tool bar"), parent)
        self.setObjectName("main")
        self.setMovable(False)
        for name in BUTTONS:
            if name:
                short = BUTTON_TEXTS.get(name)
                text = translate("ToolBar", short) if short else actions[name].text().replace("&", "")
                actions[name].setIconText(text)
                self.addAction(actions[name])
            else:
                self.addSeparator()
        self.scale = self._scales()
        self.place = self._text(translate("ToolBar", "Epoch and time"))
        self.review = self._text(translate("ToolBar", "Review"))
        self.review.setToolTip(
            translate("ToolBar", "Errors expected in the whole night, where nobody has looked yet")
        )

    def _scales(self) -> QComboBox:
        scale = QComboBox(self)
        scale.setAccessibleName(translate("ToolBar", "Scale"))
        scale.setToolTip(translate("ToolBar", "Microvolts per millimetre on the screen (Up, Down)"))
        scale.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for uv_per_mm in SCALES_UV_PER_MM:
            scale.addItem(number(uv_per_mm, "g") + " µV/mm", uv_per_mm)
        scale.activated.connect(lambda place: self.scale_chosen.emit(scale.itemData(place)))
        self.addWidget(scale)
        return scale

    def _text(self, name: str) -> RoomyLabel:
        self.addSeparator()
        text = RoomyLabel(self)
        text.setAccessibleName(name)
        self.addWidget(text)
        return text

    def show_scale(self, uv_per_mm: float) -> None:
        """Show the scale in force; nothing rather than another one where it is none of the choices."""
        self.scale.setCurrentIndex(self.scale.findData(uv_per_mm))


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
        self._timer = QTimer(self, interval=BANNER_MS, singleShot=True)
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
        """Be as wide as what it lies on."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        self.ensurePolished()  # its height holds the padding of the style
        width = self._under.width()
        self.setGeometry(0, 0, width, self.heightForWidth(width))


class StatusLine(QStatusBar):
    """What is measured, the main keys, how far pre-scoring is, whether all is saved."""

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
