"""Consultation of a model's colleague about one EEG."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role
from sleepscorer.prescoring.colleague import joint
from sleepscorer.prescoring.foreign import probabilities
from sleepscorer.prescoring.model_card import ModelCard
from sleepscorer.prescoring.preparation import cut_epochs, prepare
from sleepscorer.signals.quality import Look

Floats = NDArray[np.float32]


def consult(
    card: ModelCard,
    eeg_uv: Floats,
    look: Look | None,
    rows: Floats,
    *,
    progress: Callable[[float], None] = lambda fraction: None,
    threads: int = 1,
) -> Floats | None:
    """Give the colleague of a model its share in the probabilities of a night.

    Parameters
    ----------
    card : ModelCard
        The variant that gave the probabilities.
    eeg_uv : ndarray of float32, shape (n_samples,)
        The first EEG that it read, at its rate; NaN where there are no samples.
    look : Look or None
        What that EEG looks like.
    rows : ndarray of float32, shape (n_epochs, 5)
        Probabilities.
    progress : callable
        Told the fraction done; may raise to stop.
    threads : int

    Returns
    -------
    ndarray of float32, shape (n_epochs, 5), or None
        None where there is no colleague, or it does not know such an EEG.

    Raises
    ------
    ModelError
        If the colleague is not installed.
    """
    colleague, other = card.colleague, card.colleague_card
    if colleague is None or other is None or not colleague.takes(look):
        return None
    how = other.inputs[0].preparation.low_passed(card.low_pass_for(look, len(rows)))
    prepared = prepare(eeg_uv, card.rate_hz, how)
    epochs = cut_epochs([prepared], len(rows), other.rate_hz)
    others = probabilities(other, epochs, progress, threads)
    reads_eog = any(model_input.role is Role.EOG for model_input in card.inputs)
    return joint(rows, others, colleague.weight_with_eog if reads_eog else colleague.weight)
