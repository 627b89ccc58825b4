from __future__ import annotations

import os

import pytest

from sleepscorer.atomic import name_aside, replacing, write_atomically, write_checked


def test_a_file_is_written_or_replaced(tmp_path):
    path = tmp_path / "out.txt"
    write_atomically(path, "one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_half_way_keeps_the_old_file_and_leaves_nothing(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("old")

    def half_way() -> None:
        with replacing(path) as temporary:
            temporary.write_text("ne")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half_way()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_temporary_file_has_the_ending_a_writer_expects(tmp_path):
    with replacing(tmp_path / "night.edf") as temporary:
        assert temporary.suffix == ".edf"
        assert temporary.parent == tmp_path


def test_a_file_gets_its_name_only_if_it_is_what_was_meant(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("old")

    def refuse(temporary) -> None:
        raise ValueError(temporary.read_text())

    with pytest.raises(ValueError, match="new"):
        write_checked(path, lambda temporary: temporary.write_text("new") and None, refuse)
    assert path.read_text() == "old"
    write_checked(path, lambda temporary: temporary.write_text("new") and None, lambda _: None)
    assert path.read_text() == "new"


def test_data_is_on_disk_before_the_name_changes(tmp_path, monkeypatch):
    path = tmp_path / "out.txt"
    path.write_text("old")
    seen = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append(path.read_text()))
    write_atomically(path, "new")
    assert seen[0] == "old"
    assert seen[-1] == "new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_others_may_read_what_the_umask_lets_them(tmp_path):
    old = os.umask(0o027)
    try:
        write_atomically(tmp_path / "out.txt", "x")
    finally:
        os.umask(old)
    assert (tmp_path / "out.txt").stat().st_mode & 0o777 == 0o640


def test_files_are_set_aside_under_names_not_taken(tmp_path):
    path = tmp_path / "night.json"
    first = name_aside(path)
    first.write_text("x")
    assert name_aside(path) != first
    assert name_aside(path).name == "night.json.set-aside-2"
