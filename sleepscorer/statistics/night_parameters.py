"""Parameters of a clinical night: respiration, oxygen, arousals, limbs, heart, position; a row each.

docs/statistics.md defines each. A new one is a row of :data:`NIGHT_PARAMETERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from sleepscorer.scoring import EventKind
from sleepscorer.statistics.arousals import ArousalCause
from sleepscorer.statistics.event_kinds import DISTURBANCES
from sleepscorer.statistics.night import NightStatistics, StretchStatistics
from sleepscorer.statistics.parameters import Parameter, Value
from sleepscorer.translatable import QT_TRANSLATE_NOOP


def _where_marked(
    kinds: Collection[EventKind], value: Callable[[NightStatistics], Value]
) -> Callable[[NightStatistics], Value]:
    """Return the function that gives None where no event of the kinds is marked, nor one was looked for."""
    return lambda night: value(night) if any(kind in night.events.tallies for kind in kinds) else None


def _ahi(stretch: StretchStatistics | None) -> Value:
    return None if stretch is None else stretch.ahi


def _odi(night: NightStatistics, least_percent: int) -> Value:
    return None if night.oxygen is None else night.oxygen.odi[least_percent]


def _below(night: NightStatistics, percent: int) -> Value:
    return None if night.oxygen is None else night.oxygen.below_min[percent]


def _plms_without(night: NightStatistics) -> Value:
    return night.events.per_hour(night.events.periodic_limb_movements.count - night.plms_with_arousal[0])


NIGHT_PARAMETERS: tuple[Parameter[NightStatistics], ...] = (
    Parameter(
        "ahi",
        "/h",
        _where_marked(DISTURBANCES, lambda night: night.ahi),
        label=QT_TRANSLATE_NOOP("Statistics", "Apnoea-hypopnoea index"),
        report={
            "en": "Apnoea-hypopnoea index (AHI)",
            "de": "Apnoe-Hypopnoe-Index (AHI)",
            "fr": "Index d'apnées et d'hypopnées (IAH)",
        },
        heading="AHI",
        section="respiration",
    ),
    Parameter(
        "rdi",
        "/h",
        _where_marked(DISTURBANCES, lambda night: night.rdi),
        label=QT_TRANSLATE_NOOP("Statistics", "Respiratory disturbance index"),
        report={
            "en": "Respiratory disturbance index (RDI)",
            "de": "Index der respiratorischen Störungen (RDI)",
            "fr": "Index de perturbations respiratoires (RDI)",
        },
        section="respiration",
    ),
    Parameter(
        "rei",
        "/h",
        _where_marked(DISTURBANCES, lambda night: night.rei),
        label=QT_TRANSLATE_NOOP("Statistics", "Respiratory event index"),
        report={
            "en": "Respiratory event index (REI)",
            "de": "Index der respiratorischen Ereignisse (REI)",
            "fr": "Index d'événements respiratoires (REI)",
        },
        heading="REI",
        section="respiration",
    ),
    Parameter(
        "apnoea_index",
        "/h",
        _where_marked(DISTURBANCES, lambda night: night.events.apnoeas.per_hour),
        report={"en": "Apnoea index", "de": "Apnoe-Index", "fr": "Index d'apnées"},
        section="respiration",
    ),
    Parameter(
        "hypopnoea_index",
        "/h",
        _where_marked(DISTURBANCES, lambda night: night.events.by_kind[EventKind.HYPOPNOEA].per_hour),
        report={"en": "Hypopnoea index", "de": "Hypopnoe-Index", "fr": "Index d'hypopnées"},
        section="respiration",
    ),
    Parameter(
        "central_ahi",
        "/h",
        _where_marked(DISTURBANCES, lambda night: night.events.by_kind[EventKind.CENTRAL_APNOEA].per_hour),
        report={
            "en": "Central AHI (central apnoeas)",
            "de": "Zentraler AHI (zentrale Apnoen)",
            "fr": "IAH central (apnées centrales)",
        },
        section="respiration",
    ),
    Parameter(
        "ahi_nrem",
        "/h",
        _where_marked(DISTURBANCES, lambda night: _ahi(night.by_stage.get("NREM"))),
        report={"en": "AHI in NREM", "de": "AHI im NREM-Schlaf", "fr": "IAH en sommeil lent"},
        section="parts",
    ),
    Parameter(
        "ahi_rem",
        "/h",
        _where_marked(DISTURBANCES, lambda night: _ahi(night.by_stage.get("R"))),
        report={"en": "AHI in REM", "de": "AHI im REM-Schlaf", "fr": "IAH en sommeil paradoxal"},
        section="parts",
    ),
    Parameter(
        "ahi_supine",
        "/h",
        _where_marked(DISTURBANCES, lambda night: _ahi(night.supine)),
        label=QT_TRANSLATE_NOOP("Statistics", "AHI supine"),
        report={"en": "AHI supine", "de": "AHI in Rückenlage", "fr": "IAH en décubitus dorsal"},
        section="parts",
    ),
    Parameter(
        "ahi_not_supine",
        "/h",
        _where_marked(DISTURBANCES, lambda night: _ahi(night.not_supine)),
        label=QT_TRANSLATE_NOOP("Statistics", "AHI not supine"),
        report={"en": "AHI not supine", "de": "AHI in anderen Lagen", "fr": "IAH dans les autres positions"},
        section="parts",
    ),
    Parameter(
        "longest_apnoea_s",
        "s",
        _where_marked(DISTURBANCES, lambda night: night.events.apnoeas.longest_s),
        report={"en": "Longest apnoea", "de": "Längste Apnoe", "fr": "Apnée la plus longue"},
        section="parts",
    ),
    Parameter(
        "longest_hypopnoea_s",
        "s",
        _where_marked(DISTURBANCES, lambda night: night.events.by_kind[EventKind.HYPOPNOEA].longest_s),
        report={"en": "Longest hypopnoea", "de": "Längste Hypopnoe", "fr": "Hypopnée la plus longue"},
        section="parts",
    ),
    Parameter(
        "odi_3",
        "/h",
        _where_marked({EventKind.DESATURATION}, lambda night: _odi(night, 3)),
        label=QT_TRANSLATE_NOOP("Statistics", "Desaturations ≥ 3 %"),
        report={
            "en": "Desaturations ≥ 3 % (ODI 3)",
            "de": "Entsättigungen ≥ 3 % (ODI 3)",
            "fr": "Désaturations ≥ 3 % (IDO 3)",
        },
        heading="ODI 3",
        section="oxygen",
    ),
    Parameter(
        "odi_4",
        "/h",
        _where_marked({EventKind.DESATURATION}, lambda night: _odi(night, 4)),
        label=QT_TRANSLATE_NOOP("Statistics", "Desaturations ≥ 4 %"),
        report={
            "en": "Desaturations ≥ 4 % (ODI 4)",
            "de": "Entsättigungen ≥ 4 % (ODI 4)",
            "fr": "Désaturations ≥ 4 % (IDO 4)",
        },
        section="oxygen",
    ),
    Parameter(
        "spo2_mean_percent",
        "%",
        lambda night: night.oxygen.mean_percent if night.oxygen else None,
        label=QT_TRANSLATE_NOOP("Statistics", "Mean SpO₂"),
        report={"en": "Mean SpO₂", "de": "Mittlere SpO₂", "fr": "SpO₂ moyenne"},
        heading="mean SpO₂",
        section="oxygen",
    ),
    Parameter(
        "spo2_nadir_percent",
        "%",
        lambda night: night.oxygen.nadir_percent if night.oxygen else None,
        label=QT_TRANSLATE_NOOP("Statistics", "Lowest SpO₂"),
        report={"en": "Lowest SpO₂", "de": "Niedrigste SpO₂", "fr": "SpO₂ minimale"},
        heading="lowest SpO₂",
        section="oxygen",
    ),
    Parameter(
        "below_90_min",
        "min",
        lambda night: _below(night, 90),
        label=QT_TRANSLATE_NOOP("Statistics", "SpO₂ below 90 %"),
        report={"en": "Time below 90 %", "de": "Zeit unter 90 %", "fr": "Temps sous 90 %"},
        section="oxygen",
    ),
    Parameter(
        "below_88_min",
        "min",
        lambda night: _below(night, 88),
        label=QT_TRANSLATE_NOOP("Statistics", "SpO₂ below 88 %"),
        report={"en": "Time below 88 %", "de": "Zeit unter 88 %", "fr": "Temps sous 88 %"},
        section="oxygen",
    ),
    Parameter(
        "below_80_min",
        "min",
        lambda night: _below(night, 80),
        report={"en": "Time below 80 %", "de": "Zeit unter 80 %", "fr": "Temps sous 80 %"},
        section="oxygen",
    ),
    Parameter(
        "arousal_index",
        "/h",
        _where_marked({EventKind.AROUSAL}, lambda night: night.events.arousal_index),
        label=QT_TRANSLATE_NOOP("Statistics", "Arousal index"),
        report={"en": "Arousal index", "de": "Arousal-Index", "fr": "Index de micro-éveils"},
        heading="arousals",
        section="arousals",
    ),
    Parameter(
        "arousal_index_respiratory",
        "/h",
        _where_marked({EventKind.AROUSAL}, lambda night: night.arousals[ArousalCause.RESPIRATORY][1]),
        report={"en": "… respiratory", "de": "… respiratorisch", "fr": "… respiratoires"},
        section="arousals",
    ),
    Parameter(
        "arousal_index_limb",
        "/h",
        _where_marked({EventKind.AROUSAL}, lambda night: night.arousals[ArousalCause.LIMB][1]),
        report={
            "en": "… with limb movements",
            "de": "… mit Beinbewegungen",
            "fr": "… avec mouvements des jambes",
        },
        section="arousals",
    ),
    Parameter(
        "arousal_index_spontaneous",
        "/h",
        _where_marked({EventKind.AROUSAL}, lambda night: night.arousals[ArousalCause.SPONTANEOUS][1]),
        report={"en": "… spontaneous", "de": "… spontan", "fr": "… spontanés"},
        section="arousals",
    ),
    Parameter(
        "limb_movement_index",
        "/h",
        _where_marked({EventKind.LIMB_MOVEMENT}, lambda night: night.limb_movements[1]),
        report={
            "en": "Limb movement index",
            "de": "Index der Beinbewegungen",
            "fr": "Index de mouvements des jambes",
        },
        section="limbs",
    ),
    Parameter(
        "plms_index",
        "/h",
        _where_marked({EventKind.LIMB_MOVEMENT}, lambda night: night.events.periodic_limb_movements.per_hour),
        label=QT_TRANSLATE_NOOP("Statistics", "PLMS index"),
        report={"en": "PLMS index", "de": "PLMS-Index", "fr": "Index de PLMS"},
        heading="PLMS",
        section="limbs",
    ),
    Parameter(
        "plms_arousal_index",
        "/h",
        _where_marked({EventKind.LIMB_MOVEMENT}, lambda night: night.plms_with_arousal[1]),
        label=QT_TRANSLATE_NOOP("Statistics", "PLMS index with arousal"),
        report={
            "en": "PLMS index with arousal",
            "de": "PLMS-Index mit Arousal",
            "fr": "Index de PLMS avec micro-éveil",
        },
        section="limbs",
    ),
    Parameter(
        "plms_no_arousal_index",
        "/h",
        _where_marked({EventKind.LIMB_MOVEMENT}, _plms_without),
        report={
            "en": "PLMS index without arousal",
            "de": "PLMS-Index ohne Arousal",
            "fr": "Index de PLMS sans micro-éveil",
        },
        section="limbs",
    ),
    Parameter(
        "pulse_mean_per_min",
        "/min",
        lambda night: night.pulse.mean if night.pulse else None,
        label=QT_TRANSLATE_NOOP("Statistics", "Mean pulse"),
        report={"en": "Mean heart rate", "de": "Mittlere Herzfrequenz", "fr": "Fréquence cardiaque moyenne"},
        section="heart",
    ),
    Parameter(
        "pulse_highest_per_min",
        "/min",
        lambda night: night.pulse.highest if night.pulse else None,
        report={
            "en": "Highest heart rate",
            "de": "Höchste Herzfrequenz",
            "fr": "Fréquence cardiaque maximale",
        },
        section="heart",
    ),
    Parameter(
        "pulse_lowest_per_min",
        "/min",
        lambda night: night.pulse.lowest if night.pulse else None,
        report={
            "en": "Lowest heart rate",
            "de": "Niedrigste Herzfrequenz",
            "fr": "Fréquence cardiaque minimale",
        },
        section="heart",
    ),
    Parameter(
        "supine_min",
        "min",
        lambda night: night.supine.minutes if night.supine else None,
        label=QT_TRANSLATE_NOOP("Statistics", "Supine"),
        report={"en": "Supine", "de": "Rückenlage", "fr": "Décubitus dorsal"},
        section="position",
    ),
    Parameter(
        "not_supine_min",
        "min",
        lambda night: night.not_supine.minutes if night.not_supine else None,
        report={"en": "Other positions", "de": "Andere Lagen", "fr": "Autres positions"},
        section="position",
    ),
    Parameter(
        "snore_min",
        "min",
        lambda night: night.snore_min,
        label=QT_TRANSLATE_NOOP("Statistics", "Snoring"),
        report={"en": "Snoring", "de": "Schnarchen", "fr": "Ronflement"},
        section="position",
    ),
    Parameter(
        "events_marked",
        "",
        lambda night: night.events.tally.marked,
        section="events",
    ),
    Parameter(
        "events_counted",
        "",
        lambda night: night.events.tally.counted,
        section="events",
    ),
)
"""Parameters of a clinical night, in the order in which they are shown."""


def night_parameters_of(night: NightStatistics) -> dict[str, Value]:
    """Return every parameter of a clinical night by its name; None where nothing measured or marked it."""
    return {parameter.name: parameter.value(night) for parameter in NIGHT_PARAMETERS}
