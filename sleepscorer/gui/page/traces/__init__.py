"""The page of traces.

What needs pyqtgraph, :class:`~sleepscorer.gui.page.traces.view.TraceView` and the items in it, is imported
from its own module: the plotting library takes longer to load than the window.
"""

from sleepscorer.gui.page.traces.lane import SCALES_UV_PER_MM, Lane
from sleepscorer.gui.page.traces.marks import Measured
from sleepscorer.gui.page.traces.span import PAGE_LENGTHS_S, PageSpan, page_lengths

__all__ = ["PAGE_LENGTHS_S", "SCALES_UV_PER_MM", "Lane", "Measured", "PageSpan", "page_lengths"]
