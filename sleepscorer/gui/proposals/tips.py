"""Reasons of proposed events, shown where the mouse rests on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from sleepscorer.gui.i18n.labels import event_name
from sleepscorer.gui.i18n.localization import localized
from sleepscorer.gui.i18n.translation import fill, number, translate
from sleepscorer.scoring import Event
from sleepscorer.scoring.proposal_terms import reason_of

if TYPE_CHECKING:
    from sleepscorer.gui.page.page_view import NightView


class ProposalTips(QObject):
    """Tool tips on the proposed events of a page."""

    def __init__(self, view: NightView) -> None:
        super().__init__(view)
        self._pages = {
            view.traces.viewport(): (view.traces, view.page_measurements),
            view.wide.traces.viewport(): (view.wide.traces, view.wide.measurements),
        }
        for viewport in self._pages:
            viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the reason of the event under the mouse, if a model has found it."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        if not isinstance(watched, QWidget) or watched not in self._pages:
            return False
        text = self.text_at(watched, event.pos())
        if not text:
            return False
        QToolTip.showText(event.globalPos(), text, watched)
        return True

    def text_at(self, viewport: QWidget, position: QPoint) -> str:
        """Return what is said of the event at a pixel of a page; empty for none of a model's."""
        traces, measurements = self._pages[viewport]
        lane = traces.lane_at(position.y())
        if lane is None:
            return ""
        event = measurements.event_under(lane, traces.seconds_at(position.x()))
        return tip_of(event) if event is not None else ""


def tip_of(event: Event) -> str:
    """Return reason, scorer and score of an event that a model has found; empty for another."""
    proposal = event.proposal
    if proposal is None:
        return ""
    lines = [f"{event_name(event.kind)}: {localized(reason_of(event))}"]
    by = translate("Proposals", "proposed by {scorer}")
    scorer = f"{proposal.author.name} ({proposal.profile})" if proposal.profile else proposal.author.name
    lines.append(fill(by, scorer=scorer))
    if proposal.score is not None:
        lines[-1] += fill(translate("Proposals", ", score {score}"), score=number(proposal.score, ".2f"))
    if proposal.confirmed_by is not None:
        lines.append(fill(translate("Proposals", "confirmed by {name}"), name=proposal.confirmed_by.name))
    return "\n".join(lines)
