"""Experiments on training that are not part of the installed package."""
