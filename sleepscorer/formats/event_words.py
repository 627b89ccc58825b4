"""What scoring programs call events, in English, German and French, and the kinds they stand for.

The words of a text count, not their order, nor the side of the body, nor what an arousal followed:
``Arousal (ARO SPONT)``, ``Apnea, obstructive`` and ``PLM (Left)`` are read alike. What is not understood as a
whole is of no kind: half a text is easily the opposite of it.
"""

from __future__ import annotations

import re

from sleepscorer.scoring import EventKind, event_from_text

_ALIKE = {
    "apnea": ("apnoea", "apnoe", "apnée", "apnee", "apneas"),
    "arousal": ("arousals", "aro", "microarousal", "weckreaktion", "éveil", "eveil"),
    "artefact": ("artifact", "artefakt", "artéfact", "artifacts", "artefacts"),
    "central": ("zentrale", "zentral", "centrale"),
    "desaturation": ("desat", "entsättigung", "entsaettigung", "sauerstoffentsättigung", "désaturation"),
    "hypopnea": ("hypopnoea", "hypopnoe", "hypopnée", "hypopnee"),
    "limb": ("leg", "legs", "lm", "plm", "lms", "plms", "bein", "jambe", "jambes", "beinbewegung", "limbs"),
    "mixed": ("gemischte", "gemischt", "mixte"),
    "movement": ("movements", "bewegung", "bewegungen", "mouvement", "mouvements"),
    "obstructive": ("obstruktive", "obstruktiv"),
    "spindle": ("spindel", "spindles", "schlafspindel", "fuseau"),
    "kcomplex": ("kcomplexes", "kkomplex", "kc", "complexek"),
    "slowwave": ("slowwaves",),
}
_TOKEN = {other: word for word, others in _ALIKE.items() for other in others}
_IGNORED = frozenset(
    (
        *("left", "right", "links", "rechts", "gauche", "droite", "l", "r", "de", "du", "of", "micro"),
        *("eeg", "event", "sleep", "cortical", "spontaneous", "spont", "respiratory", "resp", "res", "asda"),
        *("periodic", "periodische", "periodique", "périodique", "isolated", "signal", "spo2", "sao2", "o2"),
        *("oxygen",),
    )
)
_TOGETHER = (
    (re.compile(r"\bk[ -]?(?:complex(?:es)?|komplexe?)\b|\bcomplexe k\b"), "kcomplex"),
    (re.compile(r"\bslow[ -]waves?\b"), "slowwave"),
)
_SEPARATORS = re.compile(r"[^\w]+|_")
_KINDS = {
    frozenset(words.split()): kind
    for words, kind in (
        ("arousal", EventKind.AROUSAL),
        ("arousal limb", EventKind.AROUSAL),
        ("arousal limb movement", EventKind.AROUSAL),
        ("apnea obstructive", EventKind.OBSTRUCTIVE_APNOEA),
        ("apnea central", EventKind.CENTRAL_APNOEA),
        ("apnea mixed", EventKind.MIXED_APNOEA),
        ("hypopnea", EventKind.HYPOPNOEA),
        ("hypopnea obstructive", EventKind.HYPOPNOEA),
        ("hypopnea central", EventKind.HYPOPNOEA),
        ("hypopnea mixed", EventKind.HYPOPNOEA),
        ("limb", EventKind.LIMB_MOVEMENT),
        ("limb movement", EventKind.LIMB_MOVEMENT),
        ("desaturation", EventKind.DESATURATION),
        ("spindle", EventKind.SPINDLE),
        ("kcomplex", EventKind.K_COMPLEX),
        ("slowwave", EventKind.SLOW_WAVE),
        ("artefact", EventKind.ARTEFACT),
    )
}
_BARE = frozenset(("leg", "legs", "limb", "limbs", "bein", "jambe", "jambes"))
"""A limb that does not move is a channel or a remark, not an event."""


def kind_of_words(text: str) -> EventKind | None:
    """Kind of event that a text of some scoring program stands for.

    Parameters
    ----------
    text : str
        Without the channel it is tied to.

    Returns
    -------
    EventKind or None
        None if the text is not understood as a whole.
    """
    known = event_from_text(text, 0.0, 0.0)
    if known is not None:
        return known.kind
    said = set(_words(text))
    words = frozenset(_TOKEN.get(word, word) for word in said - _IGNORED)
    return None if words == {"limb"} and said & _BARE else _KINDS.get(words)


def _words(text: str) -> list[str]:
    plain = text.lower()
    for pattern, word in _TOGETHER:
        plain = pattern.sub(word, plain)
    return [word for word in _SEPARATORS.split(plain) if word]
