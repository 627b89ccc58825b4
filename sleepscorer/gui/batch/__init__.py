"""Many nights scored from the window."""
