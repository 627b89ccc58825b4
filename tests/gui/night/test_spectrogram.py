import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from edf_files import EdfFile, Signal
from gui.strips import MadeUpRecording, colour_at, made_up_scoring, make_strip, middle_of, picture, tone
from pytestqt.qtbot import QtBot

from sleepscorer.channels import Role
from sleepscorer.errors import Cancelled, RecordingError
from sleepscorer.gui.background.task import Task
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.night import NightStrip
from sleepscorer.gui.night.spectra import compute_spectrogram, make_spectrogram
from sleepscorer.gui.night.spectrogram import SpectrogramLane
from sleepscorer.recording import open_recording


def _lane(strip: NightStrip) -> SpectrogramLane:
    lane = strip.lane("spectrogram")
    assert isinstance(lane, SpectrogramLane)
    return lane


def _wait(strip: NightStrip, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: strip.trace is not None and strip.source.get(strip.trace) is not None, timeout=20_000
    )


@pytest.mark.parametrize("hz", [3.0, 12.0, 25.0])
def test_a_tone_is_bright_at_its_height_and_nowhere_else(qtbot: QtBot, hz: float) -> None:
    strip = make_strip(made_up_scoring(200), compute=tone(hz))
    qtbot.addWidget(strip)
    _wait(strip, qtbot)
    lane, top = _lane(strip), strip.top_of("spectrogram")
    assert top is not None
    image, x = picture(strip), middle_of(strip, 100)
    light = [colour_at(image, x, top + y).lightness() for y in range(lane.height)]
    bright = int(np.argmax(light[3:-3])) + 3
    assert abs(bright + 0.5 - lane.y_of(hz)) <= 1.5
    assert lane.hz_at(lane.y_of(hz)) == pytest.approx(hz)
    dark = [value for y, value in enumerate(light[3:-3], 3) if abs(y + 0.5 - lane.y_of(hz)) > 3]
    assert max(dark) < light[bright] / 2


