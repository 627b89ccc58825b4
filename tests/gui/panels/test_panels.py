import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sleepscorer.gui.commands.palette import CommandPalette, commands_of
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.scoring import Event, EventKind
from sleepscorer.settings import load_settings
from sleepscorer.stages import Stage


def test_statistics_follow_what_is_scored(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    window.actions_by_name["statistics"].setChecked(True)
    session.score(range(0, 20), Stage.W)
    session.score(range(20, 120), Stage.N2)
    session.score(range(120, session.n_epochs), Stage.R)
    session.add_event(Event(EventKind.AROUSAL, 700.0, 4.0, "EEG Fpz-Cz"))
    qtbot.waitUntil(lambda: "50.0 min" in window.statistics.text(), timeout=3000)
    text = window.statistics.text()
    assert "Sleep latency" in text
    assert "10.0 min" in text
    assert "Arousal" in text
    session.undo()
    qtbot.waitUntil(lambda: "Arousal" not in window.statistics.text(), timeout=3000)
    window.actions_by_name["statistics"].setChecked(False)
    assert window.docks.dock("statistics").isHidden()


def test_palette_finds_and_runs(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    palette = CommandPalette(commands_of(window.menus.values()), window)
    qtbot.addWidget(palette)
    palette.open()
    palette.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is palette, timeout=5000)
    qtbot.keyClicks(palette.entry, "epoch last")
    assert palette.shown.rowCount() == 1
    qtbot.keyClick(palette.entry, Qt.Key.Key_Return)
    assert session.epoch == session.n_epochs - 1
    assert not palette.isVisible()


def test_palette_reaches_every_entry_of_the_menus(window: MainWindow) -> None:
    found = dict(commands_of(window.menus.values()))
    assert set(window.actions_by_name.values()) <= set(found.values())
    for text in (
        "Montage: AASM recommended",
        "Mains notch: 50 Hz",
        "Model: MSA-CNN, small, 2 channels",
    ):
        assert text in found
    found["Montage: Sleep-EDF"].trigger()
    assert window.view.montage is not None
    assert window.view.montage.name == "Sleep-EDF"


def test_palette_moves_by_key_and_leaves_disabled_actions_out(qtbot: QtBot) -> None:
    done: list[str] = []
    actions = []
    for name in ("alpha", "beta", "gamma"):
        action = QAction(name)
        action.triggered.connect(lambda checked=False, name=name: done.append(name))
        actions.append(action)
    actions[1].setEnabled(False)
    palette = CommandPalette([(action.text(), action) for action in actions])
    qtbot.addWidget(palette)
    palette.show()
    qtbot.keyClick(palette.entry, Qt.Key.Key_Down)
    qtbot.keyClick(palette.entry, Qt.Key.Key_Down)
    qtbot.keyClick(palette.entry, Qt.Key.Key_Return)
    assert done == ["gamma"]


def test_slow_waves_are_underlined_where_wanted(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    session.go_to(200)
    assert window.view.traces.marks.slow_waves == []
    window.actions_by_name["slow_waves"].setChecked(True)
    waves = window.view.traces.marks.slow_waves
    assert waves, "epoch 201 is N3"
    assert {lane for lane, _, _ in waves} == {0}
    assert "automatic" in window.status.reading.text()
    seconds = sum(min(b, 6030.0) - max(a, 6000.0) for _, a, b in waves if b > 6000.0 and a < 6030.0)
    assert f"{seconds:.1f} / 6.0 s" in window.status.reading.text()
    window.view.set_length(600.0)
    assert window.view.traces.marks.slow_waves == []


def test_dark_and_light_at_once_and_remembered(window: MainWindow, qtbot: QtBot) -> None:
    def brightness() -> float:
        image = window.view.grab().toImage()
        points = [(x, y) for x in range(5, image.width(), 40) for y in range(5, image.height(), 40)]
        return sum(image.pixelColor(x, y).lightness() for x, y in points) / len(points)

    light = brightness()
    assert light > 180
    qtbot.keyClick(window, Qt.Key.Key_D)
    assert brightness() < 80
    assert window.settings.theme == "dark"
    window.close()
    assert load_settings().theme == "dark"
    qtbot.keyClick(window, Qt.Key.Key_D)
    window.actions_by_name["dark"].setChecked(False)
    assert abs(brightness() - light) < 10


def test_events_are_listed_changed_and_gone_to(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    window.actions_by_name["events"].setChecked(True)
    for start in (9000.0, 3000.0):
        session.add_event(Event(EventKind.SPINDLE, start, 1.0, "EEG Fpz-Cz"))
    panel = window.events_panel
    qtbot.waitUntil(lambda: panel.list.rowCount() == 2, timeout=3000)
    assert panel.list.index(0, 1).data() == "Sp"
    assert panel.list.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "Spindle"
    panel.table.selectRow(1)
    assert session.epoch == 300
    seconds = 1, 3
    assert panel.list.setData(panel.list.index(*seconds), "2,5")
    assert session.scoring.events[1].duration_s == 2.5
    qtbot.waitUntil(lambda: panel.list.index(*seconds).data() == "2.5", timeout=3000)
    assert not panel.list.setData(panel.list.index(*seconds), "-4")
    assert panel.list.index(*seconds).data() == "2.5"
    session.undo()
    assert session.scoring.events[1].duration_s == 1.0


def test_events_are_counted_and_looked_at_by_kind(window: MainWindow, qtbot: QtBot) -> None:
    session, panel = window.session, window.events_panel
    assert session is not None
    for start_s, kind, words in (
        (300.0, EventKind.OBSTRUCTIVE_APNOEA, ""),
        (600.0, EventKind.OTHER, "Hiccup"),
        (900.0, EventKind.OBSTRUCTIVE_APNOEA, ""),
        (1200.0, EventKind.BODY_POSITION, "left"),
    ):
        session.add_event(Event(kind, start_s, 12.0, "EEG Fpz-Cz", words, "seen" if words else ""))
    panel.refresh()
    offered = [panel.kinds.itemText(index) for index in range(panel.kinds.count())]
    assert offered == ["All events (4)", "Obstructive apnoea (2)", "Body position: left (1)", "Hiccup (1)"]
    assert panel.counts.text().replace("\u00a0", " ") == "OA 2   Left 1   Hiccup 1"
    assert panel.list.index(1, 4).data() == "seen"
    panel.kinds.setCurrentIndex(1)
    panel.refresh()
    assert [event.start_s for event in panel.list.events] == [300.0, 900.0]
    panel.others.setChecked(True)
    assert [event.start_s for event in panel.list.events] == [600.0, 1200.0]
    panel.others.setChecked(False)
    for event in session.scoring.events[:3:2]:
        session.remove_event(event)
    panel.refresh()
    assert panel.kinds.currentText() == "Obstructive apnoea (0)", "the filter stays what it was"
    assert panel.list.rowCount() == 0


def test_thousands_of_events_do_not_hold_the_window_up(window: MainWindow, qtbot: QtBot) -> None:
    session, panel = window.session, window.events_panel
    assert session is not None
    window.actions_by_name["events"].setChecked(True)
    events = [Event(EventKind.LIMB_MOVEMENT, 5.0 * place, 1.0, "EEG Fpz-Cz") for place in range(4000)]
    session.take("", session.scoring.add_events(events, session.technician))
    qtbot.waitUntil(lambda: panel.list.rowCount() == 4000, timeout=3000)
    panel.list.events = ()
    begin = time.thread_time()
    panel.refresh()
    panel.table.repaint()
    assert time.thread_time() - begin < 0.05
    assert panel.list.index(3999, 3).data() == "1.0"


def test_events_are_taken_away_one_after_the_other(window: MainWindow, qtbot: QtBot) -> None:
    session, panel = window.session, window.events_panel
    assert session is not None
    window.actions_by_name["events"].setChecked(True)
    for start in (300.0, 600.0, 900.0):
        session.add_event(Event(EventKind.SPINDLE, start, 1.0, "EEG Fpz-Cz"))
    qtbot.waitUntil(lambda: panel.list.rowCount() == 3, timeout=3000)
    panel.table.selectRow(1)
    for left in (2, 1):
        qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda left=left: panel.list.rowCount() == left, timeout=3000)
    assert [event.start_s for event in session.scoring.events] == [300.0]
    assert session.undo_stack.count() == 5, "nothing but events was changed"


def test_rows_of_events_are_as_low_as_their_text_allows(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    session.add_event(Event(EventKind.AROUSAL, 10.0, 3.0))
    window.actions_by_name["events"].setChecked(True)
    table = window.events_panel.table
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    text = table.fontMetrics().height()
    assert text <= table.rowHeight(0) < 1.6 * text
