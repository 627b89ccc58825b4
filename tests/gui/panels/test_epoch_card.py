"""Card of the epoch where there is little room: nothing of it lies over anything else."""

from __future__ import annotations

from itertools import pairwise

from pytestqt.qtbot import QtBot

from sleepscorer.gui.panels.epoch import ROW, EpochCard
from sleepscorer.gui.widgets.theme import LIGHT


def test_a_card_of_its_least_height_shows_all_stages(qtbot: QtBot) -> None:
    card = EpochCard(LIGHT)
    qtbot.addWidget(card)
    card.show_notices(["Scored with a model: C4-M1. "] * 40)
    card._stage.setText("N2")
    card._author.setText("by a model of a very long name that is told on two lines or on three of them")
    card.show_reasons(("close to another stage", "the two networks differ"))
    card._progress.setText("By a person: 3 of 900\nUnscored: 0")
    card.resize(card.minimumSizeHint())
    card.show()
    card.resize(card.minimumSizeHint())
    card.layout().activate()
    assert card._bars.height() >= 5 * ROW
    shown = [item for index in range(card.layout().count()) if (item := card.layout().itemAt(index).widget())]
    boxes = [part.geometry() for part in shown if part.isVisible()]
    assert all(upper.bottom() < lower.top() for upper, lower in pairwise(boxes))
    assert boxes[-1].bottom() <= card.height()
    assert card.notices.height() > boxes[-1].height(), "the notices are scrolled"
