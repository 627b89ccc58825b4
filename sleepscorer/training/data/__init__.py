"""Nights to learn from: simulated, rebuilt and real, prepared and kept on disk."""
