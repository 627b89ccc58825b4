"""Identification of patient and recording in the header of an EDF or BDF file.

Sub-fields are those of EDF+ (Kemp & Olivan 2003, 2.1.3.3 and 2.1.3.4). Nothing of it is kept, logged or put
into a file name: it is read where a report is to name the patient.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sleepscorer.edf.header import FIXED_BYTES, header_text

_UNKNOWN = ("", "X")


@dataclass(frozen=True)
class Identification:
    """Identification of a recording; what the header does not tell is empty.

    Attributes
    ----------
    name, code, sex, birth_date : str
        Of the patient. A header that is no EDF+ says all of it in one text, which is the name then.
    administration_code : str
        Of the investigation, as the hospital has it.
    technician, equipment : str
    """

    name: str = ""
    code: str = ""
    sex: str = ""
    birth_date: str = ""
    administration_code: str = ""
    technician: str = ""
    equipment: str = ""


def read_identification(path: Path) -> Identification:
    """Read who a recording is of; nothing where it is no EDF or BDF, or cannot be read.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Identification
    """
    try:
        with path.open("rb") as file:
            fixed = file.read(FIXED_BYTES)
    except OSError:
        return Identification()
    if len(fixed) < FIXED_BYTES or fixed[:8].rstrip(b" \0") not in (b"0", b"\xffBIOSEMI"):
        return Identification()
    patient, recording = header_text(fixed[8:88]), header_text(fixed[88:168])
    code, sex, birth_date, name = _patient(patient)
    words = recording.split()
    is_plus = len(words) >= 5 and words[0].lower() == "startdate"
    administration, technician, equipment = map(_plain, words[2:5]) if is_plus else ("", "", "")
    return Identification(name, code, sex, birth_date, administration, technician, equipment)


def _patient(text: str) -> tuple[str, str, str, str]:
    """Return code, sex, birth date and name of a patient identification."""
    words = text.split()
    if len(words) >= 4 and words[1].upper() in ("M", "F", "X"):
        code, sex, birth_date, name = map(_plain, words[:4])
        return code, sex, birth_date, name
    return "", "", "", " ".join(word for word in map(_plain, words) if word)


def _plain(word: str) -> str:
    return "" if word in _UNKNOWN else word.replace("_", " ")
