"""Words for stages, lights and events in the languages of Europe: one table for every reader.

Sources: the AASM Manual for the Scoring of Sleep and its translations; Rechtschaffen & Kales (1968); the
standard texts of EDF+ (https://www.edfplus.info/specs/edftexts.html); texts that Alice, Compumedics
Profusion, DOMINO, Embla RemLogic, Noxturnal, Polysmith, Luna, the NSRR, YASA and Visbrain write by their
public manuals. Words are compared as :func:`folded` gives them: without case, accents and separators.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SEPARATORS = re.compile(r"[\W_]+")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ł": "l", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Fold a text: lower case, without accents, with one blank for each run of separators."""
    lower = text.casefold()
    if not lower.isascii():
        lower = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
        lower = lower.translate(_LETTERS)
    return _SEPARATORS.sub(" ", lower).strip() or text.strip()


def _phrases(*lines: str) -> frozenset[str]:
    """Phrases that stand between commas."""
    return frozenset(phrase for line in lines for part in line.split(",") if (phrase := folded(part)))


STAGE_NAMES = {
    "W": _phrases(
        "w, stagew, wake, awake, waking, wakefulness, wk, s0, nw, relaxed wakefulness",
        "wach, wachheit, wachzustand, wachstadium",  # German
        "éveil, éveillé, éveillée, veille, état de veille",  # French
        "vigilia, despierto, despierta",  # Spanish
        "veglia, sveglio, sveglia",  # Italian
        "vigília, acordado, acordada, desperto, desperta",  # Portuguese
        "wakker, waak, waken, waaktoestand",  # Dutch
        "vaken, vakenhet, vaket",  # Swedish
        "våken, våkenhet",  # Norwegian
        "vågen, vågenhed",  # Danish
        "hereillä, valve, valveilla, valvetila",  # Finnish
    ),
    "N1": _phrases("n1, s1, st1, stage1, nrem1, nrem 1, nonrem1, non rem 1, nonrem 1, n 1"),
    "N2": _phrases("n2, s2, st2, stage2, nrem2, nrem 2, nonrem2, non rem 2, nonrem 2, n 2"),
    "N3": _phrases(
        "n3, s3, st3, stage3, nrem3, nrem 3, nonrem3, non rem 3, nonrem 3, n 3",
        "n4, s4, st4, stage4, nrem4, nrem 4, nonrem4, non rem 4, nonrem 4, n 4, n3 n4, s3 s4, s3 4, 3 4",
    ),
    "R": _phrases(
        "r, stager, rem, sr, st r, rem sleep, remsleep, rapid eye movement, rapid eye movement sleep",
        "paradoxical sleep",
        "rem schlaf, remschlaf",  # German
        "sommeil paradoxal, paradoxal, sommeil rem",  # French
        "sueño rem, sueño paradójico, mor, sueño mor",  # Spanish
        "sonno rem, sonno paradosso",  # Italian
        "sono rem, sono paradoxal",  # Portuguese
        "rem slaap, remslaap",  # Dutch
        "rem sömn, remsömn, rem søvn, remsøvn, rem uni, remuni",  # Swedish, Norwegian, Danish, Finnish
    ),
    "UNSCORED": _phrases(
        "notscored, unknownstage, unknown stage",
        "unscored, not scored, unscorable, not scorable, unstaged, undefined, movement time, uns, mt",
        "nicht bewertet, nicht klassifiziert, nicht auswertbar, unklassifiziert, bewegungszeit",  # German
        "non coté, non classé, indéterminé, temps de mouvement",  # French
        "sin clasificar, no clasificado, indeterminado, tiempo de movimiento",  # Spanish
        "non classificato, indeterminato, tempo di movimento",  # Italian
        "não classificado, não estadiado, tempo de movimento",  # Portuguese
        "niet gescoord, bewegingstijd",  # Dutch
        "ej klassad, rörelsetid, ikke skåret, bevegelsestid, ikke scoret, bevægelsestid",
        "luokittelematon, liikeaika",
    ),
}
"""Names of stages that are nothing else, even among events. Slow-wave sleep (``SWS``, ``SW``) is not among
them: it is N3 in people's and all of NREM sleep in animals' scorings, and ``SW`` is wake elsewhere."""

LOOSE_NAMES = {
    "N1": _phrases("1"),
    "N2": _phrases("2"),
    "N3": _phrases("3, 4"),
    "R": _phrases("sp"),
    "UNSCORED": _phrases(
        "unknown, u, m, movement, mvt, art, artifact, artefact, artefakt, artéfact, artefacto",
        "artefatto, artefato",
        "9, x, l, a, nan, none, n a, missing, no stage, bewegung, bew, bw, mouvement, movimiento, movimento",
        "beweging, rörelse, bevegelse, bevægelse, liike, unbekannt, inconnu, desconocido, invalid",
        "no score, noscore",
    ),
}
"""Names of stages in a list or column of stages; among events they can be markers: ``SP`` is paradoxical
sleep in French and a spindle in English."""

