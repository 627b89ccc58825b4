"""Recordings of any kind, behind one interface."""

from sleepscorer.recording.base import Channel, Gap, Recording
from sleepscorer.recording.opener import EXTENSIONS, OTHER_EXTENSIONS, open_recording

__all__ = ["EXTENSIONS", "OTHER_EXTENSIONS", "Channel", "Gap", "Recording", "open_recording"]
