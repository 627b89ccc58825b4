"""Recordings through MNE-Python: each kind from a file made here, sample by sample."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from other_files import (
    LABELS,
    RATE,
    SECONDS,
    START,
    brainvision,
    digital,
    eeglab,
    fif,
    gdf,
    nihon_kohden,
    persyst,
)

from sleepscorer.channels import Role
from sleepscorer.errors import RecordingError
from sleepscorer.recording import OTHER_EXTENSIONS, Recording, open_recording

MAKERS = {
    "BrainVision": brainvision,
    "EEGLAB": eeglab,
    "FIF": fif,
    "GDF": gdf,
    "Nihon Kohden": nihon_kohden,
    "Persyst": persyst,
}
NIHON_STEP_UV = 6399.902 / 65535
KNOWS_START = ("BrainVision", "FIF", "GDF", "Nihon Kohden", "Persyst")
KNOWS_TEXTS = ("BrainVision", "EEGLAB", "FIF", "Persyst")
EVERY = pytest.mark.parametrize("kind", MAKERS)


def expected(kind: str) -> np.ndarray:
    """Microvolts, shape (2, n_samples)."""
    if kind == "Nihon Kohden":
        return (digital().T.astype(float) + 32768) * NIHON_STEP_UV - 3200
    return digital().T * 0.5


@EVERY
def test_every_sample_is_what_was_written(kind: str, tmp_path: Path) -> None:
    recording = open_recording(MAKERS[kind](tmp_path))
    assert isinstance(recording, Recording)
    assert (recording.duration_s, recording.n_epochs) == (SECONDS, 2)
    for channel, values in enumerate(expected(kind)):
        assert recording.channels[channel].unit == "uV"
        assert recording.channels[channel].sampling_rate_hz == RATE
        np.testing.assert_allclose(recording.read(channel, 0, SECONDS), values, atol=2e-3)
    recording.close()


@EVERY
def test_pages_reach_beyond_the_ends_and_channels_come_as_asked(kind: str, tmp_path: Path) -> None:
    recording = open_recording(MAKERS[kind](tmp_path))
    second, first, again = recording.read_many([1, 0, 1], 60, 30)
    np.testing.assert_allclose(first[: 5 * RATE], expected(kind)[0, 60 * RATE :], atol=2e-3)
    np.testing.assert_allclose(second[: 5 * RATE], expected(kind)[1, 60 * RATE :], atol=2e-3)
    np.testing.assert_array_equal(second, again)
    assert np.isnan(first[5 * RATE :]).all()
    before = recording.read(0, -1.0, 2.0)
    assert np.isnan(before[:RATE]).all()
    np.testing.assert_allclose(before[RATE:], expected(kind)[0, :RATE], atol=2e-3)
    assert np.isnan(recording.read(0, 500, 3)).all()


@EVERY
def test_labels_start_texts_and_roles(kind: str, tmp_path: Path) -> None:
    recording = open_recording(MAKERS[kind](tmp_path), {"E1-M2": Role.OTHER})
    labels = ("C4", "O1") if kind == "Nihon Kohden" else LABELS
    assert tuple(channel.label for channel in recording.channels) == labels
    assert recording.channels[0].role is Role.EEG
    assert recording.traces
    late = timedelta(seconds=5 if kind == "FIF" else 0)
    assert recording.start == (START + late if kind in KNOWS_START else None)
    texts = {a.text.removeprefix("Comment/"): a.onset_s for a in recording.annotations()}
    if kind in KNOWS_TEXTS:
        assert texts["Lights off"] == pytest.approx(3.0, abs=1e-6)
    if kind != "Nihon Kohden":
        assert recording.channels[1].role is Role.OTHER


@EVERY
def test_a_fingerprint_is_the_same_twice_and_changes_with_the_data(kind: str, tmp_path: Path) -> None:
    path = MAKERS[kind](tmp_path)
    first, again = open_recording(path), open_recording(path)
    assert first.fingerprint == again.fingerprint
    assert len(first.fingerprint) == 32
    assert (first.device, first.clock(3.0) is None) == (again.device, first.start is None)


@EVERY
def test_a_damaged_file_is_refused_in_one_sentence(kind: str, tmp_path: Path) -> None:
    path = MAKERS[kind](tmp_path)
    path.write_bytes(b"\x93" + b"spoilt" * 200)
    with pytest.raises(RecordingError) as error:
        open_recording(path)
    assert str(error.value).startswith(f"{path} cannot be opened as {kind} (")
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 400 + len(str(path))


@pytest.mark.parametrize("make", [brainvision, persyst, nihon_kohden])
def test_a_file_that_has_lost_its_companion(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path)
    for other in tmp_path.iterdir():
        if other != path:
            other.unlink()
    if make is nihon_kohden:
        assert open_recording(path).start is None
        return
    with pytest.raises(RecordingError, match="cannot be opened as"):
        open_recording(path)


def test_a_file_that_shrinks_while_open(tmp_path: Path) -> None:
    recording = open_recording(brainvision(tmp_path))
    (tmp_path / "night.eeg").write_bytes(b"")
    with pytest.raises(RecordingError, match="can no longer be read"):
        recording.read(0, 0, 30)


def test_the_data_file_of_brainvision_opens_its_header(tmp_path: Path) -> None:
    brainvision(tmp_path)
    recording = open_recording(tmp_path / "night.eeg")
    np.testing.assert_allclose(recording.read(0, 0, SECONDS), expected("BrainVision")[0], atol=1e-3)


def test_a_gdf_signal_without_a_known_unit_is_never_called_microvolts(tmp_path: Path) -> None:
    recording = open_recording(gdf(tmp_path, unit="%"))
    assert [(c.unit, c.calibrated) for c in recording.channels] == [("", False)] * 2
    np.testing.assert_allclose(recording.read(0, 0, 9), digital()[: 9 * RATE, 0] * 0.5, atol=1e-3)
    assert "no scale" in recording.warnings[-1]


def test_what_the_device_skipped_is_a_gap(tmp_path: Path) -> None:
    import mne

    raw = mne.io.read_raw_fif(fif(tmp_path), verbose="error")
    raw.annotations.append(5.0 + 10, 20, "BAD_ACQ_SKIP")
    raw.save(tmp_path / "gap_raw.fif", fmt="double", verbose="error")
    recording = open_recording(tmp_path / "gap_raw.fif")
    ((start_s, stop_s),) = [(gap.start_s, gap.stop_s) for gap in recording.gaps]
    assert (start_s, stop_s) == pytest.approx((10.0, 30.0), abs=0.02)
    page = recording.read(0, 0, SECONDS)
    assert np.isnan(page[11 * RATE : 29 * RATE]).all()
    assert np.isfinite(page[: 9 * RATE]).all()
    assert "gap" in recording.warnings[-1]


def test_a_name_of_a_patient_is_in_nothing_that_leaves(tmp_path: Path) -> None:
    recording = open_recording(persyst(tmp_path))
    said = (recording.equipment, recording.device, recording.fingerprint, *recording.warnings)
    assert not [text for text in (*said, *map(str, recording.annotations())) if "Plantagenet" in text]


def test_missing_and_unreadable_kinds_are_sentences(tmp_path: Path) -> None:
    for ending in OTHER_EXTENSIONS:
        with pytest.raises(RecordingError, match="does not exist"):
            open_recording(tmp_path / f"absent{ending}")
    (tmp_path / "night.erd").write_bytes(b"\0" * 600)
    with pytest.raises(RecordingError, match=r"is a Natus file, .*; export the recording as EDF\."):
        open_recording(tmp_path / "night.erd")
    (tmp_path / "folder.set").mkdir()
    with pytest.raises(RecordingError, match="is a folder"):
        open_recording(tmp_path / "folder.set")


def test_memory_does_not_grow_with_a_brainvision_file(tmp_path: Path) -> None:
    import tracemalloc

    path = brainvision(tmp_path)
    np.tile(digital(), (600, 1)).astype("<i2").tofile(tmp_path / "night.eeg")
    recording = open_recording(path)
    tracemalloc.start()
    page = recording.read(0, 30_000, 30)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert np.isfinite(page).all()
    assert (tmp_path / "night.eeg").stat().st_size > 15_000_000
    assert peak < 2_000_000


def test_a_start_is_local_clock_time(tmp_path: Path) -> None:
    assert open_recording(brainvision(tmp_path)).start == datetime(2024, 1, 15, 22, 30)
