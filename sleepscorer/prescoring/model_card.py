"""Model cards: what a model wants, gives, learnt from and was measured on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from pathlib import Path, PureWindowsPath
from typing import Any

from sleepscorer.assets import models_folder
from sleepscorer.channels import Role
from sleepscorer.errors import ModelError
from sleepscorer.messages import Message
from sleepscorer.prescoring.colleague import Colleague
from sleepscorer.prescoring.plugins import outside_names
from sleepscorer.prescoring.preparation import Preparation
from sleepscorer.prescoring.recalibration import Recalibration
from sleepscorer.signals.quality import Look
from sleepscorer.stages import EPOCH_SECONDS, SCORED_STAGES

FORMAT = 1
FRONT_ENDS = ("raw", "spectral-2")
MOST_CONTEXT_EPOCHS = 512
"""Samples of more epochs at once would take gigabytes."""
_FIELDS = (
    "name",
    "family",
    "title",
    "file",
    "sha256",
    "trainable_parameters",
    "epoch_seconds",
    "stages",
    "sampling_rate_hz",
    "unit",
    "context_epochs",
    "inputs",
    "input_name",
    "output_name",
    "figures",
)


AMPLITUDES_UV: Mapping[Role, tuple[float, float]] = {
    Role.EEG: (3.0, 60.0),
    Role.EOG: (1.0, 60.0),
    Role.EMG: (0.05, 500.0),
}
"""What a model takes whose card does not say: beyond, networks that are fed microvolts fail."""
LEAST_LOW_PASSED = 120
"""Epochs from which on a recording is low-passed. Shorter ones have too few to be compared with: without what
lies above 30 Hz the first network of the committee read pieces of one EEG far worse.
"""


@dataclass(frozen=True)
class ModelInput:
    """One channel a model wants, and how it is prepared.

    Attributes
    ----------
    role : Role
    preparation : Preparation
    amplitude_uv : tuple of float
        Least and largest standard deviation within a second that the model takes, as
        :class:`sleepscorer.signals.quality.Look` measures it; that of the role if empty.
    """

    role: Role
    preparation: Preparation
    amplitude_uv: tuple[float, ...] = ()

    @property
    def range_uv(self) -> tuple[float, float]:
        """Least and largest amplitude that the model takes."""
        low, high = self.amplitude_uv or AMPLITUDES_UV[self.role]
        return low, high


@dataclass(frozen=True)
class ModelCard:
    """A model in its folder.

    Attributes
    ----------
    folder : Path
    name, family, title : str
        ``ulw-sleepnet-3``, ``ulw-sleepnet``, ``ULW-SleepNet, 3 channels``.
    inputs : tuple of ModelInput
        In the order of the network's channels.
    rate_hz : float
    sha256 : str
        Of the network's file.
    trainable_parameters : int
    figures : tuple of mapping
        What was measured, on what, by which command.
    input_name, output_name, file : str
    front_end : {"raw", "spectral-2"}
        What the network is shown: prepared samples, or the numbers of
        :mod:`sleepscorer.prescoring.features`, of a whole night at once.
    context_epochs : int
        Consecutive epochs that a ``raw`` network is shown at once; 0 where it scores each by itself.
    margin_epochs : int
        Epochs at either end of those whose scores are not used, having neighbours on one side only.
    known_name : str
        Input of a ``spectral-2`` network that says which numbers are known; such a network does
        with any of its inputs that hold an EEG.
    recalibration : Recalibration or None
        Applied to the network's probabilities, in a model that was adapted to a lab.
    colleague : Colleague or None
        Another model of the product, asked beside the network.
    low_pass_hz : float or None
        Corner of a low-pass of EEG and EOG of an hour and more where the first EEG is broadband: mains,
        muscle and noise, which differ from one laboratory to the next, lie above it.
    """

    folder: Path
    name: str
    family: str
    title: str
    file: str
    sha256: str
    trainable_parameters: int
    rate_hz: float
    inputs: tuple[ModelInput, ...]
    input_name: str
    output_name: str
    figures: tuple[Mapping[str, Any], ...]
    front_end: str = "raw"
    context_epochs: int = 0
    margin_epochs: int = 0
    known_name: str = ""
    recalibration: Recalibration | None = None
    colleague: Colleague | None = None
    low_pass_hz: float | None = None

    @property
    def identity(self) -> str:
        """Hash of what the probabilities depend on: the network, what is beside it, and what it is shown."""
        beside = [part.digest for part in (self.colleague, self.recalibration) if part is not None]
        beside += [f"low-pass {self.low_pass_hz:g} Hz"] if self.low_pass_hz is not None else []
        if not beside:
            return self.sha256
        return hashlib.sha256(" ".join((self.sha256, *beside)).encode()).hexdigest()

    @cached_property
    def colleague_card(self) -> ModelCard | None:
        """Card of the colleague, which came with the program.

        Raises
        ------
        ModelError
            If it is missing, or is not the network that this card speaks of.
        """
        if self.colleague is None:
            return None
        card = load_card(models_folder() / self.colleague.model)
        if card.sha256 != self.colleague.sha256 or [given.role for given in card.inputs] != [Role.EEG]:
            raise ModelError(
                Message(
                    "{name} asks for another version of {colleague} than is installed; install both again, "
                    "or adapt the model of the product anew.",
                    name=self.name,
                    colleague=self.colleague.model,
                )
            )
        return card

    def low_pass_for(self, look: Look | None, n_epochs: int) -> float | None:
        """Return the low-pass in Hz of a recording, given what its first EEG looks like; None for none."""
        is_long = n_epochs >= LEAST_LOW_PASSED
        return self.low_pass_hz if is_long and look is not None and look.is_broadband else None

    def low_passed(self, look: Look | None, n_epochs: int) -> ModelCard:
        """Return the card with the preparation of EEG and EOG for a recording, given its first EEG's look."""
        high_hz = self.low_pass_for(look, n_epochs)
        if high_hz is None:
            return self
        inputs = tuple(
            given
            if given.role is Role.EMG
            else replace(given, preparation=given.preparation.low_passed(high_hz))
            for given in self.inputs
        )
        return replace(self, inputs=inputs)

    @property
    def reads_night(self) -> bool:
        """Whether the network is shown more than one epoch at once, up to a whole night."""
        return self.front_end != "raw" or self.context_epochs > 0

    @cached_property
    def network(self) -> bytes:
        """The ONNX file, checked against the card.

        Raises
        ------
        ModelError
            If the file is missing or is not the one the card speaks of.
        """
        path = self.folder / self.file
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ModelError(
                Message("{path} cannot be read; install the model {name} again.", path=path, name=self.name)
            ) from error
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise ModelError(
                Message(
                    "{path} is not the network its card.json speaks of (sha256 differs); install the "
                    "model {name} again.",
                    path=path,
                    name=self.name,
                )
            )
        return content

    @property
    def variants(self) -> list[ModelCard]:
        """One card per set of channels the network can be fed, the larger ones first."""
        if self.front_end == "raw":
            return [self]
        sets = {
            tuple(
                model_input for model_input, chosen in zip(self.inputs, choice, strict=True) if chosen
            ): None
            for choice in product((True, False), repeat=len(self.inputs))
        }
        fed = [inputs for inputs in sets if any(model_input.role is Role.EEG for model_input in inputs)]
        return [replace(self, inputs=inputs) for inputs in sorted(fed, key=len, reverse=True)]