def test_an_event_narrower_than_a_pixel_is_seen(qtbot: QtBot) -> None:
    """Columns are means of what they cover: an image reduced by leaving columns out would lose it."""
    seconds = 9 * 3600
    usual = tone(12.0)
    at_s = 4.123 * 3600

    def compute(*arguments: Any) -> Any:
        times_s, frequencies_hz, power = usual(*arguments)
        power = power * 0 + 1e-3
        power[np.abs(times_s - at_s).argmin(), np.abs(frequencies_hz - 12.0).argmin()] = 1e3
        return times_s, frequencies_hz, power

    strip = make_strip(made_up_scoring(seconds // 30), compute=compute)
    qtbot.addWidget(strip)
    _wait(strip, qtbot)
    lane, top = _lane(strip), strip.top_of("spectrogram")
    assert top is not None
    image, x = picture(strip), middle_of(strip, int(at_s // 30))
    y = top + round(lane.y_of(12.0))
    near = max(colour_at(image, x + dx, y + dy).lightness() for dx in range(-2, 3) for dy in range(-2, 3))
    far = max(colour_at(image, x + dx, y + dy).lightness() for dx in range(20, 25) for dy in range(-2, 3))
    assert near > far + 20


def test_what_has_no_signal_stays_empty() -> None:
    times_s, frequencies_hz = np.arange(5.0, 100, 10), np.arange(0, 31.0)
    power = np.tile(np.linspace(0, 30, 31), (10, 1))
    power[3:5] = np.nan
    means = make_spectrogram(times_s, frequencies_hz, power).means(
        np.arange(0, 121, 10.0), np.linspace(0, 30, 4)
    )
    assert (means[:, 3:5] == 0).all()
    assert (means[:, 10:] == 0).all()
    known = means[:, [0, 1, 2, 5, 6, 7, 8, 9]]
    assert (known >= 1).all()
    assert (np.diff(known, axis=0) > 0).all()


def test_a_real_tone_comes_out_at_its_frequency(tmp_path: Path) -> None:
    rate, seconds = 100, 300
    wave = 1000 * np.sin(2 * np.pi * 13 * np.arange(rate * seconds) / rate)
    path = tmp_path / "tone.edf"
    EdfFile([Signal(np.round(wave).astype(np.int64), rate, label="EEG C4-M1")]).write(path)
    recording = open_recording(path)
    shares: list[float] = []
    found = compute_spectrogram(recording, recording.traces[0], shares.append, lambda: False)
    times_s, frequencies_hz, power = found
    assert abs(frequencies_hz[power.mean(axis=0).argmax()] - 13) <= 0.5
    assert times_s[0] > 0
    assert times_s[-1] < seconds
    assert shares[-1] == pytest.approx(1)
    with pytest.raises(Cancelled):
        compute_spectrogram(recording, recording.traces[0], shares.append, lambda: True)
    recording.close()


def test_the_usual_trace_is_shown_until_another_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    strip, session = window.view.strip, window.session
    assert session is not None
    assert strip.trace is not None
    assert strip.trace.label == "EEG Fpz-Cz"
    _wait(strip, qtbot)
    other = next(trace for trace in strip.source.traces() if trace.label != strip.trace.label)
    assert other.role is Role.EEG
    strip.choose_trace(other)
    assert strip.source.get(other) is None
    _wait(strip, qtbot)
    window.workspace.save_settings()
    path = session.recording.path
    window.open(path, prescore=False)
    assert strip.trace is not None
    assert strip.trace.label == other.label


def test_the_window_is_free_while_it_is_computed_and_closes_at_once(qtbot: QtBot) -> None:
    began = threading.Event()

    def slow(recording: object, trace: object, progress: object, cancelled: Callable[[], bool]) -> None:
        began.set()
        while not cancelled():
            time.sleep(0.005)
        raise Cancelled

    strip = make_strip(made_up_scoring(200), compute=slow)
    qtbot.addWidget(strip)
    qtbot.waitUntil(began.is_set)
    start = time.perf_counter()
    for epoch in range(50):
        strip.mark(epoch)
        strip.repaint()
    assert (time.perf_counter() - start) / 50 < 0.05
    strip.leave()
    assert time.perf_counter() - start < 5


def test_a_spectrogram_that_cannot_be_had_is_said_in_its_lane(qtbot: QtBot) -> None:
    def broken(*args: object) -> None:
        raise RecordingError("The file has become shorter.")

    strip = make_strip(made_up_scoring(200), compute=broken)
    qtbot.addWidget(strip)
    qtbot.waitUntil(lambda: strip.trace is not None and strip.source.failure(strip.trace) != "")
    assert _lane(strip).state() == "The file has become shorter."
    strip.leave()  # its thread ends a little later than it tells so


def test_a_hidden_spectrogram_is_not_computed(qtbot: QtBot) -> None:
    strip = make_strip(made_up_scoring(200), compute=tone(10))
    qtbot.addWidget(strip)
    strip.set_hidden("spectrogram", True)
    qtbot.wait(600)
    assert strip.trace is not None
    assert strip.source.get(strip.trace) is None
    strip.set_hidden("spectrogram", False)
    _wait(strip, qtbot)


def test_what_a_stopped_task_still_sends_is_not_taken_for_the_next_night(qtbot: QtBot) -> None:
    strip = make_strip(made_up_scoring(200), compute=tone(10))
    qtbot.addWidget(strip)
    source = strip.source
    source.start()
    (task,) = source.findChildren(Task)
    task.wait()  # its result is on the way
    scoring = made_up_scoring(300)
    strip.set_hidden("spectrogram", True)
    strip.show_night(MadeUpRecording(300), scoring)  # type: ignore[arg-type]
    qtbot.wait(50)
    assert strip.trace is not None
    assert source.get(strip.trace) is None
