"""Settings kept between runs: view, roles per device, recent files."""

from __future__ import annotations

import json
import math
import os
import sys
from copy import copy
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

from sleepscorer.atomic import write_atomically
from sleepscorer.body_positions import BodyPosition
from sleepscorer.channels import Role
from sleepscorer.stages import Stage
from sleepscorer.translatable import QT_TRANSLATE_NOOP
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
    annotations: str = ""
    """Whether own lights and events of recordings are used: ``use``, ``leave``, or empty until asked."""
    spectrogram: str = ""
    """Label of the trace whose spectrogram is shown; empty for the usual one."""
    stage_key: str = ""
    """Key to the numbers of hypnograms that was answered last: what the question begins with."""
    stage_words: dict[str, int] = field(default_factory=dict)
    """Stages of words of hypnograms that were answered last: what the question begins with."""
    traces: dict[str, TraceSettings] = field(default_factory=dict)
    fits: dict[str, list[float]] = field(default_factory=dict)
    """Centre and half height of breathing by label, as last measured: what the next night begins with."""
    positions: dict[str, str] = field(default_factory=dict)
    """Body positions by code, as earlier versions kept them; see ``Settings.positions``."""

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


@dataclass(frozen=True)
class Text:
    """Line of text in the preferences; an empty one leaves the setting as it is."""

    label: str


@dataclass(frozen=True)
class Check:
    """Box to check in the preferences."""

    label: str


@dataclass(frozen=True)
class Choice:
    """List to choose from in the preferences.

    Attributes
    ----------
    label : str
    options : tuple of (str, str)
        Text and value of each; those of a setting without any are known when the dialog is made.
    note : str
        Sentence below it.
    """

    label: str
    options: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Number:
    """Number in the preferences, between the limits of its setting; ``zero`` is what 0 is shown as."""

    label: str
    suffix: str = ""
    zero: str = ""


Form = Text | Check | Choice | Number
Value = TypeVar("Value")


@dataclass(frozen=True)
class Setting:
    """Setting of the user: a new one is a row of :class:`Settings`.

    Attributes
    ----------
    about : str
        What it is, as docs/admin.md lists it.
    low, high : float
        Limits of a number; one outside counts as not set.
    form : Form, optional
        How the preferences ask for it, its texts translated by the window; none where a menu or the window
        itself sets it.
    """

    about: str
    low: float = -math.inf
    high: float = math.inf
    form: Form | None = None


def setting(
    default: Value, about: str, *, low: float = -math.inf, high: float = math.inf, form: Form | None = None
) -> Value:
    """Return the field of a setting, with its row; see :class:`Setting`."""
    return field(default_factory=lambda: copy(default), metadata={"setting": Setting(about, low, high, form)})


