"""Options of a batch: formats, shards, dry runs, sidecars, progress for programs, watching."""

from __future__ import annotations

import errno
import functools
import io
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from batch_runs import CARD, Run, night, rows
from edf_files import EdfFile, Signal, ramp

from sleepscorer import __version__, batch
from sleepscorer.batch.manifest import OK, Row
from sleepscorer.batch.nights import runs_text, stages_of
from sleepscorer.batch.progress import Progress, duration_text
from sleepscorer.batch.sidecars import REVISION
from sleepscorer.batch.watch import Incoming, watch
from sleepscorer.cli import main
from sleepscorer.errors import HypnogramError, RecordingError
from sleepscorer.formats import FORMATS, proposed_path, read_hypnogram
from sleepscorer.recording import open_recording
from sleepscorer.scoring import Author, AuthorKind, Lights
from sleepscorer.stages import Stage
from sleepscorer.storage.lock import Lock
from sleepscorer.storage.sidecar import load
from sleepscorer.storage.store import Store


def test_every_format_is_written_and_reads_back(tmp_path: Path, run: Run) -> None:
    path = night(tmp_path / "n.edf")
    names = [one.name for one in FORMATS]
    assert run(tmp_path, formats=names).ok == 1
    for one in FORMATS:
        assert read_hypnogram(proposed_path(path, one)).stages.tolist() == [2, 2, 2, -1], one.name
    assert len(rows(tmp_path)["n.edf"]["outputs"].split(" ")) == len(names)
    again = run(tmp_path, formats=names)
    assert (again.kept, again.ok, again.skipped) == (1, 0, 0), "results are not taken for recordings"


def test_one_more_format_is_written_on_a_rerun(tmp_path: Path, run: Run) -> None:
    night(tmp_path / "n.edf")
    assert run(tmp_path).ok == 1
    assert run(tmp_path, formats=["edf", "csv", "annot"]).ok == 1
    assert (tmp_path / "n.annot").exists()
    assert run(tmp_path, formats=["annot"]).kept == 1


def test_a_format_that_was_altered_or_is_foreign_stays(tmp_path: Path, run: Run) -> None:
    night(tmp_path / "n.edf")
    (tmp_path / "n.txt").write_text("W\nW\nW\nW\n")
    assert run(tmp_path, formats=["text"]).skipped == 1
    assert (tmp_path / "n.txt").read_text() == "W\nW\nW\nW\n"
    (tmp_path / "n.txt").unlink()
    assert run(tmp_path, formats=["text"]).ok == 1
    assert run(tmp_path, formats=["text"], redo=True).ok == 1
    (tmp_path / "n.txt").write_text("W\nW\nW\nR\n")
    assert run(tmp_path, formats=["text"], redo=True).skipped == 1


def test_an_unknown_format_is_one_sentence(tmp_path: Path, run: Run) -> None:
    with pytest.raises(HypnogramError, match="'doc' is no format"):
        run(night(tmp_path / "n.edf"), formats=["doc"])
    assert not (tmp_path / "manifest.jsonl").exists()


def test_shards_share_a_folder_out_and_a_last_run_sums_up(tmp_path: Path, run: Run) -> None:
    for number in range(12):
        night(tmp_path / f"n{number:02}.edf", 1)
    out = tmp_path / "out"
    done = [run(tmp_path, out=out, shard=batch.Shard(place, 3)) for place in (3, 1, 2)]
    assert sum(one.ok for one in done) == 12
    assert all(one.ok < 12 for one in done)
    assert run(tmp_path, out=out, shard=batch.Shard(1, 3)).kept == done[1].ok
    shares = [rows(out, f"manifest-{place}-of-3.csv") for place in (1, 2, 3)]
    assert sum(map(len, shares)) == 12
    whole = run(tmp_path, out=out)
    assert (whole.kept, whole.ok) == (12, 0)
    assert len(rows(out)) == len(rows(out, "summary.csv")) == 12


