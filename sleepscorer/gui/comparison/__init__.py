"""Other scorings of the night beside the one under review."""
