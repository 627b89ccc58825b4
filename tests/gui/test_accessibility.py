from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDockWidget,
    QLineEdit,
    QMenu,
    QTextEdit,
    QToolBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sleepscorer.gui.app import make_application
from sleepscorer.gui.batch.dialog import BatchDialog
from sleepscorer.gui.commands.palette import CommandPalette, commands_of
from sleepscorer.gui.comparison.consensus import ConsensusDialog
from sleepscorer.gui.help.texts import show_keys
from sleepscorer.gui.help.tour import STEPS, Tour
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.montages.editor import MontageEditor
from sleepscorer.gui.montages.filters import FiltersDialog
from sleepscorer.gui.montages.roles import RolesDialog
from sleepscorer.gui.page.traces.view import TraceView
from sleepscorer.gui.preferences.dialog import PreferencesDialog
from sleepscorer.gui.widgets.theme import DARK, LIGHT, Theme, contrast, dress, mixed
from sleepscorer.scoring import EventKind

INTERACTIVE = (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QAbstractSpinBox,
    QAbstractItemView,
    QTextEdit,
    TraceView,
)
TAB = Qt.FocusPolicy.TabFocus.value


def _preferences(window: MainWindow) -> QDialog:
    return PreferencesDialog(window.settings, ["Usual keys"], 4.0, window)


def _roles(window: MainWindow) -> QDialog:
    assert window.session is not None
    return RolesDialog(window.session.recording, window)


def _palette(window: MainWindow) -> QDialog:
    return CommandPalette(commands_of(window.menus.values()), window)


def _consensus(window: MainWindow) -> QDialog:
    return ConsensusDialog(["one", "other"], lambda choice: "", window)


def _montages(window: MainWindow) -> QDialog:
    editor = MontageEditor(window.workspace, window.view, window.montages)
    editor.duplicate()
    editor.list.setCurrentRow(1)
    editor.ask_discard = lambda: True
    return editor


def _filters(window: MainWindow) -> QDialog:
    return FiltersDialog(window.workspace, window)


def _keys(window: MainWindow) -> QDialog:
    return show_keys(window, window.commands, ())


def _batch(window: MainWindow) -> QDialog:
    return BatchDialog(window.workspace)


DIALOGS = (_preferences, _roles, _palette, _consensus, _keys, _montages, _filters, _batch)


@pytest.fixture
def full_window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with every panel open."""
    for name in ("statistics", "events"):
        window.actions_by_name[name].setChecked(True)
    qtbot.waitUntil(window.events_panel.table.isVisible)
    return window


def _interactive(root: QWidget) -> list[QWidget]:
    """Widgets one works with, without the parts that Qt makes for itself."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE)
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
        and not (isinstance(widget, QLineEdit) and isinstance(widget.parent(), QComboBox))
        and type(widget).__name__ not in ("QHeaderView", "QTableCornerButton")
    ]


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _by_tab(root: QWidget, first: QWidget) -> list[QWidget]:
    """Widgets in the order in which the Tab key reaches them."""
    found, widget = [first], first.nextInFocusChain()
    while widget is not first:
        takes = widget.focusPolicy().value & TAB and widget.focusProxy() is None
        if takes and widget.isVisible() and widget.isEnabled() and widget.window() is root:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_every_part_of_the_window_has_a_name(full_window: MainWindow) -> None:
    assert len(_interactive(full_window)) > 8
    assert [repr(widget) for widget in _interactive(full_window) if not _name(widget)] == []
    painted = (
        full_window.view.strip,
        full_window.view.header,
        full_window.view.local,
        full_window.view.ruler,
    )
    assert all(widget.accessibleName() for widget in (*painted, full_window.view.labels))
    assert all(dock.windowTitle() for dock in full_window.findChildren(QDockWidget))
    assert all(bar.windowTitle() for bar in full_window.findChildren(QToolBar))


def _shown(dialog: QDialog) -> QDialog:
    dialog.show()
    QApplication.processEvents()
    return dialog


def test_the_dialogs_can_be_worked_with_by_keys_and_by_ear(window: MainWindow) -> None:
    for make in DIALOGS:
        dialog = _shown(make(window))
        _check_names_and_focus(dialog)
        _check_the_focus_goes_down(dialog)
        dialog.close()
        dialog.deleteLater()


def _check_names_and_focus(dialog: QDialog) -> None:
    parts = _interactive(dialog)
    assert parts
    assert dialog.windowTitle()
    assert [repr(widget) for widget in parts if not _name(widget)] == []
    reached = _by_tab(dialog, parts[0])
    assert [_name(part) for part in parts if part.isEnabled() and part not in reached] == []


def _check_the_focus_goes_down(dialog: QDialog) -> None:
    first = dialog.nextInFocusChain()
    while not (first.focusPolicy().value & TAB and first.isVisible() and first.focusProxy() is None):
        first = first.nextInFocusChain()
    order = [part for part in _by_tab(dialog, first) if part in _interactive(dialog)]
    heights = [part.mapTo(dialog, QPoint(0, 0)).y() for part in order]
    assert heights == sorted(heights), [_name(part) for part in order]


