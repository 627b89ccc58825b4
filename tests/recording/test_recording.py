from __future__ import annotations

import tracemalloc
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from edf_files import EdfFile, Signal, keeper, microvolts, ramp
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.channels import Role
from sleepscorer.errors import RecordingError
from sleepscorer.recording import Gap, Recording, open_recording


def opened(edf: EdfFile, folder: Path) -> Recording:
    return open_recording(edf.write(folder / "night.edf"))


def discontinuous(
    onsets: list[str], extra: dict[int, bytes] | None = None, reserved: str = "EDF+D"
) -> EdfFile:
    tals = [keeper(onset, (extra or {}).get(i, b"")) for i, onset in enumerate(onsets)]
    return EdfFile(
        [Signal(ramp(len(onsets), 10), 10), Signal(tals, 40, "EDF Annotations")], reserved=reserved
    )


@pytest.fixture(scope="module")
def mixed(tmp_path_factory) -> tuple[Recording, list[np.ndarray], list[float]]:
    """A file of 40 records of 2.5 s with 250, 25 and 1 samples each, and what edfio reads in it."""
    edfio = pytest.importorskip("edfio")
    counts = (250, 25, 1)
    edf = EdfFile([Signal(ramp(40, n, n), n) for n in counts], record_seconds="2.5")
    path = edf.write(tmp_path_factory.mktemp("mixed") / "night.edf")
    theirs = [signal.data for signal in edfio.read_edf(path).signals]
    return open_recording(path), theirs, [n / 2.5 for n in counts]


@given(channel=st.integers(0, 2), start_s=st.floats(-40, 140), seconds=st.floats(0, 60))
def test_a_page_is_edfio_s_slice_with_nan_beyond_the_ends(mixed, channel, start_s, seconds):
    recording, theirs, rates = mixed
    page = recording.read(channel, start_s, seconds)
    first = int(np.floor(start_s * rates[channel] + 0.5))
    expected = np.full(round(seconds * rates[channel]), np.nan)
    for place in range(expected.size):
        if 0 <= first + place < theirs[channel].size:
            expected[place] = theirs[channel][first + place]
    np.testing.assert_allclose(page, expected, atol=2e-3)


@given(start_s=st.floats(-5, 100), seconds=st.integers(1, 12))
def test_consecutive_pages_neither_skip_nor_repeat_a_sample(mixed, start_s, seconds):
    recording, _, _ = mixed
    start_s = round(start_s * 10) / 10
    pages = [recording.read(1, start_s + i * seconds, seconds) for i in range(3)]
    np.testing.assert_array_equal(np.concatenate(pages), recording.read(1, start_s, 3 * seconds))


def test_channels_of_one_page_keep_their_own_rates(mixed):
    recording, theirs, _ = mixed
    pages = recording.read_many([2, 0], 10, 30)
    assert [page.size for page in pages] == [12, 3000]
    np.testing.assert_allclose(pages[0], theirs[2][4:16], atol=2e-3)
    np.testing.assert_allclose(pages[1], theirs[0][1000:4000], atol=2e-3)


def test_a_derivation_is_the_difference_of_two_channels(tmp_path):
    edf = EdfFile([Signal(ramp(30, 10), 10, "C4"), Signal(ramp(30, 10, 3), 10, "M1")])
    recording = opened(edf, tmp_path)
    (trace,) = recording.traces
    assert trace.label == "C4-M1"
    c4, m1 = microvolts(ramp(30, 10)), microvolts(ramp(30, 10, 3))
    np.testing.assert_allclose(recording.read_derivation(trace, 3, 5), (c4 - m1)[30:80], atol=1e-3)
    (page,) = recording.read_derivations([trace], 3, 5)
    np.testing.assert_array_equal(page, recording.read_derivation(trace, 3, 5))
    assert recording.rate_of(trace) == 10


# Physical scale


def test_samples_are_in_microvolts(tmp_path):
    recording = opened(EdfFile([Signal(ramp(4, 10), 10)]), tmp_path)
    np.testing.assert_allclose(recording.read(0, 0, 4), microvolts(ramp(4, 10)), atol=1e-4)


