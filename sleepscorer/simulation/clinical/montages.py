"""Channels of each kind of recording."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sleepscorer.scoring import EventKind
from sleepscorer.simulation.clinical.brain import DERIVATIONS, EMG_GRID_HZ, EYES, prepare_brain
from sleepscorer.simulation.clinical.breaths import RATE_HZ as BREATH_RATE_HZ
from sleepscorer.simulation.clinical.breaths import Respiration
from sleepscorer.simulation.clinical.channels import (
    EEG_PREFILTER,
    EMG_PREFILTER,
    SimulatedChannel,
    muscle,
    resampled,
    stored,
)
from sleepscorer.simulation.clinical.heart import beat_times, electrocardiogram_mv, plethysmogram, pulse_rate
from sleepscorer.simulation.clinical.night import ClinicalNight
from sleepscorer.simulation.clinical.protocol import Montage
from sleepscorer.simulation.clinical.timeline import Position
from sleepscorer.simulation.frames import Floats, drift

EEG_RATE_HZ = 256
ECG_RATE_HZ = 512
PLETH_RATE_HZ = 64
SNORE_RATE_HZ = 128
LEG_GRID_HZ = 50
EMG_UV, RESPIRATION_UV = (-1000.0, 1000.0), (-2000.0, 2000.0)
POSITION_CODES = ", ".join(f"{position.value} {position.name.lower()}" for position in Position)
LEG_REST_UV = 2.5
_AGCL = "AgAgCl electrode"


def channels_of(night: ClinicalNight) -> list[SimulatedChannel]:
    """Return the channels of a recording, in the order of its montage."""
    if night.montage is Montage.MSLT:
        return [*_brain(night), _heart(night)]
    respiration = night.respiration()
    if night.montage is Montage.HOME:
        flow = [channel for channel in _breath(night, respiration) if channel.label != "Flow"]
        return [*flow, *_oximeter(night), *_box(night)]
    channels = [*_brain(night), _heart(night), *_legs(night), *_breath(night, respiration), *_oximeter(night)]
    if night.montage is Montage.SPLIT:
        channels += _mask(night, respiration)
    if night.montage is Montage.CHILD:
        channels += _capnograph(night, respiration)
    return channels


def _brain(night: ClinicalNight) -> list[SimulatedChannel]:
    brain = prepare_brain(night.random("brain"), night.timeline, night.sleeper, night.arousals)
    random = night.random("amplifier")
    channels = []
    for derivation in (*DERIVATIONS, *EYES):
        blocks = resampled(brain.draw(derivation), random.spawn(1)[0], EEG_RATE_HZ, 0.3)
        channels.append(
            SimulatedChannel(derivation.label, "uV", EEG_RATE_HZ, EMG_UV, blocks, _AGCL, EEG_PREFILTER)
        )
    chin = muscle(random.spawn(1)[0], brain.chin_uv, EEG_RATE_HZ, EMG_GRID_HZ)
    channels.append(SimulatedChannel("Chin1-Chin2", "uV", EEG_RATE_HZ, EMG_UV, chin, _AGCL, EMG_PREFILTER))
    return channels


def _beats(night: ClinicalNight) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    starts = np.array([breath.start_s for breath in night.breaths])
    return beat_times(night.random("beats"), night.beats_per_min, starts)


def _heart(night: ClinicalNight) -> SimulatedChannel:
    beats = _beats(night)
    return SimulatedChannel(
        "ECG II",
        "mV",
        ECG_RATE_HZ,
        (-5.0, 5.0),
        lambda spans: electrocardiogram_mv(night.random("ecg"), beats, ECG_RATE_HZ, spans),
        _AGCL,
        "HP:0.3Hz LP:70Hz",
    )


def _legs(night: ClinicalNight) -> list[SimulatedChannel]:
    channels = []
    for label, side in (("LAT", "L"), ("RAT", "R")):
        deviation = np.full(night.timeline.n_seconds * LEG_GRID_HZ + 1, LEG_REST_UV, dtype=np.float32)
        random = night.random(f"leg {side}")
        for movement in night.movements:
            if side in movement.legs:
                later = float(random.uniform(0, 0.15)) if movement.legs == "LR" and side == "R" else 0.0
                size = movement.peak_uv * float(random.uniform(0.7, 1.0))
                _burst(deviation, movement.start_s + later, movement.duration_s - later, size)
        for moved_s in night.timeline.changes_of_position_s():
            _burst(deviation, float(moved_s), float(random.uniform(4, 8)), float(random.uniform(60, 150)))
        blocks = muscle(random, deviation, EEG_RATE_HZ, LEG_GRID_HZ)
        channels.append(SimulatedChannel(label, "uV", EEG_RATE_HZ, EMG_UV, blocks, _AGCL, EMG_PREFILTER))
    return channels


def _burst(deviation: Floats, start_s: float, duration_s: float, peak_uv: float) -> None:
    first = round(start_s * LEG_GRID_HZ)
    part = deviation[first : first + round(duration_s * LEG_GRID_HZ)]
    at = np.arange(part.size) / LEG_GRID_HZ
    edges = np.clip(np.minimum(at, duration_s - at) / 0.12, 0, 1)
    arch = 0.6 + 0.4 * np.sin(np.pi * at / duration_s)
    part += (0.5 * peak_uv * edges * arch).astype(np.float32)


def _breath(night: ClinicalNight, respiration: Respiration) -> list[SimulatedChannel]:
    """Return snore, thermistor, nasal pressure and effort; nose and mouth sensors are off under CPAP."""
    random = night.random("sensors")
    count = respiration.flow.size
    worn = np.repeat(night.timeline.pressure_cmh2o == 0, BREATH_RATE_HZ)
    shaken = _shaken(random, night)
    flow = respiration.flow * worn
    pressure = np.sign(flow) * flow**2 * 0.7 + 0.012 * random.standard_normal(count) + 0.6 * shaken * worn
    thermistor = _slowly(np.sign(flow) * np.abs(flow) ** 0.8) * 150 + 1.5 * random.standard_normal(count)
    gain = _by_position(random, night)
    thorax = _swing(respiration.thorax * 320 * gain[0] + 3 * random.standard_normal(count)) + 500 * shaken
    abdomen = _swing(respiration.abdomen * 280 * gain[1] + 3 * random.standard_normal(count)) - 400 * shaken
    snore = _snore(random, respiration)

    def add(
        label: str, unit: str, limits: tuple[float, float], values: NDArray[np.floating], transducer: str
    ) -> SimulatedChannel:
        blocks = stored(values.astype(np.float32), BREATH_RATE_HZ)
        return SimulatedChannel(label, unit, BREATH_RATE_HZ, limits, blocks, transducer)

    return [
        SimulatedChannel(
            "Snore", "uV", SNORE_RATE_HZ, (-500.0, 500.0), stored(snore, SNORE_RATE_HZ), "Microphone"
        ),
        add("Flow", "uV", RESPIRATION_UV, thermistor, "Oronasal thermistor"),
        add("Nasal Pressure", "cmH2O", (-10.0, 10.0), pressure, "Nasal cannula"),
        add("Thorax", "uV", RESPIRATION_UV, thorax, "RIP belt"),
        add("Abdomen", "uV", RESPIRATION_UV, abdomen, "RIP belt"),
        add("RIP Sum", "uV", (-4000.0, 4000.0), thorax + abdomen, "RIP sum"),
    ]


def _slowly(values: Floats) -> Floats:
    """Return what a thermistor with a time constant of 0.4 s makes of a flow."""
    from scipy.signal import lfilter

    kept = float(np.exp(-1 / (0.4 * BREATH_RATE_HZ)))
    return np.asarray(lfilter([1 - kept], [1, -kept], values), dtype=np.float32)


def _swing(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return what a belt's amplifier, a high pass at 0.05 Hz, passes of a volume."""
    from scipy.signal import butter, sosfilt, sosfilt_zi

    sections = butter(1, 0.05, "highpass", fs=BREATH_RATE_HZ, output="sos")
    passed, _ = sosfilt(sections, values, zi=sosfilt_zi(sections) * values[0])
    return np.asarray(passed)


