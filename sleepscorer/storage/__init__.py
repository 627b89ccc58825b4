"""The work kept of a night: lock, journal, sidecar, and the store that ties them together."""