@dataclass
class Settings:
    """Settings of the user: a row each, which the preferences, docs/admin.md and the file read."""

    initials: str = setting(
        "technician",
        "under which a person's epochs are kept",
        form=Text(QT_TRANSLATE_NOOP("Preferences", "Your &initials")),
    )
    advance: bool = setting(
        True,
        "a stage key goes to the next epoch",
        form=Check(QT_TRANSLATE_NOOP("Preferences", "A stage key goes to the next epoch")),
    )
    remember_nights: bool = setting(
        True,
        "the recordings opened last are listed, and where in them one was",
        form=Check(QT_TRANSLATE_NOOP("Preferences", "Remember recent nights and where I was in them")),
    )
    offer_last: bool = setting(
        True,
        "the last night is offered at the start",
        form=Check(QT_TRANSLATE_NOOP("Preferences", "Offer the last night at the start")),
    )
    keys: str = setting(
        "",
        "name of the key profile; empty for the usual keys",
        form=Choice(QT_TRANSLATE_NOOP("Preferences", "&Keys")),
    )
    theme: str = setting(
        "system",
        "`light`, `dark` or as the system",
        form=Choice(
            QT_TRANSLATE_NOOP("Preferences", "&Colours"),
            (
                (QT_TRANSLATE_NOOP("Preferences", "As the system"), "system"),
                (QT_TRANSLATE_NOOP("Preferences", "Light"), "light"),
                (QT_TRANSLATE_NOOP("Preferences", "Dark"), "dark"),
            ),
        ),
    )
    language: str = setting(
        "system",
        "a code such as `de`, or as the system",
        form=Choice(
            QT_TRANSLATE_NOOP("Preferences", "Lan&guage"),
            note=QT_TRANSLATE_NOOP("Preferences", "Another language is used from the next start on."),
        ),
    )
    text_epoch_s: float = setting(
        0.0,
        "length of an epoch of hypnograms that do not say it; 0 until it has been asked",
        low=0.0,
        high=600.0,
        form=Number(
            QT_TRANSLATE_NOOP("Preferences", "&Epochs of text hypnograms"),
            " s",
            zero=QT_TRANSLATE_NOOP("Preferences", "ask"),
        ),
    )
    event_profile: str = setting(
        "aasm_v3_breath_dual",
        "rules by which events are proposed, RERAs by none; `sleepscorer events --profiles` lists them",
        form=Choice(QT_TRANSLATE_NOOP("Preferences", "&Rules of proposed events")),
    )
    report_names: bool = setting(
        True,
        "a report names the patient, as the recording's header does, and the recording's file",
        form=Check(QT_TRANSLATE_NOOP("Preferences", "Reports name the &patient and the recording")),
    )
    report_laboratory: str = setting(
        "",
        "laboratory at the head of a report",
        form=Text(QT_TRANSLATE_NOOP("Preferences", "La&boratory on reports")),
    )
    report_logo: str = setting(
        "",
        "path of the logo at the head of a report: PNG, JPEG, GIF or SVG",
        form=Text(QT_TRANSLATE_NOOP("Preferences", "L&ogo on reports (file)")),
    )
    report_template: str = setting(
        "",
        "path of the HTML into which a report is put; empty for the usual one",
        form=Text(QT_TRANSLATE_NOOP("Preferences", "&Template of reports (HTML file)")),
    )
    pixels_per_mm: float = setting(
        0.0, "measured resolution of the screen; 0 for what the screen tells", low=0.0
    )
    grid: bool = setting(True, "the grid of one second is drawn")
    crosshair: bool = setting(False, "a crosshair under the pointer tells time and value")
    filters: bool = setting(True, "traces are filtered")
    clip_lanes: bool = setting(
        True,
        "traces are cut off at the edges of their lanes; on short pages EEG and EOG at lanes of another kind",
    )
    wide_page: bool = setting(
        False, "legs, respiration, oxygen and position stand below the EEG on longer pages of their own"
    )
    wide_page_s: float = setting(300.0, "length of those pages in seconds", low=60.0, high=1800.0)
    negative_up: bool = setting(False, "EEG is drawn with negative up")
    uv_per_mm: float = setting(7.0, "vertical scale", low=0.001)
    notch_hz: float = setting(0.0, "mains frequency taken out of every trace; 0 for none", low=0.0)
    bands: dict[str, dict[str, float]] = setting(
        {},
        "corners and mains frequency of the filters by role (`low_hz`, `high_hz`, `notch_hz`; 0 for none), "
        "where they are other than usual",
    )
    slow_waves: bool = setting(False, "slow waves are underlined")
    model: str = setting("sleepscorer-committee", "family or name of the model")
    window: str = setting("", "geometry and panels, as Qt keeps them")
    strip_hidden: list[str] = setting([], "lanes of the night strip that are not shown")
    strip_compact: bool = setting(False, "whether the night strip is folded to the hypnogram alone")
    child_durations: bool = setting(
        False, "breathing events are hinted at under two breaths, as in children, and not under 10 s"
    )
    own_events: list[str] = setting([], "names of the laboratory's own kinds of events")
    overlays: list[str] = setting([], "names of the overlays of other packages that are switched on")
    spectrogram_contrast: list[float] = setting(
        [0.0, 1.0],
        "levels of the spectrogram shown darkest and brightest, as shares of those between the quietest "
        "and the loudest",
    )
    review_by_risk: bool = setting(False, "the review takes the most doubtful epochs first")
    review_by_kind: bool = setting(False, "the review takes the stages first, then proposed events by kind")
    tour_seen: bool = setting(False, "the tour has been shown")
    recent: list[str] = setting([], "paths of the recordings opened last")
    places: dict[str, NightPlace] = setting({}, "where in a night one was, by the recording's fingerprint")
    devices: dict[str, DeviceSettings] = setting({}, "roles, gains and hidden channels by kind of device")
    positions: dict[str, dict[str, str]] = setting(
        {}, "what the codes of the body position mean, as a person told it, by recorder"
    )

    def device(self, key: str) -> DeviceSettings:
        """Return the settings of one device, made if there are none yet."""
        return self.devices.setdefault(key, DeviceSettings())

    def position_words(self, recorder: str, device: str) -> dict[str, str]:
        """Return the words for the codes of the body position, empty where a person did not know.

        Parameters
        ----------
        recorder, device : str
            See ``Recording.recorder`` and ``Recording.device``.
        """
        by_device = self.devices[device].positions if device in self.devices else {}
        return self.positions.get(recorder) or by_device

    def chosen_positions(self, recorder: str, device: str) -> dict[int, BodyPosition]:
        """Return the body positions by code; words this version does not know are left out."""
        known = {position.value for position in BodyPosition}
        words = self.position_words(recorder, device)
        return {int(code): BodyPosition(word) for code, word in words.items() if word in known}

    def add_recent(self, path: str) -> None:
        """Put a path on top of the recent files."""
        self.recent = [path, *(other for other in self.recent if other != path)][:MAX_RECENT]

    def add_place(self, fingerprint: str, left_at: NightPlace) -> None:
        """Remember where a night was left."""
        others = {key: night for key, night in self.places.items() if key != fingerprint}
        self.places = dict([*others.items(), (fingerprint, left_at)][-MAX_PLACES:])


