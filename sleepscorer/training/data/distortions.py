"""Distortions of a recording: what amplifiers, electrodes and exports do to the signals of a night.

Laboratories export with filters of 0.3 to 1 Hz and 30 to 35 Hz, at rates from 50 Hz on, and record heart
beats, mains and noise with the EEG. The same distortions teach and measure a model.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.prescoring.features import EpochNumbers, compute
from sleepscorer.prescoring.plausibility import MOST_EPOCHS
from sleepscorer.prescoring.preparation import Preparation, cut_epochs, prepare
from sleepscorer.signals.quality import Look, is_clipped, look_at
from sleepscorer.signals.resampling import resample
from sleepscorer.simulation.artefacts import heart_beats
from sleepscorer.simulation.frames import RATE_HZ
from sleepscorer.stages import EPOCH_SECONDS

Floats = NDArray[np.float32]

EMG = 3
PREPARATION = Preparation(0.2, None)
"""Drift is taken out and nothing else: what real tables hold was computed of raw signals."""
LOW_PASS_HZ = 30.0
"""Corner of the low-pass of broadband EEG and EOG: what lies above differs between laboratories."""
_LEAST_EMG_RATE_HZ = 60.0


@dataclass(frozen=True)
class Distortion:
    """Distortion of the EEG and EOG of a night; the chin EMG is resampled with them, and has mains.

    Parameters
    ----------
    gain : float
        Negative where the polarity is turned round.
    low_hz, high_hz : float or None
        Corners of Butterworth filters.
    order : int
        Of each of them.
    zero_phase : bool
        Whether they run forwards and backwards, which doubles the order, rather than forwards alone.
    rate_hz : float
        Sampling rate of the export, at most 100 Hz.
    noise_uv, heart_uv, mains_uv : float
        Standard deviation of white noise, height of the R waves and amplitude of the mains.
    mains_hz : float
        As it is seen at 100 Hz: 50, or 40 for mains of 60 Hz that was not kept out.
    """

    gain: float = 1.0
    low_hz: float | None = None
    high_hz: float | None = None
    order: int = 4
    zero_phase: bool = False
    rate_hz: float = float(RATE_HZ)
    noise_uv: float = 0.0
    heart_uv: float = 0.0
    mains_uv: float = 0.0
    mains_hz: float = 50.0


NONE = Distortion()
TABLE = {
    "as recorded": NONE,
    "low-pass 35 Hz": Distortion(high_hz=35),
    "low-pass 30 Hz": Distortion(high_hz=30),
    "low-pass 20 Hz": Distortion(high_hz=20),
    "high-pass 1 Hz": Distortion(low_hz=1),
    "0.5 to 30 Hz": Distortion(low_hz=0.5, high_hz=30),
    "white noise 10 uV": Distortion(noise_uv=10),
    "ECG 60 uV": Distortion(heart_uv=60),
    "mains 30 uV": Distortion(mains_uv=30),
    "sampled at 64 Hz": Distortion(rate_hz=64),
    "sampled at 50 Hz": Distortion(rate_hz=50),
    "gain x 0.5": Distortion(gain=0.5),
    "gain x 4": Distortion(gain=4),
    "polarity": Distortion(gain=-1),
}
"""Distortions whose cost is measured."""


def distort(signals_uv: Floats, how: Distortion, random: np.random.Generator) -> Floats:
    """Distort the channels of a night.

    Parameters
    ----------
    signals_uv : ndarray of float32, shape (n_channels, n_samples)
        EEG, EEG, EOG and EMG, or the first of them, at 100 Hz.
    how : Distortion
    random : Generator
        Draws noise, heart beats and phases.

    Returns
    -------
    ndarray of float32, shape (n_channels, n_samples * rate_hz / 100)
        At ``how.rate_hz``.
    """
    distorted = signals_uv.copy()
    distorted[:EMG] *= np.float32(how.gain)
    size = signals_uv.shape[1]
    beats = heart_beats(random, size, how.heart_uv) if how.heart_uv else None
    times_s = np.arange(size) / RATE_HZ
    for channel in range(len(distorted)):
        if beats is not None and channel < EMG:
            distorted[channel] += beats * np.float32(1.0 if channel == 0 else random.uniform(-1, 1))
        if how.mains_uv:
            phases = 2 * np.pi * how.mains_hz * times_s + random.uniform(0.2, 0.8) * np.pi
            distorted[channel] += np.float32(how.mains_uv) * np.sin(phases).astype(np.float32)
        if how.noise_uv and channel < EMG:
            noise = random.standard_normal(size, dtype=np.float32)
            distorted[channel] += noise * np.float32(how.noise_uv)
    distorted[:EMG] = _filter(distorted[:EMG], how)
    if how.rate_hz == RATE_HZ:
        return distorted
    return np.stack([resample(signal, RATE_HZ, how.rate_hz) for signal in distorted])


def _filter(signals: Floats, how: Distortion) -> Floats:
    from scipy.signal import butter, sosfilt, sosfiltfilt

    run = sosfiltfilt if how.zero_phase else sosfilt
    for corner_hz, kind in ((how.low_hz, "highpass"), (how.high_hz, "lowpass")):
        if corner_hz:
            signals = run(butter(how.order, corner_hz, kind, fs=RATE_HZ, output="sos"), signals, axis=1)
    return np.asarray(signals, np.float32)


def look_of(eeg_uv: Floats, rate_hz: float) -> Look:
    """Look at some epochs of an EEG, as the product does."""
    size = round(EPOCH_SECONDS * rate_hz)
    n_epochs = eeg_uv.size // size
    starts = np.linspace(0, n_epochs - 1, min(MOST_EPOCHS, n_epochs)).round().astype(int) * size
    pages = [eeg_uv[start : start + size] for start in starts]
    return look_at(pages, rate_hz, is_emg=False, is_clipped=is_clipped(pages, rate_hz))


def preparation_of(eeg_uv: Floats, rate_hz: float) -> Preparation:
    """Return the preparation of a recording's EEG and EOG, given its first EEG: see :data:`LOW_PASS_HZ`."""
    return PREPARATION.low_passed(LOW_PASS_HZ if look_of(eeg_uv, rate_hz).is_broadband else None)


