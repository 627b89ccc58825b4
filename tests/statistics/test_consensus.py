from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sleepscorer.statistics import consensus

tables = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(st.integers(-1, 4), min_size=n, max_size=n), min_size=1, max_size=12)
)


def test_the_majority_counts_and_ties_are_listed():
    found = consensus(
        [np.array(one) for one in ([0, 2, 2, -1, -1, 4], [0, 2, 3, -1, 1, 4], [1, 3, 1, -1, -1, 3])]
    )
    assert found.stages.tolist() == [0, 2, -1, -1, 1, 4]
    assert found.ties == (2,)
    assert found.votes[1].tolist() == [0, 0, 2, 1, 0]
    np.testing.assert_allclose(found.share, [2 / 3, 2 / 3, 1 / 3, np.nan, 1, 2 / 3])


@given(tables)
def test_every_epoch_is_decided_tied_or_scored_by_nobody(table):
    scorings = list(np.array(table, np.int8).T)
    found = consensus(scorings)
    for epoch, votes in enumerate(table):
        scored = [stage for stage in votes if stage >= 0]
        counts = sorted((scored.count(stage) for stage in set(scored)), reverse=True)
        tied = len(counts) > 1 and counts[0] == counts[1]
        assert (epoch in found.ties) == tied
        if scored and not tied:
            assert scored.count(int(found.stages[epoch])) == counts[0]
        else:
            assert found.stages[epoch] == -1


@pytest.mark.parametrize("scorings", [[], [np.zeros(3), np.zeros(4)]])
def test_scorings_that_do_not_fit_are_refused(scorings):
    with pytest.raises(ValueError, match="one length"):
        consensus(scorings)
