"""Networks that did not come with the program, and scorers of other packages, which run apart."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.assets import models_folder
from sleepscorer.channels import Role
from sleepscorer.errors import RecordingError
from sleepscorer.messages import Message
from sleepscorer.prescoring.classifier import Classifier
from sleepscorer.prescoring.isolation import Result, Step, run_apart
from sleepscorer.prescoring.model_card import ModelCard, available_models
from sleepscorer.prescoring.plugins import installed_scorer, run_scorer
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.recording import Recording, open_recording


@cache
def _own_networks() -> frozenset[str]:
    return frozenset(card.sha256 for card in available_models(models_folder()))


def is_foreign(card: ModelCard) -> bool:
    """Return whether a network did not come with the program; that of an adapted model did."""
    return card.sha256 not in _own_networks()


def probabilities(
    card: ModelCard, epochs: NDArray[np.float32], progress: Callable[[float], None], threads: int = 1
) -> NDArray[np.float32]:
    """Return the stage probabilities of prepared epochs; see :meth:`Classifier.probabilities`.

    Raises
    ------
    ModelError
        If the network is not what its card says; of one from elsewhere also if it crashes, or goes beyond
        the limits of :mod:`sleepscorer.prescoring.isolation`.
    """
    if not is_foreign(card):
        return Classifier(card, threads).probabilities(epochs, progress)
    card.network  # noqa: B018 - read and checked here, so that the other process reads no file
    rows, _ = run_apart(f"The network of {card.name}", partial(_classify, card, epochs, threads), progress)
    return rows


def _classify(card: ModelCard, epochs: NDArray[np.float32], threads: int, step: Step) -> Result:
    return Classifier(card, threads).probabilities(epochs, step), {}


@dataclass(frozen=True)
class Reopened:
    """Recording as another process opens it."""

    path: Path
    roles: Mapping[str, Role]
    units: Mapping[str, str]
    content: bytes = b""

    @classmethod
    def of(cls, recording: Recording) -> Reopened:
        """Return what it takes to open a recording again, with its roles and units.

        Raises
        ------
        RecordingError
            In one sentence, if its samples are on no disk and cannot be handed to another process.
        """
        roles = {channel.label: channel.role for channel in recording.channels}
        units = {
            channel.label: channel.assigned_unit for channel in recording.channels if channel.assigned_unit
        }
        content = b"" if recording.is_on_disk else _pickled(recording)
        return cls(recording.path.absolute(), roles, units, content)

    def open(self) -> Recording:
        """Open the recording again."""
        if not self.content:
            reopened = open_recording(self.path, self.roles)
            if self.units:
                reopened.assign_units(self.units)
                reopened.assign_roles(self.roles)
            return reopened
        recording: Recording = pickle.loads(self.content)
        return recording


def _pickled(recording: Recording) -> bytes:
    try:
        return pickle.dumps(recording)
    except Exception as error:
        raise RecordingError(
            Message(
                "The recording cannot be handed to another process ({reason}); save it as FIF or EDF, and "
                "give the file.",
                reason=str(error) or type(error).__name__,
            )
        ) from error


def score_apart(name: str, recording: Recording, step: Callable[[float], None]) -> ScoringResult:
    """Run an outside scorer in a process of its own.

    Raises
    ------
    ModelError
        If it is not installed, fails, crashes, goes beyond the limits of
        :mod:`sleepscorer.prescoring.isolation`, or gives something else than five probabilities an epoch.
    """
    title = installed_scorer(name).title
    rows, values = run_apart(title, partial(_score, name, Reopened.of(recording)), step)
    return ScoringResult(
        rows,
        str(values["model_name"]),
        str(values["version"]),
        tuple(map(str, values["notices"])),
        bool(values["reads_night"]),
        channels=tuple(map(str, values["channels"])),
    )


def _score(name: str, night: Reopened, step: Step) -> Result:
    recording = night.open()
    result = run_scorer(name, recording, step, lambda: False)
    values = {
        "model_name": result.model_name,
        "version": getattr(result, "version", "") or installed_scorer(name).version,
        "notices": list(result.notices),
        "reads_night": bool(result.reads_night),
        "channels": list(getattr(result, "channels", ())),
    }
    return result.probabilities, values
