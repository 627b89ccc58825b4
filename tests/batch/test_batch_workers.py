"""Workers of a batch: they die, raise, do not end; nothing is lost, nothing waits for ever."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import signal
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from batch_runs import Run, night, rows

from sleepscorer.batch.discovery import Job, find_jobs
from sleepscorer.batch.executor import WorkerLostError, finished, process_pool
from sleepscorer.batch.manifest import OK, Row
from sleepscorer.batch.worker import row_of, score


def dies_on_b(job: Job) -> Row:
    if job.file == "b.edf":
        os._exit(9)
    return row_of(job, OK, "")


def test_a_worker_that_dies_costs_its_file_only(tmp_path: Path, run: Run) -> None:
    for name in "abcde":
        night(tmp_path / f"{name}.edf", 1)
    outcome = run(tmp_path, work=dies_on_b, make_executor=process_pool)
    assert (outcome.ok, outcome.failed) == (4, 1)
    assert "ended without a word" in rows(tmp_path)["b.edf"]["reason"]


def test_a_file_whose_workers_are_lost_is_tried_once_more(tmp_path: Path, run: Run) -> None:
    tried: Counter[str] = Counter()

    def loses(job: Job) -> Row:
        tried[job.file] += 1
        if job.file == "b.edf" or (job.file == "c.edf" and tried[job.file] == 1):
            raise WorkerLostError
        return row_of(job, OK, "")

    for name in "abcd":
        night(tmp_path / f"{name}.edf", 1)
    outcome = run(tmp_path, work=loses)
    assert (outcome.ok, outcome.failed) == (3, 1)
    assert tried == {"a.edf": 1, "b.edf": 2, "c.edf": 2, "d.edf": 1}
    assert "ended without a word" in rows(tmp_path)["b.edf"]["reason"]


def test_a_stop_that_raises_ends_the_batch_and_sums_it_up(tmp_path: Path, run: Run) -> None:
    for name in "abcd":
        night(tmp_path / f"{name}.edf")

    def stopping() -> bool:
        if "a.edf" in (tmp_path / "manifest.jsonl").read_text():
            raise ZeroDivisionError
        return False

    with pytest.raises(ZeroDivisionError):
        run(tmp_path, workers=1, stopping=stopping)
    assert rows(tmp_path)["a.edf"]["status"] == "ok"
    assert not (tmp_path / "d_hyp.edf").exists()
    assert (tmp_path / "summary.csv").exists()


def raises(job: Job) -> Row:
    raise MemoryError


def test_work_that_raises_is_a_row(tmp_path: Path) -> None:
    jobs = find_jobs([night(tmp_path / "n.edf")]).jobs
    assert [row.status for row in finished(jobs, 1, work=raises, make_executor=ThreadPoolExecutor)] == [
        "failed"
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_finishes_what_runs_and_begins_no_more(tmp_path: Path, run: Run) -> None:
    for name in "abcdef":
        night(tmp_path / f"{name}.edf")

    def interrupts(job: Job) -> Row:
        if job.file == "b.edf":
            os.kill(os.getpid(), signal.SIGINT)
        return score(job)

    stream = io.StringIO()
    outcome = run(tmp_path, work=interrupts, workers=1, stream=stream)
    assert outcome.interrupted
    assert 2 <= outcome.ok < 6
    assert "Stopping" in stream.getvalue()
    lines = (tmp_path / "manifest.jsonl").read_text().splitlines()
    assert [json.loads(line)["file"] for line in lines][:2] == ["a.edf", "b.edf"]
    assert run(tmp_path).kept == outcome.ok
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def dies_once(job: Job) -> Row:
    mark = job.home / "died"
    if job.file == "b.edf" and not mark.exists():
        mark.write_text("")
        os._exit(9)
    return row_of(job, OK, "")


def test_a_worker_that_was_killed_is_tried_once_more(tmp_path: Path, run: Run) -> None:
    for name in "abc":
        night(tmp_path / f"{name}.edf", 1)
    outcome = run(tmp_path, work=dies_once, make_executor=process_pool)
    assert (outcome.ok, outcome.failed) == (3, 0)
    assert (tmp_path / "died").exists()


def is_asked_to_end_once(job: Job) -> Row:
    mark = job.home / "asked"
    if job.file == "b.edf" and not mark.exists():
        mark.write_text("")
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(60)
    return row_of(job, OK, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_worker_that_is_asked_to_end_does_not_end_the_batch(tmp_path: Path, run: Run) -> None:
    for name in "abcd":
        night(tmp_path / f"{name}.edf", 1)
    outcome = run(tmp_path, work=is_asked_to_end_once, make_executor=process_pool)
    assert (outcome.ok, outcome.failed, outcome.interrupted) == (4, 0, False)
    assert (tmp_path / "asked").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_asked_to_end_by_the_system_it_finishes_and_sums_up(tmp_path: Path, run: Run) -> None:
    for name in "abcdef":
        night(tmp_path / f"{name}.edf")

    def asks(job: Job) -> Row:
        if job.file == "b.edf":
            os.kill(os.getpid(), signal.SIGTERM)
        return score(job)

    outcome = run(tmp_path, work=asks, workers=1)
    assert outcome.interrupted
    assert 2 <= outcome.ok < 6
    assert len(rows(tmp_path)) == outcome.ok
    assert (tmp_path / "summary.html").exists()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def is_always_asked_to_end(job: Job) -> Row:
    if job.file == "b.edf":
        sys.exit(1)
    return row_of(job, OK, "")


def test_a_worker_that_outlives_its_file_is_not_waited_for(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_off: list[object] = []
    monkeypatch.setattr("sleepscorer.batch.executor.join_or_kill", seen_off.append)
    for name in "abc":
        night(tmp_path / f"{name}.edf", 1)
    outcome = run(tmp_path, work=is_always_asked_to_end, make_executor=process_pool)
    assert (outcome.ok, outcome.failed) == (2, 1)
    assert "ended without a word" in rows(tmp_path)["b.edf"]["reason"]
    assert seen_off == []


def dies_beside_a_deaf_one(job: Job) -> Row:
    """``b`` dies once its neighbour, at its first try, no longer hears that it is to end."""
    deaf, died = job.home / "deaf", job.home / "died"
    if job.file == "a.edf" and not deaf.exists():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        deaf.write_text("")
        time.sleep(600)
    while job.file == "b.edf" and not died.exists():
        if deaf.exists():
            died.write_text("")
            os._exit(9)
    return row_of(job, OK, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_worker_that_does_not_end_holds_nothing_up(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sleepscorer.batch.executor._END_S", 0.5)
    for name in "abc":
        night(tmp_path / f"{name}.edf", 1)
    begun = time.monotonic()
    outcome = run(tmp_path, work=dies_beside_a_deaf_one, make_executor=process_pool)
    assert (outcome.ok, outcome.failed) == (3, 0)
    assert time.monotonic() - begun < 300


class _SlowToBegin(ProcessPoolExecutor):
    """Begins a worker only after the pool has looked which ones it is to watch."""

    def _adjust_process_count(self) -> None:
        time.sleep(0.5)
        super()._adjust_process_count()  # type: ignore[misc]


def slow_to_begin(workers: int) -> ProcessPoolExecutor:
    return _SlowToBegin(workers, mp_context=multiprocessing.get_context("spawn"))


def dies_beside_a_long_one(job: Job) -> Row:
    """``b`` dies at its first try; ``a``, at its own, takes longer than anybody waits."""
    begun, died = job.home / "begun", job.home / "died"
    if job.file == "a.edf" and not begun.exists():
        begun.write_text("")
        time.sleep(600)
    if job.file == "b.edf" and not died.exists():
        died.write_text("")
        os._exit(9)
    return row_of(job, OK, "")


def test_a_death_that_the_pool_does_not_see_is_noticed(tmp_path: Path, run: Run) -> None:
    for name in "abc":
        night(tmp_path / f"{name}.edf", 1)
    begun = time.monotonic()
    outcome = run(tmp_path, work=dies_beside_a_long_one, make_executor=slow_to_begin)
    assert (outcome.ok, outcome.failed) == (3, 0)
    assert time.monotonic() - begun < 300
