"""The page of traces."""

from sleepscorer.gui.traces.curve import TraceCurve
from sleepscorer.gui.traces.lane import Lane
from sleepscorer.gui.traces.marks import Measured
from sleepscorer.gui.traces.span import PAGE_LENGTHS_S, PageSpan, page_lengths
from sleepscorer.gui.traces.view import TraceView

__all__ = ["PAGE_LENGTHS_S", "Lane", "Measured", "PageSpan", "TraceCurve", "TraceView", "page_lengths"]
