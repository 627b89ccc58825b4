"""Signals of a night second by second: saturation, pulse, pressure, position and snoring.

They are read once, channel by channel and block by block; a whole night at its full rate is never held.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sleepscorer.body_positions import USUAL_CODES, BodyPosition, codes_in
from sleepscorer.channel_roles import Role
from sleepscorer.recording import Channel, Recording

Seconds = NDArray[np.float32]
"""A value for each second of a recording, shape (n_seconds,); NaN where there is none."""

ROLES = (Role.SPO2, Role.PULSE, Role.CPAP_PRESSURE, Role.POSITION, Role.SNORE)
"""Roles of the channels that statistics are made of."""
LEGS = (Role.LEG, Role.LEG_LEFT, Role.LEG_RIGHT)
LOUD = (Role.SNORE, *LEGS)
"""Roles of which the loudness is kept."""
BLOCK_SAMPLES = 1 << 18
LEAST_SHARE = 0.01
"""Share of the night that a channel must have measured to be used."""
LOUDER = 4.0
"""Times the loudness of the quiet third of the night from which on it is snoring."""
BETWEEN_SNORES_S = 4
"""Breathing in is snored, breathing out is not: a pause between two snores that counts as snored through."""


@dataclass(frozen=True)
class NightSignals:
    """Signals of a night, a value for each second.

    Attributes
    ----------
    n_seconds : int
        Whole seconds of the recording.
    values : mapping of Role to ndarray of float32, shape (n_seconds,)
        SpO2 in per cent, pulse per minute, pressure in cmH2O, position as its code, snoring and legs as root
        mean square in the channel's unit; NaN in gaps, and where what was recorded is no measurement, as
        while a probe is off.
    labels : mapping of Role to str
        Channel that each was read from.
    positions : mapping of int to BodyPosition
        What the codes of the position stand for.
    are_codes_assumed : bool
        Whether nothing and nobody told what they stand for.
    """

    n_seconds: int
    values: Mapping[Role, Seconds] = field(default_factory=dict)
    labels: Mapping[Role, str] = field(default_factory=dict)
    positions: Mapping[int, BodyPosition] = field(default_factory=lambda: dict(USUAL_CODES))
    are_codes_assumed: bool = False

    def of(self, role: Role) -> Seconds | None:
        """Return the values of a role; None where no channel measured it."""
        return self.values.get(role)

    def in_position(self, position: BodyPosition) -> NDArray[np.bool_] | None:
        """Return the seconds in a position, shape (n_seconds,); None where no channel tells it."""
        codes = self.of(Role.POSITION)
        if codes is None:
            return None
        return np.isin(np.round(codes), [code for code, name in self.positions.items() if name is position])

    @cached_property
    def snored(self) -> NDArray[np.bool_] | None:
        """Seconds that are snored through, shape (n_seconds,); None without such a channel.

        No manual defines snoring by its loudness: a second counts that is four times as loud as the quiet
        third of the night, and with it pauses of up to 4 s, in which is breathed out.
        """
        loudness = self.of(Role.SNORE)
        if loudness is None:
            return None
        known = loudness[np.isfinite(loudness)]
        loud = np.nan_to_num(loudness) > LOUDER * float(np.percentile(known, 33))
        snores = np.flatnonzero(loud)
        snored = loud.copy()
        for first, second in pairwise(snores.tolist()):
            if second - first <= BETWEEN_SNORES_S + 1:
                snored[first:second] = True
        return snored

    @cached_property
    def steady_pressure(self) -> Seconds | None:
        """Pressure in whole cmH2O without its swing with each breath; None where no channel measured it."""
        pressure = self.of(Role.CPAP_PRESSURE)
        return None if pressure is None else np.round(_steady(pressure))


def read_night_signals(
    recording: Recording,
    positions: Mapping[int, BodyPosition] | None = None,
    roles: Sequence[Role] = ROLES,
    cancelled: Callable[[], bool] = lambda: False,
) -> NightSignals:
    """Read the signals of a night by the roles of its channels.

    Of several channels of a role the one that has measured most is read from.

    Parameters
    ----------
    recording : Recording
    positions : mapping of int to BodyPosition, optional
        Codes of the position as a person told them; else those of the header, else the usual ones.
    roles : sequence of Role
        What is read; the EMG of the legs, which no statistic needs, only on demand.
    cancelled : callable
        Looked at between blocks; what was read until then is returned.

    Returns
    -------
    NightSignals

    Raises
    ------
    RecordingError
        If the file can no longer be read.
    """
    n_seconds = int(recording.duration_s)
    values: dict[Role, Seconds] = {}
    channels: dict[Role, Channel] = {}
    for channel in recording.channels:
        if channel.role not in roles or cancelled():
            continue
        seconds = _measured(channel.role, _read_seconds(recording, channel, n_seconds, cancelled))
        share = float(np.isfinite(seconds).mean()) if seconds.size else 0.0
        best = values.get(channel.role)
        if share >= LEAST_SHARE and (best is None or share > float(np.isfinite(best).mean())):
            values[channel.role], channels[channel.role] = seconds, channel
    position = channels.get(Role.POSITION)
    of_header = codes_in(position.transducer) or codes_in(position.prefiltering) if position else {}
    return NightSignals(
        n_seconds,
        values,
        {role: channel.label for role, channel in channels.items()},
        dict(positions or of_header or USUAL_CODES),
        are_codes_assumed=position is not None and not (positions or of_header),
    )


def _read_seconds(
    recording: Recording, channel: Channel, n_seconds: int, cancelled: Callable[[], bool]
) -> Seconds:
    seconds = np.full(n_seconds, np.nan, np.float32)
    block = max(int(BLOCK_SAMPLES / channel.sampling_rate_hz) // 60 * 60, 60)
    for start in range(0, n_seconds, block):
        if cancelled():
            break
        stop = min(start + block, n_seconds)
        samples = recording.read(channel.index, float(start), float(stop - start))
        seconds[start:stop] = _reduced(samples, channel, stop - start)
    return seconds


def _reduced(samples: Seconds, channel: Channel, n_seconds: int) -> Seconds:
    """Reduce samples to a value a second: loudness and pressure over all samples, else the middle sample."""
    rate_hz = channel.sampling_rate_hz
    if samples.size == 0:
        return np.full(n_seconds, np.nan, np.float32)
    per_second = int(rate_hz)
    is_mean = channel.role in (*LOUD, Role.CPAP_PRESSURE) and per_second == rate_hz and per_second > 1
    if is_mean and samples.size == n_seconds * per_second:
        parts = samples.reshape(n_seconds, per_second)
        if channel.role in LOUD:
            centred = parts - parts.mean(axis=1, keepdims=True)
            return np.asarray(np.sqrt((centred**2).mean(axis=1)), np.float32)
        return np.asarray(parts.mean(axis=1), np.float32)
    middles = ((np.arange(n_seconds) + 0.5) * rate_hz).astype(np.intp)
    return np.asarray(samples[np.minimum(middles, samples.size - 1)], np.float32)


def _measured(role: Role, seconds: Seconds) -> Seconds:
    """Return the values with a gap wherever what was recorded can be no measurement.

    Meters tell whole numbers or tenths; what EDF's 16 bits add to them would put 90 % below 90 %.
    """
    physical = role.type.physical
    if physical is None:
        return seconds
    seconds = np.round(seconds, 1)
    with np.errstate(invalid="ignore"):
        return np.where((seconds >= physical[0]) & (seconds <= physical[1]), seconds, np.float32(np.nan))


def _steady(values: Seconds, breath_s: int = 5, width_s: int = 15) -> Seconds:
    """Return the median over some breaths of what is averaged over one, shape (n_seconds,); NaN stays."""
    filled = np.pad(np.nan_to_num(values, nan=0.0), breath_s // 2, mode="edge")
    averaged = np.convolve(filled, np.full(breath_s, 1 / breath_s), "valid")
    padded = np.pad(averaged, width_s // 2, mode="edge")
    medians = np.median(np.lib.stride_tricks.sliding_window_view(padded, width_s), axis=1)
    return np.where(np.isfinite(values), medians, np.nan).astype(np.float32)
