"""Figures for papers on the axes of matplotlib: hypnogram, hypnodensity, spectrogram, comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sleepscorer.errors import RecordingError, SleepscorerError
from sleepscorer.extras import install_command
from sleepscorer.formats import Hypnogram
from sleepscorer.formats.writable import Writable, scoring_to_write
from sleepscorer.messages import reason
from sleepscorer.recording import Recording, open_recording
from sleepscorer.scoring import Scoring
from sleepscorer.signals.spectra import colour_limits, night_spectrogram
from sleepscorer.stages import EPOCH_SECONDS, PLOT_ORDER, SCORED_STAGES, Stage
from sleepscorer.statistics import agreement

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["COLOURS", "comparison", "hypnodensity", "hypnogram", "new_figure", "save", "spectrogram"]

Night: TypeAlias = Writable
"""A scoring, a hypnogram that was read, or an array of stages."""

COLOURS = {
    Stage.W: "#d98200",
    Stage.N1: "#56a5d8",
    Stage.N2: "#1f6fb2",
    Stage.N3: "#123e73",
    Stage.R: "#b8327a",
}
"""Those of the window, which people with the common colour vision deficiencies can tell apart."""
WIDTH_IN = 7.2
"""Two columns of a journal, in inches."""
DPI = 300
_LINE, _SECOND, _DIFFERENCE = "#1b1f24", "#b8327a", "#f2b8a0"
_ROWS = {stage: row for row, stage in enumerate(reversed(PLOT_ORDER))}
_HOUR_S = 3600.0
_MOST_TICKS = 12


def new_figure(height_in: float = 1.8, rows: int = 1) -> tuple[Figure, list[Axes]]:
    """Create a figure as wide as two columns of a journal, of axes one above the other.

    Parameters
    ----------
    height_in : float
        Of one row, in inches.
    rows : int

    Returns
    -------
    figure : matplotlib.figure.Figure
        Belongs to no window; :func:`save` writes it.
    axes : list of matplotlib.axes.Axes

    Raises
    ------
    SleepscorerError
        If matplotlib is not installed.
    """
    figure_of = _matplotlib()
    figure = figure_of(figsize=(WIDTH_IN, height_in * rows), layout="constrained")
    return figure, [figure.add_subplot(rows, 1, row + 1) for row in range(rows)]


def save(figure: Figure, path: str | Path) -> None:
    """Write a figure as PNG (300 dpi), PDF or SVG, by the end of its name; texts stay texts.

    Raises
    ------
    SleepscorerError
        In one sentence, if it cannot be written, or its name ends in nothing that matplotlib writes.
    """
    import matplotlib as mpl

    target = Path(path)
    try:
        with mpl.rc_context({"pdf.fonttype": 42, "ps.fonttype": 42, "svg.fonttype": "none"}):
            figure.savefig(target, dpi=DPI)
    except ValueError as error:
        raise SleepscorerError(f"{target} cannot be drawn: end its name in .png, .pdf or .svg.") from error
    except OSError as error:
        raise SleepscorerError(f"{target} cannot be written ({reason(error)}).") from error


def hypnogram(night: Night, ax: Axes | None = None, *, label: str | None = None) -> Axes:
    """Draw a hypnogram: W at the top, N3 at the bottom, stage R thick, unscored epochs a gap.

    Parameters
    ----------
    night : Scoring, Hypnogram, ndarray or sequence, shape (n_epochs,)
    ax : matplotlib.axes.Axes, optional
        Axes to draw on; new ones if not given.
    label : str, optional
        Name of the scorer, for a legend.

    Returns
    -------
    matplotlib.axes.Axes
        Hours from the start, or clock times where the night knows its start.

    Raises
    ------
    SleepscorerError
        If matplotlib is not installed, or the night holds something else than stages.
    """
    ax = ax or new_figure()[1][0]
    scoring, start = scoring_to_write(night)
    _draw_line(ax, scoring.stages, _LINE, label)
    for first, last, stage in _runs(scoring.stages):
        if stage == Stage.R:
            row = _ROWS[Stage.R]
            ax.plot([first, last], [row, row], color=COLOURS[Stage.R], linewidth=3, solid_capstyle="butt")
    _draw_lights(ax, scoring)
    _stage_axis(ax)
    _time_axis(ax, scoring.n_epochs, start)
    return ax


def hypnodensity(night: Scoring | Hypnogram, ax: Axes | None = None) -> Axes:
    """Draw the probabilities of the stages, stacked (Stephansen et al., Nat Commun 9:5229, 2018).

    Parameters
    ----------
    night : Scoring or Hypnogram
        With probabilities: of ``prescore``, or read from our table.
    ax : matplotlib.axes.Axes, optional

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    SleepscorerError
        If matplotlib is not installed, or the night holds no probabilities.
    """
    scoring, start = scoring_to_write(night)
    rows = scoring.probabilities
    if rows is None:
        raise SleepscorerError(
            "The night holds no probabilities; score it with a model, or read the table (_hyp.csv) of one."
        )
    ax = ax or new_figure()[1][0]
    edges = np.arange(scoring.n_epochs + 1) * EPOCH_SECONDS / _HOUR_S
    bottom = np.zeros(scoring.n_epochs)
    for stage in reversed(PLOT_ORDER):
        top = bottom + np.nan_to_num(rows[:, stage])
        ax.fill_between(
            edges,
            np.append(bottom, bottom[-1]),
            np.append(top, top[-1]),
            step="post",
            color=COLOURS[stage],
            linewidth=0,
            label=stage.name,
        )
        bottom = top
    ax.set_ylim(0, 1)
    ax.set_ylabel("Probability")
    handles, labels = ax.get_legend_handles_labels()
    ax.legend(
        handles[::-1], labels[::-1], loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, fontsize=7
    )
    _time_axis(ax, scoring.n_epochs, start)
    return ax


def spectrogram(
    recording: Recording | str | Path,
    channel: str | None = None,
    ax: Axes | None = None,
    *,
    top_hz: float = 30.0,
) -> Axes:
    """Draw the multitaper spectrogram of a channel or derivation over the night.

    Parameters
    ----------
    recording : Recording, str or Path
    channel : str, optional
        Label of a trace, as ``C4-M1``; the first EEG if not given.
    ax : matplotlib.axes.Axes, optional
    top_hz : float
        Highest frequency drawn.

    Returns
    -------
    matplotlib.axes.Axes
        Power in dB (10 log10 of uV^2/Hz), the colours from the 5th to the 98th percentile.

    Raises
    ------
    RecordingError
        If the recording cannot be read, or has no such trace.
    SleepscorerError
        If matplotlib is not installed.
    """
    ax = ax or new_figure()[1][0]
    is_path = isinstance(recording, str | Path)
    opened = open_recording(recording) if isinstance(recording, str | Path) else recording
    try:
        trace = _trace(opened, channel)
        made = night_spectrogram(
            partial(opened.read_derivation, trace), opened.duration_s, opened.rate_of(trace), top_hz=top_hz
        )
        power, label, n_epochs, start = made.power_db, trace.label, opened.n_epochs, opened.start
    finally:
        if is_path:
            opened.close()
    low, high = colour_limits(power)
    last_s = len(power) * made.column_s
    image = ax.imshow(
        power.T,
        aspect="auto",
        origin="lower",
        extent=(0.0, last_s / _HOUR_S, 0.0, float(made.frequencies_hz[-1])),
        vmin=low,
        vmax=high,
        cmap="viridis",
        interpolation="nearest",
    )
    ax.set_ylabel(f"{label}\nfrequency (Hz)")
    ax.figure.colorbar(image, ax=ax, label="dB", pad=0.01)
    _time_axis(ax, n_epochs, start)
    return ax


def comparison(
    first: Night, second: Night, ax: Axes | None = None, *, labels: Sequence[str] = ("A", "B")
) -> Axes:
    """Draw two hypnograms of a night over each other, with the epochs in which they differ.

    Parameters
    ----------
    first, second : Scoring, Hypnogram, ndarray or sequence
        Epoch by epoch; the longer one is cut.
    ax : matplotlib.axes.Axes, optional
    labels : (str, str)
        Names of the scorers.

    Returns
    -------
    matplotlib.axes.Axes
        Its title says Cohen's kappa and the accuracy over the epochs that both have scored.

    Raises
    ------
    SleepscorerError
        If matplotlib is not installed, or a night holds something else than stages.
    """
    ax = ax or new_figure(2.2)[1][0]
    (scoring, start), (other, _) = scoring_to_write(first), scoring_to_write(second)
    count = min(scoring.n_epochs, other.n_epochs)
    a, b = scoring.stages[:count], other.stages[:count]
    differ = (a != b) & (a >= 0) & (b >= 0)
    for begin, end, is_different in _runs(differ.astype(np.int8)):
        if is_different:
            ax.axvspan(begin, end, color=_DIFFERENCE, linewidth=0, zorder=0)
    _draw_line(ax, a, _LINE, labels[0], shift=0.06)
    _draw_line(ax, b, _SECOND, labels[1], shift=-0.06)
    result = agreement(a, b)
    ax.set_title(f"kappa {result.kappa:.2f}, accuracy {result.accuracy:.0%}", fontsize=8, loc="left")
    ax.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, frameon=False, fontsize=7)
    _stage_axis(ax)
    _time_axis(ax, count, start)
    return ax


def _matplotlib() -> Callable[..., Figure]:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise SleepscorerError(
            f"matplotlib is not installed; install it with {install_command('plot')}."
        ) from error
    return Figure


def _runs(values: NDArray[np.integer]) -> list[tuple[float, float, int]]:
    """Runs of equal values, with their hours."""
    runs, first = [], 0
    for value, members in groupby(values.tolist()):
        last = first + sum(1 for _ in members)
        runs.append((first * EPOCH_SECONDS / _HOUR_S, last * EPOCH_SECONDS / _HOUR_S, value))
        first = last
    return runs


def _draw_line(
    ax: Axes, stages: NDArray[np.int8], colour: str, label: str | None, *, shift: float = 0.0
) -> None:
    hours: list[float] = []
    rows: list[float] = []
    for first, last, stage in _runs(stages):
        row = _ROWS[Stage(stage)] + shift if stage >= 0 else np.nan
        hours += [first, last]
        rows += [row, row]
    ax.plot(hours, rows, color=colour, linewidth=0.9, label=label, solid_joinstyle="miter")


def _draw_lights(ax: Axes, scoring: Scoring) -> None:
    for at_s in (scoring.lights.off_s, scoring.lights.on_s):
        if at_s is not None:
            ax.axvline(at_s / _HOUR_S, color="#636b75", linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)


def _stage_axis(ax: Axes) -> None:
    ax.set_yticks(list(_ROWS.values()), [stage.name for stage in _ROWS])
    ax.set_ylim(-0.5, len(SCORED_STAGES) - 0.5)
    ax.spines[["top", "right"]].set_visible(False)


def _time_axis(ax: Axes, n_epochs: int, start: datetime | None) -> None:
    """Label whole hours, by the clock where the start is known."""
    length_h = max(n_epochs, 1) * EPOCH_SECONDS / _HOUR_S
    ax.set_xlim(0, length_h)
    step = next(step for step in (0.25, 0.5, 1, 2, 4, 6, 12, 24, 1e9) if length_h / step <= _MOST_TICKS)
    offset = 0.0
    if start is not None:
        offset = -((start.hour + start.minute / 60 + start.second / _HOUR_S) % step) % step
    ticks = np.arange(offset, length_h + 1e-9, step).tolist()
    ax.set_xticks(ticks, [_tick(tick, start) for tick in ticks])
    ax.set_xlabel("Clock time" if start is not None else "Hours")
    ax.tick_params(labelsize=8)


def _tick(hours: float, start: datetime | None) -> str:
    if start is None:
        return f"{hours:g}"
    return f"{start + timedelta(hours=hours) + timedelta(seconds=0.5):%H:%M}"


def _trace(recording: Recording, label: str | None) -> Any:
    from sleepscorer.channels import Role

    traces = recording.traces
    if label is None:
        fitting = [trace for trace in traces if trace.role is Role.EEG]
    else:
        fitting = [trace for trace in traces if trace.label == label]
    if not fitting:
        raise RecordingError(
            f"{recording.path.name} has no trace {label or 'of an EEG'}; there are "
            f"{', '.join(trace.label for trace in traces)}."
        )
    return fitting[0]
