from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.errors import RecordingError
from sleepscorer.training.data.features import HELD_OUT_PERSONS, night_names, read_measured_night
from sleepscorer.training.data.locations import data_directory


@pytest.fixture
def data_dir():
    folder = data_directory()
    if not (folder / "sleep-edf-78-features").is_dir():
        pytest.skip("real data are absent: set SLEEPSCORER_TEST_DATA to their folder")
    return folder


def test_a_folder_without_nights_is_named(tmp_path):
    with pytest.raises(RecordingError, match="--data"):
        night_names(tmp_path, held_out=False)


def test_person_0_is_never_used(data_dir):
    names = night_names(data_dir, held_out=False) + night_names(data_dir, held_out=True)
    assert len(names) == 151
    assert not any(name.startswith("SC400") for name in names)


def test_no_person_is_both_trained_on_and_held_out(data_dir):
    trained = {name[3:5] for name in night_names(data_dir, held_out=False)}
    held_out = {name[3:5] for name in night_names(data_dir, held_out=True)}
    assert not trained & held_out
    assert held_out == {f"{person:02d}" for person in HELD_OUT_PERSONS}


def test_measurements_of_a_real_night_fit_together(data_dir):
    night = read_measured_night(data_dir, "SC4021")
    assert night.person == 2
    assert set(night.stages) == {0, 1, 2, 3, 4}
    bands = night.channels[0].band_uv2
    known = np.isfinite(bands).all(axis=1)
    assert known.mean() > 0.8
    # Band powers and variances come from two tables: they agree only if epochs were matched.
    assert (bands[known].sum(axis=1) <= night.channels[0].variance_uv2[known] * 1.01).all()
