"""Models that pre-score or give a second opinion."""
