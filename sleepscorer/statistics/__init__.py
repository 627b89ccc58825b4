"""Statistics of a scoring: sleep parameters, event indices, agreement between scorers."""

from sleepscorer.statistics.absences import absences_of, odi_absence
from sleepscorer.statistics.agreement import Agreement, agreement, differing
from sleepscorer.statistics.arousals import ArousalCause
from sleepscorer.statistics.consensus import Consensus, consensus
from sleepscorer.statistics.cycles import Cycle, sleep_cycles
from sleepscorer.statistics.indices import (
    CountedEvent,
    EventIndex,
    EventStatistics,
    Tally,
    Uncounted,
    event_statistics,
    scored_events,
)
from sleepscorer.statistics.naps import Nap, NapTest, lights_of_naps, nap_statistics
from sleepscorer.statistics.night import (
    NightStatistics,
    OxygenStatistics,
    PulseStatistics,
    StretchStatistics,
    StudyKind,
    StudyStatistics,
    night_statistics,
    study_statistics,
)
from sleepscorer.statistics.night_parameters import NIGHT_PARAMETERS, night_parameters_of
from sleepscorer.statistics.parameters import PARAMETERS, STAGE_PARAMETERS, Parameter, parameters_of
from sleepscorer.statistics.reliability import Interval, StageAgreement, kappa_interval, stage_agreement
from sleepscorer.statistics.segments import NightSegment, SegmentKind, segments_of
from sleepscorer.statistics.signals import NightSignals, read_night_signals
from sleepscorer.statistics.sleep import SleepStatistics, epochs_in_bed, sleep_statistics

__all__ = [
    "NIGHT_PARAMETERS",
    "PARAMETERS",
    "STAGE_PARAMETERS",
    "Agreement",
    "ArousalCause",
    "Consensus",
    "CountedEvent",
    "Cycle",
    "EventIndex",
    "EventStatistics",
    "Interval",
    "Nap",
    "NapTest",
    "NightSegment",
    "NightSignals",
    "NightStatistics",
    "OxygenStatistics",
    "Parameter",
    "PulseStatistics",
    "SegmentKind",
    "SleepStatistics",
    "StageAgreement",
    "StretchStatistics",
    "StudyKind",
    "StudyStatistics",
    "Tally",
    "Uncounted",
    "absences_of",
    "agreement",
    "consensus",
    "differing",
    "epochs_in_bed",
    "event_statistics",
    "kappa_interval",
    "lights_of_naps",
    "nap_statistics",
    "night_parameters_of",
    "night_statistics",
    "odi_absence",
    "parameters_of",
    "read_night_signals",
    "scored_events",
    "segments_of",
    "sleep_cycles",
    "sleep_statistics",
    "stage_agreement",
    "study_statistics",
]
