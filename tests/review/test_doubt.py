import numpy as np

from sleepscorer.review.doubt import UNSURE, next_doubt


def test_the_next_doubt_is_the_first_unsure_epoch_from_here_on() -> None:
    sure, unsure, unknown = [0.96, 0.01, 0.01, 0.01, 0.01], [0.3, 0.2, 0.2, 0.2, 0.1], [np.nan] * 5
    rows = np.array([unsure, sure, unknown, unsure, sure], np.float32)
    assert [next_doubt(rows, epoch) for epoch in range(5)] == [0, 3, 3, 3, None]
    at_the_bound = np.array([[UNSURE, 1 - UNSURE, 0, 0, 0]])
    assert next_doubt(at_the_bound, 0) is None  # type: ignore[arg-type]
    assert next_doubt(None, 0) is None
