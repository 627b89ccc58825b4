"""Stages of a night as the objects of pandas, MNE-Python and YASA."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sleepscorer.edf.header import has_date
from sleepscorer.errors import SleepscorerError
from sleepscorer.extras import install_command
from sleepscorer.scoring.events import Event
from sleepscorer.scoring.lights import Lights
from sleepscorer.scoring.proposal_texts import proposal_annotation
from sleepscorer.stages import AASM_TEXTS, EPOCH_SECONDS, SCORED_STAGES, Stage

if TYPE_CHECKING:
    import mne
    import pandas as pd

LIGHTS_OFF, LIGHTS_ON = "Lights off", "Lights on"
"""Annotations of the lights, as in our EDF+."""

_YASA_WORDS = {
    Stage.W: "WAKE",
    Stage.N1: "N1",
    Stage.N2: "N2",
    Stage.N3: "N3",
    Stage.R: "REM",
    Stage.UNSCORED: "UNS",
}
_YASA_UNSCORED = -2
"""Number of an unscored epoch in the arrays of YASA before its class ``Hypnogram``."""


class StagedNight(Protocol):
    """Stages of a night, with what else is known of it: a ``Scoring`` or a ``Hypnogram``."""

    @property
    def stages(self) -> NDArray[np.int8]:
        """Stage of each epoch."""

    @property
    def start(self) -> datetime | None:
        """Clock time from which seconds count."""

    @property
    def model(self) -> str:
        """Model that scored it."""

    @property
    def channels(self) -> tuple[str, ...]:
        """Channels that the model read."""

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the user."""

    @property
    def probabilities(self) -> NDArray[np.float32] | None:
        """Probabilities of W N1 N2 N3 R."""

    @property
    def events(self) -> tuple[Event, ...]:
        """Events."""

    @property
    def lights(self) -> Lights:
        """Lights off and on."""


def dataframe_of(night: StagedNight, authors: Sequence[str], onset_s: float = 0.0) -> pd.DataFrame:
    """Tabulate a night, a row per epoch; see :meth:`sleepscorer.scoring.Scoring.to_dataframe`."""
    pandas = _pandas()
    n_epochs = len(night.stages)
    onsets_s = onset_s + np.arange(n_epochs) * float(EPOCH_SECONDS)
    names = [None if stage < 0 else Stage(stage).name for stage in night.stages.tolist()]
    columns: dict[str, Any] = {"epoch": np.arange(1, n_epochs + 1), "onset_s": onsets_s}
    start = dated_start(night)
    if start is not None:
        columns["time"] = [start + timedelta(seconds=float(onset)) for onset in onsets_s]
    columns["stage"] = pandas.Categorical(names, [stage.name for stage in SCORED_STAGES])
    columns["author"] = [author or None for author in authors] if authors else [None] * n_epochs
    if night.probabilities is not None:
        for stage in SCORED_STAGES:
            columns[f"p_{stage.name}"] = night.probabilities[:, stage]
    table = pandas.DataFrame(columns)
    table.attrs = {
        "start": None if night.start is None else night.start.isoformat(),
        "model": night.model,
        "channels": list(night.channels),
        "notices": [str(sentence) for sentence in night.notices],
    }
    return table


def annotations_of(night: StagedNight, *, with_channels: bool, onset_s: float = 0.0) -> mne.Annotations:
    """Convert a night to annotations; see :meth:`sleepscorer.scoring.Scoring.to_annotations`."""
    import mne

    rows: list[tuple[float, float, str, tuple[str, ...]]] = [
        (onset_s + epoch * EPOCH_SECONDS, float(EPOCH_SECONDS), AASM_TEXTS[Stage(stage)], ())
        for epoch, stage in enumerate(night.stages.tolist())
    ]
    marks = ((night.lights.off_s, LIGHTS_OFF), (night.lights.on_s, LIGHTS_ON))
    rows += [(at_s, 0.0, text, ()) for at_s, text in marks if at_s is not None]
    for event in night.events:
        channel = (event.channel,) if with_channels and event.channel else ()
        rows.append((event.start_s, event.duration_s, event.text.partition("@@")[0], channel))
        if event.is_proposed:
            text = proposal_annotation(event).text.partition("@@")[0]
            rows.append((event.start_s, event.duration_s, text, channel))
    rows.sort(key=lambda row: row[0])
    onsets, durations, texts, channels = zip(*rows, strict=True) if rows else ((), (), (), ())
    start = dated_start(night)
    return mne.Annotations(
        list(onsets),
        list(durations),
        list(texts),
        orig_time=None if start is None else start.replace(tzinfo=UTC),
        ch_names=list(channels) if any(channels) else None,
    )


