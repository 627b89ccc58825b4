"""A conversion replaces no recording, not its own source, and nothing that the same run has written."""

from __future__ import annotations

from pathlib import Path

import pytest
from edf_files import EdfFile, Signal, ramp

from sleepscorer.errors import HypnogramError
from sleepscorer.formats import convert_hypnogram, read_hypnogram, write_hypnogram
from sleepscorer.formats.conversion import WrittenFiles


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "n_hyp.csv"
    write_hypnogram(path, [0, 1, 2])
    return path


@pytest.mark.parametrize("name", ["night.edf", "night.rec", "night.txt"])
def test_a_recording_is_never_replaced(table: Path, name: str) -> None:
    night = EdfFile([Signal(ramp(60, 10), 10, "EEG C4-M1")]).write(table.with_name(name))
    content = night.read_bytes()
    with pytest.raises(HypnogramError, match="is a recording"):
        convert_hypnogram(table, night, "edf", overwrite=True)
    assert night.read_bytes() == content


def test_a_recording_that_is_damaged_is_never_replaced(table: Path) -> None:
    night = EdfFile([Signal(ramp(60, 10), 10, "EEG C4-M1")]).write(table.with_name("night.edf"))
    night.write_bytes(night.read_bytes()[:300])
    with pytest.raises(HypnogramError, match="is a recording"):
        convert_hypnogram(table, night, overwrite=True)


def test_a_hypnogram_is_replaced_where_that_was_asked_for(table: Path) -> None:
    target = table.with_name("n_hyp.edf")
    write_hypnogram(target, [4])
    convert_hypnogram(table, target, overwrite=True)
    assert read_hypnogram(target).stages.tolist() == [0, 1, 2]


def test_the_source_itself_is_never_replaced(table: Path) -> None:
    link = table.with_name("link.csv")
    link.hardlink_to(table)
    for target in (table, link):
        with pytest.raises(HypnogramError, match="the file to convert itself"):
            convert_hypnogram(table, target, "csv", overwrite=True)


def test_two_sources_of_one_name_do_not_replace_each_other(table: Path, tmp_path: Path) -> None:
    other = tmp_path / "n.txt"
    other.write_text("R\nR\n")
    target, written = tmp_path / "out" / "n.annot", WrittenFiles()
    convert_hypnogram(table, target, overwrite=True, written=written)
    with pytest.raises(HypnogramError, match="another file of this run"):
        convert_hypnogram(other, target, overwrite=True, written=written)
    assert read_hypnogram(target).stages.tolist() == [0, 1, 2]
