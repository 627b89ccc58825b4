"""Columns of a table, known by their names in the languages of Europe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sleepscorer.vocabulary import folded


def _names(text: str) -> frozenset[str]:
    return frozenset(folded(part) for part in text.split(","))


STAGE = _names(
    "stage, stages, sleep stage, sleep stages, sleepstage, hypnogram, hypno, stage hum, stage name, "
    "stage label, "
    "staging, scoring, sleep staging, majority, stage code, schlafstadium, schlafstadien, stadium, "
    "schlafphase, "
    "stade, stade de sommeil, stades, stade du sommeil, estadio, estadio de sueño, fase, "
    "fase del sueño, fase de sueño, "
    "stadio, stadio del sonno, fase del sonno, estágio, estágio do sono, estádio, fase do sono, "
    "slaapstadium, slaapfase, "
    "sömnstadium, stadie, søvnstadium, søvnstadie, søvnfase, univaihe, vaihe"
)
EVENT = _names(
    "event, events, event type, trial type, description, annotation, ereignis, événement, évènement, evento, "
    "gebeurtenis, händelse, hendelse, hændelse, tapahtuma"
)
EVENT_LOOSE = _names("label, labels, name, marker, text, type, bezeichnung, libellé, etiqueta, etichetta")
"""Names of a column of events where a time stands beside it and no column has a surer name."""
ONSET = _names(
    "onset, start, starts, start time, begin, begins, beginn, anfang, start epoch time, von, ab, "
    "début, debut, inicio, "
    "início, inizio, aanvang, begintijd, starttid, börjar, alku, alkaa, from, onset time, startzeit, "
    "time from start"
)
STOP = _names(
    "end, ends, stop, offset, end time, stop time, until, to, ende, bis, endzeit, fin, final, fine, "
    "fim, einde, slut, "
    "slutt, loppu, loppuu, sluttid, eindtijd"
)
DURATION = _names(
    "duration, durations, length, len, dur, dauer, länge, durée, duración, durata, duração, duur, "
    "varaktighet, varighet, "
    "varighed, längd, kesto"
)
TIME = _names(
    "time, times, clock, clock time, clocktime, wall time, time of day, timestamp, datetime, "
    "date time, epoch time, "
    "uhrzeit, zeit, zeitpunkt, heure, hora, ora, tijd, tid, klokkeslett, klockslag, tidspunkt, aika, "
    "kellonaika"
)
DATE = _names("date, day, datum, tag, fecha, data, dato, pvm, päivä, päivämäärä, recording date")
EPOCH = _names(
    "epoch, epochs, epoch number, epoch index, epoch no, epoch nr, epoch id, e, epoche, epochen, "
    "époque, época, epoca, "
    "epok, epoke, epokki, jakso, epoch num"
)
EPOCH_START = _names(
    "epoch start, start epoch, first epoch, from epoch, epoch from, epoch begin, begin epoch, "
    "epoche von, startepoche, "
    "époque début, première époque, época inicio, época inicial, epoca inizio, epoca iniziale, "
    "erste epoche, onset epoch"
)
EPOCH_STOP = _names(
    "epoch end, end epoch, last epoch, to epoch, epoch to, epoch stop, stop epoch, epoche bis, "
    "endepoche, époque fin, "
    "dernière époque, época fin, época final, epoca fine, epoca finale, letzte epoche"
)
SCORER = _names(
    "scorer, rater, reader, annotator, scored by, scorer id, rater id, technician, expert, observer, "
    "auswerter, befunder, "
    "scoreur, lecteur, évaluateur, evaluador, observador, valutatore, scoratore, avaliador, "
    "beoordelaar, scoorder, "
    "bedömare, granskare, skårer, bedømmer, scoret af, arvioija, author id"
)
NIGHT = _names(
    "subject, subject id, patient id, participant, participant id, night, recording, session, id, file"
)

_UNITS = {
    **dict.fromkeys(
        ("s", "sec", "secs", "second", "seconds", "sekunden", "secondes", "segundos", "secondi"), 1.0
    ),
    **dict.fromkeys(("min", "mins", "minute", "minutes", "minuten", "minutos", "minuti"), 60.0),
    **dict.fromkeys(("ms", "msec", "milliseconds"), 0.001),
    **dict.fromkeys(("h", "hours", "hour", "stunden", "heures"), 3600.0),
}
_FORMS = frozenset(("hh", "mm", "ss", "hhmmss", "ms"))


@dataclass(frozen=True)
class Column:
    """A column of a table: its index, and the unit its name says, in seconds."""

    index: int
    unit_s: float | None = None


def parted(name: str) -> tuple[str, float | None]:
    """Split a column's name from its unit, in seconds: ``Duration [s]``, ``start_min``."""
    words = folded(name).split()
    if "hh" in words or "hhmmss" in words:
        return " ".join(word for word in words if word not in _FORMS), None
    if len(words) > 1 and words[-1] in _UNITS:
        return " ".join(word for word in words[:-1] if word != "in"), _UNITS[words[-1]]
    return " ".join(words), None


def column(names: Sequence[str], wanted: frozenset[str]) -> Column | None:
    """Return the first column of one of these names."""
    for index, name in enumerate(names):
        full = folded(name)
        bare, unit_s = parted(name)
        if full in wanted or bare in wanted:
            return Column(index, unit_s)
    return None
