"""Pre-scoring: from a recording to the probabilities of every epoch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sleepscorer.channels import Derivation
from sleepscorer.errors import Cancelled
from sleepscorer.messages import Message
from sleepscorer.prescoring.consultation import consult
from sleepscorer.prescoring.foreign import probabilities, score_apart
from sleepscorer.prescoring.inputs import InputPlan, plan_inputs
from sleepscorer.prescoring.model_card import ModelCard, find_models, is_outside
from sleepscorer.prescoring.plausibility import look_at_traces
from sleepscorer.prescoring.plugins import installed_scorer
from sleepscorer.prescoring.preparation import cut_epochs, prepare
from sleepscorer.prescoring.result import ScoringResult
from sleepscorer.processors import for_each
from sleepscorer.recording import Recording
from sleepscorer.signals.quality import ALIVE_SHARE, DEAD_UV, Unfit
from sleepscorer.signals.resampling import resample
from sleepscorer.stages import EPOCH_SECONDS

DEFAULT_MODEL = "sleepscorer-committee"
BLOCK_S = 300
_KEPT_BYTES = 4_000_000
MARGIN_S = 10
LARGEST_UV = 1e9
"""A kilovolt: what is beyond, or infinite, is an absurd scale in a header and no sample."""
MOSTLY = 0.5
"""Share of an epoch without samples from which on it is not scored from a channel."""
READING, ASKED = 0.5, 0.8
"""Share of the progress after reading, and after the first of two networks was asked."""


def prescore(
    recording: Recording,
    model: str | None = None,
    progress: Callable[[float], None] = lambda fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
    threads: int = 1,
) -> ScoringResult:
    """Score every epoch of a recording with a model.

    Parameters
    ----------
    recording : Recording
    model : str, optional
        A family (its best fitting variant is chosen), the name of one model, or an outside scorer.
    progress : callable
        Told the fraction done.
    cancelled : callable
        Asked now and then whether to stop.
    threads : int
        Threads for the channels and the network. In a batch processes scale better.

    Returns
    -------
    ScoringResult
        Without the lights; :func:`sleepscorer.prescoring.run.score_recording` reads them, too.

    Raises
    ------
    ModelError
        If the model is missing or damaged, or the recording lacks the channels it needs.
    RecordingError
        If the file can no longer be read, or its EEG cannot be in microvolts.
    Cancelled
        If ``cancelled`` said so.
    """

    def step(fraction: float) -> None:
        if cancelled():
            raise Cancelled
        progress(fraction)

    wanted = model or DEFAULT_MODEL
    if is_outside(wanted):
        result = score_apart(wanted, recording, step)
        step(1.0)
        return result
    plan, signals = read_usable(recording, find_models(wanted), step, threads)
    plan = plan.low_passed(recording.n_epochs)
    colleague = plan.card.colleague
    first_eeg_uv = None if colleague is None else signals[plan.first_eeg]
    asked = 1.0 if colleague is None else ASKED
    epochs, absent = _prepare(signals, plan.card, recording.n_epochs, threads)
    unscored, without, sentences = _without_signal(plan, epochs, absent)
    plan = replace(plan, notices=(*plan.notices, *sentences))
    rows = probabilities(plan.card, epochs, lambda done: step(READING + (asked - READING) * done), threads)
    del epochs
    if first_eeg_uv is not None:
        ask = partial(consult, progress=lambda done: step(ASKED + (1 - ASKED) * done), threads=threads)
        rows, sentences = _with_colleague(plan, rows, first_eeg_uv, without, ask)
        plan = replace(plan, notices=(*plan.notices, *sentences))
        step(1.0)
    if plan.card.recalibration is not None:
        rows = plan.card.recalibration.apply(rows)
    rows[unscored] = np.nan
    return result_of(plan, rows)


def _without_signal(
    plan: InputPlan, epochs: NDArray[np.float32], absent: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], list[Message]]:
    """Epochs that stay unscored, and those in which the first EEG holds no signal; sentences on both kinds.

    Whatever a network says of an epoch without an EEG is no stage, nor of one that is scored from a channel
    whose samples are absent.
    """
    if plan.card.front_end == "raw":
        return np.asarray(absent.any(axis=1)), np.zeros(len(epochs), np.bool_), []
    from sleepscorer.prescoring.whole_night import passed_over, spreads, without_eeg

    std_uv, roles = spreads(epochs), [model_input.role for model_input in plan.card.inputs]
    passed = passed_over(std_uv, roles)
    recorded = ~(absent & ~passed).any(axis=1)
    counts = passed[recorded].sum(axis=0)
    silent = without_eeg(std_uv, roles) & recorded
    sentences = [
        Message(
            "{channel} holds no signal, or an artefact alone, in {count} epochs, which were scored from the "
            "other channels.",
            channel=trace.label,
            count=int(count),
        )
        for trace, count in zip(plan.traces, counts, strict=True)
        if count
    ]
    if silent.any():
        n_silent = int(silent.sum())
        sentences.append(
            Message("No EEG holds a signal in {count} epochs; they are left unscored.", count=n_silent)
        )
    return silent | ~recorded, passed[:, plan.first_eeg], sentences


def _with_colleague(
    plan: InputPlan,
    rows: NDArray[np.float32],
    eeg_uv: NDArray[np.float32],
    without: NDArray[np.bool_],
    ask: Callable[..., NDArray[np.float32] | None],
) -> tuple[NDArray[np.float32], list[Message]]:
    """Give the colleague of a model its share, but for epochs in which the first EEG is done without."""
    trace = plan.traces[plan.first_eeg]
    together = ask(plan.card, eeg_uv, plan.looks.get(trace), rows)
    if together is not None:
        return np.where(without[:, None], rows, together), []
    sentence = Message(
        "{channel} is noisier, of another amplitude or more often faulty than the second network of "
        "{model} knows; the first one scored alone.",
        channel=trace.label,
        model=plan.card.title,
    )
    return rows, [sentence]


def result_of(plan: InputPlan, probabilities: NDArray[np.float32]) -> ScoringResult:
    """Return the result of a model of the product, which was fed by a plan."""
    card = plan.card
    return ScoringResult(
        probabilities,
        card.name,
        card.identity[:8],
        plan.notices,
        card.reads_night,
        card.identity,
        channels=plan.channels,
    )


def identities(model: str | None) -> set[str]:
    """Return the identities of what can run under a name; see :attr:`ScoringResult.identity`.

    Raises
    ------
    ModelError
        If there is no such model, or an outside scorer is not installed.
    """
    wanted = model or DEFAULT_MODEL
    if is_outside(wanted):
        return {f"{wanted} {installed_scorer(wanted).version}"}
    return {card.identity for card in find_models(wanted)}


def _prepare(
    signals: list[NDArray[np.float32]], card: ModelCard, n_epochs: int, threads: int
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Epochs as the model wants them, and in which of them which channel is mostly without samples.

    Empties ``signals``: a night is not held in memory twice.
    """
    epochs = np.empty((n_epochs, len(signals), round(EPOCH_SECONDS * card.rate_hz)), np.float32)

    def prepare_one(index: int) -> NDArray[np.float32]:
        signal, signals[index] = signals[index], np.zeros(0, np.float32)
        prepared = prepare(signal, card.rate_hz, card.inputs[index].preparation)
        epochs[:, index] = cut_epochs([prepared], n_epochs, card.rate_hz)[:, 0]
        return _shares_missing(signal, n_epochs, card.rate_hz)

    missing = for_each(prepare_one, range(len(signals)), threads)
    return epochs, np.stack(missing, axis=1) > MOSTLY


