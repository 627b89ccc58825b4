"""The page of signals: pages, lanes, labels, ruler, measurements."""