def setting_rows() -> dict[str, Setting]:
    """Return the row of each setting by its name, in the order of the preferences and docs/admin.md."""
    return {row.name: row.metadata["setting"] for row in fields(Settings)}


def settings_path() -> Path:
    """Return the user's settings file."""
    from platformdirs import user_config_path

    return user_config_path("sleepscorer", appauthor=False) / "settings.json"


def machine_folders() -> list[Path]:
    """Return the folders of what holds for everybody on this machine, the first going before the others.

    One below ``ProgramData`` on Windows, below ``/Library/Application Support`` on macOS; on Linux those of
    ``XDG_CONFIG_DIRS``, else ``/etc/xdg/sleepscorer``.
    """
    from platformdirs import site_config_dir

    folders = site_config_dir("sleepscorer", appauthor=False, multipath=True)
    return [Path(folder) for folder in folders.split(os.pathsep)]


def machine_settings_path() -> Path:
    """Return the file of the machine's settings, the first that there is; it may not be there."""
    paths = [folder / "settings.json" for folder in machine_folders()]
    return next((path for path in paths if path.is_file()), paths[0])


def load_settings(path: Path | None = None) -> Settings:
    """Load the settings: the user's on top of the machine's, and the defaults where both are silent.

    A file that is not there or cannot be read counts as empty; of one that holds what no version has written
    the rest is read.
    """
    return settings_of(_values_of(machine_settings_path()) | _values_of(path or settings_path()))


def saved_settings(path: Path | None = None) -> Settings | None:
    """Load as :func:`load_settings` does; None where the user's file is not there or is damaged."""
    try:
        own = json.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(own, dict):
        return None
    return settings_of(_values_of(machine_settings_path()) | _allowed(_known(Settings, own)))


def _values_of(path: Path) -> dict[str, Any]:
    return _allowed(_known(Settings, _read(path)))


def _read(path: Path) -> dict[str, Any]:
    """Return the values of a file; none where it cannot be read."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return _dictionary(values)


def machine_settings() -> Settings:
    """Load what everybody on this machine begins with: the defaults, and the machine's settings on top."""
    return settings_of(_values_of(machine_settings_path()))


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Save what differs from the machine's settings, atomically: a better default then reaches everybody.

    Settings in the file that this version does not know stay: a newer one has written them.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    target = path or settings_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    usual = asdict(machine_settings())
    own = {name: value for name, value in asdict(settings).items() if value != usual[name]}
    _keep_unknown(own, _read(target))
    write_atomically(target, json.dumps(own, indent=1, ensure_ascii=False) + "\n")


def _keep_unknown(own: dict[str, Any], before: dict[str, Any]) -> None:
    """Put what a newer version has written before into the values of this one."""
    own |= _unknown(Settings, before)
    for name, kind in (("places", NightPlace), ("devices", DeviceSettings)):
        _keep_unknown_of_entries(kind, own.get(name, {}), _dictionary(before.get(name)))
    devices_before = _dictionary(before.get("devices"))
    for key, device in own.get("devices", {}).items():
        traces_before = _dictionary(_dictionary(devices_before.get(key)).get("traces"))
        _keep_unknown_of_entries(TraceSettings, device["traces"], traces_before)


def _keep_unknown_of_entries(kind: type[Any], own: dict[str, Any], before: dict[str, Any]) -> None:
    for key, entry in own.items():
        entry.update(_unknown(kind, _dictionary(before.get(key))))


