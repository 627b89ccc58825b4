"""Command on the naps of a day: latencies, session file and report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from edf_files import EdfFile, Signal, ramp
from made_naps import write_naps

from sleepscorer.cli import main
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, Scoring
from sleepscorer.stages import Stage
from sleepscorer.storage.sidecar import Sidecar, save
from sleepscorer.storage.store import store_of

W, N1, N2, R = Stage.W, Stage.N1, Stage.N2, Stage.R
PERSON = Author(AuthorKind.TECHNICIAN, "AB")
STAGES = {
    "09": [W] * 20 + [N1, N2, N2, R] + [N2] * 6,
    "11": [W] * 40,
    "13": [W] * 4 + [N1] * 26,
}
"""Naps by hand: latencies of 10, 20 (no sleep) and 2 min; R 1.5 min after sleep onset in the first."""


def write_nap(path: Path, hour: str, stages: list[Stage] | None) -> Path:
    signal = Signal(ramp(30 * len(STAGES[hour]), 10), 10)
    EdfFile([signal], patient="X X X Anna_Muster", date="15.01.24", time=f"{hour}.00.00").write(path)
    if stages is not None:
        recording = open_recording(path)
        scoring = Scoring(recording.n_epochs)
        for stage in set(stages):
            epochs = [epoch for epoch, each in enumerate(stages) if each == stage]
            scoring.apply(scoring.score(epochs, stage, PERSON))
        save(store_of(recording).place.sidecar, Sidecar(recording.fingerprint, scoring))
        recording.close()
    return path


@pytest.fixture
def naps(tmp_path: Path) -> list[str]:
    return [str(write_nap(tmp_path / f"nap{hour}.edf", hour, stages)) for hour, stages in STAGES.items()]


def test_a_session_is_kept_and_its_latencies_are_those_by_hand(naps, tmp_path, capsys):
    session = tmp_path / "day.naps.json"
    assert main(["naps", *naps, "--keep", str(session)]) == 0
    table = capsys.readouterr().out
    assert "mean latency 10.7 min, SOREMPs 1 of 3 scored naps" in table
    assert [line.split()[1:3] for line in table.splitlines()[1:4]] == [
        ["09:00", "10.0"],
        ["11:00", "20.0"],
        ["13:00", "2.0"],
    ]
    assert json.loads(session.read_text())["recordings"] == ["nap09.edf", "nap11.edf", "nap13.edf"]
    assert main(["naps", str(session), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["protocol"], values["soremps"]) == ("MSLT", 1)
    assert values["mean_latency_min"] == pytest.approx(32 / 3)
    assert [nap["rem_latency_min"] for nap in values["naps"]] == [1.5, None, None]


def test_an_mwt_has_40_minutes_without_sleep_and_a_report_that_names_nobody(naps, tmp_path, capsys):
    session, page = tmp_path / "day.naps.json", tmp_path / "naps.html"
    assert main(["naps", *naps, "--mwt", "--keep", str(session)]) == 0
    assert main(["naps", str(session), "--report", str(page)]) == 0
    assert "mean latency 17.3 min" in capsys.readouterr().out
    text = page.read_text("utf-8")
    assert "Maintenance of wakefulness test (MWT)" in text
    assert "17.3 min" in text
    assert "Muster" not in text


def test_what_cannot_be_summed_up_is_refused(naps, tmp_path, capsys):
    unscored = write_nap(tmp_path / "nap15.edf", "09", None)
    session = tmp_path / "day.naps.json"
    for arguments, words in (
        ([naps[0], str(unscored)], "has not been scored; open and score it first"),
        ([naps[0], naps[0]], "twice"),
        ([naps[0], "--report", str(tmp_path / "naps.pdf")], "is no web page"),
        ([naps[0], "--keep", str(tmp_path / "naps.json")], "is no name of a session file"),
        ([naps[0], str(session)], "Name one session file alone"),
        ([str(session)], "could not be read"),
    ):
        assert main(["naps", *arguments]) == 1
        assert words in capsys.readouterr().err


def test_a_simulated_day_of_naps_has_the_latencies_that_it_was_made_with(tmp_path, capsys):
    made = write_naps(tmp_path)
    session = tmp_path / "day.naps.json"
    assert main(["naps", *map(str, made.paths), "--keep", str(session), "--json"]) == 0
    of_recordings = capsys.readouterr().out
    assert main(["naps", str(session), "--json"]) == 0
    assert capsys.readouterr().out == of_recordings
    values = json.loads(of_recordings)
    truth = made.figures
    assert truth["soremps"] == 2, "there is something to be told"
    for nap, made_nap in zip(values["naps"], truth["naps"], strict=True):
        assert {name: nap[name] for name in made_nap.keys() - {"nap", "start"}} == {
            name: made_nap[name] for name in made_nap.keys() - {"nap", "start"}
        }
        assert nap["start"] > made_nap["start"].replace(" ", "T"), "lights go off after the start"
    assert values["mean_latency_min"] == pytest.approx(truth["mean_latency_min"])
    assert (values["soremps"], values["notices"]) == (2, [])


def test_what_a_nap_was_read_with_is_said(naps, tmp_path, capsys):
    moved = tmp_path / "moved.edf"
    Path(naps[0]).rename(moved)
    assert main(["naps", str(moved), *naps[1:]]) == 0
    assert "moved.edf: Work on this recording was kept under another name" in capsys.readouterr().out
    assert main(["naps", str(moved), *naps[1:], "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["notices"]) == 1
    kept = Path(f"{naps[1]}.sleepscorer.json")
    kept.write_bytes(kept.read_bytes()[:-40])
    assert main(["naps", *naps[1:]]) == 1
    assert "is damaged" in capsys.readouterr().err
