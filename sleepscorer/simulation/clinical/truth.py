"""Truth of a simulated recording: its events as a scorer would mark them, and its figures.

Figures are counted here from what was simulated, not by :mod:`sleepscorer.statistics`, so that each can be
held against the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sleepscorer.edf.tal import Annotation
from sleepscorer.scoring import APNOEAS, Event, EventKind
from sleepscorer.simulation.clinical.brain import LOOSE_DERIVATION
from sleepscorer.simulation.clinical.night import ClinicalNight
from sleepscorer.simulation.clinical.protocol import Montage
from sleepscorer.simulation.clinical.schedule import LimbMovement
from sleepscorer.simulation.clinical.timeline import Bools, Position
from sleepscorer.stages import EPOCH_SECONDS, Stage

RECORDER_FALL_PERCENT = 4
"""Fall of the saturation from which on the recorder itself marks it."""
_LEGS = {"L": "LAT", "R": "RAT", "LR": None}
_SLEEP = (Stage.N1, Stage.N2, Stage.N3, Stage.R)


@dataclass(frozen=True)
class TrueEvent:
    """An event, and what is known of it beside its kind.

    Attributes
    ----------
    event : Event
    stage : Stage
    position : Position
        Both at its start.
    detail : str
        Of an arousal its cause, of a hypopnoea ``obstructive`` or ``central``, of a limb movement
        ``periodic``, ``respiratory`` or ``isolated``.
    fall_percent, nadir_percent : float or None
        Of a desaturation.
    """

    event: Event
    stage: Stage
    position: Position
    detail: str = ""
    fall_percent: float | None = None
    nadir_percent: float | None = None


def true_events(night: ClinicalNight) -> list[TrueEvent]:
    """Return the events of a recording in the order of their start; those that its montage can show."""
    events = [*_respiratory(night), *_desaturations(night), *_artefacts(night)]
    if night.montage is not Montage.HOME:
        events += [*_arousals(night), *_movements(night)]
    return sorted(events, key=lambda true: true.event.order)


def _true(night: ClinicalNight, event: Event, detail: str = "") -> TrueEvent:
    timeline = night.timeline
    return TrueEvent(event, timeline.stage_at(event.start_s), timeline.position_at(event.start_s), detail)


def _event(kind: EventKind, start_s: float, duration_s: float, channel: str | None = None) -> Event:
    """Return an event on the hundredth of a second, as the files hold it."""
    return Event(kind, round(start_s, 2), round(duration_s, 2), channel)


def _respiratory(night: ClinicalNight) -> Iterable[TrueEvent]:
    under_cpap = "CPAP Flow" if night.montage is Montage.SPLIT else None
    for each in night.respiratory:
        channel = "Nasal Pressure" if each.kind is EventKind.HYPOPNOEA else "Flow"
        channel = "Nasal Pressure" if night.montage is Montage.HOME else channel
        if night.timeline.pressure_cmh2o[int(each.start_s)] > 0 and under_cpap:
            channel = under_cpap
        detail = ("central" if each.is_central else "obstructive") if each.kind is EventKind.HYPOPNOEA else ""
        yield _true(night, _event(each.kind, each.start_s, each.duration_s, channel), detail)


def _desaturations(night: ClinicalNight) -> Iterable[TrueEvent]:
    for fall in night.desaturations:
        true = _true(night, _event(EventKind.DESATURATION, fall.start_s, fall.duration_s, "SpO2"))
        yield TrueEvent(true.event, true.stage, true.position, "", fall.fall_percent, fall.nadir_percent)


def _arousals(night: ClinicalNight) -> Iterable[TrueEvent]:
    for each in night.arousals:
        yield _true(night, _event(EventKind.AROUSAL, each.start_s, each.duration_s), each.cause)


def _movements(night: ClinicalNight) -> Iterable[TrueEvent]:
    for each in night.movements:
        event = _event(EventKind.LIMB_MOVEMENT, each.start_s, each.duration_s, _LEGS[each.legs])
        yield _true(night, event, _detail_of(night, each))


def _detail_of(night: ClinicalNight, movement: LimbMovement) -> str:
    if movement.series >= 0:
        return "periodic"
    ends = np.array([event.stop_s for event in night.respiratory])
    with_breathing = ends.size and (np.abs(ends - movement.start_s) <= 0.5).any()
    return "respiratory" if with_breathing else "isolated"


def _artefacts(night: ClinicalNight) -> Iterable[TrueEvent]:
    for span, channel in ((night.timeline.probe_off, "SpO2"), (night.timeline.loose, LOOSE_DERIVATION)):
        if span and _has_channel(night, channel):
            yield _true(night, _event(EventKind.ARTEFACT, span[0], span[1] - span[0], channel))


def _has_channel(night: ClinicalNight, channel: str) -> bool:
    unseen = {Montage.HOME: LOOSE_DERIVATION, Montage.MSLT: "SpO2"}
    return unseen.get(night.montage) != channel


def acquired_annotations(night: ClinicalNight) -> list[Annotation]:
    """Return what the recorder and the technologist at night wrote into the recording itself."""
    timeline = night.timeline
    off_s, on_s = timeline.bed_s
    annotations = [
        Annotation(2.0, None, "Impedance check"),
        Annotation(float(off_s), None, "Lights Off"),
        Annotation(float(on_s), None, "Lights On"),
    ]
    if night.montage is not Montage.MSLT:
        for moved_s in (0, *timeline.changes_of_position_s()):
            words = timeline.position_at(moved_s).words
            annotations.append(Annotation(float(moved_s), None, f"Body position: {words}"))
        annotations += [
            Annotation(fall.start_s, fall.duration_s, "Desaturation")
            for fall in night.desaturations
            if fall.fall_percent >= RECORDER_FALL_PERCENT
        ]
    for number, step_s in enumerate(timeline.steps_of_pressure_s()):
        words = "CPAP on" if number == 0 else "CPAP"
        pressure = timeline.pressure_cmh2o[step_s]
        annotations.append(Annotation(float(step_s), None, f"{words} {pressure:g} cmH2O"))
    for true in _artefacts(night):
        words = "Oximeter probe off" if true.event.channel == "SpO2" else "Artifact"
        annotations.append(Annotation(true.event.start_s, true.event.duration_s, words))
    return sorted(annotations, key=lambda annotation: annotation.onset_s)


def true_figures(night: ClinicalNight) -> dict[str, Any]:
    """Return the figures of a recording as plain JSON values; an index is per hour of sleep."""
    timeline = night.timeline
    asleep = timeline.asleep()
    off_s, on_s = timeline.bed_s
    hours = float(asleep.sum()) / 3600
    in_bed = timeline.stages[off_s // EPOCH_SECONDS : on_s // EPOCH_SECONDS]
    sleep = np.flatnonzero(in_bed > Stage.W)
    figures: dict[str, Any] = {
        "montage": night.montage.value,
        "seed": night.seed,
        "start": night.start.isoformat(" "),
        "duration_s": timeline.n_seconds,
        "lights_off_s": off_s,
        "lights_on_s": on_s,
        "sleep": {
            "total_sleep_min": hours * 60,
            "latency_min": float(sleep[0]) / 2 if sleep.size else None,
            "efficiency_percent": 100 * float((in_bed > Stage.W).mean()),
            "minutes": {stage.name: float((in_bed == stage).sum()) / 2 for stage in (Stage.W, *_SLEEP)},
        },
    }
    if night.montage is Montage.MSLT:
        return figures | {"arousals": _arousal_figures(night, hours)}
    figures["position_codes"] = {position.name.lower(): position.value for position in Position}
    figures["position_min"] = {
        position.name.lower(): float((timeline.position[off_s:on_s] == position).sum()) / 60
        for position in Position
    }
    figures["respiratory"] = _respiratory_figures(night, asleep)
    figures["oxygen"] = _oxygen_figures(night, asleep, hours)
    figures["pulse"] = _pulse_figures(night, asleep)
    figures["snoring_min"] = float(night.snoring.sum()) / 60
    if night.montage is not Montage.HOME:
        figures["arousals"] = _arousal_figures(night, hours)
        figures["limb_movements"] = _movement_figures(night, hours)
    return figures


def nap_figures(naps: Sequence[ClinicalNight]) -> dict[str, Any]:
    """Return the latencies of a multiple sleep latency test; a nap without sleep counts as 20 min."""
    rows: list[dict[str, Any]] = []
    for nap in naps:
        off_s, _ = nap.timeline.bed_s
        from_lights_off = nap.timeline.stages[off_s // EPOCH_SECONDS :]
        sleep = np.flatnonzero(from_lights_off > Stage.W)
        rem = np.flatnonzero(from_lights_off == Stage.R)
        rem_latency = (int(rem[0]) - int(sleep[0])) / 2 if rem.size else None
        rows.append(
            {
                "nap": nap.part,
                "start": nap.start.isoformat(" "),
                "sleep_latency_min": int(sleep[0]) / 2 if sleep.size else 20.0,
                "slept": bool(sleep.size),
                "rem_latency_min": rem_latency,
                "soremp": rem_latency is not None and rem_latency <= 15,
            }
        )
    return {
        "naps": rows,
        "mean_latency_min": sum(row["sleep_latency_min"] for row in rows) / len(rows),
        "soremps": sum(bool(row["soremp"]) for row in rows),
    }


def _index(count: int, hours: float) -> float | None:
    return count / hours if hours > 0 else None


def _respiratory_figures(night: ClinicalNight, asleep: Bools) -> dict[str, Any]:
    timeline = night.timeline
    hours = float(asleep.sum()) / 3600
    off_s, on_s = timeline.bed_s
    kinds = [event.kind for event in night.respiratory]
    lengths = [event.duration_s for event in night.respiratory]
    stages = np.repeat(timeline.stages, EPOCH_SECONDS)
    figures: dict[str, Any] = {
        "count": len(kinds),
        "by_kind": {kind.value: kinds.count(kind) for kind in (*sorted(APNOEAS), EventKind.HYPOPNOEA)},
        "ahi": _index(len(kinds), hours),
        "apnoea_index": _index(sum(kind in APNOEAS for kind in kinds), hours),
        "central_apnoea_index": _index(kinds.count(EventKind.CENTRAL_APNOEA), hours),
        "rei_of_time_in_bed": _index(len(kinds), (on_s - off_s) / 3600),
        "longest_s": round(max(lengths), 2) if lengths else None,
        "mean_s": round(sum(lengths) / len(lengths), 2) if lengths else None,
        "by_stage": {stage.name: _among(night, asleep & (stages == stage)) for stage in _SLEEP},
        "by_position": {
            position.name.lower(): _among(night, asleep & (timeline.position == position))
            for position in Position
        },
    }
    if night.montage is Montage.SPLIT:
        pressures = np.unique(timeline.pressure_cmh2o)
        figures["by_pressure_cmh2o"] = {
            f"{pressure:g}": _among(night, asleep & (timeline.pressure_cmh2o == pressure))
            for pressure in pressures
        }
    return figures


def _among(night: ClinicalNight, seconds: Bools) -> dict[str, Any]:
    """Return the respiratory events that start in some seconds, and how many that is per hour."""
    hours = float(seconds.sum()) / 3600
    count = sum(bool(seconds[int(round(event.start_s, 2))]) for event in night.respiratory)
    return {"hours": hours, "count": count, "ahi": _index(count, hours)}


def _oxygen_figures(night: ClinicalNight, asleep: Bools, hours: float) -> dict[str, Any]:
    values = night.saturation_percent[asleep & (night.saturation_percent > 0)]
    falls = [
        fall.fall_percent
        for fall in night.desaturations
        if asleep[int(fall.start_s)] or asleep[min(int(fall.start_s + fall.duration_s), asleep.size - 1)]
    ]
    return {
        "odi_3": _index(len(falls), hours),
        "odi_4": _index(sum(fall >= 4 for fall in falls), hours),
        "mean_percent": float(values.mean()) if values.size else None,
        "nadir_percent": float(values.min()) if values.size else None,
        "below_90_min": float((values < 90).sum()) / 60,
        "below_88_min": float((values < 88).sum()) / 60,
        "probe_off_s": list(night.timeline.probe_off or ()),
        "delay_s": round(night.sleeper.delay_s, 2),
    }


def _pulse_figures(night: ClinicalNight, asleep: Bools) -> dict[str, Any]:
    rate = night.beats_per_min[asleep]
    if not rate.size:
        return {}
    return {"mean_per_min": round(float(rate.mean()), 1), "highest_per_min": round(float(rate.max()), 1)}


def _arousal_figures(night: ClinicalNight, hours: float) -> dict[str, Any]:
    causes = [arousal.cause for arousal in night.arousals]
    return {
        "count": len(causes),
        "index": _index(len(causes), hours),
        "by_cause": {cause: causes.count(cause) for cause in sorted(set(causes))},
    }


def _movement_figures(night: ClinicalNight, hours: float) -> dict[str, Any]:
    periodic = [movement for movement in night.movements if movement.series >= 0]
    woken = [arousal.start_s for arousal in night.arousals if arousal.cause == "limb"]
    with_arousal = sum(any(abs(at_s - movement.start_s) <= 0.5 for at_s in woken) for movement in periodic)
    return {
        "count": len(night.movements),
        "periodic": len(periodic),
        "series": len({movement.series for movement in periodic}),
        "plms_index": _index(len(periodic), hours),
        "plms_arousal_index": _index(with_arousal, hours),
    }
