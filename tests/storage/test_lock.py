from __future__ import annotations

import errno
import getpass
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sleepscorer.errors import LockedError
from sleepscorer.processes import start_of
from sleepscorer.storage.lock import BEING_WRITTEN_S, Lock, remove_dead


@pytest.fixture
def path(tmp_path):
    return tmp_path / "night.lock"


HOLDER = {
    "user": "maria",
    "host": socket.gethostname(),
    "pid": os.getpid(),
    "process_start": "",
    "since": "2020-03-02T21:30:00.000+00:00",
}


def write_holder(path, **changes) -> None:
    path.write_text(json.dumps({**HOLDER, **changes}))


def dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_second_opener_learns_who_has_the_night_open(path):
    Lock(path).take()
    with pytest.raises(LockedError) as caught:
        Lock(path).take()
    assert f"open on {socket.gethostname()} by {getpass.getuser()} since" in str(caught.value)


def test_a_released_lock_is_free(path):
    lock = Lock(path)
    lock.take()
    lock.release()
    assert not path.exists()
    Lock(path).take()


def test_releasing_a_lock_one_does_not_hold_leaves_it(path):
    Lock(path).take()
    Lock(path).release()
    assert path.exists()


def test_the_lock_of_a_process_that_no_longer_runs_is_taken_over(path):
    write_holder(path, pid=dead_pid())
    lock = Lock(path)
    lock.take()
    holder = lock.holder()
    assert holder is not None
    assert holder.pid == os.getpid()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_process_number_used_again_is_not_taken_for_the_holder(path):
    write_holder(path, process_start="1")
    Lock(path).take()


def test_a_lock_of_another_host_is_never_taken_over(path):
    write_holder(path, host="ward-7", pid=dead_pid())
    with pytest.raises(LockedError, match="open on ward-7 by maria since 2020-03-02 21:30 UTC"):
        Lock(path).take()


@pytest.mark.parametrize("content", ["", "{", '{"user": "maria", "ho', "\0" * 180])
def test_a_lock_that_is_cut_short_is_dropped_once_it_is_old(path, content):
    path.write_text(content)
    with pytest.raises(LockedError, match="just now"):
        Lock(path).take()
    old = path.stat().st_mtime - BEING_WRITTEN_S - 1
    os.utime(path, (old, old))
    Lock(path).take()


UNCLEAR = {
    "missing fields": '{"user": "maria"}',
    "no object": "[]",
    "text for a number": json.dumps({**HOLDER, "pid": "4242"}),
    "true for a number": json.dumps({**HOLDER, "pid": True}),
    "every process": json.dumps({**HOLDER, "pid": -1}),
    "no such number": json.dumps({**HOLDER, "pid": 10**30}),
    "number for a text": json.dumps({**HOLDER, "since": 5}),
    "list for a text": json.dumps({**HOLDER, "host": []}),
    "deep brackets": "[" * 50_000,
    "deep objects": '{"user":' * 50_000 + "1" + "}" * 50_000,
    "no text": "\udcff\udcfe{}",
    "large": json.dumps({**HOLDER, "more": "x" * 100_000}),
}


@pytest.mark.parametrize("content", UNCLEAR.values(), ids=UNCLEAR.keys())
def test_a_lock_that_cannot_be_told_to_be_nobody_s_stays_and_is_one_sentence(path, content):
    path.write_bytes(os.fsencode(content))
    old = path.stat().st_mtime - 86_400
    os.utime(path, (old, old))
    for attempt in (Lock(path).take, Lock(path).check_free):
        with pytest.raises(LockedError, match="does not say who has the night open") as caught:
            attempt()
        assert str(caught.value).count(". ") == 0
    assert path.read_bytes() == os.fsencode(content)
    assert Lock(path).holder() is None


def test_a_lock_of_a_later_version_counts_as_long_as_its_process_runs(path):
    write_holder(path, process_start=start_of(os.getppid()), pid=os.getppid(), purpose="of a later version")
    old = path.stat().st_mtime - 86_400
    os.utime(path, (old, old))
    with pytest.raises(LockedError, match="by maria"):
        Lock(path).take()
    write_holder(path, pid=dead_pid(), purpose="of a later version")
    Lock(path).take()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_named_pipe_in_place_of_a_lock_is_not_waited_for(path):
    os.mkfifo(path)
    with pytest.raises(LockedError, match="does not say who"):
        Lock(path).take()


def test_a_folder_in_place_of_a_lock_is_a_sentence(path):
    path.mkdir()
    with pytest.raises(LockedError, match="does not say who"):
        Lock(path).take()


