"""What each action of the window does; the table of actions is in ``actions``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QInputDialog, QMessageBox

from sleepscorer import __version__
from sleepscorer.gui.commands.key_profiles import available_profiles
from sleepscorer.gui.comparison.consensus import make_consensus
from sleepscorer.gui.files import dialogs
from sleepscorer.gui.files.events import ask_import_events
from sleepscorer.gui.files.figures import NIGHT, PAGE, ask_figure, copy_picture
from sleepscorer.gui.files.report_export import ask_report
from sleepscorer.gui.help.texts import ask_line, epoch_from_text, notices_html, show_keys, show_text
from sleepscorer.gui.help.tour import take_tour
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.gui.montages.menu import montage_actions
from sleepscorer.gui.page.commands import on_view, trace_handlers
from sleepscorer.gui.panels.docks import ON_DEMAND, show_dock
from sleepscorer.gui.session.session import Session
from sleepscorer.scoring import EventKind, Flag
from sleepscorer.stages import Stage

if TYPE_CHECKING:
    from sleepscorer.gui.main_window import MainWindow

CURSOR_STEP_S = 0.5
EVENT_ACTIONS = {
    "event_arousal": EventKind.AROUSAL,
    "event_obstructive": EventKind.OBSTRUCTIVE_APNOEA,
    "event_central": EventKind.CENTRAL_APNOEA,
    "event_mixed": EventKind.MIXED_APNOEA,
    "event_hypopnoea": EventKind.HYPOPNOEA,
    "event_limb": EventKind.LIMB_MOVEMENT,
    "event_desaturation": EventKind.DESATURATION,
    "event_spindle": EventKind.SPINDLE,
    "event_k_complex": EventKind.K_COMPLEX,
    "event_artefact": EventKind.ARTEFACT,
}


def make_handlers(window: MainWindow) -> Mapping[str, Callable[..., object]]:
    """Handler of each action by its name."""
    return {
        **_file(window),
        **_edit(window),
        **_score(window),
        **_events(window),
        **_go(window),
        **_view(window),
        **trace_handlers(window),
        "palette": lambda: show_palette(window),
        "keys": lambda: show_keys(window, window.actions_by_name, montage_actions(window)),
        "tour": lambda: take_tour(window),
        "notices": _with(window, lambda session: _notices(window, session)),
        "about": lambda: _about(window),
    }


def _with(window: MainWindow, run: Callable[[Session], object]) -> Callable[[], None]:
    """Handler that does nothing while no night is open."""

    def handler() -> None:
        if window.session is not None:
            run(window.session)

    return handler


def _file(window: MainWindow) -> dict[str, Callable[..., object]]:
    return {
        "open": lambda: dialogs.ask_open(window),
        "import_second": lambda: dialogs.ask_second(window),
        "open_last": window.recent.open_last,
        "close_second": window.comparing.close,
        "consensus": lambda: make_consensus(window),
        "import_events": lambda: ask_import_events(window),
        "export_edf": lambda: dialogs.ask_export(window),
        "export_csv": lambda: dialogs.ask_export(window, "csv"),
        "export_copy": lambda: dialogs.ask_copy(window),
        "export_anonymous": lambda: dialogs.ask_anonymous(window),
        "export_page": lambda: ask_figure(window, PAGE),
        "export_night": lambda: ask_figure(window, NIGHT),
        "report": lambda: ask_report(window),
        "batch": lambda: show_batch(window),
        "save": _with(window, lambda session: session.save()),
        "quit": window.close,
    }


def _edit(window: MainWindow) -> dict[str, Callable[..., object]]:
    return {
        "undo": _with(window, lambda session: turn_back(window, session.undo)),
        "redo": _with(window, lambda session: turn_back(window, session.redo)),
        "copy_picture": lambda: copy_picture(window),
        "roles": lambda: ask_roles(window),
        "preferences": lambda: ask_preferences(window),
    }


def _score(window: MainWindow) -> dict[str, Callable[..., object]]:
    def flag(which: Flag) -> Callable[[], None]:
        return _with(window, lambda session: session.toggle_flag(which))

    return {
        "prescore": _with(window, lambda session: session.prescore()),
        "cancel": lambda: cancel(window),
        "stage_w": lambda: score(window, Stage.W),
        "stage_n1": lambda: score(window, Stage.N1),
        "stage_n2": lambda: score(window, Stage.N2),
        "stage_n3": lambda: score(window, Stage.N3),
        "stage_r": lambda: score(window, Stage.R),
        "unscore": lambda: score(window, Stage.UNSCORED),
        "smart_fill": _with(window, lambda session: smart_fill(window, session)),
        "accept": _with(window, lambda session: accept(window, session)),
        "advance": lambda on: setattr(window.settings, "advance", on),
        "lights_off": _with(window, lambda session: mark_lights(window, session, off=True)),
        "lights_on": _with(window, lambda session: mark_lights(window, session, off=False)),
        "flag_movement": flag(Flag.MOVEMENT),
        "flag_not_sure": flag(Flag.NOT_SURE),
        "flag_bookmark": flag(Flag.BOOKMARK),
        "note": lambda: ask_note(window),
    }


def _events(window: MainWindow) -> dict[str, Callable[..., object]]:
    def add(kind: EventKind) -> Callable[[], None]:
        return lambda: add_event(window, kind)

    handlers: dict[str, Callable[..., object]] = {name: add(kind) for name, kind in EVENT_ACTIONS.items()}
    handlers["cursor_right"] = lambda: window.view.traces.move_cursor(0, CURSOR_STEP_S)
    handlers["cursor_left"] = lambda: window.view.traces.move_cursor(0, -CURSOR_STEP_S)
    handlers["cursor_down"] = lambda: window.view.traces.move_cursor(1, 0.0)
    handlers["cursor_up"] = lambda: window.view.traces.move_cursor(-1, 0.0)
    return handlers


def _go(window: MainWindow) -> dict[str, Callable[..., object]]:
    def jump(find: Callable[[Session], int | None]) -> Callable[[], None]:
        return lambda: window.jump(find)

    return {
        "next": lambda: window.view.step(1),
        "previous": lambda: window.view.step(-1),
        "next_ten": lambda: window.step(10),
        "previous_ten": lambda: window.step(-10),
        "first": _with(window, lambda session: session.go_to(0)),
        "last": _with(window, lambda session: session.go_to(session.n_epochs - 1)),
        "next_transition": jump(lambda session: session.transition(1)),
        "previous_transition": jump(lambda session: session.transition(-1)),
        "next_unscored": jump(lambda session: session.unscored(1)),
        "previous_unscored": jump(lambda session: session.unscored(-1)),
        "next_disagreement": jump(lambda session: session.disagreement(window.second, 1)),
        "previous_disagreement": jump(lambda session: session.disagreement(window.second, -1)),
        "review_next": lambda: review(window, 1),
        "review_previous": lambda: review(window, -1),
        "review_by_risk": lambda on: order_review(window, on),
        "next_compared": lambda: window.comparing.step(1),
        "previous_compared": lambda: window.comparing.step(-1),
        "next_marked": jump(lambda session: session.marked(1)),
        "previous_marked": jump(lambda session: session.marked(-1)),
        "select_next": _with(window, lambda session: session.extend_selection(1)),
        "select_previous": _with(window, lambda session: session.extend_selection(-1)),
        "go_to": lambda: ask_place(window),
    }


def _view(window: MainWindow) -> dict[str, Callable[..., object]]:
    return {
        "gain_up": lambda: window.view.turn_scale(1),
        "gain_down": lambda: window.view.turn_scale(-1),
        "page_longer": lambda: window.view.turn_length(1),
        "page_shorter": lambda: window.view.turn_length(-1),
        "clear_boxes": on_view(window, lambda view: view.measuring.clear()),
        "filters": window.set_filters,
        "grid": window.set_grid,
        "dark": window.set_dark,
        "slow_waves": window.set_slow_waves,
        "negative_up": window.set_negative_up,
        "show_all": on_view(window, lambda view: view.show_all()),
        "strip_in": lambda: window.view.strip.zoom(1),
        "strip_out": lambda: window.view.strip.zoom(-1),
        "strip_whole": on_view(window, lambda view: view.strip.axis.zoom_whole()),
        **{name: partial(show_dock, window, name) for name in ON_DEMAND},
        "zen": window.set_zen,
    }


def show_palette(window: MainWindow) -> None:
    """Find any command by its name."""
    from sleepscorer.gui.commands.palette import CommandPalette, commands_of

    CommandPalette(commands_of(window.menus.values()), window).open()


def show_batch(window: MainWindow) -> None:
    """Show the window for many nights at once."""
    from sleepscorer.gui.batch.dialog import show_batch

    show_batch(window)


def review(window: MainWindow, step: int) -> None:
    """Go on in the review queue; say so where it is empty, or where there is none yet."""
    if window.session is None or window.reviewing.go(step):
        return
    if window.reviewing.review is None:
        window.say(translate("Window", "There is nothing to review before a model has scored the night."))
    else:
        window.say(translate("Window", "Nothing is left to review in this night."))


def _notices(window: MainWindow, session: Session) -> None:
    """Show what was said about this recording."""
    show_text(window, translate("Window", "Notices"), notices_html(list(map(localized, session.notices))))


def order_review(window: MainWindow, by_risk: bool) -> None:
    """Review the most doubtful epochs first, or in the order of time."""
    window.settings.review_by_risk = window.reviewing.by_risk = by_risk


def turn_back(window: MainWindow, turn: Callable[[], None]) -> None:
    """Undo or redo; who was in the review goes on with it from the epoch this leads to."""
    in_loop = window.reviewing.in_loop
    turn()
    if in_loop:
        window.reviewing.go_on_here()


def accept(window: MainWindow, session: Session) -> None:
    """Confirm the stage that stands, and go on; say so where none stands."""
    if session.scoring.stages[session.epoch] == Stage.UNSCORED:
        window.say(translate("Window", "This epoch has no stage to accept yet; press the key of its stage."))
    else:
        window.accept_stage()


def mark_lights(window: MainWindow, session: Session, *, off: bool) -> None:
    """Mark lights off or on at this epoch; say so where a marker goes or would stand on the wrong side."""
    before = session.scoring.lights
    if session.mark_lights(off=off):
        there, now = ((one.off_s, one.on_s)[not off] for one in (before, session.scoring.lights))
        if there is not None and now is None:
            window.say(translate("Window", "The lights marker of this epoch was taken away; Ctrl+Z: undo."))
    elif off:
        window.say(translate("Window", "Lights off has to come before lights on; mark lights on anew first."))
    else:
        window.say(translate("Window", "Lights on has to come after lights off; mark lights off anew first."))


def smart_fill(window: MainWindow, session: Session) -> None:
    """Score short unscored gaps between two equal stages as these, and say how many epochs that were."""
    change = session.scoring.smart_fill_unscored(session.technician)
    if change is None:
        window.say(translate("Window", "There is no short unscored gap between two equal stages."))
    elif session.take(translate("Undo", "filling of gaps"), change):
        text = translate("Window", "{count} epochs between two equal stages were filled; Ctrl+Z: undo.")
        window.say(fill(text, count=len(change.epochs)))


def cancel(window: MainWindow) -> None:
    """Let go of what is selected; else forget cursor and boxes; else stop what runs, and say so."""
    window.banner.hide()  # it lies over the hypnogram
    if window.tour is not None:
        window.tour.end()
    elif window.session is not None and window.session.selection is not None:
        window.session.clear_selection()
    elif window.view.measuring.clear():
        return
    elif window.session is not None and window.session.is_prescoring:
        window.session.cancel_prescoring()
        window.say(translate("Window", "Pre-scoring was stopped; nothing was changed by it."))
    elif window.models.is_asking:
        window.models.cancel()


def add_event(window: MainWindow, kind: EventKind) -> None:
    """Mark an event over the box dragged last, or at the cursor."""
    if window.session is None:
        return
    event = window.view.measuring.event_here(kind)
    if event is None:
        window.say(
            translate(
                "Window",
                "Drag over the event on its channel, or click where it is, then press the keys again.",
            )
        )
        return
    window.view.measuring.use_box()
    window.session.add_event(event)
    window.view.measuring.select(event)


def ask_note(window: MainWindow) -> None:
    """Ask for a note on the current epoch; an empty one takes it away."""
    session = window.session
    if session is None:
        return
    now = session.scoring.marks(session.epoch).note
    label = translate("Window", "Note on epoch {epoch}:").format(epoch=session.epoch + 1)
    text = ask_line(window, translate("Window", "Note"), label, now)
    if text is not None and text.strip() != now:
        session.set_note(text.strip())


def ask_roles(window: MainWindow) -> None:
    """Correct the roles of the channels, and remember them for this device."""
    if window.session is None:
        return
    recording = window.session.recording
    from sleepscorer.gui.montages.roles import RolesDialog

    dialog = RolesDialog(recording, window)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        device = window.settings.device(recording.device)
        device.roles, device.units = dialog.chosen(), dialog.chosen_units()
        recording.assign_units(device.units)
        recording.assign_roles(device.chosen_roles())
        window.view.rebuild()
        window.save_settings()


def ask_preferences(window: MainWindow) -> None:
    """Ask for the settings that are not in the menus, and follow them at once."""
    profiles = [profile.name for profile in available_profiles()[0]]
    told = window.view.traces.pixels_per_mm()
    from sleepscorer.gui.preferences.dialog import PreferencesDialog

    dialog = PreferencesDialog(window.settings, profiles, told, window)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        dialog.store(window.settings)
        window.follow_settings()
        window.save_settings()


def ask_place(window: MainWindow) -> None:
    """Ask for an epoch or a clock time, and go there."""
    session = window.session
    if session is None:
        return
    label = translate("Window", "Epoch (133) or clock time (23:36):")
    text, given = QInputDialog.getText(window, translate("Window", "Go to"), label)
    if not given:
        return
    epoch = epoch_from_text(text, session.recording)
    if epoch is None:
        said = translate("Window", "“{text}” is no epoch from 1 to {last} and no time of this night.")
        window.say(said.format(text=text, last=session.n_epochs))
    else:
        session.go_to(epoch)


def score(window: MainWindow, stage: Stage) -> None:
    """Give the selected epochs a stage and go on behind them if so set; else do so with the current one."""
    chosen = window.session.selection if window.session else None
    if window.session is None or chosen is None:
        window.score(stage)
    elif window.session.score_selection(stage) and window.settings.advance:
        window.session.go_to(chosen.stop)


def ask_overwrite(window: MainWindow, n_human: int, n_epochs: int) -> bool | None:
    """Ask whether epochs that a person has scored may be filled too; None fills nothing."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(translate("Window", "Fill the selection"))
    text = translate("Window", "A person has scored {human} of the {count} selected epochs as another stage.")
    box.setText(text.format(human=n_human, count=n_epochs))
    both = box.addButton(translate("Window", "&Overwrite them"), QMessageBox.ButtonRole.DestructiveRole)
    others = box.addButton(translate("Window", "&Fill the others only"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(others)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    clicked = box.clickedButton()
    return True if clicked is both else (False if clicked is others else None)


def _about(window: MainWindow) -> None:
    text = translate(
        "Window",
        "sleepscorer {version}\n\nReview, pre-score and export sleep recordings.\n"
        "BSD-3-Clause; uses Qt (LGPL-3.0) through PySide6. Not a medical device.",
    )
    QMessageBox.about(
        window,
        translate("Window", "About sleepscorer"),
        text.format(version=__version__),
    )
