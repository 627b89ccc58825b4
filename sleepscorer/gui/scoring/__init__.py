"""Scoring by hand, and going through the night."""
