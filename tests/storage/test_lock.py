from __future__ import annotations

import errno
import getpass
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sleepscorer.errors import LockedError
from sleepscorer.storage.lock import BEING_WRITTEN_S, Lock


@pytest.fixture
def path(tmp_path):
    return tmp_path / "night.lock"


def write_holder(path, **changes) -> None:
    holder = {
        "user": "maria",
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "process_start": "",
        "since": "2020-03-02T21:30:00.000+00:00",
    }
    path.write_text(json.dumps({**holder, **changes}))


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


@pytest.mark.parametrize("content", ["", "{", "[]", '{"user": "x"}'])
def test_a_damaged_lock_is_dropped_once_it_is_old(path, content):
    path.write_text(content)
    with pytest.raises(LockedError, match="just now"):
        Lock(path).take()
    old = path.stat().st_mtime - BEING_WRITTEN_S - 1
    os.utime(path, (old, old))
    Lock(path).take()


def test_a_lock_taken_over_by_another_a_moment_before_is_left_to_them(path, monkeypatch):
    write_holder(path, pid=dead_pid())
    lock = Lock(path)
    stale = lock.holder()
    Lock(path).take()
    now_held = path.read_text()
    monkeypatch.setattr(lock, "holder", lambda: stale)
    with pytest.raises(LockedError, match=getpass.getuser()):
        lock.take()
    assert path.read_text() == now_held
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_full_disk_leaves_no_empty_lock(path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(json, "dump", full)
    with pytest.raises(OSError, match="No space"):
        Lock(path).take()
    assert not path.exists()


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
