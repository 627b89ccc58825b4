"""Locations of training data."""

from __future__ import annotations

import os
from pathlib import Path

ENVIRONMENT = "SLEEPSCORER_TEST_DATA"
BESIDE_CHECKOUT = Path(__file__).resolve().parents[4] / "shared" / "data"


def data_directory() -> Path:
    """Return the folder with real data: ``SLEEPSCORER_TEST_DATA``, or ``shared/data`` beside the checkout."""
    return Path(os.environ.get(ENVIRONMENT) or BESIDE_CHECKOUT)
