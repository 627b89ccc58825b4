"""Recipes of the networks: nights, training loop, and the run that writes a model folder."""
