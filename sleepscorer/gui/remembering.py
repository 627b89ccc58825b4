"""Saves the user's settings without what was only looked at."""

from __future__ import annotations

from dataclasses import replace

from sleepscorer import settings as storage
from sleepscorer.settings import DeviceSettings, Settings, TraceSettings


def save_settings(settings: Settings) -> None:
    """Save the settings; of a channel only if something was chosen for it, as its label can name a patient.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    devices = {key: _chosen(device) for key, device in settings.devices.items()}
    touched = {key: device for key, device in devices.items() if device != DeviceSettings()}
    storage.save_settings(replace(settings, devices=touched))


def _chosen(device: DeviceSettings) -> DeviceSettings:
    usual = TraceSettings()
    return replace(device, traces={label: one for label, one in device.traces.items() if one != usual})
