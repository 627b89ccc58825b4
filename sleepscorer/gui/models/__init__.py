"""Which model pre-scores."""
