from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from sleepscorer.gui.commands.command import MENUS, VIEW, Command, CommandSet
from sleepscorer.gui.commands.menus import build_menus
from sleepscorer.gui.commands.palette import commands_of
from sleepscorer.gui.help.texts import keys_html
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.stages import Stage


def test_no_key_does_two_things(window: MainWindow) -> None:
    keys = Counter(QKeySequence(key).toString() for row in window.commands.rows for key in row.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert all(keys)


def test_every_action_stands_in_a_menu(window: MainWindow) -> None:
    shown = {action.objectName() for menu in window.menus.values() for action in menu.actions()}
    assert {row.name for row in window.commands.rows} <= shown
    assert {row.menu for row in window.commands.rows} == set(MENUS)


def test_help_lists_every_key(window: MainWindow) -> None:
    table = window.commands.keys_table()
    html = keys_html(window.commands, window.montages.actions)
    assert len(table) == sum(bool(row.keys) for row in window.commands.rows)
    assert all(text in html for _, text, _ in table)
    assert "<b>F6</b></td><td>Sleep-EDF" in html


STAGE_KEYS = (
    (Qt.Key.Key_W, Qt.KeyboardModifier.NoModifier, Stage.W),
    (Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier, Stage.W),
    (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, Stage.N1),
    (Qt.Key.Key_2, Qt.KeyboardModifier.NoModifier, Stage.N2),
    (Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier, Stage.N3),
    (Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, Stage.R),
    (Qt.Key.Key_4, Qt.KeyboardModifier.NoModifier, Stage.R),
    (Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier, Stage.R),
    (Qt.Key.Key_2, Qt.KeyboardModifier.KeypadModifier, Stage.N2),
)


def test_stage_keys_score_and_go_on(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    for epoch, (key, modifier, stage) in enumerate(STAGE_KEYS, 10):
        window.session.go_to(epoch)
        qtbot.keyClick(window, key, modifier)
        assert window.session.scoring.stages[epoch] == stage, key
        assert window.session.scoring.author(epoch) == window.session.technician
        assert window.session.epoch == epoch + 1


def test_stage_keys_work_wherever_the_focus_is(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    for widget in (
        window.view.traces,
        window.view.strip,
        window.card,
        window.tool_bar,
        window.tool_bar.scale,
        window.tool_bar.length,
        window.tool_bar.montage,
    ):
        widget.setFocus()
        at = window.session.epoch
        qtbot.keyClick(widget, Qt.Key.Key_3)
        assert window.session.scoring.stages[at] == Stage.N3


def test_a_stage_key_stays_where_so_set(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    window.actions_by_name["advance"].setChecked(False)
    qtbot.keyClick(window, Qt.Key.Key_2)
    assert window.session.epoch == 0
    assert window.settings.advance is False


def test_navigation_keys(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    session = window.session
    steps = [
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_PageDown, 11),
        (Qt.Key.Key_Left, 10),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_End, session.n_epochs - 1),
        (Qt.Key.Key_Right, session.n_epochs - 1),
        (Qt.Key.Key_Home, 0),
    ]
    for key, epoch in steps:
        qtbot.keyClick(window, key)
        assert session.epoch == epoch


def test_transition_unscored_and_undo_keys(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    session = window.session
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    session.score(range(0, 50), Stage.W)
    session.score(range(50, 90), Stage.N2)
    qtbot.keyClick(window, Qt.Key.Key_Right, control)
    assert session.epoch == 50
    qtbot.keyClick(window, Qt.Key.Key_Right, control | shift)
    assert session.epoch == 90
    qtbot.keyClick(window, Qt.Key.Key_Left, control)
    assert session.epoch == 50
    qtbot.keyClick(window, Qt.Key.Key_Z, control)
    assert session.scoring.stages[60] == Stage.UNSCORED
    qtbot.keyClick(window, Qt.Key.Key_Y, control)
    assert session.scoring.stages[60] == Stage.N2


def test_unscore_accept_and_lights_keys(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    session = window.session
    qtbot.keyClick(window, Qt.Key.Key_2)
    session.go_to(0)
    qtbot.keyClick(window, Qt.Key.Key_U)
    assert session.scoring.stages[0] == Stage.UNSCORED
    assert session.scoring.author(0) is None
    session.go_to(4)
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert session.epoch == 4, "there is no stage to accept"
    qtbot.keyClick(window, Qt.Key.Key_L)
    session.go_to(700)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert (session.scoring.lights.off_s, session.scoring.lights.on_s) == (120.0, 21030.0)
    session.undo_stack.undo()
    assert session.scoring.lights.on_s is None


def test_actions_do_nothing_without_a_night(empty_window: MainWindow) -> None:
    asks = {
        "open",
        "quit",
        "preferences",
        "keys",
        "about",
        "zen",
        "palette",
        "tour",
        "clinical_sample",
        "own_events",
        "nap_report",
    }
    for name, action in empty_window.actions_by_name.items():
        if name not in asks:
            action.trigger()
    assert empty_window.session is None


def test_a_key_held_down_scores_nothing_by_itself(window: MainWindow) -> None:
    actions = window.actions_by_name
    for name in ("stage_n2", "accept", "unscore", "flag_bookmark", "note", "lights_off", "event_arousal"):
        assert not actions[name].autoRepeat(), name
    for name in ("next", "undo", "gain_up", "cursor_right", "event_end_later"):
        assert actions[name].autoRepeat(), name


def test_what_may_follow_the_first_key_of_two_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    line = window.statusBar()
    qtbot.keyClick(window, Qt.Key.Key_E)
    assert "A Arousal" in line.currentMessage()
    assert "X Remove the chosen event" in line.currentMessage()
    qtbot.keyClick(window, Qt.Key.Key_9)
    assert "E, 9 is no command" in line.currentMessage()
    assert session.scoring.stages[0] == Stage.UNSCORED
    qtbot.keyClick(window, Qt.Key.Key_2)
    assert session.scoring.stages[0] == Stage.N2
    window.view.traces.move_cursor(0, 1.0)
    for key in (Qt.Key.Key_E, Qt.Key.Key_A):
        qtbot.keyClick(window, key)
    assert len(session.scoring.events) == 1
    assert line.currentMessage() == ""


def test_the_night_is_folded_and_unfolded_by_key_and_by_its_edge(window: MainWindow, qtbot: QtBot) -> None:
    strip, action = window.view.strip, window.actions_by_name["fold_night"]
    height = strip.sizeHint().height()
    qtbot.keyClick(window, Qt.Key.Key_H)
    assert strip.is_compact
    assert action.isChecked()
    assert window.settings.strip_compact
    assert strip.sizeHint().height() < height / 2
    strip.handle.pulled.emit(False)
    assert not action.isChecked()
    assert not window.settings.strip_compact
    assert strip.sizeHint().height() == height
    assert any("Fold the night" in text for text, _ in commands_of(window.menus.values()))


def test_a_command_is_one_row(window: MainWindow, qtbot: QtBot) -> None:
    done: list[str] = []
    rows = (
        Command("dance", "&Dance", VIEW, 9, lambda: done.append("dance"), ("Ctrl+Alt+D",)),
        Command("raw", "&Raw", VIEW, 9, setting="filters"),
        Command("never", "Never", VIEW, 9, lambda: done.append("never"), enabled=lambda: False),
    )
    commands = CommandSet((*window.commands.rows, *rows), window.settings, window)
    commands.setting_switched.connect(window.workspace.set)
    menus = build_menus(window.menuBar(), commands)
    assert "dance" in [action.objectName() for action in menus[VIEW].actions()]
    assert ("View", "Dance", "Ctrl+Alt+D") in commands.keys_table()
    assert "Ctrl+Alt+D" in keys_html(commands)
    assert any(text == "Dance" for text, _ in commands_of(menus.values()))
    commands.refresh()
    for name in ("dance", "raw", "never"):
        commands.actions[name].trigger()
    assert done == ["dance"]
    assert not window.settings.filters
    with pytest.raises(ValueError, match="dance"):
        CommandSet((*rows, rows[0]), window.settings, window)
    with pytest.raises(ValueError, match="idle"):
        Command("idle", "Idle", VIEW, 0)
