"""The page of traces.

What needs pyqtgraph is :class:`~sleepscorer.gui.page.traces.view.TraceView` and the items in it: the plotting
library takes longer to load than the window.
"""
