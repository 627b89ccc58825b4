"""Physical dimensions of channels: which of them are voltages, and how many microvolts each is.

EDF asks for ``uV``, ``mV`` or ``V`` in ASCII (Kemp et al. 1992). Files of the field write the micro sign of
whatever code page the recorder ran under, or spell the unit out; Russian recorders write it in Cyrillic.
"""

from __future__ import annotations

import re
import unicodedata

CODE_PAGES = (
    *("cp437", "cp850", "cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic", "cp1253", "cp737"),
    *("mac-roman", "cp869", "shift-jis", "gbk", "euc-jp", "euc-kr", "big5", "utf-8"),
)
"""Code pages under which a micro sign, or Cyrillic, stands for something else than in Latin-1."""

CHOICES = ("uV", "mV", "V", "nV")
"""Units that a user can say a channel is in."""

_VOLT = r"(?:v(?:o(?:l(?:t(?:s|i|io|ios)?)?)?)?\.?)"  # a field of eight bytes cuts microvolt short
_MICROVOLTS = (
    (1.0, re.compile(rf"(?:[uμ]|mi[ck]ro|m[kc]|мк|[x*]?10(?:\^|\*\*)?[-−]0?6[*]?|1e-0?6[*]?){_VOLT}")),
    (1e3, re.compile(rf"(?:m|mill?i|[x*]?10(?:\^|\*\*)?[-−]0?3[*]?|1e-0?3[*]?){_VOLT}")),
    (1e-3, re.compile(rf"(?:n|nano|[x*]?10(?:\^|\*\*)?[-−]0?9[*]?|1e-0?9[*]?){_VOLT}")),
    (1e6, re.compile(_VOLT)),
    (1.0, re.compile(r"(?:мк|микро)(?:в|вольт)\.?")),
    (1e3, re.compile(r"(?:м|милли)(?:в|вольт)\.?")),
    (1e-3, re.compile(r"(?:н|нано)(?:в|вольт)\.?")),
    (1e6, re.compile(r"(?:в|вольт)")),
)
_OTHER_DIMENSIONS = re.compile(
    r"%|percent|(?:°|deg|grad|º)?[ck]|°|deg|degc|degrees?|celsius|kelvin|°?f|bpm|(?:1)?/min|min-1|rpm|hz|khz|1/s|/s|"
    r"(?:m|c)?l(?:/s|/min)?|lpm|mmhg|cmh2?o|mbar|bar|[hk]?pa|psi|torr|[km]?(?:ohms?|ω|ω)|db|dba|spl|s|sec|ms|us|min|h|"
    r"[munp]?a|m?g|m/s2?|m/s\^2|lx|lux|lumen|ph|mm|cm|m|mol|mmol/l|boolean|bool|count|counts|int|w|mw|kg|"
    r"events?|stage|epoch|ppm|n/?u|l/min"
)


def microvolts_per(unit: str) -> float | None:
    """Return the microvolts in one of a unit; None where it is no voltage, or not known for one.

    Parameters
    ----------
    unit : str
        As the header has it: ``uV``, ``µV`` in any code page, ``microV``, ``мкВ``, ``10^-6 V`` ...
    """
    readings = {_as_read(unit)} - {None}
    if not readings and not unit.isascii():
        readings = {_as_read(text) for text in _other_readings(unit)} - {None}
    return readings.pop() if len(readings) == 1 else None


def is_voltage(unit: str) -> bool:
    """Tell whether a physical dimension is a voltage that is known."""
    return microvolts_per(unit) is not None


def is_unknown(unit: str) -> bool:
    """Tell whether a unit is neither a voltage nor any other dimension that is known, such as ``?V``."""
    plain = plain_unit(unit)
    return bool(plain) and not is_voltage(unit) and not _OTHER_DIMENSIONS.fullmatch(plain)


def _as_read(unit: str) -> float | None:
    plain = plain_unit(unit)
    return next((factor for factor, pattern in _MICROVOLTS if pattern.fullmatch(plain)), None)


def plain_unit(unit: str) -> str:
    """Return a unit in lower case without blanks and brackets; either micro sign becomes the Greek letter."""
    text = unicodedata.normalize("NFKC", unit).lower()
    return re.sub(r"[\s\[\](){}]", "", text)


def _other_readings(unit: str) -> list[str]:
    """What the bytes of a unit read as Latin-1 are in other code pages."""
    readings = []
    for page in CODE_PAGES:
        try:
            readings.append(unit.encode("latin-1").decode(page))
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return readings
