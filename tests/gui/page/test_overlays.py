"""Overlays of other packages: laid over the page and under the night, and never a reason to stop."""

import importlib.util
import threading
from pathlib import Path
from types import ModuleType

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtWidgets import QGraphicsRectItem
from pytestqt.qtbot import QtBot

from sleepscorer import overlays
from sleepscorer.channels import Role
from sleepscorer.errors import OverlayError
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.overlays import NightLane, Overlay, OverlayPage

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "spindles" / "sleepscorer_spindles.py"


class Peaks(Overlay):
    """Marks the highest sample of each EEG of the page, and shows the mean of each hour."""

    title = "Peaks & means"

    def __init__(self) -> None:
        self.threads: set[int] = set()
        self.pages: list[float] = []

    def compute_page(self, page, cancelled):
        self.threads.add(threading.get_ident())
        self.pages.append(page.start_s)
        eeg = [trace for trace in page.traces if trace.role is Role.EEG]
        return [(trace, np.nanargmax(page.samples(trace)) / page.rate_of(trace)) for trace in eeg]

    def page_items(self, page, result):
        items = []
        for trace, at_s in result:
            low, high = page.lane_range(trace)
            items.append(pg.PlotCurveItem([at_s, at_s], [low, high]))
        return items

    def compute_night(self, recording, cancelled):
        self.threads.add(threading.get_ident())
        return np.linspace(0, 1, recording.n_epochs)

    def night_lanes(self, recording, result):
        return [NightLane("Ramp", pg.PlotCurveItem(np.arange(result.size), result))]


class BadNight(Overlay):
    def night_lanes(self, recording, result):
        return [NightLane("hypnogram", pg.PlotCurveItem())]


class BadPage(Overlay):
    def compute_page(self, page, cancelled):
        raise ValueError("no such thing")


class BadItems(Overlay):
    def page_items(self, page, result):
        raise KeyError("no such thing")


class BadPaint(Overlay):
    def page_items(self, page, result):
        class Item(QGraphicsRectItem):
            def paint(self, *words):
                raise ZeroDivisionError

        return [Item(0, -1, 10, 1)]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Overlays as entry points have them, by name."""
    kinds: dict[str, object] = {}

    class Entry:
        def __init__(self, name: str) -> None:
            self.name = name

        def load(self) -> object:
            return kinds[self.name]

    monkeypatch.setattr(overlays, "_entries", lambda: {name: Entry(name) for name in kinds})
    return kinds


def test_an_overlay_marks_the_page_and_the_night_off_the_windows_thread(
    window: MainWindow, qtbot: QtBot, installed: dict[str, object]
) -> None:
    made = Peaks()
    installed["peaks"] = lambda: made
    window.overlays.refill()
    (action,) = window.overlays.menu.actions()
    action.setChecked(True)
    shown = window.overlays.shown("peaks")
    n_eeg = sum(lane.trace.role is Role.EEG for lane in window.view.traces.lanes)
    qtbot.waitUntil(lambda: len(shown.items) == n_eeg > 0)
    qtbot.waitUntil(lambda: shown.lanes == ["Ramp"])
    assert window.view.strip.top_of("Ramp") is not None
    assert threading.get_ident() not in made.threads
    first = list(shown.items)
    window.scoring.step(3)
    qtbot.waitUntil(lambda: len(shown.items) == n_eeg and shown.items[0] not in first)
    assert made.pages[-1] == 90.0
    assert all(item.scene() is None for item in first)
    assert window.settings.overlays == ["peaks"]
    window.overlays.refill()
    (action,) = window.overlays.menu.actions()
    assert action.text() == "Peaks && means"
    action.setChecked(False)
    assert window.settings.overlays == []
    assert window.view.strip.top_of("Ramp") is None


def test_the_item_lies_where_the_sample_is(
    window: MainWindow, qtbot: QtBot, installed: dict[str, object]
) -> None:
    installed["peaks"] = Peaks
    window.overlays.switch("peaks", True)
    shown = window.overlays.shown("peaks")
    qtbot.waitUntil(lambda: bool(shown.items))
    traces = window.view.traces
    lane = next(i for i, one in enumerate(traces.lanes) if one.trace.role is Role.EEG)
    at_s = float(shown.items[0].xData[0])
    box = traces.box.mapViewToScene(pg.Point(at_s, -lane - 0.5))
    assert box.x() == pytest.approx(traces.x_of(traces.start_s + at_s), abs=1)
    assert traces.lane_at(box.y()) == lane


def test_an_overlay_that_is_switched_on_is_shown_for_the_next_night_too(
    window: MainWindow, qtbot: QtBot, installed: dict[str, object], night: Path
) -> None:
    installed["peaks"] = Peaks
    window.overlays.switch("peaks", True)
    assert window.open(night, prescore=False)
    qtbot.waitUntil(lambda: bool(window.overlays.shown("peaks").items))


@pytest.mark.parametrize("kind", [BadPage, BadItems, BadPaint, BadNight])
def test_what_a_plug_in_raises_is_a_sentence_and_switches_it_off(
    window: MainWindow, qtbot: QtBot, installed: dict[str, object], kind: type[Overlay]
) -> None:
    installed["bad"] = kind
    window.overlays.switch("bad", True)
    qtbot.waitUntil(lambda: window.settings.overlays == [])
    assert "The overlay bad" in window.banner.text()
    window.scoring.step(1)
    assert window.session is not None
    assert window.session.epoch == 1


def test_a_package_that_does_not_load_is_a_sentence(window: MainWindow, installed: dict[str, object]) -> None:
    installed["worse"] = lambda: 1 / 0
    installed["stranger"] = dict
    window.overlays.switch("worse", True)
    assert "ZeroDivisionError" in window.banner.text()
    window.overlays.switch("stranger", True)
    assert "sleepscorer.overlays.Overlay" in window.banner.text()
    with pytest.raises(OverlayError, match="not installed"):
        overlays.load_overlay("nobody")


def test_nothing_installed_is_said_in_the_menu(window: MainWindow, installed: dict[str, object]) -> None:
    window.overlays.refill()
    (action,) = window.overlays.menu.actions()
    assert not action.isEnabled()


def _example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sleepscorer_spindles", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["sleepscorer_spindles"] = module
    spec.loader.exec_module(module)
    return module


def test_the_example_draws_what_it_has_found(window: MainWindow) -> None:
    module, session = _example(), window.session
    assert session is not None
    traces = tuple(lane.trace for lane in window.view.traces.lanes)
    page = OverlayPage(session.recording, 0.0, 30.0, traces)
    (item,) = module.Spindles().page_items(page, [module.Found(traces[1], 2.0, 3.0)])
    assert item.rect().getRect() == (2.0, -2.0, 1.0, 1.0)


def test_the_example_finds_a_made_spindle() -> None:
    pytest.importorskip("yasa")
    rng, rate_hz = np.random.default_rng(2), 100.0
    times_s = np.arange(6000) / rate_hz
    signal = rng.normal(0, 5, times_s.size).cumsum() * 0.3
    signal -= np.convolve(signal, np.ones(100) / 100, "same")
    here = (times_s >= 20) & (times_s < 21)
    signal[here] += 40 * np.hanning(here.sum()) * np.sin(2 * np.pi * 13.5 * times_s[here])
    pairs = _example().spindles(signal.astype(np.float32), rate_hz)
    assert any(abs(start_s - 20.2) < 0.6 and abs(stop_s - 20.8) < 0.6 for start_s, stop_s in pairs)
