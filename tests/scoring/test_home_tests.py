"""Home tests: one definition for window, statistics, batch and cohort."""

from __future__ import annotations

import numpy as np
import pytest

from sleepscorer.scoring.home_tests import is_home_test, shows_stages
from sleepscorer.stages import Stage


@pytest.mark.parametrize(
    ("stages", "has_eeg", "is_home", "shown"),
    [
        ([Stage.UNSCORED, Stage.UNSCORED], False, True, False),
        ([Stage.W, Stage.UNSCORED], False, True, True),
        ([Stage.W, Stage.N1], False, False, True),
        ([Stage.UNSCORED, Stage.UNSCORED], True, False, True),
        ([Stage.W, Stage.W], True, False, True),
        ([], False, True, False),
    ],
)
def test_a_night_is_a_home_test_until_sleep_is_scored_or_an_eeg_is_there(
    stages: list[Stage], has_eeg: bool, is_home: bool, shown: bool
) -> None:
    night = np.array(stages, np.int8)
    assert is_home_test(night, has_eeg=has_eeg) is is_home
    assert shows_stages(night, has_eeg=has_eeg) is shown
