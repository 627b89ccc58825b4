from __future__ import annotations

import errno
from pathlib import Path

import pytest
from wards import N_EPOCHS, Ward, score

from sleepscorer.errors import DamagedError, StorageError
from sleepscorer.stages import Stage
from sleepscorer.storage import sidecar


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path)


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


def test_damaged_work_elsewhere_is_never_passed_over_silently(ward):
    night = ward.store()
    place = night._elsewhere
    place.folder.mkdir(parents=True)
    place.sidecar.write_bytes(b"{")
    with pytest.raises(DamagedError, match="put a sound copy of it in its place"):
        night.open()
    assert place.sidecar.read_bytes() == b"{"
    assert not night.place.lock.exists()
    opened = night.open(damaged="set-aside")
    night.close()
    assert "It was kept as night.sleepscorer.json.set-aside-1" in opened.notices[0]
    assert ward.stages() == [-1] * N_EPOCHS


def test_a_journal_that_fits_nothing_blocks_opening_too(ward):
    first = ward.store()
    opened = first.open()
    score(first, opened.scoring, 1)
    first.save(opened.scoring)
    score(first, opened.scoring, 2)
    first.close()
    first.place.sidecar.unlink()
    before = first.place.journal.read_bytes()
    with pytest.raises(DamagedError, match="does not fit the saved scoring"):
        ward.store().open()
    assert first.place.journal.read_bytes() == before


def test_a_refusal_is_one_sentence_and_names_nothing_of_what_the_file_holds(ward):
    night = ward.store()
    night.place.sidecar.write_text('{"format": 2, "recording": "abc", "stages": "Zaphodina"}')
    with pytest.raises(DamagedError) as caught:
        night.open()
    assert str(caught.value).startswith(f"{night.place.sidecar} is damaged (")
    assert str(caught.value).count(". ") == 0
    assert "Zaphodina" not in str(caught.value)
