"""Two people, one night: scorings made apart from each other, work under another name, changed files."""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path

import pytest
from wards import ANNA, N_EPOCHS, Ward, score

from sleepscorer.errors import DamagedError, DivergedError, LockedError, StorageError
from sleepscorer.scoring import OF_RECORDING, Author, AuthorKind, Event, EventKind, Lights, Proposal, Scoring
from sleepscorer.stages import Stage
from sleepscorer.storage import journal, sidecar
from sleepscorer.storage.places import place_beside
from sleepscorer.storage.store import Store
from sleepscorer.storage.versions import Opened

BERT = Author(AuthorKind.TECHNICIAN, "BM")


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path)


def of_bert(ward: Ward) -> Store:
    return Store(ward.recording, "abc", N_EPOCHS, ward.state.parent / "state of bert")


def apart(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anna scores 0 to 4 in her own folder, Bert 10 to 17 beside the recording."""
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        anna = ward.store()
        scoring = anna.open().scoring
        for epoch in range(5):
            score(anna, scoring, epoch)
        anna.close(scoring)
    bert = of_bert(ward)
    scoring = bert.open().scoring
    for epoch in range(10, 18):
        bert.record(scoring.score([epoch], Stage.N3, BERT), scoring)
    bert.close(scoring)


def files(ward: Ward) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in ward.state.parent.rglob("*") if path.is_file()}


def test_scorings_made_apart_stop_the_opening_and_nothing_is_altered(ward, monkeypatch):
    apart(ward, monkeypatch)
    before = files(ward)
    with pytest.raises(DivergedError, match="made apart from each other") as caught:
        ward.store().open()
    found = {version.people: (version.n_scored, version.n_changes) for version in caught.value.versions}
    assert found == {("BM",): (8, 8), ("AK",): (5, 5)}
    assert all(version.saved for version in caught.value.versions)
    assert files(ward) == before
    assert str(caught.value).count(". ") == 0


@pytest.mark.parametrize("kept", [0, 1])
def test_the_scoring_that_was_not_chosen_is_kept_and_said(ward, monkeypatch, kept):
    apart(ward, monkeypatch)
    with pytest.raises(DivergedError) as caught:
        ward.store().open()
    chosen, other = caught.value.versions[kept], caught.value.versions[1 - kept]
    night = ward.store()
    opened = night.open(keep=chosen.path)
    assert int((opened.scoring.stages >= 0).sum()) == chosen.n_scored
    assert "it was kept as" in opened.notices[0]
    score(night, opened.scoring, 19)
    night.close(opened.scoring)
    aside = next(other.path.parent.glob(f"{other.path.name}.set-aside-1"))
    assert int((sidecar.load(aside).scoring.stages >= 0).sum()) == other.n_scored
    again = ward.store()
    found = again.open()
    again.close()
    assert (found.notices, found.scoring.stages[19]) == ([], Stage.N2)


def test_looking_at_a_night_scored_twice_says_so(ward, monkeypatch):
    apart(ward, monkeypatch)
    opened = ward.store().peek()
    assert any("another scoring of this night" in notice for notice in opened.notices)
    assert int((opened.scoring.stages == Stage.N3).sum()) == 8


def test_proposals_are_nobody_s_until_somebody_confirms_them_or_takes_them_out(ward) -> None:
    by = Author(AuthorKind.MODEL, "scorer@1")
    proposed = Event(EventKind.AROUSAL, 31.0, 4.0, proposal=Proposal(by))

    def is_by_people(*answers: str) -> bool:
        scoring = Scoring(N_EPOCHS)
        scoring.apply(scoring.propose_events([proposed], by))
        for answer in answers:
            scoring.apply(getattr(scoring, answer)(scoring.events, ANNA))
        return Opened(place_beside(ward.recording), scoring).is_by_people

    assert not is_by_people()
    assert is_by_people("confirm_events")
    assert is_by_people("remove_events")


def test_a_model_s_run_apart_from_a_person_s_work_is_not_asked_about(ward, monkeypatch):
    import numpy as np

    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        anna = ward.store()
        scoring = anna.open().scoring
        model = Author(AuthorKind.MODEL, "cnn")
        anna.record(scoring.prescore(np.full((N_EPOCHS, 5), 0.2, np.float32), model), scoring)
        anna.close(scoring)
    bert = of_bert(ward)
    scoring = bert.open().scoring
    bert.record(scoring.score([3], Stage.N3, BERT), scoring)
    bert.close(scoring)
    night = ward.store()
    opened = night.open()
    night.close()
    assert opened.scoring.stages[3] == Stage.N3
    assert "it was kept as" in opened.notices[0]


@pytest.mark.parametrize(("author", "is_asked"), [(ANNA, True), (OF_RECORDING, False)])
def test_lights_that_a_person_set_count_as_work(ward, monkeypatch, author, is_asked):
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        anna = ward.store()
        scoring = anna.open().scoring
        anna.record(scoring.mark_lights(Lights(60.0, 300.0), author), scoring)
        anna.close(scoring)
    bert = of_bert(ward)
    scoring = bert.open().scoring
    bert.record(scoring.score([3], Stage.N3, BERT), scoring)
    bert.close(scoring)
    night = ward.store()
    if is_asked:
        with pytest.raises(DivergedError, match="made apart from each other"):
            night.open()
    else:
        assert night.open().scoring.stages[3] == Stage.N3
    night.close()


def test_what_came_home_is_retired_and_does_not_come_back(ward, monkeypatch):
    with monkeypatch.context() as patch:
        ward.fill(patch, ward.recordings)
        night = ward.store()
        scoring = night.open().scoring
        score(night, scoring, 5)
        night.close(scoring)
    night = ward.store()
    night.close(night.open().scoring)
    assert not list(ward.state.rglob("*.json"))
    assert list(ward.state.rglob("*.json.came-home-1"))
    for path in ward.recordings.glob("*.json"):
        path.unlink()
    assert ward.stages() == [-1] * N_EPOCHS


def test_a_sidecar_put_in_place_of_ours_is_kept_when_we_save(ward):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 1)
    night.save(scoring)
    mine = night.place.sidecar.read_bytes()
    night.place.lock.unlink()
    bert = of_bert(ward)
    theirs = bert.open().scoring
    bert.record(theirs.score([7], Stage.N3, BERT), theirs)
    bert.close(theirs)
    score(night, scoring, 2)
    said = night.save(scoring)
    assert said is not None
    assert "it was kept as" in said
    (aside,) = ward.recordings.glob("*.set-aside-1")
    assert sidecar.load(aside).scoring.stages[7] == Stage.N3
    night.close(scoring)
    assert ward.stages()[1:3] == [2, 2]
    assert mine


@pytest.mark.parametrize("change", [-1, -300, 40])
def test_a_journal_changed_in_place_takes_no_change_with_it(ward, change):
    night = ward.store()
    scoring = night.open().scoring
    for epoch in range(5):
        score(night, scoring, epoch)
    path = night.place.journal
    os.truncate(path, path.stat().st_size + change)
    said = score(night, scoring, 5)
    assert said is not None
    assert "the whole scoring was saved" in said
    assert score(night, scoring, 6) is None
    night.close()
    assert ward.stages()[:7] == [2] * 7


def test_a_recording_that_was_renamed_is_found_with_its_work(ward):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 4)
    night.close(scoring)
    ward.recording = ward.recording.rename(ward.recordings / "other.edf")
    version = ward.store().renamed()
    assert version is not None
    assert version.n_scored == 1
    night = ward.store()
    assert night.open(other_name="leave").scoring.revision == 0
    night.close()
    night = ward.store()
    opened = night.open()
    night.close()
    assert opened.scoring.stages[4] == Stage.N2
    assert "under another name" in opened.notices[0]
    assert ward.store().renamed() is None


def test_a_copy_of_a_recording_whose_first_name_is_there_is_another_night(ward):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 4)
    night.close(scoring)
    ward.recording = Path(shutil.copy(ward.recording, ward.recordings / "copy.edf"))
    assert ward.stages() == [-1] * N_EPOCHS


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved on Windows")
def test_a_folder_renamed_while_the_night_is_open_loses_nothing(ward):
    night = ward.store()
    scoring = night.open().scoring
    for epoch in range(3):
        score(night, scoring, epoch)
    moved = ward.recordings.rename(ward.recordings.with_name("moved"))
    for epoch in range(3, 9):
        score(night, scoring, epoch)
    night.close(scoring)
    ward.recordings, ward.recording = moved, moved / "night.edf"
    assert ward.stages()[:9] == [2] * 9


def test_a_link_to_an_open_night_does_not_open_it_twice(ward):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 1)
    link = ward.state.parent / "link.edf"
    link.symlink_to(ward.recording)
    with pytest.raises(LockedError):
        Store(link, "abc", N_EPOCHS, ward.state).open()
    night.close(scoring)
    linked = Store(link, "abc", N_EPOCHS, ward.state)
    assert linked.open().scoring.stages[1] == Stage.N2
    linked.close()


def test_a_name_of_240_characters_is_scored_and_found_again(ward):
    ward.recording = ward.recording.rename(ward.recordings / ("x" * 240 + ".edf"))
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 2)
    night.close(scoring)
    assert ward.stages()[2] == Stage.N2
    assert not ward.state.exists()


def test_a_journal_of_a_later_format_stops_the_opening(ward):
    night = ward.store()
    scoring = night.open().scoring
    score(night, scoring, 2)
    night.close()
    lines = night.place.journal.read_bytes().splitlines(keepends=True)
    head = json.loads(lines[0].split(b" ", 1)[1]) | {"format": 2}
    night.place.journal.write_bytes(journal._line(journal.compact(head)) + b"".join(lines[1:]))
    before = files(ward)
    with pytest.raises(DamagedError, match="newer sleepscorer; update"):
        ward.store().open()
    assert files(ward) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
@pytest.mark.parametrize("what", ["sidecar", "journal"])
def test_a_named_pipe_is_not_waited_for(ward, what):
    night = ward.store()
    os.mkfifo(getattr(night.place, what))
    with pytest.raises(DamagedError):
        night.open()


@pytest.mark.parametrize("content", ["[" * 100_000, '{"format": 2, "recording": "abc", "revision": -5}'])
def test_hostile_sidecars_are_damage(ward, content):
    ward.store().place.sidecar.write_text(content)
    with pytest.raises(DamagedError, match="is damaged"):
        ward.store().open()


def test_a_flipped_bit_never_becomes_another_stage(ward):
    night = ward.store()
    scoring = night.open().scoring
    for epoch in range(8):
        score(night, scoring, epoch, Stage(epoch % 5))
    lines = night.place.journal.read_bytes()
    night.save(scoring)
    wanted, rng = scoring.stages.tolist(), random.Random(1)
    night.close(scoring)
    place = night.place
    kept = place.sidecar.read_bytes()
    for path, data in ((place.sidecar, kept), (place.journal, lines)):
        place.sidecar.unlink(missing_ok=True)
        for _ in range(300):
            flipped = bytearray(data)
            flipped[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            path.write_bytes(flipped)
            try:
                found = ward.store().peek().scoring.stages.tolist()
            except StorageError:
                continue
            assert all(a in (-1, b) for a, b in zip(found, wanted, strict=True))
        path.unlink()


def test_what_a_killed_process_left_half_written_is_removed(ward):
    from sleepscorer.processes import temporary_prefix

    dead = temporary_prefix().replace(f"-{os.getpid()}-", "-2147483646-")
    left, ours = (ward.recordings / f"{start}abc.json" for start in (dead, temporary_prefix()))
    for path in (left, ours):
        path.write_text("half")
    night = ward.store()
    night.close(night.open().scoring)
    assert (left.exists(), ours.exists()) == (False, True)
    assert ANNA
