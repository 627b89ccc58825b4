"""Synthetic polysomnography with known stages, for tests, benchmarks and training."""

from sleepscorer.simulation.edf import write_benchmark_edf, write_edf
from sleepscorer.simulation.night import SimulatedNight, simulate_night

__all__ = ["SimulatedNight", "simulate_night", "write_benchmark_edf", "write_edf"]
