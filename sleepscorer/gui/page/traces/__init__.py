"""The page of traces.

What needs pyqtgraph, :class:`~sleepscorer.gui.page.traces.view.TraceView` and the items in it, is imported
from its own module: the plotting library takes longer to load than the window.
"""

from sleepscorer.gui.page.span import PAGE_LENGTHS_S, PageSpan, page_lengths
from sleepscorer.gui.page.traces.lane import SCALES_UV_PER_MM, TraceLane
from sleepscorer.gui.page.traces.marks import Measured

__all__ = ["PAGE_LENGTHS_S", "SCALES_UV_PER_MM", "Measured", "PageSpan", "TraceLane", "page_lengths"]
