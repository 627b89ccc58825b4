"""Controls of single lanes: gain, polarity, hiding; the menu of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from sleepscorer.channels import Derivation
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.traces.lane import TraceLane
from sleepscorer.settings import TraceSettings

if TYPE_CHECKING:
    from sleepscorer.gui.page.labels import LaneLabels
    from sleepscorer.gui.page.traces.view import TraceView

GAIN_STEP = 2**0.5


class LaneControls(QObject):
    """Gain, polarity and menu of each lane of a page, remembered per device.

    Parameters
    ----------
    traces : TraceView
    labels : LaneLabels
        On which the wheel and clicks act.
    settings_of : callable
        Gives what is remembered of a trace.
    set_hidden : callable
        Hides a trace, or shows it.
    parent : QWidget
        Of the menus.
    """

    def __init__(
        self,
        traces: TraceView,
        labels: LaneLabels,
        settings_of: Callable[[Derivation], TraceSettings],
        set_hidden: Callable[[Derivation, bool], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._traces, self._settings_of, self._set_hidden = traces, settings_of, set_hidden
        labels.gain_turned.connect(self.turn_gain)
        labels.menu_wanted.connect(self._show_menu)

    def turn_gain(self, lane: int, steps: int) -> None:
        """Step the gain of one trace."""
        shown, kept = self._lane(lane)
        shown.gain *= GAIN_STEP**steps
        kept.gain *= GAIN_STEP**steps
        self._traces.rescale()

    def reset_gain(self, lane: int) -> None:
        """Give one trace the common scale again, or that of its montage."""
        shown, kept = self._lane(lane)
        shown.gain, kept.gain = shown.gain / kept.gain, 1.0
        self._traces.rescale()

    def invert(self, lane: int) -> None:
        """Turn one trace upside down."""
        shown, kept = self._lane(lane)
        shown.inverted = kept.inverted = not shown.inverted
        self._traces.rescale()

    def menu(self, lane: int) -> QMenu:
        """Return the menu of one trace."""
        trace = self._traces.lanes[lane].trace
        menu = QMenu(self._window)
        choices: tuple[tuple[str, Callable[[], object]], ...] = (
            (translate("NightView", "Hide {channel}"), lambda: self._set_hidden(trace, True)),
            (translate("NightView", "Invert {channel}"), lambda: self.invert(lane)),
            (translate("NightView", "Larger"), lambda: self.turn_gain(lane, 1)),
            (translate("NightView", "Smaller"), lambda: self.turn_gain(lane, -1)),
            (translate("NightView", "Common scale"), lambda: self.reset_gain(lane)),
        )
        for text, run in choices:
            menu.addAction(text.format(channel=trace.label)).triggered.connect(
                lambda checked=False, run=run: run()
            )
        return menu

    def add_menus(self, menu: QMenu) -> None:
        """Add the menus of all traces shown, for the keyboard."""
        for index, lane in enumerate(self._traces.lanes):
            own = self.menu(index)
            own.setTitle(lane.trace.label.replace("&", "&&"))
            menu.aboutToHide.connect(own.deleteLater)
            menu.addMenu(own)

    def _lane(self, lane: int) -> tuple[TraceLane, TraceSettings]:
        shown = self._traces.lanes[lane]
        return shown, self._settings_of(shown.trace)

    def _show_menu(self, lane: int, where: QPoint) -> None:
        self.menu(lane).popup(where)
