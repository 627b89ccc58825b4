"""Question for the codes of the body position, asked once for a recorder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sleepscorer.body_positions import USUAL_CODES
from sleepscorer.gui.i18n.labels import position_name
from sleepscorer.gui.i18n.translation import translate
from sleepscorer.gui.page.central import CentralWidget
from sleepscorer.gui.widgets.offer_bar import OfferBar
from sleepscorer.gui.workspace import Workspace

if TYPE_CHECKING:
    from sleepscorer.gui.page.page_view import NightView
    from sleepscorer.gui.session.session import Session


class PositionOffer(QObject):
    """Asks what the codes of the body position mean where neither header nor anybody has told it.

    Parameters
    ----------
    workspace : Workspace
    central : CentralWidget
    bar : OfferBar
    """

    def __init__(self, workspace: Workspace, central: CentralWidget, bar: OfferBar) -> None:
        super().__init__(workspace)
        self._workspace, self._central, self._bar = workspace, central, bar
        self._put_off: Session | None = None
        central.made.connect(self._follow)
        bar.accepted.connect(self._tell)
        bar.declined.connect(self._take_usual)
        bar.put_off.connect(self._wait)

    def _follow(self, view: NightView) -> None:
        view.position_codes_met.connect(self.refresh)
        view.lanes_changed.connect(self.refresh)

    def show_session(self, session: Session) -> None:
        """Ask nothing about a night until its codes are read."""
        self._put_off = None
        self._bar.hide()

    def leave(self) -> None:
        """Forget the night that is closed."""
        self._bar.hide()

    def refresh(self) -> None:
        """Ask, or ask no more once it is told."""
        session = self._workspace.session
        codes = self._central.view.unnamed_codes() if session is not None else []
        if not codes or session is self._put_off:
            self._bar.hide()
            return
        usual = ", ".join(f"{code} {position_name(position)}" for code, position in USUAL_CODES.items())
        text = translate("Positions", "Body position: this recorder does not tell what {codes} mean.")
        take = translate("Positions", "The usual: {codes}").format(codes=usual)
        self._bar.ask(
            text.format(codes=", ".join(map(str, codes))),
            translate("Positions", "Tell it..."),
            take if set(codes) <= set(USUAL_CODES) else "",
            translate("Positions", "Not now"),
        )

    def _tell(self) -> None:
        session = self._workspace.session
        if session is not None:
            ask_positions(self._workspace, self._central, session)

    def _take_usual(self) -> None:
        session = self._workspace.session
        if session is not None:
            words = {str(code): position.value for code, position in USUAL_CODES.items()}
            keep_positions(self._workspace, self._central, session, words)

    def _wait(self) -> None:
        self._put_off = self._workspace.session


def ask_positions(workspace: Workspace, central: CentralWidget, session: Session) -> None:
    """Ask what the codes of the body position stand for, and remember it for this recorder."""
    from PySide6.QtWidgets import QDialog

    from sleepscorer.gui.montages.position_codes import PositionCodesDialog

    codes, known = central.view.position_codes()
    dialog = PositionCodesDialog(codes, known, workspace.window)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        keep_positions(workspace, central, session, dialog.chosen())


def keep_positions(
    workspace: Workspace, central: CentralWidget, session: Session, words: dict[str, str]
) -> None:
    """Remember what the codes stand for, and show it."""
    workspace.settings.positions[session.recording.recorder] = words
    session.night_signals.forget()
    central.view.rebuild()
    workspace.save_settings()