LOOSE_SIGNS = {
    "?": "UNSCORED",
    "-1": "UNSCORED",
    "-2": "UNSCORED",
    "-": "UNSCORED",
    "": "UNSCORED",
    ".": "UNSCORED",
}
"""What is left out or struck through."""

STAGE_OPENINGS = tuple(
    sorted(
        _phrases(
            "sleep stage, sleepstage, stage, sleep, st, schlafstadium, stadium, stade",
            "stade de sommeil, estadio",
            "estadio de sueño, estadio del sueño, fase, fase de sueño, fase del sueño, stadio",
            "stadio del sonno",
            "fase del sonno, estágio, estágio do sono, estádio, fase do sono, slaapstadium",
            "slaapfase, sömnstadium",
            "stadie, søvnstadium, søvnstadie, søvnfase, univaihe, vaihe, uni vaihe, phase",
            "stages stages, schlafphase",
        ),
        key=len,
        reverse=True,
    )
)
"""What stands before the name or number of a stage; the longest first."""

STAGE_NUMBERS = {
    **dict.fromkeys(("0", "w"), "W"),
    **dict.fromkeys(("1", "i"), "N1"),
    **dict.fromkeys(("2", "ii"), "N2"),
    **dict.fromkeys(("3", "4", "iii", "iv"), "N3"),
    **dict.fromkeys(("5", "r"), "R"),
    **dict.fromkeys(("m", "u", "unknown", "9", "6"), "UNSCORED"),
}
"""Stage of a number behind one of these openings (Rechtschaffen & Kales)."""

STAGE_CLOSINGS = (
    " sleep",
    " schlaf",
    " slaap",
    " sommeil",
    " sueno",
    " sonno",
    " sono",
    " somn",
    " sovn",
    " uni",
)
"""What may stand behind: ``Stage 1 sleep``."""

LIGHTS_OFF_WORDS = _phrases(
    "lights off, light off, lights out, light out, lightsoff, lightsout, lightoff, lightout, loff, lout",
    "licht aus, licht ausgeschaltet, lichter aus, licht gelöscht, lichtaus",  # German
    "lumière éteinte, lumières éteintes, extinction des feux, extinction de la lumière",
    "extinction des lumières",
    "extinction lumière, extinction, lumière off, lumières off",  # French
    "luces apagadas, luz apagada, apagado de luces, apagar luces, luces fuera, luces off",  # Spanish
    "luci spente, luce spenta, spegnimento luci, spegnimento luce, luci off",  # Italian
    "luzes apagadas, apagar luzes, apagar das luzes, luzes desligadas, luz desligada",  # Portuguese
    "licht uit, lichten uit, lichtuit",  # Dutch
    "ljus släckt, ljuset släckt, släckt ljus, lampan släckt, ljus av, släckt",  # Swedish
    "lys av, lyset av, lys slukket, lyset slukket",  # Norwegian
    "lys slukket, lyset slukkes, lys fra, lys slukkes",  # Danish
    "valot pois, valo pois, valot sammutettu, valot sammuksiin",  # Finnish
)
LIGHTS_ON_WORDS = _phrases(
    "lights on, light on, lightson, lighton, lon",
    "licht an, licht ein, licht eingeschaltet, lichter an, lichtan, lichtein",  # German
    "lumière allumée, lumières allumées, allumage, allumage des lumières, allumage lumière",
    "allumage de la lumière",
    "lumière on, lumières on",  # French
    "luces encendidas, luz encendida, encendido de luces, encender luces, luces on",  # Spanish
    "luci accese, luce accesa, accensione luci, accensione luce, luci on",  # Italian
    "luzes acesas, luz acesa, acender luzes, luzes ligadas, luz ligada",  # Portuguese
    "licht aan, lichten aan, lichtaan",  # Dutch
    "ljus tänt, ljuset tänt, tänt ljus, lampan tänd, ljus på",  # Swedish
    "lys på, lyset på, lys tent, lyset tent",  # Norwegian
    "lys tændt, lyset tændes, lys til, lyset tændt",  # Danish
    "valot päälle, valo päälle, valot sytytetty, valot päällä",  # Finnish
)


RECORDING_MARKS = _phrases(
    "recording starts, recording ends, recording start, recording end, recording started, recording stopped",
    "start recording, stop recording, beginning of recording, end of recording, recording resumed",
    "recording continued, period analysisstart, period analysisstop, analysis start, analysis stop",
)
"""Marks of what the recorder did: no events of the sleeper."""


