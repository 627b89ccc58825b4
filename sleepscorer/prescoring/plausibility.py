"""Plausibility of channels: whether they can be what their labels and units say, before a model is asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import MIN_MODEL_RATE_HZ, Derivation, Role
from sleepscorer.messages import Message
from sleepscorer.recording import Recording
from sleepscorer.signals.quality import Look, Unfit, is_clipped, look_at
from sleepscorer.stages import EPOCH_SECONDS

MOST_EPOCHS = 21
"""Looked at, evenly spaced: a stretch of a twentieth of the night holds one of them."""
POOR_SHARE = 0.25
"""Share of bad epochs from which on a trace gives way to another of its kind."""
NOISE_UV = 4.0
"""Noise from which on it does, too: in this band the EEG of a sleeper varies by 1 to 2 uV."""
USUAL_UV = {Role.EEG: (3.0, 60.0), Role.EOG: (1.0, 60.0)}
"""Standard deviation within a second that a quarter of a night's seconds reach, from below and from above."""
_AT_ONCE = 16
"""Traces held in memory together."""


def carries_signal(recording: Recording, trace: Derivation) -> bool:
    """Return whether a trace is a voltage, recorded fast enough to be scored from."""
    channel = recording.channels[trace.channel]
    return (
        trace.role in MIN_MODEL_RATE_HZ
        and channel.unit == "uV"
        and channel.sampling_rate_hz >= MIN_MODEL_RATE_HZ[trace.role]
    )


def look_at_traces(recording: Recording) -> dict[Derivation, Look]:
    """Look at some epochs of every EEG, EOG and EMG that a model could be fed.

    Parameters
    ----------
    recording : Recording

    Returns
    -------
    dict of Derivation to Look
        Of the traces that :func:`carries_signal` is true of.

    Raises
    ------
    RecordingError
        If the file can no longer be read.
    """
    traces = [trace for trace in recording.traces if carries_signal(recording, trace)]
    if recording.n_epochs == 0:
        return {}
    count = min(MOST_EPOCHS, recording.n_epochs)
    epochs = np.linspace(0, recording.n_epochs - 1, count).round()
    looks: dict[Derivation, Look] = {}
    for first in range(0, len(traces), _AT_ONCE):
        looks |= _look(recording, traces[first : first + _AT_ONCE], epochs * EPOCH_SECONDS)
    return looks


def _look(
    recording: Recording, traces: Sequence[Derivation], starts_s: NDArray[np.floating]
) -> dict[Derivation, Look]:
    channels = sorted({channel for trace in traces for channel in trace.channels})
    alone = [Derivation("", Role.OTHER, channel) for channel in channels]
    read = [recording.read_derivations([*traces, *alone], float(start), EPOCH_SECONDS) for start in starts_s]
    pages = list(zip(*read, strict=True))
    clipped = {
        channel
        for channel, page in zip(channels, pages[len(traces) :], strict=True)
        if is_clipped(page, recording.channels[channel].sampling_rate_hz)
    }
    return {
        trace: look_at(
            page,
            recording.rate_of(trace),
            is_emg=trace.role is Role.EMG,
            is_clipped=not clipped.isdisjoint(trace.channels),
        )
        for trace, page in zip(traces, pages, strict=False)
    }


def why_not(label: str, look: Look, range_uv: tuple[float, float]) -> str | None:
    """Return why a model that takes a range does without a trace; None where it takes it."""
    if look.unfit is Unfit.FLAT:
        return Message("{channel} was not used: it holds no signal.", channel=label)
    if look.unfit is Unfit.CLIPPED:
        return Message(
            "{channel} was not used: it is cut off at the limits of its amplifier or file.", channel=label
        )
    if look.unfit is Unfit.ENVELOPE:
        return Message(
            "{channel} was not used: it is an envelope or a copy of coarser samples, not a raw signal.",
            channel=label,
        )
    if look.lies_in(range_uv):
        return None
    spread, low, high = (float(f"{value:.2g}") for value in (look.quartiles_uv[1], *range_uv))
    return Message(
        "{channel} was not used: it varies by {spread:g} uV within 1 s (standard "
        "deviation) where {low:g} to {high:g} uV are taken; put its unit or scale right at "
        "its source.",
        channel=label,
        spread=spread,
        low=low,
        high=high,
    )


def why_doubtful(trace: Derivation, look: Look) -> str | None:
    """Return why the unit of a trace is in doubt that a model takes whatever its size; None where it is not.

    The range is what EEG and EOG of sleepers have, of children too; chin EMG has none.
    """
    if trace.role not in USUAL_UV or look.lies_in(USUAL_UV[trace.role]):
        return None
    spread, low, high = (float(f"{value:.2g}") for value in (look.quartiles_uv[1], *USUAL_UV[trace.role]))
    return Message(
        "{channel} varies by {spread:g} uV within 1 s (standard deviation) where {low:g} to {high:g} uV are "
        "usual; it was scored nevertheless, but check its unit and scale at its source.",
        channel=trace.label,
        spread=spread,
        low=low,
        high=high,
    )


def is_poor(look: Look | None) -> bool:
    """Return whether a trace gives way to another of its kind; it is used where there is none."""
    return look is not None and (look.bad_share > POOR_SHARE or look.noise_uv > NOISE_UV)


def why_poor(label: str, look: Look) -> str:
    """Return why a trace gave way to another of its kind."""
    if look.bad_share > POOR_SHARE:
        return Message(
            "{channel} gave way to a better channel of its kind: {percent:.0f} % of the epochs looked at are "
            "flat, cut off, missing or far too large.",
            channel=label,
            percent=100 * look.bad_share,
        )
    return Message(
        "{channel} gave way to a better channel of its kind: it holds noise of {noise:.1f} uV (30 to 45 Hz).",
        channel=label,
        noise=look.noise_uv,
    )
