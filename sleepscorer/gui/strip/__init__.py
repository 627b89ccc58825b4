"""The night at a glance: lanes over one time axis, click to jump, drag to select."""

from sleepscorer.gui.strip.axis import NightAxis
from sleepscorer.gui.strip.follower import StripFollower
from sleepscorer.gui.strip.local import LocalHypnogram
from sleepscorer.gui.strip.strip import NightStrip

__all__ = ["LocalHypnogram", "NightAxis", "NightStrip", "StripFollower"]