def yasa_of(night: StagedNight, onset_s: float = 0.0) -> Any:
    """Convert a night to what YASA takes; see :meth:`sleepscorer.scoring.Scoring.to_yasa`."""
    try:
        import yasa
    except ImportError as error:
        raise _is_missing("YASA", "yasa") from error
    if not hasattr(yasa, "Hypnogram"):
        numbers = night.stages.astype(int)
        numbers[numbers < 0] = _YASA_UNSCORED
        return numbers
    start = dated_start(night)
    values = np.array([_YASA_WORDS[Stage(stage)] for stage in night.stages.tolist()], object)
    given: dict[str, Any] = {"scorer": night.model or None}
    if start is not None:
        given["start"] = start + timedelta(seconds=onset_s)
    if (table := _probability_table(night)) is not None and "proba" in _parameters(yasa.Hypnogram):
        given["proba"] = table
    return yasa.Hypnogram(values, freq=f"{EPOCH_SECONDS}s", **given)


def dated_start(night: StagedNight) -> datetime | None:
    """Return the start as other packages take it: None where a day, or the whole time, is not known."""
    start = night.start
    return start.replace(tzinfo=None) if start is not None and has_date(start) else None


def describe(kind: str, night: StagedNight) -> str:
    """Return the line that a ``repr`` is: epochs, start, model, channels and the number of notices."""
    counts = [f"{stage.name} {int((night.stages == stage).sum())}" for stage in SCORED_STAGES]
    unscored = int((night.stages < 0).sum())
    parts = [f"{len(night.stages)} epochs of {EPOCH_SECONDS} s"]
    parts.append(" ".join([*counts, *([f"unscored {unscored}"] if unscored else [])]))
    parts.append(f"start {_start_text(night.start)}")
    if night.model:
        parts.append(f"model {night.model}")
    if night.channels:
        parts.append(f"channels {', '.join(night.channels)}")
    if night.events:
        parts.append(f"{len(night.events)} event{'s' if len(night.events) > 1 else ''}")
    if night.notices:
        parts.append(f"{len(night.notices)} notice{'s' if len(night.notices) > 1 else ''}")
    return f"<{kind}: {'; '.join(parts)}>"


def _start_text(start: datetime | None) -> str:
    if start is None:
        return "unknown"
    return start.isoformat(" ", "seconds") if has_date(start) else f"{start:%H:%M:%S} of an unknown day"


def _probability_table(night: StagedNight) -> Any:
    """Probabilities as YASA takes them; None where an epoch has none, as each row has to sum to 1."""
    rows = night.probabilities
    if rows is None or not np.isfinite(rows).all():
        return None
    normed = rows.astype(float) / rows.sum(axis=1, keepdims=True, dtype=float)
    return _pandas().DataFrame(normed, columns=[_YASA_WORDS[stage] for stage in SCORED_STAGES])


def _parameters(kind: type) -> frozenset[str]:
    from inspect import signature

    return frozenset(signature(kind).parameters)


def _pandas() -> Any:
    try:
        import pandas as pd
    except ImportError as error:
        raise _is_missing("pandas", "pandas") from error
    return pd


def _is_missing(package: str, extra: str) -> SleepscorerError:
    return SleepscorerError(f"{package} is not installed; install it with {install_command(extra)}.")