@pytest.mark.parametrize(("unit", "factor"), [("mV", 1e3), ("V", 1e6), ("nV", 1e-3), ("uV", 1), ("MV", 1e3)])
def test_every_voltage_becomes_microvolts(tmp_path, unit, factor):
    recording = opened(EdfFile([Signal(ramp(4, 10), 10, unit=unit)]), tmp_path)
    assert recording.channels[0].unit == "uV"
    np.testing.assert_allclose(
        recording.read(0, 0, 4), microvolts(ramp(4, 10)) * factor, rtol=1e-4, atol=1e-3
    )


def test_other_units_stay_as_they_are(tmp_path):
    recording = opened(EdfFile([Signal(ramp(4, 10), 10, "SpO2", unit="%")]), tmp_path)
    assert recording.channels[0].unit == "%"
    np.testing.assert_allclose(recording.read(0, 0, 4), microvolts(ramp(4, 10)), atol=1e-4)


def test_an_inverted_physical_range_turns_the_signal_over(tmp_path):
    signal = Signal(ramp(4, 10), 10, physical_min="500", physical_max="-500")
    recording = opened(EdfFile([signal]), tmp_path)
    np.testing.assert_allclose(recording.read(0, 0, 4), -microvolts(ramp(4, 10)), atol=1e-3)


def test_an_inverted_digital_range_turns_the_signal_over(tmp_path):
    signal = Signal(ramp(4, 10), 10, digital_min="32767", digital_max="-32768")
    recording = opened(EdfFile([signal]), tmp_path)
    np.testing.assert_allclose(recording.read(0, 0, 4), -microvolts(ramp(4, 10)), atol=1e-3)


@pytest.mark.parametrize(
    "ranges",
    [
        {"physical_min": "0", "physical_max": "0"},
        {"digital_min": "7", "digital_max": "7"},
    ],
)
def test_a_range_without_width_is_shown_raw_and_without_a_unit(tmp_path, ranges):
    recording = opened(EdfFile([Signal(ramp(4, 10), 10, **ranges)]), tmp_path)
    (channel,) = recording.channels
    assert not channel.calibrated
    assert channel.unit == ""
    assert recording.warnings == (
        "EEG Fpz-Cz: the header gives no scale, so values are shown without a unit.",
    )
    np.testing.assert_array_equal(recording.read(0, 0, 4), ramp(4, 10))


def test_decimal_commas_give_the_same_values_as_points(tmp_path):
    commas = Signal(ramp(4, 10), 10, physical_min="-187,5", physical_max="187,5")
    recording = opened(EdfFile([commas], record_seconds="0,5"), tmp_path)
    assert recording.channels[0].sampling_rate_hz == 20
    np.testing.assert_allclose(recording.read(0, 0, 2), microvolts(ramp(4, 10), -187.5, 187.5), atol=1e-4)
    assert sum("decimal comma" in warning for warning in recording.warnings) == 3


@given(st.lists(st.integers(-(2**23), 2**23 - 1), min_size=6, max_size=6))
def test_24_bit_samples_are_exact(tmp_path, values):
    signal = Signal(np.array(values), 3, digital_min="-8388608", digital_max="8388607")
    signal.physical_min, signal.physical_max = signal.digital_min, signal.digital_max
    recording = opened(EdfFile([signal], bdf=True), tmp_path)
    np.testing.assert_array_equal(recording.read(0, 0, 2), np.array(values))
    recording.close()


# Record durations


@pytest.mark.parametrize(("seconds", "count"), [("0.1", 20), ("9.59375", 1228), ("60", 600), ("0.01", 3)])
def test_unusual_durations_of_data_records(tmp_path, seconds, count):
    n_records = 24
    recording = opened(EdfFile([Signal(ramp(n_records, count), count)], record_seconds=seconds), tmp_path)
    rate = count / float(seconds)
    assert recording.channels[0].sampling_rate_hz == pytest.approx(rate)
    assert recording.duration_s == pytest.approx(n_records * float(seconds))
    everything = recording.read(0, 0, recording.duration_s)
    np.testing.assert_allclose(everything, microvolts(ramp(n_records, count)), atol=1e-3)