def test_a_year_that_edf_cannot_hold_is_a_notice(tmp_path: Path, run: Run) -> None:
    recording = EdfFile(
        [Signal(ramp(120, 100), 100)], recording="Startdate 02-MAR-1970 X X X", date="02.03.70"
    ).write(tmp_path / "n.edf")
    assert open_recording(recording).start == datetime(1970, 3, 2, 22, 30)
    assert run(recording, formats=["edf", "sleep-edf", "csv"]).ok == 1
    assert rows(tmp_path)["n.edf"]["notices"].count("The night starts on 1970-03-02") == 1
    assert read_hypnogram(tmp_path / "n_hyp.edf").start == datetime(1985, 3, 2, 22, 30)


@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "a/b", "1/0", "-1/2"])
def test_a_shard_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be i/n"):
        batch.Shard.parse(text)


def test_a_plan_writes_nothing(tmp_path: Path, run: Run) -> None:
    night(tmp_path / "in" / "a.edf")
    out = tmp_path / "out"
    choice = batch.plan_batch([tmp_path / "in"], out)
    assert [job.file for job in choice.todo] == ["a.edf"]
    assert not out.exists()
    run(tmp_path / "in", out=out)
    assert [job.file for job in batch.plan_batch([tmp_path / "in"], out).kept] == ["a.edf"]


def test_rows_tell_versions_and_the_night(tmp_path: Path, run: Run) -> None:
    path = night(tmp_path / "n.edf")
    run(path)
    row = rows(tmp_path)["n.edf"]
    assert (row["program"], row["model_sha256"]) == (__version__, CARD.sha256)
    assert int(row["input_mtime_ns"]) == path.stat().st_mtime_ns
    assert 0 <= float(row["flagged"]) <= 1
    assert float(row["expected_errors"]) > 0
    assert float(row["cpu_seconds"]) > 0
    assert f"numpy {np.__version__}" in row["runtime"]
    kept = json.loads((tmp_path / "manifest.jsonl").read_text())
    assert kept["stages"] == "N2:3 ?:1"


def test_stages_survive_the_manifest() -> None:
    stages = np.array([-1, 0, 0, 1, 2, 3, 3, 4, -1], np.int8)
    assert stages_of(Row("a", OK, stages=runs_text(stages))).tolist() == stages.tolist()
    assert stages_of(Row("a", OK, stages="N9:3")).size == 0


def test_a_sidecar_opens_pre_scored_in_the_window(tmp_path: Path, run: Run) -> None:
    path = night(tmp_path / "n.edf")
    assert run(path, sidecar=True).ok == 1
    recording = open_recording(path)
    opened = Store(path, recording.fingerprint, recording.n_epochs).open()
    assert opened.scoring.stages.tolist() == [2, 2, 2, -1]
    assert opened.scoring.author(0) is not None
    assert not opened.scoring.by_human().any()
    assert opened.scoring.probabilities is not None
    assert run(path, sidecar=True).kept == 1


def test_a_recording_that_has_grown_opens_pre_scored_again(tmp_path: Path, run: Run) -> None:
    path = night(tmp_path / "n.edf")
    assert run(path, sidecar=True).ok == 1
    night(path, 6)
    assert run(path, sidecar=True).ok == 1
    assert rows(tmp_path)["n.edf"]["sidecar"] == "written"
    recording = open_recording(path)
    store = Store(path, recording.fingerprint, recording.n_epochs)
    scoring = store.open().scoring
    assert scoring.stages.tolist() == [2, 2, 2, 2, 2, -1]
    assert scoring.revision <= REVISION
    store.record(scoring.mark_lights(Lights(30.0, None), Author(AuthorKind.TECHNICIAN, "AB")), scoring)
    store.close(scoring)
    for kept in tmp_path.glob("*.journal"):
        kept.unlink()
    assert run(path, sidecar=True, redo=True).ok == 1
    assert rows(tmp_path)["n.edf"]["sidecar"] == "begun", "somebody has marked the lights"
    assert load(tmp_path / "n.edf.sleepscorer.json").scoring.lights == Lights(30.0, None)


