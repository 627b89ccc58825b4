"""Names of stages, events, flags, roles and reasons, as the window says them."""

from __future__ import annotations

from sleepscorer.body_positions import BodyPosition, position_of
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
STAGES = {Stage.W: QT_TRANSLATE_NOOP("Words", "Wake"), Stage.R: QT_TRANSLATE_NOOP("Words", "REM")}
"""Stages with a longer name; the others are called N1, N2 and N3 in every language."""


def event_name(kind: EventKind) -> str:
    """Return the name of a kind of event, as in a sentence."""
    return translate("Words", kind.type.name)


def event_text(event: Event) -> str:
    """Return what an event is, as in a list: its kind, or what a file called it."""
    if event.kind is EventKind.BODY_POSITION and event.words:
        return f"{event_name(event.kind)}: {_position_words(event)}"
    return event.words or event_name(event.kind)


def event_abbreviation(event: Event) -> str:
    """Return what stands on a trace for an event: its abbreviation, or the words for one that has none."""
    if event.kind is EventKind.BODY_POSITION and event.words:
        return upper_first(_position_words(event))
    return event.kind.type.abbreviation or event_text(event)


def _position_words(event: Event) -> str:
    position = position_of(event.words)
    return translate("Words", position.value) if position is not None else event.words


def flag_name(flag: Flag) -> str:
    """Return the name of a flag, as in a sentence."""
    return translate("Words", FLAGS[flag])


def position_name(position: BodyPosition) -> str:
    """Return the name of a position of the body."""
    return upper_first(translate("Words", position.value))


def role_name(role: Role) -> str:
    """Return the name of a channel's role."""
    return translate("Words", role.type.name)


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