def test_a_whole_day_in_one_data_record_is_not_read_for_one_page(tmp_path):
    rate = 25
    digital = ramp(1, 86_400 * rate, 3)
    signals = [Signal(digital, digital.size, "C4-M1"), Signal(digital[::-1], digital.size, "C3-M2")]
    recording = opened(EdfFile(signals, record_seconds="86400"), tmp_path)
    assert recording.n_epochs == 2880
    tracemalloc.start()
    page = recording.read(1, 43_210, 30)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    np.testing.assert_allclose(page, microvolts(digital[::-1])[43_210 * rate : 43_240 * rate], atol=1e-3)
    assert peak < 200_000
    assert np.isnan(recording.read(0, 86_390, 20)[250:]).all()
    np.testing.assert_allclose(recording.read(0, -5, 10)[125:], microvolts(digital)[:125], atol=1e-3)


def test_memory_stays_flat_when_one_page_of_a_big_file_is_read(tmp_path):
    path = tmp_path / "night.edf"
    rate, n_signals, n_records = 512, 20, 4_000
    header = EdfFile([Signal(ramp(1, rate), rate)] * n_signals, said_records=str(n_records)).header()
    with path.open("wb") as file:
        file.write(header)
        file.truncate(len(header) + n_records * rate * n_signals * 2)
    recording = open_recording(path)
    recording.read(0, 0, 1)
    tracemalloc.start()
    recording.read_many(list(range(n_signals)), 2_000, 30)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert path.stat().st_size > 80_000_000
    assert peak < 8_000_000


# Time axis


def test_epochs_are_whole_half_minutes(tmp_path):
    assert opened(EdfFile([Signal(ramp(30, 1), 1)]), tmp_path).n_epochs == 1
    assert opened(EdfFile([Signal(ramp(59, 1), 1)]), tmp_path).n_epochs == 1
    assert opened(EdfFile([Signal(ramp(29, 1), 1)]), tmp_path).n_epochs == 0
    assert opened(EdfFile([Signal(ramp(600, 1), 1)], record_seconds="0.1"), tmp_path).n_epochs == 2


def test_the_clock_counts_from_the_first_sample_past_midnight(tmp_path):
    recording = opened(EdfFile([Signal(ramp(4, 1), 1)], time="23.59.00"), tmp_path)
    assert recording.clock(90) == datetime(2020, 3, 3, 0, 0, 30)
    unknown = opened(EdfFile([Signal(ramp(4, 1), 1)], time="xx.xx.xx"), tmp_path)
    assert unknown.clock(90) is None


def test_a_start_between_seconds_shifts_the_clock_and_not_the_samples(tmp_path):
    edf = discontinuous(["+0.25", "+1.25", "+2.25"], {1: b"+2.25\x150.5\x14Arousal\x14\0"}, "EDF+C")
    recording = opened(edf, tmp_path)
    assert recording.start == datetime(2020, 3, 2, 22, 30) + timedelta(seconds=0.25)
    np.testing.assert_allclose(recording.read(0, 0, 3), microvolts(ramp(3, 10)), atol=1e-3)
    (annotation,) = recording.annotations()
    assert (annotation.onset_s, annotation.duration_s, annotation.text) == (2.0, 0.5, "Arousal")


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_gaps_of_an_edf_plus_d_file_are_where_its_records_say(tmp_path, pauses):
    onsets = np.cumsum([pause + 1 for pause in pauses]) - 1
    recording = opened(discontinuous([f"+{onset}" for onset in onsets]), tmp_path)
    zero = onsets[0]
    expected = tuple(Gap(float(a + 1 - zero), float(b - zero)) for a, b in pairwise(onsets) if b > a + 1)
    assert recording.gaps == expected
    assert recording.duration_s == onsets[-1] + 1 - zero
    page = recording.read(0, 0, recording.duration_s)
    values = np.full(page.size, np.nan)
    for record, onset in enumerate(onsets - zero):
        values[onset * 10 : onset * 10 + 10] = microvolts(ramp(len(pauses), 10))[
            record * 10 : record * 10 + 10
        ]
    np.testing.assert_allclose(page, values, atol=1e-3)
    recording.close()


def test_a_page_across_a_gap_has_nan_only_in_the_gap(tmp_path):
    recording = opened(discontinuous(["+0", "+1", "+4.5", "+5.5"]), tmp_path)
    page = recording.read(0, 1, 5)
    assert np.flatnonzero(np.isnan(page)).tolist() == list(range(10, 35))
    assert recording.warnings == ("The recording has 1 gap(s), 2 s in all; they are shown as gaps.",)


