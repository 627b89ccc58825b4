"""What is shown while the epochs in sight change fast, and after."""

import gc
import sys
import weakref

import numpy as np
import pyqtgraph as pg
import pytest
from gui.strips import colour_at, give_probabilities, made_up_scoring, make_strip, middle_of, picture
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.gui.night import NightStrip
from sleepscorer.gui.night.lanes import ImageLane
from sleepscorer.gui.night.strip import SETTLED_MS
from sleepscorer.settings import Settings

N_EPOCHS = 960


@pytest.fixture
def strip(qtbot: QtBot) -> NightStrip:
    scoring = made_up_scoring(N_EPOCHS)
    give_probabilities(scoring, np.random.default_rng(5).dirichlet(np.ones(5), N_EPOCHS))
    strip = make_strip(scoring)
    qtbot.addWidget(strip)
    qtbot.waitUntil(lambda: strip.trace is not None and strip.source.get(strip.trace) is not None)
    qtbot.wait(2 * SETTLED_MS)
    return strip


def _images(strip: NightStrip) -> list[ImageLane]:
    return [lane for lane in strip.lanes if isinstance(lane, ImageLane)]


def test_after_many_turns_of_the_wheel_the_picture_is_as_after_one(strip: NightStrip, qtbot: QtBot) -> None:
    for _ in range(3):
        strip.axis.zoom(2.0, 600)
    assert all(lane.shown is lane.whole_night for lane in _images(strip))
    qtbot.waitUntil(lambda: all(lane.shown is lane.image for lane in _images(strip)))
    stepwise = picture(strip)
    strip.axis.zoom_whole()
    qtbot.wait(2 * SETTLED_MS)
    strip.axis.zoom(8.0, 600)
    assert all(lane.shown is lane.image for lane in _images(strip))
    assert stepwise == picture(strip)


def test_a_single_step_is_exact_at_once(strip: NightStrip) -> None:
    strip.axis.zoom(4.0, 600)
    assert all(lane.shown is lane.image for lane in _images(strip))


def test_while_the_wheel_turns_each_epoch_stands_where_it_is(strip: NightStrip) -> None:
    rows = np.tile(np.float32([0, 0, 0, 0, 1]), (N_EPOCHS, 1))
    rows[480:500] = [1, 0, 0, 0, 0]
    scoring = strip.night.scoring
    assert scoring is not None
    give_probabilities(scoring, rows)
    strip.refresh()
    for _ in range(4):
        strip.axis.zoom(1.6, strip.x_of(490))
    top = strip.top_of("hypnodensity")
    assert top is not None
    image, y = picture(strip), top + 10
    theme = strip.night.theme
    assert colour_at(image, middle_of(strip, 490), y) == theme.stage(0)
    for epoch in (470, 510):
        assert colour_at(image, middle_of(strip, epoch), y) == theme.stage(4)


def test_all_lanes_show_the_same_epochs(strip: NightStrip) -> None:
    curve = pg.PlotCurveItem(np.arange(N_EPOCHS), np.linspace(0, 1, N_EPOCHS))
    strip.add_lane("SpO2", curve, 30)
    for factor, x in ((3.0, 300), (1.5, 900), (0.5, 700)):
        strip.axis.zoom(factor, x)
        for lane in strip.lanes:
            if lane.visible:
                shown = strip.canvas.box(lane.name).viewRange()[0]
                assert shown == pytest.approx([strip.axis.first, strip.axis.stop])
    strip.remove_lane("SpO2")
    assert curve.scene() is None
    assert strip.top_of("SpO2") is None
    with pytest.raises(ValueError, match="SpO2"):
        strip.remove_lane("SpO2")


def test_contrast_and_folding_are_remembered(strip: NightStrip) -> None:
    settings = Settings()
    strip.use_settings(settings)
    height = strip.sizeHint().height()
    strip.contrast.turn(2)
    assert settings.spectrogram_contrast == pytest.approx([0.2, 0.8])
    strip.set_compact(True)
    assert settings.strip_compact
    assert strip.sizeHint().height() < height / 2
    later = make_strip(made_up_scoring(N_EPOCHS))
    later.use_settings(settings)
    assert later.contrast.contrast == pytest.approx((0.2, 0.8))
    assert later.is_compact
    later.set_compact(False)
    assert not settings.strip_compact
    later.close()


def test_the_marker_stands_in_the_middle_of_its_epoch(strip: NightStrip) -> None:
    for zoomed in (1.0, 20.0):
        strip.axis.zoom(zoomed, 600)
        for epoch in (600, 601, 613):
            strip.mark(epoch)
            assert abs(strip.canvas.marker.pos().x() - middle_of(strip, epoch)) <= 1


def test_a_closed_strip_is_collected(qtbot: QtBot) -> None:
    strip = make_strip(made_up_scoring(100))
    gone = weakref.ref(strip)
    strip.close()
    strip.deleteLater()
    del strip
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None


def test_repaints_do_not_use_up_the_references_of_none(strip: NightStrip) -> None:
    def repaint(times: int) -> None:
        for turn in range(times):
            strip.mark(turn % N_EPOCHS)
            strip.axis.zoom(1.1 if turn % 20 < 10 else 1 / 1.1, 600)
            strip.repaint()
            QApplication.processEvents()

    repaint(20)
    before = sys.getrefcount(None)
    repaint(500)
    assert abs(sys.getrefcount(None) - before) < 400
