"""Recordings in; hypnograms, events, reports out."""
