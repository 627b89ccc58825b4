"""The whole night, reduced once in the background and kept."""

from __future__ import annotations

import os
from math import inf
from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal
from platformdirs import user_cache_path
from pytestqt.qtbot import QtBot

from sleepscorer.gui.background.task import Task
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.gui.page import loader, night_reduction
from sleepscorer.gui.page.extremes import BINS_S, level_of
from sleepscorer.gui.page.night_reduction import NightReduction
from sleepscorer.gui.page.pages import read_filtered
from sleepscorer.gui.page.traces.view import TraceView

RATE_HZ, SECONDS = 128, 4000


@pytest.fixture(scope="module")
def noisy_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than an hour of two channels, with a label and a name that are nobody's business."""
    noise = np.random.default_rng(4).normal(0, 600, (2, SECONDS * RATE_HZ)).astype(np.int64)
    noise[0, 77_777] = 30_000
    signals = [
        Signal(digital, RATE_HZ, label, physical_min="-1000", physical_max="1000")
        for label, digital in zip(("F3-M2", "C3-M2"), noise, strict=True)
    ]
    return EdfFile(signals).write(tmp_path_factory.mktemp("Doe_Jane") / "Doe_Jane.edf")


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "LATER_MS", 1)
    monkeypatch.setattr(night_reduction, "QUIET_S", 0.01)


def files() -> list[Path]:
    return sorted((user_cache_path("sleepscorer", appauthor=False) / "nights").glob("*.extremes"))


def test_what_is_reduced_first_lies_evenly_apart() -> None:
    assert night_reduction.spread_out(8) == [0, 4, 2, 6, 1, 5, 3, 7]
    for count in (0, 1, 2, 7, 97):
        assert sorted(night_reduction.spread_out(count)) == list(range(count))


def _opened(window: MainWindow, path: Path, qtbot: QtBot) -> MainWindow:
    assert window.open(path, prescore=False)
    assert window.view.pages is not None
    reduction = window.view.pages.findChild(NightReduction)
    n_lanes = len(window.view.traces.lanes)
    qtbot.waitUntil(lambda: len(reduction.reduced) == n_lanes, timeout=60_000)
    return window


def _whole(window: MainWindow, qtbot: QtBot) -> TraceView:
    window.view.set_length(inf)
    qtbot.waitUntil(lambda: not window.view.traces.marks.unread, timeout=60_000)
    return window.view.traces


