"""Names of stages, events, flags, roles and reasons, as the window says them."""

from __future__ import annotations

from sleepscorer.channels import Role
from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP, translate
from sleepscorer.review.rules import Reason
from sleepscorer.scoring import Event, EventKind, Flag
from sleepscorer.stages import Stage

FLAGS = {
    Flag.MOVEMENT: QT_TRANSLATE_NOOP("Words", "movement"),
    Flag.NOT_SURE: QT_TRANSLATE_NOOP("Words", "not sure"),
    Flag.BOOKMARK: QT_TRANSLATE_NOOP("Words", "bookmark"),
}
ROLES = {
    Role.EEG: QT_TRANSLATE_NOOP("Words", "EEG"),
    Role.EOG: QT_TRANSLATE_NOOP("Words", "EOG"),
    Role.EMG: QT_TRANSLATE_NOOP("Words", "EMG"),
    Role.ECG: QT_TRANSLATE_NOOP("Words", "ECG"),
    Role.RESPIRATION: QT_TRANSLATE_NOOP("Words", "respiration"),
    Role.LEG: QT_TRANSLATE_NOOP("Words", "leg EMG"),
    Role.OTHER: QT_TRANSLATE_NOOP("Words", "other"),
}
STAGES = {Stage.W: QT_TRANSLATE_NOOP("Words", "Wake"), Stage.R: QT_TRANSLATE_NOOP("Words", "REM")}
"""Stages with a longer name; the others are called N1, N2 and N3 in every language."""
REASONS = (
    QT_TRANSLATE_NOOP("Reason", "The model is not sure of the stage."),
    QT_TRANSLATE_NOOP("Reason", "Two stages are about equally likely."),
    QT_TRANSLATE_NOOP("Reason", "The epochs around it speak for another stage."),
    QT_TRANSLATE_NOOP("Reason", "Sleep onset: it decides the sleep latency."),
    QT_TRANSLATE_NOOP("Reason", "First N2 after N1: is there a K-complex or a spindle?"),
    QT_TRANSLATE_NOOP("Reason", "First stage R after N2: are there rapid eye movements and low chin tone?"),
    QT_TRANSLATE_NOOP("Reason", "Border of N2 and N3: are there 6 s of slow waves?"),
    QT_TRANSLATE_NOOP("Reason", "From wake straight to stage R."),
    QT_TRANSLATE_NOOP("Reason", "From N3 straight to stage R."),
    QT_TRANSLATE_NOOP("Reason", "From stage R straight to N3."),
    QT_TRANSLATE_NOOP("Reason", "From wake straight to N3."),
    QT_TRANSLATE_NOOP("Reason", "A single epoch between two of another stage."),
    QT_TRANSLATE_NOOP("Reason", "The signal is flat."),
    QT_TRANSLATE_NOOP("Reason", "The signal is at the limit of the amplifier."),
    QT_TRANSLATE_NOOP("Reason", "The signal is far larger than any EEG."),
    QT_TRANSLATE_NOOP("Reason", "There is no signal."),
    QT_TRANSLATE_NOOP("Reason", "Somebody marked this epoch as not sure."),
    QT_TRANSLATE_NOOP("Reason", "Tie: as many scorers say one stage as another."),
)
"""The values of ``Reason``, marked for lupdate."""
FORMATS = (
    QT_TRANSLATE_NOOP("Format", "EDF+ hypnogram, a record of 30 s per epoch: read by every program tried"),
    QT_TRANSLATE_NOOP("Format", "Table of stages, who set them, and probabilities"),
    QT_TRANSLATE_NOOP(
        "Format", "EDF+ with runs of stages and texts of Rechtschaffen & Kales, as in Sleep-EDF"
    ),
    QT_TRANSLATE_NOOP("Format", "EDF+ with an annotation per run of epochs of one stage"),
    QT_TRANSLATE_NOOP(
        "Format", "EDF+ with one data record of duration 0, to the letter; not every program reads it"
    ),
    QT_TRANSLATE_NOOP("Format", "Luna .annot, an interval per epoch"),
    QT_TRANSLATE_NOOP("Format", "Luna .eannot, a word per epoch"),
    QT_TRANSLATE_NOOP("Format", "NSRR XML (PSGAnnotation)"),
    QT_TRANSLATE_NOOP("Format", "Compumedics Profusion XML (CMPStudyConfig)"),
    QT_TRANSLATE_NOOP("Format", "BIDS events table"),
    QT_TRANSLATE_NOOP("Format", "Table for YASA with a column Stage"),
    QT_TRANSLATE_NOOP("Format", "Text, W N1 N2 N3 R or ? on each line"),
    QT_TRANSLATE_NOOP("Format", "Text, 0 W, 1 N1, 2 N2, 3 N3, 4 R, -2 unscored on each line"),
    QT_TRANSLATE_NOOP("Format", "SOMNOmedics DOMINO sleep profile"),
    QT_TRANSLATE_NOOP("Format", "Table of annotations for EDFbrowser"),
    QT_TRANSLATE_NOOP("Format", "XML of annotations for EDFbrowser"),
    QT_TRANSLATE_NOOP("Format", "Table of annotations for MNE-Python"),
    QT_TRANSLATE_NOOP("Format", "ScoringHero JSON"),
    QT_TRANSLATE_NOOP("Format", "Wonambi annotations (XML)"),
    QT_TRANSLATE_NOOP("Format", "Elan hypnogram, also for Visbrain"),
    QT_TRANSLATE_NOOP("Format", "Visbrain stage-duration text"),
    QT_TRANSLATE_NOOP("Format", "U-Sleep list of starts, durations and stages"),
    QT_TRANSLATE_NOOP("Format", "Array of numpy, a number per epoch, as U-Sleep reads it"),
    QT_TRANSLATE_NOOP("Format", "SleepTrip and SpiSOP, two columns"),
)
"""The descriptions of the formats of hypnograms, marked for lupdate."""


def event_name(kind: EventKind) -> str:
    """Return the name of a kind of event, as in a sentence."""
    return translate("Words", kind.type.name)


def event_text(event: Event) -> str:
    """Return what an event is, as in a list: its kind, or what a file called it."""
    return event.words or event_name(event.kind)


def flag_name(flag: Flag) -> str:
    """Return the name of a flag, as in a sentence."""
    return translate("Words", FLAGS[flag])


def role_name(role: Role) -> str:
    """Return the name of a channel's role."""
    return translate("Words", ROLES[role])


def reason_text(reason: Reason) -> str:
    """Return why an epoch deserves a look."""
    return translate("Reason", reason.value)


def format_text(description: str) -> str:
    """Return what a format of hypnograms is, from its description."""
    return translate("Format", description)


def stage_name(stage: Stage) -> str:
    """Return the short name of a stage, for a badge or an undo step."""
    if stage is Stage.UNSCORED:
        return translate("Words", "unscored")
    return translate("Words", STAGES[stage]) if stage is Stage.R else stage.name


def long_stage_name(stage: Stage) -> str:
    """Return the name of a stage as a heading."""
    if stage is Stage.UNSCORED:
        return translate("Words", "Unscored")
    return translate("Words", STAGES[stage]) if stage in STAGES else stage.name


def upper_first(text: str) -> str:
    """Write a text with a capital at its start; the other letters stay as they are."""
    return text[:1].upper() + text[1:]
