"""Scoring of one recording by one scorer: stages, events and marks, and the changes that alone alter them.

A change knows what was before and what comes after, so its inverse is a change too: undo, crash
recovery, the trail of who set what and the comparison of scorers all rest on that.
"""

from sleepscorer.scoring.authors import OF_RECORDING, Author, AuthorKind, now
from sleepscorer.scoring.change_json import change_from_json, change_to_json
from sleepscorer.scoring.changes import (
    Change,
    CommentChange,
    EventChange,
    LightsChange,
    MarkChange,
    StageChange,
)
from sleepscorer.scoring.events import (
    APNOEAS,
    EVENT_TEXTS,
    RESPIRATORY,
    Event,
    EventKind,
    event_from_text,
    kinds_on,
)
from sleepscorer.scoring.lights import Lights, lights_among
from sleepscorer.scoring.marks import EpochMarks, Flag
from sleepscorer.scoring.origin import Origin
from sleepscorer.scoring.proposals import Proposal, count_proposals, on_other_stages, stages_fingerprint
from sleepscorer.scoring.state import Scoring, scoring_from_stages

__all__ = [
    "APNOEAS",
    "EVENT_TEXTS",
    "OF_RECORDING",
    "RESPIRATORY",
    "Author",
    "AuthorKind",
    "Change",
    "CommentChange",
    "EpochMarks",
    "Event",
    "EventChange",
    "EventKind",
    "Flag",
    "Lights",
    "LightsChange",
    "MarkChange",
    "Origin",
    "Proposal",
    "Scoring",
    "StageChange",
    "change_from_json",
    "change_to_json",
    "count_proposals",
    "event_from_text",
    "kinds_on",
    "lights_among",
    "now",
    "on_other_stages",
    "scoring_from_stages",
    "stages_fingerprint",
]
