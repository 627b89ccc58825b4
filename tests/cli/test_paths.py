"""Patterns of paths, which cmd.exe hands on as they are; and text that is passed on to other programs."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from sleepscorer import cli
from sleepscorer.assets import resource
from sleepscorer.cli import main
from sleepscorer.cli.paths import expanded
from sleepscorer.cli.subcommands import make_parsers
from sleepscorer.errors import RecordingError

SAMPLE = resource("sample", "sample-night.edf")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.edf", "b.edf", "ü [1].edf", "deep/c.edf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def names(folder: Path, *patterns: str) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in expanded([folder / text for text in patterns])]


def test_patterns_are_replaced_by_what_they_fit(folder: Path) -> None:
    assert names(folder, "?.edf") == ["a.edf", "b.edf"]
    assert names(folder, "[b]*.edf") == ["b.edf"]
    assert names(folder, "**/c.edf") == ["deep/c.edf"]


def test_a_file_whose_name_has_brackets_is_that_file(folder: Path) -> None:
    assert names(folder, "ü [1].edf") == ["ü [1].edf"]


def test_what_several_patterns_fit_is_taken_once_and_what_is_named_twice_twice(folder: Path) -> None:
    assert names(folder, "a*.edf", "?.edf") == ["a.edf", "b.edf"]
    assert names(folder, "a.edf", "a.edf") == ["a.edf", "a.edf"]


def test_a_pattern_that_nothing_fits_is_told(folder: Path) -> None:
    with pytest.raises(RecordingError, match=r"^Nothing fits .*x\*\.edf; check the pattern\.$"):
        expanded([folder / "x*.edf"])


def test_every_path_that_a_command_reads_may_be_a_pattern() -> None:
    """A command that keeps its paths under a name that is not expanded would break this."""
    _, subparsers = make_parsers()
    apart = {("convert", "source"), ("convert", "target"), ("simulate", "file")}  # expands itself; is written
    read = {
        (name, action.dest)
        for name, parser in subparsers.items()
        for action in parser._actions
        if action.type is Path and not action.option_strings
    }
    known = {"paths", "nights", "file", "first", "second"}
    assert {(name, dest) for name, dest in read - apart if dest not in known} == set()
    assert len(read) > 8


def test_a_command_that_takes_a_single_file_takes_a_pattern(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "night.edf").symlink_to(SAMPLE)
    assert main(["info", str(tmp_path / "n*.edf"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["n_epochs"] > 0
    (tmp_path / "nap.edf").write_bytes(b"")
    assert main(["info", str(tmp_path / "n*.edf")]) == 1
    assert "2 files fit" in capsys.readouterr().err


def test_the_window_takes_a_pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(cli.window, "open_window", lambda paths: opened.extend(paths) or 0)
    (tmp_path / "night.edf").write_bytes(b"")
    assert main([str(tmp_path / "*.edf")]) == 0
    assert opened == [str(tmp_path / "night.edf")]


class Passed(io.TextIOWrapper):
    """A stream as Windows' Python makes it where its output is passed on: in the machine's old code page."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="cp1252", newline="\n")


def printed(text: str, monkeypatch: pytest.MonkeyPatch, *, on_windows: bool, chosen: str = "") -> bytes:
    """Bytes of a line that is printed where the output is passed on."""
    monkeypatch.setattr(cli, "_IS_WINDOWS", on_windows)
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    if chosen:
        monkeypatch.setenv("PYTHONIOENCODING", chosen)
    stream = Passed()
    # Not in a fixture: pytest puts its own stream back before the test begins.
    monkeypatch.setattr(sys, "stdout", stream)
    cli._never_fail_to_print()
    print(text)
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


def test_what_windows_passes_on_is_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed("µV → Ł", monkeypatch, on_windows=True) == "µV → Ł\n".encode()


def test_elsewhere_the_encoding_is_the_systems_and_never_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed("µ→", monkeypatch, on_windows=False) == b"\xb5?\n"


def test_an_encoding_that_somebody_chose_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed("µ", monkeypatch, on_windows=True, chosen="cp1252") == b"\xb5\n"
