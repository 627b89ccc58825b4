"""The recipes in docs/recipes run as their schedulers would run them, and score every file exactly once."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from sleepscorer.batch import Shard
from sleepscorer.batch.manifest import FAILED, OK, Manifest, Row
from sleepscorer.batch.merge import merge
from sleepscorer.errors import StorageError
from sleepscorer.prescoring.model_card import available_models
from sleepscorer.simulation import simulate_night, write_edf

RECIPES = Path(__file__).parents[2] / "docs" / "recipes"
SHARES = 3
N_NIGHTS = 4
SNAKEMAKE = os.environ.get("SLEEPSCORER_TEST_SNAKEMAKE") or shutil.which("snakemake")
needs_model = pytest.mark.skipif(not available_models(), reason="no model is installed")
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="the recipes are for bash")


@pytest.fixture
def nights(tmp_path: Path) -> Path:
    """Short nights, and a file that is none."""
    folder = tmp_path / "nights"
    folder.mkdir()
    write_edf(simulate_night(1, 0.1), folder / "n0.edf")
    for number in range(1, N_NIGHTS):
        shutil.copy(folder / "n0.edf", folder / f"n{number}.edf")
    (folder / "broken.edf").write_text("this is no recording")
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Variables with this very program as the command ``sleepscorer``."""
    command = tmp_path / "bin" / "sleepscorer"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sleepscorer "$@"\n')
    command.chmod(0o755)
    return os.environ | {"PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"}


def files_of_shares(results: Path) -> list[str]:
    """Files in the manifests of the shares, as often as they are there."""
    found = []
    for path in results.glob("manifest-*-of-*.csv"):
        with path.open(newline="") as file:
            found += [row["file"] for row in csv.DictReader(file)]
    return found


def check(nights: Path, results: Path) -> None:
    """Every file once, results of each, and one summary of all."""
    assert Counter(files_of_shares(results)) == Counter(path.name for path in nights.iterdir())
    with (results / "summary.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert Counter(row["status"] for row in rows) == {OK: N_NIGHTS, FAILED: 1}
    assert rows[0]["file"] == "broken.edf"
    assert len(list(results.glob("*_hyp.edf"))) == N_NIGHTS
    assert (results / "manifest.csv").exists()


@pytest.mark.slow
@needs_bash
@needs_model
def test_a_slurm_array_scores_every_file_once(nights: Path, environment: dict[str, str]) -> None:
    """Each task of the array is run under bash with the variables that SLURM sets."""
    results = nights.parent / "results"
    given = environment | {"NIGHTS": str(nights), "OUT": str(results), "SHARES": str(SHARES)}
    slurm = {"SLURM_CPUS_PER_TASK": "1", "SLURM_ARRAY_TASK_COUNT": str(SHARES)}
    codes = []
    for task in range(1, SHARES + 1):
        variables = given | slurm | {"SLURM_ARRAY_TASK_ID": str(task)}
        done = subprocess.run(["bash", RECIPES / "slurm-array.sh"], env=variables, check=False, timeout=100)
        codes.append(done.returncode)
    assert sorted(codes) == [0] * (SHARES - 1) + [1], "the share of the broken file says so"
    subprocess.run(["bash", RECIPES / "slurm-merge.sh"], env=given, check=True, timeout=100)
    check(nights, results)


def test_the_array_has_as_many_tasks_as_shares() -> None:
    text = (RECIPES / "slurm-array.sh").read_text()
    assert "#SBATCH --array=1-8\n" in text
    assert "${SHARES:-8}" in text


@pytest.mark.slow
@needs_model
@pytest.mark.skipif(
    SNAKEMAKE is None, reason="snakemake is not installed, nor named by SLEEPSCORER_TEST_SNAKEMAKE"
)
def test_snakemake_scores_every_file_once(nights: Path, environment: dict[str, str]) -> None:
    results = nights.parent / "results"
    config = ["--config", f"nights={nights}", f"out={results}", f"shares={SHARES}"]
    command = [str(SNAKEMAKE), "--snakefile", str(RECIPES / "Snakefile"), "--cores", "1", *config]
    done = subprocess.run(
        command, env=environment, cwd=nights.parent, capture_output=True, text=True, check=False, timeout=250
    )
    assert done.returncode == 0, done.stderr
    check(nights, results)


def results(folder: Path, *files: str, shard: Shard | None = None) -> Path:
    """A folder of results with rows of these files."""
    manifest = Manifest(folder, shard)
    manifest.begin()
    for file in files:
        manifest.append(Row(file, OK, n_epochs=2, stages="W:1 N2:1", outputs=(f"{file}_hyp.csv",)))
    return folder


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "manifest.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_shares_become_one_manifest_and_one_summary(tmp_path: Path) -> None:
    for number in (1, 2):
        results(tmp_path, f"n{number}.edf", shard=Shard(number, 2))
    merge([tmp_path])
    assert [row["file"] for row in table(tmp_path)] == ["n1.edf", "n2.edf"]
    assert "2 scored" in (tmp_path / "summary.html").read_text()


def test_several_folders_become_one_cohort(tmp_path: Path) -> None:
    folders = [results(tmp_path / place / "ward", "n.edf") for place in "ab"]
    merge(folders, tmp_path / "cohort")
    rows = table(tmp_path / "cohort")
    assert [row["file"] for row in rows] == ["ward-2/n.edf", "ward/n.edf"]
    assert rows[0]["outputs"] == "ward-2/n.edf_hyp.csv"
    assert not (tmp_path / "cohort" / "manifest.jsonl").exists()


def test_what_cannot_be_merged_is_said(tmp_path: Path) -> None:
    folders = [results(tmp_path / place, "n.edf") for place in "ab"]
    (tmp_path / "bare").mkdir()
    with pytest.raises(StorageError, match="holds no manifest"):
        merge([tmp_path / "bare"])
    for out in (None, folders[1]):
        with pytest.raises(StorageError, match="one of its own"):
            merge(folders, out)
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be made"):
        merge(folders, tmp_path / "file" / "cohort")
