"""The user's settings on disk: what this window changed, on top of what others saved meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import QLockFile

from sleepscorer import settings as storage
from sleepscorer.settings import MAX_PLACES, MAX_RECENT, DeviceSettings, Settings, TraceSettings

LOCK_WAIT_MS = 2_000
"""Longest wait for another window that is saving; a lock that stays longer is of no window at work."""
_UNSET = object()


class SettingsFile:
    """The user's settings file, as one of the windows that share it sees it.

    Parameters
    ----------
    settings : Settings
        As they were read; those of the window, which changes them.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._last = asdict(_kept(settings))

    def save(self) -> None:
        """Save what this window changed since it last saved; what another has changed since stays.

        A file that is gone, or was damaged meanwhile, is written whole.

        Raises
        ------
        OSError
            If the folder cannot be written.
        """
        ours = asdict(_kept(self._settings))
        path = storage.settings_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(path.with_name(path.name + ".lock")))
        lock.tryLock(LOCK_WAIT_MS)
        try:
            theirs = storage.saved_settings(path)
            values = ours if theirs is None else merged(self._last, ours, asdict(theirs))
            storage.save_settings(_kept(_bounded(storage.settings_of(values))), path)
        finally:
            lock.unlock()
        self._last = ours


def merged(base: Any, ours: Any, theirs: Any) -> Any:
    """Merge two values that both began as ``base``: what we changed goes before what they changed.

    Dictionaries are merged key by key, lists of words entry by entry; everything else is one value.
    """
    if ours == base:
        return theirs
    if theirs == base:
        return ours
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return _merged_keys(base if isinstance(base, dict) else {}, ours, theirs)
    if _is_words(base) and _is_words(ours) and _is_words(theirs):
        return _merged_words(base, ours, theirs)
    return ours


def _merged_words(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Merge two lists; what they added stands before the word that it stands before there."""
    words = [word for word in ours if word in theirs or word not in base]
    index = len(words)
    for word in reversed(theirs):
        if word in words:
            index = words.index(word)
        elif word not in base:
            words.insert(index, word)
    return words


def _merged_keys(base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Merge two dictionaries; what was added comes last, ours after theirs, so that it is the newest."""
    kept, theirs_alone = (key for key in ours if key in base), (key for key in theirs if key not in ours)
    keys = [*kept, *theirs_alone, *(key for key in ours if key not in base)]
    values = {
        key: merged(base.get(key, _UNSET), ours.get(key, _UNSET), theirs.get(key, _UNSET)) for key in keys
    }
    return {key: value for key, value in values.items() if value is not _UNSET}


def _is_words(value: object) -> bool:
    return (
        isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(x, str) for x in value)
    )


def _bounded(settings: Settings) -> Settings:
    """Two windows may have filled the lists together; the oldest go."""
    return replace(
        settings,
        recent=settings.recent[:MAX_RECENT],
        places=dict(list(settings.places.items())[-MAX_PLACES:]),
    )


def _kept(settings: Settings) -> Settings:
    """Of a channel only if something was chosen for it, as its label can name a patient."""
    devices = {key: _chosen(device) for key, device in settings.devices.items()}
    touched = {key: device for key, device in devices.items() if device != DeviceSettings()}
    kept = replace(settings, devices=touched)
    return kept if settings.remember_nights else replace(kept, recent=[], places={})


def _chosen(device: DeviceSettings) -> DeviceSettings:
    usual = TraceSettings()
    traces = {label: trace for label, trace in device.traces.items() if trace != usual}
    return replace(device, traces=traces)
