"""Events of clinical nights keep the manual's rules, and the signals show them."""

from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.scoring import EventKind
from sleepscorer.simulation.clinical import ClinicalNight, Montage, simulate_clinical
from sleepscorer.simulation.clinical.channels import SimulatedChannel
from sleepscorer.simulation.clinical.montages import channels_of
from sleepscorer.simulation.clinical.schedule import RespiratoryEvent, needs_consequence
from sleepscorer.simulation.clinical.timeline import Position
from sleepscorer.stages import EPOCH_SECONDS, Stage

NIGHTS = (Montage.CLINICAL, Montage.HOME, Montage.SPLIT, Montage.CHILD)


@pytest.fixture(scope="module")
def nights() -> dict[Montage, ClinicalNight]:
    return {montage: simulate_clinical(montage, 11, 8.0)[0] for montage in NIGHTS}


@pytest.fixture(scope="module")
def short() -> ClinicalNight:
    return simulate_clinical(Montage.CLINICAL, 11, 1.0, ahi=45, plm_index=20)[0]


@pytest.fixture(scope="module")
def signals(short: ClinicalNight) -> dict[str, tuple[np.ndarray, int]]:
    return _signals(channels_of(short), short.timeline.n_seconds)


def _signals(channels: list[SimulatedChannel], n_seconds: int) -> dict[str, tuple[np.ndarray, int]]:
    spans = [(at, min(at + 300, n_seconds)) for at in range(0, n_seconds, 300)]
    return {c.label: (np.concatenate(list(c.blocks(spans))), c.rate_hz) for c in channels}


def _part(signal: tuple[np.ndarray, int], start_s: float, stop_s: float) -> np.ndarray:
    values, rate = signal
    return values[round(start_s * rate) : round(stop_s * rate)]


def _height(signal: tuple[np.ndarray, int], start_s: float, stop_s: float) -> float:
    low, high = np.percentile(_part(signal, start_s, stop_s), [3, 97])
    return float(high - low)


def _of(night: ClinicalNight, kind: EventKind) -> list[RespiratoryEvent]:
    return [event for event in night.respiratory if event.kind is kind]


@pytest.mark.parametrize("montage", NIGHTS)
def test_respiratory_events_keep_the_rules(nights: dict[Montage, ClinicalNight], montage: Montage) -> None:
    night = nights[montage]
    asleep = night.timeline.asleep()
    shortest = 2 * 60 / night.sleeper.breaths_per_min if montage is Montage.CHILD else 10
    assert len(night.respiratory) > 20
    for before, event in zip((None, *night.respiratory), night.respiratory, strict=False):
        assert event.duration_s >= shortest
        assert asleep[int(event.start_s)]
        assert before is None or event.start_s - before.stop_s >= 10
    woken = np.array([a.start_s for a in night.arousals if a.cause == "respiratory"])
    for event in night.respiratory:
        if needs_consequence(event, night.sleeper.is_child):
            falls = [f for f in night.desaturations if 0 < f.start_s - event.start_s < event.duration_s + 40]
            aroused = montage is not Montage.HOME and (np.abs(woken - event.stop_s) < 3).any()
            assert falls or aroused


@pytest.mark.parametrize("montage", NIGHTS)
def test_arousals_keep_the_rules(nights: dict[Montage, ClinicalNight], montage: Montage) -> None:
    night = nights[montage]
    asleep = night.timeline.asleep()
    for before, arousal in zip((None, *night.arousals), night.arousals, strict=False):
        assert arousal.duration_s >= 3
        assert asleep[int(arousal.start_s) - 9 : int(arousal.start_s + arousal.duration_s)].all()
        assert before is None or arousal.start_s - before.start_s - before.duration_s >= 9


def test_movements_of_limbs_keep_the_rules(nights: dict[Montage, ClinicalNight]) -> None:
    night = nights[Montage.CLINICAL]
    assert all(0.5 <= movement.duration_s <= 10 for movement in night.movements)
    for number in {movement.series for movement in night.movements} - {-1}:
        onsets = [movement.start_s for movement in night.movements if movement.series == number]
        assert len(onsets) >= 4
        assert all(5 <= gap <= 90 for gap in np.diff(onsets))


