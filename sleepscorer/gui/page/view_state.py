"""Place at which a night was left, kept until it is opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sleepscorer.gui.session.session import Session
from sleepscorer.montages import resolve
from sleepscorer.settings import NightPlace

if TYPE_CHECKING:
    from sleepscorer.gui.page.page_view import NightView
    from sleepscorer.gui.workspace import Workspace


def keep_place(workspace: Workspace, view: NightView, session: Session) -> None:
    """Keep where the night that is being closed was left."""
    montage = view.montage.name if view.montage is not None else ""
    left_at = NightPlace(session.epoch, view.traces.span.page_s, montage, workspace.settings.filters)
    workspace.settings.add_place(session.recording.fingerprint, left_at)


def restore_place(
    workspace: Workspace, view: NightView, session: Session, choose_montage: Callable[[str], None]
) -> None:
    """Show a night where it was left; one that is new is shown from its start, as the one before was.

    A montage of which the night has no channel is left, and that is said.

    Parameters
    ----------
    choose_montage : callable
        Chooses the montage of a name; one that is no longer there is left alone.
    """
    left_at = workspace.settings.places.get(session.recording.fingerprint)
    if left_at is not None:
        workspace.set("filters", left_at.filters)
        if left_at.montage != (view.montage.name if view.montage is not None else ""):
            choose_montage(left_at.montage)
        view.set_length(left_at.page_s)
        session.go_to(left_at.epoch)
    if view.montage is not None and not resolve(view.montage, session.recording)[0]:
        view.choose_montage(view.montage)
