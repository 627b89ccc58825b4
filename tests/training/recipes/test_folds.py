from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from sleepscorer.training.data.context_batches import NO_VARIATION
from sleepscorer.training.recipes import folds
from sleepscorer.training.recipes.context_training import TrainingCourse


def test_every_person_is_tested_once() -> None:
    people = [1, 2, 3, 5, 8, 13, 21]
    split = folds.split_people(people, 3)
    assert sorted(person for fold in split for person in fold) == people
    assert max(map(len, split)) - min(map(len, split)) <= 1
    assert sorted(folds.split_people(people[:4], 20)) == [[person] for person in people[:4]]


def test_a_fold_is_trained_on_the_others_and_scored(data_folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(folds, "PEOPLE", {20: range(1, 4)})
    nights = folds.read_people(data_folder, 20, "one-channel")
    seen = []
    original = folds.train_fold
    monkeypatch.setattr(
        folds, "train_fold", lambda train, course, seed: seen.extend(train) or original(train, course, seed)
    )
    course = TrainingCourse(passes=1, variation=NO_VARIATION)
    found = folds.run_fold(nights, [2], "one-channel", course, 1)
    assert {night.name[6:] for night in seen} == {"SC4011", "SC4012", "SC4031", "SC4032"}
    assert found["Fpz-Cz"].shape == (found["stages"].size, 5)
    report = folds.report([found, found])
    assert report["Fpz-Cz"]["epochs"] == 2 * found["stages"].size
    assert 0 <= report["Fpz-Cz"]["accuracy"] <= 1
    assert np.isfinite(report["Fpz-Cz"]["kappa"])
