"""Batches: what is found, what becomes of each file, what is kept, what is never written over."""

from __future__ import annotations

import io
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from batch_runs import CARD, Run, night, rows
from edf_files import EdfFile, Signal, keeper, ramp

from sleepscorer import batch
from sleepscorer.batch.manifest import COLUMNS, OK, Manifest, Row
from sleepscorer.batch.worker import score
from sleepscorer.edf.tal import encode_tal
from sleepscorer.errors import ModelError, RecordingError, StorageError
from sleepscorer.formats import read_csv, read_hypnogram, write_csv, write_edf_hypnogram
from sleepscorer.prescoring.model_card import available_models
from sleepscorer.processes import temporary_prefix
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, Event, EventKind, Lights, scoring_from_stages

TECHNICIAN = Author(AuthorKind.TECHNICIAN, "AB")


def annotations_only(path: Path) -> Path:
    tal = keeper("+0", b"+0\x1530\x14Sleep stage W\x14\0")
    return EdfFile([Signal([tal], 40, "EDF Annotations")], reserved="EDF+C").write(path)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with a sound night and most ways not to be one."""
    folder = tmp_path / "nights"
    night(folder / "a.EDF")
    night(folder / "deep" / "a.edf")
    whole = night(folder / "cut.edf").read_bytes()
    (folder / "cut.edf").write_bytes(whole[: len(whole) - 7000])
    night(folder / "short.rec", 1).write_bytes(whole[: 512 + 200 * 20])
    (folder / "text.edf").write_text("this is no recording")
    (folder / "empty.bdf").write_bytes(b"")
    annotations_only(folder / "notes.edf")
    annotations_only(folder / "SC4001EC-Hypnogram.edf")
    night(folder / ".hidden.edf")
    (folder / "readme.txt").write_text("no recording")
    return folder


def test_every_file_becomes_a_row_and_none_stops_the_batch(mixed: Path, run: Run) -> None:
    outcome = run(mixed)
    assert (outcome.ok, outcome.failed, outcome.skipped, outcome.kept) == (3, 3, 1, 0)
    found = rows(mixed)
    assert {file: row["status"] for file, row in found.items()} == {
        "a.EDF": "ok",
        "deep/a.edf": "ok",
        "cut.edf": "ok",
        "short.rec": "failed",
        "text.edf": "failed",
        "empty.bdf": "failed",
        "notes.edf": "skipped",
    }
    assert "is not an EDF or BDF file" in found["text.edf"]["reason"]
    assert "is empty" in found["empty.bdf"]["reason"]
    assert "less than one epoch" in found["short.rec"]["reason"]
    assert "ends early" in found["cut.edf"]["notices"]
    assert found["cut.edf"]["n_epochs"] == "2"


def test_results_are_hypnograms_of_the_night(mixed: Path, run: Run) -> None:
    run(mixed)
    recording = open_recording(mixed / "deep" / "a.edf")
    hypnogram = read_hypnogram(mixed / "deep" / "a_hyp.edf")
    assert hypnogram.start == recording.start
    assert hypnogram.stages.tolist() == [2, 2, 2, -1]
    scoring = read_csv(mixed / "deep" / "a_hyp.csv")
    assert scoring.author(0) == Author(AuthorKind.MODEL, "test-1@abababab")
    assert scoring.probabilities is not None
    row = rows(mixed)["deep/a.edf"]
    assert (row["model"], row["model_sha256"]) == (CARD.name, CARD.sha256)
    assert row["outputs"] == "deep/a_hyp.edf deep/a_hyp.csv"
    assert int(row["input_bytes"]) == (mixed / "deep" / "a.edf").stat().st_size


def test_lights_of_the_recording_reach_its_hypnogram(tmp_path: Path, run: Run) -> None:
    tals = [keeper(f"+{i}", b"+31\x14Lights off\x14\0" if i == 31 else b"") for i in range(120)]
    signals = [Signal(ramp(120, 100), 100), Signal(tals, 40, "EDF Annotations")]
    EdfFile(signals, reserved="EDF+C").write(tmp_path / "n.edf")
    assert run(tmp_path).ok == 1
    assert read_hypnogram(tmp_path / "n_hyp.edf").lights == Lights(31.0, None)


def test_manifest_holds_no_path_and_no_patient(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "Erika Mustermann"
    edf = EdfFile([Signal(ramp(120, 100), 100)], patient="123 F 01-JAN-1970 Erika_Mustermann")
    folder.mkdir()
    edf.write(folder / "n1.edf")
    (folder / "n2.edf").write_text("no")
    run(folder)
    for name in ("manifest.jsonl", "manifest.csv"):
        text = (folder / name).read_text()
        assert "Erika" not in text
        assert str(tmp_path) not in text
    assert b"Erika" not in (folder / "n1_hyp.edf").read_bytes()


def test_a_second_run_keeps_what_is_done_and_retries_what_failed(mixed: Path, run: Run) -> None:
    run(mixed)
    before = (mixed / "a_hyp.edf").stat().st_mtime_ns
    night(mixed / "text.edf")
    outcome = run(mixed)
    assert (outcome.ok, outcome.failed, outcome.skipped, outcome.kept) == (1, 2, 1, 3)
    assert (mixed / "a_hyp.edf").stat().st_mtime_ns == before
    assert rows(mixed)["text.edf"]["status"] == "ok"


@pytest.mark.parametrize("how", ["input", "time", "output gone", "model", "network", "redo"])
def test_what_has_changed_is_done_again(
    how: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = night(tmp_path / "a.edf")
    assert run(path).ok == 1
    assert run(path).kept == 1
    options: dict[str, object] = {}
    if how == "input":
        night(path, 5)
    elif how == "time":
        os.utime(path, (1, 1))
    elif how == "output gone":
        (tmp_path / "a_hyp.csv").unlink()
        (tmp_path / "a_hyp.edf").unlink()
    elif how == "model":
        options["model"] = "test-1"
    elif how == "network":
        newer = replace(CARD, sha256="cd" * 32)
        monkeypatch.setattr("sleepscorer.prescoring.prescore.identities", lambda model: {newer.identity})
    else:
        options["redo"] = True
    assert run(path, **options).ok == 1


def test_a_named_file_that_is_no_recording_is_a_failure(tmp_path: Path, run: Run) -> None:
    assert run(annotations_only(tmp_path / "notes.edf")).failed == 1
    (tmp_path / "x.txt").write_text("no")
    assert run(tmp_path / "x.txt").failed == 1


def test_out_mirrors_sub_folders(tmp_path: Path, run: Run) -> None:
    for place in ("siteA/n.edf", "siteA/deep/n.edf", "siteB/n.edf"):
        night(tmp_path / place)
    out = tmp_path / "out"
    assert run(tmp_path / "siteA", tmp_path / "siteB", out=out).ok == 3
    made = sorted(path.relative_to(out).as_posix() for path in out.rglob("*_hyp.edf"))
    assert made == ["siteA/deep/n_hyp.edf", "siteA/n_hyp.edf", "siteB/n_hyp.edf"]
    assert sorted(rows(out)) == ["siteA/deep/n.edf", "siteA/n.edf", "siteB/n.edf"]
    assert not list(tmp_path.glob("site*/**/*_hyp.*"))


def test_two_recordings_of_one_stem_keep_two_results(tmp_path: Path, run: Run) -> None:
    night(tmp_path / "n.edf")
    night(tmp_path / "n.rec")
    assert run(tmp_path).ok == 2
    assert {path.name for path in tmp_path.glob("*_hyp.edf")} == {"n.edf_hyp.edf", "n.rec_hyp.edf"}


def test_another_recording_of_the_same_name_is_not_written_over(tmp_path: Path, run: Run) -> None:
    first, second = night(tmp_path / "a" / "n.edf"), night(tmp_path / "b" / "n.edf", 5)
    out = tmp_path / "out"
    run(first, out=out)
    before = (out / "n_hyp.edf").read_bytes()
    assert run(second, out=out).skipped == 1
    assert (out / "n_hyp.edf").read_bytes() == before
    assert "another recording of the same name" in rows(out)["n.edf"]["reason"]


@pytest.mark.parametrize("with_csv", [True, False])
def test_a_persons_hypnogram_is_never_written_over(with_csv: bool, tmp_path: Path, run: Run) -> None:
    path = night(tmp_path / "n.edf")
    scoring = scoring_from_stages([0, 0, 1, 1], TECHNICIAN)
    write_edf_hypnogram(tmp_path / "n_hyp.edf", scoring, None)
    if with_csv:
        write_csv(tmp_path / "n_hyp.csv", scoring)
    for redo in (False, True):
        assert run(path, redo=redo).skipped == 1
    assert read_hypnogram(tmp_path / "n_hyp.edf").stages.tolist() == [0, 0, 1, 1]
    assert "may hold a person's work" in rows(tmp_path)["n.edf"]["reason"]


def test_results_of_a_run_that_was_killed_before_its_row_are_written_anew(tmp_path: Path, run: Run) -> None:
    path = night(tmp_path / "n.edf")
    run(path)
    (tmp_path / "manifest.jsonl").unlink()
    assert run(path).ok == 1


@pytest.mark.parametrize("resumed", [False, True])
def test_what_a_killed_worker_left_half_written_is_removed(resumed: bool, tmp_path: Path, run: Run) -> None:
    recordings, results = tmp_path / "in", tmp_path / "out" / "ward"
    night(recordings / "ward" / "n.edf")
    if resumed:
        run(recordings, out=tmp_path / "out")
    results.mkdir(parents=True, exist_ok=True)
    dead = temporary_prefix().replace(f"-{os.getpid()}-", "-2147483646-")
    left, ours = (results / f"{start}abc.csv" for start in (dead, temporary_prefix()))
    for path in (left, ours):
        path.write_text("half")
    assert run(recordings, out=tmp_path / "out").kept == int(resumed)
    assert (left.exists(), ours.exists()) == (False, True)


def test_errors_before_anything_is_begun(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RecordingError, match="does not exist"):
        run(night(tmp_path / "n.edf"), tmp_path / "absent.edf")
    (tmp_path / "bare").mkdir()
    with pytest.raises(RecordingError, match="holds no recording"):
        run(tmp_path / "bare")
    monkeypatch.undo()
    with pytest.raises(ModelError, match="no model called nonsense"):
        batch.run_batch([tmp_path], model="nonsense")
    assert not (tmp_path / "manifest.jsonl").exists()


@pytest.mark.parametrize("name", ["manifest.csv", "manifest.jsonl"])
def test_another_programs_manifest_is_left_alone(name: str, tmp_path: Path, run: Run) -> None:
    night(tmp_path / "n.edf")
    (tmp_path / name).write_text("subject,age\n1,2\n")
    with pytest.raises(StorageError, match="was not written by sleepscorer"):
        run(tmp_path)
    assert (tmp_path / name).read_text() == "subject,age\n1,2\n"


def test_a_torn_line_costs_only_itself(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    manifest.begin()
    manifest.append(Row("a.edf", OK, notices=("Ein Satz, ü.",)))
    with manifest.lines.open("ab") as file:
        file.write(b'{"file": "b.edf", "sta')
    manifest = Manifest(tmp_path)
    manifest.append(Row("c.edf", OK))
    again = Manifest(tmp_path)
    assert again.row("a.edf") == Row("a.edf", OK, notices=("Ein Satz, ü.",))
    assert (again.row("b.edf"), again.row("c.edf")) == (None, Row("c.edf", OK))
    again.write_table()
    assert tuple(again.table.read_text().splitlines()[0].split(",")) == COLUMNS


def test_a_folder_that_cannot_be_written_gives_a_sentence(tmp_path: Path, run: Run) -> None:
    path = night(tmp_path / "n.edf")
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        run(path, out=tmp_path / "file")


def test_a_failure_to_write_is_a_row(tmp_path: Path, run: Run) -> None:
    path = night(tmp_path / "deep" / "n.edf")
    out = tmp_path / "out"
    out.mkdir()
    night(tmp_path / "other.edf")
    (out / "deep").write_text("in the way")
    assert run(path, tmp_path / "other.edf", out=out).failed == 1
    assert "cannot be made" in rows(out)["deep/n.edf"]["reason"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts the whole path")
@pytest.mark.parametrize("sidecar", [False, True])
def test_a_name_too_long_for_its_results_is_a_row(tmp_path: Path, run: Run, sidecar: bool) -> None:
    long = night(tmp_path / f"{'x' * 250}.edf")
    night(tmp_path / "n.edf")
    outcome = run(tmp_path, out=tmp_path / "out", sidecar=sidecar)
    assert (outcome.ok, outcome.failed) == (1, 1)
    assert "too long" in rows(tmp_path / "out")[long.name]["reason"]


def test_a_path_that_cannot_be_asked_is_said_in_a_sentence(tmp_path: Path, run: Run) -> None:
    with pytest.raises(RecordingError, match="cannot be opened"):
        run(tmp_path / ("x" * 300))


@pytest.mark.skipif(not available_models(), reason="no model is installed")
def test_a_scale_that_is_absurd_is_said_in_a_sentence(tmp_path: Path) -> None:
    wide = Signal(ramp(120, 100), 100, physical_min="-9.9E+37", physical_max="9.9E+37")
    EdfFile([wide]).write(tmp_path / "n.edf")
    outcome = batch.run_batch([tmp_path], make_executor=ThreadPoolExecutor, stream=io.StringIO())
    assert outcome.failed == 1
    assert "put its unit or scale right at its source" in rows(tmp_path)["n.edf"]["reason"]


def test_a_unit_of_a_channel_that_no_recording_has_is_said(tmp_path: Path, run: Run) -> None:
    for name, label in (("a", "EEG Fpz-Cz"), ("b", "EEG C4")):
        EdfFile([Signal(ramp(120, 100), 100, label)]).write(tmp_path / f"{name}.edf")
    told = io.StringIO()
    run(tmp_path, units={"EEG C4": "uV", "EEG C3": "mV"}, stream=told)
    assert told.getvalue().count("whose unit was given") == 1
    assert "No recording has a channel EEG C3, whose unit was given; check the label." in told.getvalue()
    notices = {file: row["notices"] for file, row in rows(tmp_path).items()}
    assert "There is no channel EEG C4, whose unit was given." in notices["a.edf"]
    assert "EEG C4" not in notices["b.edf"]


@pytest.mark.parametrize("what", ["events", "lights", "lights of the recording"])
def test_events_and_lights_of_a_person_are_never_written_over(what: str, tmp_path: Path, run: Run) -> None:
    notes = [keeper("+0", encode_tal(10.0, None, "Lights off"))] + [keeper(f"+{s}") for s in range(1, 120)]
    signals = [Signal(ramp(120, 100), 100), Signal(notes, 40, "EDF Annotations", physical_min="-1")]
    path = EdfFile(signals, reserved="EDF+C").write(tmp_path / "n.edf")
    run(path)
    (tmp_path / "manifest.jsonl").unlink()
    scoring = read_csv(tmp_path / "n_hyp.csv")
    lights = Lights(10.0) if what == "lights of the recording" else Lights(30.0)
    event = scoring.add_events([Event(EventKind.AROUSAL, 7.0, 3.0)], TECHNICIAN)
    scoring.apply(event if what == "events" else scoring.mark_lights(lights, TECHNICIAN))
    write_edf_hypnogram(tmp_path / "n_hyp.edf", scoring, open_recording(path).start)
    outcome = run(path)
    assert (outcome.ok, outcome.skipped) == ((1, 0) if what == "lights of the recording" else (0, 1))


def test_paths_with_dots_are_mirrored_into_the_results_folder(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("work/nights/a.edf", "work/nights/b.edf", "more/c.edf"):
        night(tmp_path / name)
    monkeypatch.chdir(tmp_path / "work")
    paths = [Path("nights"), Path("nights/../nights/a.edf"), Path("../more"), Path("../more/c.edf")]
    assert run(*paths, out=tmp_path / "out").ok == 3
    assert set(rows(tmp_path / "out")) == {"work/nights/a.edf", "work/nights/b.edf", "more/c.edf"}
    assert len(list((tmp_path / "out").rglob("*_hyp.edf"))) == len(list(tmp_path.rglob("*_hyp.edf"))) == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_a_row_and_not_waited_for(tmp_path: Path, run: Run) -> None:
    os.mkfifo(tmp_path / "pipe.edf")
    night(tmp_path / "n.edf")
    outcome = run(tmp_path)
    assert (outcome.ok, outcome.failed) == (1, 1)
    assert "not an EDF" in rows(tmp_path)["pipe.edf"]["reason"]


def test_an_unexpected_error_is_a_row(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = night(tmp_path / "n.edf")
    monkeypatch.setattr("sleepscorer.prescoring.prescore.prescore", lambda *_: 1 / 0)
    assert run(path).failed == 1
    assert "ZeroDivisionError" in rows(tmp_path)["n.edf"]["reason"]


@pytest.mark.parametrize("name", ["n_hyp.edf", "n_hyp.csv"])
def test_what_a_person_exports_while_the_batch_runs_is_left(name: str, tmp_path: Path, run: Run) -> None:
    night(tmp_path / "n.edf")
    assert run(tmp_path).ok == 1

    def work(job: batch.Job) -> batch.Row:
        (tmp_path / name).write_text("a person's work")
        return score(job)

    outcome = run(tmp_path, work=work, redo=True)
    assert (outcome.ok, outcome.skipped) == (0, 1)
    assert (tmp_path / name).read_text() == "a person's work"
    assert f"{name} was written while the batch ran" in rows(tmp_path)["n.edf"]["reason"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look into every folder")
def test_a_closed_folder_is_a_row(tmp_path: Path, run: Run) -> None:
    night(tmp_path / "n.edf")
    (tmp_path / "closed").mkdir(mode=0)
    try:
        assert run(tmp_path).failed == 1
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert "cannot be opened" in rows(tmp_path)["closed"]["reason"]


def test_a_real_night_is_scored_by_a_process(data_folder: Path, tmp_path: Path) -> None:
    if not available_models():
        pytest.skip("no model is installed")
    path = data_folder / "sleep-edf" / "SC4001E0-PSG.edf"
    outcome = batch.run_batch([path], tmp_path / "out", workers=1, stream=io.StringIO())
    assert outcome.ok == 1
    assert len(read_hypnogram(tmp_path / "out" / "SC4001E0-PSG_hyp.edf").stages) == 2650


def test_a_second_try_takes_the_place_of_what_the_first_had_written(tmp_path: Path, run: Run) -> None:
    night(tmp_path / "n.edf")

    def work(job: batch.Job) -> batch.Row:
        score(job)  # and then its worker died
        return score(job)

    assert run(tmp_path, formats=["edf", "csv", "annot"], work=work).ok == 1
