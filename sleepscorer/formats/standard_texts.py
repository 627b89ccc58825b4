"""Texts that a standard gives word by word: they say nothing of a patient, whatever the patient is called."""

from __future__ import annotations

import re
from functools import cache

from sleepscorer import channel_words
from sleepscorer.formats.edf_reader import LIGHTS_OFF, LIGHTS_ON
from sleepscorer.scoring import event_from_text

_ANNOTATIONS = frozenset(
    (
        *(LIGHTS_OFF.lower(), LIGHTS_ON.lower(), "movement time", "recording starts", "recording ends"),
        *(
            f"sleep stage {stage}"
            for stage in ("w", "n1", "n2", "n3", "r", "n", "?", "1", "2", "3", "4", "m")
        ),
    )
)
"""Standard texts of EDF+ (Kemp & Olivan 2003, texts of polysomnograms)."""

_LABEL_WORDS = frozenset(
    (
        *("eeg", "eog", "emg", "ecg", "ekg", "ref", "avg", "le", "edf", "bdf", "annotations"),
        *("chin", "leg", "legs", "tib", "tibialis", "anterior", "submental", "left", "right", "l", "r"),
        *("horizontal", "vertical", "oral", "nasal", "airflow", "flow", "pressure", "therm", "thermistor"),
        *("resp", "respiration", "effort", "thorax", "thoracic", "chest", "abdomen", "abdominal", "abdo"),
        *("spo2", "sao2", "pulse", "pleth", "rate", "heart", "snore", "body", "position", "pos", "temp"),
        *("rectal", "light", "sound", "event", "marker", "a", "m", "e", "loc", "roc", "hr"),
    )
)
_ELECTRODE = re.compile(r"(?:fp|af|f|fc|ft|c|cp|t|tp|p|po|o|m|a|e|i|n)(?:z|\d{1,2})|chin\d|leg\d|emg\d|ecg\d")
"""Electrodes of the international 10-20 system and its extension, and channels of the AASM Manual."""


def is_standard_annotation(text: str) -> bool:
    """Tell whether an annotation is a text of EDF+, or names an event just as this program writes it."""
    plain, tie, channel = text.partition("@@")
    event = event_from_text(plain, 0.0, 0.0)
    is_known = plain.strip().lower() in _ANNOTATIONS or (
        event is not None and not event.words and not event.note
    )
    return is_known and (not tie or is_standard_label(channel))


def is_standard_label(label: str) -> bool:
    """Tell whether every word of a label is one of EDF+, of the AASM Manual or an electrode."""
    words = re.findall(r"[^\W_]+", label.lower())
    return all(map(_is_standard_word, words)) and any(word[0].isalpha() for word in words)


def _is_standard_word(word: str) -> bool:
    is_number = word.isdecimal() and len(word) <= 2
    return is_number or word in _LABEL_WORDS or _ELECTRODE.fullmatch(word) is not None


def is_measurement_label(label: str) -> bool:
    """Tell whether each word of a label is standard, or names a measurement in a language of Europe."""
    words = re.findall(r"[^\W_]+", channel_words.fold(label))
    known = all(
        _is_standard_word(word) or word.rstrip("0123456789") in _measurement_words() for word in words
    )
    return known and any(word[0].isalpha() for word in words)


@cache
def _measurement_words() -> frozenset[str]:
    lists = (
        *(channel_words.CHIN, channel_words.LEG, channel_words.RESPIRATORY_MUSCLE, channel_words.EYE),
        *(channel_words.HEART, channel_words.BREATHING, channel_words.NEITHER, channel_words.UNTOLD),
    )
    return frozenset(word for words in lists for word in words)
