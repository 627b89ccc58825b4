"""Real files that trip readers, beside edfio, and beside pyedflib and mne where they can read them."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest

from sleepscorer.errors import RecordingError
from sleepscorer.recording import Recording, open_recording

edfio = pytest.importorskip("edfio")
pyedflib = pytest.importorskip("pyedflib")

WITHOUT_DATA = ("edfize__zero-data-records.edf", "openedf__test_v1.edf")
DISCONTINUOUS = "edfjl__test_merged.edf"
NAMES = (
    "edfcore__bdf-24bit.bdf",
    "edfcore__edf-annotations.edf",
    "edfcore__edf-asymmetric.edf",
    "edfcore__edf-narrow-digital.edf",
    "edfcore__edf-negative-gain.edf",
    "edfio__short_psg.bdf",
    "edfio__short_psg.edf",
    "edfio__test_subsecond.bdf",
    "edfjl__bdf_test.edf",
    "edfjl__test_uneven_samp_v2.edf",
    "eeglab__test.bdf",
    "mne__duplicate_channel_labels.edf",
    "mne__test_edf_stim_channel.edf",
    "mne__test_uneven_samp.edf",
    "pyedflib__test_generator_datarec_generator_0_5.bdf",
    "pyedflib__test_utf8.edf",
    "rsleep__subject1.edf",
)
# mne resamples mixed rates; its reader is compared where every signal has the same.
ONE_RATE = (
    "edfcore__bdf-24bit.bdf",
    "edfcore__edf-annotations.edf",
    "edfcore__edf-negative-gain.edf",
    "edfio__test_subsecond.bdf",
    "edfjl__bdf_test.edf",
    "eeglab__test.bdf",
    "mne__duplicate_channel_labels.edf",
    "pyedflib__test_utf8.edf",
)
PYEDFLIB_REFUSES = (
    "edfjl__bdf_test.edf",
    "edfjl__test_uneven_samp_v2.edf",
    "eeglab__test.bdf",
    "rsleep__subject1.edf",
)
TO_MICROVOLT = {"V": 1e6, "mV": 1e3, "uV": 1.0, "nV": 1e-3}


@pytest.fixture(scope="module")
def odd_folder(data_folder) -> Path:
    return data_folder / "odd-edf"


def whole(recording: Recording, channel: int) -> np.ndarray:
    return recording.read(channel, 0, recording.duration_s)


def read_with_edfio(path: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return (edfio.read_bdf if path.suffix == ".bdf" else edfio.read_edf)(path)


@pytest.mark.parametrize("name", NAMES)
def test_samples_rates_and_labels_are_those_that_edfio_reads(odd_folder, name):
    recording = open_recording(odd_folder / name)
    signals = read_with_edfio(odd_folder / name).signals
    assert len(recording.channels) == len(signals)
    for channel, signal in zip(recording.channels, signals, strict=True):
        assert channel.sampling_rate_hz == pytest.approx(signal.sampling_frequency)
        factor = TO_MICROVOLT.get(signal.physical_dimension, 1.0)
        span = np.ptp(signal.physical_range) * factor
        np.testing.assert_allclose(whole(recording, channel.index), signal.data * factor, atol=span * 1e-6)
        assert (
            channel.label.encode("ascii", "ignore").decode()
            == signal.label.encode("ascii", "ignore").decode()
        )


@pytest.mark.parametrize("name", NAMES)
def test_annotations_are_those_that_edfio_reads(odd_folder, name):
    recording = open_recording(odd_folder / name)
    edf = read_with_edfio(odd_folder / name)
    found = [(round(a.onset_s, 4), a.duration_s, a.text) for a in recording.annotations()]
    expected = [(round(a.onset, 4), a.duration, a.text) for a in edf.annotations if a.text]
    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in PYEDFLIB_REFUSES])
def test_samples_are_those_that_pyedflib_reads(odd_folder, name):
    recording = open_recording(odd_folder / name)
    with pyedflib.EdfReader(str(odd_folder / name)) as reader:
        assert reader.signals_in_file == len(recording.channels)
        for channel in recording.channels:
            factor = TO_MICROVOLT.get(reader.getPhysicalDimension(channel.index), 1.0)
            theirs = reader.readSignal(channel.index) * factor
            span = (
                abs(reader.getPhysicalMaximum(channel.index) - reader.getPhysicalMinimum(channel.index))
                * factor
            )
            np.testing.assert_allclose(whole(recording, channel.index), theirs, atol=span * 1e-6)
            assert reader.getSampleFrequency(channel.index) == pytest.approx(channel.sampling_rate_hz)


@pytest.mark.parametrize("name", ONE_RATE)
def test_samples_are_those_that_mne_reads(odd_folder, name):
    mne = pytest.importorskip("mne")
    recording = open_recording(odd_folder / name)
    read = mne.io.read_raw_bdf if name.endswith(".bdf") else mne.io.read_raw_edf
    raw = read(odd_folder / name, preload=True, verbose="error", stim_channel=None)
    for channel in recording.channels:
        if channel.unit == "uV":
            theirs = raw.get_data(picks=[channel.index])[0] * 1e6
            ours = whole(recording, channel.index)
            np.testing.assert_allclose(ours, theirs, atol=np.ptp(ours) * 1e-5 + 1e-6)


@pytest.mark.parametrize("name", WITHOUT_DATA)
def test_a_header_without_data_is_refused(odd_folder, name):
    with pytest.raises(RecordingError, match="holds a header but no data"):
        open_recording(odd_folder / name)


def test_a_discontinuous_file_keeps_its_gap(odd_folder):
    recording = open_recording(odd_folder / DISCONTINUOUS)
    assert [(gap.start_s, gap.stop_s) for gap in recording.gaps] == [(6.0, 43_200.0)]
    assert recording.warnings[-1] == "The recording has 1 gap(s), 43194 s in all; they are shown as gaps."
    assert "the unit n/a is not known" in recording.warnings[0]
    contiguous = read_with_edfio(odd_folder / DISCONTINUOUS).signals[0].data
    rate = int(recording.channels[0].sampling_rate_hz)
    np.testing.assert_allclose(recording.read(0, 0, 6), contiguous[: 6 * rate], rtol=1e-5)
    np.testing.assert_allclose(recording.read(0, 43_200, 6), contiguous[6 * rate :], rtol=1e-5)
    assert np.isnan(recording.read(0, 6, 43_194)).all()
    page = recording.read(0, 43_199, 2)
    assert np.isnan(page[:rate]).all()
    np.testing.assert_allclose(page[rate:], contiguous[6 * rate : 7 * rate], rtol=1e-5)


def test_every_oddity_is_said(odd_folder):
    said = {name: open_recording(odd_folder / name).warnings for name in NAMES}
    assert said["eeglab__test.bdf"] == (
        "The header does not say how many data records there are; 60 were found.",
    )
    assert said["mne__duplicate_channel_labels.edf"] == ("EEG F1-Ref: more than one channel has this label.",)
    assert said["edfjl__test_uneven_samp_v2.edf"] == (
        "1 byte after the last whole data record was ignored.",
        "The header holds no valid start date and time; times count from the first sample.",
    )
    assert said["edfio__short_psg.edf"] == ()


def test_annotation_texts_may_be_utf_8(odd_folder):
    texts = [a.text for a in open_recording(odd_folder / "pyedflib__test_utf8.edf").annotations()]
    assert any(not text.isascii() for text in texts)


def test_a_start_within_a_second_is_kept(odd_folder):
    recording = open_recording(odd_folder / "edfio__test_subsecond.bdf")
    assert recording.start is not None
    assert recording.start.microsecond == 394_531
    assert min(annotation.onset_s for annotation in recording.annotations()) >= 0


def test_a_sleep_edf_night_is_read_like_edfio_reads_it(data_folder):
    path = data_folder / "sleep-edf" / "SC4001E0-PSG.edf"
    recording = open_recording(path)
    signals = read_with_edfio(path).signals
    assert recording.n_epochs == 2650
    for channel in (0, 4):
        theirs = signals[channel].get_data_slice(40_000, 40_030)
        np.testing.assert_allclose(recording.read(channel, 40_000, 30), theirs, atol=1e-3)
