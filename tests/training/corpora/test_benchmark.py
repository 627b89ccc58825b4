"""The papers' networks on the folds of a corpus, by the one command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from training.corpora.test_corpora import SLEEP_EDF, _write_hypnogram, _write_psg

from sleepscorer import cli
from sleepscorer.training.corpora import sleep_edf
from sleepscorer.training.data.prepared_nights import PreparedNight
from sleepscorer.training.recipes import corpus_folds

RUNS = [
    ("Sleep stage W", 6),
    ("Sleep stage 1", 4),
    ("Sleep stage 2", 6),
    ("Sleep stage 4", 4),
    ("Sleep stage R", 4),
]
N_EPOCHS = sum(count for _, count in RUNS)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four people's nights as PhysioNet names them."""
    home = tmp_path_factory.mktemp("sleep-edf")
    for person in range(4):
        _write_psg(home / f"SC4{person:02}1E0-PSG.edf", SLEEP_EDF, N_EPOCHS)
        _write_hypnogram(home / f"SC4{person:02}1EC-Hypnogram.edf", RUNS)
    return home


def _train(corpus: Path, out: Path, name: str, *more: str) -> dict[str, dict]:
    arguments = ["train", name, "--corpus", "sleep-edf", str(corpus), "--folds", "4", "--out", str(out)]
    assert cli.main([*arguments, "--steps", "2", *more]) == 0
    (path,) = out.glob("*.json")
    return json.loads(path.read_text())


@pytest.mark.parametrize(
    "name", ["ulw-sleepnet-1", "msa-cnn-small-2", pytest.param("mc2sleepnet", marks=pytest.mark.long)]
)
def test_a_network_is_trained_and_tested_on_a_fold(
    corpus: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_folds, "ON_CORPORA", replace(corpus_folds.ON_CORPORA, batch_size=4))
    found = _train(corpus, tmp_path, name, "--only-fold", "1")
    assert list(found["pooled"]) == [name]
    assert found["pooled"][name]["epochs"] == N_EPOCHS
    assert 0 <= found["pooled"][name]["accuracy"] <= 1


def test_every_night_is_tested_once_and_what_is_done_is_not_done_again(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _train(corpus, tmp_path, "ulw-sleepnet-1", "--only-fold", "0", "2")
    trained = []
    original = corpus_folds._train_epoch_networks
    monkeypatch.setattr(
        corpus_folds,
        "_train_epoch_networks",
        lambda name, nights, folder, settings: (
            trained.append(folder.name) or original(name, nights, folder, settings)
        ),
    )
    found = _train(corpus, tmp_path, "ulw-sleepnet-1")
    assert trained == ["fold-1", "fold-3"]
    assert found["pooled"]["ulw-sleepnet-1"]["epochs"] == 4 * N_EPOCHS
    assert len(found["folds"]) == 4


def test_the_loose_protocol_is_kept_apart(corpus: Path, tmp_path: Path) -> None:
    found = _train(corpus, tmp_path, "ulw-sleepnet-1", "--only-fold", "0", "--protocol", "loose")
    assert "loose" in next(tmp_path.glob("*.json")).name
    assert found["pooled"]["ulw-sleepnet-1"]["epochs"] == N_EPOCHS


def test_a_channel_that_was_not_recorded_is_said(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["train", "msa-cnn-small-4", "--corpus", "sleep-edf", str(corpus), "--folds", "4"]
    assert cli.main([*arguments, "--out", str(tmp_path), "--steps", "1"]) == 1
    assert "no chin EMG" in capsys.readouterr().err


def test_an_unknown_corpus_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        cli.main(["train", "ulw-sleepnet-1", "--corpus", "shhs", str(tmp_path), "--out", str(tmp_path)]) == 1
    )
    assert "no corpus shhs" in capsys.readouterr().err


def test_nights_that_choose_are_not_learnt_from(corpus: Path, tmp_path: Path, monkeypatch) -> None:
    seen: list[PreparedNight] = []
    original = corpus_folds.BatchSource

    def source(nights, *arguments, **options):
        seen.extend(nights)
        return original(nights, *arguments, **options)

    monkeypatch.setattr(corpus_folds, "BatchSource", source)
    _train(corpus, tmp_path, "ulw-sleepnet-1", "--only-fold", "0")
    assert len(seen) == len(sleep_edf.find_nights(corpus)) - 2
    assert all(np.isnan(night.epochs[:, 3]).all() for night in seen), "an absent EMG stays absent"
