"""Recordings of any kind: one face, whatever the file."""

from sleepscorer.recording.base import Channel, Gap, Recording
from sleepscorer.recording.opening import EXTENSIONS, OTHER_EXTENSIONS, open_recording

__all__ = ["EXTENSIONS", "OTHER_EXTENSIONS", "Channel", "Gap", "Recording", "open_recording"]
