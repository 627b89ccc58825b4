"""Whether the samples of the EEG can be microvolts: with a wrong unit, a model's stages mean nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Derivation, Role
from sleepscorer.errors import RecordingError
from sleepscorer.recording.base import Recording
from sleepscorer.stages import EPOCH_SECONDS

LEAST_UV, MOST_UV = 0.05, 3_000.0
"""Standard deviation of 30 s below and above which nothing is an EEG, whatever the amplifier."""

_PAGES = 15


def check_scale(recording: Recording) -> tuple[str, ...]:
    """Look at some epochs of each EEG.

    Parameters
    ----------
    recording : Recording

    Returns
    -------
    tuple of str
        A sentence on each trace that cannot be an EEG in microvolts, where another one can.

    Raises
    ------
    RecordingError
        If no EEG can be one, but some hold a signal: their unit must be wrong.
    """
    traces = [trace for trace in recording.traces if _is_eeg(recording, trace)]
    spreads = _spreads(recording, traces)
    wrong = [
        _sentence(trace.label, spread)
        for trace, spread in zip(traces, spreads, strict=True)
        if 0 < spread < LEAST_UV or spread > MOST_UV
    ]
    if wrong and not any(LEAST_UV <= spread <= MOST_UV for spread in spreads):
        raise RecordingError(f"{recording.path}: {wrong[0]}")
    return tuple(wrong)


def _is_eeg(recording: Recording, trace: Derivation) -> bool:
    return trace.role is Role.EEG and recording.channels[trace.channel].unit == "uV"


def _spreads(recording: Recording, traces: Sequence[Derivation]) -> list[float]:
    """Median standard deviation of an epoch of each trace; 0 where none holds a signal."""
    starts = np.linspace(0, max(0.0, recording.duration_s - EPOCH_SECONDS), _PAGES)
    pages = [recording.read_derivations(traces, float(start), EPOCH_SECONDS) for start in starts]
    return [_median([_spread(page[place]) for page in pages]) for place in range(len(traces))]


def _spread(samples: NDArray[np.float32]) -> float:
    known = samples[np.isfinite(samples)].astype(float)
    return float(known.std()) if known.size else 0.0


def _median(spreads: Sequence[float]) -> float:
    held = [spread for spread in spreads if spread > 0]
    return float(np.median(held)) if held else 0.0


def _sentence(label: str, spread: float) -> str:
    return (
        f"{label} varies by {spread:.2g} uV within 30 s (standard deviation), as no EEG does; put its unit "
        "or scale right at its source."
    )
