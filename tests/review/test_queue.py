from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.assets import resource
from sleepscorer.formats import read_hypnogram
from sleepscorer.prescoring import smoothing
from sleepscorer.prescoring.calibration import calibrated, fit_temperature
from sleepscorer.prescoring.prescore import prescore
from sleepscorer.prescoring.smoothing import in_context
from sleepscorer.recording import open_recording
from sleepscorer.review.queue import Reason, ReviewQueue, hints_of, queue_of
from sleepscorer.review.rules import ALWAYS, ELSEWHERE, WEIGHTS, rule_hits
from sleepscorer.scoring import Author, AuthorKind, Scoring
from sleepscorer.signals.quality import Fault, faults

W, N1, N2, N3, R = range(5)


def drawn_night(seed: int, n_epochs: int = 600) -> tuple[np.ndarray, np.ndarray]:
    """True stages, and probabilities of a model that means what it says: an epoch's own evidence."""
    random = np.random.default_rng(seed)
    stages = [0]
    while len(stages) < n_epochs:
        stages.append(
            int(
                random.choice(
                    5, p=smoothing.TRANSITIONS[stages[-1]] / smoothing.TRANSITIONS[stages[-1]].sum()
                )
            )
        )
    truth = np.array(stages)
    evidence = random.normal(0, 1, (n_epochs, 5))
    evidence[np.arange(n_epochs), truth] += 2.0
    odds = smoothing.SHARES * np.exp(2.0 * evidence)
    return truth, (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)


def night_of(stages: list[int], sure: float = 0.95) -> np.ndarray:
    """Probabilities of a model that is sure of these stages."""
    table = np.full((len(stages), 5), (1 - sure) / 4, np.float32)
    table[np.arange(len(stages)), stages] = sure
    return table


def nobody(n_epochs: int) -> np.ndarray:
    return np.zeros(n_epochs, bool)


def exact(evidence: np.ndarray) -> np.ndarray:
    """Forward-backward algorithm, epoch by epoch."""
    ahead, behind = [smoothing.SHARES * evidence[0]], [np.ones(5)]
    for row in evidence[1:]:
        ahead.append((ahead[-1] / ahead[-1].sum()) @ smoothing.TRANSITIONS * row)
    for row in evidence[:0:-1]:
        behind.append(smoothing.TRANSITIONS @ (row * behind[-1] / behind[-1].sum()))
    both = np.array(ahead) * np.array(behind[::-1])
    return both / both.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("n_epochs", [1, 2, 15, 16, 17, 100])
def test_the_context_is_that_of_the_forward_backward_algorithm(n_epochs):
    _, probabilities = drawn_night(3, n_epochs)
    found = in_context(probabilities.astype(float), np.zeros(n_epochs, int), nobody(n_epochs))
    evidence = (np.maximum(probabilities, 1e-6) / smoothing.SHARES) ** smoothing.EVIDENCE_POWER
    np.testing.assert_allclose(found, exact(evidence), atol=0.01)


def test_what_a_person_scored_speaks_for_its_neighbours():
    probabilities = np.full((9, 5), 0.2)
    by_human = np.array([True] * 4 + [False] + [True] * 4)
    for stage in (W, N2, N3, R):
        found = in_context(probabilities, np.full(9, stage), by_human)
        assert found[4].argmax() == stage
        assert found[4, stage] > 0.5


def test_any_sequence_of_a_person_has_probabilities():
    stages = np.tile([N3, R, W, N3, N1, R], 30)
    found = in_context(np.full((180, 5), np.nan), stages, ~nobody(180))
    np.testing.assert_allclose(found.sum(axis=1), 1)


def test_the_queue_finds_errors_better_than_doubt_and_than_chance():
    queue_found, doubt_found = [], []
    for seed in range(5):
        truth, probabilities = drawn_night(seed)
        wrong = probabilities.argmax(axis=1) != truth
        review = ReviewQueue(probabilities).update(probabilities.argmax(axis=1), nobody(600))
        first = np.argsort(-review.risk)[:120]
        queue_found.append(wrong[first].sum() / wrong.sum())
        doubt_found.append(wrong[np.argsort(probabilities.max(axis=1))[:120]].sum() / wrong.sum())
    assert np.mean(queue_found) > 0.6
    assert np.mean(queue_found) > np.mean(doubt_found) + 0.05


