"""Calls of psgscoring's functions, each given what it needs and no more.

The calls were tried with version 0.37.0. What it prints, partly in Dutch, is not passed on: failures are
sentences of ours.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.body_positions import BodyPosition
from sleepscorer.errors import ModelError
from sleepscorer.messages import Message
from sleepscorer.prescoring.events.inputs import BREATH_HZ, NightPart, ReadTrace
from sleepscorer.prescoring.events.plane_network import PlaneNetwork
from sleepscorer.prescoring.events.psg_speed import breathing_at_once, is_compared, replaced
from sleepscorer.prescoring.events.result import EventRequest, FoundEvent
from sleepscorer.scoring import EventKind, Lights
from sleepscorer.stages import EPOCH_SECONDS

AROUSAL_HZ = 50
"""Rate of the U-Net's inputs."""
_STRETCH_S, _OVERLAP_S = 3600, 60
_AROUND_SLEEP_S = 90
"""Wakefulness before and after sleep that is fed, too: an arousal may end in it."""
_BLOCK = 128
"""Samples that a stretch is a multiple of: the U-Net halves its input seven times."""
_APART_S = 10.0
"""Sleep before an arousal (AASM Manual, chapter V), thus the least between two."""
LEG_HZ, LEAST_LEG_HZ = 200.0, 100.0
"""Sampling rate that the AASM Manual accepts for an EMG, and the least at which it still is one."""
_ENVIRONMENT = ("PSGSCORING_", "YASAFLASKIFIED_")
_INTERVAL_PROFILES = frozenset({"aasm_v3_strict", "aasm_v3_rec", "aasm_v3_sensitive"})
_DETECT, _DETECT_LEG = "detect_respiratory_events", "_detect_lm_channel"
_SHARED = ("breaths|", "thorax_env|", "abdomen_env|", "global_spo2_bl")
_SHARED_INPUTS = ("hypop_flow", "sf_hypop", "thorax_data", "abdomen_data", "spo2_data", "scoring_profile")
"""What a first pass has computed of these inputs alone, and the inputs."""
_NAMES = {
    BodyPosition.SUPINE: "Supine",
    BodyPosition.LEFT: "Left",
    BodyPosition.RIGHT: "Right",
    BodyPosition.PRONE: "Prone",
    BodyPosition.UPRIGHT: "Upright",
}
_KINDS = (
    ("hypopnea", EventKind.HYPOPNOEA),
    ("central", EventKind.CENTRAL_APNOEA),
    ("mixed", EventKind.MIXED_APNOEA),
    ("obstructive", EventKind.OBSTRUCTIVE_APNOEA),
)

Item = Mapping[str, Any]


def forget_environment() -> None:
    """Remove the variables by which it changes its rules unseen: a profile means one thing everywhere."""
    for name in [name for name in os.environ if name.startswith(_ENVIRONMENT)]:
        del os.environ[name]


@dataclass(frozen=True, eq=False)
class Sensors:
    """Signals that breathing is scored from, read at 10 Hz; None for what is not there."""

    thermistor: ReadTrace | None = None
    pressure: ReadTrace | None = None
    flow: ReadTrace | None = None
    mask_flow: ReadTrace | None = None
    thorax: ReadTrace | None = None
    abdomen: ReadTrace | None = None
    spo2: ReadTrace | None = None
    pulse: ReadTrace | None = None
    position: ReadTrace | None = None

    @property
    def has_flow(self) -> bool:
        """Whether there is any airflow."""
        return any((self.thermistor, self.pressure, self.flow, self.mask_flow))

    @property
    def has_effort(self) -> bool:
        """Whether there is any belt: without one, an apnoea has no type."""
        return any((self.thorax, self.abdomen))

    def of_part(self, part: NightPart) -> Sensors:
        """Return the sensors of a part of the night: under CPAP the mask's flow, else those of the nose."""
        if part.is_therapy and self.mask_flow:
            return replace(self, thermistor=None, pressure=None, flow=self.mask_flow, mask_flow=None)
        return replace(self, mask_flow=None)

    def by_role(self) -> dict[str, ReadTrace]:
        """Return the traces by psgscoring's names of their roles."""
        pairs = {
            "flow_thermistor": self.thermistor,
            "flow_pressure": self.pressure,
            "flow": self.flow,
            "thorax": self.thorax,
            "abdomen": self.abdomen,
            "spo2": self.spo2,
            "pulse": self.pulse,
            "position": self.position,
        }
        return {role: trace for role, trace in pairs.items() if trace is not None}


