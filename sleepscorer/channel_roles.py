"""Roles of channels: everything the program knows of a kind of signal, a row each.

Sampling, filters and sensors are those that the AASM Manual recommends for a polysomnogram (digital
specifications, and chapter VIII for respiration). Heights of lanes and ranges of scales are what a
technologist begins with; both can be changed on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from sleepscorer.translatable import QT_TRANSLATE_NOOP


class Scale(Enum):
    """Scaling of the height of a trace."""

    MICROVOLTS = "microvolts per millimetre"
    """Common to all such traces, true on the screen."""
    AMPLITUDE = "plus and minus a fixed voltage"
    BREATHING = "fit to the breathing of the whole night"
    RANGE = "fixed range with labelled levels"
    WORDS = "codes as words"
    LOUDNESS = "fit to the loudest hundredth of the night"
    OWN = "fit to nearly all values of the night"


@dataclass(frozen=True)
class RoleType:
    """Everything that the program knows of a role: a new role is a row of :class:`Role`.

    Attributes
    ----------
    value : str
        In settings and montages; never altered.
    name : str
        Term of the field, as in a sentence; translated by the window.
    label : str
        EDF label of a channel whose own one may not be told.
    scale : Scale
    general : str
        Value of the role that it is a special case of; empty for none.
    units : tuple of str
        Dimensions that it may have, in lower case, besides a voltage or none; empty for any.
    physical : (float, float), optional
        Lowest and highest value there can be, in the first of the units: what lies outside is no
        measurement, such as the 0 of a probe that is off the finger.
    axis, wide_axis : (float, float), optional
        Lower and upper edge of a fixed range, and those where the night goes beyond; for
        ``Scale.AMPLITUDE``, in microvolts.
    levels : tuple of float
        Levels that are drawn across the lane and labelled.
    weight : float
        Height of its lane, that of an EEG being 1.
    low_hz, high_hz : float, optional
        Corners of its display filter; None is left open.
    stepped : bool
        Whether a value holds until the next one, as of a meter that tells a number.
    shown : bool
        Whether a technologist would want to see it without asking.
    colours : (str, str)
        ``#rrggbb`` on light and on dark ground.
    alternates : (str, str), optional
        Those of every second of several in a row, which swing into each other.
    """

    value: str
    name: str
    label: str
    scale: Scale
    colours: tuple[str, str]
    alternates: tuple[str, str] | None = None
    general: str = ""
    units: tuple[str, ...] = ()
    physical: tuple[float, float] | None = None
    axis: tuple[float, float] | None = None
    wide_axis: tuple[float, float] | None = None
    levels: tuple[float, ...] = ()
    weight: float = 1.0
    low_hz: float | None = None
    high_hz: float | None = None
    stepped: bool = False
    shown: bool = True


_FLOW = ("#2f6f9f", "#9dc4ec")
_EFFORT = ("#4a5fa8", "#b3bdf2")
_LEG = ("#8a6a1f", "#e3c98a")


class Role(StrEnum):
    """Kind of signal a channel carries: a row each, in the order of the page from the top."""

    _value_: str
    type: RoleType

    def __new__(cls, row: RoleType | str) -> Role:
        """Make a member of its row; ``Role("EEG")`` finds one by its value."""
        assert isinstance(row, RoleType)
        role = str.__new__(cls, row.value)
        role._value_ = row.value
        role.type = row
        return role

    EEG = RoleType(
        "EEG",
        QT_TRANSLATE_NOOP("Words", "EEG"),
        "EEG",
        Scale.MICROVOLTS,
        ("#17304f", "#cfe0f5"),
        alternates=("#2b67b0", "#7fb0ea"),
        low_hz=0.3,
        high_hz=35.0,
    )
    EOG = RoleType(
        "EOG",
        QT_TRANSLATE_NOOP("Words", "EOG"),
        "EOG",
        Scale.MICROVOLTS,
        ("#00694c", "#7fdcb8"),
        alternates=("#4d7a10", "#c3d96f"),
        low_hz=0.3,
        high_hz=35.0,
    )
    EMG = RoleType(
        "EMG",
        QT_TRANSLATE_NOOP("Words", "EMG"),
        "EMG Chin",
        Scale.MICROVOLTS,
        ("#8a2f2f", "#f0a3a3"),
        weight=0.8,
        low_hz=10.0,
        high_hz=100.0,
    )
    ECG = RoleType(
        "ECG",
        QT_TRANSLATE_NOOP("Words", "ECG"),
        "ECG",
        Scale.AMPLITUDE,
        ("#7a3d8f", "#d9b0ea"),
        axis=(-1000.0, 1000.0),
        weight=0.8,
        low_hz=0.3,
        high_hz=70.0,
    )
    LEG = RoleType(
        "leg EMG",
        QT_TRANSLATE_NOOP("Words", "leg EMG"),
        "EMG Leg",
        Scale.AMPLITUDE,
        _LEG,
        axis=(-100.0, 100.0),
        weight=0.6,
        low_hz=10.0,
        high_hz=100.0,
    )
    LEG_LEFT = RoleType(
        "leg EMG left",
        QT_TRANSLATE_NOOP("Words", "leg EMG left"),
        "EMG Leg Left",
        Scale.AMPLITUDE,
        _LEG,
        general="leg EMG",
        axis=(-100.0, 100.0),
        weight=0.6,
        low_hz=10.0,
        high_hz=100.0,
    )
    LEG_RIGHT = RoleType(
        "leg EMG right",
        QT_TRANSLATE_NOOP("Words", "leg EMG right"),
        "EMG Leg Right",
        Scale.AMPLITUDE,
        _LEG,
        general="leg EMG",
        axis=(-100.0, 100.0),
        weight=0.6,
        low_hz=10.0,
        high_hz=100.0,
    )
    SNORE = RoleType(
        "snore",
        QT_TRANSLATE_NOOP("Words", "snore"),
        "Snore",
        Scale.LOUDNESS,
        ("#8c5a3c", "#e0b394"),
        weight=0.6,
    )
    THERMISTOR = RoleType(
        "thermistor",
        QT_TRANSLATE_NOOP("Words", "airflow (thermistor)"),
        "Airflow",
        Scale.BREATHING,
        _FLOW,
        general="respiration",
        weight=1.2,
        high_hz=15.0,
    )
    NASAL_PRESSURE = RoleType(
        "nasal pressure",
        QT_TRANSLATE_NOOP("Words", "nasal pressure"),
        "Nasal Pressure",
        Scale.BREATHING,
        _FLOW,
        general="respiration",
        weight=1.2,
        high_hz=15.0,
    )
    CPAP_FLOW = RoleType(
        "CPAP flow",
        QT_TRANSLATE_NOOP("Words", "CPAP flow"),
        "CPAP Flow",
        Scale.BREATHING,
        _FLOW,
        general="respiration",
        units=("l/min", "l/s", "lpm", "l"),
        weight=1.2,
        high_hz=15.0,
    )
    RESPIRATION = RoleType(
        "respiration",
        QT_TRANSLATE_NOOP("Words", "respiration"),
        "Resp",
        Scale.BREATHING,
        _FLOW,
        weight=1.2,
        high_hz=15.0,
    )
    THORAX = RoleType(
        "thorax",
        QT_TRANSLATE_NOOP("Words", "thorax"),
        "Thorax",
        Scale.BREATHING,
        _EFFORT,
        general="respiration",
        weight=1.2,
        high_hz=15.0,
    )
    ABDOMEN = RoleType(
        "abdomen",
        QT_TRANSLATE_NOOP("Words", "abdomen"),
        "Abdomen",
        Scale.BREATHING,
        _EFFORT,
        general="respiration",
        weight=1.2,
        high_hz=15.0,
    )
    EFFORT_SUM = RoleType(
        "effort sum",
        QT_TRANSLATE_NOOP("Words", "effort sum"),
        "RIP Sum",
        Scale.BREATHING,
        _EFFORT,
        general="respiration",
        weight=1.2,
        high_hz=15.0,
    )
    CO2 = RoleType(
        "CO2",
        QT_TRANSLATE_NOOP("Words", "CO₂"),
        "CO2",
        Scale.RANGE,
        ("#6b6f1a", "#d4d98a"),
        units=("mmhg", "torr"),
        physical=(0.0, 150.0),
        axis=(0.0, 60.0),
        wide_axis=(0.0, 100.0),
        levels=(20.0, 40.0),
    )
    SPO2 = RoleType(
        "SpO2",
        QT_TRANSLATE_NOOP("Words", "SpO₂"),
        "SpO2",
        Scale.RANGE,
        ("#0b6f8f", "#6fd0ee"),
        units=("%", "percent"),
        physical=(40.0, 100.0),
        axis=(70.0, 100.0),
        wide_axis=(50.0, 100.0),
        levels=(90.0, 80.0),
        weight=1.5,
        stepped=True,
    )
    PULSE = RoleType(
        "pulse",
        QT_TRANSLATE_NOOP("Words", "pulse"),
        "Pulse",
        Scale.RANGE,
        ("#a03060", "#f0a0c0"),
        units=("bpm", "/min", "1/min", "min-1", "rpm", "count", "counts"),
        physical=(20.0, 250.0),
        axis=(40.0, 120.0),
        wide_axis=(20.0, 200.0),
        levels=(60.0, 100.0),
        weight=0.8,
        stepped=True,
    )
    PLETH = RoleType(
        "plethysmogram",
        QT_TRANSLATE_NOOP("Words", "plethysmogram"),
        "Pleth",
        Scale.OWN,
        ("#a03060", "#f0a0c0"),
        weight=0.8,
    )
    CPAP_PRESSURE = RoleType(
        "CPAP pressure",
        QT_TRANSLATE_NOOP("Words", "CPAP pressure"),
        "CPAP Pressure",
        Scale.RANGE,
        ("#2b6a4d", "#8fd8b4"),
        units=("cmh2o", "mbar", "hpa"),
        physical=(-5.0, 60.0),
        axis=(0.0, 20.0),
        wide_axis=(0.0, 30.0),
        levels=(5.0, 10.0, 15.0),
        weight=0.6,
    )
    POSITION = RoleType(
        "position",
        QT_TRANSLATE_NOOP("Words", "body position"),
        "Position",
        Scale.WORDS,
        ("#2b3038", "#e6e9ed"),
        units=("n/u", "count", "counts", "int", "boolean", "bool"),
        weight=0.5,
        stepped=True,
    )
    LIGHT = RoleType(
        "light",
        QT_TRANSLATE_NOOP("Words", "light"),
        "Light",
        Scale.OWN,
        ("#5b616a", "#aab2bc"),
        weight=0.6,
        shown=False,
    )
    BATTERY = RoleType(
        "battery",
        QT_TRANSLATE_NOOP("Words", "battery"),
        "Battery",
        Scale.OWN,
        ("#5b616a", "#aab2bc"),
        weight=0.6,
        shown=False,
    )
    OTHER = RoleType(
        "other",
        QT_TRANSLATE_NOOP("Words", "other"),
        "Signal",
        Scale.OWN,
        ("#5b616a", "#aab2bc"),
        shown=False,
    )

    @property
    def general(self) -> Role:
        """Role that this one is a special case of, or itself."""
        return Role(self.type.general) if self.type.general else self

    @property
    def is_slow(self) -> bool:
        """Whether it is read on pages of minutes: legs, respiration, oxygen, pulse, pressure, position."""
        return self.general in _SLOW


_SLOW = {
    role
    for role in Role
    if role.type.scale in (Scale.BREATHING, Scale.RANGE, Scale.WORDS, Scale.LOUDNESS)
    or role.general is Role.LEG
}
