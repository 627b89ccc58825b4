from __future__ import annotations

import numpy as np

from sleepscorer.assets import resource
from sleepscorer.recording import open_recording
from sleepscorer.signals.quality import Fault, faults, night_faults

RATE_HZ = 100.0


def test_each_fault_is_found_in_its_epoch_only():
    signal = np.random.default_rng(0).normal(0, 20, 5 * 3000).astype(np.float32)
    signal[3000:4000] = 3.0
    signal[6000:9000] = np.clip(280 * np.sin(np.arange(3000) / 7), -200, 200)
    signal[9000:9100] += 900
    signal[12000:13000] = np.nan
    found = {fault: np.flatnonzero(mask).tolist() for fault, mask in faults(signal, RATE_HZ).items()}
    assert found == {Fault.FLAT: [1], Fault.SATURATED: [2], Fault.EXTREME: [3], Fault.MISSING: [4]}


def test_coarse_steps_of_a_sound_signal_are_no_saturation():
    random = np.random.default_rng(1)
    signal = np.round(np.cumsum(random.normal(0, 4, 9000)) % 60 / 5) * 5
    assert not faults(signal, RATE_HZ)[Fault.SATURATED].any()


def test_an_empty_signal_has_no_epochs():
    assert all(mask.size == 0 for mask in faults(np.zeros(0), RATE_HZ).values())


def test_the_sample_night_is_sound_and_read_block_by_block():
    night = open_recording(resource("sample", "sample-night.edf"))
    trace = night.traces[0]
    told: list[float] = []
    found = night_faults(
        lambda start, seconds: night.read_derivation(trace, start, seconds),
        night.n_epochs,
        night.rate_of(trace),
        told.append,
    )
    assert not found[Fault.FLAT].any()
    assert not found[Fault.MISSING].any()
    assert found[Fault.EXTREME].mean() < 0.02
    assert found[Fault.SATURATED].mean() < 0.02
    assert told[-1] == 1
    whole = faults(night.read_derivation(trace, 0, night.duration_s), night.rate_of(trace))
    for fault, mask in whole.items():
        np.testing.assert_array_equal(found[fault], mask)
