"""YASA as an outside scorer (Vallat & Walker, eLife 10:e70092, 2021; BSD-3-Clause)."""

from __future__ import annotations

import logging
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role
from sleepscorer.errors import Cancelled
from sleepscorer.extras import install_command
from sleepscorer.prescoring.model_card import ModelCard, ModelInput
from sleepscorer.prescoring.plugins import Cancelling, Progress
from sleepscorer.prescoring.preparation import Preparation
from sleepscorer.prescoring.prescore import MOSTLY, read_usable
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.recording import Recording
from sleepscorer.stages import EPOCH_SECONDS

RATE_HZ = 100
"""Rate that YASA resamples to itself."""
_NAMES = {Role.EEG: "eeg", Role.EOG: "eog", Role.EMG: "emg"}
_COLUMNS = (("W", "WAKE"), ("N1",), ("N2",), ("N3",), ("R", "REM"))
"""Names of the stages in YASA's tables, of any version."""


class YasaScorer:
    """YASA's ``SleepStaging`` on one EEG, with EOG and chin EMG where they were really recorded.

    Its features are not normalised for gain: it is fed true microvolts, unfiltered.
    """

    name = "yasa"
    title = "YASA"
    install = install_command("yasa")

    @property
    def version(self) -> str:
        """Version of the package; empty where it is not installed."""
        try:
            return version("yasa")
        except PackageNotFoundError:
            return ""

    def score(self, recording: Recording, progress: Progress, cancelled: Cancelling) -> ScoringResult:
        """Score every epoch of a recording."""

        def step(fraction: float) -> None:
            if cancelled():
                raise Cancelled
            progress(fraction)

        plan, signals = read_usable(recording, _card().variants, step)
        roles = [model_input.role for model_input in plan.card.inputs]
        missing = _missing(signals, recording.n_epochs)
        staged = _stage(dict(zip(roles, signals, strict=True)))
        step(1.0)
        rows = np.full((recording.n_epochs, 5), np.nan, np.float32)
        rows[: len(staged)] = staged[: recording.n_epochs]
        rows[missing > MOSTLY] = np.nan
        return ScoringResult(rows, self.name, self.version, plan.notices, channels=plan.channels)


def _card() -> ModelCard:
    """What YASA can be fed, as a card to plan with: an EEG, and EOG and EMG as there are."""
    inputs = tuple(ModelInput(role, Preparation(None, None)) for role in _NAMES)
    return ModelCard(
        folder=Path(),
        name=YasaScorer.name,
        family=YasaScorer.name,
        title=YasaScorer.title,
        file="",
        sha256="",
        trainable_parameters=0,
        rate_hz=RATE_HZ,
        inputs=inputs,
        input_name="",
        output_name="",
        figures=(),
        front_end="spectral-2",
    )


def _missing(signals: list[NDArray[np.float32]], n_epochs: int) -> NDArray[np.float64]:
    """Largest share of samples that any channel lacks, per epoch."""
    length = n_epochs * EPOCH_SECONDS * RATE_HZ
    lacking = [np.isnan(signal[:length]).reshape(n_epochs, -1).mean(axis=1) for signal in signals]
    return np.asarray(np.max(lacking, axis=0), np.float64)


def _stage(signals: dict[Role, NDArray[np.float32]]) -> NDArray[np.float32]:
    import warnings

    import yasa

    logging.getLogger("yasa").setLevel(logging.ERROR)
    given = {f"{_NAMES[role]}_name": _NAMES[role] for role in signals}
    staging = yasa.SleepStaging(_raw(signals), **given)
    with warnings.catch_warnings():  # its trees and encoders were kept by older versions of their packages
        warnings.simplefilter("ignore")
        table = staging.predict().proba if _gives_hypnogram(yasa) else staging.predict_proba()
    columns = {str(name).upper(): name for name in table.columns}
    names = [next(columns[name] for name in known if name in columns) for known in _COLUMNS]
    return np.asarray(table[names].to_numpy(), np.float32)


def _gives_hypnogram(yasa: Any) -> bool:
    """Whether ``predict`` gives a hypnogram with its probabilities, as from version 0.7 on."""
    return tuple(int(part) for part in yasa.__version__.split(".")[:2]) >= (0, 7)


def _raw(signals: dict[Role, NDArray[np.float32]]) -> Any:
    import mne

    names = [_NAMES[role] for role in signals]
    volts = np.nan_to_num(np.stack(list(signals.values())).astype(np.float64)) * 1e-6
    return mne.io.RawArray(volts, mne.create_info(names, RATE_HZ, names), verbose=False)
