"""A scored night of any corpus: where its files are, and what is in them once read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import MIN_MODEL_RATE_HZ, Derivation, Role
from sleepscorer.errors import RecordingError
from sleepscorer.formats import align, read_hypnogram
from sleepscorer.prescoring.features import RATE_HZ, compute
from sleepscorer.prescoring.preparation import Preparation, cut_epochs, prepare
from sleepscorer.prescoring.prescore import read_resampled
from sleepscorer.prescoring.whole_night import PLACES
from sleepscorer.recording import Recording, open_recording
from sleepscorer.stages import EPOCH_SECONDS, Stage
from sleepscorer.training.data.context_nights import NumbersNight
from sleepscorer.training.data.distortions import PREPARATION
from sleepscorer.training.data.prepared_nights import PREPARATIONS, PreparedNight
from sleepscorer.training.evaluate import sleep_period

Wanted = Sequence[tuple[Role, Sequence[str]]]
"""Role of each channel to read, and the labels it goes by in a corpus."""
ReadStages = Callable[[Path, Recording], NDArray[np.int8]]


@dataclass(frozen=True)
class CorpusNight:
    """Location of a night.

    Attributes
    ----------
    name : str
        Unique in its corpus.
    subject : str
        Person; nights of one are never on both sides of a fold.
    recording : Path
    scorings : tuple of Path
        One per scorer; the recording itself where it holds its stages.
    read : callable
        Reads it, given the number of a scorer.
    """

    name: str
    subject: str
    recording: Path
    scorings: tuple[Path, ...]
    read: Callable[[CorpusNight, int], RealNight]

    def load(self, scorer: int = 0) -> RealNight:
        """Return the signals and one scorer's stages.

        Raises
        ------
        SleepscorerError
            If a file cannot be read, or lacks what the corpus says is in it.
        """
        return self.read(self, scorer)


@dataclass(frozen=True, eq=False)
class RealNight:
    """Signals of a night in microvolts at 100 Hz, and its stages.

    Attributes
    ----------
    name : str
    channels : tuple of (Role, ndarray of float32)
        NaN where there are no samples.
    stages : ndarray of int8, shape (n_epochs,)
        -1 for movement, and where there is none.
    """

    name: str
    channels: tuple[tuple[Role, NDArray[np.float32]], ...]
    stages: NDArray[np.int8]

    def around_sleep(self) -> RealNight:
        """Trim the night to 30 min of wake before and after sleep, as the papers score it."""
        inside = sleep_period(self.stages)
        length = EPOCH_SECONDS * RATE_HZ
        samples = slice(inside.start * length, inside.stop * length)
        cut = tuple((role, signal[samples]) for role, signal in self.channels)
        return RealNight(self.name, cut, self.stages[inside])

    def to_numbers(self) -> NumbersNight:
        """Compute the numbers for Sleepscorer Context; an absent channel is marked as such, never made up."""
        left = {role: list(places) for role, places in PLACES.items()}
        channels: list[NDArray[np.float32] | None] = [None] * 4
        for role, signal in self.channels:
            if left[role]:
                channels[left[role].pop(0)] = self._epochs(signal, PREPARATION)
        return NumbersNight(self.name, compute(channels), self.stages)

    def to_epochs(self) -> PreparedNight:
        """Prepare the epochs that networks of single epochs learn from: EEG, EEG, EOG and EMG.

        A channel that was not recorded is NaN throughout, so that nothing can take it for data.
        """
        epochs = np.full((len(self.stages), 4, EPOCH_SECONDS * RATE_HZ), np.nan, np.float16)
        left = {role: list(places) for role, places in PLACES.items()}
        for role, signal in self.channels:
            if left[role]:
                index = left[role].pop(0)
                epochs[:, index] = self._epochs(signal, PREPARATIONS[index])
        return PreparedNight(epochs, self.stages)

    def _epochs(self, signal: NDArray[np.float32], how: Preparation) -> NDArray[np.float32]:
        return cut_epochs([prepare(signal, RATE_HZ, how)], len(self.stages), RATE_HZ)[:, 0]


def read_edf_night(night: CorpusNight, scorer: int, wanted: Wanted, read_stages: ReadStages) -> RealNight:
    """Read a night whose recording is EDF.

    Parameters
    ----------
    night : CorpusNight
    scorer : int
    wanted : sequence of (Role, sequence of str)
        Channels, in order; one that is absent, or only an envelope, is left out.
    read_stages : callable
        Gives the stages of a scoring's file on the recording's epochs.
    """
    recording = open_recording(night.recording)
    try:
        traces = tuple(_traces(recording, wanted))
        signals = read_resampled(recording, traces, RATE_HZ)
        stages = read_stages(night.scorings[scorer], recording)
    finally:
        recording.close()
    channels = tuple((trace.role, signal) for trace, signal in zip(traces, signals, strict=True))
    return RealNight(night.name, channels, stages)


def _traces(recording: Recording, wanted: Wanted) -> list[Derivation]:
    places = {channel.label.strip().lower(): channel.index for channel in recording.channels}
    traces = []
    for role, labels in wanted:
        label = next((label for label in labels if label.lower() in places), None)
        if label is None:
            continue
        channel = recording.channels[places[label.lower()]]
        if channel.unit == "uV" and channel.sampling_rate_hz >= MIN_MODEL_RATE_HZ[role]:
            traces.append(Derivation(label, role, channel.index))
    if not any(trace.role is Role.EEG for trace in traces):
        names = ", ".join(channel.label for channel in recording.channels)
        raise RecordingError(f"{recording.path} has none of the corpus's EEG channels, only {names}.")
    return traces


def aligned_stages(path: Path, recording: Recording) -> NDArray[np.int8]:
    """Return the stages of an EDF+ hypnogram: R&K's 3 and 4 are N3, movement is unscored."""
    return align(read_hypnogram(path), recording.start, recording.n_epochs)


def fitted_stages(stages: Sequence[int], n_epochs: int) -> NDArray[np.int8]:
    """Return the stages from the recording's start, cut or padded with unscored epochs."""
    fitted = np.full(n_epochs, Stage.UNSCORED, np.int8)
    fitted[: min(n_epochs, len(stages))] = np.asarray(stages[:n_epochs], np.int8)
    return fitted