def test_every_part_of_the_tour_has_a_name_and_takes_the_focus(window: MainWindow) -> None:
    tour = window.tours.take()
    assert isinstance(tour, Tour)
    for _ in STEPS[1:]:
        QTest.keyClick(tour, Qt.Key.Key_Right)
        parts = _interactive(tour)
        assert {_name(part) for part in parts} == {"Skip (Esc)", "Back", tour.next.text()}
        assert tour.accessibleName()
        assert tour.title.text() in tour.accessibleDescription()
        assert [_name(part) for part in parts if part not in _by_tab(window, tour)] == []
    QTest.keyClick(tour, Qt.Key.Key_Return)
    assert window.tours.tour is None


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("share", [0.0, 0.2, 0.4, 0.5, 0.6, 0.8, 1.0])
def test_text_on_a_coloured_cell_can_be_read(theme: Theme, share: float) -> None:
    for colour in (theme.accent, theme.warning):
        ground = mixed(QColor(theme.window), QColor(colour), share)
        assert contrast(theme.ink(ground), ground) > 4
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_an_empty_check_box_can_be_seen(qtbot: QtBot, theme: Theme) -> None:
    make_application()
    try:
        dress(theme)
        box = QCheckBox()
        qtbot.addWidget(box)
        box.show()
        seen = _lightnesses(box)
    finally:
        dress(LIGHT)
    back = QColor(theme.window).lightness()
    frame = max(seen, key=lambda lightness: abs(lightness - back))
    assert abs(frame - back) > 60


def _lightnesses(widget: QWidget) -> set[int]:
    """Lightness, 0 to 255, of what a widget shows."""
    image = widget.grab().toImage()
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).lightness() for x, y in places}


def test_the_focus_goes_from_the_traces_to_the_panels_to_the_tool_bar(full_window: MainWindow) -> None:
    assert QApplication.focusWidget() in (None, full_window.view.traces)
    order = [_name(widget) for widget in _by_tab(full_window, full_window.view.traces)]
    panels = ["Sleep statistics", "Kind of events that are listed", "Events of the night"]
    assert order == ["Traces", *panels, "Scale", "Page length", "Montage"]


def test_tab_leaves_a_table(full_window: MainWindow, qtbot: QtBot) -> None:
    assert not full_window.events_panel.table.tabKeyNavigation()
    dialog = _roles(full_window)
    qtbot.addWidget(dialog)
    assert all(
        not table.tabKeyNavigation() for table in dialog.findChildren(type(full_window.events_panel.table))
    )


def _leaves(menu: QMenu) -> list[QAction]:
    menu.aboutToShow.emit()
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        found += _leaves(inner) if isinstance(inner, QMenu) else [action]
    return found


def test_every_action_is_in_a_menu_that_alt_opens(window: MainWindow) -> None:
    bar = window.menuBar().actions()
    assert all("&" in action.text() for action in bar)
    reached = [leaf for action in bar if isinstance(menu := action.menu(), QMenu) for leaf in _leaves(menu)]
    assert set(window.actions_by_name) <= {action.objectName() for action in reached}
    assert window.docks.dock("epoch").toggleViewAction() in reached
    in_tool_bar = [action for action in window.tool_bar.actions() if action.text()]
    assert all(action in reached for action in in_tool_bar)


def test_what_a_click_on_a_label_offers_is_in_a_menu(window: MainWindow) -> None:
    said = {action.text() for name in ("&View",) for action in _leaves(window.menus[name])}
    for place in range(len(window.view.traces.lanes)):
        assert {action.text() for action in window.view.lane_menu(place).actions()} <= said
    gain = window.view.traces.lanes[0].gain
    next(action for action in _leaves(window.menus["&View"]) if action.text() == "Larger").trigger()
    assert window.view.traces.lanes[0].gain > gain


def test_an_event_is_marked_without_the_mouse(window: MainWindow) -> None:
    session, view = window.session, window.view.traces
    assert session is not None
    alt_shift = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    session.go_to(100)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down):
        QTest.keyClick(window, key, alt_shift)
    assert view.marks.cursor == (1, 3000.5)
    QTest.keyClick(window, Qt.Key.Key_E)
    QTest.keyClick(window, Qt.Key.Key_A)
    (event,) = session.scoring.events
    assert (event.kind, event.start_s, event.channel) == (
        EventKind.AROUSAL,
        3000.5,
        view.lanes[1].trace.label,
    )
    QTest.keyClick(window, Qt.Key.Key_Right, alt_shift)
    QTest.keyClick(window, Qt.Key.Key_E)
    QTest.keyClick(window, Qt.Key.Key_X)
    assert session.scoring.events == ()


def test_the_cursor_stays_on_the_page(window: MainWindow) -> None:
    view = window.view.traces
    for lanes, seconds in ((0, 0.0), (-5, -90.0)):
        view.move_cursor(lanes, seconds)
    assert view.marks.cursor == (0, 0.0)
    view.move_cursor(50, 900.0)
    assert view.marks.cursor == (len(view.lanes) - 1, 30.0)
