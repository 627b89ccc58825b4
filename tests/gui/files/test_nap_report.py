from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from made_naps import write_naps

from sleepscorer.gui.files.nap_report import ask_nap_report, keep_naps, save_nap_report
from sleepscorer.gui.main_window import MainWindow
from sleepscorer.scoring import Lights
from sleepscorer.stages import Stage
from sleepscorer.statistics.night import StudyKind
from sleepscorer.storage.nap_session import NapProtocol, NapSession, read_nap_session, write_nap_session


def test_scored_naps_stand_on_one_sheet(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    assert session is not None
    session.score(range(0, 14), Stage.W)
    session.score(range(14, 20), Stage.N1)
    session.score(range(20, 40), Stage.R)
    session.set_lights(Lights(120.0, 1200.0))
    path = session.recording.path
    naps = keep_naps(window.workspace, [path], NapProtocol.MSLT)
    kept = next(path.parent.glob("*.naps.json"))
    assert kept.name in window.banner.text()
    assert read_nap_session(kept) == naps
    assert save_nap_report(window.workspace, naps, tmp_path / "naps.html")
    page = (tmp_path / "naps.html").read_text()
    assert "Multiple sleep latency test (MSLT)" in page
    assert ">5.0 min<" in page
    assert ">3.0 min<" in page
    assert save_nap_report(window.workspace, NapSession(NapProtocol.MWT, (path,)), tmp_path / "naps.pdf")
    assert (tmp_path / "naps.pdf").read_bytes().startswith(b"%PDF")


def test_a_session_file_that_is_chosen_is_not_asked_for_its_protocol(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    assert session is not None
    session.score(range(session.n_epochs), Stage.W)
    kept, page = session.recording.path.with_name("day.naps.json"), tmp_path / "naps.html"
    write_nap_session(NapSession(NapProtocol.MWT, (session.recording.path,)), kept)
    dialog = "sleepscorer.gui.files.nap_report.QFileDialog"
    monkeypatch.setattr(f"{dialog}.getOpenFileNames", lambda *_: ([str(kept)], ""))
    monkeypatch.setattr(f"{dialog}.getSaveFileName", lambda *_: (str(page), ""))
    ask_nap_report(window.workspace)
    assert "Maintenance of wakefulness test (MWT)" in page.read_text("utf-8")
    assert ">40.0 min (no sleep)<" in page.read_text("utf-8")


def test_a_simulated_day_of_naps_has_the_latencies_that_it_was_made_with(
    window: MainWindow, tmp_path: Path
) -> None:
    made = write_naps(tmp_path)
    sidecar = made.paths[0].with_name(f"{made.paths[0].name}.sleepscorer.json")
    sidecar.rename(sidecar.with_name("earlier-name.edf.sleepscorer.json"))
    naps = keep_naps(window.workspace, made.paths[::-1], NapProtocol.MSLT)
    assert naps.recordings == made.paths, "by the clock"
    assert save_nap_report(window.workspace, naps, tmp_path / "naps.html")
    page = (tmp_path / "naps.html").read_text("utf-8")
    for nap in made.figures["naps"]:
        assert f">{nap['sleep_latency_min']:.1f} min<" in page
    assert f">{made.figures['mean_latency_min']:.1f} min<" in page
    assert f"{made.figures['soremps']} / 5" in page
    assert "naps-nap1.edf: Work on this recording was kept under another name" in window.banner.text()


def test_a_nap_that_nobody_scored_is_refused(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    assert session is not None
    other = tmp_path / "other" / "nap.edf"
    other.parent.mkdir()
    data = bytearray(session.recording.path.read_bytes())
    data[-1] ^= 1
    other.write_bytes(data)
    naps = NapSession(NapProtocol.MSLT, (other,))
    assert not save_nap_report(window.workspace, naps, tmp_path / "naps.html")
    assert "has not been scored; open and score it first" in window.banner.text()
    shutil.rmtree(other.parent)


def test_a_segment_begins_where_it_is_wanted_and_is_taken_away(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    session.score(range(0, session.n_epochs), Stage.N2)
    session.go_to(100)
    window.actions_by_name["segment"].trigger()
    study = session.night_signals.study(session.scoring)
    assert study.kind is StudyKind.SPLIT
    assert [part.start_s for part, _ in study.segments] == [0.0, 3000.0]
    window.actions_by_name["segment"].trigger()
    assert session.night_signals.study(session.scoring).segments == ()
