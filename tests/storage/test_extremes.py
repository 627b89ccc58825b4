"""Extremes of nights in the user's cache folder."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.signals.resampling import merged
from sleepscorer.storage.extremes import ExtremesCache, Shape

SHAPE = Shape(n_stretches=3, n_bins=16, together=8)


def key_of(text: str) -> bytes:
    return sha256(text.encode()).digest()


def stretches(seed: int = 0) -> list[np.ndarray]:
    pairs = np.random.default_rng(seed).normal(size=(3, 16, 2)).astype(np.float32)
    pairs[1, 8:] = np.nan
    return list(np.sort(pairs, axis=2))


@pytest.fixture
def cache(tmp_path: Path) -> ExtremesCache:
    return ExtremesCache(tmp_path / "nights")


def test_what_is_kept_is_read_back(cache: ExtremesCache) -> None:
    cache.put(key_of("a"), SHAPE, stretches())
    assert cache.path_of(key_of("a")).stat().st_size == SHAPE.file_bytes
    for index, pairs in enumerate(stretches()):
        np.testing.assert_array_equal(cache.fine(key_of("a"), SHAPE, index), pairs)
    coarse = np.concatenate([merged(pairs, 8) for pairs in stretches()])
    np.testing.assert_array_equal(cache.coarse(key_of("a"), SHAPE), coarse)
    assert cache.coarse(key_of("b"), SHAPE) is None


@pytest.mark.parametrize("where", ["header", "stretch", "coarse"])
def test_a_damaged_file_gives_nothing_and_is_removed(cache: ExtremesCache, where: str) -> None:
    cache.put(key_of("a"), SHAPE, stretches())
    path = cache.path_of(key_of("a"))
    data = bytearray(path.read_bytes())
    data[{"header": 3, "stretch": 70, "coarse": -10}[where]] ^= 1
    path.write_bytes(data)
    results = [cache.fine(key_of("a"), SHAPE, index) for index in range(3)]
    results.append(cache.coarse(key_of("a"), SHAPE))
    assert any(pairs is None for pairs in results)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"x" * 40, b"not a file of extremes" * 400])
def test_a_foreign_file_gives_nothing(cache: ExtremesCache, content: bytes) -> None:
    cache.make_folder()
    path = cache.path_of(key_of("a"))
    path.write_bytes(content)
    assert cache.coarse(key_of("a"), SHAPE) is None
    assert not path.exists()
    path.write_bytes(content)
    assert cache.fine(key_of("a"), SHAPE, 0) is None


def test_a_file_cut_short_or_of_another_key_gives_nothing(cache: ExtremesCache) -> None:
    cache.put(key_of("a"), SHAPE, stretches())
    data = cache.path_of(key_of("a")).read_bytes()
    cache.path_of(key_of("b")).write_bytes(data)
    assert cache.coarse(key_of("b"), SHAPE) is None
    cache.path_of(key_of("a")).write_bytes(data[:-1])
    assert cache.coarse(key_of("a"), SHAPE) is None
    cache.put(key_of("a"), SHAPE, stretches())
    assert cache.coarse(key_of("a"), Shape(3, 16, 4)) is None


def test_the_folder_stays_within_its_size_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    cache = ExtremesCache(tmp_path / "nights", most_bytes=3 * SHAPE.file_bytes)
    for age, name in enumerate("abc"):
        cache.make_room(SHAPE.file_bytes)
        cache.put(key_of(name), SHAPE, stretches(age))
        os.utime(cache.path_of(key_of(name)), (1000 + age, 1000 + age))
    assert cache.coarse(key_of("a"), SHAPE) is not None  # used last
    cache.make_room(SHAPE.file_bytes)
    cache.put(key_of("d"), SHAPE, stretches())
    kept = [name for name in "abcd" if cache.path_of(key_of(name)).exists()]
    assert kept == ["a", "c", "d"]
    assert sum(path.stat().st_size for path in cache.folder.iterdir()) <= 3 * SHAPE.file_bytes
    assert cache.fits(1, SHAPE)
    assert not cache.fits(2, SHAPE)


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_nobody_else_reads_the_folder(cache: ExtremesCache) -> None:
    cache.put(key_of("a"), SHAPE, stretches())
    assert cache.folder.stat().st_mode & 0o077 == 0