def _shares_missing(signal: NDArray[np.float32], n_epochs: int, rate_hz: float) -> NDArray[np.float32]:
    """Share of its samples that each epoch lacks."""
    lacking = np.isnan(signal)
    if not lacking.any():
        return np.zeros(n_epochs, np.float32)
    shares = cut_epochs([lacking.astype(np.float32)], n_epochs, rate_hz).mean(axis=(1, 2))
    return np.asarray(shares, np.float32)


def read_usable(
    recording: Recording, variants: list[ModelCard], step: Callable[[float], None], threads: int = 1
) -> tuple[InputPlan, list[NDArray[np.float32]]]:
    """Read the channels that can be what they say; plan again without those that turn out to be flat."""
    looks = look_at_traces(recording)
    while True:
        plan = plan_inputs(recording, variants, looks)
        signals = read_resampled(recording, plan.traces, plan.card.rate_hz, step, threads)
        flat = [t for t, s in zip(plan.traces, signals, strict=True) if _is_flat(s, plan.card.rate_hz)]
        if not flat:
            return plan, signals
        looks |= {trace: replace(looks[trace], unfit=Unfit.FLAT) for trace in flat}


def read_resampled(
    recording: Recording,
    traces: tuple[Derivation, ...],
    rate_hz: float,
    step: Callable[[float], None] = lambda fraction: None,
    threads: int = 1,
) -> list[NDArray[np.float32]]:
    """Read whole nights of some traces at one rate, block by block so that memory stays flat.

    Parameters
    ----------
    recording : Recording
    traces : tuple of Derivation
    rate_hz : float
    step : callable
        Told the fraction done, up to ``READING``; may raise to stop.
    threads : int

    Returns
    -------
    list of ndarray of float32
        Microvolts, one array per trace; NaN where there are no samples.
    """
    length = recording.n_epochs * EPOCH_SECONDS
    # The C library gives freed memory back to the system beyond twice the largest piece that was freed so
    # far; without this, the arrays of every block would be mapped anew, which takes longer than reading.
    np.empty(_KEPT_BYTES, np.uint8)
    signals = [np.empty(round(length * rate_hz), np.float32) for _ in traces]
    rates = [recording.rate_of(trace) for trace in traces]
    for start in range(0, length, BLOCK_S):
        seconds = min(BLOCK_S, length - start)
        pages = recording.read_derivations(traces, start - MARGIN_S, seconds + 2 * MARGIN_S)
        pairs = list(zip(pages, rates, strict=True))
        blocks = for_each(partial(_resample_block, new_rate_hz=rate_hz, seconds=seconds), pairs, threads)
        first, count = round(start * rate_hz), round(seconds * rate_hz)
        for signal, block in zip(signals, blocks, strict=True):
            signal[first : first + count] = block
        step(READING * (start + seconds) / length)
    return signals


