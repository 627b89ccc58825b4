"""Codes of the body position that a person chose in the window, by device, for every night of a batch."""

from __future__ import annotations

from sleepscorer.body_positions import BodyPosition
from sleepscorer.settings import load_settings

DevicePositions = tuple[tuple[str, tuple[tuple[int, BodyPosition], ...]], ...]
"""Body positions by code, for each device that they were chosen for; see ``Recording.device``."""


def chosen_positions() -> DevicePositions:
    """Return the body positions by code of each device, as the user's settings have them."""
    devices = load_settings().devices.items()
    chosen = {key: tuple(sorted(device.chosen_positions().items())) for key, device in devices}
    return tuple((key, codes) for key, codes in sorted(chosen.items()) if codes)


def positions_of(devices: DevicePositions, device: str) -> dict[int, BodyPosition]:
    """Return the body positions by code of one device; empty where nobody chose them."""
    return dict(dict(devices).get(device, ()))


def codes_text(positions: dict[int, BodyPosition]) -> str:
    """Encode body positions as ``1=supine 2=left``."""
    return " ".join(f"{code}={position.value}" for code, position in sorted(positions.items()))
