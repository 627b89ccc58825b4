"""Checks of an installation: doctor, its probes, and the self-test."""