def test_events_are_as_frequent_as_asked_and_prefer_supine(nights: dict[Montage, ClinicalNight]) -> None:
    night = nights[Montage.CLINICAL]
    asleep = night.timeline.asleep()
    assert len(night.respiratory) / (asleep.sum() / 3600) == pytest.approx(24, abs=1)
    periodic = sum(movement.series >= 0 for movement in night.movements)
    assert periodic / (asleep.sum() / 3600) == pytest.approx(14, abs=2)

    def rate(of: np.ndarray) -> float:
        return sum(of[int(event.start_s)] for event in night.respiratory) / of.sum()

    stages = np.repeat(night.timeline.stages, EPOCH_SECONDS)
    supine = night.timeline.position == Position.SUPINE
    assert rate(asleep & supine) > 1.3 * rate(asleep & ~supine)
    assert rate(asleep & (stages != Stage.N3)) > 1.3 * rate(asleep & (stages == Stage.N3))


def test_pressure_takes_the_events_away(nights: dict[Montage, ClinicalNight]) -> None:
    night = nights[Montage.SPLIT]
    asleep = night.timeline.asleep()
    pressure = night.timeline.pressure_cmh2o
    rates = []
    for seconds in (asleep & (pressure == 0), asleep & (pressure >= 10)):
        rates.append(sum(seconds[int(event.start_s)] for event in night.respiratory) / seconds.sum() * 3600)
    assert rates[0] > 35
    assert rates[1] < 5


def test_an_obstructive_apnoea_is_effort_without_flow(
    short: ClinicalNight, signals: dict[str, tuple[np.ndarray, int]]
) -> None:
    events = _of(short, EventKind.OBSTRUCTIVE_APNOEA)
    assert events
    for event in events:
        inside, before = (event.start_s + 1.5, event.stop_s - 0.5), (event.start_s - 11, event.start_s)
        for label in ("Flow", "Nasal Pressure"):
            assert _height(signals[label], *inside) < 0.1 * _height(signals[label], *before)
        thorax, abdomen = (_part(signals[label], *inside) for label in ("Thorax", "Abdomen"))
        assert np.corrcoef(thorax, abdomen)[0, 1] < -0.2
        assert _height(signals["Thorax"], *inside) > 0.2 * _height(signals["Thorax"], *before)


def test_a_central_apnoea_is_without_effort(
    short: ClinicalNight, signals: dict[str, tuple[np.ndarray, int]]
) -> None:
    events = _of(short, EventKind.CENTRAL_APNOEA)
    assert events
    for event in events:
        for label in ("Flow", "Nasal Pressure", "Thorax", "Abdomen"):
            inside = _height(signals[label], event.start_s + 3, event.stop_s - 1)
            assert inside < 0.2 * _height(signals[label], event.start_s - 11, event.start_s)


def test_effort_comes_back_in_a_mixed_apnoea(
    short: ClinicalNight, signals: dict[str, tuple[np.ndarray, int]]
) -> None:
    events = _of(short, EventKind.MIXED_APNOEA)
    assert events
    for event in events:
        resumes = event.start_s + event.duration_s * event.resumes
        assert _height(signals["Flow"], event.start_s + 1.5, event.stop_s - 0.5) < 0.1 * _height(
            signals["Flow"], event.start_s - 11, event.start_s
        )
        first = _part(signals["Abdomen"], event.start_s + 2, resumes).std()
        assert _part(signals["Abdomen"], resumes, event.stop_s).std() > 1.5 * first


def test_a_hypopnoea_is_less_flow(short: ClinicalNight, signals: dict[str, tuple[np.ndarray, int]]) -> None:
    events = _of(short, EventKind.HYPOPNOEA)
    assert len(events) > 5
    for event in events:
        inside = _height(signals["Nasal Pressure"], event.start_s, event.stop_s)
        before = _height(signals["Nasal Pressure"], event.start_s - 11, event.start_s)
        assert 0.08 * before < inside < 0.7 * before
        thermistor = _height(signals["Flow"], event.start_s + 1, event.stop_s)
        assert thermistor > 0.25 * _height(signals["Flow"], event.start_s - 11, event.start_s)