def _resample_block(
    read: tuple[NDArray[np.float32], float], new_rate_hz: float, seconds: float
) -> NDArray[np.float32]:
    """Resample a block read with margins, given with its rate, then cut the margins off; NaN stays NaN."""
    page, rate_hz = read
    missing = ~(np.abs(page) <= LARGEST_UV)
    first, count = round(MARGIN_S * new_rate_hz), round(seconds * new_rate_hz)
    if missing.all():
        return np.full(count, np.nan, np.float32)
    if missing.any():
        known = np.flatnonzero(~missing)
        page = np.interp(np.arange(page.size), known, page[known]).astype(np.float32)
    block = resample(page, rate_hz, new_rate_hz)[first : first + count]
    block = np.pad(block, (0, count - block.size), mode="edge")
    if missing.any():
        at = ((np.arange(count) + first) * (rate_hz / new_rate_hz)).astype(np.int64)
        block[missing[np.minimum(at, missing.size - 1)]] = np.nan
    return block


def _is_flat(signal: NDArray[np.float32], rate_hz: float) -> bool:
    """Whether 95 % of the seconds of a night hold no signal."""
    seconds = signal[: signal.size // round(rate_hz) * round(rate_hz)].reshape(-1, round(rate_hz))
    if not len(seconds):
        return False
    alive = 0
    for first in range(0, len(seconds), BLOCK_S):
        spread = np.nan_to_num(seconds[first : first + BLOCK_S]).std(axis=1)
        alive += int((spread >= DEAD_UV).sum())
        if alive >= ALIVE_SHARE * len(seconds):
            return False
    return True
