"""Traces that events are found on: chosen by role, read at the rate that each needs, refused where dead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channel_words import fold, names
from sleepscorer.channels import Derivation, Role
from sleepscorer.messages import Message
from sleepscorer.prescoring.prescore import read_resampled
from sleepscorer.recording import Recording
from sleepscorer.signals.filters import band_pass
from sleepscorer.stages import EPOCH_SECONDS

Floats = NDArray[np.float32]
Tell = Callable[[str], None]

BREATH_HZ = 10
"""Rate at which breathing is read."""
BREATH_PASS_HZ = 1.5
"""Corner of the low pass before: breathing is under it, heart beat and snoring are above."""
ALIVE_SHARE = 0.05
"""Share of the epochs in which a trace has to move at all."""
_BLOCK_S = 3600
_LEAST_PRESSURE = 2.0
"""cmH2O from which on the mask is on."""
_BRIDGED, _SHORTEST = 10, 20
"""Epochs without pressure that end no therapy (5 min), and the least of a part of the night (10 min)."""


@dataclass(frozen=True, eq=False)
class ReadTrace:
    """A trace with the samples of the whole night.

    Attributes
    ----------
    trace : Derivation
    values : ndarray of float32, shape (n_epochs * 30 * rate_hz,)
        In the trace's unit; NaN where there are no samples.
    rate_hz : float
    """

    trace: Derivation
    values: Floats
    rate_hz: float

    def lacks_samples(self, start_s: float, stop_s: float) -> bool:
        """Return whether a sample is missing between two times."""
        first, last = int(start_s * self.rate_hz), int(np.ceil(stop_s * self.rate_hz))
        return bool(np.isnan(self.values[max(first, 0) : last]).any())


def traces_of(recording: Recording, roles: Iterable[Role]) -> list[Derivation]:
    """Return the traces of some roles, in the order of the roles and then of the file."""
    return [trace for role in roles for trace in recording.traces if trace.role is role]


def thermistor_traces(recording: Recording) -> list[Derivation]:
    """Return the traces that can be an oronasal thermistor.

    A channel of breathing that is only called ``Flow`` is one where the header's transducer says so, or
    where a nasal pressure stands beside it (the two sensors that the AASM Manual recommends together).
    """
    certain = traces_of(recording, [Role.THERMISTOR])
    has_pressure = bool(traces_of(recording, [Role.NASAL_PRESSURE]))
    loose = [
        trace
        for trace in plain_flow_traces(recording)
        if names("thermistor", fold(recording.channels[trace.channel].transducer)) or has_pressure
    ]
    return [*certain, *loose]


def plain_flow_traces(recording: Recording) -> list[Derivation]:
    """Return the traces of breathing whose label says that it is a flow, but not how it is measured."""
    return [
        trace
        for trace in traces_of(recording, [Role.RESPIRATION])
        if names("flow", fold(trace.label)) or "airflow" in fold(trace.label)
    ]


def read_breathing(
    recording: Recording, candidates: Sequence[Derivation], tell: Tell, *, low_pass: bool = True
) -> ReadTrace | None:
    """Read the first trace that breathes, at 10 Hz; those before it that do not are told of."""
    for trace in candidates:
        values = read_resampled(recording, (trace,), BREATH_HZ)[0]
        if _moves(values, BREATH_HZ):
            passed = band_pass(values, BREATH_HZ, None, BREATH_PASS_HZ) if low_pass else values
            return ReadTrace(trace, passed, BREATH_HZ)
        tell(Message("{channel} was not used: it holds no signal.", channel=trace.label))
    return None


def read_meter(
    recording: Recording, role: Role, tell: Tell, *, within: tuple[float, float] | None = None
) -> ReadTrace | None:
    """Read the first trace of a meter that tells numbers: each holds until the next, none is interpolated.

    Parameters
    ----------
    recording : Recording
    role : Role
    tell : callable
    within : (float, float), optional
        What a twentieth of the night has to lie between.
    """
    for trace in traces_of(recording, [role]):
        values = _held(recording, trace)
        low, high = within or (-np.inf, np.inf)
        if ((values >= low) & (values <= high)).mean() >= ALIVE_SHARE:
            return ReadTrace(trace, values, BREATH_HZ)
        tell(Message("{channel} was not used: it holds no signal.", channel=trace.label))
    return None


def _held(recording: Recording, trace: Derivation) -> Floats:
    """Read a trace at 10 Hz, each sample repeated until the next."""
    length, rate_hz = recording.n_epochs * EPOCH_SECONDS, recording.rate_of(trace)
    values = np.empty(length * BREATH_HZ, np.float32)
    for start in range(0, length, _BLOCK_S):
        seconds = min(_BLOCK_S, length - start)
        page = recording.read_derivation(trace, start, seconds)
        at = np.arange(seconds * BREATH_HZ) * (rate_hz / BREATH_HZ)
        held = page[np.minimum((at + 1e-6).astype(np.int64), page.size - 1)]
        values[start * BREATH_HZ : (start + seconds) * BREATH_HZ] = held
    # A meter tells tenths at the finest; the steps of the file would make a fall of 3 % one of 2.9996 %.
    return np.round(values, 1)


def _moves(values: Floats, rate_hz: float) -> bool:
    """Return whether a trace moves in a twentieth of its epochs: by more than a thousandth of its range."""
    return bool((_spreads(values, rate_hz) > 0).mean() >= ALIVE_SHARE)


def _spreads(values: Floats, rate_hz: float) -> Floats:
    """Return the inter-quartile range of each epoch, 0 where it is next to nothing or unknown."""
    length = round(EPOCH_SECONDS * rate_hz)
    epochs = values[: values.size // length * length].reshape(-1, length)
    if not len(epochs):
        return np.zeros(0, np.float32)
    low, high = np.percentile(np.nan_to_num(epochs), [25, 75], axis=1)
    spread = np.asarray(high - low, np.float32)
    return np.where(spread > 1e-3 * np.percentile(spread, 95), spread, np.float32(0))


@dataclass(frozen=True)
class NightPart:
    """Part of a night with the sensors of its own.

    Attributes
    ----------
    first, stop : int
        Epochs (0-based).
    is_therapy : bool
        Whether CPAP is on.
    """

    first: int
    stop: int
    is_therapy: bool


def parts_of_night(recording: Recording) -> tuple[NightPart, ...]:
    """Return the parts of a night with and without CPAP; one part where nothing of it is recorded."""
    n_epochs = recording.n_epochs
    under = _under_pressure(recording)
    if under is None:
        return (NightPart(0, n_epochs, False),)
    for state, least in ((False, _BRIDGED), (True, _SHORTEST), (False, _SHORTEST)):
        for first, stop, value in _runs(under):
            if value == state and stop - first < least and stop - first < n_epochs:
                under[first:stop] = not state
    return tuple(NightPart(*run) for run in _runs(under))


def _under_pressure(recording: Recording) -> NDArray[np.bool_] | None:
    pressures = traces_of(recording, [Role.CPAP_PRESSURE])
    length = EPOCH_SECONDS * BREATH_HZ
    if pressures:
        values = _held(recording, pressures[0]).reshape(-1, length)
        return np.asarray(np.nan_to_num(np.median(values, axis=1)) > _LEAST_PRESSURE)
    flows = traces_of(recording, [Role.CPAP_FLOW])
    if not flows:
        return None
    spread = _spreads(read_resampled(recording, (flows[0],), BREATH_HZ)[0], BREATH_HZ)
    return np.asarray(spread > 0.1 * np.percentile(spread, 95))


def _runs(states: NDArray[np.bool_]) -> list[tuple[int, int, bool]]:
    edges = [0, *(np.flatnonzero(np.diff(states)) + 1).tolist(), len(states)]
    return [(a, b, bool(states[a])) for a, b in pairwise(edges) if b > a]
