"""Histories that go wrong in rarer ways: foreign journals, other names, files that will not move."""

from __future__ import annotations

from pathlib import Path

import pytest
from wards import ANNA, N_EPOCHS, Ward, score

from sleepscorer.errors import DamagedError, DivergedError
from sleepscorer.scoring import Author, AuthorKind, Scoring
from sleepscorer.stages import Stage
from sleepscorer.storage import sidecar
from sleepscorer.storage.history import History
from sleepscorer.storage.places import Place
from sleepscorer.storage.sidecar import Sidecar
from sleepscorer.storage.store import Store
from sleepscorer.storage.versions import Opened, chosen

BERT = Author(AuthorKind.TECHNICIAN, "BM")


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path)


def work(night: Store, epochs: range, author: Author, *, crash: bool = False) -> None:
    scoring = night.open().scoring
    for epoch in epochs:
        night.record(scoring.score([epoch], Stage.N3, author), scoring)
    night.close(None if crash else scoring)


def of_bert(ward: Ward) -> Store:
    return Store(ward.recording, "abc", N_EPOCHS, ward.state.parent / "state of bert")


def apart(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anna scores 0 to 4 in her own folder, Bert 10 to 17 beside the recording."""
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        work(ward.store(), range(5), ANNA)
    work(of_bert(ward), range(10, 18), BERT)


def n_by(scoring: Scoring, author: Author) -> int:
    return scoring.authors.count(author)


def test_a_journal_of_another_history_below_the_saved_revision_is_not_dropped(ward):
    work(ward.store(), range(5), ANNA, crash=True)
    path = ward.store().place.journal
    lines = path.read_bytes()
    path.unlink()
    work(of_bert(ward), range(10, 18), BERT)
    path.write_bytes(lines)
    with pytest.raises(DamagedError, match="does not fit the saved scoring"):
        ward.store().open()
    night = ward.store()
    opened = night.open(damaged="set-aside")
    night.close(opened.scoring)
    assert n_by(opened.scoring, BERT) == 8
    assert path.with_name(f"{path.name}.set-aside-1").read_bytes() == lines


def test_a_journal_that_the_sidecar_holds_already_is_no_damage(ward):
    night = ward.store()
    scoring = night.open().scoring
    for epoch in range(5):
        score(night, scoring, epoch)
    lines = night.place.journal.read_bytes()
    night.close(scoring)
    night.place.journal.write_bytes(lines)
    again = ward.store()
    opened = again.open()
    again.close()
    assert (opened.recovered, opened.notices, opened.scoring.revision) == (0, [], 5)


def test_changes_that_the_store_was_not_told_of_are_saved_so_that_they_can_be_read(ward):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 1)
    scoring.apply(scoring.score([2], Stage.N2, ANNA))
    night.save(scoring)
    score(night, scoring, 3)
    night.close(scoring)
    assert ward.stages()[1:4] == [2, 2, 2]


def test_a_history_of_more_changes_than_the_scoring_has_is_refused_and_nothing_written(tmp_path):
    path = tmp_path / "night.json"
    with pytest.raises(ValueError, match="another scoring"):
        sidecar.save(path, Sidecar("abc", Scoring(N_EPOCHS), history=History(0, [b"12345678"])))
    assert list(tmp_path.iterdir()) == []


def test_scorings_apart_in_a_folder_that_has_another_path_now_are_asked_about_once(ward, monkeypatch):
    apart(ward, monkeypatch)
    ward.recordings = ward.recordings.rename(ward.recordings.with_name("moved"))
    ward.recording = ward.recordings / "night.edf"
    with pytest.raises(DivergedError) as caught:
        ward.store().open()
    theirs, mine = caught.value.versions
    assert (theirs.people, mine.people) == (("BM",), ("AK",))
    kept = mine.path.read_bytes()
    night = ward.store()
    opened = night.open(keep=theirs.path)
    night.close(opened.scoring)
    assert n_by(opened.scoring, BERT) == 8
    assert mine.path.read_bytes() == kept
    again = ward.store()
    assert n_by(again.open().scoring, BERT) == 8
    again.close()


def test_the_scoring_of_another_path_can_be_chosen(ward, monkeypatch):
    apart(ward, monkeypatch)
    ward.recordings = ward.recordings.rename(ward.recordings.with_name("moved"))
    ward.recording = ward.recordings / "night.edf"
    with pytest.raises(DivergedError) as caught:
        ward.store().open()
    night = ward.store()
    opened = night.open(keep=caught.value.versions[1].path)
    night.close(opened.scoring)
    assert n_by(opened.scoring, ANNA) == 5
    (aside,) = ward.recordings.glob("*.set-aside-1")
    assert n_by(sidecar.load(aside).scoring, BERT) == 8
    assert any(aside.name in notice for notice in opened.notices)


def test_changes_of_a_crash_are_found_after_the_recording_was_renamed(ward):
    work(ward.store(), range(5), ANNA, crash=True)
    ward.recording = ward.recording.rename(ward.recordings / "other.edf")
    version = ward.store().renamed()
    assert version is not None
    assert version.n_scored == 5
    assert ward.stages()[:5] == [3] * 5


def test_what_was_left_under_another_name_is_not_taken_the_next_time(ward):
    work(ward.store(), range(5), ANNA)
    ward.recording = ward.recording.rename(ward.recordings / "other.edf")
    night = ward.store()
    night.close(night.open(other_name="leave").scoring)
    assert ward.stages() == [-1] * N_EPOCHS


def test_work_known_by_header_and_size_alone_is_no_expert_of_another_recording(ward):
    """Recordings under one anonymised header had one fingerprint in earlier versions."""
    work(ward.store("old"), range(5), ANNA)
    ward.recording.rename(ward.recordings / "gone.edf")
    looking = Store(ward.recording, "new", N_EPOCHS, ward.state, ("old",))
    path = ward.store().place.sidecar
    path.rename(path.with_name(path.name.replace("night", "first")))
    assert looking.peek().scoring.revision == 0
    offered = looking.renamed()
    assert offered is not None
    assert offered.n_scored == 5


@pytest.mark.parametrize("what", ["sidecar", "journal"])
def test_a_link_to_a_volume_that_is_away_is_not_an_empty_night(ward, what):
    path = getattr(ward.store().place, what)
    path.symlink_to(ward.state / "away" / path.name)
    with pytest.raises(DamagedError, match="a link to a file that is not there"):
        ward.store().open()
    assert path.is_symlink()


def test_a_choice_counts_where_the_other_file_cannot_be_renamed(ward, monkeypatch):
    apart(ward, monkeypatch)
    with pytest.raises(DivergedError) as caught:
        ward.store().open()
    theirs, mine = caught.value.versions
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path == theirs.path:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    kept = theirs.path.read_bytes()
    for epochs in (range(6, 8), range(8, 9)):  # the second time nothing is asked
        night = ward.store()
        opened = night.open(keep=mine.path if epochs.start == 6 else None)
        for epoch in epochs:
            score(night, opened.scoring, epoch)
        night.close(opened.scoring)
        assert n_by(opened.scoring, ANNA) == epochs.stop - 1
    assert theirs.path.read_bytes() == kept


def test_what_is_set_aside_while_work_moves_is_said(ward, monkeypatch):
    apart(ward, monkeypatch)
    (away,) = ward.state.rglob("*.json")
    hidden = away.rename(ward.state.parent / "hidden")
    night = ward.store()
    scoring = night.open().scoring
    away.parent.mkdir(parents=True, exist_ok=True)
    hidden.rename(away)
    ward.fill(monkeypatch, ward.recordings)
    said = score(night, scoring, 19)
    night.close(scoring)
    (aside,) = ward.state.rglob("*.set-aside-1")
    assert n_by(sidecar.load(aside).scoring, ANNA) == 5
    assert said is not None
    assert aside.name in said


def test_two_who_write_at_once_both_find_their_edits(ward):
    first = ward.store()
    mine = first.open().scoring
    first.place.lock.unlink()  # what no race does any more; a person can
    second = of_bert(ward)
    theirs = second.open().scoring
    notices: list[str | None] = []
    for epoch in range(8):
        notices.append(score(first, mine, epoch))
        notices.append(second.record(theirs.score([10 + epoch], Stage.N3, BERT), theirs))
    first.close(mine)
    second.close(theirs)
    said = " ".join(notice for notice in notices if notice)
    assert "It was kept as night.edf.sleepscorer.journal.set-aside-1" in said
    assert "your work is kept in" in said
    with pytest.raises(DivergedError) as caught:
        ward.store().open()
    assert {one.people: one.n_scored for one in caught.value.versions} == {("BM",): 8, ("AK",): 8}


def test_decisions_that_go_round_in_a_circle_are_asked_about():
    ids = [bytes([n]) * 8 for n in range(3)]
    read = []
    for n in range(3):
        scoring = Scoring(N_EPOCHS)
        scoring.apply(scoring.score([n], Stage.N2, ANNA))
        history = History(0, [ids[n]], [ids[(n + 1) % 3]])
        read.append(Opened(Place(Path(), str(n)), scoring, history=history))
    with pytest.raises(DivergedError) as caught:
        chosen(read)
    assert len(caught.value.versions) == 3
