"""A short clinical recording with known values, for tests of how channels are drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from edfio import Edf, EdfSignal, Recording

SECONDS = 1800
PROBE_OFF_S = (600, 660)
NADIR = 62.0
CODES = "1=supine 2=left 3=right 9=tent"


def _signal(
    values: np.ndarray, label: str, unit: str, limits: tuple[float, float], text: str = ""
) -> EdfSignal:
    rate = values.size / SECONDS
    return EdfSignal(
        values, rate, label=label, physical_dimension=unit, physical_range=limits, transducer_type=text
    )


def write_clinical(
    path: Path,
    codes: str = "",
    *,
    without: str = "",
    position_at_end: int = 7,
    with_snore: Callable[[np.ndarray], np.ndarray] | None = None,
) -> Path:
    """Write half an hour of a night: the order in the file is not that of the page.

    Breathing is 0.25 Hz, of 200 uV from peak to peak at the thorax and 100 uV at the abdomen. The saturation
    is 96 %, falls to ``NADIR`` at 1200 s, and is 0 while the probe is off. The position goes from 2 to 1 at
    900 s and to 7 at 1500 s.

    Parameters
    ----------
    path : Path
    codes : str
        What the header tells of the position.
    without : str
        Label of a channel that is left out.
    position_at_end : int
    with_snore : callable, optional
        Microvolts of snoring at seconds of the night.
    """
    random = np.random.default_rng(5)
    fast, slow = np.arange(SECONDS * 64) / 64, np.arange(SECONDS)
    breath = np.sin(2 * np.pi * 0.25 * fast)
    saturation = np.full(SECONDS, 96.0)
    saturation[1200:1230] = NADIR
    saturation[slice(*PROBE_OFF_S)] = 0.0
    position = np.select([slow < 900, slow < 1500], [2, 1], position_at_end).astype(float)
    signals = [
        _signal(np.linspace(98, 90, SECONDS), "Battery", "%", (0, 100)),
        _signal(position, "Position", "", (0, 255), codes),
        _signal(saturation, "SpO2", "%", (0, 102)),
        _signal(np.full(SECONDS, 61.0), "Pulse", "bpm", (0, 255)),
        _signal(100 * breath + 400, "Thorax", "uV", (-2000, 2000)),
        _signal(50 * breath, "Abdomen", "uV", (-2000, 2000)),
        _signal(30 * random.standard_normal(SECONDS * 64), "Leg L", "uV", (-1000, 1000)),
        _signal(20 * random.standard_normal(SECONDS * 64), "C4-M1", "uV", (-500, 500)),
    ]
    if with_snore is not None:
        signals.append(_signal(with_snore(fast), "Snore", "uV", (-500, 500)))
    kept = [signal for signal in signals if signal.label != without]
    Edf(kept, recording=Recording(equipment_code="Recorder")).write(path)
    return path