def test_a_discontinuous_file_that_does_not_say_when_its_records_start_is_refused(tmp_path):
    with pytest.raises(RecordingError, match="data record 3 does not say when it starts"):
        opened(discontinuous(["+0", "+1", "1.1.1"]), tmp_path)


def test_annotations_of_several_signals_come_in_order(tmp_path):
    first = [keeper("+0", b"+1.5\x14B\x14\0"), keeper("+1")]
    second = [b"+0.5\x14A\x14\0", b"+1.75\x1530\x14Sleep stage W\x14\0"]
    edf = EdfFile(
        [
            Signal(ramp(2, 10), 10),
            Signal(first, 20, "EDF Annotations"),
            Signal(second, 20, "EDF Annotations"),
        ],
        reserved="EDF+C",
    )
    recording = opened(edf, tmp_path)
    assert [annotation.text for annotation in recording.annotations()] == ["A", "B", "Sleep stage W"]
    assert len(recording.channels) == 1


# What else a recording knows


def test_roles_a_technician_chose_outlive_the_guess(tmp_path):
    edf = EdfFile([Signal(ramp(2, 10), 10, "X1"), Signal(ramp(2, 10), 10, "EMG")])
    recording = open_recording(edf.write(tmp_path / "night.edf"), {"X1": Role.EEG})
    assert [channel.role for channel in recording.channels] == [Role.EEG, Role.EMG]
    recording.assign_roles({"EMG": Role.LEG})
    assert [channel.role for channel in recording.channels] == [Role.OTHER, Role.LEG]


def test_duplicate_labels_are_two_channels_and_are_said(tmp_path):
    edf = EdfFile([Signal(ramp(2, 10), 10, "C4-M1"), Signal(ramp(2, 10, 3), 10, "C4-M1")])
    recording = opened(edf, tmp_path)
    assert recording.warnings == ("C4-M1: more than one channel has this label.",)
    assert not np.array_equal(recording.read(0, 0, 2), recording.read(1, 0, 2))


def test_a_fingerprint_follows_the_content_and_not_the_name(tmp_path):
    edf = EdfFile([Signal(ramp(2, 10), 10)])
    first = open_recording(edf.write(tmp_path / "one.edf")).fingerprint
    assert open_recording(edf.write(tmp_path / "two.edf")).fingerprint == first
    edf.time = "22.30.01"
    assert open_recording(edf.write(tmp_path / "one.edf")).fingerprint != first


@pytest.mark.parametrize("where", [0, 149, 299])
def test_recordings_under_one_anonymised_header_are_told_apart_by_their_samples(tmp_path, where):
    samples = ramp(300, 10)
    edf = EdfFile([Signal(samples, 10)])
    first = open_recording(edf.write(tmp_path / "one.edf"))
    data = bytearray((tmp_path / "one.edf").read_bytes())
    data[512 + where * 20] ^= 1
    (tmp_path / "two.edf").write_bytes(data)
    second = open_recording(tmp_path / "two.edf")
    assert first.earlier_fingerprints == second.earlier_fingerprints
    assert first.fingerprint != second.fingerprint


def test_work_saved_under_an_earlier_fingerprint_is_opened_and_saved_under_the_new_one(
    tmp_path,
):
    from sleepscorer.scoring import Author, AuthorKind, Scoring
    from sleepscorer.stages import Stage
    from sleepscorer.storage import sidecar
    from sleepscorer.storage.store import store_of

    recording = open_recording(EdfFile([Signal(ramp(300, 10), 10)]).write(tmp_path / "one.edf"))
    kept = Scoring(recording.n_epochs)
    kept.apply(kept.score([2], Stage.N3, Author(AuthorKind.TECHNICIAN, "AK")))
    store = store_of(recording, tmp_path / "state")
    sidecar.save(store.place.sidecar, sidecar.Sidecar(recording.earlier_fingerprints[0], kept))
    opened = store.open()
    assert (opened.scoring.stages[2], opened.notices) == (Stage.N3, [])
    store.close(opened.scoring)
    assert sidecar.load(store.place.sidecar).fingerprint == recording.fingerprint


def test_a_device_is_told_by_its_equipment_and_channels(tmp_path):
    one = EdfFile([Signal(ramp(2, 10), 10)])
    other_night = EdfFile([Signal(ramp(5, 10), 10)], date="09.09.21", patient="other")
    other_device = EdfFile([Signal(ramp(2, 20), 20)])
    devices = [opened(edf, tmp_path).device for edf in (one, other_night, other_device)]
    assert devices[0] == devices[1] != devices[2]