@dataclass(frozen=True)
class Breathing:
    """Events of a part of the night.

    Attributes
    ----------
    events : tuple of FoundEvent
    respiratory : tuple of dict
        The respiratory ones as psgscoring has them, in seconds of the night.
    figures : dict
    """

    events: tuple[FoundEvent, ...]
    respiratory: tuple[dict[str, Any], ...] = ()
    figures: dict[str, Any] = field(default_factory=dict)


def find_arousals(
    signals: Sequence[NDArray[np.float32]], stages: Sequence[str], progress: Callable[[float], None]
) -> list[tuple[float, float, float]]:
    """Find arousals on an EEG, an EOG and the chin at 50 Hz: start, end in seconds, and peak of the network.

    The night is fed in stretches of an hour with a minute of overlap, which takes a quarter of the memory.
    """
    from psgscoring import arousal, arousal_unet

    usable, why = arousal_unet.available()
    if not usable:
        raise ModelError(Message("The network of psgscoring cannot be used ({reason}).", reason=why or "?"))
    night = np.stack([arousal_unet.normalize(signal) for signal in signals])
    rows = np.zeros(night.shape[1], np.float32)
    predict, overlap = _arousal_network(), _block_samples(_OVERLAP_S)
    for first, stop in _stretches(stages, rows.size):
        begin = max(0, first - overlap)
        part = predict(night[:, begin : stop + overlap])
        rows[first:stop] = part[first - begin : stop - begin]
        progress(0.5 + 0.5 * stop / rows.size)
    spans = arousal_unet.prob_to_events(rows, AROUSAL_HZ, arousal_unet.default_threshold())
    asleep = [
        {"onset_s": start_s, "end_s": stop_s, "duration_s": stop_s - start_s}
        for start_s, stop_s in arousal_unet.gate_sleep(spans, list(stages))
    ]
    apart = arousal.enforce_min_arousal_interval(asleep, _APART_S, {})
    return [_with_peak(event, rows) for event in apart]


def _arousal_network() -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
    """Return the network from rows (3, n) to n probabilities, in its faster form where it has one."""
    from psgscoring import arousal_unet

    try:
        plane = PlaneNetwork(arousal_unet.paths()[0].read_bytes())
    except Exception:  # a network of another kind, or an older protobuf: psgscoring runs what it brings
        return lambda rows: np.asarray(arousal_unet.predict(rows, threads=1))

    def predict(rows: NDArray[np.float32]) -> NDArray[np.float32]:
        padded = np.pad(rows, ((0, 0), (0, -rows.shape[1] % _BLOCK)))
        return plane.run(padded)[: rows.shape[1]]

    return predict