def _shaken(random: np.random.Generator, night: ClinicalNight) -> Floats:
    """Draw the swing of belts and cannula as the sleeper turns over, about 1 high."""
    swing = np.zeros(night.timeline.n_seconds * BREATH_RATE_HZ, dtype=np.float32)
    for moved_s in night.timeline.changes_of_position_s():
        part = swing[moved_s * BREATH_RATE_HZ : (moved_s + 8) * BREATH_RATE_HZ]
        coarse = np.cumsum(random.standard_normal(part.size)) / 12
        part += (np.hanning(part.size) * (coarse - coarse.mean())).astype(np.float32)
    return swing


def _by_position(random: np.random.Generator, night: ClinicalNight) -> tuple[Floats, Floats]:
    """Draw gains of the two belts, which change with the position."""
    position = np.repeat(night.timeline.position, BREATH_RATE_HZ)
    gains = random.uniform(0.8, 1.2, (2, max(Position) + 1))
    return gains[0][position].astype(np.float32), gains[1][position].astype(np.float32)


def _snore(random: np.random.Generator, respiration: Respiration) -> Floats:
    loudness = np.repeat(respiration.snoring, SNORE_RATE_HZ // BREATH_RATE_HZ)
    flutter = 0.6 + 0.4 * np.sin(2 * np.pi * 30 * np.arange(loudness.size) / SNORE_RATE_HZ)
    hiss = random.standard_normal(loudness.size, dtype=np.float32)
    return np.asarray(hiss * (1.2 + 45 * loudness * flutter), dtype=np.float32)


def _oximeter(night: ClinicalNight) -> list[SimulatedChannel]:
    """Return saturation, pulse, plethysmogram and position; without the probe the first three are 0."""
    beats = _beats(night)
    worn = night.saturation_percent > 0
    pulse = pulse_rate(night.beats_per_min) * worn
    squeezed = _squeezed(night)
    squeezed[~worn] = 1.0
    return [
        SimulatedChannel("SpO2", "%", 1, (0.0, 102.0), stored(night.saturation_percent, 1), "Pulse oximeter"),
        SimulatedChannel("Pulse", "bpm", 1, (0.0, 255.0), stored(pulse, 1), "Pulse oximeter"),
        SimulatedChannel(
            "Pleth",
            "",
            PLETH_RATE_HZ,
            (-1.0, 3.0),
            lambda spans: plethysmogram(beats, squeezed, PLETH_RATE_HZ, spans),
            "Pulse oximeter",
        ),
        SimulatedChannel("Position", "", 1, (0.0, 255.0), stored(night.timeline.position, 1), POSITION_CODES),
    ]


def _squeezed(night: ClinicalNight) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return by how much vessels of the finger are narrowed: after events and with arousals."""
    narrowed = np.zeros(night.timeline.n_seconds)
    starts = [event.stop_s for event in night.respiratory] + [arousal.start_s for arousal in night.arousals]
    for start_s in starts:
        first = int(start_s) + 3
        shape = 0.5 * np.hanning(14)
        part = narrowed[first : first + shape.size]
        np.maximum(part, shape[: part.size], out=part)
    return narrowed


def _box(night: ClinicalNight) -> list[SimulatedChannel]:
    """Return what the box of a home test measures by itself."""
    n_seconds = night.timeline.n_seconds
    random = night.random("box")
    awake = np.repeat(night.timeline.stages == 0, n_seconds // night.timeline.stages.size)
    activity = np.abs(random.standard_normal(n_seconds)) * np.where(awake, 0.08, 0.004)
    for moved_s in night.timeline.changes_of_position_s():
        activity[moved_s : moved_s + 6] += random.uniform(0.3, 1.2, activity[moved_s : moved_s + 6].size)
    off_s, on_s = night.timeline.bed_s
    light = np.full(n_seconds, 0.5)
    light[:off_s] = 120.0
    light[on_s:] = 150.0
    battery = np.linspace(98, 98 - 4 * n_seconds / 3600, n_seconds)
    return [
        SimulatedChannel("Activity", "g", 1, (0.0, 8.0), stored(activity, 1), "Accelerometer"),
        SimulatedChannel("Light", "lux", 1, (0.0, 1000.0), stored(light, 1)),
        SimulatedChannel("Battery", "%", 1, (0.0, 100.0), stored(battery, 1)),
    ]


def _mask(night: ClinicalNight, respiration: Respiration) -> list[SimulatedChannel]:
    """Return flow and pressure of the CPAP device."""
    random = night.random("mask")
    pressure = np.repeat(night.timeline.pressure_cmh2o, BREATH_RATE_HZ)
    on = pressure > 0
    flow = (respiration.flow * 28 + 20) * on + 0.3 * random.standard_normal(pressure.size)
    mask = (pressure - 0.35 * respiration.flow * on) + 0.03 * random.standard_normal(pressure.size)
    return [
        SimulatedChannel(
            "CPAP Flow",
            "L/min",
            BREATH_RATE_HZ,
            (-150.0, 150.0),
            stored(flow.astype(np.float32), BREATH_RATE_HZ),
            "CPAP device",
        ),
        SimulatedChannel(
            "CPAP Press",
            "cmH2O",
            BREATH_RATE_HZ,
            (-1.0, 30.0),
            stored(mask.astype(np.float32), BREATH_RATE_HZ),
            "CPAP device",
        ),
    ]


def _capnograph(night: ClinicalNight, respiration: Respiration) -> list[SimulatedChannel]:
    """Return the capnogram and its end-tidal value, which rises while little is exhaled."""
    from scipy.ndimage import uniform_filter1d

    n_seconds = night.timeline.n_seconds
    end_tidal = 41 + np.repeat(np.clip(drift(night.random("carbon dioxide"), n_seconds // 2, 300), -2, 2), 2)
    for event in night.respiratory:
        if event.kind is EventKind.HYPOPNOEA:
            end_tidal[int(event.start_s) : int(event.stop_s + 10)] += 3
    exhaled = np.clip(-respiration.flow / 0.25, 0, 1)
    wave = uniform_filter1d(exhaled, BREATH_RATE_HZ // 4) * np.repeat(end_tidal, BREATH_RATE_HZ)
    shown = wave.reshape(n_seconds, BREATH_RATE_HZ).max(axis=1)
    highest = np.array([shown[max(0, second - 5) : second + 1].max() for second in range(n_seconds)])
    return [
        SimulatedChannel(
            "Capno",
            "mmHg",
            BREATH_RATE_HZ,
            (0.0, 100.0),
            stored(wave.astype(np.float32), BREATH_RATE_HZ),
            "Capnograph",
        ),
        SimulatedChannel("EtCO2", "mmHg", 1, (0.0, 100.0), stored(np.round(highest), 1), "Capnograph"),
    ]
