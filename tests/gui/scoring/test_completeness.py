"""A person's word that all events of a kind are marked."""

from __future__ import annotations

import pytest

from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.scoring.completeness import CompletenessDialog
from sleepscorer.scoring import RESPIRATORY, Author, AuthorKind, EventKind
from sleepscorer.stages import Stage

MODEL = Author(AuthorKind.MODEL, "psgscoring@1")


def test_who_has_marked_all_apnoeas_and_found_none_has_an_ahi_of_0(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    assert session is not None
    session.score(range(100, 220), Stage.N2)
    session.take("", session.scoring.propose_events([], MODEL, {EventKind.AROUSAL, EventKind.SPINDLE}))

    def answer(dialog: CompletenessDialog) -> bool:
        assert dialog.box(EventKind.AROUSAL).isChecked()
        assert "psgscoring" in dialog.box(EventKind.AROUSAL).text()
        assert not dialog.box(EventKind.HYPOPNOEA).isChecked()
        dialog.box(EventKind.HYPOPNOEA).setChecked(True)
        return True

    monkeypatch.setattr(CompletenessDialog, "exec", answer)
    window.actions_by_name["statistics"].setChecked(True)
    assert "Apnoea-hypopnoea" not in _panel(window)
    window.actions_by_name["all_marked"].trigger()
    by_kind = dict.fromkeys(RESPIRATORY, session.technician)
    assert session.scoring.searched == by_kind | {EventKind.AROUSAL: MODEL, EventKind.SPINDLE: MODEL}
    assert "Apnoea-hypopnoea index 0.0 /h" in _panel(window)
    assert "Apnoea-hypopnoea index (AHI)" in window.report.html()
    session.undo()
    assert "Apnoea-hypopnoea" not in _panel(window)


def _panel(window: MainWindow) -> str:
    window.statistics.refresh()
    return " ".join(window.statistics.text().split())
