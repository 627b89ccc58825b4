"""Scorers to choose from: bundled models, their variants, and scorers of other packages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sleepscorer.gui.i18n.translation import fill, translate
from sleepscorer.prescoring.model_card import ModelCard, available_models
from sleepscorer.prescoring.plugins import Scorer, outside_scorers
from sleepscorer.prescoring.prescore import DEFAULT_MODEL

_CHANNELS = re.compile(r", \d+ channels?")


@dataclass(frozen=True)
class ScorerChoice:
    """Something that can score a night.

    Attributes
    ----------
    name : str
        What ``Settings.model`` holds.
    text : str
        In the menu.
    tip : str
        Figures that its card gives.
    about : str
        What there is to read of it, in Markdown.
    group : str
        Title of the sub-menu it stands in; empty for the menu itself.
    outside : bool
    """

    name: str
    text: str
    tip: str
    about: str
    group: str = ""
    outside: bool = False


def choices() -> list[ScorerChoice]:
    """List the usual model, families of models with their variants, and outside scorers."""
    cards = sorted(available_models(), key=lambda card: card.family != DEFAULT_MODEL)
    listed = []
    for family in dict.fromkeys(card.family for card in cards):
        members = [card for card in cards if card.family == family]
        if len(members) > 1 or members[0].name != family:
            listed += _family(family, members)
        else:
            listed.append(_single(members[0]))
    return [*listed, *map(_outside, outside_scorers())]


def _single(card: ModelCard, group: str = "") -> ScorerChoice:
    return ScorerChoice(card.name, card.title, _figures(card), _card_text(card), group)


def _family(family: str, members: list[ModelCard]) -> list[ScorerChoice]:
    title = _CHANNELS.sub("", members[0].title)
    tip = translate("Models", "The variant of {family} that the recording's channels can feed best.")
    text = translate("Models", "{family}, the variant that fits")
    about = "\n\n---\n\n".join(map(_card_text, members))
    fitting = ScorerChoice(family, text.format(family=title), tip.format(family=title), about, title)
    return [fitting, *(_single(card, title) for card in members)]


def _outside(scorer: Scorer) -> ScorerChoice:
    if scorer.version:
        tip = translate("Models", "An outside scorer, version {version}").format(version=scorer.version)
    else:
        tip = translate("Models", "An outside scorer, not installed: {how}").format(how=scorer.install)
    about = f"# {scorer.title}\n\n{tip}.\n\n{(type(scorer).__doc__ or '').strip()}"
    return ScorerChoice(scorer.name, scorer.title, tip, about, outside=True)


def _figures(card: ModelCard) -> str:
    """Lines on what was measured, and on the size of the network."""
    text = translate("Models", "kappa {kappa:.2f}, accuracy {accuracy:.0%} on {where}")
    size = fill(translate("Models", "{count:,} trainable parameters"), count=card.trainable_parameters)
    measured = [
        fill(text, kappa=figure["kappa"], accuracy=figure["accuracy"], where=figure["measured_on"])
        for figure in card.figures
        if "kappa" in figure and "accuracy" in figure
    ]
    return "\n".join([size, *measured])


def _card_text(card: ModelCard) -> str:
    try:
        return (card.folder / "CARD.md").read_text(encoding="utf-8")
    except OSError:
        text = translate("Models", "The card of this model cannot be read; install the model again.")
        return f"# {card.title}\n\n{text}"
