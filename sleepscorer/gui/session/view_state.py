"""Saves the user's settings without what was only looked at, and keeps where a night was left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from sleepscorer import settings as storage
from sleepscorer.gui.montages.menu import follow
from sleepscorer.montages import resolve
from sleepscorer.settings import DeviceSettings, NightPlace, Settings, TraceSettings

if TYPE_CHECKING:
    from sleepscorer.gui.main_window import MainWindow
    from sleepscorer.gui.session.session import Session


def save_settings(settings: Settings) -> None:
    """Save the settings; of a channel only if something was chosen for it, as its label can name a patient.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    devices = {key: _chosen(device) for key, device in settings.devices.items()}
    touched = {key: device for key, device in devices.items() if device != DeviceSettings()}
    kept = replace(settings, devices=touched)
    if not settings.remember_nights:
        kept = replace(kept, recent=[], places={})
    storage.save_settings(kept)


def _chosen(device: DeviceSettings) -> DeviceSettings:
    usual = TraceSettings()
    return replace(device, traces={label: one for label, one in device.traces.items() if one != usual})


def keep_place(window: MainWindow, session: Session) -> None:
    """Keep where the night that is being closed was left."""
    view = window.view
    montage = view.montage.name if view.montage is not None else ""
    place = NightPlace(session.epoch, view.traces.span.page_s, montage, window.settings.filters)
    window.settings.add_place(session.recording.fingerprint, place)


def restore_place(window: MainWindow, session: Session) -> None:
    """Be where the night was left; a night that is new is shown from its start, as the one before was.

    A montage of which the night has no channel is left, and that is said.
    """
    place = window.settings.places.get(session.recording.fingerprint)
    if place is not None:
        window.actions_by_name["filters"].setChecked(place.filters)
        _choose_montage(window, place.montage)
        window.view.set_length(place.page_s)
        session.go_to(place.epoch)
    montage = window.view.montage
    if montage is not None and not resolve(montage, session.recording)[0]:
        window.view.choose_montage(montage)
        follow(window)


def _choose_montage(window: MainWindow, name: str) -> None:
    """Choose a montage by its name, as the menu does; one that is no longer there is left alone."""
    now = window.view.montage.name if window.view.montage is not None else ""
    if name == now:
        return
    menu = window.findChild(QMenu, "montages")
    actions: list[QAction] = menu.actions() if menu is not None else []
    action = next((action for action in actions if action.data() == name), None)
    if action is not None:
        action.trigger()
