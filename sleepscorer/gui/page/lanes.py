"""Lanes of a night: the traces laid out, and how each is drawn."""

from __future__ import annotations

from sleepscorer.channels import Derivation
from sleepscorer.gui.page.pages import band_of, typical_range
from sleepscorer.gui.page.traces import TraceLane
from sleepscorer.gui.session.session import Session
from sleepscorer.montages import Montage, MontageTrace, resolve
from sleepscorer.settings import DeviceSettings, TraceSettings

RAW_RATE_HZ = 20.0
"""Rate under which a voltage is an envelope, not a wave to measure in microvolts per millimetre."""


class LaneMaker:
    """Makes the lanes of one night, for whatever montage.

    Parameters
    ----------
    session : Session
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ranges: dict[Derivation, tuple[float, float]] = {}

    @property
    def _device(self) -> DeviceSettings:
        return self._session.settings.device(self._session.recording.device)

    def settings_of(self, trace: Derivation) -> TraceSettings:
        """Return what is remembered of a trace on this device."""
        return self._device.traces.setdefault(trace.label, TraceSettings())

    def is_hidden(self, trace: Derivation) -> bool:
        """Tell whether a trace is hidden: as chosen, else as its role or its montage suggests.

        A recording of which no channel is known is shown all, for an empty page helps nobody.
        """
        hidden = self.settings_of(trace).hidden
        if hidden is not None:
            return hidden
        return not trace.shown and any(other.shown for other in self._session.recording.traces)

    def traces(self, montage: Montage | None) -> list[tuple[Derivation, MontageTrace | None]]:
        """Return the traces of a montage that there are, or those of the recording, hidden ones too."""
        if montage is None:
            return [(trace, None) for trace in self._session.recording.traces]
        return list(resolve(montage, self._session.recording)[0])

    def lanes(self, montage: Montage | None) -> list[TraceLane]:
        """Return the lanes of the traces that are not hidden."""
        return [
            self._lane(trace, asked) for trace, asked in self.traces(montage) if not self.is_hidden(trace)
        ]

    def _lane(self, trace: Derivation, asked: MontageTrace | None) -> TraceLane:
        channel = self._session.recording.channels[trace.channel]
        kept = self.settings_of(trace)
        lane = TraceLane(trace, channel.unit, kept.gain, kept.inverted)
        lane.band = band_of(self._session.settings, trace, asked).within(channel.sampling_rate_hz)
        if channel.unit != "uV" or channel.sampling_rate_hz < RAW_RATE_HZ:
            lane.centre, lane.spread = self._range(trace)
        if asked is not None:
            lane.colour, lane.gain = asked.colour, lane.gain * asked.gain
        return lane

    def _range(self, trace: Derivation) -> tuple[float, float]:
        if trace not in self._ranges:
            self._ranges[trace] = typical_range(self._session.recording, trace)
        return self._ranges[trace]
