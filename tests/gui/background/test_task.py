"""Tasks: one that is no longer wanted stops by itself, and never takes the process with it."""

from __future__ import annotations

import gc
import subprocess
import sys
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from sleepscorer.gui.background import task as tasks
from sleepscorer.gui.background.task import Task, TaskSlot

LONG_S = 20.0

FORGOTTEN = """
import time
from PySide6.QtCore import QCoreApplication, QObject
from sleepscorer.gui.background.task import TaskSlot

app = QCoreApplication([])
window = QObject()
slot = TaskSlot(window)

def work(progress, cancelled):
    while not cancelled():
        time.sleep(0.001)

slot.start("Reading", work)
{end}
print("alive", flush=True)
"""


def _run(end: str) -> str:
    script = FORGOTTEN.format(end=end)
    process = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    return process.stdout.strip()


def test_a_task_outlives_the_window_that_is_deleted():
    assert _run("del slot, window") == "alive"


def test_a_task_that_runs_at_the_end_is_stopped():
    assert _run("") == "alive"


def test_a_task_stops_and_is_forgotten_after_its_owner(qtbot: QtBot):
    begun, stopped = Event(), Event()
    owner = QObject()

    def work(progress, cancelled):
        begun.set()
        while not cancelled():
            pass
        stopped.set()

    slot = TaskSlot(owner)
    assert slot.start("Reading", work)
    assert begun.wait(LONG_S)
    del slot, owner
    gc.collect()
    assert stopped.wait(LONG_S)
    qtbot.waitUntil(lambda: not tasks._running)


def test_a_task_given_to_another_owner_does_not_end_with_the_first(qapp: QCoreApplication, qtbot: QtBot):
    first, second, end = QObject(), QObject(), Event()
    task = Task("Reading", lambda progress, cancelled: end.wait(LONG_S), first)
    task.start()
    told = []
    task.let_go(second, lambda: told.append(1))
    del first
    gc.collect()
    assert task.parent() is second
    end.set()
    qtbot.waitUntil(lambda: told == [1])
