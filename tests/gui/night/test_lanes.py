import time
from functools import partial

import numpy as np
import pytest
from gui.strips import (
    ME,
    MadeUpRecording,
    colour_at,
    give_probabilities,
    made_up_scoring,
    make_strip,
    middle_of,
    picture,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.night import NightStrip
from sleepscorer.gui.night.clock import ticks
from sleepscorer.gui.night.columns import column_least, column_means
from sleepscorer.gui.night.hypnodensity import UNKNOWN, stacked
from sleepscorer.gui.night.lanes import DrawnLane
from sleepscorer.gui.night.strip import SETTLED_MS
from sleepscorer.gui.widgets.theme import LIGHT
from sleepscorer.recording import Gap
from sleepscorer.scoring import Event, EventKind, Flag, Scoring
from sleepscorer.settings import load_settings
from sleepscorer.stages import PLOT_ORDER, Stage


def _top(strip: NightStrip, name: str) -> int:
    top = strip.top_of(name)
    assert top is not None
    return top


def test_hypnodensity_shows_each_probability_in_its_colour_and_height(qtbot: QtBot) -> None:
    scoring = made_up_scoring(200)
    probabilities = np.tile([0.1, 0.2, 0.4, 0.1, 0.2], (200, 1))
    probabilities[100:150] = [0, 0, 0, 1, 0]
    probabilities[150:] = np.nan
    give_probabilities(scoring, probabilities)
    strip = make_strip(scoring)
    qtbot.addWidget(strip)
    strip.mark(199)
    image, top = picture(strip), _top(strip, "hypnodensity")
    band = strip.lane("hypnodensity").band()  # type: ignore[attr-defined]
    x, edge = middle_of(strip, 50), 0.0
    for stage in PLOT_ORDER:
        share = probabilities[50][stage]
        y = top + band.top() + (edge + share / 2) * band.height()
        assert colour_at(image, x, y) == LIGHT.stage(stage), stage
        edge += share
    for y in (band.top() + 2, band.bottom() - 2):
        assert colour_at(image, middle_of(strip, 120), top + y) == LIGHT.stage(Stage.N3)
        assert colour_at(image, middle_of(strip, 170), top + y) == QColor(LIGHT.grid)


def test_stacked_gives_each_stage_its_share_of_pixels() -> None:
    shares = np.array([[0.2, 0.2, 0.2, 0.2, 0.2], [1, 0, 0, 0, 0], [np.nan] * 5])
    found = stacked(shares, 50)
    assert np.bincount(found[:, 0]).tolist() == [10] * 5
    assert (found[:, 1] == PLOT_ORDER.index(Stage.W)).all()
    assert (found[:, 2] == UNKNOWN).all()


def test_a_doubtful_epoch_among_many_sure_ones_is_seen(qtbot: QtBot) -> None:
    scoring = made_up_scoring(2880)
    probabilities = np.tile([0.96, 0.01, 0.01, 0.01, 0.01], (2880, 1))
    probabilities[1000] = [0.3, 0.2, 0.2, 0.2, 0.1]
    give_probabilities(scoring, probabilities)
    strip = make_strip(scoring)
    qtbot.addWidget(strip)
    image = picture(strip)
    y = _top(strip, "confidence") + strip.lane("confidence").height - 4
    x = round(middle_of(strip, 1000))
    assert QColor(LIGHT.warning) in [colour_at(image, x + shift, y) for shift in (-1, 0, 1)]
    assert colour_at(image, middle_of(strip, 2000), y) == QColor(LIGHT.line)


def test_columns_know_means_and_least_of_what_is_known() -> None:
    values = np.array([[1.0], [3.0], [np.nan], [5.0]])
    np.testing.assert_allclose(column_means(values, np.array([0.0, 2, 3, 4]))[:, 0], [2, np.nan, 5])
    np.testing.assert_allclose(column_means(values, np.array([0.0, 4]))[:, 0], [3])
    np.testing.assert_allclose(column_least(values[:, 0], np.array([0.0, 2, 3, 4])), [1, np.nan, 5])


def test_a_slice_drawn_anew_looks_as_the_whole_drawn_anew(qtbot: QtBot) -> None:
    rng = np.random.default_rng(3)
    scoring = made_up_scoring(961)
    give_probabilities(scoring, rng.dirichlet(np.ones(5), 961))
    strip = make_strip(scoring)
    qtbot.addWidget(strip)
    strip.show_second(made_up_scoring(961, seed=1))
    strip.resize(1203, strip.sizeHint().height())
    strip.mark(960)
    for zoomed in (1, 7):
        strip.axis.zoom(zoomed, 400)
        qtbot.wait(2 * SETTLED_MS)  # drawn in full, not as while the axis changes fast
        for epoch in rng.integers(0, 960, 25).tolist():
            scoring.apply(scoring.score([epoch], Stage(int(rng.integers(-1, 5))), ME))
            strip.refresh_epochs((epoch,))
            scoring.apply(scoring.mark(epoch, scoring.marks(epoch).toggled(Flag.NOT_SURE), ME))
            strip.refresh_marks(epoch)
            QApplication.processEvents()
        sliced = picture(strip)
        strip.refresh()
        assert sliced == picture(strip)


def _count_draws(strip: NightStrip, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Lanes drawn, and how many epochs of them."""
    drawn: list[tuple[str, int]] = []

    def draw(painter, first, stop, lane, whole):  # type: ignore[no-untyped-def]
        drawn.append((lane.name, stop - first))
        whole(painter, first, stop)

    def make(edges, height, lane, whole):  # type: ignore[no-untyped-def]
        drawn.append((lane.name, round(edges[-1] - edges[0])))
        return whole(edges, height)

    for lane in strip.lanes:
        name, counting = ("draw", draw) if isinstance(lane, DrawnLane) else ("make", make)
        monkeypatch.setattr(lane, name, partial(counting, lane=lane, whole=getattr(lane, name)))
    return drawn


def test_page_flip_draws_no_lane_and_a_stage_draws_none_whole(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    scoring = made_up_scoring(2880)
    give_probabilities(scoring, np.full((2880, 5), 0.2))
    strip = make_strip(scoring)
    qtbot.addWidget(strip)
    qtbot.waitUntil(lambda: strip.trace is not None and strip.source.get(strip.trace) is not None)
    strip.repaint()
    drawn = _count_draws(strip, monkeypatch)
    for epoch in range(0, 400, 7):
        strip.mark(epoch)
        QApplication.processEvents()
    assert drawn == []
    for epoch in range(0, 400, 7):
        scoring.apply(scoring.score([epoch], Stage.N3, ME))
        strip.refresh_epochs((epoch,))
        QApplication.processEvents()
    assert {name for name, _ in drawn} == {"hypnogram"}
    assert max(epochs for _, epochs in drawn) < 60, "no more than what lies around the epoch"
    give_probabilities(scoring, np.tile([1.0, 0, 0, 0, 0], (2880, 1)))
    strip.refresh_epochs((5,))
    QApplication.processEvents()
    assert {("hypnodensity", 2880), ("confidence", 2880)} <= set(drawn)


def test_events_stand_in_the_row_of_their_kind(qtbot: QtBot) -> None:
    scoring = made_up_scoring(400)
    events = [
        Event(EventKind.AROUSAL, 3000, 15),
        Event(EventKind.HYPOPNOEA, 6000, 120),
        Event(EventKind.LIMB_MOVEMENT, 9000, 5),
    ]
    strip = make_strip(scoring)
    qtbot.addWidget(strip)
    before = picture(strip)
    scoring.apply(scoring.add_events(events, ME))
    strip.refresh_events()
    strip.resize(1200, strip.sizeHint().height())
    image, top = picture(strip), _top(strip, "events")
    height = strip.lane("events").row  # type: ignore[attr-defined]
    for row, event in enumerate(events):
        x, y = strip.axis.x_of_seconds(event.start_s) + 1, top + 2 + row * height + height // 2 + 1
        assert colour_at(image, x, y) != colour_at(before, x, y), event.kind
    assert "hypopnoea, 120.0 s" in strip.tip(QPoint(round(strip.axis.x_of_seconds(6060)), top + 5))


def test_gaps_and_flags_are_seen(qtbot: QtBot) -> None:
    scoring = Scoring(200)
    strip = make_strip(scoring)
    qtbot.addWidget(strip)
    recording = MadeUpRecording(200)
    before = picture(strip)
    recording.gaps = (Gap(1500, 2100),)
    strip.show_night(recording, scoring)  # type: ignore[arg-type]
    scoring.apply(scoring.mark(150, scoring.marks(150).toggled(Flag.BOOKMARK).with_note("snores"), ME))
    strip.refresh_marks(150)
    image = picture(strip)
    columns = range(round(strip.x_of(50)), round(strip.x_of(70)))
    changed = [x for x in columns if any(image.pixel(x, y) != before.pixel(x, y) for y in range(30, 80))]
    assert len(changed) > 0.9 * len(columns)
    flag = {colour_at(image, middle_of(strip, 150), y).name() for y in range(30)}
    assert QColor(LIGHT.accent).name() in flag
    assert strip.tip(QPoint(round(middle_of(strip, 150)), 40)).splitlines()[1:] == [
        "unscored",
        "bookmark",
        "snores",
    ]


def test_clock_has_round_times_at_every_zoom() -> None:
    recording = MadeUpRecording(960)
    whole = list(ticks(recording, 0, recording.duration_s, 15))  # type: ignore[arg-type]
    assert [text for _, text in whole][:3] == ["22:30", "23:30", "00:30"] or whole[0][1].endswith(
        (":00", ":30")
    )
    assert 4 <= len(whole) <= 16
    near = list(ticks(recording, 3600, 4200, 15))  # type: ignore[arg-type]
    assert [text for _, text in near] == [f"23:{minute}" for minute in range(30, 41)]
    recording.start = None
    assert list(ticks(recording, 0, 7200, 2))[1] == (3600, "1:00 h")  # type: ignore[arg-type]


def test_hidden_lanes_make_room_and_are_remembered(window: MainWindow) -> None:
    strip = window.view.strip
    before = strip.sizeHint().height()
    for name in ("hypnodensity", "events"):
        strip.set_hidden(name, True)
    assert strip.sizeHint().height() == before - sum(strip.lane(n).height for n in ("hypnodensity", "events"))
    assert strip.top_of("events") is None
    window.workspace.save_settings()
    assert load_settings().strip_hidden == ["hypnodensity", "events"]
    menu = strip.make_menu("Night strip", window)
    menu.aboutToShow.emit()
    checked = {action.text(): action.isChecked() for action in menu.actions() if action.isCheckable()}
    assert checked["Hypnodensity"] is False
    assert checked["Hypnogram"] is True
    next(action for action in menu.actions() if action.text() == "Hypnodensity").trigger()
    assert strip.top_of("hypnodensity") is not None
    assert window.settings.strip_hidden == ["events"]


def test_lanes_are_as_high_as_the_window_allows(window: MainWindow) -> None:
    strip, heights = window.view.strip, {}
    for height in (600, 900, 1100):
        window.resize(1600, height)
        QApplication.processEvents()
        heights[height] = strip.height()
        assert strip.height() == strip.sizeHint().height()
        assert strip.height() < 0.45 * window.view.height()
    assert heights[600] < heights[900] < heights[1100]


def test_a_page_of_many_epochs_is_shown_whole(window: MainWindow) -> None:
    session, strip = window.session, window.view.strip
    assert session is not None
    session.go_to(205)
    assert strip.overlay.page is None
    before = picture(strip)
    window.view.set_length(600.0)
    assert strip.overlay.page == (6000.0, 6600.0)
    image, y = picture(strip), 60
    for epoch, shown in ((203, True), (215, True), (190, False), (230, False)):
        x = middle_of(strip, epoch)
        assert (colour_at(image, x, y) != colour_at(before, x, y)) is shown
    session.go_to(400)
    after = picture(strip)
    assert colour_at(after, middle_of(strip, 215), y) == colour_at(before, middle_of(strip, 215), y)


def test_local_hypnogram_frames_the_current_epoch(window: MainWindow, qtbot: QtBot) -> None:
    session, local = window.session, window.view.local
    assert session is not None
    session.score(range(95, 105), Stage.N2)
    session.go_to(100)
    image = local.grab().toImage()
    y = PLOT_ORDER.index(Stage.N2) * 5 + 2
    theme = window.workspace.theme
    assert colour_at(image, local.box(97).center().x(), y) == theme.stage(Stage.N2)
    assert colour_at(image, local.box(92).center().x(), y) != theme.stage(Stage.N2)
    qtbot.mouseClick(local, Qt.MouseButton.LeftButton, pos=QPoint(round(local.box(103).center().x()), 10))
    assert session.epoch == 103


def test_nothing_takes_longer_than_50_ms_on_24_hours(qtbot: QtBot) -> None:
    scoring = made_up_scoring(2880)
    give_probabilities(scoring, np.random.default_rng(0).dirichlet(np.ones(5), 2880))
    strip = make_strip(scoring)
    qtbot.addWidget(strip)
    strip.show_second(made_up_scoring(2880, seed=1))
    qtbot.waitUntil(lambda: strip.trace is not None and strip.source.get(strip.trace) is not None)

    def seconds(number: int) -> float:
        start = time.process_time()  # what else the machine does is no matter of the strip
        strip.axis.zoom(1.01, 500)
        strip.mark(number)
        strip.show_selection(range(10, 100 + number))
        strip.repaint()
        return time.process_time() - start

    assert np.median([seconds(number) for number in range(15)]) < 0.05
