"""Pre-scoring for scripts: one function for a file, arrays, or a ``Raw`` of MNE-Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Role
from sleepscorer.errors import RecordingError
from sleepscorer.recording import Recording, open_recording
from sleepscorer.recording.memory import MemoryRecording, recording_of_raw
from sleepscorer.scoring import Scoring
from sleepscorer.units import CHOICES, microvolts_per

if TYPE_CHECKING:
    import mne

    Night: TypeAlias = (
        str | Path | Recording | NDArray[np.floating] | Sequence[NDArray[np.floating]] | mne.io.BaseRaw
    )


def prescore(
    night: Night,
    *,
    labels: Sequence[str] | None = None,
    rates_hz: float | Sequence[float] | None = None,
    unit: str = "uV",
    roles: Mapping[str, Role | str] | None = None,
    units: Mapping[str, str] | None = None,
    start: datetime | None = None,
    model: str | None = None,
    tell: Callable[[str], None] = lambda sentence: None,
    progress: Callable[[float], None] = lambda fraction: None,
    threads: int = 1,
) -> Scoring:
    """Score every epoch of 30 s of a night with a model.

    Parameters
    ----------
    night : str, Path, Recording, ndarray, sequence of ndarray, or mne.io.BaseRaw
        A file; an open recording; samples, of shape (n_channels, n_samples) or one array per channel
        where the rates differ; or a ``Raw``.
    labels : sequence of str, optional
        Of arrays: ``C4-M1``, ``EOG left``, ``Chin`` ...; roles are told from them.
    rates_hz : float or sequence of float, optional
        Of arrays: one rate, or one for each.
    unit : {"uV", "µV", "mV", "V", "nV"}
        Of arrays.
    roles : mapping of label to Role or str, optional
        Where a label tells it wrongly: ``{"X1": "EEG"}``, in upper or lower case.
    units : mapping of label to {"uV", "µV", "mV", "V", "nV"}, optional
        Of a file: where the header tells none, or a wrong one: ``{"C4-M1": "uV"}``.
    start : datetime, optional
        Of arrays: clock time of the first sample.
    model : str, optional
        A family, a model or an outside scorer; the default family if not given.
    tell : callable
        Given each sentence on channels used, roles done without, and repairs.
    progress : callable
        Given the fraction done.
    threads : int
        For the channels and the network. Of several nights at once, processes score more.

    Returns
    -------
    Scoring
        ``stages`` (0 W, 1 N1, 2 N2, 3 N3, 4 R, -1 not scored), ``probabilities`` of shape
        (n_epochs, 5), and ``lights`` and ``events`` where the recording's own annotations mark them;
        ``start``, ``model``, ``channels`` and ``notices`` say where they come from. ``to_dataframe``,
        ``to_annotations`` and ``to_yasa`` hand it on.

    Raises
    ------
    RecordingError
        In one sentence, if the night cannot be read, or is shorter than an epoch.
    ModelError
        If there is no such model, or the night lacks the channels it needs.
    """
    recording = _recording(night, _roles(roles), labels=labels, rates_hz=rates_hz, unit=unit, start=start)
    try:
        _assign(recording, roles, units)
        return _score(recording, model, tell, progress, threads)
    finally:
        if isinstance(night, str | Path):
            recording.close()


def propose_events(
    night: str | Path | Recording | mne.io.BaseRaw,
    scoring: Scoring | None = None,
    *,
    roles: Mapping[str, Role | str] | None = None,
    units: Mapping[str, str] | None = None,
    profile: str | None = None,
    scorer: str | None = None,
    tell: Callable[[str], None] = lambda sentence: None,
    progress: Callable[[float], None] = lambda fraction: None,
) -> Scoring:
    """Have an event scorer propose the events of a night, on the stages of a scoring.

    Parameters
    ----------
    night : str, Path, Recording or mne.io.BaseRaw
    scoring : Scoring, optional
        Its stages are used, and the proposals are put into it; what persons have marked stays. A home sleep
        apnoea test without EEG needs none.
    roles, units
        See :func:`prescore`.
    profile, scorer : str, optional
        Name of the rules (``sleepscorer events --profiles`` lists them), and of another event scorer.
    tell, progress
        See :func:`prescore`.

    Returns
    -------
    Scoring
        The one given, or a new one without stages; each of its proposed ``events`` has a ``proposal`` with
        the scorer, a score and what was measured.

    Raises
    ------
    RecordingError
        In one sentence, if the night cannot be read, or is shorter than an epoch.
    ModelError
        If the scorer is not installed, has no such profile, or finds nothing that it can score from.
    """
    from sleepscorer.prescoring.events.run import change_of
    from sleepscorer.prescoring.events.run import propose_events as propose

    recording = _recording(night, _roles(roles), labels=None, rates_hz=None, unit="uV", start=None)
    try:
        _assign(recording, roles, units)
        staged = Scoring(recording.n_epochs) if scoring is None else scoring
        proposed = propose(recording, staged, scorer=scorer, profile=profile, progress=progress)
    finally:
        if isinstance(night, str | Path):
            recording.close()
    for sentence in proposed.notices:
        tell(sentence)
    staged.apply(change_of(proposed, staged))
    return staged


def _score(
    recording: Recording,
    model: str | None,
    tell: Callable[[str], None],
    progress: Callable[[float], None],
    threads: int,
) -> Scoring:
    from sleepscorer.prescoring.run import score_recording, scoring_of

    result = score_recording(recording, model, progress, threads=threads)
    for sentence in (*recording.warnings, *recording.annotation_warnings, *result.notices):
        tell(sentence)
    return scoring_of(result, recording)


def _recording(
    night: Any,
    roles: Mapping[str, Role] | None,
    *,
    labels: Sequence[str] | None,
    rates_hz: float | Sequence[float] | None,
    unit: str,
    start: datetime | None,
) -> Recording:
    is_raw = hasattr(night, "ch_names") and hasattr(night, "get_channel_types")
    if isinstance(night, str | Path | Recording) or is_raw:
        _refuse_arguments_of_arrays(
            labels=labels, rates_hz=rates_hz, unit=None if unit == "uV" else unit, start=start
        )
    if isinstance(night, str | Path):
        return open_recording(night, roles)
    if isinstance(night, Recording):
        if roles:
            night.assign_roles(roles)
        return night
    if is_raw:
        if not hasattr(night, "first_time"):
            raise RecordingError(f"{type(night).__name__} of MNE-Python is no whole night; give the Raw.")
        return recording_of_raw(night, roles)
    if labels is None or rates_hz is None:
        raise RecordingError("Samples alone do not say what they are; give labels and rates_hz with them.")
    signals = list(np.atleast_2d(night)) if isinstance(night, np.ndarray) else list(night)
    rates = np.broadcast_to(rates_hz, len(signals)) if np.ndim(rates_hz) == 0 else rates_hz
    return MemoryRecording(
        signals,
        [str(label) for label in labels],
        list(np.asarray(rates, float)),
        unit=unit,
        roles=roles,
        start=start,
    )


def _refuse_arguments_of_arrays(**given: object) -> None:
    """Refuse what would be passed over: a file and a ``Raw`` say themselves what they hold."""
    named = [name for name, value in given.items() if value is not None]
    if named:
        raise RecordingError(f"A recording says itself what it holds; leave out {', '.join(named)}.")


def _assign(
    recording: Recording, roles: Mapping[str, Role | str] | None, units: Mapping[str, str] | None
) -> None:
    """Give channels the units and roles of the caller, refusing what is none."""
    if units:
        _check_units(units)
        recording.assign_units(units)
        recording.assign_roles(_roles(roles) or {})
    _check_roles(recording, roles)


def _check_roles(recording: Recording, roles: Mapping[str, Role | str] | None) -> None:
    """Refuse a role for a label that is not there: a slip of the pen would leave the guess as it is."""
    labels = [channel.label for channel in recording.channels]
    absent = [label for label in roles or {} if label not in labels]
    if absent:
        raise RecordingError(
            f"There is no channel {absent[0]!r} to give a role; there are {', '.join(labels)}."
        )


def _roles(roles: Mapping[str, Role | str] | None) -> dict[str, Role] | None:
    return None if roles is None else {label: _role(role) for label, role in roles.items()}


def _role(role: Role | str) -> Role:
    known = {member.value.casefold(): member for member in Role}
    name = str(role).strip().casefold()
    if name not in known:
        raise RecordingError(
            f"{role!r} is no role of a channel; choose one of {', '.join(member.value for member in Role)}."
        )
    return known[name]


def _check_units(units: Mapping[str, str]) -> None:
    for label, unit in units.items():
        if microvolts_per(unit) is None:
            raise RecordingError(
                f"{label}: {unit!r} is no unit of a voltage; give one of {', '.join(CHOICES)}."
            )
