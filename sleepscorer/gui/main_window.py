"""The window: docks, menus and wiring; what it does is done elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from sleepscorer.errors import SleepscorerError
from sleepscorer.gui.background.task import Job
from sleepscorer.gui.central import CentralWidget
from sleepscorer.gui.commands.actions import NEED_A_NIGHT, NEED_ANOTHER, make_actions
from sleepscorer.gui.commands.chord_hint import ChordHint
from sleepscorer.gui.commands.handlers import ask_overwrite, make_handlers
from sleepscorer.gui.commands.key_profiles import apply_profile, available_profiles
from sleepscorer.gui.commands.menus import build_menus, name_undo, refill_channels
from sleepscorer.gui.comparison.consensus import AskConsensus, ask_consensus
from sleepscorer.gui.comparison.model import Comparing
from sleepscorer.gui.comparison.panel import ComparisonPanel
from sleepscorer.gui.dialogs.versions import ask_other_name, ask_version
from sleepscorer.gui.files.dialogs import ask_epoch_length, ask_first_epoch
from sleepscorer.gui.files.stage_questions import AskKey, AskWords, ask_key, ask_words
from sleepscorer.gui.help.tour import Tour
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.gui.models.menu import ModelMenu
from sleepscorer.gui.page.overlays import Overlays
from sleepscorer.gui.panels.docks import Scrolled, Zen, add_docks, layout_text, make_dock, restore_layout
from sleepscorer.gui.panels.epoch import EpochCard
from sleepscorer.gui.panels.events import EventsPanel
from sleepscorer.gui.panels.statistics import StatisticsPanel
from sleepscorer.gui.review.controller import Reviewing
from sleepscorer.gui.session.damaged import ask_damaged
from sleepscorer.gui.session.opening import is_open, open_to_score, session_of
from sleepscorer.gui.session.recent import RecentNights
from sleepscorer.gui.session.session import AskDamaged, AskOtherName, AskVersion, Questions, Session
from sleepscorer.gui.session.view_state import keep_place, restore_place, save_settings
from sleepscorer.gui.widgets.bars import Banner, MainToolBar, StatusLine
from sleepscorer.gui.widgets.theme import DARK, LIGHT, Theme, chosen_theme, dress
from sleepscorer.scoring import Scoring
from sleepscorer.settings import Settings
from sleepscorer.stages import EPOCH_SECONDS, Stage

if TYPE_CHECKING:
    from sleepscorer.gui.page.page_view import NightView

FOLLOWED = ("filters", "grid", "slow_waves", "negative_up", "advance", "review_by_risk")
"""Settings that are actions of the same name."""


class MainWindow(QMainWindow):
    """Window of the review workstation.

    Parameters
    ----------
    settings : Settings
    theme : Theme
    state_folder : Path, optional
        Where work goes that cannot stay beside its recording.
    """

    def __init__(self, settings: Settings, theme: Theme, state_folder: Path | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self.state_folder = state_folder
        self.ask_damaged: AskDamaged = partial(ask_damaged, self)
        self.ask_version: AskVersion = partial(ask_version, self)
        self.ask_other_name: AskOtherName = partial(ask_other_name, self)
        self.ask_epoch_length = partial(ask_epoch_length, self)
        self.ask_first_epoch = partial(ask_first_epoch, self)
        self.ask_key: AskKey = lambda *question: ask_key(self, self.theme, *question)
        self.ask_words: AskWords = lambda question: ask_words(self, self.theme, question)
        self.ask_consensus: AskConsensus = partial(ask_consensus, self)
        self.theme = theme
        self.central = CentralWidget(lambda: self.theme, self)
        self.card = EpochCard(theme, self)
        self.statistics = StatisticsPanel(self)
        self.reviewing = Reviewing(self)
        self.models = ModelMenu(self)
        self.recent = RecentNights(self)
        self.overlays = Overlays(self)
        self.tour: Tour | None = None
        self.zen = Zen(self)
        self.events_panel = EventsPanel(self)
        self.comparing = Comparing(self)
        self.comparison = ComparisonPanel(self.comparing, theme, self)
        self.dock = make_dock(self, "epoch", self.card)
        self.statistics_dock = make_dock(self, "statistics", self.statistics)
        self.events_dock = make_dock(self, "events", self.events_panel)
        self.comparison_dock = make_dock(self, "comparison", Scrolled(self.comparison))
        self.actions_by_name = make_actions(self, make_handlers(self))
        self._build()
        self.follow_settings()
        self.setWindowTitle("sleepscorer")
        self.setAcceptDrops(True)
        self.resize(QSize(1600, 900))
        restore_layout(self, settings.window)

    def _build(self) -> None:
        self.banner = Banner(self.central)
        self.setCentralWidget(self.central)
        self.central.made.connect(self._take_view)
        add_docks(self)
        self.menus = build_menus(self)
        self.comparison.add_buttons(self.actions_by_name)
        self.comparing.changed.connect(self._follow_comparing)
        self.tool_bar = MainToolBar(self.actions_by_name, self)
        self.addToolBar(self.tool_bar)
        self.status = StatusLine(self)
        self.setStatusBar(self.status)
        ChordHint(self, self.actions_by_name)
        self.reviewing.changed.connect(self._show_review)
        self.reviewing.started.connect(self._announce_review)

    @property
    def view(self) -> NightView:
        """Hypnogram and traces; made when first asked for, see :class:`CentralWidget`."""
        return self.central.view

    def _take_view(self, view: NightView) -> None:
        """Connect the views, and have them follow the settings."""
        view.strip.use_settings(self.settings)
        view.failed.connect(self.say)
        self.overlays.take_view(view)
        self.tool_bar.scale_chosen.connect(view.set_scale)
        self.events_panel.chosen.connect(view.measuring.select)
        view.strip.doubt_wanted.connect(self.reviewing.go_from)
        view.scale_changed.connect(self.tool_bar.show_scale)
        view.length_changed.connect(self._show_place)
        view.lanes_changed.connect(lambda: refill_channels(self))
        view.measuring.read_out.connect(self.status.reading.setText)
        view.measuring.event_selected.connect(self.events_panel.show_selected)
        view.traces.negative_up = self.settings.negative_up
        view.traces.set_grid(self.settings.grid)
        self._follow_scale(view)
        self.banner.raise_()

    def _follow_scale(self, view: NightView) -> None:
        view.traces.measured_pixels_per_mm = self.settings.pixels_per_mm
        view.traces.rescale()

    def _follow_keys(self) -> None:
        profiles, refused = available_profiles()
        chosen = next((p for p in profiles if p.name == self.settings.keys), profiles[0])
        apply_profile(chosen, self.actions_by_name)
        self.status.show_keys(self.actions_by_name)
        if refused:
            self.say(" ".join(refused))

    def follow_settings(self) -> None:
        """Be as the settings say."""
        for name in FOLLOWED:
            self.actions_by_name[name].setChecked(getattr(self.settings, name))
        self.actions_by_name["dark"].setChecked(chosen_theme(self.settings.theme) is DARK)
        if self.central.made_view is not None:
            self._follow_scale(self.central.made_view)
        self._follow_keys()
        self.tool_bar.show_scale(self.settings.uv_per_mm)
        self.recent.show_offer()
        self._enable()

    def open(self, path: str | Path, prescore: bool = True) -> bool:
        """Open a recording; what cannot be opened is said, and leaves what is open as it was.

        Parameters
        ----------
        path : str or Path
        prescore : bool
            Whether a night that no model has scored yet is pre-scored at once.
        """
        try:
            recording = open_to_score(path, self.settings)
            if is_open(self.session, path):
                self._leave()  # its own lock would leave the night to be read only
            questions = Questions(self.ask_damaged, self.ask_version, self.ask_other_name)
            session = session_of(recording, self.settings, self.state_folder, questions)
        except SleepscorerError as error:
            if self.session is None:
                self._show_nothing()
            self.say(str(error))
            return False
        if not self._has_views():
            session.close()
            return False
        self._leave()
        self._enter(session)
        if prescore and session.scoring.probabilities is None:
            QTimer.singleShot(0, lambda: self._prescore(session))
        return True

    def _has_views(self) -> bool:
        """Whether there is something to show a night with; it is made if need be."""
        try:
            return self.view is not None
        except ImportError as error:
            text = translate(
                "Window", "The night cannot be drawn: pyqtgraph does not load ({reason}); install it again."
            )
            self.say(text.format(reason=error))
            return False

    def _prescore(self, session: Session) -> None:
        if session is self.session:  # another night may have been opened meanwhile
            session.prescore()

    def _enter(self, session: Session) -> None:
        self.session = session
        session.setParent(self)
        session.ask_overwrite = lambda n_human, n_epochs: ask_overwrite(self, n_human, n_epochs)
        self.view.show_session(session)
        self.card.show_session(session)
        self.card.show_notices(list(map(localized, session.notices)))
        for panel in (self.statistics, self.events_panel, self.comparison):
            panel.show_session(session)
        self.reviewing.show_session(session)
        session.epoch_moved.connect(self._show_place)
        session.noticed.connect(self.take_notice)
        session.prescoring_moved.connect(self._show_progress)
        session.saved_changed.connect(self._show_saved)
        session.undo_stack.indexChanged.connect(self._follow_undo)
        self.comparing.clear()
        if session.notices:
            self.say(" ".join(session.notices))
        restore_place(self, session)
        self._show_place()
        self._follow_undo()
        self._show_saved(True)
        self.overlays.show_session()
        self.setWindowTitle(f"{session.recording.path.name} – sleepscorer")
        if self.settings.remember_nights:
            self.settings.add_recent(str(session.recording.path.absolute()))
        self.view.traces.setFocus()

    def _leave(self) -> None:
        if self.session is None:
            return
        keep_place(self, self.session)
        old, self.session = self.session, None
        self.models.stop()
        self.overlays.leave()
        self.view.leave()
        self.reviewing.leave()
        old.close()
        old.deleteLater()

    def _show_nothing(self) -> None:
        """Be without a night, visibly."""
        for part in (self.central.made_view, self.card, self.statistics, self.events_panel, self.comparison):
            if part is not None:
                part.show_nothing()
        bar, status = self.tool_bar, self.status
        for label in (bar.place, bar.review):
            label.show_text("")
        for text in (status.reading, status.saved):
            text.clear()
        self.setWindowTitle("sleepscorer")
        self.recent.show_offer()
        self.comparing.clear()

    def score(self, stage: Stage) -> None:
        """Give the current epoch a stage, and go on if so set."""
        session, in_loop = self.session, self.reviewing.in_loop
        if session is not None and session.score([session.epoch], stage) and self.settings.advance:
            self._go_on(in_loop)

    def accept_stage(self) -> None:
        """Confirm the stage that stands, and go on."""
        session, in_loop = self.session, self.reviewing.in_loop
        if session is not None and session.accept(session.epoch):
            self._go_on(in_loop)

    def _go_on(self, in_loop: bool) -> None:
        """Next epoch of the review where one came from it, else of the night."""
        if not in_loop:
            self.step(1)
        elif not self.reviewing.go(1):
            self.say(translate("Window", "The review is done: nothing is left in the queue."))

    def step(self, epochs: int) -> None:
        """Go so many epochs on or back."""
        if self.session is not None:
            self.session.go_to(self.session.epoch + epochs)

    def jump(self, find: Callable[[Session], int | None]) -> None:
        """Go to an epoch if there is one."""
        epoch = find(self.session) if self.session is not None else None
        if epoch is not None and self.session is not None:
            self.session.go_to(epoch)

    @property
    def second(self) -> Scoring | None:
        """The other scorer's scoring that is compared with the one under review."""
        return self.comparing.chosen.scoring if self.comparing.chosen else None

    def show_second(self, second: Scoring | None) -> None:
        """Show another scorer's hypnogram too, and compare with it; None takes all of them away."""
        if second is None:
            self.comparing.clear()
        else:
            self.comparing.add(second)

    def _follow_comparing(self) -> None:
        chosen = self.comparing.chosen
        others = [(one.name, one.scoring) for one in self.comparing.others if one is not chosen]
        self.view.strip.show_second(self.second, others)
        self.card.show_second(self.second)
        self._enable()

    def say(self, sentence: str) -> None:
        """Show a sentence for a while, above the hypnogram."""
        self.banner.say(localized(sentence))

    def take_notice(self, sentence: str) -> None:
        """Say a sentence, and keep it, once, with the others of this recording."""
        self.say(sentence)
        if self.session is not None and sentence not in self.session.notices:
            self.session.notices.append(sentence)
            self.card.show_notices(list(map(localized, self.session.notices)))

    def _show_place(self) -> None:
        session = self.session
        if session is None:
            return
        clock = session.recording.clock(session.epoch * EPOCH_SECONDS)
        when = clock.strftime("%H:%M:%S") if clock else f"{session.epoch * EPOCH_SECONDS} s"
        text = fill(
            translate("ToolBar", "epoch {epoch} / {last}   {time}   page {page}"),
            epoch=session.epoch + 1,
            last=session.n_epochs,
            time=when,
            page=self.view.traces.span.text,
        )
        self.tool_bar.place.show_text(f"  {text}  ", f"  {session.epoch + 1} / {session.n_epochs}   {when}  ")

    def _show_review(self) -> None:
        self.tool_bar.review.show_text(self.reviewing.progress, self.reviewing.brief)
        if self.session is not None:
            self.card.show_reasons(self.reviewing.reasons(self.session.epoch))

    def _announce_review(self, sentence: str) -> None:
        """Said once the notices of the run have been said."""
        QTimer.singleShot(0, lambda: self.say(sentence))

    def _show_progress(self, done: float) -> None:
        self.status.show_progress(done)
        self._enable()

    def _show_saved(self, saved: bool) -> None:
        self.status.show_saved(saved, self.session is not None and self.session.read_only)

    def _follow_undo(self) -> None:
        if self.session is not None:
            name_undo(self.actions_by_name, self.session.undo_stack)
        self._enable()

    def _enable(self) -> None:
        """Grey out what cannot be done now."""
        session = self.session
        running = session is not None and session.is_prescoring
        able = {
            "prescore": session is not None and not session.read_only and not running,
            "undo": session is not None and session.undo_stack.canUndo(),
            "redo": session is not None and session.undo_stack.canRedo(),
            **dict.fromkeys(NEED_ANOTHER, self.second is not None),
            "open_last": self.recent.last is not None,
        }
        for name in NEED_A_NIGHT:
            able[name] = session is not None
        for name, enabled in able.items():
            self.actions_by_name[name].setEnabled(enabled)

    def set_filters(self, on: bool) -> None:
        """Filter the traces by role, or show them raw."""
        self.settings.filters = on
        if self.central.made_view is not None:
            self.central.made_view.rebuild()

    def set_notch(self, frequency_hz: float) -> None:
        """Take a mains frequency out of the traces; 0 for none."""
        self.settings.notch_hz = frequency_hz
        self.view.rebuild()

    def set_grid(self, on: bool) -> None:
        """Draw the fine lines of the grid or not."""
        self.settings.grid = on
        if self.central.made_view is not None:
            self.central.made_view.traces.set_grid(on)

    def set_slow_waves(self, on: bool) -> None:
        """Underline slow waves on frontal EEG, as a help, or not."""
        self.settings.slow_waves = on
        if self.central.made_view is not None:
            self.central.made_view.measuring.take_page()

    def set_dark(self, on: bool) -> None:
        """Dark or light colours, at once and from now on."""
        wanted = DARK if on else LIGHT
        if wanted is self.theme:
            return
        if chosen_theme(self.settings.theme) is not wanted:
            self.settings.theme = wanted.name
        self.theme = wanted
        dress(wanted)
        for part in (self.central.made_view, self.card, self.comparison):
            if part is not None:
                part.set_theme(wanted)

    def set_negative_up(self, on: bool) -> None:
        """Draw EEG with negative up or positive up."""
        self.settings.negative_up = on
        if self.central.made_view is not None:
            self.central.made_view.traces.negative_up = on
            self.central.made_view.traces.rescale()

    def set_zen(self, on: bool) -> None:
        """Hide all but traces and hypnogram, over the whole screen."""
        self.zen.set(on)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first file dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.open(paths[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save everything, then go."""
        self.zen.set(False)
        self.settings.window = layout_text(self)
        self._leave()
        self.save_settings()
        self.central.finish()
        for job in self.findChildren(Job):
            job.stop()  # a thread outliving its window would end the process
        event.accept()

    def save_settings(self) -> None:
        """Save the user's settings."""
        try:
            save_settings(self.settings)
        except OSError as error:
            text = translate(
                "Window", "Settings could not be saved ({reason}); your scoring is not affected."
            )
            self.say(text.format(reason=error.strerror))
