"""Every command of the README and the documentation runs, or is passed over with a reason."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from docs.blocks import ROOT, Block, blocks, stand_ins
from numpy.typing import NDArray

from sleepscorer.assets import resource
from sleepscorer.formats import read_hypnogram, write_hypnogram
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, scoring_from_stages
from sleepscorer.simulation import simulate_night, write_edf
from sleepscorer.stages import SCORED_STAGES
from sleepscorer.storage.store import Store

NOT_RUN = {
    r"--download": "downloads public data; tests/training has the reading of it",
    r"^dask |--dask ": "needs machines; tests/batch/test_batch_cluster.py runs a scheduler and its workers",
    r"^python benchmarks/": "a measurement; it would write its figures into the page",
    r"sleepscorer\.training\.": "trains for hours; tests/training has short runs",
    r"^sleepscorer train (msa|mc2)": "trains for many minutes; tests/training/recipes has short runs",
    r"evaluation\.validation\b": "takes an hour; tests/evaluation/test_validation.py runs a short one",
    r"event_validation": "takes minutes; tests/prescoring/events runs the same scorer on half an hour",
    r"evaluate --markdown --model": "takes long for a table; tests/evaluation runs the command",
    r"adapting_table": "takes minutes; tests/evaluation/test_adapt.py tests what it tabulates",
    r"simulated-\d+\.edf": "four nights of 8 h through every model; the blocks above it run one night",
}
"""For pages that bear no marks: what a block says, and why it is not run."""
BLOCKS = list(blocks())
PROGRAMS = ".programs"
EVENTS = r"sleepscorer events |--events\b|event_validation"
"""Commands that need the extra ``events``, which lightgbm tells: a part of it serves other tests."""


def _reason(block: Block) -> str:
    if block.reason:
        return block.reason
    if re.search(EVENTS, block.text) and find_spec("lightgbm") is None:
        return "needs the extra [events]; tests/cli has a scorer of its own"
    return next((why for said, why in NOT_RUN.items() if re.search(said, block.text, re.MULTILINE)), "")


def test_there_are_commands_and_no_reason_is_left_over() -> None:
    assert len(BLOCKS) > 15
    assert {block.page for block in BLOCKS} >= {"README.md", "docs/first-night.md", "docs/admin.md"}
    unused = [s for s in NOT_RUN if not any(re.search(s, b.text, re.MULTILINE) for b in BLOCKS)]
    assert unused == []


@cache
def _folder(page: str, parent: Path) -> Path:
    """Folder with the files that the pages speak of; blocks of one page share it."""
    folder = parent / re.sub(r"\W", "-", page)
    folder.mkdir()
    for name in ("resources", "models", "benchmarks", "tests", "packaging"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "docs", folder / "docs")  # some commands write their pictures there
    said = (ROOT / page).read_text(encoding="utf-8") + "night3"
    sample, expert = resource("sample", "sample-night.edf"), resource("sample", "sample-night-hypnogram.edf")
    scoring = scoring_from_stages(read_hypnogram(expert).stages, Author(AuthorKind.TECHNICIAN, "AB"))
    for name in ("night", "night1", "night2", "night3", "second"):
        if name in said:
            shutil.copyfile(sample, folder / f"{name}.edf")
            write_hypnogram(folder / f"{name}.txt", scoring, None)
        if name in said and name[-1].isdigit():
            _score_by_hand(folder / f"{name}.edf", scoring.stages)
    for name in ("expert", "night-hypnogram", "a_hyp", "b_hyp"):
        shutil.copyfile(expert, folder / f"{name}.edf")
    (folder / "nights").mkdir()
    write_edf(simulate_night(1, 0.1), folder / "nights" / "one.edf")
    stand_ins(folder / PROGRAMS)
    return folder


def _score_by_hand(path: Path, stages: NDArray[np.int8]) -> None:
    """Leave the work of a person beside a recording."""
    recording = open_recording(path)
    store = Store(path, recording.fingerprint, recording.n_epochs)
    scoring = store.open().scoring
    person = Author(AuthorKind.TECHNICIAN, "AB")
    for stage in SCORED_STAGES:
        store.record(scoring.score(np.flatnonzero(stages == stage).tolist(), stage, person), scoring)
    store.save(scoring)
    store.close()
    recording.close()


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("commands")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="the commands are for a shell")
@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_it_runs(block: Block, work: Path) -> None:
    reason = _reason(block)
    if reason:
        pytest.skip(reason)
    folder = _folder(block.page, work)
    # Of lines that differ by the model alone, the first: every model is tested elsewhere.
    lines = {re.sub(r"--model \S+", "", line): line for line in reversed(block.script.splitlines())}
    script = "\n".join(line for line in reversed(lines.values()) if not _lacks_yasa(line))
    for name in re.findall(r"^mkdir (\w+)$", script, re.MULTILINE):
        shutil.rmtree(folder / name, ignore_errors=True)
    environment = {name: text for name, text in os.environ.items() if "DISPLAY" not in name}
    environment |= {"PATH": f"{folder / PROGRAMS}:{os.environ['PATH']}", "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        ["bash", "-ec", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, f"{script}\n{run.stdout}\n{run.stderr}"


def _lacks_yasa(line: str) -> bool:
    return "--model yasa" in line and importlib.util.find_spec("yasa") is None
