"""psgscoring as an event scorer (Rombaut, psgscoring 0.37.0, 2026; BSD-3-Clause).

It is called part by part, so that no signal is held longer than it is needed: arousals by its U-Net on EEG,
EOG and chin, then breathing and saturation, then the legs.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from sleepscorer.channels import Role
from sleepscorer.errors import ModelError, RecordingError
from sleepscorer.extras import install_command
from sleepscorer.messages import Message
from sleepscorer.prescoring.events.apnoea_types import with_mixed_apnoeas
from sleepscorer.prescoring.events.desaturations import find_desaturations
from sleepscorer.prescoring.events.inputs import (
    NightPart,
    ReadTrace,
    Tell,
    parts_of_night,
    plain_flow_traces,
    read_breathing,
    read_meter,
    thermistor_traces,
    traces_of,
)
from sleepscorer.prescoring.events.psg_library import (
    AROUSAL_HZ,
    LEAST_LEG_HZ,
    LEG_HZ,
    Breathing,
    Sensors,
    find_arousals,
    find_breathing,
    find_movements,
    forget_environment,
    polygraphy_stages,
)
from sleepscorer.prescoring.events.result import EventRequest, FoundEvent, FoundEvents
from sleepscorer.prescoring.events.scorers import Profile, Progress
from sleepscorer.prescoring.model_card import ModelCard, ModelInput
from sleepscorer.prescoring.preparation import Preparation
from sleepscorer.prescoring.prescore import read_resampled, read_usable
from sleepscorer.recording import Recording
from sleepscorer.scoring import RESPIRATORY, EventKind
from sleepscorer.stages import EPOCH_SECONDS, Stage
from sleepscorer.translatable import QT_TRANSLATE_NOOP

PROFILES = (
    Profile(
        "aasm_v3_breath_dual",
        QT_TRANSLATE_NOOP(
            "EventProfiles", "AASM 3, rule 1A, graded breath by breath; apnoeas on both flow sensors"
        ),
    ),
    Profile(
        "aasm_v3_breath",
        QT_TRANSLATE_NOOP(
            "EventProfiles", "AASM 3, rule 1A, graded breath by breath; apnoeas on one flow sensor"
        ),
    ),
    Profile(
        "aasm_v3_dual",
        QT_TRANSLATE_NOOP("EventProfiles", "AASM 3, rule 1A; apnoeas on both flow sensors"),
    ),
    Profile(
        "aasm_v3_rec",
        QT_TRANSLATE_NOOP(
            "EventProfiles", "AASM 3, recommended rule: 30 % for 10 s with 3 % desaturation or an arousal"
        ),
    ),
    Profile(
        "aasm_v3_strict",
        QT_TRANSLATE_NOOP("EventProfiles", "AASM 3, conservative reading of the recommended rule"),
    ),
    Profile(
        "aasm_v3_sensitive",
        QT_TRANSLATE_NOOP(
            "EventProfiles", "AASM 3, sensitive: flow falls by 25 %, for upper airway resistance"
        ),
    ),
    Profile(
        "aasm_v2_rec",
        QT_TRANSLATE_NOOP("EventProfiles", "AASM 2 (2012): 3 % desaturation or an arousal"),
    ),
    Profile(
        "aasm_v1_rec",
        QT_TRANSLATE_NOOP("EventProfiles", "AASM 2007: 4 % desaturation, no arousal"),
    ),
    Profile(
        "cms_medicare",
        QT_TRANSLATE_NOOP("EventProfiles", "AASM rule 1B (CMS, Medicare): 4 % desaturation, no arousal"),
    ),
    Profile(
        "mesa_shhs",
        QT_TRANSLATE_NOOP("EventProfiles", "As scored in MESA and SHHS (NSRR): on nasal pressure first"),
    ),
    Profile(
        "chicago_1999",
        QT_TRANSLATE_NOOP("EventProfiles", "Chicago criteria of 1999: flow falls by half"),
    ),
)
"""Those of its profiles that state a rule of scoring; the usual one first."""

OF_LIGHTGBM = frozenset({"mesa_shhs"})
"""Those in which a model of lightgbm judges the candidates."""

_AROUSAL_SHARE, _BREATHING_SHARE = 0.5, 0.85
"""Of the progress, at which arousals and breathing are done."""


class PsgScorer:
    """psgscoring's detectors of respiratory events, desaturations, arousals and limb movements.

    It scores by rules on measured terms (AASM Manual, version 3, chapters V, VII and VIII); only arousals are
    found by a network (a U-Net after Ehrlich et al., Sci Rep 14, 2024).
    """

    name = "psgscoring"
    title = "psgscoring"
    install = install_command("events")

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Rules that it can go by here: without lightgbm psgscoring leaves a step of some out unsaid."""
        has_lightgbm = bool(find_spec("lightgbm"))
        return tuple(profile for profile in PROFILES if has_lightgbm or profile.name not in OF_LIGHTGBM)

    @property
    def version(self) -> str:
        """Version of the package; empty where it is not installed."""
        try:
            return version("psgscoring")
        except PackageNotFoundError:
            return ""

    def find(self, recording: Recording, request: EventRequest, progress: Progress) -> FoundEvents:
        """Find the events of a recording; see :class:`sleepscorer.prescoring.events.scorers.EventScorer`."""
        forget_environment()
        return _Search(recording, request, progress).run()


