"""Settings kept between runs: view, roles per device, recent files."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from sleepscorer.atomic import write_atomically
from sleepscorer.channels import Role
from sleepscorer.stages import Stage
from sleepscorer.units import CHOICES

MAX_RECENT = 12
MAX_PLACES = 60


@dataclass
class TraceSettings:
    """Settings of one trace: hidden, inverted, and its gain as a factor."""

    hidden: bool | None = None
    inverted: bool = False
    gain: float = 1.0


@dataclass
class DeviceSettings:
    """Settings for recordings of one device; see ``Recording.device``."""

    roles: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    """Units of channels by label, where the header tells none, or a wrong one."""
    spectrogram: str = ""
    """Label of the trace whose spectrogram is shown; empty for the usual one."""
    stage_key: str = ""
    """Key to the numbers of hypnograms that was answered last: what the question begins with."""
    stage_words: dict[str, int] = field(default_factory=dict)
    """Stages of words of hypnograms that were answered last: what the question begins with."""
    traces: dict[str, TraceSettings] = field(default_factory=dict)

    def chosen_roles(self) -> dict[str, Role]:
        """Return the roles by channel label; words this version does not know are left out."""
        known = {role.value for role in Role}
        return {label: Role(word) for label, word in self.roles.items() if word in known}


@dataclass
class NightPlace:
    """Position at which a night was left: epoch (0-based), seconds of a page, montage, filters on or off."""

    epoch: int = 0
    page_s: float = 30.0
    montage: str = ""
    filters: bool = True


@dataclass
class Settings:
    """Settings of the user.

    Attributes
    ----------
    text_epoch_s : float
        Length of an epoch of hypnograms that do not say it; 0 until it has been asked.
    slow_waves : bool
        Whether slow waves are underlined as a help.
    theme : str
        ``light``, ``dark`` or ``system``.
    language : str
        ``system`` or a code such as ``de``; in force from the next start on.
    keys : str
        Name of the key profile; empty for the usual keys.
    pixels_per_mm : float
        Measured resolution of the screen; 0 for what the screen tells.
    initials : str
        Name under which a technician's epochs are kept.
    advance : bool
        Whether a stage key goes on to the next epoch.
    grid, filters : bool
        Whether the second grid is drawn and the traces are filtered.
    negative_up : bool
        Whether EEG is drawn with negative up.
    uv_per_mm : float
        Vertical scale.
    notch_hz : float
        Mains frequency taken out of every trace; 0 for none.
    bands : dict of str to dict of str to float
        Corners and mains frequency of the display filter by role (``low_hz``, ``high_hz``, ``notch_hz``;
        0 for none), where they are other than usual.
    model : str
        Family or name of the model that pre-scores.
    window : str
        Geometry and docks, base64.
    strip_hidden : list of str
        Names of the lanes of the night strip that are not shown.
    strip_compact : bool
        Whether the night strip is folded to the hypnogram alone.
    spectrogram_contrast : list of float
        Levels of the spectrogram shown darkest and brightest, as shares of those between the quietest and
        the loudest.
    overlays : list of str
        Names of the overlays of other packages that are switched on.
    review_by_risk : bool
        Whether the review goes to the most doubtful epochs first, not in the order of time.
    remember_nights : bool
        Whether the recordings opened last are listed, and it is kept where in them one was.
    offer_last : bool
        Whether the last night is offered when the program starts without one.
    tour_seen : bool
        Whether the tour has been shown.
    recent : list of str
        Paths, the last one first.
    places : dict of str to NightPlace
        Where a night was left, by the recording's fingerprint; the last one last.
    devices : dict of str to DeviceSettings
    """

    initials: str = "technician"
    theme: str = "system"
    language: str = "system"
    keys: str = ""
    pixels_per_mm: float = 0.0
    advance: bool = True
    grid: bool = True
    filters: bool = True
    negative_up: bool = False
    uv_per_mm: float = 7.0
    notch_hz: float = 0.0
    bands: dict[str, dict[str, float]] = field(default_factory=dict)
    slow_waves: bool = False
    text_epoch_s: float = 0.0
    model: str = "sleepscorer-context"
    window: str = ""
    strip_hidden: list[str] = field(default_factory=list)
    strip_compact: bool = False
    spectrogram_contrast: list[float] = field(default_factory=lambda: [0.0, 1.0])
    overlays: list[str] = field(default_factory=list)
    review_by_risk: bool = False
    remember_nights: bool = True
    offer_last: bool = True
    tour_seen: bool = False
    recent: list[str] = field(default_factory=list)
    places: dict[str, NightPlace] = field(default_factory=dict)
    devices: dict[str, DeviceSettings] = field(default_factory=dict)

    def device(self, key: str) -> DeviceSettings:
        """Return the settings of one device, made if there are none yet."""
        return self.devices.setdefault(key, DeviceSettings())

    def add_recent(self, path: str) -> None:
        """Put a path on top of the recent files."""
        self.recent = [path, *(other for other in self.recent if other != path)][:MAX_RECENT]

    def add_place(self, fingerprint: str, left_at: NightPlace) -> None:
        """Remember where a night was left."""
        others = {key: night for key, night in self.places.items() if key != fingerprint}
        self.places = dict([*others.items(), (fingerprint, left_at)][-MAX_PLACES:])


def settings_path() -> Path:
    """Return the user's settings file."""
    from platformdirs import user_config_path

    return user_config_path("sleepscorer", appauthor=False) / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """Load the settings of the user; the defaults where there are none or they cannot be read."""
    try:
        values = json.loads((path or settings_path()).read_text(encoding="utf-8"))
        return _settings(values)
    except (OSError, ValueError, TypeError, AttributeError):
        return Settings()


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Save what differs from the defaults, atomically: a better default then reaches everybody.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    target = path or settings_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    usual = asdict(Settings())
    own = {name: value for name, value in asdict(settings).items() if value != usual[name]}
    write_atomically(target, json.dumps(own, indent=1, ensure_ascii=False) + "\n")


