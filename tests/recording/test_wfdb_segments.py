"""WFDB records of several segments: on one time axis, sample by sample as the package wfdb joins them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.batch.discovery import find_jobs
from sleepscorer.channels import Role
from sleepscorer.errors import RecordingError
from sleepscorer.recording import open_recording
from sleepscorer.recording.base import Gap

wfdb = pytest.importorskip("wfdb")

HZ = 50
UNITS = {"C4-M1": "mV", "E1-M2": "uV", "SpO2": "%"}


def segment(folder: Path, name: str, seconds: int, labels: tuple[str, ...] = ("C4-M1", "E1-M2")) -> None:
    rng = np.random.default_rng(len(name) + seconds)
    values = rng.normal(0, 0.1, (seconds * HZ, len(labels)))
    units = [UNITS[label] for label in labels]
    wfdb.wrsamp(
        name, fs=HZ, units=units, sig_name=list(labels), p_signal=values, fmt=["16"] * len(labels),
        write_dir=str(folder),
    )  # fmt: skip


def master(folder: Path, lines: str, seconds: int, n_signals: int = 2) -> Path:
    count = len(lines.split()) // 2
    path = folder / "night.hea"
    path.write_text(f"night/{count} {n_signals} {HZ} {seconds * HZ} 22:30:00 15/01/2024\n" + lines)
    return path


def fixed(folder: Path) -> Path:
    segment(folder, "night_1", 40)
    segment(folder, "night_2", 35)
    return master(folder, f"night_1 {40 * HZ}\n~ {30 * HZ}\nnight_2 {35 * HZ}\n", 105)


def whole(folder: Path) -> Path:
    """Without a null segment, which the package does not join in this layout."""
    fixed(folder)
    return master(folder, f"night_1 {40 * HZ}\nnight_2 {35 * HZ}\n", 75)


def variable(folder: Path) -> Path:
    (folder / "night_layout.hea").write_text(
        f"night_layout 3 {HZ} 0\n~ 0 200/% 16 0 0 0 0 SpO2\n~ 0 200/mV 16 0 0 0 0 C4-M1\n"
        "~ 0 200/uV 16 0 0 0 0 E1-M2\n"
    )
    segment(folder, "night_1", 40)
    segment(folder, "night_2", 35, ("E1-M2", "SpO2"))
    lines = f"night_layout 0\nnight_1 {40 * HZ}\n~ {10 * HZ}\nnight_2 {35 * HZ}\n"
    return master(folder, lines, 85, 3)


@pytest.mark.parametrize("layout", [whole, variable])
def test_samples_are_those_that_the_package_joins(layout, tmp_path: Path) -> None:
    path = layout(tmp_path)
    joined = wfdb.rdrecord(str(path.with_suffix("")), m2s=True)
    recording = open_recording(path)
    assert recording.start == datetime(2024, 1, 15, 22, 30)
    assert recording.duration_s * HZ == joined.sig_len
    assert [channel.label for channel in recording.channels] == joined.sig_name
    for channel, label in enumerate(joined.sig_name):
        factor = {"mV": 1000.0}.get(UNITS[label], 1.0)
        expected = joined.p_signal[:, channel] * factor
        np.testing.assert_allclose(recording.read(channel, 0, recording.duration_s), expected, rtol=1e-5)
        for start_s, seconds in ((-3, 10), (33.33, 60.01), (39.99, 0.02), (84, 10), (120, 5)):
            first = int(np.floor(start_s * HZ + 0.5))
            around = np.full(round(seconds * HZ), np.nan)
            inside = [at for at in range(around.size) if 0 <= first + at < expected.size]
            around[inside] = expected[[first + at for at in inside]]
            np.testing.assert_allclose(recording.read(channel, start_s, seconds), around, rtol=1e-5)


def test_null_segments_are_gaps(tmp_path: Path) -> None:
    recording = open_recording(fixed(tmp_path))
    assert recording.gaps == (Gap(40.0, 70.0),)
    assert any("1 gap(s), 30 s in all" in sentence for sentence in recording.warnings)
    assert recording.channels[0].role is Role.EEG
    for name, start_s in (("night_1", 0), ("night_2", 70)):
        alone = open_recording(tmp_path / f"{name}.hea")
        np.testing.assert_array_equal(
            recording.read(1, start_s, alone.duration_s), alone.read(1, 0, alone.duration_s)
        )
    assert np.isnan(recording.read(0, 40, 30)).all()
    before = recording.fingerprint
    segment(tmp_path, "night_2", 36)
    assert open_recording(tmp_path / "night.hea").fingerprint != before


def test_what_a_segment_lacks_at_its_end_is_a_gap_and_said(tmp_path: Path) -> None:
    fixed(tmp_path)
    segment(tmp_path, "night_1", 30)
    recording = open_recording(tmp_path / "night.hea")
    assert recording.gaps == (Gap(30.0, 70.0),)
    assert any("Segment 1 ends early" in sentence for sentence in recording.warnings)


def test_a_unit_that_the_user_says_is_that_of_every_segment(tmp_path: Path) -> None:
    path = fixed(tmp_path)
    whole = open_recording(path).read(0, 30, 45)
    said = open_recording(path, units={"C4-M1": "uV"}).read(0, 30, 45)
    np.testing.assert_allclose(said, whole / 1000, rtol=1e-5)


@pytest.mark.parametrize("layout", [fixed, variable])
def test_a_batch_takes_the_record_and_not_its_segments(layout, tmp_path: Path) -> None:
    path = layout(tmp_path)
    assert [job.recording for job in find_jobs([tmp_path]).jobs] == [path]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (f"night_1 {40 * HZ}\nnight_3 100\n", r"put night_3\.hea into its folder"),
        (f"night_1 {40 * HZ}\n../night_2 100\n", "cannot be opened as WFDB"),
        (f"~ {40 * HZ}\n", "a header but no data"),
        (f"night_1 {40 * HZ}\nother {40 * HZ}\n", "do not go together: C4-M1 has another rate or unit"),
        (f"night_1 {40 * HZ}\nnight 100\n", "a segment that has segments itself"),
        (f"night_1 {10**9 * HZ}\n", "claims to last"),
    ],
)
def test_what_does_not_go_together_is_one_sentence(lines: str, sentence: str, tmp_path: Path) -> None:
    fixed(tmp_path)
    wfdb.wrsamp(
        "other", fs=HZ, units=["uV"], sig_name=["C4-M1"], p_signal=np.ones((2000, 1)), fmt=["16"],
        write_dir=str(tmp_path),
    )  # fmt: skip
    with pytest.raises(RecordingError, match=sentence) as caught:
        open_recording(master(tmp_path, lines, 100))
    assert str(caught.value).count(". ") == 0
