"""Channels of a recording: their labels, units and rates, and the signals behind them, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sleepscorer.simulation.frames import RATE_HZ as BRAIN_RATE_HZ
from sleepscorer.simulation.frames import Floats

Block = tuple[int, int]
"""First and last second, the last not included."""
Blocks = Callable[[Iterable[Block]], Iterator[Floats]]
EMG_BAND_HZ = (10.0, 100.0)
"""Filters of chin and leg EMG (AASM Manual, chapter III)."""
EEG_PREFILTER = "HP:0.3Hz LP:35Hz"
EMG_PREFILTER = "HP:10Hz LP:100Hz"


@dataclass(frozen=True)
class SimulatedChannel:
    """A channel.

    Attributes
    ----------
    label, unit : str
    rate_hz : int
    limits : tuple of float
        Physical minimum and maximum.
    blocks : callable
        Yields the samples of each stretch of seconds asked for, in their order.
    transducer, prefilter : str
        Fields of the header.
    """

    label: str
    unit: str
    rate_hz: int
    limits: tuple[float, float]
    blocks: Blocks
    transducer: str = ""
    prefilter: str = ""


def stored(values: NDArray[np.floating] | NDArray[np.int8], rate_hz: int) -> Blocks:
    """Return the blocks of a signal that is there as a whole."""

    def blocks(spans: Iterable[Block]) -> Iterator[Floats]:
        for start_s, stop_s in spans:
            yield np.asarray(values[start_s * rate_hz : stop_s * rate_hz], dtype=np.float32)

    return blocks


def resampled(signal_uv: Floats, random: np.random.Generator, rate_hz: int, noise_uv: float) -> Blocks:
    """Return the blocks of a derivation, brought from 100 Hz to its rate, with an amplifier's noise."""
    signal = np.round(signal_uv * 20).clip(-32767, 32767).astype(np.int16)

    def blocks(spans: Iterable[Block]) -> Iterator[Floats]:
        from scipy.signal import resample_poly

        divisor = int(np.gcd(rate_hz, BRAIN_RATE_HZ))
        for start_s, stop_s in spans:
            first = max(start_s - 1, 0)
            part = signal[first * BRAIN_RATE_HZ : (stop_s + 1) * BRAIN_RATE_HZ].astype(np.float32) / 20
            faster = resample_poly(part, rate_hz // divisor, BRAIN_RATE_HZ // divisor)
            begin = (start_s - first) * rate_hz
            count = (stop_s - start_s) * rate_hz
            hiss = random.standard_normal(count, dtype=np.float32) * np.float32(noise_uv)
            yield np.asarray(faster[begin : begin + count] + hiss, dtype=np.float32)

    return blocks


def muscle(random: np.random.Generator, deviation_uv: Floats, rate_hz: int, grid_hz: int) -> Blocks:
    """Return the blocks of an EMG whose standard deviation is given on a grid."""

    def blocks(spans: Iterable[Block]) -> Iterator[Floats]:
        from scipy.signal import butter, sosfilt, sosfilt_zi

        top = min(EMG_BAND_HZ[1], 0.48 * rate_hz)
        sections = butter(2, [EMG_BAND_HZ[0], top], "bandpass", fs=rate_hz, output="sos")
        state = sosfilt_zi(sections) * 0
        unit = np.float32(np.sqrt(rate_hz / 2 / (top - EMG_BAND_HZ[0])))
        for start_s, stop_s in spans:
            count = (stop_s - start_s) * rate_hz
            noise, state = sosfilt(sections, random.standard_normal(count, dtype=np.float32), zi=state)
            at = (start_s + np.arange(count) / rate_hz) * grid_hz
            first = start_s * grid_hz
            near = deviation_uv[first : stop_s * grid_hz + 1]
            yield np.asarray(noise * unit * np.interp(at - first, np.arange(near.size), near), np.float32)

    return blocks
