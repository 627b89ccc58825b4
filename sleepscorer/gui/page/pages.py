"""Pages of signal, filtered by role and ready to draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Derivation, Role
from sleepscorer.gui.i18n.translation import number
from sleepscorer.gui.page.computed_once import ComputedOnce
from sleepscorer.recording import Recording
from sleepscorer.signals.filters import Corners, band_pass, band_pass_rows, settling_seconds

if TYPE_CHECKING:
    from sleepscorer.gui.page.span import PageSpan
    from sleepscorer.montages import MontageTrace
    from sleepscorer.settings import Settings

MOST_KEPT = 6
"""Pages kept at most: the one in view, those read ahead, and the one that was left."""
LEAST_KEPT = 2
"""Pages kept however large they are."""
KEPT_BYTES = 128 * 2**20
"""Memory that the pages kept may take: one of 256 channels at 2 kHz takes 60 MB."""
SETTLED_EDGE_S = 1.0
LEAST_HEAVY_S = 300.0
"""Page length from which on a page may be read in the background; shorter ones stand at once."""
MOST_TOGETHER = 1 << 20
"""Samples that are filtered in one go, in some 30 ms; what has been read ahead is given up between two."""
MOST_SAMPLES = 150_000
"""Samples that are read and filtered at once, in some 10 ms."""
ROUNDED = 0.5
"""By how much a value may lie beyond what there can be: a recorder rounds it."""
SPARSE_HZ = 16.0
"""Sampling rate below which a line that ends with the last sample of a page visibly ends before its edge."""
EXACT_S = 2.0
"""Seconds read on either side of a value."""


@dataclass(frozen=True)
class DisplayBand:
    """Display filter: corners and mains frequency in Hz; None is left open.

    Attributes
    ----------
    physical : (float, float), optional
        Lowest and highest value there can be; what lies outside is no measurement, and shown as a gap.
    """

    low_hz: float | None = None
    high_hz: float | None = None
    notch_hz: float | None = None
    physical: tuple[float, float] | None = None

    def filter(self, signals: NDArray[np.float32], rate_hz: float) -> NDArray[np.float32]:
        """Filter pages whose ends are cut off afterwards, shape (n,) or (n_signals, n)."""
        low_hz, high_hz, notch_hz = self.corners
        return self.measured(
            band_pass(signals, rate_hz, low_hz, high_hz, edge_s=SETTLED_EDGE_S, notch_hz=notch_hz)
        )

    @property
    def corners(self) -> Corners:
        """Low, high and mains frequency in Hz."""
        return self.low_hz, self.high_hz, self.notch_hz

    def measured(self, shown: NDArray[np.float32]) -> NDArray[np.float32]:
        """Leave out what is no measurement of pages that have been filtered."""
        if self.physical is None:
            return shown
        low, high = self.physical
        is_measured = (shown >= low - ROUNDED) & (shown <= high + ROUNDED)
        return np.where(is_measured, shown, np.float32(np.nan))

    def within(self, rate_hz: float) -> DisplayBand:
        """Limit it to a channel: a corner at or above half its sampling rate does nothing."""
        corners = (self.low_hz, self.high_hz, self.notch_hz)
        low_hz, high_hz, notch_hz = (hz if hz is not None and hz < rate_hz / 2 else None for hz in corners)
        return DisplayBand(low_hz, high_hz, notch_hz, self.physical)

    @property
    def text(self) -> str:
        """``0.3–35 Hz``, ``≤15 Hz`` or ``≥0.3 Hz``, ``⊘50`` for a notch; empty where nothing is filtered."""
        low, high, notch = (
            number(corner_hz, "g") if corner_hz else ""
            for corner_hz in (self.low_hz, self.high_hz, self.notch_hz)
        )
        band = (low and high and f"{low}–{high} Hz") or (low and f"≥{low} Hz") or (high and f"≤{high} Hz")
        return f"{band} {notch and '⊘' + notch}".strip()


DISPLAY_BANDS = {role: DisplayBand(role.type.low_hz, role.type.high_hz) for role in Role}
"""Corners by role (AASM recommended low and high frequency filters); None is left open."""


def role_band(settings: Settings, role: Role) -> DisplayBand:
    """Return the display filter of a role as set; a notch of None is that of the settings, one of 0 none."""
    own = settings.bands.get(role.value) or settings.bands.get(role.general.value, {})
    usual = DISPLAY_BANDS[role]
    low_hz, high_hz = own.get("low_hz", usual.low_hz), own.get("high_hz", usual.high_hz)
    return DisplayBand(low_hz or None, high_hz or None, own.get("notch_hz"))


def band_of(settings: Settings, trace: Derivation, asked: MontageTrace | None) -> DisplayBand:
    """Return the display filter of a trace: of its montage, else of its role, else the mains notch as set."""
    if not settings.filters:
        return DisplayBand()
    usual = role_band(settings, trace.role)
    low, high, notch = (asked.low_hz, asked.high_hz, asked.notch_hz) if asked else (None, None, None)
    notch = usual.notch_hz if notch is None else notch
    notch = settings.notch_hz if notch is None else notch
    return DisplayBand(
        (usual.low_hz if low is None else low) or None,
        (usual.high_hz if high is None else high) or None,
        notch or None,
    )


@dataclass(frozen=True)
class Page:
    """Page of each trace as the screen shows it.

    Attributes
    ----------
    start_s : float
        Time of ``times_s`` zero, from the first sample of the recording.
    times_s, values : list of ndarray of float32
        One pair per trace; values in the trace's unit, NaN where there is no signal.
    reduced : bool
        Whether the values are the extremes of stretches, not every sample.
    unread_s : tuple of (float, float)
        Stretches of the page that are still being read.
    """

    start_s: float
    times_s: list[NDArray[np.float32]]
    values: list[NDArray[np.float32]]
    reduced: bool = False
    unread_s: tuple[tuple[float, float], ...] = ()

    @property
    def n_bytes(self) -> int:
        """Memory of the samples; the times of traces of one rate are the same array."""
        arrays = {id(each): each.nbytes for each in (*self.times_s, *self.values)}
        return sum(arrays.values())


def blank_page(start_s: float, n_traces: int) -> Page:
    """Make a page of which nothing could be read."""
    nothing = np.zeros(0, np.float32)
    return Page(start_s, [nothing] * n_traces, [nothing] * n_traces)


class PageReader:
    """Reads pages of a recording and keeps the last ones; safe to be used by two threads.

    Parameters
    ----------
    recording : Recording
    """

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._kept: ComputedOnce[tuple[int, float, PageSpan], Page] = ComputedOnce()
        self._n_kept = MOST_KEPT
        self._kinds: list[tuple[object, ...]] = []

    @property
    def n_kept(self) -> int:
        """Number of pages kept, if all are as large as the last one read."""
        return self._n_kept

    def page(
        self, traces: Sequence[Derivation], bands: Sequence[DisplayBand], start_s: float, span: PageSpan
    ) -> Page:
        """Read a page with its margins.

        Parameters
        ----------
        traces : sequence of Derivation
        bands : sequence of DisplayBand
            Display filter of each trace.
        start_s : float
            Start of the page proper.
        span : PageSpan

        Raises
        ------
        RecordingError
            If the file can no longer be read.
        """
        key = self._key(traces, bands, start_s, span)
        return self._kept.get(key, lambda: self._read(traces, bands, start_s, span), self._most_kept)

    def _most_kept(self, page: Page) -> int:
        self._n_kept = min(max(KEPT_BYTES // max(page.n_bytes, 1), LEAST_KEPT), MOST_KEPT)
        return self._n_kept

    def holds(
        self, traces: Sequence[Derivation], bands: Sequence[DisplayBand], start_s: float, span: PageSpan
    ) -> bool:
        """Tell whether a page is kept."""
        return self._key(traces, bands, start_s, span) in self._kept

    def _key(
        self, traces: Sequence[Derivation], bands: Sequence[DisplayBand], start_s: float, span: PageSpan
    ) -> tuple[int, float, PageSpan]:
        """What a page depends on; the unit of a channel may be corrected while the night is open.

        Traces and filters seldom change, so they stand as a number: they are compared in a moment, being the
        same objects, where hashing them takes a good part of a flip to a page that is kept.
        """
        kind = (self._recording.channels, tuple(traces), tuple(bands))
        kinds = self._kinds
        if kind not in kinds:
            kinds.append(kind)
        return kinds.index(kind), start_s, span

    def _read(
        self, traces: Sequence[Derivation], bands: Sequence[DisplayBand], start_s: float, span: PageSpan
    ) -> Page:
        begin_s, seconds = start_s - span.margin_s, span.whole_s
        values = list(read_filtered(self._recording, traces, bands, begin_s, seconds, to_edge=True))
        rates_hz = [self._recording.rate_of(trace) for trace in traces]
        sampled = [(shown.size, rate_hz) for shown, rate_hz in zip(values, rates_hz, strict=True)]
        times = {
            (size, rate_hz): (np.arange(size) / rate_hz - span.margin_s).astype(np.float32)
            for size, rate_hz in set(sampled)
        }
        return Page(start_s, [times[key] for key in sampled], values)


def read_filtered(
    recording: Recording,
    traces: Sequence[Derivation],
    bands: Sequence[DisplayBand],
    start_s: float,
    seconds: float,
    *,
    to_edge: bool = False,
) -> Iterator[NDArray[np.float32]]:
    """Read the samples of traces as the screen shows them.

    Traces of one rate are filtered together, when the first of them is asked for.

    Parameters
    ----------
    recording : Recording
    traces : sequence of Derivation
    bands : sequence of DisplayBand
    start_s, seconds : float
    to_edge : bool
        Whether a trace of few samples has the one after the end as well, so that its line reaches the edge.

    Yields
    ------
    ndarray of float32, shape (round(seconds * rate),), or a sample more

    Raises
    ------
    RecordingError
        If the file can no longer be read.
    """
    settle_s = max((settling_seconds(band.low_hz) for band in bands if band.low_hz), default=0.0)
    kinds = [(recording.rate_of(trace), band) for trace, band in zip(traces, bands, strict=True)]
    more = [int(to_edge and rate_hz < SPARSE_HZ) for rate_hz, _ in kinds]
    more_s = max((further / rate_hz for (rate_hz, _), further in zip(kinds, more, strict=True)), default=0.0)
    whole_s = seconds + 2 * settle_s
    raw = [
        samples[: round(whole_s * rate_hz) + further]
        for samples, (rate_hz, _), further in zip(
            recording.read_derivations(traces, start_s - settle_s, whole_s + more_s), kinds, more, strict=True
        )
    ]
    filtered: dict[int, NDArray[np.float32]] = {}
    for index, (rate_hz, _) in enumerate(kinds):
        if index not in filtered:
            most = max(MOST_TOGETHER // max(raw[index].size, 1), 1)
            alike = [other for other in range(index, len(kinds)) if kinds[other][0] == rate_hz][:most]
            shown = _filter_alike({other: raw[other] for other in alike}, bands, rate_hz)
            first, n_samples = round(settle_s * rate_hz), max(round(seconds * rate_hz), 1) + more[index]
            filtered |= {other: _cut(rows, first, n_samples) for other, rows in shown.items()}
        yield bands[index].measured(filtered.pop(index))


def _filter_alike(
    raw: Mapping[int, NDArray[np.float32]], bands: Sequence[DisplayBand], rate_hz: float
) -> dict[int, NDArray[np.float32]]:
    """Filter traces of one rate and length, by their numbers, each by its own band."""
    corners = list(dict.fromkeys(bands[number].corners for number in raw))
    order = sorted(raw, key=lambda number: corners.index(bands[number].corners))
    stops = np.cumsum([sum(bands[number].corners == kind for number in raw) for kind in corners]).tolist()
    rows = [slice(first, stop) for first, stop in pairwise([0, *stops])]
    signals = np.stack([raw[number] for number in order])
    shown = band_pass_rows(signals, rate_hz, list(zip(corners, rows, strict=True)), edge_s=SETTLED_EDGE_S)
    return dict(zip(order, shown, strict=True))


def is_heavy(recording: Recording, traces: Sequence[Derivation], span: PageSpan) -> bool:
    """Tell whether reading a page would keep the window waiting."""
    samples = sum(recording.rate_of(trace) for trace in traces) * span.whole_s
    return span.page_s >= LEAST_HEAVY_S and samples > MOST_SAMPLES


def value_at(
    recording: Recording, trace: Derivation, band: DisplayBand, at_s: float, *, holds: bool = False
) -> float:
    """Read the value of a trace at a time as the screen shows it; NaN without signal.

    Parameters
    ----------
    recording : Recording
    trace : Derivation
    band : DisplayBand
    at_s : float
    holds : bool
        Whether a value holds until the next sample; else it is that of the nearest one.
    """
    rate_hz = recording.rate_of(trace)
    sample = floor(at_s * rate_hz) if holds else round(at_s * rate_hz)
    (values,) = read_filtered(recording, [trace], [band], sample / rate_hz - EXACT_S, 2 * EXACT_S)
    index = round(EXACT_S * rate_hz)
    return float(values[min(index, values.size - 1)])


def _cut(signal: NDArray[np.float32], first: int, n_samples: int) -> NDArray[np.float32]:
    """Drop what was read only for the filter to settle, from memory as well."""
    return signal[first : first + n_samples].copy()
