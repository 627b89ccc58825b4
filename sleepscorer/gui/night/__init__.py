"""The night at a glance: lanes over one time axis, click to jump, drag to select."""

from sleepscorer.gui.night.axis import NightAxis
from sleepscorer.gui.night.follower import StripFollower
from sleepscorer.gui.night.local import LocalHypnogram
from sleepscorer.gui.night.strip import NightStrip

__all__ = ["LocalHypnogram", "NightAxis", "NightStrip", "StripFollower"]
