from __future__ import annotations

import errno
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, ramp
from wards import N_EPOCHS, Ward, no_space, score

from sleepscorer.errors import StorageError
from sleepscorer.gui.session.opening import open_to_score, session_of
from sleepscorer.scoring import Author, AuthorKind, Scoring
from sleepscorer.settings import Settings
from sleepscorer.stages import Stage
from sleepscorer.storage.store import Store

MODEL = Author(AuthorKind.MODEL, "cnn")


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path)


def test_work_on_a_read_only_folder_is_kept_elsewhere_and_said(ward, monkeypatch):
    real = os.open

    def refuse(path, flags, *rest, **options):
        if flags & os.O_CREAT and ward.recordings in Path(path).parents:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, *rest, **options)

    monkeypatch.setattr(os, "open", refuse)
    night = ward.store()
    opened = night.open()
    assert len(opened.notices) == 1
    assert opened.notices[0].startswith(
        f"{ward.recordings} cannot be written (permission denied); your work is"
    )
    assert str(night.place.folder) in opened.notices[0]
    score(night, opened.scoring, 5, Stage.R)
    night.close(opened.scoring)
    assert ward.names() == ["night.edf"]
    assert ward.stages()[5] == Stage.R


def test_work_kept_elsewhere_comes_home_when_the_folder_can_be_written_again(ward, monkeypatch):
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        night = ward.store()
        opened = night.open()
        score(night, opened.scoring, 5, Stage.R)
        night.close(opened.scoring)
    again = ward.store()
    found = again.open()
    assert found.scoring.stages[5] == Stage.R
    assert again.place.sidecar.parent == ward.recordings
    score(again, found.scoring, 6, Stage.W)
    again.close()
    shutil.rmtree(ward.state)
    assert ward.stages()[5:7] == [Stage.R, Stage.W]


def test_nowhere_to_write_at_all_is_a_sentence(ward, monkeypatch):
    ward.state.write_text("a file where a folder should be")
    monkeypatch.setattr("sleepscorer.storage.lock.os.open", no_space)
    with pytest.raises(StorageError, match=r"Neither .* nor .* can be written"):
        ward.store().open()


def test_a_disk_that_fills_up_moves_the_work_and_loses_nothing(ward, monkeypatch):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 1, Stage.N1)
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        sentence = score(night, scoring, 2, Stage.N2)
        assert sentence is not None
        assert sentence.startswith(
            f"{ward.recordings} cannot be written (no space left on device); your work"
        )
        assert score(night, scoring, 3, Stage.N3) is None
    assert not night.read_only
    night.close()
    assert ward.stages()[:5] == [-1, 1, 2, 3, -1]


def test_a_disk_that_fills_up_while_saving_moves_the_work(ward, monkeypatch):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 1, Stage.N1)
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        sentence = night.save(scoring)
        assert sentence is not None
        assert "your work is kept in" in sentence
        night.close()
    assert ward.stages()[1] == Stage.N1


def test_where_no_disk_has_room_the_change_is_refused_and_the_scoring_unchanged(ward, monkeypatch):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 1, Stage.N1)
    before = (scoring.stages.tolist(), scoring.authors, scoring.revision)
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings, ward.state)
        for _ in range(2):
            with pytest.raises(StorageError, match="the change was not made"):
                score(night, scoring, 2)
            assert (scoring.stages.tolist(), scoring.authors, scoring.revision) == before
        with pytest.raises(StorageError, match="every change is"):
            night.save(scoring)
    assert score(night, scoring, 3, Stage.R) is None
    night.close()
    assert ward.names() == ["night.edf", "night.edf.sleepscorer.journal"]
    assert ward.stages()[:5] == [-1, 1, -1, 3 + 1, -1]


def test_a_model_run_that_cannot_be_kept_leaves_no_probabilities(ward, monkeypatch):
    night = ward.store()
    scoring = night.open().scoring
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings, ward.state)
        with pytest.raises(StorageError):
            night.record(scoring.prescore(np.full((N_EPOCHS, 5), 0.2, np.float32), MODEL), scoring)
    assert scoring.probabilities is None
    assert not (scoring.stages >= 0).any()


def test_recovery_on_a_full_disk_moves_the_work_and_says_so(ward, monkeypatch):
    night = ward.store()
    score(night, night.open().scoring, 1, Stage.N1)
    night.close()
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        again = ward.store()
        opened = again.open()
        assert opened.recovered == 1
        assert any("your work is kept in" in notice for notice in opened.notices)
        score(again, opened.scoring, 2, Stage.N2)
        again.close()
    assert ward.stages()[1:3] == [1, 2]


