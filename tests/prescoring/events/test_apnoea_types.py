"""Types of proposed apnoeas by their effort."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sleepscorer.channels import Derivation, Role
from sleepscorer.prescoring.events.apnoea_types import with_mixed_apnoeas
from sleepscorer.prescoring.events.inputs import ReadTrace
from sleepscorer.prescoring.events.result import FoundEvent
from sleepscorer.scoring import EventKind

TIMES = np.arange(0, 300, 0.1)


def belt() -> ReadTrace:
    size = np.where((TIMES >= 200) & (TIMES < 212), 0.0, 1.0)
    wave = size * np.sin(2 * np.pi * TIMES / 4)
    return ReadTrace(Derivation("Thorax", Role.THORAX, 0), wave.astype(np.float32), 10.0)


def test_an_apnoea_that_begins_without_effort_is_mixed_and_says_so():
    apnoea = FoundEvent(EventKind.OBSTRUCTIVE_APNOEA, 200.0, 24.0, "Flow", 0.8, {"flow": -95.0})
    hypopnoea = replace(apnoea, kind=EventKind.HYPOPNOEA)
    untyped = replace(apnoea, terms={"untyped": 1.0})
    elsewhere = replace(apnoea, start_s=250.0)
    events = [apnoea, hypopnoea, untyped, elsewhere]
    mixed, *others = with_mixed_apnoeas(events, [belt()])
    assert mixed.kind is EventKind.MIXED_APNOEA
    assert 10 < mixed.terms.pop("effort_absent") < 14
    assert replace(mixed, kind=apnoea.kind) == apnoea
    assert others == events[1:]
    assert with_mixed_apnoeas(events, []) == events
