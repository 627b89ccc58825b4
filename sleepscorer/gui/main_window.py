"""The window: its widgets, what connects them, and a night opened and closed."""

from __future__ import annotations

from functools import cached_property
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from sleepscorer.errors import SleepscorerError
from sleepscorer.gui.background.task import Task
from sleepscorer.gui.batch.commands import BatchWindow
from sleepscorer.gui.batch.commands import commands as batch_commands
from sleepscorer.gui.commands.chord_hint import ChordHint
from sleepscorer.gui.commands.command import FILE, NATIVE, SCORE, VIEW, Command, CommandSet
from sleepscorer.gui.commands.key_profiles import apply_profile, available_profiles
from sleepscorer.gui.commands.menus import build_menus
from sleepscorer.gui.comparison.commands import commands as comparison_commands
from sleepscorer.gui.comparison.consensus import ConsensusMaker
from sleepscorer.gui.comparison.hypnogram_import import HypnogramImport
from sleepscorer.gui.comparison.model import ComparisonModel
from sleepscorer.gui.comparison.panel import ComparisonPanel
from sleepscorer.gui.files.annotation_offer import AnnotationOffer
from sleepscorer.gui.files.commands import commands as file_commands
from sleepscorer.gui.files.recent import RecentNights
from sleepscorer.gui.help.clinical_sample import ClinicalSampleOpener
from sleepscorer.gui.help.commands import Helped
from sleepscorer.gui.help.commands import commands as help_commands
from sleepscorer.gui.help.tour import TourGuide
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.gui.models.menu import ModelMenu
from sleepscorer.gui.montages.commands import commands as montage_commands
from sleepscorer.gui.montages.menu import AS_RECORDED, AS_RECORDED_KEY, MontageMenu
from sleepscorer.gui.montages.position_offer import PositionOffer
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.page.commands import commands as page_commands
from sleepscorer.gui.page.event_editor import EventEditor
from sleepscorer.gui.page.menus import add_channels, add_strip
from sleepscorer.gui.page.overlays import Overlays
from sleepscorer.gui.page.span import PAGE_LENGTHS_S, SCALES_UV_PER_MM, WHOLE_NIGHT, PageSpan
from sleepscorer.gui.page.view_state import ViewKeeper, keep_place, restore_place
from sleepscorer.gui.panels.docks import Docks, Scrolled, layout_text, restore_layout
from sleepscorer.gui.panels.epoch import EpochCard
from sleepscorer.gui.panels.events import EventsPanel
from sleepscorer.gui.panels.statistics import StatisticsPanel
from sleepscorer.gui.preferences.commands import commands as preference_commands
from sleepscorer.gui.proposals.commands import commands as proposal_commands
from sleepscorer.gui.proposals.controller import ProposalController
from sleepscorer.gui.review.commands import commands as review_commands
from sleepscorer.gui.review.controller import ReviewController
from sleepscorer.gui.scoring.commands import commands as scoring_commands
from sleepscorer.gui.scoring.navigation import commands as navigation_commands
from sleepscorer.gui.session.scoring_controller import ScoringController
from sleepscorer.gui.widgets.banner import Banner
from sleepscorer.gui.widgets.offer_bar import OfferBar
from sleepscorer.gui.widgets.statusbar import StatusLine
from sleepscorer.gui.widgets.toolbar import MainToolBar
from sleepscorer.gui.workspace import Workspace
from sleepscorer.messages import joined
from sleepscorer.settings import Settings
from sleepscorer.stages import EPOCH_SECONDS

if TYPE_CHECKING:
    from sleepscorer.gui.batch.dialog import BatchDialog
    from sleepscorer.gui.files.figures import FigureExport
    from sleepscorer.gui.files.report_export import ReportExport
    from sleepscorer.gui.page.page_view import NightView
    from sleepscorer.gui.session.session import Session