def test_work_begun_in_the_window_is_left_alone(tmp_path: Path, run: Run) -> None:
    path = night(tmp_path / "n.edf")
    recording = open_recording(path)
    store = Store(path, recording.fingerprint, recording.n_epochs)
    scoring = store.open().scoring
    store.record(scoring.score([0], Stage.R, Author(AuthorKind.TECHNICIAN, "AB")), scoring)
    assert run(path, sidecar=True).ok == 1, "the night is open elsewhere"
    assert "is open on" in rows(tmp_path)["n.edf"]["notices"]
    assert run(path, sidecar=True).kept == 1, "still open"
    store.close(scoring)
    assert run(path, sidecar=True, redo=True).ok == 1
    assert "begun in the window already" in rows(tmp_path)["n.edf"]["notices"]
    assert load(tmp_path / "n.edf.sleepscorer.json").scoring.stages.tolist() == [4, -1, -1, -1]
    assert Lock(tmp_path / "n.edf.sleepscorer.lock").holder() is None


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A night in a folder that takes no lock and no sidecar until ``writable`` lies beside it."""
    path = night(tmp_path / "archive" / "n.edf")
    is_open = (tmp_path / "writable").exists
    take, access = Lock.take, os.access

    def refuse(lock: Lock) -> None:
        if lock.path.parent == path.parent and not is_open():
            raise OSError(errno.EROFS, "Read-only file system")
        take(lock)

    def asked(name: str | Path, mode: int) -> bool:
        return access(name, mode) and (mode != os.W_OK or Path(name) != path.parent or is_open())

    monkeypatch.setattr(Lock, "take", refuse)
    monkeypatch.setattr(os, "access", asked)
    return path


def test_a_read_only_archive_is_not_scored_again_for_its_sidecars(archive: Path, run: Run) -> None:
    out = archive.parents[1] / "out"
    first = run(archive.parent, out=out, sidecar=True)
    assert (first.ok, first.without_sidecar) == (1, 1)
    row = rows(out)["n.edf"]
    assert (row["status"], row["sidecar"]) == ("ok", "denied")
    assert "could not be written beside the recording (read-only file system)" in row["reason"]
    again = run(archive.parent, out=out, sidecar=True)
    assert (again.ok, again.kept, again.without_sidecar) == (0, 1, 1), "nothing has changed"
    assert run(archive.parent, out=out).without_sidecar == 0, "it was not asked for"
    (archive.parents[1] / "writable").touch()
    last = run(archive.parent, out=out, sidecar=True)
    assert (last.ok, last.without_sidecar) == (1, 0)
    assert (archive.parent / "n.edf.sleepscorer.json").exists()
    assert rows(out)["n.edf"]["reason"] == ""
    assert run(archive.parent, out=out, sidecar=True).kept == 1


def test_a_sidecar_that_could_not_be_written_is_in_the_exit_code(
    archive: Path, run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_threads = functools.partial(batch.run_batch, make_executor=ThreadPoolExecutor)
    monkeypatch.setattr(batch, "run_batch", in_threads)
    out = archive.parents[1] / "out"
    arguments = ["prescore", str(archive), "--out", str(out), "--sidecar"]
    for counts in (
        "1 scored, 0 failed, 0 skipped, 0 done before",
        "0 scored, 0 failed, 0 skipped, 1 done before",
    ):
        assert main(arguments) == 1
        assert f"{counts}, 1 without the window's own file;" in capsys.readouterr().out
    assert main([*arguments, "--json"]) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["without_sidecar"] == 1
    assert main(arguments[:-1]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts the whole path")
def test_a_name_too_long_for_a_sidecar_s_ending_is_shortened(tmp_path: Path, run: Run) -> None:
    night(tmp_path / "in" / f"{'x' * 240}.edf")
    assert run(tmp_path / "in", out=tmp_path / "out", sidecar=True).without_sidecar == 0
    assert run(tmp_path / "in", out=tmp_path / "out", sidecar=True).kept == 1


def test_work_kept_elsewhere_is_not_scored_again_for_its_sidecar(
    tmp_path: Path, run: Run, archive: Path
) -> None:
    recording = open_recording(archive)
    store = Store(archive, recording.fingerprint, recording.n_epochs)
    scoring = store.open().scoring
    store.record(scoring.score([0], Stage.R, Author(AuthorKind.TECHNICIAN, "AB")), scoring)
    store.close(scoring)
    (tmp_path / "writable").touch()
    done = run(archive, out=tmp_path / "out", sidecar=True)
    assert (done.ok, done.without_sidecar) == (1, 0)
    assert rows(tmp_path / "out")["n.edf"]["sidecar"] == "begun"
    assert run(archive, out=tmp_path / "out", sidecar=True).kept == 1


def test_progress_for_programs_is_a_json_object_a_line(tmp_path: Path, run: Run) -> None:
    night(tmp_path / "a.edf")
    (tmp_path / "b.edf").write_text("no")
    stream = io.StringIO()
    run(tmp_path, telling=batch.JsonProgress(stream))
    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert told[0] == {"event": "began", "total": 2}
    assert sorted(one["status"] for one in told[1:]) == ["failed", "ok"]
    assert (told[-1]["done"], told[-1]["failed"], told[-1]["total"]) == (2, 1, 2)


def test_progress_in_a_log_is_a_few_lines() -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    progress.begin(100)
    for number in range(100):
        progress.advance(Row(f"{number}.edf", "failed" if number == 3 else OK, "Because."))
    progress.close()
    lines = stream.getvalue().splitlines()
    assert lines[0] == "3.edf: Because."
    assert len(lines) == 21
    assert lines[-1].endswith("100 of 100, 1 failed")
    assert " left" in lines[5]


def test_progress_on_a_terminal_is_one_line() -> None:
    stream = io.StringIO()
    stream.isatty = lambda: True  # type: ignore[method-assign]
    progress = Progress(stream)
    progress.begin(2)
    progress.advance(Row("a.edf", OK))
    progress.close()
    assert stream.getvalue().count("\n") == 1
    assert "1 of 2" in stream.getvalue().split("\r")[-1]


def test_durations_in_words() -> None:
    assert [duration_text(s) for s in (45, 200, 7500)] == ["45 s", "3 min 20 s", "2 h 5 min"]


def test_asked_to_stop_no_more_is_begun(tmp_path: Path, run: Run) -> None:
    for name in "abcd":
        night(tmp_path / f"{name}.edf", 1)
    asked: list[bool] = []
    outcome = run(tmp_path, workers=1, stopping=lambda: len(asked) > 2 or bool(asked.append(True)))
    assert outcome.interrupted
    assert outcome.ok < 4


def test_a_file_is_taken_once_it_stays_as_it_is(tmp_path: Path) -> None:
    incoming = Incoming([tmp_path])
    assert not incoming.look()
    path = night(tmp_path / "n.edf", 2)
    assert not incoming.look(), "it may still be written"
    night(path, 3)
    assert not incoming.look(), "it was still written"
    assert [state[0] for state in incoming.look()] == [path]
    assert not incoming.look(), "once is enough"


def test_a_share_that_is_away_for_a_while_is_waited_for(tmp_path: Path) -> None:
    share = tmp_path / "share"
    night(share / "n.edf")
    incoming = Incoming([share])
    incoming.look()
    assert len(incoming.look()) == 1
    share.rename(tmp_path / "away")
    assert not incoming.look()
    night(tmp_path / "away" / "m.edf")
    (tmp_path / "away").rename(share)
    assert not incoming.look()
    assert [state[0].name for state in incoming.look()] == ["m.edf"]


def test_a_file_that_ends_before_its_header_says_is_waited_for_and_said_once(tmp_path: Path) -> None:
    whole = EdfFile([Signal(ramp(60, 100), 100)])
    header, data = whole.header(), whole.data()
    path, sentences = tmp_path / "n.edf", []
    incoming = Incoming([tmp_path], sentences.append)

    def look_twice(content: bytes) -> list[str]:
        path.write_bytes(content)
        incoming.look()
        return [state[0].name for _ in range(3) for state in incoming.look()]

    assert not look_twice(b"")
    assert not look_twice(header[:100])
    assert not look_twice(header[:-1])
    assert not look_twice(header)
    assert not look_twice(header + data[:-1])
    assert look_twice(header + data) == ["n.edf"]
    assert [sentence.split(";")[0].removeprefix(str(path)) for sentence in sentences] == [
        " is empty (0 bytes)",
        " ends inside its header",
        " ends inside its header",
        " ends early: its header promises 60 data records, 0 are there. The rest is waited for",
        " ends early: its header promises 60 data records, 59 are there. The rest is waited for",
    ]


def test_a_header_without_a_count_leaves_size_and_time_to_go_by(tmp_path: Path) -> None:
    sentences: list[str] = []
    recording = EdfFile([Signal(ramp(60, 100), 100)], said_records="-1")
    path = recording.write(tmp_path / "n.edf")
    incoming = Incoming([tmp_path], sentences.append)
    incoming.look()
    path.write_bytes(path.read_bytes() + recording.data())
    assert not incoming.look()
    assert len(incoming.look()) == 1
    assert not sentences


def test_what_is_no_recording_is_left_for_the_batch_to_refuse(tmp_path: Path) -> None:
    (tmp_path / "n.edf").write_bytes(b"this is no recording")
    incoming = Incoming([tmp_path])
    incoming.look()
    assert len(incoming.look()) == 1


def test_watching_scores_what_comes_in(tmp_path: Path, run: Run) -> None:
    arriving = iter(["a.edf", None, None, "b.edf", None, None])
    done: list[batch.Outcome] = []

    def pause(seconds: float) -> None:
        name = next(arriving, "end")
        if name == "end":
            raise KeyboardInterrupt
        if name:
            night(tmp_path / name)

    watch([tmp_path], lambda known: bool(done.append(run(tmp_path, is_excluded=known))) or True, 1, pause)
    assert [one.ok for one in done] == [1, 1]
    with pytest.raises(RecordingError, match="does not exist"):
        watch([tmp_path / "absent"], lambda known: True, 1, pause)


def test_results_without_a_row_are_replaced_if_they_hold_no_more_than_the_table(
    tmp_path: Path, run: Run
) -> None:
    night(tmp_path / "n.edf")
    formats = ["csv", "annot"]
    for altered in (False, True):
        run(tmp_path, formats=formats)
        for path in tmp_path.glob("manifest*"):
            path.unlink()
        if altered:
            with (tmp_path / "n.annot").open("a") as file:
                file.write("arousal\t.\t.\t3.0\t9.0\t.\n")
    assert run(tmp_path, formats=formats).skipped == 1
    assert "arousal" in (tmp_path / "n.annot").read_text()


def test_damaged_work_is_left_alone_and_costs_no_result(tmp_path: Path, run: Run) -> None:
    path = night(tmp_path / "n.edf")
    for name in ("n.edf.sleepscorer.json", "n.edf.sleepscorer.journal"):
        kept = tmp_path / name
        kept.write_text("{damaged")
        assert run(path, sidecar=True, redo=True).ok == 1
        assert kept.read_text() == "{damaged"
        assert "left as it is" in rows(tmp_path)["n.edf"]["notices"]
        kept.unlink()
