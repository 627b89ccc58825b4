"""Clinical recordings: every channel of a sleep laboratory, with events whose truth is known."""

from sleepscorer.simulation.clinical.files import paths_of, write_clinical
from sleepscorer.simulation.clinical.night import ClinicalNight, simulate_clinical
from sleepscorer.simulation.clinical.protocol import Montage
from sleepscorer.simulation.clinical.sample import clinical_sample

__all__ = ["ClinicalNight", "Montage", "clinical_sample", "paths_of", "simulate_clinical", "write_clinical"]
