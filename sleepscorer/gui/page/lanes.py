"""Lanes of a night: the traces laid out, and how each is drawn."""

from __future__ import annotations

from dataclasses import replace

from sleepscorer.body_positions import USUAL_CODES, BodyPosition, codes_in
from sleepscorer.channel_roles import Role, Scale
from sleepscorer.channels import Derivation
from sleepscorer.errors import RecordingError
from sleepscorer.gui.i18n.labels import position_name
from sleepscorer.gui.page.fits import FIRST_LOOKS, LOOKS, Fit, NightFits, fit_trace, shared
from sleepscorer.gui.page.pages import DisplayBand, band_of
from sleepscorer.gui.page.traces.lane import RANGE_FILL, TraceLane, TraceShape
from sleepscorer.gui.session.session import Session
from sleepscorer.montages import Montage, MontageTrace, resolve
from sleepscorer.settings import DeviceSettings, TraceSettings

RAW_RATE_HZ = 20.0
"""Rate under which a voltage is an envelope, not a wave to measure in microvolts per millimetre."""
_ORDER = {role: index for index, role in enumerate(Role)}


class LaneMaker:
    """Makes the lanes of one night, for whatever montage.

    Parameters
    ----------
    session : Session
    night : NightFits
        What is measured of the night in the background.
    """

    def __init__(self, session: Session, night: NightFits) -> None:
        self._session = session
        self._night = night
        self._first: dict[Derivation, Fit] = {}

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
        """Return the traces of a montage that there are, or those of the recording, hidden ones too.

        Those of the recording are grouped by their roles, from EEG to body position.
        """
        if montage is None:
            grouped = sorted(self._session.recording.traces, key=lambda trace: _ORDER[trace.role])
            return [(trace, None) for trace in grouped]
        return list(resolve(montage, self._session.recording)[0])

    def hidden(self, montage: Montage | None) -> list[Derivation]:
        """Return the traces that there are and that are hidden."""
        return [trace for trace, _ in self.traces(montage) if self.is_hidden(trace)]

    def lanes(self, montage: Montage | None) -> list[TraceLane]:
        """Return the lanes of the traces that are not hidden; what is unknown of them is to be measured."""
        shown = [(trace, asked) for trace, asked in self.traces(montage) if not self.is_hidden(trace)]
        lanes = [self._lane(trace, asked) for trace, asked in shown]
        self._night.want({lane.trace: lane.band for lane in lanes if self._is_fit(lane)})
        return lanes

    def remember(self) -> None:
        """Remember what was measured for the next night of the device, which then stands at once."""
        for trace, fit in self._night.fits.items():
            if trace.role.type.scale in (Scale.BREATHING, Scale.LOUDNESS):
                self._device.fits[trace.label] = [fit.centre, fit.half]

    def _lane(self, trace: Derivation, asked: MontageTrace | None) -> TraceLane:
        channel = self._session.recording.channels[trace.channel]
        kept, row = self.settings_of(trace), trace.role.type
        lane = TraceLane(trace, channel.unit, kept.gain, kept.inverted, scale=row.scale, weight=row.weight)
        band = band_of(self._session.settings, trace, asked).within(channel.sampling_rate_hz)
        lane.band = replace(band, physical=row.physical)
        if asked is not None:
            self._ask(lane, asked)
        if asked is not None and asked.uv_per_mm and channel.unit == "uV":
            self._fix(lane, asked.uv_per_mm)
            return lane
        is_wave = channel.unit == "uV" and channel.sampling_rate_hz >= RAW_RATE_HZ
        if lane.scale in (Scale.MICROVOLTS, Scale.OWN) and trace.role is not Role.PLETH:
            lane.scale = Scale.MICROVOLTS if is_wave else Scale.OWN
        elif lane.scale is Scale.AMPLITUDE and not is_wave:
            lane.scale = Scale.OWN
        if lane.is_absolute:
            lane.scale = Scale.RANGE
        elif lane.scale is Scale.AMPLITUDE and row.axis is not None:
            lane.half = row.axis[1]
        elif lane.scale is not Scale.MICROVOLTS:
            self.fit(lane)
        return lane

    @staticmethod
    def _ask(lane: TraceLane, asked: MontageTrace) -> None:
        """Give a lane what its montage asks for."""
        lane.colour, lane.gain = asked.colour, lane.gain * asked.gain
        lane.weight, lane.is_height_asked = asked.height or lane.weight, asked.height is not None
        if asked.lowest is not None and asked.highest is not None:
            lane.is_absolute = True
            lane.centre = (asked.highest + asked.lowest) / 2
            lane.half = (asked.highest - asked.lowest) / 2 / RANGE_FILL

    @staticmethod
    def _fix(lane: TraceLane, uv_per_mm: float) -> None:
        """Draw a voltage at a scale of its own, about the middle of its page where it has an offset."""
        is_about_middle = lane.scale is Scale.BREATHING and lane.band.low_hz is None
        lane.scale, lane.uv_per_mm = Scale.MICROVOLTS, uv_per_mm
        lane.shape = TraceShape.CENTRED if is_about_middle else TraceShape.LINE

    def _is_fit(self, lane: TraceLane) -> bool:
        return not lane.is_absolute and lane.scale not in (Scale.MICROVOLTS, Scale.AMPLITUDE)

    def fit(self, lane: TraceLane) -> None:
        """Scale a lane by what is known of its trace in this night, else on this device."""
        if not self._is_fit(lane):
            return
        fit, row = self._fit(lane.trace, lane.band), lane.trace.role.type
        lane.centre, lane.half, lane.levels = fit.centre, fit.half, ()
        if lane.scale in (Scale.RANGE, Scale.WORDS) and not fit.fits_role:
            lane.scale, lane.shape = Scale.OWN, TraceShape.LINE
            lane.band = replace(lane.band, physical=None)
        elif lane.scale is Scale.WORDS:
            lane.shape = TraceShape.BLOCKS
            codes, lane.are_codes_assumed = self.codes_of(lane.trace)
            doubt = "?" if lane.are_codes_assumed else ""
            lane.words = {code: position_name(position) + doubt for code, position in codes.items()}
        elif lane.scale is Scale.RANGE:
            lane.shape = TraceShape.STEPS if row.stepped else TraceShape.LINE
            lane.levels = row.levels
            lane.half /= RANGE_FILL
        elif lane.scale is Scale.BREATHING and lane.band.low_hz is None:
            lane.shape = TraceShape.CENTRED

    def codes_of(self, trace: Derivation) -> tuple[dict[int, BodyPosition], bool]:
        """Return what the codes of a position stand for, and whether that is only assumed."""
        chosen = self._session.settings.chosen_positions(*self._recorder)
        if chosen:
            return chosen, False
        channel = self._session.recording.channels[trace.channel]
        of_header = codes_in(channel.transducer) or codes_in(channel.prefiltering)
        return (of_header, False) if of_header else (USUAL_CODES, True)

    def position_codes(self) -> tuple[list[int], dict[int, BodyPosition]]:
        """Return the codes of the body position that were met or are known, and what is known of them."""
        traces = [trace for trace in self._session.recording.traces if trace.role is Role.POSITION]
        known = self.codes_of(traces[0])[0] if traces else USUAL_CODES
        met = {
            code for trace in traces if trace in self._night.fits for code in self._night.fits[trace].codes
        }
        return sorted(met | set(known)), known

    def unnamed_codes(self) -> list[int]:
        """Return the codes of the body position that were met and of which nobody has told anything."""
        words = self._session.settings.position_words(*self._recorder)
        untold = set()
        for trace, fit in self._night.fits.items():
            if trace.role is Role.POSITION and fit.fits_role:
                known, is_assumed = self.codes_of(trace)
                untold |= {code for code in fit.codes if is_assumed or code not in known}
        return sorted(code for code in untold if str(code) not in words)

    @property
    def _recorder(self) -> tuple[str, str]:
        return self._session.recording.recorder, self._session.recording.device

    def _fit(self, trace: Derivation, band: DisplayBand) -> Fit:
        if trace in self._night.fits:
            return self._night.fits[trace]
        kept = self._device.fits.get(trace.label)
        if kept is not None and trace.role.type.scale in (Scale.BREATHING, Scale.LOUDNESS):
            return Fit(kept[0], kept[1])
        if trace not in self._first:
            recording = self._session.recording
            # Snoring comes and goes: a few minutes may hold none, and the scale would then jump.
            looks = LOOKS if trace.role.type.scale is Scale.LOUDNESS else FIRST_LOOKS
            try:
                self._first[trace] = fit_trace(recording, trace, band, looks)
            except RecordingError:  # said where a page is wanted
                return Fit(0.0, 1.0)
            units = {other: recording.channels[other.channel].unit for other in self._first}
            self._first = shared(self._first, units)
        return self._first[trace]