class MainWindow(QMainWindow):
    """Window of the review workstation.

    Parameters
    ----------
    settings : Settings
    state_folder : Path, optional
        Where work goes that cannot stay beside its recording.
    """

    def __init__(self, settings: Settings, state_folder: Path | None = None) -> None:
        super().__init__()
        self.workspace = Workspace(self, settings, self.open, state_folder)
        self.central = CentralWidget(self.workspace, self)
        self.banner = Banner(self.central)
        self.status = StatusLine(self)
        self._make_features(self.workspace)
        self.commands = CommandSet(self._command_rows(self.workspace), settings, self)
        lengths = [(PageSpan(page_s).text, page_s) for page_s in PAGE_LENGTHS_S]
        self.tool_bar = MainToolBar(
            self.actions_by_name,
            SCALES_UV_PER_MM,
            [*lengths, (translate("Page", WHOLE_NIGHT), inf)],
            self.montages.menu,
            self,
        )
        self._build()
        self._connect(self.workspace)
        self._connect_features()
        self._follow_keys()
        self.tool_bar.show_scale(settings.uv_per_mm)
        self.tool_bar.show_length(PageSpan().page_s)
        self.tool_bar.show_montage(translate("Menus", AS_RECORDED), AS_RECORDED_KEY)
        self.recent.show_offer()
        self._follow()
        self.commands.refresh_checked()
        self.setWindowTitle("sleepscorer")
        self.setAcceptDrops(True)
        self.resize(QSize(1600, 900))
        restore_layout(self, settings.window)

    def _make_features(self, workspace: Workspace) -> None:
        self.review = ReviewController(workspace.settings, self)
        self.scoring = ScoringController(workspace.settings, self.review)
        self.comparison_model = ComparisonModel(self)
        self.hypnograms = HypnogramImport(workspace, self.comparison_model)
        self.consensus = ConsensusMaker(workspace, self.comparison_model)
        self.comparison = ComparisonPanel(self.comparison_model, workspace.theme, self)
        self.card = EpochCard(workspace.theme, self)
        self.statistics = StatisticsPanel(self)
        self.event_editor = EventEditor(workspace, self.central)
        self.events_panel = EventsPanel(self)
        self.models = ModelMenu(workspace)
        self.proposals = ProposalController(workspace, self.central, self.review)
        self.review.proposals = self.proposals
        self.recent = RecentNights(workspace, self.central)
        self.sample = ClinicalSampleOpener(workspace)
        self.central.sample_wanted.connect(self.sample.open)
        self.offer_bar = OfferBar(self)
        self.annotations = AnnotationOffer(workspace, self.offer_bar)
        self.position_bar = OfferBar(self)
        self.positions = PositionOffer(workspace, self.central, self.position_bar)
        self.montages = MontageMenu(workspace, self.central)
        self.overlays = Overlays(workspace, self.central)
        self.batch = BatchWindow(workspace)
        self.tours = TourGuide(
            workspace,
            {
                "night": lambda: self.view.strip,
                "page": lambda: self.view.traces,
                "epoch": lambda: self.card,
                "review": lambda: self.tool_bar.review,
                "labels": lambda: self.view.labels,
                "menus": self.menuBar,
                "status": self.statusBar,
            },
        )
        panels = {"epoch": self.card, "statistics": self.statistics, "events": self.events_panel}
        self.docks = Docks(self, {**panels, "comparison": Scrolled(self.comparison)})

    @cached_property
    def figures(self) -> FigureExport:
        """Pictures and samples of what is shown; loaded when first used."""
        from sleepscorer.gui.files.figures import FigureExport

        return FigureExport(self.workspace, self.central)

    @cached_property
    def report(self) -> ReportExport:
        """The report of the open night; loaded when first used."""
        from sleepscorer.gui.files.report_export import ReportExport

        return ReportExport(self.workspace, self.central, lambda: self.review.review)

    def _command_rows(self, workspace: Workspace) -> list[Command]:
        """The commands of the features; those of one group of a menu stand in this order."""
        helped = Helped(
            lambda: self.commands,
            lambda: list(self.menus.values()),
            lambda: self.montages.actions,
            self.sample.open,
        )
        return [
            *scoring_commands(
                workspace, self.scoring, self._cancel, self._remove_event, self.proposals.take_shown
            ),
            *page_commands(workspace, self.central, self.event_editor),
            *proposal_commands(self.proposals),
            *review_commands(workspace, self.review),
            *comparison_commands(workspace, self.comparison_model, self.hypnograms, self.consensus),
            *navigation_commands(workspace, self.scoring, self.central),
            *file_commands(
                workspace, self.recent, lambda: self.figures, lambda: self.report, self.annotations
            ),
            *batch_commands(self.batch),
            *montage_commands(workspace, self.central, self.montages),
            *preference_commands(workspace, self.central, self._profile_names),
            *self.docks.commands(),
            *help_commands(workspace, self.tours, helped),
        ]

    def _build(self) -> None:
        self.setCentralWidget(self._below_offer())
        self.docks.add_to_window()
        actions = self.actions_by_name
        self.menus = build_menus(self.menuBar(), self.commands)
        self.menus[FILE].insertMenu(actions["open_last"], self.recent.menu)
        self.models.add_to(self.menus[SCORE])
        view_menu = self.menus[VIEW]
        add_channels(view_menu, self.central)
        self.montages.add_to(view_menu, actions["edit_montages"])
        view_menu.addMenu(self.overlays.menu)
        add_strip(view_menu, self.central)
        view_menu.insertAction(actions["events"], self.docks.dock("epoch").toggleViewAction())
        self.comparison.add_buttons(actions)
        self.addToolBar(self.tool_bar)
        self.setStatusBar(self.status)
        self.chord_hint = ChordHint(self, actions)

    def _below_offer(self) -> QWidget:
        """The page, with room for an offer above it."""
        both = QWidget(self)
        layout = QVBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.offer_bar)
        layout.addWidget(self.position_bar)
        layout.addWidget(self.central, 1)
        return both

    def _connect(self, workspace: Workspace) -> None:
        workspace.notified.connect(lambda sentence: self.banner.say(localized(sentence)))
        workspace.notices_changed.connect(self._show_notices)
        workspace.setting_changed.connect(self._follow_setting)
        for part in (self.card, self.comparison):
            workspace.theme_changed.connect(part.set_theme)
        self.commands.setting_switched.connect(workspace.set)
        self.docks.changed.connect(self.commands.refresh_checked)
        self.central.made.connect(self._take_view)
        self.events_panel.menu_wanted.connect(self.event_editor.popup)

    def _connect_features(self) -> None:
        self.comparison_model.changed.connect(self._follow_comparison)
        self.review.changed.connect(self._show_review)
        # Said once the notices of the run have been said.
        self.review.started.connect(lambda text: QTimer.singleShot(0, lambda: self.workspace.notify(text)))
        self.models.opinion_formed.connect(self.comparison_model.add)
        self.models.progressed.connect(self.status.showMessage)
        self.proposals.progressed.connect(self.status.showMessage)
        self.proposals.busy_changed.connect(self._follow)
        self.batch.made.connect(self._take_batch)

    @property
    def actions_by_name(self) -> dict[str, QAction]:
        """Actions of the commands."""
        return self.commands.actions

    @property
    def settings(self) -> Settings:
        """Settings of the user."""
        return self.workspace.settings

    @property
    def session(self) -> Session | None:
        """Session of the open night."""
        return self.workspace.session

    @property
    def view(self) -> NightView:
        """Hypnogram and traces; made when first asked for, see :class:`CentralWidget`."""
        return self.central.view

    def _take_view(self, view: NightView) -> None:
        """Connect the views."""
        self.tool_bar.scale_chosen.connect(view.set_scale)
        self.tool_bar.length_chosen.connect(view.set_length)
        view.length_changed.connect(self.tool_bar.show_length)
        view.montage_changed.connect(self._show_montage)
        self.events_panel.chosen.connect(view.select_event)
        view.strip.doubt_wanted.connect(self.review.go_from)
        view.scale_changed.connect(self.tool_bar.show_scale)
        view.read_out.connect(self.status.reading.setText)
        view.event_selected.connect(self.events_panel.show_selected)
        self.view_keeper = ViewKeeper(self.workspace, view)
        self._show_fitting_key()
        self.banner.raise_()

    def _show_fitting_key(self) -> None:
        view, action = self.central.made_view, self.actions_by_name["event_fitting"]
        if view is not None:
            view.set_fitting_key(action.shortcut().toString(NATIVE))

    def _take_batch(self, dialog: BatchDialog) -> None:
        self.status.addPermanentWidget(dialog.badge)

    def _profile_names(self) -> list[str]:
        return [profile.name for profile in available_profiles(self.commands.rows)[0]]

    def _follow_keys(self) -> None:
        profiles, refused = available_profiles(self.commands.rows)
        chosen = next((profile for profile in profiles if profile.name == self.settings.keys), profiles[0])
        apply_profile(chosen, self.actions_by_name)
        self.chord_hint.read_keys()
        self.status.show_keys(self.actions_by_name)
        self._show_fitting_key()
        use, leave = (self.actions_by_name[name] for name in ("accept_offer", "decline_offer"))
        self.annotations.keys = use.shortcut().toString(NATIVE), leave.shortcut().toString(NATIVE)
        if refused:
            self.workspace.notify(" ".join(refused))

    def _follow_setting(self, name: str) -> None:
        self.commands.refresh_checked()
        if name == "keys":
            self._follow_keys()
        elif name == "offer_last":
            self.recent.show_offer()
        elif name == "own_events":
            self._follow()

    def _follow(self) -> None:
        """Grey out what cannot be done now."""
        self.commands.refresh()

    def open(self, path: str | Path, prescore: bool = True) -> bool:
        """Open a recording; what cannot be opened is said, and leaves what is open as it was.

        Parameters
        ----------
        path : str or Path
        prescore : bool
            Whether a night that no model has scored yet is pre-scored at once.
        """
        from sleepscorer.gui.session.opening import is_open, open_to_score, session_of

        workspace = self.workspace
        try:
            recording = open_to_score(path, self.settings)
            if is_open(self.session, path):
                self.close_night()  # its own lock would leave the night to be read only
            session = session_of(recording, self.settings, workspace.state_folder, workspace.prompts)
        except SleepscorerError as error:
            if self.session is None:
                self._show_nothing()
            workspace.notify(str(error))
            return False
        if not self._has_views():
            session.close()
            return False
        self.close_night()
        self._show_session(session)
        if prescore and session.scoring.probabilities is None and session.is_for_models:
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
            self.workspace.notify(text.format(reason=error))
            return False

    def _prescore(self, session: Session) -> None:
        if session is self.session:  # another night may have been opened meanwhile
            session.prescore()

    def _show_session(self, session: Session) -> None:
        workspace = self.workspace
        workspace.show_session(session)
        session.setParent(self)
        for part in (self.view, self.card, self.statistics, self.events_panel, self.comparison):
            part.show_session(session)
        self._show_notices()
        self.review.show_session(session)
        self.scoring.show_session(session)
        self.proposals.show_session(session)
        session.epoch_moved.connect(self._show_position)
        session.noticed.connect(workspace.take_notice)
        session.prescoring_moved.connect(self._show_progress)
        session.saved_changed.connect(self._show_saved)
        session.undo_stack.indexChanged.connect(self._follow)
        self.comparison_model.clear()
        if session.notices:
            workspace.notify(joined(session.notices))
        restore_place(workspace, self.view, session, self.montages.choose)
        self.view_keeper.show_session(session)
        self._show_position()
        self.tool_bar.show_length(self.view.traces.span.page_s)
        self._follow()
        self._show_saved(True)
        self.overlays.show_session()
        self.annotations.show_session(session)
        self.positions.show_session(session)
        self.setWindowTitle(f"{session.recording.path.name} – sleepscorer")
        if self.settings.remember_nights:
            self.settings.add_recent(str(session.recording.path.absolute()))
        self.view.traces.setFocus()

    def close_night(self) -> None:
        """Close the night that is open, where it was left."""
        session = self.session
        if session is None:
            return
        keep_place(self.workspace, self.view, session)
        self.view_keeper.stop()
        self.workspace.show_session(None)
        self.scoring.show_session(None)
        offers = (self.annotations, self.positions)
        for part in (self.models, self.proposals, self.overlays, *offers, self.view, self.review):
            part.leave()
        session.close()
        session.deleteLater()

    def _show_nothing(self) -> None:
        """Show that no night is open."""
        for part in (self.central.made_view, self.card, self.statistics, self.events_panel, self.comparison):
            if part is not None:
                part.show_nothing()
        for label in (self.tool_bar.position, self.tool_bar.review):
            label.show_text("")
        for text in (self.status.reading, self.status.saved):
            text.clear()
        self.setWindowTitle("sleepscorer")
        self.recent.show_offer()
        self.comparison_model.clear()

    def _follow_comparison(self) -> None:
        model = self.comparison_model
        others = [(other.name, other.scoring) for other in model.others if other is not model.chosen]
        self.view.strip.show_second(model.second, others)
        self.card.show_second(model.second)
        self._follow()

    def _show_notices(self) -> None:
        if self.session is not None:
            self.card.show_notices(list(map(localized, self.session.notices)))

    def _show_position(self) -> None:
        session = self.session
        if session is None:
            return
        clock = session.recording.clock(session.epoch * EPOCH_SECONDS)
        when = clock.strftime("%H:%M:%S") if clock else f"{session.epoch * EPOCH_SECONDS} s"
        text = fill(
            translate("ToolBar", "epoch {epoch} / {last}   {time}"),
            epoch=session.epoch + 1,
            last=session.n_epochs,
            time=when,
        )
        brief = f"  {session.epoch + 1} / {session.n_epochs}   {when}  "
        self.tool_bar.position.show_text(f"  {text}  ", brief)

    def _show_montage(self) -> None:
        montage = self.view.montage
        recorded = translate("Menus", AS_RECORDED)
        name = translate("Montages", montage.name) if montage else recorded
        self.tool_bar.show_montage(name, self.montages.key_of(montage.name if montage else ""))

    def _show_review(self) -> None:
        self.tool_bar.review.show_text(self.review.progress, self.review.brief)
        if self.session is not None:
            self.card.show_reasons(self.review.reasons(self.session.epoch))

    def _show_progress(self, done: float) -> None:
        self.status.show_progress(done)
        self._follow()

    def _show_saved(self, saved: bool) -> None:
        self.status.show_saved(saved, self.session is not None and self.session.read_only)

    def _cancel(self) -> None:
        """Let go of what was begun last: the tour, a selection, boxes, a run of a model."""
        self.banner.hide()  # it lies over the hypnogram
        steps = (
            self.tours.end,
            self.scoring.clear_selection,
            self._clear_marks,
            self._stop_prescoring,
            self.models.cancel,
            self.proposals.cancel,
        )
        next((step for step in steps if step()), None)

    def _clear_marks(self) -> bool:
        return self.view.clear_marks()

    def _remove_event(self) -> bool:
        return self.proposals.reject_shown() or self.event_editor.remove_shown()

    def _stop_prescoring(self) -> bool:
        if self.session is None or not self.session.is_prescoring:
            return False
        self.session.cancel_prescoring()
        self.workspace.notify(translate("Window", "Pre-scoring was stopped; nothing was changed by it."))
        return True

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
        self.docks.focus_mode.set(False)
        self.settings.window = layout_text(self)
        self.close_night()
        self.workspace.save_settings()
        self.central.finish()
        for task in self.findChildren(Task):
            task.stop()  # a thread outliving its window would end the process
        event.accept()