def load_card(folder: Path) -> ModelCard:
    """Read ``card.json`` of a model's folder.

    Raises
    ------
    ModelError
        In one sentence, if the card is missing, incomplete, or asks for what this version lacks.
    """
    path = folder / "card.json"
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(Message("{path} cannot be read; install the model again.", path=path)) from error
    _check(values, path)
    try:
        return _card(folder, values)
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            Message(
                "{path} describes its inputs wrongly ({reason}); install the model again.",
                path=path,
                reason=error,
            )
        ) from error


def _check(values: Mapping[str, Any], path: Path) -> None:
    if values.get("format") != FORMAT:
        raise ModelError(
            Message(
                "{path} is of format {written}, not {known}; update sleepscorer.",
                path=path,
                written=values.get("format"),
                known=FORMAT,
            )
        )
    missing = [name for name in _FIELDS if name not in values]
    if missing:
        raise ModelError(
            Message("{path} lacks {missing}; install the model again.", path=path, missing=", ".join(missing))
        )
    expected = [stage.name for stage in SCORED_STAGES]
    if values["stages"] != expected:
        raise ModelError(
            Message(
                "{path} orders the stages {stages}, not {expected}; the model cannot be used.",
                path=path,
                stages=values["stages"],
                expected=expected,
            )
        )
    if values.get("front_end", FRONT_ENDS[0]) not in FRONT_ENDS:
        raise ModelError(
            Message(
                "{path} asks for the front end {name}, which this version does not have; update "
                "sleepscorer, or adapt or train the model anew.",
                path=path,
                name=values["front_end"],
            )
        )
    if values["epoch_seconds"] != EPOCH_SECONDS or values["unit"] != "uV":
        raise ModelError(
            Message(
                "{path} asks for other than {seconds} s epochs in uV; it cannot be used.",
                path=path,
                seconds=EPOCH_SECONDS,
            )
        )
    if not _is_plain_name(values["file"]):
        raise ModelError(
            Message("{path} names a network outside its own folder; the model cannot be used.", path=path)
        )


def _is_plain_name(name: object) -> bool:
    """Whether a name can only be that of a file in the same folder, on every system."""
    return isinstance(name, str) and name not in ("", ".", "..") and PureWindowsPath(name).name == name


