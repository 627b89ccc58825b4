from __future__ import annotations

import errno
import getpass
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sleepscorer import atomic, journal, sidecar, store
from sleepscorer.errors import ChangeError, DamagedError, LockedError, StorageError
from sleepscorer.scoring import Author, AuthorKind, Scoring
from sleepscorer.stages import Stage
from sleepscorer.store import Store

ANNA = Author(AuthorKind.TECHNICIAN, "AK")
MODEL = Author(AuthorKind.MODEL, "cnn")
N_EPOCHS = 20


def no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


class Ward:
    """A recording's folder and a user's own folder."""

    def __init__(self, folder: Path) -> None:
        self.recordings, self.state = folder / "recordings", folder / "state"
        self.recordings.mkdir()
        self.recording = self.recordings / "night.edf"
        self.recording.write_bytes(b"")

    def store(self, fingerprint: str = "abc", n_epochs: int = N_EPOCHS) -> Store:
        return Store(self.recording, fingerprint, n_epochs, self.state)

    def stages(self) -> list[int]:
        """What is found on opening again."""
        again = self.store()
        try:
            return again.open().scoring.stages.tolist()
        finally:
            again.close()

    def names(self) -> list[str]:
        return sorted(path.name for path in self.recordings.iterdir())

    def fill(self, monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
        """Let the disk of some folders be full: nothing new fits, in journals or whole files."""
        write_all, sync = journal._write_all, atomic._sync

        def write(file, data):
            if any(folder in Path(file.name).parents for folder in folders):
                file.write(data[: len(data) // 2])
                no_space()
            write_all(file, data)

        def synced(path):
            if any(folder in path.parents for folder in folders):
                no_space()
            sync(path)

        monkeypatch.setattr(journal, "_write_all", write)
        monkeypatch.setattr(atomic, "_sync", synced)


@pytest.fixture
def ward(tmp_path) -> Ward:
    return Ward(tmp_path)


def score(night: Store, scoring: Scoring, epoch: int, stage: Stage = Stage.N2) -> str | None:
    return night.record(scoring.score([epoch], stage, ANNA), scoring)


def test_a_night_is_saved_beside_its_recording_and_found_again(ward):
    night = ward.store()
    opened = night.open()
    assert (opened.recovered, opened.notices) == (0, [])
    for epoch in range(5):
        assert score(night, opened.scoring, epoch, Stage(epoch)) is None
    night.close(opened.scoring)
    assert ward.names() == ["night.edf", "night.edf.sleepscorer.json"]
    assert ward.stages() == [0, 1, 2, 3, 4] + [-1] * 15


def test_what_was_never_saved_is_recovered(ward):
    night = ward.store()
    opened = night.open()
    score(night, opened.scoring, 3)
    score(night, opened.scoring, 4)
    night.close()
    again = ward.store()
    found = again.open()
    assert found.recovered == 2
    assert found.scoring.stages[3:5].tolist() == [Stage.N2, Stage.N2]
    again.close()
    assert not again.place.journal.exists()


def test_a_crash_between_saving_and_clearing_the_journal_changes_nothing(ward, monkeypatch):
    night = ward.store()
    opened = night.open()
    score(night, opened.scoring, 3)
    monkeypatch.setattr(journal.Journal, "clear", no_space)
    assert night.save(opened.scoring) is None
    monkeypatch.undo()
    night.close()
    assert night.place.sidecar.exists()
    assert night.place.journal.exists()
    again = ward.store()
    found = again.open()
    assert (found.recovered, found.notices) == (0, [])
    assert found.scoring.stages.tolist() == opened.scoring.stages.tolist()
    score(again, found.scoring, 7, Stage.R)
    again.close()
    assert ward.stages()[7] == Stage.R


def test_a_journal_cut_at_any_byte_still_opens_and_takes_new_changes(ward):
    night = ward.store()
    scoring = night.open().scoring
    for epoch in range(4):
        score(night, scoring, epoch)
    night.close()
    data = night.place.journal.read_bytes()
    header = data.index(b"\n") + 1
    for length in range(0, len(data), 13):
        for path in ward.recordings.glob("*sleepscorer*"):
            path.unlink()
        night.place.journal.write_bytes(data[:length])
        again = ward.store()
        opened = again.open()
        assert opened.recovered == max(0, data[:length].count(b"\n") - 1)
        assert bool(opened.notices) is (length < header)
        score(again, opened.scoring, 9, Stage.R)
        again.close()
        assert ward.stages()[9] == Stage.R


def test_a_second_opener_is_told_who_has_the_night_and_may_look(ward):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 2)
    second = ward.store()
    with pytest.raises(LockedError, match=f"open on {socket.gethostname()} by {getpass.getuser()}"):
        second.open()
    before = ward.names()
    assert second.peek().scoring.stages[2] == Stage.N2
    assert second.read_only
    assert ward.names() == before
    assert not ward.state.exists()
    with pytest.raises(StorageError, match="reading only"):
        score(second, Scoring(N_EPOCHS), 1)
    night.close()
    third = ward.store()
    third.open()
    assert not third.read_only
    third.close()


CHILD = """
import sys
from pathlib import Path
from sleepscorer.scoring import Author, AuthorKind
from sleepscorer.stages import Stage
from sleepscorer.store import Store
night = Store(Path(sys.argv[1]), "abc", 5000, Path(sys.argv[2]))
scoring = night.open().scoring
anna = Author(AuthorKind.TECHNICIAN, "AK")
for epoch in range(5000):
    night.record(scoring.score([epoch], Stage(epoch % 5), anna), scoring)
    if epoch % 50 == 49:
        night.save(scoring)
    print(epoch, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
@pytest.mark.parametrize("after", [1, 49, 60])
def test_everything_acknowledged_survives_a_kill(ward, after):
    command = [sys.executable, "-c", CHILD, str(ward.recording), str(ward.state)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        acknowledged = -1
        for line in child.stdout:
            acknowledged = int(line)
            if acknowledged == after:
                child.send_signal(signal.SIGKILL)
        child.wait()
    assert child.returncode == -signal.SIGKILL
    assert after <= acknowledged < 4999
    again = ward.store(n_epochs=5000)
    stages = again.open().scoring.stages
    again.close()
    n_scored = int((stages >= 0).sum())
    assert acknowledged + 1 <= n_scored <= acknowledged + 2
    np.testing.assert_array_equal(stages[:n_scored], np.arange(n_scored) % 5)


# Folders that cannot be written


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
    monkeypatch.setattr("sleepscorer.lock.os.open", no_space)
    with pytest.raises(StorageError, match=r"Neither .* nor .* can be written"):
        ward.store().open()


# Full disks


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


def test_somebody_else_s_lock_elsewhere_stops_the_move(ward, monkeypatch):
    night = ward.store()
    scoring = night.open().scoring
    other = ward.store()
    other._elsewhere.folder.mkdir(parents=True)
    other._lock_at(other._elsewhere)
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        with pytest.raises(LockedError):
            score(night, scoring, 2)
    assert scoring.revision == 0
    assert score(night, scoring, 2) is None
    night.close()
    other.close()
    assert ward.stages()[2] == Stage.N2


# Files that do not fit


def test_a_change_that_does_not_fit_is_not_written(ward):
    night = ward.store()
    scoring = night.open().scoring
    stale = scoring.score([1], Stage.N1, ANNA)
    score(night, scoring, 1, Stage.N3)
    size = night.place.journal.stat().st_size
    with pytest.raises(ChangeError):
        night.record(stale, scoring)
    assert night.place.journal.stat().st_size == size
    night.close()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 1}', b'{"format": 99}'])
def test_a_damaged_sidecar_is_set_aside_and_said(ward, content):
    night = ward.store()
    night.place.sidecar.write_bytes(content)
    with pytest.raises(DamagedError, match=r"night\.edf\.sleepscorer\.json"):
        night.open()
    assert ward.names() == ["night.edf", "night.edf.sleepscorer.json"]
    opened = night.open(damaged="set-aside")
    aside = ward.recordings / "night.edf.sleepscorer.json.set-aside-1"
    assert aside.read_bytes() == content
    assert len(opened.notices) == 1
    assert aside.name in opened.notices[0]
    score(night, opened.scoring, 1)
    night.close(opened.scoring)
    assert ward.stages()[1] == Stage.N2


def test_looking_sets_nothing_aside(ward):
    night = ward.store()
    night.place.sidecar.write_bytes(b"{")
    before = ward.names()
    assert "left as it is" in night.peek().notices[0]
    assert ward.names() == before


@pytest.mark.parametrize(
    ("other", "saved"),
    [({"fingerprint": "xyz"}, True), ({"fingerprint": "xyz"}, False), ({"n_epochs": 7}, True)],
)
def test_work_on_another_recording_of_the_same_name_is_set_aside(ward, other, saved):
    first = ward.store(**other)
    opened = first.open()
    score(first, opened.scoring, 1)
    first.close(opened.scoring if saved else None)
    night = ward.store()
    with pytest.raises(DamagedError):
        night.open()
    found = night.open(damaged="set-aside")
    night.close()
    assert not (found.scoring.stages >= 0).any()
    (aside,) = ward.recordings.glob("*.set-aside-*")
    (notice,) = found.notices
    assert aside.name in notice


def test_a_damaged_journal_is_kept_whole_and_said(ward):
    night = ward.store()
    scoring = night.open().scoring
    for epoch in range(6):
        score(night, scoring, epoch)
    night.close()
    data = bytearray(night.place.journal.read_bytes())
    data[len(data) // 2] ^= 1
    night.place.journal.write_bytes(data)
    again = ward.store()
    opened = again.open()
    again.close()
    assert 0 < opened.recovered < 6
    assert any("damaged" in notice for notice in opened.notices)
    (aside,) = ward.recordings.glob("*.set-aside-*")
    assert aside.read_bytes() == data


def test_a_sidecar_that_cannot_be_read_is_never_overwritten(ward, monkeypatch):
    night = ward.store()
    opened = night.open()
    score(night, opened.scoring, 1)
    night.close(opened.scoring)
    saved = night.place.sidecar.read_bytes()

    def refuse(_path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(sidecar, "load", refuse)
        with pytest.raises(StorageError, match="cannot be read"):
            ward.store().open()
    assert night.place.sidecar.read_bytes() == saved
    assert ward.stages()[1] == Stage.N2


def test_no_name_of_a_recording_is_made_part_of_a_path_elsewhere(tmp_path):
    (tmp_path / "Doe_Jane").mkdir()
    recording = tmp_path / "Doe_Jane" / "Jane Doe 1970.edf"
    recording.write_bytes(b"")
    night = Store(recording, "abc", N_EPOCHS, tmp_path / "state")
    place = night._elsewhere
    for path in (place.sidecar, place.journal, place.lock):
        assert "jane" not in str(path.relative_to(tmp_path)).lower()
        assert "doe" not in str(path.relative_to(tmp_path)).lower()


def test_without_a_folder_the_user_s_own_state_folder_is_used(ward, isolated_home):
    night = Store(ward.recording, "abc", N_EPOCHS)
    assert isolated_home in night._elsewhere.folder.parents
    assert store.SUFFIX in night._elsewhere.sidecar.name
