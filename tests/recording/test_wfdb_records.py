"""WFDB records as recordings: written by wfdb or byte by byte, read sample by sample."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.channels import Role
from sleepscorer.edf.header import NO_DATE, has_date
from sleepscorer.errors import RecordingError
from sleepscorer.recording import open_recording, wfdb_records

RATE, SECONDS = 100, 65
HEADER = "night 3 100 6500 22:30:00 15/01/2024\n"
LINES = (
    "night.dat 16 200(10)/mV 16 0 0 0 0 C4-M1\n",
    "night.dat 16 0.5/uV 16 0 0 0 0 E1-M2\n",
    "night.dat 16x2 10/NU 16 0 0 0 0 SaO2\n",
)


def digital() -> np.ndarray:
    """Frames of one, one and two samples, shape (6500, 4)."""
    t = np.arange(RATE * SECONDS)
    columns = [(t * 7) % 401 - 200, (t * 3) % 301 - 150, (t * 2) % 97, (t * 2 + 1) % 97]
    return np.stack(columns, axis=1).astype("<i2")


def record(folder: Path, header: str = HEADER, lines: tuple[str, ...] = LINES) -> Path:
    digital().tofile(folder / "night.dat")
    path = folder / "night.hea"
    path.write_text("# a remark of the publisher\n" + header + "".join(lines))
    return path


@pytest.fixture(autouse=True)
def package() -> None:
    pytest.importorskip("wfdb")


@pytest.mark.parametrize("name", ["night.hea", "night.dat"])
def test_every_sample_is_what_was_written(name: str, tmp_path: Path) -> None:
    record(tmp_path)
    recording = open_recording(tmp_path / name)
    assert (recording.duration_s, recording.n_epochs, recording.warnings) == (SECONDS, 2, ())
    assert recording.start == datetime(2024, 1, 15, 22, 30)
    assert [(c.label, c.unit, c.sampling_rate_hz, c.role) for c in recording.channels] == [
        ("C4-M1", "uV", 100, Role.EEG),
        ("E1-M2", "uV", 100, Role.EOG),
        ("SaO2", "NU", 200, recording.channels[2].role),
    ]
    frames = digital().astype(float)
    expected = [(frames[:, 0] - 10) / 200 * 1000, frames[:, 1] * 2, frames[:, 2:].ravel() / 10]
    for channel, values in enumerate(expected):
        np.testing.assert_allclose(recording.read(channel, 0, SECONDS), values, rtol=1e-5, atol=1e-4)
    assert recording.path.name == "night.hea"


@pytest.mark.parametrize(
    ("start_s", "seconds"), [(0, 1), (-5, 10), (33.333, 7.5), (60, 30), (64.99, 0.5), (90, 5)]
)
def test_pages_are_stretches_of_the_whole(start_s: float, seconds: float, tmp_path: Path) -> None:
    recording = open_recording(record(tmp_path))
    pages = recording.read_many([2, 0, 0], start_s, seconds)
    for page, channel in zip(pages, (2, 0, 0), strict=True):
        rate = recording.channels[channel].sampling_rate_hz
        whole = recording.read(channel, 0, SECONDS)
        first = int(np.floor(start_s * rate + 0.5))
        around = np.full(page.size, np.nan, np.float32)
        for index in range(page.size):
            if 0 <= first + index < whole.size:
                around[index] = whole[first + index]
        np.testing.assert_array_equal(page, around)


@pytest.mark.parametrize("form", ["16", "24", "32", "212", "80"])
def test_formats_of_the_package_are_read_back(form: str, tmp_path: Path) -> None:
    import wfdb

    values = np.stack([np.sin(np.arange(4000) / 9), np.cos(np.arange(4000) / 7)], axis=1) * 0.1
    wfdb.wrsamp(
        "x", fs=50, units=["mV", "uV"], sig_name=["EEG", "EOG"], p_signal=values, fmt=[form] * 2,
        write_dir=str(tmp_path),
    )  # fmt: skip
    recording = open_recording(tmp_path / "x.hea")
    coarse = 0.002 if form == "80" else 1e-4
    np.testing.assert_allclose(recording.read(0, 10, 20), values[500:1500, 0] * 1000, atol=coarse * 1000)
    np.testing.assert_allclose(recording.read(1, 10, 20), values[500:1500, 1], atol=coarse)
    assert recording.start is None


def test_samples_that_are_marked_as_invalid_are_not_numbers(tmp_path: Path) -> None:
    path = record(tmp_path)
    frames = digital()
    frames[100:200, 0] = -32768
    frames.tofile(tmp_path / "night.dat")
    samples = open_recording(path).read(0, 0, 5)
    assert np.flatnonzero(np.isnan(samples)).tolist() == list(range(100, 200))


@pytest.mark.parametrize("gain", ["", " 0", " 0/mV"])
def test_a_signal_without_a_gain_is_no_voltage(gain: str, tmp_path: Path) -> None:
    lines = (f"night.dat 16{gain}{' 16 0 0 0 0 C4-M1' if gain else ''}\n", *LINES[1:])
    recording = open_recording(record(tmp_path, lines=lines))
    assert recording.channels[0].unit != "uV"
    assert "the header gives no scale, so values are shown without a unit" in recording.warnings[0]


def test_a_start_without_a_date_is_a_time_of_day(tmp_path: Path) -> None:
    start = open_recording(record(tmp_path, HEADER.replace(" 15/01/2024", ""))).start
    assert start is not None
    assert (has_date(start), start.time()) == (False, datetime(2024, 1, 1, 22, 30).time())
    assert start.date() == NO_DATE.date()


def test_the_user_says_a_unit(tmp_path: Path) -> None:
    recording = open_recording(record(tmp_path), units={"C4-M1": "uV"})
    np.testing.assert_allclose(recording.read(0, 0, 1)[:3], (digital()[:3, 0] - 10) / 200, rtol=1e-5)


def test_a_file_that_ends_early_is_said(tmp_path: Path) -> None:
    path = record(tmp_path)
    os.truncate(tmp_path / "night.dat", 8 * 4000 + 3)
    recording = open_recording(path)
    assert recording.duration_s == 40
    assert "the header promises 6500 samples a channel, 4000 are there" in recording.warnings[0]
    assert np.isfinite(recording.read(0, 0, 40)).all()


@pytest.mark.parametrize(
    ("header", "lines", "sentence"),
    [
        ("night 0 100 6500\n", (), "holds no signal according to its header"),
        ("night 5 100 6500\n", LINES, "holds no signal according to its header"),
        ("", (), "holds no signal according to its header"),
        (HEADER, ("other.dat 16 200/mV 16 0 0 0 0 C4\n", *LINES[1:]), "put other.dat into its folder"),
        (HEADER, ("../night.dat 16 200/mV 16 0 0 0 0 C4\n", *LINES[1:]), "into its folder"),
        (HEADER.replace(" 100 ", " 1000000 "), LINES, "claims 2e\\+06 samples per second"),
        (HEADER.replace(" 100 ", " 1e9 "), LINES, "its sampling rate cannot be read"),
        (HEADER.replace(" 100 ", " 0.001 "), LINES, "claims to last"),
        (HEADER.replace("6500", "0"), LINES, "a header but no data|cannot be opened"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    header: str, lines: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    path = record(tmp_path, header, lines)
    with pytest.raises(RecordingError, match=sentence) as caught:
        open_recording(path)
    assert str(caught.value).count(". ") == 0


def test_without_the_package_the_sentence_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wfdb_records, "find_spec", lambda name: None)
    with pytest.raises(RecordingError, match=r"install wfdb with pip install 'sleepscorer\[wfdb\]'"):
        open_recording(record(tmp_path))


def test_a_fingerprint_takes_samples_in_and_no_name(tmp_path: Path) -> None:
    path = record(tmp_path)
    before = open_recording(path).fingerprint
    (tmp_path / "more").mkdir()
    assert open_recording(record(tmp_path / "more")).fingerprint == before
    frames = digital()
    frames[0, 0] += 1
    frames.tofile(tmp_path / "night.dat")
    assert open_recording(path).fingerprint != before