def test_recovery_without_any_room_keeps_the_journal_and_gives_the_lock_back(ward, monkeypatch):
    night = ward.store()
    score(night, night.open().scoring, 1, Stage.N1)
    night.close()
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings, ward.state)
        with pytest.raises(StorageError, match="Neither"):
            ward.store().open()
    assert ward.stages()[1] == Stage.N1


# Folders that go away, and disks that are slow


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed on Windows")
@pytest.mark.parametrize("made_again", [False, True])
def test_a_folder_that_is_removed_while_open_takes_no_change_with_it(ward, made_again):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 1, Stage.N1)
    shutil.rmtree(ward.recordings)
    if made_again:
        ward.recordings.mkdir()
    sentence = score(night, scoring, 2, Stage.N2)
    assert sentence is not None
    assert "your work is kept in" in sentence
    assert score(night, scoring, 3, Stage.N3) is None
    night.close()
    ward.recordings.mkdir(exist_ok=True)
    assert ward.stages()[:5] == [-1, 1, 2, 3, -1]


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed on Windows")
@pytest.mark.parametrize("replaced", [False, True])
def test_a_journal_that_is_removed_while_open_takes_no_change_with_it(ward, replaced):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 1, Stage.N1)
    night.place.journal.unlink()
    if replaced:
        night.place.journal.write_bytes(b"something else")
    assert score(night, scoring, 2, Stage.N2) is not None
    night.close()
    again = ward.store()
    assert again.open(damaged="set-aside").scoring.stages[:4].tolist() == [-1, 1, 2, -1]
    again.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB, where one may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("a small tmpfs cannot be mounted here; it takes root on Linux")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def score_without_end(night: Store, scoring: Scoring) -> None:
    for edit in count():
        score(night, scoring, edit % N_EPOCHS, Stage((edit + edit // N_EPOCHS) % 5))


def test_a_small_disk_that_really_fills_up_loses_nothing(tmp_path, small_disk):
    ward = Ward(small_disk)
    ward.state = tmp_path / "state"
    night = ward.store()
    scoring = night.open().scoring
    said = []
    for edit in range(400):
        moved = score(night, scoring, edit % N_EPOCHS, Stage((edit + edit // N_EPOCHS) % 5))
        said += [moved] if moved else []
    assert len(said) == 1
    assert "no space left on device" in said[0]
    night.close()
    assert ward.stages() == scoring.stages.tolist()


def test_a_small_disk_that_is_full_everywhere_refuses_changes_and_keeps_the_others(small_disk):
    ward = Ward(small_disk)
    night = ward.store()
    scoring = night.open().scoring
    with pytest.raises(StorageError, match="the change was not made"):
        score_without_end(night, scoring)
    assert scoring.revision > 50
    night.close()
    assert ward.store().peek().scoring.stages.tolist() == scoring.stages.tolist()


def test_a_disk_that_really_is_read_only_sends_the_work_elsewhere(tmp_path, small_disk):
    ward = Ward(small_disk)
    ward.state = tmp_path / "state"
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    night = ward.store()
    opened = night.open()
    assert "read-only file system" in opened.notices[0]
    score(night, opened.scoring, 5, Stage.R)
    night.close(opened.scoring)
    assert ward.names() == ["night.edf"]
    assert ward.stages()[5] == Stage.R


def test_on_slow_storage_a_change_is_on_disk_before_it_is_shown(tmp_path, qapp, monkeypatch):
    real, synced = os.fsync, []

    def slow(handle):
        time.sleep(0.1)
        real(handle)
        synced.append(handle)

    path = EdfFile([Signal(ramp(N_EPOCHS * 30, 10), 10)]).write(tmp_path / "night.edf")
    session = session_of(open_to_score(path, Settings()), Settings(), tmp_path / "state")
    there: list[tuple[int, int]] = []

    def look(epochs):
        found = Store(path, session.recording.fingerprint, session.n_epochs, tmp_path / "state").peek()
        there.append((len(synced), int(found.scoring.stages[epochs[0]])))

    session.epochs_changed.connect(look)
    monkeypatch.setattr(os, "fsync", slow)
    session.score([4], Stage.N3)
    session.score([5], Stage.R)
    monkeypatch.undo()
    session.close()
    assert [stage for _, stage in there] == [Stage.N3, Stage.R]
    assert 0 < there[0][0] < there[1][0]
