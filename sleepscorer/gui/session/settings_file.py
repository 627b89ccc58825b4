"""The user's settings on disk, without what was only looked at."""

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
    kept = replace(settings, devices=touched)
    if not settings.remember_nights:
        kept = replace(kept, recent=[], places={})
    storage.save_settings(kept)


def _chosen(device: DeviceSettings) -> DeviceSettings:
    usual = TraceSettings()
    traces = {label: trace for label, trace in device.traces.items() if trace != usual}
    return replace(device, traces=traces)