def test_a_night_reduced_before_is_whole_at_once(
    empty_window: MainWindow, noisy_night: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = _opened(empty_window, noisy_night, qtbot)
    assert window.session is not None
    monkeypatch.setattr(window.session.recording, "read_many", None)
    window.view.set_length(inf)
    assert window.view.traces.marks.unread == []


def test_the_picture_is_that_of_the_samples(
    empty_window: MainWindow, noisy_night: Path, qtbot: QtBot
) -> None:
    view = _whole(_opened(empty_window, noisy_night, qtbot), qtbot)
    assert empty_window.session is not None
    lane = view.lanes[0]
    (exact,) = read_filtered(empty_window.session.recording, [lane.trace], [lane.band], 0.0, SECONDS)
    per_bin = round(BINS_S[level_of(view.span)] * RATE_HZ)
    bins = exact[: exact.size // per_bin * per_bin].reshape(-1, per_bin)
    pairs = view.page_of(0)[1].reshape(-1, 2)[: len(bins)]
    pixel_uv = view.uv_per_mm / view.pixels_per_mm()
    np.testing.assert_allclose(pairs[:, 0], bins.min(axis=1), atol=pixel_uv)
    np.testing.assert_allclose(pairs[:, 1], bins.max(axis=1), atol=pixel_uv)
    pixel_s = view.span.whole_s / view.viewport().width()
    assert BINS_S[level_of(view.span)] < pixel_s, "no bin is wider than a pixel"
    drawn = view.curves[0]
    assert drawn.times_s[np.argmax(drawn.values)] == pytest.approx(77_777 / RATE_HZ, abs=pixel_s)


@pytest.mark.parametrize("recall_s", [loader.RECALL_S, -1.0], ids=["at once", "from a slow disk"])
def test_opened_again_the_night_is_not_read_for_its_page(
    empty_window: MainWindow,
    noisy_night: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    recall_s: float,
) -> None:
    first = _whole(_opened(empty_window, noisy_night, qtbot), qtbot).page_of(0)[1]
    assert len(files()) == 2
    monkeypatch.setattr(loader, "RECALL_S", recall_s)
    assert empty_window.open(noisy_night, prescore=False)
    monkeypatch.setattr(night_reduction, "read_filtered", None)
    monkeypatch.setattr(loader, "read_filtered", lambda *args: iter(()))
    assert recall_s < 0 or empty_window.view.traces.marks.unread == []
    np.testing.assert_array_equal(_whole(empty_window, qtbot).page_of(0)[1], first)
    empty_window.view.set_length(600.0)
    qtbot.waitUntil(lambda: not empty_window.view.traces.marks.unread, timeout=60_000)
    assert np.isfinite(empty_window.view.traces.page_of(0)[1]).all()


def test_names_and_content_tell_nothing_of_whose_night_it_is(
    empty_window: MainWindow, noisy_night: Path, qtbot: QtBot
) -> None:
    _opened(empty_window, noisy_night, qtbot)
    assert files()
    for path in files():
        assert all(
            part not in f"{path.name}".encode() + path.read_bytes() for part in (b"Doe_Jane", b"C3-M2")
        )


def test_damage_is_reduced_again_in_silence(
    empty_window: MainWindow, noisy_night: Path, qtbot: QtBot
) -> None:
    first = _whole(_opened(empty_window, noisy_night, qtbot), qtbot).page_of(0)[1]
    failures: list[str] = []
    empty_window.view.failed.connect(failures.append)
    for path in files():
        path.write_bytes(path.read_bytes()[::-1])
    assert empty_window.open(noisy_night, prescore=False)
    np.testing.assert_array_equal(_whole(empty_window, qtbot).page_of(0)[1], first)
    assert failures == []


def test_a_recording_that_has_changed_is_reduced_again(
    empty_window: MainWindow, noisy_night: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "changed.edf"
    path.write_bytes(noisy_night.read_bytes())
    _opened(empty_window, path, qtbot)
    data = bytearray(path.read_bytes())
    data[len(data) // 3 : len(data) // 3 + 2000] = b"\x7f" * 2000  # where no fingerprint looks
    path.write_bytes(data)
    later = path.stat().st_mtime_ns + 10**9
    os.utime(path, ns=(later, later))
    _opened(empty_window, path, qtbot)
    assert len(files()) == 4


def test_without_a_folder_to_write_to_the_night_is_reduced_all_the_same(
    empty_window: MainWindow, noisy_night: Path, qtbot: QtBot
) -> None:
    folder = user_cache_path("sleepscorer", appauthor=False)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file is in the way")
    view = _whole(_opened(empty_window, noisy_night, qtbot), qtbot)
    assert np.isfinite(view.page_of(0)[1]).all()


def test_nothing_is_left_running_when_the_night_is_left(
    empty_window: MainWindow, noisy_night: Path, qtbot: QtBot
) -> None:
    assert empty_window.open(noisy_night, prescore=False)
    assert empty_window.view.pages is not None
    reduction = empty_window.view.pages.findChild(NightReduction)
    qtbot.waitUntil(lambda: reduction.is_running, timeout=10_000)
    (task,) = reduction.findChildren(Task)
    empty_window.view.leave()
    assert not task.isRunning()
    assert not reduction.is_running
    assert not files()


def test_a_unit_that_is_corrected_counts_on_the_page_at_once(
    empty_window: MainWindow, noisy_night: Path
) -> None:
    assert empty_window.open(noisy_night, prescore=False)
    assert empty_window.session is not None
    before = empty_window.view.traces.page_of(0)[1].copy()
    recording = empty_window.session.recording
    recording.assign_units({channel.label: "mV" for channel in recording.channels})
    empty_window.view.rebuild()
    after = empty_window.view.traces.page_of(0)[1]
    np.testing.assert_allclose(after, before * 1000, rtol=1e-3, atol=1e-2)