# While the file is open


def test_a_file_that_shrinks_while_open_gives_a_sentence(tmp_path):
    path = EdfFile([Signal(ramp(600, 100), 100)]).write(tmp_path / "night.edf")
    recording = open_recording(path)
    with path.open("rb+") as file:
        file.truncate(20_000)
    with pytest.raises(RecordingError, match="has become shorter while open"):
        recording.read(0, 300, 30)
    np.testing.assert_allclose(recording.read(0, 0, 30), microvolts(ramp(600, 100))[:3000], atol=1e-3)


def test_a_file_whose_single_long_record_shrinks_gives_a_sentence(tmp_path):
    path = EdfFile([Signal(ramp(1, 700_000), 700_000)], record_seconds="7000").write(tmp_path / "night.edf")
    recording = open_recording(path)
    with path.open("rb+") as file:
        file.truncate(20_000)
    with pytest.raises(RecordingError, match="has become shorter while open"):
        recording.read(0, 6000, 30)


def test_a_closed_recording_cannot_be_read(tmp_path):
    recording = opened(EdfFile([Signal(ramp(4, 10), 10)]), tmp_path)
    recording.close()
    with pytest.raises(RecordingError, match="can no longer be read"):
        recording.read(0, 0, 1)


# What no recording is


def test_a_rate_that_would_fill_the_memory_is_refused(tmp_path):
    edf = EdfFile([Signal(ramp(4, 50), 50)], record_seconds="0.00001")
    with pytest.raises(RecordingError, match=r"claims 5e\+06 samples per second"):
        opened(edf, tmp_path)


def test_a_recording_of_more_than_a_month_is_refused(tmp_path):
    edf = EdfFile([Signal(ramp(4, 50), 50)], record_seconds="9999999")
    with pytest.raises(RecordingError, match=r"claims to last 1\.11e\+04 h"):
        opened(edf, tmp_path)


def test_a_recording_of_many_days_says_so(tmp_path):
    assert opened(EdfFile([Signal(ramp(4, 50), 50)], record_seconds="70000"), tmp_path).warnings == (
        "The recording lasts 78 h; nights follow each other in it.",
    )


@pytest.mark.parametrize(
    ("onsets", "gaps"),
    [(["+5", "+0", "+1", "+2"], [(3, 5)]), (["+0", "+9", "+3", "+4"], [(1, 3), (5, 9)])],
)
def test_records_are_put_in_the_order_of_their_times(onsets, gaps, tmp_path):
    held = opened(discontinuous(onsets), tmp_path).gaps
    assert [(gap.start_s, gap.stop_s) for gap in held] == gaps


@pytest.mark.parametrize("onsets", [["+0", "+1", "+0", "+1"]])
def test_records_that_overlap_in_time_are_refused(onsets, tmp_path):
    with pytest.raises(RecordingError, match=r"overlap in time \(record \d starts at"):
        opened(discontinuous(onsets), tmp_path)


def test_an_onset_beyond_belief_is_no_onset(tmp_path):
    with pytest.raises(RecordingError, match="does not say when it starts"):
        opened(discontinuous(["+0", "+1", "+2", "+99999999"]), tmp_path)


@pytest.mark.parametrize("high", ["1e300", "9.9E+307", "1e20"])
@pytest.mark.parametrize("unit", ["V", "uV", "%"])
@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_absurd_scales_overflow_nowhere(high: str, unit: str, tmp_path: Path) -> None:
    wide = Signal(ramp(60, 50), 50, unit=unit, physical_min=f"-{high}"[:8], physical_max=high)
    with closing(open_recording(EdfFile([wide]).write(tmp_path / "n.edf"))) as recording:
        samples = recording.read(0, 0, 60)
    assert np.isfinite(samples).all()
    assert np.isfinite(samples.astype(np.float32).std())
    assert samples.std() > 0


def test_a_recording_is_closed_at_the_end_of_its_block(tmp_path):
    with open_recording(EdfFile([Signal(ramp(40, 10), 10)]).write(tmp_path / "night.edf")) as recording:
        assert recording.read(0, 0, 1).size == 10
    with pytest.raises((ValueError, RecordingError)):
        recording.read(0, 20, 1)