def settings_of(values: dict[str, Any]) -> Settings:
    """Return the settings that ``dataclasses.asdict`` gave, or a file holds.

    What is invalid is the default; of nights and devices the invalid ones alone are left out.
    """
    settings = Settings(**_allowed(_known(Settings, values)))
    settings.bands = {str(role): _corners(_dictionary(band)) for role, band in settings.bands.items()}
    settings.spectrogram_contrast = _contrast(settings.spectrogram_contrast)
    for name in ("strip_hidden", "own_events", "overlays", "recent"):
        setattr(settings, name, [entry for entry in getattr(settings, name) if isinstance(entry, str)])
    views = {
        key: NightPlace(**_alike(NightPlace, left_at)) for key, left_at in _entries(values, "places").items()
    }
    settings.places = {key: view for key, view in views.items() if view.epoch >= 0 and view.page_s > 0}
    settings.positions = {
        key: {code: word for code, word in words.items() if code.isdecimal() and isinstance(word, str)}
        for key, words in _entries(values, "positions").items()
    }
    settings.devices = {key: _device(device) for key, device in _entries(values, "devices").items()}
    return settings


def _allowed(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that are of their setting's kind and within its limits; the others count as unset."""
    usual, rows = Settings(), setting_rows()
    return {name: value for name, value in values.items() if _fits(value, getattr(usual, name), rows[name])}


def _fits(value: object, usual: object, row: Setting) -> bool:
    if isinstance(row.form, Choice) and row.form.options:
        return value in [option for _, option in row.form.options]
    if isinstance(usual, bool) or not isinstance(usual, int | float):
        return type(value) is type(usual)
    return _is_number(value) and row.low <= value <= row.high


def _is_number(value: object) -> TypeGuard[int | float]:
    """Return whether a value of a file is a number that there is as a float."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return abs(value) <= sys.float_info.max  # not of NaN, infinity, and integers of 400 digits


def _device(values: dict[str, Any]) -> DeviceSettings:
    units, positions = _words(values, "units"), _words(values, "positions")
    traces = {
        label: TraceSettings(**_alike(TraceSettings, trace))
        for label, trace in _entries(values, "traces").items()
    }
    return DeviceSettings(
        roles=_words(values, "roles"),
        units={label: unit for label, unit in units.items() if unit in CHOICES},
        annotations=word if (word := values.get("annotations")) in ("use", "leave") else "",
        **{name: word for name in ("spectrogram", "stage_key") if isinstance(word := values.get(name), str)},
        stage_words=_stages(_dictionary(values.get("stage_words"))),
        traces={label: trace for label, trace in traces.items() if trace.gain > 0},
        fits=_scales(_dictionary(values.get("fits"))),
        positions={code: word for code, word in positions.items() if code.isdecimal()},
    )


def _dictionary(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _entries(values: dict[str, Any], name: str) -> dict[str, dict[str, Any]]:
    """Return the entries of a table that are tables themselves."""
    return {key: entry for key, entry in _dictionary(values.get(name)).items() if isinstance(entry, dict)}


def _words(values: dict[str, Any], name: str) -> dict[str, str]:
    """Return the entries of a table that are words."""
    return {key: word for key, word in _dictionary(values.get(name)).items() if isinstance(word, str)}


def _alike(kind: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of fields that are of the kind of their default."""
    usual = {field.name: field.default for field in fields(kind)}
    return {name: value for name, value in _known(kind, values).items() if _is_alike(value, usual[name])}


def _is_alike(value: object, usual: object) -> bool:
    if usual is None:  # a trace is hidden, shown, or neither
        return value is None or isinstance(value, bool)
    if isinstance(usual, float):
        return _is_number(value)
    return type(value) is type(usual)


def _scales(values: dict[str, Any]) -> dict[str, list[float]]:
    """Return centre and half height by label; what is none is left out."""
    fits = {}
    for label, fit in values.items():
        parts = fit if isinstance(fit, list) else []
        numbers = [float(part) for part in parts if _is_number(part)]
        if len(numbers) == len(parts) == 2 and numbers[1] > 0:
            fits[str(label)] = numbers
    return fits


def _stages(values: dict[str, Any]) -> dict[str, int]:
    """Stages by word; what is none is left out."""
    known = {int(stage) for stage in Stage}
    return {str(word): stage for word, stage in values.items() if type(stage) is int and stage in known}


def _corners(values: dict[str, Any]) -> dict[str, float]:
    """Return the frequencies; what is none is left out."""
    named = {name: values[name] for name in ("low_hz", "high_hz", "notch_hz") if name in values}
    return {name: float(value) for name, value in named.items() if _is_number(value) and value >= 0}


def _contrast(levels: Any) -> list[float]:
    """Return the two levels, the lower first; the usual ones where they are invalid."""
    usual = Settings().spectrogram_contrast
    try:
        low, high = (float(level) for level in levels)
    except (TypeError, ValueError, OverflowError):
        return usual
    return [low, high] if -math.inf < low < high < math.inf else usual


def _known(kind: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in values.items() if name in names}


def _unknown(kind: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in values.items() if name not in names}