def test_a_model_that_reads_the_night_is_believed_more():
    stages = np.array([N2] * 20 + [W] * 2 + [N2] * 20)
    alone, night = (
        ReviewQueue(night_of(stages.tolist(), 0.9), reads_night=reads).update(stages, nobody(42)).risk
        for reads in (False, True)
    )
    assert 0.1 < night[20] < alone[20]


@pytest.mark.parametrize(
    ("model", "reads_night"),
    [("sleepscorer-context@0", True), ("ulw-sleepnet-1@0", False), ("gone@0", False)],
)
def test_the_queue_of_a_scoring_follows_the_card_of_its_model(model, reads_night):
    stages = np.array([N2] * 20 + [W] * 2 + [N2] * 20)
    probabilities = night_of(stages.tolist(), 0.9)
    scoring = Scoring(42)
    assert queue_of(scoring) is None
    scoring.apply(scoring.prescore(probabilities, Author(AuthorKind.MODEL, model)))
    queue = queue_of(scoring)
    assert queue is not None
    expected = ReviewQueue(probabilities, reads_night=reads_night).update(stages, nobody(42))
    np.testing.assert_array_equal(queue.update(stages, nobody(42)).risk, expected.risk)


def test_progress_counts_what_was_flagged_and_goes_back_with_undo():
    _, probabilities = drawn_night(8)
    queue, stages, seen = ReviewQueue(probabilities), probabilities.argmax(axis=1), nobody(600)
    start = queue.update(stages, seen)
    always = next(item for item in start.items if Reason.SLEEP_ONSET in item.reasons)
    seen[always.epochs.start : always.epochs.stop] = True
    after = queue.update(stages, seen)
    assert after.n_done == len(always.epochs)
    assert queue.update(stages, nobody(600)).n_done == 0


def test_expected_errors_are_those_of_epochs_that_no_person_has_seen():
    truth, probabilities = drawn_night(1)
    stages, seen = probabilities.argmax(axis=1), nobody(600)
    queue = ReviewQueue(probabilities)
    doubt = 1 - probabilities.max(axis=1).astype(float)
    start = queue.update(stages, seen)
    assert start.expected_left == pytest.approx(doubt.sum(), rel=1e-5)
    assert start.expected_left == start.expected_at_start
    seen[100:300] = True
    later = queue.update(np.where(seen, truth, stages), seen)
    assert later.expected_left == pytest.approx(doubt[~seen].sum(), rel=1e-5)
    assert later.expected_at_start == start.expected_at_start
    assert 0 < later.expected_in_queue < later.expected_left


def test_a_model_that_means_what_it_says_expects_as_many_errors_as_there_are():
    counts = [drawn_night(seed) for seed in range(8)]
    errors = sum((p.argmax(axis=1) != truth).sum() for truth, p in counts)
    expected = sum(ReviewQueue(p).update(p.argmax(axis=1), nobody(600)).expected_left for _, p in counts)
    assert expected == pytest.approx(errors, rel=0.1)


@given(st.integers(0, 30), st.floats(0, 1), st.sets(st.integers(0, 99), max_size=60))
def test_every_item_is_a_run_of_its_own_that_nobody_has_seen_with_a_reason(seed, share, human):
    truth, probabilities = drawn_night(seed, 100)
    seen = nobody(100)
    seen[list(human)] = True
    stages = np.where(seen, truth, probabilities.argmax(axis=1))
    review = ReviewQueue(probabilities, share=share).update(stages, seen)
    for before, after in zip(review.items[:-1], review.items[1:], strict=True):
        assert before.epochs.stop < after.epochs.start
    inside = [epoch for item in review.items for epoch in item.epochs]
    assert not seen[inside].any()
    assert review.n_left == len(inside)
    assert all(item.reasons and len(item.epochs) for item in review.items)
    assert all(item.risk == pytest.approx(review.risk[list(item.epochs)].mean()) for item in review.items)
    assert [item.risk for item in review.by_risk] == sorted((i.risk for i in review.items), reverse=True)
    assert all(review.item_at(epoch) is not None for epoch in inside)


