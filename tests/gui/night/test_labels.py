"""Names of the lights markers at the top of the strip: neither lies over the other."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPainter, QPixmap

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.night import overlay
from sleepscorer.gui.night.strip import NightStrip
from sleepscorer.scoring import Lights


def test_the_names_of_the_lights_do_not_touch(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    german = {"lights off": "Licht aus", "lights on": "Licht an"}
    monkeypatch.setattr(overlay, "translate", lambda context, text: german.get(text, text))
    for off_s, on_s in ((0.0, 25_000.0), (3000.0, 3300.0), (60.0, 90.0), (25_000.0, 25_200.0)):
        _check_lights(window.view.strip, off_s, on_s)


def _check_lights(strip: NightStrip, off_s: float, on_s: float) -> None:
    painter = QPainter(pixmap := QPixmap(strip.width(), 40))
    places = strip.overlay.lights_places(painter, Lights(off_s, on_s))
    width = painter.fontMetrics().horizontalAdvance
    painter.end()
    assert not pixmap.isNull()
    first, second = sorted(places.items(), key=lambda one: one[1])
    assert first[1] + width(first[0]) < second[1]
    for text, seconds in (("Licht aus", off_s), ("Licht an", on_s)):
        x = strip.axis.x_of_seconds(seconds)
        assert not places[text] <= x <= places[text] + width(text), "the arrow fits between line and name"
