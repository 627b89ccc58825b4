"""Commands on hypnograms that exist: converted between formats, and summed up."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.cli import main
from sleepscorer.formats import FORMATS, HypnogramFormat, read_hypnogram, write_hypnogram
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Lights, Scoring
from sleepscorer.stages import Stage
from sleepscorer.statistics import sleep_statistics

START = datetime(2024, 1, 15, 22, 30)
PERSON = Author(AuthorKind.TECHNICIAN, "AB")
STAGES = [0, 0, 1, 2, 2, 3, 2, 4, 4, -1, 0]


@pytest.fixture(scope="module")
def night() -> Scoring:
    scoring = Scoring(len(STAGES))
    for stage in {stage for stage in STAGES if stage >= 0}:
        epochs = [epoch for epoch, value in enumerate(STAGES) if value == stage]
        scoring.apply(scoring.score(epochs, Stage(stage), PERSON))
    scoring.apply(scoring.mark_lights(Lights(30.0, 300.0), PERSON))
    scoring.apply(scoring.add_events([Event(EventKind.AROUSAL, 95.5, 4.0, "C4-M1")], PERSON))
    return scoring


@pytest.fixture
def source(tmp_path: Path, night: Scoring) -> Path:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "n1_hyp.edf"
    write_hypnogram(path, night, START)
    return path


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_every_format_is_converted_and_what_is_lost_is_said(
    source: Path, tmp_path: Path, format_: HypnogramFormat, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"x{format_.endings[0]}"
    assert main(["convert", str(source), str(out), "--to", format_.name, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    read = read_hypnogram(out, key="aasm" if format_.name in ("numbers", "npy") else None)
    assert read.stages.tolist() == STAGES
    lost = " ".join(said["lost"])
    assert ("lights" in lost) == (read.lights != Lights(30.0, 300.0))
    assert ("events" in lost) == (len(read.events) != 1)
    assert ("clock" in lost) == (read.start is None)


def test_a_folder_is_converted_and_a_bad_file_stops_nothing(
    source: Path, tmp_path: Path, night: Scoring, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = source.parent
    (folder / "ward").mkdir()
    write_hypnogram(folder / "ward" / "n2.annot", night)
    write_hypnogram(folder / "n1_hyp.csv", night)
    (folder / "odd.txt").write_text("this is no list of stages\nat all\n")
    assert main(["convert", str(folder), str(tmp_path / "out"), "--to", "bids"]) == 1
    said = capsys.readouterr()
    assert "odd.txt" in said.err
    names = sorted(
        path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.tsv")
    )
    assert names == ["n1_events.tsv", "ward/n2_events.tsv"]
    assert read_hypnogram(tmp_path / "out" / "n1_events.tsv").lights == Lights(30.0, 300.0)
    assert main(["convert", str(folder / "*.edf"), str(tmp_path / "out"), "--to", "bids"]) == 1
    assert "there already" in capsys.readouterr().err
    assert main(["convert", str(folder / "*.edf"), str(tmp_path / "out"), "--to", "bids", "--overwrite"]) == 0


def test_what_cannot_be_converted_is_one_sentence(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", str(source), str(tmp_path / "x.docx")]) == 1
    assert "does not say its format" in capsys.readouterr().err
    assert main(["convert", str(tmp_path / "no*.edf"), str(tmp_path / "x.txt")]) == 1
    assert "Nothing fits" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["convert", str(source.parent), str(tmp_path / "out")])


def test_statistics_of_hypnograms_of_any_kind(
    source: Path, night: Scoring, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = source.parent
    write_hypnogram(folder / "n1_hyp.csv", night)
    write_hypnogram(folder / "n2_numbers.txt", night)
    (folder / "n3.txt").write_text("no stage at all\n")
    assert main(["stats", str(folder), "--csv"]) == 1
    rows = {row["file"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert set(rows) == {"n1_hyp.csv", "n2_numbers.txt", "n3.txt"}
    assert rows["n3.txt"]["status"] == "failed"
    expected = sleep_statistics(np.array(STAGES), Lights(30.0, 300.0))
    assert float(rows["n1_hyp.csv"]["tib_min"]) == expected.tib_min == 4.5
    assert rows["n1_hyp.csv"]["start"] == START.isoformat()
    assert float(rows["n2_numbers.txt"]["tib_min"]) == 5.5, "a list of numbers has no lights"
    assert main(["stats", str(source)]) == 0
    table = capsys.readouterr().out
    assert "TST min" in table
    assert f"{expected.tst_min:.1f}" in table
    assert main(["stats", str(source), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["rem_latency_min"] == expected.rem_latency_min
