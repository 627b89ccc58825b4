"""Two batches on one folder, and files that are links."""

from __future__ import annotations

from pathlib import Path

import pytest

from sleepscorer.batch.manifest import FAILED, Manifest, Row
from sleepscorer.batch.shards import Shard
from sleepscorer.errors import StorageError


def test_a_second_batch_on_a_folder_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    first, second = Manifest(tmp_path), Manifest(tmp_path)
    first.begin()
    with pytest.raises(StorageError, match="Another batch puts its results into"):
        second.begin()
    first.append(Row("a.edf", FAILED, "no"))
    first.end()
    second.begin()
    second.end()
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.jsonl"]


@pytest.mark.parametrize(
    ("first", "second", "is_refused"),
    [(None, "1/2", True), ("1/2", None, True), ("1/2", "2/3", True), ("1/2", "2/2", False)],
)
def test_shards_share_a_folder_with_their_own_batch_alone(
    first: str | None, second: str | None, is_refused: bool, tmp_path: Path
) -> None:
    one, two = (Manifest(tmp_path, Shard.parse(text) if text else None) for text in (first, second))
    one.begin()
    if is_refused:
        with pytest.raises(StorageError, match="Another batch puts its results into"):
            two.begin()
        one.end()
    two.begin()
    two.end()
    one.end()
    assert not list(tmp_path.glob("*.lock"))


def test_a_manifest_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.jsonl").symlink_to(target)
    with pytest.raises(StorageError, match="is a link"):
        Manifest(tmp_path / "out")
    assert target.read_text() == ""
