"""A folder of recordings of any kind: each once, and not the files that are read with another."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sleepscorer.batch import BatchOptions, find_jobs, run_batch
from sleepscorer.batch.manifest import Manifest
from sleepscorer.batch.watch import Incoming
from sleepscorer.cli import main
from sleepscorer.errors import RecordingError
from sleepscorer.prescoring.model_card import available_models

needs_models = pytest.mark.skipif(not available_models(), reason="no model is installed")
THERE = (
    *("a.edf", "b.BDF", "c.vhdr", "c.vmrk", "c.eeg", "d.set", "d.fdt", "e_raw.fif", "e_raw-1.fif"),
    *("e-epo.fif", "e_ave.fif", "f.hea", "f.mat", "g.edf", "g.hea", "h.eeg", "i_split-01_raw.fif"),
    *("i_split-02_raw.fif", "j.gdf", "notes.txt", "a_hyp.edf", "k.edf.hea", "k.edf"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in THERE:
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def names(folder: Path, pattern: str = "") -> list[str]:
    return [job.file for job in find_jobs([folder], wanted=BatchOptions(pattern=pattern)).jobs]


def test_a_recording_of_several_files_is_one(folder: Path) -> None:
    expected = ["a.edf", "b.BDF", "c.vhdr", "d.set", "e_raw.fif", "f.hea", "g.edf", "h.eeg"]
    assert names(folder) == [*expected, "i_split-01_raw.fif", "j.gdf", "k.edf"]


def test_a_pattern_chooses_among_them(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.edf").write_bytes(b"x")
    assert names(folder, "*.vhdr") == ["c.vhdr"]
    assert names(folder, "sub/*") == ["sub/a.edf"]
    with pytest.raises(RecordingError, match=r"that '\*\.xyz' fits"):
        names(folder, "*.xyz")


def test_what_samples_lie_in_counts_for_size_and_time(folder: Path) -> None:
    incoming = Incoming([folder], pattern="c.*")
    assert incoming.look() == set()
    (folder / "c.eeg").write_bytes(b"more")
    assert incoming.look() == set(), "the samples are still being copied"
    assert [path.name for path, *_ in incoming.look()] == ["c.vhdr"]
    before = find_jobs([folder], wanted=BatchOptions(pattern="c.vhdr")).jobs[0].size
    assert before == 1 + 1 + 4


@needs_models
def test_fif_and_edf_of_one_folder_are_scored(tmp_path: Path) -> None:
    mne = pytest.importorskip("mne")
    nights = tmp_path / "nights"
    nights.mkdir()
    samples = np.random.default_rng(1).normal(0, 20e-6, (2, 100 * 300))
    raw = mne.io.RawArray(samples, mne.create_info(["C4-M1", "X"], 100, ["eeg", "eog"]), verbose="error")
    raw.save(nights / "n1_raw.fif", verbose="error")
    (nights / "n2.hea").write_text("no header\n")
    assert main(["prescore", str(nights), "--out", str(tmp_path / "out"), "--pattern", "*.fif"]) == 0
    rows = Manifest(tmp_path / "out").rows
    assert [(row.file, row.status, row.n_epochs) for row in rows] == [("n1_raw.fif", "ok", 10)]
    again = run_batch([nights], tmp_path / "out", workers=1, pattern="*.fif")
    assert (again.ok, again.kept) == (0, 1)
    whole = run_batch([nights], tmp_path / "out", workers=1)
    assert (whole.ok, whole.failed, whole.kept) == (0, 1, 1)