def _stretches(stages: Sequence[str], n_samples: int) -> list[tuple[int, int]]:
    """Return the samples to feed, in stretches of an hour, without long wakefulness, where nothing is scored.

    Each begins at a multiple of the network's block: from another sample on it would pool others together.
    """
    margin = _AROUND_SLEEP_S // EPOCH_SECONDS
    asleep = np.array([stage != "W" for stage in stages], bool)
    near = np.convolve(asleep, np.ones(2 * margin + 1))[margin : margin + asleep.size] > 0
    edges = np.flatnonzero(np.diff(np.r_[False, near, False].astype(np.int8))) * EPOCH_SECONDS * AROUSAL_HZ
    step = _block_samples(_STRETCH_S)
    return [
        (first, min(first + step, int(stop), n_samples))
        for begin, stop in edges.reshape(-1, 2)
        for first in range(int(begin) // _BLOCK * _BLOCK, min(int(stop), n_samples), step)
    ]


def _block_samples(seconds: float) -> int:
    """Return the samples of some seconds, up to a multiple of the network's block."""
    return -(-round(seconds * AROUSAL_HZ) // _BLOCK) * _BLOCK


def _with_peak(event: Item, rows: NDArray[np.float32]) -> tuple[float, float, float]:
    start_s = float(event["onset_s"])
    stop_s = start_s + float(event["duration_s"])
    first = int(start_s * AROUSAL_HZ)
    return start_s, stop_s, float(rows[first : max(int(stop_s * AROUSAL_HZ), first + 1)].max())


def find_breathing(
    sensors: Sensors,
    part: NightPart,
    stages: Sequence[str],
    arousals: Sequence[FoundEvent],
    request: EventRequest,
) -> Breathing:
    """Find the respiratory events in a part of the night."""
    result = _analysed(sensors, part, stages, arousals, request)
    start_s = float(part.first * EPOCH_SECONDS)
    respiratory = [
        {**event, "onset_s": float(event["onset_s"]) + start_s}
        for event in (result.get("respiratory") or {}).get("events") or []
        if sensors.has_flow
    ]
    candidates = [_respiratory_event(event, sensors) for event in respiratory]
    events = tuple(event for event in candidates if event is not None)
    return Breathing(events, tuple(respiratory), _figures(result))


def _analysed(
    sensors: Sensors,
    part: NightPart,
    stages: Sequence[str],
    arousals: Sequence[FoundEvent],
    request: EventRequest,
) -> Mapping[str, Any]:
    import mne
    from psgscoring import run_pneumo_analysis

    begin, stop = (epoch * EPOCH_SECONDS * BREATH_HZ for epoch in (part.first, part.stop))
    by_role = sensors.by_role()
    # Names that say nothing: it would guess roles of its own from any other.
    names = [f"x{index}" for index in range(len(by_role))]
    samples = np.stack([np.nan_to_num(trace.values[begin:stop]) for trace in by_role.values()])
    raw = mne.io.RawArray(
        samples.astype(np.float64), mne.create_info(names, BREATH_HZ, "misc"), verbose=False
    )
    offset_s = part.first * EPOCH_SECONDS
    known = [
        {"onset_s": event.start_s - offset_s, "duration_s": event.duration_s}
        for event in arousals
        if offset_s <= event.start_s < part.stop * EPOCH_SECONDS
    ]
    with _only_the_asked_profile(request.profile):
        result: Mapping[str, Any] = run_pneumo_analysis(
            raw,
            list(stages[part.first : part.stop]),
            scoring_profile=request.profile,
            arousal_events=known,
            channel_map=dict(zip(by_role, names, strict=True)),
            split_night=None,
            position_code_map={code: _NAMES[where] for code, where in request.positions.items()} or None,
        )
    failed = (result.get("respiratory") or {}).get("error")
    if sensors.has_flow and failed and not (result.get("respiratory") or {}).get("success"):
        raise ModelError(
            Message("psgscoring could not score the breathing of this night ({reason}).", reason=failed)
        )
    return result


@contextmanager
def _only_the_asked_profile(profile: str) -> Iterator[None]:
    """Leave out that it scores the night again by three other profiles for an interval of the AHI.

    That takes three fifths of its time, and changes no event. Its second pass for apnoeas, on the other flow
    sensor, is given what the first has computed of breaths, effort and saturation, which are the same.
    """
    detect: Any = getattr(import_module("psgscoring.pipeline"), _DETECT, None)
    first_pass: dict[str, Any] = {}

    def detect_asked(*args: Any, **named: Any) -> Any:
        rules = named.get("scoring_profile")
        name = rules.get("_PROFILE_NAME") if isinstance(rules, dict) else None
        if name in _INTERVAL_PROFILES - {profile}:
            return {"success": False, "error": "not asked for", "events": [], "summary": {}}
        if "_precomputed" in named:
            first_pass.update(named)
        elif all(named.get(word) is first_pass.get(word) for word in _SHARED_INPUTS):
            known = first_pass.get("_precomputed") or {}
            shared = {key: value for key, value in known.items() if key.startswith(_SHARED)}
            named["_precomputed"] = shared if is_compared() else None
        return detect(*args, **named)

    with replaced("psgscoring.pipeline", _DETECT, detect_asked), breathing_at_once():
        yield


def _respiratory_event(event: Item, sensors: Sensors) -> FoundEvent | None:
    words = str(event.get("type", "")).lower()
    kind = next((kind for word, kind in _KINDS if word in words), EventKind.OBSTRUCTIVE_APNOEA)
    is_apnoea = kind is not EventKind.HYPOPNOEA
    has_type = any(word in words for word, _ in _KINDS) and sensors.has_effort
    kind = EventKind.OBSTRUCTIVE_APNOEA if is_apnoea and not has_type else kind
    order = (sensors.thermistor, sensors.pressure) if is_apnoea else (sensors.pressure, sensors.thermistor)
    trace = next((trace for trace in (*order, sensors.flow) if trace), None)
    start_s, duration_s = float(event["onset_s"]), float(event["duration_s"])
    if trace is None or duration_s <= 0 or trace.lacks_samples(start_s, start_s + duration_s):
        return None
    terms = _terms(event, is_untyped=is_apnoea and not has_type)
    score = _number(event.get("p_scored", event.get("confidence")))
    return FoundEvent(kind, start_s, duration_s, trace.trace.label, score, terms)


def _terms(event: Item, *, is_untyped: bool) -> dict[str, float]:
    fall = _number(event.get("flow_reduction_pct"))
    if fall is None and (least := _number(event.get("flow_nadir"))) is not None:
        fall = 100.0 * (1.0 - least)
    has_arousal = (_number((event.get("criteria") or {}).get("arousal")) or 0.0) > 0
    terms = {
        "flow": None if fall is None else -fall,
        "desaturation": _number(event.get("desaturation_pct")),
        "nadir": _number(event.get("min_spo2")),
        "arousal": 1.0 if has_arousal else None,
        "breaths": _number(event.get("n_breaths")),
        "untyped": 1.0 if is_untyped else None,
    }
    return {name: value for name, value in terms.items() if value is not None}


def _figures(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return what it says of the quality of signals, and of Cheyne-Stokes breathing."""
    quality = result.get("channel_quality") or {}
    breathing = result.get("cheyne_stokes") or {}
    sensors = (result.get("meta") or {}).get("dual_sensor_fallback") or {}
    return {
        "signal_quality": str(quality.get("overall_grade", "unknown")),
        "cheyne_stokes_minutes": _number(breathing.get("csr_minutes")),
        "both_flow_sensors": bool(sensors.get("performed", False)),
    }


def find_movements(
    legs: Sequence[ReadTrace], stages: Sequence[str], breathing: Sequence[Mapping[str, Any]]
) -> list[FoundEvent]:
    """Find limb movements in sleep on one leg or two; those with breathing are left out.

    Two that begin within 5 s of each other on the two legs are one (AASM Manual, chapter VII).
    """
    from psgscoring import analyze_plm

    left, right = legs[0], legs[1] if len(legs) > 1 else None
    with _amplitudes_at_once():
        result = analyze_plm(
            np.nan_to_num(left.values),
            np.nan_to_num(right.values) if right else None,
            left.rate_hz,
            list(stages),
            resp_events=list(breathing),
            leg_unit="uV",
            offset_aasm=True,
            bilateral_window_s=5.0,
            event_list_cap=None,
        )
    if result.get("error"):
        raise ModelError(
            Message("psgscoring could not score the legs of this night ({reason}).", reason=result["error"])
        )
    return [event for item in result["events"] if (event := _movement(item, legs)) is not None]


@contextmanager
def _amplitudes_at_once() -> Iterator[None]:
    """Have the amplitudes of a leg computed as one array rather than in 288,000 steps a night."""
    module = import_module("psgscoring.plm")
    detect: Any = getattr(module, _DETECT_LEG, None)

    def detect_at_once(data: NDArray[Any], sf: float, **named: Any) -> Any:
        is_usual = named.get("unit") == "uV" and named.get("offset_aasm") and named.get("time_base_fix", True)
        if not (is_usual and is_compared()):
            return detect(data, sf, **named)
        amplitudes, step_s = _leg_amplitudes(data, sf)
        return module._lm_events_aasm_offset(amplitudes, step_s, float(np.percentile(amplitudes, 10)))

    with replaced("psgscoring.plm", _DETECT_LEG, detect_at_once):
        yield


def _leg_amplitudes(leg_uv: NDArray[Any], rate_hz: float) -> tuple[NDArray[np.float64], float]:
    """Return the root mean square of a leg, 10 to 100 Hz, for each tenth of a second, and its length in s."""
    from scipy.signal import butter, filtfilt

    corners = [min(hz / (rate_hz / 2), 0.99) for hz in (10.0, 100.0)]
    passed = filtfilt(*butter(4, corners, btype="band"), np.asarray(leg_uv, np.float64))
    width = max(1, int(rate_hz * 0.1))
    rows = passed[: passed.size // width * width].reshape(-1, width)
    return np.sqrt(np.mean(rows**2, axis=1)), width / rate_hz


def _movement(item: Item, legs: Sequence[ReadTrace]) -> FoundEvent | None:
    start_s, duration_s = float(item["onset_s"]), float(item["duration_s"])
    if duration_s <= 0 or any(leg.lacks_samples(start_s, start_s + duration_s) for leg in legs):
        return None
    is_bilateral = bool(item.get("bilateral")) and len(legs) > 1
    strongest = max(legs, key=lambda leg: _strength(leg, start_s, duration_s))
    terms = {"amplitude": float(item.get("amplitude_uv") or 0.0)}
    terms |= {"both_legs": 1.0} if is_bilateral else {}
    terms |= {"periodic": 1.0} if item.get("is_plm") else {}
    channel = None if is_bilateral else strongest.trace.label
    return FoundEvent(EventKind.LIMB_MOVEMENT, start_s, duration_s, channel, None, terms)


def _strength(leg: ReadTrace, start_s: float, duration_s: float) -> float:
    first = int(start_s * leg.rate_hz)
    part = leg.values[first : first + max(1, int(duration_s * leg.rate_hz))]
    return float(np.square(part, dtype=np.float64).mean()) if part.size else 0.0


def polygraphy_stages(sensors: Sensors, n_epochs: int, lights: Lights) -> tuple[list[str], float]:
    """Return ``N2`` for epochs of a home test in which the sensors measure, else ``W``; and their hours."""
    from psgscoring.polygraphy import polygraphy_hypnogram

    roles = ("flow_pressure", "flow_thermistor", "spo2", "thorax", "abdomen")
    by_role = sensors.by_role()
    signals = {
        role: (np.nan_to_num(by_role[role].values), float(BREATH_HZ)) for role in roles if role in by_role
    }
    last_s = float(n_epochs * EPOCH_SECONDS)
    window = None
    if lights != Lights():
        on_s = last_s if lights.on_s is None else lights.on_s
        window = (lights.off_s or 0.0, on_s)
    words, _ = polygraphy_hypnogram(signals, n_epochs, manual_window_s=window)
    return list(words), sum(word != "W" for word in words) * EPOCH_SECONDS / 3600


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        return None
    number = float(value)
    return number if np.isfinite(number) else None