class _Search:
    """One run over one recording."""

    def __init__(self, recording: Recording, request: EventRequest, progress: Progress) -> None:
        self._recording, self._request, self._progress = recording, request, progress
        self._notices: list[str] = []
        self._tell: Tell = self._notices.append
        self._figures: dict[str, Any] = {}
        self._searched: set[EventKind] = set()

    def run(self) -> FoundEvents:
        sensors = self._sensors()
        stages = self._stages(sensors)
        events: list[FoundEvent] = []
        if all(stage == "W" for stage in stages):
            self._tell(Message("No epoch is scored as sleep, so no event is proposed."))
            return FoundEvents((), tuple(self._notices), self._figures)
        if not self._can_be_scored(sensors):
            raise ModelError(
                Message(
                    "{path} has no channels that events can be found on: airflow or SpO2, EEG with EOG and "
                    "chin EMG, or leg EMG. Set the channels' roles if they were guessed wrongly.",
                    path=self._recording.path.name,
                )
            )
        arousals = self._arousals(stages)
        events += arousals
        self._progress(_AROUSAL_SHARE)
        breathing = self._breathing(sensors, stages, arousals)
        belts = [belt for belt in (sensors.thorax, sensors.abdomen) if belt]
        events += with_mixed_apnoeas((event for part in breathing for event in part.events), belts)
        if sensors.spo2:
            events += find_desaturations(sensors.spo2, stages)
            self._searched.add(EventKind.DESATURATION)
        self._progress(_BREATHING_SHARE)
        events += self._movements(stages, [event for part in breathing for event in part.respiratory])
        return FoundEvents(tuple(events), tuple(self._notices), self._figures, frozenset(self._searched))

    def _can_be_scored(self, sensors: Sensors) -> bool:
        has_breathing = bool(sensors.has_flow or sensors.spo2)
        return has_breathing or bool(traces_of(self._recording, [Role.EEG, *_LEGS]))

    def _stages(self, sensors: Sensors) -> list[str]:
        """Return the stages as words; of a home sleep apnoea test, the time in which sensors measure."""
        stages = self._request.stages
        if (stages >= 0).any():
            return [Stage(int(stage)).name if stage >= 0 else "W" for stage in stages]
        if traces_of(self._recording, [Role.EEG]):
            raise ModelError(
                Message(
                    "{path} has no stages yet, and events are scored in sleep; score or pre-score it first.",
                    path=self._recording.path.name,
                )
            )
        words, analysed_h = polygraphy_stages(sensors, self._recording.n_epochs, self._request.lights)
        self._figures["analysed_hours"] = analysed_h
        self._tell(
            Message(
                "Without an EEG events are looked for in {hours:.1f} h in which the sensors measure, "
                "asleep or not.",
                hours=analysed_h,
            )
        )
        return words

    def _sensors(self) -> Sensors:
        recording, tell = self._recording, self._tell
        pressure = read_breathing(recording, traces_of(recording, [Role.NASAL_PRESSURE]), tell)
        thermistor = read_breathing(recording, thermistor_traces(recording), tell)
        plain = (
            None if thermistor or pressure else read_breathing(recording, plain_flow_traces(recording), tell)
        )
        return Sensors(
            thermistor=thermistor,
            pressure=pressure,
            flow=plain,
            mask_flow=read_breathing(recording, traces_of(recording, [Role.CPAP_FLOW]), tell),
            thorax=read_breathing(recording, traces_of(recording, [Role.THORAX]), tell, low_pass=False),
            abdomen=read_breathing(recording, traces_of(recording, [Role.ABDOMEN]), tell, low_pass=False),
            spo2=read_meter(recording, Role.SPO2, tell, within=(50.0, 100.0)),
            pulse=read_meter(recording, Role.PULSE, tell, within=(20.0, 250.0)),
            position=read_meter(recording, Role.POSITION, tell),
        )

    def _arousals(self, stages: Sequence[str]) -> list[FoundEvent]:
        def halve(fraction: float) -> None:
            self._progress(_AROUSAL_SHARE * fraction)

        if not traces_of(self._recording, [Role.EEG]):
            return []
        try:
            plan, signals = read_usable(self._recording, [_arousal_card()], halve)
        except (ModelError, RecordingError) as error:
            self._tell(Message("Arousals were not looked for. {reason}", reason=error))
            return []
        self._tell(
            Message(
                "Arousals were looked for on {channels}.",
                channels=", ".join(trace.label for trace in plan.traces),
            )
        )
        missing = np.any([np.isnan(signal) for signal in signals], axis=0)
        spans = find_arousals(signals, stages, halve)
        self._searched.add(EventKind.AROUSAL)
        first = plan.traces[0].label
        return [
            FoundEvent(EventKind.AROUSAL, start_s, stop_s - start_s, first, score)
            for start_s, stop_s, score in spans
            if not missing[int(start_s * AROUSAL_HZ) : int(stop_s * AROUSAL_HZ)].any()
        ]

    def _breathing(
        self, sensors: Sensors, stages: Sequence[str], arousals: Sequence[FoundEvent]
    ) -> list[Breathing]:
        parts = [part for part in parts_of_night(self._recording) if _has_sleep(stages, part)]
        if all(sensors.of_part(part).has_flow for part in parts):
            self._searched |= RESPIRATORY
        results = []
        for part in parts:
            own = sensors.of_part(part)
            if not (own.has_flow or own.spo2):
                self._tell(
                    Message("Respiratory events were not looked for: there is no airflow and no SpO2.")
                )
                continue
            if not own.has_flow:
                self._tell(Message("Respiratory events were not looked for: there is no airflow."))
            if own.has_flow and not own.has_effort:
                self._tell(
                    Message(
                        "There is no belt of the chest or the abdomen, so that apnoeas have no type; they "
                        "are proposed as obstructive."
                    )
                )
            results.append(find_breathing(own, part, stages, arousals, self._request))
            self._figures.setdefault("parts", []).append(
                {
                    "start_s": part.first * EPOCH_SECONDS,
                    "stop_s": part.stop * EPOCH_SECONDS,
                    "therapy": part.is_therapy,
                    **results[-1].figures,
                }
            )
        return results

    def _movements(self, stages: Sequence[str], breathing: Sequence[dict[str, Any]]) -> list[FoundEvent]:
        recording = self._recording
        left = traces_of(recording, [Role.LEG_LEFT])[:1]
        right = traces_of(recording, [Role.LEG_RIGHT])[:1]
        chosen = [*left, *right] or traces_of(recording, [Role.LEG])[:2]
        legs = []
        for trace in chosen:
            rate_hz = min(LEG_HZ, recording.rate_of(trace))
            if rate_hz < LEAST_LEG_HZ or recording.channels[trace.channel].unit != "uV":
                self._tell(
                    Message(
                        "{channel} was not used: limb movements need microvolts at {rate:g} Hz or more.",
                        channel=trace.label,
                        rate=LEAST_LEG_HZ,
                    )
                )
                continue
            legs.append((trace, rate_hz))
        if not legs:
            return []
        rate_hz = min(rate for _, rate in legs)
        signals = read_resampled(recording, tuple(trace for trace, _ in legs), rate_hz)
        self._searched.add(EventKind.LIMB_MOVEMENT)
        pairs = [ReadTrace(trace, values, rate_hz) for (trace, _), values in zip(legs, signals, strict=True)]
        return find_movements(pairs, stages, breathing)


_LEGS = (Role.LEG_LEFT, Role.LEG_RIGHT, Role.LEG)


def _has_sleep(stages: Sequence[str], part: NightPart) -> bool:
    return any(stage != "W" for stage in stages[part.first : part.stop])


def _arousal_card() -> ModelCard:
    """Return what the U-Net is fed, as a card to plan with: an EEG, an EOG and the chin."""
    inputs = tuple(
        ModelInput(role, Preparation(None, None, rate_hz=AROUSAL_HZ))
        for role in (Role.EEG, Role.EOG, Role.EMG)
    )
    return ModelCard(
        folder=Path(),
        name=PsgScorer.name,
        family=PsgScorer.name,
        title=PsgScorer.title,
        file="",
        sha256="",
        trainable_parameters=0,
        rate_hz=AROUSAL_HZ,
        inputs=inputs,
        input_name="",
        output_name="",
        figures=(),
        front_end="spectral-2",
    )