def _card(folder: Path, values: Mapping[str, Any]) -> ModelCard:
    rate_hz = float(values["sampling_rate_hz"])
    context, margin = _context(values)
    reads_eeg = Role.EEG in [given["role"] for given in values["inputs"]]
    if "colleague" in values and not reads_eeg:
        raise ValueError(Message("a colleague of a model that reads no EEG"))
    if "low_pass_hz" in values and not reads_eeg:
        raise ValueError(Message("a low-pass for the EEG of a model that reads none"))
    return ModelCard(
        folder=folder,
        name=values["name"],
        family=values["family"],
        title=values["title"],
        file=values["file"],
        sha256=values["sha256"],
        trainable_parameters=int(values["trainable_parameters"]),
        rate_hz=rate_hz,
        inputs=tuple(_input(input_values, rate_hz) for input_values in values["inputs"]),
        input_name=values["input_name"],
        output_name=values["output_name"],
        figures=tuple(values["figures"]),
        front_end=values.get("front_end", FRONT_ENDS[0]),
        context_epochs=context,
        margin_epochs=margin,
        known_name=values.get("known_name", ""),
        recalibration=Recalibration.from_values(values["recalibration"])
        if "recalibration" in values
        else None,
        colleague=Colleague.from_values(values["colleague"]) if "colleague" in values else None,
        low_pass_hz=_low_pass_hz(values, rate_hz),
    )


def _low_pass_hz(values: Mapping[str, Any], rate_hz: float) -> float | None:
    """Corner of the low-pass of EEG and EOG that are broadband; None for none."""
    given = values.get("low_pass_hz")
    if given is None:
        return None
    lowest_hz = max(channel["low_hz"] or 0.0 for channel in values["inputs"] if channel["role"] != Role.EMG)
    if isinstance(given, bool) or not lowest_hz < float(given) < rate_hz / 2:
        raise ValueError(Message("a low-pass of {high_hz} Hz", high_hz=given))
    return float(given)


def _context(values: Mapping[str, Any]) -> tuple[int, int]:
    """Epochs that a network of samples is shown at once, and those of them at either end not used."""
    if values.get("front_end", FRONT_ENDS[0]) != FRONT_ENDS[0]:
        return 0, 0
    context, margin = int(values["context_epochs"]), int(values.get("margin_epochs", 0))
    if not (context == margin == 0 or 0 <= 2 * margin < context <= MOST_CONTEXT_EPOCHS):
        raise ValueError(
            Message("{context} epochs at once with margins of {margin}", context=context, margin=margin)
        )
    return context, margin


def _input(values: Mapping[str, Any], rate_hz: float) -> ModelInput:
    if values["scaling"] not in ("none", "recording_iqr"):
        raise ValueError(Message("unknown scaling {scaling!r}", scaling=values["scaling"]))
    preparation = Preparation(
        low_hz=values["low_hz"],
        high_hz=values["high_hz"],
        order=int(values["order"]),
        rate_hz=rate_hz,
        scaling=values["scaling"],
        divisor_uv=float(values["divisor_uv"]),
    )
    return ModelInput(Role(values["role"]), preparation, _amplitude(values))


def _amplitude(values: Mapping[str, Any]) -> tuple[float, ...]:
    if "amplitude_uv" not in values:
        return ()
    low, high = map(float, values["amplitude_uv"])
    if not 0 <= low < high < float("inf"):
        raise ValueError(Message("amplitudes from {low:g} to {high:g} uV", low=low, high=high))
    return low, high


def user_models_folder() -> Path:
    """Return the folder of the user's own models; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path("sleepscorer", appauthor=False) / "models"


def _roots(folder: Path | None) -> tuple[Path, ...]:
    """Where models are looked for; a bundled model is found before the user's of the same name."""
    return (folder,) if folder else (models_folder(), user_models_folder())


def available_models(folder: Path | None = None) -> list[ModelCard]:
    """Return the cards of every model that can be loaded, by family, the one with most inputs first.

    Parameters
    ----------
    folder : Path, optional
        Where to look; among the bundled models and the user's own if not given.
    """
    cards: dict[str, ModelCard] = {}
    for path in (path for root in _roots(folder) for path in sorted(root.glob("*/card.json"))):
        try:
            card = load_card(path.parent)
        except ModelError:
            continue
        cards.setdefault(card.name, card)
    return sorted(cards.values(), key=lambda card: (card.family, -len(card.inputs), card.name))


def find_models(wanted: str, folder: Path | None = None) -> list[ModelCard]:
    """Return the variants of a family, or the one model of that name.

    Raises
    ------
    ModelError
        If there is none; a model that is there but damaged says what is wrong with it.
    """
    for root in _roots(folder):
        if (root / wanted / "card.json").exists():
            return load_card(root / wanted).variants
    models = available_models(folder)
    variants = [variant for card in models if card.family == wanted for variant in card.variants]
    if not variants:
        known = {card.family for card in models} | {card.name for card in models} | set(outside_names())
        names = ", ".join(sorted(known))
        raise ModelError(
            Message(
                "There is no model called {name}; choose one of: {names}.",
                name=wanted,
                names=names or Message("none installed"),
            )
        )
    return variants


def is_outside(wanted: str) -> bool:
    """Return whether a name is that of an outside scorer; a model of the product comes before one."""
    if any((root / wanted / "card.json").exists() for root in _roots(None)):
        return False
    return wanted in outside_names() and all(card.family != wanted for card in available_models())