def test_the_saturation_follows_later(
    short: ClinicalNight, signals: dict[str, tuple[np.ndarray, int]]
) -> None:
    saturation = signals["SpO2"][0]
    for fall in short.desaturations:
        lowest = saturation[int(fall.start_s) : int(fall.start_s + fall.duration_s) + 1].min()
        assert lowest == fall.nadir_percent
        event = max((e for e in short.respiratory if e.start_s < fall.start_s), key=lambda e: e.start_s)
        assert 8 < fall.start_s - event.start_s < 90
    off_s, on_s = short.timeline.probe_off
    assert not saturation[int(off_s) : int(on_s)].any()
    assert not signals["Pulse"][0][int(off_s) : int(on_s)].any()
    assert saturation[: int(off_s)].all()


def test_chin_and_alpha_rise_with_an_arousal(
    short: ClinicalNight, signals: dict[str, tuple[np.ndarray, int]]
) -> None:
    louder = []
    for arousal in short.arousals:
        at = (arousal.start_s, arousal.start_s + arousal.duration_s)
        before = (arousal.start_s - 6, arousal.start_s)
        louder.append(_part(signals["Chin1-Chin2"], *at).std() / _part(signals["Chin1-Chin2"], *before).std())
    assert np.median(louder) > 1.8


def test_legs_move_when_they_do(short: ClinicalNight, signals: dict[str, tuple[np.ndarray, int]]) -> None:
    for movement in short.movements:
        label = "LAT" if "L" in movement.legs else "RAT"
        inside = _part(signals[label], movement.start_s + 0.15, movement.start_s + movement.duration_s - 0.15)
        assert np.abs(inside).max() > 16
        rest = np.median(np.abs(signals[label][0]))
        assert np.abs(inside).mean() > 2 * rest


def test_the_heart_beats_as_often_as_the_pulse_says(
    short: ClinicalNight, signals: dict[str, tuple[np.ndarray, int]]
) -> None:
    from scipy.signal import find_peaks

    values, rate = signals["ECG II"]
    peaks, _ = find_peaks(values, height=0.6, distance=rate // 4)
    assert peaks.size / short.timeline.n_seconds * 60 == pytest.approx(short.beats_per_min.mean(), rel=0.02)
    event = _of(short, EventKind.OBSTRUCTIVE_APNOEA)[0]
    during = short.beats_per_min[int(event.stop_s) - 3 : int(event.stop_s)].mean()
    assert short.beats_per_min[int(event.stop_s) + 3 : int(event.stop_s) + 7].mean() > during + 4


def test_a_child_breathes_faster(nights: dict[Montage, ClinicalNight]) -> None:
    def breaths_per_min(night: ClinicalNight) -> float:
        return 60 / float(np.median([breath.length_s for breath in night.breaths]))

    assert 17 < breaths_per_min(nights[Montage.CHILD]) < 24
    assert 11 < breaths_per_min(nights[Montage.CLINICAL]) < 19


def test_naps_end_as_the_protocol_says() -> None:
    latencies = []
    for seed in range(12):
        for nap in simulate_clinical(Montage.MSLT, seed):
            off_s, on_s = nap.timeline.bed_s
            in_bed = nap.timeline.stages[off_s // EPOCH_SECONDS : on_s // EPOCH_SECONDS]
            sleep = np.flatnonzero(in_bed > Stage.W)
            assert in_bed.size == (sleep[0] + 30 if sleep.size else 40)
            latencies.append(sleep[0] / 2 if sleep.size else 20.0)
    assert min(latencies) < 5
    assert max(latencies) == 20.0


def test_a_night_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match=r"0\.25 h"):
        simulate_clinical(Montage.CLINICAL, 1, 0.2)
