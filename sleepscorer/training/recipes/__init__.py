"""How each network is trained: its nights, its loop, and the run that writes a model folder."""
