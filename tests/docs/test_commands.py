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
from sleepscorer.edf.header import read_header
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
N_EPOCHS = 300
"""Of the sample night in the place of the nights that the pages speak of: enough of every stage."""
ELSEWHERE = {
    r"^sleepscorer demo$": "tests/gui/test_app.py runs it",
    r"doctor --self-test$": "tests/diagnostics/test_self_test.py runs it",
}
"""Lines of a block that are left out, and why."""
READS_ONLY = re.compile(r"sleepscorer (doctor|info|models|\S+\.edf)\b")
"""Commands that leave nothing a later one needs: where several pages give one, it is run once."""
HEAVY = re.compile(r"make_workflow")
"""Blocks that only ``make long`` runs."""
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


def _words(line: str) -> str:
    """A command without its remark, and without the model: every model is tested elsewhere."""
    return re.sub(r"--model \S+", "", line.partition(" #")[0]).strip()


def _lines(block: Block) -> list[str]:
    """Commands of a block that no line or block before it has run."""
    before = [other for other in BLOCKS[: BLOCKS.index(block)] if not _reason(other)]
    known = {_words(line) for other in before for line in other.script.splitlines()}
    kept: dict[str, str] = {}
    for line in block.script.splitlines():
        words = _words(line)
        is_run = words in known and READS_ONLY.match(words)
        if not is_run and not any(re.search(text, words) for text in ELSEWHERE) and not _lacks_yasa(line):
            kept.setdefault(words or line, line)
    return list(kept.values())


def _shorten(source: Path, target: Path) -> None:
    """Copy the first epochs of the sample night, whose records last 30 s."""
    header = read_header(source)
    assert header.record_seconds == 30
    with source.open("rb") as file:
        content = bytearray(file.read(header.header_bytes + N_EPOCHS * header.record_bytes))
    content[236:244] = str(N_EPOCHS).ljust(8).encode()
    target.write_bytes(content)


@cache
def _folder(page: str, parent: Path) -> Path:
    """Folder with the files that the pages speak of; blocks of one page share it."""
    folder = parent / re.sub(r"\W", "-", page)
    folder.mkdir()
    for name in ("resources", "models", "benchmarks", "tests", "packaging"):
        (folder / name).symlink_to(ROOT / name)
    said = "\n".join(block.script for block in BLOCKS if block.page == page and not _reason(block))
    if "python docs/" in said:
        shutil.copytree(ROOT / "docs", folder / "docs")  # these commands write their pictures there
    sample, expert = resource("sample", "sample-night.edf"), resource("sample", "sample-night-hypnogram.edf")
    stages = read_hypnogram(expert).stages[:N_EPOCHS]
    scoring = scoring_from_stages(stages, Author(AuthorKind.TECHNICIAN, "AB"))
    for name in ("night", "night1", "night2", "night3", "second"):
        if name in said:
            _shorten(sample, folder / f"{name}.edf")
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
@pytest.mark.parametrize(
    "block",
    [pytest.param(b, marks=[pytest.mark.long] if HEAVY.search(b.text) else []) for b in BLOCKS],
    ids=map(str, BLOCKS),
)
def test_it_runs(block: Block, work: Path) -> None:
    reason = _reason(block)
    if reason:
        pytest.skip(reason)
    script = "\n".join(_lines(block))
    if not script:
        pytest.skip("another page gives the same commands")
    folder = _folder(block.page, work)
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