@pytest.mark.parametrize("hours", [-1, 1])
def test_on_a_share_whose_clock_is_off_a_lock_being_written_is_left(path, monkeypatch, hours):
    real = Path.touch

    def touch(file: Path, *rest: object, **options: object) -> None:
        real(file, *rest, **options)
        os.utime(file, (path.stat().st_mtime + 0.5,) * 2)

    path.write_text("")
    os.utime(path, (time.time() + hours * 3600,) * 2)
    monkeypatch.setattr(Path, "touch", touch)
    with pytest.raises(LockedError, match="just now"):
        Lock(path).take()
    assert path.exists()


def test_only_the_lock_that_was_judged_dead_is_removed(path):
    """Between the judgement and the removal another process takes the night."""
    write_holder(path, pid=dead_pid())
    dead = path.read_bytes()
    Lock(path).take()
    now_held = path.read_bytes()
    Lock(path)._remove(dead)
    assert path.read_bytes() == now_held
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_who_takes_over_a_dead_lock_keeps_others_from_doing_so(path):
    write_holder(path, pid=dead_pid())
    claim = Lock(Lock(path)._claim_on(path.read_bytes()))
    claim.take()
    with pytest.raises(LockedError):
        Lock(path).take()
    claim.release()
    Lock(path).take()


def test_a_take_over_that_was_killed_is_taken_over_and_leaves_nothing(path):
    write_holder(path, pid=dead_pid())
    claim = Lock(path)._claim_on(path.read_bytes())
    write_holder(claim, pid=dead_pid())
    Lock(path).take()
    remove_dead(path)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_what_an_earlier_version_left_of_a_take_over_is_removed_unless_it_is_alive(path):
    Lock(path).take()
    dead, alive = (path.with_name(f"{path.name}.{number}") for number in (1, 2))
    write_holder(dead, pid=dead_pid())
    write_holder(alive, host="ward-7")
    remove_dead(path)
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, alive.name]


def test_a_lock_of_our_own_that_could_not_be_given_back_is_ours_again(path, monkeypatch):
    lock = Lock(path)
    lock.take()

    def away(*_: object) -> None:
        raise OSError(errno.EHOSTDOWN, "Host is down")

    with monkeypatch.context() as patch:
        patch.setattr("sleepscorer.storage.lock.read_regular", away)
        lock.release()
    assert path.exists()
    Lock(path).take()
    with pytest.raises(LockedError):
        Lock(path).take()


def test_where_there_are_no_hard_links_one_of_two_has_the_night(path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    write_holder(path, pid=dead_pid())
    lock = Lock(path)
    lock.take()
    assert lock.is_ours
    with pytest.raises(LockedError):
        Lock(path).take()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


RACER = """
import os, sys, time
from pathlib import Path
from sleepscorer.errors import LockedError
from sleepscorer.storage.lock import Lock
path = Path(sys.argv[1])
for _ in sys.stdin:
    lock = Lock(path)
    try:
        lock.take()
        print("open", flush=True)
    except LockedError:
        print("locked", flush=True)
    sys.stdin.readline()
    lock.release()
    print("given back", flush=True)
"""


def test_of_processes_that_race_for_a_dead_lock_one_at_most_has_it(path):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    racers = [subprocess.Popen([sys.executable, "-c", RACER, str(path)], **pipes) for _ in range(4)]
    pid, winners = dead_pid(), []
    try:
        for _ in range(40):
            write_holder(path, pid=pid)
            both = [_answers(racers) for _ in range(2)]
            winners.append(both[0].count("open"))
            assert both[1] == ["given back"] * 4
    finally:
        for racer in racers:
            racer.communicate(timeout=30)
    assert max(winners) == 1
    assert winners.count(1) > 30


def _answers(racers: list[subprocess.Popen[str]]) -> list[str]:
    for racer in racers:
        racer.stdin.write("go\n")
        racer.stdin.flush()
    return [racer.stdout.readline().strip() for racer in racers]


def test_a_full_disk_leaves_no_empty_lock(path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OSError, match="No space"):
        Lock(path).take()
    assert list(path.parent.iterdir()) == []


def test_a_lock_that_another_put_in_place_of_ours_is_not_given_back(path):
    ours = Lock(path)
    ours.take()
    write_holder(path, host="elsewhere", pid=1)
    ours.release()
    assert path.exists()


def test_a_damaged_lock_from_the_future_of_a_clock_set_back_does_not_lock_out(path):
    path.write_text("{")
    ahead = path.stat().st_mtime + 3600
    os.utime(path, (ahead, ahead))
    lock = Lock(path)
    lock.take()
    assert lock.holder() is not None


def test_asking_whether_a_lock_is_free_takes_nothing(path):
    Lock(path).check_free()
    assert not path.exists()
    write_holder(path, host="elsewhere")
    with pytest.raises(LockedError):
        Lock(path).check_free()