def test_the_queue_ends_when_a_person_follows_it():
    truth, probabilities = drawn_night(2)
    queue, stages, seen = ReviewQueue(probabilities), probabilities.argmax(axis=1), nobody(600)
    review = queue.update(stages, seen)
    total, looks = review.n_total, 0
    assert 120 <= total <= 150
    while review.items:
        run = list(review.by_risk[0].epochs)
        stages[run], seen[run] = truth[run], True
        review, looks = queue.update(stages, seen), looks + len(run)
        assert looks <= 240
    assert (review.n_left, review.n_done) == (0, looks)
    assert review.n_done >= total - 60
    assert review.expected_left < 0.7 * review.expected_at_start


def test_a_model_that_is_sure_throughout_leaves_nothing_to_review():
    stages = np.array([W] * 30 + [N1] * 3 + [N2] * 60)
    review = ReviewQueue(night_of(stages.tolist(), 1.0)).update(stages, nobody(93))
    assert [item.epochs for item in review.items] == [range(29, 32)]  # sleep onset


def test_the_share_says_how_many_epochs_are_flagged():
    _, probabilities = drawn_night(4)
    for share, expected in ((0.05, 30), (0.3, 180)):
        review = ReviewQueue(probabilities, share=share).update(probabilities.argmax(axis=1), nobody(600))
        always = sum(len(item.epochs) for item in review.items if set(item.reasons) & ALWAYS)
        assert expected <= review.n_left <= expected + always


def test_rare_rules_are_flagged_however_sure_the_model_is():
    stages = [W] * 20 + [N1] * 2 + [N2] * 20 + [R] * 20 + [N3] * 20 + [W] * 5
    review = ReviewQueue(night_of(stages, 0.999), share=0).update(np.array(stages), nobody(87))
    found = {tuple(item.epochs): item.reasons for item in review.items}
    assert Reason.SLEEP_ONSET in found[(19, 20, 21)]
    assert Reason.FIRST_REM in found[(42,)]
    assert Reason.REM_TO_N3 in found[(61, 62)]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("stages", "reason", "epochs"),
    [
        ([W, W, N1, N1], Reason.SLEEP_ONSET, [1, 2, 3]),
        ([N2, N2], Reason.SLEEP_ONSET, [0, 1]),
        ([N1, N2, N2, N1, N2], Reason.FIRST_N2, [1, 4]),
        ([N2, R, R, N2], Reason.FIRST_REM, [1]),
        ([N2, N3, N3, N2], Reason.N2_N3_BORDER, [0, 1, 2, 3]),
        ([W, R, W], Reason.WAKE_TO_REM, [0, 1]),
        ([N3, R], Reason.N3_TO_REM, [0, 1]),
        ([R, N3], Reason.REM_TO_N3, [0, 1]),
        ([W, N3], Reason.WAKE_TO_N3, [0, 1]),
        ([N2, N1, N2, W, W, N2], Reason.ISLAND, [1]),
        ([N2, -1, N2], Reason.ISLAND, []),
        ([-1, N2, -1], Reason.ISLAND, []),
        ([W, -1, R], Reason.WAKE_TO_REM, []),
        ([], Reason.SLEEP_ONSET, []),
        ([W], Reason.ISLAND, []),
    ],
)
def test_rules(stages, reason, epochs):
    assert np.flatnonzero(rule_hits(np.array(stages, np.int8))[reason]).tolist() == epochs


def test_every_rule_has_a_weight_and_raises_the_risk():
    assert set(rule_hits(np.array([0]))) == set(WEIGHTS)
    assert min(WEIGHTS.values()) > ELSEWHERE


def test_hints_raise_the_risk_and_give_their_reason():
    stages = [N2] * 60
    flat = nobody(60)
    flat[30:33] = True
    plain = ReviewQueue(night_of(stages), share=0.08).update(np.array(stages), nobody(60))
    hinted = ReviewQueue(night_of(stages), share=0.08, hints={Reason.FLAT: flat})
    review = hinted.update(np.array(stages), nobody(60))
    assert (review.risk[30:33] > plain.risk[30:33]).all()
    item = review.item_at(31)
    assert item is not None
    assert item.epochs == range(30, 33)
    assert Reason.FLAT in item.reasons


def test_every_fault_of_a_signal_has_its_reason():
    signal = np.full(6000, np.nan)
    signal[3000:] = 0.0
    hints = hints_of(faults(signal, 100.0))
    assert len(hints) == len(Fault)
    assert hints[Reason.MISSING].tolist() == [True, False]
    assert hints[Reason.FLAT].tolist() == [False, True]


