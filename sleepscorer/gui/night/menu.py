"""Menu of the night strip: which lanes are shown, and of which EEG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from sleepscorer.gui.i18n.translation import translate

if TYPE_CHECKING:
    from sleepscorer.gui.night.strip import NightStrip


def fill_menu(menu: QMenu, strip: NightStrip) -> None:
    """Fill a menu with what can be chosen now."""
    menu.clear()
    for lane in strip.lanes:
        action = menu.addAction(lane.menu_title)
        action.setCheckable(True)
        action.setChecked(not lane.hidden)
        action.toggled.connect(lambda on, name=lane.name: strip.set_hidden(name, not on))
    menu.addSeparator()
    _add_traces(menu.addMenu(translate("Strip", "&Spectrogram of")), strip)
    _add_contrast(menu.addMenu(translate("Strip", "&Contrast")), strip)
    compact = menu.addAction(translate("Strip", "&Hypnogram alone"))
    compact.setCheckable(True)
    compact.setChecked(strip.is_compact)
    compact.toggled.connect(strip.set_compact)
    whole_night = menu.addAction(translate("Strip", "Show the whole &night"))
    whole_night.setEnabled(not strip.axis.is_whole)
    whole_night.triggered.connect(lambda checked=False: strip.axis.zoom_whole())


def _add_traces(menu: QMenu, strip: NightStrip) -> None:
    group = QActionGroup(menu)
    for trace in strip.source.traces():
        action = menu.addAction(trace.label)
        action.setCheckable(True)
        action.setChecked(strip.trace is not None and strip.trace.label == trace.label)
        action.triggered.connect(lambda checked=False, trace=trace: strip.choose_trace(trace))
        group.addAction(action)
    menu.setEnabled(not menu.isEmpty())


def _add_contrast(menu: QMenu, strip: NightStrip) -> None:
    choices = (
        (translate("Strip", "&Higher"), lambda checked=False: strip.contrast.turn(1)),
        (translate("Strip", "&Lower"), lambda checked=False: strip.contrast.turn(-1)),
        (translate("Strip", "&Usual"), lambda checked=False: strip.contrast.reset()),
    )
    for text, run in choices:
        menu.addAction(text).triggered.connect(run)
    menu.setEnabled(strip.top_of("spectrogram") is not None)
