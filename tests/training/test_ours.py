"""Sleepscorer Context: its data, its masks, its export and a short training."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import torch

from sleepscorer.errors import ModelError
from sleepscorer.prescoring.features import GROUPS, N_CHANNELS, N_COLUMNS
from sleepscorer.prescoring.model_card import load_card
from sleepscorer.simulation import simulate_night
from sleepscorer.stages import Stage
from sleepscorer.training.data import context_nights
from sleepscorer.training.data.context_batches import (
    NO_VARIATION,
    Variation,
    choose_channels,
    draw_sequences,
    vary,
)
from sleepscorer.training.data.features import HELD_OUT_PERSONS
from sleepscorer.training.data.sleep_edf_tables import (
    person_of,
    read_one_channel,
    read_three_channels,
    recording_names,
)
from sleepscorer.training.evaluate_context import calibration_error, errors_found, figures_of
from sleepscorer.training.export.context_cards import add_figures
from sleepscorer.training.export.context_export import export_context, import_context
from sleepscorer.training.networks.context import Committee, ContextNetwork, Sizes, count_trainable
from sleepscorer.training.recipes.context_recipe import Nights, Shares, find_n3_offset, is_held_out
from sleepscorer.training.recipes.context_run import describe_training, read_checkpoint, write_model
from sleepscorer.training.recipes.context_training import TrainingCourse, predict, train_context

MOST_PARAMETERS = 750_000
"""3 MB of weights."""


@pytest.fixture(scope="module")
def night() -> context_nights.NumbersNight:
    return context_nights.from_signals("simulated-0", simulate_night(0, 2.0))


def test_the_network_is_small() -> None:
    assert count_trainable(ContextNetwork()) <= MOST_PARAMETERS


def test_what_is_not_known_does_not_matter() -> None:
    network = ContextNetwork().eval()
    numbers, known = torch.randn(1, 9, N_CHANNELS, N_COLUMNS), torch.ones(1, N_CHANNELS, len(GROUPS))
    known[0, 1] = 0
    known[0, 0, GROUPS.index("spectrum")] = 0
    other = numbers.clone()
    other[:, :, 1] = 100
    other[:, :, 0, 37:162] = -100
    torch.testing.assert_close(network(other, known), network(numbers, known))


def test_the_two_eegs_are_alike() -> None:
    network = ContextNetwork().eval()
    numbers, known = torch.randn(1, 9, N_CHANNELS, N_COLUMNS), torch.ones(1, N_CHANNELS, len(GROUPS))
    swapped = numbers[:, :, [1, 0, 2, 3]]
    torch.testing.assert_close(network(swapped, known), network(numbers, known))


def test_context_reaches_from_one_end_to_the_other() -> None:
    network = ContextNetwork().eval()
    numbers, known = torch.randn(1, 9, N_CHANNELS, N_COLUMNS), torch.ones(1, N_CHANNELS, len(GROUPS))
    other = numbers.clone()
    other[:, 0] += 1
    assert (network(other, known)[0, -1] - network(numbers, known)[0, -1]).abs().max() > 0


def test_one_eeg_is_always_the_first(night: context_nights.NumbersNight) -> None:
    chosen = choose_channels(night.numbers, (1, 2))
    np.testing.assert_array_equal(chosen.measures[:, 0], night.numbers.measures[:, 1])
    assert chosen.known.any(axis=1).tolist() == [True, False, True, False]
    alone = choose_channels(night.numbers, (0,))
    assert not alone.known[:, GROUPS.index("coupling")].any()


def test_variations_keep_numbers_and_stages_together(night: context_nights.NumbersNight) -> None:
    random = np.random.default_rng(0)
    how = Variation(crop=1, stage_subset=1)
    for _ in range(20):
        numbers, stages, opinions = vary(random, night, how)
        assert len(numbers.measures) == len(opinions) == stages.size >= 50
        assert numbers.known[0].any()


def test_every_epoch_is_in_a_sequence(night: context_nights.NumbersNight) -> None:
    drawn = draw_sequences(np.random.default_rng(0), [night], 50, NO_VARIATION)
    assert drawn.numbers.shape[1:] == (50, N_CHANNELS, N_COLUMNS)
    assert (drawn.stages >= 0).sum() >= night.stages.size
    assert not drawn.pair.any()


def test_a_short_training_learns_and_is_exported(night: context_nights.NumbersNight, tmp_path: Path) -> None:
    course = TrainingCourse(passes=25, sequence_length=60, variation=NO_VARIATION)
    network = train_context(lambda number, random: [night], 2, course, 0)
    found = predict([network], night.numbers).argmax(axis=1)
    assert (found == night.stages).mean() > 0.6
    nights = Nights({kind: [] for kind in ("real", "rebuilt", "simulated", "ucd")}, {})
    write_model(network, tmp_path, describe_training(nights, 25, 0))
    figure = figures_of(night.stages, predict([network], night.numbers))
    add_figures(tmp_path, [figure | {"measured_on": "one simulated night", "command": "none"}])
    card = load_card(tmp_path)
    assert card.network
    assert card.trainable_parameters == count_trainable(network)
    assert "one simulated night" in (tmp_path / "CARD.md").read_text()


def test_an_interrupted_training_ends_as_if_it_had_not_been(
    night: context_nights.NumbersNight, tmp_path: Path
) -> None:
    course = TrainingCourse(passes=3, sequence_length=60, variation=Variation(crop=0.5))
    whole = train_context(lambda number, random: [night], 2, course, 0)
    kept = tmp_path / "run.state"

    def interrupt(number: int, network: ContextNetwork) -> None:
        if number == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train_context(lambda number, random: [night], 2, course, 0, after=interrupt, kept=kept)
    assert [path.name for path in tmp_path.iterdir()] == ["run.state"]
    passes: list[int] = []
    again = train_context(
        lambda number, random: [night], 2, course, 0, after=lambda number, _: passes.append(number), kept=kept
    )
    assert passes == [2]
    for one, other in zip(whole.parameters(), again.parameters(), strict=True):
        torch.testing.assert_close(one, other)


def test_an_exported_network_is_read_back(tmp_path: Path) -> None:
    network = ContextNetwork().eval()
    network.temperature.fill_(0.9)
    export_context(network, tmp_path / "model.onnx")
    again = import_context(tmp_path / "model.onnx")
    numbers, known = torch.randn(1, 9, N_CHANNELS, N_COLUMNS), torch.ones(1, N_CHANNELS, len(GROUPS))
    torch.testing.assert_close(again(numbers, known), network(numbers, known))


def test_variants_and_pieces_of_a_night_are_drawn(night: context_nights.NumbersNight) -> None:
    random = np.random.default_rng(0)
    nothing = replace(night.numbers, known=np.zeros_like(night.numbers.known))
    with_variant = replace(night, variants=(nothing,))
    always, never = (replace(NO_VARIATION, distorted=chance) for chance in (1.0, 0.0))
    assert not vary(random, with_variant, always)[0].known.any()
    assert vary(random, with_variant, never)[0].known.any()
    whole = draw_sequences(random, [night], 50, NO_VARIATION)
    pieces = draw_sequences(random, [night], 50, replace(NO_VARIATION, crop=1.0))
    assert len(pieces.stages) >= 0.3 * len(whole.stages)


def test_a_network_of_other_sizes_is_read_back(tmp_path: Path) -> None:
    network = ContextNetwork(Sizes(embedding=12, fused=20, hidden=8)).eval()
    export_context(network, tmp_path / "model.onnx")
    torch.save(network.state_dict(), tmp_path / "network.pt")
    numbers, known = torch.randn(9, N_CHANNELS, N_COLUMNS), torch.ones(N_CHANNELS, len(GROUPS))
    for name in ("model.onnx", "network.pt"):
        again = read_checkpoint(tmp_path / name)
        torch.testing.assert_close(
            again.probabilities(numbers, known), network.probabilities(numbers, known), atol=1e-5, rtol=1e-4
        )


class _Fixed:
    """N2 ahead of N3 by more and more, the same whatever it is shown."""

    def eval(self) -> _Fixed:
        return self

    def probabilities(self, numbers: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
        logits = torch.full((len(numbers), 5), -9.0)
        logits[:, Stage.N2] = torch.linspace(0, 1, len(numbers))
        logits[:, Stage.N3] = 0
        return torch.softmax(logits, dim=1)


def test_what_cannot_be_gone_on_from_is_refused(tmp_path: Path) -> None:
    other = Path(__file__).resolve().parents[2] / "models" / "msa-cnn-small-1" / "model.onnx"
    with pytest.raises(ModelError, match="no network of this kind"):
        read_checkpoint(other)
    with pytest.raises(ModelError, match="is not there"):
        read_checkpoint(tmp_path / "gone.pt")


def test_n3_is_offset_until_there_is_as_much_as_the_experts_scored(
    night: context_nights.NumbersNight,
) -> None:
    n_epochs = night.stages.size
    stages = np.where(np.arange(n_epochs) < 0.4 * n_epochs, Stage.N3, Stage.N2).astype(np.int8)
    held_out = {kind: [] for kind in ("real", "one_channel", "simulated")}
    held_out["rebuilt"] = [replace(night, stages=stages)]
    assert find_n3_offset(_Fixed(), held_out) == pytest.approx(0.4, abs=0.051)


def test_an_export_that_differs_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sleepscorer.errors import ModelError
    from sleepscorer.training.export import context_export

    monkeypatch.setattr(context_export, "largest_difference", lambda *_: 1.0)
    with pytest.raises(ModelError, match="not written"):
        export_context(ContextNetwork(), tmp_path / "model.onnx")
    assert not (tmp_path / "model.onnx").exists()


def test_nights_are_kept(tmp_path: Path, night: context_nights.NumbersNight) -> None:
    first = context_nights.kept(tmp_path, night.name, lambda: night)
    again = context_nights.kept(tmp_path, night.name, lambda: pytest.fail("made twice"))
    np.testing.assert_array_equal(first.numbers.measures, again.numbers.measures)
    np.testing.assert_array_equal(again.stages, night.stages)


def test_a_pass_takes_no_more_than_its_share(night: context_nights.NumbersNight) -> None:
    named = [replace(night, name=f"simulated-{seed}") for seed in range(9)]
    draw = Nights({"simulated": named}, {}).draw(Shares(simulated=4))
    names = {one.name for one in draw(0, np.random.default_rng(0))}
    assert len(names) == 4


def test_figures_of_a_perfect_scoring() -> None:
    stages = np.array([0, 1, 2, 3, 4, -1], np.int8)
    found = figures_of(stages, np.eye(6, 5, dtype=np.float32))
    assert found["accuracy"] == found["kappa"] == found["macro_f1"] == 1
    assert found["ece"] == 0


def test_calibration_and_errors_found() -> None:
    true = np.zeros(10, np.int8)
    sure = np.tile(np.array([[0.9, 0.1, 0, 0, 0]], np.float32), (10, 1))
    sure[:2] = (0.4, 0.6, 0, 0, 0)
    assert calibration_error(true, sure) == pytest.approx(0.2, abs=1e-6)
    assert errors_found(true, sure) == 1


@pytest.fixture
def names(data_folder: Path) -> list[str]:
    return recording_names(data_folder)


def test_person_0_is_in_no_table(names: list[str]) -> None:
    assert len(names) == 151
    assert 0 not in {person_of(name) for name in names}


def test_held_out_people_are_held_out_whatever_the_table(data_folder: Path, names: list[str]) -> None:
    name = next(name for name in names if person_of(name) in HELD_OUT_PERSONS)
    for one in (read_one_channel(data_folder, name), read_three_channels(data_folder, name)):
        assert is_held_out(one.name)
    assert is_held_out(f"rebuilt-{name}-1")


def test_the_two_tables_tell_of_the_same_night(data_folder: Path, names: list[str]) -> None:
    one, three = read_one_channel(data_folder, names[3]), read_three_channels(data_folder, names[3])
    assert len(one.stages) > len(three.stages)
    assert (
        np.isin(three.numbers.measures[:, 0, 0].round(2), one.numbers.measures[:, 0, 0].round(2)).mean()
        > 0.99
    )
    assert np.isfinite(three.numbers.measures).all()


def test_the_shipped_card_says_what_is_measured(data_folder: Path) -> None:
    folder = Path(__file__).resolve().parents[2] / "models" / "sleepscorer-context"
    card = json.loads((folder / "card.json").read_text())
    assert card["trainable_parameters"] <= MOST_PARAMETERS
    assert all("evaluate_context" in figure["command"] for figure in card["figures"])


def test_half_the_say_is_that_of_the_measures() -> None:
    network = ContextNetwork().eval()
    numbers, known = torch.randn(9, N_CHANNELS, N_COLUMNS), torch.ones(N_CHANNELS, len(GROUPS))
    measured = known.clone()
    measured[:, GROUPS.index("spectrum") :] = 0
    alone = [torch.softmax(network(numbers[None], one[None])[0], dim=1) for one in (known, measured)]
    torch.testing.assert_close(network.probabilities(numbers, known), (alone[0] + alone[1]) / 2)
    torch.testing.assert_close(network.probabilities(numbers, measured), alone[1])


def test_a_committee_gives_the_mean_of_its_members_and_is_exported(tmp_path: Path) -> None:
    members = [ContextNetwork().eval(), ContextNetwork().eval()]
    committee = Committee(members).eval()
    numbers, known = torch.randn(9, N_CHANNELS, N_COLUMNS), torch.ones(N_CHANNELS, len(GROUPS))
    logs = torch.stack([member.probabilities(numbers, known).log() for member in members])
    torch.testing.assert_close(committee.probabilities(numbers, known).log(), logs.mean(0).log_softmax(1))
    committee.offsets[3] = 1.5
    offset = committee.probabilities(numbers, known)
    assert (offset[:, 3] > logs.exp().mean(0)[:, 3]).all()
    torch.testing.assert_close(offset.sum(1), torch.ones(9))
    committee.offsets[3] = 0
    committee.temperature.fill_(2.0)
    assert committee.probabilities(numbers, known).max() < logs.exp().max()
    export_context(committee, tmp_path / "model.onnx")
    with pytest.raises(ModelError, match="several networks"):
        import_context(tmp_path / "model.onnx")