def numbers_of(
    signals_uv: Floats,
    n_epochs: int,
    how: Distortion = NONE,
    random: np.random.Generator | None = None,
    *,
    low_passed: bool = False,
) -> EpochNumbers:
    """Compute the numbers of a night from a distorted recording.

    Parameters
    ----------
    signals_uv : ndarray of float32, shape (n_channels, n_samples)
        EEG, EEG, EOG and EMG, or the first of them, at 100 Hz.
    n_epochs : int
    how : Distortion
    random : Generator, optional
    low_passed : bool
        Whether broadband EEG and EOG are low-passed, as the product does.
    """
    distorted = distort(signals_uv, how, random or np.random.default_rng(0))
    preparation = preparation_of(distorted[0], how.rate_hz) if low_passed else PREPARATION
    return numbers_of_prepared(distorted, n_epochs, how.rate_hz, preparation)


def numbers_of_prepared(
    signals_uv: Floats, n_epochs: int, rate_hz: float, preparation: Preparation
) -> EpochNumbers:
    """Compute the numbers of a recording as the product would.

    Parameters
    ----------
    signals_uv : ndarray of float32, shape (n_channels, n_samples)
        EEG, EEG, EOG and EMG, or the first of them.
    n_epochs : int
    rate_hz : float
    preparation : Preparation
        Of EEG and EOG.
    """
    channels: list[Floats | None] = [None] * (EMG + 1)
    for channel, signal in enumerate(signals_uv):
        if channel != EMG or rate_hz >= _LEAST_EMG_RATE_HZ:
            prepared = prepare(signal, rate_hz, PREPARATION if channel == EMG else preparation)
            channels[channel] = cut_epochs([prepared], n_epochs, RATE_HZ)[:, 0]
    return compute(channels)


_CHANCES = {
    "filter": 0.45,
    "drift": 0.35,
    "rate": 0.2,
    "noise": 0.3,
    "heart": 0.3,
    "mains": 0.25,
    "gain": 0.3,
}
"""Of each kind of distortion, in a night that is distorted at all."""
_ORDERS = (1, 2, 4, 8)
_RATES_HZ = (50.0, 60.0, 64.0, 65.0, 70.0, 80.0)


def draw_distortion(random: np.random.Generator) -> Distortion:
    """Draw a distortion to learn from, of one kind at least."""
    kinds = [kind for kind, chance in _CHANCES.items() if random.random() < chance]
    drawn = Distortion(order=int(random.choice(_ORDERS)), zero_phase=random.random() < 0.5)
    for kind in kinds or [str(random.choice(list(_CHANCES)))]:
        drawn = replace(drawn, **_draw(random, kind))
    return drawn


def _draw(random: np.random.Generator, kind: str) -> dict[str, Any]:
    """Draw what a kind of distortion sets; sizes are drawn evenly on a logarithmic scale."""
    if kind == "rate":
        return {"rate_hz": float(random.choice(_RATES_HZ))}
    if kind == "mains":
        return {"mains_uv": _even(random, 2, 60), "mains_hz": float(random.choice([40.0, 50.0]))}
    name, low, high = {
        "filter": ("high_hz", 15, 48),
        "drift": ("low_hz", 0.3, 1.6),
        "noise": ("noise_uv", 1, 14),
        "heart": ("heart_uv", 8, 100),
        "gain": ("gain", 0.4, 2.5),
    }[kind]
    return {name: _even(random, low, high)}


def _even(random: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(random.uniform(np.log(low), np.log(high))))