EVENT_TOKENS = {
    "apnea": _phrases("apnoea, apnoe, apnée, apneas, apnoeas, apneia, apneu, apné, uniapnea"),
    "arousal": _phrases(
        "arousals, aro, microarousal, microarousals, weckreaktion, weckreaktionen, microéveil, microéveils",
        "microdespertar, microdespertares, microrisveglio, microrisvegli, vekkereaksjon",
        "havahtuminen, mikrohavahtuminen",
    ),
    "artefact": _phrases(
        "artifact, artefakt, artéfact, artifacts, artefacts, artefakte, artefacto, artefactos",
        "artefatto, artefatti",
        "artefato, artefatos, artefacten, artefakter, artefakti",
    ),
    "central": _phrases("zentrale, zentral, centrale, centraal, sentral, sentraalinen"),
    "desaturation": _phrases(
        "desat, desats, desaturations, entsättigung, entsaettigung, sauerstoffentsättigung",
        "désaturation, desaturación",
        "desaturazione, dessaturação, desaturatie, desaturering, desaturasjon, desaturaatio",
    ),
    "hypopnea": _phrases(
        "hypopnoea, hypopnoe, hypopnée, hypopneas, hipopnea, ipopnea, hipopneia, hypopneu, hypopné"
    ),
    "limb": _phrases(
        "leg, legs, lm, plm, lms, plms, limbs, bein, beine, beinbewegung, beinbewegungen, jambe",
        "jambes, pierna, piernas",
        "gamba, gambe, perna, pernas, been, benen, beenbeweging, benrörelse, benbevegelse",
        "benbevægelse, jalka, jalkaliike",
    ),
    "mixed": _phrases(
        "gemischte, gemischt, mixte, mixta, mista, misto, gemengde, gemengd, blandad, blandet, sekamuotoinen"
    ),
    "movement": _phrases(
        "movements, bewegung, bewegungen, mouvement, mouvements, movimiento, movimientos",
        "movimento, movimenti, movimentos",
        "beweging, bewegingen, rörelse, rörelser, bevegelse, bevegelser, bevægelse, bevægelser, liike",
    ),
    "obstructive": _phrases(
        "obstruktive, obstruktiv, obstructiva, obstructief, obstructieve, ostruttiva, obstrutiva",
        "obstruktiivinen",
    ),
    "spindle": _phrases(
        "spindel, spindeln, spindles, schlafspindel, schlafspindeln, fuseau, fuseaux, huso, husos",
        "fuso, fusi, fusos",
        "slaapspoel, slaapspoelen, sömnspindel, søvnspindel, unisukkula",
    ),
    "kcomplex": _phrases(
        "kcomplexes, kkomplex, kkomplexe, kc, complexek, complejok, complessok, complexok, kcomplexen"
    ),
    "slowwave": _phrases("slowwaves"),
    "snore": _phrases(
        "snores, snoring, schnarchen, schnarcher, ronflement, ronflements, ronquido, ronquidos, russamento",
        "ronco, roncos, snurken, snurk, snarkning, snorking, snorken, snorke, kuorsaus",
    ),
    "bruxism": _phrases(
        "bruxismus, bruxisme, bruxismo, zähneknirschen, zaehneknirschen, tandenknarsen, bruksismi"
    ),
    "bradycardia": _phrases("bradykardie, bradycardie, bradicardia, bradykardi, bradykardia"),
    "tachycardia": _phrases("tachykardie, tachycardie, taquicardia, tachicardia, takykardi, takykardia"),
    "hypoventilation": _phrases("hypoventilaatio, ipoventilazione, hipoventilación, hypoventilatie"),
    "rera": _phrases("reras"),
}
"""Words of events by the word that stands for all of them."""

EVENT_FILLERS = _phrases(
    "left, right, links, rechts, gauche, droite, izquierda, derecha, izq, der, destra, sinistra",
    "dx, sx, esquerda",
    "direita, vänster, höger, venstre, højre, høyre, vasen, oikea, l, r, de, du, des, del, della",
    "do, da, of, la, micro",
    "eeg, event, sleep, sommeil, sueño, sonno, sono, cortical, spontaneous, spont, respiratory",
    "resp, res, asda",
    "periodic, periodische, périodique, periódico, periodico, isolated, signal, spo2, sao2, o2, oxygen",
)
"""Words that say nothing of an event's kind: the side of the body, what an arousal followed, and the like."""

EVENT_PHRASES = (
    (
        re.compile(r"\bk (?:complex(?:es|en)?|komplexe?)\b|\b(?:complexe|complejo|complesso|complexo) k\b"),
        "kcomplex",
    ),
    (re.compile(r"\boxygen ?saturation drop\b"), "desaturation"),
    (re.compile(r"\bslow waves?\b|\bond[ae]s? lent[ea]s?\b|\blangsame wellen?\b"), "slowwave"),
    (re.compile(r"\bmicro (?:eveils?|despertar(?:es)?|risvegli[oi]?)\b"), "arousal"),
)
"""Words of events that are written in two."""
