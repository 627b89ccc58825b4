"""What the night strip costs: flips and keys with all there is in it, and with nothing; run by measure.py."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from windows import milliseconds, own_night, until_painted, window_of

ROUNDS = 2
"""Full and empty in turn, so that what else the machine does meets both."""
LONGEST_S = 300.0
PARTS = ("", "_processor", "_and_what_follows", "_and_what_follows_processor")
EVENT_EVERY_S = 60


def measure_strip(recording: str, flips: str) -> dict[str, Any]:
    """Key to painted page, with everything there is in the strip and with an empty one of the same height."""
    with own_night(recording) as night:
        window = window_of(night.parent)
        window.open(night, prescore=False)
        seconds: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for name, make in (("full", fill_strip), ("empty", empty_strip)):
                make(window)
                until_quiet(window)
                for kind, found in press_keys(window, int(flips) // ROUNDS).items():
                    seconds.setdefault(f"{kind}_{name}_strip", []).extend(found)
                if name == "full":
                    for kind, found in change_strip(window, int(flips) // ROUNDS).items():
                        seconds.setdefault(kind, []).extend(found)
        told = {"epochs": window.session.n_epochs, "channels": len(window.view.traces.lanes)}
        window.close()
    return {**told, **{name: milliseconds(found) for name, found in sorted(seconds.items())}}


def fill_strip(window: Any) -> None:
    """Probabilities, a person's stage on every epoch, events, lights, the spectrogram."""
    from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Lights
    from sleepscorer.stages import Stage

    session, strip = window.session, window.view.strip
    for lane in strip.lanes:
        strip.set_hidden(lane.name, False)
    n_epochs = session.n_epochs
    made = np.random.default_rng(1).dirichlet(np.full(5, 0.4), n_epochs).astype(np.float32)
    session.take("", session.scoring.prescore(made, Author(AuthorKind.MODEL, "made")))
    for stage in range(5):
        session.score([epoch for epoch in range(n_epochs) if epoch // 11 % 5 == stage], Stage(stage))
    label = window.view.traces.lanes[0].trace.label
    kinds = (EventKind.AROUSAL, EventKind.SPINDLE, EventKind.OBSTRUCTIVE_APNOEA)
    starts = range(0, 30 * n_epochs, EVENT_EVERY_S)
    events = [Event(kinds[place % 3], at + 5.0, 3.0, label) for place, at in enumerate(starts)]
    session.take("", session.scoring.add_events(events, session.technician))
    session.set_lights(Lights(600.0, 30.0 * n_epochs - 600.0))
    strip.setMinimumHeight(0)


def empty_strip(window: Any) -> None:
    """Nothing scored, no lane but that of the hypnogram, the traces as high as before."""
    strip, height = window.view.strip, window.view.strip.height()
    window.session.undo_stack.setIndex(0)
    for lane in strip.lanes:
        strip.set_hidden(lane.name, lane.name != "hypnogram")
    strip.setMinimumHeight(height)


def press_keys(window: Any, times: int) -> dict[str, list[float]]:
    """Seconds from a press to the painted window, and to the end of all that follows.

    Both by the clock, and of the processor: the latter are told apart by their names.
    """
    from PySide6.QtCore import Qt

    stages = (Qt.Key.Key_W, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_R)
    turns = {
        "page_flip": lambda place: Qt.Key.Key_Right,
        "stage_key": lambda place: stages[place // 7 % 5],
    }
    times = min(times, window.session.n_epochs - 2)
    found = {}
    for kind, key_at in turns.items():
        window.session.go_to(0)
        until_quiet(window, calm_s=0.3)
        keys = iter([key_at(place) for place in range(times)])
        pressed = np.array([_press(window, next(keys)) for _ in range(times)])
        for part, seconds in zip(PARTS, pressed.T.tolist(), strict=True):
            found[kind + part] = seconds
    return found


def change_strip(window: Any, times: int) -> dict[str, list[float]]:
    """Seconds of a processor to move the current epoch, to zoom and to show another stage, painted."""
    from PySide6.QtWidgets import QApplication

    strip, n_epochs = window.view.strip, window.session.n_epochs
    acts: dict[str, Callable[[int], object]] = {
        "move_current_epoch": lambda turn: strip.mark((7 * turn) % n_epochs),
        "zoom": lambda turn: strip.zoom(1 if turn % 2 == 0 else -1),
        "one_stage": lambda turn: strip.refresh_epochs([turn % n_epochs]),
    }
    found = {}
    for name, act in acts.items():
        until_quiet(window, calm_s=0.3)
        seconds = []
        for turn in range(times // 2 * 2):
            start = time.thread_time()
            act(turn)
            QApplication.processEvents()
            seconds.append(time.thread_time() - start)
        found[f"strip_{name}_processor"] = seconds
    strip.mark(window.session.epoch)
    return found


def _press(window: Any, key: Any) -> tuple[float, float, float, float]:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    wall, processor = time.perf_counter(), time.thread_time()
    window.painted_at = None
    until_painted(window, lambda: QTest.keyClick(window, key))
    QApplication.processEvents()
    painted, painted_processor = window.painted_at
    end = time.perf_counter() - wall, time.thread_time() - processor
    return painted - wall, painted_processor - processor, *end


def until_quiet(window: Any, calm_s: float = 1.5) -> None:
    """Let what works in the background end: spectrogram, look at the signal.

    Raises
    ------
    RuntimeError
        If it does not end.
    """
    from PySide6.QtCore import QThread
    from PySide6.QtWidgets import QApplication

    begin = calm = time.monotonic()
    while time.monotonic() - calm < calm_s:
        QApplication.processEvents()
        time.sleep(0.005)
        if any(job.isRunning() for job in window.findChildren(QThread)):
            calm = time.monotonic()
        if time.monotonic() - begin > LONGEST_S:
            raise RuntimeError("the work in the background did not end")
