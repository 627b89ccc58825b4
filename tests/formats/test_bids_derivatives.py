"""Derivative datasets of BIDS: names, description and sidecars, by the published rules and its validator."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sleepscorer.cli import main
from sleepscorer.errors import HypnogramError
from sleepscorer.formats import read_hypnogram, write_hypnogram
from sleepscorer.formats.bids_derivatives import BidsName
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Lights, Scoring
from sleepscorer.stages import Stage

STAGES = [0, 0, 1, 2, 2, 3, 2, 4, 4, -1, 0]
PERSON = Author(AuthorKind.TECHNICIAN, "AB")
TABLE = re.compile(
    r"sub-(?P<sub>[0-9a-zA-Z]+)/(ses-(?P<ses>[0-9a-zA-Z]+)/)?eeg/sub-(?P=sub)_((?<=_)ses-(?P=ses)_)?"
    r"task-[0-9a-zA-Z]+_(acq-[0-9a-zA-Z]+_)?(run-[0-9]+_)?desc-[0-9a-zA-Z]+_events\.(tsv|json)"
)
"""Names of events in a derivative dataset (BIDS 1.10)."""
VALIDATOR = shutil.which("bids-validator-deno")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bids")
    scoring = Scoring(len(STAGES))
    for stage in {stage for stage in STAGES if stage >= 0}:
        scoring.apply(scoring.score([e for e, v in enumerate(STAGES) if v == stage], Stage(stage), PERSON))
    scoring.apply(scoring.mark_lights(Lights(30.0, 300.0), PERSON))
    scoring.apply(scoring.add_events([Event(EventKind.AROUSAL, 95.5, 4.0, "C4-M1")], PERSON))
    (folder / "in").mkdir()
    for name in ("sub-01_ses-2_task-psg_run-1_hyp.edf", "ward 3, bed-4_hyp.edf", "n5.annot"):
        write_hypnogram(folder / "in" / name, scoring)
    assert main(["convert", str(folder / "in"), str(folder / "out"), "--to", "bids-derivatives"]) == 0
    return folder / "out"


def test_names_follow_the_rules(dataset: Path) -> None:
    files = sorted(path.relative_to(dataset).as_posix() for path in dataset.rglob("*") if path.is_file())
    assert files[:2] == ["README.md", "dataset_description.json"]
    assert len(files) == 2 + 6
    assert [name for name in files[2:] if not TABLE.fullmatch(name)] == []
    assert "sub-01/ses-2/eeg/sub-01_ses-2_task-psg_run-1_desc-sleepscorer_events.tsv" in files


def test_a_dataset_is_described(dataset: Path) -> None:
    described = json.loads((dataset / "dataset_description.json").read_text())
    assert described["DatasetType"] == "derivative"
    assert {"Name", "BIDSVersion", "GeneratedBy"} <= set(described)
    assert described["GeneratedBy"][0]["Name"] == "sleepscorer"


def test_a_table_holds_the_night_and_its_sidecar_every_word(dataset: Path) -> None:
    for table in dataset.rglob("*.tsv"):
        read = read_hypnogram(table)
        assert read.stages.tolist() == STAGES
        assert read.lights == Lights(30.0, 300.0)
        assert [event.kind for event in read.events] == [EventKind.AROUSAL]
        with table.open(newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        sidecar = json.loads(table.with_suffix(".json").read_text())
        assert list(rows[0])[:2] == ["onset", "duration"]
        assert set(rows[0]) - {"onset", "duration"} <= set(sidecar)
        assert {row["trial_type"] for row in rows} <= set(sidecar["trial_type"]["Levels"])
        assert sorted(float(row["onset"]) for row in rows) == [float(row["onset"]) for row in rows]


def test_another_dataset_is_left_alone(
    tmp_path: Path, dataset: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dataset_description.json").write_text('{"Name": "of others", "BIDSVersion": "1.8.0"}')
    table = next(dataset.rglob("*.tsv"))
    assert main(["convert", str(table), str(tmp_path), "--to", "bids-derivatives"]) == 1
    assert "did not write" in capsys.readouterr().err
    with pytest.raises(HypnogramError, match="no letter or digit"):
        BidsName.of("---.edf")


@pytest.mark.skipif(VALIDATOR is None, reason="needs bids-validator-deno (pip install bids-validator-deno)")
def test_the_validator_finds_no_error(dataset: Path) -> None:
    run = subprocess.run(
        [str(VALIDATOR), str(dataset), "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    issues = json.loads(run.stdout)["issues"]["issues"]
    assert [issue for issue in issues if issue["severity"] == "error"] == []


def test_the_hypnogram_of_the_proposal_is_written_and_read(tmp_path: Path, dataset: Path) -> None:
    source = read_hypnogram(next(dataset.rglob("*.tsv")))
    write_hypnogram(tmp_path / "sub-01_task-sleep_hypnogram.tsv", source)
    rows = (tmp_path / "sub-01_task-sleep_hypnogram.tsv").read_text().splitlines()
    assert rows[0].split("\t") == ["onset", "duration", "stage", "scorer"]
    assert rows[1].split("\t")[:3] == ["0", "60", "Wake"]
    assert len(rows) == 1 + 8
    assert read_hypnogram(tmp_path / "sub-01_task-sleep_hypnogram.tsv").stages.tolist() == STAGES
    (tmp_path / "x_hypnogram.tsv").write_text(
        "onset\tduration\tstage\n0\t60\tWake\n60\t30\tN2\n90\t30\tREM\n"
    )
    assert read_hypnogram(tmp_path / "x_hypnogram.tsv").stages.tolist() == [0, 0, 2, 4]
