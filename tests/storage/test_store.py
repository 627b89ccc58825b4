from __future__ import annotations

import os
from pathlib import Path

import pytest
from wards import ANNA, N_EPOCHS, Ward, no_space, score

from sleepscorer.errors import ChangeError
from sleepscorer.stages import Stage
from sleepscorer.storage import journal, store
from sleepscorer.storage.store import Store


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path)


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
        is_whole = data[length : length + 1] == b"\n"
        assert opened.recovered == max(0, data[:length].count(b"\n") + is_whole - 1)
        assert bool(opened.notices) is (length < header - 1)
        score(again, opened.scoring, 9, Stage.R)
        again.close()
        assert ward.stages()[9] == Stage.R


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


def test_revisions_and_not_times_order_changes_when_the_clock_is_set_back(ward, monkeypatch):
    years = iter(range(2040, 2000, -1))
    for module in ("scoring.state", "storage.sidecar"):
        monkeypatch.setattr(f"sleepscorer.{module}.now", lambda: f"{next(years)}-01-01T00:00:00.000+00:00")
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 1, Stage.N1)
    night.save(scoring)
    score(night, scoring, 1, Stage.N2)
    score(night, scoring, 1, Stage.R)
    night.close()
    again = ward.store()
    found = again.open()
    assert (found.recovered, found.scoring.stages[1]) == (2, Stage.R)
    again.close()


def test_the_scoring_that_holds_the_other_counts_though_its_file_is_older(ward, monkeypatch):
    night = ward.store()
    opened = night.open()
    score(night, opened.scoring, 5, Stage.N1)
    night.close(opened.scoring)
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        night = ward.store()
        opened = night.open()
        for stage in (Stage.N2, Stage.N3):
            score(night, opened.scoring, 5, stage)
        night.close(opened.scoring)
        newer = night.place.sidecar
    os.utime(newer, (0, 0))
    assert ward.stages()[5] == Stage.N3


def test_what_was_said_of_a_recording_is_kept_once_and_found_again(ward):
    for _ in range(2):
        night = ward.store()
        opened = night.open()
        night.keep(["A count was mended.", "A comma was read.", "A count was mended."])
        night.close(opened.scoring)
    assert ward.store().peek().kept == ["A count was mended.", "A comma was read."]
