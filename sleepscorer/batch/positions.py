"""Codes of the body position that a person told in the window, by recorder, for every night of a batch."""

from __future__ import annotations

from sleepscorer.body_positions import BodyPosition
from sleepscorer.recording import Recording
from sleepscorer.settings import load_settings

DevicePositions = tuple[tuple[str, tuple[tuple[int, BodyPosition], ...]], ...]
"""Body positions by code, for each recorder that they were told for; see ``Recording.recorder``."""


def chosen_positions() -> DevicePositions:
    """Return the body positions by code of each recorder and device, as the user's settings have them."""
    settings = load_settings()
    keys = sorted({*settings.positions, *settings.devices})
    chosen = {key: tuple(sorted(settings.chosen_positions(key, key).items())) for key in keys}
    return tuple((key, codes) for key, codes in chosen.items() if codes)


def recorder_of(recording: Recording) -> str:
    """Return the keys by which the body positions of a recording are known, the first before the second."""
    return f"{recording.recorder} {recording.device}"


def positions_of(devices: DevicePositions, recorder: str) -> dict[int, BodyPosition]:
    """Return the body positions by code of a recorder; empty where nobody told them.

    Parameters
    ----------
    devices : DevicePositions
    recorder : str
        From :func:`recorder_of`; one key alone in a row of an earlier version.
    """
    positions = dict(devices)
    return dict(next((positions[key] for key in recorder.split() if key in positions), ()))


def codes_text(positions: dict[int, BodyPosition]) -> str:
    """Encode body positions as ``1=supine 2=left``."""
    return " ".join(f"{code}={position.value}" for code, position in sorted(positions.items()))
