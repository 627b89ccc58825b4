"""Review, pre-score and export sleep recordings."""

__version__ = "0.1.0"