def test_unscored_epochs_are_counted_and_not_queued():
    probabilities = night_of([N2] * 10)
    probabilities[4:6] = np.nan
    stages = np.array([N2] * 4 + [-1] * 2 + [N2] * 4)
    review = ReviewQueue(probabilities, share=1).update(stages, nobody(10))
    assert review.n_unscored == 2
    assert [item.epochs for item in review.items] == [range(4), range(6, 10)]
    assert np.isfinite(review.expected_left)


@pytest.mark.parametrize("n_epochs", [0, 1, 2])
def test_short_nights_are_no_error(n_epochs):
    review = ReviewQueue(night_of([N2] * n_epochs)).update(np.full(n_epochs, N2), nobody(n_epochs))
    assert review.n_total <= n_epochs


def test_it_is_recomputed_within_five_milliseconds():
    _, probabilities = drawn_night(5, 1000)
    queue, stages = ReviewQueue(probabilities), probabilities.argmax(axis=1)
    seen = np.arange(1000) % 7 == 0
    times = []
    for _ in range(30):
        start = time.perf_counter()
        queue.update(stages, seen)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.005


def test_a_temperature_is_found_again():
    truth, probabilities = drawn_night(6, 4000)
    assert fit_temperature(probabilities, truth) == pytest.approx(1.0, abs=0.1)
    too_sure = calibrated(probabilities, 0.5)
    assert fit_temperature(too_sure, truth) == pytest.approx(2.0, abs=0.2)
    np.testing.assert_allclose(calibrated(too_sure, 2.0), probabilities, atol=0.02)


def test_a_temperature_needs_epochs_that_both_scored():
    assert fit_temperature(np.full((3, 5), np.nan), np.array([0, 1, 2])) == 1.0
    assert fit_temperature(np.full((2, 5), 0.2), np.array([-1, -1])) == 1.0


def test_calibration_keeps_the_stage_and_the_sum():
    _, probabilities = drawn_night(7, 50)
    found = calibrated(probabilities, 3.0)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    np.testing.assert_array_equal(found.argmax(axis=1), probabilities.argmax(axis=1))
    assert (found.max(axis=1) <= probabilities.max(axis=1) + 1e-6).all()


def test_the_first_fifth_of_the_queue_holds_half_of_the_errors_of_the_sample_night():
    expert = read_hypnogram(resource("sample", "sample-night-hypnogram.edf")).stages
    recording = open_recording(resource("sample", "sample-night.edf"))
    probabilities = prescore(recording, "sleepscorer-context").probabilities
    recording.close()
    stages, seen = probabilities.argmax(axis=1), nobody(len(expert))
    wrong = stages != expert
    queue, looked = ReviewQueue(probabilities, reads_night=True), []
    while len(looked) < 0.2 * len(expert):
        run = list(queue.update(stages, seen).by_risk[0].epochs)
        looked += run
        stages[run], seen[run] = expert[run], True
    first = looked[: round(0.2 * len(expert))]
    assert wrong[first].sum() >= 0.5 * wrong.sum()


def test_ties_are_in_the_queue_until_somebody_decides_without_a_model_too():
    ties = np.zeros(60, bool)
    ties[[10, 11, 40]] = True
    scoring = Scoring(60)
    assert queue_of(scoring) is None
    queue = queue_of(scoring, hints={Reason.TIE: ties})
    assert queue is not None
    stages, human = np.full(60, N2), ~ties
    stages[ties] = -1
    review = queue.update(stages, human)
    assert [item.epochs for item in review.items] == [range(10, 12), range(40, 41)]
    assert all(item.reasons == (Reason.TIE,) for item in review.items)
    assert (review.n_left, review.n_total) == (3, 3)
    stages[40], human[40] = R, True
    review = queue.update(stages, human)
    assert (review.n_left, review.n_done) == (2, 1)


def test_ties_stand_beside_what_the_model_doubts():
    ties = np.zeros(60, bool)
    ties[30] = True
    rows = night_of([N2] * 60)
    rows[20] = [0.4, 0.1, 0.42, 0.04, 0.04]
    queue = ReviewQueue(rows, hints={Reason.TIE: ties}, share=0.05)
    stages = np.full(60, N2)
    stages[30] = -1
    review = queue.update(stages, nobody(60))
    assert review.item_at(20) is not None
    tied = review.item_at(30)
    assert tied is not None
    assert Reason.TIE in tied.reasons
