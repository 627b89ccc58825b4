"""Words for what a channel measures, in the languages of Europe: one table for every guess of a role.

Words that tell a special case of a role (left or right leg, thorax or abdomen) count where the general role
is clear already. Sources: muscles by their Latin names (Terminologia Anatomica, FIPAT 2019: mentalis,
masseter, tibialis anterior, gastrocnemius, diaphragma, intercostales, scaleni, sternocleidomastoideus) and
their stems in each language; sensors by the AASM Manual (recommended signals of a polysomnogram); parts of
the body by the plain words of each language. Words are folded as :func:`fold` does. A word of four letters or
fewer counts only where it stands alone, or before a number or a side; a longer one also inside of a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_SPELT_OUT = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i", "_": " "}
)
_LONGEST_WHOLE_WORD = 4
_GLUED_SIDES = "left|right|links|rechts|li|re|[lrgdvh]"

CHIN = (
    *("chin", "submental", "subment", "mental", "mentalis", "mentonier", "masseter", "jaw", "mylohyoid"),
    *("genioglossus", "digastric", "frontalis", "zygomat", "mandib", "orbicularis"),
    *("kinn", "kiefer", "unterkiefer"),  # German
    *("menton", "machoire", "mentonnier"),  # French
    *("mentoniano", "barbilla", "mandibula"),  # Spanish
    *("mento", "mentoniero"),  # Italian
    *("queixo", "mentual"),  # Portuguese
    *("kin", "kaak"),  # Dutch
    *("haka", "hake", "hage", "leuka"),  # Swedish, Norwegian, Danish, Finnish
    *("broda", "podbrod", "brada", "barbie", "cene", "loug", "подбород"),  # Polish to Russian
)
LEG = (
    *("leg", "legs", "tib", "tibia", "tibial", "tibialis", "plm", "plms", "lat", "rat", "lleg", "rleg"),
    *(
        "ltib",
        "rtib",
        "llat",
        "calf",
        "shin",
        "foot",
        "thigh",
        "soleus",
        "gastrocnem",
        "peroneus",
        "quadriceps",
    ),
    *("atl", "atr", "extrem", "limb"),
    *(
        "arm",
        "arms",
        "larm",
        "rarm",
        "forearm",
        "fds",
        "edb",
        "flexor",
        "extensor",
        "biceps",
        "deltoid",
        "hand",
    ),
    *(
        "bein",
        "beine",
        "unterschenkel",
        "oberschenkel",
        "schenkel",
        "wade",
        "waden",
        "fuss",
        "unterarm",
    ),  # de
    *("jambe", "jambes", "mollet", "cuisse", "jambier", "pied", "bras"),  # French
    *("pierna", "piernas", "pantorrilla", "gemelo", "brazo", "pie"),  # Spanish
    *("gamba", "gambe", "polpaccio", "braccio", "piede"),  # Italian
    *("perna", "pernas", "panturrilha", "braco"),  # Portuguese
    *("been", "benen", "kuit", "scheenbeen", "onderbeen", "voet"),  # Dutch
    *(
        "ben",
        "benet",
        "vben",
        "hben",
        "underben",
        "legg",
        "smalben",
        "fot",
        "fod",
        "vad",
        "laegg",
    ),  # sv, no, da
    *("lar", "jalka", "jalat", "saari", "pohje", "kasivarsi"),  # Finnish
    *("noga", "nogi", "noha", "picior", "bacak", "jalg", "нога"),  # Polish to Russian
)
RESPIRATORY_MUSCLE = (
    *(
        "diaphrag",
        "diafrag",
        "diafram",
        "zwerchfell",
        "middenrif",
        "mellangulv",
        "mellomgulv",
        "mellemgulv",
        "pallea",
    ),
    *("intercost", "interkost", "zwischenripp", "tussenrib", "kylkivali", "parasternal", "scalen", "skalen"),
    *("sternocleid", "sternokleid", "scm"),
)
EYE = (
    *("eog", "eye", "eyes", "roc", "loc", "pg1", "pg2", "leog", "reog", "heog", "veog", "oculo", "okulo"),
    *("auge", "augen", "oeil", "yeux", "ojo", "ojos", "occhio", "occhi", "olho", "olhos", "oog", "ogen"),
    *("oga", "ogon", "oye", "oyne", "oje", "ojne", "silma", "silmat", "oko", "oczy", "szem", "goz", "глаз"),
)
HEART = (
    *("herz", "coeur", "corazon", "cuore", "coracao", "hjarta", "hjerte", "sydan"),
    *("electrocardio", "elektrokardio", "elettrocardio"),
)
BREATHING = (
    *(
        "atem",
        "atmung",
        "luftfluss",
        "luftstrom",
        "brust",
        "brustgurt",
        "bauch",
        "bauchgurt",
        "nase",
        "nasen",
    ),
    *("souffle", "debit", "flux", "poitrine", "sangle", "ventre", "nez", "bouche"),
    *("flujo", "pecho", "nariz", "torax", "vientre", "esfuerzo"),
    *("flusso", "torace", "addome", "petto", "sforzo", "naso", "fluxo", "peito", "esforco"),
    *("adem", "ademhaling", "luchtstroom", "borst", "buik", "neus"),
    *(
        "andning",
        "luftflode",
        "brost",
        "buk",
        "mage",
        "nasa",
        "pust",
        "bryst",
        "nese",
        "naese",
        "mave",
        "vejrtraek",
    ),
    *("hengitys", "ilmavirta", "rinta", "rintakeha", "vatsa", "nena"),
    *("klatka", "brzuch", "hrudn", "brich", "mellkas", "gogus", "przeplyw", "oddech", "груд", "живот"),
)
NEITHER = (
    *("schnarch", "ronfle", "ronqui", "ronco", "roncopat", "russa", "russamento", "snurk", "snark", "snork"),
    *(
        "kuorsaus",
        "korperlage",
        "koerperlage",
        "lage",
        "posic",
        "posiz",
        "posit",
        "houding",
        "ligging",
        "stilling",
    ),
    *("kroppslage", "asento", "satur", "sattig", "saettig", "sauerstoff", "mattnad", "metning", "maetning"),
    *(
        "happi",
        "happikyllast",
        "puls",
        "pouls",
        "pulso",
        "polso",
        "pulssi",
        "hartslag",
        "herzfreq",
        "herzrate",
    ),
    *("frequen", "frecuen", "frekven", "syke", "licht", "lumiere", "luz", "luce", "ljus", "lys", "valo"),
    *("mikrofon", "microphone", "microfono", "beweg", "mouvement", "movimiento", "liike", "blutdruck"),
)
"""Snoring, position, saturation, pulse, light, movement: nothing that a stage is scored from."""

SATURATION = (
    *("spo2", "sao2", "sp02", "osat", "o2sat", "o2 sat", "sat", "satur", "oxygen sat"),
    *("sattig", "saettig", "sauerstoff", "mattnad", "metning", "maetning", "happikyll", "kyllast", "szatur"),
    *("сатурац", "kysyt"),
)
PULSE = (
    *("pulse", "puls", "pouls", "pulso", "polso", "pulssi", "pr", "hr", "dhr", "h.r", "h r", "syke"),
    *(
        "pulsrate",
        "pulsfreq",
        "pulsoxi pr",
        "heart rate",
        "heartrate",
        "cardiac rate",
        "hartslag",
        "hartfreq",
    ),
    *("herzfreq", "herzrate", "herzschlag", "frequence card", "freq card", "frecuencia card", "ritmo card"),
    *("frequenza card", "frequencia card", "hjartfrekv", "hjertefrekv", "pulz", "tetno", "nabiz", "пульс"),
)
PLETHYSMOGRAM = (
    *("pleth", "plet", "pletis", "ppg", "plethwv", "pulse wave", "pulsewave", "pulswelle", "pulskurve"),
    *("onde de pouls", "onda de pulso", "onda di polso", "polsgolf", "pulsvag", "pulsbolge", "плетизм"),
)
SNORE = (
    *("snore", "snoring", "schnarch", "ronfl", "ronqui", "ronco", "roncopat", "russa", "russamento"),
    *("snurk", "snark", "snork", "kuorsa", "chrap", "chrop", "horkol", "sforai", "храп"),
)
POSITION = (
    *("pos", "bpos", "bodypos", "body position", "body pos", "position", "korperlage", "koerperlage", "lage"),
    *("posic", "posiz", "posit", "houding", "ligging", "stilling", "kroppslage", "kropsstilling", "asento"),
    *("pozyc", "poloha", "poloh", "testhelyzet", "pozit", "положение"),
)
CO2 = ("co2", "etco2", "tcco2", "ptcco2", "pco2", "capno", "kapno", "capnogr")
LIGHT = (
    *("light", "licht", "lumiere", "luz", "luce", "ljus", "lys", "valo", "lux", "swiatlo", "svetlo", "feny"),
    *("свет",),
)
BATTERY = ("batt", "bat", "battery", "batter", "akku", "bateria", "pile", "accu", "батаре")
NO_MEASUREMENT = (
    *("index", "quality", "qualit", "qual", "stage", "stat", "status", "alarm", "event", "marker", "angle"),
    *("calib", "impedance", "axis", "gravity", "elevation", "phase", "transit", "ptt", "amp", "resp"),
    *(
        "atemfreq",
        "breath",
        "ahi",
        "odi",
        "mov",
        "movement",
        "beweg",
        "off",
        "sensor",
        "volume",
        "conf",
        "hrv",
    ),
)
"""Beside the name of a sensor: what is computed from it, or said of it."""
CPAP = (
    *("cpap", "pap", "bpap", "bipap", "xpap", "apap", "vpap", "ipap", "epap", "bilevel", "mask", "maske"),
    *("masque", "mascara", "maschera", "masker", "beatmung", "ppc", "vni", "asv"),
)
PRESSURE = (
    *("pres", "press", "pressure", "druck", "pression", "presion", "pressione", "pressao", "druk", "tryck"),
    *("trykk", "tryk", "paine", "cisnien", "давлен"),
)
FLOW = (
    *(
        "flow",
        "flo",
        "fluss",
        "strom",
        "debit",
        "flux",
        "flujo",
        "flusso",
        "fluxo",
        "stroom",
        "flode",
        "virta",
    ),
    *("przeplyw", "поток"),
)
NASAL_PRESSURE = (
    *("cannula", "canula", "canule", "kanule", "kanuele", "kanyl", "kanyyli", "ptaf", "staudruck", "np"),
    *("nasal pres", "nasalpres", "nasaldruck", "nasendruck", "pression nas", "presion nas", "pressione nas"),
    *("pressao nas", "neusdruk", "nas pres", "nasal prs", "npres", "nastryck"),
)
THERMISTOR = (
    *("therm", "termist", "thermist", "termo", "thermo", "airflow", "air flow", "new air", "oronasal flow"),
    *("oro-nasal flow", "термист"),
)
THORAX = (
    *("thor", "thora", "thorax", "thorac", "torac", "torax", "toraks", "chest", "rib cage", "ribcage", "tho"),
    *("brust", "brustgurt", "poitrine", "pecho", "petto", "peito", "borst", "brost", "bryst", "rinta"),
    *("klatka", "hrudn", "mellkas", "gogus", "груд"),
)
ABDOMEN = (
    *("abd", "abdo", "abdom", "abdomen", "bauch", "ventre", "vientre", "addom", "buik", "buk", "mage"),
    *("mave", "vatsa", "brzuch", "brich", "hasi", "karin", "живот", "брюш"),
)
EFFORT_SUM = ("sum", "xsum", "ripsum", "summe", "somme", "suma", "somma", "soma", "summa", "сумм")
LEFT = (
    *("l", "li", "left", "links", "linke", "gauche", "g", "izq", "izquierd", "sinistr", "sx", "sin", "esq"),
    *("esquerd", "vanster", "venstre", "vasen", "v", "lleg", "ltib", "llat", "lat", "atl", "tag", "tal"),
    *("larm", "vben", "leftleg", "lewa", "leva", "bal", "лев"),
)
RIGHT = (
    *("r", "re", "right", "rechts", "rechte", "droit", "d", "der", "dch", "derech", "destr", "dx", "des"),
    *("dir", "direit", "hoger", "hoyre", "hojre", "oikea", "h", "o", "rleg", "rtib", "rat", "atr", "tad"),
    *("tar", "rarm", "hben", "rightleg", "prawa", "prava", "jobb", "прав"),
)

SIDES = (
    *(
        "l",
        "r",
        "li",
        "re",
        "g",
        "d",
        "i",
        "s",
        "v",
        "h",
        "o",
        "dx",
        "sx",
        "sin",
        "des",
        "der",
        "izq",
        "dch",
        "esq",
        "dir",
    ),
    *(
        "left",
        "right",
        "links",
        "rechts",
        "link",
        "recht",
        "gauche",
        "droit",
        "droite",
        "izquierda",
        "izquierdo",
    ),
    *("derecha", "derecho", "sinistra", "sinistro", "destra", "destro", "esquerda", "esquerdo", "direita"),
    *("direito", "vanster", "hoger", "venstre", "hoyre", "hojre", "vasen", "oikea"),
)
UNTOLD = (
    *SIDES,
    *(
        "emg",
        "ref",
        "avg",
        "mean",
        "bip",
        "bipolar",
        "mono",
        "raw",
        "aux",
        "le",
        "a",
        "b",
        "c",
        "m",
        "e",
        "z",
        "x",
    ),
    *(
        "pos",
        "neg",
        "plus",
        "minus",
        "mid",
        "middle",
        "center",
        "centre",
        "cent",
        "ch",
        "chan",
        "channel",
        "kanal",
    ),
    *(
        "upper",
        "lower",
        "up",
        "low",
        "uv",
        "mv",
        "signal",
        "filt",
        "filtered",
        "rms",
        "env",
        "surface",
        "mm",
        "av",
    ),
)
"""Words beside EMG that name no muscle."""


def fold(label: str) -> str:
    """Fold a label: lower case, no accents or underscores, single blanks; EMG, EOG, ECG stand alone."""
    plain = unicodedata.normalize("NFKD", label.lower().translate(_SPELT_OUT))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"emg|eog|e[ck]g", r" \g<0> ", bare).split())


_WORDS: dict[str, tuple[str, ...]] = {
    "chin": CHIN,
    "leg": LEG,
    "respiratory muscle": RESPIRATORY_MUSCLE,
    "eye": EYE,
    "heart": HEART,
    "breathing": BREATHING,
    "neither": NEITHER,
    "saturation": SATURATION,
    "pulse": PULSE,
    "plethysmogram": PLETHYSMOGRAM,
    "snore": SNORE,
    "position": POSITION,
    "CO2": CO2,
    "light": LIGHT,
    "battery": BATTERY,
    "no measurement": NO_MEASUREMENT,
    "CPAP": CPAP,
    "pressure": PRESSURE,
    "flow": FLOW,
    "nasal pressure": NASAL_PRESSURE,
    "thermistor": THERMISTOR,
    "thorax": THORAX,
    "abdomen": ABDOMEN,
    "effort sum": EFFORT_SUM,
}


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = _WORDS[kind]
    ends = rf"(?:\d|(?:{_GLUED_SIDES})?(?![^\W\d_]))"
    short = "|".join(re.escape(w) for w in words if len(w) <= _LONGEST_WHOLE_WORD)
    long = "|".join(re.escape(w) for w in words if len(w) > _LONGEST_WHOLE_WORD)
    begins = rf"(?<![^\W\d_])(?:(?:[lrvh])(?={short or '$'}))?"
    parts = [rf"{begins}(?:{short}){ends}"] if short else []
    parts += [long] if long else []
    return re.compile("|".join(parts))


def names(kind: str, text: str) -> bool:
    """Tell whether a folded label has a word of this kind: chin, leg, respiratory muscle, eye, heart, ..."""
    return bool(_pattern(kind).search(text))


def names_unknown_muscle(text: str) -> bool:
    """Tell whether a folded label says EMG of something that no list here knows."""
    words = re.findall(r"[^\W\d_]+", text.replace("emg", " "))
    return any(len(word) > 2 and word not in UNTOLD for word in words)


def side(text: str) -> str:
    """Return which side a folded label names: ``left``, ``right``, or nothing where it names both or none."""
    tokens = re.findall(r"[^\W\d_]+", text)
    left = any(_names_side(token, LEFT, "l") for token in tokens)
    right = any(_names_side(token, RIGHT, "r") for token in tokens)
    return "" if left is right else "left" if left else "right"


def _names_side(token: str, words: Iterable[str], letter: str) -> bool:
    """Return whether a word is one of a side, begins with a long one, or has its letter glued to a leg."""
    if any(token == word or (len(word) > _LONGEST_WHOLE_WORD and word in token) for word in words):
        return True
    return bool(re.fullmatch(rf"{letter}(leg|tib|lat|plm|arm)\w*|(leg|tib|plm|bein){letter}\w?", token))
