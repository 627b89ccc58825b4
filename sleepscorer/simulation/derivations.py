"""Simulated derivations: gains of each source at each electrode pair."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class SimulatedDerivation:
    """One derivation relative to C3-M2.

    Parameters
    ----------
    label : str
        Name in the recording.
    bands_db : tuple of float
        Gain of the delta, theta, alpha, sigma and beta background.
    eyes, waves : float
        Gain of the eyes and of frontal waves.
    shared : float
        Share of the background common to all derivations; negative if of opposite polarity.
    """

    label: str
    bands_db: tuple[float, float, float, float, float]
    eyes: float
    waves: float
    shared: float

    def quieter(self, change_db: float) -> SimulatedDerivation:
        """Return the same derivation with its background raised or lowered."""
        delta, theta, alpha, sigma, beta = (gain + change_db for gain in self.bands_db)
        return replace(self, bands_db=(delta, theta, alpha, sigma, beta))


FPZ_CZ = SimulatedDerivation("EEG Fpz-Cz", (1, 1, -2.5, 1, 0.5), 0.42, 0.95, 0.35)
PZ_OZ = SimulatedDerivation("EEG Pz-Oz", (-2.5, -3.5, -1.5, -4.5, -7.5), 0.0, 0.4, -0.3)
SLEEP_EDF = (FPZ_CZ, PZ_OZ)
"""The montage of Sleep-EDF."""

CLINICAL = (
    (SimulatedDerivation("C3-M2", (0, 0, 0, 0, 0), 0.10, 1.0, 0.7), 0.34),
    (SimulatedDerivation("F3-M2", (2, 1, -1.5, 0, 0), 0.28, 1.15, 0.8), 0.20),
    (SimulatedDerivation("O1-M2", (-1, -0.5, 4.5, -3, 0), 0.04, 0.75, 0.75), 0.12),
    (FPZ_CZ, 0.12),
    (PZ_OZ, 0.08),
    (SimulatedDerivation("F3-C3", (-4, -4, -5, -2, -1), 0.22, 0.45, 0.2), 0.07),
    (SimulatedDerivation("C3-O1", (-1, -1, 2, 0, 0), 0.08, 0.7, 0.5), 0.07),
)
"""Derivations met in clinics, with the chance that a simulated night has them."""

EOG_HORIZONTAL = SimulatedDerivation("EOG horizontal", (-3, -3, -2, -3, 3), 1.0, 1.0, 0.3)
EOG_AGAINST_MASTOID = SimulatedDerivation("E1-M2", (0, 0, -1, -5, -1), 1.0, 0.65, 0.8)


def draw_derivations(random: np.random.Generator) -> tuple[SimulatedDerivation, SimulatedDerivation]:
    """Draw the two EEG derivations of a night."""
    if random.random() < 0.25:
        return SLEEP_EDF
    derivations, chances = zip(*CLINICAL, strict=True)
    first, second = random.choice(len(derivations), 2, replace=False, p=chances)
    return derivations[first], derivations[second]