def _settings(values: dict[str, Any]) -> Settings:
    settings = Settings(**_known(Settings, values))
    settings.bands = {str(role): _corners(band) for role, band in settings.bands.items()}
    settings.spectrogram_contrast = _contrast(settings.spectrogram_contrast)
    left_at_by_night = values.get("places", {})
    settings.places = {
        key: NightPlace(**_known(NightPlace, left_at)) for key, left_at in left_at_by_night.items()
    }
    settings.devices = {key: _device(device) for key, device in values.get("devices", {}).items()}
    return settings


def _device(values: dict[str, Any]) -> DeviceSettings:
    traces = {
        label: TraceSettings(**_known(TraceSettings, trace))
        for label, trace in values.get("traces", {}).items()
    }
    return DeviceSettings(
        roles=dict(values.get("roles", {})),
        units={label: unit for label, unit in dict(values.get("units", {})).items() if unit in CHOICES},
        spectrogram=str(values.get("spectrogram", "")),
        stage_key=str(values.get("stage_key", "")),
        stage_words=_stages(values.get("stage_words", {})),
        traces=traces,
    )


def _stages(values: dict[str, Any]) -> dict[str, int]:
    """Stages by word; what is none is left out."""
    known = {int(stage) for stage in Stage}
    return {str(word): stage for word, stage in values.items() if type(stage) is int and stage in known}


def _corners(values: dict[str, Any]) -> dict[str, float]:
    """Return the frequencies; what is none is left out."""
    named = {name: values[name] for name in ("low_hz", "high_hz", "notch_hz") if name in values}
    frequencies = {name: float(value) for name, value in named.items()}
    return {name: value for name, value in frequencies.items() if 0 <= value < math.inf}


def _contrast(levels: Any) -> list[float]:
    """Return the two levels, the lower first; the usual ones where they are invalid."""
    usual = Settings().spectrogram_contrast
    try:
        low, high = (float(level) for level in levels)
    except (TypeError, ValueError):
        return usual
    return [low, high] if -math.inf < low < high < math.inf else usual


def _known(kind: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in values.items() if name in names}
