"""Home sleep apnoea tests, told from nights in which somebody can tell sleep from wake."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sleepscorer.stages import Stage


def is_home_test(stages: NDArray[np.integer], *, has_eeg: bool) -> bool:
    """Return whether nothing tells sleep from wake, so that events count per hour of monitoring.

    That is so where there is no EEG and no epoch is scored as sleep (AASM Manual, chapter IX); an epoch that
    was marked as wake does not make it a polysomnography.

    Parameters
    ----------
    stages : ndarray of int, shape (n_epochs,)
    has_eeg : bool
        Whether the recording has an EEG.
    """
    return not has_eeg and not bool((stages > Stage.W).any())


def shows_stages(stages: NDArray[np.integer], *, has_eeg: bool) -> bool:
    """Return whether there are stages to show, now or later: without an EEG only once an epoch is scored.

    Parameters
    ----------
    stages : ndarray of int, shape (n_epochs,)
    has_eeg : bool
        Whether the recording has an EEG.
    """
    return has_eeg or has_stages(stages)


def has_stages(stages: NDArray[np.integer]) -> bool:
    """Return whether any epoch is scored.

    Parameters
    ----------
    stages : ndarray of int, shape (n_epochs,)
    """
    return bool((stages > Stage.UNSCORED).any())
