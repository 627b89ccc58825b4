"""docs/batch.md says what is so: its options and columns are all there are, and its recipe runs."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sleepscorer.batch.manifest import COLUMNS
from sleepscorer.cli.prescoring import declare_prescore
from sleepscorer.prescoring.model_card import available_models
from sleepscorer.simulation import simulate_night, write_edf

TEXT = (Path(__file__).parent.parent / "docs" / "batch.md").read_text(encoding="utf-8")


def first_column(heading: str) -> list[str]:
    """Words in back quotes of the first column of the table below a heading."""
    part = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"`([^`]+)`", "\n".join(re.findall(r"^\|([^|]*)\|", part, re.MULTILINE)))


def test_every_option_is_in_the_docs_and_no_other() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    declare_prescore(parser)
    known = {option for action in parser._actions for option in action.option_strings}
    assert {re.split(r"[ \[]", text)[0] for text in first_column("Options")} == known


def test_every_column_is_in_the_docs_and_no_other() -> None:
    assert tuple(first_column("The manifest")) == COLUMNS


@pytest.mark.skipif(shutil.which("bash") is None, reason="the recipe is for bash")
@pytest.mark.skipif(not available_models(), reason="no model is installed")
def test_the_recipe_for_an_array_runs(tmp_path: Path) -> None:
    (tmp_path / "nights").mkdir()
    night = tmp_path / "nights" / "n0.edf"
    write_edf(simulate_night(1, 0.1), night)
    for number in range(1, 4):
        shutil.copy(night, tmp_path / "nights" / f"n{number}.edf")
    array, last = re.findall(r"```bash\n(.*?)```", TEXT, re.DOTALL)
    for task in ("1", "8"):
        run(array, tmp_path, task)
    assert {path.name for path in (tmp_path / "results").glob("summary-*.html")} == {
        "summary-1-of-8.html",
        "summary-8-of-8.html",
    }
    run(last, tmp_path)
    assert len(list((tmp_path / "results").glob("*_hyp.edf"))) == 4
    assert (tmp_path / "results" / "summary.html").exists()


def run(script: str, folder: Path, task: str = "") -> None:
    """Run a recipe as its scheduler would, with the program of this test."""
    command = f'sleepscorer() {{ "{sys.executable}" -m sleepscorer "$@"; }}\n{script}'
    environment = os.environ | {"SLURM_ARRAY_TASK_ID": task}
    subprocess.run(["bash", "-ec", command], cwd=folder, env=environment, check=True, timeout=100)
