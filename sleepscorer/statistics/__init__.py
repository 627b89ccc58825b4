"""Statistics of a scoring: sleep parameters, event indices, agreement between scorers."""

from sleepscorer.statistics.agreement import Agreement, agreement, differing
from sleepscorer.statistics.consensus import Consensus, consensus
from sleepscorer.statistics.cycles import Cycle, sleep_cycles
from sleepscorer.statistics.indices import EventIndex, EventStatistics, event_statistics
from sleepscorer.statistics.parameters import PARAMETERS, STAGE_PARAMETERS, Parameter, parameters_of
from sleepscorer.statistics.reliability import Interval, StageAgreement, kappa_interval, stage_agreement
from sleepscorer.statistics.sleep import SleepStatistics, epochs_in_bed, sleep_statistics

__all__ = [
    "PARAMETERS",
    "STAGE_PARAMETERS",
    "Agreement",
    "Consensus",
    "Cycle",
    "EventIndex",
    "EventStatistics",
    "Interval",
    "Parameter",
    "SleepStatistics",
    "StageAgreement",
    "agreement",
    "consensus",
    "differing",
    "epochs_in_bed",
    "event_statistics",
    "kappa_interval",
    "parameters_of",
    "sleep_cycles",
    "sleep_statistics",
    "stage_agreement",
]
